"""Who decides, if nobody is sure how the members will vote?

Each member's chance of being decisive, what each of its choices would do to the chance to carry,
and the smallest and cheapest sets of members whose switch brings the chance past a stated level.
A switch is certain, and nobody else changes by it: members of a bloc keep their own chances.

Of two members that the rule cannot tell apart, the one from whom there is more to gain is always
asked first; sizes are tried from one upwards, and a size is refuted at once if all who could be in
a set of that size would together not do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from quorate.claims.claim import CHOICES, Choice
from quorate.claims.problem import Unusable
from quorate.claims.rule import Formula
from quorate.record.situation import FOUR
from quorate.theory.division import Electorate
from quorate.theory.rules import is_monotone
from quorate.theory.shocks import YES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real: TypeAlias = NDArray[np.float64]
else:
    Real = Any

MAX_TRIED = 10_000  # chances worked out in one search, times voters
MAX_SETS = 10  # sets told
MAX_STEPS = 60  # voters up to which the best next one is looked for at every step
_CLOSE = 1e-12


class Decider(msgspec.Struct, frozen=True, kw_only=True):
    """What hangs on one member.

    Attributes:
        member: who.
        decisive: by how much its yes raises the chance to carry over its no: under a monotone
            rule, the chance that the others divide so that its choice decides.
        given: by choice, the chance to carry if it is made for certain.
        gain: by choice, that less the chance now.
        chances: by choice, how likely the member makes it.
    """

    member: str
    decisive: float
    given: dict[str, float]
    gain: dict[str, float]
    chances: dict[str, float]


class Switched(msgspec.Struct, frozen=True, kw_only=True):
    """Members whose switch brings the chance past the level.

    Attributes:
        to: the choice they switch to.
        members: the set that brings it furthest, or the cheapest.
        size: how many they are.
        chance: the chance to carry then.
        sets: sets of this size found to do, the best first, at most `MAX_SETS`; there may be more
            of members that are no better to ask.
        cost: what they cost, if costs were given.
        exact: false if the search met its limit: a smaller or cheaper set may exist.
    """

    to: Choice
    members: tuple[str, ...]
    size: int
    chance: float
    sets: tuple[tuple[str, ...], ...] = ()
    cost: Fraction | None = None
    exact: bool = True


class Deciding(msgspec.Struct, frozen=True, kw_only=True):
    """Who decides under one rule.

    Attributes:
        chance, error: to carry, with its standard error; 0 if exact.
        level: what the chance is to be brought to, and what is left of it where it is to be broken.
        deciders: every member, the most decisive first.
        error_each: the greatest standard error of a decider's chances; 0 if exact.
        raising: fewest members whose yes lifts the chance to the level; None if it is there, or if
            no set does, or if sets could not be searched.
        blocking: fewest whose no brings it down to 1 less the level.
        walkouts: fewest who, staying away, bring it down to that; up to the level if it is below
            one half.
        cheapest: the cheapest set whose yes lifts it, if costs were given.
        searched: false if no exact sum is in reach, and sets were not searched.
    """

    chance: float
    error: float = 0.0
    level: float
    deciders: tuple[Decider, ...]
    error_each: float = 0.0
    raising: Switched | None = None
    blocking: Switched | None = None
    walkouts: Switched | None = None
    cheapest: Switched | None = None
    searched: bool = True


def deciding(
    formula: Formula,
    electorate: Electorate,
    *,
    level: float = 0.9,
    costs: Mapping[str, int | Fraction] | None = None,
    sets: bool = True,
) -> Deciding:
    """Return who decides.

    Args:
        formula: the rule, its quorum included.
        electorate: the voters and their chances.
        level: the chance wanted, above 0 and below 1.
        costs: what it costs to make each member vote yes; the others are not asked.
        sets: false: sets of members are not searched, which takes the most time.

    Raises:
        Unusable: the level is no chance, or the rule lacks a group or weight.
    """
    if not 0 < level < 1:
        raise Unusable(f"The level is {level:g}; give a chance above 0 and below 1, as .9.")
    now = electorate.chance(formula)
    each, error = electorate.given_each(formula)
    found = Deciding(
        chance=now.value,
        error=now.error,
        level=level,
        deciders=tuple(_deciders(electorate, each, now.value)),
        error_each=error,
        searched=sets and not now.error,
    )
    if not found.searched:
        return found
    search = _Search(formula, electorate)
    away_up = now.value < 0.5
    return msgspec.structs.replace(
        found,
        raising=search.fewest("yes", level, up=True),
        blocking=search.fewest("no", 1 - level, up=False),
        walkouts=search.fewest("absent", level if away_up else 1 - level, up=away_up),
        cheapest=search.cheapest(level, costs) if costs else None,
    )


def _deciders(electorate: Electorate, each: Real, now: float) -> list[Decider]:
    found = []
    for voter, member in enumerate(electorate.voters):
        given: dict[str, float] = {c: float(each[voter, CHOICES.index(c)]) for c in FOUR}
        own = electorate.chances[voter]
        chances: dict[str, float] = {c: float(own[CHOICES.index(c)]) for c in FOUR}
        chances["abstain"] += float(own[CHOICES.index("declared")] + own[CHOICES.index("silent")])
        found.append(
            Decider(
                member=member,
                decisive=given["yes"] - given["no"],
                given=given,
                gain={c: value - now for c, value in given.items()},
                chances=chances,
            )
        )
    return sorted(found, key=lambda d: (-round(d.decisive, 12), d.member))


class _Search:
    """The search for sets of members whose switch brings the chance past a level."""

    def __init__(self, formula: Formula, electorate: Electorate) -> None:
        self.formula = formula
        self.electorate = electorate
        self.monotone = is_monotone(formula)
        self.totals = electorate.totals(formula)
        self._tried = 0
        self._known: dict[tuple[Choice, frozenset[int]], float] = {}
        self._limit = max(60, MAX_TRIED // max(1, len(electorate.voters)))

    def chance(self, voters: Sequence[int], to: Choice) -> float:
        key = (to, frozenset(voters))
        if key not in self._known:
            self._tried += 1
            switched = self.electorate.switched(sorted(voters), to)
            self._known[key] = switched.chance(self.formula, self.totals).value
        return self._known[key]

    def fewest(self, to: Choice, level: float, *, up: bool) -> Switched | None:
        """Return the fewest who, switching, bring the chance up or down to the level."""
        self._tried = 0

        def does(chance: float) -> bool:
            return chance >= level - _CLOSE if up else chance <= level + _CLOSE

        start = self._greedy(to, up, does)
        if start is None:
            return None
        # One more yes never lowers the chance; of other choices that is known if all are alike.
        bounded = self.monotone and (to == "yes" or self._one_contrary())
        better = self._better(up)
        order = self._order(better)
        exact = self.monotone or len(start) == 1
        for size in range(1, len(start)):
            could = [v for v in order if len(better[v]) < size]
            if bounded and not does(self.chance(could, to)):
                continue
            sets = []
            for some in self._closed(order, better, size):
                if self._tried > self._limit:
                    break
                if does(self.chance(some, to)):
                    sets.append(some)
            exact = self._tried <= self._limit
            if sets:
                return self._told(sets, to, up, exact)
            if not exact:
                break
        return self._told([start], to, up, exact)

    def cheapest(self, level: float, costs: Mapping[str, int | Fraction]) -> Switched | None:
        """Return the cheapest set of those with a cost whose yes lifts the chance to the level."""
        self._tried = 0
        price = {v: Fraction(costs[m]) for v, m in enumerate(self.electorate.voters) if m in costs}
        now = self.chance((), "yes")
        gain = {v: self.chance((v,), "yes") - now for v in price}
        order = sorted(price, key=lambda v: (-gain[v] / float(price[v] or Fraction(1, 10**9)), v))
        if now >= level - _CLOSE or not order:
            return None
        best: list[tuple[Fraction, tuple[int, ...]]] = []

        def search(at: int, taken: tuple[int, ...], cost: Fraction) -> None:
            if best and cost >= best[0][0]:
                return
            if taken and self.chance(taken, "yes") >= level - _CLOSE:
                best[:] = [(cost, taken)]
                return
            if at == len(order) or (self._tried > self._limit and best):
                return
            if self.monotone and self.chance((*taken, *order[at:]), "yes") < level - _CLOSE:
                return
            search(at + 1, (*taken, order[at]), cost + price[order[at]])
            search(at + 1, taken, cost)

        search(0, (), Fraction(0))
        if not best:
            return None
        cost, voters = best[0]
        found = self._told([voters], "yes", True, self._tried <= self._limit)
        return msgspec.structs.replace(found, cost=cost)

    def _told(self, sets: Sequence[Sequence[int]], to: Choice, up: bool, exact: bool) -> Switched:
        ranked = sorted(sets, key=lambda s: (-1 if up else 1) * self.chance(s, to))
        names = [
            tuple(sorted(self.electorate.voters[v] for v in some)) for some in ranked[:MAX_SETS]
        ]
        return Switched(
            to=to,
            members=names[0],
            size=len(names[0]),
            chance=self.chance(ranked[0], to),
            sets=tuple(names),
            exact=exact,
        )

    def _greedy(self, to: Choice, up: bool, does: Any) -> tuple[int, ...] | None:
        """Return a set that does, made by the best next member each time; None if none does."""
        taken: tuple[int, ...] = ()
        if does(self.chance((), to)):
            return None
        sign = 1.0 if up else -1.0
        if len(self.electorate.voters) > MAX_STEPS:
            return self._ranked(to, sign, does)
        while len(taken) < len(self.electorate.voters):
            now = self.electorate.switched(taken, to) if taken else self.electorate
            each, _ = now.given_each(self.formula)
            column = sign * each[:, CHOICES.index(to)]
            rest = [v for v in range(len(self.electorate.voters)) if v not in taken]
            best = max(rest, key=lambda v: (round(float(column[v]), 13), -v))
            taken = (*taken, best)
            if does(self.chance(taken, to)):
                return taken
            if column[best] <= sign * self.chance(taken[:-1], to) + _CLOSE and not self.monotone:
                return None
        return None

    def _ranked(self, to: Choice, sign: float, does: Any) -> tuple[int, ...] | None:
        """Return the fewest, by what each alone would do, that do together; None if none does."""
        each, _ = self.electorate.given_each(self.formula)
        column = sign * each[:, CHOICES.index(to)]
        order = sorted(range(len(column)), key=lambda v: (-round(float(column[v]), 15), v))
        low, high = 1, len(order)
        if not does(self.chance(order, to)):
            return None
        while low < high:
            middle = (low + high) // 2
            if does(self.chance(order[:middle], to)):
                high = middle
            else:
                low = middle + 1
        return tuple(order[:low])

    def _better(self, up: bool) -> list[set[int]]:
        """Return for each voter those who are at least as good to ask in its place."""
        people, steps = self.electorate, self.totals.steps
        kinds = [steps[voter].tobytes() for voter in range(len(people.voters))]
        blocs = people.blocs if people.shocks.bloc else [""] * len(people.voters)
        sums = []
        for voter in range(len(people.voters)):
            total: dict[tuple[int, ...], float] = {}
            for choice, step in enumerate(map(tuple, steps[voter].tolist())):
                total[step] = total.get(step, 0.0) + float(people.chances[voter, choice])
            sums.append(total)
        in_favour = [tuple(steps[v, YES].tolist()) for v in range(len(people.voters))]
        found: list[set[int]] = [set() for _ in kinds]
        for one, mine in enumerate(sums):
            for other, theirs in enumerate(sums):
                if one == other or kinds[one] != kinds[other]:
                    continue
                same = all(abs(mine[c] - theirs[c]) <= _CLOSE for c in mine)
                if blocs[one] != blocs[other]:
                    continue
                if same:
                    better = other < one and bool(people.sure[one] == people.sure[other])
                elif blocs[one] or people.shocks.body or not self.monotone:
                    continue
                else:
                    low, high = (theirs, mine) if up else (mine, theirs)
                    better = all(
                        (low[c] - high[c]) * (1 if c == in_favour[one] else -1) <= _CLOSE
                        for c in mine
                    )
                if better:
                    found[one].add(other)
        return found

    def _one_contrary(self) -> bool:
        """Does the rule tell no other choice than yes apart?"""
        steps = self.totals.steps
        others = [CHOICES.index(c) for c in FOUR if c != "yes"]
        return bool((steps[:, others] == steps[:, others[:1]]).all())

    def _order(self, better: Sequence[set[int]]) -> list[int]:
        return sorted(range(len(better)), key=lambda v: (len(better[v]), v))

    def _closed(
        self, order: Sequence[int], better: Sequence[set[int]], size: int
    ) -> Iterator[tuple[int, ...]]:
        """Yield each set of a size that holds, with a voter, all who are better to ask."""

        def extend(at: int, taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
            if len(taken) == size:
                yield taken
                return
            for place in range(at, len(order)):
                voter = order[place]
                if better[voter] <= set(taken):
                    yield from extend(place + 1, (*taken, voter))

        yield from extend(0, ())
