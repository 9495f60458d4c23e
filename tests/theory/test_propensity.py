"""Propensities: held against every way in which a policy may have changed, written out."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.theory.propensity import BODY, FADING, POWERS, Grid, Seen, propensity

PRIOR = np.array([0.5, 0.5])


def seen_of(choices: list[list[int]], weights: list[float] | None = None) -> Seen:
    """Return what members chose day by day: 0, 1, or -1 for nothing known."""
    hot = np.array([[[c == k for k in range(2)] for c in day] for day in choices], dtype=float)
    told = np.ones(len(choices)) if weights is None else np.array(weights)
    counts = np.stack([hot * (told**p)[:, None, None] for p in POWERS])
    return Seen(counts, hot, hot)


def by_hand(choices: list[int], k: float, lasting: float, breaking: float, gaps: Any) -> float:
    """Return one member's chance of the first kind: a sum over all changes of policy."""
    base, faded = [], np.zeros(2)
    for choice in [*choices, -1]:
        base.append((faded + BODY * PRIOR) / (faded.sum() + BODY))
        faded = FADING * faded + (np.eye(2)[choice] if choice >= 0 else 0)
    total = chance = 0.0
    for changes in itertools.product((False, True), repeat=len(choices)):
        likely, count = 1.0, np.zeros(2)
        for day, choice in enumerate(choices):
            if day:
                ends = 1 - (1 - breaking) * math.exp(-gaps[day] / lasting)
                likely *= ends if changes[day - 1] else 1 - ends
                count = np.zeros(2) if changes[day - 1] else count
            likely *= float((count[choice] + k * base[day][choice]) / (count.sum() + k))
            count = count + np.eye(2)[choice]
        ends = 1 - (1 - breaking) * math.exp(-gaps[len(choices)] / lasting)
        likely *= ends if changes[-1] else 1 - ends
        count = np.zeros(2) if changes[-1] else count
        total += likely
        chance += likely * float((count[0] + k * base[-1][0]) / (count.sum() + k))
    return chance / total


@settings(max_examples=40, deadline=None)
@given(
    choices=st.lists(st.integers(0, 1), min_size=1, max_size=6),
    k=st.sampled_from((0.1, 1.0)),
    breaking=st.sampled_from((0.0, 0.2)),
    data=st.data(),
)
def test_the_walk_is_the_sum_over_all_ways_in_which_a_policy_may_have_changed(
    choices: list[int], k: float, breaking: float, data: st.DataObject
) -> None:
    years = st.floats(0.01, 3)
    gaps = data.draw(st.lists(years, min_size=len(choices) + 1, max_size=len(choices) + 1))
    grid = Grid(firmness=(k,), lasting=(2.0,), breaking=(breaking,), blocs=(1.0,))
    found = propensity(
        seen_of([[c] for c in choices]), np.array(gaps), np.zeros((1, 1)), PRIOR, grid
    )
    assert found.mean[0, 0] == pytest.approx(by_hand(choices, k, 2.0, breaking, gaps))


def test_without_anything_seen_the_prior_is_what_is_left() -> None:
    grid = Grid(firmness=(0.3,))
    nothing = Seen(np.zeros((3, 1, 2, 2)), np.zeros((1, 2, 2)), np.zeros((1, 2, 2)))
    empty = propensity(nothing, np.zeros(2), np.zeros((2, 2)), PRIOR, grid)
    assert empty.mean.tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_a_choice_that_is_less_related_moves_less() -> None:
    grid = Grid(firmness=(1.0,))
    moved = []
    for weight in (0.1, 0.5, 1.0):
        seen = seen_of([[0]], [weight])
        found = propensity(seen, np.array([0.0, 0.1]), np.zeros((1, 1)), PRIOR, grid)
        moved.append(float(found.mean[0, 0]))
    assert 0.5 < moved[0] < moved[1] < moved[2]


def test_a_member_of_whom_nothing_is_known_is_expected_to_do_as_its_bloc_does() -> None:
    days = [[0, 0, 1, 1, -1]] * 4
    beside = np.zeros((5, 5))
    beside[4, [2, 3]] = beside[[2, 3], 4] = beside[2, 3] = beside[3, 2] = 1
    found = propensity(seen_of(days), np.full(5, 0.2), beside, PRIOR, Grid(firmness=(0.3, 1.0)))
    assert found.mean[4, 0] < 0.3 < 0.8 < found.mean[0, 0]


def test_settings_are_weighed_by_what_they_said_before_the_day_and_not_after() -> None:
    choices = [[0, 1, 0], [0, 1, 1], [1, 1, 0], [0, 0, 0]]
    grid, gaps = Grid(firmness=(0.1, 1.0)), np.full(5, 0.3)
    whole = propensity(seen_of(choices), gaps, np.zeros((3, 3)), PRIOR, grid, before=True)
    assert whole.before is not None
    for day in range(1, 4):
        early = propensity(seen_of(choices[:day]), gaps[: day + 1], np.zeros((3, 3)), PRIOR, grid)
        assert whole.before[day] == pytest.approx(early.mean)


def test_many_days_are_walked_with_the_least_likely_beginnings_left_out() -> None:
    days = [[day % 7 == 0, 0, 1] for day in range(60)]
    found = propensity(
        seen_of([[int(c) for c in day] for day in days]),
        np.full(61, 0.1),
        np.zeros((3, 3)),
        PRIOR,
        Grid(firmness=(0.3,), lasting=(5.0,), breaking=(0.05,), blocs=(1.0,)),
    )
    assert found.mean[1, 0] > 0.9
    assert found.mean[2, 0] < 0.1
    assert (found.counted >= -1e-9).all()
    assert (found.counted <= 1 + 1e-9).all()
