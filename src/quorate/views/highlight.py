"""Which words of the report say so?

Cuts a report's frozen text at the spans of claims, for the terminal and for the page alike. A
report is hostile input: `plain` makes every character that could steer a terminal, hide words or
turn them around visible, so what is shown is what is held.

>>> plain("fell \\x1b[31mthree votes\\u202e shy")
'fell ␛[31mthree votes⟨U+202E⟩ shy'
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import msgspec

from quorate.claims.safe import UNSAFE as UNSAFE
from quorate.claims.safe import line as line
from quorate.claims.safe import plain as plain
from quorate.claims.source import Passage, Span
from quorate.reading.language import sentences_at


class Segment(msgspec.Struct, frozen=True):
    """A stretch of text that the same spans cover.

    Attributes:
        text: its words, made safe to show.
        roles: the roles of the spans that cover it, the widest first; empty outside of all.
        owners: by role in the same order, whose span it is (a claim's id, or empty).
        ends: roles whose span ends with this stretch: where a label stands.
    """

    text: str
    roles: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def segments(
    text: str, spans: Iterable[tuple[Span, str]], start: int = 0, end: int | None = None
) -> list[Segment]:
    """Return the text from start to end, cut wherever a span begins or ends.

    Args:
        text: the frozen text in which the spans count.
        spans: spans with their owner; those outside the range are left out.
        start: first code point shown.
        end: the one after the last; by default the end of the text.
    """
    stop = len(text) if end is None else min(end, len(text))
    inside = [(s, o) for s, o in spans if s.start < stop and s.end > start]
    inside.sort(key=lambda pair: (pair[0].start, -pair[0].end, pair[0].role))
    cuts = sorted({start, stop, *(c for s, _ in inside for c in (s.start, s.end))})
    cuts = [c for c in cuts if start <= c <= stop]
    found = []
    for left, right in itertools.pairwise(cuts):
        over = [(s, o) for s, o in inside if s.start <= left and s.end >= right]
        found.append(
            Segment(
                plain(text[left:right]),
                tuple(s.role for s, _ in over),
                tuple(o for _, o in over),
                tuple(s.role for s, _ in over if s.end == right),
            )
        )
    return found


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence (or sentences) around start and end begins and ends.

    >>> words = "Rain fell. The draft got 20 of 34 votes. Nobody spoke."
    >>> first, last = sentence(words, 25, 27)
    >>> words[first:last]
    'The draft got 20 of 34 votes.'
    """
    around = sentences_at(text, start, end)
    if not around:
        return start, end
    return min(start, around[0].start), max(end, around[-1].end)


class Quotation(msgspec.Struct, frozen=True):
    """A sentence of a report with the spans in it.

    Attributes:
        start, end: where it stands in the text, in code points.
        segments: the sentence cut at the spans.
    """

    start: int
    end: int
    segments: tuple[Segment, ...]

    @property
    def words(self) -> str:
        """Return the sentence, made safe."""
        return "".join(s.text for s in self.segments)


def quotations(text: str, passage: Passage, owner: str = "") -> list[Quotation]:
    """Return the sentences that a passage's spans stand in, the main one first, then in order."""
    if not passage.stands_in(text):
        return []
    ranges = [sentence(text, s.start, s.end) for s in passage.spans]
    first, *others = _merged(ranges)
    spans = [(s, owner) for s in passage.spans]
    return [Quotation(a, b, tuple(segments(text, spans, a, b))) for a, b in (first, *others)]


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join ranges that overlap; the one that holds the first range comes first."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    main = next(r for r in joined if r[0] <= ranges[0][0] < r[1])
    return [main, *(r for r in joined if r != main)]
