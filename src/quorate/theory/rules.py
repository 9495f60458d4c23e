"""What does a decision rule mean?

This is the only module that knows. A rule is bound to a body as a `Chamber`: its members fall into
kinds that the rule cannot tell apart, and each test becomes a sum to which every choice of every
kind adds a whole number. All arithmetic is exact.

A share of nothing is never reached: under ``yes > 1/2 cast`` a vote without votes adopts nothing.
The base counts as ``members`` wherever heads are counted; groups and weights go by the member list.

>>> division = Division(numbers={"yes": 20, "no": 5, "abstain": 8, "absent": 1}, base=34)
>>> carries("yes >= 2/3 members", division), carries("yes > 1/2 members", division)
(False, True)
"""

from __future__ import annotations

import functools
import math
import operator
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import msgspec

from quorate.claims.claim import CHOICES, Choice, Rule
from quorate.claims.problem import Unusable, one_of
from quorate.claims.rule import All, AnyOf, Bloc, Formula, Not, Share, Size, Test, parse_rule

Counts: TypeAlias = Mapping[tuple[int, str], int]
Table: TypeAlias = Any  # an array of numbers or of truth values; counting alone needs no NumPy

_IN: dict[str, frozenset[str]] = {
    "present": frozenset(CHOICES) - {"absent"},
    "cast": frozenset({"yes", "no"}),
    "yes": frozenset({"yes"}),
    "no": frozenset({"no"}),
    "declared": frozenset({"declared"}),
    "notyes": frozenset(CHOICES) - {"yes"},
    "absent": frozenset({"absent"}),
    "members": frozenset(),  # these two do not depend on choices
    "entitled": frozenset(),
}


class Division(msgspec.Struct, frozen=True, kw_only=True):
    """How the members of a body divided: by name, or by number.

    Attributes:
        choices: the choice of every member that may vote.
        numbers: instead of `choices`: how many made each choice.
        base: the number counted as members; the members themselves if None.
        excluded: members that may not vote on this.
        groups, weights: those that the rule names.
    """

    choices: dict[str, Choice] = {}
    numbers: dict[Choice, int] = {}
    base: int | None = None
    excluded: frozenset[str] = frozenset()
    groups: dict[str, frozenset[str]] = {}
    weights: dict[str, dict[str, Fraction]] = {}


def carries(rule: Rule | Formula | str, division: Division) -> bool:
    """Does the division adopt the proposal under the rule, its quorum included?

    Raises:
        Unusable: the rule names a group or weight that is not given, or needs names and has none.

    >>> members = {"FRA": "yes", "USA": "no", "ECU": "yes"}
    >>> p5 = {"P5": frozenset({"FRA", "USA"})}
    >>> carries("yes >= 2 and no[P5] = 0", Division(choices=members, groups=p5))
    False
    """
    formula = whole(rule)
    if division.numbers:
        names = one_of(tuple(formula.groups | formula.weights))
        if division.choices or formula.groups or formula.weights:
            raise Unusable(
                f"Numbers alone cannot be counted under '{formula}', which asks who voted "
                f"(it names {names}); give the choice of each member by name."
            )
        chamber = Chamber(
            formula,
            seats=sum(division.numbers.values()),
            base=division.base,
            excluded=division.excluded,
        )
        return chamber.carries({(0, choice): n for choice, n in division.numbers.items()})
    chamber = Chamber(
        formula,
        members=tuple(dict.fromkeys([*division.choices, *division.excluded])),
        base=division.base,
        excluded=division.excluded,
        groups=division.groups,
        weights=division.weights,
    )
    return chamber.carries(chamber.count(division.choices))


def whole(rule: Rule | Formula | str) -> Formula:
    """Return the formula that must hold for adoption: of a rule with a quorum, both of its two."""
    if isinstance(rule, Formula):
        return rule
    if isinstance(rule, str):
        return parse_rule(rule)
    adopts = parse_rule(rule.adopts)
    return All((adopts, parse_rule(rule.quorum))) if rule.quorum else adopts


