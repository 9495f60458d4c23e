"""Of which day is what a report tells, where its own clause names none?

A date in the sentence dates what stands in the same part of it. A sentence without a date belongs
to the report's day: the day that the lead gives ("on Thursday"), else that of the dateline. It does
so only as long as the paragraph has not turned to another time, and not what had happened before
or is still to come.
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
from quorate.reading.dates import DateMention
from quorate.reading.language import Sentence, lexicon, quotations, sentences, words
from quorate.reading.tokens import verb_forms

AClaim = TypeVar("AClaim", bound=AnyClaim)
FROM_LEAD = "date antecedent"  # role of a span that gives the day from another sentence
LEAD = 3  # sentences of the body that may give the report's day
BACK = 1  # paragraphs before that may have turned to another time
RECENT = 8  # days before publication in which it lies
_CUES: dict[type, str] = {Statement: "cue", Position: "stance", Act: "type"}
_OBJECTS = ("phrase", "segment")  # what is said or stood for has days of its own
_STATE = ("is", "are", "has", "have", "stands", "stand", "says", "say", "puts", "counts", "count")
_WORD = re.compile(r"[\w'’]+")
_AUXILIARIES = re.compile(
    r"(?:(?:had|has|have|having|is|are|was|were|be|been|being|will|would|may|might|could|can|must"
    r"|should|shall|did|does|do|not|to|also|never)\s)+(?=\w)",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(is|are|am|was|were|be|been|being)(?: \w+)? $", re.IGNORECASE)
_RELATIVE = re.compile(r", (?:which|who|whose|whom|where) [^,;]*,")
_OPENING = re.compile(r"(?:\w+ ){1,3}(?:after|before) ", re.IGNORECASE)
_LONG = 45  # code points of the shortest sentence of a body


class Days:
    """The sentences and dates of one report, ready to be asked of which day a claim is."""

    def __init__(self, report: Report, dates: Sequence[DateMention]) -> None:
        self.report, self.text = report, report.text
        self.dates = [d for d in dates if d.date]
        self.sentences = sentences(report.text)
        self._starts = [s.start for s in self.sentences]
        self._date_starts = [d.start for d in self.dates]
        self._quoted = quotations(report.text)
        self.printed = self._printed()
        self.lead = self._lead_day()

    # ------------------------------------------------------------ the report's day
    def _printed(self) -> DateMention | None:
        """Return the words that date the report itself: its dateline, or a line above the text."""
        line, published = self.report.dateline, self.report.published
        dated = [d for d in self.dates if line and line.start <= d.start < line.end]
        dated += [d for d in self.dates[:4] if d.how == "stated"]
        return next((d for d in dated if d.date and d.date == published), None)

    def _lead_day(self) -> DateMention | None:
        """Return the words by which the lead says when it happened."""
        for sentence in self._body():
            here = [d for d in self._within(sentence.start, sentence.end) if self._tells(d)]
            if here:
                return here[0] if len({d.date for d in here}) == 1 else None
        return None

    def _body(self) -> list[Sentence]:
        """Return the first sentences of the body."""
        return [
            s
            for s in self.sentences
            if s.end - s.start > _LONG
            and self.text[s.start : s.end].rstrip().endswith((".", "”", '"'))
            and not any(b.start <= s.start < b.end for b in self.report.boilerplate)
        ][:LEAD]

    def _tells(self, d: DateMention) -> bool:
        """Is it a day shortly before publication on which something is told to have happened?"""
        published = self.report.published
        days = (first_day(published) - first_day(d.date)).days if published and d.date else -1
        day = len(d.date or "") == 10 and 0 <= days <= RECENT
        return day and not (self._in_dateline(d) or self._aside(d) or self._in_quotes(d.start))

    def _in_dateline(self, d: DateMention) -> bool:
        line = self.report.dateline
        return bool(line and line.start <= d.start < line.end)

    def _in_quotes(self, at: int) -> bool:
        return any(q.start <= at < q.end for q in self._quoted)

    # ------------------------------------------------------------ one claim
    def dated(self, claim: AClaim) -> AClaim:
        """Return the claim with its day, and the words that give it; as it is if none does."""
        if claim.as_of or claim.since or not isinstance(claim.source, Passage):
            return claim
        spans = claim.source.spans
        found = self.of(claim)
        if found is None:
            return claim
        here = self._sentence(claim.source.main.start)
        inside = here is not None and here.start <= found.start < here.end
        role = "date" if inside else FROM_LEAD
        span = Span(role, found.start, found.end, self.text[found.start : found.end])
        source = msgspec.structs.replace(claim.source, spans=(*spans, span))
        return msgspec.structs.replace(claim, source=source, as_of=found.date)

    def of(self, claim: AnyClaim) -> DateMention | None:
        """Return the words that give the day of a claim without one of its own."""
        if not isinstance(claim.source, Passage) or not _may_be_dated(claim):
            return None
        main = claim.source.main
        cue = next((s for s in claim.source.spans if s.role == _CUES.get(type(claim))), main)
        sentence = self._sentence(cue.start)
        if sentence is None or not self._simple(cue, claim):
            return None
        said = [(s.start, s.end) for s in claim.source.spans if s.role in _OBJECTS]
        if isinstance(claim, Statement) and len(said) == 0:
            said = [(main.start, main.end)]
        here = [
            d
            for d in self._within(sentence.start, sentence.end)
            if not self._in_dateline(d) and not any(s <= d.start < e for s, e in said)
        ]
        usable = [d for d in here if not (self._aside(d) or self._ahead(d) or self._bounds(d))]
        if not usable:
            return self._carried(sentence, cue, claim)
        start, end = self._part(cue.start, sentence)
        aside = [m.span() for m in _RELATIVE.finditer(self.text, sentence.start, sentence.end)]
        aside = [(s, e) for s, e in aside if not s <= cue.start < e]
        near = [
            d
            for d in usable
            if start <= d.start < end and not any(s <= d.start < e for s, e in aside)
        ]
        return near[0] if len(near) == 1 else None

    def _carried(self, sentence: Sentence, cue: Span, claim: AnyClaim) -> DateMention | None:
        """Return the day of the lead or of the report, if the paragraph has not left it before."""
        if isinstance(claim, Figure) and self._in_quotes(cue.start):
            return None
        own = self.lead if self.lead and self._past(cue, sentence, claim) else self.printed
        if isinstance(claim, Membership) and self.lead and own is self.printed:
            return None  # in force, or held at what the lead tells: the words do not say
        at = bisect_left(self._starts, sentence.start)
        while at > 0 and self.sentences[at - 1].paragraph >= sentence.paragraph - BACK:
            at -= 1
        told = self._within(self._starts[at], sentence.start)
        told = [d for d in told if not (self._in_dateline(d) or self._aside(d) or self._bounds(d))]
        if own is None or (told and told[-1].date not in (own.date, self.lead and self.lead.date)):
            return None
        return own

    def _head(self, cue: Span) -> int:
        """Return where the verb of a cue begins, its auxiliaries left out."""
        led = _AUXILIARIES.match(self.text, cue.start, cue.end)
        return led.end() if led else cue.start

    def _past(self, cue: Span, sentence: Sentence, claim: AnyClaim) -> bool:
        """Is it told as past: of the day of the lead, and no state that the report describes?"""
        if isinstance(claim, Figure | Membership):
            start, end = self._part(cue.start, sentence)
            verbs = [w.group() for w in _WORD.finditer(self.text, start, end)]
            return any(_tenses(v) == {"past"} for v in verbs) and not any(
                v in _STATE for v in verbs
            )
        head = self._head(cue)
        first = _WORD.match(self.text, head)
        tenses = _tenses(first.group().lower()) if first else set()
        before = _BE.search(self.text, max(0, head - 24), head)
        if before:
            return before.group(1).lower() in ("was", "were")
        return "past" in tenses or (not tenses and not isinstance(claim, Position))

    # ------------------------------------------------------------ parts of a sentence
    def _sentence(self, at: int) -> Sentence | None:
        number = bisect_right(self._starts, at) - 1
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
        for turn in _turns().finditer(self.text, start, end):
            if turn.end() <= at:
                start = turn.end()
            elif turn.start() > at:
                end = turn.start()
                break
        return start, end

    def _aside(self, d: DateMention) -> bool:
        """Is it the date of something beside: "Monday's vote", "as it had in May"?"""
        return self.text.startswith(("’s", "'s"), d.end) or compared(self.text, d)

    def _bounds(self, d: DateMention) -> bool:
        """Does it begin or end a period: "since 3 June"?"""
        return bool(_period().search(self.text, max(0, d.start - 60), d.start))

    def _ahead(self, d: DateMention) -> bool:
        published = self.report.published
        return bool(published and d.date and first_day(d.date) > first_day(published))

    def _simple(self, cue: Span, claim: AnyClaim) -> bool:
        """Is it told in the plain present or past, neither as done before nor as to come?"""
        if isinstance(claim, Figure | Membership):
            return True
        head = self._head(cue)
        before = self.text[max(0, head - 30) : head]
        if isinstance(claim, Position):
            return not _before_that().search(before)
        return not (_before_that().search(before) or _to_come().search(before))


def _may_be_dated(claim: AnyClaim) -> bool:
    if isinstance(claim, Statement):
        return not claim.nested_in
    if isinstance(claim, Act):
        return claim.modality == "actual"
    if isinstance(claim, Position):
        return claim.status == "current"
    return isinstance(claim, Figure | Membership)


def _tenses(word: str) -> set[str]:
    """Return whether a form of a verb is past, present, or may be either; empty if it is none."""
    kinds = {kind for _, kind in verb_forms().get(word, ())}
    found = {"past"} if "past" in kinds else set()
    return found | ({"present"} if kinds & {"s", "base"} else set())


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
