"""How may a body divide, if each voter's chances are known?

An `Electorate` is the members of a situation with what each is likely to do. Whoever has voted, by
name, by elimination or by supposition, does so with chance 1. The chance that a formula holds is an
exact sum, in floating point, wherever the points that the rule tells apart can be run through; else
it is drawn, from a seed, and has a standard error.

>>> from quorate.record.situation import Chance, by_hand
>>> import msgspec
>>> even = dict.fromkeys("ABC", Chance(yes=0.5, no=0.5))
>>> now = msgspec.structs.replace(by_hand("yes >= 2", {}, members="ABC"), chances=even)
>>> electorate(now).chance("yes >= 2")
Estimate(value=0.5, error=0.0)

Y. Hong, "On computing the distribution function for the Poisson binomial distribution",
Computational Statistics and Data Analysis 59 (2013), for the sum; the rules' lattice, the shocks
and the tree of sums are in `totals`, `shocks` and `convolution`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from quorate.claims.claim import CHOICES, Choice, Rule
from quorate.claims.problem import Unusable
from quorate.claims.rule import Formula, Size, Test, parse_rule
from quorate.record.chances import checked
from quorate.record.situation import FOUR, Situation
from quorate.theory import convolution
from quorate.theory import shocks as shock
from quorate.theory.extra import numbers
from quorate.theory.rules import Chamber, whole
from quorate.theory.shocks import ABSENT, NO, YES, Shocks
from quorate.theory.totals import Totals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real: TypeAlias = NDArray[np.float64]
    Whole: TypeAlias = NDArray[np.int64]
else:
    Real = Whole = Any

MAX_POINTS = 6_000_000  # points, times states, up to which sums are exact
MAX_BESIDE = 1_000_000  # the same where the number of yes votes is wanted with adoption
DRAWS = 100_000  # divisions drawn where they are not
SEED = 1
_CHUNK = 20_000  # divisions held at once
_SURE = 1e-14  # a quorum less likely to be missed is taken as there


class Estimate(NamedTuple):
    """A chance, and its standard error; 0 where the sum is exact."""

    value: float
    error: float = 0.0


class Electorate:
    """The members that may vote, with what each is likely to do.

    Args:
        situation: members, base, groups and weights.
        chances: by voter and choice, in the order of `CHOICES`; each voter's sum to 1.
        blocs: by voter, the bloc whose shock it shares; empty: none.
        shocks: how strong the shocks are.
        seed: of what is drawn.

    Attributes:
        voters: the members that may vote, in the situation's order.
    """

    def __init__(
        self,
        situation: Situation,
        chances: Real,
        blocs: Sequence[str],
        shocks: Shocks,
        seed: int = SEED,
    ) -> None:
        self.situation = situation
        self.voters = tuple(m for m in situation.members if m not in situation.excluded)
        self.chances = chances
        self.blocs = tuple(blocs)
        self.shocks = shocks
        self.seed = seed
        self.sure = chances.max(axis=1, initial=0.0) == 1.0
        self._chambers: dict[Formula, Chamber] = {}
        self._known: dict[Formula, Estimate] = {}
        self._blocs: tuple[list[int], list[tuple[list[int], Real, Real]]] | None = None

    # ------------------------------------------------------------------ what is asked
    def chance(self, rule: Any, on: Totals | None = None) -> Estimate:
        """Return the chance that the division adopts under the rule, its quorum included.

        Args:
            rule: a rule or a formula.
            on: its `totals`, if they are at hand.
        """
        if on is not None:
            return self._worked_out(on)
        asked = whole(rule)
        if asked not in self._known:
            self._known[asked] = self._chance(rule)
        return self._known[asked]

    def _chance(self, rule: Any) -> Estimate:
        if isinstance(rule, Rule) and rule.quorum:
            held = self.chance(parse_rule(rule.quorum))
            if not held.error and held.value > 1 - _SURE:  # it need not be followed vote by vote
                rule = rule.adopts
        return self._worked_out(self._totals(rule))

    def _worked_out(self, totals: Totals) -> Estimate:
        if not self._in_reach(totals):
            return _share(totals, self._drawn(totals))
        root, weights = self._tree(totals)
        value = _over_states(root.value, weights)
        return Estimate(_sum((value * root.kept(totals.table[None].astype(float))[0]).sum()))

    def given_each(self, rule: Any) -> tuple[Real, float]:
        """Return the chance if a voter makes a choice and nobody else changes, and its error.

        Returns:
            By voter and choice the chance; the greatest standard error among them, 0 if exact.
        """
        import numpy as np

        totals = self._totals(rule, everything=True)
        found = np.zeros(self.chances.shape)
        if self._in_reach(totals, of=MAX_POINTS // 2):
            root, weights = self._tree(totals, everything=True)
            gain = weights.reshape(-1, *(1 for _ in totals.shape)) * totals.table
            root.back(root.kept(gain), found)
            return np.clip(found, 0.0, 1.0), 0.0
        number = 0
        for choices, sums in self._drawn(totals):
            number += len(sums)
            each = np.arange(len(self.voters))
            without = sums[:, None, :] - totals.steps[each, choices]
            for choice in (CHOICES.index(c) for c in FOUR):
                points = without + totals.steps[:, choice]
                adopts = totals.adopts(_capped(points, totals.shape))
                found[:, choice] += np.broadcast_to(adopts, points.shape[:2]).sum(axis=0)
        found /= number
        return found, float(np.sqrt(found * (1 - found) / number).max(initial=0.0))

    def by_yes(self, rule: Any) -> tuple[Real, Real, float]:
        """Return by number of yes votes its chance, that with adoption, and their error."""
        import numpy as np

        yes = self._heads(YES)
        totals = self._totals(rule, (yes,))
        number = len(self.voters) + 1
        if self._in_reach(totals, of=MAX_BESIDE):
            root, weights = self._tree(totals)
            value = _over_states(root.whole, weights)
            rest = tuple(range(1, value.ndim))
            every, carrying = value.sum(axis=rest), (value * totals.table).sum(axis=rest)
            pad = (0, number - len(every))
            return np.pad(every, pad), np.pad(carrying, pad), 0.0
        found, adopted, drawn = np.zeros(number), np.zeros(number), 0
        for _, sums in self._drawn(totals):
            adopts = np.broadcast_to(totals.adopts(_capped(sums, totals.shape)), len(sums))
            found += np.bincount(sums[:, 0], minlength=number)
            adopted += np.bincount(sums[adopts, 0], minlength=number)
            drawn += len(sums)
        return found / drawn, adopted / drawn, 0.5 / math.sqrt(drawn)

    def tally(self) -> tuple[Real, float]:
        """Return by number of yes and of no votes the chance of both together, and its error."""
        import numpy as np

        number = len(self.voters) + 1
        formula = Test(Size("yes"), ">=", 0)
        totals = self._totals(formula, (self._heads(YES), self._heads(NO)))
        found = np.zeros((number, number))
        if self._in_reach(totals):
            root, weights = self._tree(totals)
            value = _over_states(root.whole, weights)
            value = value.sum(axis=tuple(range(2, value.ndim)))
            found[: value.shape[0], : value.shape[1]] = value
            return found, 0.0
        drawn = 0
        for _, sums in self._drawn(totals):
            np.add.at(found, (sums[:, 0], sums[:, 1]), 1.0)
            drawn += len(sums)
        return found / drawn, 0.5 / math.sqrt(drawn)

    # ------------------------------------------------------------------ what if
    def moved(self, to: Mapping[Choice, Choice]) -> Electorate:
        """Return the electorate in which whoever would make a choice makes another instead."""
        chances = self.chances.copy()
        for one, other in to.items():
            chances[:, CHOICES.index(other)] += self.chances[:, CHOICES.index(one)]
            chances[:, CHOICES.index(one)] -= self.chances[:, CHOICES.index(one)]
        return self._with(chances)

    def switched(self, voters: Sequence[int], choice: Choice) -> Electorate:
        """Return the electorate in which these voters make this choice for certain."""
        chances = self.chances.copy()
        chances[list(voters)] = 0.0
        chances[list(voters), CHOICES.index(choice)] = 1.0
        return self._with(chances)

    def _with(self, chances: Real) -> Electorate:
        found = Electorate(self.situation, chances, self.blocs, self.shocks, self.seed)
        found._chambers = self._chambers
        return found

    # ------------------------------------------------------------------ parts
    def totals(self, rule: Any) -> Totals:
        """Return the lattice of the rule, every choice being open to every voter."""
        return self._totals(rule, everything=True)

    def chamber(self, formula: Formula) -> Chamber:
        """Return the formula bound to the body."""
        if formula not in self._chambers:
            self._chambers[formula] = Chamber(
                formula,
                members=self.situation.members,
                base=self.situation.base,
                excluded=self.situation.excluded,
                groups=self.situation.groups,
                weights=self.situation.weights,
            )
        return self._chambers[formula]

    def _totals(
        self, rule: Any, beside: Sequence[Whole] = (), *, everything: bool = False
    ) -> Totals:
        may, likely = (None, None) if everything else (self.chances > 0, self._likely())
        return Totals(self.chamber(whole(rule)), self.voters, may, beside, likely)

    def _likely(self) -> Real:
        """Return by voter and choice a bound of its chance, whatever the shocks."""
        if not (self.shocks.bloc or self.shocks.body):
            return self.chances
        return shock.bounds(self.chances, math.hypot(self.shocks.bloc, self.shocks.body))

    def _heads(self, choice: int) -> Whole:
        import numpy as np

        steps = np.zeros(self.chances.shape, dtype=np.int64)
        steps[:, choice] = self.chances[:, choice] > 0
        return steps

    def chosen(self, leaning: Real, away: Real) -> Whole:
        """Return each voter's choice, by division and voter: its place among `CHOICES`.

        `leaning` is its own normal draw and the shocks that move it; `away` decides of absence.
        """
        import numpy as np

        spread = np.full(len(self.voters), self.shocks.body)
        moved = [voter for bloc, some in self.groups().items() if bloc for voter in some]
        spread[moved] = math.hypot(self.shocks.bloc, self.shocks.body)
        first, second, here = (np.zeros(len(self.voters)) for _ in range(3))
        for size in np.unique(spread):
            some = spread == size
            first[some], second[some], here[some] = shock.cuts(self.chances[some], float(size))
        choices = np.where(leaning < first, NO, np.where(leaning < second, shock.ABSTAIN, YES))
        choices[away >= here] = ABSENT
        choices[:, self.sure] = self.chances.argmax(axis=1)[self.sure]
        return choices

    def adopted(self, totals: Totals, choices: Whole) -> Any:
        """Return whether each division, by its choices, adopts; or one value for all."""
        return totals.adopts(_capped(self._sums(totals, choices), totals.shape))

    def _sums(self, totals: Totals, choices: Whole) -> Whole:
        import numpy as np

        sums = np.zeros((len(choices), len(totals.shape)))
        for choice in range(len(CHOICES)):
            sums += (choices == choice).astype(float) @ totals.steps[:, choice].astype(float)
        return np.rint(sums).astype(np.int64)

    def groups(self) -> dict[str, list[int]]:
        """Return the voters of each bloc that a shock moves; under the empty name all others."""
        found: dict[str, list[int]] = {"": []}
        for voter, bloc in enumerate(self.blocs):
            moved = bloc if self.shocks.bloc and not self.sure[voter] else ""
            found.setdefault(moved, []).append(voter)
        if not self.shocks.body:  # a shock that one alone has changes nothing
            for bloc in [b for b, members in found.items() if b and len(members) == 1]:
                found[""] += found.pop(bloc)
        return found

    def _body(self) -> Real:
        """Return the states of the body's shock, in standard deviations."""
        import numpy as np

        free = int((~self.sure).sum())
        return shock.nodes(self.shocks.body, free) if self.shocks.body and free else np.zeros(1)

    def _steps_of(self, members: int) -> Real:
        """Return the states of a bloc of so many, as the sum of both shocks."""
        import numpy as np

        step = float(np.diff(shock.nodes(self.shocks.bloc, members)[:2])[0]) * self.shocks.bloc
        number = math.ceil(shock.REACH * (self.shocks.bloc + self.shocks.body) / step)
        return np.asarray(np.arange(-number, number + 1) * step, dtype=np.float64)

    def _moved(self) -> tuple[list[int], list[tuple[list[int], Real, Real]]]:
        """Return the voters that no bloc's shock moves; of each bloc its voters, the states of
        both shocks together, and by state the chances."""
        import numpy as np

        if self._blocs is None:
            groups = self.groups()
            alone, found = groups.pop(""), []
            spread = math.hypot(self.shocks.bloc, self.shocks.body)
            for voters in groups.values():
                at = self._steps_of(len(voters))
                chances = np.zeros((len(at), *self.chances.shape))
                chances[:, voters] = shock.given(self.chances[voters], at, spread)
                found.append((voters, at, chances))
            self._blocs = alone, found
        return self._blocs

    def _in_reach(self, totals: Totals, *, of: int | None = None) -> bool:
        """Can all points be run through, in all states?"""
        most = totals.points * len(self._body())
        reach = totals.steps.max(axis=1, initial=0)
        for voters, states, _ in self._moved()[1]:
            size = [min(n, int(reach[voters, at].sum()) + 1) for at, n in enumerate(totals.shape)]
            most = max(most, math.prod(size) * len(states))
        return most <= (MAX_POINTS if of is None else of)

    def _tree(self, totals: Totals, *, everything: bool = False) -> tuple[convolution.Part, Real]:
        """Return the distribution of the totals by the body's shock, and what each state weighs."""

        margin = (
            totals.steps.max(axis=(0, 1), initial=0).tolist()
            if everything
            else [0] * len(totals.shape)
        )
        lattice = convolution.Lattice(tuple(n - 1 for n in totals.shape), tuple(margin))
        body = self._body()
        alone, moved = self._moved()
        own = self.chances[None]
        if len(body) > 1:
            own = shock.given(self.chances, body * self.shocks.body, self.shocks.body)
        parts = convolution.leaves(alone, totals.steps, own, lattice)
        for voters, at, chances in moved:
            part = convolution.together(convolution.leaves(voters, totals.steps, chances, lattice))
            mix = shock.mixed(body * self.shocks.body, at, self.shocks.bloc)
            parts.append(convolution.Seen(part, mix))
        if not parts:
            parts.append(convolution.Leaf(lattice, len(body)))
        return convolution.together(parts), shock.weights(body)

    def _drawn(self, totals: Totals) -> Iterator[tuple[Whole, Whole]]:
        """Yield drawn divisions, some at a time: each voter's choice, and the totals."""
        import numpy as np
        from scipy.special import ndtri

        random = np.random.default_rng(self.seed)
        chunk = min(_CHUNK, max(500, 4_000_000 // max(1, len(self.voters))))
        for begun in range(0, DRAWS, chunk):
            number = min(chunk, DRAWS - begun)
            leaning = ndtri(random.random((number, len(self.voters))))
            leaning += self.shocks.body * random.standard_normal((number, 1))
            for bloc, voters in self.groups().items():
                if bloc:
                    leaning[:, voters] += self.shocks.bloc * random.standard_normal((number, 1))
            choices = self.chosen(leaning, random.random(leaning.shape))
            yield choices, self._sums(totals, choices)


def _share(totals: Totals, drawn: Iterator[tuple[Whole, Whole]]) -> Estimate:
    import numpy as np

    adopted = number = 0
    for _, sums in drawn:
        adopts = totals.adopts(_capped(sums, totals.shape))
        adopted += int(np.broadcast_to(adopts, len(sums)).sum())
        number += len(sums)
    share = adopted / number
    # With none or all, the error is that of the rule of three.
    return Estimate(share, max(math.sqrt(share * (1 - share) / number), 1 / number))


def _over_states(value: Real, weights: Real) -> Real:
    found: Real = (weights.reshape(-1, *(1 for _ in value.shape[1:])) * value).sum(axis=0)
    return found


def _capped(sums: Whole, shape: Sequence[int]) -> list[Whole]:
    return [sums[..., at].clip(max=n - 1) for at, n in enumerate(shape)]


def _sum(value: Any) -> float:
    """Return a chance as a number from 0 to 1."""
    return min(1.0, max(0.0, float(value)))


def electorate(
    situation: Situation, shocks: Shocks | None = None, *, seed: int = SEED
) -> Electorate:
    """Return the members that may vote, with what each is likely to do.

    Args:
        situation: with evidence or a chance for every member that may vote.
        shocks: what moves voters together; `Shocks()` if left out.
        seed: of what is drawn where no exact sum is in reach.

    Raises:
        Unusable: a chance is none, a member has neither a vote nor a chance, somebody with a chance
            is no member, or the numbers extra is not installed.
    """
    np, _ = numbers("numpy"), numbers("scipy")
    organ = situation.organ_name or situation.organ or "the body"
    if not situation.members:
        raise Unusable(
            f"Who belongs to {organ} is not known, and chances are by member; "
            "name an organ with --organ, or a date with --on."
        )
    strangers = sorted(set(situation.chances) - set(situation.members))
    if strangers:
        raise Unusable(
            f"{', '.join(strangers[:5])} {'has' if len(strangers) == 1 else 'have'} a chance but "
            f"no seat in {organ}; leave the chance out, or ask about another organ or date."
        )
    voters = [m for m in situation.members if m not in situation.excluded]
    known = {m: situation.evidence[m].choice for m in voters if m in situation.evidence}
    missing = [m for m in voters if m not in known and m not in situation.chances]
    if missing:
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        raise Unusable(
            f"{', '.join(missing[:5])}{more} {'has' if len(missing) == 1 else 'have'} neither a "
            "vote nor a chance; give one to all who have none with --chance 'others yes .5'."
        )
    chances = np.zeros((len(voters), len(CHOICES)))
    for voter, member in enumerate(voters):
        if member in known:
            chances[voter, CHOICES.index(known[member])] = 1.0
        else:
            given = checked(member, situation.chances[member])
            chances[voter, [CHOICES.index(c) for c in FOUR]] = [getattr(given, c) for c in FOUR]
    chances /= chances.sum(axis=1, keepdims=True)
    blocs = [situation.chances[m].bloc if m in situation.chances else "" for m in voters]
    return Electorate(situation, chances, blocs, (shocks or Shocks()).checked(), seed)
