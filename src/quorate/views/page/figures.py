"""What do the pages of figures show: which numbers are given, of what, on what day, by whom?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.claims.problem import Unusable
from quorate.record.figures import Point, Series, latest, listed
from quorate.record.figures import figures as query
from quorate.record.figures import quantities as counted
from quorate.views.highlight import line
from quorate.views.page.asking import Asked, Asking, Missing, Page, paged, path_of
from quorate.views.page.drawn import series as drawn
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import evidence
from quorate.views.tellings import PER_CENT, amount

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()
PERSONS = ("people", "persons")  # units that go without saying
MOST = 40  # series of one page, or fewer
NUMBERS = 200  # numbers of one page, about
AT_ONCE = 3  # numbers of one day


@router.get("/figures")
def all_page(asked: Asked, frame: Framed, page: Page = 1) -> HTMLResponse:
    """List the quantities of which numbers are given."""
    return frame.page("quantities.html", **quantities(frame.record, asked, page))


@router.get("/figures/{quantity}")
def figures_page(quantity: str, asked: Asked, frame: Framed, page: Page = 1) -> HTMLResponse:
    """Show the numbers of one quantity."""
    return frame.page("figures.html", **figures(frame.record, quantity, asked, page))


def quantities(record: Record, asked: Asking, page: int = 1) -> dict[str, Any]:
    """Return the quantities of one page, each with its latest number."""
    seen = asked.see(record)
    found = counted(seen)
    shown, pages = paged(found, page, asked, "/figures")
    rows = [
        {
            "quantity": line(each.name.replace("_", " ")),
            "href": asked.plain(path_of("figures", each.name)),
            "series": len(each.series),
            "points": sum(each.points),
            "latest": _latest(*latest(seen, each)),
        }
        for each in shown
    ]
    return {"asked": asked, "rows": rows, "total": len(found), "pages": pages}


def _latest(series: Series, points: Sequence[Point]) -> dict[str, Any]:
    unit = "" if series.unit in (*PER_CENT, *PERSONS) else line(series.unit)
    numbers = [
        (amount(p, series.unit) or line(p.wording), path_of("claim", p.claims[0]))
        for p in points[:AT_ONCE]
    ]
    first = points[0]
    return {"numbers": numbers, "unit": unit, "date": first.date, "known": first.known or ""}


def figures(record: Record, quantity: str, asked: Asking, page: int = 1) -> dict[str, Any]:
    """Return the series of one quantity on one page, each with its chart."""
    seen = asked.see(record)
    try:
        every = listed(seen, quantity)
    except Unusable as error:
        raise Missing(str(error)) from None
    numbers = sum(points for _, points in every)
    size = max(1, min(MOST, NUMBERS * len(every) // max(1, numbers)))
    some, pages = paged(
        [one for one, _ in every], page, asked, path_of("figures", quantity), size=size
    )
    shown = query(seen, only=some)
    return {
        "asked": asked,
        "href": path_of("figures", quantity),
        "quantity": line(quantity.replace("_", " ")),
        "pages": pages,
        "series": [
            {
                "series": s,
                "scope": line(s.scope),
                "unit": "" if s.unit in PER_CENT else line(s.unit),
                "chart": drawn(s, lambda claim: path_of("claim", claim)),
                "points": [{"point": p, "bounds": amount(p, s.unit)} for p in s.points],
            }
            for s in shown
        ],
        "names": {a.actor: a.name for a in record.actors()},
        "proof": evidence(seen, shown, first=True),
    }
