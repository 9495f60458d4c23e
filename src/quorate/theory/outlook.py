"""What can come out, as far as choices are known?

Three answers: adopted, not adopted, open. The first two are given only if every way to complete
what is not known leads there; nothing here is a probability. A count without names is used where
the rule, or a part of it, names no group and no weight; names then bound it, and it bounds the
unknown.

>>> import msgspec
>>> from quorate.record.situation import Reported, by_hand
>>> now = by_hand("yes >= 2/3 members", {}, base=34)
>>> outlook(now.rules[0], now).verdict
'open'
>>> outlook(now.rules[0], msgspec.structs.replace(now, reported=(Reported(yes=20),)))
Outlook(verdict='not adopted', yes_low=20, yes_high=20, basis='count', doubt='')
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from quorate.claims.claim import CHOICES, Choice, Rule
from quorate.claims.rule import All, AnyOf, Formula, Size
from quorate.record.situation import Reported, Situation
from quorate.theory.rules import Chamber, Counts, Pool, is_monotone, whole

Verdict: TypeAlias = Literal["adopted", "not adopted", "open"]

_VERDICT: dict[frozenset[bool], Verdict] = {
    frozenset({True}): "adopted",
    frozenset({False}): "not adopted",
    frozenset({True, False}): "open",
}
_NO_BASE = "The number counted as members is not known."
_NO_NAMES = "The count has no names, and the rule asks who voted."
MAX_DIVISIONS = 20_000  # completions tried one by one before "open" is said
MAX_TOTALS = 2_000  # ways tried to take the supposed and the departed out of a count


class Outlook(msgspec.Struct, frozen=True):
    """What can come out, and with how many votes.

    Attributes:
        verdict: adopted or not adopted, if that is certain; else open.
        yes_low, yes_high: the bounds of the yes votes; None where no base is known.
        basis: what it was answered from.
        doubt: why a count or a base was not used, in a sentence; empty if there is none.
    """

    verdict: Verdict
    yes_low: int | None
    yes_high: int | None
    basis: Literal["names", "count", "nothing"]
    doubt: str = ""

    def settling(self, verdict: Verdict) -> Outlook:
        """Return it as what settles a formula that it is a part of."""
        return Outlook(verdict, self.yes_low, self.yes_high, self.basis)


class Standing(msgspec.Struct, frozen=True):
    """Counts by kind and choice that are known, and pools of members whose choices are not."""

    counts: dict[tuple[int, str], int]
    pools: tuple[Pool, ...]

    @property
    def yes(self) -> tuple[int, int]:
        """Return the fewest and most votes in favour."""
        low = sum(n for (_, choice), n in self.counts.items() if choice == "yes")
        sure = sum(p.number for p in self.pools if p.choices == ("yes",))
        may = sum(p.number for p in self.pools if "yes" in p.choices)
        return low + sure, low + may


class Seen(NamedTuple):
    """A situation under one formula: every standing that the evidence leaves possible."""

    chamber: Chamber
    standings: tuple[Standing, ...]
    basis: Literal["names", "count", "nothing"]
    doubt: str


def outlook(rule: Rule | Formula | str, situation: Situation) -> Outlook:
    """Return what can come out under the rule, its quorum included.

    Names decide if they cover all that may vote; else the first reported count, with names as its
    bounds; else names alone. Members of the base that are not listed may choose anything.

    Raises:
        Unusable: the rule names a group or a weight that the situation lacks.
    """
    formula = whole(rule)
    voters = set(situation.members) - situation.excluded
    if situation.base is None and not (voters and voters <= situation.evidence.keys()):
        told = _without_base(formula, situation)
        if told.verdict != "open" or not situation.members:
            return told
    seen = standings(formula, situation)
    if not seen.standings:
        return _by_parts(formula, situation, Outlook("open", None, None, seen.basis, seen.doubt))
    found: frozenset[bool] = frozenset()
    for standing in seen.standings:
        if len(found) < 2:
            found |= outcomes(seen.chamber, standing.counts, standing.pools)
    bounds = [standing.yes for standing in seen.standings]
    low, high = min(low for low, _ in bounds), max(high for _, high in bounds)
    verdict = _VERDICT[found]
    if verdict == "open":
        told = Outlook(verdict, low, high, seen.basis, seen.doubt)
        return _by_parts(formula, situation, told)
    # Names that the count lacks are no doubt where it is settled without them.
    doubt = "" if seen.doubt == _NO_NAMES else seen.doubt
    return Outlook(verdict, low, high, seen.basis, doubt)


def _by_parts(formula: Formula, situation: Situation, told: Outlook) -> Outlook:
    """Return what the parts of an open formula settle, each by itself: a count without names may.

    Of "and", one part that fails is enough, or all that hold; of "or", the other way about.
    """
    if not isinstance(formula, All | AnyOf):
        return told
    enough: Verdict = "not adopted" if isinstance(formula, All) else "adopted"
    alone = [outlook(part, situation) for part in formula.parts]
    counted = [look for look in alone if look.basis == "count"]
    settled = [look for look in alone if look.verdict == enough]
    if not settled and any(look.verdict == "open" for look in alone):
        return told
    verdict = enough if settled else alone[0].verdict
    return (counted or settled or alone)[0].settling(verdict)


def outcomes(chamber: Chamber, counts: Counts, pools: Iterable[Pool]) -> frozenset[bool]:
    """Return what can come out while the pools' choices are open: it adopts, it does not.

    Both are returned where that cannot be settled within `MAX_DIVISIONS` divisions.
    """
    seen, complete = explore(chamber, counts, pools)
    return seen if complete else frozenset({True, False})


def explore(
    chamber: Chamber, counts: Counts, pools: Iterable[Pool]
) -> tuple[frozenset[bool], bool]:
    """Return what was seen to come out, and whether that is all that can."""
    pools = [pool for pool in pools if pool.number]
    settled = chamber.settle(counts, pools)
    if settled is not None:
        return frozenset({settled}), True
    seen = set()
    for choice in dict.fromkeys(c for pool in pools for c in pool.choices):
        moved = [{choice if choice in p.choices else p.choices[0]: p.number} for p in pools]
        seen.add(chamber.carries(_put(counts, pools, moved)))
        if len(seen) == 2:
            return frozenset(seen), True
    if seen == {False} and is_monotone(chamber.formula) and all("yes" in p.choices for p in pools):
        return frozenset(seen), True
    options = [sorted(set(chamber.alike(p.kind, p.choices).values())) for p in pools]
    tries = (
        math.comb(p.number + len(o) - 1, p.number) for p, o in zip(pools, options, strict=True)
    )
    if math.prod(tries) > MAX_DIVISIONS:
        return frozenset(seen), False
    ways = (list(_spread(p.number, o)) for p, o in zip(pools, options, strict=True))
    for chosen in itertools.product(*ways):
        seen.add(chamber.carries(_put(counts, pools, chosen)))
        if len(seen) == 2:
            break
    return frozenset(seen), True


def _put(
    counts: Counts, pools: Sequence[Pool], chosen: Iterable[Mapping[str, int]]
) -> dict[tuple[int, str], int]:
    """Return the counts with each pool's members put where they are chosen to be."""
    total = dict(counts)
    for pool, numbers in zip(pools, chosen, strict=True):
        for choice, number in numbers.items():
            total[pool.kind, choice] = total.get((pool.kind, choice), 0) + number
    return total


