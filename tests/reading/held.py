"""What is read of memberships in a text, with a few states and two bodies made for it."""

from __future__ import annotations

from quorate.claims.claim import AnyClaim, Membership, Occasion
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.dates import find_dates
from quorate.reading.memberships import find_memberships
from quorate.reading.names import Names
from tests.reading.made import actor

NAMES = Names(
    [
        actor("NOR", "state", "Norway", adjective=("Norwegian",)),
        actor("PER", "state", "Peru", adjective=("Peruvian",)),
        actor("GHA", "state", "Ghana", adjective=("Ghanaian",)),
        actor("KEN", "state", "Kenya", adjective=("Kenyan",)),
        actor("FJI", "state", "Fiji", adjective=("Fijian",)),
        actor("MEX", "state", "Mexico", adjective=("Mexican",)),
        actor("NL", "organisation", "Northern League", en=("NLG",)),
        actor("HC", "organisation", "Harbour Community", en=("HARCOM",)),
    ]
)


def read(text: str, published: str | None = "2020-03-12") -> list[AnyClaim]:
    """Return what is read, each in words that stand in the text."""
    report = Report(name="r", bytes_hash="", extractor="text 1", text=text, published=published)
    claims = find_memberships(report, NAMES.mentions(report), find_dates(report))
    for claim in claims:
        assert isinstance(claim.source, Passage)
        assert claim.source.stands_in(text)
    return claims


def held_in(text: str) -> set[tuple[str, str, str]]:
    """Return (member, role, group's title), with a minus before what is negated."""
    claims = read(text)
    titles = {c.occasion: c.title for c in claims if isinstance(c, Occasion)}
    return {
        (c.member, ("-" if c.negated else "") + c.role, titles.get(c.group, c.group))
        for c in claims
        if isinstance(c, Membership)
    }
