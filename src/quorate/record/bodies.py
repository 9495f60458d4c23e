"""What is a body on a date: its organs, members, rules and bases, and what changed next?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias, cast

import msgspec

from quorate.claims.claim import Actor, Base, Claim, Membership, Role, Rule
from quorate.claims.source import Person, disputed
from quorate.record.held import Held, overridden
from quorate.record.marks import marks
from quorate.record.organ import Counted, counted, in_role, members_of, removed, rules, seated
from quorate.record.shipped import Holder, ReadAtOnce
from quorate.record.suppose import find_actor

Turn: TypeAlias = Literal[
    "joins", "leaves", "suspended", "suspension ends", "stays away", "comes back", "rule", "base"
]

BODIES = ("organisation", "bloc")
_TURNS: dict[Role, tuple[Turn, Turn]] = {  # of what a change of each role is a turn
    "member": ("joins", "leaves"),
    "suspended": ("suspended", "suspension ends"),
    "absent": ("stays away", "comes back"),
}


class Belonging(msgspec.Struct, frozen=True, kw_only=True):
    """One member in one role.

    Attributes:
        member, name: who.
        since, until: from when to when; `until` is the first day out.
        note: what the source adds.
        marks: doubts, and ``this desk`` if the case overrides what is shipped.
        claims: ids of the claims it rests on, the one that holds first.
    """

    member: str
    name: str
    since: str = ""
    until: str = ""
    note: str = ""
    marks: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """A rule or a base, with what stands beside it.

    Attributes:
        claim: the one that holds.
        base: of a rule, how many the organ counts as its members on its matter.
        marks: doubts of its source, and ``this desk`` if the case overrides what is shipped.
        rivals: other claims of its rank that overlap it and differ.
        overridden: shipped claims that it stands in place of.
    """

    claim: Rule | Base
    base: int | None = None
    marks: tuple[str, ...] = ()
    rivals: tuple[Rule | Base, ...] = ()
    overridden: tuple[Rule | Base, ...] = ()


class Organ(msgspec.Struct, frozen=True, kw_only=True):
    """One organ on the date.

    Attributes:
        organ, name: which.
        own_seats: true if it seats its own members and not all of the body.
        members: who sits there.
        suspended: who of them is suspended and may not vote.
        base: how many it counts as its members; None if no source says.
        base_how: ``claim`` if a source gives the number, else ``members listed``.
        left_out: members that are not counted.
        counts: the claim on the base.
        rules: its rules, on resolutions first.
    """

    organ: str
    name: str
    own_seats: bool
    members: tuple[Belonging, ...] = ()
    suspended: tuple[str, ...] = ()
    base: int | None = None
    base_how: str = ""
    left_out: tuple[str, ...] = ()
    counts: Provision | None = None
    rules: tuple[Provision, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What changed on a day: who came or went where, or which rule or base began.

    Attributes:
        on: the date, as exactly as it is known.
        where: the body or the organ.
        turn: what happened.
        members: who joined, left, was suspended.
        words: of a rule or base, what it says from then on.
    """

    on: str
    where: str
    turn: Turn
    members: tuple[str, ...] = ()
    words: str = ""
    claims: tuple[str, ...] = ()


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A body on a date.

    Attributes:
        body, name, type: which, as it was called then.
        names: further names by language.
        on: the date.
        as_of: the last event that the shipped facts take in.
        since: from when it exists.
        members, suspended, associates, observers: who belongs to the body.
        away: members that stay away by their own decision.
        removed: who is a member by the shipped facts, and not by this case.
        organs: its organs.
        before: what changed last, up to the date.
        after: what changed next.
        claims: ids of the claims that say what it is.
    """

    body: str
    name: str
    type: str
    on: str
    names: dict[str, tuple[str, ...]] = {}
    as_of: str = ""
    since: str = ""
    until: str = ""
    members: tuple[Belonging, ...] = ()
    suspended: tuple[Belonging, ...] = ()
    away: tuple[Belonging, ...] = ()
    associates: tuple[Belonging, ...] = ()
    observers: tuple[Belonging, ...] = ()
    removed: tuple[Belonging, ...] = ()
    organs: tuple[Organ, ...] = ()
    before: tuple[Change, ...] = ()
    after: tuple[Change, ...] = ()
    claims: tuple[str, ...] = ()


def bodies(holder: Holder) -> list[Actor]:
    """Return every body that has a rule or members of its own, by id."""
    organs = {cast(Rule, h.holds.claim).organ for h in holder.held("rule")}
    everyone = {a.actor: a for a in holder.actors()}
    owners = {everyone[o].of or o for o in organs if o in everyone}
    return [everyone[i] for i in sorted(owners) if i in everyone]


def organs_of(holder: Holder, body: str) -> list[Actor]:
    """Return the organs of a body, or the body itself if it decides without one."""
    organs = [a for a in holder.actors() if a.type == "organ" and a.of == body]
    ruled = {cast(Rule, h.holds.claim).organ for h in holder.held("rule", {"organ": (body,)})}
    own = [a for a in holder.actors() if a.actor == body and body in ruled]
    return own + sorted(organs, key=lambda a: a.actor)


def find_body(holder: Holder, name: str) -> Actor:
    """Return the body of this id or name.

    Raises:
        Unusable: nothing is called so.
    """
    return find_actor(name, bodies(holder), "body", "quorate bodies lists them")


def find_organ(holder: Holder, name: str) -> Actor:
    """Return the organ of this id or name.

    Raises:
        Unusable: nothing is called so.
    """
    ruled = {cast(Rule, h.holds.claim).organ for h in holder.held("rule")}
    organs = [a for a in holder.actors() if a.actor in ruled]
    return find_actor(name, organs, "organ", "quorate bodies lists the organs of each")


def body_on(holder: Holder, name: str, on: str, known: str | None = None) -> Body:
    """Return what a body is on a date.

    Args:
        holder: a record, or the shipped facts.
        name: its id or name.
        on: the date.
        known: only what was published by then.

    Raises:
        Unusable: nothing is called so.
    """
    return _body(holder, find_body(holder, name), on, known)


def bodies_on(holder: Holder, on: str, known: str | None = None) -> list[Body]:
    """Return what every body is on a date, by id; arguments as of `body_on`."""
    several = bodies(holder)
    groups = [g for b in several for g in (b.actor, *(o.actor for o in organs_of(holder, b.actor)))]
    at_once = ReadAtOnce(holder, dict.fromkeys(groups))
    return [_body(at_once, actor, on, known) for actor in several]


def _body(holder: Holder, actor: Actor, on: str, known: str | None) -> Body:
    asked = _Asked(holder, on, known)
    called = holder.held("actor", {"actor": (actor.actor,)}, on=on, known=known)
    then = cast(Actor, called[0].holds.claim) if called else actor
    organs = organs_of(holder, actor.actor)
    groups = tuple(dict.fromkeys((actor.actor, *(o.actor for o in organs))))
    before, after = _around(holder, groups, on, known)
    return Body(
        body=actor.actor, name=then.name, type=actor.type, on=on, names=actor.names,
        as_of=then.as_of or "", since=then.since or "", until=then.until or "",
        members=asked.belonging(actor.actor, "member"),
        suspended=asked.belonging(actor.actor, "suspended"),
        away=asked.belonging(actor.actor, "absent"),
        associates=asked.belonging(actor.actor, "associate"),
        observers=asked.belonging(actor.actor, "observer"),
        removed=asked.rows(removed(asked.held, groups, on)),
        organs=tuple(asked.organ(o) for o in organs),
        before=before, after=after,
        claims=(then.id,),
    )  # fmt: skip


def organ_on(holder: Holder, name: str, on: str, known: str | None = None) -> Organ:
    """Return what an organ is on a date; arguments and faults as in `body_on`."""
    return _Asked(holder, on, known).organ(find_organ(holder, name))


class _Asked:
    """One answer in the making; what nobody has decided is left out."""

    def __init__(self, holder: Holder, on: str, known: str | None) -> None:
        self.holder, self.on, self.known = holder, on, known
        self.names = {a.actor: a.name for a in holder.actors()}
        self._made: dict[str, Belonging] = {}  # organs seat the same members

    def held(self, kind: str, day: str | None = None, /, **own: tuple[str, ...]) -> list[Held]:
        found = self.holder.held(kind, own, on=day or self.on, known=self.known)
        return [h for h in found if h.decided]

    def belonging(self, group: str, role: Role) -> tuple[Belonging, ...]:
        return self.rows(in_role(self.held, (group,), role, self.on))

    def rows(self, found: Iterable[Held]) -> tuple[Belonging, ...]:
        rows = [self._row(h) for h in found]
        return tuple(sorted(rows, key=lambda r: r.name))

    def _row(self, held: Held) -> Belonging:
        claim = cast(Membership, held.holds.claim)
        if claim.id not in self._made:
            self._made[claim.id] = self._new_row(held, claim)
        return self._made[claim.id]

    def _new_row(self, held: Held, claim: Membership) -> Belonging:
        return Belonging(
            member=claim.member, name=self.names.get(claim.member, claim.member),
            since=claim.starts, until=claim.until or "", note=claim.note,
            marks=_doubts(held), claims=tuple(s.claim.id for s in (held.holds, *held.rivals)),
        )  # fmt: skip

    def organ(self, actor: Actor) -> Organ:
        organ, body = actor.actor, actor.of
        belong = seated(self.held, organ, actor.whole, self.on)
        listed = members_of(belong)
        groups = tuple(filter(None, (organ, body)))
        barred = members_of(in_role(self.held, groups, "suspended", self.on))
        suspended = tuple(m for m in barred if m in listed)

        def count(matter: str) -> Counted | None:
            return counted(self.held, organ, matter, self.on, listed, suspended)

        base = count("resolutions")
        own = any(cast(Membership, h.holds.claim).group == organ for h in belong)
        return Organ(
            organ=organ, name=actor.name, own_seats=own and bool(body),
            members=self.rows(belong), suspended=suspended,
            base=base.number if base else None, base_how=base.how if base else "",
            left_out=base.left_out if base else (),
            counts=_provision(base.held) if base else None,
            rules=tuple(
                _provision(h, count(cast(Rule, h.holds.claim).matter))
                for h in rules(self.held, organ, self.on)
            ),
        )  # fmt: skip


def _provision(held: Held, base: Counted | None = None) -> Provision:
    claim = cast(Rule | Base, held.holds.claim)
    return Provision(
        claim=claim,
        base=base.number if base else None,
        marks=_doubts(held),
        rivals=tuple(cast(Rule | Base, r.claim) for r in held.rivals),
        overridden=tuple(cast(Rule | Base, s.claim) for s in overridden(held)),
    )


def _doubts(held: Held) -> tuple[str, ...]:
    """Return the doubts of what holds, and who of the desk says so, without how it is known."""
    source = held.holds.claim.source
    by = (f"{source.name}: {source.reason}",) if isinstance(source, Person) else ()
    aside = ("from facts", "by a person")
    return (*by, *(m for m in marks(held.holds, held.rivals) if m not in aside))


# ---------------------------------------------------------------------------- changes


class _Event(NamedTuple):
    """What changes claims bring about, together, on a day."""

    on: str
    where: str
    turn: Turn
    words: str = ""


def _around(
    holder: Holder, groups: tuple[str, ...], on: str, known: str | None
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return what changed last, up to the date, and what changed next."""
    events = _events(holder, groups, known)
    days = {event.on for event in events}
    last = max((day for day in days if day <= on), default="")
    after = min((day for day in days if day > on), default="")
    told = sorted(event for event in events if event.on in (last, after))
    changes = [
        Change(
            on=event.on, where=event.where, turn=event.turn, words=event.words,
            members=tuple(sorted({c.member for c in events[event] if isinstance(c, Membership)})),
            claims=tuple(c.id for c in events[event]),
        )
        for event in told
    ]  # fmt: skip
    return tuple(c for c in changes if c.on == last), tuple(c for c in changes if c.on == after)