def _spread(number: int, options: Sequence[str]) -> Iterator[dict[str, int]]:
    """Yield each way to spread a number of like members over the options."""
    if len(options) == 1:
        yield {options[0]: number}
        return
    for first in range(number + 1):
        for rest in _spread(number - first, options[1:]):
            yield {options[0]: first, **rest}


def standings(formula: Formula, situation: Situation) -> Seen:
    """Return how the members may stand, as far as the evidence says."""
    listed = situation.members
    chamber = Chamber(
        formula,
        members=listed,
        seats=max(0, (situation.base or 0) - len(situation.excluded)) if not listed else 0,
        base=situation.base,
        excluded=situation.excluded,
        groups=situation.groups,
        weights=situation.weights,
    )
    if situation.base is None and any(_counts_base(size) for size in formula.sizes):
        return Seen(chamber, (), "nothing", _NO_BASE)
    voters = tuple(chamber.kind) if listed else (*situation.evidence.keys() - situation.excluded,)
    named = {m: situation.evidence[m].choice for m in voters if m in situation.evidence}
    unlisted = max(0, (situation.base or 0) - len(listed)) if listed else 0
    if listed and len(named) == len(voters) and not unlisted:
        return Seen(chamber, (Standing(chamber.count(named), ()),), "names", "")
    who = formula.groups or formula.weights
    if who and (unlisted or not listed):
        doubt = "The rule asks who voted, and not all members are listed."
        return Seen(chamber, (), "nothing", doubt)
    doubt, options = "", CHOICES
    count = next((r for r in situation.reported if _has_numbers(r)), None)
    if count and who:
        doubt = _NO_NAMES
        options = _left_over(count, situation, named)
    elif count and situation.base is None:
        doubt = _NO_BASE
    elif count:
        possible, doubt = _from_count(situation, count, named)
        if possible:
            return Seen(chamber, possible, "count", doubt)
    if not listed:
        seats = max(0, (situation.base or 0) - len(situation.excluded) - len(named))
        known = _heads(named.values())
        pools: tuple[Pool, ...] = (Pool(0, seats),)
    else:
        free = Counter(kind for m, kind in chamber.kind.items() if m not in named)
        if unlisted:  # no group, no weight: there is one kind
            free[0] += unlisted
        known = chamber.count(named)
        pools = tuple(Pool(kind, number, options) for kind, number in sorted(free.items()))
    return Seen(chamber, (Standing(known, pools),), "names" if named else "nothing", doubt)


