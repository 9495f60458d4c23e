"""Who moved, when, from what to what, and after what?

A move is a change of side of one actor on one phrase and target, between two positions that name
it. What it came after is the last thing done within a month before in which the actor or the target
took part: before is not because, and where nothing is held, nothing is named.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from quorate.claims.claim import Position
from quorate.record.actors import Naming, naming_of
from quorate.record.mentions import (
    acts_of_reports,
    among_ids,
    done_between,
    named_among,
    rows_of,
    stands_of,
    stood_last,
)
from quorate.record.positions import Part, Polarity, Taken, polarity
from quorate.record.projections import MEMBERS
from quorate.record.rows import Grounds
from quorate.record.timeline import Event, acts, occasions, on_days, order, within
from quorate.views.wording import denied

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition

MONTH = 31
BESIDE = 100  # positions looked at beside as many as are wanted: not every one is a move
Moved: TypeAlias = tuple[str, tuple[str, str]]  # who, and on which issue


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A change of side.

    Attributes:
        actor, name: who moved.
        phrase, target, target_name: on what.
        since: the day of the later position, as far as known.
        before, after: the two sides; `was`, `stance` the two stances.
        event: what was done last before, or None.
        claims: ids of the two positions, the later first.
        decided: false if one of them is a proposal.
    """

    actor: str
    name: str
    phrase: str
    target: str
    target_name: str
    since: str
    before: Polarity
    after: Polarity
    was: str
    stance: str
    event: Event | None = None
    decided: bool = True
    claims: tuple[str, ...] = ()


def moves(
    record: Record, phrase: str = "", target: str = "", *, most: int | None = None
) -> tuple[Move, ...]:
    """Return the changes of side, the latest first.

    Args:
        record: the record, with its filters.
        phrase: only on this phrase, as `positions` takes it.
        target: only on this actor, by id.
        most: how many, or None for all.
    """
    if most is None or record.entry is not None:
        found = _moves(Taken(record), phrase, target)
    else:
        found = _latest(record, phrase, target, most)
    found = found[:most]
    done = _done(record, found)
    return tuple(msgspec.structs.replace(m, event=_last_before(done, m)) for m in found)


def _moves(
    taken: Taken, phrase: str, target: str, among: Mapping[Moved, Collection[str]] | None = None
) -> list[Move]:
    """Return the changes of side in these positions, the latest first.

    Args:
        taken: the positions.
        phrase: only on this phrase.
        target: only on this actor.
        among: only of these, each with the claims of it that are looked at, or none: all.
    """
    told: dict[Moved, list[Part]] = defaultdict(list)
    for part in taken.parts:
        wanted = phrase.casefold() in part.issue[0] and (not target or part.issue[1] == target)
        if among is not None:
            only = among.get((part.actor, part.issue))
            if only is None or (only and part.claim.id not in only):
                continue
        if wanted and not part.spread_from and part.claim.starts:
            told[part.actor, part.issue].append(part)
    found: list[Move] = []
    for (actor, issue), parts in told.items():
        parts.sort(key=lambda p: (p.claim.starts, p.claim.id))
        for one, other in pairwise(parts):
            sides = [polarity(p.claim.stance, p.claim.negated) for p in (one, other)]
            if sides[0] == sides[1]:
                continue
            found.append(
                Move(
                    actor=actor, name=taken.naming.name(actor), phrase=other.phrase,
                    target=issue[1],
                    target_name=taken.naming.name(issue[1]) if issue[1] else "",
                    since=other.claim.starts, before=sides[0], after=sides[1],
                    was=_stance(one), stance=_stance(other),
                    decided=one.stored.decided and other.stored.decided,
                    claims=(other.claim.id, one.claim.id),
                )
            )  # fmt: skip
    return sorted(found, key=lambda m: (m.since, m.actor), reverse=True)


