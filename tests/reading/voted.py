"""What is read of votes in a text, or in a passage that stands in a file: a dict a tally."""

from __future__ import annotations

from typing import Any

from quorate.claims.claim import Occasion, Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.names import Names
from quorate.reading.tallies import find_tallies
from quorate.record.shipped import shipped
from tests.reading.made import actor

NUMBERS = ("yes", "no", "abstain", "absent", "needed", "short", "base")
FIELDS = (*NUMBERS, "outcome")
LEAD = "The ministers voted late on Monday. Nobody had expected a ballot.\n\n"
SHIPPED = Names(shipped().actors())
FEW = Names(
    [
        actor("BOL", "state", "Bolivia", metonym=("La Paz",)),
        actor("NIC", "state", "Nicaragua"),
        actor("DMA", "state", "Dominica"),
        actor("CHL", "state", "Chile"),
        actor("OAS", "organisation", "Organization of American States", en=("OAS",)),
        actor("OAS-GA", "organ", "OAS General Assembly", "OAS", short=("General Assembly",)),
        actor("OAS-PC", "organ", "OAS Permanent Council", "OAS", short=("Permanent Council",)),
        actor("OAS-MC", "organ", "Meeting of Consultation", "OAS", en=("OAS foreign ministers",)),
    ]
)


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


def claims_of(text: str, published: str | None = "2017-06-20") -> list[Any]:
    """Return what is read of votes where few actors are listed, each in words of the text."""
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published=published)
    claims, _ = find_tallies(report, FEW.mentions(report))
    for claim in claims:
        assert isinstance(claim.source, Passage)
        assert claim.source.stands_in(text)
    return list(claims)


def tallies_of(text: str) -> list[Tally]:
    """Return the tallies of a text where few actors are listed."""
    return [c for c in claims_of(text) if isinstance(c, Tally)]


def told_in(text: str) -> list[dict[str, Any]]:
    """Return the numbers of each tally, and the outcome that is not worked out from them."""
    return [
        {
            field: value
            for field in FIELDS
            if (value := getattr(tally, field)) is not None
            and not (field == "outcome" and field in tally.how)
        }
        for tally in tallies_of(text)
    ]
