"""From which day is a day counted that is told by its distance: "the next day", "a week later"?

From the last date told before it; a claim so dated keeps those words too, so that whoever checks
the day sees what it was counted from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from quorate.claims.claim import Act, AnyClaim, Position
from quorate.claims.source import Passage, Span
from quorate.reading.dates.dates import DateMention

AClaim = TypeVar("AClaim", bound=AnyClaim)
_COUNTED = re.compile(
    r"\b(?:same|earlier|later|afterwards|previously|before|after|that (?:same )?\w+"
    r"|the (?:next|following|previous) \w+)\b",
    re.IGNORECASE,
)


def anchored(claim: AClaim, text: str, dates: Sequence[DateMention]) -> AClaim:
    """Return an act or position with the words for the day that its own day is counted from.

    Args:
        claim: any claim; others are returned as they are.
        text: the report's.
        dates: those of the report that have a date, in its order.
    """
    if not isinstance(claim, Act | Position) or not isinstance(claim.source, Passage):
        return claim
    own = next((s for s in claim.source.spans if s.role == "date"), None)
    if own is None or not _COUNTED.search(own.words):
        return claim
    before = dates[: bisect_left(dates, own.start, key=lambda d: d.start)]
    told = next((d for d in reversed(before) if not _COUNTED.search(text, d.start, d.end)), None)
    if told is None or len(told.date or "") < len(claim.as_of or ""):
        return claim  # a day is not counted from a year
    span = Span("date antecedent", told.start, told.end, text[told.start : told.end])
    source = msgspec.structs.replace(claim.source, spans=(*claim.source.spans, span))
    return msgspec.structs.replace(claim, source=source)
