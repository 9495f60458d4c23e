"""Which words, names, numbers and marks is a sentence made of, and which forms may its verbs be?

Names, dates and quotations are one token each. A word that may be a noun is a verb only where no
determiner or preposition stands before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.general.dates import find_told_dates
from quorate.reading.general.inflection import Form
from quorate.reading.general.numbers import Amount, find_amounts
from quorate.reading.general.tongue import tongue
from quorate.reading.language import Sentence, quotations, sentences
from quorate.reading.names import Mention

Kind = Literal["word", "name", "date", "number", "mark", "said"]
_PIECE = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|--|\S")


class Token(NamedTuple):
    """A word, name, date, number, quotation or mark, with its code points."""

    start: int
    end: int
    low: str
    kind: Kind
    mention: Mention | None = None
    forms: tuple[Form, ...] = ()

    @property
    def finite(self) -> bool:
        return any(form.finite for form in self.forms)


class Line(NamedTuple):
    """A sentence laid out."""

    number: int
    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]


Placed = TypeVar("Placed", Mention, DateMention, Amount)


def _between(placed: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """Return those that begin in a stretch, of some in their order."""
    first = bisect_left(placed, start, key=lambda each: each.start)
    last = bisect_left(placed, end, key=lambda each: each.start)
    return placed[first:last]


class Layout:
    """A report laid out in its language: sentences, tokens, quotations, dates and numbers."""

    def __init__(self, report: Report, mentions: Sequence[Mention], code: str) -> None:
        self.report, self.text, self.lang = report, report.text, tongue(code)
        self.mentions = sorted(mentions)
        self.dates = find_told_dates(report, code)
        self.amounts = find_amounts(report.text, code)
        self.sentences = sentences(report.text)
        self.quoted = [q for q in quotations(report.text) if q.end > q.start]
        self._starts = [s.start for s in self.sentences]

    @cached_property
    def lines(self) -> list[Line]:
        """Return the sentences that are the report's own: no boilerplate."""
        skipped = self.report.boilerplate
        return [
            self._line(number, s)
            for number, s in enumerate(self.sentences)
            if not any(b.start <= s.start < b.end for b in skipped)
        ]

    def line_at(self, at: int) -> Line | None:
        return next((line for line in self.lines if line.start <= at < line.end), None)

    def own_tokens(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens of a stretch, quotations opened."""
        return tuple(self._tokens(start, end, opened=True))

    def within(self, start: int, end: int) -> list[Mention]:
        return [m for m in _between(self.mentions, start, end) if m.end <= end]

    def _line(self, number: int, s: Sentence) -> Line:
        return Line(number, s.start, s.end, s.paragraph, tuple(self._tokens(s.start, s.end)))

    def _tokens(self, start: int, end: int, opened: bool = False) -> list[Token]:
        taken: list[Token] = []
        if not opened:
            for q in self.quoted:
                if start < q.end and q.start < end:
                    first, last = max(q.start - 1, start), min(q.end + 1, end)
                    taken.append(Token(first, last, "", "said"))
        line = self.report.dateline
        if line and line.start < end and start < line.end:
            taken.append(Token(max(start, line.start), min(line.end, end), "", "mark"))
        for kind, each in (
            ("name", [(m.start, m.end, m) for m in self.within(start, end)]),
            ("date", [(d.start, d.end, None) for d in self.dates_in(start, end)]),
            ("number", [(a.start, a.end, None) for a in self.amounts_in(start, end)]),
            ("word", self._set_phrases(start, end)),
        ):
            for first, last, mention in each:
                if start <= first and last <= end:
                    low = self.text[first:last].lower()
                    taken.append(Token(first, last, low, kind, mention))  # type: ignore[arg-type]
        rank = {"said": 0, "mark": 0, "name": 1, "date": 2, "word": 3, "number": 4}
        taken.sort(key=lambda t: (rank[t.kind], t.start, -t.end))
        kept: list[Token] = []
        for token in taken:
            if not any(k.start < token.end and token.start < k.end for k in kept):
                kept.append(token)
        kept.sort()
        return self._filled(start, end, kept)

    def _set_phrases(self, start: int, end: int) -> list[tuple[int, int, None]]:
        """Return the phrases that count as one small word: "a favor", "por su parte"."""
        found = self._set_phrase.finditer(self.text, start, end)
        return [(*match.span(), None) for match in found]

    @cached_property
    def _set_phrase(self) -> re.Pattern[str]:
        every = [
            w
            for key in ("adverbs", "prepositions", "subordinators", "determiners")
            for w in self.lang.set_of(key)
        ]
        return self.lang.pattern(w for w in every if " " in w)

    def _filled(self, start: int, end: int, kept: list[Token]) -> list[Token]:
        """Return the tokens with the words and marks between them."""
        found: list[Token] = []
        at = start
        for token in [*kept, None]:
            stop = token.start if token else end
            for piece in _PIECE.finditer(self.text, at, stop):
                found.append(self._word(piece.start(), piece.end(), found))
            if token:
                found.append(token)
                at = token.end
        return found

    def _word(self, start: int, end: int, before: list[Token]) -> Token:
        low = self.text[start:end].lower()
        if not low[0].isalnum():
            return Token(start, end, low, "mark")
        forms = self.lang.forms.get(low, ())
        if self.lang.is_one(low, "prepositions", "subordinators"):
            forms = ()
        forms = tuple(f for f in forms if f.person not in ("2s", "2p"))
        if not forms:
            forms = self._unknown(low)
        if forms and any(form.finite for form in forms):
            forms = self._as_verb(low, forms, before)
        return Token(start, end, low, "word", None, forms)

    def _unknown(self, low: str) -> tuple[Form, ...]:
        """Return what a word must be by its ending, if it is the form of a verb not listed."""
        for ending, (tense, person) in self._endings.items():
            if low.endswith(ending) and len(low) > len(ending) + 2:
                return (Form("", tense, person),)
        return ()

    @cached_property
    def _endings(self) -> dict[str, tuple[str, str]]:
        return {
            ending: (row["tense"], row["person"])
            for row in self.lang.table("inflection")["unknown"]
            for ending in row["endings"]
        }

    def _as_verb(self, low: str, forms: tuple[Form, ...], before: list[Token]) -> tuple[Form, ...]:
        """Return the readings of a word that may be a finite verb, where it stands."""
        lang = self.lang
        last = before[-1] if before else None
        noun = lang.is_one(low, "nouns.like_verbs")
        led = last is not None and (
            lang.is_one(last.low, "articles", "determiners", "possessives", "prepositions")
            or last.kind == "number"
        )
        clitic = last is not None and lang.is_one(last.low, "clitics")
        past = any(f.finite and f.tense not in ("present", "subjunctive") for f in forms)
        if led and not (clitic and (past or not noun)):
            return tuple(f for f in forms if not f.finite)
        beside = last is not None and (last.finite or lang.is_one(last.low, "coordinators"))
        if noun and beside and not clitic and not past:
            return tuple(f for f in forms if not f.finite)
        lemmas = {f.lemma for f in forms}
        reflexive = any(t.low in lang.set_of("reflexive") for t in before[-3:] if t.kind == "word")
        kept = [
            f
            for f in forms
            if not (f.lemma in lang.reflexive and not reflexive and f.finite)
            and not (
                reflexive and f.lemma not in lang.reflexive and lang.with_pronoun(f.lemma) in lemmas
            )
        ]
        person = [f for f in kept if not (f.person == "1s" and f.finite)]
        return tuple(person or kept)

    # ------------------------------------------------------------ dates and numbers
    def dates_in(self, start: int, end: int) -> list[DateMention]:
        return [d for d in _between(self.dates, start, end) if d.end <= end]

    def amounts_in(self, start: int, end: int) -> list[Amount]:
        return [a for a in _between(self.amounts, start, end) if a.end <= end]

    def number_of(self, at: int) -> int:
        return bisect_left(self._starts, at + 1) - 1
