"""What do the pages of reports show: which came, and the frozen text with every claim in place?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.views.answer import names_of
from quorate.views.called import called
from quorate.views.describe import ROLES, byline, says, state
from quorate.views.highlight import Segment, line, segments
from quorate.views.page.asking import Asked, Asking, Missing, Page, Text, paged, path_of
from quorate.views.page.frame import Framed
from quorate.views.prints import credited, folded, print_of

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()


@router.get("/reports")
def reports_page(asked: Asked, frame: Framed, outlet: Text = "", page: Page = 1) -> HTMLResponse:
    """List the reports."""
    return frame.page("reports.html", **reports(frame.record, asked.only(outlet=outlet), page))


@router.get("/report/{name}")
def report_page(name: str, frame: Framed) -> HTMLResponse:
    """Show one report."""
    return frame.page("report.html", **report(frame.record, name))


def reports(record: Record, asked: Asking, page: int = 1) -> dict[str, Any]:
    """Return the reports of one page, the newest first, those that print one story together."""
    stories = record.stories()
    ids = record.store.report_ids(dict(asked.filters).get("outlet", ""), newest=True)
    firsts = [i for i in ids if stories.of(i).first == i] if stories else ids
    some, pages = paged(firsts, page, asked, "/reports")
    shown = [
        r for i in some for name in (i, *stories.of(i).others) for r in record.store.reports(name)
    ]
    claims = record.store.count_claims([r.id for r in shown])

    def told(r: Report) -> dict[str, Any]:
        return {
            "href": path_of("report", r.id),
            "headline": line(r.headline) or line(r.name),
            "outlet": line(r.outlet) or "Outlet not known",
            "credit": credited(r),
            "published": r.published or "undated",
            "how": r.published_how,
            "name": line(r.name),
            "claims": claims.get(r.id, 0),
            "characters": len(r.text),
            "print": print_of(r, stories),
        }

    return {
        "asked": asked,
        "outlet": dict(asked.filters).get("outlet", ""),
        "total": len(ids),
        "stories": len(firsts),
        "pages": pages,
        "reports": [
            told(first) | {"others": [told(other) for other in others]}
            for first, others in folded(shown, stories)
        ],
    }


def report(record: Record, name: str) -> dict[str, Any]:
    """Return one report's frozen text with every claim in its place."""
    found = next(iter(record.store.reports(record.store.report_id(name) or name)), None)
    if found is None:
        raise Missing(f"There is no report '{line(name)}'; the list of reports has them all.")
    held = [s for s in record.claims(report=found.id) if isinstance(s.claim.source, Passage)]
    held = [s for s in held if s.status not in ("superseded", "replaced")]
    names = called(record, names_of(record), [s.claim for s in held])
    numbers = {s.claim.id: n for n, s in enumerate(held, 1)}
    spans = [
        (span, s.claim.id)
        for s in held
        if isinstance(s.claim.source, Passage)
        for span in s.claim.source.spans
    ]
    pieces = [_footnoted(segment, numbers) for segment in segments(found.text, spans)]
    return {
        "report": found,
        "headline": line(found.headline) or line(found.name),
        "byline": byline(found),
        "pieces": pieces,
        "claims": [
            {
                "number": numbers[s.claim.id],
                "id": s.claim.id,
                "kind": s.claim.kind,
                "says": says(s.claim, names),
                "href": path_of("claim", s.claim.id),
                "state": state(s),
                "status": s.status,
            }
            for s in held
        ],
    }


def _footnoted(segment: Segment, numbers: Mapping[str, int]) -> dict[str, Any]:
    owners = dict.fromkeys(segment.owners)
    ended = dict.fromkeys(
        owner
        for role, owner in zip(segment.roles, segment.owners, strict=True)
        if role == "main" and role in segment.ends
    )
    return {
        "text": segment.text,
        "main": "main" in segment.roles,
        "named": any(r != "main" for r in segment.roles),
        "href": path_of("claim", list(owners)[-1]) if owners else "",
        "roles": ", ".join(dict.fromkeys(ROLES.get(r, r) for r in segment.roles)),
        "notes": [
            {"number": numbers[o], "href": path_of("claim", o), "id": o}
            for o in ended
            if o in numbers
        ],
    }
