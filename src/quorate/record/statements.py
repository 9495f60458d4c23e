"""Who said what to whom, and who says so?

A statement keeps its exact words and its chain: an agency says that a minister said that a
president said. The report itself is the outermost link of every chain, and is the row's source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, cast

import msgspec

from quorate.claims.claim import Statement
from quorate.claims.date import precision
from quorate.claims.source import Passage
from quorate.record.actors import flat
from quorate.record.database import one_of as among
from quorate.record.held import Held
from quorate.record.mentions import named_last, naming
from quorate.record.rows import Grounds, Row, speaks_of
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition


class Link(msgspec.Struct, frozen=True):
    """One who relays: within the words of this one, the next one speaks.

    Attributes:
        speakers: ids; empty if the report leaves open who speaks.
        cue: the word of saying.
        claim: id of the statement; empty if only the name is known.
    """

    speakers: tuple[str, ...]
    cue: str = ""
    claim: str = ""


class Said(Row, frozen=True, kw_only=True):
    """One statement.

    Attributes:
        speakers: ids; empty if the report leaves open who speaks.
        mode: ``direct``, ``indirect``, or ``mixed``.
        words: the exact words said, as the report has them; segments of a split quotation are
            joined by an ellipsis in brackets.
        segments: the segments one by one.
        cue: the word of saying, as printed.
        denied: the words are what the speaker denies or does not say.
        addressee, target, venue: to whom, about whom, where; empty if not told.
        chain: who relays it, the outermost first.
        date, precision: when it was said; both empty if not known.
        known: when its source was published.
        report: id of the report; empty if it comes from no report.
        start: where the words stand in the report.
    """

    speakers: tuple[str, ...]
    mode: Literal["direct", "indirect", "mixed"]
    words: str
    segments: tuple[str, ...] = ()
    cue: str = ""
    denied: bool = False
    addressee: str = ""
    target: str = ""
    venue: str = ""
    chain: tuple[Link, ...] = ()
    date: str = ""
    precision: str = ""
    known: str | None = None
    report: str = ""
    start: int = 0


def statements(
    record: Record, speaker: str | None = None, about: str | None = None
) -> tuple[Said, ...]:
    """Return who said what, by date and then in the order of the reports; undated ones last.

    Args:
        record: the record, with its filters.
        speaker: only what this actor says, directly or relayed by others: an id or a name, or
            words in whatever case.
        about: only what is said of this actor, or holds these words.
    """
    grounds = Grounds(record)
    near = []
    if speaker:
        who = grounds.naming.alike(record.store, grounds.one(speaker))
        near = [naming(grounds.naming.names(record.store, *who), "statement")]
    found = _told(record, grounds, near)
    if speaker:
        found = [s for s in found if not who.isdisjoint(s.speakers)]
    if about:
        found = [s for s in found if _about(s, about, grounds)]
    return _in_order(record, found)


def last_said(record: Record, speaker: str, most: int) -> tuple[tuple[Said, ...], int]:
    """Return the last of what somebody says, in the order of `statements`, and how much there is.

    Args:
        record: the record, with its filters.
        speaker: an id or a name.
        most: how many are wanted.
    """
    supposed = any(isinstance(c, Statement) for c in record.supposed)
    if record.entry is not None or supposed or record.stories():
        every = statements(record, speaker)
        return every[-most:], len(every)
    grounds = Grounds(record)
    who = grounds.naming.alike(record.store, grounds.one(speaker))
    names = grounds.naming.names(record.store, *who)
    last, total = named_last(record, names, "statement", most)
    return _in_order(record, _told(record, grounds, [last]))[-most:], total


def _told(record: Record, grounds: Grounds, where: Sequence[Condition]) -> list[Said]:
    held = record.held("statement", where=where)
    by_id = _nested(record, held)
    return [_said(h, by_id, grounds) for h in held]


def _in_order(record: Record, found: Iterable[Said]) -> tuple[Said, ...]:
    """Return statements by date and then in the order of the reports; undated ones last."""
    several = list(found)
    order = record.store.places({s.report for s in several if s.report})
    several.sort(key=lambda s: (not s.date, s.date, order.get(s.report, -1), s.start, s.claims))
    return tuple(several)


def _nested(record: Record, held: list[Held]) -> dict[str, Stored]:
    """Return by id these statements, and those that they stand in."""
    by_id = {s.claim.id: s for s in flat(held)}
    while outer := sorted(
        {i for s in by_id.values() if (i := cast(Statement, s.claim).nested_in)} - by_id.keys()
    ):
        found = flat(record.held("statement", where=[among("claim.id", outer)]))
        if not found:
            break
        by_id |= {s.claim.id: s for s in found}
    return by_id


def _about(said: Said, about: str, grounds: Grounds) -> bool:
    """Is it said of this actor, or does it hold the words or the actor's name?"""
    who = grounds.one(about)
    return said.target == who or any(
        speaks_of(said.words, each) for each in {about, grounds.naming.name(who)}
    )


def _said(held: Held, by_id: dict[str, Stored], grounds: Grounds) -> Said:
    claim = cast(Statement, held.holds.claim)
    outer, broken = _outer(claim, by_id)
    chain = [Link(tuple(map(grounds.one, o.speakers)), o.cue, o.id) for o in outer]
    if not chain and claim.said_by:
        chain = [Link((grounds.one(claim.said_by),))]
    segments = _segments(claim)
    beside = ("stands in a statement that is not held",) if broken else ()
    passage = claim.source if isinstance(claim.source, Passage) else None
    prints = [held.holds, *held.rivals, *held.weaker]
    fields = grounds.of(prints, (), *beside)
    fields["claims"] = (claim.id, *(o.id for o in reversed(outer)), *fields["claims"][1:])
    return Said(
        speakers=tuple(map(grounds.one, claim.speakers)),
        mode=claim.mode,
        words=" [...] ".join(segments),
        segments=segments,
        cue=claim.cue,
        denied=claim.negated,
        addressee=grounds.one(claim.addressee),
        target=grounds.one(claim.target),
        venue=claim.venue,
        chain=tuple(chain),
        date=claim.starts,
        precision=precision(claim.starts) if claim.starts else "",
        known=claim.known,
        report=passage.report if passage else "",
        start=passage.main.start if passage else 0,
        **fields,
    )


def _segments(claim: Statement) -> tuple[str, ...]:
    if not isinstance(claim.source, Passage):
        return ()
    parts = tuple(s.words for s in claim.source.spans if s.role == "segment")
    return parts or (claim.source.main.words,)


def _outer(claim: Statement, by_id: dict[str, Stored]) -> tuple[list[Statement], bool]:
    """Return the statements that this one stands in, the outermost first; is one missing?"""
    outer: list[Statement] = []
    inside = claim.nested_in
    while inside:
        stored = by_id.get(inside)
        if stored is None or any(o.id == inside for o in outer):
            return outer[::-1], True
        outer.append(cast(Statement, stored.claim))
        inside = outer[-1].nested_in
    return outer[::-1], False
