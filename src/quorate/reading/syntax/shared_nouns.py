"""Who is meant where several names share a noun: "the ministers of A, B and C", "A-ian and B-ian
envoys"?

Ministers, ministries and embassies act each for its own: the names alone are listed. Of others
("the students of A and B") it is somebody unnamed, in all these words.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quorate.claims.claim import Party
from quorate.reading.language import lexicon
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.tokens import singular

if TYPE_CHECKING:
    from quorate.reading.syntax.parties import Phrases


def shared_behind(phrases: Phrases, indexes: list[int], found: list[Named]) -> list[Named]:
    """Who is meant by a list whose first name hangs on a noun: "the ministers of A, B and C"?

    Args:
        phrases: the noun phrases of the sentence.
        indexes: the chunks of the list, the first that of the noun.
        found: who is listed, the noun with its own name as one.

    Returns:
        The names alone, or one party in all these words, or the list as it is.
    """
    several = len(found) == len(indexes) > 1 and found[0].plural
    if not several or any(n.form != "name" for n in found[1:]):
        return found
    first = at = indexes[0]
    while phrases.word(at + 1) == "of" and phrases.kind(at + 2) == "np":
        at += 2
        if phrases.text[phrases.chunks[at].start : phrases.chunks[at].end].lower() not in _fields():
            break  # "the ministries of defence of A and B"
    nested = phrases.one(at) if at > first else None
    if nested is None or nested.form != "name" or {nested.type} != {n.type for n in found[1:]}:
        return found
    if _acts_for_each(phrases, first):
        return [nested, *found[1:]]
    if nested.type != "state" or not found[0].party.words:
        return found
    end = found[-1].end
    return [found[0]._replace(party=Party(words=phrases.text[found[0].start : end]), end=end)]


def shared_before(phrases: Phrases, indexes: list[int]) -> list[Named]:
    """Who is meant by adjectives of states with one noun behind them: "A-ian and B-ian envoys"?

    Args:
        phrases: the noun phrases of the sentence.
        indexes: the chunks of the list, the last that of the noun.

    Returns:
        The states, or nobody if it is another list.
    """
    if len(indexes) < 2:
        return []
    states = []
    for index in indexes:
        inside = phrases.tokens_in(phrases.chunks[index])
        first = next((t for t in inside if t.lower not in ("the", "both")), inside[-1])
        m = first.mention
        if m is None or m.form != "adjective" or m.type != "state":
            return []
        if (first is inside[-1]) == (index == indexes[-1]):
            return []
        states.append(Named(Party(actor_id(m)), m.start, m.end, type=m.type))
    plural = phrases.tokens[phrases.chunks[indexes[-1]].last].lower.endswith("s")
    return states if plural and _acts_for_each(phrases, indexes[-1]) else []


def _acts_for_each(phrases: Phrases, noun: int) -> bool:
    head = singular(phrases.tokens[phrases.chunks[noun].last].lower)
    return head in phrases.v["humans"] or head in phrases.v["serving"]


@cache
def _fields() -> frozenset[str]:
    return frozenset(lexicon("names")["state_organs"]["fields"])
