"""On which side does a number of voters stand that no wording of votes tells?

"Eleven looked at their shoes", "31 green lamps, 22 red": where a vote is spoken of, the clause of a
number says by its other words what those counted did: it is cut from its neighbours, and the words
of choice in it are looked for, nearest first. "Eighty countries condemned it, 28 took its part and
68 abstained" has no such words; there the place in the row tells, for those who abstain come last.
A number of anything but voters, and a clause that says two things, are left unread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from quorate.reading.language import lexicon
from quorate.reading.tallies.wordings import Role, composed, phrase

if TYPE_CHECKING:
    from quorate.reading.tallies.counts import Count, Masked

NEAR = 16  # code points before a number in which a word of choice may tell of it
MOST = 1500  # votes in a body, at most
_CUTS = (  # where one clause ends and the next begins, strongest first
    re.compile(r"[;:.()]| - "),
    re.compile(r", (?:and|while|but|with|whereas|against|as)\b"),
    re.compile(r","),
    re.compile(r" (?:while|but|whereas)\b"),
    re.compile(r" (?:and|with|against|as|to)\b"),
)


def sides_by_words(masked: Masked, claimed: Mapping[int, Count]) -> dict[int, Role]:
    """Which sides do numbers take by the words of choice in their clauses?

    Args:
        masked: the sentence.
        claimed: its numbers that have a role, by their offset in the sentence.

    Returns:
        The role of each further number, by its offset in the sentence.
    """
    text, found = masked.text, {}
    at_all = sorted(masked.values)
    matches = (phrase("counted").match(text, at) for at in at_all)
    ends = {m.start(): m.end() for m in matches if m}
    cuts = [0, *(_cut(text, ends.get(a, a), b) for a, b in pairwise(at_all)), len(text)]
    for (left, right), at in zip(pairwise(cuts), at_all, strict=True):
        if at in claimed or at not in ends or not _may_count(masked, at, ends[at]):
            continue
        role = _said(text, left, right, at, ends[at])
        if role is not None:
            found[at] = role
    return found


def _may_count(masked: Masked, at: int, end: int) -> bool:
    """May a number count voters: no year, no name ("the Five"), none already spoken of?"""
    plain, value = masked.plain, masked.values[at]
    if value > MOST or not phrase("of_people").match(masked.text, end):
        return False
    if phrase("no_voters_before").search(plain, max(0, at - 24), at):
        return False
    named = (
        plain[at].isupper()
        and at > 0
        and plain[:at].strip(" \"'(")
        and plain[at - 2 : at - 1] not in ".:;"
    )
    return not named and (value != 1 or bool(phrase("one_voter").match(masked.text, end)))


def _said(text: str, left: int, right: int, at: int, end: int) -> Role | None:
    """Return what a clause says of the number in it, if it says one thing."""
    after = {role for role, start in _choices(text, end, right)}
    if len(after) == 1:
        return after.pop()
    comma = max(text.rfind(mark, left, at) for mark in (", ", " with ")) + 1
    before = {role for role, start in _choices(text, max(left, comma, at - NEAR), at)}
    return before.pop() if not after and len(before) == 1 else None


def _choices(text: str, left: int, right: int) -> list[tuple[Role, int]]:
    """Return the words of choice of a stretch: the longest at each place."""
    taken: list[tuple[int, int, Role]] = []
    for role, pattern in _cues():
        for match in pattern.finditer(text, left, right):
            if not any(s < match.end() and match.start() < e for s, e, _ in taken):
                taken.append((match.start(), match.end(), role))
    return [(role, start) for start, _, role in sorted(taken)]


@cache
def _cues() -> list[tuple[Role, re.Pattern[str]]]:
    """Return the words of choice, those first that contain others: "did not vote", "against"."""
    rows = lexicon("grammar")["side"]
    return [(row["role"], re.compile(composed(row["match"]), re.IGNORECASE)) for row in rows]


def _cut(text: str, left: int, right: int) -> int:
    """Return where the clause of one number ends and that of the next begins."""
    for pattern in _CUTS:
        marks = list(pattern.finditer(text, left, right))
        if marks:
            return marks[-1].start()
    return right


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
    text = masked.text
    free = [m.start("n1") for m in phrase("acting").finditer(text)]
    free = [at for at in free if at in masked.values and at not in claimed and at < marks[0]]
    before = sorted([*free, *(at for at in told if at < marks[0])])
    others = [at for at in masked.values if at not in claimed and at not in free and at < marks[0]]
    if not free or others or len(before) > 2:
        return {}
    row: tuple[Role, ...] = ("yes", "no")
    if len(before) == 1:
        sure = phrase("acts_for").search(text, before[0], marks[0])
        return {before[0]: "yes"} if sure else {}
    if any(told.get(at, role) != role for at, role in zip(before, row, strict=True)):
        return {}
    return {at: role for at, role in zip(before, row, strict=True) if at in free}