def _left_over(count: Reported, situation: Situation, named: dict[str, Choice]) -> tuple[str, ...]:
    """Return what those who are not named may have chosen: no choice whose count names fill."""
    if any(moves(situation)) or any(e.how == "supposed" for e in situation.evidence.values()):
        return CHOICES
    heads = Counter[str](named.values())
    full = {
        choice
        for column in _given(count)
        if column.total == sum(heads[c] for c in column.choices)
        for choice in column.choices
    }
    return tuple(choice for choice in CHOICES if choice not in full) or CHOICES


def moves(situation: Situation) -> tuple[list[str], int]:
    """Return the former choice of each who left the base by supposition, and how many joined it."""
    left = [c for m, c in situation.departed.items() if m not in situation.left_out]
    return left, len(situation.joining)


def _heads(choices: Iterable[str]) -> dict[tuple[int, str], int]:
    return dict(Counter((0, choice) for choice in choices))


def _counts_base(size: Size) -> bool:
    """Does it count heads by the base, which no list of members settles?"""
    return size.set in ("members", "entitled") and not size.group and not size.weight


def _has_numbers(count: Reported) -> bool:
    return any(n is not None for n in (count.yes, count.no, count.abstain, count.absent))


class _Column(msgspec.Struct):
    """A part of a reported count: the choices it may hold, how many made them, how many by name."""

    choices: tuple[str, ...]
    total: int
    named: int = 0

    @property
    def free(self) -> int:
        return self.total - self.named


