"""What do parties ask and offer in talks, and who must give it?

Only sentences near words for talks are read. "X in exchange for the United States easing sanctions"
is two terms: what the party gives, and what it asks of somebody who may sit outside the room.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

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
from quorate.reading.syntax.slots import Item, Slotted, found, item, items, needed, pattern, slot
from quorate.reading.syntax.tokens import verb_forms, vocabulary
from quorate.reading.triggers import Triggered, needs

REACH = 4  # sentences after a word for talks that may still speak of them
LEAD = 3  # sentences at the head: talks named there are what the whole report is about


class _Rule(NamedTuple):
    """A wording of a term: see the lexicon; ``asks`` is empty where the verb tells."""

    cue: re.Pattern[str]
    source: str
    asks: str
    confidence: float

    @property
    def match(self) -> re.Pattern[str]:
        return pattern(self.source, "terms")

    def found(self, text: str) -> tuple[re.Match[str], ...]:
        """Return where it stands in a slotted sentence, if its cue does."""
        return found(self.source, "terms", text) if self.cue.search(text) else ()


class _Words(NamedTuple):
    """A stretch of a sentence, in offsets of the sentence."""

    start: int
    end: int


class _Made(NamedTuple):
    """What one match says of one party."""

    sentence: Slotted
    talks: Event
    rule: _Rule
    match: re.Match[str]
    party: Item
    dropped: bool


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
def term_rules() -> Triggered[_Rule]:
    """Return the wordings of terms, as the lexicon has them."""
    return Triggered(
        (
            _Rule(
                re.compile(row["cue"]),
                row["match"],
                row.get("asks", ""),
                row["confidence"],
            ),
            needs(row["cue"]) + needed(row["match"], "terms"),
        )
        for row in lexicon("terms")["rule"]
    )


@cache
def _givers() -> list[re.Pattern[str]]:
    return [pattern(row["match"], "terms") for row in lexicon("terms")["giver"]]


class _Reader:
    """Reads the terms of one report."""

    def __init__(self, report: Report, mentions: list[Mention], dates: list[DateMention]) -> None:
        self.report, self.dates = report, dates
        self.slotted = slot(report.text, sentences(report.text), mentions)
        self.events = find_events(report, self.slotted)
        self.talks = [e for e in self.events if e.type == "talks"]
        self.found: list[Term] = []
        self.taken: list[tuple[int, int]] = []

    def claims(self) -> list[AnyClaim]:
        if not self.talks:
            return []
        for sentence in self.slotted:
            talks = self._talks(sentence)
            if talks is None or any(
                b.start <= sentence.start < b.end for b in self.report.boilerplate
            ):
                continue
            for rule in term_rules().in_text(sentence.text):
                for match in rule.found(sentence.text):
                    self._read(sentence, talks, rule, match)
        used = {term.talks for term in self.found}
        events = [e for e in self.events if e.id in used]
        once = {term.id: term for term in self.found}
        return [*occasion_claims(self.report, events, self.dates, self.slotted), *once.values()]

    def _talks(self, sentence: Slotted) -> Event | None:
        """Return the talks that a sentence speaks of: named in it or shortly before, or the topic.

        Talks that the head of a report names are its topic, if it names no others.
        """
        near = [e for e in self.talks if 0 <= sentence.number - e.sentence <= REACH]
        if near:
            return near[-1]
        alone = len({e.id for e in self.talks}) == 1
        first = self.talks[0]
        return first if alone and first.sentence < LEAD <= sentence.number else None

    # ------------------------------------------------------------ one match
    def _read(self, sentence: Slotted, talks: Event, rule: _Rule, match: re.Match[str]) -> None:
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if any(s < end and start < e for s, e in self.taken):
            return
        parties = _parties(sentence, *match.span("p"))
        if not parties or _NO_OBJECT.match(sentence.plain, *match.span("i")):
            return
        self.taken.append((start, end))
        groups = match.groupdict()
        issue = _promised(sentence, _untold(sentence, _Words(*match.span("i"))))
        other = _untold(sentence, _Words(*match.span("r"))) if groups.get("r") else None
        verb = (groups.get("v") or "").split(" ")[0]
        asks = rule.asks in ("ask", "dropped") or (not rule.asks and verb in asking())
        dropped = rule.asks == "dropped" or bool(re.match("no longer", groups.get("v") or ""))
        for party in parties:
            made = _Made(sentence, talks, rule, match, party, dropped)
            self._add(made, issue, asks or dropped, other)
            if other and not dropped:
                self._add(made, other, not asks, issue)

    def _add(self, made: _Made, issue: _Words, asks: bool, other: _Words | None) -> None:
        """Hold one term, with a span for every value."""
        sentence, match, party = made.sentence, made.match, made.party
        issue, condition = _conditioned(sentence, issue)
        giver = self._giver(sentence, issue) if asks else party
        on = day_of(sentence.number, self.dates, self.slotted)
        at = sentence.start
        spans = [
            ("main", at + match.start(), at + match.end()),
            ("talks", made.talks.start, made.talks.end),
            ("party", party.start, party.end),
            ("issue", at + issue.start, at + issue.end),
        ]
        if giver:
            spans.append(("given_by", giver.start, giver.end))
        if other:
            spans.append(("in_return_for", at + other.start, at + other.end))
        if condition:
            spans.append(("condition", at + condition.start, at + condition.end))
        if on:
            spans.append(("date", on.start, on.end))
        self.found.append(
            Term(
                source=self.report.passage(*spans),
                talks=made.talks.id,
                party=party.actor,
                issue=_said(sentence, issue),
                asks=asks,
                given_by=giver.actor if giver else "",
                in_return_for=_said(sentence, other),
                condition=_said(sentence, condition),
                negated=made.dropped and asks,
                as_of=on.date if on else None,
                known=self.report.published,
                reader=READER,
                confidence=made.rule.confidence,
            )
        )

    def _giver(self, sentence: Slotted, issue: _Words) -> Item | None:
        """Return who must give what is asked, if the words name one."""
        said = sentence.text[issue.start : issue.end]
        for rule in _givers():
            match = rule.search(said)
            if match:
                at = issue.start + match.start("g")
                named = sentence.inside(at, at + 1)
                return item(named[0]) if named else None
        return None


def _parties(sentence: Slotted, start: int, end: int) -> list[Item]:
    """Return who asks or offers: those listed, or words for somebody's own side."""
    own = _OWN.match(sentence.plain, start, end)
    if own:
        at, said = sentence.start + start, own.group()
        return [Item(at, at + len(said), said, said, "")]
    return items(sentence, start, end) or [item(m) for m in sentence.inside(start, end)]


