"""Does it carry, and by what count?

Each vote is counted twice: from what is decided, and with proposals. Names decide if they cover the
base; else the reported count, bounded by names; else the answer is open, with its bounds.

>>> from quorate.record.situation import by_hand
>>> now = by_hand("yes > 1/2 members", {"ARG": "yes", "BRA": "yes", "CHL": "no"})
>>> votes(now).decided.line
'needed 2 (more than 1/2 of 3) | by name 2: 2 supposed | adopted, none to spare'
"""

from __future__ import annotations

from collections import Counter

import msgspec

from quorate.claims.claim import Rule
from quorate.claims.majority import asks
from quorate.claims.majority import in_words as majority_in_words
from quorate.claims.rule import All, Formula, Size, Test, parse_rule
from quorate.claims.source import Derived, Instrument, Person, Supposed
from quorate.record.situation import Reported, Situation
from quorate.theory.count import Applied, ByName, Count
from quorate.theory.division import SEED, electorate
from quorate.theory.needed import (
    Threshold,
    base_before,
    candidates,
    in_words,
    may_ask,
    ruled,
    threshold,
)
from quorate.theory.outlook import Outlook, Verdict, moves, outlook
from quorate.theory.prospect import Prospect, prospect
from quorate.theory.result import Result
from quorate.theory.rules import is_monotone
from quorate.theory.shocks import Shocks, assumed


class Votes(Result, frozen=True, kw_only=True):
    """A vote, counted twice.

    Attributes:
        decided: from accepted claims and official facts alone.
        with_proposals: with what nobody has decided yet.
        prospects: if members have chances, the chance to carry and its like under each rule that
            may decide; whoever has voted does so for certain, proposals included.
        decided_prospects: the same where only decided votes are certain.
    """

    decided: Count
    with_proposals: Count
    prospects: tuple[Prospect, ...] = ()
    decided_prospects: tuple[Prospect, ...] = ()

    def _table(self) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        for which, count in (("decided", self.decided), ("with proposals", self.with_proposals)):
            rows.append(
                {"which": which, "needed": count.needed, "base": count.base,
                 "reported": count.reported.yes if count.reported else None,
                 "by_name": count.by_name.yes if count.by_name.total else None,
                 "yes_low": count.yes_low, "yes_high": count.yes_high, "unknown": count.unknown,
                 "outcome": count.outcome, "short": count.short, "line": count.line,
                 "claims": self.claims}
            )  # fmt: skip
        return rows


def votes(situation: Situation, shocks: Shocks | None = None, *, seed: int = SEED) -> Votes:
    """Return the count, the rule, what carries, and the claims behind it.

    Args:
        situation: members, rule and evidence; with chances there are prospects too.
        shocks: what moves members together beyond their chances; `Shocks()` if left out.
        seed: of what is drawn where no exact sum is in reach.

    Raises:
        Unusable: the rule names a group or a weight that the situation lacks; or there are chances
            and no rule, a member has neither a vote nor a chance, or a chance is none.
    """
    rules, chosen = candidates(situation)
    with_proposals = _count(situation, rules)
    decided = with_proposals
    if situation.decided is not None:
        decided = _count(situation.decided, candidates(situation.decided)[0])
    prospects = _prospects(situation, rules, shocks, seed)
    decided_prospects = prospects
    if situation.decided is not None and prospects:
        less = situation.decided
        # Whose vote is only proposed has, among the decided, the chance that was given.
        chances = {m: c for m, c in situation.chances.items() if m in less.members}
        less = msgspec.structs.replace(less, chances=less.chances or chances)
        known = {*less.evidence, *less.chances, *less.excluded}
        decided_prospects = ()
        if known >= set(less.members):
            decided_prospects = _prospects(less, candidates(less)[0], shocks, seed)
    evidence = [id for e in situation.evidence.values() for id in e.claims]
    counts = [id for r in situation.reported for id in r.claims]
    return Votes(
        question=situation.question,
        title=situation.title,
        organ=situation.organ,
        organ_name=situation.organ_name,
        on=situation.on,
        method=_METHOD + (f" Chances: {prospects[0].how}." if prospects else ""),
        citation="; ".join(dict.fromkeys(filter(None, map(_article, rules)))) or "as reported",
        assumptions=(
            *chosen,
            *_assumptions(situation, with_proposals),
            *(assumed(situation, shocks or Shocks()) if prospects else ()),
        ),
        supposed=situation.supposed,
        claims=tuple(dict.fromkeys([*counts, *evidence, *situation.claims])),
        decided=decided,
        with_proposals=with_proposals,
        prospects=prospects,
        decided_prospects=decided_prospects,
    )