def _latest(record: Record, phrase: str, target: str, most: int) -> list[Move]:
    """Return the latest changes of side, at least as many as are wanted, if there are.

    Of a large record only those are looked at who said something last: all changes after the first
    day looked at are among theirs.
    """
    names, number = naming_of(record), most + BESIDE
    targets = names.names(record.store, target) if target else ()
    while True:
        rows = stood_last(record, phrase.casefold(), number, targets)
        ones = [(r["phrase"], names.one(r["target"]) if r["target"] else "") for r in rows]
        among = {
            (names.one(row["name"]), issue)
            for row, issue in zip(rows, ones, strict=True)
            if not target or issue[1] == target
        }
        whole = len(rows) < number
        first = "" if whole else rows[-1]["starts"]
        turned = _turned(record, names, among, first)
        ids = {claim for several in turned.values() for claim in several}
        few = all(turned.values())
        near = among_ids(sorted(ids)) if few else stands_of(record, names, turned)
        taken = Taken(record, [near])
        found = [m for m in _moves(taken, phrase, target, turned) if m.since > first]
        if whole or len(found) >= most:
            return found
        number *= 2


def _turned(
    record: Record, names: Naming, among: Collection[Moved], first: str
) -> dict[Moved, set[str]]:
    """Return who changed sides after a day, with the claims before and after; or none: all claims.

    The store keeps of each position on which side it is. Where it may be one of a group's members,
    which only the claim tells, or something is supposed, all of them are looked at.
    """
    if any(isinstance(claim, Position) for claim in record.supposed):
        return {each: set() for each in among}
    found: dict[Moved, set[str]] = {}
    for each, rows in rows_of(record, names, among).items():
        dated = sorted((r["starts"], r["id"], r["side"]) for r in rows if r["starts"])
        turns = {
            claim for (_, one, before), (day, other, after) in pairwise(dated)
            if before != after and day > first for claim in (one, other)
        }  # fmt: skip
        if any(r["special"] & MEMBERS for r in rows):
            found[each] = set()
        elif turns:
            found[each] = turns
    return found


def _done(record: Record, moves: Sequence[Move]) -> dict[str, list[Event]]:
    """Return by party what was done within a month before a move, by date."""
    done: dict[str, list[Event]] = defaultdict(list)
    days = [m.since for m in moves if len(m.since) == 10]
    if not days:
        return done
    first = (datetime.date.fromisoformat(min(days)) - datetime.timedelta(days=MONTH)).isoformat()
    parties = {party for m in moves for party in (m.actor, m.target)} - {""}
    grounds, span = Grounds(record), (first, max(days))
    called = grounds.naming.names(record.store, *parties)
    found = acts(record, grounds, (), [_acts_before(record, grounds.naming, moves, called, span)])
    found += occasions(record, grounds, (), span)
    for event in sorted((e for e in found if within(e.date, *span)), key=order):
        if event.standing == "done" and len(event.date) == 10:
            for party in {p.actor for p in (*event.by, *event.to)}:
                done[party].append(event)
    return done


def _acts_before(
    record: Record, naming: Naming, moves: Iterable[Move], called: Collection[str],
    span: tuple[str, str],
) -> Condition:  # fmt: skip
    """Return the condition on acts among which is the last of each party before each move.

    Prints of one story are one act, whatever the day of each: of a story that tells of one of
    these days all acts are among them.
    """
    if record.entry is not None:  # the store tells what is done now
        return named_among(on_days(record, *span, undated=False), called)
    stories, told = record.stories(), set[str]()
    done: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in done_between(record, called, *span):
        if row["report"] in stories.linked:
            story = stories.of(row["report"])
            told |= {story.first, *story.others}
        elif len(row["starts"]) == 10:
            done[naming.one(row["name"])][row["starts"]].add(row["id"])
    found = set(acts_of_reports(record.store, sorted(told)))
    days = {party: sorted(several) for party, several in done.items()}
    for move in moves:
        for party in {move.actor, move.target} & days.keys():
            if place := bisect_left(days[party], move.since):
                found |= done[party][days[party][place - 1]]
    return among_ids(sorted(found))


def _stance(part: Part) -> str:
    words = part.claim.stance.replace("_", " ")
    return denied(words) if part.claim.negated else words


def _last_before(done: dict[str, list[Event]], move: Move) -> Event | None:
    """Return the last thing done within a month before in which the actor or target took part."""
    if len(move.since) < 10:
        return None
    day = datetime.date.fromisoformat(move.since)
    first = (day - datetime.timedelta(days=MONTH)).isoformat()
    near = []
    for party in {move.actor, move.target} - {""}:
        events = done.get(party, [])
        place = bisect_left(events, move.since, key=lambda e: e.date) - 1
        if place >= 0 and events[place].date >= first:
            near.append(events[place])
    return max(near, key=lambda e: e.date, default=None)
