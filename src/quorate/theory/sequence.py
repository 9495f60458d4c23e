"""How likely does a draft carry if it goes from organ to organ?

Either it goes on where it fails (the Security Council, and if that does not act the General
Assembly), or it has to pass every organ in turn (the Council's recommendation, then the Assembly).
How far one organ's division tells of the next is an assumption, so the answer is given under each:

- ``apart``: the members choose anew in each organ, and nothing is shared: chances are multiplied;
- ``shared shocks``: they choose anew, but what moves blocs and the body moves them in every organ;
- ``same votes``: each member leans in every organ as in the first.

>>> from quorate.record.situation import Chance, by_hand
>>> import msgspec
>>> even = dict.fromkeys("AB", Chance(yes=0.5, no=0.5))
>>> both, one = (
...     msgspec.structs.replace(by_hand(rule, {}, members="AB"), chances=even, organ=organ)
...     for rule, organ in (("yes >= 2", "X"), ("yes >= 1", "Y")))
>>> [(way.dependence, way.chance) for way in sequence([both, one]).ways]
[('apart', 0.8125), ('same votes', 0.75)]
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence as Sequential
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec

from quorate.claims.claim import Rule
from quorate.claims.problem import Unusable
from quorate.claims.rule import All, AnyOf
from quorate.record.situation import Situation
from quorate.theory.division import DRAWS, SEED, Electorate, Estimate, electorate
from quorate.theory.needed import candidates
from quorate.theory.outlook import Verdict, outlook
from quorate.theory.result import Result
from quorate.theory.rules import whole
from quorate.theory.shocks import Shocks, assumed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real: TypeAlias = NDArray[np.float64]
    Truth: TypeAlias = NDArray[np.bool_]
else:
    Real = Truth = Any

Goes: TypeAlias = Literal["if it fails", "if it passes"]
Dependence: TypeAlias = Literal["apart", "shared shocks", "same votes"]

_CHUNK = 10_000  # divisions held at once
_CITATION = "Feller (1968), An Introduction to Probability Theory, vol. 1, chapter V"


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """One organ of the sequence by itself.

    Attributes:
        organ, organ_name: which.
        matter, rule, quorum: the rule that it decides by.
        members: how many may vote.
        binds: whom its decision binds, as the rule says; empty if it says nothing.
        outcome: by the votes known, whatever the others do.
        chance: to carry there, if it comes there; None without chances.
    """

    organ: str
    organ_name: str
    matter: str
    rule: str
    quorum: str
    members: int
    binds: str
    outcome: Verdict
    chance: float | None = None


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of it, if the organs hang together so.

    Attributes:
        dependence: how they hang together.
        chance: that it carries: in one of the organs, or in all of them where it must pass each.
        error: the standard error of `chance`; 0 if all are exact sums.
        reached: by organ, the chance that it comes there.
        settled: by organ, the chance that it is decided there for good: carried where it goes on
            if it fails, stopped where it must pass (in the last organ: carried).
    """

    dependence: Dependence
    chance: float
    error: float = 0.0
    reached: tuple[float, ...] = ()
    settled: tuple[float, ...] = ()


class Sequence(Result, frozen=True, kw_only=True):
    """A draft that goes from organ to organ.

    Attributes:
        goes: on where it fails, or on where it passes.
        stages: the organs in turn.
        outcome: by the votes known, whatever the others do.
        where: the organ that settles that; empty while it is open, and where none carries it.
        ways: with chances, what comes of it under each dependence.
    """

    goes: Goes
    stages: tuple[Stage, ...]
    outcome: Verdict
    where: str = ""
    ways: tuple[Way, ...] = ()


