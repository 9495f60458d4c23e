"""Which points of a list does somebody say?

"The ministers:" opens a list whose points each have a verb ("- condemns X"); "X urges Y:" opens one
whose points are what is said ("- to do so").
"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.attributions import trimmed
from quorate.reading.statements.heard import NOBODY, Speaker
from quorate.reading.statements.phrases import phrase_after
from quorate.reading.statements.saying import Token, Unit, find_cues, table, text_at
from quorate.reading.statements.speakers import Discourse
from quorate.reading.statements.subjects import Verb
from quorate.reading.statements.utterance import Utterance


class Points:
    """The list of points that is being read, if any."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.stem: Speaker | None = None  # whose verbs the points have
        self.said: Utterance | None = None  # what the points go on to say

    def begin(self, unit: Unit, silent: bool) -> None:
        """Remember with whom a list of points begins: "Parliament also", "The ministers:".

        Args:
            unit: the unit that may begin it.
            silent: true if nobody says anything in it.
        """
        tokens = unit.tokens
        begin = after_bullet(tokens)
        point = begin or any(not c.first for c in find_cues(tokens[:3]))
        if not tokens or tokens[0].kind == "mark" or (self.stem and point):
            return
        if tokens[-1].text in (":", ",", "also"):
            phrase = phrase_after(tokens, 0)
            if phrase is not None:
                last = phrase.last
                while last > phrase.first + 1 and text_at(tokens, last - 1) in table("adverbs"):
                    last -= 1
                phrase = phrase._replace(last=last)
            self.stem = self.discourse.resolve(unit, phrase) if phrase else None
        elif tokens[-1].text != ";" and (tokens[-1].kind in ("mark", "quote") and silent):
            self.stem = None

    def open(self, unit: Unit, verbs: Sequence[Verb], speaker: Speaker) -> None:
        """Remember that a list of points says what a verb at the end of a sentence opens."""
        tokens = unit.tokens
        if not verbs or speaker is NOBODY or text_at(tokens, len(tokens) - 1) != ":":
            return
        cue = verbs[-1].cue
        if len(tokens) - cue.last > 8 or not {"urge", "clause", "object"} & cue.frames:
            return
        where = (tokens[cue.first].start, tokens[cue.last - 1].end)
        self.said = Utterance([], False, False, speaker, where, "object", unit.paragraph)

    def add(self, unit: Unit) -> bool:
        """Add a point to what is said; false if the list has ended."""
        first = after_bullet(unit.tokens)
        if self.said is None or not first:
            self.said = None
            return False
        begin, end = trimmed(unit.tokens, (first, len(unit.tokens)))
        while end > begin + 1 and unit.tokens[end - 1].text in (";", "and", ".", ","):
            end -= 1
        if begin < end:
            self.said.segments.append((unit.tokens[begin].start, unit.tokens[end - 1].end))
        return True


def after_bullet(tokens: Sequence[Token]) -> int:
    """Return the token after the mark of a point: "•", "–", "(a)", "2."; 0 if there is none."""
    if text_at(tokens, 0) in ("•", "–", "-", "*", "—", "·", "▪"):
        return 1
    if text_at(tokens, 0) == "(" and text_at(tokens, 2) == ")":
        return 3
    mark = text_at(tokens, 0)
    if (mark.isdigit() or len(mark) == 1) and text_at(tokens, 1) in (".", ")"):
        return 2
    return 0
