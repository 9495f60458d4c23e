"""What is an utterance as read: its parts, who says them, and is it quoted?"""

from __future__ import annotations

from typing import Literal

import msgspec

from quorate.reading.general.cast import Part
from quorate.reading.general.layout import Layout
from quorate.reading.language import Stretch

Mode = Literal["direct", "indirect", "mixed"]


class Said(msgspec.Struct):
    """An utterance being read."""

    segments: list[Stretch]
    part: Part | None
    cue: tuple[int, int] | None
    how: str
    line: int
    paragraph: int
    negated: bool = False
    more: tuple[tuple[int, int], ...] = ()  # the verbs of what goes on in the paragraph


def mode_of(layout: Layout, segments: list[Stretch]) -> Mode:
    """Return ``direct`` if all stands in quotation marks, ``mixed`` if some does."""
    text = layout.text
    quoted = [
        any(q.start <= s.start and s.end <= q.end for q in layout.quoted)
        or text[max(0, s.start - 2) : s.start].strip() in ("—", "–")
        for s in segments
    ]
    led = text[: segments[0].start - 1].rstrip().rpartition(" ")[2] if segments else ""
    if quoted[:1] == [True] and not layout.lang.is_one(led.lower(), "that"):
        return "direct"
    some = any(q.start < s.end and s.start < q.end for q in layout.quoted for s in segments)
    return "mixed" if some else "indirect"


def within(said: Said, other: Said) -> bool:
    """Does somebody who is left out only go on inside words of his own?"""
    dropped = said.part is not None and said.part.start < 0 and said.how in ("that", "object")
    same = dropped and other.part is not None and said.part.parties == other.part.parties  # type: ignore[union-attr]
    start, end = said.segments[0].start, said.segments[-1].end
    return same and any(o.start < start and end <= o.end for o in other.segments)


def repeats(said: Said, other: Said) -> bool:
    """Is an utterance that no quotation mark shows only the words around another's quotation?"""
    if said.how == "quoted" or other.how != "quoted" or len(other.segments) != 1:
        return False
    start, end = said.segments[0].start, said.segments[-1].end
    inner = other.segments[0]
    return start <= inner.start and inner.end <= end and 2 * (inner.end - inner.start) > end - start
