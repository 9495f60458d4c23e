"""Which doubts stand beside what a row says?

A row of a query shows how it is known (``named``, ``from facts``, ``supposed`` ...), whether
somebody has decided it, and every doubt of its source.
"""

from __future__ import annotations

from collections.abc import Collection

from quorate.claims.claim import Claim, Position
from quorate.claims.source import Derived, Passage, Person, doubt
from quorate.record.schema import Stored


def marks(stored: Stored, rivals: Collection[Stored] = (), *beside: str) -> tuple[str, ...]:
    """Return the marks of a claim: how it is known, its state, its doubts, then those beside.

    Args:
        stored: the claim that holds.
        rivals: claims of its rank that overlap it and differ.
        beside: further marks of the row.
    """
    claim = stored.claim
    found = [_basis(stored)]
    if isinstance(claim, Position) and claim.inferred:
        found.append("inferred")
    if stored.status == "proposed":
        found.append("proposed")
    if rivals:
        found.append("disputed")
    found.append(doubt(claim.source))
    return tuple(dict.fromkeys(mark for mark in (*found, *beside) if mark))


def origin_key(claim: Claim) -> str:
    """Return what tells sources apart: the report's id, or the title."""
    source = claim.source
    if isinstance(source, Passage):
        return source.report
    return str(getattr(source, "title", "") or getattr(source, "name", "") or claim.id)


def seen(claim: Claim) -> str:
    """Return from when it holds, else by when it was published: an undated claim tells no past."""
    return claim.starts or claim.known or ""


def dated(claim: Claim) -> tuple[str, ...]:
    """Return the mark of a claim that says itself of no date when it holds."""
    if claim.starts:
        return ()
    return ("dated by its report" if claim.known else "undated",)


def _basis(stored: Stored) -> str:
    source = stored.claim.source
    if stored.status == "supposed":
        return "supposed"
    if isinstance(source, Derived):
        return "inferred"
    if isinstance(source, Person):
        return "by a person"
    return "named" if isinstance(source, Passage) else "from facts"
