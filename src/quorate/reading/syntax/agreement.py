"""Which noun does a relative clause belong to, where several stand before it?

"The party at X, who", "committees in the south, which demand", "X, one of the marchers, who wants",
"members of the X that do not":
the verb agrees in number with the noun that is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.reading.syntax.tokens import singular, vocabulary

if TYPE_CHECKING:
    from quorate.reading.syntax.parse import Parse

_PLACED = ("at", "in", "from", "near")
_SENT = ("to", "of", "for", "with", "on")
_ONE = ("is", "was", "has", "does")
_MANY = ("are", "were", "have", "do")


def agreeing(p: Parse, j: int, k: int) -> int:
    """Return the noun phrase that a relative clause is on: the one before it, or one further back.

    Args:
        p: the sentence.
        j: the noun phrase before the clause.
        k: its "who" or "which".
    """
    head = p.phrases.head(j)
    named = p.tokens[p.chunks[j].last].mention
    sent = named is not None and named.form != "person" and p.phrases.word(j - 1) in _SENT
    office = singular(p.tokens[p.chunks[head].last].lower) in vocabulary()["humans"]
    if head < j and p.phrases.word(k) == "who" and sent and office:
        return head if p.phrases.one(head) is not None else j  # "the delegate to the X, who"
    if head < j and p.phrases.word(k) == "who" and p.phrases.word(j - 1) in _PLACED:
        return head if p.phrases.one(head) is not None else j  # "the party at X, who"
    if named is not None and named.form != "person" and p.phrases.word(j - 1) == "of":
        several = p.kind(j - 2) == "np" and _is_many(p, j - 2) and p.kind(k - 1) != "comma"
        if several and _takes_many(p, k) and p.phrases.one(j - 2) is not None:
            return j - 2  # "members of the X that do"
    if p.kind(k - 1) != "comma" or p.kind(j - 1) != "prep":
        return j
    many, told = _is_many(p, j), _takes_many(p, k)
    if many is None or told is None or many == told:
        return j
    name = p.phrases.one(j - 4) if p.phrases.word(j - 2) == "one" else None
    if name is not None and not told and p.kind(j - 3) == "comma":
        return j - 4  # "X, one of the marchers, who wants"
    before = j - 2
    return before if p.kind(before) == "np" and _is_many(p, before) == told else j


def _is_many(p: Parse, j: int) -> bool | None:
    """Does a noun phrase name several? None if that cannot be told."""
    last = p.tokens[p.chunks[j].last]
    if last.mention is not None or last.kind != "word" or p.kind(j - 1) == "cc":
        return None
    return singular(last.lower) != last.lower


def _takes_many(p: Parse, k: int) -> bool | None:
    """Does the verb after "who" or "which" have a plural subject? None if its form does not say."""
    m = k + 1 + (p.kind(k + 1) == "adv")
    verb = p.verb(m)
    if verb is None or verb.form != "finite" or verb.modal:
        return None
    first = p.tokens[p.chunks[m].first].lower
    if first in _ONE or first in _MANY:
        return first in _MANY
    if first in verb.lemmas:
        return True
    return False if first.endswith("s") and first[:-1] in verb.lemmas else None
