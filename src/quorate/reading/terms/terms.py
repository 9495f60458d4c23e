"""What do parties ask and offer in talks, and who must give it?

Only sentences near words for talks are read. "X in exchange for the United States easing sanctions"
is two terms: what the party gives, and what it asks of somebody who may sit outside the room.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.claims.claim import AnyClaim, Term
from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon, sentences, words
from quorate.reading.memberships.occasions import (
    READER,
    Event,
    day_of,
    find_events,
    occasion_claims,
)
from quorate.reading.names import Mention
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.parse import parse
from quorate.reading.syntax.slots import Item, Slotted, item, pattern, slot
from quorate.reading.syntax.tokens import verb_forms, vocabulary
from quorate.reading.terms.bargains import Bargain, bargains_in
from quorate.reading.terms.stretches import Stretch

REACH = 4  # sentences after a word for talks that may still speak of them
LEAD = 3  # sentences at the head: talks named there are what the whole report is about


def find_terms(report: Report, mentions: list[Mention], dates: list[DateMention]) -> list[AnyClaim]:
    """Which terms does a report give, and of which talks?

    Args:
        report: any text; it is never changed.
        mentions: the actors named, as `Names.mentions` returns them.
        dates: the dates found, as `find_dates` returns them.

    Returns:
        `Term` claims in the order of the text, and before them the `Occasion` of their talks. A
        demand that was dropped is a negated term that asks. ``given_by`` is empty where the words
        do not say who must give it.
    """
    return _Reader(report, mentions, dates).claims()


@cache
def _givers() -> list[re.Pattern[str]]:
    return [pattern(row["match"], "terms") for row in lexicon("terms")["giver"]]


class _Reader:
    """Reads the terms of one report."""

    def __init__(self, report: Report, mentions: list[Mention], dates: list[DateMention]) -> None:
        self.report, self.mentions, self.dates = report, mentions, dates
        self.slotted = slot(report.text, sentences(report.text), mentions)
        self.events = find_events(report, self.slotted)
        self.talks = [e for e in self.events if e.type == "talks"]
        head = self.slotted[:LEAD]
        self.bargaining = any(_bargaining().search(sentence.text) for sentence in head)
        self.linking = Linking(report.text, mentions)
        self.found: list[Term] = []

    def claims(self) -> list[AnyClaim]:
        if not self.talks:
            return []
        near = {s.start: (s, talks) for s in self.slotted if (talks := self._talks(s)) is not None}
        for sentence in parse(self.report, self.mentions, self.dates):
            start = sentence.sentence.start
            if start not in near or any(b.start <= start < b.end for b in self.report.boilerplate):
                continue
            for bargain in bargains_in(sentence):
                self._add(*near[start], bargain)
        used = {term.talks for term in self.found}
        events = [e for e in self.events if e.id in used]
        once = {term.id: term for term in self.found}
        return [*occasion_claims(self.report, events, self.dates, self.slotted), *once.values()]

    def _talks(self, sentence: Slotted) -> Event | None:
        """Return the talks that a sentence speaks of: named in it or shortly before, or the topic.

        Talks that the head of a report names, or for which it names negotiators or a deal, are its
        topic, if it names no others.
        """
        near = [e for e in self.talks if 0 <= sentence.number - e.sentence <= REACH]
        if near:
            return near[-1]
        alone = len({e.id for e in self.talks}) == 1
        first = self.talks[0]
        topic = first.sentence < LEAD <= sentence.number or self.bargaining
        return first if alone and topic else None

    def _add(self, sentence: Slotted, talks: Event, told: Bargain) -> None:
        """Hold one term, with a span for every value."""
        issue, condition = self._conditioned(self._untold(told.issue), told.condition)
        other = self._untold(told.other) if told.other.end else told.other
        if not self._said(issue):
            return
        party = told.party
        named = party.party.actor or party.party.words
        giver = self._giver(sentence, issue) if told.asks else None
        own = named if not told.asks and not told.taken else giver.actor if giver else ""
        on = day_of(sentence.number, self.dates, self.slotted)
        on = on if on and self._when(on, told) else None
        spans = [
            ("main", told.start, told.end),
            ("talks", talks.start, talks.end),
            ("party", party.start, party.end),
            ("cue", *told.cue),
            ("issue", *issue),
        ]
        if giver:
            spans.append(("given_by", giver.start, giver.end))
        elif not told.asks and not told.taken:
            spans.append(("given_by", party.start, party.end))
        for role, stretch in (("in_return_for", other), ("condition", condition)):
            if stretch.end:
                spans.append((role, *stretch))
        if on:
            spans.append(("date", on.start, on.end))
        self.found.append(
            self.linking.linked(
                Term(
                    source=self.report.passage(*spans),
                    talks=talks.id,
                    party=named,
                    issue=self._said(issue),
                    asks=told.asks,
                    given_by=own,
                    in_return_for=self._said(other),
                    condition=self._said(condition),
                    negated=told.dropped,
                    as_of=on.date if on else None,
                    known=self.report.published,
                    reader=READER,
                    confidence=_CONFIDENCE,
                )
            )
        )

    def _when(self, on: DateMention, told: Bargain) -> bool:
        """Is it the day of the asking, not one of what is asked or of another deed?"""
        between = self.report.text[min(on.end, told.cue.start) : max(on.start, told.cue.end)]
        inside = (told.issue, told.other, told.condition)
        return ";" not in between and not any(s.start <= on.start < s.end for s in inside)

    def _said(self, stretch: Stretch) -> str:
        return self.report.text[stretch.start : stretch.end]

    def _giver(self, sentence: Slotted, issue: Stretch) -> Item | None:
        """Return who must give what is asked, if the words name one."""
        at = issue.start - sentence.start
        said = sentence.text[at : issue.end - sentence.start]
        for rule in _givers():
            match = rule.search(said)
            if match:
                named = sentence.inside(at + match.start("g"), at + match.start("g") + 1)
                return item(named[0]) if named else None
        return None

    def _untold(self, stretch: Stretch) -> Stretch:
        """Return the words without who tells it, or in what: ", X said", "in a resolution"."""
        beside = _beside().search(self.report.text, stretch.start + 1, stretch.end)
        end = beside.start() if beside else stretch.end
        end -= self.report.text.endswith(".", 0, end)
        stretch = Stretch(stretch.start, max(end, stretch.start))
        tail = _TAIL.search(self.report.text, *stretch)
        if tail is None or tail.start() <= stretch.start:
            return stretch
        lemmas = {lemma for lemma, _ in verb_forms().get(tail["verb"] or "", ())}
        told = tail["verb"] is None or bool(lemmas & vocabulary()["says"])
        return Stretch(stretch.start, tail.start()) if told else stretch

    def _conditioned(self, issue: Stretch, condition: Stretch) -> tuple[Stretch, Stretch]:
        """Return the words without a condition that ends them, and the condition."""
        match = _conditions().search(self.report.text, issue.start + 3, issue.end)
        if match is None or condition.end:
            return issue, condition
        return Stretch(issue.start, match.start()), Stretch(match.start(1), issue.end)


_TAIL = re.compile(r", (?:according to [^;:]+|[^,;:]{1,80}? (?P<verb>[a-z]+))$")
_CONFIDENCE = 0.85  # of passages not looked at 30 of 31 were right (bench/README)


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile(rf",? \b({words(lexicon('terms')['lists']['conditions'])}) ")


@cache
def _beside() -> re.Pattern[str]:
    papers = words(lexicon("terms")["lists"]["papers"])
    return re.compile(rf" in an? (?:[a-z]+ )?{papers}\b|, (?:something|nothing)\b")


@cache
def _bargaining() -> re.Pattern[str]:
    return re.compile(rf"\b{words(lexicon('terms')['lists']['bargaining'])}\b", re.IGNORECASE)
