"""Who is who, and who speaks and votes for a state?

An office or seat is held according to somebody. Where two hold one at a time, both are shown, side
by side, with those according to whom they do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import (
    Act,
    Actor,
    Claim,
    Membership,
    Occasion,
    Position,
    Statement,
    Term,
)
from quorate.claims.problem import Unusable
from quorate.claims.source import Passage
from quorate.record.held import Held, weigh
from quorate.record.marks import dated, marks, seen
from quorate.record.mentions import counted, names_of, names_told
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.store import Store

MOST_NAMINGS = 8  # ways of seeing one record whose names are kept
_NO_NAME = re.compile(r"[^\w\s'|/-]")  # marks that are no part of a name
_STEM = 6  # letters that "presidency" and "president" share at least


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office or seat that somebody holds.

    Attributes:
        office: its id, or the report's words.
        name: how it is called.
        state: the state it belongs to, as far as known.
        holder: who holds it.
        according_to: according to whom; empty: the source's own voice.
        since, until: from when to when, as far as known.
        rivals: who else holds it at the time.
        marks: how it is known, and doubts.
        decided: false if it rests on a proposal.
        claims: ids of the claims it rests on.
    """

    office: str
    name: str
    holder: str
    state: str = ""
    according_to: str = ""
    since: str = ""
    until: str = ""
    rivals: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    decided: bool = True
    claims: tuple[str, ...] = ()


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, with the offices and seats that it holds.

    Attributes:
        actor: its id.
        listed: false if only reports name it, and no list of actors.
        type: its kind; empty if not known.
        of: the state or organisation it belongs to.
        offices: what it holds.
        mentions: how many claims name it.
        claims: ids of the claims that say who it is.
    """

    actor: str
    name: str
    listed: bool = True
    type: str = ""
    of: str = ""
    offices: tuple[Office, ...] = ()
    mentions: int = 0
    decided: bool = True
    claims: tuple[str, ...] = ()


class Voices(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks and votes for a state.

    Attributes:
        state: the state's id.
        governments: governments and oppositions that stand for it, each with its type.
        offices: its offices and seats with all who hold them, rivals side by side.
    """

    state: str
    name: str
    governments: tuple[Known, ...] = ()
    offices: tuple[Office, ...] = ()


class Actors(msgspec.Struct, frozen=True, kw_only=True):
    """The actors in play and the voices of states.

    Attributes:
        on: the date asked for, or None.
        actors: the actors, those named most often first.
        voices: the states for which somebody is known to speak, those with rivals first.
    """

    on: str | None
    actors: tuple[Known, ...]
    voices: tuple[Voices, ...]


def actors(record: Record, name: str = "", *, everyone: bool = False) -> Actors:
    """Return who is in play, with the offices and seats held on the record's date.

    Args:
        record: the record, with its filters.
        name: only this actor, by id or name.
        everyone: also those on the lists whom no report, position, office or talks name.

    Raises:
        Unusable: nobody is called so.
    """
    naming = naming_of(record)
    offices = _offices(record, naming)
    held_by: dict[str, list[Office]] = defaultdict(list)
    for office in offices:
        held_by[office.holder].append(office)
    named = _mentions(record, naming, naming.one(name) if name else "")
    listed = {cast(Actor, h.holds.claim).actor: h for h in _undated(record).held("actor")}
    wanted = {naming.one(name)} if name else (named.keys() | held_by.keys())
    if name and not wanted & (named.keys() | held_by.keys() | listed.keys()):
        raise _nobody(name)
    if everyone and not name:
        wanted |= listed.keys()
    found = [
        _known(actor, listed.get(actor), held_by[actor], named.get(actor, 0), naming)
        for actor in wanted
    ]
    found.sort(key=lambda k: (-k.mentions, k.name))
    return Actors(
        on=record.on_date, actors=tuple(found), voices=_voices(found, offices, listed, naming)
    )


def offices(record: Record) -> tuple[Office, ...]:
    """Return the offices and seats of states with all who hold them, as `actors` gives its voices.

    Nobody is counted for it.
    """
    held = (o for o in _offices(record, naming_of(record)) if o.state)
    return tuple(sorted(held, key=lambda o: (o.state, o.name, o.since, o.holder)))


