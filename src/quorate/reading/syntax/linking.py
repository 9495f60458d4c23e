"""Where is the actor named that "he", "it" or "the council" stands for?

A claim whose words only point to an actor keeps the words that name it, in a span such as
``speaker antecedent``: what the reader linked stays checkable.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from quorate.claims.claim import Act, AnyClaim, Party, Position, Statement, Term
from quorate.claims.source import Passage, Span
from quorate.reading.language import Sentence, sentences
from quorate.reading.names import Mention, places_of
from quorate.reading.names.pointing import Pointing

ROLES: dict[type, tuple[tuple[str, str], ...]] = {  # field -> role of the spans that show it
    Statement: (("speakers", "speaker"),),
    Position: (("parties", "party"), ("target", "target")),
    Act: (("sources", "source"), ("targets", "target")),
    Term: (("party", "party"), ("given_by", "given_by")),
}
FAR = 3000  # code points back to the words for somebody unnamed, at most
_BEHIND = 200  # code points on to them, where they follow the pronoun
_DEEP = 4  # mentions that may hold one another, at most

AClaim = TypeVar("AClaim", bound=AnyClaim)


class Linking:
    """The mentions of one report, ready to be asked who is named in a stretch."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self._mentions = sorted(mentions)
        self._starts = [m.start for m in self._mentions]
        self._by_actor: dict[str, list[Mention]] = defaultdict(list)
        self._shown: dict[str, set[str]] = defaultdict(set)
        self._sentences: list[Sentence] = []
        self._begins: list[int] = []
        for m in self._mentions:
            for name in {m.actor, m.name} - {""}:
                self._by_actor[name].append(m)
                self._shown[name].add(m.name)
        self.pointing = Pointing(text, mentions)
        self._places = {m.start: m for m in places_of(mentions)}
        for m in self._places.values():
            self._shown[m.actor].add(text[m.start : m.end])

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that overlap a stretch, in order."""
        first = max(0, bisect_left(self._starts, start) - _DEEP)
        last = bisect_left(self._starts, end)
        return [m for m in self._mentions[first:last] if m.end > start]

    def names(self, actor: str, start: int, end: int) -> bool:
        """Is the actor named in a stretch, or shown there by its ministry or its capital?"""
        place = self._places.get(start)
        if place is not None and place.actor == actor:
            return True
        return any(
            actor in (m.actor, m.name) or (m.type == "office" and actor == m.of)
            for m in self.within(start, end)
        )

    def shown(self, actor: str) -> set[str]:
        """Return the names that the mentions of an actor show."""
        return self._shown.get(actor, set())

    def antecedent(self, who: str, at: int) -> tuple[int, int] | None:
        """Return where an actor, or somebody unnamed, was last called so before an offset.

        Of an actor that is not named before, it is the first name after.
        """
        named = self._by_actor.get(who, [])
        if named:
            m = named[max(0, bisect_left(named, at, key=lambda m: m.start) - 1)]
            return m.start, m.end
        start = self.text.rfind(who, max(0, at - FAR), at)
        if start < 0:
            start = self.text.find(who, at, at + _BEHIND)  # "We, the ministers of ..."
        return (start, start + len(who)) if start >= 0 else None

    def linked(self, claim: AClaim) -> AClaim:
        """Return the claim with a span for each actor that its own words only point to."""
        if not isinstance(claim.source, Passage):
            return claim
        more: dict[tuple[str, int], Span] = {}
        for field, role in ROLES.get(type(claim), ()):
            spans = [s for s in claim.source.spans if s.role == role]
            at = min((s.start for s in spans), default=claim.source.main.start)
            for who in _named(getattr(claim, field)):
                if any(who in s.words or self.names(who, s.start, s.end) for s in spans):
                    continue
                found = self.antecedent(who, at)
                if found is not None:
                    span = Span(f"{role} antecedent", *found, self.text[slice(*found)])
                    more[span.role, span.start] = span
        more |= self._said_by(claim)
        if not more:
            return claim
        source = msgspec.structs.replace(claim.source, spans=(*claim.source.spans, *more.values()))
        return msgspec.structs.replace(claim, source=source)

    def _said_by(self, claim: AnyClaim) -> dict[tuple[str, int], Span]:
        """Return the span that names whom a claim is attributed to, if its sentence does not."""
        who = getattr(claim, "said_by", "")
        if not who or not isinstance(claim.source, Passage) or type(claim) not in ROLES:
            return {}
        main = claim.source.main
        first, last = self._around(main.start)
        if who in self.text[first:last] or self.names(who, first, last):
            return {}
        found = self.antecedent(who, main.start)
        if found is None:
            return {}
        return {
            ("said_by antecedent", found[0]): Span(
                "said_by antecedent", *found, self.text[slice(*found)]
            )
        }

    def _around(self, at: int) -> tuple[int, int]:
        """Return the sentence at an offset."""
        if not self._sentences:
            self._sentences = sentences(self.text)
            self._begins = [s.start for s in self._sentences]
        number = bisect_left(self._begins, at + 1) - 1
        here = self._sentences[max(0, number)]
        return here.start, here.end


def _named(value: str | Party | Iterable[str | Party]) -> list[str]:
    """Return the ids, or the words of unnamed parties, in a field."""
    if isinstance(value, Party):
        value = value.actor or value.words
    if isinstance(value, str):
        return [value] if value else []
    return [who for each in value for who in _named(each)]
