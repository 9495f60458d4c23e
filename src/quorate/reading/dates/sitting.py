"""Which votes of a sentence are cast on the day that it gives for what is done before them?

"On 5 May the board adopted the text by 14 votes to none, Auria abstaining": who votes at the end of
a sentence does so at the sitting that it has told of, unless another date stands between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from quorate.claims.claim import Act, AnyClaim, Position
from quorate.claims.source import Passage, Span
from quorate.reading.dates.days import RELATIVE, Days


class _Dated(NamedTuple):
    """Where a dated act stands, and its day."""

    start: int
    end: int
    day: str
    span: Span


def of_one_sitting(claims: Sequence[AnyClaim], days: Days) -> Iterator[AnyClaim]:
    """Yield the claims, votes without a day with that of the sitting which the sentence tells of.

    Args:
        claims: those of one report, with the days that their own words give.
        days: the sentences and dates of the report.
    """
    known: dict[int, list[_Dated]] = {}
    for claim in claims:
        if isinstance(claim, Act) and claim.as_of and isinstance(claim.source, Passage):
            own = [s for s in claim.source.spans if s.role == "date"]
            cue = claim.source.spans[1]
            if own and claim.modality == "actual" and claim.polarity == "positive":
                number = _number(days, cue.start)
                if _number(days, own[0].start) == number:
                    start = min(cue.start, own[0].start)
                    end = max(cue.end, own[0].end)
                    known.setdefault(number, []).append(_Dated(start, end, claim.as_of, own[0]))
    for claim in claims:
        yield _at_sitting(claim, known, days) if _voted(claim) else claim


def _number(days: Days, at: int) -> int:
    return bisect_right(days.starts, at) - 1


def _voted(claim: AnyClaim) -> bool:
    """Is it a vote that somebody cast, without a day?"""
    if claim.as_of or claim.since or not isinstance(claim.source, Passage):
        return False
    if isinstance(claim, Act):
        return claim.type == "VOTE" and claim.modality == "actual"
    return isinstance(claim, Position) and any(s.role == "choice" for s in claim.source.spans)


def _at_sitting(claim: AnyClaim, known: dict[int, list[_Dated]], days: Days) -> AnyClaim:
    assert isinstance(claim.source, Passage)
    cue = next((s for s in claim.source.spans if s.role in ("type", "choice")), claim.source.main)
    before = [d for d in known.get(_number(days, cue.start), []) if d.end <= cue.start]
    if not before or not days.simple(cue, claim):
        return claim
    last = max(before, key=lambda d: d.end)
    first = days.starts[_number(days, cue.start)]
    aside = (m.span() for m in RELATIVE.finditer(days.text, first, cue.start + 1))
    if any(start <= last.start < end <= cue.start for start, end in aside):
        return claim  # "X, whose hotel was stoned in May, abstained"
    if any(last.end <= d.start < cue.start for d in days.dates):
        return claim
    source = msgspec.structs.replace(claim.source, spans=(*claim.source.spans, last.span))
    return msgspec.structs.replace(claim, source=source, as_of=last.day)
