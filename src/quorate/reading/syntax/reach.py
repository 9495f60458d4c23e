"""Whose is a verb that stands far from its subject?

"Officers who took the palace refused", "X, with troops stationed there, froze", "only then had X
released it", "ministers meeting in Y urged": what stands between is passed over. Asked only where
nothing nearer was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.reading.syntax.control import NOBODY, Subject, fronted
from quorate.reading.syntax.insertions import included, over_relative, spelled_out, told_by
from quorate.reading.syntax.tokens import vocabulary
from quorate.reading.syntax.verbs import Verb

if TYPE_CHECKING:
    from quorate.reading.syntax.parse import Parse

_FAR = 12  # chunks passed over, at most
_BETWEEN = ("np", "prep", "date", "adv")
_FRONTED = {"only", "never", "seldom", "rarely", "not", "hardly", "scarcely", "nor"}
_PASSING = {"spend", "waste", "devote"}
_INSERTED = ("with", "despite", "like", "unlike", "amid", "under", "after", "without")
_TOGETHER = {
    "both": 2, "the two": 2, "the pair": 2, "the duo": 2, "the two sides": 2, "both sides": 2,
    "all three": 3, "the three": 3, "the trio": 3, "all four": 4, "the four": 4, "all five": 5,
}  # fmt: skip
_WHEN = {"after", "before", "on", "upon", "since", "by"}
_RANKS = {"first", "second", "third", "last", "only", "latest", "quick", "swift", "slow"}
_ITSELF = ("it", "they", "he", "she")


def reach(p: Parse, i: int, verb: Verb) -> Subject | None:
    """Who does what a verb says, if he stands far before it? None, if nobody is found."""
    by_form = {"ing": _passing, "to": _ranked, "base": _asked_of}
    found = by_form[verb.form](p, i) if verb.form in by_form else _finitely(p, i, verb)
    return found if found.parties else None


def _finitely(p: Parse, i: int, verb: Verb) -> Subject:
    if verb.form != "finite" or verb.reduced:
        return NOBODY
    k = p.left(i)
    kind = p.kind(k)
    if kind == "cc":
        return _after_told(p, k)
    if kind == "comma":
        return _over_insertion(p, k)
    found = (_together(p, k) or _inverted(p, k)) if kind == "np" else NOBODY
    return found if found.parties else _over_clause(p, i)


def _passing(p: Parse, i: int) -> Subject:
    """Return the subject of "spent years trying", "after sacking Y", "a Council text demanding"."""
    k = p.left(i)
    verb = p.verb(k - 1)
    if p.kind(k) == "prep" and p.phrases.word(k) in _WHEN:
        return _besides(p, i, k)
    if p.kind(k) != "np":
        return NOBODY
    if verb is not None and verb.lemmas & _PASSING and not verb.passive:
        return p.subjects.get(k - 1, NOBODY)._replace(gap=-1)
    owner = p.phrases.owner(k)
    document = p.tokens[p.chunks[k].last].lower in vocabulary()["documents"]
    return Subject((owner,), p.chunks[k].start) if owner is not None and document else NOBODY


def _besides(p: Parse, i: int, k: int) -> Subject:
    """Return the subject of a participle of time: "X, after sacking Y, left"."""
    if k == 0:
        return fronted(p, i)
    before = p.left(k)
    if p.kind(before) == "comma" and p.kind(p.left(before)) == "np":
        told = any(_finite(p, j) for j in range(before))
        return NOBODY if told else p.noun_before(p.left(before))
    for j in range(k - 1, max(-1, k - _FAR), -1):
        if _finite(p, j):
            verb = p.verb(j)
            passive = verb is not None and verb.passive
            return NOBODY if passive else p.subjects.get(j, NOBODY)._replace(gap=-1, negated=False)
        if p.kind(j) not in _BETWEEN:
            break
    return NOBODY


def _ranked(p: Parse, i: int) -> Subject:
    """Return the subject of "X, the first to recognise Y, left"."""
    k = p.left(i)
    words = p.phrases.tokens_in(p.chunks[k]) if p.kind(k) == "np" else []
    apposed = p.kind(k - 1) == "comma" and p.kind(k - 2) == "np"
    ranks = any(token.lower in _RANKS for token in words)
    return p.noun_before(k - 2) if apposed and ranks else NOBODY


def _asked_of(p: Parse, i: int) -> Subject:
    """Return the subject of "not only did X recall its envoy"."""
    k = p.left(i)
    if p.kind(k) != "np":
        return NOBODY
    found = _inverted(p, k)
    return found._replace(negated=False) if p.phrases.word(0) == "not only" else found


def _over_clause(p: Parse, i: int) -> Subject:
    """Return the subject of "officers who seized power left", "ministers meeting in X urged"."""
    if p.kind(i - 1) not in _BETWEEN:
        return NOBODY
    for j in range(i - 1, max(0, i - _FAR), -1):
        verb = p.verb(j)
        if verb is None:
            if p.kind(j) not in _BETWEEN:
                return NOBODY
            continue
        before = p.left(j)
        if verb.form == "finite" and p.kind(before) == "rel" and p.kind(before - 1) == "np":
            return p.noun_before(before - 1) if p.phrases.word(before) != "whose" else NOBODY
        if verb.form == "ing" and j < i - 1 and p.kind(j - 1) == "np":
            return p.noun_before(j - 1)
        return NOBODY
    return NOBODY


def _over_insertion(p: Parse, k: int) -> Subject:
    """Return the subject of "X, with men stationed there, froze it", "X, whose y did z, left"."""
    for j in range(k - 1, max(0, k - _FAR), -1):
        verb = p.verb(j)
        if verb is not None and p.subjects.get(j, NOBODY).parties and not _related(p, j):
            return NOBODY
        if p.kind(j) not in ("comma", "mark") or p.kind(p.left(j)) != "np":
            continue
        opens = p.kind(j + 1) == "rel"
        opens = opens or (p.kind(j + 1) == "prep" and p.phrases.word(j + 1) in _INSERTED)
        if p.kind(j) == "comma" and opens:
            return p.noun_before(p.left(j))
        if p.kind(j) == "mark":
            return NOBODY
    return NOBODY


def _over_apposition(p: Parse, k: int) -> Subject | None:
    """Return the subject of "X, chair of the body to which Y reports, left"; or None."""
    if p.kind(0) != "np" or p.kind(1) != "comma" or p.kind(2) not in ("np", "prep"):
        return None
    verbs = [j for j in range(2, k) if _finite(p, j)]
    if any(p.kind(j) in ("comma", "mark", "said", "open") for j in range(2, k)) or not verbs:
        return None
    rel = next((j for j in range(3, k) if p.kind(j) in ("rel", "that")), 0)
    own = rel and all(j > rel for j in verbs) and len(verbs) == 1
    return p.noun_before(0) if own else None


def _related(p: Parse, j: int) -> bool:
    """Does the verb stand in a relative clause?"""
    return any(p.kind(k) == "rel" for k in range(max(0, j - 3), j))


def _together(p: Parse, k: int) -> Subject | None:
    """Return those who acted together last: "both", "all three", "the pair"; or None."""
    words = p.text[p.chunks[k].start : p.chunks[k].end].lower()
    several = p.memory.several
    if len(several) != _TOGETHER.get(words, 0) or p.kind(k - 1) in ("prep", "verb"):
        return None
    start, end = p.chunks[k].start, p.chunks[k].end
    parties = tuple(n._replace(start=start, end=end, form="pronoun") for n in several)
    return Subject(parties, start)


def over_aside(p: Parse, k: int) -> Subject | None:
    """Return the subject before an insertion that ends with this comma, if its words tell."""
    known = _among_them(p, k) or spelled_out(p, k) or included(p, k) or told_by(p, k)
    return known or over_relative(p, k) or _over_apposition(p, k)


def _among_them(p: Parse, k: int) -> Subject | None:
    """Return the subject of "Ten states, with X and Y among them, objected"; or None."""
    if p.phrases.word(k - 1) != "them" or p.phrases.word(k - 2) != "among":
        return None
    opens = next((j for j in range(k - 3, 0, -1) if p.phrases.word(j + 1) == "with"), 0)
    if not opens or p.kind(opens) != "comma" or p.kind(p.left(opens)) != "np":
        return None
    found, named = p.noun_before(p.left(opens)), p.phrases.forward(opens + 2)[0]
    own = {n.party for n in found.parties}
    return found._replace(parties=(*found.parties, *(n for n in named if n.party not in own)))


def _inverted(p: Parse, k: int) -> Subject:
    """Return the subject of "only on Monday had X released it"."""
    parties, at = p.phrases.backward(k)
    verb = p.verb(at - 1)
    if verb is None or not verb.lemmas <= {"be", "have", "do"} or not parties:
        return NOBODY
    fronted = p.tokens[0].lower in _FRONTED and p.text[p.sentence.end - 1] != "?"
    return Subject(tuple(parties), p.chunks[at].start) if fronted else NOBODY


def _after_told(p: Parse, k: int) -> Subject:
    """Return the speaker: "X said it took note of the vote and appealed for calm"."""
    says = vocabulary()["says"]
    nearest = next((j for j in range(k - 1, -1, -1) if _finite(p, j)), -1)
    subject = p.left(nearest) if nearest > 0 else -1
    if subject < 1 or p.phrases.word(subject) not in _ITSELF:
        return NOBODY
    told = p.left(subject)
    told = p.left(told) if p.kind(told) == "that" else told
    verb = p.verb(told)
    if verb is None or verb.form != "finite" or not verb.lemmas & says:
        return NOBODY
    return p.subjects.get(told, NOBODY)._replace(gap=-1)


def _finite(p: Parse, j: int) -> bool:
    verb = p.verb(j)
    return verb is not None and verb.form == "finite"
