"""Whose is a verb after an insertion between commas?

"X, who met A, B and C, left", "X, she said, had left", "several, including A and B, left": what
stands between the commas says so, or is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.reading.language import lexicon
from quorate.reading.syntax.attributed import first_of
from quorate.reading.syntax.control import NOBODY, Subject
from quorate.reading.syntax.tokens import vocabulary

if TYPE_CHECKING:
    from quorate.reading.syntax.parse import Parse


def over_relative(p: Parse, k: int) -> Subject | None:
    """Return the subject before a relative clause that lists: "X, who met A, B and C, left"."""
    j = next((j for j in range(k - 1, 1, -1) if p.kind(j) in ("rel", "mark", "sub")), 0)
    lead = j - 1 if p.kind(j - 1) != "prep" else j - 2  # "X, to which Y belongs, left"
    if p.kind(j) != "rel" or p.kind(lead) != "comma":
        return None
    before = p.phrases.before_parenthesis(lead - 1)
    own = False
    for i in range(j + 1, k):
        verb = p.verb(i)
        if verb is None or verb.form != "finite":
            continue
        if own and p.kind(p.left(i)) != "cc":
            return None  # a clause of its own
        own = True
    return p.noun_before(before) if own and p.kind(before) == "np" else None


def told_by(p: Parse, k: int) -> Subject | None:
    """Return the subject before an attribution between commas: "X, she said, had left"."""
    says = -1
    for j in range(k - 1, max(0, k - 8), -1):
        verb = p.verb(j)
        if p.kind(j) == "comma":
            before = p.left(j)
            if says < 0 or p.kind(before) != "np":
                return None
            who = first_of(p.subjects.get(says, NOBODY).parties)
            return p.noun_before(before)._replace(said_by=who)
        if verb is not None:
            if says >= 0 or verb.form != "finite" or not verb.lemmas & vocabulary()["says"]:
                return None
            says = j
        elif p.kind(j) not in ("np", "adv", "date", "prep"):
            return None
    return None


def included(p: Parse, k: int) -> Subject | None:
    """Return those named in "several, including A, B and C," before this comma."""
    for j in range(k - 1, 0, -1):
        if p.verb(j) is not None:
            return None
        if p.phrases.word(j) in lexicon("clauses")["including"] and p.kind(j) == "prep":
            parties, _ = p.phrases.forward(j + 1)
            before = p.left(j) - (p.kind(p.left(j)) == "comma")
            start = p.chunks[max(before, 0)].start
            return Subject(tuple(parties), start) if parties else None
    return None


def in_relative(p: Parse, j: int) -> bool:
    """Is it the verb of a relative clause?"""
    k = p.left(j)
    if p.kind(k) == "np":
        k -= 1
    return p.kind(k) in ("rel", "that") and p.kind(k - 1) in ("np", "comma", "close")


def over_infinitive(p: Parse, k: int) -> Subject | None:
    """Return the subject "X's refusal to talk to Y" as a whole, without a party."""
    for j in range(k - 1, 0, -1):
        verb = p.verb(j)
        if verb is not None and verb.form == "to" and p.kind(j - 1) == "np":
            starts = j - 1 == 0 or p.kind(p.left(j - 1)) in ("comma", "cc", "that", "sub")
            owned = p.phrases.owner(j - 1) is not None
            return Subject((), p.chunks[j - 1].start) if starts and owned else None
        if p.kind(j) not in ("np", "prep", "adv", "date"):
            return None
    return None
