"""Who moved, when, from what to what, and after what?

A move is a change of side of one actor on one phrase and target, between two positions that name
it. What it came after is the last thing done within a month before in which the actor or the target
took part: before is not because, and where nothing is held, nothing is named.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from quorate.record.positions import Part, Polarity, Taken, polarity
from quorate.record.timeline import Event, timeline

if TYPE_CHECKING:
    from quorate.record.record import Record

MONTH = 31


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A change of side.

    Attributes:
        actor, name: who moved.
        phrase, target_name: on what.
        since: the day of the later position, as far as known.
        before, after: the two sides; `was`, `stance` the two stances.
        event: what was done last before, or None.
        claims: ids of the two positions, the later first.
        decided: false if one of them is a proposal.
    """

    actor: str
    name: str
    phrase: str
    target_name: str
    since: str
    before: Polarity
    after: Polarity
    was: str
    stance: str
    event: Event | None = None
    decided: bool = True
    claims: tuple[str, ...] = ()


def moves(record: Record, phrase: str = "", target: str = "") -> tuple[Move, ...]:
    """Return every change of side, the latest first.

    Args:
        record: the record, with its filters.
        phrase: only on this phrase, as `positions` takes it.
        target: only on this actor, by id.
    """
    taken = Taken(record)
    told: dict[tuple[str, tuple[str, str]], list[Part]] = defaultdict(list)
    for part in taken.parts:
        wanted = phrase.casefold() in part.issue[0] and (not target or part.issue[1] == target)
        if wanted and not part.spread_from and part.claim.starts:
            told[part.actor, part.issue].append(part)
    found: list[Move] = []
    events: list[Event] | None = None
    for (actor, issue), parts in told.items():
        parts.sort(key=lambda p: (p.claim.starts, p.claim.id))
        for one, other in pairwise(parts):
            sides = [polarity(p.claim.stance, p.claim.negated) for p in (one, other)]
            if sides[0] == sides[1]:
                continue
            if events is None:
                events = [e for e in timeline(record).events if e.standing == "done" and e.date]
            found.append(
                Move(
                    actor=actor, name=taken.naming.name(actor), phrase=other.phrase,
                    target_name=taken.naming.name(issue[1]) if issue[1] else "",
                    since=other.claim.starts, before=sides[0], after=sides[1],
                    was=_stance(one), stance=_stance(other),
                    event=_last_before(events, other.claim.starts, {actor, issue[1]} - {""}),
                    decided=one.stored.decided and other.stored.decided,
                    claims=(other.claim.id, one.claim.id),
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda m: (m.since, m.actor), reverse=True))


def _stance(part: Part) -> str:
    words = part.claim.stance.replace("_", " ")
    return f"not: {words}" if part.claim.negated else words


def _last_before(events: list[Event], day: str, who: set[str]) -> Event | None:
    if len(day) < 10:
        return None
    first = (datetime.date.fromisoformat(day) - datetime.timedelta(days=MONTH)).isoformat()
    near = [e for e in events if len(e.date) == 10 and first <= e.date < day]
    return next((e for e in reversed(near) if {p.actor for p in (*e.by, *e.to)} & who), None)
