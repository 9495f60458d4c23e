"""How do acts become PLOVER, the event data of conflict research?

One event a line, with the fields of the PLOVER codebook (Open Event Data Alliance, tables "PLOVER
JSON" and "Information object"): a date is required there, so undated acts are left out and told.
What is alleged, planned or denied is no event: it is written only with that word as its mode.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quorate.claims.claim import Act, Party
from quorate.claims.problem import Problem
from quorate.claims.source import Passage
from quorate.reading.acts.plover import to_plover
from quorate.record.schema import STANDING
from quorate.record.timeline import standing_of

if TYPE_CHECKING:
    from quorate.record.record import Record

Event = dict[str, Any]
CODEBOOK = "plover-base"


def plover(record: Record) -> tuple[list[Event], list[Problem]]:
    """Return the acts of a case as events, and how many have no place in PLOVER."""
    reports = {r.id: r for r in record.reports()}
    actors = {a.actor: a for a in record.actors()}
    events, undated, untyped = [], [], []
    for stored in record.claims():
        act = stored.claim
        if not isinstance(act, Act) or stored.status not in STANDING:
            continue
        type_ = to_plover(act.type)
        if len(act.starts) != 10:
            undated.append(act.id)
        elif not type_ or not act.sources:
            untyped.append(act.id)
        else:
            event: Event = {
                "id": act.id, "date": act.starts, "actor": _entities(act.sources, actors),
                "recipient": _entities(act.targets, actors), "event": [type_],
                "coder": act.reader or "person", "comment": stored.status,
            }  # fmt: skip
            standing = standing_of(act)
            event |= {"mode": [standing]} if standing not in ("done", "threatened") else {}
            event |= {"event_loc": {"name": act.place}} if act.place else {}
            source = act.source
            if isinstance(source, Passage):
                event["event_text"] = [source.main.words]
                event["text_info"] = {"start": source.main.start, "end": source.main.end}
                if report := reports.get(source.report):
                    event["cite_info"] = {
                        "citation": report.name, "url": report.url, "title": report.headline,
                        "language": report.language, "publication": report.outlet,
                        "codebook": CODEBOOK,
                    }  # fmt: skip
            events.append(event)
    problems = []
    for what, ids in (("no day", undated), ("no type or no actor in PLOVER", untyped)):
        if ids:
            problems.append(
                Problem(
                    where="plover.jsonl",
                    what=f"{len(ids)} acts have {what} and were left out: {', '.join(ids[:3])} ...",
                    remedy="PLOVER asks for day, type and actor; claims.jsonl has every act.",
                )
            )
    return events, problems


def _entities(parties: Iterable[Party], actors: Any) -> list[dict[str, str]]:
    found = []
    for party in parties:
        known = actors.get(party.actor)
        if not party.actor:
            found.append({"entity_text": party.words})
            continue
        state = known.of if known is not None and known.type == "government" else party.actor
        code = state if len(state) == 3 and known is not None else ""
        entity = {"code": code} if code else {}
        entity |= {"sector": "GOV"} if known is not None and known.type == "government" else {}
        entity |= {"identifier_id": party.actor}
        entity |= {"identifier_text": known.name if known is not None else party.actor}
        entity |= {"entity_text": "members"} if party.members else {}
        found.append(entity)
    return found
