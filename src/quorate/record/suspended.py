"""Who may not vote if members are supposed to be suspended, and what is a count then worth?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, get_args

import msgspec

from quorate.claims.claim import Choice
from quorate.record.situation import Evidence, Reported

if TYPE_CHECKING:
    from quorate.record.record import Record

_NUMBERS = ("yes", "no", "abstain", "absent")


def with_supposed(
    record: Record, suspended: Collection[str], listed: Collection[str]
) -> tuple[frozenset[str], list[str]]:
    """Return who is suspended after what is supposed, and in words what cannot be.

    Args:
        record: the record with what is supposed.
        suspended: who is suspended without that.
        listed: the members; none if they are not known.
    """
    found, wrong = set(suspended), []
    for move in record.supposed_suspensions:
        act = "readmitted" if move.negated else "suspended"
        if listed and move.member not in listed:
            wrong.append(f"{move.member} is supposed to be {act}, but is no member.")
        elif move.negated and move.member not in found:
            wrong.append(f"{move.member} is supposed to be readmitted, but is not suspended.")
        elif move.negated:
            found.discard(move.member)
        else:
            found.add(move.member)
    return frozenset(found), wrong


def less_suspended(
    record: Record, reported: tuple[Reported, ...], evidence: Mapping[str, Evidence]
) -> tuple[Reported, ...]:
    """Return the reported counts less the votes of those who are supposed to be suspended.

    A count that may hold a vote of which nobody knows the choice tells no numbers any more.
    """
    for move in record.supposed_suspensions:
        known = evidence.get(move.member)
        choice: Choice | None = None if known is None or move.negated else known.choice
        reported = tuple(_less(each, choice) for each in reported)
    return reported


def _less(report: Reported, choice: Choice | None) -> Reported:
    # What is needed, the base and the outcome were told of the body as it was.
    report = msgspec.structs.replace(report, needed=None, short=None, base=None, outcome=None)
    if choice in _NUMBERS:
        number: int | None = getattr(report, choice)
        if number is None:
            return report
        if number > 0:
            how = {**report.how, choice: f"{number} - 1 suspended"}
            return msgspec.structs.replace(report, **{choice: number - 1, "how": how})
    elif choice in get_args(Choice):  # an abstention told in other words: in no one number
        return report
    nothing = dict.fromkeys(_NUMBERS)
    return msgspec.structs.replace(report, **nothing, how={})
