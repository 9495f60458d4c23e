"""Whom does "him", "them" or "his" mean, beside the verb of an act?

Whoever the act told just before was aimed at, or did it: "gangs seized six nurses and threatened to
kill them". One candidate who is not acting himself, or nobody.
"""

from __future__ import annotations

from quorate.reading.acts.frames import frame_of, nouns
from quorate.reading.acts.responses import FAR, NOBODY, Answer, Told, points
from quorate.reading.language import lexicon
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import GROUPS, Named

BACK = 1  # sentences
_SINGLE = ("him", "her")
_WHOSE = {"his": "him", "her": "her", "its": "it", "their": "them"}
_OWNED = ("DISAPPROVE", "REJECT")  # types of what is done to whose the object is
_THINGS = ("state", "territory", *GROUPS)


def meant_before(clause: Clause, told: list[Told], sentence: int, alone: bool = False) -> Answer:
    """Return whom the object of a verb means, if it is a pronoun, and the pronoun.

    Args:
        clause: what its verb says.
        told: the acts so far.
        sentence: the number of its sentence.
        alone: true if another stands beside it: "suspended it from X" suspends who was acted upon
            before in the same breath.
    """
    at, said = _pronoun(clause)
    if alone and (at[1] - at[0] != len(said) or clause.parse.text[at[0] : at[1]].lower() != said):
        return NOBODY  # "its step"
    if not said or clause.passive or (said == "it" and points(clause)):
        return NOBODY
    own = {n.party for n in clause.subjects}
    for before in reversed(told):
        if sentence - before.sentence > (0 if alone else BACK) or before.type in ("SAY", "COUNT"):
            continue
        if before.start >= clause.cue[0]:
            continue
        if alone and {n.party for n in before.parties} != own:
            break
        for named in (before.targets, before.parties):
            if not own & {n.party for n in named} and _fit(named, said):
                return named, at
        if before.sentence < sentence:
            break
    return NOBODY


def besides(clause: Clause, told: list[Told], sentence: int) -> Answer:
    """Return whom somebody strikes again who is not named twice: "rebuked X and froze a loan"."""
    table = lexicon("acts")["answers"]["besides"]
    if clause.label not in table["then"] or clause.passive or clause.negated or not told:
        return NOBODY
    before, own = told[-1], {n.party for n in clause.subjects}
    same = before.sentence == sentence and {n.party for n in before.parties} == own
    if not same or before.type not in table["first"] or before.start >= clause.cue[0]:
        return NOBODY
    tokens = clause.parse.tokens
    here = (t for t in tokens if clause.cue[1] <= t.start < clause.end)
    bodies = set(lexicon("acts")["bodies"])
    if any((t.mention is not None and t.kind != "date") or t.lower in bodies for t in here):
        return NOBODY
    return (before.targets, clause.cue) if before.targets else NOBODY


def between_whom(clause: Clause, told: list[Told], sentence: int) -> Answer:
    """Return the sides of talks that somebody mediates, who were told to talk just before."""
    table = lexicon("acts")["answers"]["sides"]
    if clause.label != "MEDIATE":
        return NOBODY
    parse, own = clause.parse, {n.party for n in clause.subjects}
    said = {t.lower for t in parse.tokens if clause.start <= t.start < clause.end}
    begins = parse.subjects.get(_at(clause))
    said |= _words_before(clause) if clause.passive or begins is None else set()
    if not said & set(table["nouns"]):
        return NOBODY
    for before in reversed(told):
        if sentence - before.sentence > FAR or before.start >= clause.cue[0]:
            continue
        sides = tuple(n for n in (*before.parties, *before.targets) if n.party not in own)
        several = len(sides) > 1 or any(n.plural for n in sides)
        if before.type in table["deeds"] and several:
            return sides, clause.cue
    return NOBODY


def _at(clause: Clause) -> int:
    chunks = clause.parse.chunks
    return next((k for k, c in enumerate(chunks) if c.start == clause.cue[0]), -1)


def _words_before(clause: Clause) -> set[str]:
    """Return the last words of the two chunks before a verb: "the talks, mediated by X"."""
    parse, at = clause.parse, _at(clause)
    near = parse.chunks[max(0, at - 2) : max(0, at)]
    return {parse.tokens[c.last].lower for c in near}


def _pronoun(clause: Clause) -> tuple[tuple[int, int], str]:
    """Return the object of the clause, if nothing but a pronoun."""
    parse = clause.parse
    at = _at(clause)
    inner = parse.verb(clause.first)
    led = inner is not None and inner.form == "to"  # "threatened to kill them"
    text = led and inner is not None and bool(inner.lemmas & nouns("of_texts"))
    for k in (at + 1, clause.first + led):
        if parse.kind(k) == "np" and k <= clause.first + led:
            chunk = parse.chunks[k]
            word = parse.tokens[chunk.first].lower
            alone = chunk.first == chunk.last
            wanted = clause.label == "DEMAND" and parse.verb(k + 1) is None
            if word == "it" and (text or (wanted and clause.lemmas & nouns("wanting"))):
                return (0, 0), ""  # "refused to sign it", "recommended it by ten votes"
            if alone and word in (*_SINGLE, "them", "it"):
                return (chunk.start, chunk.end), word
            head = parse.tokens[chunk.last].lower
            owned = clause.label in _OWNED and frame_of(clause.label).owner
            owned = owned and chunk.start >= clause.cue[1]
            if owned and not alone and word in _WHOSE and head not in nouns("suffered"):
                return (chunk.start, chunk.start + len(word)), _WHOSE[word]
    return (0, 0), ""


def _fit(named: tuple[Named, ...], said: str) -> bool:
    """May a pronoun mean these?"""
    if not named:
        return False
    several = len(named) > 1 or named[0].plural
    if said == "them":
        return several and not (len(named) == 1 and named[0].type in _THINGS)
    if several:
        return False
    if said in _SINGLE:
        return named[0].type in ("person", "human")
    return named[0].type in _THINGS
