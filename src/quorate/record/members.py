"""Who is in a group, organ, statement, meeting or talks, and in what role?

Beside those named for an occasion of a group stand the members of that day who are not named: they
follow from the list of members, not from a source on the occasion. Lists of several sources that
differ are shown side by side.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast, get_args

import msgspec

from quorate.claims.claim import Different, Membership, Occasion, Role, Same
from quorate.claims.date import parse_date
from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import Derived, Passage, Supposed
from quorate.record.actors import apart, flat, fold, naming_of
from quorate.record.database import one_of as among
from quorate.record.held import Held, weigh
from quorate.record.marks import dated, marks, seen
from quorate.record.mentions import groups
from quorate.record.occasions import OccasionSeen, candidate, occasions_seen, same
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record

ROLES: tuple[Role, ...] = (
    "signatory", "participant", "observer", "mediator", "host", "holder", "member", "associate",
    "suspended", "declined", "absent",
)  # fmt: skip
assert set(ROLES) == set(get_args(Role))
COUNTED: tuple[Role, ...] = ("signatory", "participant")  # roles by whose lists one is named
SENTENCE_STEP = "the group whose members the same sentence calls them"


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A member, in one role.

    Attributes:
        member: its id, or the report's words.
        negated: true if a source says that it is not so: it did not sign, is no member any more.
        according_to: of a holder, according to whom.
        since, until: from when to when, as far as known.
        marks: ``named``, ``from facts``, ``not named``, ``unnamed`` (words for somebody),
            ``proposed`` ... and doubts.
        decided: false if it rests on a proposal.
        claims: ids of the claims it rests on, the one that holds first.
    """

    member: str
    name: str
    role: Role
    negated: bool = False
    according_to: str = ""
    since: str = ""
    until: str = ""
    marks: tuple[str, ...] = ()
    decided: bool = True
    claims: tuple[str, ...] = ()


class NameList(msgspec.Struct, frozen=True, kw_only=True):
    """Those whom one source names in one role, and which members of that day it does not name.

    Attributes:
        source: the report's id, or the title of an official list.
        official: true if it is no report's.
        members: ids of those named.
        lacks: ids of members of that day whom it does not name.
        beyond: ids of those named who are no members that day.
        conflict: true if another source's list of this role differs.
    """

    source: str
    role: Role
    official: bool
    members: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    conflict: bool = False
    decided: bool = True
    marks: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Members(msgspec.Struct, frozen=True, kw_only=True):
    """Who is in a group or an occasion.

    Attributes:
        group: its id; `ids` all ids that mean the same.
        type: the type of the actor or occasion.
        of: the group or organisation an occasion is of.
        held_on: the day of an occasion, as far as known.
        members: who is named, in the order of the roles; decided and proposed alike.
        not_named: members of that day who are not named, from the list of members.
        lists: of an occasion, each source's own list.
        steps: the derived claims that made ids one or found the group.
        problems: what is not known.
    """

    group: str
    name: str
    type: str
    ids: tuple[str, ...]
    of: str = ""
    of_name: str = ""
    on: str | None = None
    held_on: str = ""
    members: tuple[Member, ...] = ()
    not_named: tuple[Member, ...] = ()
    lists: tuple[NameList, ...] = ()
    steps: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def role(self, role: Role, *, decided_only: bool = False) -> tuple[str, ...]:
        """Return the ids of those named in a role."""
        return tuple(
            m.member
            for m in self.members
            if m.role == role and not m.negated and (m.decided or not decided_only)
        )


def members(record: Record, group: str, on: str | None = None) -> Members:
    """Return who is in a group, organ, statement, meeting or talks.

    Args:
        record: the record, with its filters.
        group: its id or name.
        on: a date; the record's own filter if left out. Of an occasion whose day no source gives,
            it is taken as the day.

    Raises:
        Unusable: nothing is called so, or several things are.
    """
    view = record.on(parse_date(on)) if on else record
    return _Asked(view).members(group)


