"""Which body, court or state do words for a kind of one mean: "the bloc", "the bench"?

"The grouping", "the 27-nation bloc", "the judges", "the island state": the one of that kind that is
named nearest before. Of several in one place it is the one that the report names far oftener, and
nobody who is named after it in the same sentence. One candidate or none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from quorate.reading.language import Sentence, lexicon, sentences, words
from quorate.reading.names.mentions import BODIES, STATES, Mention

_WHOLE = ("organisation", "bloc")
_BACK = 3  # sentences before its own in which one of several is nearest
_COUNT = re.compile(r"(?:\d+|[a-z]+(?:-[a-z]+)?)-(?:member|nation|state|country|party|strong)")
_LEAD = re.compile(
    r"\b(?:(?P<new>[Aa]n?|[A-Z][\w-]+['’]s|its|his|their|another|opposition|rebel|rival)|the|The)"
    r"(?: [\w-]+){0,3} $"
)
_ENDS = re.compile(r"(?![\w-])")
_COMMA = re.compile(r"(?: \([^)]{1,20}\))?,? (?:is |was |as )?")
_OWN = re.compile(
    r"(?:his|her|its|their) (?:own )?(?:country|nation|state|kingdom|republic|delegation)",
    re.IGNORECASE,
)
_SEATED = re.compile(r"[\w.-]+-based")


class Pointer(NamedTuple):
    """Words that point back: the kind of actor, the noun for it, and if that stands alone."""

    kind: str
    noun: str
    alone: bool


class Pointing:
    """The states and bodies that a report names, ready to be asked which of them is meant."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self._named = sorted(
            m for m in mentions if m.type in (*STATES, *BODIES) and (m.actor or _is_long(m.name))
        )
        self._starts = [m.start for m in self._named]
        line = text.find("\n")
        self._head = {m.actor for m in self._named if m.type in STATES and m.end <= line}
        self._cuts: list[Sentence] | None = None
        self._begins: list[int] = []

    def meant(self, words: str, start: int, done_to: bool = False) -> Mention | None:
        """Which actor do the words at an offset mean?

        Args:
            words: a noun phrase with "the" before it, the article left out or not.
            start: where they stand.
            done_to: true if they are the object of a verb, so that its subject is not meant.

        Returns:
            The mention that names it; None if it is nobody of a kind, or may be two.
        """
        pointer = pointer_of(words)
        if pointer is None:
            return None
        if inside := self._inside(start, start + len(words)):
            last = inside[-1]  # "the bloc", a name of one that is listed
            return last if self.text[last.start : start + len(words)] == pointer.noun else None
        if another(self.text, pointer.noun, start):
            return None
        fits = [m for m in self._before(start) if _fits(m, pointer)]
        own = {_whole(m) for m in self._after(start + len(words))}
        if done_to:
            own |= {_whole(m) for m in self._first(start)}
        told = self._told(pointer.noun, start)
        if told:
            return told[0] if told[0] is not None and _whole(told[0]) not in own else None
        fits = [m for m in fits if _whole(m) not in own]
        about = self._about(fits) if pointer.kind == "state" and pointer.alone else None
        return about or self._nearest(fits, start)

    def state_of(self, start: int) -> Mention | None:
        """Which state is that of "his country": the one named nearest before?"""
        fits = [m for m in self._before(start) if m.type in STATES and m.actor]
        return self._nearest(fits, start)

    def both(self, start: int) -> list[Mention]:
        """Which two states or bodies does "both" mean: the only two of the words just before?"""
        here = self._sentence(start)
        before = self._before(start)
        for back in (0, 1):
            begin = self._begins[max(0, here - back)] if self._begins else 0
            near = before[bisect_left(before, begin, key=lambda m: m.start) :]
            for types in (STATES, _WHOLE):
                found = {_whole(m): m for m in near if m.type in types and m.actor}
                if len(found) == 2:
                    return list(found.values())
            if near:
                return []
        return []

    # ------------------------------------------------------------ where
    def _before(self, start: int) -> list[Mention]:
        return self._named[: bisect_left(self._starts, start)]

    def _inside(self, start: int, end: int) -> list[Mention]:
        """Return whom the words themselves name, and so say who it is."""
        return self._named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _sentence(self, at: int) -> int:
        if self._cuts is None:
            self._cuts = sentences(self.text)
            self._begins = [s.start for s in self._cuts]
        return max(0, bisect_right(self._begins, at) - 1)

    def _after(self, end: int) -> list[Mention]:
        """Return who is named in the rest of the sentence."""
        number = self._sentence(end - 1)
        assert self._cuts is not None
        stop = self._cuts[number].end if self._cuts else end
        return self._named[bisect_left(self._starts, end) : bisect_left(self._starts, stop)]

    def _first(self, start: int) -> list[Mention]:
        """Return who is named first in the sentence."""
        self._sentence(start)
        begin = self._begins[self._sentence(start)] if self._begins else 0
        first = bisect_left(self._starts, begin)
        return [m for m in self._named[first : first + 1] if m.start < start]

    # ------------------------------------------------------------ which
    def _told(self, noun: str, start: int) -> tuple[Mention | None, ...]:
        """Return who was called so by name: "the opposition alliance X", "X, an island state".

        Returns:
            That mention, or None where it was said of somebody else; empty if it was not said.
        """
        end = start
        while (at := self.text.rfind(noun, 0, end)) >= 0:
            end = at
            lead = _LEAD.search(self.text, max(0, at - 60), at)
            if lead is None or not _ENDS.match(self.text, at + len(noun)):
                continue
            after = self._beside(at + len(noun))
            if after is not None:
                return (after,)
            if lead["new"]:
                return (self._named_till(lead.start()),)
        return ()

    def _beside(self, end: int) -> Mention | None:
        """Return who is named right after a noun: "the bloc X", "the bloc, X,"."""
        first = bisect_left(self._starts, end)
        m = self._named[first] if first < len(self._named) else None
        return (
            m
            if m is not None and self.text[end : m.start] in (" ", ", ", " of ", ", the ")
            else None
        )

    def _named_till(self, end: int) -> Mention | None:
        """Return who is named just before a comma and "a": "X, a bloc of twelve"."""
        for m in reversed(self._named[: bisect_left(self._starts, end)][-2:]):
            if _COMMA.fullmatch(self.text, m.end, end):
                return m
        return None

    def _about(self, fits: list[Mention]) -> Mention | None:
        """Return the state that the heading alone names, if it is one of these."""
        if len(self._head) != 1:
            return None
        return next((m for m in reversed(fits) if m.actor in self._head), None)

    def _nearest(self, fits: list[Mention], start: int) -> Mention | None:
        """Return the last mention of the one that is meant."""
        if not fits:
            return None
        here = self._sentence(start)
        for back in range(_BACK + 1):
            begin = self._begins[max(0, here - back)]
            near = fits[bisect_left(fits, begin, key=lambda m: m.start) :]
            if near:
                return _one(near[::-1], fits)
        return _one(fits[::-1], fits)


