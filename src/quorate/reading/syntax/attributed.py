"""To whom is a sentence attributed: "according to X, ...", "..., X said"?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.tokens import vocabulary

if TYPE_CHECKING:
    from quorate.reading.syntax.parse import Parse


def attributed(parse: Parse) -> tuple[str, bool, int, int]:
    """To whom is the whole sentence attributed, is it in doubt, up to where, and from where?"""
    for i in range(len(parse.chunks)) if "according to" in parse.words else ():
        if parse.phrases.word(i) == "according to" and parse.kind(i + 1) == "np":
            named = parse.phrases.one(i + 1)
            if parse.kind(i + 2) == parse.kind(i + 4) == "comma" and parse.kind(i + 3) == "np":
                other = parse.phrases.one(i + 3)
                known = named is not None and named.form == "name"
                named = other if other and other.form == "name" and not known else named
            if named is not None:
                first, last = _part(parse, i)
                return first_of((named,)), True, last, first
    says = vocabulary()["says"]
    for i in range(len(parse.chunks) - 1, 1, -1):
        verb = parse.chunks[i].verb
        if verb is None or not verb.lemmas & says or verb.form != "finite" or verb.negated:
            continue
        k = parse.left(i)
        if parse.kind(i + 1) in ("", "mark", "comma", "date", "prep") and parse.kind(k) == "np":
            parties, at = parse.phrases.backward(k)
            if parse.kind(at - 1) == "comma" and parties:
                return first_of(tuple(parties)), False, at - 1, 0
    return "", False, 0, 0


def _part(parse: Parse, i: int) -> tuple[int, int]:
    """Return the part of the sentence around a chunk: a relative clause, or up to a semicolon."""
    first, last = i, i
    while first and parse.phrases.word(first - 1) != ";" and not _opens(parse, first, i):
        first -= 1
    while last < len(parse.chunks) and parse.phrases.word(last) != ";":
        last += 1
    return first, last


def _opens(parse: Parse, first: int, i: int) -> bool:
    """Does a relative clause begin here, right before: "where, according to X, ten were hurt"?"""
    word = parse.phrases.word(first)
    return i - first <= 2 and (parse.kind(first) == "rel" or word in ("where", "when"))


def first_of(parties: tuple[Named, ...]) -> str:
    """Return the id, or the words, of the first of some parties; empty if there is none."""
    return (parties[0].party.actor or parties[0].party.words) if parties else ""
