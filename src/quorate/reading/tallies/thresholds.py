"""Which vote needs the majority that a sentence says is needed?

What is said in a sentence of no vote is of the vote told just before, or else just after, in its
paragraph. Two majorities of one vote that differ are none.
"""

from __future__ import annotations

from quorate.reading.majorities import Told, told_majorities
from quorate.reading.tallies.groups import Group, Page
from quorate.reading.tallies.wordings import phrase

_BESIDE = (-1, -2, 1)  # sentences from that of the majority to the vote, in order


def give_majorities(page: Page, groups: list[Group]) -> None:
    """Give each vote the majority that is said to be needed."""
    # The number of members alone is no vote.
    groups = [g for g in groups if set(g.counts) - {"base"} or g.uncounted or g.ballots]
    told_in = [(g, _sentences(page, g)) for g in groups]
    near = {n for _, some in told_in for i in some for n in range(i - 1, i + 3)}
    found: dict[int, list[Told]] = {}
    for index in sorted(near & set(range(len(page.sentences)))):
        for told in _told(page, index):
            group = _vote(page, told_in, index, told)
            if group is not None:
                found.setdefault(id(group), []).append(told)
    for group in groups:
        several = found.get(id(group), [])
        if len({told.majority for told in several}) == 1:
            group.majority = several[0]


def _told(page: Page, index: int) -> list[Told]:
    sentence = page.sentences[index]
    return told_majorities(page.report.text, sentence.start, sentence.end)


def _sentences(page: Page, group: Group) -> set[int]:
    """Return the sentences that count a vote or name who cast it."""
    named = {b.start for b in group.ballots}
    of_names = {i for i, s in enumerate(page.sentences) if any(s.start <= n < s.end for n in named)}
    return {*group.sentences, *of_names}


def _vote(
    page: Page, told_in: list[tuple[Group, set[int]]], index: int, told: Told
) -> Group | None:
    """Which vote needs what a sentence says is needed? One or none."""
    here = [g for g, _ in told_in if index in g.sentences]
    if len(here) > 1:
        here = [g for g in here if g.sentences[0] == index and g.start <= told.start < g.end]
    if here:
        return here[0] if len(here) == 1 else None
    sentence = page.sentences[index]
    ahead = phrase("may_be").search(page.report.text, sentence.start, told.start) is not None
    for step in _BESIDE:
        at = index + step
        beside = [g for g, some in told_in if at in some]
        if not beside:
            continue
        apart = page.sentences[at].paragraph != sentence.paragraph
        of_one = len(beside) == 1 and (step == -1 or not apart)
        # "Expulsion would need two thirds" is not of what was just voted on.
        return beside[0] if of_one and (beside[0].pending or not ahead) else None
    return None
