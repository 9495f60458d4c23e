"""What is demanded, by whom of whom, and what became of it?

A demand lives: it stands from the day it was made until its party drops it, or until the one asked
meets or refuses it. Whatever closes a demand is the one claim whose words are most alike: one
candidate or none.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from quorate.record import gathering
from quorate.record.actors import Naming, fold, naming_of
from quorate.record.marks import marks, seen
from quorate.record.positions import polarity
from quorate.record.raised import Demand as Demand
from quorate.record.raised import Status as Status
from quorate.record.raised import claim_of, demand_of, parties_of
from quorate.record.raised import likeness as likeness
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record

DEMANDED = ("demands",)
FEW = 2000  # claims of demands that are gathered while somebody waits
SEEN_MOST = 16  # ways of seeing a record whose demands are kept
ALIKE = 0.6  # of the fewer words of two phrases that stand in the other


def demands(record: Record, *, calls: bool = False) -> tuple[Demand, ...]:
    """Return every demand with what became of it, the earliest first.

    Args:
        record: the record, with its filters: on a date, what closed a demand later is not known.
        calls: also calls and appeals.
    """
    supposed = tuple(c.id for c in record.supposed)
    seen_so = (record.on_date, record.known_by, record.last_entry, supposed, calls)
    if seen_so not in record.demands:
        if len(record.demands) > SEEN_MOST:
            record.demands.clear()
        record.demands[seen_so] = _demands(record, calls)
    return record.demands[seen_so]


def at_hand(record: Record) -> bool:
    """Are demands told at once, because they are few or were gathered before?"""
    if gathering.at_hand(record, DEMANDED):
        return True
    few = "SELECT count(*) FROM (SELECT id FROM stand WHERE stance = 'demands' LIMIT ?) AS some"
    return int(record.store.database.value(few, [FEW + 1])) <= FEW


def _demands(record: Record, calls: bool) -> tuple[Demand, ...]:
    naming = naming_of(record)
    stances = (*DEMANDED, "calls_for", "urges") if calls else DEMANDED
    told = gathering.told(record, naming, stances)
    found = list(told.demands)
    closing = [(s, end) for s in told.endings if (end := _ending(s))]
    made_by, asked_of = _looked_up(found) if closing else ({}, {})
    dropped: dict[tuple[object, ...], int] = {}  # the place of each that was dropped, by what it is
    for each, end in closing:
        near = made_by if claim_of(each).stance == "drops_demand" else asked_of
        places = sorted(
            {n for party in parties_of(claim_of(each), naming) for n in near.get(party, ())}
        )
        open_to = [
            n for n in places
            if found[n].status == "standing" and _concerns(each, found[n], naming)
        ]  # fmt: skip
        index = _most_alike(claim_of(each).phrase, [found[n] for n in open_to])
        if index is not None:
            place = open_to[index]
            found[place] = _closed(found[place], each, end)
            if end == "dropped":
                dropped[_what(found[place])] = place
        elif end == "dropped":  # the report that tells its end is the only one to tell of it
            ended = _closed(demand_of([each], naming), each, end)
            place = dropped.setdefault(_what(ended), len(found))
            if place < len(found):  # told again, as by another print
                found[place] = _dropped_once(found[place], ended)
            else:
                found.append(ended)
    return tuple(sorted(found, key=lambda d: (d.since or "~", d.by, d.phrase)))


def _looked_up(found: list[Demand]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return by party the places of the demands that it makes, and of those made of it."""
    made_by: dict[str, list[int]] = defaultdict(list)
    asked_of: dict[str, list[int]] = defaultdict(list)
    for place, demand in enumerate(found):
        for party in {fold(b) if b[:1].islower() else b for b in demand.by}:
            made_by[party].append(place)
        for party in {demand.of, fold(demand.of)} if demand.of else ():
            asked_of[party].append(place)
    return made_by, asked_of


def _ending(stored: Stored) -> Status | None:
    """Return how a claim may close a demand: by its party dropping it, or by the one asked."""
    claim = claim_of(stored)
    if claim.stance == "drops_demand":
        return None if claim.negated else "dropped"
    if claim.stance == "meets_demand":
        return "refused" if claim.negated else "met"
    if claim.stance in ("demands", "calls_for", "urges", "recognises"):
        return None
    side = polarity(claim.stance, claim.negated)
    return {"for": "met", "against": "refused"}.get(side)  # type: ignore[return-value]  # as above


def _concerns(stored: Stored, demand: Demand, naming: Naming) -> bool:
    """May this claim close that demand? Its own party drops it, the one asked answers it."""
    claim = claim_of(stored)
    if claim.id in demand.claims:
        return False
    day = seen(claim)
    if day and demand.since and day < demand.since:
        return False
    parties = parties_of(claim, naming)
    if claim.stance == "drops_demand":
        return bool(parties & {fold(b) if b[:1].islower() else b for b in demand.by})
    return bool(demand.of) and (demand.of in parties or fold(demand.of) in parties)


def _what(demand: Demand) -> tuple[object, ...]:
    """Return what is demanded, by whom and of whom."""
    return frozenset(demand.by), demand.of, fold(demand.phrase)


def _dropped_once(one: Demand, other: Demand) -> Demand:
    """Return a demand whose drop another report tells of too, as of the earlier day."""
    first, again = sorted((one, other), key=lambda d: d.until or "~")
    return msgspec.structs.replace(
        one, until=first.until, closed_by=(*first.closed_by, *again.closed_by)
    )


def _most_alike(phrase: str, candidates: list[Demand]) -> int | None:
    """Return the one candidate whose words are most alike, if any are alike enough."""
    scored = sorted(((likeness(phrase, d.phrase), i) for i, d in enumerate(candidates)))[::-1]
    if not scored or scored[0][0] < ALIKE:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return scored[0][1]


def _closed(demand: Demand, by: Stored, end: Status) -> Demand:
    step = () if by.claim.id in demand.claims else ("inferred",)
    return msgspec.structs.replace(
        demand,
        status=end,
        until=seen(by.claim),
        marks=tuple(dict.fromkeys((*demand.marks, *marks(by), *step))),
        decided=demand.decided and by.decided,
        closed_by=(by.claim.id,),
    )