LISTED = 3  # rules of which each is written out beside a count; of more only how many there are
_METHOD = "Votes counted exactly under the rule; what is not known is bounded, not guessed."


def _prospects(
    situation: Situation, rules: tuple[Rule, ...], shocks: Shocks | None, seed: int
) -> tuple[Prospect, ...]:
    """Return the prospects under each rule that differs; none without chances."""
    if not situation.chances:
        return ()
    different = {(rule.adopts, rule.quorum): rule for rule in reversed(ruled(rules))}
    voters = electorate(situation, shocks, seed=seed)
    return tuple(prospect(r, voters) for r in rules if different[r.adopts, r.quorum] is r)


def _count(situation: Situation, rules: tuple[Rule, ...]) -> Count:
    by_name, firm = _by_name(situation)
    leaning = sum(m not in situation.evidence for m in situation.leanings)
    shown = next((r for r in situation.reported if r.yes is not None), None)
    shown = shown or next(iter(situation.reported), None)
    cast, present = _taking_part(situation, by_name, shown)
    barred = len(situation.excluded & set(situation.members or situation.excluded))
    asked = [
        threshold(r, situation.base, excluded=barred, cast=cast, present=present) for r in rules
    ]
    looks = [outlook(rule, situation) for rule in rules]
    stated = next((r.needed for r in situation.reported if r.needed is not None), None)
    if not rules:
        look, asks = _as_stated(situation, stated)
        looks, one = [look], asks
    else:
        one = asked[0] if len(set(asked)) == 1 else Threshold(how=_each(asked))
    verdicts = {look.verdict for look in looks}
    outcome: Verdict = verdicts.pop() if len(verdicts) == 1 else "open"
    said = next((r.outcome for r in situation.reported if r.outcome not in (None, "pending")), None)
    as_reported = outcome == "open" and said is not None and not _changed(situation)
    if as_reported and said in ("adopted", "not adopted"):
        outcome = said
    count = Count(
        needed=one.number,
        needed_how=one.how if one.number is not None else "",
        asks=str(one),
        base=situation.base,
        base_how=situation.base_how if situation.base is not None else "",
        reported=shown,
        reported_how=_yes_how(situation, shown),
        by_name=by_name,
        firm=firm,
        leaning=by_name.total - firm + leaning,
        unknown=max(len(by_name.unknown), (situation.base or 0) - barred - by_name.total) - leaning,
        yes_low=looks[0].yes_low,
        yes_high=looks[0].yes_high,
        outcome=outcome,
        as_reported=as_reported,
        rules=tuple(_applied(r, a, look) for r, a, look in zip(rules, asked, looks, strict=False)),
    )
    return msgspec.structs.replace(
        count,
        **_distance(count),
        why=_why(rules, situation) if outcome == "not adopted" and not as_reported else (),
        marks=_marks(situation, count, looks[0]),
    )


def _by_name(situation: Situation) -> tuple[ByName, int]:
    """Return who is known by name, and how many of them firmly."""
    members = situation.members or tuple(situation.evidence)
    voters = [m for m in members if m not in situation.excluded]
    known = {m: situation.evidence[m] for m in voters if m in situation.evidence}
    numbers = Counter(e.choice for e in known.values())
    hows = Counter(e.how for e in known.values() if e.choice == "yes")
    firm = sum(
        e.how == "named" and e.decided and not e.marks and not e.rivals for e in known.values()
    )
    return ByName(
        **{choice: numbers[choice] for choice in numbers},
        named=hows["named"],
        eliminated=hows["elimination"],
        supposed=hows["supposed"],
        unknown=tuple(m for m in voters if m not in known),
    ), firm


def _taking_part(
    situation: Situation, by_name: ByName, shown: Reported | None
) -> tuple[int | None, int | None]:
    """Return how many votes are cast and how many members take part, where that is known."""
    base = situation.base
    if by_name.total and not by_name.unknown and base is not None and by_name.total >= base:
        return by_name.yes + by_name.no, by_name.total - by_name.absent
    if shown is None or shown.yes is None or shown.no is None or _changed(situation):
        return None, None
    cast = shown.yes + shown.no
    if base is not None and cast > base:
        return None, None  # a count of others than the members, which is left out
    return cast, None if shown.abstain is None else cast + shown.abstain


