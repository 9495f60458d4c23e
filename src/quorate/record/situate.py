"""How does the record become a situation?"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import msgspec

from quorate.claims.claim import (
    Actor,
    Ballot,
    Base,
    Choice,
    Claim,
    Membership,
    Rule,
    Tally,
    Weight,
)
from quorate.claims.majority import asks, rule_of
from quorate.claims.problem import Problem
from quorate.claims.rule import parse_rule
from quorate.claims.source import Derived, Instrument, Rank, disputed
from quorate.record.elimination import by_elimination
from quorate.record.held import Held, overridden
from quorate.record.organ import (
    ORDINARY,
    PROCEDURE,
    Counted,
    counted,
    deciding,
    in_role,
    members_of,
    removed,
    rules,
    rules_of,
    seated,
)
from quorate.record.situation import Evidence, How, OtherBase, Reported, Situation
from quorate.record.suspended import less_suspended, with_supposed

if TYPE_CHECKING:
    from quorate.record.case import Question
    from quorate.record.questions import Leanings
    from quorate.record.record import Record

AS_REPORTED = "majority as reported"
REPORTED = (*Tally.numbers, "majority", "outcome", "how")


def situate(
    record: Record,
    question: Question,
    *,
    decided_only: bool = False,
    leanings: Leanings | None = None,
    listed: tuple[str, ...] = (),
) -> Situation:
    """Return the situation of a question, as the record's filters have it.

    Args:
        record: the record, with its filters set.
        question: drafts, and the organ and matter if they are not the drafts' own.
        decided_only: leave out what nobody has decided.
        leanings: where actors lean on it, if that is known already.
        listed: who belongs to the organ, if which organ it is nobody has decided.
    """
    return _Situating(record, question, decided_only, leanings, listed).situation()


class _Situating:
    """One situation in the making: what it rests on and what is not known gather as it goes."""

    def __init__(
        self,
        record: Record,
        question: Question,
        decided_only: bool,
        leanings: Leanings | None = None,
        listed: tuple[str, ...] = (),
    ) -> None:
        self.leanings = leanings
        self.listed = listed
        self.record = record
        self.question = question
        self.decided_only = decided_only
        self.claims: list[str] = []
        self.problems: list[Problem] = []
        self.overridden: list[str] = []
        self.other_bases: dict[int, OtherBase] = {}
        self.base_doubt = ""
        self.eliminated: dict[str, Evidence] = {}
        joined = record.joined()  # a count that a person accepts is of the vote shown with it
        self.joining = tuple(m.member for m in record.supposed_moves if not m.negated)
        self.drafts = tuple(dict.fromkeys(i for d in question.drafts for i in joined.all(d)))

    def situation(self) -> Situation:
        # A draft is asked about before its day too: what it is does not wait for the date.
        tallies = self._held("tally", draft=self.drafts)
        occasions = self._occasions(tallies)
        days = {h.holds.claim.starts for h in (*tallies, *occasions) if h.holds.claim.starts}
        held_on = min(days, key=lambda d: (-len(d), d)) if days else None
        own_organ = organ = self._one(occasions, "organ")
        matter = self.question.matter or self._one(occasions, "matter")
        if self.question.organ:
            organ = self.question.organ
        if not organ and not self.drafts:
            self._problem(
                "It names no organ, so who votes, and by what rule, is not known.",
                'Name one with --organ, or write organ = "..." under the question in case.toml.',
            )
        reported_on = max((h.holds.claim.known or "" for h in (*tallies, *occasions)), default="")
        if organ and not self.drafts:  # of a vote to come: when the last report was published
            last = self.record.store.last_published(self.record.entry)
            reported_on = reported_on or self.record.known_by or last
        day = self.record.on_date or held_on or reported_on or None
        reported = _reported(tallies)
        if own_organ and organ != own_organ:
            reported = tuple(_votes_alone(r) for r in reported)
        listed = self._members(organ, day) if organ and day else ()
        self.listed = listed or self.listed
        suspended = self._suspended(organ, day) & set(listed) if organ and day else frozenset()
        suspended, wrong = with_supposed(self.record, suspended, listed)
        for each in self._supposed_choices():
            if not self._may_choose(each.voter):
                wrong.append(f"{each.voter} is supposed to choose, but is no member.")
        for what in wrong:
            self._problem(what, "Leave the supposition out.")
        base, left_out, how = self._base(organ, matter, day, reported, listed, suspended)
        members = tuple(m for m in listed if m not in left_out)
        without = {*self.joining, *suspended}
        voters = [m for m in members if m not in without]
        if base == len(members) - len(self.joining):
            self.eliminated = by_elimination(voters, reported, self._evidence(supposing=False))
        departed, base, how = self._departures(listed, left_out, base, how)
        if self.record.supposed_suspensions:
            reported = less_suspended(self.record, reported, self._evidence())
        told = next((r for r in reported if r.majority), None)
        rules = self._rules(organ, matter, day, told) if organ else ()
        rules = rules or _as_told(organ, told)
        groups, weights = self._named_in(rules, members, day)
        title = self.question.title or self._one(occasions, "title")
        return Situation(
            question=self.question.id,
            title=title,
            organ=organ,
            organ_name=self._organ_name(organ),
            on=self.record.on_date,
            held_on=held_on,
            as_of=day,
            members=tuple(m for m in members if m not in departed),
            left_out=left_out,
            base=base,
            base_how=how,
            other_bases=tuple(b for n, b in sorted(self.other_bases.items()) if n != base),
            base_doubt=self.base_doubt,
            rules=rules,
            excluded=suspended - set(left_out) - set(departed),
            groups=groups,
            weights=weights,
            evidence={m: e for m, e in self._evidence().items() if m not in departed},
            leanings=self._leanings(members),
            reported=reported,
            departed=departed,
            joining=self.joining,
            supposed=tuple(c.source.words for c in self.record.supposed),
            overridden=tuple(dict.fromkeys(self.overridden)),
            claims=tuple(dict.fromkeys(self.claims)),
            problems=tuple(self.problems),
        )

    # ------------------------------------------------------------------ parts
    def _occasions(self, tallies: list[Held]) -> list[Held]:
        """Return what the drafts are; whoever accepts a count accepts whose vote it counts."""
        ever, own = self.record.on(None), {"occasion": self.drafts}
        occasions = ever.held("occasion", own, decided_only=self.decided_only)
        if occasions or not self.decided_only:
            return occasions
        voted = (*tallies, *self._held("ballot", draft=self.drafts))
        return ever.held("occasion", own) if voted else []

    def _held(self, kind: str, day: str | None = None, /, **own: tuple[str, ...]) -> list[Held]:
        return self.record.held(kind, own, on=day, decided_only=self.decided_only)

    def _rest_on(self, *several: Held) -> None:
        self.claims.extend(held.holds.claim.id for held in several)
        for held in several:
            told, shipped = held.holds.claim, [s.claim for s in overridden(held)]
            if shipped:
                instead = "; ".join(dict.fromkeys(_says(claim) for claim in shipped))
                self.overridden.append(f"{_says(told)} by this desk, in place of {instead}")

    def _one(self, occasions: list[Held], field: str) -> str:
        """Return the one value that the sources give, the weightiest source first."""
        weighed = sorted(occasions, key=lambda h: -h.holds.claim.rank)
        given = [(h, getattr(h.holds.claim, field)) for h in weighed]
        given = [(h, value) for h, value in given if value]
        if not given:
            return ""
        top = [value for h, value in given if h.holds.claim.rank == given[0][0].holds.claim.rank]
        if field == "organ" and len(set(top)) > 1:
            self._problem(
                f"Sources give two organs, {' and '.join(sorted(set(top)))}.",
                "Name the organ with --organ, or join or part the drafts.",
            )
            return ""
        self._rest_on(given[0][0])
        return str(given[0][1])

    def _problem(self, what: str, remedy: str) -> None:
        self.problems.append(
            Problem(where=f"question {self.question.id}", what=what, remedy=remedy)
        )

    def _organ_name(self, organ: str) -> str:
        found = self._held("actor", actor=(organ,)) if organ else []
        return cast(Actor, found[0].holds.claim).name if found else ""

    def _members(self, organ: str, day: str) -> tuple[str, ...]:
        """Return who belongs to the organ that day, with those supposed to join."""
        actor = self.record.actor(organ)
        belong = seated(self._held, organ, actor.whole if actor else "", day)
        shipped = any(h.holds.entry == 0 for h in belong)
        if shipped:  # whom a report alone calls a member votes there once a person accepts it
            belong = [h for h in belong if h.holds.entry == 0 or self._may_sit(h)]
        if not belong:
            self._problem(
                f"Who belongs to {organ} on {day} is not known.",
                "Add memberships to the case, or ask for another date.",
            )
            return ()
        self._rest_on(*belong)
        gone = removed(self._held, (organ, self.record.organisation_of(organ)), day)
        self._rest_on(*gone)
        return tuple(sorted({*members_of(belong), *self.joining}))

    def _may_sit(self, held: Held) -> bool:
        if not held.decided:
            return False
        member = self.record.actor(cast(Membership, held.holds.claim).member)
        return member is not None and member.type != "person"

    def _suspended(self, organ: str, day: str) -> frozenset[str]:
        """Return who is suspended from the organ or its organisation that day, and may not vote.

        Of those who voted here, only whom a person has decided to be so.
        """
        groups = tuple(filter(None, (organ, self.record.organisation_of(organ))))
        voted = {cast(Ballot, h.holds.claim).voter for h in self._held("ballot", draft=self.drafts)}
        held = in_role(self._held, groups, "suspended", day)
        held = [h for h in held if h.decided or cast(Membership, h.holds.claim).member not in voted]
        self._rest_on(*held)
        return frozenset(members_of(held))

    def _base(
        self,
        organ: str,
        matter: str,
        day: str | None,
        reported: tuple[Reported, ...],
        listed: tuple[str, ...],
        suspended: frozenset[str],
    ) -> tuple[int | None, tuple[str, ...], str]:
        belong = set(listed) - set(self.joining)
        found = counted(self._held, organ, matter, day, belong, suspended) if organ else None
        for report in reported:
            if report.base is not None:
                self._other_base(report.base, "as reported", *report.claims)
        if found:
            self._rest_on(found.held)
            self._doubt_base(found, day)
            return found.number, found.left_out, found.how
        for report in reported:
            if report.base is not None:
                return report.base, (), "reported"
        return None, (), "not known"

    def _doubt_base(self, found: Counted, day: str | None) -> None:
        """Note what other sources count, and what the base's own source says against it."""
        source = found.held.holds.claim.source
        if isinstance(source, Instrument) and disputed(source):
            self.base_doubt = source.status.partition(":")[2].strip() or source.status
        for stored in (*found.held.rivals, *found.held.weaker):
            base = cast(Base, stored.claim)
            if base.count is None or not _covers(base, day):
                continue
            told = base.source
            words = told.title if isinstance(told, Instrument) else _says(base)
            self._other_base(base.count, words, base.id)

    def _other_base(self, number: int, words: str, *claims: str) -> None:
        known = self.other_bases.get(number)
        told = (*(known.words.split("; ") if known else ()), words)
        self.other_bases[number] = OtherBase(
            number=number,
            words="; ".join(dict.fromkeys(told)),
            claims=tuple(dict.fromkeys((*(known.claims if known else ()), *claims))),
        )

    def _departures(
        self, listed: tuple[str, ...], left_out: tuple[str, ...], base: int | None, how: str
    ) -> tuple[dict[str, str], int | None, str]:
        """Return who leaves by supposition with the choice each made, and the base after that."""
        leaving = [m.member for m in self.record.supposed_moves if m.negated]
        joining = self.joining
        for member in leaving:
            if listed and member not in listed:
                self._problem(
                    f"{member} is supposed to leave, but is no member.",
                    "Leave the supposition out.",
                )
        leaving = [m for m in leaving if m in listed or not listed]
        evidence = self._evidence() if leaving else {}
        departed = {m: evidence[m].choice if m in evidence else "" for m in leaving}
        counted = [m for m in leaving if m not in left_out]
        if base is not None and (counted or joining):
            steps = (f" - {len(counted)} leaving" if counted else "") + (
                f" + {len(joining)} joining" if joining else ""
            )
            return departed, base - len(counted) + len(joining), f"{base}{steps}"
        return departed, base, how

    def _rules(
        self, organ: str, matter: str, day: str | None, told: Reported | None
    ) -> tuple[Rule, ...]:
        held = rules(self._held, organ, day)
        every = list(zip(held, rules_of(held), strict=True))
        named = [h for h, r in every if r.matter == matter]
        if matter == PROCEDURE and not named:  # without a rule of its own, as any other decision
            named = [h for h, r in every if r.matter == ORDINARY]
        if told and not self.question.matter:
            # The report says which majority is asked; the matter is worked out from a noun.
            asking = [(h, r) for h, r in every if asks(r.adopts, told.majority)]
            alike = [h for h, r in asking if r.matter == (matter or ORDINARY)]
            named = alike or [h for h, _ in asking] or named
        if matter and held and not named:
            matters = sorted({r.matter for r in rules_of(held)})
            self._problem(
                f"{organ} has no rule for the matter '{matter}'.",
                f"Its matters are {', '.join(matters)}.",
            )
        chosen = deciding(named or held)
        self._rest_on(*chosen)
        return tuple(rules_of(chosen))

    def _named_in(
        self, rules: tuple[Rule, ...], members: tuple[str, ...], day: str | None
    ) -> tuple[dict[str, frozenset[str]], dict[str, dict[str, Fraction]]]:
        """Return the groups and weights that the rules name."""
        formulas = [parse_rule(text) for r in rules for text in (r.adopts, r.quorum) if text]
        groups: dict[str, frozenset[str]] = {}
        for name in sorted({g for f in formulas for g in f.groups}):
            groups[name] = frozenset(members_of(in_role(self._held, (name,), "member", day)))
        weights: dict[str, dict[str, Fraction]] = {}
        for name in sorted({w for f in formulas for w in f.weights}):
            held = self._held("weight", day, scheme=(name,), holder=members)
            claims = [cast(Weight, h.holds.claim) for h in held]
            if claims:  # a scheme of which nothing is known is not given
                weights[name] = {c.holder: Fraction(c.value) for c in claims}
        return groups, weights

    def _leanings(self, members: tuple[str, ...]) -> dict[str, Evidence]:
        """Return where members lean by their positions on the question's phrases."""
        if not self.question.pro and not self.question.contra:
            return {}
        found = self.leanings or leanings_of(self.record, self.question)
        for words in found.unlinked:
            self._problem(
                f"'{words}' points both ways on this question and is not linked.",
                "Make the phrases in case.toml tell them apart.",
            )
        return {
            m: e
            for m, e in found.by_actor.items()
            if m in members and (e.decided or not self.decided_only)
        }

    def _evidence(self, *, supposing: bool = True) -> dict[str, Evidence]:
        """Return each member's choice: what holds by rank, with doubts and rivals."""
        evidence = {}
        for held in self._held("ballot", draft=self.drafts):
            claim = cast(Ballot, held.holds.claim)
            if not claim.negated:
                evidence[claim.voter] = _evidence(held)
        evidence = self.eliminated | evidence
        if not supposing:
            return evidence
        for supposed in self._supposed_choices():
            if self._may_choose(supposed.voter):
                before = evidence.get(supposed.voter)
                evidence[supposed.voter] = Evidence(
                    choice=supposed.choice,
                    how="supposed",
                    formerly=before.choice if before else None,
                    claims=(supposed.id,),
                )
        return evidence

    def _supposed_choices(self) -> list[Ballot]:
        return [c for c in self.record.supposed_choices if c.draft in ("", *self.drafts)]

    def _may_choose(self, member: str) -> bool:
        """Is it a member, or nobody knows who is?"""
        return not self.listed or member in self.listed


