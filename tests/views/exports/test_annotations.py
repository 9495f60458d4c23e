"""W3C annotations: the keys of the recommendation, and selectors that find the words."""

from __future__ import annotations

from typing import Any

from quorate.record.record import Record
from quorate.views.exports.annotations import CONTEXT, web_annotations

# Web Annotation Data Model, 3 and 4: what an annotation, a body, a target and a selector may have.
ANNOTATION = {"id", "type", "motivation", "generator", "body", "target"}
BODY = {"type", "purpose", "value", "format", "language"}
TARGET = {"type", "source", "selector"}
SELECTORS = {
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
    "TextPositionSelector": {"type", "start", "end"},
}


def resolved(text: str, selectors: list[dict[str, Any]]) -> tuple[str, str]:
    """Return the words that each selector finds, as the recommendation says to look for them."""
    quote, position = selectors
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    at = text.index(whole) + len(quote["prefix"])
    return text[at : at + len(quote["exact"])], text[position["start"] : position["end"]]


def test_every_annotation_has_the_form_of_the_recommendation(demo: Record) -> None:
    page = web_annotations(demo)
    assert page["@context"] == CONTEXT
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) > 50
    for each in page["items"]:
        assert set(each) <= ANNOTATION
        assert each["type"] == "Annotation"
        assert each["motivation"] == "describing"
        assert all(set(b) <= BODY for b in each["body"])
        assert all(set(t) == TARGET for t in each["target"])
        for target in each["target"]:
            for selector in target["selector"]:
                assert set(selector) == SELECTORS[selector["type"]]


def test_both_selectors_find_the_words_in_the_report(demo: Record, held: Record) -> None:
    for record in (demo, held):
        texts = {f"urn:quorate:{r.id}": r.text for r in record.reports()}
        for each in web_annotations(record)["items"]:
            for target in each["target"]:
                quoted, placed = resolved(texts[target["source"]], target["selector"])
                assert quoted == placed == target["selector"][0]["exact"]


def test_every_claim_of_a_report_is_annotated_once(demo: Record) -> None:
    ids = [each["id"] for each in web_annotations(demo)["items"]]
    claims = [s.claim for s in demo.claims() if hasattr(s.claim.source, "spans")]
    assert sorted(ids) == sorted(f"urn:quorate:{c.id}" for c in claims)
