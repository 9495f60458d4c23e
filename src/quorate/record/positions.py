"""Where does each actor stand on a date?

An own position names the actor. "The members of" a group spreads to those who belonged on that day,
less those excepted, and ranks below anything that names the member. A group's or organisation's
position as itself is its own. Whoever is excepted is "not among them", and thereby against nothing.

Where the stance is on somebody, `quorate.record.camps` puts who stands with whom side by side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

import msgspec

from quorate.claims.claim import Membership, Party, Position
from quorate.claims.date import last_day
from quorate.claims.problem import Problem
from quorate.claims.source import disputed
from quorate.record.actors import flat, fold, naming_of
from quorate.record.held import Held, weigh, weight
from quorate.record.marks import dated, marks, seen
from quorate.record.mentions import groups, phrased, phrases, stands_on
from quorate.record.printed import Printed, PrintedCounts
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.camps import Called, Camp
    from quorate.record.record import Record
    from quorate.record.taken import Condition

Polarity: TypeAlias = Literal["for", "against", "neutral"]

POLARITY: dict[str, Polarity] = {
    **dict.fromkeys(
        ("supports", "conditionally_supports", "recognises", "accepts", "welcomes", "endorses",
         "favours", "agrees", "calls_for", "demands"),
        "for",
    ),
    **dict.fromkeys(
        ("opposes", "conditionally_opposes", "rejects", "condemns", "accuses", "criticises",
         "warns_against", "denies", "declines", "objects", "does_not_recognise",
         "does_not_support", "does_not_accept"),
        "against",
    ),
}  # fmt: skip
CALLS = ("calls_for", "demands", "urges", "drops_demand")  # whose target is asked, not stood for
SPREAD = "spread, unconfirmed"
NOT_AMONG = "not among them"


def polarity(stance: str, negated: bool = False) -> Polarity:
    """Return on which side a stance is; a stance that no list has is neutral.

    >>> polarity("recognises"), polarity("recognises", negated=True), polarity("undecided")
    ('for', 'against', 'neutral')
    """
    side = POLARITY.get(stance, "neutral")
    if not negated:
        return side
    return "against" if side == "for" else "neutral"


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Where one actor stands.

    Attributes:
        actor: its id; or words for somebody unnamed, if it is in `Issue.unnamed`.
        stance: as the claim has it; `negated`: that it does not, or no longer.
        side: the polarity of the stance.
        spread_from: the group through whose members it follows; empty: it is named itself.
        since: from when, or by when seen.
        said_by: who ascribes it; empty: the source itself.
        rivals: other stances that claims of the same rank give.
        marks: ``named``, ``from facts``, ``spread, unconfirmed``, ``not among them``, doubts.
        decided: false if it rests on a proposal.
        claims: ids of the claims it rests on, the one that holds first.
    """

    actor: str
    name: str
    stance: str = ""
    negated: bool = False
    side: Polarity = "neutral"
    spread_from: str = ""
    since: str = ""
    until: str = ""
    said_by: str = ""
    condition: str = ""
    rivals: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    decided: bool = True
    claims: tuple[str, ...] = ()


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """One phrase, with or without a target, and where everybody stands on it.

    Attributes:
        stands: actor by actor: named first, then spread.
        not_among: those whom a source excepts.
        unnamed: words for somebody whom no source names.
        counts: counts printed, as a series.
    """

    phrase: str
    target: str = ""
    target_name: str = ""
    stands: tuple[Stand, ...] = ()
    not_among: tuple[Stand, ...] = ()
    unnamed: tuple[Stand, ...] = ()
    counts: tuple[Printed, ...] = ()


class Positions(msgspec.Struct, frozen=True, kw_only=True):
    """Where actors stand.

    Attributes:
        on: the date asked for, or None.
        issues: by phrase and target, those with most names first.
        camps: who stands with whom, if asked for.
        called: who is asked to move, if camps are asked for.
        problems: what could not be spread, and why.
    """

    on: str | None
    issues: tuple[Issue, ...]
    camps: tuple[Camp, ...] = ()
    called: tuple[Called, ...] = ()
    problems: tuple[Problem, ...] = ()


