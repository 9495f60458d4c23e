"""How many coalitions win, where the totals are too many for a polynomial?

The others of each player are halved; the coalitions of each half are sorted by their main total,
apart for each totals of the lesser dimensions and each size, and for every coalition of the one
half those of the other that make up what is needed are found by bisection (Horowitz and Sahni
1974, Computing partitions with applications to the knapsack problem). Exact up to 2^61.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from quorate.theory.coalitions import Game, Totals, added
from quorate.theory.extra import numbers

Half = dict[tuple[int, Totals], Any]  # sorted main totals, by size and lesser totals


def by_halves(
    played: Game, main: int, needs: Callable[[Totals], int]
) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """Return how many coalitions win, and how many of each size each player turns.

    Raises:
        Unusable: the extra ``numbers`` is not installed.
    """
    rests = [(*w[:main], *w[main + 1 :]) for w in played.weights]
    mains = [w[main] for w in played.weights]
    n = len(mains)
    halves = _halves(list(range(n)), mains, rests)
    winning = 2**n - sum(
        _pairs(left, right, needs(added(a, b)) - 1)
        for (_, a), left in halves[0].items()
        for (_, b), right in halves[1].items()
    )
    turned: dict[tuple[int, ...], tuple[int, ...]] = {}
    for i, weight in enumerate(played.weights):
        if weight in turned:
            continue
        sizes = [0] * n
        halves = _halves([j for j in range(n) if j != i], mains, rests)
        for (s, a), left in halves[0].items():
            for (t, b), right in halves[1].items():
                others = added(a, b)
                high = needs(others) - 1
                low = needs(added(others, rests[i])) - 1 - mains[i]
                if high > low:
                    sizes[s + t] += _pairs(left, right, high) - _pairs(left, right, low)
        turned[weight] = tuple(sizes)
    return winning, tuple(turned[w] for w in played.weights)


def _halves(players: list[int], mains: list[int], rests: list[Totals]) -> tuple[Half, Half]:
    """Return the coalitions of each half of the players."""
    middle = len(players) // 2
    first, second = players[:middle], players[middle:]
    return _coalitions(first, mains, rests), _coalitions(second, mains, rests)


def _coalitions(players: Sequence[int], mains: list[int], rests: list[Totals]) -> Half:
    np = numbers("numpy")

    lesser = len(rests[0]) if rests else 0
    found: Half = {(0, (0,) * lesser): np.zeros(1, dtype=np.int64)}
    for i in players:
        grown: dict[tuple[int, Totals], list[Any]] = defaultdict(list)
        for (size, others), totals in found.items():
            grown[size, others].append(totals)
            grown[size + 1, added(others, rests[i])].append(totals + mains[i])
        found = {key: np.concatenate(parts) for key, parts in grown.items()}
    return {key: np.sort(totals) for key, totals in found.items()}


def _pairs(left: Any, right: Any, total: int) -> int:
    """Return how many pairs of totals together are at most so much."""
    np = numbers("numpy")

    if total < 0:
        return 0
    few, many = (left, right) if len(left) < len(right) else (right, left)
    return int(np.searchsorted(many, total - few, side="right").sum())
