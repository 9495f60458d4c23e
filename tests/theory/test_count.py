"""The one display: each part of the line, and nothing for what is not there."""

from __future__ import annotations

import pytest

from quorate.record.situation import Reported
from quorate.theory.count import Applied, ByName, Count
from quorate.theory.needed import Threshold


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (Count(), "open"),
        (Count(asks="23 (2/3 of 34)"), "needed 23 (2/3 of 34) | open"),
        (Count(reported=Reported(yes=20)), "reported 20 | open"),
        (Count(reported=Reported(yes=20), reported_how="23 - 3"), "reported 20 (23 - 3) | open"),
        (Count(reported=Reported(no=5)), "open"),
        (Count(by_name=ByName(no=2, abstain=1)), "by name 0: 2 against, 1 abstaining | open"),
        (
            Count(by_name=ByName(yes=3, named=1, supposed=2), firm=1, leaning=2, unknown=4),
            "by name 3: 1 named, 2 supposed | firm 1, leaning 2, unknown 4 | open",
        ),
        (Count(outcome="adopted", as_reported=True), "adopted, as reported"),
        (Count(outcome="adopted", margin=2), "adopted, 2 to spare"),
        (Count(outcome="adopted", margin=0), "adopted, none to spare"),
        (Count(outcome="adopted", margin=1, yes_low=3, yes_high=5), "adopted, at least 1 to spare"),
        (
            Count(
                outcome="not adopted", needed=9, short=2, yes_low=6, yes_high=7, why=("no quorum",)
            ),
            "not adopted, short of 2 to 3, no quorum",
        ),
        (Count(yes_low=2, yes_high=5), "open, 2 to 5 in favour"),
    ],
)
def test_the_line_says_what_is_there(count: Count, line: str) -> None:
    assert count.line == line


def test_rules_of_one_formula_are_shown_once() -> None:
    one = Applied(matter="a", rule="yes >= 9", needed=Threshold(9), outcome="open")
    two = Applied(matter="b", rule="yes >= 9", needed=Threshold(9), outcome="open")
    assert Count(rules=(one, two)).rule == "yes >= 9"


def test_the_total_is_of_all_six_choices() -> None:
    assert ByName(yes=1, no=2, abstain=3, declared=4, silent=5, absent=6).total == 21
