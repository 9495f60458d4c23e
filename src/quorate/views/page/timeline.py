"""What does the page of the timeline show: what happened, and when?"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from quorate.record.days import Days
from quorate.record.timeline import ACTS, TYPES, Event
from quorate.views.called import called
from quorate.views.page.asking import SIZE, Asked, Asking, Page, Text, pages_of
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence
from quorate.views.tellings import event_words

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()


@router.get("/timeline")
def timeline_page(
    asked: Asked,
    frame: Framed,
    kind: str = Query("", alias="type", max_length=200),
    actor: Text = "",
    since: Text = "",
    until: Text = "",
    page: Page = 1,
) -> HTMLResponse:
    """Show what happened."""
    only = asked.only(type=kind, actor=actor, since=since, until=until)
    return frame.page("timeline.html", **timeline(frame.record, only, page))


def timeline(record: Record, asked: Asking, page: int = 1) -> dict[str, Any]:
    """Return the events of one page by month, and how many there are of each standing."""
    seen, given = asked.see(record), dict(asked.filters)
    kind, actor, since, until = (given.get(n) for n in ("type", "actor", "since", "until"))
    first, last = (page - 1) * SIZE, page * SIZE
    found = Days(seen, kind, since, until, actor)
    total, shown = found.total, found.events(first, last)
    pages = pages_of(total, page, asked, "/timeline")
    names = called(seen, {a.actor: a.name for a in record.actors()}, shown)
    return {
        "asked": asked,
        "given": given,
        "types": [*TYPES, "statement", *(t for t in ACTS if t.lower() not in TYPES)],
        "total": total,
        "standing": found.standing,
        "undated": found.undated,
        "months": [
            (month, [_event(e, names) for e in events])
            for month, events in groupby(shown, key=lambda e: e.date[:7])
        ],
        "pages": pages,
        "proof": evidence(seen, shown, first=True),
    }


def _event(event: Event, names: dict[str, str]) -> dict[str, Any]:
    return {"event": event, "words": event_words(event, names, codes=False)}
