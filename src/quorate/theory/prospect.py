"""What are the prospects of a draft under one rule?

The chance to carry and all that an analyst asks beside it, from one `Electorate`: the distribution
of the yes votes and of the margin, the likeliest division, what abstentions and absences do, the
chance of a quorum and of each further condition, among them vetoes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from quorate.claims.claim import CHOICES, Choice, Rule
from quorate.claims.rule import All, Formula, Share, Size, Test, parse_rule
from quorate.record.situation import FOUR, Situation
from quorate.theory.division import DRAWS, SEED, Electorate, Estimate, electorate
from quorate.theory.needed import candidates, in_words, ruled, threshold
from quorate.theory.rules import whole
from quorate.theory.shocks import Shocks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real: TypeAlias = NDArray[np.float64]
else:
    Real = Any

_SMALL = 1e-12  # a margin less likely than this is left out


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """One of the conditions that a rule joins by "and", or its quorum.

    Attributes:
        formula: the condition.
        words: in a few words: ``no P5 against``.
        chance: that it holds.
        alone: that it alone stops the draft, all others holding.
        quorum: true if it is the quorum.
        veto: true if single members can break it: ``no[P5] = 0``.
    """

    formula: str
    words: str
    chance: float
    alone: float
    quorum: bool = False
    veto: bool = False


class Otherwise(msgspec.Struct, frozen=True, kw_only=True):
    """The chance to carry if all who would make one choice made another."""

    choice: Choice
    instead: Choice
    chance: float


class Likeliest(msgspec.Struct, frozen=True, kw_only=True):
    """The likeliest number of yes and no votes together, and its chance."""

    yes: int
    no: int
    chance: float


class Prospect(msgspec.Struct, frozen=True, kw_only=True):
    """The prospects under one rule.

    Attributes:
        matter, rule: the rule.
        chance: to carry, the quorum included.
        error: its standard error; 0 if it is an exact sum in floating point.
        exact: whether every chance here is; else what is not is drawn.
        how: how it was worked out, in words.
        expected: expected number of each of four choices.
        likeliest: the likeliest division.
        yes: by number of yes votes from 0, the chance of so many.
        carrying: the same, with adoption.
        needed: yes votes without which nothing carries; None where that hangs on others' choices.
        margin: (votes to spare, chance), from the fewest; below 0: votes too few. Empty where the
            number asked for hangs on more than yes and no.
        conditions: the quorum, and the conditions of a rule that has several.
        otherwise: what abstentions and absences do.
    """

    matter: str
    rule: str
    chance: float
    error: float = 0.0
    exact: bool = True
    how: str
    expected: dict[str, float]
    likeliest: Likeliest
    yes: tuple[float, ...]
    carrying: tuple[float, ...]
    needed: int | None = None
    margin: tuple[tuple[int, float], ...] = ()
    conditions: tuple[Condition, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()

    @property
    def bounds(self) -> tuple[int, int]:
        """Return the fewest and most yes votes of the middle nine tenths."""
        low = high = 0
        below = 0.0
        for number, chance in enumerate(self.yes):
            if below < 0.05:
                low = number
            if below < 0.95:
                high = number
            below += chance
        return low, high

    @property
    def line(self) -> str:
        """Return the prospect in one line, as every surface shows it."""
        low, high = self.bounds
        error = f" (standard error {self.error:.4f})" if self.error else ""
        parts = [
            f"chance to carry {told(self.chance)}{error}",
            f"expected {self.expected['yes']:.1f} in favour, nine in ten {low} to {high}",
            f"likeliest {self.likeliest.yes} to {self.likeliest.no}",
        ]
        parts += [
            f"{'quorum' if c.quorum else c.words} {told(c.chance)}"
            for c in self.conditions
            if c.quorum or c.veto
        ]
        return " | ".join(parts)


def told(chance: float) -> str:
    """Return a chance as it is printed: two places, and never 0 or 1 if it is neither.

    >>> told(0.704), told(0.0), told(1e-9), told(1 - 1e-9)
    ('.70', '0', 'under .01', 'over .99')
    """
    if chance <= 0 or chance >= 1:
        return str(int(chance))
    if chance < 0.01 or chance > 0.99:
        return "under .01" if chance < 0.01 else "over .99"
    return f"{chance:.2f}"[1:]


def chance(situation: Situation, shocks: Shocks | None = None, *, seed: int = SEED) -> Estimate:
    """Return the chance to carry alone, under the first rule that may decide.

    It is the `chance` of the first prospect, without all that is worked out beside it.

    Raises:
        Unusable: as `electorate`; or no rule is known.
    """
    rules = ruled(candidates(situation)[0])
    return electorate(situation, shocks, seed=seed).chance(rules[0])


def prospect(rule: Rule, electorate: Electorate) -> Prospect:
    """Return the prospects of a draft under the rule.

    Raises:
        Unusable: the rule names a group or a weight that the situation lacks.
    """
    carry = electorate.chance(rule)
    # A quorum that is as good as sure need not be followed vote by vote.
    sure = rule.quorum and electorate.chance(rule.quorum).value > 1 - _SMALL
    yes, carrying, loose = electorate.by_yes(rule.adopts if sure else rule)
    tally, rough = electorate.tally()
    ayes, noes = divmod(int(tally.argmax()), tally.shape[1])
    conditions, vague = _conditions(rule, electorate, carry)
    exact = not (carry.error or loose or rough or vague)
    expected = electorate.chances.sum(axis=0)
    quiet = float(expected[[CHOICES.index("declared"), CHOICES.index("silent")]].sum())
    return Prospect(
        matter=rule.matter,
        rule=rule.adopts,
        chance=carry.value,
        error=carry.error,
        exact=exact,
        how=_how(electorate, carry, exact),
        expected={
            c: float(expected[CHOICES.index(c)]) + (quiet if c == "abstain" else 0.0) for c in FOUR
        },
        likeliest=Likeliest(yes=ayes, no=noes, chance=float(tally.max())),
        yes=tuple(map(float, yes)),
        carrying=tuple(map(float, carrying)),
        needed=threshold(rule, electorate.situation.base, excluded=_barred(electorate)).number,
        margin=_margin(rule, electorate, tally),
        conditions=conditions,
        otherwise=tuple(_otherwise(rule, electorate)),
    )


def _barred(electorate: Electorate) -> int:
    situation: Situation = electorate.situation
    return len(situation.excluded & set(situation.members))


def _how(electorate: Electorate, carry: Estimate, exact: bool) -> str:
    voters = len(electorate.voters)
    blocs = len({b for b in electorate.blocs if b}) if electorate.shocks.bloc else 0
    shocks = ["independent members"]
    if blocs or electorate.shocks.body:
        shocks = []
        if blocs:
            shocks.append(
                f"{blocs} bloc{'s' if blocs > 1 else ''}, shock {electorate.shocks.bloc:g}"
            )
        if electorate.shocks.body:
            shocks.append(f"one shock of {electorate.shocks.body:g} for the body")
    drawn = f"{DRAWS:,} divisions drawn from seed {electorate.seed}"
    way = "exact sum" if exact else drawn if carry.error else f"exact sum; beside it {drawn}"
    return f"{way}, {voters} members, {', '.join(shocks)}"


def _conditions(
    rule: Rule, electorate: Electorate, carry: Estimate
) -> tuple[tuple[Condition, ...], float]:
    """Return the quorum and the conditions, and the greatest standard error."""
    adopts = parse_rule(rule.adopts)
    parts = list(adopts.parts) if isinstance(adopts, All) else [adopts]
    quorum = [parse_rule(rule.quorum)] if rule.quorum else []
    if len(parts) + len(quorum) == 1 and not _veto(parts[0]):
        return (), 0.0
    found, error = [], 0.0
    every: list[Formula] = [*quorum, *parts]
    for at, part in enumerate(every):
        others = every[:at] + every[at + 1 :]
        holds = electorate.chance(part)
        sure = holds.value > 1 - _SMALL and not holds.error
        rest = carry if sure else Estimate(1.0)
        if others and not sure:
            rest = electorate.chance(All(tuple(others)) if len(others) > 1 else others[0])
        error = max(error, holds.error, rest.error)
        found.append(
            Condition(
                formula=str(part),
                words="quorum" if part in quorum else in_words(part),
                chance=holds.value,
                alone=max(0.0, rest.value - carry.value),
                quorum=part in quorum,
                veto=_veto(part),
            )
        )
    return tuple(found), error


def _veto(part: Formula) -> bool:
    """Can a single member break it, by a no or by staying away?"""
    return (
        isinstance(part, Test)
        and part.comparison == "="
        and part.right == 0
        and part.left.set in ("no", "absent")
    )


def _margin(rule: Rule, electorate: Electorate, tally: Real) -> tuple[tuple[int, float], ...]:
    """Return how many votes there are to spare, where yes and no alone tell how many are asked."""
    adopts = parse_rule(rule.adopts)
    base, barred = electorate.situation.base, _barred(electorate)
    shares = [t.right.size for t in adopts.tests if isinstance(t.right, Share)]
    if any(size.set == "present" for size in shares) or not any(
        test.left == Size("yes") for test in adopts.tests
    ):
        return ()
    asks = [
        threshold(adopts, base, excluded=barred, cast=cast).number for cast in range(len(tally))
    ]
    found: dict[int, float] = {}
    for ayes in range(len(tally)):
        for noes in range(len(tally) - ayes):
            chance = float(tally[ayes, noes])
            if chance <= 0:
                continue
            asked = asks[ayes + noes]
            if asked is None:
                return ()
            found[ayes - asked] = found.get(ayes - asked, 0.0) + chance
    return tuple((n, found[n]) for n in sorted(found) if found[n] > _SMALL)


def _otherwise(rule: Rule, electorate: Electorate) -> list[Otherwise]:
    """Return the chance if all who abstain voted no or stayed away, and if the absent came."""
    quiet: tuple[Choice, ...] = ("abstain", "declared", "silent")
    ways: list[tuple[tuple[Choice, ...], Choice]] = [
        (quiet, "no"),
        (quiet, "absent"),
        (("absent",), "no"),
        (("absent",), "abstain"),
    ]
    found = []
    for choices, instead in ways:
        if electorate.chances[:, [CHOICES.index(c) for c in choices]].any():
            other = electorate.moved(dict.fromkeys(choices, instead))
            found.append(
                Otherwise(
                    choice=choices[0], instead=instead, chance=other.chance(whole(rule)).value
                )
            )
    return found
