"""Which drafts are one?

A report rarely names a draft as the roll call does. Two drafts are joined if they were voted in one
organ on one day and their counts agree in a number of votes and contradict in none, and if there is
just one such draft: one candidate or none. The step is a derived claim, so a person can reject it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import msgspec

from quorate.claims.claim import Occasion, Same, Tally
from quorate.claims.source import Derived
from quorate.record.schema import Stored

STEP = "one draft of that organ and day fits the count"


class DraftSeen(msgspec.Struct, frozen=True):
    """A draft as one source has it: the occasion, and the count in the same source if any."""

    occasion: Stored
    tally: Stored | None

    @property
    def id(self) -> str:
        return _occasion(self).occasion

    @property
    def official(self) -> bool:
        return self.occasion.status == "official"

    @property
    def place(self) -> tuple[str, str] | None:
        """Return organ and day, or None if either is not known."""
        organ = _occasion(self).organ
        day = (self.tally.claim.starts if self.tally else "") or self.occasion.claim.starts
        return (organ, day) if organ and len(day) == 10 else None


def _occasion(draft: DraftSeen) -> Occasion:
    claim = draft.occasion.claim
    assert isinstance(claim, Occasion)
    return claim


def fits(one: Tally, other: Tally) -> bool:
    """Do two counts agree in a number of votes and contradict each other in none?"""
    pairs = [(getattr(one, n), getattr(other, n)) for n in Tally.votes]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    outcomes = {one.outcome, other.outcome} - {None}
    return bool(both) and all(a == b for a, b in both) and len(outcomes) < 2


def join_drafts(
    drafts: Collection[DraftSeen], apart: Collection[frozenset[str]] = ()
) -> list[Same]:
    """Return the derived claims that join drafts, each with the ids of the claims it used.

    Args:
        drafts: all drafts as their sources have them.
        apart: pairs of draft ids that a person holds to be two.
    """
    there = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: (not d.official, d.occasion.entry, d.id)):
        if draft.tally is not None and draft.place is not None:
            there[draft.place].append(draft)
    joined = []
    for group in there.values():
        for index, draft in enumerate(group):
            if draft.official:
                continue
            candidates = _candidates(draft, group, index, apart)
            if candidates and _all_fit(candidates):
                joined.append(_same(draft, candidates[0]))
    return joined


def _candidates(
    draft: DraftSeen, group: list[DraftSeen], index: int, apart: Collection[frozenset[str]]
) -> list[DraftSeen]:
    """Return the drafts that this one may be: roll calls if one fits, else of earlier reports."""
    fitting = [
        other
        for position, other in enumerate(group)
        if position != index
        and _source(other) != _source(draft)
        and frozenset((draft.id, other.id)) not in apart
        and fits(_tally(draft), _tally(other))
    ]
    official = [other for other in fitting if other.official]
    return official or [other for other in fitting if group.index(other) < index]


def _all_fit(candidates: list[DraftSeen]) -> bool:
    first = candidates[0]
    return all(fits(_tally(first), _tally(other)) for other in candidates[1:]) and not (
        first.official and len(candidates) > 1
    )


def _tally(draft: DraftSeen) -> Tally:
    assert draft.tally is not None
    assert isinstance(draft.tally.claim, Tally)
    return draft.tally.claim


def _source(draft: DraftSeen) -> str:
    return getattr(draft.occasion.claim.source, "report", draft.id)


def _same(draft: DraftSeen, other: DraftSeen) -> Same:
    used = [draft.occasion, other.occasion, draft.tally, other.tally]
    ids = tuple(stored.claim.id for stored in used if stored is not None)
    return Same(source=Derived(rule=STEP, claims=ids), one=draft.id, other=other.id)


class Joined:
    """Ids made one by `Same` claims; an official id, where there is one, stands for all."""

    def __init__(self, same: Collection[Same], official: Collection[str] = ()) -> None:
        self.derived = [claim for claim in same if isinstance(claim.source, Derived)]
        self._head: dict[str, str] = {}
        for claim in sorted(same, key=lambda c: c.id):
            one, other = self.one(claim.one), self.one(claim.other)
            keep, drop = sorted((one, other), key=lambda i: (i not in official, i))
            if keep != drop:
                self._head[drop] = keep

    def one(self, name: str) -> str:
        """Return the id that stands for this one."""
        while name in self._head:
            name = self._head[name]
        return name

    def all(self, name: str) -> tuple[str, ...]:
        """Return every id that means the same, the one that stands for all first."""
        head = self.one(name)
        return (head, *sorted(i for i in self._head if self.one(i) == head))
