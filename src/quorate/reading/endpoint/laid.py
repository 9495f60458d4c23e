"""What do the words that a model quotes show, whatever it claims of them?

A report laid out for weighing: where a quotation stands, which verb of it says something, whom that
verb is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.dates import DateMention
from quorate.reading.dates.days import Days
from quorate.reading.endpoint.protocol import Proposal
from quorate.reading.endpoint.refused import Refused, Why
from quorate.reading.endpoint.whose import Ground, Verb
from quorate.reading.language import Stretch
from quorate.reading.names import Mention
from quorate.reading.syntax.memory import Named

CONFIDENCE = 0.5  # nobody has measured the model that a user names


class Laid:
    """One report, laid out for the proposals of one reader."""

    def __init__(
        self,
        report: Report,
        mentions: Sequence[Mention],
        dates: Sequence[DateMention],
        reader: str,
    ) -> None:
        self.report, self.text, self.reader = report, report.text, reader
        self.ground = Ground(report, mentions, dates)
        self.days = Days(report, dates)
        # Many proposals may be about the same words.
        self.said_in: dict[int, list[tuple[int, int]]] = {}
        self._told: dict[tuple[str, int, int, Stretch], frozenset[str]] = {}

    def one(self, words: str, start: int, end: int) -> Stretch:
        """Return where the words stand, which must be one place."""
        try:
            found = self.ground.located.one(words, start, end)
        except ValueError:
            raise Refused(Why.TWICE) from None
        if found is None:
            raise Refused(Why.WORDS)
        return found

    def passage(self, *spans: tuple[str, int, int]) -> Passage:
        """Return a passage with these spans."""
        return self.report.passage(*spans)

    def common(self) -> dict[str, Any]:
        """Return what every claim of this reader has."""
        return {
            "known": self.report.published,
            "reader": self.reader,
            "confidence": CONFIDENCE,
        }

    def verb(self, proposal: Proposal, quote: Stretch, says: Callable[[Verb], bool]) -> Verb:
        """Return the one verb of the quotation that says what is proposed."""
        self.ground.sentence(*quote)
        if self.ground.quoted(*quote):
            raise Refused(Why.QUOTED)
        every = self.ground.verbs(*quote)
        if proposal.cue:
            cue = self.one(proposal.cue, *quote)
            every = [v for v in every if v.start < cue.end and cue.start < v.end]
            every = [v._replace(end=max(v.end, cue.end)) for v in every[:1]]
        said = [v for v in every if says(v)]
        if len(said) != 1:
            raise Refused(Why.CUE)
        if self.ground.quoted(said[0].start, said[0].end):
            raise Refused(Why.QUOTED)
        return said[0]

    def labels(self, name: str, verb: Verb, quote: Stretch) -> frozenset[str]:
        """Return what a verb stands for in a lexicon, with its negations and conditions."""
        asked = name, verb.start, verb.end, quote
        if asked not in self._told:
            source = self.passage(("main", *quote), ("cue", verb.start, verb.end))
            labels = self.ground.evidence.labels(name, source.spans[1], source.main)
            self._told[asked] = frozenset(labels)
        return self._told[asked]

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch without outer blanks and marks."""
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:“”\"'‘"):
            start += 1
        while start < end and (self.text[end - 1].isspace() or self.text[end - 1] in ',;:“”"’'):
            end -= 1
        return start, max(start, end)

    def parties(self, proposal: Proposal, verb: Verb) -> tuple[Named, ...]:
        """Return who does what the verb says, of those whom the proposal names: at least one."""
        if not proposal.actors:
            raise Refused(Why.NOBODY)
        return self.distinct(self.ground.doers(proposal.actors, verb))

    def distinct(self, named: Sequence[Named]) -> tuple[Named, ...]:
        """Return each party once, by its first words."""
        return tuple({n.party: n for n in reversed(named)}.values())[::-1]

    def main(self, quote: Stretch, named: Sequence[Named]) -> tuple[int, int]:
        """Return the quotation with those named in its sentence, so that the words show them."""
        first, last = self.ground.sentence(*quote)
        own = [n for n in named if first <= n.start and n.end <= last]
        return min([quote.start, *(n.start for n in own)]), max([quote.end, *(n.end for n in own)])


def spans_of(role: str, named: Sequence[Named]) -> list[tuple[str, int, int]]:
    """Return a span of the role for each party whose words stand somewhere."""
    return [(role, n.start, n.end) for n in named if n.start >= 0]
