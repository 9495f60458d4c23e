"""Which claim holds?

On a date, for a key, the highest rank holds; within a rank the later `since`, then the later
`known`. Two claims of one key and rank that overlap and differ are a conflict: one is shown as
holding, with the mark, until a person decides. An ending is a negated claim since the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import msgspec

from quorate.claims.claim import Claim
from quorate.record.schema import Stored

ASIDES = ("how", "note", "title", "governs")  # wordings, not what a claim says


class Held(msgspec.Struct, frozen=True):
    """What holds for one key.

    Attributes:
        key: what it is about.
        holds: the claim that holds.
        rivals: claims of the same rank that overlap it and differ.
        weaker: the further claims, by weight.
    """

    key: str
    holds: Stored
    rivals: tuple[Stored, ...] = ()
    weaker: tuple[Stored, ...] = ()

    @property
    def decided(self) -> bool:
        return self.holds.decided


def weigh(candidates: Iterable[tuple[str, Stored]]) -> list[Held]:
    """Return what holds for each key, ordered by key.

    Args:
        candidates: claims with the key each is held under (ids that mean one thing made one);
            all of them already on the date and known by then. The order does not matter.
    """
    ordered = sorted(candidates, key=lambda pair: (pair[0], _weight(pair[1])), reverse=True)
    held = []
    for key, group in groupby(ordered, key=lambda pair: pair[0]):
        first, *others = [stored for _, stored in group]
        rivals = tuple(
            o for o in others if o.claim.rank == first.claim.rank and conflict(first.claim, o.claim)
        )
        weaker = tuple(o for o in others if o not in rivals)
        held.append(Held(key, first, rivals, weaker))
    return held[::-1]


def _weight(stored: Stored) -> tuple[int, str, str, bool, str]:
    claim = stored.claim
    sure = not getattr(claim.source, "mark", "")  # of two alike, the one without a doubt holds
    return (int(claim.rank), claim.starts, claim.known or "", sure, claim.id)


def differ(one: Claim, other: Claim) -> bool:
    """Do the two say different things? What one of them leaves open is no difference."""
    mine, theirs = one.values, other.values
    return any(
        mine[name] != theirs[name]
        for name in mine
        if name not in ASIDES and _says(mine[name]) and _says(theirs[name])
    )


def _says(value: object) -> bool:
    return value is not None and value != "" and value != ()


def conflict(one: Claim, other: Claim) -> bool:
    """Do two claims of one key and rank overlap in time and differ?

    A claim without an end gives way to a later one: that is a change, not a conflict.
    """
    if not differ(one, other):
        return False
    first, second = sorted((one, other), key=lambda c: c.starts)
    if not first.starts or not second.starts:
        return True
    if second.starts.startswith(first.starts):  # the same day, or a day in the other's month
        return True
    return first.until is not None and first.until > second.starts
