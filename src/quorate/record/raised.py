"""Which demands are raised, before anything closes one?

Claims that demand one thing are one demand: of one party, toward one addressee, in one wording.
They gather in the order of their days, so that a demand is what the first of them began.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Literal, TypeAlias, cast

import msgspec

from quorate.claims.claim import Position
from quorate.record.actors import Naming, fold
from quorate.record.marks import marks, seen
from quorate.record.schema import Stored

Status: TypeAlias = Literal["standing", "met", "refused", "dropped", "former"]

ONE = 0.8  # from which two sources word one demand
_ENDINGS = ("ing", "ed", "es", "s", "e")
_NO_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "be", "by", "for", "from", "he", "her", "his", "in", "into",
     "is", "it", "its", "of", "on", "or", "she", "so", "that", "the", "their", "they", "this", "to",
     "up", "was", "were", "which", "who", "will", "with", "would")
)  # fmt: skip


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """A demand and its life.

    Attributes:
        phrase: what is demanded, in the report's words.
        by: who demands it, by id or in words; `of`: of whom, empty if nobody is named.
        status: standing; dropped, met, refused; or former, where a report says no more than that
            it was so.
        since: from when, or by when seen; empty: unknown.
        until: when it was closed, as far as known.
        call: true if it is a call or an appeal rather than a demand.
        said_by: who ascribes it.
        marks: how it is known, and doubts; ``inferred`` if what closed it was found by its words.
        decided: false if it rests on a proposal.
        claims: ids of the claims that make it.
        closed_by: ids of the claims that close it.
    """

    phrase: str
    by: tuple[str, ...]
    of: str = ""
    status: Status = "standing"
    since: str = ""
    until: str = ""
    call: bool = False
    said_by: str = ""
    marks: tuple[str, ...] = ()
    decided: bool = True
    claims: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()


def grouped(made: list[Stored], naming: Naming) -> list[list[Stored]]:
    """Return the claims that make one demand together: one party, one addressee, one wording."""
    groups: list[list[Stored]] = []
    firsts: list[tuple[str, str]] = []  # the phrase and the addressee of the first of each group
    begun: dict[tuple[str, str], list[int]] = defaultdict(list)  # by a party and a word
    for each in sorted(made, key=lambda s: (seen(s.claim) or "~", s.claim.id)):
        claim = claim_of(each)
        words, asked = _words(claim.phrase), naming.one(claim.target) if claim.target else ""
        keys = [(party, word) for party in parties_of(claim, naming) for word in words]
        for place in sorted({n for key in keys for n in begun[key]}):
            phrase, other = firsts[place]
            fellows = not asked or not other or asked == other
            same_length = abs(len(_words(phrase)) - len(words)) <= 1
            if fellows and same_length and likeness(phrase, claim.phrase) >= ONE:
                groups[place].append(each)
                break
        else:
            for key in keys:
                begun[key].append(len(groups))
            groups.append([each])
            firsts.append((claim.phrase, asked))
    return groups


def parties_of(claim: Position, naming: Naming) -> set[str]:
    """Return who demands, by id or in folded words."""
    return {naming.one(p.actor) if p.actor else fold(p.words) for p in claim.parties}


def claim_of(stored: Stored) -> Position:
    """Return the position that is stored."""
    return cast(Position, stored.claim)


def demand_of(several: list[Stored], naming: Naming) -> Demand:
    """Return the demand that these claims make, given in their order."""
    first = claim_of(several[0])
    by = (naming.one(p.actor) if p.actor else p.words for s in several for p in claim_of(s).parties)
    targets = [naming.one(claim_of(s).target) for s in several if claim_of(s).target]
    own = next((claim_of(s).status for s in several if claim_of(s).status != "current"), "standing")
    status: Status = own if own in ("met", "refused", "dropped", "former") else "standing"  # type: ignore[assignment]  # mypy narrows no tuple
    days = [day for s in several if (day := seen(s.claim))]
    return Demand(
        phrase=first.phrase,
        by=tuple(dict.fromkeys(by)),
        of=targets[0] if targets else "",
        status=status,
        since=min(days) if days else "",
        call=all(claim_of(s).stance not in ("demands", "drops_demand") for s in several),
        said_by=naming.one(first.said_by) if first.said_by else "",
        marks=tuple(dict.fromkeys(m for s in several for m in marks(s))),
        decided=any(s.decided for s in several),
        claims=tuple(s.claim.id for s in several),
    )


def likeness(one: str, other: str) -> float:
    """Return how far two phrases share their words: of the fewer words, the part in the other.

    >>> likeness("that Maduro step down", "Maduro stepping down and leaving the country")
    1.0
    >>> likeness("free political prisoners", "hold timely elections")
    0.0
    """
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return 0.0
    shared = len(mine & theirs)
    if shared < 2 and min(len(mine), len(theirs)) > 1:
        return 0.0  # one word in common is a subject, not a demand
    return shared / min(len(mine), len(theirs))


@lru_cache(maxsize=1 << 14)
def _words(phrase: str) -> frozenset[str]:
    return frozenset(
        _stem(w) for w in re.findall(r"[\w-]+", fold(phrase)) if w not in _NO_WORDS and len(w) > 1
    )


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return word
