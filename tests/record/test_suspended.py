"""Suspensions that are supposed: who may not vote then, and what a reported count is worth."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Choice
from quorate.record.record import Record
from quorate.record.situation import Evidence, Reported
from quorate.record.suspended import less_suspended, with_supposed


def supposing(record: Record, *words: str) -> Record:
    return record.suppose(*words)


def test_who_is_suspended_follows_what_is_supposed(record: Record) -> None:
    listed = ("AAA", "BBB", "CCC")
    found, wrong = with_supposed(supposing(record, "suspend AAA"), ("BBB",), listed)
    assert found == {"AAA", "BBB"}
    assert not wrong
    found, wrong = with_supposed(supposing(record, "readmit BBB"), ("BBB",), listed)
    assert not found
    assert not wrong


@pytest.mark.parametrize(
    ("words", "said"), [("suspend FFF", "no member"), ("readmit CCC", "is not suspended")]
)
def test_what_cannot_be_is_told(record: Record, words: str, said: str) -> None:
    found, wrong = with_supposed(supposing(record, words), ("BBB",), ("AAA", "BBB", "CCC"))
    assert found == {"BBB"}
    assert said in wrong[0]


@pytest.mark.parametrize(
    ("choice", "yes", "no", "how"),
    [
        ("yes", 19, 5, "20 - 1 suspended"),
        ("no", 20, 4, "5 - 1 suspended"),
        ("declared", 20, 5, None),
    ],
)
def test_a_count_loses_the_vote_of_the_suspended_if_its_choice_is_known(
    record: Record, choice: Choice, yes: int, no: int, how: str | None
) -> None:
    evidence = {"AAA": Evidence(choice=choice)}
    count = Reported(yes=20, no=5, needed=23, outcome="not adopted")
    (found,) = less_suspended(supposing(record, "suspend AAA"), (count,), evidence)
    assert (found.yes, found.no, found.needed, found.outcome) == (yes, no, None, None)
    assert found.how.get(choice) == how


def test_a_count_that_may_hold_an_unknown_vote_tells_no_numbers(record: Record) -> None:
    count = Reported(yes=20, no=5)
    (found,) = less_suspended(supposing(record, "suspend AAA"), (count,), {})
    assert (found.yes, found.no) == (None, None)
