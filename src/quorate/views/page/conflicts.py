"""What does the page of conflicts show: where sources contradict each other, side by side?"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.record.conflicts import KINDS_OF_CONFLICT
from quorate.record.conflicts import conflicts as query
from quorate.views.page.asking import Asked, Asking, Page, Text, paged
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()


@router.get("/conflicts")
def conflicts_page(asked: Asked, frame: Framed, kind: Text = "", page: Page = 1) -> HTMLResponse:
    """Show where sources contradict each other."""
    return frame.page("conflicts.html", **conflicts(frame.record, asked.only(kind=kind), page))


def conflicts(record: Record, asked: Asking, page: int = 1) -> dict[str, Any]:
    """Return the conflicts of one page by kind, each with its sides."""
    seen, given = asked.see(record), dict(asked.filters)
    found = query(seen, given.get("kind", ""))
    shown, pages = paged(found, page, asked, "/conflicts", size=25)
    counts = {kind: sum(c.kind == kind for c in found) for kind in KINDS_OF_CONFLICT}
    return {
        "asked": asked,
        "given": given,
        "total": len(found),
        "kinds": [
            (kind, told, counts[kind], asked.address("/conflicts", kind=kind))
            for kind, told in KINDS_OF_CONFLICT.items()
            if counts[kind] or given.get("kind") == kind
        ],
        "groups": [
            (kind, KINDS_OF_CONFLICT[kind], list(several))
            for kind, several in groupby(shown, key=lambda c: c.kind)
        ],
        "pages": pages,
        "proof": evidence(seen, shown),
    }
