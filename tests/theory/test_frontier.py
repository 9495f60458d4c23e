"""Which packages are efficient: dynamic programming against every package looked at."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.record.terms import by_hand
from quorate.theory import frontier as module
from quorate.theory.frontier import frontier, maxima
from quorate.theory.packages import Space, middle


def unbeaten(points: Any) -> list[int]:
    """Return the places of the unbeaten by the definition, of equal points the first."""
    told = points.tolist()
    return [
        i
        for i, p in enumerate(told)
        if p not in told[:i]
        and not any(q != p and all(a >= b for a, b in zip(q, p, strict=True)) for q in told)
    ]


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(2, 5))
def test_the_unbeaten_points_are_those_by_the_definition(data: st.DataObject, parties: int) -> None:
    rows = data.draw(st.lists(st.lists(st.integers(-3, 3), min_size=parties, max_size=parties)))
    points = np.array(rows, dtype=np.int64).reshape(-1, parties)
    assert maxima(points).tolist() == unbeaten(points)


@pytest.mark.parametrize("parties", [2, 3, 4, 6])
def test_of_many_points_too(parties: int) -> None:
    points = np.random.default_rng(parties).integers(0, 12, (1500, parties))
    assert maxima(points).tolist() == unbeaten(points)


def space_of(issues: int, options: int, parties: int) -> Space:
    rng = np.random.default_rng(1)
    names = "ABCDE"[:parties]
    return Space(
        by_hand(
            dict.fromkeys(names, 0),
            {
                f"i{k}": {
                    f"o{a}": {n: float(rng.integers(0, 30)) for n in names} for a in range(options)
                }
                for k in range(issues)
            },
            requires={"i0: o1": "i3: o2", "i2: o0": "i0: o1", "i4: o3": ["i1: o0", "i2: o1"]},
            excludes={"i1: o2": "i4: o2", "i3: o0": ["i0: o0", "i2: o2"]},
        )
    )


@pytest.mark.parametrize("parties", [2, 3, 4, 5])
def test_joining_issues_one_by_one_finds_the_frontier_of_all_packages(parties: int) -> None:
    space = space_of(5, 4, parties)
    table = middle(space).table
    packages = [p for p in itertools.product(*map(range, space.sizes)) if space.allows(p)]
    assert len(packages) == int(space.allowed().sum())
    worth = np.array([sum(table[i][:, a] for i, a in enumerate(p)) for p in packages])
    front = frontier(space, table)
    assert [tuple(int(a) for a in p) for p in front.picks] == [packages[i] for i in unbeaten(worth)]
    assert front.looked < len(packages) * 5


def test_a_frontier_that_cannot_be_kept_is_refused_and_not_shortened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "KEPT", 10)
    space = space_of(5, 4, 3)
    with pytest.raises(Unusable, match="too many to be worked out exactly; leave out"):
        frontier(space, middle(space).table)
