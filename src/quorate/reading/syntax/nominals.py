"""Which nouns say what somebody does or where he stands?

"X's call for Y", "objections from X and Z", "an opposition boycott", "led the resistance to Y", "at
the request of X": a noun of a lexicon with whose it is. Without an owner nothing is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from quorate.claims.claim import Party
from quorate.reading.language import lexicon
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import Token, singular, vocabulary

_BY = ("by", "from")
_WITH = ("with", "at", "on", "over", "despite", "against", "to", "amid", "under")
_FAR = 9  # chunks from a noun to "came from X"


class Nominal(NamedTuple):
    """A noun with its owners.

    Attributes:
        word: the noun, lower case.
        start, end: the noun with its owners and what it is on.
        cue: where the noun stands.
        owners: whose it is.
        preposition: the word that follows it; empty if none does.
        object: where the words after that stand; (0, 0) if there are none.
        before: the preposition before it; empty if there is none.
        group: true if the words may be a name for people: "the Xian opposition".
    """

    word: str
    start: int
    end: int
    cue: tuple[int, int]
    owners: tuple[Named, ...]
    preposition: str
    object: tuple[int, int]
    before: str = ""
    group: bool = False


def find_nominals(parse: Parse, words: Mapping[str, bool]) -> list[Nominal]:
    """Which of these nouns stand in a sentence with an owner?

    Args:
        parse: the sentence.
        words: the nouns; true of those whose owner may follow "of" too: "the support of X".
    """
    found = []
    for i, chunk in enumerate(parse.chunks):
        if chunk.kind != "np":
            continue
        head = parse.tokens[chunk.last]
        if head.kind == "word" and head.lower in words:
            nominal = _nominal(parse, i, head, (*_BY, "of") if words[head.lower] else _BY)
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
    phrases, table = parse.phrases, lexicon("clauses")["owning"]
    verb = parse.verb(parse.left(i))
    before = phrases.word(i - 1) if phrases.kind(i - 1) == "prep" else ""
    wanting = verb is not None and (verb.negated or bool(verb.lemmas & set(table["wants"])))
    if before == "without" or wanting:
        return None  # nobody has it yet, or any more
    k = i + 1
    own = owner_before(parse, i)
    owners: tuple[Named, ...] = (own,) if own is not None else ()
    group = own is not None and phrases.text[own.end : own.end + 1] not in ("'", "’")
    if not owners and phrases.kind(k) == "prep" and phrases.word(k) in by:
        if phrases.word(k) == "of" and not _held(parse, i, before):
            return None  # "in support of X", "needs the support of X"
        named, after = phrases.forward(k + 1) if phrases.kind(k + 1) == "np" else ([], k)
        owners, k = tuple(named), max(after, k + 2)
    preposition, stop = phrases.word(k), k
    infinitive = parse.verb(k)
    if phrases.kind(k) in ("prep", "that") or (infinitive and infinitive.form == "to"):
        first = k if phrases.kind(k) == "verb" else k + 1
        stop = _stop(parse, first)
    else:
        preposition, first = "", k
    if not owners:
        owners = _from(parse, stop) or _of_subject(parse, i)
    if not owners:
        return None
    span = (parse.chunks[first].start, parse.chunks[stop - 1].end) if stop > first else (0, 0)
    start = min(parse.chunks[i].start, *(o.start for o in owners))
    last = parse.chunks[min(k, len(parse.chunks)) - 1].end
    end = max(span[1], last, *(o.end for o in owners))
    cue = head.start, head.end
    return Nominal(head.lower, start, end, cue, owners, preposition, span, before, group)


def _held(parse: Parse, i: int, before: str) -> bool:
    """Is what follows "of" the owner: "has the support of", "at the request of"?"""
    verb = parse.verb(parse.left(i))
    if verb is None:
        return before in _WITH
    return not verb.negated and bool(verb.lemmas & set(lexicon("clauses")["owning"]["has"]))


def _from(parse: Parse, k: int) -> tuple[Named, ...]:
    """Return from whom it comes: "support for the plan came from X and Y"."""
    verb = parse.verb(k)
    if verb is None or verb.negated or not verb.lemmas & {"come", "arrive", "flow", "pour"}:
        return ()
    for at in range(k + 1, min(len(parse.chunks), k + _FAR)):
        if parse.kind(at) == "prep" and parse.phrases.word(at) == "from":
            return tuple(parse.phrases.forward(at + 1)[0]) if parse.kind(at + 1) == "np" else ()
        if parse.kind(at) not in ("adv", "date", "prep", "comma"):
            break
    return ()


def _of_subject(parse: Parse, i: int) -> tuple[Named, ...]:
    """Return the subject of the verb that a noun is the object of: "led the opposition to Y"."""
    table, phrases = lexicon("clauses")["owning"], parse.phrases
    at = parse.left(i)
    verb = parse.verb(at)
    adverbial = phrases.kind(at) == "prep" and phrases.word(at) == "in"
    if adverbial:  # "marched in support of Y"
        bare = parse.chunks[i].first == parse.chunks[i].last
        if not bare or phrases.word(i + 1) not in ("of", "to", "with", "at", "over", "for"):
            return ()
        at = next((j for j in range(at - 1, max(-1, at - _FAR), -1) if parse.verb(j)), -1)
        verb = parse.verb(at)
        if verb is None or verb.passive or verb.form == "base":
            return ()
    if verb is None or verb.passive:
        return ()
    own = phrases.word(i) in vocabulary()["possessives"]
    if not (adverbial or own or verb.lemmas & set(table["gives"])):
        return ()
    if verb.modal or verb.negated or verb.lemmas & set(table["drops"]):
        return ()
    subject = parse.subjects[at]
    if subject.negated or subject.skip or subject.modality == "hypothetical":
        return ()
    return subject.parties


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
        if following.kind == "poss" and singular(token.lower) in vocabulary()["actors"]:
            words = parse.text[token.start : token.end]  # "the army's"
            return Named(Party(words=words), token.start, token.end, form="nominal")
    if len(inside) < 2:
        return None
    last = inside[-2]
    owned = any(t.kind == "poss" or t.lower in vocabulary()["possessives"] for t in inside[:-2])
    if last.mention is not None and last.mention.type == "state" and owned:
        return None  # "its X veto"
    if last.mention is not None and last.mention.type in ("state", "organisation", "bloc"):
        return Named(Party(actor_id(last.mention)), last.start, last.end, type=last.mention.type)
    if last.kind == "word" and singular(last.lower) in vocabulary()["actors"]:
        return Named(
            Party(words=parse.text[last.start : last.end]), last.start, last.end, form="nominal"
        )
    return None
