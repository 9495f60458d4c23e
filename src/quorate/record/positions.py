"""Where does each actor stand on a date?

An own position names the actor. "The members of" a group spreads to those who belonged on that day,
less those excepted, and ranks below anything that names the member. A group's or organisation's
position as itself is its own. Whoever is excepted is "not among them", and thereby against nothing.

Where the stance is on somebody, `quorate.record.camps` puts who stands with whom side by side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

import msgspec

from quorate.claims.claim import Figure, Membership, Number, Party, Position
from quorate.claims.date import last_day
from quorate.claims.problem import Problem
from quorate.claims.source import Passage
from quorate.record.actors import flat, fold, naming_of
from quorate.record.held import Held, weigh
from quorate.record.marks import dated, marks, seen
from quorate.record.schema import Stored
from quorate.record.stories import Stories

if TYPE_CHECKING:
    from quorate.record.camps import Called, Camp
    from quorate.record.record import Record

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
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"dozens?|scores?|hundreds?)\b",
    re.IGNORECASE,
)


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


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A count of those who take a position, as printed.

    Attributes:
        wording: the source's words (``some 50``).
        low, best, high: its bounds, where they are known.
        day: of which day it is; empty: unknown.
        scope: what it counts, in the source's words.
        listed: how many states (and territories) are named as for it on that day.
    """

    wording: str
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    day: str = ""
    scope: str = ""
    listed: int = 0
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
        camps: also put those of one side together, and who is asked to move.
    """
    taken = Taken(record)
    wanted = fold(phrase or "")
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

    def __init__(self, record: Record) -> None:
        self.record = record
        self.naming = naming_of(record)
        self.problems: list[Problem] = []
        self.parts: list[Part] = []
        self.excepted: list[Part] = []
        self.unnamed: list[Part] = []
        self.homes = self._homes_of_targets()
        self._figures = flat(record.held("figure"))
        # The series needs the past, whatever the date asked for; each reading filters by its day.
        self._all = flat(record.on(None).held("position"))
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
        held = self.record.on(day).held("membership", {"role": ("member",)})
        found = [
            h.holds
            for h in held
            if self.naming.one(cast(Membership, h.holds.claim).group) == group
            and not h.holds.claim.negated
        ]
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
    def _by_issue(self) -> tuple[dict[tuple[str, str], list[Part]], ...]:
        """Return by issue the parts, those excepted, and those of somebody unnamed."""
        found: list[dict[tuple[str, str], list[Part]]] = []
        for parts in (self.parts, self.excepted, self.unnamed):
            found.append(defaultdict(list))
            for part in parts:
                found[-1][part.issue].append(part)
        return tuple(found)

    @cached_property
    def _figures_by(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Return the places of figures by what they count, and by the report they stand in."""
        counted: dict[str, list[int]] = defaultdict(list)
        printed: dict[str, list[int]] = defaultdict(list)
        for place, stored in enumerate(self._figures):
            claim = cast(Figure, stored.claim)
            counted[fold(claim.quantity.replace("_", " "))].append(place)
            if isinstance(claim.source, Passage):
                printed[claim.source.report].append(place)
        return counted, printed

    def _figures_near(self, issue: tuple[str, str], words: list[Part]) -> list[Stored]:
        """Return the figures that may count those who take the position, in their order."""
        counted, printed = self._figures_by
        stem = fold(issue[0])[:7]
        places = {n for q, several in counted.items() if stem and stem in q for n in several}
        sources = {p.claim.source.report for p in words if isinstance(p.claim.source, Passage)}
        places |= {n for report in sources for n in printed.get(report, ())}
        return [self._figures[n] for n in sorted(places)]

    # ------------------------------------------------------------------ one issue
    def issue(self, issue: tuple[str, str]) -> Issue:
        """Return where everybody stands on a phrase and target."""
        parts = self._by_issue[0][issue]
        words = [p.phrase for p in (*parts, *self._by_issue[2][issue])]
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
            phrase=min(words, key=lambda w: (len(w), w)),
            target=issue[1],
            target_name=self.naming.name(issue[1]) if issue[1] else "",
            stands=tuple(stands),
            not_among=tuple(
                msgspec.structs.replace(s, stance="", side="neutral", spread_from="")
                for s in left_out.values()
            ),
            unnamed=tuple(self._unnamed(issue)),
            counts=tuple(self._counts(issue, parts)),
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

    # ------------------------------------------------------------------ counts
    def _counts(self, issue: tuple[str, str], parts: list[Part]) -> list[Printed]:
        """Return the counts printed: in the words of the position, or as figures of it."""
        found: dict[tuple[str, str, str], Printed] = {}
        stories = self.record.stories()
        record_date = self.record.on_date
        words = [p for p in self._by_issue[2][issue] if is_open(p, record_date)]
        for stored in self._figures_near(issue, words):
            figure = cast(Figure, stored.claim)
            late = record_date and seen(figure) > record_date
            if not late and self._counts_of(figure, issue, words):
                found[_place(stored, figure.wording, stories)] = Printed(
                    wording=figure.wording or str(figure.best or figure.low or figure.high),
                    low=figure.low, best=figure.best, high=figure.high, day=seen(figure),
                    scope=figure.scope, listed=self._listed(parts, seen(figure)),
                    marks=marks(stored), decided=stored.decided, claims=(figure.id,),
                )  # fmt: skip
        in_figures = [fold(wording) for report, _, wording in found if report]
        for part in words:
            if not _NUMBER.search(part.actor) or any(w in fold(part.actor) for w in in_figures):
                continue
            claim = part.claim
            found[_place(part.stored, part.actor, stories)] = Printed(
                wording=part.actor, day=seen(claim), listed=self._listed(parts, seen(claim)),
                marks=marks(part.stored), decided=part.stored.decided, claims=(claim.id,),
            )  # fmt: skip
        return sorted(found.values(), key=lambda c: (c.day or "~", c.wording))

    def _counts_of(self, figure: Figure, issue: tuple[str, str], words: list[Part]) -> bool:
        """Does a figure count those who take the position?

        It does if it stands in the words for somebody unnamed; or if it counts states by the
        position's verb, and its scope is the target.
        """
        if any(_within(figure, part) for part in words):
            return True
        stem = fold(issue[0])[:7]
        if not stem or stem not in fold(figure.quantity.replace("_", " ")):
            return False
        scope = figure.scope.partition(",")[0]
        return bool(issue[1]) and self.naming.one(scope) == issue[1]

    def _listed(self, parts: list[Part], day: str) -> int:
        until = min(last_day(day).isoformat(), self.record.on_date or "~") if day else None
        stands = self.stands(parts, until or self.record.on_date)
        return sum(
            1
            for s in stands
            if s.side == "for" and not s.spread_from
            if (a := self.naming.listed(s.actor)) and a.type in ("state", "territory")
        )


