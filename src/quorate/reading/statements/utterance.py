"""What is an utterance: words that somebody says, as a report gives them?"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from quorate.reading.dates import DateMention
from quorate.reading.statements.attributions import Part, trimmed
from quorate.reading.statements.heard import Speaker
from quorate.reading.statements.saying import Unit, inner, text_at


class Utterance(msgspec.Struct):
    """Words that somebody says.

    Attributes:
        segments: the words said, without attribution and marks.
        quoted, mixed: true if all, or some, of them stand in quotation marks.
        speaker: who says it.
        cue: first and last code point of the verb or noun; None if there is none.
        how: the wording: ``quoted``, ``that``, ``clause``, ``to``, ``object``, ``according``,
            ``passive``, ``turn`` or ``continued``.
        paragraph, unit: where it stands.
        negated: true if the report says that it was not said.
        date: the day that the report gives for it.
        inside: index of the utterance that contains it; -1 if none does.
    """

    segments: list[tuple[int, int]]
    quoted: bool
    mixed: bool
    speaker: Speaker
    cue: tuple[int, int] | None
    how: str
    paragraph: int
    unit: int = -1
    negated: bool = False
    date: DateMention | None = None
    inside: int = -1

    def contains(self, other: Utterance) -> bool:
        """Is the other said within this: not where it is taken up, ", which X denied"?"""
        taken_up = self.how == "object" and self.cue is not None and self.cue[0] >= self.end
        within = any(s <= other.start and other.end <= e for s, e in self.segments)
        return within and not taken_up and (self.start, self.end) != (other.start, other.end)

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


_VERBS = frozenset(["said", "says", "say", "told", "tells", "meant", "means"])


def _single(parts: Sequence[Part]) -> bool:
    return parts[0][1] - parts[0][0] == 1


def uttered(
    text: str,
    unit: Unit,
    parts: Sequence[Part],
    speaker: Speaker,
    cue: tuple[int, int] | None,
    how: str,
) -> Utterance | None:
    """Return an utterance whose segments are these tokens, or None if they hold no words."""
    tokens = unit.tokens
    kept = [trimmed(tokens, part) for part in parts]
    kept = [(first, last) for first, last in kept if first < last]
    if not kept or (len(kept) == 1 and text_at(tokens, kept[0][0]) in _VERBS and _single(kept)):
        return None
    segments: list[tuple[int, int]] = []
    for first, last in kept:
        ends = tokens[last - 1].kind == "quote" and text_at(tokens, last - 2) == ","
        if last - first == 1 and tokens[first].kind == "quote":
            segments.append(inner(text, tokens[first]))
        elif ends and last - first > 2:
            segments.append((tokens[first].start, tokens[last - 3].end))
            segments.append(inner(text, tokens[last - 1]))
        else:
            segments.append((tokens[first].start, tokens[last - 1].end))
    any_quote = any(t.kind == "quote" for f, last in kept for t in tokens[f:last])
    quoted = any_quote and all(
        last - first == 1 and tokens[first].kind == "quote" for first, last in kept
    )
    how = "quoted" if quoted and how != "continued" else how
    mixed = any_quote and not quoted
    return Utterance(segments, quoted, mixed, speaker, cue, how, unit.paragraph)


def is_named(unit: Unit, speaker: Speaker) -> bool:
    """Is the speaker named in the unit, and not only described?"""
    return any(t.kind == "name" and t.start <= speaker.start < t.end for t in unit.tokens)
