"""How many votes did each of those get who stood against one another in a body?

Where seats or posts are filled by ballot, a sentence gives each candidate a number: "Bulgaria had
160 and Albania 123", "Ghana (33), Togo (22)". Each is a vote on that candidate. At least two must
stand in one sentence, and it must speak of a ballot in a body: what voters at large decide, seats
in parliaments and scores of games are none.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from quorate.claims.claim import Outcome
from quorate.reading.language import lexicon
from quorate.reading.tallies.counts import TABLE, Count, Masked, find_counts
from quorate.reading.tallies.wordings import Role, composed, phrase, said

if TYPE_CHECKING:
    from quorate.reading.tallies.groups import Group, Page

SCORE = 12  # two numbers that may be the score of a match come to less
MOST = 1500  # votes that a body has, at most


class Standing(NamedTuple):
    """A candidate with the votes cast for it.

    Attributes:
        start, end: the words that name the candidate.
        votes: the votes.
        needed: how many it took, if the sentence says.
        rival: the votes for the only rival.
        outcome: what became of it, with the words that say so, where it beat another.
    """

    start: int
    end: int
    votes: Count
    needed: Count | None
    rival: Count | None = None
    outcome: tuple[Outcome, int, int] | None = None


def find_standings(masked: Masked, before: str = "", running: bool = False) -> list[Standing]:
    """Which candidates does a sentence give votes, in the order of the text?

    Args:
        masked: the sentence.
        before: the masked words of those before it in its paragraph.
        running: true if these tell of an election, so that it may go on with one candidate.
    """
    if not (1 if running else 2) <= len(masked.values) <= TABLE:
        return []
    duel = _beaten(masked, before) if len(masked.values) > 1 else []
    if not (said("contest", masked.text) or phrase("contest").search(before)):
        return duel
    if said("no_contest", masked.text):
        return duel
    standing = _each(masked, duel)
    if len(standing) == 2 and not (duel or running) and _of_one_seat(masked, before, *standing):
        return _both(masked, *standing)
    several = running or bool(duel) or len({s.start for s in standing}) > 1
    return sorted([*duel, *standing], key=lambda s: s.votes.start) if several else []


def _each(masked: Masked, duel: list[Standing]) -> list[Standing]:
    """Return those to whom a sentence gives a number each, beside a duel in it."""
    threshold = next((c for c in find_counts(masked) if c.role == "needed"), None)
    known = [threshold, *(c for d in duel for c in (d.votes, d.rival))]
    taken = {c.start - masked.offset for c in known if c}
    found: dict[int, Standing] = {}
    for pattern in _wordings():
        for match in pattern.finditer(masked.text):
            if "gap" in pattern.groupindex and not found:
                continue
            at, end = match.span("n1")
            if at in taken or masked.values.get(at, MOST + 1) > MOST:
                continue
            taken.add(at)
            votes = Count("yes", masked.values[at], masked.offset + at, masked.offset + end)
            who = (masked.offset + match.start("who"), masked.offset + match.end("who"))
            found[at] = Standing(*who, votes, threshold)
    return [found[at] for at in sorted(found)]


def _of_one_seat(masked: Masked, before: str, one: Standing, other: Standing) -> bool:
    """Do two stand for one seat, and is nobody else told of with them?"""
    numbers = range(one.votes.end - masked.offset, other.votes.start - masked.offset)
    several = phrase("several_seats").search(f"{before} {masked.text}")
    return several is None and not any(at in numbers for at in masked.values)


def _beaten(masked: Masked, before: str) -> list[Standing]:
    """Return who beat the only rival in a sentence, where it speaks of a ballot and of no game."""
    for pattern in _duels():
        match = None if said("games", masked.text) else pattern.search(masked.text)
        votes = match and ("vot" in match.group() or "ballot" in match.group())
        around = phrase("contest").search(f"{before} {masked.text}")
        if match and not votes and not around and not (masked.spoken and _no_score(masked, match)):
            continue
        if match and {match.start("n1"), match.start("n2")} <= masked.values.keys():
            return _duel(masked, match)
    return []


def share_needed(page: Page, stood: list[Group]) -> None:
    """Give what one candidate of a ballot needed to those told of beside it: each needed it."""
    for one, other in [*pairwise(stood), *pairwise(stood[::-1])]:
        near = abs(one.sentences[0] - other.sentences[0]) <= 1
        same = page.sentences[one.anchor].paragraph == page.sentences[other.anchor].paragraph
        if near and same and "needed" in one.counts and "needed" not in other.counts:
            other.counts["needed"] = one.counts["needed"]
            other.sentences = sorted({*other.sentences, one.sentences[0]})


def _no_score(masked: Masked, match: re.Match[str]) -> bool:
    """Are two numbers too high together to be goals?"""
    return sum(masked.values.get(match.start(n), 0) for n in ("n1", "n2")) >= SCORE


def _both(masked: Masked, one: Standing, other: Standing) -> list[Standing]:
    """Return the vote of one round in which only two stood: whoever had more, against the other."""
    between = masked.text[one.votes.end - masked.offset : other.start - masked.offset]
    if one.start == other.start or ";" in between or one.votes.value == other.votes.value:
        return [one, other] if one.start != other.start else []
    won, lost = (one, other) if one.votes.value > other.votes.value else (other, one)
    return [won._replace(rival=lost.votes._replace(role="no"))]


def _duel(masked: Masked, match: re.Match[str]) -> list[Standing]:
    """Return who beat the only rival, whose votes are those against: "by 153 votes to 38"."""
    at, counts = masked.offset, []
    roles: tuple[tuple[Role, str], ...] = (("yes", "n1"), ("no", "n2"))
    for role, number in roles:
        start, end = match.span(number)
        counts.append(Count(role, masked.values[start], at + start, at + end))
    if max(count.value for count in counts) > MOST:
        return []
    start, end = match.span("did")
    who = (at + match.start("who"), at + match.end("who"))
    return [Standing(*who, counts[0], None, counts[1], ("adopted", at + start, at + end))]


@cache
def _duels() -> list[re.Pattern[str]]:
    return [re.compile(composed(row["match"])) for row in lexicon("grammar")["duel"]]


@cache
def _wordings() -> list[re.Pattern[str]]:
    return [re.compile(composed(row["match"])) for row in lexicon("grammar")["standing"]]
