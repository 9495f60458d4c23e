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

from quorate.claims.problem import Unusable
from quorate.theory.dominance import Bounds
from quorate.theory.extra import numbers
from quorate.theory.frontier import frontier
from quorate.theory.packages import SAME, Space, Weights
from quorate.theory.solutions import named

SEED = 1
DRAWS = 1000
WORK = 2_000_000  # beginnings of packages that are looked at in all
TRIES = 500  # for one party and issue, until values fit its preferences


def draws_for(looked: int, ranged: bool) -> int:
    """Return how many values are drawn: fewer where each takes long; one if nothing is open."""
    return max(1, min(DRAWS, WORK // max(looked, 1))) if ranged else 1


def nash_shares(space: Space, bounds: Bounds, draws: int) -> tuple[dict[tuple[int, ...], int], int]:
    """Return in how many draws each package is the Nash package, and in how many one is."""
    np = numbers("numpy")
    rng = np.random.default_rng(SEED)
    won: dict[tuple[int, ...], int] = {}
    dealt = 0
    for values, walk in _drawn(space, bounds, draws, rng):
        weights = Weights(space, values, walk)
        front = frontier(space, weights.table)
        gains = front.values - weights.walk
        agreed = np.nonzero((gains >= SAME).all(axis=1))[0]
        if len(agreed):
            dealt += 1
            best = agreed[named(gains[agreed].astype(float))["nash"][0]]
            picks = tuple(int(a) for a in front.picks[best])
            won[picks] = won.get(picks, 0) + 1
    return won, dealt


def _drawn(
    space: Space, bounds: Bounds, draws: int, rng: Any
) -> Iterator[tuple[list[list[list[float]]], list[float]]]:
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


def _fitting(low: Any, high: Any, wanted: list[tuple[int, int]], rng: Any) -> list[float]:
    for _ in range(TRIES):
        values = [a if a == b else float(rng.uniform(a, b)) for a, b in zip(low, high, strict=True)]
        if all(values[worse] <= values[better] for worse, better in wanted):
            return [float(v) for v in values]
    raise Unusable(
        "Hardly any values in the ranges fit the preferences; give ranges that follow their order."
    )


def margins(space: Space, bounds: Bounds, picks: tuple[int, ...]) -> list[tuple[float, float]]:
    """Return for each party the least and the most that a package may be above walking away."""
    found = []
    for p, side in enumerate(space.terms.parties):
        low, high = side.walk_away.bounds
        most = math.fsum(float(bounds.above[i][p][a]) for i, a in enumerate(picks)) - low
        least = math.fsum(float(bounds.below[i][p][a]) for i, a in enumerate(picks)) - high
        found.append((round(least, 9) + 0.0, round(most, 9) + 0.0))
    return found
