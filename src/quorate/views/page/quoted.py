"""How is a claim shown with the sentences that it rests on?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.record.schema import Stored
from quorate.views.describe import ROLES, origin, state
from quorate.views.highlight import Segment, quotations
from quorate.views.page.asking import path_of


def told(stored: Stored, reports: Mapping[str, Report]) -> dict[str, Any]:
    """Return a claim's source in words, with its sentences cut at the spans."""
    source = stored.claim.source
    report = reports.get(source.report) if isinstance(source, Passage) else None
    found = quotations(report.text, source) if report and isinstance(source, Passage) else []
    return {
        "id": stored.claim.id,
        "href": path_of("claim", stored.claim.id),
        "origin": origin(stored.claim, reports),
        "state": state(stored),
        "status": stored.status,
        "report_href": path_of("report", report.id) + f"#{stored.claim.id}" if report else "",
        "quotations": [[_piece(s) for s in q.segments] for q in found],
    }


def _piece(segment: Segment) -> dict[str, Any]:
    named = [r for r in segment.roles if r != "main"]
    labels = [ROLES.get(r, r) for r in segment.ends if r != "main"]
    return {
        "text": segment.text,
        "main": "main" in segment.roles,
        "named": bool(named),
        "label": ", ".join(dict.fromkeys(labels)),
    }
