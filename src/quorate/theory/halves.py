"""How many coalitions win, where the totals are too many for a polynomial?

The others of each player are halved; the coalitions of each half are sorted by their main total,
apart for each totals of the lesser dimensions and each size, and for every coalition of the one
half those of the other that make up what is needed are found by bisection (Horowitz and Sahni
1974, Computing partitions with applications to the knapsack problem). Exact up to 2^61.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from quorate.theory.coalitions import Game, Totals, added
from quorate.theory.extra import numbers

Half = dict[tuple[Totals, Totals], Any]  # sorted main totals, by marks and lesser totals
Needs = Callable[[Totals], int]


class Item(NamedTuple):
    """What joins as one: a member, or a bloc.

    Attributes:
        main, lesser: what it adds to the main dimension and to the others.
        marks: by what coalitions are told apart: ``(1,)`` tells them by size.
    """

    main: int
    lesser: Totals
    marks: Totals = (1,)


def item(weight: Totals, main: int, marks: Totals = (1,)) -> Item:
    """Return what has these weights, the main dimension set apart."""
    return Item(weight[main], (*weight[:main], *weight[main + 1 :]), marks)


def by_halves(played: Game, main: int, needs: Needs) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """Return how many coalitions win, and how many of each size each player turns.

    Raises:
        Unusable: the extra ``numbers`` is not installed.
    """
    items = [item(w, main) for w in played.weights]
    n = len(items)
    left, right = _halves(items, items[0])
    winning = 2**n - sum(
        _pairs(few, many, needs(added(a, b)) - 1)
        for (_, a), few in left.items()
        for (_, b), many in right.items()
    )
    turned: dict[Totals, tuple[int, ...]] = {}
    for i, weight in enumerate(played.weights):
        if weight not in turned:
            found = turned_by(items[i], items[:i] + items[i + 1 :], needs)
            turned[weight] = tuple(found.get((size,), 0) for size in range(n))
    return winning, tuple(turned[w] for w in played.weights)


def turned_by(own: Item, others: Sequence[Item], needs: Needs) -> dict[Totals, int]:
    """Return how many coalitions of the others one item turns, by their marks.

    Raises:
        Unusable: the extra ``numbers`` is not installed.
    """
    found: dict[Totals, int] = defaultdict(int)
    left, right = _halves(others, own)
    for (marks, a), few in left.items():
        for (more, b), many in right.items():
            lesser = added(a, b)
            high = needs(lesser) - 1
            low = needs(added(lesser, own.lesser)) - 1 - own.main
            if high > low:
                found[added(marks, more)] += _pairs(few, many, high) - _pairs(few, many, low)
    return dict(found)


def _halves(items: Sequence[Item], like: Item) -> tuple[Half, Half]:
    """Return the coalitions of every other item, and of those between.

    Items marked alike stand together, so that each half has as many of either.
    """
    return _coalitions(items[::2], like), _coalitions(items[1::2], like)


def _coalitions(items: Sequence[Item], like: Item) -> Half:
    np = numbers("numpy")

    zeros = ((0,) * len(like.marks), (0,) * len(like.lesser))
    found: Half = {zeros: np.zeros(1, dtype=np.int64)}
    for each in items:
        grown: dict[tuple[Totals, Totals], list[Any]] = defaultdict(list)
        for (marks, lesser), totals in found.items():
            grown[marks, lesser].append(totals)
            key = (added(marks, each.marks), added(lesser, each.lesser))
            grown[key].append(totals + each.main)
        found = {key: np.concatenate(parts) for key, parts in grown.items()}
    return {key: np.sort(totals) for key, totals in found.items()}


def _pairs(left: Any, right: Any, total: int) -> int:
    """Return how many pairs of totals together are at most so much."""
    np = numbers("numpy")

    if total < 0:
        return 0
    few, many = (left, right) if len(left) < len(right) else (right, left)
    return int(np.searchsorted(many, total - few, side="right").sum())
