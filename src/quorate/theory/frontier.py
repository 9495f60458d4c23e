"""Which packages are efficient: no other is better for one party and worse for none?

Where values add up over issues, a beginning of a package that another beginning beats for every
party, and that leaves the same links open, ends in no efficient package that the other does not
reach too. So issues are joined one after the other and only unbeaten beginnings are kept: this is
exact, whatever the number of packages, as long as the unbeaten beginnings can be kept.

H. T. Kung, F. Luccio and F. P. Preparata, "On finding the maxima of a set of vectors", Journal of
the ACM 22 (1975); dynamic programming over additive values: H. W. Corley and I. D. Moon, "Shortest
paths in networks with vector weights", Journal of Optimization Theory and Applications 46 (1985).
"""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from quorate.claims.problem import Unusable
from quorate.theory.extra import numbers
from quorate.theory.packages import SAME, Space, Whole

KEPT = 300_000  # unbeaten beginnings that are kept at a time
BLOCK = 512

Begun = tuple[Any, Any]  # values by beginning and party; places of the options taken


class Front:
    """The efficient packages, one for each point of values.

    Attributes:
        values: by package and party, whole numbers.
        picks: by package and issue, places of options.
        looked: how many beginnings were looked at.
    """

    def __init__(self, values: Whole, picks: Whole, looked: int) -> None:
        self.values, self.picks, self.looked = values, picks, looked

    def __len__(self) -> int:
        return len(self.values)


def frontier(space: Space, table: Sequence[Whole]) -> Front:
    """Return the efficient packages, in the order of the terms' options.

    Args:
        space: the packages.
        table: by issue, values by party and option.

    Raises:
        Unusable: the unbeaten beginnings are too many to be kept.
    """
    np = numbers("numpy")
    parties = len(space.terms.parties)
    begun: dict[tuple[bool, ...], Begun] = {
        (): (np.zeros((1, parties), np.int64), np.zeros((1, 0), np.int16))
    }
    open_links: list[tuple[bool, int, int, int, int]] = []
    looked = 0
    for issue, values in enumerate(table):
        still = [x for x in space.links if min(x[1], x[3]) <= issue < max(x[1], x[3])]
        grown: dict[tuple[bool, ...], list[Begun]] = defaultdict(list)
        for held, (worth, picks) in begun.items():
            past = dict(zip(open_links, held, strict=True))
            by_mark: dict[tuple[bool, ...], list[int]] = defaultdict(list)
            for option in range(space.sizes[issue]):
                if _fits(space, past, issue, option):
                    by_mark[_marks(still, past, issue, option)].append(option)
            for mark, options in by_mark.items():
                grown[mark].append(_joined(worth, picks, values[:, options], options))
        begun, open_links = {}, still
        for mark, parts in grown.items():
            looked += sum(len(worth) for worth, _ in parts)
            begun[mark] = _unbeaten(parts)
        if sum(len(worth) for worth, _ in begun.values()) > KEPT:
            raise Unusable(
                f"The efficient packages of {len(space.sizes)} issues and {parties} parties are "
                "too many to be worked out exactly; leave out issues or options, or join "
                "parties that want the same."
            )
    if not begun:
        return Front(np.zeros((0, parties), np.int64), np.zeros((0, len(table)), np.int16), looked)
    worth, picks = _unbeaten(list(begun.values()))
    kept = maxima(np.rint(worth / SAME).astype(np.int64))  # nearer than this is the same
    return Front(worth[kept], picks[kept], looked)


def _fits(
    space: Space, past: dict[tuple[bool, int, int, int, int], bool], issue: int, option: int
) -> bool:
    """Do the links to earlier issues allow this option?"""
    for link in space.links:
        requires, i, a, j, b = link
        if i == j:
            if requires and i == issue and a == option:
                return False
        elif max(i, j) == issue:
            taken = past[link]  # was the link's option of the earlier issue taken?
            has_first, has_other = (option == a, taken) if i == issue else (taken, option == b)
            if has_first and has_other is not requires:
                return False
    return True


