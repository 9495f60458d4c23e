"""Which states does a report say voted how?

A list of states is read with the words of choice after it ("A, B and the C abstained") or before it
("abstentions by A and B"), in the vote's own sentences and directly after them. A list that goes on
with somebody no name stands for is not closed: its states may be named as voters, but it counts
nobody.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from quorate.claims.claim import Choice
from quorate.reading.names import Mention
from quorate.reading.tallies.counts import Masked
from quorate.reading.tallies.groups import Group, Page
from quorate.reading.tallies.wordings import phrase

_CHOICES: tuple[Choice, ...] = ("no", "abstain", "absent", "yes")
_AFTER = 2  # sentences after the vote's own


class NamedBallot(NamedTuple):
    """A state's choice, where the state is named, and the words of choice.

    Attributes:
        voter: the state.
        choice: what it chose.
        start, end: the words of choice.
        row: the whole list of states that the voter stands in, with the words that tell of it.
        closed: true if nobody but those listed is said to have chosen so.
    """

    voter: Mention
    choice: Choice
    start: int
    end: int
    row: tuple[int, int] = (0, 0)
    closed: bool = False


class Row(NamedTuple):
    """A list of states: the masked words of its sentence, and where these lie in the report."""

    words: str
    offset: int
    stop: int
    states: list[Mention]

    @property
    def lead(self) -> str:
        """Return the words before the list."""
        at = self.states[0].start - self.offset
        return self.words[max(0, at - 80) : at]

    @property
    def tail(self) -> str:
        """Return the words after the list."""
        at = self.states[-1].end - self.offset
        return self.words[at : min(self.stop - self.offset, at + 100)]


def find_ballots(
    page: Page, group: Group, others: list[Group], mentions: list[Mention]
) -> list[NamedBallot]:
    """Which ballots on this vote are named, each once?"""
    if group.pending or not (group.votes or group.uncounted in ("veto", "backers")):
        return []
    found: dict[tuple[str, Choice], NamedBallot] = {}
    last = group.sentences[-1]
    used = {i for other in others if other is not group and other.votes for i in other.sentences}
    after = range(last + 1, min(last + 1 + _AFTER, len(page.sentences)))
    for index in [*group.sentences, *(i for i in after if i not in used)]:
        s = page.sentences[index]
        if s.paragraph > page.sentences[last].paragraph + 1:
            break
        start, end = (group.start, group.end) if index == group.sentences[0] else (s.start, s.end)
        rows = _rows(page.words(index), end, _states(mentions, start, end))
        here = [ballot for row in rows for ballot in _cast(row)]
        if not here and index > last:
            break
        for ballot in here:
            found.setdefault((ballot.voter.actor, ballot.choice), ballot)
    return list(found.values())


def _states(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """Return the states named in a stretch, not by adjective."""
    return [
        m
        for m in mentions
        if start <= m.start < end and m.type == "state" and m.actor and m.form != "adjective"
    ]


def find_rows(page: Page, index: int, mentions: list[Mention]) -> list[Row]:
    """Which lists of states stand in a sentence?"""
    s = page.sentences[index]
    return _rows(page.words(index), s.end, _states(mentions, s.start, s.end))


def _rows(masked: Masked, stop: int, states: list[Mention]) -> list[Row]:
    """Return the lists of states of a stretch."""
    words, offset = masked.text, masked.offset
    rows: list[list[Mention]] = [states[:1]] if states else []
    for left, right in pairwise(states):
        if phrase("list_gap").fullmatch(words, left.end - offset, right.start - offset):
            rows[-1].append(right)
        else:
            rows.append([right])
    return [Row(words, offset, stop, row) for row in rows]


def _cast(row: Row) -> list[NamedBallot]:
    """Return the ballots of one list, or none if no words of choice belong to it."""
    for choice in _CHOICES:
        match = phrase(f"led_{choice}").search(row.lead)
        if match:
            at = row.states[0].start - len(row.lead) + match.start()
            closed = not (
                phrase("list_goes_on").match(row.tail)
                or phrase("led_within").search(row.lead)
                or "veto" in match.group()
            )
            told = (at, at + len(match.group().rstrip()))
            return _ballots(row, choice, told, (at, row.states[-1].end), closed)
    return _cast_after(row)


def _cast_after(row: Row) -> list[NamedBallot]:
    """Return the ballots of a list that words of choice follow."""
    beside = phrase("list_beside").search(row.lead)  # "with A and B abstaining"
    if (
        not beside
        and phrase("list_open").search(row.lead[-30:])
        and not phrase("list_edge").search(row.lead)
    ):
        return []
    more = phrase("list_goes_on").match(row.tail)
    skipped = more.end() if more else 0
    closed = not more and not phrase("list_within").search(row.lead)
    tail, at = row.tail[skipped:], row.states[-1].end + skipped
    for choice in _CHOICES:
        match = phrase(f"choice_{choice}").match(tail)
        if match is None:
            continue
        said = match.group().lower().replace("did not", "").replace("didn't", "")
        said = said.replace("not voting", "").replace("neither yes nor no", "")
        if phrase("negated").search(said):
            return []
        if beside and phrase("finite").search(said):
            return []
        lead = len(match.group()) - len(match.group().lstrip(" ,"))
        told = (at + lead, at + match.end())
        closed = closed and not phrase("list_within").search(said) and "veto" not in said
        return _ballots(row, choice, told, (row.states[0].start, told[1]), closed)
    return []


def _ballots(
    row: Row, choice: Choice, told: tuple[int, int], whole: tuple[int, int], closed: bool
) -> list[NamedBallot]:
    """Return one ballot for each state of a list."""
    return [NamedBallot(m, choice, *told, whole, closed) for m in row.states]
