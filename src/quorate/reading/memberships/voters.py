"""Who is told to be a member of a body by having voted in it?

Who votes in a council, a board or a court belongs to it. In an assembly or a conference all have
votes, so that a vote there tells nothing; neither does one before an organ that the report never
names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quorate.claims.claim import AnyClaim, Ballot, Membership, Occasion
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.language import lexicon
from quorate.reading.memberships.occasions import READER
from quorate.reading.names import Mention
from quorate.reading.syntax.tokens import vocabulary

_CAST = ("yes", "no", "abstain")
_WHOLE = frozenset(("permanent", "general", "plenary", "ministers", "heads"))  # all members sit
_TOLD = ("member", "chair", "suspended", "observer")
_CONFIDENCE = 0.6


class _Organ(NamedTuple):
    """A body that votes: its id or words, and where the report names it."""

    id: str
    span: Span


def find_voters(
    report: Report, claims: Sequence[AnyClaim], mentions: Sequence[Mention]
) -> list[AnyClaim]:
    """Which memberships do the ballots among these claims tell besides?

    Returns:
        `Membership` claims with a span ``choice`` for the words that tell how the member voted.
    """
    organs = {
        claim.occasion: organ
        for claim in claims
        if isinstance(claim, Occasion) and (organ := _organ(claim, mentions)) is not None
    }
    known = {
        (c.member, c.group.split(" of ")[-1])
        for c in claims
        if isinstance(c, Membership) and (c.role in _TOLD or c.role == "holder")
    }
    found: list[AnyClaim] = []
    ballots = [c for c in claims if isinstance(c, Ballot) and c.choice in _CAST]
    for ballot in ballots:
        if ballot.draft in organs:
            for claim in _voter(report, ballot, organs[ballot.draft]):
                if (claim.member, claim.group) not in known:
                    known.add((claim.member, claim.group))
                    found.append(claim)
    return found


def _organ(occasion: Occasion, mentions: Sequence[Mention]) -> _Organ | None:
    """Return the body before which a draft was, if not all have votes in it."""
    if not isinstance(occasion.source, Passage):
        return None
    span = next((s for s in occasion.source.spans if s.role == "organ"), None)
    if span is None:
        return None
    words = span.words.lower().split()
    noun = span.words.lower().split(" of ")[0].split()[-1]
    if noun not in lexicon("roles")["heads"]["choosing"] or _WHOLE & set(words):
        return None
    named = next((m for m in mentions if m.start == span.start and m.end == span.end), None)
    if words[0] in vocabulary()["number_words"] and not occasion.organ:
        return None  # "Eleven Council members"
    id_ = occasion.organ or (named.actor or named.name if named is not None else span.words)
    return _Organ(id_, span)


def _headed(report: Report, ballot: Ballot) -> bool:
    """Does a ballot stand in a headline, which the text repeats?"""
    assert isinstance(ballot.source, Passage)
    start = ballot.source.main.start
    end = report.text.find("\n", start)
    line = report.text[start : end if end >= 0 else None].rstrip()
    return line[-1:] not in ".!?\"”’')"


def _voter(report: Report, ballot: Ballot, organ: _Organ) -> Iterator[Membership]:
    """Yield the membership that a ballot tells, with the words of both."""
    if not isinstance(ballot.source, Passage):
        return
    spans = {s.role: s for s in ballot.source.spans}
    if "voter" not in spans or "choice" not in spans or _headed(report, ballot):
        return
    main, own = ballot.source.main, ballot.source.spans
    kept = [("member", spans["voter"]), ("group", organ.span), ("choice", spans["choice"])]
    kept += [("member antecedent", s) for s in own if s.role == "voter antecedent"]
    kept += [(s.role, s) for s in own if s.role.startswith("date")]
    yield Membership(
        source=report.passage(
            ("main", main.start, main.end), *((role, s.start, s.end) for role, s in kept)
        ),
        group=organ.id,
        member=ballot.voter,
        role="member",
        as_of=ballot.as_of,
        known=report.published,
        said_by=ballot.said_by,
        reader=READER,
        confidence=_CONFIDENCE,
    )
