"""What do governing and modal verbs make of an act?

"refuses to recognise" is not done, "plans to leave" is not done yet, "may leave" is only possible.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quorate.reading.language import lexicon
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parties import Phrases
from quorate.reading.syntax.tokens import singular
from quorate.reading.syntax.verbs import Verb

if TYPE_CHECKING:
    from quorate.reading.syntax.parse import Parse


class Subject(NamedTuple):
    """Of a verb: who, and what the words around it make of it.

    Attributes:
        parties: who is the grammatical subject.
        start: where it begins; -1 if it stands elsewhere.
        negated: by the subject ("none of them") or a governing verb ("refuses to").
        modality: ``planned`` or ``hypothetical`` by the governing verb, else empty.
        said_by: whom the clause is attributed to; empty if nobody.
        alleged: true if the attribution casts doubt.
        gap: chunk of the noun phrase that is the object of a relative clause; -1 if none.
        skip: true if another clause already says it ("urged X to do it").
        governor: lemmas of the governing verb.
    """

    parties: tuple[Named, ...] = ()
    start: int = -1
    negated: bool = False
    modality: str = ""
    said_by: str = ""
    alleged: bool = False
    gap: int = -1
    skip: bool = False
    governor: frozenset[str] = frozenset()


NOBODY = Subject()
_REPORTING = {"say", "believe", "know", "report", "think", "understand"}  # "is said to oppose"


@cache
def _control() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in lexicon("clauses")["control"].items()}


def governed(subject: Subject, governing: Verb) -> Subject:
    """What does a governing verb make of the verb with "to" after it?"""
    table = _control()
    lemmas = governing.lemmas
    subject = subject._replace(governor=lemmas, gap=-1)
    negated = subject.negated != governing.negated
    if lemmas & table["refuses"]:
        return subject._replace(negated=not negated)
    if governing.passive and lemmas & _REPORTING:
        return subject._replace(alleged="know" not in lemmas, negated=negated)
    if governing.passive and lemmas & {"expect", "slate", *table["names"]}:
        return subject._replace(modality="planned", negated=negated)
    if "claim" in lemmas and not governing.passive:
        return subject._replace(alleged=True, negated=negated)
    if governing.passive and not lemmas & {"force", "oblige", "compel", "set", "schedule"}:
        return subject._replace(skip=True)
    if lemmas & {"threaten", "consider"}:
        return subject._replace(modality="hypothetical")
    if lemmas & table["plans"]:
        return subject._replace(modality=subject.modality or "planned", negated=negated)
    if lemmas & table["does"]:
        found = subject.modality or modal_of(governing)
        return subject._replace(negated=negated, modality=found)
    return subject._replace(skip=True)


def of_noun(phrases: Phrases, k: int) -> Subject:
    """Return the subject of "to" after a noun: "X's decision to", "the threat by X and Y to"."""
    table = lexicon("clauses")["control_nouns"]
    first = k
    while phrases.kind(first - 1) in ("cc", "comma") and phrases.kind(first - 2) == "np":
        first -= 2
    named: tuple[Named, ...] = ()
    if phrases.kind(first - 1) == "prep" and phrases.word(first - 1) in ("of", "by"):
        k, named = first - 2, tuple(phrases.forward(first)[0])
    if phrases.kind(k) != "np":
        return NOBODY
    noun = singular(phrases.tokens[phrases.chunks[k].last].lower)
    owner = phrases.owner(k)
    named = (owner,) if owner is not None else named
    for modality_, nouns in table.items():
        if noun in nouns and named:
            planned = "planned" if modality_ == "planned" else ""
            refused = noun in ("refusal", "failure", "reluctance")
            return Subject(named, phrases.chunks[k].start, refused, planned)
    return NOBODY


def invited(p: Parse, k: int) -> Subject:
    """Return the subject of "to" after what is accepted or not: "declined an invitation to"."""
    j = p.left(k)
    j -= p.phrases.word(j) == "down"  # "turned down an invitation"
    verb = p.verb(j)
    asked = p.kind(k) == "np" and p.tokens[p.chunks[k].last].lower == "invitation"
    if verb is None or not asked or verb.passive:
        return NOBODY
    found = p.subjects.get(j, NOBODY)
    if verb.lemmas & _control()["declines"]:
        declines = frozenset(("decline",))
        declined = found._replace(negated=not found.negated, gap=-1, governor=declines)
        return NOBODY if verb.negated else declined
    if "accept" not in verb.lemmas:
        return NOBODY
    agrees, negated = frozenset(("agree",)), found.negated != verb.negated
    return found._replace(negated=negated, modality="planned", gap=-1, governor=agrees)


def modal_of(verb: Verb) -> str:
    """Return what the modal verb makes of an act.

    >>> modal_of(Verb(frozenset(), "finite", modal="will"))
    'planned'
    """
    if verb.modal in ("will", "shall", "won't", "'ll"):
        return "planned"
    return "hypothetical" if verb.modal else ""


def modality(verb: Verb, subject: Subject) -> str:
    """Return ``actual``, ``planned``, ``hypothetical`` or ``alleged``.

    >>> modality(Verb(frozenset(), "finite", modal="may"), NOBODY)
    'hypothetical'
    """
    found = subject.modality or modal_of(verb)
    return found or ("alleged" if subject.alleged else "actual")


def fronted(p: Parse, i: int) -> Subject:
    """Return the subject that follows a participle: "Rejecting the offer, X left"."""
    for k in range(i + 1, min(len(p.chunks), i + 10)):
        if p.kind(k) == "comma" and p.kind(k + 1) == "np":
            parties, stop = p.phrases.forward(k + 1)
            verb = p.verb(stop)
            told = verb is not None and verb.form == "finite"
            return Subject(tuple(parties), p.chunks[k + 1].start) if told else NOBODY
        if p.verb(k) is not None or p.kind(k) in ("mark", "rel", "sub"):
            break
    return NOBODY
