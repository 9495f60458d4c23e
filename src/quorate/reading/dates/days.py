"""Of which day is what a report tells, where its own clause names none?

A date in the sentence dates what stands in the same part of it, unless that is told as done before
or as still to come. A sentence without a date stays without one: the day of the lead or of the
dateline was tried, and was wrong too often.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

import msgspec

from quorate.claims.claim import Act, AnyClaim, Figure, Membership, Position, Statement
from quorate.claims.date import first_day
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.dates.apart import apart
from quorate.reading.dates.dates import DateMention
from quorate.reading.language import Sentence, lexicon, sentences, words

AClaim = TypeVar("AClaim", bound=AnyClaim)
_CUES: dict[type, str] = {Statement: "cue", Position: "stance", Act: "type"}
_OBJECTS = ("phrase", "segment")  # what is said or stood for has days of its own
_AUXILIARIES = re.compile(
    r"(?:(?:had|has|have|having|is|are|was|were|be|been|being|will|would|may|might|could|can|must"
    r"|should|shall|did|does|do|not|to|also|never)\s)+(?=\w)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\b(?:on|about|over|against|concerning|regarding|for) (?:the|an?|its|their|his|her)\b"
    r"(?! (?:first|second|third|last|eve|sidelines|margins)\b)"
    r"|\b(?!during|including)[a-z]+ing (?:the|an?|its|their|his|her|that)\b"
)
RELATIVE = re.compile(r", (?:which|who|whose|whom|where) [^,;]*,")
_LEAD = 12  # code points in which a word before a date stands
_OF_A_THING = re.compile(r"\b(?:the|an?|its|their|his|her|our|of) $", re.IGNORECASE)
_A_THING = re.compile(r"\b(?:the|an?|its|their|his|her|our) $", re.IGNORECASE)
_NOW = re.compile(r"(?!was\b|has\b|is\b|does\b)[a-z]+[a-rt-z]s\b")
_DATE_ALONE = re.compile(r" (?:(?:on|in|at|late|early|the|last|this|of|by|for) )*")
_OPENING = re.compile(r"(?:\w+ ){1,3}(?:after|before) ", re.IGNORECASE)


class Days:
    """The sentences and dates of one report, ready to be asked of which day a claim is."""

    def __init__(self, report: Report, dates: Sequence[DateMention]) -> None:
        self.report, self.text = report, report.text
        self.dates = [d for d in dates if d.date]
        self.sentences = sentences(report.text)
        self.starts = [s.start for s in self.sentences]
        self._date_starts = [d.start for d in self.dates]
        self._turned: dict[int, list[tuple[int, int]]] = {}  # by where a sentence begins

    def _in_dateline(self, d: DateMention) -> bool:
        line = self.report.dateline
        return bool(line and line.start <= d.start < line.end)

    # ------------------------------------------------------------ one claim
    def dated(self, claim: AClaim) -> AClaim:
        """Return the claim with its day, and the words that give it; as it is if none does."""
        if claim.as_of or claim.since or not isinstance(claim.source, Passage):
            return claim
        spans = claim.source.spans
        found = self.of(claim)
        if found is None:
            return claim
        span = Span("date", found.start, found.end, self.text[found.start : found.end])
        source = msgspec.structs.replace(claim.source, spans=(*spans, span))
        return msgspec.structs.replace(claim, source=source, as_of=found.date)

    def of(self, claim: AnyClaim) -> DateMention | None:
        """Return the words that give the day of a claim without one of its own."""
        if not isinstance(claim.source, Passage) or not _may_be_dated(claim):
            return None
        main = claim.source.main
        cue = _told_by(claim, main)
        sentence = self._sentence(cue.start)
        if sentence is None or not self._within(sentence.start, sentence.end):
            return None
        if not self.simple(cue, claim):
            return None
        said = [(s.start, s.end) for s in claim.source.spans if s.role in _OBJECTS]
        if isinstance(claim, Statement) and len(said) == 0:
            said = [(main.start, main.end)]
        here = [
            d
            for d in self._within(sentence.start, sentence.end)
            if not self._in_dateline(d) and not any(s <= d.start < e for s, e in said)
        ]
        if isinstance(claim, Act):  # "the elections of 6 December"
            for d in here:
                after = self.text[cue.end : d.start].strip()
                if d.start > cue.end and after in ("of", "on", "in"):
                    return d
        usable = [d for d in here if not (self._aside(d) or self._ahead(d) or self._bounds(d))]
        start, end = self._part(cue.start, sentence)
        aside = [m.span() for m in RELATIVE.finditer(self.text, sentence.start, sentence.end)]
        within = [(s, e) for s, e in aside if s <= cue.start < e]
        start, end = (
            within[0] if within else (start, end)
        )  # "X, who is backed by Y, took office in"
        aside = [(s, e) for s, e in aside if (s, e) not in within]
        near = [
            d
            for d in usable
            if start <= d.start < end and not any(s <= d.start < e for s, e in aside)
        ]
        if len(near) != 1:
            return None
        day, at = near[0], (cue.start, cue.end)
        if isinstance(claim, Membership) and day.start >= main.end:
            between = self.text[main.end : day.start]
            if "," in between or contents(between):
                return None  # "signed by X and Y, rejects the vote held on"
        if isinstance(claim, Act | Position) and apart(self.text, day, at, sentence.start):
            return None
        past = day.start > cue.end and (day.date or "") < (self.report.published or "")
        if past and not isinstance(claim, Figure | Membership) and _NOW.match(cue.words):
            return None  # "condemns the attack of Monday": today
        long = isinstance(claim, Figure) and claim.quantity == "duration"
        if long and _A_THING.search(self.text, max(0, day.start - _LEAD), day.start):
            return None  # "the 1960 pact and a vote within six months"
        return None if isinstance(claim, Position) and self._of_a_thing(day, claim) else day

    def _of_a_thing(self, d: DateMention, claim: Position) -> bool:
        """Is it of a thing, or of what is told beside a party: "X, chair in 2010, offered"?"""
        assert isinstance(claim.source, Passage)
        if _OF_A_THING.search(self.text, max(0, d.start - _LEAD), d.start):
            return True  # "the 1960 pact", "the treaty of 2008"
        cue = _told_by(claim, claim.source.main)
        who = max((s.end for s in claim.source.spans if s.role == "party"), default=d.end)
        if not who <= d.start < d.end <= cue.start:
            return False
        opened, closed = self.text[who : d.start].rpartition(","), self.text[d.end : cue.start]
        return bool(opened[1]) and "," in closed and _DATE_ALONE.fullmatch(opened[2]) is None

    def _head(self, cue: Span) -> int:
        """Return where the verb of a cue begins, its auxiliaries left out."""
        led = _AUXILIARIES.match(self.text, cue.start, cue.end)
        return led.end() if led else cue.start

    # ------------------------------------------------------------ parts of a sentence
    def _sentence(self, at: int) -> Sentence | None:
        number = bisect_right(self.starts, at) - 1
        return self.sentences[number] if number >= 0 else None

    def _within(self, start: int, end: int) -> list[DateMention]:
        first, last = bisect_left(self._date_starts, start), bisect_left(self._date_starts, end)
        return self.dates[first:last]

    def _part(self, at: int, sentence: Sentence) -> tuple[int, int]:
        """Return the part of a sentence between the turns to another clause around an offset."""
        start, end = sentence.start, sentence.end
        if _turns().match(self.text, start) or _OPENING.match(self.text, start):
            comma = self.text.find(", ", start, end)  # "When they met, it failed"
            if 0 < comma <= at:
                start = comma
            elif comma > 0:
                end = comma
        first = start
        for turn, after in self._turns_in(sentence):
            if turn < first or self._together(turn, after):
                continue
            if after <= at:
                start = after
            elif turn > at:
                end = min(end, turn)
                break
        return start, end

    def _together(self, turn: int, after: int) -> bool:
        """Does a day before "when" date what follows it: "fell on Friday when X left"?"""
        if self.text[turn:after].strip(" ,").lower() != "when":
            return False
        near = self._within(max(0, turn - 40), turn)
        return any(self.text[d.end : turn] in ("", " as well", " too") for d in near)

    def _turns_in(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return where a sentence turns to another clause."""
        if sentence.start not in self._turned:
            found = _turns().finditer(self.text, sentence.start, sentence.end)
            self._turned[sentence.start] = [turn.span() for turn in found]
        return self._turned[sentence.start]

    def _aside(self, d: DateMention) -> bool:
        """Is it the date of something beside: "Monday's vote", "as it had in May"?"""
        return self.text.startswith(("’s", "'s"), d.end) or compared(self.text, d)

    def _bounds(self, d: DateMention) -> bool:
        """Does it begin or end a period: "since 3 June"?"""
        return bool(_period().search(self.text, max(0, d.start - 60), d.start))

    def _ahead(self, d: DateMention) -> bool:
        published = self.report.published
        return bool(published and d.date and first_day(d.date) > first_day(published))

    def simple(self, cue: Span, claim: AnyClaim) -> bool:
        """Is it told in the plain present or past, neither as done before nor as to come?"""
        if isinstance(claim, Figure | Membership):
            return True
        head = self._head(cue)
        before = self.text[max(0, head - 30) : head]
        if isinstance(claim, Position):
            return not _before_that().search(before)
        return not (_before_that().search(before) or _to_come().search(before))


