"""On which side does a number of voters stand that only the others beside it tell?

"Eighty countries condemned it, 28 took its part and 68 abstained": what the first and the second
did is no wording of votes, and that the third abstained shows what they are. The first who are
counted in such a row are for what is put to the vote, those told between them and the abstainers
are against it. A row that has anything else in it is left unread.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quorate.reading.tallies.wordings import Role, phrase

if TYPE_CHECKING:
    from quorate.reading.tallies.counts import Count, Masked


def sides_by_place(masked: Masked, claimed: Mapping[int, Count]) -> dict[int, Role]:
    """Which sides do numbers take that nothing but their place in a row of voters tells?

    Args:
        masked: the sentence.
        claimed: its numbers that have a role, by their offset in the sentence.

    Returns:
        The role of each further number, by its offset in the sentence; empty if it is no such row.
    """
    told = {at: c.role for at, c in claimed.items() if c.role in ("yes", "no", "abstain", "absent")}
    marks = [at for at, role in told.items() if role == "abstain"]
    if len(marks) != 1 or claimed[marks[0]].strength == "weak":
        return {}
    free = [m.start("n1") for m in phrase("acting").finditer(masked.text) if m.start("n1") in masked.values]
    free = [at for at in free if at not in claimed and at < marks[0]]
    before = sorted([*free, *(at for at in told if at < marks[0])])
    others = [at for at in masked.values if at not in claimed and at not in free and at < marks[0]]
    if not free or others or len(before) > 2:
        return {}
    row: tuple[Role, ...] = ("yes", "no")
    if len(before) == 1:
        return {before[0]: "yes"} if phrase("acts_for").search(masked.text, before[0], marks[0]) else {}
    if any(told.get(at, role) != role for at, role in zip(before, row, strict=True)):
        return {}
    return {at: role for at, role in zip(before, row, strict=True) if at in free}