class Pool(NamedTuple):
    """Members of one kind whose choices are not known: each may make any of these."""

    kind: int
    number: int
    choices: tuple[str, ...] = CHOICES


class Sum(NamedTuple):
    """A test as sums: ``start`` plus what each choice of each kind ``adds``, compared with 0.

    ``share`` is the same for the size that a share is taken of; it must not be 0.
    """

    comparison: str
    start: int
    adds: tuple[dict[str, int], ...]
    share_start: int
    share_adds: tuple[dict[str, int], ...]


Slack: TypeAlias = tuple[int, int, int, int]
_NO_SLACK: Slack = (0, 0, 0, 0)


class Chamber:
    """A rule bound to the members of a body.

    Attributes:
        formula: the rule's formula.
        kind: by member that may vote, the number of its kind: members of one kind differ in
            nothing that the rule asks for.
        kinds: how many kinds there are.
        sums: the formula's tests, from left to right.
    """

    def __init__(
        self,
        formula: Formula,
        *,
        members: Sequence[str] = (),
        seats: int = 0,
        base: int | None = None,
        excluded: frozenset[str] = frozenset(),
        groups: Mapping[str, frozenset[str]] | None = None,
        weights: Mapping[str, Mapping[str, Fraction]] | None = None,
    ) -> None:
        """Bind the formula to the members, or to a number of seats without names."""
        self.formula = formula
        self._groups, self._weights = groups or {}, weights or {}
        barred = len(excluded & set(members)) if members else len(excluded)
        listed = len(members) if members else seats + barred
        self._heads = {"members": base if base is not None else listed}
        self._heads["entitled"] = max(0, self._heads["members"] - barred)
        self._members = {"members": members, "entitled": [m for m in members if m not in excluded]}
        measures = {(size.group, size.weight) for size in formula.sizes}
        # A bloc depends on who belongs: members of unlike weight differ when some leave.
        measures |= {("", t.right.weight) for t in formula.tests if isinstance(t.right, Bloc)}
        values = {
            m: tuple(self._value(m, *measure) for measure in sorted(measures))
            for m in self._members["entitled"]
        }
        found = {v: i for i, v in enumerate(dict.fromkeys(values.values()))}
        if not found:  # seats without names: one kind, of heads
            found = {(Fraction(1),) * len(measures): 0}
        self.kind = {m: found[v] for m, v in values.items()}
        self.kinds = len(found)
        columns = [dict(zip(sorted(measures), v, strict=True)) for v in found]
        self.sums = [self._sum(test, columns) for test in formula.tests]

    def count(self, choices: Mapping[str, Choice]) -> dict[tuple[int, str], int]:
        """Return how many of each kind make each choice."""
        return dict(Counter((self.kind[m], c) for m, c in choices.items() if m in self.kind))

    def carries(self, counts: Counts) -> bool:
        """Do these choices, of every member, adopt?"""
        return bool(self.settle(counts, ()))

    def settle(
        self, counts: Counts, pools: Sequence[Pool], slack: Sequence[Slack] = ()
    ) -> bool | None:
        """Return whether it carries whatever the pools choose; None if the bounds do not say.

        Each test is bounded by itself: None does not mean that both can happen. `slack` is by how
        much more each sum, and the size that its share is of, may fall and rise.
        """
        given = slack or [_NO_SLACK] * len(self.sums)
        held = [_holds(s, counts, pools, more) for s, more in zip(self.sums, given, strict=True)]
        return _join(self.formula, iter(held))

    def alike(self, kind: int, choices: Sequence[str] = CHOICES) -> dict[str, str]:
        """Return each choice's first equal: those of a kind that no test tells apart are equal."""
        first: dict[tuple[int, ...], str] = {}
        return {
            choice: first.setdefault(
                tuple(s.adds[kind][choice] for s in self.sums)
                + tuple(s.share_adds[kind][choice] for s in self.sums),
                choice,
            )
            for choice in choices
        }

    def _value(self, member: str, group: str, weight: str) -> Fraction:
        """Return what a member adds to a size of this group and weight."""
        if group and group not in self._groups:
            raise Unusable(
                f"The rule '{self.formula}' names the group {group}, which is not given; "
                f"add the group (given: {one_of(tuple(self._groups))})."
            )
        if group and member not in self._groups[group]:
            return Fraction(0)
        if not weight:
            return Fraction(1)
        if weight not in self._weights:
            raise Unusable(
                f"The rule '{self.formula}' names the weight {weight}, which is not given; add its "
                f"values to the body's facts (given: {one_of(tuple(self._weights))}), or name "
                "another matter with --matter."
            )
        if member not in self._weights[weight]:
            raise Unusable(
                f"{member} has no weight in {weight}, which the rule '{self.formula}' asks for; "
                f"add a weight for {member}."
            )
        if self._weights[weight][member] < 0:
            raise Unusable(f"{member} has a weight below 0 in {weight}; give it 0 or more.")
        return self._weights[weight][member]

    def _fixed(self, size: Size) -> Fraction:
        """Return what the members add to a size whatever they choose."""
        if size.set not in self._members:
            return Fraction(0)
        if not size.group and not size.weight:
            return Fraction(self._heads[size.set])
        members = self._members[size.set]
        return sum((self._value(m, size.group, size.weight) for m in members), Fraction(0))

    def _bloc(self, bloc: Bloc) -> int:
        values = sorted(self._value(m, "", bloc.weight) for m in self._members["entitled"])
        wanted, total, number = bloc.fraction * sum(values), Fraction(0), 0
        while values and total <= wanted:
            total += values.pop()
            number += 1
        return number if total > wanted else number + 1

    def _sum(self, test: Test, columns: list[dict[tuple[str, str], Fraction]]) -> Sum:
        """Return the test as sums of whole numbers."""
        left, right = test.left, test.right

        def adds(size: Size, column: dict[tuple[str, str], Fraction], choice: str) -> Fraction:
            return column[size.group, size.weight] if choice in _IN[size.set] else Fraction(0)

        if isinstance(right, Share):
            of, part = right.size, right.fraction
            start = self._fixed(left) - part * self._fixed(of)
            share_start = self._fixed(of)
            rows = [{c: adds(left, k, c) - part * adds(of, k, c) for c in CHOICES} for k in columns]
            share = [{c: adds(of, k, c) for c in CHOICES} for k in columns]
        else:
            number = self._bloc(right) if isinstance(right, Bloc) else right
            start, share_start = self._fixed(left) - number, Fraction(1)
            rows = [{c: adds(left, k, c) for c in CHOICES} for k in columns]
            share = [dict.fromkeys(CHOICES, Fraction(0)) for _ in columns]
        every = [start, share_start, *(v for row in rows + share for v in row.values())]
        scale = math.lcm(*(v.denominator for v in every))
        return Sum(
            test.comparison,
            int(start * scale),
            tuple({c: int(v * scale) for c, v in row.items()} for row in rows),
            int(share_start * scale),
            tuple({c: int(v * scale) for c, v in row.items()} for row in share),
        )


