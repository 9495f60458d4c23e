"""Whose doing is it that an apposition names: "..., a charge that X denied", "a step hailed by X"?

Theirs who do what the clause before the comma tells, whatever its verb: "Auria named Belland as the
buyer, a charge that Belland rejected". A clause in the passive has nobody who does it.
"""

from __future__ import annotations

from quorate.reading.acts.frames import nouns
from quorate.reading.language import lexicon
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse

_OVER = ("adv", "date")


def by_apposition(clause: Clause) -> tuple[tuple[Named, ...], tuple[int, int]]:
    """Return who did what a clause reacts to, and the apposition that points to it; or nobody."""
    parse = clause.parse
    at = next((k for k, c in enumerate(parse.chunks) if c.start == clause.cue[0]), -1)
    k = _thing(clause, at)
    if k < 2 or parse.kind(k - 1) not in ("comma", "mark"):
        return (), (0, 0)
    who = _doer(clause, k - 1)
    return (who, (parse.chunks[k].start, parse.chunks[k].end)) if who else ((), (0, 0))


def _thing(clause: Clause, at: int) -> int:
    """Return the chunk of what is reacted to, where it is apposed to what was told; or -1."""
    parse, verb = clause.parse, clause.parse.verb(at)
    if verb is None:
        return -1
    if clause.passive:
        if parse.kind(at - 1) == "cc":  # "an offer welcomed by X and rejected by Y"
            before = (j for j in range(at - 2, max(0, at - 8), -1) if parse.verb(j) is not None)
            at = next(before, at)
            verb = parse.verb(at) or verb
        return at - 1 if verb.reduced and _apposed(parse, at - 1) else -1
    k = at - 1
    while parse.kind(k) in _OVER:
        k -= 1
    while parse.kind(k) == "np" and parse.kind(k - 1) == "prep":
        k -= 2  # "a charge that the minister of X denied"
    if parse.kind(k) != "np":
        return -1
    k -= 1
    word = parse.phrases.word(k)
    if parse.kind(k) in ("that", "rel") and word in ("that", "which"):
        denies = word == "which" and clause.lemmas & nouns("denials")
        if denies and parse.kind(k - 1) == "comma":
            return k  # "accused X of arming Y, which X denies"
        k -= 1
    return k if _apposed(parse, k) else -1


def _apposed(parse: Parse, k: int) -> bool:
    """Is it a noun for what is done or said: "a step", "something"?"""
    if parse.kind(k) != "np":
        return False
    inside = parse.phrases.tokens_in(parse.chunks[k])
    if len(inside) == 1:
        return inside[0].lower == "something"
    return (
        inside[0].lower in ("a", "an") and inside[-1].lower in lexicon("acts")["apposed"]["things"]
    )


def _doer(clause: Clause, end: int) -> tuple[Named, ...]:
    """Return who does what the clause before a comma tells, or says so if it is who reacts."""
    parse, own = clause.parse, {n.party for n in clause.subjects}
    for j in range(end - 1, -1, -1):
        verb = parse.verb(j)
        if verb is None or verb.form != "finite":
            continue
        subject = parse.subjects[j]
        if verb.passive or not subject.parties:
            return ()
        if not own & {n.party for n in subject.parties}:
            return subject.parties
    return ()
