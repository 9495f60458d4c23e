"""Which noun phrases are a group without a listed name: "the contact group", "the Kampala forum"?

A group that nobody listed is kept in the report's own words, without its article.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.reading.language import lexicon
from quorate.reading.memberships.groups import Group
from quorate.reading.syntax.memory import GROUPS
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import singular

_SIZED = re.compile(  # how large it is, is no part of what it is called
    r"[\w]+-(?:member|nation|state|country|seat|party|strong|man|judge|power|way|sided) "
)
_ARTICLES = ("the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "so-called",
             "all")  # fmt: skip


@cache
def heads(key: str) -> frozenset[str]:
    """Return the nouns of one kind of group: ``one``, ``many``, ``gatherings`` or ``papers``."""
    return frozenset(lexicon("roles")["heads"][key])


def described(parse: Parse, k: int, keys: tuple[str, ...]) -> Group | None:
    """Return the group that the noun phrase at a chunk is by its words, if its noun is of a kind.

    An apposition means what it explains: "the Friends of X, a club".
    """
    if parse.kind(k) != "np":
        return None
    chunk = parse.chunks[k]
    head = parse.tokens[chunk.last]
    if head.mention is not None or head.kind != "word":
        return None
    if not any(singular(head.lower.lstrip("-")) in heads(key) for key in keys):
        return None
    if chunk.first == chunk.last and head.lower in ("force", "pact", "club", "front", "union"):
        return None  # "in force"
    if head.lower == "process" and parse.phrases.word(k + 1) == "of":
        return None  # "the process of leaving"
    if head.lower != singular(head.lower) and head.lower not in heads("plural"):
        return None
    if parse.kind(k - 1) == "comma" and parse.kind(k - 2) == "np" and parse.phrases.word(k) in "an":
        first = parse.chunks[parse.phrases.head(k - 2)]
        named = parse.tokens[parse.chunks[k - 2].last].mention
        if named is not None and named.actor and named.type in GROUPS:
            return Group(named.actor, named.start, named.end)
        return Group(*words_of(parse, first.first, parse.chunks[k - 2].last))
    return Group(*words_of(parse, chunk.first, chunk.last))


def named_list(parse: Parse, k: int) -> Group | None:
    """Return the group that a capitalised noun phrase before a list of members is."""
    if parse.kind(k) != "np":
        return None
    chunk = parse.chunks[k]
    last = parse.tokens[chunk.last]
    first = parse.chunks[parse.phrases.head(k)]
    lead = parse.tokens[first.last]
    state = last.mention is not None and last.mention.type == "state"
    person = last.mention is not None and last.mention.form == "person"
    if last.mention is not None and not state and not person:
        return None
    if singular(lead.lower) in heads("many"):
        return None  # "the Governments of A, B and C"
    if person or not lead.text[:1].isupper() or lead.mention is not None or lead.kind != "word":
        return None
    if lead.start == parse.sentence.start:
        return None
    alone = chunk.first == chunk.last or parse.tokens[chunk.last - 1].lower in _ARTICLES
    known = any(singular(lead.lower) in heads(key) for key in ("one", "gatherings", "papers"))
    if first is chunk and alone and not known and not lead.text.isupper():
        return None  # "a partner for Co-operation"
    return Group(*words_of(parse, first.first, chunk.last))


def words_of(parse: Parse, first: int, last: int) -> tuple[str, int, int]:
    """Return words and place of some tokens, without an article or a size before them."""
    while first < last and parse.tokens[first].lower in _ARTICLES:
        first += 1
    start, end = parse.tokens[first].start, parse.tokens[last].end
    sized = _SIZED.match(parse.text, start, end)
    start = sized.end() if sized else start
    return parse.text[start:end], start, end
