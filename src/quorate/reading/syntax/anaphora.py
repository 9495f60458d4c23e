"""Whom do "they", "both", "all six", "it" or "the country" mean?

Words that point back to parties named before. A number is the check: "all six" are the parties of
the sentences just before only if these name exactly six. One reading or none.
"""

from __future__ import annotations

import re
from collections import Counter

from quorate.reading.language import lexicon
from quorate.reading.syntax.slots import ADJECTIVE, Item, Slotted, item, items, pattern

COUNTED = 6  # sentences back that "all six" may take in
NEAR = 2  # sentences back that "both" and "the country" may reach
BEGINS = 30  # code points of a sentence in which its subject begins
_PAIR = ("both", "neither", "the two")
_ONE = ("it", "he", "she", "him", "her")
_TYPES = {"state": ("state", "territory"), "person": ("person",)}


class Anaphora:
    """The sentences of one report, ready to be asked whom words that point back mean."""

    def __init__(self, slotted: list[Slotted]) -> None:
        self._slotted = slotted
        self._words = lexicon("memberships")["pointing"]
        named = [m for s in slotted for m in s.mentions.values() if m.type == "state"]
        often = Counter(m.name for m in named).most_common(1)  # of several, the one named first
        self._most = often[0][0] if often else ""

    def meant(self, words: str, sentence: Slotted, at: int) -> list[Item]:
        """Return the parties that words at an offset of a sentence mean; none if it is not plain.

        Args:
            words: the words that point back.
            sentence: where they stand.
            at: where in the sentence they begin.
        """
        said = words.lower().split()
        if said[0] in _ONE:
            return self._subject(sentence, at, person=said[0] not in ("it",))
        if said[0] in ("they", "them"):
            return self._several(sentence, at)
        number = self._number(" ".join(said))
        types = self._types(said[-1])
        if number > 2 and not types and len(said[-1]) > 4 and said[-1].endswith("s"):
            return []  # "the three guarantors": of a kind that no name shows
        if number:
            return self._counted(sentence, at, number, types)
        return self._country(sentence, at)

    def counted(self, words: str) -> bool:
        """Do the words count more than two, so that a list of them stands before?"""
        return self._number(words.lower()) > 2

    def _number(self, said: str) -> int:
        if said.startswith(_PAIR):
            return 2
        units = lexicon("numbers")["units"]
        return next((units[w] for w in said.split()[:3] if w in units), 0)

    def _types(self, noun: str) -> tuple[str, ...]:
        """Return what the noun says they are: states, persons, or empty if it does not say."""
        for kind, types in _TYPES.items():
            if noun in self._words[kind]:
                return types
        return ()

    def _counted(
        self, sentence: Slotted, at: int, number: int, types: tuple[str, ...]
    ) -> list[Item]:
        """Return the parties named just before, if they are exactly as many."""
        before = self._back(sentence, at, COUNTED if number > 2 or types else NEAR)
        listed_so = self._listed(sentence, at, number, types) if number > 2 else []
        if listed_so:
            return listed_so
        for kind in [types] if types else _TYPES.values():
            for listed in (items, _owners):
                found: dict[str, Item] = {}
                for here, end in before:
                    for one in listed(here, 0, end):
                        if one.type in kind:
                            found.setdefault(one.actor, one)
                    if len(found) >= number:
                        break
                if len(found) == number:
                    return sorted(found.values())
        return []

    def _listed(
        self, sentence: Slotted, at: int, number: int, types: tuple[str, ...]
    ) -> list[Item]:
        """Return the parties of the last list that has exactly as many."""
        first = max(0, sentence.number - COUNTED)
        for here in reversed(self._slotted[first : sentence.number + 1]):
            stop = at if here is sentence else len(here.text)
            for match in reversed(list(pattern("<L>").finditer(here.text, 0, stop))):
                found = items(here, *match.span())
                kinds = {one.type for one in found}
                if len(found) == number and len(kinds) == 1 and (not types or kinds <= set(types)):
                    return found
        return []

    def _back(self, sentence: Slotted, at: int, reach: int) -> list[tuple[Slotted, int]]:
        """Return the words before, this sentence's first, within a paragraph if there are any."""
        before = self._slotted[max(0, sentence.number - reach) : sentence.number]
        own = [s for s in before if s.paragraph == sentence.paragraph]
        own = own or [s for s in before if s.paragraph == before[-1].paragraph]
        return [(sentence, at), *((s, len(s.text)) for s in reversed(own))]

    def _several(self, sentence: Slotted, at: int) -> list[Item]:
        """Return the parties joined by "and" that the words before have as their subject."""
        for here, end in self._back(sentence, at, 1):
            for match in pattern("<N>(?:<and><N>)+").finditer(here.text, 0, end):
                if here.text[max(0, match.start() - 5) : match.start()].endswith(_GOVERN):
                    continue
                return items(here, *match.span())
            if here.number != sentence.number:
                pointing = pattern(r"^(?P<b><back>)\b", "memberships").match(here.text)
                if pointing and pointing["b"].lower() not in ("they", *_ONE):
                    return self.meant(pointing["b"], here, 0)
        return []

    def _subject(self, sentence: Slotted, at: int, person: bool) -> list[Item]:
        """Return the one with which this sentence, or the one before, begins."""
        for here, end in self._back(sentence, at, 1):
            named = [one for one in items(here, 0, end) if one.type]
            found = [one for one in named if (one.type == "person") == person]
            if found and found[0].start - here.start <= BEGINS and not _aside(here, found[0]):
                return found[:1]
            if found:
                return []
        return []

    def _country(self, sentence: Slotted, at: int) -> list[Item]:
        """Return the state named last, of several the one that the report is about."""
        for here, end in self._back(sentence, at, NEAR):
            named = [
                item(m) for m in here.inside(0, end)
                if m.type == "state" and here.text[m.start - here.start] != ADJECTIVE
            ]  # fmt: skip
            about = [one for one in named if one.name == self._most]
            if about or named:
                several = len({one.actor for one in named}) > 1
                return about[-1:] if several else named[-1:]
        return []


def _owners(sentence: Slotted, start: int, end: int) -> list[Item]:
    """Return the parties named, also in the genitive ("Chile's envoy")."""
    return [
        item(m)
        for m in sentence.inside(start, end)
        if sentence.text[m.start - sentence.start] != ADJECTIVE
    ]


_GOVERN = (" of ", " in ", " to ", "with ", "from ", " by ", " on ", " at ", "for ", "inst ")


def _aside(sentence: Slotted, one: Item) -> bool:
    """Does a preposition stand before the first name, so that it is no subject?"""
    before = sentence.text[: one.start - sentence.start]
    return bool(re.search(r"\b(?:of|in|to|with|from|by|on|at|for|against) (?:the )?$", before))
