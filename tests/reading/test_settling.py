from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quorate.claims.claim import Ballot, Occasion, Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())
TOLD = tomllib.loads((Path(__file__).parent / "vote_hands.toml").read_text("utf-8"))["told"]


def _claims(text: str) -> list[Any]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2020-05-14")
    return list(read_report(report, NAMES).claims)


def _says(told: dict[str, Any], tally: Tally) -> bool:
    """Is every number of a tally, and what became of it, what the sentence states?"""
    assert isinstance(tally.source, Passage)
    for role in Tally.numbers:
        stated, read = told.get(role), getattr(tally, role)
        open_ = stated == "?" or (stated is None and (role == "short" or role in tally.how))
        if not open_ and stated != read:
            return False
    organ = next((s.words for s in tally.source.spans if s.role == "organ"), "")
    return told.get("outcome") == tally.outcome and told.get("organ", "").lower() in organ.lower()


def _compared(told: dict[str, Any]) -> Iterator[str]:
    """Yield ``right``, ``missed`` or ``false`` for each tally of a sentence."""
    left = [c for c in _claims(told["text"]) if isinstance(c, Tally)]
    for stated in told["tally"]:
        read = next((t for t in left if _says(stated, t)), None)
        yield "missed" if read is None else "right"
        left = [t for t in left if t is not read]
    yield from ("false" for _ in left)


def test_of_votes_told_in_unlike_hands_two_of_three_are_read_as_they_are_stated() -> None:
    found = [each for told in TOLD for each in _compared(told)]
    right, missed, false = (found.count(kind) for kind in ("right", "missed", "false"))
    assert right >= 0.7 * (right + missed)
    assert right >= 0.8 * (right + false)


def test_no_ballot_is_read_that_a_sentence_in_an_unlike_hand_does_not_tell() -> None:
    right = stated = 0
    for told in TOLD:
        cast = {tuple(each.split()) for each in told.get("ballots", "").split("; ") if each}
        read = {(c.voter, c.choice) for c in _claims(told["text"]) if isinstance(c, Ballot)}
        assert read <= cast or not cast
        right, stated = right + len(read & cast), stated + len(cast)
    assert right >= 0.7 * stated


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The Moon Treaty's council told Chad by 31 votes to six to leave the reef.",
         {"yes": 31, "no": 6, "outcome": "adopted"}),
        ("The council adopted the text by 31 votes to one. Only Chad was against; Mali and Togo "
         "were among the 12 that abstained.", {"yes": 31, "no": 1, "abstain": 12}),
        ("Mali, Chad and six others abstained, and the Assembly adopted the text 31-6.",
         {"yes": 31, "no": 6, "abstain": 8}),
        ("The text, which nine members had supported, fell to a double veto by China and Russia.",
         {"yes": 9, "outcome": "not adopted"}),
        ("Bela Ruiz beat her Chadian rival by nine votes to eight.", {"yes": 9, "no": 8}),
        ("Twelve countries, the two-thirds needed, were for the motion and six were against it.",
         {"yes": 12, "no": 6, "needed": 12}),
        ("The motion squeezed through the council by a single vote, 59 members opposing it.",
         {"yes": 60, "no": 59}),
        ("The suspension had been agreed by all fourteen members present.", {"yes": 14}),
        ("The accession awaits the say of the Knesset, where 61 of 120 votes will be needed.",
         {"needed": 61, "base": 120, "outcome": "pending"}),
    ],
)  # fmt: skip
def test_a_construction_is_read_whatever_the_body(text: str, counted: dict[str, Any]) -> None:
    (tally,) = (c for c in _claims(text) if isinstance(c, Tally))
    assert counted.items() <= {f: getattr(tally, f) for f in (*Tally.numbers, "outcome")}.items()