class _Asked:
    """One answer in the making: steps and problems gather as it goes."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.naming = naming_of(record)
        self.steps: list[Same] = []
        self.problems: list[Problem] = []
        self.occasions = record.on(None).held("occasion")
        self.groups = groups(record.store, record.entry)

    def members(self, group: str) -> Members:
        asked = self._find(group, self.occasions)
        if isinstance(asked, str):
            return self._of_group(asked)
        return self._of_occasion(asked)

    # ------------------------------------------------------------------ what is asked about
    def _find(self, group: str, occasions: list[Held]) -> str | Held:
        """Return the occasion, or the id of the group, that is meant."""
        joined = self.record.joined()
        by_id = {h.key: h for h in occasions}
        if joined.one(group) in by_id:
            return by_id[joined.one(group)]
        one = self.naming.one(group)
        if self.naming.listed(one) is not None or self._named(one):
            return one
        titled = [
            h
            for h in occasions
            for s in (h.holds, *h.rivals, *h.weaker)
            if (t := fold(cast(Occasion, s.claim).title)) and fold(group) in (t, fold(h.key))
        ]
        hits = {h.key: h for h in titled} or {
            h.key: h for h in occasions if h.key.startswith(group) and group
        }
        if len(hits) == 1:
            return next(iter(hits.values()))
        if hits:
            raise Unusable(f"'{group}' may be {', '.join(sorted(hits)[:8])}; give the id.")
        known = {fold(a.name): a.name for a in self.record.actors() if a.type != "person"}
        known |= {fold(k): k for k in by_id}
        near = difflib.get_close_matches(fold(group), known, n=3, cutoff=0.5)
        shown = ", ".join(known[n] for n in near) or "a group's name or an occasion's id"
        raise Unusable(f"No group or occasion here is called '{group}'; did you mean {shown}?")

    def _named(self, group: str) -> bool:
        return any(self.naming.one(name) == group for name in self.groups)

    # ------------------------------------------------------------------ groups and organs
    def _of_group(self, group: str) -> Members:
        ids = self._ids(group)
        rows = self._rows(ids, group)
        actor = self.naming.listed(group)
        members = {m.member for m in rows if m.role == "member"}
        if not members and actor is not None and actor.type == "organ":
            if actor.whole:
                rows += self._rows(self._ids(actor.whole), actor.whole, role="member")
            if not actor.seats and actor.of:
                self._problem(
                    group,
                    f"Its own seats are not known: the members of {actor.of} are given.",
                    "Add seats to the case if it does not seat all members.",
                )
            elif not actor.whole:
                self._problem(
                    group,
                    f"Who sits there is not known; its seats are: {actor.seats}.",
                    "Add a [[seat]] to case.toml, or ask for another date.",
                )
        if self.record.on_date is None:
            self._problem(
                group,
                "No date is asked for: these are all who ever were in it.",
                "Give a date with --on.",
            )
        return Members(
            group=group,
            name=self.naming.name(group),
            type=actor.type if actor else "",
            ids=ids,
            of=actor.of if actor else "",
            of_name=self.naming.name(actor.of) if actor and actor.of else "",
            on=self.record.on_date,
            members=tuple(self._with_supposed(rows)),
            problems=tuple(self.problems),
        )

    def _ids(self, group: str) -> tuple[str, ...]:
        """Return every id and name under which claims speak of the group."""
        named = (n for n in self.groups if n != group and self.naming.one(n) == group)
        return (group, *sorted(named))

    def _with_supposed(self, rows: list[Member]) -> list[Member]:
        """Return the rows after the departures and accessions supposed."""
        for move in self.record.supposed_moves:
            if move.group:
                continue
            who = self.naming.one(move.member)
            rows = [m for m in rows if (m.member, m.role) != (who, "member")]
            words = move.source.words if isinstance(move.source, Supposed) else ""
            rows.append(
                Member(
                    member=who, name=self.naming.name(who), role="member", negated=move.negated,
                    marks=("supposed", words), claims=(move.id,),
                )
            )  # fmt: skip
        return rows

    def _rows(self, ids: Iterable[str], group: str, role: Role | None = None) -> list[Member]:
        """Return who is named in any of these ids, by role and name.

        An undated claim on a group tells nothing of days before its report; an occasion has a day.
        """
        own = {"group": tuple(ids)} | ({"role": (role,)} if role else {})
        keyed, on = [], self.record.on_date
        occasion = group in {s.key for s in self.occasions}
        for stored in flat(self.record.held("membership", own)):
            claim = cast(Membership, stored.claim)
            if occasion or not on or seen(claim) <= on:
                keyed.append((f"{claim.role}|{self.naming.one(claim.member)}", stored))
        rows = [self._row(held, group) for held in weigh(keyed)]
        return sorted(rows, key=lambda m: (ROLES.index(m.role), m.negated, m.member))

    def _row(self, held: Held, group: str) -> Member:
        claim = cast(Membership, held.holds.claim)
        member = self.naming.one(claim.member)
        beside = []
        last = member.rpartition(" ")[2]
        if self.naming.listed(member) is None and (last.islower() or member[:1].islower()):
            beside.append("unnamed")
        if claim.group != group and self.naming.one(claim.group) == group:
            beside.append(f"called '{claim.group}'")
        rivals = [r for r in held.rivals if apart(claim, r)]
        return Member(
            member=member,
            name=self.naming.name(member),
            role=claim.role,
            negated=claim.negated,
            according_to=self.naming.one(claim.according_to) if claim.according_to else "",
            since=claim.starts,
            until=claim.until or "",
            marks=marks(held.holds, rivals, *beside, *dated(claim)),
            decided=held.decided,
            claims=tuple(s.claim.id for s in (held.holds, *held.rivals, *held.weaker)),
        )

    def _problem(self, where: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(where=where, what=what, remedy=remedy))

    # ------------------------------------------------------------------ occasions
    def _of_occasion(self, held: Held) -> Members:
        ids = self.record.joined().all(held.key)
        self.steps += [s for s in self.record.derived() if {s.one, s.other} & set(ids)]
        claims = [cast(Occasion, s.claim) for s in (held.holds, *held.rivals, *held.weaker)]
        days = [c.starts for c in claims if c.starts]
        day = max(days, key=len) if days else ""
        if not day and self.record.on_date:
            ids = self._joined_on(ids, self.record.on_date)
            self._problem(
                held.key,
                f"No source gives its day; {self.record.on_date} is taken, as asked.",
                "Date the report that names it.",
            )
        main = self._claims_of(ids) or claims
        group = next((self.naming.one(c.organ) for c in main if c.organ), "")
        rows = self._rows(ids, held.key)
        group = group or self._group_of_sentence(ids)
        when = day or self.record.on_date or ""
        belong = self._belong(group, when) if group and when else []
        lists = self._lists(ids, [m.member for m in belong])
        if group and not when:
            self._problem(
                held.key,
                "Its day is not known, so who belonged that day is not either.",
                "Date the report that names it, or give the day with --on.",
            )
        named = {m.member for m in rows if m.role in COUNTED and not m.negated}
        titles = [c.title for c in main if c.title]
        return Members(
            group=main[0].occasion,
            name=titles[0] if titles else main[0].type,
            type=main[0].type,
            ids=tuple(dict.fromkeys((main[0].occasion, *ids))),
            of=group,
            of_name=self.naming.name(group) if group else "",
            on=self.record.on_date,
            held_on=day,
            members=tuple(rows),
            not_named=tuple(m for m in belong if m.member not in named) if named else (),
            lists=lists,
            steps=tuple(s.id for s in self.steps),
            problems=tuple(self.problems),
        )

    def _claims_of(self, ids: tuple[str, ...]) -> list[Occasion]:
        """Return what is said of the occasion, the weightiest source first."""
        found = flat(self.record.on(None).held("occasion", {"occasion": ids}))
        found.sort(key=lambda s: -s.claim.rank)
        return [cast(Occasion, s.claim) for s in found]

    def _joined_on(self, ids: tuple[str, ...], day: str) -> tuple[str, ...]:
        """Return the ids with those of the one occasion of that day that this may be."""
        undated = self.record.on(None)
        seen = occasions_seen(
            flat(undated.held("occasion")), flat(undated.held("membership")), self.naming
        )
        own = [s for s in seen if s.id in ids]
        others = [s for s in seen if s.id not in ids and s.day]
        different = (cast(Different, s.claim) for s in flat(undated.held("different")))
        two = [frozenset((c.one, c.other)) for c in different]
        for each in own:
            each = self._with_group(each, ids)
            if (other := candidate(each, others, two, day)) is not None:
                self.steps.append(same(each, other, day))
                return tuple(dict.fromkeys((*self.record.joined().all(other.id), *ids)))
        return ids

    def _with_group(self, each: OccasionSeen, ids: tuple[str, ...]) -> OccasionSeen:
        group = each.group or self._group_of_sentence(ids)
        return msgspec.structs.replace(each, group=group)

    def _group_of_sentence(self, ids: tuple[str, ...]) -> str:
        """Return the one group whose members the words that name the signatories call them."""
        own = [
            cast(Membership, s.claim)
            for s in flat(self.record.held("membership", {"group": ids, "role": COUNTED}))
            if isinstance(s.claim.source, Passage)
        ]
        shared: dict[str, set[str]] = defaultdict(set)
        reports = sorted({c.source.report for c in own if isinstance(c.source, Passage)})
        there = [among("claim.report", reports)]
        for stored in flat(self.record.held("membership", {"role": ("member",)}, where=there)):
            claim = cast(Membership, stored.claim)
            if isinstance(claim.source, Passage) and not claim.negated:
                for mine in own:
                    if claim.member == mine.member and _overlap(mine.source, claim.source):
                        shared[self.naming.one(claim.group)].add(claim.id)
        groups = [g for g, found in shared.items() if len(found) > 1]
        if len(groups) != 1:
            return ""
        used = tuple(sorted(shared[groups[0]]))
        self.steps.append(
            Same(source=Derived(SENTENCE_STEP, used), one=ids[0], other=groups[0])
        )  # fmt: skip
        return groups[0]

    def _belong(self, group: str, day: str) -> list[Member]:
        """Return the members of a group that day, or of its organisation, as not named."""
        view = _Asked(self.record.on(day))
        for each in dict.fromkeys((group, self.record.organisation_of(group))):
            rows = view._rows(view._ids(each), each, role="member") if each else []
            found = [m for m in rows if not m.negated]
            if found:
                return [
                    msgspec.structs.replace(m, marks=tuple(dict.fromkeys((*m.marks, "not named"))))
                    for m in found
                ]
        self._problem(
            group, f"Who belonged to it on {day} is not known.", "Add memberships to the case."
        )
        return []

    def _lists(self, ids: tuple[str, ...], belong: list[str]) -> tuple[NameList, ...]:
        """Return whom each source names, role by role; those that differ are a conflict."""
        lists: dict[tuple[Role, str], list[Stored]] = defaultdict(list)
        stories = self.record.stories()
        for stored in flat(self.record.held("membership", {"group": ids, "role": COUNTED})):
            claim = cast(Membership, stored.claim)
            if not claim.negated:
                lists[claim.role, stories.source(claim)].append(stored)
        found = []
        for (role, source), named in lists.items():
            names = {self.naming.one(cast(Membership, s.claim).member) for s in named}
            others = [
                {self.naming.one(cast(Membership, s.claim).member) for s in rows}
                for (r, other), rows in lists.items()
                if r == role and other != source
            ]
            found.append(
                NameList(
                    source=source, role=role, official=named[0].status == "official",
                    members=tuple(sorted(names)),
                    lacks=tuple(m for m in belong if m not in names),
                    beyond=tuple(sorted(names - set(belong))) if belong else (),
                    conflict=any(other != names for other in others),
                    decided=all(s.decided for s in named), marks=marks(named[0]),
                    claims=tuple(s.claim.id for s in named),
                )
            )  # fmt: skip
        return tuple(sorted(found, key=lambda x: (ROLES.index(x.role), -x.official, x.source)))


def _overlap(one: object, other: object) -> bool:
    """Do two passages of one report share words of their main spans?"""
    if not isinstance(one, Passage) or not isinstance(other, Passage):
        return False
    a, b = one.main, other.main
    return one.report == other.report and a.start < b.end and b.start < a.end