def _marks(
    still: list[tuple[bool, int, int, int, int]],
    past: dict[tuple[bool, int, int, int, int], bool],
    issue: int,
    option: int,
) -> tuple[bool, ...]:
    """Return what later issues have to know: was the option of each open link taken?"""
    return tuple(
        past[x] if min(x[1], x[3]) < issue else option == (x[2] if x[1] == issue else x[4])
        for x in still
    )


def _joined(worth: Any, picks: Any, values: Any, options: list[int]) -> Begun:
    """Return each beginning with each option, in order."""
    np = numbers("numpy")
    grown = (worth[:, None, :] + values.T[None, :, :]).reshape(-1, worth.shape[1])
    taken = np.tile(np.array(options, np.int16), len(worth))
    return grown, np.column_stack([np.repeat(picks, len(options), axis=0), taken])


def _unbeaten(parts: list[Begun]) -> Begun:
    np = numbers("numpy")
    worth, picks = parts[0]
    if len(parts) > 1:
        worth = np.concatenate([w for w, _ in parts])
        picks = np.concatenate([p for _, p in parts])
        order = np.lexsort(picks.T[::-1])
        worth, picks = worth[order], picks[order]
    kept = maxima(worth)
    return worth[kept], picks[kept]


def maxima(points: Any) -> Any:
    """Return the places of the points that no other beats, of equal points the first, in order.

    Args:
        points: by point and party.

    >>> import numpy
    >>> maxima(numpy.array([[1, 3], [2, 2], [1, 2], [2, 2], [3, 0]])).tolist()
    [0, 1, 4]
    """
    np = numbers("numpy")
    if len(points) < 2:
        return np.arange(len(points))
    places = np.arange(len(points))
    if len(points) > BLOCK:  # what the best compromises beat need not be sorted
        for weights in _compromises(points):
            best = points[np.argmax(points @ weights)]
            beaten = (points <= best).all(axis=1) & (points < best).any(axis=1)
            points, places = points[~beaten], places[~beaten]
    order = np.lexsort(-points.T[::-1])
    if points.shape[1] == 2:
        second = points[order, 1]
        most = np.maximum.accumulate(second)
        kept = np.concatenate([[True], second[1:] > most[:-1]])
        return np.sort(places[order[kept]])
    found = _staircase(points[order]) if points.shape[1] == 3 else _blocks(points[order])
    return np.sort(places[order[found]])


def _compromises(points: Any) -> Any:
    np = numbers("numpy")
    span = np.maximum(points.max(axis=0) - points.min(axis=0), 1)
    parties = points.shape[1]
    lifted = [1.0, 3.0]
    return [np.array(w) / span for w in itertools.product(lifted, repeat=min(parties, 4))
            if parties <= 4] or [1 / span]  # fmt: skip


def _staircase(points: Any) -> list[int]:
    """Return the unbeaten of points of three, sorted from the best in the first on."""
    found: list[int] = []
    second: list[int] = []  # rising, negated
    third: list[int] = []  # rising with it: who has less of the second has more of the third
    for place, (_, b, c) in enumerate(points.tolist()):
        at = bisect.bisect_right(second, -b)
        if at and third[at - 1] >= c:
            continue
        found.append(place)
        at = bisect.bisect_left(second, -b)
        end = at
        while end < len(third) and third[end] <= c:
            end += 1
        second[at:end], third[at:end] = [-b], [c]
    return found


def _blocks(points: Any) -> Any:
    """Return the unbeaten of points sorted from the best in the first on, block by block."""
    np = numbers("numpy")
    kept = np.zeros(0, dtype=np.int64)
    for begin in range(0, len(points), BLOCK):
        block = np.arange(begin, min(begin + BLOCK, len(points)))
        for held in range(0, len(kept), BLOCK):
            by = points[kept[held : held + BLOCK]]
            beaten = (points[block][:, None, :] <= by[None, :, :]).all(axis=2).any(axis=1)
            block = block[~beaten]
        worse = (points[block][:, None, :] <= points[block][None, :, :]).all(axis=2)
        earlier = np.tril(np.ones(worse.shape, dtype=bool), -1)
        block = block[~(worse & earlier).any(axis=1)]
        kept = np.concatenate([kept, block])
    return kept
