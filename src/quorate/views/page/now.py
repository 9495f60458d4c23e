"""What does the first page show: where do the questions of the case stand?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from quorate.record.asked import imported
from quorate.record.days import Days
from quorate.record.demands import Demand, at_hand, demands
from quorate.theory.swing import swing
from quorate.views import compare
from quorate.views.called import called
from quorate.views.moves import moves
from quorate.views.page.asking import Asked, Asking, Page, Text, paged, path_of
from quorate.views.page.counted import vote
from quorate.views.page.frame import Framed
from quorate.views.pictures.counted import strip
from quorate.views.tables import swing_lines
from quorate.views.tellings import event_words

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
DEMANDED = "/now/demanded"
MONTH = 31
FEW = 6
DRAFTS = 12  # on one page


@router.get("/")
def now_page(asked: Asked, frame: Framed, since: Text = "", page: Page = 1) -> HTMLResponse:
    """Show where things stand."""
    return frame.page("now.html", **now(frame.record, asked.only(since=since), since, page))


@router.get(DEMANDED)
def demanded_page(asked: Asked, frame: Framed, since: Text = "") -> HTMLResponse:
    """Show what was demanded since a day: a part of the first page."""
    found = demanded(asked.see(frame.record), since)
    return frame.page("demanded.html", demanded=found)


def now(record: Record, asked: Asking, since: str = "", page: int = 1) -> dict[str, Any]:
    """Return the questions and the drafts of one page with their counts, and what changed."""
    seen = asked.see(record)
    tracked = {q.id for q in record.case.question}
    asks = seen.questions()
    drafts, pages = paged([q for q in asks if q.id not in tracked], page, asked, "/", size=DRAFTS)
    shown = [*(q for q in asks if q.id in tracked), *drafts]
    rows, problems = compare.all_rows(seen, questions=shown)
    rows.sort(key=lambda r: r.date, reverse=True)  # the undated at the end
    names = {a.actor: a.name for a in record.actors()}
    return {
        "asked": asked,
        "questions": [
            _card(r, asked, names, swings=True) for r in rows if r.votes.question in tracked
        ],
        "drafts": [_card(r, asked, names) for r in rows if r.votes.question not in tracked],
        "imported": [(i, asked.plain(path_of("votes", i))) for i in imported(seen)[:DRAFTS]]
        if not rows
        else [],
        "problems": problems,
        "pages": pages,
        "reports": record.store.count_reports(),
        "changes": _changes(record, seen, asked, since),
    }


def _card(
    row: compare.Row, asked: Asking, names: Mapping[str, str], *, swings: bool = False
) -> dict[str, Any]:
    """Return a vote with its thermometer and, if asked, who decides."""
    return (
        vote(row, asked, names)
        | {
            "drawn": Markup(strip(row)),  # every word in it was escaped where it was put in
            "deciders": swing_lines(swing(row.situation), names)[:2] if swings else [],
        }
    )


def _changes(record: Record, seen: Record, asked: Asking, since: str) -> dict[str, Any]:
    """Return what was published, happened and moved from a day on; by default of the last month."""
    last = record.store.last_published()
    if not since and last:
        day = datetime.date.fromisoformat(last) - datetime.timedelta(days=MONTH)
        since = day.isoformat()
    if not since:
        return {"since": "", "events": [], "moved": [], "demands": [], "total": 0, "published": 0,
                "later": ""}  # fmt: skip
    happened, soon = Days(seen, since=since), at_hand(seen)
    done = happened.last_done(FEW)
    names = called(seen, {a.actor: a.name for a in record.actors()}, done)
    return {
        "since": since,
        "published": record.store.count_reports(since),
        "total": happened.done,
        "events": [(e, event_words(e, names, codes=False)) for e in done],
        "events_href": asked.address("/timeline", since=since),
        "moved": [m for m in moves(seen, most=FEW) if m.since >= since],
        # Of a large record they are asked for by a request of their own.
        "demands": demanded(seen, since) if soon else [],
        "later": "" if soon else asked.address(DEMANDED, since=since),
        "demands_href": asked.plain("/demands"),
    }


def demanded(seen: Record, since: str) -> list[Demand]:
    """Return the last demands that were made, or that ended, since a day."""
    found = [d for d in demands(seen) if (d.since or "") >= since or (d.until or "") >= since]
    return found[-FEW:]
