"""The benchmark of forecasts: what is scored never chooses how it is scored."""

from __future__ import annotations

import numpy as np
import pytest

from bench.forecast import FAMILY, KINDS, Row, Scored, brier, carries, chosen_before, difference

METHODS = ("base rate", "last vote 0.1", "past share 1 1")


def one(day: str, yes: dict[str, float], came: str = "yes") -> Scored:
    """Return a division of two members, by the chance of yes that each method gave them."""
    chances: dict[str, dict[str, Row]] = {
        name: {m: {"yes": p, "no": 1 - p, "abstain": 0.0, "absent": 0.0} for m in "AB"}
        for name, p in yes.items()
    }
    return Scored(f"d-{day}", day, {"A": came, "B": came}, frozenset("A"), 2, chances)


def test_the_naive_method_is_chosen_on_earlier_divisions_only() -> None:
    early = [
        one("2017-01-01", dict(zip(METHODS, (0.2, 0.9, 0.5), strict=True))),
        one("2017-02-01", dict(zip(METHODS, (0.2, 0.9, 0.5), strict=True))),
    ]
    for late in ((0.9, 0.1, 0.1), (0.1, 0.1, 0.9)):
        walked = [*early, one("2017-03-01", dict(zip(METHODS, late, strict=True)))]
        assert chosen_before(walked, METHODS, brier) == [
            "base rate", "last vote 0.1", "last vote 0.1",
        ]  # fmt: skip


def test_divisions_of_one_day_do_not_choose_for_each_other() -> None:
    same_day = [
        one("2017-01-01", dict(zip(METHODS, (0.5, 0.5, 0.9), strict=True))),
        one("2017-01-01", dict(zip(METHODS, (0.5, 0.9, 0.5), strict=True))),
    ]
    assert chosen_before(same_day, METHODS, brier) == ["base rate", "base rate"]


def test_a_difference_is_that_of_the_means_with_divisions_as_clusters() -> None:
    draw = np.random.default_rng(3)
    mine = [list(draw.random(5)) for _ in range(30)]
    other = [[loss + 0.1 for loss in losses] for losses in mine]
    found = difference(mine, other)
    assert found.difference == pytest.approx(-0.1)
    assert found.rows == 150
    assert found.better == found.clusters == 30
    noisy = difference(mine, [list(draw.random(5)) for _ in range(30)])
    assert noisy.bootstrap[0] < noisy.difference < noisy.bootstrap[1]
    assert noisy.t == pytest.approx(noisy.bootstrap, abs=0.03)


def test_the_chance_to_carry_is_that_of_all_ways_to_reach_the_number() -> None:
    rows: dict[str, Row] = {m: {**dict.fromkeys(KINDS, 0.0), "yes": p} for m, p in
                            (("A", 0.5), ("B", 0.2), ("C", 1.0))}  # fmt: skip
    assert carries(rows, 2) == pytest.approx(0.5 + 0.2 - 0.1)
    assert carries(rows, 0) == pytest.approx(1)


def test_the_naive_family_has_the_three_that_were_asked_for() -> None:
    kinds = {name.rstrip("0123456789. ") for name in FAMILY}
    assert kinds == {"base rate", "last vote", "past share"}