def _as_stated(situation: Situation, stated: int | None) -> tuple[Outlook, Threshold]:
    """Return the outlook by the number that the press says is needed, where no rule is known."""
    left, joined = moves(situation)
    if stated is None or left or joined:
        yes = next((r.yes for r in situation.reported if r.yes is not None), None)
        return Outlook("open", yes, yes, "nothing"), Threshold()
    asks = Threshold(stated, "as reported; the rule is not known")
    return outlook(Test(Size("yes"), ">=", stated), situation), asks


def _each(asked: list[Threshold]) -> str:
    """Return what each of several rules asks for."""
    told = list(dict.fromkeys(str(each) for each in asked))
    apart = "; " if any(" or " in each for each in told) else " or "
    several = f"one of {len(told)} rules" if len(told) > LISTED else apart.join(told)
    return f"{several}, by the matter"


def _changed(situation: Situation) -> bool:
    """Is anything supposed that a source's own count does not know of?"""
    return bool(situation.supposed or situation.departed)


def _yes_how(situation: Situation, shown: Reported | None) -> str:
    """Return how the number of yes was got by a source that gives this number."""
    same = [r for r in situation.reported if shown and r.yes == shown.yes and r.yes is not None]
    return next((r.how["yes"] for r in same if "yes" in r.how), "")


def _applied(rule: Rule, asked: Threshold, look: Outlook) -> Applied:
    marks = []
    if isinstance(rule.source, Instrument) and rule.source.status != "seen":
        marks.append(rule.source.status)
    if isinstance(rule.source, Derived):
        marks.append(rule.source.rule)
    if rule.practice == "practice":
        marks.append("practice, not text")
    if not is_monotone(rule):
        marks.append("one more yes may defeat it")
    return Applied(
        matter=rule.matter,
        rule=rule.adopts,
        quorum=rule.quorum,
        article=_article(rule),
        marks=tuple(marks),
        needed=asked,
        outcome=look.verdict,
    )


def _article(rule: Rule) -> str:
    if isinstance(rule.source, Instrument):
        return ", ".join(filter(None, (rule.source.title, rule.source.article)))
    if isinstance(rule.source, Person):
        return f"{rule.source.name}: {rule.source.reason}"
    if isinstance(rule.source, Derived):
        return "As reported"
    return rule.source.words if isinstance(rule.source, Supposed) else ""


def _distance(count: Count) -> dict[str, int]:
    """Return by how many votes it fails or carries, where the number decides that."""
    if count.needed is None or count.yes_low is None or count.yes_high is None:
        return {}
    if count.outcome == "not adopted" and count.yes_high < count.needed:
        return {"short": count.needed - count.yes_high}
    if count.outcome == "adopted" and count.yes_low >= count.needed:
        return {"margin": count.yes_low - count.needed}
    return {}


def _why(rules: tuple[Rule, ...], situation: Situation) -> tuple[str, ...]:
    """Return what stands against it besides the number of yes votes."""
    if len({(rule.adopts, rule.quorum) for rule in rules}) != 1:
        return ()
    found = []
    adopts = parse_rule(rules[0].adopts)
    for part in adopts.parts if isinstance(adopts, All) else (adopts,):
        counted = isinstance(part, Test) and part.left == Size("yes")
        if not counted and outlook(part, situation).verdict == "not adopted":
            found.append(_against(part, situation))
    if rules[0].quorum and outlook(rules[0].quorum, situation).verdict == "not adopted":
        found.append("no quorum")
    return tuple(found)


def _against(part: Formula, situation: Situation) -> str:
    """Return who breaks a part such as ``no[P5] = 0``, or the part that fails."""
    if isinstance(part, Test) and part.comparison == "=" and part.right == 0:
        group = situation.groups.get(part.left.group, frozenset(situation.evidence))
        known = {m: e.choice for m, e in situation.evidence.items() if m in group}
        breaking = sorted(m for m, choice in known.items() if choice == part.left.set)
        if 0 < len(breaking) <= 5:
            return f"{', '.join(breaking)} {'against' if part.left.set == 'no' else part.left.set}"
    return f"fails: {in_words(part)}"


