"""Which of several states does a doubtful name mean: Congo, Korean, Dominican?

The one that the same sentence names clearly, or else the one that the report names. Where two are
named, or none, nobody is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from quorate.claims.claim import Actor
from quorate.reading.language import lexicon, words
from quorate.reading.names.lookalikes import Lookalikes, Match


class Doubts:
    """The doubtful names of one text.

    Args:
        text: the text.
        look: what names mean in it.
        clearly: whom a listed name means where it stands, if it means one only.
    """

    def __init__(self, text: str, look: Lookalikes, clearly: Callable[[Match], str]) -> None:
        self.text, self.look, self.clearly = text, look, clearly
        self._named: set[str] | None = None

    def means(self, start: int, end: int, surface: str, candidates: Mapping[str, str]) -> str:
        """Return the actor that is meant, or nothing, of those the name may mean in some form."""
        table = lexicon("names")
        if surface in table["plural_states"] or self._of_another(start):
            return ""
        sentence = self.look.sentence(start)
        said = self.text[sentence.start : sentence.end]
        near = {a for a in candidates if a in _cues() and _cues()[a].search(said)}
        if len(candidates) == 1:
            return near.pop() if near else ""
        beside = self._beside(start, end)
        if candidates.get(beside) == "name":
            others = set(candidates) - {beside}
            return others.pop() if len(others) == 1 else ""
        for match in self.look.within(sentence.start, sentence.end):
            actor = self.clearly(match)
            if actor in candidates:
                near.add(actor)
                if match[0] > start and "name" in candidates.values() and surface in match[2]:
                    return ""  # Congo and its neighbour, the Congo Republic
        presumed = table["presumed"].get(surface, "")
        if len(near) > 1:
            near = {self._where(end)} & set(candidates)
            return near.pop() if near and not presumed else ""
        found = near or self._everywhere() & set(candidates)
        if presumed:
            return presumed if found <= {presumed} else ""
        return next(iter(found)) if len(found) == 1 else ""

    def _everywhere(self) -> set[str]:
        """Return who is named clearly in the report; places count too."""
        if self._named is None:
            self._named = {self.clearly(match) for match in self.look.matches}
        return self._named

    def _beside(self, start: int, end: int) -> str:
        """Return the state that stands beside the name in a list: no list has a state twice."""
        for match in self.look.within(start - 60, end + 8):
            between = self.text[match[1] : start] or self.text[end : match[0]]
            if between in (" and ", ", ", " or ", ", and "):
                named = "name" in self.look.listed(match[2]).values()
                return self.clearly(match) if named else ""
        return ""

    def _where(self, end: int) -> str:
        """Return the state in which the thing is that the doubtful adjective belongs to."""
        found = _IN.match(self.text, end)
        after = [*self.look.within(found.end(), found.end() + 1)] if found else []
        return self.clearly(after[0]) if after else ""

    def _of_another(self, start: int) -> bool:
        """Does a state's adjective stand before it: the Bosnian Serbs, Turkish Cypriots?"""
        before = re.search(r"(\w+) $", self.text[max(0, start - 20) : start])
        return bool(before) and "adjective" in self.look.listed(before.group(1)).values()  # type: ignore[union-attr]


def doubtful_form(name: str, actor: Actor) -> str:
    """Return what kind of name a doubtful one is."""
    if re.search(r"(?:ans?|ese|ers?|Serbs?|Croats?)$", name) and name not in actor.names.get(
        "capital", ()
    ):
        return "adjective"
    every = (actor.name, *(n for some in actor.names.values() for n in some if n != name))
    return "name" if name.isupper() or any(name in n.split(" (")[0] for n in every) else "metonym"


_IN = re.compile(r"(?: [a-z]+){0,3} (?:in|at|from|of) ")


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    settled = lexicon("names")["settled"]
    return {actor: re.compile(rf"\b{words(cues)}\b") for actor, cues in settled.items()}