@pytest.mark.parametrize(
    "text",
    [
        "The decision will be formally adopted by the council in May, 12 ministers said.",
        "The draft is to be rejected next week, two envoys predicted.",
        "Brazil beat Chile 3-1 in the match.",
        "When the Assembly demanded a truce by 153 votes to ten, nine of the ten islands were "
        "in favour.",
    ],
)
def test_what_is_yet_to_be_and_what_part_of_the_voters_did_is_no_vote_of_its_own(text: str) -> None:
    tallies = [c for c in _claims(text) if isinstance(c, Tally)]
    assert all(t.outcome in (None, "pending") or t.yes == 153 for t in tallies)
    assert len([t for t in tallies if t.yes is not None]) <= 1


def test_all_others_are_not_all_members() -> None:
    for text, yes in (
        ("All 26 other members backed the plan; Hungary voted against.", 26),
        ("The remaining 13 members voted in favour, Auria voted against.", 13),
    ):
        (tally,) = [c for c in _claims(text) if isinstance(c, Tally)]
        assert (tally.yes, tally.base) == (yes, None)


def test_a_vote_counted_below_a_lead_that_tells_of_it_is_of_the_same_day() -> None:
    lead = "Countries voted on Tuesday to put off the levy by one year."
    count = "The motion, tabled by Kenya, carried by 57 votes to 49."
    (tally,) = [c for c in _claims(f"{lead}\n\n{count}") if isinstance(c, Tally)]
    assert tally.as_of == "2020-05-12"
    other = "Ministers met on Tuesday in the port."
    (tally,) = [c for c in _claims(f"{other}\n\n{count}") if isinstance(c, Tally)]
    assert tally.as_of is None


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        (
            "European Union countries on Monday ended visa-free travel for envoys.\n\nThe measure"
            " was backed by 23 of the 27 member states. Hungary and Slovakia voted against.",
            "EU-COUNCIL",
        ),
        (
            "OPEC met on Monday. The cut was backed by 11 of the 12 countries; Iran was against.",
            "OPEC",
        ),
        (
            "EU leaders met on Monday. The text was backed by 26 of the 27 leaders. Hungary voted"
            " against.",
            "EU-EUCO",
        ),
    ],
)
def test_where_only_its_members_are_counted_a_body_decides_in_its_organ(
    text: str, organ: str
) -> None:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2024-05-31")
    claims = read_report(report, NAMES).claims
    counted = {c.draft for c in claims if isinstance(c, Tally) and c.yes}
    assert {c.organ for c in claims if isinstance(c, Occasion) and c.occasion in counted} <= {organ}
    assert counted or not organ


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lakes summit lifts the ban; two vote no\n\nThe leaders met on Friday.\n\nNine of the"
            " 14 members approved the resolution. Kenya and Uganda abstained.\n\nThe Security"
            " Council had condemned it by 15 votes to none.",
            {(9, 2), (15, 0)},
        ),
        (
            "Bid falls four votes short\n\nThe General Conference rejected the bid on Monday. It"
            " got 61 votes; 65 were needed.\n\nThe board had backed it by 17 votes to 9.",
            {(61, None), (17, 9)},
        ),
    ],
)
def test_a_headline_tells_of_a_vote_below_and_of_no_other(
    text: str, expected: set[tuple[int | None, int | None]]
) -> None:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2024-05-31")
    claims = read_report(report, NAMES).claims
    assert {(c.yes, c.no) for c in claims if isinstance(c, Tally)} == expected


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Seven of the nine members accepted the text in the vote; Peru did not.", None),
        ("In May the Kenyans lost their seats in the assembly by 80 votes to 11.", None),
        ("The motion lost by 11 votes to 80.", "not adopted"),
        (
            "France vetoed the resolution on Friday.\n\nTwelve of the 15 members backed it; Chile"
            " abstained.",
            "not adopted",
        ),
    ],
)
def test_what_some_backed_is_not_adopted_by_that(text: str, outcome: str | None) -> None:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2024-05-31")
    claims = read_report(report, NAMES).claims
    assert [c.outcome for c in claims if isinstance(c, Tally)] == [outcome]
