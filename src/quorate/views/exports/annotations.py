"""How do claims become W3C Web Annotations on the reports they rest on?

Web Annotation Data Model, W3C Recommendation, 23 February 2017
(https://www.w3.org/TR/annotation-model/): one annotation a claim; its target is the report,
selected by quotation and by position in code points, as that model counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.record.schema import Stored
from quorate.views.describe import says

if TYPE_CHECKING:
    from quorate.record.record import Record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points before and after a quotation, by which it is found again


def web_annotations(record: Record) -> dict[str, Any]:
    """Return the claims of a case's reports as an annotation page."""
    reports = {r.id: r for r in record.reports()}
    names = {a.actor: a.name for a in record.actors()}
    items = []
    for stored in record.claims():
        source = stored.claim.source
        if isinstance(source, Passage) and (report := reports.get(source.report)):
            items.append(_annotation(stored, source, report, names))
    return {
        "@context": CONTEXT,
        "id": "urn:quorate:annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }


def _annotation(
    stored: Stored, source: Passage, report: Report, names: dict[str, str]
) -> dict[str, Any]:
    claim = stored.claim
    tags = [claim.kind, stored.status]
    return {
        "id": f"urn:quorate:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        **({"generator": {"type": "Software", "name": claim.reader}} if claim.reader else {}),
        "body": [
            {"type": "TextualBody", "purpose": "describing", "value": says(claim, names),
             "format": "text/plain", "language": "en"},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
        ],
        "target": [_target(span, report) for span in source.spans],
    }  # fmt: skip


def _target(span: Span, report: Report) -> dict[str, Any]:
    text = report.text
    return {
        "type": "SpecificResource",
        "source": report.url or f"urn:quorate:{report.id}",
        "selector": [
            {"type": "TextQuoteSelector", "exact": span.words,
             "prefix": text[max(0, span.start - AROUND) : span.start],
             "suffix": text[span.end : span.end + AROUND]},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }  # fmt: skip