def _marks(situation: Situation, count: Count, look: Outlook) -> tuple[str, ...]:
    """Return doubts and conflicts, each in a few words."""
    marks = [*(count.reported.marks if count.reported else ())]
    if (several := len({(r.rule, r.quorum) for r in count.rules})) > 1:
        marks.append(f"{several} rules possible")
    if not count.rules:
        marks.append("the rule is not known")
        marks += [
            f"{majority_in_words(r.majority)} reported" for r in situation.reported if r.majority
        ]
    marks += situation.overridden
    for rule in count.rules[:1]:
        marks += [f"rule: {mark}" for mark in rule.marks]
    if situation.base_doubt:
        marks.append(f"base disputed: {situation.base_doubt}")
    by_name = count.by_name
    if by_name.total and count.unknown:
        marks.append(f"names incomplete: {by_name.total} of {by_name.total + count.unknown}")
    disputed = sum(bool(e.rivals) or "disputed" in e.marks for e in situation.evidence.values())
    if disputed:
        marks.append(f"{disputed} disputed")
    if situation.members and situation.base not in (None, len(situation.members)):
        marks.append(f"{len(situation.members)} members listed, base {situation.base}")
    if look.doubt:
        marks.append(look.doubt)
    return tuple(dict.fromkeys([*marks, *_conflicts(situation, count)]))


def _conflicts(situation: Situation, count: Count) -> list[str]:
    """Return where what sources report differs from the rule, the base, the names or itself."""
    base, found = base_before(situation), []
    for each in situation.reported:
        if base is not None and each.base not in (None, base):
            found.append(f"base disputed: {each.base} reported")
        if count.rules and each.needed is not None and count.needed is not None:
            rule = next(r for r in situation.rules if r.adopts == count.rules[0].rule)
            of_rule = threshold(rule, base, excluded=len(situation.excluded)).number
            if of_rule not in (None, each.needed):
                found.append(f"needed disputed: {each.needed} reported, {of_rule} by the rule")
        elif each.needed is not None and not _may_ask(situation, count, each.needed):
            found.append(f"needed disputed: {each.needed} reported, {count.asks} by the rule")
        if (
            each.majority
            and count.rules
            and not any(asks(r.rule, each.majority) for r in count.rules)
        ):
            found.append(f"rule disputed: {majority_in_words(each.majority)} reported")
        if None not in (each.needed, each.short, each.yes):
            gap = (each.needed or 0) - (each.yes or 0)
            if gap != each.short:
                found.append(f"conflict: short of {each.short} reported, {gap} by its own numbers")
        numbers = [n for n in (each.yes, each.no, each.abstain, each.absent) if n is not None]
        total = sum(numbers)
        if base is not None and (total > base or (len(numbers) == 4 and total < base)):
            found.append(f"conflict: the reported numbers add up to {total}, base {base}")
        if _changed(situation):
            continue
        if each.outcome in ("adopted", "not adopted") and count.outcome not in (
            "open",
            each.outcome,
        ):
            found.append(f"conflict: {each.outcome} as reported, {count.outcome} by the count")
        all_named = not count.unknown and count.by_name.total >= max(total, base or 0)
        if all_named and each.yes not in (None, count.by_name.yes):
            found.append(f"conflict: {each.yes} reported, {count.by_name.yes} by name")
        elif each.yes is not None and count.by_name.yes > each.yes:
            found.append(f"conflict: {count.by_name.yes} by name exceed {each.yes} reported")
    return found


def _may_ask(situation: Situation, count: Count, number: int) -> bool:
    """May one of the rules ask for this number of votes? Without a rule any may be asked for."""
    cast, present = _taking_part(situation, count.by_name, count.reported)
    base, barred = base_before(situation), len(situation.excluded)
    return not count.rules or any(
        may_ask(applied.rule, number, base, excluded=barred, cast=cast, present=present)
        for applied in count.rules
    )


def _assumptions(situation: Situation, count: Count) -> tuple[str, ...]:
    found = []
    if len({applied.outcome for applied in count.rules}) > 1:
        ways = dict.fromkeys(
            f"{a.outcome} for {a.matter}, which needs {a.needed}" for a in count.rules
        )
        found.append(f"The matter is not known: {'; '.join(ways)}.")
    if situation.as_of and not situation.on and not situation.held_on:
        found.append(
            f"Its day is not known; members, base and rule are those of {situation.as_of}, "
            "the day of the last report."
        )
    words = sorted({w for rule in situation.rules for w in rule.excluded})
    if words and not situation.excluded:
        found.append(f"Nobody is excluded, though a rule excludes: {', '.join(words)}.")
    if count.as_reported:
        found.append("The outcome is as reported; the numbers known do not settle it.")
    if _changed(situation) and situation.reported:
        found.append("The count was reported before what is supposed; it is bounded accordingly.")
    if situation.base is not None and situation.base_how in ("reported", "members listed"):
        how = {"reported": "is reported", "members listed": "is those listed that day"}
        found.append(f"The base of {situation.base} {how[situation.base_how]}.")
    return tuple(found)
