"""Which body do words that point back mean: "the bloc", "its members"?"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache
from itertools import takewhile

from quorate.reading.language import lexicon
from quorate.reading.names.mentions import BODIES, Mention

_MANY = 200  # more unlisted names than a report has


class Antecedents:
    """The bodies that a report names, ready to be pointed back to."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._named = [m for m in mentions if m.type in BODIES and m.form != "adjective"]
        self._starts = [m.start for m in self._named]
        self._often = Counter(m.name for m in self._named)
        self._longer = _longer({m.name for m in self._named if not m.actor}) | _short(self._named)
        self._most = self._named_most()

    def id_of(self, body: Mention) -> str:
        """Return the id of a body; of one that nobody listed, the longest name it goes by.

        A noun alone ("the Union") is the one body named with it.
        """
        return body.actor or self._longer.get(body.name, body.name)

    def spoken_of(self, start: int, at: int, back: bool = False) -> Mention | None:
        """Which body do the words at an offset speak of?

        Args:
            start: how far back a body may have been named.
            at: where the words stand.
            back: true if they point back ("the bloc"), and so mean the body named most.

        Returns:
            The body named most if they point back or none is near; else the last one named
            before; None if there is none.
        """
        near = [
            m
            for m in self._named[bisect_left(self._starts, start) : bisect_left(self._starts, at)]
            if self._known(m) and not (back and is_organ(m))
        ]
        if self._most and (back or not near):
            before = list(takewhile(lambda m: m.start < at, self._most))
            return before[-1] if before else self._most[0]
        return near[-1] if near else None

    def _named_most(self) -> list[Mention]:
        """Return the mentions of the one organisation named most, and more than once."""
        named = [
            m
            for last, m in zip([None, *self._named], self._named, strict=False)
            if not (last and m.name == last.name and m.start - last.end <= 2)  # "Union (U)"
        ]
        whole = [m for m in named if not is_organ(m)]
        whole = [m for m in whole if m.actor] or whole
        counts = Counter(self.id_of(m) for m in whole)
        organs = Counter(m.actor for m in self._named if m.type == "organ" and m.actor)
        for body in counts:  # an organ named speaks of its organisation: "UN-SC" of "UN"
            counts[body] += sum(n for organ, n in organs.items() if organ.startswith(f"{body}-"))
        often = counts.most_common(2)
        if not often or often[0][1] < 2 or (len(often) > 1 and often[0][1] == often[1][1]):
            return []
        return [m for m in self._named if self.id_of(m) == often[0][0]]

    def _known(self, body: Mention) -> bool:
        """Is a body listed, named in full or more than once, or short for one that is?"""
        return (
            bool(body.actor)
            or self._often[body.name] > 1
            or body.name in self._longer
            or (" " in body.name and _head(body.name) in _nouns())
        )

    def called(self, noun: str, at: int) -> Mention | None:
        """Return the one body whose name has this noun as its head, named before an offset."""
        fits = [m for m in self._named if m.start < at and _head(m.name) == noun]
        return fits[-1] if len({self.id_of(m) for m in fits}) == 1 else None

    def near(self, start: int, at: int, organs: bool = False) -> Mention | None:
        """Return the body named last in a stretch; an organ only if asked for."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, at)
        found = [
            m for m in self._named[first:last] if (organs or not is_organ(m)) and self._known(m)
        ]
        return found[-1] if found else None


def is_organ(body: Mention) -> bool:
    """Is it an organ of something else? A council that nobody listed may stand alone."""
    alone = not body.actor and " " in body.name and _head(body.name) in _alone()
    return body.type == "organ" and not alone


@cache
def _alone() -> frozenset[str]:
    """Return the heads of names that are no organ's where no list has them."""
    return frozenset(lexicon("names")["alone"])


@cache
def _nouns() -> frozenset[str]:
    """Return the nouns for bodies: a name that ends in one is the name of a body."""
    return frozenset(lexicon("roles")["heads"]["one"]) | frozenset(lexicon("names")["short"])


def _head(name: str) -> str:
    return name.lower().split(" of ")[0].split()[-1]


def _short(named: list[Mention]) -> dict[str, str]:
    """Return whom each noun alone means: the one body named that has it in its name."""
    table = {}
    for noun in {m.name for m in named if not m.actor} & set(lexicon("names")["short"]):
        ids = {m.actor or m.name for m in named if m.name != noun and _head(m.name) == noun.lower()}
        if len(ids) == 1:
            table[noun] = ids.pop()
    return table


def _longer(names: set[str]) -> dict[str, str]:
    """Return the one longer name of which each name is a part: "Contact Group"."""
    table = {}
    for name in sorted(names)[:_MANY]:
        longer = [n for n in names if name != n and f" {name} " in f" {n} "]
        top = [n for n in longer if not any(n != o and n in o for o in longer)]
        if len(top) == 1 and " " in name:
            table[name] = top[0]
    return table
