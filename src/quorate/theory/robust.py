"""How much of a package's standing depends on what is not known?

Each worth lies in its range, each walk-away too, and all values in these ranges that fit the stated
preferences are drawn alike, independently of each other. Whether every party could, or must,
prefer a package to walking away is exact. The share of values under which it is the Nash package is
counted over drawn values, each solved exactly.

Acceptability over all weights: R. Lahdelma, J. Hokkanen and P. Salminen, "SMAA: stochastic
multiobjective acceptability analysis", European Journal of Operational Research 106 (1998).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from quorate.theory.dominance import Bounds
from quorate.theory.extra import numbers
from quorate.theory.frontier import frontier
from quorate.theory.packages import SAME, Space, Weights
from quorate.theory.solutions import named

SEED = 1
DRAWS = 1000
LEAST = 30  # draws below which no share is told
SMALL = 4096  # packages that are all weighed in each draw
WORK = 2_000_000  # beginnings of packages that are looked at in all
TRIES = 500  # for one party and issue, until values fit its preferences


def draws_for(space: Space, looked: int) -> int:
    """Return how many values are drawn: none if each takes too long.

    Args:
        space: the packages.
        looked: how many beginnings of packages one frontier takes.
    """
    parties = len(space.terms.parties)
    hard = parties**2 if parties > 3 else 1  # points of four are compared block by block
    many = DRAWS if space.total <= SMALL else min(DRAWS, WORK // max(looked * hard, 1))
    return many if many >= LEAST else 0


def nash_shares(
    space: Space, bounds: Bounds, draws: int
) -> tuple[dict[tuple[int, ...], int], int, int]:
    """Return in how many draws each package is the Nash package, in how many one is, of how many.

    None is drawn where hardly any values in the ranges fit the preferences.
    """
    np = numbers("numpy")
    rng = np.random.default_rng(SEED)
    won: dict[tuple[int, ...], int] = {}
    dealt = 0
    every = _every(space) if space.total <= SMALL else None
    for drawn, walk in _drawn(space, bounds, draws, rng):
        if drawn is None:
            return {}, 0, 0
        weights = Weights(space, drawn, walk)
        if every is None:
            front = frontier(space, weights.table)
            worth, taken = front.values, front.picks
        else:  # a beaten package has a smaller product, so all may stand beside the efficient
            columns = zip(weights.table, every.T, strict=True)
            worth, taken = np.add.reduce([values[:, a].T for values, a in columns]), every
        gains = worth - weights.walk
        agreed = np.nonzero((gains >= SAME).all(axis=1))[0]
        if len(agreed):
            dealt += 1
            best = agreed[named(gains[agreed].astype(float))["nash"][0]]
            picks = tuple(int(a) for a in taken[best])
            won[picks] = won.get(picks, 0) + 1
    return won, dealt, draws


def _every(space: Space) -> Any:
    """Return the places of the options of every allowed package."""
    np = numbers("numpy")
    allowed = np.nonzero(space.allowed())[0]
    return np.column_stack(np.unravel_index(allowed, space.sizes))


def _drawn(space: Space, bounds: Bounds, draws: int, rng: Any) -> Iterator[tuple[Any, list[float]]]:
    """Yield values by issue, party and option, or None where none are found, and walk-aways."""
    parties = space.terms.parties
    walks = [side.walk_away.bounds for side in parties]
    wanted = [
        [_pairs(bounds, i, p) for p in range(len(parties))] for i in range(len(space.options))
    ]
    for _ in range(draws):
        values = [
            [
                _fitting(bounds.below[i][p], bounds.above[i][p], wanted[i][p], rng)
                for p in range(len(parties))
            ]
            for i in range(len(space.options))
        ]
        if any(v is None for issue in values for v in issue):
            yield None, []
            return
        yield values, [low if low == high else float(rng.uniform(low, high)) for low, high in walks]


def _pairs(bounds: Bounds, issue: int, party: int) -> list[tuple[int, int]]:
    """Return (worse, better) by place, where the ranges alone do not settle it."""
    over = bounds.over[issue][party]
    high, low = bounds.above[issue][party], bounds.below[issue][party]
    size = len(high)
    return [
        (a, b)
        for a in range(size)
        for b in range(size)
        if a != b and over[a, b] <= 0 and high[a] > low[b]
    ]


def _fitting(low: Any, high: Any, wanted: list[tuple[int, int]], rng: Any) -> list[float] | None:
    for _ in range(TRIES):
        values = [a if a == b else float(rng.uniform(a, b)) for a, b in zip(low, high, strict=True)]
        if all(values[worse] <= values[better] for worse, better in wanted):
            return [float(v) for v in values]
    return None


def margins(space: Space, bounds: Bounds, picks: tuple[int, ...]) -> list[tuple[float, float]]:
    """Return for each party the least and the most that a package may be above walking away."""
    found = []
    for p, side in enumerate(space.terms.parties):
        low, high = side.walk_away.bounds
        most = math.fsum(float(bounds.above[i][p][a]) for i, a in enumerate(picks)) - low
        least = math.fsum(float(bounds.below[i][p][a]) for i, a in enumerate(picks)) - high
        found.append((round(least, 9) + 0.0, round(most, 9) + 0.0))
    return found
