"""Which words are said by a verb in the passive: "X was denied by Y", "it was agreed to ..."?"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.attributions import Part, is_parenthesis, said_around
from quorate.reading.statements.phrases import is_person, phrase_ending
from quorate.reading.statements.saying import Token, nouns_before, table, text_at
from quorate.reading.statements.subjects import Verb
from quorate.reading.statements.until import object_end


def said_in_passive(tokens: Sequence[Token], verb: Verb, first: int, by: bool) -> list[Part]:
    """Return what is said by a verb in the passive.

    Args:
        tokens: those of the unit.
        verb: the verb, with its subject before it.
        first: where the sentence goes on after the verb and its agent.
        by: true if an agent says it.
    """
    cue, subject = verb.cue, verb.stands.phrase
    after = text_at(tokens, first)
    impersonal = subject is not None and tokens[subject.first].text == "it"
    if "accuse" in cue.frames and after in ("of", "for", "over"):
        return [(first + 1, object_end(tokens, first + 1))]
    if not by and "told" in cue.frames and subject is not None and not impersonal:
        if after == "that":
            return [(first + 1, _clause_end(tokens, first + 1))]
        if is_parenthesis(tokens, subject.first, cue.last):
            return said_around(tokens, subject.first, cue.last)
    if impersonal and ({"clause", "passive"} & cue.frames):
        if after == "that":
            return [(first + 1, _clause_end(tokens, first + 1))]
        assert subject is not None
        parts = said_around(tokens, subject.first, cue.last)
        return parts if parts and tokens[parts[0][0]].text != "to" else []
    if not by:
        return []
    if {"urge", "told"} & cue.frames:
        if after == "that" and "told" in cue.frames:
            return [(first + 1, _clause_end(tokens, first + 1))]
        if after == "to" and "urge" in cue.frames:
            return [(first, object_end(tokens, first + 1))]
    if {"object", "label"} & cue.frames and subject is not None and cue.verb not in _NOT_PASSIVE:
        thing = tokens[subject.first]
        person = is_person(tokens, subject) or thing.text in table("persons") | table("things")
        pronoun = thing.text in ("who", "which", "that")
        begin = _with_clause(tokens, subject.first)
        if person or pronoun:
            return []
        if after == "as" and "label" in cue.frames:
            return [(begin, subject.last), (first + 1, object_end(tokens, first + 1))]
        return [(begin, subject.last)]
    return []


def _with_clause(tokens: Sequence[Token], first: int) -> int:
    """Return where "reports that X had been sent" begins, if its clause ends in this phrase."""
    for at in range(first - 1, max(0, first - 16), -1):
        if tokens[at].kind == "mark":
            break
        said = tokens[at - 1].text
        if tokens[at].text == "that" and (said in nouns_before("that") | _REPORTS):
            phrase = phrase_ending(tokens, at - 1)
            return phrase.first if phrase else at - 1
    return first


_REPORTS = frozenset(["reports", "claims", "rumours", "rumors", "allegations", "suggestions"])
_NOT_PASSIVE = frozenset(["put", "offer", "accept", "quote", "count", "report", "question", "ask"])


def _clause_end(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].text != ";":
        at += 1
    return at
