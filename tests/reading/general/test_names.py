from __future__ import annotations

from quorate.reading.general.names import find_mentions
from tests.reading.general.laid_out import names, report


def _named(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.actor) for m in find_mentions(report(text), names(), "es")]


def test_states_are_named_by_spanish_names_capitals_and_adjectives() -> None:
    text = "Londres y Bielorrusia oyeron al embajador keniano."
    assert _named(text) == [("Londres", "GBR"), ("Bielorrusia", "BLR"), ("keniano", "KEN")]


def test_a_people_and_a_city_name_no_state() -> None:
    assert _named("Los cubanos se reunieron en Moscú.") == []


def test_a_body_that_nobody_listed_is_found_by_its_noun_and_its_acronym() -> None:
    text = "El Tribunal Supremo Electoral (TSE) calló. El TSE no habló."
    found = find_mentions(report(text), names(), "es")
    assert [(text[m.start : m.end], m.name) for m in found] == [
        ("Tribunal Supremo Electoral", "Tribunal Supremo Electoral"),
        ("TSE", "Tribunal Supremo Electoral"),
        ("TSE", "Tribunal Supremo Electoral"),
    ]


def test_what_a_body_is_rather_than_is_called_is_no_name() -> None:
    assert _named("El Gobierno y los Estados callaron.") == []


def test_two_persons_that_are_joined_are_two() -> None:
    assert [who for who, _ in _named("Los isleños Teresa Aldous y Mark Penfold hablaron.")] == [
        "Teresa Aldous",
        "Mark Penfold",
    ]


def test_a_state_after_the_first_word_of_a_sentence_is_named() -> None:
    assert _named("Solo Nicaragua votó en contra.") == [("Nicaragua", "NIC")]
