"""The memo in Spanish: the same notes and numbers, no English of ours, correct dates."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import CHOICES
from quorate.record.case import Case
from quorate.record.figures import Point
from quorate.record.positions import POLARITY
from quorate.record.record import Record
from quorate.record.talks import talks
from quorate.record.timeline import ACTS
from quorate.record.worths import read_worths
from quorate.theory.count import Count
from quorate.views.answer import names_of
from quorate.views.brief import Brief, brief
from quorate.views.dealing import dealing
from quorate.views.deals import bargain
from quorate.views.describe import STATES
from quorate.views.footnotes import Footnotes
from quorate.views.memo import english_words, spanish_words
from quorate.views.memo.english import English
from quorate.views.memo.languages import language
from quorate.views.memo.spanish import Spanish
from quorate.views.wording import DID
from tests.views.test_deals import table

SPANISH = Spanish()


@pytest.fixture(scope="module")
def pages(demo_case: Path) -> tuple[Brief, Brief]:
    record = Record.open(demo_case)
    return brief(record, since="2018-01-01"), brief(record, since="2018-01-01", lang="es")


def test_every_form_of_a_sentence_is_there_in_both_languages() -> None:
    tables = {"heading", "label", "phrase", "quoted", "some"}  # whose words are data
    for name, form in vars(English).items():
        if name in vars(Spanish) and inspect.isfunction(form):
            told = inspect.signature(vars(Spanish)[name]).parameters
            assert list(told) == list(inspect.signature(form).parameters), name
        elif inspect.isfunction(form) and name not in tables:
            assert "phrase" in form.__code__.co_names, name


def test_both_languages_have_the_same_phrases_of_the_same_things() -> None:
    ours, theirs = (
        {key: {field for _, field, *_ in Formatter().parse(words)} for key, words in table.items()}
        for table in (english_words.PHRASES, spanish_words.PHRASES)
    )
    assert {k: f - {None} for k, f in ours.items()} == {k: f - {None} for k, f in theirs.items()}


def test_a_deal_is_told_in_both_languages_with_the_same_numbers_and_notes() -> None:
    record = Record.in_memory(Case(name="v", crises=("venezuela",))).on("2021-08-31")
    (held,) = talks(record, "talks-2021")
    for values in (None, read_worths(table().encode(), "values.toml")):
        found = bargain(record, held, values)
        told = [
            [s for s in dealing(Footnotes(record, say), found, names_of(record), say) if s]
            for say in (English(), Spanish())
        ]
        assert len(told[0]) == len(told[1]) > 1
        for one, other in zip(*told, strict=True):
            assert one.notes == other.notes
            assert re.findall(r"\d+", one.words) == re.findall(r"\d+", other.words)
            bare = re.sub(r"«[^»]*»", "", other.words)
            assert not re.search(r"\b(the|of|with|give|gives|supposed|if|and)\b", bare, re.I), bare


def test_every_word_of_the_record_has_a_spanish_one() -> None:
    assert spanish_words.HEADINGS.keys() == english_words.HEADINGS.keys()
    assert spanish_words.LABELS.keys() == english_words.LABELS.keys()
    assert spanish_words.STATES.keys() == STATES.keys()
    assert spanish_words.DID.keys() == DID.keys() >= set(ACTS)
    assert spanish_words.STANCES.keys() >= POLARITY.keys()
    assert len(CHOICES) == 6


def test_both_languages_rest_on_the_same_notes(pages: tuple[Brief, Brief]) -> None:
    ours, theirs = pages
    assert [s.notes for s in ours.sentences] == [s.notes for s in theirs.sentences]
    assert [n.claims for n in ours.notes] == [n.claims for n in theirs.notes]
    assert [n.words for n in ours.notes] == [n.words for n in theirs.notes]


def test_both_languages_print_the_same_numbers(pages: tuple[Brief, Brief]) -> None:
    for one, other in zip(pages[0].sentences, pages[1].sentences, strict=True):
        numbers = [
            set(re.findall(r"\d+", re.sub(r"(?<=\d)[, ](?=\d{3})", "", s.words)))  # a gloss repeats
            for s in (one, other)
        ]
        assert numbers[0] == numbers[1], (one.words, other.words)


def test_outside_of_quotations_nothing_is_english(pages: tuple[Brief, Brief]) -> None:
    facts = "facts|prosecutors|Provea|OVCS"  # of the shipped facts, whose words are English
    ours = {"the", "of", "was", "were", "and", "by", "votes", "gave", "said", "on", "in", "asked"}
    for sentence in pages[1].sentences:
        bare = re.sub(r"«[^»]*»|\([^)]*\)", "", sentence.words)
        if not re.search(facts, sentence.words):
            found = ours & set(re.findall(r"\b[a-z]+\b", bare))
            assert not found, sentence.words


@given(st.dates())
def test_days_are_worded_as_the_unicode_locale_data_words_them(day: object) -> None:
    told = format_date(day, "long", locale="es")  # type: ignore[arg-type]  # a date
    assert SPANISH.date(f"{day}") == told.replace(" de 0", " de ") or "0" in str(day)[:1]


@given(st.integers(0, 10**9))
def test_numbers_are_grouped_as_the_academy_asks(number: int) -> None:
    told = SPANISH.bounds(Point(best=number, low=number, high=number))
    plain = format_decimal(number, locale="es").replace(".", " ")
    assert told == (plain if number >= 10_000 else str(number))


def test_the_display_of_a_count_keeps_its_numbers_and_its_order() -> None:
    line = "needed 23 (2/3 of 34) | reported 20 (23 - 3) | by name 20: 6 named, 14 by elimination"
    told = " | ".join(map(SPANISH.count_part, line.split(" | ")))
    assert told == (
        "necesarios 23 (2/3 de 34) | comunicados 20 (23 - 3) | "
        "por nombre 20: 6 nombrados, 14 por eliminación"
    )
    assert SPANISH.count_part("not adopted, short of 3") == "no aprobado, faltan 3"
    assert "open" not in SPANISH.outcome(Count(needed=3), SPANISH.votes(1, 2, None), "")


def test_prepositions_and_articles_are_drawn_together() -> None:
    said = SPANISH.said(
        "Chile", "el Consejo Permanente de la OEA", [], "", mode="direct", denied=False, many=False
    )
    assert said == "Chile dijo al Consejo Permanente de la OEA: "
    stance = SPANISH.stance("Perú", "opposes", "el Grupo de Lima", "", many=False)
    assert stance == "Perú se opone al Grupo de Lima."
    assert SPANISH.listed(["Chile", "Irlanda"]) == "Chile e Irlanda"


def test_a_language_that_is_none_is_one_sentence() -> None:
    with pytest.raises(ValueError, match="the languages are en, es"):
        language("xx")
