"""Who is told to belong to a body, or to be away from it, by how he voted or did not?

Who votes in a council, a board or a court belongs to it. In an assembly or a conference all have
votes, so that a vote there tells nothing; neither does one before an organ that the report never
names. Who was absent from a vote, was from the organ, whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from quorate.claims.claim import AnyClaim, Ballot, Membership, Occasion
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.language import lexicon
from quorate.reading.memberships.occasions import READER
from quorate.reading.names import Mention
from quorate.reading.syntax.tokens import vocabulary

_CAST = ("yes", "no", "abstain")
_THERE = re.compile(r"\b(?:walk|storm)|\b(?:vote|ballot|voting)s?\b")  # who cast none was there
_WHOLE = frozenset(("permanent", "general", "plenary", "ministers", "heads"))  # all members sit
_TOLD = ("member", "chair", "suspended", "observer")
_CONFIDENCE = 0.6


class _Organ(NamedTuple):
    """A body that votes: its id or words, where the report names it, if only some sit in it."""

    id: str
    span: Span
    chosen: bool


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
    told = [c for c in claims if isinstance(c, Membership)]
    known = {
        (c.member, c.group.split(" of ")[-1])
        for c in told
        if c.role in _TOLD or c.role == "holder"
    }  # fmt: skip
    away = {c.member for c in told if c.role == "absent"}
    found: list[AnyClaim] = []
    for ballot in (c for c in claims if isinstance(c, Ballot) and c.draft in organs):
        organ = organs[ballot.draft]
        if ballot.choice in _CAST and organ.chosen:
            for claim in _voter(report, ballot, organ, "member"):
                if (claim.member, claim.group) not in known:
                    known.add((claim.member, claim.group))
                    found.append(claim)
        elif ballot.choice == "absent" and ballot.voter not in away:
            away.add(ballot.voter)
            found += _voter(report, ballot, organ, "absent")
    return found


def _organ(occasion: Occasion, mentions: Sequence[Mention]) -> _Organ | None:
    """Return the body before which a draft was."""
    if not isinstance(occasion.source, Passage):
        return None
    span = next((s for s in occasion.source.spans if s.role == "organ"), None)
    if span is None:
        return None
    words = span.words.lower().split()
    noun = span.words.lower().split(" of ")[0].split()[-1]
    chosen = noun in lexicon("roles")["heads"]["choosing"] and not _WHOLE & set(words)
    named = next((m for m in mentions if m.start == span.start and m.end == span.end), None)
    if words[0] in vocabulary()["number_words"] and not occasion.organ:
        return None  # "Eleven Council members"
    id_ = occasion.organ or (named.actor or named.name if named is not None else span.words)
    return _Organ(id_, span, chosen)


def _headed(report: Report, ballot: Ballot) -> bool:
    """Does a ballot stand in a headline, which the text repeats?"""
    assert isinstance(ballot.source, Passage)
    start = ballot.source.main.start
    end = report.text.find("\n", start)
    line = report.text[start : end if end >= 0 else None].rstrip()
    return line[-1:] not in ".!?\"”’')"


def _voter(
    report: Report, ballot: Ballot, organ: _Organ, role: Literal["member", "absent"]
) -> Iterator[Membership]:
    """Yield the membership that a ballot tells, with the words of both."""
    if not isinstance(ballot.source, Passage):
        return
    spans = {s.role: s for s in ballot.source.spans}
    if "voter" not in spans or "choice" not in spans or _headed(report, ballot):
        return
    if role == "absent" and _THERE.search(spans["choice"].words):
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
        role=role,
        as_of=ballot.as_of,
        known=report.published,
        said_by=ballot.said_by,
        reader=READER,
        confidence=_CONFIDENCE,
    )
