"""On which day is an act, or a position, told to be?"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from quorate.reading.dates import DateMention
from quorate.reading.syntax.clauses import Clause


def date_of(clause: Clause, dates: list[DateMention]) -> DateMention | None:
    """Return the date of a clause: beside its verb, in its own object, or first in the sentence."""
    parse, (cue, cue_end) = clause.parse, clause.cue
    first = bisect_left(dates, parse.sentence.start, key=lambda d: d.start)
    for d in takewhile(lambda d: d.start < parse.sentence.end, dates[first : first + 99]):
        if parse.text[d.end : d.end + 2] in ("’s", "'s"):
            continue  # "Monday's vote": the date of something else
        low, high = (cue_end, d.start) if d.start >= cue_end else (d.end, cue)
        between = [c for c in parse.chunks if low <= c.start and c.end <= high]
        if d.start >= cue_end:
            plain = all(c.kind not in ("verb", "rel", "sub", "that", "mark") for c in between)
            if plain and d.end <= clause.end + 40:
                return d if d.date else None
        elif all(c.kind in ("adv", "prep", "date", "comma") for c in between):
            ended = between and between[0].kind == "comma"  # a clause may end: "who left in May,"
            before = [c.kind for c in parse.chunks if clause.start <= c.start < d.start]
            if ended and ("rel" in before or "sub" in before):
                continue
            return d if d.date else None  # beside the verb
        if (
            d.date
            and d.start < cue
            and parse.chunks[min(1, len(parse.chunks) - 1)].end >= d.end
            and not any(c.verb is not None and c.verb.form == "finite" for c in between)
        ):
            return d
    return None
