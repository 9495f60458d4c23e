"""Which words belong to a verb that asks or offers: its object, its deed, its condition?"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quorate.reading.language import lexicon, words
from quorate.reading.syntax.fitting import object_of
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse


class Stretch(NamedTuple):
    """Words of a report, in code points; empty if `end` is 0."""

    start: int = 0
    end: int = 0


class Told:
    """One verb of a sentence, ready to be asked what belongs to it.

    Args:
        parse: the sentence.
        i: the chunk of the verb.
        last: the last token of the words that say that something is asked or offered.
    """

    def __init__(self, parse: Parse, i: int, last: int) -> None:
        self.parse, self.i = parse, i
        self.first, self.stop = object_of(parse, i, last)
        clause = parse.tokens[last].lower == "that" or parse.kind(self.first) == "that"
        spoken = any(parse.verb(k) is not None for k in range(self.first, self.stop))
        if clause and not spoken and parse.kind(self.stop) == "cc":  # "that A | and B leave"
            _, self.stop = object_of(parse, self.stop, parse.chunks[self.stop].last)
        if self.first < self.stop and parse.phrases.word(self.stop) == ":":  # "two things: A and B"
            _, self.stop = object_of(parse, self.stop, parse.chunks[self.stop].last)
        begins = (k for k in range(self.first, self.stop) if self._conditional(k))
        self.stop = next(begins, self.stop)  # "will not sign | unless"
        inside = self.first > 0 and parse.chunks[self.first - 1].last > last
        self.begin = parse.tokens[last + 1].start if last + 1 < len(parse.tokens) else 0
        self.swallowed = parse.chunks[self.first - 1].end if inside else 0  # "offered to | disarm"
        self.cue = Stretch(parse.chunks[i].start, parse.tokens[last].end)
        self.of_cue = last > parse.chunks[i].last  # "refuses to | sign"

    @property
    def parties(self) -> tuple[Named, ...]:
        return self.parse.subjects[self.i].parties

    def issue(self) -> Stretch:
        """Return what is asked or offered: the object, also one that stands behind an insertion."""
        parse = self.parse
        if self.first < self.stop and parse.kind(self.first) in ("np", "verb", "that"):
            return Stretch(self.begin, self.ends())
        if self.swallowed:
            last = self.ends() if self.first < self.stop else 0
            return Stretch(self.begin, max(self.swallowed, last))
        at = behind(parse, self.stop)
        if at > self.stop and parse.kind(at) == "that":
            self.first, self.stop = object_of(parse, at, parse.chunks[at].last)
            return self._of(at + 1, self.stop)
        return Stretch()

    def deed(self) -> Stretch:
        """Return what the verb says with all that belongs to it: "pull back"."""
        parse = self.parse
        at = parse.tokens[parse.chunks[self.i].last].start
        return Stretch(at, max(self.ends() if self.first < self.stop else 0, self.cue.end))

    def ends(self) -> int:
        """Return where the object ends, without what leads on to a condition."""
        stop = self.dated(self.stop)
        while stop > self.first + 1 and self.parse.kind(stop - 1) in ("adv", "comma"):
            stop -= 1  # "pull back only | if"
        return self.parse.chunks[stop - 1].end

    def dated(self, stop: int) -> int:
        """Return where the object ends behind a day: "those held since May | be freed"."""
        parse = self.parse
        dated = parse.kind(stop) == "prep" and parse.kind(stop + 1) == "date"
        if not dated or self._conditional(stop):
            return stop
        if parse.verb(stop + 2) is None:
            return stop + 2
        return max(stop + 2, object_of(parse, stop + 2, parse.chunks[stop + 2].last)[1])

    def _conditional(self, k: int) -> bool:
        parse, word = self.parse, self.parse.phrases.word(k)
        if parse.kind(k) == "verb":  # "provided salaries are paid"
            return word in ("provided", "providing") and parse.phrases.subject_of_verb(k + 1)
        if parse.kind(k) not in ("sub", "prep", "adv"):
            return False
        return _conditions().match(parse.text, parse.chunks[k].start) is not None

    def _of(self, first: int, stop: int) -> Stretch:
        if first >= stop:
            return Stretch()
        return Stretch(self.parse.chunks[first].start, self.parse.chunks[stop - 1].end)

    def condition(self) -> tuple[Stretch, str]:
        """Return the condition after the object, or before the clause, and its first word."""
        parse = self.parse
        begin = at = behind(parse, self.dated(self.stop))  # "the strike since May | if"
        while begin > self.i + 1 and parse.kind(begin - 1) == "adv":
            begin -= 1
        while parse.kind(at) == "adv" and parse.phrases.word(at) in ("only", "but", "not", "even"):
            at += 1
        word = parse.phrases.word(at)
        if self._conditional(at):
            _, stop = object_of(parse, at, parse.chunks[at].last)
            while parse.kind(stop) not in ("comma", "mark", "said", ""):
                stop += 1
            return self._of(begin, max(stop, at + 1)), word
        return self._fronted()

    def _fronted(self) -> tuple[Stretch, str]:
        parse = self.parse
        word = parse.phrases.word(0)
        if word not in ("if", "once", "unless", "until", "should"):
            return Stretch(), ""
        comma = next((k for k in range(1, self.i) if parse.kind(k) == "comma"), 0)
        after = behind(parse, comma) if comma else 0  # "Unless X, the envoy said, Y will not"
        after = after if after <= self.i and parse.kind(after - 1) == "comma" else comma
        clear = all(parse.verb(k) is None for k in range(after, self.i))
        return (self._of(0, comma), word) if comma and clear else (Stretch(), "")


def behind(parse: Parse, at: int) -> int:
    """Return the chunk behind an insertion between commas: ", the envoy said,"."""
    if parse.kind(at) != "comma":
        return at
    verbs = 0
    for k in range(at + 1, min(at + 8, len(parse.chunks))):
        if parse.kind(k) == "comma":
            return k + 1
        verbs += parse.verb(k) is not None
        if parse.kind(k) in ("sub", "rel", "mark") or verbs > 1:
            break
    return at + 1


@cache
def lists() -> dict[str, list[str]]:
    """Return the words that the lexicon ``terms`` lists."""
    return dict(lexicon("terms")["lists"])


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile(rf"{words(lists()['conditions'])}\b", re.IGNORECASE)