def _known(
    actor: str, held: Held | None, offices: list[Office], mentions: int, naming: Naming
) -> Known:
    if held is None:
        decided = all(o.decided for o in offices)
        return Known(
            actor=actor, name=actor, listed=False, offices=tuple(offices), mentions=mentions,
            decided=bool(offices) and decided, claims=tuple(i for o in offices for i in o.claims),
        )  # fmt: skip
    claim = cast(Actor, held.holds.claim)
    return Known(
        actor=actor, name=claim.name, type=claim.type, of=claim.of, offices=tuple(offices),
        mentions=mentions, decided=held.decided, claims=(claim.id,),
    )  # fmt: skip


def _voices(
    found: list[Known], offices: list[Office], listed: dict[str, Held], naming: Naming
) -> tuple[Voices, ...]:
    """Return each state whose offices are held or for which governments are known."""
    states: dict[str, tuple[list[Known], list[Office]]] = defaultdict(lambda: ([], []))
    for known in found:
        if known.type in ("government", "opposition") and known.of:
            states[known.of][0].append(known)
    asked = {known.actor for known in found}
    for office in offices:
        if office.state and (office.holder in asked or office.state in asked):
            states[office.state][1].append(office)
    voices = [
        Voices(
            state=state,
            name=naming.name(state),
            governments=tuple(sorted(governments, key=lambda k: k.actor)),
            offices=tuple(sorted(held, key=lambda o: (o.name, o.since, o.holder))),
        )
        for state, (governments, held) in states.items()
    ]
    return tuple(sorted(voices, key=lambda v: (not any(o.rivals for o in v.offices), v.state)))


def _offices(record: Record, naming: Naming) -> list[Office]:
    """Return who holds what: for one office and holder, the weightiest source."""
    stored = flat(record.held("membership", {"role": ("holder",)}))
    keyed = []
    for each in stored:
        claim = cast(Membership, each.claim)
        if record.on_date and seen(claim) > record.on_date:
            continue
        office, _ = naming.office(claim.group)
        keyed.append((f"{office}|{naming.one(claim.member)}|{claim.according_to}", each))
    made = []
    for held in weigh(keyed):
        claim = cast(Membership, held.holds.claim)
        office, state = naming.office(claim.group)
        beside = ("no longer" if claim.negated else "", *dated(claim))
        rivals = [r for r in held.rivals if apart(claim, r)]
        made.append(
            Office(
                office=office, name=naming.name(office), state=state,
                holder=naming.one(claim.member),
                according_to=naming.one(claim.according_to) if claim.according_to else "",
                since=seen(claim), until=claim.until or "",
                marks=marks(held.holds, rivals, *beside), decided=held.decided,
                claims=tuple(s.claim.id for s in (held.holds, *held.rivals, *held.weaker)),
            )
        )  # fmt: skip
    made = _named_by_occasion(record, naming, made)
    together: dict[str, set[str]] = defaultdict(set)
    for one in made:
        if "no longer" not in one.marks:
            together[one.office].add(one.holder)
    return [
        msgspec.structs.replace(o, rivals=tuple(sorted(together[o.office] - {o.holder})))
        for o in made
    ]


def _named_by_occasion(record: Record, naming: Naming, offices: list[Office]) -> list[Office]:
    """Return the offices, those of an occasion ("chair of ...") called by its title or type."""
    parted = {o.office: o.office.rpartition(" of ") for o in offices if not o.state}
    asked = {whose for _, of, whose in parted.values() if of and not naming.listed(whose)}
    told: dict[str, str] = {}
    for stored in record.stored("occasion", {"occasion": sorted(asked)}) if asked else ():
        claim = cast(Occasion, stored.claim)
        told[claim.occasion] = claim.title or told.get(claim.occasion) or f"a {claim.type}"
    return [
        msgspec.structs.replace(o, name=f"{parted[o.office][0]} of {told[whose]}")
        if (whose := parted.get(o.office, ("", "", ""))[2]) in told else o
        for o in offices
    ]  # fmt: skip


def refuse_unknown(record: Record, name: str) -> None:
    """Raise `Unusable` if whom a name means is neither listed nor named, on whatever day."""
    if not name:
        return
    record = _undated(record)
    naming = naming_of(record)
    one = naming.one(name)
    if not record.held("actor", {"actor": (one,)}) and not _mentions(record, naming, one):
        raise _nobody(name)


