"""Which words of a sentence tell of the day of a vote, and which of another day?

"The Assembly adopted it, ten days after Russia vetoed one like it in the Council": two bodies, two
days and two outcomes in one sentence. What stands in the one part is not said of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.reading.tallies.counts import Masked
from quorate.reading.tallies.wordings import phrase

if TYPE_CHECKING:
    from quorate.reading.tallies.groups import Group, Page


def other_day(masked: Masked) -> tuple[int, int] | None:
    """Where does a sentence tell of another time than its own: ", ten days after ..."?"""
    clause = phrase("other_day").search(masked.text)
    return clause and (masked.offset + clause.start(), masked.offset + clause.end())


def keep_to_its_day(group: Group, masked: Masked) -> None:
    """Leave a group the part of its sentence that tells of its day."""
    clause = other_day(masked)
    if clause is None:
        return
    at = _told_at(group)
    if clause[0] <= at < clause[1]:
        group.start, group.end = max(group.start, clause[0]), min(group.end, clause[1])
    elif at < clause[0]:
        group.end = min(group.end, clause[0])
    else:
        group.start = max(group.start, clause[1])


def of_one_day(page: Page, index: int, group: Group) -> tuple[int, int]:
    """Return what a sentence tells of the time of the vote: the clause of another day, or the rest.

    "The Assembly adopted it, ten days after the Council ..." tells of one body on each day.
    """
    s, clause = page.sentences[index], other_day(page.words(index))
    if clause is None:
        return s.start, s.end
    at = _told_at(group) if index == group.anchor else -1
    if clause[0] <= at < clause[1]:
        return clause
    after = at >= clause[1] or clause[0] == s.start
    return (clause[1], s.end) if after else (s.start, clause[0])


def _told_at(group: Group) -> int:
    """Where is it told: with its first count, else with what became of the draft?"""
    bare = not group.counts and group.outcome is not None
    return group.outcome.start if bare and group.outcome else group.first