def _events(
    holder: Holder, groups: tuple[str, ...], known: str | None
) -> dict[_Event, list[Claim]]:
    """Return all that ever changed in a body and its organs."""
    events: dict[_Event, list[Claim]] = defaultdict(list)
    kinds: tuple[Literal["rule", "base"], ...] = ("rule", "base")
    for kind in kinds:
        for told in _decided(holder, kind, {"organ": groups}, known):
            claim = cast(Rule | Base, told)
            if claim.starts and not disputed(claim.source):
                events[_Event(claim.starts, claim.organ, kind, _says(claim))].append(claim)
    spells: dict[tuple[str, ...], list[Membership]] = defaultdict(list)
    own = {"group": groups, "role": tuple(_TURNS)}
    for told in _decided(holder, "membership", own, known):
        spell = cast(Membership, told)
        spells[spell.group, spell.member, spell.role].append(spell)
    for several in spells.values():
        began, ended = _TURNS[several[0].role]
        times = [(spell.starts, spell.until, spell) for spell in several]
        starts, ends = {start for start, _, _ in times}, {end for _, end, _ in times}
        for start, end, spell in times:
            if start and start not in ends:
                events[_Event(start, spell.group, began)].append(spell)
            if end and end not in starts:
                events[_Event(end, spell.group, ended)].append(spell)
    return events


def _decided(
    holder: Holder, kind: str, own: dict[str, tuple[str, ...]], known: str | None
) -> Iterator[Claim]:
    """Yield what is decided on, whenever it holds, but endings."""
    for stored in holder.stored(kind, own):
        claim = stored.claim
        if stored.decided and not claim.negated and (known is None or (claim.known or "") <= known):
            yield claim


def _says(claim: Claim) -> str:
    if isinstance(claim, Rule):
        return f"{claim.matter}: {claim.adopts}"
    base = cast(Base, claim)
    return str(base.count) if base.count is not None else f"{base.lists} listed"