def is_open(part: Part, day: str | None) -> bool:
    """Does the claim hold on a day, as far as its dates say?"""
    claim = part.claim
    if part.stored.status == "supposed" or not day:
        return True
    return seen(claim) <= day and (claim.until is None or claim.until > day)


def _within(figure: Figure, part: Part) -> bool:
    """Does the figure stand in a report's words for somebody unnamed?"""
    one, other = figure.source, part.claim.source
    if not isinstance(one, Passage) or not isinstance(other, Passage):
        return False
    inside = other.main.start <= one.main.start and one.main.end <= other.main.end
    return one.report == other.report and inside and fold(figure.wording) in fold(part.actor)


def _place(stored: Stored, wording: str, stories: Stories) -> tuple[str, str, str]:
    """Return where a count is printed; in a story of several prints it is printed once."""
    source = stored.claim.source
    if isinstance(source, Passage):
        alone = not stories.of(source.report).others
        return stories.source(stored.claim), str(source.main.start) if alone else "", wording
    return "", stored.claim.id, wording


def _stance(stored: Stored) -> tuple[str, bool]:
    claim = cast(Position, stored.claim)
    return claim.stance, claim.negated


def _words(stored: Stored) -> str:
    stance, negated = _stance(stored)
    return f"not {stance}" if negated else stance
