"""Who is meant by "the bloc", "the 15-nation body", "the country" or "its neighbour"?

A body is the one that the report has named, or named last, or far oftener than any other; with a
number, which another might have, only if no other was named. A country is the one that its heading
names or that is named far oftener; a neighbour or rival the other of the
two states that a report is about. Else nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from quorate.reading.language import lexicon
from quorate.reading.names import Mention

_STATES = ("state", "territory")
_OWN = re.compile(r"(?:its|their|his|her|the) (?:\w+ )?", re.IGNORECASE)
_NEAR = 400  # code points back in which a body is named last


class Described:
    """The states and bodies that one report names, ready to be asked whom a noun means."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self._named = sorted(m for m in mentions if m.actor and m.form != "person")
        self._starts = [m.start for m in self._named]
        line = text.find("\n")
        self._head = {m.actor for m in self._named if m.type in _STATES and m.end <= line}

    def meant(self, words: str, start: int, own: set[str]) -> str:
        """Return the id of who is meant; empty if it is not plain.

        Args:
            words: those for the party, without the article.
            start: where they stand.
            own: ids of those who act, none of whom is meant.
        """
        table = lexicon("acts")["described"]
        said = words.lower().replace("’", "'").split()
        lead = self.text[max(0, start - 4) : start].lower()
        first = said[0] if said[0] in ("the", "its", "their", "his", "her") else lead.strip()
        said = said[1:] if said[0] == first else said
        if not said or first not in ("the", "its", "their"):
            return ""
        count = re.fullmatch(r"(?:\d+|[a-z]+)-(?:member|nation|state|country|strong)", said[0])
        noun = said[-1]
        if count and len(said) == 1:  # "the 15-nation | grouping"
            after = re.match(r" (\w+)", self.text[start + len(words) : start + len(words) + 20])
            noun = after[1] if after else ""
        if noun in table["bodies"] and (count or len(said) == 1):
            return self._body(start, own, alone=count is not None)
        if len(said) > 1:
            return ""
        if noun in table["countries"] and first == "the":
            return self._country(start, own)
        if noun in table["neighbours"] and first != "the":
            return self._other(own)
        return ""

    def _before(self, start: int) -> list[Mention]:
        return self._named[: bisect_left(self._starts, start)]

    def _body(self, start: int, own: set[str], alone: bool) -> str:
        before = [m for m in self._before(start) if m.type in ("organisation", "bloc")]
        before = [m for m in before if m.actor not in own]
        often = Counter(m.actor for m in before).most_common(2)
        if not often or (alone and len(often) > 1):
            return ""
        second = often[1][1] if len(often) > 1 else 0
        if often[0][1] >= 2 * second:
            return often[0][0]
        near = {m.actor for m in before if m.start >= start - _NEAR}
        return near.pop() if len(near) == 1 else ""

    def _country(self, start: int, own: set[str]) -> str:
        head = self._head - own
        before = [m for m in self._before(start) if m.type in _STATES and m.actor not in own]
        often = Counter(m.actor for m in before).most_common(2)
        if len(self._head) == 1 and len(head) == 1:
            return next(iter(head))
        if often and (len(often) == 1 or often[0][1] >= 2 * often[1][1]):
            return often[0][0]
        return ""

    def _other(self, own: set[str]) -> str:
        """Return the other of the two states that are named far oftener than any third."""
        often = Counter(m.actor for m in self._named if m.type in _STATES).most_common(3)
        third = often[2][1] if len(often) > 2 else 0
        if len(often) < 2 or 2 * often[1][1] < max(4, 3 * third):
            return ""
        two = [actor for actor, _ in often[:2]]
        others = [actor for actor in two if actor not in own]
        return others[0] if len(others) == 1 else ""
