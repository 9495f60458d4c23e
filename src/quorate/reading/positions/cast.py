"""Which positions do ballots show?

Who voted for a draft supports it, who voted against opposes it, who abstained is neutral: ballots
of one choice on the same words are one position, unless a verb there says the same of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quorate.claims.claim import AnyClaim, Ballot, Party, Position
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.language import sentences

READER = "grammar 1"
STANCES = {"yes": "supports", "no": "opposes", "abstain": "abstains"}
_CONFIDENCE = 0.6


def find_cast(report: Report, claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """Which positions do the ballots among these claims show besides?

    Returns:
        `Position` claims with a span ``choice`` beside ``stance``, of voters whose position no
        claim in the same sentence tells.
    """
    starts = [s.start for s in sentences(report.text)]
    told: dict[int, set[Party]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim, Position) and isinstance(claim.source, Passage):
            told[bisect_right(starts, claim.source.main.start)] |= set(claim.parties)
    return list(_positions(report, claims, starts, told))


def _positions(
    report: Report,
    claims: Sequence[AnyClaim],
    starts: list[int],
    told: dict[int, set[Party]],
) -> Iterator[Position]:
    cast: dict[Span, list[Ballot]] = defaultdict(list)
    for ballot in claims:
        if isinstance(ballot, Ballot) and isinstance(ballot.source, Passage):
            for span in ballot.source.spans:
                if span.role == "choice" and ballot.choice in STANCES:
                    cast[span].append(ballot)
    for choice, ballots in cast.items():
        known = told[bisect_right(starts, choice.start)]
        own = [b for b in ballots if Party(b.voter) not in known]
        voters = dict.fromkeys(
            (s.start, s.end)
            for b in own
            for s in b.source.spans  # type: ignore[union-attr]
            if s.role == "voter"
        )
        if not voters:
            continue
        start = min([choice.start, *(at for at, _ in voters)])
        end = max([choice.end, *(at for _, at in voters)])
        yield Position(
            source=report.passage(
                ("main", start, end),
                ("stance", choice.start, choice.end),
                *(("party", *at) for at in voters),
                ("phrase", choice.start, choice.end),
                ("choice", choice.start, choice.end),
            ),
            parties=tuple(dict.fromkeys(Party(b.voter) for b in own)),
            stance=STANCES[own[0].choice],
            phrase=choice.words,
            known=report.published,
            reader=READER,
            confidence=_CONFIDENCE,
        )
