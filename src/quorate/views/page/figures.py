"""What do the pages of figures show: which numbers are given, of what, on what day, by whom?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.claims.problem import Unusable
from quorate.record.figures import Series
from quorate.record.figures import figures as query
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, Missing, path_of
from quorate.views.page.drawn import series as drawn
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence
from quorate.views.tellings import bounds

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
MOST = 40


@router.get("/figures")
def all_page(asked: Asked, frame: Framed) -> HTMLResponse:
    """List the quantities of which numbers are given."""
    return frame.page("quantities.html", **quantities(frame.record, asked))


@router.get("/figures/{quantity}")
def figures_page(quantity: str, asked: Asked, frame: Framed) -> HTMLResponse:
    """Show the numbers of one quantity."""
    return frame.page("figures.html", **figures(frame.record, quantity, asked))


def quantities(record: Record, asked: Asking) -> dict[str, Any]:
    """Return each quantity with its latest numbers."""
    found: dict[str, list[Series]] = {}
    for series in query(asked.see(record)):
        found.setdefault(series.quantity, []).append(series)
    rows = [
        {
            "quantity": line(name.replace("_", " ")),
            "href": asked.plain(path_of("figures", name)),
            "series": len(several),
            "points": sum(len(s.points) for s in several),
            "latest": _latest(several),
        }
        for name, several in found.items()
    ]
    rows.sort(key=lambda r: (-int(str(r["points"])), str(r["quantity"])))
    return {"asked": asked, "rows": rows}


def _latest(several: list[Series]) -> dict[str, str]:
    dated = [p for s in several for p in s.points if p.date]
    point = max(dated, key=lambda p: p.date) if dated else several[0].points[-1]
    return {"number": bounds(point) or line(point.wording), "date": point.date,
            "href": path_of("claim", point.claims[0])}  # fmt: skip


def figures(record: Record, quantity: str, asked: Asking) -> dict[str, Any]:
    """Return the series of one quantity, each with its chart."""
    seen = asked.see(record)
    try:
        found = query(seen, quantity)
    except Unusable as error:
        raise Missing(str(error)) from None
    shown = found[:MOST]
    return {
        "asked": asked,
        "href": path_of("figures", quantity),
        "quantity": line(quantity.replace("_", " ")),
        "more": len(found) - len(shown),
        "series": [
            {
                "series": s,
                "scope": line(s.scope),
                "chart": drawn(s, lambda claim: path_of("claim", claim)),
                "points": [{"point": p, "bounds": bounds(p)} for p in s.points],
            }
            for s in shown
        ],
        "names": {a.actor: a.name for a in record.actors()},
        "proof": evidence(seen, shown),
    }
