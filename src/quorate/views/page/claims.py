"""What does the page of one claim show: its words in their report, its source, its state?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.claims.source import Derived, Passage, Supposed
from quorate.record.correct import unworded
from quorate.record.schema import Stored
from quorate.views.answer import names_of
from quorate.views.called import called
from quorate.views.describe import ROLES, find_claim, says
from quorate.views.desk import acts
from quorate.views.highlight import line
from quorate.views.page.asking import Missing
from quorate.views.page.frame import Framed
from quorate.views.page.quoted import Reports, told

if TYPE_CHECKING:
    from quorate.record.record import Record

router = APIRouter()


@router.get("/claim/{name}")
def claim_page(name: str, frame: Framed) -> HTMLResponse:
    """Show one claim."""
    return frame.page("claim.html", **claim(frame.record, name))


def claim(record: Record, name: str) -> dict[str, Any]:
    """Return one claim: its words in their report, its source, its state."""
    try:
        stored = find_claim(record, name)
    except Unusable as error:
        raise Missing(str(error)) from None
    names, reports = called(record, names_of(record), [stored.claim]), Reports(record)
    held, source = stored.claim, stored.claim.source
    spans = source.spans if isinstance(source, Passage) else ()
    return {
        "claim": told(stored, reports) | {"says": says(held, names), "kind": held.kind},
        "spans": [
            {
                "role": ROLES.get(s.role, s.role),
                "words": line(s.words),
                "start": s.start,
                "end": s.end,
            }
            for s in spans
        ]
        + [{"role": ROLES.get(n, n), "words": "", "start": "", "end": ""} for n in unworded(held)],
        "worked_out": [
            {"field": ROLES.get(k, k), "how": line(v)} for k, v in getattr(held, "how", {}).items()
        ],
        "used": [_used(record, i, names, reports) for i in getattr(source, "claims", ())],
        "rule": source.rule if isinstance(source, Derived) else "",
        "addresses": _addresses(source),
        "supposed": source.words if isinstance(source, Supposed) else "",
        "dates": _dates(stored),
        "verdicts": record.verdicts(held.id),
        "entry": stored.entry,
        "id": held.id,
        "reader": held.reader,
        "confidence": held.confidence,
        "acts": acts(stored, decided=bool(record.store.verdicts(held.id))),
    }


def _used(
    record: Record, claim_id: str, names: Mapping[str, str], reports: Mapping[str, Report]
) -> dict[str, Any]:
    try:
        stored = find_claim(record, claim_id)
    except Unusable:
        return {"says": claim_id, "href": "", "origin": "no longer there", "quotations": []}
    return told(stored, reports) | {"says": says(stored.claim, names)}


def _addresses(source: object) -> list[str]:
    """Return where an official source was found: shown as text, never followed by itself."""
    found = [*getattr(source, "urls", ()), getattr(source, "url", "")]
    return [line(address) for address in found if address]


def _dates(stored: Stored) -> list[tuple[str, str]]:
    held = stored.claim
    pairs = [
        ("since", held.since), ("until", held.until), ("as of", held.as_of),
        ("known since", held.known), ("said by", held.said_by),
    ]  # fmt: skip
    return [(word, line(value)) for word, value in pairs if value]