def _nobody(name: str) -> Unusable:
    return Unusable(f"Nobody here is called '{name}'; quorate actors lists who is named.")


def _mentions(record: Record, naming: Naming, only: str = "") -> dict[str, int]:
    """Return in how many claims each actor is named: press, positions, acts, offices, talks.

    Args:
        record: the record, with its filters.
        naming: what names mean in it.
        only: the one actor asked for; empty: all.
    """
    kinds = ("position", "act", "statement", "term", "membership")
    if record.entry is None and not any(c.kind in kinds for c in record.supposed):
        return counted(record, naming, [only] if only else None)
    found: dict[str, int] = defaultdict(int)
    for kind in kinds:
        for each in flat(record.held(kind)):
            claim = each.claim
            fact = not isinstance(claim.source, Passage)
            if isinstance(claim, Membership) and fact and claim.role in ("member", "suspended"):
                continue
            for actor in {naming.one(name) for name in named_in(claim)}:
                found[actor] += 1
    return found


def named_in(claim: Claim) -> Iterator[str]:
    """Yield the ids and names of the actors that a claim names."""
    if isinstance(claim, Position):
        yield from (p.actor for p in claim.parties if p.actor)
        yield from claim.excepted
        if claim.target:
            yield claim.target
    elif isinstance(claim, Act):
        yield from (p.actor for p in (*claim.sources, *claim.targets) if p.actor)
    elif isinstance(claim, Statement):
        yield from (s for s in claim.speakers if s)
    elif isinstance(claim, Term):
        yield from (a for a in (claim.party, claim.given_by) if a)
    elif isinstance(claim, Membership):
        yield claim.member


def apart(claim: Membership, other: Stored) -> bool:
    """Do two claims on one member and role differ in more than the words for the group?"""
    theirs = cast(Membership, other.claim)
    said = {c.according_to for c in (claim, theirs) if c.according_to}
    return claim.negated != theirs.negated or len(said) > 1


def flat(held: Iterable[Held]) -> list[Stored]:
    """Return every claim in the answers: those that hold, their rivals and the weaker ones."""
    return [s for h in held for s in (h.holds, *h.rivals, *h.weaker)]


def _undated(record: Record) -> Record:
    return record.on(None).known(None)


def _names_told(record: Record) -> set[str]:
    """Return every name by which memberships, positions and statements call somebody."""
    kinds = ("membership", "position", "statement")
    if record.entry is not None:
        held = (h for kind in kinds for h in flat(_undated(record).held(kind)))
        return {name for each in held for name in named_in(each.claim)}
    names = names_told(record.store, kinds)  # of a large record the names are read, not the claims
    supposed = (c for c in record.supposed if c.kind in kinds)
    return (names | {name for claim in supposed for name in named_in(claim)}) - {""}


