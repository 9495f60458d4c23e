"""Who in a sentence may have voted: which states and envoys are named, and in what lists?

A voter is a state by its name, or its delegation, envoy or minister. Those that "and" and commas
join are one row; "the Spanish and Irish delegations" are a row of two.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quorate.reading.language import lexicon, words
from quorate.reading.names import Mention
from quorate.reading.tallies.counts import Masked
from quorate.reading.tallies.wordings import phrase

_KINDS = ("state", "territory")


_DETERMINED = re.compile(r"\b(?:the|an?|its|another|lone|sole|single|double) $", re.IGNORECASE)


class Row(NamedTuple):
    """A list of voters: the masked words of its sentence, and where these lie in the report.

    Attributes:
        words, offset: the masked sentence, and where it begins.
        stop: where the stretch looked at ends.
        states: the voters, in the order of the text.
        start, end: the list with the words for who cast the votes ("the envoys of A and B").
        adjectives: true if it names them by adjective only ("the Czech and the Austrian").
    """

    words: str
    offset: int
    stop: int
    states: list[Mention]
    start: int
    end: int
    adjectives: bool = False

    @property
    def lead(self) -> str:
        """Return the words before the list."""
        at = self.start - self.offset
        return self.words[max(0, at - 80) : at]

    @property
    def tail(self) -> str:
        """Return the words after the list."""
        at = self.end - self.offset
        return self.words[at : min(self.stop - self.offset, at + 100)]


class _Voter(NamedTuple):
    mention: Mention
    start: int
    end: int
    whole: bool  # needs no noun after it


def find_rows(masked: Masked, start: int, stop: int, mentions: list[Mention]) -> list[Row]:
    """Which lists of voters stand in a stretch of a sentence?"""
    chains: list[list[_Voter]] = []
    closed = False  # "A, B and C" is a whole list; "A, B and C, D" begins another
    for m in mentions:
        if not (start <= m.start < stop and m.type in _KINDS and m.actor):
            continue
        voter = _voter(masked, m)
        last = chains[-1][-1] if chains else None
        gap = last and masked.text[last.end - masked.offset : voter.start - masked.offset]
        if (
            last
            and phrase("list_gap").fullmatch(gap or "")
            and _joins(last, voter)
            and not (closed and (gap or "").strip() in (",", ", the"))
        ):
            chains[-1].append(voter)
            closed = closed or bool(re.search(r"\band\b|&", gap or ""))
        else:
            whole = _clause_joined(masked, chains[-1]) if closed and chains else None
            chains.append([chains[-1].pop(), voter] if whole and _lists(gap) else [voter])
            closed = False
    return [_row(masked, stop, chain) for chain in chains if _closes(masked, chain)]


def _lists(gap: str | None) -> bool:
    return (gap or "").strip() in (",", ", the")


def _clause_joined(masked: Masked, chain: list[_Voter]) -> bool:
    """Was the last of a list joined by ", and", so that it may begin the next clause and its list?

    "It took the side of Peru, and Chile, Cuba and Haiti abstained": the list begins with Chile.
    """
    if len(chain) != 2:
        return False
    left, right = chain[-2].end - masked.offset, chain[-1].start - masked.offset
    return masked.text[left:right].startswith(", and")


def _joins(last: _Voter, voter: _Voter) -> bool:
    """May the two stand in one list: an adjective only before an adjective with its noun?"""
    return last.whole or voter.mention.form == "adjective"


def _closes(masked: Masked, chain: list[_Voter]) -> bool:
    """Does a list end with a noun, or stand with its article: "the Czech", "a Chinese veto"?"""
    if chain[-1].whole:
        return True
    at = chain[0].start - masked.offset
    return bool(_DETERMINED.search(masked.text, max(0, at - 9), at))


def _row(masked: Masked, stop: int, chain: list[_Voter]) -> Row:
    return Row(
        masked.text,
        masked.offset,
        stop,
        [v.mention for v in chain],
        chain[0].start,
        chain[-1].end,
        not chain[-1].whole,
    )


def _voter(masked: Masked, m: Mention) -> _Voter:
    """Return a voter with the words for who casts its vote."""
    start, end = m.start - masked.offset, m.end - masked.offset
    after = _after().match(masked.text, end)
    if after:
        return _Voter(m, m.start, masked.offset + after.end(), True)
    before = _before().search(masked.text, max(0, start - 70), start)
    if before and m.form != "adjective":
        return _Voter(m, masked.offset + before.start(), m.end, True)
    return _Voter(m, m.start, m.end, m.form != "adjective")


@cache
def _after() -> re.Pattern[str]:
    """Return "'s deputy foreign minister, Jan Novak,", or " Foreign Minister Jan Novak"."""
    lists = lexicon("ballots")["words"]
    name = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}"
    return re.compile(
        rf"(?:'s|')? (?i:(?:{words(lists['ranks'])} ){{0,3}}{words(lists['envoys'])})\b"
        rf"(?:,? (?:to|at) the (?:[A-Z]\w+ ?){{1,3}})?(?:, {name},(?= [a-z])| {name}(?= [a-z]))?"
    )


@cache
def _before() -> re.Pattern[str]:
    """Return "the foreign ministers of"."""
    lists = lexicon("ballots")["words"]
    return re.compile(
        rf"\b(?:{words(lists['ranks'])} ){{0,2}}{words(lists['envoys'])}"
        rf"(?: (?:to|at) the (?:[A-Z]\w+ ?){{1,3}})? (?:of|from|for) (?:the |both )?$",
        re.IGNORECASE,
    )
