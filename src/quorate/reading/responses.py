"""Whose act does a reaction answer?

"X welcomed the decision", "Y objected", "Z rejected it": nobody is named, but just before somebody
was said to decide, demand or declare something. The one who did so last is meant, if it was not
the speaker himself, and not further back than `FAR` sentences.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from quorate.reading.clauses import Clause
from quorate.reading.language import lexicon
from quorate.reading.memory import Named

FAR = 2  # sentences back, at most


class Told(NamedTuple):
    """An act already read: in which sentence, where, of what type and whose."""

    sentence: int
    start: int
    type: str
    parties: tuple[Named, ...]


@cache
def _table() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in lexicon("acts")["answers"].items()}


def answered(
    clause: Clause, told: list[Told], sentence: int
) -> tuple[tuple[Named, ...], tuple[int, int]]:
    """Return whose act is answered and the words that point to it; both empty if it is not plain."""
    at = _pointer(clause)
    if at is None:
        return (), (0, 0)
    own = {n.party for n in clause.subjects}
    for before in reversed(told):
        if sentence - before.sentence > FAR:
            break
        if before.start >= clause.cue[0] or before.type not in _table()["deeds"]:
            continue
        if not own & {n.party for n in before.parties}:
            return before.parties, at
    return (), (0, 0)


def _pointer(clause: Clause) -> tuple[int, int] | None:
    """Return the words for what is answered: "the decision", "it"; the verb of a bare reply."""
    table = _table()
    if clause.label not in table["types"] or clause.passive:
        return None
    parse, first = clause.parse, clause.first
    if first >= clause.last or clause.inverted:
        return clause.cue if clause.lemmas & table["replies"] else None
    chunk = parse.chunks[first]
    if chunk.kind == "prep" and first + 1 < clause.last:
        chunk = parse.chunks[first + 1]
    if chunk.kind != "np":
        return None
    inside = parse.phrases.tokens_in(chunk)
    head = inside[-1].lower
    pointing = len(inside) == 1 or inside[0].lower in table["pointing"]
    if (head in table["nouns"] and pointing) or (len(inside) == 1 and head in table["pronouns"]):
        return chunk.start, chunk.end
    return None