def positions(
    record: Record, phrase: str | None = None, target: str | None = None, camps: bool = False
) -> Positions:
    """Return who stands where on the record's date, phrase by phrase.

    Args:
        record: the record, with its filters.
        phrase: only phrases that are this, or hold these words (accents and case aside).
        target: only what is on this actor, by id or name.
        camps: also put those of one side together, and who of them is asked to move.
    """
    wanted = fold(phrase or "")
    if target:
        taken = _on_target(record, wanted, target)
    else:
        taken = Taken(record, on_phrases(record, lambda each: each == wanted) if wanted else ())
        if wanted and not (taken.parts or taken.unnamed):
            taken = Taken(record, on_phrases(record, lambda each: wanted in each))
    about = taken.naming.one(target) if target else ""
    known = sorted({part.issue for part in (*taken.parts, *taken.unnamed)})
    exact = {issue for issue in known if issue[0] == wanted}
    issues = []
    for issue in known:
        if wanted and (issue not in exact if exact else wanted not in issue[0]):
            continue
        if about and issue[1] != about:
            continue
        issues.append(taken.issue(issue))
    issues.sort(key=lambda i: (-len(i.stands), i.phrase, i.target))
    found: tuple[Camp, ...] = ()
    called: tuple[Called, ...] = ()
    if camps:
        from quorate.record.camps import called_upon, stand_together

        found = stand_together(taken, issues)
        called = called_upon(
            taken, {c.about for c in found if {"for", "against"} <= c.sides.keys()}
        )
    return Positions(
        on=record.on_date,
        issues=tuple(issues),
        camps=found,
        called=called,
        problems=tuple(dict.fromkeys(taken.problems)),
    )


def _on_target(record: Record, wanted: str, target: str) -> Taken:
    """Return the positions on a target: those on this phrase, or else on what holds its words.

    Without a phrase all that are on it.
    """
    from quorate.record.issues import issues

    naming = naming_of(record)
    about = naming.one(target)
    several = issues(record, lambda phrase, *_: phrase == wanted) if wanted else ()
    several = several or issues(record, lambda phrase, *_: wanted in phrase)
    ones = {(fold(i.phrase), i.target) for i in several if i.target == about}
    return Taken(record, [stands_on(record, naming, ones)])


def on_phrases(record: Record, wanted: Callable[[str], bool]) -> tuple[Condition, ...]:
    """Return the condition on positions that their folded phrase is one that is wanted."""
    return (phrased(p for p in phrases(record.store) if wanted(p)),)


_EVER = "~~"  # after every day


class Part(msgspec.Struct, frozen=True):
    """One party's part in a claim.

    Attributes:
        issue: folded phrase and id of the target.
        actor: id, or the words of somebody unnamed.
        spread_from: the group through which it is meant; empty: named itself.
    """

    stored: Stored
    issue: tuple[str, str]
    actor: str
    spread_from: str = ""
    beside: tuple[str, ...] = ()

    @property
    def claim(self) -> Position:
        return cast(Position, self.stored.claim)

    @property
    def phrase(self) -> str:
        return self.claim.phrase


