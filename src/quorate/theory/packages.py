"""Which packages may be agreed, and what is each worth?

A package takes one option of each issue. It is allowed if no link forbids it and nobody withholds
what it needs. Values add up over issues. They are counted as whole numbers, a million-millionth of
the largest that the party has, so that sums are exact and what is equal is found equal.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from quorate.claims.problem import Unusable
from quorate.record.terms import Option, Package, Terms
from quorate.theory.extra import numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole: TypeAlias = NDArray[np.int64]
    Real: TypeAlias = NDArray[np.float64]
    Truth: TypeAlias = NDArray[np.bool_]
else:
    Whole = Real = Truth = Any

LISTED = 2_000_000  # packages that are looked at one by one
DIGITS = 12  # of the largest value of a party
SAME = 10 ** (DIGITS - 9)  # values nearer than this are one value


class Space:
    """The packages of some terms.

    Attributes:
        terms: from which they are made.
        options: by issue, those to be had.
        sizes: how many they are.
        total: number of packages before links are looked at.
        links: (requires?, issue, option, other issue, other option), all by place.
    """

    def __init__(self, terms: Terms, gone: Collection[str] = ()) -> None:
        withheld = {g.id for g in terms.givers if g.withholds}
        missing = {o.id for o in terms.options if o.given_by in withheld or o.id in gone}
        self.terms = terms
        self.options = _closed(terms, missing)
        self.sizes = tuple(len(options) for options in self.options)
        self.total = math.prod(self.sizes)
        self.place = {o.id: (i, a) for i, os in enumerate(self.options) for a, o in enumerate(os)}
        self.links = tuple(
            (link.kind == "requires", *self.place[link.option], *self.place[link.other])
            for link in terms.all_links
            if {link.option, link.other} <= self.place.keys() and link.option != link.other
        )

    @property
    def listed(self) -> bool:
        """Are the packages few enough to be looked at one by one?"""
        return self.total <= LISTED

    def package(self, picks: Sequence[int] | Whole) -> Package:
        """Return the ids of the options at these places."""
        return tuple(os[int(a)].id for os, a in zip(self.options, picks, strict=True))

    def picks(self, package: Package) -> tuple[int, ...] | None:
        """Return the places of these options, or None if one is not to be had."""
        found = [self.place.get(option) for option in package]
        return tuple(p[1] for p in found if p) if all(found) else None

    def allows(self, picks: Sequence[int]) -> bool:
        """Does every link allow these options?"""
        return not any(
            picks[i] == a and (picks[j] == b) is not requires for requires, i, a, j, b in self.links
        )

    def allowed(self) -> Truth:
        """Return for each package, in order, whether the links allow it."""
        np = numbers("numpy")
        found: Truth = np.ones(self.sizes, dtype=bool)
        for requires, i, a, j, b in self.links:
            if i == j:  # two options of one issue are never together
                if requires:
                    found[self._at(i, a)] = False
                continue
            at = list(self._at(i, a))
            if requires:
                others = np.arange(self.sizes[j]) != b
                part = found[tuple(at)]
                axis = j if j < i else j - 1
                part[(slice(None),) * axis + (others,)] = False
            else:
                at[j] = b
                found[tuple(at)] = False
        return found.reshape(-1)

    def _at(self, issue: int, option: int) -> tuple[slice | int, ...]:
        every: list[slice | int] = [slice(None)] * len(self.sizes)
        every[issue] = option
        return tuple(every)

    def sums(self, table: Sequence[Any]) -> Any:
        """Return the value of each package, in order, of one party's values by issue."""
        np = numbers("numpy")
        found = np.zeros(1, dtype=np.asarray(table[0]).dtype)
        for values in table:
            found = (found[:, None] + np.asarray(values)[None, :]).reshape(-1)
        return found

    def at(self, index: int) -> tuple[int, ...]:
        """Return the places of the options of the package of this number."""
        picks = []
        for size in reversed(self.sizes):
            index, a = divmod(index, size)
            picks.append(a)
        return tuple(reversed(picks))


def _closed(terms: Terms, missing: set[str]) -> tuple[tuple[Option, ...], ...]:
    """Return the options to be had, by issue: what requires one that is not is not either."""
    grown = True
    while grown:
        more = {
            link.option
            for link in terms.all_links
            if link.kind == "requires" and link.other in missing
        }
        grown = not more <= missing
        missing = missing | more
    return tuple(tuple(o for o in issue.options if o.id not in missing) for issue in terms.issues)


class Weights:
    """The values of each party as whole numbers.

    Attributes:
        table: by issue, an array by party and option.
        walk: by party, what walking away is worth.
        unit: by party, what one is worth in the party's own unit.
    """

    def __init__(self, space: Space, values: Sequence[Sequence[Sequence[float]]],
                 walk: Sequence[float]) -> None:  # fmt: skip
        np = numbers("numpy")
        parties = range(len(space.terms.parties))
        largest = [
            max([abs(walk[p]), *(abs(v) for issue in values for v in issue[p])]) for p in parties
        ]
        digits = [DIGITS - math.ceil(math.log10(most)) if most else 0 for most in largest]
        scale = np.array([10.0**d for d in digits])
        self.table: tuple[Whole, ...] = tuple(
            np.rint(np.array(issue, dtype=float).reshape(len(parties), -1) * scale[:, None])
            .astype(np.int64)
            for issue in values
        )  # fmt: skip
        self.walk: Whole = np.rint(np.array(walk, dtype=float) * scale).astype(np.int64)
        self.unit: Real = 1 / scale
        self._digits = digits

    def told(self, values: Whole, party: int) -> float:
        """Return a whole number in the party's own unit, to nine digits of its largest value."""
        return round(float(values) * float(self.unit[party]), max(0, self._digits[party] - 3)) + 0.0


def middle(space: Space, below: Any = None, above: Any = None) -> Weights:
    """Return the values in the middle of each range.

    Args:
        space: the packages.
        below: by issue, party and option, the least of each worth, where an order narrows it.
        above: the same, the most.

    Raises:
        Unusable: a worth has no bounds; the sentence lists them.
    """
    unknown = space.terms.unknown
    if unknown:
        shown = "; ".join(unknown[:4])
        more = f" and {len(unknown) - 4} more" if len(unknown) > 4 else ""
        raise Unusable(
            f"Without bounds, and so not counted: {shown}{more}. Suppose a least and a most for "
            "each to have packages weighed."
        )
    parties = space.terms.parties
    values = [
        [
            [
                _mid(*o.to(side.id).bounds)
                if below is None
                else _mid(float(below[i][p][a]), float(above[i][p][a]))
                for a, o in enumerate(options)
            ]
            for p, side in enumerate(parties)
        ]
        for i, options in enumerate(space.options)
    ]
    return Weights(space, values, [_mid(*side.walk_away.bounds) for side in parties])


def _mid(low: float, high: float) -> float:
    return low if low == high else (low + high) / 2