def _as_told(organ: str, told: Reported | None) -> tuple[Rule, ...]:
    """Return the rule that a report tells of, where none of the organ is known."""
    adopts = rule_of(told.majority) if told else ""
    if not told or not adopts:
        return ()
    source = Derived(rule=AS_REPORTED, claims=told.claims)
    return (Rule(source=source, organ=organ, matter=AS_REPORTED, adopts=adopts),)


def _covers(claim: Claim, day: str | None) -> bool:
    if day is None:
        return True
    return (not claim.starts or claim.starts <= day) and (claim.until is None or claim.until > day)


def _says(claim: Claim) -> str:
    """Return what a rule, base or membership says, as short as a mark."""
    if isinstance(claim, Rule):
        return f"rule {claim.adopts}"
    if isinstance(claim, Base):
        return f"base {claim.count or claim.lists}"
    if isinstance(claim, Membership):
        return f"{claim.member} {'no ' if claim.negated else ''}{claim.role}"
    return claim.key


def _evidence(held: Held) -> Evidence:
    claim = cast(Ballot, held.holds.claim)
    marks: list[str] = []
    rivals: list[Choice] = [cast(Ballot, r.claim).choice for r in held.rivals]
    if rivals or disputed(claim.source):
        marks.append("disputed")
    weaker = [cast(Ballot, w.claim) for w in held.weaker if w.claim.rank > Rank.DERIVED]
    if any(w.choice != claim.choice for w in weaker):
        marks.append("another source differs")
    how: How = "elimination" if isinstance(claim.source, Derived) else "named"
    ids = (claim.id, *(r.claim.id for r in held.rivals))
    return Evidence(
        choice=claim.choice,
        how=how,
        decided=held.decided,
        marks=tuple(marks),
        rivals=tuple(dict.fromkeys(rivals)),
        claims=ids,
    )