class Taken:
    """All positions of a record, each party's part in them by itself."""

    def __init__(self, record: Record, where: Sequence[Condition] = ()) -> None:
        """Take them.

        Args:
            record: the record, with its filters.
            where: conditions on the positions taken, where not all are asked for.
        """
        self.record = record
        self.naming = naming_of(record)
        self.problems: list[Problem] = []
        self.parts: list[Part] = []
        self.excepted: list[Part] = []
        self.unnamed: list[Part] = []
        self.homes = self._homes_of_targets()
        self._printed = PrintedCounts(record, self.naming)
        # The series needs the past, whatever the date asked for; each reading filters by its day.
        self._all = flat(record.on(None).held("position", where=where))
        for stored in self._all:
            claim = cast(Position, stored.claim)
            if record.on_date and seen(claim) > record.on_date:
                continue
            for party in claim.parties:
                self._take(stored, claim, party)

    def _take(self, stored: Stored, claim: Position, party: Party) -> None:
        target = self.naming.one(claim.target) if claim.target else ""
        issue = (fold(claim.phrase), target)
        if not party.actor:
            self.unnamed.append(Part(stored, issue, party.words))
            return
        actor = self.naming.one(party.actor)
        if not party.members:
            self.parts.append(Part(stored, issue, actor))
            return
        excepted = {self.naming.one(name) for name in claim.excepted}
        self.excepted += [Part(stored, issue, name, actor) for name in sorted(excepted)]
        for member in self._members_of(actor, claim):
            who = self.naming.one(cast(Membership, member.claim).member)
            if who not in excepted and who not in self.homes.get(target, ()):
                beside = () if member.decided else ("membership proposed",)
                self.parts.append(Part(stored, issue, who, actor, beside))

    def _members_of(self, group: str, claim: Position) -> list[Stored]:
        """Return the memberships of the group on the day of the claim, else on the date asked."""
        on = self.record.on_date
        day = claim.starts if len(claim.starts) == 10 else ""
        day = day or on or claim.known or ""
        if not day:
            self._problem(
                claim.id,
                f"It speaks of the members of {group}, but of no day, so it is spread to nobody.",
                "Date its report, or give a date with --on.",
            )
            return []
        called = [n for n in self._groups if self.naming.one(n) == group]
        own = {"group": called, "role": ("member",)}
        held = self.record.on(day).held("membership", own)
        found = [h.holds for h in held if not h.holds.claim.negated]
        if not found:
            self._problem(
                claim.id,
                f"Who belonged to {group} on {day} is not known, so it is spread to nobody.",
                "Add memberships to the case.",
            )
        return found

    def _problem(self, where: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(where=where, what=what, remedy=remedy))

    def _homes_of_targets(self) -> dict[str, set[str]]:
        """Return the states whose offices a person holds: what is on it is not spread to them."""
        homes: dict[str, set[str]] = defaultdict(set)
        for stored in flat(self.record.on(None).held("membership", {"role": ("holder",)})):
            claim = cast(Membership, stored.claim)
            if state := self.naming.office(claim.group)[1]:
                homes[self.naming.one(claim.member)].add(state)
        return homes

    @cached_property
    def _groups(self) -> list[str]:
        supposed = (c.group for c in self.record.supposed_moves)
        return sorted({*groups(self.record.store, self.record.entry), *supposed})

    @cached_property
    def _by_issue(self) -> tuple[dict[tuple[str, str], list[Part]], ...]:
        """Return by issue the parts, those excepted, and those of somebody unnamed."""
        found: list[dict[tuple[str, str], list[Part]]] = []
        for parts in (self.parts, self.excepted, self.unnamed):
            found.append(defaultdict(list))
            for part in parts:
                found[-1][part.issue].append(part)
        return tuple(found)

    # ------------------------------------------------------------------ one issue
    def has(self, issue: tuple[str, str]) -> bool:
        """Does anybody here stand on this phrase and target?"""
        return issue in self._by_issue[0] or issue in self._by_issue[2]

    def issue(self, issue: tuple[str, str], *, counts: bool = True) -> Issue:
        """Return where everybody stands on a phrase and target, with the counts printed."""
        parts = self._by_issue[0][issue]
        phrases = [p.phrase for p in (*parts, *self._by_issue[2][issue])]
        words = [p for p in self._by_issue[2][issue] if is_open(p, self.record.on_date)]
        stands = self.stands(parts, self.record.on_date)
        left_out: dict[str, Stand] = {}
        for part in self._by_issue[1][issue]:
            if is_open(part, self.record.on_date):
                left_out.setdefault(part.actor, self._stand(Held("", part.stored), part, NOT_AMONG))
        stands = [
            msgspec.structs.replace(s, marks=(*s.marks, NOT_AMONG)) if s.actor in left_out else s
            for s in stands
        ]
        return Issue(
            phrase=min(phrases, key=lambda w: (len(w), w)),
            target=issue[1],
            target_name=self.naming.name(issue[1]) if issue[1] else "",
            stands=tuple(stands),
            not_among=tuple(
                msgspec.structs.replace(s, stance="", side="neutral", spread_from="")
                for s in left_out.values()
            ),
            unnamed=tuple(self._unnamed(issue)),
            counts=self._printed.of(issue, words, self._listed(parts)) if counts else (),
        )

    def stands(self, parts: Iterable[Part], day: str | None) -> list[Stand]:
        """Return each actor's stand on a day: what names it, else what is spread to it."""
        found: dict[str, Stand] = {}
        parts = list(parts)
        named = [p for p in parts if not p.spread_from]
        spread = [p for p in parts if p.spread_from]
        for several in (named, spread):
            by_id = {(p.actor, p.claim.id): p for p in several if is_open(p, day)}
            keyed = ((p.actor, p.stored) for p in by_id.values())
            for held in weigh(keyed):
                if held.key not in found:
                    part = by_id[held.key, held.holds.claim.id]
                    found[held.key] = self._stand(held, part)
        return sorted(found.values(), key=lambda s: (bool(s.spread_from), s.side, s.actor))

    def _stand(self, held: Held, part: Part, *beside: str) -> Stand:
        claim = cast(Position, held.holds.claim)
        # Claims of many parties differ in their parties; what counts here is the stance.
        rivals = [r for r in held.rivals if _stance(r) != _stance(held.holds)]
        if part.spread_from and not beside:
            beside = (SPREAD,)
        told = marks(held.holds, rivals, *beside, *dated(claim), *part.beside)
        if part.spread_from:
            told = tuple(mark for mark in told if mark != "named")
        return Stand(
            actor=part.actor,
            name=self.naming.name(part.actor),
            stance=claim.stance,
            negated=claim.negated,
            side=polarity(claim.stance, claim.negated),
            spread_from=part.spread_from,
            since=seen(claim),
            until=claim.until or "",
            said_by=self.naming.one(claim.said_by) if claim.said_by else "",
            condition=claim.condition,
            rivals=tuple(dict.fromkeys(_words(r) for r in rivals)),
            marks=told,
            decided=held.decided and not part.beside,
            claims=tuple(s.claim.id for s in (held.holds, *held.rivals, *held.weaker)),
        )

    def _unnamed(self, issue: tuple[str, str]) -> list[Stand]:
        return [
            self._stand(Held("", part.stored), part, "unnamed")
            for part in self._by_issue[2][issue]
            if is_open(part, self.record.on_date)
        ]

    def _listed(self, parts: list[Part]) -> Callable[[str], int]:
        """Return what tells how many states and territories are named as for it by a day."""

        @cache
        def told() -> tuple[list[Part], Callable[[str | None], int] | None]:
            states = [
                p for p in parts
                if not p.spread_from and (a := self.naming.listed(p.actor))
                and a.type in ("state", "territory")
            ]  # fmt: skip
            plain = not any(disputed(p.claim.source) for p in states)
            return states, _number_for(states) if plain else None

        def listed(day: str) -> int:
            until = min(last_day(day).isoformat(), self.record.on_date or "~") if day else None
            until = until or self.record.on_date
            states, number = told()
            if number is None:
                return sum(s.side == "for" for s in self.stands(states, until))
            return number(until)

        return listed


