"""Which votes that a report counts, or ballots that it names, are acts?

A count ("by 12 votes to five") is an act of the organ that voted; ballots of one choice in one
sentence are an act of those who cast them; an absent one did not vote. What a verb already says is
left to the verb.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from quorate.claims.claim import Act, AnyClaim, Ballot, Occasion, Party, Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage, Span
from quorate.reading.acts.making import is_counted
from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.numbers import find_numbers
from quorate.reading.tallies.likely import READER as WEIGHED

READER = "grammar 1"
_CONFIDENCE = 0.6
_STOP = re.compile(r"[.!?;][\"'”’)]*\s|\n")
_DECIDING = (
    "DEMAND", "DISAPPROVE", "REJECT", "SUPPORT", "SANCTION", "AGREE", "COERCE", "CONCEDE",
    "COOPERATE", "INVESTIGATE", "AID",
)  # fmt: skip
_SPOKEN = ("VOTE", "REJECT", "SUPPORT")  # types of a verb under which a ballot may stand already


def find_polls(
    report: Report, claims: Sequence[AnyClaim], mentions: Sequence[Mention]
) -> list[AnyClaim]:
    """Which acts of voting do the counts and ballots among these claims tell?

    Returns:
        `claims` with `Act` claims of type VOTE whose verb is not among them. Numbers who vote
        ("nine were against") do so in the organ whose count stands beside, or in the only one that
        votes, which is listed with them; those whose names are told besides are left to their
        ballots.
    """
    counts, ballots = list(_of_counts(report, claims, mentions)), list(_of_ballots(report, claims))
    named = [_main(act) for act in ballots]
    claims = [
        _in_organ(c, counts, report.text) if isinstance(c, Act) and _numbers(c) else c
        for c in claims
        if not (isinstance(c, Act) and _numbers(c) and _told(c, named))
    ]
    acts = [c for c in claims if isinstance(c, Act)]
    known = [(act.type, _main(act)) for act in acts]
    counted = [m for kind, m in known if kind == "VOTE"]
    decided = [(act.sources, _main(act)) for act in acts if act.type in _DECIDING]
    voiced = [m for kind, m in known if kind in _SPOKEN]
    return [
        *claims,
        *(
            act
            for act in counts
            if not _told(act, counted) and not _decided(act, decided, report.text)
        ),
        *(act for act in ballots if not _told(act, voiced)),
    ]


def _numbers(act: Act) -> bool:
    """Is it a vote of so many: "nine were against"?"""
    return act.type == "VOTE" and bool(act.sources) and all(is_counted(p) for p in act.sources)


def _in_organ(act: Act, counts: list[Act], text: str) -> Act:
    """Return the act with the organ listed in which so many vote: that beside, or the only one."""
    sources, at = act.sources, _main(act)
    near = [c for c in counts if not _STOP.search(text, *sorted((at.start, _main(c).start)))]
    if not near and len({c.sources for c in counts}) == 1:
        near = [c for c in counts if _main(c).start < at.start][-1:]  # the one organ that votes
    for count in near[:1]:
        organ = next(s for s in count.source.spans if s.role == "source")  # type: ignore[union-attr]
        span = replace(organ, role="source antecedent")
        source = replace(act.source, spans=(*act.source.spans, span))  # type: ignore[union-attr]
        return replace(act, source=source, sources=(*sources, *count.sources))
    return act


def _main(claim: AnyClaim) -> Span:
    return claim.source.spans[0]  # type: ignore[union-attr]


def _told(act: Act, mains: list[Span]) -> bool:
    at = act.source.spans[1]  # type: ignore[union-attr]
    return any(m.start < at.end and at.start < m.end for m in mains)


def _decided(act: Act, decided: list[tuple[tuple[Party, ...], Span]], text: str) -> bool:
    """Is it told already what the organ decided by this count: "called on X by 9 votes to two"?"""
    main = _main(act)
    for sources, at in decided:
        first, last = sorted((main, at), key=lambda span: span.start)
        near = not _STOP.search(text, first.start, max(first.end, last.start))
        if near and set(sources) & set(act.sources):
            return True
    return False


def _of_counts(
    report: Report, claims: Sequence[AnyClaim], mentions: Sequence[Mention]
) -> Iterator[Act]:
    """Yield an act for each count of a vote that was held, by the organ that held it."""
    listed = {m.actor for m in mentions if m.actor}
    organs = {c.occasion: c.organ for c in claims if isinstance(c, Occasion)}
    for tally in claims:
        if not isinstance(tally, Tally) or not isinstance(tally.source, Passage):
            continue
        if tally.reader == WEIGHED:
            continue  # which number counts what is only likely
        spans = {s.role: s for s in tally.source.spans}
        number = spans.get("yes") or spans.get("no")
        if "candidate" in spans:
            continue  # one of several in an election, which is one act
        if "organ" not in spans or number is None or tally.outcome == "pending":
            continue
        if _of_others(report.text, spans["organ"], number):
            continue
        organ = organs.get(tally.draft, "")
        who = Party(organ) if organ in listed else Party(words=spans["organ"].words)
        main, at = spans["main"], spans["organ"]
        day = [("date", s.start, s.end) for s in tally.source.spans if s.role == "date"]
        yield Act(
            source=report.passage(
                ("main", main.start, main.end),
                ("type", number.start, number.end),
                ("source", at.start, at.end),
                ("count", number.start, number.end),
                *day,
            ),
            sources=(who,),
            targets=(),
            type="VOTE",
            as_of=tally.as_of if day else None,
            known=report.published,
            reader=READER,
            confidence=_CONFIDENCE,
        )


def _of_others(text: str, organ: Span, number: Span) -> bool:
    """Does another body stand before a count, whose organ is named in another sentence?

    "The Senate met. A committee had backed it by nine votes to two": the vote is the committee's.
    """
    start = max((m.end() for m in _STOP.finditer(text, 0, number.start)), default=0)
    if start <= organ.start < number.end:
        return False
    own = organ.words.lower().split()
    said = re.findall(r"[\w-]+", text[start : number.start].lower())
    return bool({*said} & {*lexicon("acts")["voters"]} - {*own})


_AMONG = re.compile(r"\b(?:among|of|with) the ([\w-]+)$", re.IGNORECASE)


def _meant(report: Report, choice: Span, claims: Sequence[AnyClaim]) -> list[tuple[str, int, int]]:
    """Return the count that a number of voters stands for: "was among the ten"."""
    among = _AMONG.search(choice.words)
    said = [n.value for n in find_numbers(among[1])] if among else []
    for claim in reversed(claims) if said else ():
        if isinstance(claim, Tally) and isinstance(claim.source, Passage):
            for s in claim.source.spans:
                numbered = s.role in Tally.votes and s.start < choice.start
                if numbered and getattr(claim, s.role) == said[0]:
                    return [("choice antecedent", s.start, s.end)]
    return []


def _of_ballots(report: Report, claims: Sequence[AnyClaim]) -> Iterator[Act]:
    """Yield an act for all ballots of one choice that stand on the same words."""
    cast: dict[Span, list[Ballot]] = defaultdict(list)
    for ballot in claims:
        if isinstance(ballot, Ballot) and isinstance(ballot.source, Passage):
            for span in ballot.source.spans:
                if span.role == "choice":
                    cast[span].append(ballot)
    for choice, ballots in cast.items():
        voters = [
            s
            for ballot in ballots
            for s in ballot.source.spans  # type: ignore[union-attr]
            if s.role == "voter"
        ]
        if not voters:
            continue
        start = min([choice.start, *(s.start for s in voters)])
        end = max([choice.end, *(s.end for s in voters)])
        yield Act(
            source=report.passage(
                ("main", start, end),
                ("type", choice.start, choice.end),
                *(("source", s.start, s.end) for s in voters),
                ("choice", choice.start, choice.end),
                *_meant(report, choice, claims),
            ),
            sources=tuple(dict.fromkeys(Party(ballot.voter) for ballot in ballots)),
            targets=(),
            type="VOTE",
            polarity="negative" if ballots[0].choice == "absent" else "positive",
            known=report.published,
            reader=READER,
            confidence=_CONFIDENCE,
        )
