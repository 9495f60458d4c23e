"""To whom is a sentence attributed: "according to X, ...", "..., X said"?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.tokens import vocabulary

if TYPE_CHECKING:
    from quorate.reading.syntax.parse import Parse


def attributed(parse: Parse) -> tuple[str, bool, int]:
    """To whom is the whole sentence attributed, is it in doubt, and up to where?"""
    for i in range(len(parse.chunks)):
        if parse.phrases.word(i) == "according to" and parse.kind(i + 1) == "np":
            named = parse.phrases.one(i + 1)
            if parse.kind(i + 2) == parse.kind(i + 4) == "comma" and parse.kind(i + 3) == "np":
                other = parse.phrases.one(i + 3)
                known = named is not None and named.form == "name"
                named = other if other and other.form == "name" and not known else named
            if named is not None:
                return first_of((named,)), True, len(parse.chunks)
    says = vocabulary()["says"]
    for i in range(len(parse.chunks) - 1, 1, -1):
        verb = parse.verb(i)
        if verb is None or not verb.lemmas & says or verb.form != "finite":
            continue
        k = parse.left(i)
        if parse.kind(i + 1) in ("", "mark", "comma", "date", "prep") and parse.kind(k) == "np":
            parties, at = parse.phrases.backward(k)
            if parse.kind(at - 1) == "comma" and parties:
                return first_of(tuple(parties)), False, at - 1
    return "", False, 0


def first_of(parties: tuple[Named, ...]) -> str:
    """Return the id, or the words, of the first of some parties; empty if there is none."""
    return (parties[0].party.actor or parties[0].party.words) if parties else ""
