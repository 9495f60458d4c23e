"""Of whom do the words say it?

A model may put one actor's deed down to another who is named beside it. Whoever a claim names must
be who the grammar finds to be the subject of the verb, or its object; where the grammar finds
nobody, the only one named on that side of the verb, with no other verb between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quorate.claims.claim import Party
from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.endpoint.located import Located, plainly
from quorate.reading.endpoint.refused import Refused, Why
from quorate.reading.names import Mention
from quorate.reading.support import Support
from quorate.reading.syntax.clauses import Roles, roles_of
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.parse import Parse, parse

_HANGING = re.compile(
    r"\b(?:of|in|for|from|by|to|against|with|near|on|at|than|over|outside) (?:the )?$",
    re.IGNORECASE,
)
SIZE = r"(?:(?:\d[\w-]*|[\w]+-(?:nation|member|state|country|strong))\s+)?"  # "the 15-nation X"
BESIDE = re.compile(  # between a verb and whom it is about, if no other noun stands there
    r"\s*(?:\b(?:of|to|in|at|from|into|on|upon|over|with|against|for|by|the|an?|its|out)\b\s*){0,4}"
    + SIZE,
    re.IGNORECASE,
)
_LISTED = re.compile(r",? and (?:the )?|, (?:the )?")


class Verb(NamedTuple):
    """A verb group of a sentence: its words, and who does what to whom."""

    parse: Parse
    chunk: int
    start: int
    end: int
    roles: Roles


class Ground:
    """A report laid out for weighing proposals: made once, asked for each."""

    def __init__(
        self, report: Report, mentions: Sequence[Mention], dates: Sequence[DateMention]
    ) -> None:
        self.report, self.text, self.mentions = report, report.text, list(mentions)
        self.dates = list(dates)
        self.located = Located(report.text)
        self.support = Support(report, mentions)
        self.evidence = self.support.evidence
        self._verbs: dict[int, list[Verb]] = {}
        self.parses = {p.sentence.start: p for p in parse(report, self.mentions, self.dates)}

    # ------------------------------------------------------------ sentences and verbs
    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the one sentence that a stretch stands in.

        Raises:
            Refused: it stands in several.
        """
        number = self.evidence.sentence_at(start)
        found = self.evidence.page.sentences[number]
        if number < 0 or end > found.end:
            raise Refused(Why.ACROSS)
        return found.start, found.end

    def verbs(self, start: int, end: int) -> list[Verb]:
        """Return the verb groups of a stretch of one sentence."""
        first, _ = self.sentence(start, end)
        if first not in self._verbs:  # many proposals may be about one sentence
            parsed = self.parses.get(first)
            self._verbs[first] = [
                Verb(parsed, i, chunk.start, chunk.end, roles_of(parsed, i))
                for i, chunk in enumerate(parsed.chunks if parsed else ())
                if parsed and chunk.verb is not None
            ]
        return [v for v in self._verbs[first] if start <= v.start and v.end <= end]

    def quoted(self, start: int, end: int) -> bool:
        """Do words stand within a quotation?"""
        return any(q.start <= start and end <= q.end for q in self.evidence.quotations)

    # ------------------------------------------------------------ who
    def doers(self, words: Iterable[str], verb: Verb) -> tuple[Named, ...]:
        """Return who does it, of those whom a proposal names.

        Raises:
            Refused: it is somebody else, or nobody is named by these words.
        """
        return tuple(self._fitting(each, verb, verb.roles.subjects, ahead=True) for each in words)

    def done_to(self, words: Iterable[str], verb: Verb) -> tuple[Named, ...]:
        """Return to whom it is done, likewise."""
        return tuple(self._fitting(each, verb, verb.roles.targets, ahead=False) for each in words)

    def _fitting(self, words: str, verb: Verb, known: tuple[Named, ...], *, ahead: bool) -> Named:
        for named in known:
            if self._means(words, named):
                return named
        if known:
            raise Refused(Why.OTHERS)
        if verb.roles.passive:  # whoever does it stands behind "by", and then is known
            ahead = not ahead
            if not ahead:
                raise Refused(Why.OTHERS)
        return self.alone(words, verb.start, verb.end, ahead=ahead)

    def _means(self, words: str, named: Named) -> bool:
        """Are these the words for a party that the grammar found, or its name?"""
        if named.start >= 0 and _alike(words, self.text[named.start : named.end]):
            return True
        who = named.party.actor
        called = {named.party.words} if not who else {who}
        called |= {
            name
            for m in self.mentions
            if who and who == actor_id(m)
            for name in (m.name, self.text[m.start : m.end])
        }
        return any(_alike(words, name) or _titled(words, name) for name in called if name)

    def alone(self, words: str, start: int, end: int, *, ahead: bool) -> Named:
        """Return the only actor named on one side of a word, if these are its words.

        Raises:
            Refused: another is named there, or a verb stands between.
        """
        first, last = self.sentence(start, end)
        side = (first, start) if ahead else (end, last)
        here = [m for m in self.named(*side) if m.form != "adjective"]
        mine = [m for m in here if self._called(words, m)]
        if not mine:
            raise Refused(Why.OTHERS if here else Why.NOBODY)
        near = mine[-1] if ahead else mine[0]
        if {actor_id(m) for m in here} != {actor_id(near)}:
            raise Refused(Why.OTHERS)
        if ahead and (self._hangs(near) or self.verbs(near.end, start)):
            raise Refused(Why.OTHERS)
        if not ahead and not BESIDE.fullmatch(self.text, end, near.start):
            raise Refused(Why.OTHERS)
        return Named(Party(actor_id(near)), near.start, near.end, type=near.type)

    def _hangs(self, m: Mention) -> bool:
        """Is an actor named only to say whose something is, or where: "the ally of X", "X's"?"""
        ahead = self.text[max(0, m.start - 16) : m.start]
        return bool(_HANGING.search(ahead)) or self.text[m.end : m.end + 2] in (
            "'s",
            "’s",
            "' ",
            "’ ",
        )

    def alone_near(self, words: str, start: int, end: int) -> Named:
        """Return the first actor named in a stretch, if these are its words.

        Raises:
            Refused: it is another, or none is named.
        """
        here = self.named(start, end)
        if not here:
            raise Refused(Why.NOBODY)
        if found := self.meant(words, here[0]):
            return found
        raise Refused(Why.OTHERS)

    def meant(self, words: str, m: Mention) -> Named | None:
        """Return the party that a mention names, if these are its words."""
        if m.form == "adjective" or not self._called(words, m):
            return None
        return Named(Party(actor_id(m)), m.start, m.end, type=m.type)

    def listed_before(self, end: int) -> list[Mention]:
        """Return the last actor named before a word in its sentence, with those listed with it."""
        first, _ = self.sentence(end, end)
        found: list[Mention] = []
        for m in reversed(self.named(first, end)):
            if found and not _LISTED.fullmatch(self.text, m.end, found[0].start):
                break
            found.insert(0, m)
        return found

    def named(self, start: int, end: int) -> list[Mention]:
        """Return the actors named wholly within a stretch."""
        within = self.evidence.linking.within(start, end)
        return [m for m in within if start <= m.start and m.end <= end and actor_id(m)]

    def _called(self, words: str, m: Mention) -> bool:
        names = (self.text[m.start : m.end], m.name, m.actor)
        titled = m.type == "person" and _titled(words, self.text[m.start : m.end])
        return titled or any(_alike(words, name) for name in names)


def _alike(one: str, other: str) -> bool:
    """Are two names the same, whatever article or case they have?"""
    first, second = (_bare(each) for each in (one, other))
    return bool(first) and first == second


def _bare(words: str) -> str:
    plain = " ".join(plainly(words).casefold().split()).strip(" ,.;:\"'")
    for article in ("the ", "a ", "an "):
        plain = plain.removeprefix(article)
    return plain.removesuffix("'s").removesuffix("'")


def _titled(words: str, name: str) -> bool:
    """Is a name said with words before it: "President X"?"""
    return _bare(words).endswith(f" {_bare(name)}")
