"""Of which day is what a report tells, in a language given as data?

The one date of its own part of the sentence, unless it is the date of something else ("las
elecciones del 7 de noviembre"), begins or ends a period, or what is told is told as done before or
as still to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from quorate.claims.claim import Act, AnyClaim, Figure, Membership, Position, Statement
from quorate.claims.date import first_day
from quorate.claims.source import Passage, Span
from quorate.reading.dates import DateMention
from quorate.reading.general.cast import Cast
from quorate.reading.general.layout import Layout, Line

AClaim = TypeVar("AClaim", bound=AnyClaim)
_CUES: dict[type, str] = {Statement: "cue", Position: "stance", Act: "type", Membership: "cue"}
_OBJECTS = ("phrase", "segment")  # what is said or stood for has days of its own


def dated(claims: Iterable[AnyClaim], layout: Layout, cast: Cast) -> Iterator[AnyClaim]:
    """Yield the claims with the days that their own sentences give them."""
    lines = {line.number: line for line in layout.lines}
    for claim in claims:
        yield _dated(claim, layout, cast, lines)


def _dated(claim: AClaim, layout: Layout, cast: Cast, lines: dict[int, Line]) -> AClaim:
    source = claim.source
    kinds = (Statement, Position, Act, Figure, Membership)
    if claim.as_of or not isinstance(source, Passage) or not isinstance(claim, kinds):
        return claim
    cue = next((s for s in source.spans if s.role == _CUES.get(type(claim))), source.main)
    line = lines.get(layout.number_of(cue.start))
    if line is None or _told_before(cast, line, cue):
        return claim
    said = [s for s in source.spans if s.role in _OBJECTS]
    if isinstance(claim, Statement) and not said:
        said = [source.main]
    start, end = _part(line, cue.start)
    days = [
        d
        for d in layout.dates_in(start, end)
        if d.date
        and not any(s.start <= d.start < s.end for s in said)
        and not _of_something_else(layout, line, d)
        and not _to_come(layout, d)
    ]
    if len(days) != 1:
        return claim
    day = days[0]
    span = Span("date", day.start, day.end, layout.text[day.start : day.end])
    source = msgspec.structs.replace(source, spans=(*source.spans, span))
    return msgspec.structs.replace(claim, source=source, as_of=day.date)


def _part(line: Line, at: int) -> tuple[int, int]:
    """Return the part of a sentence between semicolons and colons around an offset."""
    marks = [t for t in line.tokens if t.kind == "mark" and t.low in (";", ":")]
    start = max((t.end for t in marks if t.end <= at), default=line.start)
    end = min((t.start for t in marks if t.start > at), default=line.end)
    return start, end


def _told_before(cast: Cast, line: Line, cue: Span) -> bool:
    """Is it told as done before, or as still to come: "había proclamado", "asistirá"?"""
    for clause in cast.clauses.get(line.number, ()):
        if line.tokens[clause.first].start <= cue.start < clause.end:
            return (
                clause.planned
                or clause.relative
                or (clause.perfect and clause.form.tense == "imperfect")
            )
    return False


def _of_something_else(layout: Layout, line: Line, date: DateMention) -> bool:
    """Is it the date of a noun before it, or the beginning or end of a period?"""
    ahead = layout.text[max(line.start, date.start - 24) : date.start].lower().split()
    articles = layout.lang.set_of("articles", "determiners")
    while ahead and (ahead[-1] in articles or ahead[-1] in layout.lang.table("dates")["past"]):
        ahead.pop()
    return bool(ahead) and layout.lang.is_one(ahead[-1], "of", "periods")


def _to_come(layout: Layout, date: DateMention) -> bool:
    published = layout.report.published
    return bool(published and date.date and first_day(date.date) > first_day(published))
