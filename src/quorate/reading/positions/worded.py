"""Where does somebody stand, by words that have no verb of a stance?

"Opposition came mainly from A", "A was among those in favour", "a plan put forward by A and B", "to
the dismay of A", "the lone vote against was A's": wordings of ``lexicon/positions.toml`` over
sentences in which the actors are slotted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quorate.claims.claim import Party
from quorate.claims.report import Report
from quorate.reading.language import Sentence, lexicon, sentences
from quorate.reading.names import Mention
from quorate.reading.positions.avowals import worded
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.slots import Item, Slotted, items, needed, pattern, slot
from quorate.reading.triggers import Triggered

_TABLE = "positions"


class Worded(NamedTuple):
    """A stance that no verb tells: which, where it stands, its words and whose it is.

    Attributes:
        stance: which stance it is.
        start, end: the words with their parties.
        cue: the words that say so.
        parties: who holds it.
        object: what it is on; the words themselves if they do not say.
    """

    stance: str
    start: int
    end: int
    cue: tuple[int, int]
    parties: tuple[Named, ...]
    object: tuple[int, int]


@cache
def _rows() -> Triggered[tuple[str, str]]:
    """Return the wordings: stance and pattern."""
    rows = lexicon(_TABLE)["worded"]
    return Triggered(((row["stance"], row["match"]), needed(row["match"], _TABLE)) for row in rows)


def find_worded(report: Report, mentions: Sequence[Mention]) -> Iterator[Worded]:
    """Which stances do the wordings of the lexicon tell in a report, and of whom?"""
    quiet = [(b.start, b.end) for b in report.boilerplate]
    for slotted in slot(report.text, sentences(report.text), list(mentions)):
        if not slotted.mentions or any(s <= slotted.start and slotted.end <= e for s, e in quiet):
            continue
        for stance, source in _rows().in_text(slotted.text):
            for match in pattern(source, _TABLE).finditer(slotted.text):
                parties = _parties(slotted, *match.span("who"))
                if not parties:
                    continue
                at = slotted.start
                cue = at + match.start("v"), at + match.end("v")
                told = match.groupdict().get("on") or ""
                thing = bool(told) and not told.startswith(("and ", "but "))
                own = match.span() if stance == "calls_for" else match.span("v")  # "at X's request"
                start, end = match.span("on") if thing else own
                on = at + start, at + end
                yield Worded(stance, at + match.start(), at + match.end(), cue, parties, on)


def stances_worded(
    text: str, main: tuple[int, int], cue: tuple[int, int], mentions: Sequence[Mention]
) -> set[str]:
    """Which stances do these words tell, by a wording that fits the stretch they stand in?"""
    found = {one.stance for one in worded(text, *main, mentions) if one.cue == cue}
    for slotted in slot(text, [Sentence(*main, 0)], list(mentions)):
        for stance, source in _rows().in_text(slotted.text):
            at = (m.span("v") for m in pattern(source, _TABLE).finditer(slotted.text))
            if any((main[0] + start, main[0] + end) == cue for start, end in at):
                found.add(stance)
    return found


def _parties(slotted: Slotted, start: int, end: int) -> tuple[Named, ...]:
    """Return the parties named in a stretch of the slotted words, owners included."""
    own = items(slotted, start, end) or [
        Item(m.start, m.end, m.actor or m.name, m.name, m.type) for m in slotted.inside(start, end)
    ]
    listed = {m.actor or m.name for m in slotted.mentions.values()}
    return tuple(
        Named(
            Party(one.actor) if one.actor in listed else Party("", words=one.name),
            one.start,
            one.end,
            type=one.type,
        )
        for one in own
    )
