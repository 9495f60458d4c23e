"""A ministry, a court or a palace is an actor of its one state, however the report words it."""

from __future__ import annotations

from typing import Any

import pytest

from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.names.ministries import is_an_organ, name_of, speaks_for_its_state
from quorate.reading.read import predictions, read_report
from quorate.record.shipped import shipped


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(shipped().actors())


def _report(text: str) -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1")


def _organs(text: str, names: Names) -> list[str]:
    """Return the organs of states that are named, by their ids."""
    return [m.actor or m.name for m in names.mentions(_report(text)) if m.of]


def _rows(text: str, names: Names, kind: str) -> list[dict[str, Any]]:
    return [row for row in predictions(read_report(_report(text), names)) if row["kind"] == kind]


@pytest.mark.parametrize(
    "words",
    [
        "The Chilean Defence Ministry denied it.",
        "Chile's Defence Ministry denied it.",
        "Chile’s defense ministry denied it.",
        "The Chilean Ministry of Defence denied it.",
        "The Ministry of Defence of Chile denied it.",
        "The Ministry of Defence of the Republic of Chile denied it.",
        "The Defence Ministry in Santiago denied it.",
        "The defence ministry in Santiago denied it.",
    ],
)
def test_a_ministry_is_one_actor_of_its_state_whatever_the_wording(
    words: str, names: Names
) -> None:
    assert _organs(words, names) == ["Ministry of Defence of Chile"]


def test_the_ministries_of_two_states_are_two_actors(names: Names) -> None:
    text = "Chile's Interior Ministry counted two. Peru's Interior Ministry counted nine."
    both = ["Ministry of the Interior of Chile", "Ministry of the Interior of Peru"]
    assert _organs(text, names) == both
    speakers = [
        row["speakers"] for row in _rows(text.replace("counted", "said it saw"), names, "statement")
    ]
    assert speakers == [[both[0]], [both[1]]]


@pytest.mark.parametrize(
    ("text", "organs"),
    [
        ("The Supreme Court of Honduras ruled.", ["Supreme Court of Honduras"]),
        ("Kenya's Parliament rose.", ["Parliament of Kenya"]),
        ("The Kenyan Parliament rose.", ["Parliament of Kenya"]),
        ("The Kenyan parliament rose.", ["Parliament of Kenya"]),
        ("The supreme court of Honduras ruled.", ["Supreme Court of Honduras"]),
        ("The Ghanaian Electoral Commission counted.", ["Electoral Commission of Ghana"]),
        ("The Colombian Army withdrew.", ["Army of Colombia"]),
        ("The Indian Navy seized two boats.", ["Navy of India"]),
        ("The Kenyan police arrested 40 men.", ["Police of Kenya"]),
        ("The Colombian National Police arrested 40 men.", ["National Police of Colombia"]),
        ("Peru’s army withdrew.", ["Army of Peru"]),
        ("The army of Peru withdrew.", ["Army of Peru"]),
        ("The Philippine Coast Guard denied it.", ["Coast Guard of the Philippines"]),
        ("The Chilean coast guard denied it.", ["Coast Guard of Chile"]),
        ("The Peruvian central bank denied it.", ["Central Bank of Peru"]),
        ("The central bank of Peru denied it.", ["Central Bank of Peru"]),
        ("Kenya's electoral commission counted.", ["Electoral Commission of Kenya"]),
    ],
)
def test_parliaments_courts_and_armies_are_of_their_state_too(
    text: str, organs: list[str], names: Names
) -> None:
    assert _organs(text, names) == organs


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Sound opened a club in Lima.",
        "Defence ministers met in Lima.",
        "The ministry of reconciliation is everybody's, the bishop said.",
        "Crowds filled the street before the Foreign Ministry building in Lima.",
        "Kenya's Congress of Trade Unions met.",
        "The Royal Court in Riyadh was silent.",
        "The police arrested 40 men in Lima.",
        "The Royal Navy warned all ships.",
        "The Salvation Army collected money in Peru.",
        "The Lord's Resistance Army attacked Uganda.",
        "The European Central Bank met.",
        "The Peruvian National Police Union met.",
        "An army of Peruvian fans marched.",
        "Kenya's military government met.",
        "The electoral commission counted.",
        "The European parliament rose.",
    ],
)
def test_what_looks_like_an_organ_of_a_state_is_none(text: str, names: Names) -> None:
    assert _organs(text, names) == []