def _range(
    start: int, adds: tuple[dict[str, int], ...], counts: Counts, pools: Sequence[Pool]
) -> tuple[int, int]:
    """Return the least and greatest value of a sum."""
    low = high = start + sum(adds[kind][choice] * n for (kind, choice), n in counts.items())
    for kind, number, choices in pools:
        row = adds[kind]
        low += number * min(row[c] for c in choices)
        high += number * max(row[c] for c in choices)
    return low, high


def _holds(s: Sum, counts: Counts, pools: Sequence[Pool], slack: Slack) -> bool | None:
    """Does the test hold: always, never, or that depends (None)?"""
    fall, rise, share_fall, share_rise = slack
    share_low, share_high = _range(s.share_start, s.share_adds, counts, pools)
    if share_high + share_rise <= 0:
        return False
    low, high = _range(s.start, s.adds, counts, pools)
    low, high = low + fall, high + rise
    always, never = {
        ">=": (low >= 0, high < 0),
        ">": (low > 0, high <= 0),
        "<=": (high <= 0, low > 0),
        "<": (high < 0, low >= 0),
        "=": (low == high == 0, low > 0 or high < 0),
    }[s.comparison]
    if never:
        return False
    return True if always and share_low + share_fall > 0 else None


def _join(formula: Formula, held: Iterator[bool | None]) -> bool | None:
    """Return the formula's value from its tests' values, in the strong logic of Kleene."""
    if isinstance(formula, Test):
        return next(held)
    if isinstance(formula, Not):
        value = _join(formula.part, held)
        return None if value is None else not value
    assert isinstance(formula, All | AnyOf)
    values = [_join(part, held) for part in formula.parts]
    decisive = isinstance(formula, AnyOf)
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def met(comparison: str, totals: Table) -> Table:
    """Return where totals, each a test's size less what it asks for, meet the comparison."""
    return {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}.get(
        comparison, operator.eq
    )(totals, 0)


