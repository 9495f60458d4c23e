"""On which day is an act, or a position, told to be?"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from quorate.claims.claim import Party
from quorate.reading.dates import DateMention
from quorate.reading.dates.apart import apart
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import verb_forms, vocabulary

_PRESENT = ("is", "are", "has", "have", "does", "do")
_BREAKS = ("verb", "rel", "sub", "that", "mark")
_YEAR = 4  # characters of a date that is only a year
_HANDED = 3  # verbs that one may hang on: "accused X on Monday of planning to"


def date_of(clause: Clause, dates: list[DateMention]) -> DateMention | None:
    """Return the date of a clause: beside its verb, in its own object, or first in the sentence."""
    parse = clause.parse
    return _own(parse, clause.cue, clause.start, clause.end, _within(parse, dates))


def shared_date(clause: Clause, dates: list[DateMention]) -> DateMention | None:
    """Return the date of the verb that a clause shares its subject with.

    "On Monday appointed X and urged Y"; "decided on Monday to send"; "left on 12 May, accusing X";
    "announced on Monday that it was leaving".
    """
    parse = clause.parse
    near = _within(parse, dates)
    i = next(
        (n for n, c in enumerate(parse.chunks) if c.verb and c.start <= clause.cue[0] < c.end), -1
    )
    for _ in range(_HANDED if near else 0):
        i = _leading(parse, i)
        if i < 0:
            return None
        chunk = parse.chunks[i]
        cue, start = (chunk.start, chunk.end), parse.subjects[i].start
        start = start if start >= parse.sentence.start else chunk.start
        day = _own(parse, cue, start, chunk.end, near)
        if day is not None:
            vague = day.start > cue[1] and len(day.date or "") == _YEAR
            return None if vague else day
    return None


def is_ahead(day: DateMention, published: str | None) -> bool:
    """Is a day later than the report, so that nothing was done on it: "agreed to meet on"?"""
    return bool(day.date and published) and str(day.date)[:10] > str(published)[:10]


def _within(parse: Parse, dates: list[DateMention]) -> list[DateMention]:
    first = bisect_left(dates, parse.sentence.start, key=lambda d: d.start)
    return list(takewhile(lambda d: d.start < parse.sentence.end, dates[first : first + 99]))


def _own(
    parse: Parse, cue: tuple[int, int], start: int, end: int, dates: list[DateMention]
) -> DateMention | None:
    day = _beside(parse, cue, start, end, dates)
    begun = parse.sentence.start
    return None if day is None or apart(parse.text, day, cue, begun) else day


def _beside(
    parse: Parse, cue: tuple[int, int], start: int, end: int, dates: list[DateMention]
) -> DateMention | None:
    for d in dates:
        if parse.text[d.end : d.end + 2] in ("’s", "'s"):
            continue  # "Monday's vote": the date of something else
        low, high = (cue[1], d.start) if d.start >= cue[1] else (d.end, cue[0])
        between = [c for c in parse.chunks if low <= c.start and c.end <= high]
        if d.start >= cue[1]:
            if all(c.kind not in _BREAKS for c in between) and d.end <= end + 40:
                if _of_another(parse, cue[1], d.start):
                    continue
                return d if d.date else None
        elif all(c.kind in ("adv", "prep", "date", "comma") for c in between):
            ended = between and between[0].kind == "comma"  # a clause may end: "who left in May,"
            before = [c.kind for c in parse.chunks if start <= c.start < d.start]
            if ended and ("rel" in before or "sub" in before):
                continue
            return d if d.date else None  # beside the verb
        if (
            d.date
            and d.start < cue[0]
            and parse.chunks[min(1, len(parse.chunks) - 1)].end >= d.end
            and not any(c.verb is not None and c.verb.form == "finite" for c in between)
        ):
            return d
    return None


def _of_another(parse: Parse, low: int, high: int) -> bool:
    """Does the subject of another verb stand before a date: "who was uneasy, X on Friday left"?"""
    starts = {subject.start for subject in parse.subjects.values()}
    return any(
        parse.kind(k - 1) == "comma" and chunk.kind == "np" and chunk.start in starts
        for k, chunk in enumerate(parse.chunks)
        if low <= chunk.start < high
    )


def _leading(parse: Parse, i: int) -> int:
    """Return the verb before that has the same subject and tells when; -1 if there is none."""
    verb, subject = parse.verb(i), parse.subjects.get(i)
    if verb is None or subject is None or subject.skip or not subject.parties:
        return -1
    if verb.form == "to":
        governs = (j for j in range(i - 1, -1, -1) if _lemmas(parse, j) == subject.governor)
        return next(governs, -1) if subject.governor else -1
    told = parse.kind(parse.left(i) - 1) == "that" and verb.form == "finite" and not verb.perfect
    for j in range(i - 1, -1, -1):
        before = parse.verb(j)
        if before is None or (before.form != "finite" and verb.form != before.form):
            continue
        if _who(parse, j) != _who(parse, i):
            return -1
        if told:
            return j if before.lemmas & vocabulary()["says"] else -1
        return j if _alike(parse, i, j) else -1
    return -1


def _alike(parse: Parse, i: int, j: int) -> bool:
    """Is a verb joined to one before it that is not told aside, in the same tense and voice?"""
    verb, before, k = parse.verb(i), parse.verb(j), parse.left(i)
    assert verb is not None
    assert before is not None
    if before.passive != verb.passive or parse.kind(parse.left(j)) == "rel" or verb.modal:
        return False
    if parse.kind(k) not in ("cc", "comma") or parse.phrases.word(k) == "but":
        return False
    tense = (verb.perfect, is_present(parse, i)) == (before.perfect, is_present(parse, j))
    return tense or verb.form == "ing"


def _who(parse: Parse, i: int) -> set[Party]:
    return {named.party for named in parse.subjects[i].parties}


def _lemmas(parse: Parse, j: int) -> frozenset[str]:
    verb = parse.verb(j)
    return verb.lemmas if verb is not None else frozenset()


def is_present(parse: Parse, i: int) -> bool:
    """Is a verb told in the present: "is", "has", "urges"?"""
    first = parse.tokens[parse.chunks[i].first].lower
    return first in _PRESENT or any(form == "s" for _, form in verb_forms().get(first, ()))
