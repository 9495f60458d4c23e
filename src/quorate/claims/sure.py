"""How sure must a reader be, at least?

A confidence of which every kind is asked the same, or one of each kind; a kind that is then left
out is asked more than any claim has. Of a person's claim or a fact nothing is asked; what a machine
proposes without a confidence is never sure enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from quorate.claims.claim import Claim
from quorate.claims.problem import Unusable

Least: TypeAlias = float | Mapping[str, float]

SAFE = "safe"  # the word for the levels named safe to accept


def sure_enough(claim: Claim, least: Least | None) -> bool:
    """Is a claim at least so sure?

    >>> from quorate.claims.claim import Figure
    >>> from quorate.claims.source import Supposed
    >>> ships = Figure(source=Supposed("x"), quantity="ships", best=3, confidence=0.8)
    >>> sure_enough(ships, 0.8), sure_enough(ships, {"act": 0.5}), sure_enough(ships, None)
    (True, False, True)
    """
    if least is None:
        return True
    if claim.confidence is None:
        return not claim.reader
    asked = asked_of(claim.kind, least)
    return asked is not None and claim.confidence >= asked


def asked_of(kind: str, least: Least) -> float | None:
    """Return what is asked of a kind; None: no claim of it is sure enough."""
    return least if isinstance(least, float | int) else least.get(kind)


def read_least(text: str, safe: Mapping[str, float]) -> Least | None:
    """Return what a user asks: a number from 0 to 1, or ``safe``; None if nothing is asked.

    Args:
        text: what was given.
        safe: the levels that ``safe`` stands for.

    Raises:
        Unusable: it is neither.

    >>> read_least(".9", {}), read_least("safe", {"act": 0.95}), read_least("", {})
    (0.9, {'act': 0.95}, None)
    """
    told = text.strip()
    if not told:
        return None
    if told == SAFE:
        return dict(safe)
    try:
        least = float(told)
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:  # nor is NaN
        raise Unusable(f"'{told[:40]}' is no confidence; give a number from 0 to 1, or {SAFE}.")
    return least


def told_of(least: Least | None) -> str:
    """Return what was asked as text that `read_least` reads.

    >>> told_of(0.9), told_of({"act": 0.95}), told_of(None)
    ('0.9', 'safe', '')
    """
    if least is None:
        return ""
    return f"{least:g}" if isinstance(least, float | int) else SAFE
