"""What is a body on a date, by what rules do its organs decide, and how many votes is that?

The words `bodies`, `body` and `rule`, from the shipped facts alone or as a case has them: what a
case overrides is shown beside what it stands in place of.

>>> card = rule("OAS-MC", "resolutions", on="2017-06-19")
>>> card.base, card.rules[0].needed, card.rules[0].asks
(34, 23, '23 (2/3 of 34)')
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

import msgspec

from quorate.claims.claim import Base, Rule
from quorate.claims.date import parse_date
from quorate.claims.problem import Unusable, one_of
from quorate.claims.source import Instrument
from quorate.record import bodies as record_bodies
from quorate.record.bodies import Belonging, Body, Change, Organ, Provision
from quorate.record.shipped import Holder, shipped
from quorate.theory.needed import threshold
from quorate.theory.rules import is_monotone
from quorate.views.describe import origin, plural
from quorate.views.highlight import line

if TYPE_CHECKING:
    from quorate.record.record import Record

_TURNS = {
    "joins": "joins",
    "leaves": "leaves",
    "suspended": "suspended",
    "suspension ends": "no longer suspended",
    "stays away": "stays away by its own decision",
    "comes back": "comes back",
    "rule": "rule",
    "base": "base",
}


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """A rule on the date, with what it asks for.

    Attributes:
        matter: the kind of decision.
        base: how many the organ counts as its members on it.
        practice: ``formal``, or ``practice`` where the organ does otherwise than its text.
        adopts, quorum: the formulas.
        needed: yes votes without which nothing carries; None where that hangs on others' choices.
        asks: the same in words, with what else is asked.
        monotone: false if one more yes may defeat a proposal.
        governs, excluded, abstain, absent, binds, note: as the claim has them.
        source, url: where it stands.
        marks: doubts, each in a few words, the weightiest first.
        rivals: what other sources of its rank say.
        overridden: what is shipped, where this case says otherwise.
        claim: id of the claim.
    """

    matter: str
    base: int | None
    practice: str
    adopts: str
    quorum: str
    needed: int | None
    asks: str
    monotone: bool
    governs: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    abstain: str = ""
    absent: str = ""
    binds: str = ""
    note: str = ""
    source: str = ""
    url: str = ""
    marks: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    overridden: tuple[str, ...] = ()
    claim: str = ""


class OrganCard(msgspec.Struct, frozen=True, kw_only=True):
    """An organ on a date, and its rules.

    Attributes:
        organ, name, body: which.
        on: the date.
        members: ids of those who sit there.
        own_seats: true if it does not seat all members of the body.
        suspended: ids of members that may not vote.
        left_out: ids of members that are not counted.
        base: how many it counts as its members; None if no source says.
        base_words: the same in words, with how it was got.
        base_source, base_marks, base_note: where that stands, and doubts.
        base_rivals, base_overridden: what other sources say; what this case overrides.
        base_claim: id of the claim.
        rules: its rules, on resolutions first.
    """

    organ: str
    name: str
    body: str
    on: str
    members: tuple[str, ...] = ()
    own_seats: bool = False
    suspended: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    base: int | None = None
    base_words: str = ""
    base_source: str = ""
    base_marks: tuple[str, ...] = ()
    base_note: str = ""
    base_rivals: tuple[str, ...] = ()
    base_overridden: tuple[str, ...] = ()
    base_claim: str = ""
    rules: tuple[Ruling, ...] = ()


class BodyCard(msgspec.Struct, frozen=True, kw_only=True):
    """A body on a date.

    Attributes:
        body: the body itself, its members and what changed.
        organs: its organs with their rules.
        sources: by id of a claim, where it stands.
        names: names of actors by id.
    """

    body: Body
    organs: tuple[OrganCard, ...]
    names: dict[str, str] = {}


class BodyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One body in the list of all.

    Attributes:
        body, name: which.
        organs: ids of its organs.
        members: how many belong to it on the date.
        suspended: how many of them are suspended.
        rules: how many rules are held.
        unverified: how many of them carry a doubt.
        as_of: the last event that the shipped facts take in.
    """

    body: str
    name: str
    organs: tuple[str, ...]
    members: int
    suspended: int
    rules: int
    unverified: int
    as_of: str