def joined(formula: Formula, held: Iterator[Table]) -> Table:
    """Return where the formula holds, from the tables of where each of its tests holds.

    Args:
        formula: the formula.
        held: for each test, from left to right, an array of truth values; they broadcast.
    """
    if isinstance(formula, Test):
        return next(held)
    if isinstance(formula, Not):
        return ~joined(formula.part, held)
    assert isinstance(formula, All | AnyOf)
    parts = [joined(part, held) for part in formula.parts]
    return functools.reduce(operator.or_ if isinstance(formula, AnyOf) else operator.and_, parts)


def is_monotone(rule: Rule | Formula | str) -> bool:
    """Does one more yes never defeat a proposal under the rule, as far as its form shows?

    >>> is_monotone("yes >= 2/3 cast"), is_monotone("no > 1/2 members")
    (True, False)
    """
    return _moves(whole(rule))[0]


def _moves(formula: Formula) -> tuple[bool, bool]:
    """Return whether a turn to yes never makes it false, and never makes it true."""
    if isinstance(formula, Not):
        never_false, never_true = _moves(formula.part)
        return never_true, never_false
    if isinstance(formula, Test):
        return _test_moves(formula)
    assert isinstance(formula, All | AnyOf)
    parts = [_moves(part) for part in formula.parts]
    return all(a for a, _ in parts), all(b for _, b in parts)


def _test_moves(test: Test) -> tuple[bool, bool]:
    """Return `_moves` of a test: the sign of what each turn to yes adds to it."""
    left, right = test.left, test.right
    turns = [_turn(left, choice) for choice in CHOICES]
    of = [0 for _ in CHOICES]
    steps: list[Fraction] = [Fraction(turn) for turn in turns]
    if isinstance(right, Share):
        of = [_turn(right.size, choice) for choice in CHOICES]
        if (left.group, left.weight) == (right.size.group, right.size.weight):
            steps = [a - right.fraction * b for a, b in zip(turns, of, strict=True)]
        else:  # the two sizes go by different numbers: each has to move the right way by itself
            steps += [Fraction(-b) for b in of]
    rises, falls = min(steps) >= 0, max(steps) <= 0
    if test.comparison in (">=", ">"):
        never_false, never_true = rises, falls
    elif test.comparison in ("<=", "<") or right == 0:  # no size is below 0
        never_false, never_true = falls, rises
    else:
        never_false = never_true = rises and falls
    # A size that a share is taken of may become empty, or cease to be, and the test with it.
    return never_false and min(of) >= 0, never_true and max(of) <= 0


def _turn(size: Size, choice: str) -> int:
    """Return what a turn from the choice to yes does to the size: 1, 0 or -1."""
    return ("yes" in _IN[size.set]) - (choice in _IN[size.set])
