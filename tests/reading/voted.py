"""What is read of votes in a passage that stands in a file: a dict a tally."""

from __future__ import annotations

from typing import Any

from quorate.claims.claim import Occasion, Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.names import Names
from quorate.reading.tallies import find_tallies
from quorate.record.shipped import shipped

NUMBERS = ("yes", "no", "abstain", "absent", "needed", "short", "base")
FIELDS = (*NUMBERS, "outcome")
LEAD = "The ministers voted late on Monday. Nobody had expected a ballot.\n\n"
SHIPPED = Names(shipped().actors())


def read_votes(passage: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is read in a passage, with the organ and the day."""
    published = str(passage["published"]) if "published" in passage else None
    report = Report(
        name="r", text=passage["text"], bytes_hash="", extractor="text 1", published=published
    )
    claims, _ = find_tallies(report, SHIPPED.mentions(report))
    organs = {c.occasion: c.organ for c in claims if isinstance(c, Occasion)}
    found = []
    for tally in (c for c in claims if isinstance(c, Tally)):
        told = {field: getattr(tally, field) for field in FIELDS if field not in tally.how}
        told |= {field: getattr(tally, field) for field in NUMBERS}
        told |= {"organ": organs[tally.draft] or None, "date": tally.starts or None}
        assert isinstance(tally.source, Passage)
        told["rival"] = any(s.role == "candidate" for s in tally.source.spans) or None
        found.append({field: value for field, value in told.items() if value is not None})
    return found
