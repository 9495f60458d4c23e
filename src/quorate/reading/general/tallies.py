"""What does a report say of votes, in a language given as data?

Each vote that it tells of (`counting`) as claims: the draft, its tally, and a ballot for whoever is
named, with the words that show them.
"""

from __future__ import annotations

import re

from quorate.claims.claim import AnyClaim, Occasion, Tally
from quorate.claims.problem import Problem
from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.reading.general.ballots import Choice
from quorate.reading.general.cast import Cast
from quorate.reading.general.counting import VOTES, Tallies, Vote
from quorate.reading.general.layout import Layout
from quorate.reading.tallies.ballots import ballot_of

READER = "general grammar 1"
CONFIDENCE = {"labelled": 0.95, "bare": 0.85, "foreseen": 0.8}


def find_tallies(
    report: Report, layout: Layout, cast: Cast
) -> tuple[list[AnyClaim], list[Problem], list[Vote]]:
    """Which drafts, counts and ballots does a report give?"""
    claims: list[AnyClaim] = []
    problems: list[Problem] = []
    votes = Tallies(layout, cast).votes()
    for vote in votes:
        identity = "draft-" + digest(report.text_hash, str(vote.first), layout.lang.code)
        main = _main(vote)
        claims.append(_occasion(report, vote, identity, layout))
        if vote.counts or vote.outcome:
            claims.append(_tally(report, vote, identity, main))
        day = vote.day if vote.day and vote.day.date else None
        claims += [
            ballot_of(report, identity, c.voter, (c.choice, c.start, c.end), day, READER)
            for c in _once(vote.choices)
        ]
        if vote.day is not None and vote.day.date is None:
            problems.append(
                Problem(
                    where=f"{report.name}:{vote.first}",
                    what=f"the day of a vote is given only as "
                    f"{report.text[vote.day.start : vote.day.end]!r}.",
                    remedy="Give the report's date of publication, and it can be worked out.",
                )
            )
    return claims, problems, votes


def _once(choices: list[Choice]) -> list[Choice]:
    told: dict[str, Choice] = {}
    for choice in choices:
        told.setdefault(choice.voter.actor, choice)
    return list(told.values())


def _main(vote: Vote) -> tuple[int, int]:
    counted = [c for role, c in vote.counts.items() if role in VOTES] or list(vote.counts.values())
    if not counted and not vote.choices and vote.shown:
        return vote.shown
    if not counted:
        return min(c.start for c in vote.choices), max(c.end for c in vote.choices)
    lines = [c.line for c in counted]
    line = max(lines, key=lambda n: (lines.count(n), -n))
    own = [c for c in counted if c.line == line]
    return min(c.start for c in own), max(c.end for c in own)


def _around(vote: Vote) -> list[tuple[str, int, int]]:
    spans = []
    if vote.organ:
        spans.append(("organ", vote.organ.start, vote.organ.end))
    if vote.day and vote.day.date:
        spans.append(("date", vote.day.start, vote.day.end))
    return spans


def _occasion(report: Report, vote: Vote, identity: str, layout: Layout) -> Occasion:
    main = vote.draft[:2] if vote.draft else _main(vote)
    noun = vote.draft[2] if vote.draft else ""
    ordinary = noun in layout.lang.table("votes")["drafts"]["resolutions"]
    return Occasion(
        source=report.passage(("main", *main), *_around(vote)),
        as_of=vote.day.date if vote.day else None,
        known=report.published,
        reader=READER,
        confidence=_confidence(vote),
        occasion=identity,
        type="draft",
        title=re.sub(r"\s+", " ", report.text[slice(*main)]) if vote.draft else "",
        organ=vote.organ.actor if vote.organ else "",
        matter="resolutions" if ordinary else "",
    )


def _tally(report: Report, vote: Vote, identity: str, main: tuple[int, int]) -> Tally:
    values: dict[str, int | None] = dict.fromkeys(Tally.numbers)
    values |= {role: count.value for role, count in vote.counts.items()}
    how = {}
    needed, short, yes = values["needed"], values["short"], values["yes"]
    if yes is None and needed is not None and short is not None and needed > short:
        values["yes"], how["yes"] = needed - short, f"{needed} - {short}"
    elif needed is None and yes is not None and short is not None:
        values["needed"], how["needed"] = yes + short, f"{yes} + {short}"
    spans: list[tuple[str, int, int]] = [("main", *main)]
    spans += [(role, count.start, count.end) for role, count in vote.counts.items()]
    if vote.outcome and vote.shown:
        spans.append(("outcome", *vote.shown))
    if vote.draft:
        spans.append(("draft", *vote.draft[:2]))
    if vote.majority:
        spans.append(("majority", vote.majority.start, vote.majority.end))
    return Tally(
        source=report.passage(*spans, *_around(vote)),
        as_of=vote.day.date if vote.day else None,
        known=report.published,
        reader=READER,
        confidence=_confidence(vote),
        draft=identity,
        outcome="pending" if vote.pending else (vote.outcome or None),  # type: ignore[arg-type]
        how=how,
        yes=values["yes"],
        no=values["no"],
        abstain=values["abstain"],
        absent=values["absent"],
        needed=values["needed"],
        short=values["short"],
        majority=vote.majority.majority if vote.majority else "",
        base=values["base"],
    )


def _confidence(vote: Vote) -> float:
    if vote.pending:
        return CONFIDENCE["foreseen"]
    bare = not vote.counts or any(count.bare for count in vote.counts.values())
    return CONFIDENCE["bare" if bare else "labelled"]
