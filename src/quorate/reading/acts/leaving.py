"""Which body does somebody leave, or stay away from, who says no more: "X walked out"?

The one named last before, if its sentence names no other; or which the report is about.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from quorate.claims.claim import Party
from quorate.reading.acts.frames import nouns
from quorate.reading.acts.responses import BODIES, NEAR, NOBODY, Answer
from quorate.reading.language import lexicon, words
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import Token

_OFTEN = 3  # times that a report names the body which it is about


def left(clause: Clause, before: list[Parse]) -> Answer:
    """Which body does somebody leave, or stay away from, who says no more: "X walked out"?

    The one named last before, if its sentence names no other; or which the report is about.

    Args:
        clause: the clause without a target.
        before: the sentences before it, the last first.
    """
    if clause.passive or not _leaves(clause):
        return NOBODY
    own = {n.party.actor for n in clause.subjects}
    here = [t for t in clause.parse.tokens if t.end <= clause.cue[0]]
    for tokens in (here, *(parse.tokens for parse in before[:NEAR])):
        bodies = {
            actor_id(t.mention): t.mention
            for t in tokens
            if t.mention is not None and t.mention.type in BODIES
        }
        bodies = {name: m for name, m in bodies.items() if name not in own}
        if len(bodies) == 1:
            ((name, m),) = bodies.items()
            return (Named(Party(name), m.start, m.end, type=m.type),), clause.cue
        if bodies:
            break
    return _main_body(clause, own, [here, *(parse.tokens for parse in before)])


def _leaves(clause: Clause) -> bool:
    """Does somebody leave, or shun a gathering: "walked out", "boycotted the session"?"""
    parse, cue = clause.parse, clause.parse.text[slice(*clause.cue)].lower()
    if _leaving().search(cue):
        return True
    if parse.kind(clause.first) != "np" or clause.first >= clause.last:
        return False
    head = parse.tokens[parse.chunks[clause.first].last].lower
    return head in nouns("occasions") and bool(_shunning().search(cue))


def _main_body(clause: Clause, own: set[str], sentences: list[list[Token]]) -> Answer:
    """Which body is the report about: named so far twice as often as any other?"""
    named = [
        t.mention
        for tokens in sentences
        for t in tokens
        if t.mention is not None and t.mention.type in BODIES
    ]
    most = Counter(actor_id(m) for m in named).most_common(2)
    if not most or most[0][1] < _OFTEN or most[0][0] in own:
        return NOBODY
    if len(most) > 1 and most[0][1] < 2 * most[1][1]:
        return NOBODY
    m = next(m for m in named if actor_id(m) == most[0][0])
    return (Named(Party(most[0][0]), m.start, m.end, type=m.type),), clause.cue


@cache
def _shunning() -> re.Pattern[str]:
    return re.compile(rf"\b{words(lexicon('acts')['answers']['shunning'])}\b")


@cache
def _leaving() -> re.Pattern[str]:
    return re.compile(rf"\b{words(lexicon('acts')['answers']['leaving'])}\b")