def sequence(
    situations: Sequential[Situation],
    goes: Goes = "if it fails",
    shocks: Shocks | None = None,
    *,
    seed: int = SEED,
) -> Sequence:
    """Return how likely a draft carries that goes from organ to organ, and where.

    Args:
        situations: the draft before each organ, in turn; two or more.
        goes: whether it goes on where it fails or where it passes.
        shocks: what moves members together beyond their chances; `Shocks()` if left out.
        seed: of what is drawn where no exact sum is in reach.

    Raises:
        Unusable: there are fewer than two organs, one has no rule or several that differ, only some
            have chances, or a chance cannot be used.
    """
    if len(situations) < 2:
        raise Unusable("A sequence needs two organs or more; name the next with --then ORGAN.")
    rules = [_rule(now) for now in situations]
    with_chances = [bool(now.chances) for now in situations]
    voters: list[Electorate] = []
    if any(with_chances):
        if not all(with_chances):
            lacks = situations[with_chances.index(False)]
            raise Unusable(
                f"Nobody has a chance before {_called(lacks)}, though others of the sequence have; "
                "give all who have none one with --chance 'others yes .5'."
            )
        voters = [electorate(now, shocks, seed=seed) for now in situations]
    alone = [v.chance(r) for v, r in zip(voters, rules, strict=bool(voters))] if voters else []
    stages = tuple(
        Stage(
            organ=now.organ,
            organ_name=now.organ_name,
            matter=rule.matter,
            rule=rule.adopts,
            quorum=rule.quorum,
            members=len([m for m in now.members if m not in now.excluded]),
            binds=rule.binds,
            outcome=outlook(rule, now).verdict,
            chance=alone[at].value if alone else None,
        )
        for at, (now, rule) in enumerate(zip(situations, rules, strict=True))
    )
    outcome, where = _settled(stages, goes)
    ways = _ways(voters, rules, alone, goes, seed) if voters else ()
    first = situations[0]
    told = [each for now in situations for each in (*candidates(now)[1],)]
    if voters:
        told += [s for now in situations for s in assumed(now, shocks or Shocks())]
    claims = [id for now in situations for id in now.claims]
    claims += [id for now in situations for e in now.evidence.values() for id in e.claims]
    return Sequence(
        question=first.question,
        title=first.title,
        organ=first.organ,
        organ_name=first.organ_name,
        on=first.on,
        method=_method(ways, seed),
        citation=_CITATION,
        assumptions=tuple(dict.fromkeys(told)),
        supposed=first.supposed,
        claims=tuple(dict.fromkeys(claims)),
        goes=goes,
        stages=stages,
        outcome=outcome,
        where=where,
        ways=ways,
    )


def _called(now: Situation) -> str:
    return now.organ_name or now.organ or "the organ"


def _rule(now: Situation) -> Rule:
    rules = candidates(now)[0]
    different = list({(r.adopts, r.quorum): r for r in reversed(rules)}.values())
    if len(different) == 1:
        return different[0]
    if not different:
        raise Unusable(
            f"The rule of {_called(now)} is not known, so nothing can be said of what follows; "
            "name another organ, or add the rule to the case."
        )
    matters = ", ".join(dict.fromkeys(r.matter for r in rules))
    raise Unusable(
        f"{_called(now)} may decide by {len(different)} rules ({matters}); name the matter after "
        f"its organ, as --then '{now.organ or 'ORGAN'}: {rules[0].matter}'."
    )


def _settled(stages: Sequential[Stage], goes: Goes) -> tuple[Verdict, str]:
    """Return the outcome by known votes alone, and the organ that settles it."""
    decides: Verdict = "adopted" if goes == "if it fails" else "not adopted"
    before_sure = True
    for stage in stages:
        if stage.outcome == decides:
            # Who settles it is known only if no organ before may do so already.
            return decides, stage.organ if before_sure else ""
        before_sure = before_sure and stage.outcome != "open"
    if not before_sure:
        return "open", ""
    return ("not adopted", "") if decides == "adopted" else ("adopted", stages[-1].organ)


def _method(ways: Sequential[Way], seed: int) -> str:
    if not ways:
        return "Each organ's votes counted exactly; what is not known is open."
    exact = [w.dependence for w in ways if not w.error]
    drawn = [w.dependence for w in ways if w.error]
    told = [f"exact sums: {', '.join(exact)}"] if exact else []
    told += [f"{DRAWS:,} drawn from seed {seed}: {', '.join(drawn)}"] if drawn else []
    return "Chances of one organ after another; " + "; ".join(told) + "."


