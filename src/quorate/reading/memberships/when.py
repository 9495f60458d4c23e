"""From when, until when or on which day does a membership hold, by the dates of its own clause?

A date of another clause ("X, which joined in 1995, voted"), or one that only tells things apart
("the 1992 accord"), is that of something else. What has no date in its own clause may still have
that of its part of the sentence, as claims of all kinds have it (`quorate.reading.dates.days`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from quorate.reading.dates import DateMention
from quorate.reading.dates.days import compared, contents
from quorate.reading.syntax.slots import Slotted

_REACH = 90  # characters between the words of a role and their date, at most
_TURN = re.compile(
    r"[;:—–.(]|, (?!\d)|\b(?:that|which|who|whom|whose|where|when|while|after|before|because"
    r"|although|though|but|if|unless|as|until|till|since|following|despite|to)\b"
)
_ASIDE = re.compile(r"\b(?:which|who|whom|whose|that|after|before|since|when|where|while)\b")
_JOINED = re.compile(r"[,;]|\b(?:and|but|or)\b")
_APART = re.compile(r"\b(?:the|a|an|its|their|this|that|of|'s|’s) $")
_SINCE = re.compile(r"\bsince (?:at least )?$")
_UNTIL = re.compile(r"\b(?:until|till|up to) $")


class When(NamedTuple):
    """A day, and what it is of a membership: ``as_of``, ``since`` or ``until``."""

    date: DateMention
    field: str


class ClauseDays:
    """The dates of a report that settle a day, month or year, for the clauses in which they are."""

    def __init__(self, dates: list[DateMention]) -> None:
        self._dates = sorted((d for d in dates if d.date), key=lambda d: d.start)
        self._starts = [d.start for d in self._dates]

    def of(
        self, sentence: Slotted, start: int, end: int, cue: tuple[int, int] = (0, 0)
    ) -> When | None:
        """Return the day that the clause of some words gives; of two the one right after the cue.

        Args:
            sentence: where the words stand.
            start: where the words that tell the membership begin in the report.
            end: where they end.
            cue: the verb or noun among them that gives the role; (0, 0) if none is known.
        """
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        found = [
            when for d in self._dates[first:last] if (when := _own(sentence, d, start, end, cue))
        ]  # fmt: skip
        if len(found) == 1:
            return found[0]
        for when in found:  # "left in 1961 and rejoined in 1994"
            beside = sentence.plain[cue[1] - sentence.start : when.date.start - sentence.start]
            if sentence.start <= cue[1] <= when.date.start and not _JOINED.search(beside):
                return when
        return None


def _own(
    sentence: Slotted, date: DateMention, start: int, end: int, cue: tuple[int, int]
) -> When | None:
    """Return a date as that of some words, if nothing turns to another clause between them."""
    at, stop = date.start - sentence.start, date.end - sentence.start
    if compared(sentence.plain, date._replace(start=at)):
        return None
    if sentence.plain[:at].endswith((" over ", " about ", " against ")):
        return None  # "suspended X over last week's coup"
    before = sentence.plain[:at]
    since, until = _SINCE.search(before), _UNTIL.search(before)
    told = since or until
    if date.start >= end:
        between = sentence.plain[end - sentence.start : told.start() if told else at]
        if contents(between):
            return None
    elif date.end <= start:
        between = sentence.plain[stop : start - sentence.start]
        if at < 6:  # "On 3 May, X"
            between = between.removeprefix(",")
    else:
        between = ""
        first = cue[1] if start < cue[1] <= date.start else start  # "the Union, which let X in"
        ahead = sentence.plain[first - sentence.start : at]
        if "," in ahead and "," in sentence.plain[stop : end - sentence.start]:
            return None  # "X, set up in 1999, is run by Y"
        if _ASIDE.search(ahead.removesuffix("since ")):
            return None
    if len(between) > _REACH or _TURN.search(between):
        return None
    if re.match(r" and (?:in )?\d{4}\b", sentence.plain[stop:]):
        return None  # "since 2017 and 2013": of each another
    if not told and _APART.search(before) and re.match(r" [a-zA-Z]", sentence.plain[stop:]):
        return None
    return When(date, "since" if since else "until" if until else "as_of")