def _reported(tallies: list[Held]) -> tuple[Reported, ...]:
    """Return every count that a source gives, the one that holds first."""
    found = []
    for held in tallies:
        for stored in (held.holds, *held.rivals, *held.weaker):
            claim = cast(Tally, stored.claim)
            marks = ("conflict",) if stored is held.holds and held.rivals else ()
            counted: dict[str, Any] = {f: getattr(claim, f) for f in REPORTED}
            found.append(
                Reported(
                    **counted,
                    official=claim.rank == Rank.OFFICIAL,
                    decided=stored.decided,
                    marks=marks,
                    claims=(claim.id,),
                )
            )
    return tuple(found)


def _votes_alone(report: Reported) -> Reported:
    """Return the votes without what they came to: that was under another organ's rule."""
    return msgspec.structs.replace(
        report, needed=None, short=None, base=None, majority="", outcome=None
    )


def leanings_of(record: Record, question: Question) -> Leanings:
    """Return where actors lean on a question."""
    from quorate.record.questions import leanings  # positions ask the record in turn

    return leanings(record, question)


def with_decided(record: Record, question: Question) -> Situation:
    """Return the situation with proposals, and within it the same from decided claims alone."""
    lean = leanings_of(record, question) if question.pro or question.contra else None
    now = situate(record, question, leanings=lean)
    undecided = any(not r.decided for r in now.reported) or any(
        not e.decided for e in now.evidence.values()
    )
    if not undecided:
        return now
    listed = (*now.members, *now.left_out, *now.departed)
    decided = situate(record, question, decided_only=True, leanings=lean, listed=listed)
    return msgspec.structs.replace(now, decided=decided)