def another(text: str, noun: str, start: int) -> tuple[int, int] | None:
    """Where was one without a name introduced that a noun at an offset means: "a contact group"?

    >>> text = "They set up a contact group. The group met."
    >>> another(text, "group", 33)
    (14, 27)
    """
    found = list(_made(noun).finditer(text, 0, start))
    return found[-1].span(1) if found else None


@cache
def _made(noun: str) -> re.Pattern[str]:
    made = words(lexicon("names")["pointing"]["made"])
    return re.compile(rf"\b[Aa]n? (?:[a-z-]+ )??({made} {re.escape(noun)})(?![\w-])")


def pointer_of(words: str) -> Pointer | None:
    """What do words point to: a noun for a kind of actor, with nothing that tells another?

    >>> pointer_of("the 27-nation bloc")
    Pointer(kind='whole', noun='bloc', alone=False)
    >>> pointer_of("the rival bloc") is None
    True
    """
    said = words.split()
    if said and said[0].lower() == "the":
        said = said[1:]
    if not said:
        return None
    table, noun = _nouns(), said[-1].lower()
    kind = table.get(noun)
    if kind is None:
        return None
    plain = all(map(is_plain, said[:-1]))
    return Pointer(kind, noun, len(said) == 1) if plain else None


def is_plain(word: str) -> bool:
    """Does a word beside a noun tell no other one than is spoken of: "regional", "27-nation"?"""
    low = word.lower()
    known = low in lexicon("names")["pointing"]["with"] or _COUNT.fullmatch(low)
    return bool(known or _SEATED.fullmatch(word))


def is_own_country(words: str) -> bool:
    """Do words mean the country of whoever was spoken of: "his country", "their kingdom"?"""
    return bool(_OWN.fullmatch(words))


@cache
def _nouns() -> dict[str, str]:
    table = lexicon("names")["pointing"]
    kinds = ("body", "whole", "league", "party", "court", "house", "state", "realm")
    return {noun: kind for kind in kinds for noun in table[kind]}


def _is_long(name: str) -> bool:
    return " " in name or name.isupper()


def _fits(m: Mention, pointer: Pointer) -> bool:
    """Is a mention one of the kind?"""
    kind, table = pointer.kind, lexicon("names")["pointing"]
    if kind in ("state", "realm"):
        return m.type in STATES and bool(m.actor)
    if m.type not in BODIES or (m.form == "adjective" and m.type not in _WHOLE):
        return False
    heads = set(m.name.split())
    if kind in ("court", "house"):
        return bool(heads & set(table[f"{kind}s"]))
    if kind in ("whole", "league"):
        listed = bool(m.actor) or kind == "league"
        return m.type in _WHOLE and listed and not heads & set(table["no_whole"])
    if kind == "party":
        return m.type == "organisation" and not m.actor and not heads & set(table["no_party"])
    return True


def _whole(m: Mention) -> str:
    """Return whom a mention names; an organ is told from its organisation."""
    return m.actor or m.name


def _one(near: list[Mention], fits: list[Mention]) -> Mention | None:
    """Return the last mention of the one that is named nearby, or far oftener than others there."""
    counts = Counter(_whole(m) for m in fits)
    often = sorted({_whole(m) for m in near}, key=lambda who: (-counts[who], who))[:2]
    if len(often) > 1 and counts[often[0]] < 2 * counts[often[1]]:
        return None
    return next(m for m in near if _whole(m) == often[0])