def _from_count(
    situation: Situation, count: Reported, named: dict[str, Choice]
) -> tuple[tuple[Standing, ...], str]:
    """Return what a count without names leaves possible, or nothing and why.

    The count was taken before anybody was supposed to leave, join or vote otherwise. Whoever did
    is taken out of it: from the column of the former choice if that is known, else from each.
    """
    evidence = {m: situation.evidence[m] for m in named}
    supposed = {m: e for m, e in evidence.items() if e.how == "supposed"}
    left, joined = moves(situation)
    seats = (situation.base or 0) - len(
        situation.excluded & set(situation.members or situation.excluded)
    )
    columns, doubt = _columns(count, seats + len(left) - joined)
    if not columns:
        return (), doubt
    for choice in (c for m, c in named.items() if m not in supposed):
        _column(columns, choice).named += 1
    told = [e.formerly or "" for m, e in supposed.items() if m not in situation.joining]
    former = [*left, *told]
    for gone in filter(None, former):
        _column(columns, gone).total -= 1
    if any(column.free < 0 for column in columns):
        return (), "The members named do not fit into the count, which is left out."
    known = _heads(named.values())
    found: list[Standing] = []
    unknown = sum(not choice for choice in former)
    fresh = joined - (len(supposed) - len(told))  # of whom nothing is supposed
    for taken in _takings([column.free for column in columns], unknown):
        pools = [Pool(0, c.free - t, c.choices) for c, t in zip(columns, taken, strict=True)]
        found.append(Standing(known, (*pools, Pool(0, fresh))))
        if len(found) > MAX_TOTALS:
            return (), "Too much is supposed to be told from a count without names."
    if not found:
        return (), "What is supposed does not fit into the count, which is left out."
    return tuple(found), doubt


def _columns(count: Reported, seats: int) -> tuple[list[_Column], str]:
    """Return the count's columns, and last the rest of the seats."""
    columns = _given(count)
    doubt = ""
    if sum(c.total for c in columns) > seats:
        columns = [c for c in columns if c.choices == ("yes",) and c.total <= seats]
        doubt = (
            f"The numbers of the count exceed the {seats} who may vote; of them only yes is used."
        )
        if not columns:
            return [], f"The count exceeds the {seats} who may vote and is left out."
    # Whoever a count leaves out was not there, or took no part.
    told = {choice for c in columns for choice in c.choices} - {"absent"}
    rest = tuple(choice for choice in CHOICES if choice not in told)
    columns.append(_Column(rest, seats - sum(c.total for c in columns)))
    return columns, doubt


def _given(count: Reported) -> list[_Column]:
    """Return a column for each number that a source gives."""
    given = {
        ("yes",): count.yes,
        ("no",): count.no,
        ("abstain", "declared"): count.abstain,
        ("absent",): count.absent,
    }
    return [_Column(cs, n) for cs, n in given.items() if n is not None]


def _column(columns: list[_Column], choice: str) -> _Column:
    """Return the first column with room for the choice, else the last that may hold it."""
    fitting = [c for c in columns if choice in c.choices]
    return next((c for c in fitting if c.free > 0), fitting[-1])


def _takings(free: list[int], number: int) -> Iterator[tuple[int, ...]]:
    """Yield each way to take a number of voters out of columns with so many free."""
    if number < 0:
        return
    if not free:
        if number == 0:
            yield ()
        return
    for first in range(min(free[0], number) + 1):
        for rest in _takings(free[1:], number - first):
            yield first, *rest


def _without_base(formula: Formula, situation: Situation) -> Outlook:
    """Answer where neither base nor members are known: only tests of votes cast can be told."""
    count = next((r for r in situation.reported if r.yes is not None), None)
    if count is None or count.yes is None or situation.supposed or situation.departed:
        return Outlook("open", None, None, "nothing", _NO_BASE)
    told = {"yes": {"yes"}, "no": {"no"}, "cast": {"yes", "no"}}
    given = {"yes"} | ({"no"} if count.no is not None else set())
    counts = {(0, "yes"): count.yes, (0, "no"): count.no or 0}
    parts = formula.parts if isinstance(formula, All) else (formula,)
    verdicts: list[bool | None] = []
    for part in parts:
        known = all(told.get(size.set, {"?"}) <= given for size in part.sizes)
        if known and not part.groups and not part.weights:
            verdicts.append(Chamber(part, seats=sum(counts.values())).carries(counts))
        else:
            verdicts.append(None)
    if False in verdicts:
        return Outlook("not adopted", count.yes, count.yes, "count")
    if None in verdicts:
        return Outlook("open", count.yes, count.yes, "count", _NO_BASE)
    return Outlook("adopted", count.yes, count.yes, "count")
