"""Which votes are only to come, or put off, and in which organ, where no number tells of them?

"The council is due to vote on Friday", "a vote on the draft was put off", "the treaty must still be
approved by the assembly": the organ is the one said to vote, the one asked, or the one whose vote
it is. A vote to come that is one with a vote held, or told twice, is no further vote.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quorate.reading.names import Mention
from quorate.reading.tallies.counts import Count, Masked
from quorate.reading.tallies.outcomes import FORESEEN, Verdict
from quorate.reading.tallies.wordings import phrase, said

if TYPE_CHECKING:
    from quorate.reading.tallies.groups import Group, Page

BESIDE = 60  # code points between an organ and what it is to do, at most


def foreseen(masked: Masked) -> Verdict | None:
    """Which words of a sentence say that a vote is to come or was put off?"""
    for kind in FORESEEN:
        match = said(kind, masked.text)
        if match and not phrase("only_if").search(masked.text, 0, match.start()):
            return Verdict("pending", masked.offset + match.start(), masked.offset + match.end())
    return None


def asked_of_all(masked: Masked, sizes: Sequence[Count]) -> Verdict | None:
    """Which words ask the members counted to decide: "must be ratified by all ten parliaments"?"""
    text, starts = masked.text, [size.start - masked.offset for size in sizes]
    for match in phrase("asks_of").finditer(text) if sizes else ():
        asked = any(match.start() <= at < match.end() for at in starts)
        if asked and not phrase("may_not_be").search(text, 0, match.start()):
            return Verdict("pending", masked.offset + match.start(), masked.offset + match.end())
    return None


def seats_of_house(masked: Masked) -> Count | None:
    """How many seats does a sentence give the house that it speaks of?"""
    match = phrase("seats_of_house").search(masked.text)
    at = match.start("n1") if match else -1
    if match is None or at not in masked.values:
        return None
    end = masked.offset + match.end("n1")
    return Count("base", masked.values[at], masked.offset + at, end)


def organ_to_come(page: Page, group: Group, mentions: list[Mention]) -> tuple[Mention | None, bool]:
    """Which organ is to vote, and may it be named in the sentences before?

    Returns:
        The organ that the sentence says, or None; and true if its words leave that to what is told
        before ("a vote was put off").
    """
    masked = page.words(group.anchor)
    text, offset = masked.text, masked.offset
    stop = offset + len(text)
    here = [m for m in mentions if offset <= m.start < stop and m.type == "organ"]
    match = said("to_vote", text)
    if match:
        at = offset + match.start()
        fits = [m for m in here if 0 <= at - m.end < BESIDE]
        fits = [
            m for m in fits if phrase("up_to_vote").fullmatch(text, m.end - offset, at - offset)
        ]
        house = phrase("house_named_before").search(text, 0, match.start())
        if not fits and house and house["house"]:
            start, end = offset + house.start("house"), offset + house.end("house")
            return Mention(start, end, "", "name", page.report.text[start:end], "organ"), False
        if not fits and house:
            return None, True  # "the assembly is to decide": the one spoken of
        return (fits[-1] if fits else None), False
    match = said("to_approve", text)
    if match:
        at = offset + match.end()
        fits = [m for m in here if at - 1 <= m.start < at + BESIDE]
        fits = [
            m for m in fits if phrase("up_to_organ").fullmatch(text, match.end(), m.start - offset)
        ]
        house = phrase("house_unnamed").match(text, match.end())
        if not fits and house and "base" in group.counts:
            start, end = offset + house.start("house"), offset + house.end("house")
            return Mention(start, end, "", "name", page.report.text[start:end], "organ"), False
        return (fits[0] if fits else None), False
    several = len({m.actor or m.name for m in here}) > 1
    return (here[0] if here and not several else None), not here


def only_told(
    page: Page, group: Group, organ: Mention | None, others: Sequence[tuple[Group, Mention | None]]
) -> bool:
    """Is a vote of which nothing is counted told of an organ by name, and no other vote of it?"""
    s = page.sentences[group.anchor]
    if organ is None or not s.start <= organ.start < s.end:
        return False
    return all(m and (m.actor or m.name) != (organ.actor or organ.name) for g, m in others)


def is_further(
    page: Page, group: Group, organ: Mention, others: Sequence[tuple[Group, Mention | None]]
) -> bool:
    """Is a vote to come another than those told of the same organ?

    One that was held is no more to come: "the council is to vote" after its vote tells of the next.
    """
    same = [g for g, m in others if m and (m.actor or m.name) == (organ.actor or organ.name)]
    text = page.words(group.anchor).text
    if not same or phrase("another").search(text):
        return True
    ahead = phrase("ahead").search(text)
    first = min(g.anchor for g in same)
    return bool(ahead) and group.anchor > first and not any(g.pending for g in same)
