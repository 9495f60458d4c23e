"""A count that a report gives in the place of another is the one that was cast."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Tally
from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())
HEAD = "NEW YORK, May 13, 2020 - The U.N. General Assembly on Tuesday adopted the motion by "


def _tallies(text: str) -> list[tuple[int | None, int | None, bool]]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2020-05-13")
    found = [c for c in read_report(report, NAMES).claims if isinstance(c, Tally)]
    return [(t.yes, t.no, t.corrects) for t in found]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}97 votes to 21. The president had first announced 96 votes to 22.",
        f"{HEAD}97 votes to 21. The count was initially given as 96 to 22.",
        f"{HEAD}97 votes to 21. An earlier version of this story gave the vote as 96-22.",
        f"{HEAD}97 votes to 21. The screen had wrongly shown 96 votes in favour and 22 against.",
        f"(Corrects figures; previous version had 96-22)\n\n{HEAD}97 votes to 21.",
    ],
)
def test_what_was_given_first_is_no_vote_of_its_own(text: str) -> None:
    assert _tallies(text) == [(97, 21, True)]


@pytest.mark.parametrize(
    ("text", "tallies"),
    [
        (f"{HEAD}97 votes to 21.", [(97, 21, False)]),
        (
            f"{HEAD}97 votes to 21. An earlier amendment had drawn 50 votes to 61.",
            [(97, 21, False), (50, 61, False)],
        ),
        (
            f"{HEAD}97 votes to 21. The earlier result, 60 votes to 55, was in a committee.",
            [(97, 21, False), (60, 55, False)],
        ),
    ],
)
def test_another_vote_remains_one(
    text: str, tallies: list[tuple[int | None, int | None, bool]]
) -> None:
    assert _tallies(text) == tallies


def test_both_numbers_of_a_pair_are_corrected() -> None:
    text = (
        "NEW YORK, May 13, 2020 - The chair announced 96 votes in favour and 22 against, then "
        "corrected the figures to 97 and 21, in the U.N. General Assembly on Tuesday."
    )
    assert [(yes, no) for yes, no, _ in _tallies(text)] == [(97, 21)]


@pytest.mark.parametrize(
    "said",
    [
        "The mission stood by its count of 96 to 22.",
        "Peru held to its figures, 96 to 22.",
        "The spokesman on Monday repeated the result of 96 votes to 22.",
    ],
)
def test_a_count_to_which_somebody_holds_is_no_vote_of_its_own(said: str) -> None:
    assert _tallies(f"{HEAD}97 votes to 21. {said}") == [(97, 21, False)]
