"""How many coalitions win, and how many does one member turn?

A rule where everybody says yes or no is a game: each of its tests compares the yes weight of a
coalition with a number. Tests on proportional weights share a dimension (heads; population). One
polynomial, with a field for every total, counts the coalitions of each total; it is packed into one
big whole number, so that a member joins by a shift and an addition, and all counts are exact.

The member is taken out again by an alternating sum (Uno 2012, Efficient computation of power
indices for weighted majority games, section 3). Where the totals are too many for that
(populations), the members are halved and the halves' coalitions matched by sorting.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from quorate.claims.problem import Unusable
from quorate.claims.rule import All, AnyOf, Formula, Not, Test
from quorate.theory.rules import Chamber

MAX_BITS = 1_500_000_000  # of one packed polynomial
MAX_HALVED = 34  # members whose coalitions are matched by halves

Totals = tuple[int, ...]


class _Atom(NamedTuple):
    """A test: it holds if the total of a dimension is in these bounds; None is no bound.

    Of dimension -1, which nobody adds to, the total is 0.
    """

    dimension: int
    low: int | None
    high: int | None


class Game(msgspec.Struct, frozen=True):
    """A rule as a game of yes and no.

    Attributes:
        players: the members.
        weights: of each, what its yes adds to each dimension; whole numbers of 0 or more.
        formula: the rule.
        atoms: its tests in order; several may stand for one.
    """

    players: tuple[str, ...]
    weights: tuple[Totals, ...]
    formula: Formula
    atoms: tuple[tuple[_Atom, ...], ...]

    @property
    def dimensions(self) -> int:
        return len(self.weights[0]) if self.weights else 0

    def wins(self, totals: Totals) -> bool:
        """Does a coalition of these totals win?"""
        held = (
            all(_within(a, totals[a.dimension] if a.dimension >= 0 else 0) for a in atoms)
            for atoms in self.atoms
        )
        return _value(self.formula, held)

    @property
    def most(self) -> Totals:
        """Return the totals of all players together."""
        return tuple(map(sum, zip(*self.weights, strict=True)))

    def classes(self) -> dict[Totals, list[int]]:
        """Return the players by weights: those of equal weights have equal power."""
        found: dict[Totals, list[int]] = defaultdict(list)
        for i, weight in enumerate(self.weights):
            found[weight].append(i)
        return dict(found)


def game(chamber: Chamber) -> Game:
    """Return the game of a rule bound to its members.

    Raises:
        Unusable: one more yes may defeat the proposal, so that power has no meaning.
    """
    kinds = range(chamber.kinds)
    columns: dict[Totals, int] = {}
    atoms: list[tuple[_Atom, ...]] = []
    for s in chamber.sums:
        parts = [_atom(s.start, s.adds, s.comparison, kinds, chamber, columns)]
        if s.share_start <= 0 or any(min(row["yes"], row["no"]) < 0 for row in s.share_adds):
            parts.append(_atom(s.share_start, s.share_adds, ">", kinds, chamber, columns))
        atoms.append(tuple(parts))
    if not _rises(chamber.formula, iter(atoms), True):
        raise Unusable(
            f"Under '{chamber.formula}' one more yes may defeat the proposal, so that nobody's "
            "power can be counted; ask for another rule of this organ."
        )
    by_kind = [tuple(column[k] for column in columns) for k in kinds]
    return Game(
        players=tuple(chamber.kind),
        weights=tuple(by_kind[kind] for kind in chamber.kind.values()),
        formula=chamber.formula,
        atoms=tuple(atoms),
    )


def _atom(
    start: int,
    adds: Sequence[Mapping[str, int]],
    comparison: str,
    kinds: range,
    chamber: Chamber,
    columns: dict[Totals, int],
) -> _Atom:
    """Return a test as bounds on the total of a dimension, which is added if it is new."""
    number = [0] * len(kinds)
    for kind in chamber.kind.values():
        number[kind] += 1
    steps = [adds[k]["yes"] - adds[k]["no"] for k in kinds]
    least = start + sum(adds[k]["no"] * number[k] for k in kinds)
    if any(s > 0 for s in steps) and any(s < 0 for s in steps):
        raise Unusable(
            f"The rule '{chamber.formula}' sets the yes of some members against that of others; "
            "power is counted only where every yes helps."
        )
    scale = math.gcd(*steps)
    if not scale:
        return _Atom(-1, *_bounds(least, 1, comparison))
    falls = any(s < 0 for s in steps)
    column = tuple(abs(s) // scale for s in steps)
    at = columns.setdefault(column, len(columns))
    low, high = _bounds(least, -scale if falls else scale, comparison)
    most = sum(w * n for w, n in zip(column, number, strict=True))
    return _Atom(
        at,
        None if low is not None and low <= 0 else low,
        None if high is not None and high >= most else high,
    )


def _bounds(least: int, scale: int, comparison: str) -> tuple[int | None, int | None]:
    """Return the totals t for which ``least + scale * t`` compares so with 0."""
    up = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "=": "="}
    sign = comparison if scale > 0 else up[comparison]
    edge = -least if scale > 0 else least  # |scale| * t compared with edge
    size = abs(scale)
    if sign == ">=":
        return -(-edge // size), None
    if sign == ">":
        return edge // size + 1, None
    if sign == "<=":
        return None, edge // size
    if sign == "<":
        return None, -(-edge // size) - 1
    return (edge // size, edge // size) if edge % size == 0 else (1, 0)


def _within(atom: _Atom, total: int) -> bool:
    low, high = atom.low, atom.high
    return (low is None or total >= low) and (high is None or total <= high)


def _value(formula: Formula, held: Iterator[bool]) -> bool:
    if isinstance(formula, Test):
        return next(held)
    if isinstance(formula, Not):
        return not _value(formula.part, held)
    assert isinstance(formula, All | AnyOf)
    values = [_value(part, held) for part in formula.parts]
    return any(values) if isinstance(formula, AnyOf) else all(values)


def _rises(formula: Formula, atoms: Iterator[tuple[_Atom, ...]], up: bool) -> bool:
    """Does one more yes never make it false (or, inside a negation, never true)?"""
    if isinstance(formula, Test):
        held = [a for a in next(atoms) if a.dimension >= 0]
        return all((a.high if up else a.low) is None for a in held)
    if isinstance(formula, Not):
        return _rises(formula.part, atoms, not up)
    assert isinstance(formula, All | AnyOf)
    rise = [_rises(part, atoms, up) for part in formula.parts]  # each takes its own atoms
    return all(rise)


# ---------------------------------------------------------------- counting
class Counted(NamedTuple):
    """Coalitions counted.

    Attributes:
        winning: how many of all coalitions win.
        turned: of each player, in how many coalitions of the others its yes turns a loss into a
            win; by the number of those others, or all together in one number.
    """

    winning: int
    turned: tuple[tuple[int, ...], ...]


def count_coalitions(played: Game, by_size: bool = False) -> Counted | None:
    """Return how many coalitions win and how many each player turns; None if too many to count.

    Args:
        played: the game.
        by_size: count what each player turns apart for each number of others.
    """
    if not played.dimensions:
        empty = (0,) * (len(played.players) if by_size else 1)
        wins = 2 ** len(played.players) if played.wins(()) else 0
        return Counted(wins, tuple(empty for _ in played.players))
    main = max(range(played.dimensions), key=lambda d: played.most[d])
    fields = math.prod(m + 1 for d, m in enumerate(played.most) if d != main)
    needs = Needs(played, main)
    if _bits(played, needs, by_size) * fields <= MAX_BITS:
        return _packed(played, needs, by_size)
    if len(played.players) <= MAX_HALVED and played.most[main] < 2**61:
        from quorate.theory.halves import by_halves

        winning, turned = by_halves(played, main, needs)
        return Counted(winning, turned if by_size else tuple((sum(t),) for t in turned))
    return None


class Needs:
    """What the total of the main dimension must be to win, given the totals of the others."""

    def __init__(self, played: Game, main: int) -> None:
        self.played, self.main = played, main
        bounds = [a for atoms in played.atoms for a in atoms if a.dimension == main]
        lows = {a.low for a in bounds if a.low is not None}
        self.steps = sorted({0} | lows | {a.high + 1 for a in bounds if a.high is not None})
        self.never = played.most[main] + 1
        self._found: dict[Totals, int] = {}

    def __call__(self, others: Totals) -> int:
        if others not in self._found:
            whole = (others[: self.main], others[self.main :])
            fits = (t for t in self.steps if self.played.wins((*whole[0], t, *whole[1])))
            self._found[others] = min(next(fits, self.never), self.never)
        return self._found[others]

    def all_totals(self) -> Iterator[Totals]:
        most = [m for d, m in enumerate(self.played.most) if d != self.main]
        return itertools.product(*(range(m + 1) for m in most))

    @cached_property
    def highest(self) -> int:
        """Return the total from which on every coalition wins that can still win."""
        return max(self(others) for others in self.all_totals())


def _width(played: Game, by_size: bool) -> int:
    """Return the bytes of one field: room for the number of coalitions, of any one size."""
    n = len(played.players)
    return -(-((math.comb(n, n // 2) if by_size else 2**n).bit_length() + 1) // 8)


def _dual(needs: Needs) -> int | None:
    """Return the quota of the dual game, which turns the same, if it is the lower one."""
    if needs.played.dimensions > 1:
        return None
    quota = needs(())
    other = needs.played.most[0] - quota + 1
    return other if 0 < other < quota else None


def _bits(played: Game, needs: Needs, by_size: bool) -> int:
    rows = _dual(needs) or needs.highest
    sizes = len(played.players) + 1 if by_size else 1
    return 8 * rows * sizes * _width(played, by_size)


def _packed(played: Game, needs: Needs, by_size: bool) -> Counted:
    """Count with one polynomial for each totals of the lesser dimensions."""
    n, main = len(played.players), needs.main
    dual = _dual(needs)
    need = needs if dual is None else (lambda _: dual)
    rows = dual or needs.highest
    below = _Below(played, main, rows, by_size)
    losing = sum(below.all(need(others) - 1, others) for others in needs.all_totals())
    turned: dict[Totals, tuple[int, ...]] = {}
    for weight in played.classes():
        w, rest = weight[main], (*weight[:main], *weight[main + 1 :])
        if not any(weight):
            turned[weight] = (0,) * (n if by_size else 1)
            continue
        found = 0
        for others in needs.all_totals():
            joined = added(others, rest)
            if all(map(int.__le__, joined, below.most)):
                found += below.without(need(others) - 1, others, w, rest)
                found -= below.without(need(joined) - 1 - w, others, w, rest)
        if by_size:
            sizes = below.sizes(found, n)
            turned[weight] = sizes[::-1] if dual else sizes
        else:
            turned[weight] = (found,)
    winning = losing if dual else 2**n - losing
    return Counted(winning, tuple(turned[w] for w in played.weights))


class _Below:
    """How many coalitions have a main total of at most a number, by totals of the others.

    Where sizes are counted, one number holds the counts of all sizes, a field for each.
    """

    def __init__(self, played: Game, main: int, rows: int, by_size: bool) -> None:
        width = _width(played, by_size)
        self.field = 8 * width
        self.step = self.field if by_size else 0  # one member more is one size more
        self.most = tuple(m for d, m in enumerate(played.most) if d != main)
        length = rows * self.field
        cut = (1 << length) - 1
        counted: dict[tuple[Totals, int], int] = {((0,) * len(self.most), 0): 1}
        for weight in sorted(played.weights, key=lambda w: w[main]):
            rest = (*weight[:main], *weight[main + 1 :])
            joined = dict(counted)
            for (others, size), packed in counted.items() if weight[main] < rows else ():
                moved = packed << (self.field * weight[main])
                if moved.bit_length() > length:
                    moved &= cut
                key = (added(others, rest), size + by_size)
                joined[key] = joined.get(key, 0) + moved
            counted = joined
        row = width * (len(played.players) + 1 if by_size else 1)
        packed_rows: dict[Totals, bytearray] = {}
        for (others, size), packed in counted.items():
            for k in range(max(0, (rows - 1).bit_length())):
                packed = (packed + (packed << (self.field << k))) & cut
            told = packed.to_bytes(rows * width, "little")
            into = packed_rows.setdefault(others, bytearray(rows * row))
            if row == width:
                into[:] = told
                continue
            for byte in range(width):
                into[size * width + byte :: row] = told[byte::width]
        self.rows = {
            others: [
                int.from_bytes(told[at : at + row], "little") for at in range(0, rows * row, row)
            ]
            for others, told in packed_rows.items()
        }

    def sizes(self, packed: int, number: int) -> tuple[int, ...]:
        """Return the counts of the first so many sizes."""
        mask = (1 << self.field) - 1
        return tuple(packed >> (self.field * s) & mask for s in range(number))

    def all(self, total: int, others: Totals) -> int:
        """Return the coalitions of at most this total, of any size."""
        found = self.rows[others][total] if total >= 0 and others in self.rows else 0
        return sum(self.sizes(found, found.bit_length() // self.step + 1)) if self.step else found

    def without(self, total: int, others: Totals, weight: int, rest: Totals) -> int:
        """Return the same of coalitions without a member of this weight: c - c' + c'' - ..."""
        if total < 0:
            return 0
        if any(rest):
            values = []
            while total >= 0 and min(others) >= 0:
                values.append(self.rows[others][total] if others in self.rows else 0)
                total, others = total - weight, tuple(map(int.__sub__, others, rest))
        else:
            values = self.rows[others][total::-weight] if others in self.rows else []
        if not self.step:
            return sum(values[::2]) - sum(values[1::2])
        found = 0
        for value in reversed(values):
            found = value - (found << self.step)
        return found


def added(a: Totals, b: Totals) -> Totals:
    """Return two totals added up."""
    return tuple(map(int.__add__, a, b))
