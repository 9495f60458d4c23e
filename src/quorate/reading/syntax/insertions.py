"""Whose is a verb after an insertion between commas?

"X, who met A, B and C, left", "X, she said, had left", "several, including A and B, left": what
stands between the commas says so, or is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.reading.language import lexicon
from quorate.reading.syntax.attributed import first_of
from quorate.reading.syntax.control import NOBODY, Subject, governed
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.preambles import DECIDING
from quorate.reading.syntax.tokens import vocabulary

if TYPE_CHECKING:
    from quorate.reading.syntax.parse import Parse

_ASIDE = {"since", "after", "before", "until", "when", "while", "as", "because", "where"}
_VOTES = ("vote", "votes", "voices", "abstention", "abstentions")
_MOVING = {"come", "go", "fly", "travel", "return", "arrive", "gather", "assemble", "march", "rush"}


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


def listed_beside(p: Parse, found: Subject, after: int, k: int) -> Subject:
    """Return the subject of "the rivals, A and B, signed", by name."""
    if p.kind(after) != "np" or len(found.parties) != 1:
        return found
    party, (named, end) = found.parties[0], p.phrases.forward(after)
    several = len(named) > 1 and all(n.form == "name" for n in named)
    if several and end >= k and party.plural and party.form == "nominal":
        return found._replace(parties=tuple(named))
    return found


def spelled_out(p: Parse, k: int) -> Subject | None:
    """Return the subject of "two, A and B, abstained", by name."""
    named, at = p.phrases.backward(k - 1) if p.kind(k - 1) == "np" else ([], k)
    several = len(named) > 1 and all(n.form == "name" for n in named)
    if not several or not p.phrases.counts(at) or p.kind(at + 1) != "comma":
        return None
    return Subject(tuple(named), p.chunks[at].start)


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
    """Return those named in "several, including (among them) A, B and C," before this comma."""
    for j in range(k - 1, 0, -1):
        if p.verb(j) is not None:
            return None
        them = p.phrases.word(j) == "among" and p.phrases.word(j + 1) == "them"
        including = them or p.phrases.word(j) in lexicon("clauses")["including"]
        if including and p.kind(j) == "prep":
            parties, _ = p.phrases.forward(j + 1 + them)
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


def in_aside(p: Parse, j: int) -> bool:
    """Is it the verb of a clause of time or reason: "X, abroad since the army drove him out,"?"""
    k = p.left(j)
    if p.kind(k) != "np":
        return False
    k = p.phrases.head(k) - 1
    return p.kind(k) in ("sub", "prep") and p.phrases.word(k) in _ASIDE


def over_semicolons(p: Parse, i: int, k: int) -> Subject | None:
    """Return the subject of a list with semicolons: "The ministers condemn X; thank Y; and ask Z".

    Args:
        p: the sentence.
        i: the verb without an ending.
        k: the chunk before it.
    """
    mark = k - (p.kind(k) == "cc")
    if p.kind(mark) != "mark" or p.phrases.word(mark) != ";":
        return None
    for j in range(i):
        verb = p.verb(j)
        if verb is not None and verb.form in ("finite", "base") and p.kind(j - 1) != "rel":
            found = p.subjects.get(j, NOBODY)
            plain = verb.form == "base" or not p.chunks[j].last > p.chunks[j].first
            same = p.tokens[p.chunks[j].last].lower in verb.lemmas  # "condemn", not "condemned"
            return found._replace(gap=-1) if found.parties and plain and same else None
    return None


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


def over_participle(p: Parse, k: int) -> int:
    """Return the noun phrase before a participle, or -1: "a team led by X arrived"."""
    while k > 0 and p.kind(k) in ("prep", "np", "date", "adv"):
        k -= 1
    verb = p.verb(k)
    if verb is None or verb.form != "part" or not verb.reduced or k < 1:
        return -1
    return k - 1 if p.kind(k - 1) == "np" else -1


def whose(p: Parse, k: int, parties: list[Named]) -> Subject:
    """Return for whom somebody acts: "X, whose minister denied it"."""
    j = p.antecedent(k)
    named = p.phrases.one(j) if j >= 0 else None
    human = bool(parties) and all(n.form == "nominal" for n in parties)
    if named is None or named.form != "name" or not human or named.type == "person":
        return NOBODY
    return Subject((named,), named.start)


def neither_of(p: Parse, i: int) -> Subject:
    """Return the two who acted last, of a verb that "neither" begins."""
    first, several = p.tokens[p.chunks[i].first], p.memory.several
    parties = tuple(n._replace(start=first.start, end=first.end, form="pronoun") for n in several)
    return Subject(parties, first.start) if len(several) == 2 else NOBODY


def purpose_of(p: Parse, k: int) -> Subject | None:
    """Return the subject of "to" and a verb after somebody came somewhere, or voted; or None."""
    counted = True  # does nothing but a count stand between: "voted by 21 to three to"?
    for j in range(k, max(-1, k - 6), -1):
        moved = p.verb(j)
        if moved is not None:
            goes = moved.lemmas & _MOVING or (counted and moved.lemmas & DECIDING)
            if goes and moved.form == "finite" and not moved.passive:
                return governed(p.subjects.get(j, NOBODY), moved)
            return None
        if p.kind(j) not in ("np", "prep", "date", "adv"):
            return None
        last = p.tokens[p.chunks[j].last].lower
        counted = counted and (p.kind(j) != "np" or p.phrases.counts(j) or last in _VOTES)
    return None


def protesting(p: Parse, i: int, k: int) -> Subject:
    """Return the subject of "to protest" after what is done for it: "filled the square to"."""
    verb = p.verb(i)
    if verb is not None and verb.lemmas & {"protest", "demonstrate", "denounce", "demand"}:
        for j in range(k - 1, -1, -1):
            before = p.verb(j)
            if before is not None and before.form == "finite":
                return p.subjects.get(j, NOBODY)
    return NOBODY._replace(skip=True)


def over_insertion(p: Parse, k: int) -> Subject:
    """Return the subject of "to" and a verb after an insertion: "voted, by 9 to 2, to"."""
    for j in range(k - 1, 0, -1):
        if p.verb(j) is not None:
            break
        if p.kind(j) == "comma":
            for i in range(j - 1, max(-1, j - 5), -1):
                verb = p.verb(i)
                if verb is not None:
                    decides = bool(verb.lemmas & DECIDING)
                    return governed(p.subjects.get(i, NOBODY), verb) if decides else NOBODY
    return NOBODY._replace(skip=True)


def suffered(p: Parse, i: int, k: int) -> bool:
    """Is it done to the subject, like what is joined to it: "was expelled and let back"?"""
    chunk = p.chunks[i]
    told = (v for j in range(k - 1, -1, -1) if (v := p.verb(j)) and v.form == "finite")
    before = next(told, None)
    by = p.phrases.word(i + 1) == "by" or p.kind(i + 1) in ("", "mark", "prep", "date")
    past = p.tokens[chunk.last].lower.endswith(("ed", "t", "n"))
    return before is not None and before.passive and chunk.first == chunk.last and by and past
