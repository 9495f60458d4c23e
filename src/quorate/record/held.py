"""Which claim holds?

On a date, for a key, the highest rank holds; within a rank a claim whose source is disputed gives
way to one whose source is not; what a model proposed and nobody accepted gives way to all others;
then the later `since` holds, then a count that its source gives in place of another, then the later
`known`. Two claims of one key and rank that overlap and differ are a conflict: one is shown as
holding, with the mark, until a person decides. An ending is a negated claim since the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

import msgspec

from quorate.claims.claim import Actor, Claim, Tally
from quorate.claims.source import Rank, disputed, doubt
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
    several: dict[str, list[Stored]] = defaultdict(list)
    for key, stored in candidates:
        several[key].append(stored)
    return [_first(key, several[key]) for key in sorted(several)]


def _first(key: str, several: list[Stored]) -> Held:
    """Return what holds of the claims of one key."""
    if len(several) == 1:
        return Held(key, several[0])
    first, *others = _agreed_first(sorted(several, key=weight, reverse=True))
    rivals = tuple(
        o for o in others if o.claim.rank == first.claim.rank and conflict(first.claim, o.claim)
    )
    return Held(key, first, rivals, tuple(o for o in others if o not in rivals))


def with_former_names(held: Held) -> Actor:
    """Return an actor as it is called now, and as it was called before among its names."""
    now = cast(Actor, held.holds.claim)
    names = dict(now.names)
    for before in (cast(Actor, s.claim) for s in (*held.rivals, *held.weaker) if s.claim.until):
        for language in ("en", *(k for k in before.names if k != "en")):
            called = (before.name,) if language == "en" else ()
            also = (*names.get(language, ()), *called, *before.names.get(language, ()))
            names[language] = tuple(dict.fromkeys(also))
    return now if names == now.names else msgspec.structs.replace(now, names=names)


def _agreed_first(weighed: list[Stored]) -> list[Stored]:
    """Return claims of one key, by weight; a disputed one gives way to a peer that is not."""
    first = weighed[0]
    if disputed(first.claim.source):
        for other in weighed[1:]:
            peers = other.claim.rank == first.claim.rank and not disputed(other.claim.source)
            if peers and _meet(first.claim, other.claim):
                return [other, *(s for s in weighed if s is not other)]
    return weighed


def _meet(one: Claim, other: Claim) -> bool:
    """Do the times of two claims overlap?"""
    first, second = sorted((one, other), key=lambda c: c.starts)
    return first.until is None or first.until > second.starts


def weight(stored: Stored) -> tuple[int, bool, str, bool, str, bool, str]:
    """Return what orders claims of one key: the greatest holds, if its source is not disputed."""
    claim = stored.claim
    heeded = stored.decided or not claim.by_model  # a model never outweighs the first reader
    sure = not doubt(claim.source)  # of two alike, the one without a doubt holds
    anew = isinstance(claim, Tally) and claim.corrects
    return (int(claim.rank), heeded, claim.starts, anew, claim.known or "", sure, claim.id)


def overridden(held: Held) -> tuple[Stored, ...]:
    """Return the official claims that a person's correction stands in place of."""
    told = held.holds.claim
    if told.rank != Rank.CORRECTION:
        return ()
    peers = (s for s in held.weaker if s.claim.rank == Rank.OFFICIAL)
    official = (s for s in peers if not disputed(s.claim.source))
    return tuple(s for s in official if s.claim.negated != told.negated or differ(told, s.claim))


def differ(one: Claim, other: Claim) -> bool:
    """Do two claims of one key say different things?

    What one of them leaves open is no difference, nor are two ids that mean one thing in the key.
    """
    mine, theirs = one.values, other.values
    same = (*ASIDES, *one.key_fields)
    return any(
        mine[name] != theirs[name]
        for name in mine
        if name not in same and _says(mine[name]) and _says(theirs[name])
    )


def _says(value: object) -> bool:
    """Does a field say anything? That a vote is to come says nothing of how it ends."""
    return value not in (None, "", (), "pending")


def conflict(one: Claim, other: Claim) -> bool:
    """Do two claims of one key and rank overlap in time and differ?

    A claim without an end gives way to a later one: that is a change, not a conflict. To one whose
    source is disputed it does not.
    """
    first, second = sorted((one, other), key=lambda c: c.starts)
    if not first.starts and second.starts and not _meet(first, second):
        return False  # nobody told since when, but it was over before the other began
    if first.until is not None and first.until == second.starts:
        return False  # the one begins on the day on which the other ends
    dated = first.starts and second.starts
    # The same day, or a day in the other's month, is no change but a difference.
    if dated and not second.starts.startswith(first.starts):
        change = first.until is None and not disputed(first.source) and not disputed(second.source)
        if change or not _meet(first, second):
            return False
    return differ(one, other)


def holds_on(claim: Claim, on: str | None, known: str | None) -> bool:
    """Does a claim hold on a day, as far as it says itself, and was it published by another?"""
    if known and (claim.known is None or claim.known > known):
        return False
    return not on or (claim.starts <= on and (claim.until is None or claim.until > on))
