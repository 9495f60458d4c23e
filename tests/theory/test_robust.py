"""How much depends on what is not known: ends of ranges, and shares by seeded draws."""

from __future__ import annotations

import msgspec
import pytest

from quorate.record.terms import Terms, by_hand
from quorate.theory import robust
from quorate.theory.dominance import Bounds
from quorate.theory.packages import Space
from quorate.theory.robust import draws_for, margins, nash_shares
from quorate.theory.talks import talks

ISSUES = {
    "date": {"early": {"A": (1, 3), "B": 1}, "late": {"A": (0, 2), "B": 2}},
    "aid": {"none": {}, "paid": {"A": (0, 1), "B": (-1, 1)}},
}


def room(**changed: object) -> Terms:
    return by_hand({"A": (0, 0.5), "B": 0}, ISSUES, **changed)  # type: ignore[arg-type]


def test_margins_are_the_sums_of_the_ends() -> None:
    space = Space(room())
    assert margins(space, Bounds(space), (0, 1)) == [(0.5, 4), (0, 2)]


def test_a_stated_order_narrows_the_ends() -> None:
    terms = by_hand(
        {"A": 0, "B": 0},
        {"date": {"early": {"A": (0, 9), "B": 1}, "late": {"A": (2, 9), "B": 1}}},
        prefers={"A": [["early", "late"]]},
    )
    space = Space(terms)
    assert margins(space, Bounds(space), (0,))[0] == (2, 9)
    found = nash_shares(space, Bounds(space), 200)
    assert found == ({(0,): 200}, 200, 200)  # early is always liked better, and equal for B


def test_weighing_all_and_joining_issues_draw_the_same_shares(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = Space(room(excludes={"early": "paid"}))
    one = nash_shares(space, Bounds(space), 300)
    monkeypatch.setattr(robust, "SMALL", 0)
    assert nash_shares(space, Bounds(space), 300) == one
    assert sum(one[0].values()) == one[1] <= 300


def test_where_each_draw_takes_long_fewer_are_drawn_and_below_thirty_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = Space(room())
    assert draws_for(space, 10**9) == 1000  # few packages: all are weighed
    monkeypatch.setattr(robust, "SMALL", 0)
    assert [draws_for(space, n) for n in (10, 20_000, 10**6)] == [1000, 100, 0]
    monkeypatch.setattr(robust, "WORK", 0)
    found = talks(room()).weighed
    assert found is not None
    assert (found.draws, found.deal_share, found.named[0].nash_share) == (0, None, None)


def test_where_hardly_any_values_fit_the_order_no_share_is_told() -> None:
    issues = {"date": {f"d{k}": {"A": (0, 1), "B": 1} for k in range(9)}}
    chain = [[f"d{k}" for k in range(9)]]
    found = talks(by_hand({"A": 0, "B": 0}, issues, prefers={"A": chain})).weighed  # type: ignore[arg-type]
    assert found is not None
    assert (found.draws, found.deal_share) == (0, None)


def test_the_middle_of_ranges_follows_a_stated_order() -> None:
    issues = {"date": {"early": {"A": (0, 9), "B": 1}, "late": {"A": (4, 6), "B": 1}}}
    found = talks(by_hand({"A": 0, "B": 0}, issues, prefers={"A": [["early", "late"]]})).weighed  # type: ignore[arg-type]
    assert found is not None
    assert [d.gains["A"] for d in found.frontier] == [6.5]  # early is at least 4


def test_the_shares_are_the_same_on_every_run() -> None:
    assert msgspec.json.encode(talks(room())) == msgspec.json.encode(talks(room()))