def _told_by(claim: AnyClaim, main: Span) -> Span:
    """Return the words that tell a claim: where a verb is left out, those that stand for it."""
    assert isinstance(claim.source, Passage)
    if any(s.role in ("repeated", "ellipsis", "contrast") for s in claim.source.spans):
        return main  # "Y did the same": not when X did
    return next((s for s in claim.source.spans if s.role == _CUES.get(type(claim))), main)


def _may_be_dated(claim: AnyClaim) -> bool:
    if isinstance(claim, Statement):
        return not claim.nested_in
    if isinstance(claim, Act):
        return claim.modality == "actual"
    if isinstance(claim, Position):
        return claim.status == "current"
    if isinstance(claim, Membership) and claim.role in ("holder", "mediator"):
        main = claim.source.main.words.lower()  # type: ignore[union-attr]
        return bool(_taken_up().search(main))
    return isinstance(claim, Figure | Membership)


@cache
def _taken_up() -> re.Pattern[str]:
    """Return the words by which an office begins; one that is held has no day of its own."""
    return re.compile(rf"\b{words(lexicon('roles')['handing']['begins'])}\b")


def contents(words: str) -> bool:
    """Do words before a date tell what a paper is about, or why: "a text on the vote of"?"""
    return bool(_CONTENTS.search(words))


