"""Which members, changing their choice, turn a vote?

Members of one kind and choice are interchangeable, so sets are searched as numbers from each such
class and counted by combinatorics. The search goes up by size and leaves out what the bounds of the
tests refute; sizes are exact unless the stated limit of work is reached, and then that is said.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import msgspec

from quorate.claims.claim import CHOICES
from quorate.claims.rule import Formula
from quorate.record.situation import Situation
from quorate.theory.outlook import explore
from quorate.theory.rules import Chamber, Pool, Slack

MAX_WORK = 200_000  # classes looked at in one search
MAX_BODIES = 20_000  # classes put into bodies that some have left
MAX_LISTED = 60  # sets listed by name


_Order: TypeAlias = list[tuple[int, int]]  # step and class


class Seats(msgspec.Struct, frozen=True):
    """Interchangeable members: of one kind, by choices that the rule does not tell apart.

    Attributes:
        kind: as in the `Chamber`.
        choices: how many made each choice.
        members: their names, as far as known.
    """

    kind: int
    choices: tuple[tuple[str, int], ...]
    members: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return sum(number for _, number in self.choices)

    @property
    def choice(self) -> str:
        return self.choices[0][0]

    @property
    def in_favour(self) -> bool:
        return self.choice == "yes"


class Switches(msgspec.Struct, frozen=True):
    """The smallest sets of members that turn it.

    Attributes:
        size: how many must switch.
        number: how many such sets there are; None if more than the search counted.
        takings: each way to make such a set: how many from each class.
        exact: false if the limit of work was reached: a smaller set may exist.
    """

    size: int
    number: int | None
    takings: tuple[tuple[int, ...], ...]
    exact: bool = True


class Turning:
    """The search for members that turn a vote.

    Args:
        chamber: the rule bound to the body.
        seats: how all its members stand.
    """

    def __init__(self, chamber: Chamber, seats: Sequence[Seats]) -> None:
        self.chamber = chamber
        self.seats = tuple(seats)
        counts = {(s.kind, s.choice): 0 for s in seats}
        for s in seats:
            counts[s.kind, s.choice] += s.number
        self.counts = counts
        self.carries = chamber.carries(counts)
        self._work = 0
        self._known_orders: dict[tuple[str, ...], list[tuple[_Order, _Order, _Order, _Order]]] = {}

    def turns(self, taken: Mapping[int, int], to: Sequence[str] = CHOICES) -> bool | None:
        """Does it turn if so many of each class may choose among `to`? None: not settled."""
        counts, pools = self._moved(taken, to)
        seen, complete = explore(self.chamber, counts, pools)
        return True if (not self.carries) in seen else (False if complete else None)

    def smallest(
        self, among: Collection[int] | None = None, to: Sequence[str] = CHOICES
    ) -> Switches | None:
        """Return the smallest sets that turn it, or None if no set does.

        Args:
            among: the classes whose members may switch; all if None.
            to: the choices they may switch to.
        """
        classes = [i for i in range(len(self.seats)) if among is None or i in among]
        weights = self._weights(to)
        classes.sort(key=lambda i: -weights[i])
        exact = True
        for size in range(1, sum(self.seats[i].number for i in classes) + 1):
            self._work = 0
            found = []
            for taken in self._takings(classes, size, {}, to):
                turned = self.turns(taken, to)
                exact = exact and turned is not None
                if turned:
                    found.append(tuple(taken.get(i, 0) for i in range(len(self.seats))))
            whole = self._work <= MAX_WORK
            if found:
                return Switches(
                    size, _number(self.seats, found) if whole else None, tuple(found), exact
                )
            exact = exact and whole
        return None

    def cheapest(
        self, costs: Mapping[str, int | Fraction]
    ) -> tuple[tuple[str, ...], Fraction, bool] | None:
        """Return the cheapest set that turns it, its cost, and whether that is exact.

        Only members with a cost are asked; None if together they cannot turn it.
        """
        self._work = 0
        priced = {
            i: sorted((Fraction(costs[m]), m) for m in s.members if m in costs)
            for i, s in enumerate(self.seats)
        }
        weights = self._weights(CHOICES)
        classes = sorted((i for i in priced if priced[i]), key=lambda i: -weights[i])
        best: list[tuple[Fraction, tuple[str, ...]]] = []

        def search(at: int, taken: dict[int, int], cost: Fraction, names: tuple[str, ...]) -> None:
            self._work += len(self.seats)
            if names and self.turns(taken) and not (best and cost >= best[0][0]):
                best[:] = [(cost, names)]
                return
            left = {i: len(priced[i]) for i in classes[at:]}
            prices = sorted(c for i in left for c, _ in priced[i])
            # So many more are needed at least, and the cheapest left cost so much at least.
            sizes = range(len(prices) + 1)
            more = next((n for n in sizes if not self._refuted(taken, left, n, CHOICES)), None)
            if more is None or at == len(classes) or self._work > MAX_WORK:
                return
            if best and cost + sum(prices[: max(1, more)]) >= best[0][0]:
                return
            index = classes[at]
            for number in range(len(priced[index]), -1, -1):
                chosen = priced[index][:number]
                search(
                    at + 1,
                    {**taken, index: number},
                    cost + sum((c for c, _ in chosen), Fraction(0)),
                    (*names, *(m for _, m in chosen)),
                )

        search(0, {}, Fraction(0), ())
        if not best:
            return None
        return tuple(sorted(best[0][1])), best[0][0], self._work <= MAX_WORK

    def named(self, found: Switches) -> tuple[tuple[str, ...], ...]:
        """Return the sets by name, up to `MAX_LISTED`; none if a name in them is not known."""
        used = {i for taking in found.takings for i, n in enumerate(taking) if n}
        if any(len(self.seats[i].members) < self.seats[i].number for i in used):
            return ()
        sets = (
            tuple(sorted(itertools.chain(*parts)))
            for taking in found.takings
            for parts in itertools.product(
                *(
                    # A product holds its parts whole: they are cut before, not after.
                    itertools.islice(itertools.combinations(s.members, n), MAX_LISTED)
                    for s, n in zip(self.seats, taking, strict=True)
                    if n
                )
            )
        )
        return tuple(itertools.islice(sets, MAX_LISTED))

    def _moved(
        self, taken: Mapping[int, int], to: Sequence[str]
    ) -> tuple[dict[tuple[int, str], int], list[Pool]]:
        counts = dict(self.counts)
        for i, number in taken.items():
            counts[self.seats[i].kind, self.seats[i].choice] -= number
        pools = [Pool(self.seats[i].kind, number, tuple(to)) for i, number in taken.items()]
        return counts, [pool for pool in pools if pool.number]

    def _takings(
        self, classes: list[int], size: int, taken: dict[int, int], to: Sequence[str]
    ) -> Iterator[dict[int, int]]:
        """Yield each way to take so many members, the weightiest first, that is not refuted."""
        self._work += len(self.seats)
        if self._work > MAX_WORK:
            return
        left = {i: self.seats[i].number for i in classes}
        if sum(left.values()) < size or self._refuted(taken, left, size, to):
            return
        if size == 0:
            yield taken
            return
        for number in range(min(size, left[classes[0]]), -1, -1):
            more = {**taken, classes[0]: number} if number else taken
            yield from self._takings(classes[1:], size - number, more, to)

    def _refuted(
        self, taken: Mapping[int, int], left: Mapping[int, int], size: int, to: Sequence[str]
    ) -> bool:
        """Do the bounds of the tests show that so many more of those left cannot turn it?"""
        counts, pools = self._moved(taken, to)
        slack: list[Slack] = []
        for falls, rises, share_falls, share_rises in self._orders(tuple(to)):
            slack.append(
                (
                    _furthest(falls, left, size),
                    _furthest(rises, left, size),
                    _furthest(share_falls, left, size),
                    _furthest(share_rises, left, size),
                )
            )
        return self.chamber.settle(counts, pools, slack) is self.carries

    def _orders(self, to: tuple[str, ...]) -> list[tuple[_Order, _Order, _Order, _Order]]:
        """Return for each test the classes by how far one member moves its sums, down and up."""
        if to not in self._known_orders:
            orders = []
            for s in self.chamber.sums:
                own, share = self._steps(s.adds, to), self._steps(s.share_adds, to)
                orders.append((own[0], own[1], share[0], share[1]))
            self._known_orders[to] = orders
        return self._known_orders[to]

    def _steps(self, adds: tuple[dict[str, int], ...], to: Sequence[str]) -> tuple[_Order, _Order]:
        """Return what a switch of one member of each class adds to a sum: the least, the most."""
        steps = [
            [adds[s.kind][choice] - adds[s.kind][s.choice] for choice in to] for s in self.seats
        ]
        falls = sorted((min(0, *step), i) for i, step in enumerate(steps))
        rises = sorted(((max(0, *step), i) for i, step in enumerate(steps)), reverse=True)
        return falls, rises

    def _weights(self, to: Sequence[str]) -> list[int]:
        """Return how much a member of each class moves the tests: it orders the search only."""
        weights = [0] * len(self.seats)
        for falls, rises, _, _ in self._orders(tuple(to)):
            for step, i in falls + rises:
                weights[i] += abs(step)
        return weights


def _number(seats: Sequence[Seats], takings: Sequence[tuple[int, ...]]) -> int:
    """Return how many sets of members these are."""
    sizes = [s.number for s in seats]
    return sum(math.prod(map(math.comb, sizes, taking)) for taking in takings)


def _furthest(order: _Order, left: Mapping[int, int], size: int) -> int:
    """Return the furthest that so many switches of those left lead."""
    total = 0
    for step, i in order:
        if not size or not step:
            break
        number = min(size, left.get(i, 0))
        total += step * number
        size -= number
    return total


def fewest_leaving(
    situation: Situation, formula: Formula, seats: Sequence[Seats]
) -> tuple[Switches | None, bool]:
    """Return the fewest of those not in favour whose departure lets the same votes carry.

    Returns:
        The sets, or None if no departure helps or the limit was reached; and whether it is settled.
    """
    sizes = [0 if s.in_favour else s.number for s in seats]
    base = len(situation.members) if situation.base is None else situation.base
    work = 0
    for number in range(1, min(sum(sizes), base - 1) + 1):
        found = []
        for taking in _ways(sizes, number):
            work += len(seats)
            if work > MAX_BODIES:
                return None, False
            if _carries_without(taking, situation, formula, seats, base - number):
                found.append(taking)
        if found:
            return Switches(number, _number(seats, found), tuple(found)), True
    return None, True


def _ways(sizes: list[int], number: int) -> Iterator[tuple[int, ...]]:
    """Yield each way to take a number of members out of classes of these sizes."""
    if not sizes:
        if number == 0:
            yield ()
        return
    for first in range(min(sizes[0], number), -1, -1):
        if number - first <= sum(sizes[1:]):
            for rest in _ways(sizes[1:], number - first):
                yield first, *rest


def _carries_without(
    taking: Sequence[int], situation: Situation, formula: Formula, seats: Sequence[Seats], base: int
) -> bool:
    """Does it carry when so many of each class have left the body?"""
    stay = {i: s.number - n for i, (s, n) in enumerate(zip(seats, taking, strict=True))}
    if not formula.groups and not formula.weights:
        excluded = situation.excluded & set(situation.members or situation.excluded)
        chamber = Chamber(formula, seats=sum(stay.values()), base=base, excluded=excluded)
        counts = Counter[tuple[int, str]]()
        for i, number in stay.items():
            counts[0, seats[i].choice] += number
        return chamber.carries(counts)
    if any(len(s.members) < s.number for s in seats):
        return False
    gone = {m for s, n in zip(seats, taking, strict=True) for m in s.members[:n]}
    chamber = Chamber(
        formula,
        members=[m for m in situation.members if m not in gone],
        base=base,
        excluded=situation.excluded,
        groups=situation.groups,
        weights=situation.weights,
    )
    counts = Counter()
    for s in seats:
        for member in s.members:
            if member not in gone:
                counts[chamber.kind[member], s.choice] += 1
    return chamber.carries(counts)
