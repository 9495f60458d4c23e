"""Which states does a report say voted how?

A list of states is read with the word of choice after it ("A, B and the C abstained"), in the
vote's own sentences and directly after them. A list that goes on with somebody no name stands for
is not closed, and is left unread.
"""

from __future__ import annotations

from typing import NamedTuple

from quorate.claims.claim import Choice
from quorate.reading.grammar import phrase
from quorate.reading.groups import Group, Page
from quorate.reading.names import Mention

_CHOICES: tuple[Choice, ...] = ("no", "abstain", "absent", "yes")
_AFTER = 2  # sentences after the vote's own


class NamedBallot(NamedTuple):
    """A state's choice, where the state is named, and the words of choice."""

    voter: Mention
    choice: Choice
    start: int
    end: int


def find_ballots(
    page: Page, group: Group, others: list[Group], mentions: list[Mention]
) -> list[NamedBallot]:
    """Which ballots on this vote are named, each once?"""
    if group.pending or not group.votes:
        return []
    found: dict[tuple[str, Choice], NamedBallot] = {}
    last = group.sentences[-1]
    used = {i for other in others if other is not group for i in other.sentences}
    after = range(last + 1, min(last + 1 + _AFTER, len(page.sentences)))
    for index in [*group.sentences, *(i for i in after if i not in used)]:
        s = page.sentences[index]
        if s.paragraph > page.sentences[last].paragraph + 1:
            break
        start, end = (group.start, group.end) if index == group.sentences[0] else (s.start, s.end)
        here = _named(page.report.text, _states(mentions, start, end), end)
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


def _named(text: str, states: list[Mention], end: int) -> list[NamedBallot]:
    """Return the states of closed lists that a word of choice follows."""
    rows: list[list[Mention]] = []
    for m in states:
        if rows and phrase("list_gap").fullmatch(text, rows[-1][-1].end, m.start):
            rows[-1].append(m)
        else:
            rows.append([m])
    return [ballot for row in rows for ballot in _cast(text, row, end)]


def _cast(text: str, row: list[Mention], end: int) -> list[NamedBallot]:
    """Return the ballots of one list, or none if it is open or no choice follows."""
    before = text[max(0, row[0].start - 30) : row[0].start]
    if phrase("list_open").search(before) and not phrase("list_edge").search(before):
        return []
    at = row[-1].end
    tail = text[at : min(end, at + 90)]
    for choice in _CHOICES:
        match = phrase(f"choice_{choice}").match(tail)
        if match is None:
            continue
        said = match.group().lower().replace("did not", "").replace("didn't", "")
        if phrase("negated").search(said):
            return []
        lead = len(match.group()) - len(match.group().lstrip(" ,"))
        return [NamedBallot(m, choice, at + lead, at + match.end()) for m in row]
    return []
