"""Who asks and offers what in talks, who must give it, and what ended the rounds before?

A giver who is neither a party nor the mediator sits outside the room, and is marked: what is his to
give opens or blocks the talks from there. What blocked talks are acts on them: a refusal, a walk
out, somebody's objection, or a side that stayed away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

import msgspec

from quorate.claims.claim import Membership, Occasion, Role, Term
from quorate.claims.date import precision
from quorate.claims.problem import Unusable
from quorate.claims.source import Passage
from quorate.record.actors import fold
from quorate.record.bearing import Bearing, Bearings, Taker
from quorate.record.held import Held, weigh
from quorate.record.rows import Grounds, Row
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record

TermStanding: TypeAlias = Literal["asks", "offers", "dropped", "withdrawn"]


class Exchanged(Row, frozen=True, kw_only=True):
    """What a party asks or offers on one issue, from a day on.

    Attributes:
        value: what exactly; empty if the issue says it all.
        given_by: whose it is to give, as far as told.
        came: what came of it: ``agreed``, ``refused``, ``lapsed``, ``kept``, ``broken``.
        date: since when, or when observed; empty if not known.
    """

    issue: str
    party: str
    value: str = ""
    given_by: str = ""
    came: str = ""
    date: str = ""


class Asked(Exchanged, frozen=True, kw_only=True):
    """An ask or offer as it stands now.

    Attributes:
        standing: ``asks`` or ``offers``; ``dropped`` or ``withdrawn`` if that has ended.
        outside: the giver is neither a party to the talks nor their mediator.
        in_return_for, condition: as far as told.
        precision: of the date.
        words: the report's words, or empty.
    """

    standing: TermStanding
    outside: bool = False
    in_return_for: str = ""
    condition: str = ""
    precision: str = ""
    words: str = ""


class Round(Row, frozen=True, kw_only=True):
    """One round.

    Attributes:
        follows: id of the round before it, or of the talks.
        taking_part: who, in what role; ``absent`` and ``declined`` are roles.
    """

    id: str
    title: str = ""
    date: str = ""
    until: str = ""
    place: str = ""
    follows: str = ""
    taking_part: tuple[Taker, ...] = ()


class Talks(Row, frozen=True, kw_only=True):
    """Talks, with all that is held of them.

    Attributes:
        parties, mediators, hosts, others: who takes part; `others` are observers and absentees.
        terms: by issue, then by party: the table of asks and offers.
        rounds: in order.
        bearing: acts on these talks and their rounds, by date.
        earlier: ids of talks on the same matter before these, the nearest first.
        ended_before: what blocked or ended those.
    """

    id: str
    title: str = ""
    about: str = ""
    place: str = ""
    date: str = ""
    precision: str = ""
    parties: tuple[Taker, ...] = ()
    mediators: tuple[Taker, ...] = ()
    hosts: tuple[Taker, ...] = ()
    others: tuple[Taker, ...] = ()
    terms: tuple[Asked, ...] = ()
    rounds: tuple[Round, ...] = ()
    bearing: tuple[Bearing, ...] = ()
    earlier: tuple[str, ...] = ()
    ended_before: tuple[Bearing, ...] = ()

    @property
    def issues(self) -> tuple[str, ...]:
        """Return the issues, in the order of the table."""
        return tuple(dict.fromkeys(t.issue for t in self.terms))

    @property
    def blocked(self) -> tuple[Bearing, ...]:
        """Return the acts against these talks."""
        return tuple(b for b in self.bearing if b.effect == "against")


def talks(record: Record, talks: str | None = None) -> tuple[Talks, ...]:
    """Return talks by date, undated ones last.

    Args:
        record: the record, with its filters.
        talks: only these: an id, how it begins, or words of the title.

    Raises:
        Unusable: no talks, or several, answer to that; the sentence lists those that are held.
    """
    found = Room(record).all()
    if not talks:
        return found
    asked = fold(talks)
    hits = [t for t in found if t.id == talks]
    hits = hits or [t for t in found if t.id.startswith(talks) or asked in fold(t.title)]
    if len(hits) == 1:
        return (hits[0],)
    what = "may be several talks" if hits else "names no talks of this case"
    listed = ", ".join(t.id for t in hits or found) or "none yet (read a report)"
    raise Unusable(f"'{talks}' {what}; give one of: {listed}.")


class Room:
    """All talks of a record, put together once."""

    def __init__(self, record: Record) -> None:
        self.record, self.grounds = record, Grounds(record)
        self.occasion, self.actor = record.joined().one, self.grounds.one
        held = record.held("occasion", {"type": ("talks", "round")})
        self.held = {h.key: h for h in held if not h.holds.claim.negated}
        self.talks_of = {key: self._head(key) for key in self.held}
        self.takers = self._takers()
        self.bearing = Bearings(self).found
        self.terms = self._terms()

    def all(self) -> tuple[Talks, ...]:
        heads = dict.fromkeys([*self.talks_of.values(), *self.terms])
        found = [self._talks(head) for head in heads]
        found.sort(key=lambda t: (not t.date, t.date, t.id))
        return tuple(self._with_earlier(each, found) for each in found)

    def _claim(self, key: str) -> Occasion | None:
        return cast(Occasion, self.held[key].holds.claim) if key in self.held else None

    def _head(self, key: str) -> str:
        """Return the talks that a round belongs to: itself, if nothing says."""
        seen = [key]
        while (occasion := self._claim(seen[-1])) is not None and occasion.type == "round":
            before = self.occasion(occasion.follows) if occasion.follows else ""
            if before not in self.held or before in seen:
                break
            seen.append(before)
        return seen[-1]

    # ------------------------------------------------------------------ who
    def _takers(self) -> dict[str, list[Taker]]:
        told: dict[tuple[str, str, Role], list[Stored]] = defaultdict(list)
        rivals: dict[tuple[str, str, Role], list[Stored]] = defaultdict(list)
        joined = self.record.joined()
        groups = sorted({name for key in self.held for name in joined.all(key)})
        for held in self.record.held("membership", {"group": groups}):
            member = cast(Membership, held.holds.claim)
            group = self.occasion(member.group)
            if group in self.held and not member.negated:
                key = (group, self.actor(member.member), member.role)
                told[key].append(held.holds)
                rivals[key] += held.rivals
        found: dict[str, list[Taker]] = defaultdict(list)
        for key, several in told.items():
            group, actor, role = key
            fields = self.grounds.of(several, rivals[key])
            found[group].append(Taker(actor=actor, role=role, **fields))
        return found

    # ------------------------------------------------------------------ asks and offers
    def _terms(self) -> dict[str, list[Held]]:
        found: dict[str, list[Held]] = defaultdict(list)
        for held in weigh((self._key(s), s) for s in self.record.candidates("term")):
            found[self.occasion(cast(Term, held.holds.claim).talks)].append(held)
        return found

    def _key(self, stored: Stored) -> str:
        """Return the key of a term, that of talks told in two prints under one of them."""
        term = cast(Term, stored.claim)
        return msgspec.structs.replace(term, talks=self.occasion(term.talks)).key

    def _asked(self, head: str, inside: frozenset[str]) -> tuple[Asked, ...]:
        rows = []
        for held in self.terms.get(head, ()):
            told = [held.holds, *held.rivals, *held.weaker]
            for asks in (True, False):  # a party may ask and offer on one issue
                of_side = [s for s in told if cast(Term, s.claim).asks is asks]
                if of_side:
                    rows.append(self._term(of_side, held, inside))
        return tuple(sorted(rows, key=lambda r: (fold(r.issue), r.party, r.standing)))

    def _term(self, told: list[Stored], held: Held, inside: frozenset[str]) -> Asked:
        term = cast(Term, told[0].claim)
        ended: TermStanding = "dropped" if term.asks else "withdrawn"
        standing: TermStanding = ended if term.negated else "asks" if term.asks else "offers"
        giver = self.actor(term.given_by)
        rivals = [s for s in told[1:] if s in held.rivals]
        fields = self.grounds.of(told[:1], rivals)
        return Asked(
            issue=term.issue,
            party=self.actor(term.party),
            standing=standing,
            value=term.value,
            given_by=giver,
            outside=bool(giver) and fold(giver) not in inside and not self._near(giver, inside),
            in_return_for=term.in_return_for,
            condition=term.condition,
            came=term.came,
            date=term.starts,
            precision=precision(term.starts) if term.starts else "",
            words=self.grounds.words(told),
            **fields,
        )

    def _near(self, giver: str, inside: frozenset[str]) -> bool:
        """Is the giver the state of a government in the room, or its government?"""
        actor = self.record.actor(giver)
        if actor is not None and actor.type == "government" and fold(actor.of) in inside:
            return True
        others = (self.record.actor(a.actor) for a in self.record.actors() if a.of == giver)
        return any(o and o.type == "government" and fold(o.actor) in inside for o in others)

    # ------------------------------------------------------------------ rounds
    def _rounds(self, head: str) -> tuple[Round, ...]:
        keys = [k for k, h in self.talks_of.items() if h == head and self._is_round(k)]
        depth = {key: self._depth(key) for key in keys}
        keys.sort(key=lambda k: (depth[k], self.held[k].holds.claim.starts, k))
        return tuple(self._round(key) for key in keys)

    def _is_round(self, key: str) -> bool:
        occasion = self._claim(key)
        return occasion is not None and occasion.type == "round"

    def _depth(self, key: str) -> int:
        seen = {key}
        while (occasion := self._claim(key)) is not None and occasion.follows:
            key = self.occasion(occasion.follows)
            if key in seen:
                break
            seen.add(key)
        return len(seen)

    def _round(self, key: str) -> Round:
        held = self.held[key]
        occasion = cast(Occasion, held.holds.claim)
        takers = sorted(self.takers.get(key, ()), key=lambda t: (t.role, t.actor))
        return Round(
            id=key,
            title=occasion.title,
            date=occasion.starts,
            until=occasion.until or "",
            place=occasion.place,
            follows=self.occasion(occasion.follows) if occasion.follows else "",
            taking_part=tuple(takers),
            **self.grounds.of([held.holds], held.rivals),
        )

    # ------------------------------------------------------------------ put together
    def _talks(self, head: str) -> Talks:
        held = self.held.get(head)
        occasion = cast(Occasion, held.holds.claim) if held else None
        takers = self.takers.get(head, [])
        inside = self._inside(head, takers)
        terms = self._asked(head, inside)
        told = [held.holds] if held else [h.holds for h in self.terms[head]]
        bearing = sorted(self.bearing.get(head, ()), key=lambda b: (not b.date, b.date, b.claims))
        date = occasion.starts if occasion else ""
        return Talks(
            id=head,
            title=occasion.title if occasion else "",
            about=occasion.about if occasion else "",
            place=occasion.place if occasion else "",
            date=date,
            precision=precision(date) if date else "",
            parties=_in_role(takers, "participant", "signatory", "member"),
            mediators=_in_role(takers, "mediator"),
            hosts=_in_role(takers, "host"),
            others=_in_role(takers, "observer", "absent", "declined"),
            terms=terms,
            rounds=self._rounds(head),
            bearing=tuple(bearing),
            **self.grounds.of(told, held.rivals if held else ()),
        )

    def _inside(self, head: str, takers: Iterable[Taker]) -> frozenset[str]:
        """Return who sits in the room, folded: parties and mediators, and whoever has terms."""
        own = [t.actor for t in takers if t.role in ("participant", "signatory", "mediator")]
        seated = any(t.role == "participant" for t in takers)
        for held in self.terms.get(head, ()):
            term = cast(Term, held.holds.claim)
            party = self.actor(term.party)
            # Who asks for something negotiates; who only gives may do so from outside. Of a party
            # that reports alone name, nobody can tell that it is not in the room.
            reported = self.grounds.naming.listed(party) is None
            if term.asks or reported or (not seated and party != term.given_by):
                own.append(party)
        return frozenset(map(fold, own))

    def _with_earlier(self, now: Talks, everything: list[Talks]) -> Talks:
        """Return the talks with what ended those before them on the same matter."""
        own = self._claim(now.id)
        reports = self._reports(now.id)
        before = []
        for other in everything:
            if other.id == now.id:
                continue
            follows = bool(own and own.follows and self.occasion(own.follows) == other.id)
            same = bool(now.about and other.about == now.about) or bool(
                reports & self._reports(other.id)
            )
            sooner = bool(other.date and now.date and other.date < now.date)
            if follows or (same and sooner):
                before.append(other)
        before.sort(key=lambda t: t.date, reverse=True)
        ended = tuple(b for t in before for b in t.bearing if b.effect == "against")
        return msgspec.structs.replace(now, earlier=tuple(t.id for t in before), ended_before=ended)

    def _reports(self, key: str) -> set[str]:
        held = self.held.get(key)
        told = [held.holds, *held.rivals, *held.weaker] if held else []
        sources = [s.claim.source for s in told]
        return {s.report for s in sources if isinstance(s, Passage)}


def _in_role(takers: Iterable[Taker], *roles: str) -> tuple[Taker, ...]:
    return tuple(sorted((t for t in takers if t.role in roles), key=lambda t: (t.role, t.actor)))
