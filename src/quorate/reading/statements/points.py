"""Which points of a list does somebody say?

"The ministers:" opens a list whose points each have a verb ("- condemns X"); "X urges Y:" opens one
whose points are what is said ("- to do so").
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from quorate.reading.statements.attributions import trimmed
from quorate.reading.statements.heard import NOBODY, Speaker
from quorate.reading.statements.phrases import phrase_after, phrase_ending
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
        self.numbered = False  # a number stood alone before

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
        subject = silent and tokens[-1].text == ";" and tokens[0].text in ("the", "we")
        subject = subject and not any(t.text in table("auxiliaries") for t in tokens)
        if tokens[-1].text in (":", ",", "also") or subject:
            phrase = phrase_after(tokens, 0)
            if (
                phrase is None
                and tokens[-1].text == ":"
                and tokens[0].text in table("prepositions")
            ):
                phrase = phrase_ending(tokens, len(tokens) - 2)  # "In its conclusions the Council:"
            if phrase is not None:
                last = phrase.last
                while last > phrase.first + 1 and text_at(tokens, last - 1) in table("adverbs"):
                    last -= 1
                many = tokens[last - 1].text.endswith("s") or tokens[phrase.first].text == "the"
                phrase = phrase._replace(last=last, beside=None if many else phrase.beside)
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

    def add(self, unit: Unit) -> list[Utterance] | None:
        """Return what a point adds that is new; None if the list has ended.

        Points with a number are said one by one, others are parts of one utterance.
        """
        tokens, first = unit.tokens, after_bullet(unit.tokens)
        if self.said is None or not (first or self.numbered):
            self.said, self.numbered = None, False
            return None
        if first >= len(tokens):
            self.numbered = True  # "1." alone: its words follow
            return []
        numbered = self.numbered or text_at(tokens, 0).isdigit()
        self.numbered = False
        begin, end = trimmed(tokens, (first, len(tokens)))
        while end > begin + 1 and tokens[end - 1].text in (";", "and", ".", ","):
            end -= 1
        if begin >= end:
            return []
        segment = (tokens[begin].start, tokens[end - 1].end)
        if numbered:
            one = msgspec.structs.replace(self.said, segments=[segment], paragraph=unit.paragraph)
            return [one]
        self.said.segments.append(segment)
        return [self.said] if len(self.said.segments) == 1 else []


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
