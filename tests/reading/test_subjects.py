from __future__ import annotations

import pytest

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.reading.dates import find_dates
from quorate.reading.memberships import find_memberships
from quorate.reading.names import Names
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())


def _told(text: str) -> set[tuple[str, str, str]]:
    """Return (member, role, group), with a minus before what is negated."""
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2021-06-20")
    return {
        (c.member, "-" * c.negated + c.role, c.group)
        for c in find_memberships(report, NAMES.mentions(report), find_dates(report))
        if isinstance(c, Membership)
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Suspended by the Commonwealth in 1999, Fiji returned.",
            {("FJI", "suspended", "COMMONWEALTH")},
        ),
        (
            "Made in 2017 and chaired by the jurist Kamel Habib, the panel accused Fiji.",
            {("Kamel Habib", "holder", "chair of panel")},
        ),
        (
            "Fiji left the Commonwealth in 1987, Pakistan two years later.",
            {("FJI", "-member", "COMMONWEALTH"), ("PAK", "-member", "COMMONWEALTH")},
        ),
        (
            "Ursula Keller, a Swiss surgeon who chairs the Danube Board, thanked them.",
            {("Ursula Keller", "holder", "chair of Danube Board")},
        ),
        (
            "Peru takes over the chairmanship of the Andean Community from Chile in May.",
            {("PER", "holder", "chair of ANDEAN"), ("CHL", "holder", "chair of ANDEAN")},
        ),
    ],
)
def test_whoever_stands_elsewhere_in_the_sentence_is_meant(
    text: str, told: set[tuple[str, str, str]]
) -> None:
    assert {(m, r, g.replace("Commonwealth", "COMMONWEALTH")) for m, r, g in _told(text)} == told


def test_a_verb_in_the_plural_after_which_is_of_the_whole_list() -> None:
    found = _told("Russia, Turkey and Norway, which chair the Minsk Group, were silent.")
    assert {m for m, role, _ in found if role == "holder"} == {"RUS", "TUR", "NOR"}
    one = _told("Russia, Turkey and Norway, which chairs the Minsk Group, were silent.")
    assert {m for m, role, _ in one if role == "holder"} == {"NOR"}


@pytest.mark.parametrize(
    "text",
    [
        "Expelled from nothing, Fiji stayed in the Commonwealth's hall.",
        "Asked about the Commonwealth in 1999, Fiji was silent.",
        "Fiji, Togo and Peru, which the Commonwealth thanked, were silent.",
    ],
)
def test_what_gives_no_role_at_the_beginning_gives_none(text: str) -> None:
    assert _told(text) == set()
