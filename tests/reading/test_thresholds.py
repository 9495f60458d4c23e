"""Which vote the majority is of that a sentence says is needed."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped
from tests.reading.voted import tallies_of

NAMES = Names(shipped().actors())


def _tallies(text: str) -> list[Tally]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2020-05-14")
    return [c for c in read_report(report, NAMES).claims if isinstance(c, Tally)]


@pytest.mark.parametrize(
    ("text", "majorities"),
    [
        ("The motion carried by 57 votes to 49. A two-thirds majority of those present and voting "
         "was required.", ["2/3 cast"]),
        ("Two thirds of the 21 members were needed. The resolution got 14 votes.", ["2/3 members"]),
        ("The amendment won 40 votes, with 30 against, when three quarters of the votes cast were "
         "needed.", ["3/4 cast"]),
        # what another decision would need
        ("The motion carried by 57 votes to 49. Expulsion would need two thirds of the members.",
         [""]),
        # two that differ
        ("The motion carried by 57 votes to 49. A simple majority of those voting was enough. "
         "Two thirds of the members had been required until then.", [""]),
    ],
)  # fmt: skip
def test_a_majority_is_that_of_the_vote_it_is_told_beside(text: str, majorities: list[str]) -> None:
    assert [t.majority for t in _tallies(text)] == majorities


def test_the_words_that_tell_the_majority_are_kept() -> None:
    (tally,) = _tallies("The motion failed, 10 to 9; two thirds of those voting were required.")
    assert isinstance(tally.source, Passage)
    assert [s.words for s in tally.source.spans if s.role == "majority"] == [
        "two thirds of those voting"
    ]


def test_a_majority_is_told_of_the_vote_though_those_who_cast_it_are_named_between() -> None:
    (tally,) = tallies_of(
        "The Security Council adopted the truce by 9 votes to 4. Bolivia and Peru were against. "
        "Chile abstained. A two-thirds majority of those voting was enough."
    )
    assert tally.majority == "2/3 cast"
