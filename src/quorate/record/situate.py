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
    Membership,
    Rule,
    Tally,
    Weight,
)
from quorate.claims.problem import Problem
from quorate.claims.rule import parse_rule
from quorate.claims.source import Derived, Rank
from quorate.record.held import Held
from quorate.record.situation import Evidence, How, Reported, Situation

if TYPE_CHECKING:
    from quorate.record.case import Question
    from quorate.record.record import Record

REPORTED = (*Tally.numbers, "outcome", "how")


def situate(record: Record, question: Question, *, decided_only: bool = False) -> Situation:
    """Return the situation of a question, as the record's filters have it.

    Args:
        record: the record, with its filters set.
        question: drafts, and the organ and matter if they are not the drafts' own.
        decided_only: leave out what nobody has decided.
    """
    return _Situating(record, question, decided_only).situation()


class _Situating:
    """One situation in the making: what it rests on and what is not known gather as it goes."""

    def __init__(self, record: Record, question: Question, decided_only: bool) -> None:
        self.record = record
        self.question = question
        self.decided_only = decided_only
        self.claims: list[str] = []
        self.problems: list[Problem] = []
        joined = record.joined(decided_only=decided_only)
        self.drafts = tuple(dict.fromkeys(i for d in question.drafts for i in joined.all(d)))

    def situation(self) -> Situation:
        # A draft is asked about before its day too: what it is does not wait for the date.
        occasions = self.record.on(None).held(
            "occasion", {"occasion": self.drafts}, decided_only=self.decided_only
        )
        tallies = self._held("tally", draft=self.drafts)
        days = {h.holds.claim.starts for h in (*tallies, *occasions) if h.holds.claim.starts}
        held_on = min(days, key=lambda d: (-len(d), d)) if days else None
        own_organ = organ = self._one(occasions, "organ")
        matter = self.question.matter or self._one(occasions, "matter")
        if self.question.organ:
            organ = self.question.organ
        day = self.record.on_date or held_on
        reported = _reported(tallies)
        if own_organ and organ != own_organ:
            reported = tuple(_votes_alone(r) for r in reported)
        listed = self._members(organ, day) if organ and day else ()
        base, left_out, how = self._base(organ, matter, day, reported)
        members = tuple(m for m in listed if m not in left_out)
        departed, base, how = self._departures(listed, left_out, base, how)
        rules = self._rules(organ, matter, day) if organ else ()
        groups, weights = self._named_in(rules, members, day)
        title = self.question.title or self._one(occasions, "title")
        return Situation(
            question=self.question.id,
            title=title,
            organ=organ,
            organ_name=self._organ_name(organ),
            on=self.record.on_date,
            held_on=held_on,
            members=tuple(m for m in members if m not in departed),
            left_out=left_out,
            base=base,
            base_how=how,
            rules=rules,
            groups=groups,
            weights=weights,
            evidence={m: e for m, e in self._evidence().items() if m not in departed},
            leanings=self._leanings(members),
            reported=reported,
            departed=departed,
            joining=tuple(m.member for m in self.record.supposed_moves if not m.negated),
            supposed=tuple(c.source.words for c in self.record.supposed),
            claims=tuple(dict.fromkeys(self.claims)),
            problems=tuple(self.problems),
        )

    # ------------------------------------------------------------------ parts
    def _held(self, kind: str, day: str | None = None, **own: tuple[str, ...]) -> list[Held]:
        return self.record.held(kind, own, on=day, decided_only=self.decided_only)

    def _rest_on(self, held: Held) -> None:
        self.claims.append(held.holds.claim.id)

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
        """Return who belongs to the organ that day: its own seats, else all of its organisation."""
        for group in dict.fromkeys((organ, self.record.organisation_of(organ))):
            held = self._held("membership", day, group=(group,), role=("member",)) if group else []
            belong = [h for h in held if not h.holds.claim.negated]
            if belong:
                self.claims.extend(h.holds.claim.id for h in belong)
                names = [cast(Membership, h.holds.claim).member for h in belong]
                joining = [m.member for m in self.record.supposed_moves if not m.negated]
                return tuple(sorted({*names, *joining}))
        self._problem(
            f"Who belongs to {organ} on {day} is not known.",
            "Add memberships to the case, or ask for another date.",
        )
        return ()

    def _base(
        self, organ: str, matter: str, day: str | None, reported: tuple[Reported, ...]
    ) -> tuple[int | None, tuple[str, ...], str]:
        held = self._held("base", day, organ=(organ,)) if organ else []
        held = [h for h in held if cast(Base, h.holds.claim).matter in ("", matter)]
        # A base for this matter stands before the organ's general one.
        held.sort(key=lambda h: cast(Base, h.holds.claim).matter == "")
        if held:
            claim = cast(Base, held[0].holds.claim)
            self._rest_on(held[0])
            # Without a date, a base is given only if the organ never had another.
            if day or all(
                cast(Base, h.holds.claim).count == claim.count for h in self._spells(organ)
            ):
                return claim.count, claim.left_out, "claim"
        for report in reported:
            if report.base is not None:
                return report.base, (), "reported"
        return None, (), "not known"

    def _spells(self, organ: str) -> list[Held]:
        return [Held(s.claim.key, s) for s in self.record.stored("base", {"organ": (organ,)})]

    def _departures(
        self, listed: tuple[str, ...], left_out: tuple[str, ...], base: int | None, how: str
    ) -> tuple[dict[str, str], int | None, str]:
        """Return who leaves by supposition with the choice each made, and the base after that."""
        leaving = [m.member for m in self.record.supposed_moves if m.negated]
        joining = [m.member for m in self.record.supposed_moves if not m.negated]
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

    def _rules(self, organ: str, matter: str, day: str | None) -> tuple[Rule, ...]:
        held = [h for h in self._held("rule", day, organ=(organ,)) if not h.holds.claim.negated]
        named = [h for h in held if cast(Rule, h.holds.claim).matter == matter]
        if matter and held and not named:
            self._problem(
                f"{organ} has no rule for the matter '{matter}'.",
                "Its matters are "
                + ", ".join(sorted(cast(Rule, h.holds.claim).matter for h in held))
                + ".",
            )
        chosen = named or held
        for each in chosen:
            self._rest_on(each)
        return tuple(cast(Rule, h.holds.claim) for h in chosen)

    def _named_in(
        self, rules: tuple[Rule, ...], members: tuple[str, ...], day: str | None
    ) -> tuple[dict[str, frozenset[str]], dict[str, dict[str, Fraction]]]:
        """Return the groups and weights that the rules name."""
        formulas = [parse_rule(text) for r in rules for text in (r.adopts, r.quorum) if text]
        groups: dict[str, frozenset[str]] = {}
        for name in sorted({g for f in formulas for g in f.groups}):
            held = self._held("membership", day, group=(name,), role=("member",))
            belong = {
                cast(Membership, h.holds.claim).member for h in held if not h.holds.claim.negated
            }
            groups[name] = frozenset(belong)
        weights: dict[str, dict[str, Fraction]] = {}
        for name in sorted({w for f in formulas for w in f.weights}):
            held = self._held("weight", day, scheme=(name,), holder=members)
            claims = [cast(Weight, h.holds.claim) for h in held]
            weights[name] = {c.holder: Fraction(c.value) for c in claims}
        return groups, weights

    def _leanings(self, members: tuple[str, ...]) -> dict[str, Evidence]:
        """Return where members lean by their positions on the question's phrases."""
        if not self.question.pro and not self.question.contra:
            return {}
        from quorate.record.questions import leanings  # positions ask the record in turn

        found = leanings(self.record, self.question)
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

    def _evidence(self) -> dict[str, Evidence]:
        """Return each member's choice: what holds by rank, with doubts and rivals."""
        evidence = {}
        for held in self._held("ballot", draft=self.drafts):
            claim = cast(Ballot, held.holds.claim)
            if not claim.negated:
                evidence[claim.voter] = _evidence(held)
        for supposed in self.record.supposed_choices:
            if supposed.draft in ("", *self.drafts):
                before = evidence.get(supposed.voter)
                evidence[supposed.voter] = Evidence(
                    choice=supposed.choice,
                    how="supposed",
                    formerly=before.choice if before else None,
                    claims=(supposed.id,),
                )
        return evidence


def _evidence(held: Held) -> Evidence:
    claim = cast(Ballot, held.holds.claim)
    marks: list[str] = []
    rivals: list[Choice] = [cast(Ballot, r.claim).choice for r in held.rivals]
    if rivals or bool(getattr(claim.source, "mark", "")):
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
    return msgspec.structs.replace(report, needed=None, short=None, base=None, outcome=None)


def with_decided(record: Record, question: Question) -> Situation:
    """Return the situation with proposals, and within it the same from decided claims alone."""
    now = situate(record, question)
    undecided = any(not r.decided for r in now.reported) or any(
        not e.decided for e in now.evidence.values()
    )
    if not undecided:
        return now
    return msgspec.structs.replace(now, decided=situate(record, question, decided_only=True))