# "agreed on 16 May ...", "agreed shortly before ...": a time where what is agreed should stand
_NO_OBJECT = re.compile(r"(?:(?:on|in) \d|[a-z]+ly(?: (?:before|after|on)\b|$))")
_OWN = re.compile(r"(?:his|her|their|its) [a-z]+", re.IGNORECASE)


_TAIL = re.compile(r", (?:according to [^;:]+|[^,;:]{1,80}? (?P<verb>[a-z]+))$")
_TO_DO = re.compile(r"(?:[^,;]{0,60}? )?\bthat (?:he|she|it|they) (?:would|will) ")


def _untold(sentence: Slotted, stretch: _Words) -> _Words:
    """Return the words without who tells it: ", the mediators said"."""
    tail = _TAIL.search(sentence.text, stretch.start, stretch.end)
    if tail is None or tail.start() <= stretch.start:
        return stretch
    lemmas = {lemma for lemma, _ in verb_forms().get(tail["verb"] or "", ())}
    told = tail["verb"] is None or bool(lemmas & vocabulary()["says"])
    return _Words(stretch.start, tail.start()) if told else stretch


def _promised(sentence: Slotted, stretch: _Words) -> _Words:
    """Return what is to be done, of "promised X that it would do it"."""
    match = _TO_DO.match(sentence.text, stretch.start, stretch.end)
    return _Words(match.end(), stretch.end) if match and match.end() < stretch.end else stretch


@cache
def asking() -> frozenset[str]:
    """Return the verbs that ask rather than offer."""
    return frozenset(lexicon("terms")["lists"]["asking"])


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile(rf",? \b({words(lexicon('terms')['lists']['conditions'])}) ")


def _conditioned(sentence: Slotted, issue: _Words) -> tuple[_Words, _Words | None]:
    """Return the words without the condition that ends them, and the condition."""
    match = _conditions().search(sentence.text, issue.start + 3, issue.end)
    if match is None:
        return issue, None
    return _Words(issue.start, match.start()), _Words(match.start(1), issue.end)


def _said(sentence: Slotted, stretch: _Words | None) -> str:
    return sentence.plain[stretch.start : stretch.end] if stretch else ""
