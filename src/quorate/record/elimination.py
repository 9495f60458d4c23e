"""Whose vote follows from a count, since everybody else's is known?

Where as many votes of one choice are reported as members are left whose choice no source names, all
of them made it: of 34 members nine are named, all others than in favour, and 25 voted in favour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quorate.claims.claim import Choice
from quorate.record.situation import Evidence, Reported

_COUNTED: tuple[Choice, ...] = ("yes", "no", "abstain", "absent")
_ALSO: dict[Choice, tuple[Choice, ...]] = {"abstain": ("declared", "silent")}  # so told in a count


def by_elimination(
    voters: Sequence[str], reported: Sequence[Reported], evidence: Mapping[str, Evidence]
) -> dict[str, Evidence]:
    """Return the choices of members whom no source names, where a count leaves only one.

    Args:
        voters: all members that may vote, as many as the organ counts.
        reported: counts without names; where they differ on a choice, nothing follows from it.
        evidence: the choices that sources name.

    >>> now = {"ARG": Evidence(choice="no"), "BRA": Evidence(choice="yes")}
    >>> found = by_elimination(["ARG", "BRA", "CHL", "PER"], [Reported(yes=3)], now)
    >>> {member: (each.choice, each.how) for member, each in found.items()}
    {'CHL': ('yes', 'elimination'), 'PER': ('yes', 'elimination')}
    """
    left = [member for member in voters if member not in evidence]
    known = [evidence[member] for member in voters if member in evidence]
    if not left or any(each.rivals for each in known):
        return {}
    for choice in _COUNTED:
        telling = [r for r in reported if getattr(r, choice) is not None]
        if len({getattr(r, choice) for r in telling}) != 1:
            continue
        same = (choice, *_ALSO.get(choice, ()))
        named = sum(each.choice in same for each in known)
        if getattr(telling[0], choice) - named == len(left):
            found = Evidence(
                choice=choice,
                how="elimination",
                decided=telling[0].decided and all(each.decided for each in known),
                claims=telling[0].claims,
            )
            return dict.fromkeys(left, found)
    return {}
