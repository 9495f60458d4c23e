"""Which nouns say what somebody does or where he stands?

"X's call for Y", "objections from X", "an opposition boycott", "the X-backed resolution": a noun of
a lexicon with whose it is. Without an owner nothing is read.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from quorate.claims.claim import Party
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import Token, singular, vocabulary

_BY = ("by", "from")
_HAVING = {"have", "win", "enjoy", "gain", "secure", "command", "receive", "get", "retain", "keep"}


class Nominal(NamedTuple):
    """A noun with its owner.

    Attributes:
        word: the noun, lower case.
        start, end: the noun with its owner and what it is on.
        cue: where the noun stands.
        owner: whose it is.
        preposition: the word that follows it; empty if none does.
        object: where the words after that stand; (0, 0) if there are none.
    """

    word: str
    start: int
    end: int
    cue: tuple[int, int]
    owner: Named
    preposition: str
    object: tuple[int, int]


def find_nominals(
    parse: Parse, words: frozenset[str], of: frozenset[str] = frozenset()
) -> list[Nominal]:
    """Which of these nouns stand in a sentence with an owner?

    Args:
        parse: the sentence.
        words: the nouns.
        of: those whose owner may follow "of" too: "the support of X".
    """
    found = []
    for i, chunk in enumerate(parse.chunks):
        if chunk.kind != "np":
            continue
        head = parse.tokens[chunk.last]
        if head.kind == "word" and head.lower in words:
            nominal = _nominal(parse, i, head, (*_BY, "of") if head.lower in of else _BY)
            if nominal is not None:
                found.append(nominal)
    return found


def find_compounds(parse: Parse, words: frozenset[str]) -> list[tuple[str, Named, int]]:
    """Which "X-backed" stand in a sentence: the word, X, and where the noun phrase ends?"""
    found = []
    for chunk in parse.chunks:
        inside = parse.phrases.tokens_in(chunk)
        for token, following in pairwise(inside):
            word = following.lower[1:] if following.lower.startswith("-") else ""
            if token.mention is not None and word in words:
                party = Party(actor_id(token.mention))
                named = Named(party, token.start, token.end, type=token.mention.type)
                found.append((word, named, max(chunk.end, following.end)))
    return found


def _nominal(parse: Parse, i: int, head: Token, by: tuple[str, ...]) -> Nominal | None:
    phrases = parse.phrases
    k = i + 1
    owner = owner_before(parse, i)
    if owner is None and phrases.kind(k) == "prep" and phrases.word(k) in by:
        if phrases.word(k) == "of" and not _held(parse, i - 1):
            return None  # "in support of X", "needs the support of X"
        named = phrases.forward(k + 1)[0] if phrases.kind(k + 1) == "np" else []
        owner = named[0] if len(named) == 1 else None
        k += 2
    if owner is None:
        return None
    preposition, stop = phrases.word(k), k
    if phrases.kind(k) in ("prep", "that") or (parse.verb(k) and parse.verb(k).form == "to"):  # type: ignore[union-attr]
        first = k if phrases.kind(k) == "verb" else k + 1
        stop = _stop(parse, first)
    else:
        preposition, first = "", k
    span = (parse.chunks[first].start, parse.chunks[stop - 1].end) if stop > first else (0, 0)
    start = min(owner.start, parse.chunks[i].start)
    end = max(span[1], parse.chunks[min(k, len(parse.chunks)) - 1].end, owner.end)
    return Nominal(head.lower, start, end, (head.start, head.end), owner, preposition, span)


def _held(parse: Parse, before: int) -> bool:
    """Does somebody have it: "has the support of", "with the support of"?"""
    verb = parse.verb(before)
    if verb is None:
        return parse.phrases.word(before) == "with"
    return not verb.negated and bool(verb.lemmas & _HAVING)


def _stop(parse: Parse, first: int) -> int:
    """Return the chunk after what the noun is on."""
    k = first
    while k < len(parse.chunks) and parse.kind(k) in ("np", "prep", "verb", "adv"):
        verb = parse.verb(k)
        if verb is not None and verb.form == "finite" and parse.kind(first - 1) != "that":
            break
        k += 1
    return k


def owner_before(parse: Parse, i: int) -> Named | None:
    """Return the owner inside the noun phrase: "X's", "the X-ian", "an opposition"."""
    inside = parse.phrases.tokens_in(parse.chunks[i])
    for token, following in pairwise(inside):
        if token.mention is not None and (
            following.kind == "poss" or token.mention.form == "adjective"
        ):
            party = Party(actor_id(token.mention))
            return Named(party, token.start, token.end, type=token.mention.type)
    if len(inside) < 2:
        return None
    last = inside[-2]
    if last.mention is not None and last.mention.type in ("state", "organisation", "bloc"):
        return Named(Party(actor_id(last.mention)), last.start, last.end, type=last.mention.type)
    if last.kind == "word" and singular(last.lower) in vocabulary()["actors"]:
        return Named(
            Party(words=parse.text[last.start : last.end]), last.start, last.end, form="nominal"
        )
    return None