# ---------------------------------------------------------------- how the organs hang together
def _ways(
    voters: list[Electorate], rules: list[Rule], alone: list[Estimate], goes: Goes, seed: int
) -> tuple[Way, ...]:
    found = [_apart(alone, goes)]
    if any(v.shocks.body or (v.shocks.bloc and set(v.groups()) - {""}) for v in voters):
        found.append(_drawn(voters, rules, goes, "shared shocks", seed))
    found.append(_same(voters, rules, goes) or _drawn(voters, rules, goes, "same votes", seed))
    return tuple(found)


def _way(dependence: Dependence, passed: Sequential[float], goes: Goes, error: float) -> Way:
    """Return the way from the chance that it has come past each organ so far, in turn."""
    passed = list(itertools.accumulate(passed, min))  # whatever the sums were rounded to
    reached = (1.0, *passed[:-1])
    fails = goes == "if it fails"
    settled = [max(0.0, a - b) for a, b in zip(reached, passed, strict=True)]
    if not fails:
        settled[-1] = passed[-1]
    return Way(
        dependence=dependence,
        chance=1.0 - passed[-1] if fails else passed[-1],
        error=error,
        reached=reached,
        settled=tuple(settled),
    )


def _apart(alone: Sequential[Estimate], goes: Goes) -> Way:
    each = [1.0 - a.value if goes == "if it fails" else a.value for a in alone]
    passed = [math.prod(each[: at + 1]) for at in range(len(each))]
    # By how much the product moves with each factor, to first order.
    errors = [
        a.error * math.prod(e for j, e in enumerate(each) if j != at) for at, a in enumerate(alone)
    ]
    return _way("apart", passed, goes, math.hypot(*errors))


def _same(voters: list[Electorate], rules: list[Rule], goes: Goes) -> Way | None:
    """Return the way of the same votes as an exact sum; None if the bodies or chances differ."""
    first = voters[0]
    for other in voters[1:]:
        one, two = first.situation, other.situation
        same = (
            first.voters == other.voters
            and one.members == two.members
            and (one.base, one.excluded, one.groups, one.weights)
            == (two.base, two.excluded, two.groups, two.weights)
            and first.blocs == other.blocs
            and bool((first.chances == other.chances).all())
        )
        if not same:
            return None
    passed = []
    for number in range(1, len(rules) + 1):
        parts = tuple(whole(rule) for rule in rules[:number])
        joined = parts[0] if number == 1 else AnyOf(parts) if goes == "if it fails" else All(parts)
        held = first.chance(joined)
        if held.error:
            return None
        passed.append(1.0 - held.value if goes == "if it fails" else held.value)
    return _way("same votes", passed, goes, 0.0)


def _drawn(
    voters: list[Electorate], rules: list[Rule], goes: Goes, dependence: Dependence, seed: int
) -> Way:
    import numpy as np

    everyone = {m: i for i, m in enumerate(dict.fromkeys(m for v in voters for m in v.voters))}
    seats = [np.array([everyone[m] for m in v.voters]) for v in voters]
    blocs = sorted({b for v in voters for b in v.groups() if b})
    totals = [v.totals(rule) for v, rule in zip(voters, rules, strict=True)]
    random = np.random.default_rng(seed)
    counts = np.zeros(len(voters))
    for begun in range(0, DRAWS, _CHUNK):
        number = min(_CHUNK, DRAWS - begun)
        shape = (number, len(everyone))
        body = random.standard_normal((number, 1))
        moved = {bloc: random.standard_normal((number, 1)) for bloc in blocs}
        own, away = random.standard_normal(shape), random.random(shape)
        still = np.ones(number, dtype=bool)  # not yet settled
        for at, (each, here) in enumerate(zip(voters, seats, strict=True)):
            if at and dependence == "shared shocks":
                own, away = random.standard_normal(shape), random.random(shape)
            leaning = own[:, here] + each.shocks.body * body
            for bloc, some in each.groups().items():
                if bloc:
                    leaning[:, some] += each.shocks.bloc * moved[bloc]
            adopted = each.adopted(totals[at], each.chosen(leaning, away[:, here]))
            still &= ~adopted if goes == "if it fails" else adopted
            counts[at] += int(still.sum())
    passed = (counts / DRAWS).tolist()
    error = max(math.sqrt(passed[-1] * (1 - passed[-1]) / DRAWS), 1 / DRAWS)
    return _way(dependence, passed, goes, error)
