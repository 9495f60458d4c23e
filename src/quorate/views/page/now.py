"""What does the first page show: where do the questions of the case stand?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.views import compare
from quorate.views.page.asking import Asked, Asking
from quorate.views.page.frame import Framed
from quorate.views.page.votes import vote

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()


@router.get("/")
def now_page(asked: Asked, frame: Framed) -> HTMLResponse:
    """Show where things stand."""
    return frame.page("now.html", **now(frame.record, asked))


def now(record: Record, asked: Asking) -> dict[str, Any]:
    """Return every question and draft with its counts."""
    rows, problems = compare.all_rows(asked.see(record))
    tracked = {q.id for q in record.case.question}
    return {
        "questions": [vote(r, asked) for r in rows if r.votes.question in tracked],
        "drafts": [vote(r, asked) for r in rows if r.votes.question not in tracked],
        "problems": problems,
        "reports": len(record.reports()),
    }
