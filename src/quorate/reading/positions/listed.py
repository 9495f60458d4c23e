"""Who are the several that take a stance, if they are named beside their number?

"Three states (A, B and C) objected", "several states, A among them, objected", "four objected,
including A", "five objected: A, B, C, D and E": those named stand for the words, or beside them if
they are only some of them.
"""

from __future__ import annotations

from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import vocabulary

_DASHES = ("—", "–", "-")
_FAR = 24  # chunks from the verb to a list at the end


def with_listed(clause: Clause) -> Clause:
    """Return the clause with those who are named beside a subject of several."""
    parse = clause.parse
    found: list[Named] = []
    for one in clause.subjects:
        several = one.form == "nominal" and not one.party.actor and _several(parse, one)
        names, whole = _beside(parse, one) if several else ([], False)
        if several and not names and len(clause.subjects) == 1:
            names, whole = _at_the_end(clause)
        found += names if whole else [one, *names]
    return clause._replace(subjects=tuple(found))


def _several(parse: Parse, named: Named) -> bool:
    """Do the words mean several: a plural, or a number?"""
    said = parse.text[named.start : named.end].lower().split()
    first = said[0].split("-")[0] if said else ""
    counted = first.isdigit() or first in vocabulary()["number_words"]
    return named.plural or counted or (bool(said) and said[-1].endswith("s"))


def _beside(parse: Parse, named: Named) -> tuple[list[Named], bool]:
    """Return those named right behind the words, and whether they are all who are meant."""
    at = next((k for k, c in enumerate(parse.chunks) if c.end == named.end), -1)
    if at < 0:
        return [], False
    k = at + 1
    opened = parse.kind(k) == "open" or parse.phrases.word(k) in _DASHES
    if not opened and parse.kind(k) != "comma":
        return [], False
    k += 1
    such = parse.phrases.word(k) in vocabulary()["including"]
    names, stop = _names(parse, k + such)
    if such or _among_them(parse, stop):
        return names, False
    closed = parse.kind(stop) == "close" or parse.phrases.word(stop) in _DASHES
    return (names, True) if opened and closed and len(names) > 1 else ([], False)


def _at_the_end(clause: Clause) -> tuple[list[Named], bool]:
    """Return those named behind the clause, and whether they are all who are meant."""
    parse = clause.parse
    first = next((k for k, c in enumerate(parse.chunks) if c.end >= clause.cue[1]), 0)
    for k in range(first + 1, min(len(parse.chunks), first + _FAR)):
        word = parse.phrases.word(k)
        if word == ";" or (parse.verb(k) is not None and parse.verb(k).form == "finite"):  # type: ignore[union-attr]
            break
        if parse.kind(k) == "comma" and parse.phrases.word(k + 1) in vocabulary()["including"]:
            return _names(parse, k + 2)[0], False
        if parse.kind(k) in ("comma", "mark") and parse.kind(k + 1) == "np":
            names, stop = _names(parse, k + 1)
            if names and _among_them(parse, stop):
                return names, False
            ends = parse.kind(stop) in ("mark", "") and parse.phrases.word(stop) != ","
            if word in (":", *_DASHES) and len(names) > 1 and ends:
                return names, True
    return [], False


def _names(parse: Parse, k: int) -> tuple[list[Named], int]:
    """Return the names listed from a chunk on, if they are nothing else, and where they end."""
    if parse.kind(k) != "np":
        return [], k
    named, stop = parse.phrases.forward(k)
    return ([*named], stop) if named and all(n.form == "name" for n in named) else ([], stop)


def _among_them(parse: Parse, k: int) -> bool:
    return parse.phrases.word(k) == "among" and parse.phrases.word(k + 1) in ("them", "others")