# ---------------------------------------------------------------------------- asking


def bodies(*, on: str | None = None, record: Record | None = None) -> tuple[BodyRow, ...]:
    """Return every body whose rules are known, on a date; today if none is given.

    Args:
        on: the date.
        record: a record; the shipped facts alone if left out.
    """
    holder, day, known = _asked(on, record)
    found = []
    for told in record_bodies.bodies_on(holder, day, known):
        rules = [r for o in told.organs for r in o.rules]
        found.append(
            BodyRow(
                body=told.body, name=told.name, organs=tuple(o.organ for o in told.organs),
                members=len(told.members or told.organs[0].members),
                suspended=len(told.suspended), rules=len(rules),
                unverified=sum(bool(r.marks) for r in rules), as_of=told.as_of,
            )
        )  # fmt: skip
    return tuple(found)


def body(name: str, *, on: str | None = None, record: Record | None = None) -> BodyCard:
    """Return what a body is on a date: organs, members, rules, bases, suspended, what changed.

    Args:
        name: its id or name.
        on: the date; today if left out.
        record: a record; the shipped facts alone if left out.

    Raises:
        Unusable: nothing is called so.
    """
    holder, day, known = _asked(on, record)
    found = record_bodies.body_on(holder, name, day, known)
    names = {a.actor: a.name for a in holder.actors()}
    return BodyCard(
        body=found, organs=tuple(_card(o, found.body, day) for o in found.organs), names=names
    )


def rule(
    organ: str, matter: str = "", *, on: str | None = None, record: Record | None = None
) -> OrganCard:
    """Return by what rules an organ decides on a date, and how many votes that takes.

    Args:
        organ: its id or name.
        matter: the kind of decision; all of them if left out.
        on: the date; today if left out.
        record: a record; the shipped facts alone if left out.

    Raises:
        Unusable: no organ or no matter is called so.
    """
    holder, day, known = _asked(on, record)
    actor = record_bodies.find_organ(holder, organ)
    card = _card(
        record_bodies.organ_on(holder, actor.actor, day, known), actor.of or actor.actor, day
    )
    if not matter:
        return card
    chosen = tuple(r for r in card.rules if r.matter == matter)
    if not chosen:
        matters = one_of(sorted({r.matter for r in card.rules})) or "none on that date"
        raise Unusable(
            f"{card.organ} has no rule for the matter '{matter}' on {day}; its matters are "
            f"{matters}."
        )
    return msgspec.structs.replace(card, rules=chosen)


def _asked(on: str | None, record: Record | None) -> tuple[Holder, str, str | None]:
    """Return whom to ask, the date and by when it must have been known."""
    today = datetime.date.today().isoformat()
    if record is None:
        return shipped(), parse_date(on) if on else today, None
    undated = record.on(None).known(None)
    return undated, parse_date(on) if on else record.on_date or today, record.known_by


def _card(organ: Organ, body_id: str, day: str) -> OrganCard:
    counts = organ.counts
    base = cast(Base, counts.claim) if counts else None
    return OrganCard(
        organ=organ.organ, name=organ.name, body=body_id, on=day,
        members=tuple(m.member for m in organ.members), own_seats=organ.own_seats,
        suspended=organ.suspended, left_out=organ.left_out, base=organ.base,
        base_words=_base_words(organ),
        base_source=_place(base) if base else "",
        base_marks=_marks(counts), base_note=base.note if base else "",
        base_rivals=tuple(_based(cast(Base, r)) for r in counts.rivals) if counts else (),
        base_overridden=tuple(_based(cast(Base, r)) for r in counts.overridden) if counts else (),
        base_claim=base.id if base else "",
        rules=tuple(_ruling(r, organ) for r in organ.rules),
    )  # fmt: skip


