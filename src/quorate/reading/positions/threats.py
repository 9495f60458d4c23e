"""What is demanded by a threat: "will leave unless a date is named"?

Who threatens, promises or announces something unless another thing is done demands that thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quorate.reading.language import lexicon
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse

_CLOSES = ("mark", "said")


class Threat(NamedTuple):
    """A thing that somebody will do unless another is done.

    Attributes:
        parties: who will.
        cue: where "unless" stands.
        demand: the words for what is demanded.
        deed: the words for what will be done else; (0, 0) if it is denied.
        said_by: whom it is attributed to; empty if nobody.
    """

    parties: tuple[Named, ...]
    cue: tuple[int, int]
    demand: tuple[int, int]
    deed: tuple[int, int]
    said_by: str


def find_threats(parses: Iterable[Parse]) -> Iterator[Threat]:
    """Which threats stand in some sentences, each with what it demands?"""
    for parse in parses:
        for k, chunk in enumerate(parse.chunks):
            if chunk.kind == "sub" and parse.phrases.word(k) == "unless":
                found = _read(parse, k)
                if found is not None:
                    yield found


def _read(parse: Parse, k: int) -> Threat | None:
    end = k + 1
    while end < len(parse.chunks) and parse.kind(end) not in _CLOSES:
        if parse.kind(end) == "comma" and _deed_after(parse, end) >= 0:
            break
        end += 1
    if end == k + 1:
        return None
    cue = parse.chunks[k].start, parse.chunks[k].end
    demand = parse.chunks[k + 1].start, parse.chunks[end - 1].end
    before = [i for i in range(k) if parse.verb(i) is not None and parse.subjects[i].parties]
    at = (
        _deed_after(parse, end)
        if not before
        else next((i for i in reversed(before) if _threatens(parse, i)), -1)
    )
    if at < 0 or not parse.subjects[at].parties:
        return None
    subject, verb = parse.subjects[at], parse.verb(at)
    assert verb is not None
    last = k if before else _reach(parse, at)
    deed = (parse.chunks[at].start, parse.chunks[last - 1].end)
    if verb.negated != subject.negated or "refuse" in verb.lemmas:
        deed = (0, 0)
    return Threat(subject.parties, cue, demand, deed, subject.said_by)


def _deed_after(parse: Parse, comma: int) -> int:
    """Return the verb after a comma that says what will be done else, or -1."""
    for i in range(comma + 1, min(len(parse.chunks), comma + 6)):
        verb = parse.verb(i)
        if verb is not None:
            return i if verb.modal in lexicon("positions")["unless"]["modals"] else -1
    return -1


def _threatens(parse: Parse, i: int) -> bool:
    """Does the verb say what somebody may do, or that he threatens to?"""
    table, verb, subject = lexicon("positions")["unless"], parse.verb(i), parse.subjects[i]
    if verb is None:
        return False
    governing = verb.lemmas | subject.governor
    return verb.modal in table["modals"] or bool(governing & set(table["verbs"]))


def _reach(parse: Parse, i: int) -> int:
    k = i + 1
    while k < len(parse.chunks) and parse.kind(k) not in (*_CLOSES, "comma", "sub"):
        k += 1
    return k