# ---------------------------------------------------------------------------- names


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return a name without accents, case, article and possessive: what two sources may share.

    >>> fold("the Juan Guaidó's")
    'juan guaido'
    """
    text = name.casefold()
    if not name.isascii():
        text = unicodedata.normalize("NFKD", name.replace("\u2019", "'")).casefold()
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = " ".join(_NO_NAME.sub(" ", text).split())
    bare = text.removesuffix("'s") if text.endswith("'s") else text.removesuffix("'")
    return bare.removeprefix("the ")


def naming_of(record: Record) -> Naming:
    """Return what names mean in the record, worked out once for each way of seeing it."""
    seen = record.known_by, record.last_entry, tuple(claim.id for claim in record.supposed)
    if seen not in record.namings:
        if len(record.namings) > MOST_NAMINGS:
            record.namings.clear()
        record.namings[seen] = Naming(record)
    return record.namings[seen]


class Naming:
    """From any way in which claims name an actor to one id: one candidate, or the words as given.

    In this order: decided and derived `Same` claims; an id or name on the lists, accents and case
    aside; a person's last name, if one person in the record has it; words that stand in the name of
    one group alone.
    """

    def __init__(self, record: Record, *, joined: bool = True) -> None:
        self._same = record.joined() if joined else None
        self._actors = {actor.actor: actor for actor in record.actors()}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for actor in self._actors.values():
            for word in _words_for(actor):
                self._by_name[fold(word)].add(actor.actor)
        self._last: dict[str, set[str]] = defaultdict(set)
        self._spelt: dict[str, str] = {}
        for person in sorted(self._persons(record)):
            one = self._spelt.setdefault(fold(person), person)
            self._last[fold(person).rpartition(" ")[2]].add(one)
        self._found: dict[str, str] = {}
        self._called: dict[str, set[str]] | None = None

    def _persons(self, record: Record) -> Iterator[str]:
        yield from (a.actor for a in self._actors.values() if a.type == "person")
        if self._same is None:
            return  # while ids are being joined, groups and states are asked for, not persons
        for name in _names_told(record):
            words = name.split()
            plain = all(w[:1].isupper() and w.isalpha() and not w.isupper() for w in words)
            if len(words) in (2, 3) and plain and not self._listed(name):
                yield name

    def _listed(self, name: str) -> bool:
        return name in self._actors or fold(name) in self._by_name

    def one(self, name: str) -> str:
        """Return the one id that the name means; the name itself if none or several do."""
        if name not in self._found:
            self._found[name] = self._one(name)
        return self._found[name]

    def _one(self, name: str) -> str:
        if self._same is not None and len(alike := self._same.all(name)) > 1:
            return next((i for i in alike if i in self._actors), alike[0])
        if name in self._actors:
            return name
        folded = fold(name)
        if folded in self._spelt and folded not in self._by_name:
            return self._spelt[folded]
        hits = self._by_name.get(folded) or (
            self._last.get(folded, set()) if " " not in folded else self._groups(folded)
        )
        return next(iter(hits)) if len(hits) == 1 else name

    def names(self, store: Store, *ones: str) -> set[str]:
        """Return every name by which claims call these actors, their ids among them."""
        called = self._calling(store)
        return {*ones}.union(*(called.get(one, ()) for one in ones))

    def alike(self, store: Store, one: str) -> set[str]:
        """Return this id; of words that are none, all that differ in case or article alone."""
        if one in self._actors:
            return {one}
        folded = fold(one)
        every = self._calling(store).keys() - self._actors.keys()
        return {one, *(other for other in every if fold(other) == folded)}

    def _calling(self, store: Store) -> Mapping[str, set[str]]:
        """Return by id, or words that are none, every name by which claims call somebody so."""
        if self._called is None:
            self._called = defaultdict(set)
            for name in names_of(store):
                self._called[self.one(name)].add(name)
        return self._called

    def _groups(self, folded: str) -> set[str]:
        """Return the groups in whose name all these words stand, if it is a name's part."""
        words = set(folded.split())
        if len(words) < 2:
            return set()
        return {
            actor.actor
            for actor in self._actors.values()
            if actor.type in ("group", "bloc")
            and any(words <= set(fold(n).split()) for n in _words_for(actor))
        }

    def name(self, actor: str) -> str:
        """Return how the actor is called; of an office told in words, the state by its name."""
        if actor in self._actors:
            return self._actors[actor].name
        title, of, whose = actor.rpartition(" of ")
        return f"{title}{of}{self._actors[whose].name}" if whose in self._actors else actor

    def listed(self, actor: str) -> Actor | None:
        """Return the actor of this id, if it is on the lists."""
        return self._actors.get(actor)

    def office(self, words: str) -> tuple[str, str]:
        """Return the one office that the words mean and its state, as ``president of VEN``."""
        office = self.one(words)
        if (listed := self.listed(office)) is not None:
            return office, listed.of
        title, _, whose = words.rpartition(" of ")
        state = self.one(whose) if title else ""
        if state not in self._actors:
            return words, ""
        stem = fold(title).rpartition(" ")[2][:_STEM]
        hits = [
            a.actor
            for a in self._actors.values()
            if a.type == "office" and a.of == state and fold(a.name).startswith(stem)
        ]
        whole = len(stem) == _STEM and " " not in fold(title)
        return (hits[0], state) if whole and len(hits) == 1 else (words, state)


def _words_for(actor: Actor) -> Iterator[str]:
    yield actor.actor
    yield actor.name
    for kind, names in actor.names.items():
        if len(kind) == 2 or kind == "official":
            yield from names