def test_who_acts_is_the_police_by_the_words_of_the_report(names: Names) -> None:
    text = "The Kenyan police arrested 40 men. The police condemned the raid."
    assert [act["source"] for act in _rows(text, names, "act")] == [["Kenyan police"]] * 2
    text = f"The police of Uganda met. {text}"
    assert _rows(text, names, "act")[-1]["source"] == ["police"]


def test_a_ministry_named_again_is_the_one_that_fits(names: Names) -> None:
    again = "Peru's Foreign Ministry wrote. Chile replied. The Foreign Ministry wrote again."
    assert _organs(again, names) == ["Ministry of Foreign Affairs of Peru"] * 2
    two = (
        "Peru's Foreign Ministry wrote. Chile's Foreign Ministry replied. "
        "The Foreign Ministry wrote again."
    )
    found = names.mentions(_report(two))
    assert [m.start for m in found if m.start > two.index("replied")] == []


@pytest.mark.parametrize(
    ("text", "organ", "state"),
    [
        ("The French foreign ministry denied it.", "Ministry of Foreign Affairs of France", "FRA"),
        ("Turkey's foreign ministry denied it.", "Ministry of Foreign Affairs of Türkiye", "TUR"),
        ("The Foreign Ministry in Lima denied it.", "Ministry of Foreign Affairs of Peru", "PER"),
        ("The State Department rejected the offer.", "State Department", "USA"),
        ("The U.S. State Department rejected the offer.", "State Department", "USA"),
        ("The Kremlin rejected the offer.", "Kremlin", "RUS"),
        ("Downing Street rejected the offer.", "Downing Street", "GBR"),
        ("The Quai d'Orsay rejected the offer.", "Ministry of Foreign Affairs of France", "FRA"),
    ],
)  # fmt: skip
def test_what_a_ministry_or_palace_says_is_its_own_and_its_position_the_states_too(
    text: str, organ: str, state: str, names: Names
) -> None:
    (statement,) = _rows(text, names, "statement")
    (position,) = _rows(text, names, "position")
    (act,) = _rows(text, names, "act")
    assert statement["speakers"] == [organ]
    assert (position["actors"], act["source"]) == ([organ, state], [organ, state])


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The Kenyan Parliament rejected the offer.", ["Parliament of Kenya"]),
        ("The Supreme Court of Honduras rejected the offer.", ["Supreme Court of Honduras"]),
        ("Russia, China and the White House rejected it.", ["RUS", "CHN", "White House", "USA"]),
        ("A Kremlin spokesman rejected the offer.", ["A Kremlin spokesman", "RUS"]),
    ],
)
def test_a_parliament_and_a_court_speak_for_themselves(
    text: str, actors: list[str], names: Names
) -> None:
    assert [row["actors"] for row in _rows(text, names, "position")] == [actors]


def test_who_is_struck_in_a_palace_is_the_state_too(names: Names) -> None:
    (act,) = _rows("France imposed sanctions on the Kremlin.", names, "act")
    assert (act["source"], act["target"]) == (["FRA"], ["Kremlin", "RUS"])


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin joined the Contact Group.",
        "The Russian Foreign Ministry joined the Contact Group.",
        "The Foreign Ministry of Russia joined the Contact Group.",
    ],
)
def test_no_ministry_or_palace_is_a_member_of_a_body(text: str, names: Names) -> None:
    (row,) = _rows(text, names, "membership")
    assert row["member"] in ("RUS", "Russia")


def test_a_ministry_has_a_spokesman_of_its_own(names: Names) -> None:
    (row,) = _rows(
        "The Russian Foreign Ministry spokesman Ivan Petrov arrived.", names, "membership"
    )
    assert (row["member"], row["group"]) == ("Ivan Petrov", "Foreign Ministry")


def test_states_stand_in_place_of_their_offices_where_seats_are_counted(names: Names) -> None:
    found = names.mentions(_report("The Kremlin and Auria met."))
    (office,) = [m for m in found if m.type == "office"]
    (state,) = [m for m in names.as_states(found) if m.type == "state"]
    assert (office.actor, office.of, state.actor) == ("RUS-KREMLIN", "RUS", "RUS")


def test_an_organ_is_called_in_full_with_its_state() -> None:
    assert name_of("external affairs ministry", "India") == "Ministry of External Affairs of India"
    assert name_of("Senate", "Philippines") == "Senate of the Philippines"
    assert is_an_organ("High Constitutional Court")
    assert not is_an_organ("Royal Court")
    assert speaks_for_its_state("Ministry of Trade")
    assert not speaks_for_its_state("Supreme Court")
