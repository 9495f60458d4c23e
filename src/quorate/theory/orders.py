"""In how many orders of joining does each member turn the vote, where there are many votes?

Shapley and Shubik's share needs the coalitions by their size and their total. For the IMF's five
million votes this table is too long for whole numbers of any size, so it is counted modulo several
numbers of one machine word, which together tell the count exactly (Chinese remainders). A member is
taken out again as in `quorate.theory.coalitions`. Where even that is too much, orders are drawn.

Citation: Mann and Shapley, Values of large games: VI (1962), the electoral college exactly, by
coalitions of each size and total; IV (1960), by orders drawn.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from quorate.theory.coalitions import Game, Needs
from quorate.theory.extra import numbers

MAX_WORDS = 100_000_000  # of one table, eight bytes each
WORD = 64
_BITS = 57  # of the other moduli: what is added doubles at most, seven times between remainders
_BLOCK = 128  # sums of so many remainders still fit into a word


def turned_by_size(played: Game, most: int) -> tuple[tuple[int, ...], ...] | None:
    """Return of each player, by the number of others, the coalitions of these that it turns.

    Args:
        played: the game.
        most: more coalitions than that nobody turns.

    Returns:
        None if the game has several dimensions, or the table would have more than `MAX_WORDS`.

    Raises:
        Unusable: the extra ``numbers`` is not installed.
    """
    if played.dimensions != 1:
        return None
    weights = [w[0] for w in played.weights]
    total, number, quota = sum(weights), len(weights), Needs(played, 0)(())
    if not 0 < quota <= total:
        return ((0,) * number,) * number
    dual = total - quota + 1 < quota
    rows = total - quota + 1 if dual else quota
    least = [0, *itertools.accumulate(sorted(weights))]  # the total of the smallest so many
    starts = [start for start in least if start < rows]
    if sum(rows - start for start in starts) > MAX_WORDS:
        return None
    counts: dict[int, list[int]] = {w: [0] * number for w in set(weights)}
    known = 1
    for modulus in _moduli(most + 1):
        found = _turned(_Table(sorted(weights), rows, starts, modulus), counts)
        for weight, told in counts.items():
            for size, residue in enumerate(found[weight][:number]):
                told[size] += known * ((residue - told[size]) * pow(known, -1, modulus) % modulus)
        known *= modulus
    return tuple(tuple(counts[w][::-1] if dual else counts[w]) for w in weights)


def _turned(table: _Table, weights: Iterable[int]) -> dict[int, list[int]]:
    """Return what each weight turns; one table is let go before the next is made."""
    return {w: table.turned(w) if w else [] for w in weights}


def _moduli(above: int) -> Iterator[int]:
    """Give moduli without a common divisor until their product is above a number."""
    product = 2**WORD
    yield product
    candidate = 2**_BITS - 1
    while product < above:
        if math.gcd(candidate, product) == 1:
            product *= candidate
            yield candidate
        candidate -= 2


class _Table:
    """How many coalitions of each size have a total of at most each number, modulo a number.

    Row s begins at `starts[s]`, the least total of s members, and ends before `end`.
    """

    def __init__(self, weights: list[int], end: int, starts: list[int], modulus: int) -> None:
        np = numbers("numpy")
        self.end, self.starts, self.modulus = end, starts, modulus
        self.rows = [np.zeros(end - start, dtype=np.uint64) for start in starts]
        self.rows[0][0] = 1
        sums = [0, *itertools.accumulate(weights)]
        for j, weight in enumerate(weights):  # the smallest first: their totals are few
            for s in range(min(j, len(starts) - 2), -1, -1):
                beyond = min(end - weight, sums[j] - sums[j - s] + 1)  # the greatest s so far
                if beyond > starts[s]:
                    into = starts[s] + weight - starts[s + 1]
                    moved = self.rows[s][: beyond - starts[s]]
                    self.rows[s + 1][into : into + len(moved)] += moved
            if j % (WORD - _BITS) == WORD - _BITS - 1:
                for row in self.rows:
                    self._reduce(row)
        for row in self.rows:
            self._reduce(row)
            self._run(row)

    def _reduce(self, row: Any) -> None:
        np = numbers("numpy")
        if self.modulus != 2**WORD:
            np.remainder(row, np.uint64(self.modulus), out=row)

    def _run(self, row: Any) -> None:
        """Turn counts into running sums, in place."""
        np = numbers("numpy")
        if self.modulus == 2**WORD:
            np.cumsum(row, out=row)
            return
        whole = len(row) // _BLOCK * _BLOCK
        blocks = row[:whole].reshape(-1, _BLOCK)
        np.cumsum(blocks, axis=1, out=blocks)
        self._reduce(blocks)
        if len(blocks) > 1:
            before = blocks[:-1, -1].copy()
            self._run(before)
            blocks[1:] += before[:, None]
            self._reduce(blocks)
        rest = row[whole:]
        if whole and len(rest):
            rest[0] += row[whole - 1]
        np.cumsum(rest, out=rest)
        self._reduce(rest)

    def turned(self, weight: int) -> list[int]:
        """Return by size the coalitions without a member of this weight that it turns."""
        np = numbers("numpy")
        last = (self.end - 1) // weight
        at = np.zeros((last + 1, len(self.rows)), dtype=np.uint64)
        for s, row in enumerate(self.rows):
            told = row[::-weight]
            at[: len(told), s] = told
        modulus = 0 if self.modulus == 2**WORD else np.uint64(self.modulus)
        without = before = np.zeros(len(self.rows), dtype=np.uint64)
        for all_of_them in at[::-1]:
            with_it = np.concatenate([np.zeros(1, dtype=np.uint64), without[:-1]])
            before, without = without, all_of_them + modulus - with_it
            if modulus:
                without %= modulus
        difference = without + modulus - before
        return [int(d) for d in (difference % modulus if modulus else difference)]


def drawn_orders(played: Game, draws: int, seed: int) -> list[int]:
    """Return how often each player turned it in orders drawn by a seed.

    Args:
        played: the game.
        draws: how many orders; each is turned by one player, if the rule is ever met and missed.
        seed: of the generator.

    Raises:
        Unusable: the extra ``numbers`` is not installed.
    """
    np = numbers("numpy")
    weights = np.array(played.weights, dtype=object if max(played.most) > 2**62 else np.int64)
    found = [0] * len(weights)
    if not played.wins(played.most) or played.wins((0,) * played.dimensions):
        return found
    generator = np.random.default_rng(seed)
    for _ in range(draws):
        order = generator.permutation(len(weights))
        reached = np.cumsum(weights[order], axis=0)
        turner = bisect_left(reached, True, key=lambda totals: played.wins(tuple(totals.tolist())))
        found[order[turner]] += 1
    return found
