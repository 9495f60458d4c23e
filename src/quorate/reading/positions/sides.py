"""Who is for and who is against, where no verb says so?

"Auria for, Belmar against", "one against (Corvia)", "Dania: yes": the words that name a side, with
the parties beside them or in the brackets after them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quorate.reading.language import lexicon
from quorate.reading.positions.worded import Worded
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse

_CLOSES = ("comma", "mark", "close", "cc", "")


def find_sides(parse: Parse) -> Iterator[Worded]:
    """Which sides are named in a sentence without a verb, with their parties?"""
    table = lexicon("positions")["side"]
    for k, chunk in enumerate(parse.chunks):
        words = parse.text[chunk.start : chunk.end].lower()
        last = words.split()[-1]
        if last not in _ends():
            continue
        stance = next((s for s, listed in table.items() if words in listed), "")
        counted = next((s for s, listed in table.items() if last in listed), "")
        if parse.kind(k + 1) == "open" and counted:
            parties = _bracketed(parse, k + 1)
            if parties:
                end = max(n.end for n in parties)
                cue = chunk.end - len(last), chunk.end
                yield Worded(counted, chunk.start, end, cue, parties, cue)
        elif stance and parse.kind(k + 1) in _CLOSES:
            parties, start = _before(parse, k)
            if parties:
                cue = chunk.start, chunk.end
                yield Worded(stance, start, chunk.end, cue, parties, cue)


@cache
def _ends() -> frozenset[str]:
    """Return the last word of every wording of a side."""
    return frozenset(s.split()[-1] for row in lexicon("positions")["side"].values() for s in row)


def _bracketed(parse: Parse, k: int) -> tuple[Named, ...]:
    """Return the names that fill the brackets."""
    if parse.kind(k + 1) != "np":
        return ()
    parties, stop = parse.phrases.forward(k + 1)
    named = bool(parties) and all(n.form == "name" for n in parties)
    return tuple(parties) if named and parse.kind(stop) == "close" else ()


def _before(parse: Parse, k: int) -> tuple[tuple[Named, ...], int]:
    """Return the names just before a side, and where they begin."""
    colon = parse.kind(k - 1) == "mark" and parse.phrases.word(k - 1) == ":"
    at = k - 1 - colon
    if parse.kind(at) != "np" or colon != (parse.kind(k) != "prep"):
        return (), 0
    parties, first = parse.phrases.backward(at)
    begins = parse.kind(first - 1) in ("comma", "mark", "open", "cc", "")
    named = bool(parties) and all(n.form == "name" for n in parties)
    if not (named and begins) or any(parse.verb(j) for j in range(first, k)):
        return (), 0
    if colon and first > 0 and parse.phrases.word(first - 1) not in (";", ",", "•"):
        return (), 0
    return tuple(parties), parse.chunks[first].start
