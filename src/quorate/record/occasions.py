"""Which occasions are one?

A report rarely names a meeting or statement as the official list does. An occasion of a report is
joined to another of the same type and day, if both are of one group or, where a source does not say
whose it is, if those named agree; and only if there is just one such occasion: one candidate or
none. The step is a derived claim, so a person can reject it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import Membership, Occasion, Role, Same
from quorate.claims.source import Derived
from quorate.record.marks import origin_key
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.actors import Naming

STEP_GROUP = "one {type} of that group and day"
STEP_NAMES = "one {type} of that day whose names agree"
AGREE = 0.5  # of the names of either list that stand in the other
FEWEST = 3  # names in common


class OccasionSeen(msgspec.Struct, frozen=True, kw_only=True):
    """An occasion as one source has it.

    Attributes:
        occasion: the claim.
        group: the group or organ it is of, by id; empty if the source does not say.
        day: its day; empty if that is not known.
        named: who is named, by role.
        claims: ids of the claims that name them.
    """

    occasion: Stored
    group: str = ""
    day: str = ""
    named: dict[Role, frozenset[str]] = {}
    claims: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return cast(Occasion, self.occasion.claim).occasion

    @property
    def type(self) -> str:
        return cast(Occasion, self.occasion.claim).type

    @property
    def official(self) -> bool:
        return self.occasion.status == "official"

    @property
    def source(self) -> str:
        return self.id if self.official else origin_key(self.occasion.claim)


def occasions_seen(
    occasions: Iterable[Stored], memberships: Iterable[Stored], naming: Naming
) -> list[OccasionSeen]:
    """Return the occasions (drafts aside) with those that the same source names.

    Args:
        occasions: claims that stand.
        memberships: claims that stand.
        naming: who is meant by a name.
    """
    named: dict[str, list[Membership]] = defaultdict(list)
    for each in memberships:
        claim = cast(Membership, each.claim)
        named[claim.group].append(claim)
    seen = []
    for each in occasions:
        occasion = cast(Occasion, each.claim)
        if occasion.type == "draft":
            continue
        lists: dict[Role, set[str]] = defaultdict(set)
        own = named[occasion.occasion]
        for claim in own:
            if not claim.negated:
                lists[claim.role].add(naming.one(claim.member))
        days = {d for c in (occasion, *own) if len(d := c.starts) == 10}
        seen.append(
            OccasionSeen(
                occasion=each,
                group=naming.one(occasion.organ) if occasion.organ else "",
                day=occasion.starts if len(occasion.starts) == 10 else _one(days),
                named={role: frozenset(names) for role, names in lists.items()},
                claims=tuple(c.id for c in own),
            )
        )
    return seen


def _one(days: set[str]) -> str:
    return next(iter(days)) if len(days) == 1 else ""


def fits(one: OccasionSeen, other: OccasionSeen, day: str = "") -> str:
    """Return the step by which two occasions are one, or empty text if they may be two.

    Args:
        one: an occasion.
        other: another.
        day: the day of an occasion that has none, where somebody gives it.
    """
    days = (one.day or day, other.day or day)
    if one.type != other.type or not days[0] or days[0] != days[1]:
        return ""
    if one.group and other.group:
        return STEP_GROUP.format(type=one.type) if one.group == other.group else ""
    return STEP_NAMES.format(type=one.type) if _agree(one, other) else ""


def _agree(one: OccasionSeen, other: OccasionSeen) -> bool:
    """Do the two lists of one role name mostly the same?"""
    for role in one.named.keys() & other.named.keys():
        mine, theirs = one.named[role], other.named[role]
        both = len(mine & theirs)
        if both >= FEWEST and both >= AGREE * max(len(mine), len(theirs)):
            return True
    return False


def join_occasions(
    seen: Collection[OccasionSeen], apart: Collection[frozenset[str]] = ()
) -> list[Same]:
    """Return the derived claims that join occasions, each with the ids of the claims it used.

    Args:
        seen: all occasions as their sources have them.
        apart: pairs of ids that a person holds to be two.
    """
    ordered = sorted(seen, key=lambda s: (not s.official, s.occasion.entry, s.id))
    there: dict[tuple[str, str], list[OccasionSeen]] = defaultdict(list)
    for each in ordered:
        if each.day:
            there[each.type, each.day].append(each)
    pairs = []
    for group in there.values():
        for index, each in enumerate(group):
            if not each.official and (other := candidate(each, group[:index], apart)) is not None:
                pairs.append((each, other))
    # Two occasions that one report tells apart are not made one by way of a third.
    taken = Counter((each.source, other.id) for each, other in pairs)
    return [same(each, other) for each, other in pairs if taken[each.source, other.id] == 1]


def candidate(
    each: OccasionSeen,
    others: Collection[OccasionSeen],
    apart: Collection[frozenset[str]] = (),
    day: str = "",
) -> OccasionSeen | None:
    """Return the one occasion that this one may be: an official one, else an earlier report's."""
    fitting = [
        other
        for other in others
        if other.source != each.source
        and frozenset((each.id, other.id)) not in apart
        and fits(each, other, day)
    ]
    official = [other for other in fitting if other.official]
    if official:
        return official[0] if len(official) == 1 else None
    # Several of one report are several occasions, so it is not known which of them this is.
    sources = [other.source for other in fitting]
    return fitting[0] if fitting and len(set(sources)) == len(sources) else None


def same(each: OccasionSeen, other: OccasionSeen, day: str = "") -> Same:
    """Return the derived claim that two occasions are one."""
    step = fits(each, other, day)
    used = [each.occasion.claim.id, other.occasion.claim.id]
    if step.endswith("agree"):
        used += [*each.claims, *other.claims]
    return Same(source=Derived(rule=step, claims=tuple(used)), one=each.id, other=other.id)
