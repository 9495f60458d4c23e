"""What does the page of demands show: what is demanded of whom, and does it stand?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.record.demands import Demand, Status
from quorate.record.demands import demands as query
from quorate.views.page.asking import Asked, Asking, Page, Text, paged
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()


@router.get("/demands")
def demands_page(
    asked: Asked, frame: Framed, calls: Text = "", status: Text = "", by: Text = "", page: Page = 1
) -> HTMLResponse:
    """Show what is demanded."""
    only = asked.only(calls=calls, status=status, by=by)
    return frame.page("demands.html", **demands(frame.record, only, page))


def demands(record: Record, asked: Asking, page: int = 1) -> dict[str, Any]:
    """Return the demands of one page, and how many there are of each status."""
    seen, given = asked.see(record), dict(asked.filters)
    found = query(seen, calls=bool(given.get("calls")))
    names = {a.actor: a.name for a in record.actors()}
    number = Counter(d.status for d in found)
    counts = [(s, number[s], asked.address("/demands", status=s)) for s in get_args(Status)]
    chosen: Sequence[Demand] = found
    if status := given.get("status"):
        chosen = [d for d in chosen if d.status == status]
    if wanted := given.get("by", "").casefold():
        called = {b: wanted in f"{b} {names.get(b, '')}".casefold() for b in _named(chosen)}
        chosen = [d for d in chosen if any(called[b] for b in (*d.by, d.of))]
    shown, pages = paged(chosen, page, asked, "/demands")
    return {
        "asked": asked, "given": given, "total": len(found), "chosen": len(chosen),
        "counts": counts, "demands": shown, "names": names, "pages": pages,
        "proof": evidence(seen, shown, first=True),
    }  # fmt: skip


def _named(found: Iterable[Demand]) -> set[str]:
    return {name for demand in found for name in (*demand.by, demand.of)}
