"""How many votes did each of those get who stood against one another in a body?

Where seats or posts are filled by ballot, a sentence gives each candidate a number: "Bulgaria had
160 and Albania 123", "Ghana (33), Togo (22)". Each is a vote on that candidate. At least two must
stand in one sentence, and it must speak of a ballot in a body: what voters at large decide, seats
in parliaments and scores of games are none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quorate.reading.language import lexicon
from quorate.reading.tallies.counts import TABLE, Count, Masked, find_counts
from quorate.reading.tallies.wordings import composed, phrase, said

MOST = 1000  # votes that a body has, at most


class Standing(NamedTuple):
    """A candidate with the votes cast for it.

    Attributes:
        start, end: the words that name the candidate.
        votes: the votes.
        needed: how many it took, if the sentence says.
    """

    start: int
    end: int
    votes: Count
    needed: Count | None


def find_standings(masked: Masked, before: str = "") -> list[Standing]:
    """Which candidates does a sentence give votes, two or more, in the order of the text?

    Args:
        masked: the sentence.
        before: the masked words of those before it in its paragraph.
    """
    if not 2 <= len(masked.values) <= TABLE:
        return []
    if not (said("contest", masked.text) or phrase("contest").search(before)):
        return []
    if said("no_contest", masked.text):
        return []
    threshold = next((c for c in find_counts(masked) if c.role == "needed"), None)
    taken = {threshold.start - masked.offset} if threshold else set()
    found: dict[int, Standing] = {}
    for pattern in _wordings():
        for match in pattern.finditer(masked.text):
            if "gap" in pattern.groupindex and not found:
                continue
            for who, number in (("who", "n1"), ("other", "n2")):
                if who in pattern.groupindex and match.start(number) not in taken:
                    at = match.start(number)
                    if masked.values.get(at, MOST + 1) > MOST:
                        continue
                    taken.add(at)
                    start, end = masked.offset + at, masked.offset + match.end(number)
                    found[at] = Standing(
                        masked.offset + match.start(who),
                        masked.offset + match.end(who),
                        Count("yes", masked.values[at], start, end),
                        threshold,
                    )
    standing = [found[at] for at in sorted(found)]
    return standing if len({s.start for s in standing}) > 1 else []


@cache
def _wordings() -> list[re.Pattern[str]]:
    return [re.compile(composed(row["match"])) for row in lexicon("grammar")["standing"]]