def compared(text: str, d: DateMention) -> bool:
    """Is it the date of something that this is compared with: "as they had in May"?"""
    return bool(_compared().search(text, max(0, d.start - 40), d.start))


@cache
def _turns() -> re.Pattern[str]:
    """Return where a sentence turns to another clause."""
    turns = words(lexicon("dates")["days"]["turns"])
    return re.compile(rf"[;:]\s|\s[–—-]\s|[,(]? ?\b{turns}\b ", re.IGNORECASE)


@cache
def _period() -> re.Pattern[str]:
    bounds = words(lexicon("dates")["days"]["periods"])
    return re.compile(rf"\b{bounds}\b[^,;.\d]{{0,45}}$", re.IGNORECASE)


@cache
def _compared() -> re.Pattern[str]:
    compared = words(lexicon("dates")["days"]["compared"])
    return re.compile(rf"\b{compared}\b[^,;.]{{0,20}}$", re.IGNORECASE)


@cache
def _before_that() -> re.Pattern[str]:
    return re.compile(r"(?:\b(?:had|has|have|having)|['’](?:d|ve))(?: \w+){0,2} $", re.IGNORECASE)


@cache
def _to_come() -> re.Pattern[str]:
    leads = r"will|would|may|might|could|can|must|should|shall|to"
    return re.compile(rf"\b(?:{leads})(?: \w+)? $", re.IGNORECASE)