def _number_for(parts: Iterable[Part]) -> Callable[[str | None], int]:
    """Return what tells how many are for it on a day, or on any, if no source is disputed.

    Then the weightiest open claim of each actor holds.
    """
    by_weight: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    for part in sorted(parts, key=lambda p: weight(p.stored), reverse=True):
        side = polarity(part.claim.stance, part.claim.negated)
        by_weight[part.actor].append((side == "for", *_open_on(part)))
    changes: Counter[str] = Counter()
    for told in by_weight.values():
        before = False
        for day in sorted({day for _, *both in told for day in both}):
            now = next((is_for for is_for, begins, ends in told if begins <= day < ends), False)
            changes[day] += now - before
            before = now
    days = sorted(changes)
    numbers = [0, *accumulate(changes[day] for day in days)]
    ever = sum(told[0][0] for told in by_weight.values())
    return lambda day: numbers[bisect_right(days, day)] if day else ever


def is_open(part: Part, day: str | None) -> bool:
    """Does the claim hold on a day, as far as its dates say?"""
    begins, ends = _open_on(part)
    return not day or begins <= day < ends


def _open_on(part: Part) -> tuple[str, str]:
    """Return from which day on the claim holds, and from which on no more."""
    if part.stored.status == "supposed":
        return "", _EVER
    return seen(part.claim), part.claim.until or _EVER


def _stance(stored: Stored) -> tuple[str, bool]:
    claim = cast(Position, stored.claim)
    return claim.stance, claim.negated


def _words(stored: Stored) -> str:
    stance, negated = _stance(stored)
    return f"not {stance}" if negated else stance
