"""Who sits in an organ on a day, whom does it count, and by what rules does it decide?

What one organ is, for every situation and for the page of its body. Each answer is what holds,
so that whoever asks can show the claims it rests on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol, cast

from quorate.claims.claim import Base, Membership, Role, Rule
from quorate.claims.source import Passage
from quorate.record.held import Held, overridden

ORDINARY = "resolutions"  # the matter of each organ's ordinary decisions
PROCEDURE = "procedure"  # that of motions on how it goes on, where it has a rule of its own


class Holding(Protocol):
    """Asks what holds of a kind, on a day, with these values of its own fields."""

    def __call__(
        self, kind: str, day: str | None = None, /, **own: tuple[str, ...]
    ) -> list[Held]: ...


class Counted(NamedTuple):
    """Whom an organ counts as its members.

    Attributes:
        number: how many.
        how: ``claim`` if a source gives the number, else ``members listed``.
        left_out: members on the list that are not counted.
        held: the claim that says so, with its rivals.
    """

    number: int
    how: str
    left_out: tuple[str, ...]
    held: Held


def seated(held: Holding, organ: str, whole: str, day: str | None) -> list[Held]:
    """Return the members of the organ that day.

    Where all members of the organisation sit in it, that a report calls one a member is no list.

    Args:
        held: what holds.
        organ: the organ.
        whole: the organisation all of whose members sit in the organ, or empty text.
        day: a date.
    """
    own = in_role(held, (organ,), "member", day)
    if whole and all(isinstance(h.holds.claim.source, Passage) for h in own):
        return in_role(held, (whole,), "member", day) or own
    return own


def in_role(held: Holding, groups: Collection[str], role: Role, day: str | None) -> list[Held]:
    """Return who has the role in one of the groups that day."""
    found = held("membership", day, group=tuple(groups), role=(role,))
    return [h for h in found if not h.holds.claim.negated]


def removed(held: Holding, groups: Collection[str], day: str | None) -> list[Held]:
    """Return who is a member by the shipped facts, and by a correction is none."""
    found = held("membership", day, group=tuple(groups), role=("member",))
    return [h for h in found if h.holds.claim.negated and overridden(h)]


def members_of(held: Sequence[Held]) -> tuple[str, ...]:
    """Return the members that these memberships name, in order."""
    return tuple(sorted({cast(Membership, h.holds.claim).member for h in held}))


def counted(
    held: Holding,
    organ: str,
    matter: str,
    day: str | None,
    listed: Collection[str],
    suspended: Collection[str],
) -> Counted | None:
    """Return whom the organ counts as its members; None if no source says.

    Args:
        held: what holds.
        organ: the organ.
        matter: the kind of decision; a base of its own stands before the organ's general one.
        day: a date; None: a number is given only if the organ never had another.
        listed: who is a member that day.
        suspended: who of them is suspended.
    """
    found = [
        h
        for h in held("base", day, organ=(organ,))
        if not h.holds.claim.negated and cast(Base, h.holds.claim).matter in ("", matter)
    ]
    found.sort(key=lambda h: cast(Base, h.holds.claim).matter == "")
    for each in found[:1]:
        base = cast(Base, each.holds.claim)
        if base.count is not None:
            spells = [cast(Base, s.claim) for s in (each.holds, *each.rivals, *each.weaker)]
            if day or all(s.count == base.count for s in spells):
                return Counted(base.count, "claim", base.left_out, each)
        elif listed:
            out = suspended if base.lists == "members not suspended" else ()
            left_out = (*base.left_out, *sorted(set(out) - set(base.left_out)))
            return Counted(len(set(listed) - set(left_out)), "members listed", left_out, each)
    return None


def rules(held: Holding, organ: str, day: str | None) -> list[Held]:
    """Return the rules of the organ: on its resolutions first, and of its text before practice."""
    found = [h for h in held("rule", day, organ=(organ,)) if not h.holds.claim.negated]

    def place(held: Held) -> tuple[bool, str, bool]:
        rule = cast(Rule, held.holds.claim)
        return rule.matter != ORDINARY, rule.matter, rule.practice == "practice"

    return sorted(found, key=place)


def deciding(found: Sequence[Held]) -> list[Held]:
    """Return of several rules those that decide: practice only where no text speaks."""
    formal = {r.matter for r in rules_of(found) if r.practice == "formal"}
    told = zip(found, rules_of(found), strict=True)
    return [h for h, r in told if r.practice == "formal" or r.matter not in formal]


def rules_of(found: Sequence[Held]) -> list[Rule]:
    """Return the rules that hold."""
    return [cast(Rule, h.holds.claim) for h in found]
