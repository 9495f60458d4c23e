"""Which drafts are one?

A report rarely names a draft as the roll call does. Two drafts are joined if they were voted in one
organ on one day and their counts agree in a number of votes and contradict in none, and if there is
just one such draft: one candidate or none. Failing that, a count that differs from the only like
one in a single number, or in where a few members are counted, is another count of the same vote, so
that the difference shows; so is a count of the only vote that a report tells of there, but for one
member, however it ended; a vote told without numbers is the one of that organ and day that ended
so, or a defeat that has no day its last; and one told of beforehand is the one that was then held.
The step is a derived claim, so a person can reject it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date, timedelta

import msgspec

from quorate.claims.claim import Occasion, Same, Tally
from quorate.claims.source import Derived
from quorate.record.schema import Stored

STEP = "one draft of that organ and day fits the count"
SLIP = "one draft of that organ and day has the same count but for one number"
MOVED = "one draft of that organ and day has the same count but for where a few are counted"
RIVAL = (
    "the only draft of that organ and day in either report has the same count but for one member"
)
TOLD_AGAIN = "one draft of that organ, voted by then, ended so"
TOLD_BEFORE = "the one draft that reports count in that organ after it was told to come"
RECENT = 90  # days in which a vote told again without its numbers was
COMING = 14  # days in which a vote told to come, no day being told, is held
MANY = 10  # votes counted; of fewer, two votes of one day are often alike but for one member
# One of so many may be counted elsewhere. Of the pairs of UN General Assembly votes on one day
# (1946 to 2015, Voeten's data) 1.3 per cent are as near as this and 1.4 differ in one number: with
# 33 another vote is taken for the same no oftener by this step than by that.
FEW = 33


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
    both = _both(one, other)
    return bool(both) and all(a == b for a, b in both) and _end_alike(one, other)


def slips(one: Tally, other: Tally) -> bool:
    """Are two counts alike in two numbers of votes at least, and in all but one, ending alike?"""
    both = _both(one, other)
    return len(both) > 2 and sum(a != b for a, b in both) == 1 and _end_alike(one, other)


def moves(one: Tally, other: Tally) -> bool:
    """Are two counts alike but for a few members, whom they count under two headings?"""
    both = _both(one, other)
    apart = [a - b for a, b in both if a != b]
    few = len(apart) == 2 and sum(apart) == 0 and abs(apart[0]) * FEW <= sum(a for a, _ in both)
    return len(both) > 2 and few and _end_alike(one, other)


def rivals(one: Tally, other: Tally) -> bool:
    """Are two counts alike but for one member, whether or not they end alike?"""
    both = _both(one, other)
    apart = [a - b for a, b in both if a != b]
    one_member = sorted(apart) == [-1, 1] or (len(apart) == 1 and abs(apart[0]) == 1)
    return len(both) > 2 and one_member and sum(a for a, _ in both) >= MANY


def _both(one: Tally, other: Tally) -> list[tuple[int, int]]:
    """Return the numbers of votes that both counts give."""
    pairs = ((getattr(one, n), getattr(other, n)) for n in Tally.votes)
    return [(a, b) for a, b in pairs if a is not None and b is not None]


def _end_alike(one: Tally, other: Tally) -> bool:
    return len({one.outcome, other.outcome} - {None}) < 2


def join_drafts(
    drafts: Collection[DraftSeen], apart: Collection[frozenset[str]] = ()
) -> list[Same]:
    """Return the derived claims that join drafts, each with the ids of the claims it used.

    Args:
        drafts: all drafts as their sources have them.
        apart: pairs of draft ids that a person holds to be two.
    """
    there, organs = defaultdict(list), defaultdict(list)
    for draft in sorted(drafts, key=lambda d: (not d.official, d.occasion.entry, d.id)):
        if draft.tally is not None and draft.place is not None:
            there[draft.place].append(draft)
        if draft.tally is not None and _occasion(draft).organ:
            organs[_occasion(draft).organ].append(draft)
    joined = []
    for group in there.values():
        for index, draft in enumerate(group):
            if draft.official:
                continue
            before = group[:index]  # the roll calls of the day, then what was held before it
            candidates = _candidates(draft, before, apart, fits)
            if candidates and _all_fit(candidates):
                joined.append(_same(draft, candidates[0], STEP))
                continue
            for alike, step in ((slips, SLIP), (moves, MOVED)):
                candidates = candidates or _candidates(draft, before, apart, alike)
                if len(candidates) == 1:
                    joined.append(_same(draft, candidates[0], step))
                    break
            if candidates or not _alone(draft, group):
                continue
            candidates = _candidates(draft, before, apart, rivals)
            if len(candidates) == 1 and _alone(candidates[0], group):
                joined.append(_same(draft, candidates[0], RIVAL))
    for group in organs.values():
        for draft in group:
            if (again := _told_again(draft, group, apart)) is not None:
                joined.append(_same(draft, again, TOLD_AGAIN))
            elif (held := _told_before(draft, group, apart)) is not None:
                joined.append(_same(draft, held, TOLD_BEFORE))
    return joined


def _told_before(
    draft: DraftSeen, group: list[DraftSeen], apart: Collection[frozenset[str]]
) -> DraftSeen | None:
    """Return the vote that was held on a draft which a report told to come, if just one was."""
    told, published = _tally(draft), (draft.occasion.claim.known or "")[:10]
    if draft.official or _counted(told) or told.outcome != "pending" or len(published) != 10:
        return None
    first, last = published, _days_from(published, COMING)
    if draft.place:
        first = last = draft.place[1]
    held = [
        o
        for o in group
        if not o.official
        and _counted(_tally(o))
        and o.place
        and first <= o.place[1] <= last
        and _tally(o).needed in (None, told.needed or _tally(o).needed)
        and frozenset((draft.id, o.id)) not in apart
    ]
    one = held and all(o.place == held[0].place for o in held)
    return held[0] if one and all(_like(_tally(held[0]), _tally(o)) for o in held[1:]) else None


def _days_from(day: str, many: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=many)).isoformat()


def _like(one: Tally, other: Tally) -> bool:
    return fits(one, other) or slips(one, other) or moves(one, other)


def _told_again(
    draft: DraftSeen, group: list[DraftSeen], apart: Collection[frozenset[str]]
) -> DraftSeen | None:
    """Return the last counted vote of the organ that one told again without numbers was."""
    told, published = _tally(draft), (draft.occasion.claim.known or "")[:10]
    lost_before = draft.place is None and told.outcome == "not adopted" and len(published) == 10
    if draft.official or _counted(told) or not told.outcome or not (draft.place or lost_before):
        return None
    held = [o for o in group if _counted(_tally(o)) and o.place and _source(o) != _source(draft)]
    if draft.place:
        held = [o for o in held if o.place == draft.place]
    else:
        since = _days_from(published, -RECENT)
        held = [o for o in held if o.place and since <= o.place[1] <= published]
    last = max((o.place for o in held if o.place), default=None)
    alike = [o for o in held if o.place == last and _tally(o).outcome in (None, told.outcome)]
    first = _tally(alike[0]) if alike else None  # a day of several such votes gives none
    one = first and all(_like(first, _tally(o)) for o in alike[1:])
    return alike[0] if one and frozenset((draft.id, alike[0].id)) not in apart else None


def _counted(tally: Tally) -> bool:
    return any(getattr(tally, n) is not None for n in Tally.votes)


def _candidates(
    draft: DraftSeen,
    before: Collection[DraftSeen],
    apart: Collection[frozenset[str]],
    alike: Callable[[Tally, Tally], bool],
) -> list[DraftSeen]:
    """Return the drafts that this one may be: roll calls if one fits, else of earlier reports."""
    fitting = [
        other
        for other in before
        if _source(other) != _source(draft)
        and frozenset((draft.id, other.id)) not in apart
        and alike(_tally(draft), _tally(other))
    ]
    return [other for other in fitting if other.official] or fitting


def _alone(draft: DraftSeen, group: list[DraftSeen]) -> bool:
    """Does its source tell of no other vote there on that day?"""
    return sum(_source(o) == _source(draft) for o in group) == 1


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


def _same(draft: DraftSeen, other: DraftSeen, step: str) -> Same:
    used = [draft.occasion, other.occasion, draft.tally, other.tally]
    ids = tuple(stored.claim.id for stored in used if stored is not None)
    return Same(source=Derived(rule=step, claims=ids), one=draft.id, other=other.id)


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
