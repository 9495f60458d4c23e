"""What do the pages of reports show: which came, and the frozen text with every claim in place?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.views.answer import names_of
from quorate.views.describe import ROLES, byline, says, state
from quorate.views.highlight import Segment, line, segments
from quorate.views.page.asking import Missing, path_of
from quorate.views.page.frame import Framed
from quorate.views.prints import credited, folded, print_of

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()


@router.get("/reports")
def reports_page(frame: Framed) -> HTMLResponse:
    """List the reports."""
    return frame.page("reports.html", **reports(frame.record))


@router.get("/report/{name}")
def report_page(name: str, frame: Framed) -> HTMLResponse:
    """Show one report."""
    return frame.page("report.html", **report(frame.record, name))


def reports(record: Record) -> dict[str, Any]:
    """Return every report, those that print one story put together."""
    claims = Counter(getattr(s.claim.source, "report", "") for s in record.claims())
    stories = record.stories()

    def told(r: Report) -> dict[str, Any]:
        return {
            "href": path_of("report", r.id),
            "headline": line(r.headline) or line(r.name),
            "outlet": line(r.outlet) or "Outlet not known",
            "credit": credited(r),
            "published": r.published or "undated",
            "how": r.published_how,
            "name": line(r.name),
            "claims": claims[r.id],
            "characters": len(r.text),
            "print": print_of(r, stories),
        }

    return {
        "reports": [
            told(first) | {"others": [told(other) for other in others]}
            for first, others in folded(record.reports(), stories)
        ]
    }


def report(record: Record, name: str) -> dict[str, Any]:
    """Return one report's frozen text with every claim in its place."""
    found = next((r for r in record.reports() if name in (r.id, r.name)), None)
    if found is None:
        raise Missing(f"There is no report '{line(name)}'; the list of reports has them all.")
    names = names_of(record)
    held = [s for s in record.claims(report=found.id) if isinstance(s.claim.source, Passage)]
    held = [s for s in held if s.status not in ("superseded", "replaced")]
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