def _ruling(told: Provision, organ: Organ) -> Ruling:
    claim = cast(Rule, told.claim)
    asks = threshold(claim, told.base, excluded=len(set(organ.suspended) - set(organ.left_out)))
    monotone = is_monotone(claim)
    aside = () if monotone else ("one more yes may defeat it",)
    source = claim.source
    return Ruling(
        matter=claim.matter, base=told.base, practice=claim.practice,
        adopts=claim.adopts, quorum=claim.quorum,
        needed=asks.number, asks=str(asks), monotone=monotone, governs=claim.governs,
        excluded=claim.excluded, abstain=claim.abstain, absent=claim.absent, binds=claim.binds,
        note=claim.note, source=_place(claim), url=source.url if isinstance(source, Instrument)
        else "", marks=(*_marks(told), *aside),
        rivals=tuple(_ruled(cast(Rule, r)) for r in told.rivals),
        overridden=tuple(_ruled(cast(Rule, r)) for r in told.overridden), claim=claim.id,
    )  # fmt: skip


def _marks(told: Provision | None) -> tuple[str, ...]:
    return told.marks if told else ()


def _place(claim: Rule | Base) -> str:
    """Return instrument and article; the doubt of the source is among the marks."""
    if isinstance(claim.source, Instrument):
        return line(", ".join(filter(None, (claim.source.title, claim.source.article))))
    return origin(claim)


def _ruled(claim: Rule) -> str:
    return f"{claim.adopts} ({origin(claim)})"


def _based(claim: Base) -> str:
    told = str(claim.count) if claim.count is not None else f"the {claim.lists} listed"
    return f"{told} ({origin(claim)})"


def _base_words(organ: Organ) -> str:
    if organ.base is None:
        return "how many it counts is not known"
    out = f", {', '.join(organ.left_out)} left out" if organ.left_out else ""
    if organ.base_how == "members listed":
        return f"counts {organ.base}, those listed that day{out}"
    listed = len(organ.members)
    beside = f"; {listed} listed" if listed != organ.base else ""
    return f"counts {organ.base}, as a source says{out}{beside}"


# ---------------------------------------------------------------------------- data


def body_data(card: BodyCard) -> dict[str, Any]:
    """Return a body as plain data with stable keys."""
    told: dict[str, Any] = msgspec.to_builtins(card.body, enc_hook=str)
    told["organs"] = [msgspec.to_builtins(o) for o in card.organs]
    return told


# ---------------------------------------------------------------------------- in words


def ruling_asides(rule: Ruling) -> list[tuple[str, str]]:
    """Return what terminal and page say beside a rule, as (heading, words)."""
    told = [("governs", "; ".join(rule.governs)), ("may not vote", "; ".join(rule.excluded))]
    if rule.abstain == rule.absent:
        told.append(("abstention and absence", rule.abstain))
    else:
        told += [("abstention", rule.abstain), ("absence", rule.absent)]
    told.append(("binds", rule.binds))
    return [(heading, words) for heading, words in told if words]


def belonging(body: Body) -> list[tuple[str, tuple[Belonging, ...]]]:
    """Return who belongs to a body, role by role, with the heading of each."""
    several = [
        (plural(len(body.members), "member"), body.members),
        ("suspended", body.suspended),
        ("staying away", body.away),
        ("associate members", body.associates),
        ("observers", body.observers),
        ("not members, by this case", body.removed),
    ]
    return [(words, members) for words, members in several if members]


def doubted(member: Belonging) -> bool:
    """Is somebody a member by what nobody has seen, or by one source of several?"""
    return any(not mark.startswith("seen") for mark in member.marks)


def notes(body: Body) -> list[str]:
    """Return what sources add on members, and the doubts behind each asterisk."""
    noted: dict[str, list[str]] = {}
    for each in (*body.members, *body.suspended, *body.associates, *body.observers):
        for words in filter(None, (*each.marks, each.note)):
            noted.setdefault(words, []).append(each.member)
    return [f"{' '.join(dict.fromkeys(who))}: {words}" for words, who in noted.items()]


def changes_told(changes: Iterable[Change], names: Mapping[str, str]) -> list[str]:
    """Return what changed, a line each; what is the same in several organs is said once."""
    where: dict[str, list[str]] = {}
    for each in changes:
        who = ", ".join(names.get(m, m) for m in each.members)
        told = f"{who} {_TURNS[each.turn]}" if who else f"{_TURNS[each.turn]} {each.words}"
        where.setdefault(f"{each.on}|{told}", []).append(names.get(each.where, each.where))
    split = ((key.partition("|"), organs) for key, organs in where.items())
    return [f"{on}, {', '.join(organs)}: {told}" for (on, _, told), organs in split]
