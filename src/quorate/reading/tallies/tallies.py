"""What does a report say of votes: counts, thresholds, outcomes, and who voted how?

For each vote one draft (`Occasion`) and one `Tally`, and a `Ballot` for each state that the report
names. Every number stands in a span of the passage under its role, or `Tally.how` names the step
that gave it (``{"yes": "23 - 3"}``). A share in per cent, of voters or of weighted votes, counts
nobody: it is a figure and no vote.
"""

from __future__ import annotations

import re

import msgspec

from quorate.claims.claim import AnyClaim, Occasion, Outcome, Tally
from quorate.claims.problem import Problem
from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.reading.dates import DateMention
from quorate.reading.names import Mention
from quorate.reading.tallies.ballots import add_ballots, ballot_of
from quorate.reading.tallies.corrections import without_superseded
from quorate.reading.tallies.drafts import (
    PROCEDURE,
    DraftWords,
    find_day,
    find_draft,
    matter,
    on_procedure,
)
from quorate.reading.tallies.foreseen import is_further, only_told, organ_to_come
from quorate.reading.tallies.groups import Group, Page, find_groups, moves, page_of
from quorate.reading.tallies.joining import (
    give_size,
    join_headline,
    join_parts,
    join_vetoes,
    without_regions,
)
from quorate.reading.tallies.likely import READER as WEIGHED
from quorate.reading.tallies.listed import Rows, count_listed
from quorate.reading.tallies.organs import (
    able_to_vote,
    counted_body,
    deciding_body,
    find_organ,
    main_body,
    of_another,
    organisation_beside,
    running_organ,
    size_of,
)
from quorate.reading.tallies.settling import (
    by_everybody,
    decided_by_numbers,
    fits_base,
    only_ballots,
    says_enough,
    settle,
)
from quorate.reading.tallies.thresholds import give_majorities
from quorate.reading.tallies.wordings import phrase

READER = "grammar 1"
CONFIDENCE = {  # that the report says it, by how it is worded
    "labelled": 0.95,
    "pair": 0.9,
    "worked out": 0.85,
    "foreseen": 0.8,
    "without a count": 0.8,
}

_LAST = {
    "voted": 1,
    "foreseen": 2,
}  # what is counted comes first, what was held before what will be

SpanOf = tuple[str, int, int]


class Vote(msgspec.Struct, frozen=True):
    """A vote as read, with what was found around it."""

    group: Group
    draft: DraftWords | None
    organ: Mention | None
    day: DateMention | None
    id: str
    rows: Rows = {}


def find_tallies(report: Report, mentions: list[Mention]) -> tuple[list[AnyClaim], list[Problem]]:
    """Which drafts, counts and ballots does a report give?

    Returns:
        Claims in the order of the report, votes to come last, and a problem for each vote whose day
        stays open.
    """
    page = page_of(report)
    claims: list[AnyClaim] = []
    problems: list[Problem] = []
    votes: list[Vote] = []
    groups = without_regions(page, find_groups(page))
    for group in groups:
        settle(page, group, groups)
    give_size(page, groups)
    groups = join_headline(page, add_ballots(page, join_parts(page, groups), mentions))
    groups = without_superseded(page, join_parts(page, join_vetoes(groups)))
    give_majorities(page, groups)
    for group in sorted(groups, key=lambda g: _LAST.get(g.uncounted, 0)):
        rows = count_listed(page, group, mentions)
        if not says_enough(page, group):
            if not group.ballots:
                continue
            only_ballots(group)
        told = group.uncounted != "foreseen"
        able = able_to_vote(page, group, mentions)
        organ, before_too = (None, True) if told else organ_to_come(page, group, able)
        if organ is None and before_too:
            organ = find_organ(page, group, able)
        if organ is None and not before_too:
            continue
        if organ is None and group.unheld:
            organ = counted_body(page, group, able) or organisation_beside(page, group, able)
        elif organ is None:
            held = [v for v in votes if not v.group.pending] or votes
            before = held[-1] if held else None
            since = page.sentences[before.group.sentences[-1]].end if before else 0
            organ = running_organ(page, group, before.organ if before else None, since, able)
            organ = organ or counted_body(page, group, able)
            uncounted = group.uncounted in ("consensus", "veto", "held") or group.candidate
            if organ is None and (uncounted or not told):
                organ = deciding_body(page, group, able) if group.consensus else None
                organ = organ or main_body(page, group, able)
        known = [(v.group, v.organ) for v in votes]
        if group.uncounted == "voted" and not only_told(page, group, organ, known):
            continue
        if not told and not (organ and is_further(page, group, organ, known)):
            continue
        if group.unheld and not (
            organ and (group.outcome or group.counts or _own(page, group, organ))
        ):
            some = _of_some_draft(page, group)
            asked = organ if some and _never_put(page, group) else None
            organ = asked or (None if some else deciding_body(page, group, able))
            if organ is None:
                continue
        if of_another(page, group, organ, able):
            group.counts.pop("base")
        day = None if group.pending else find_day(page, group, organ, able)
        if ("base" not in group.counts or by_everybody(group)) and _now(page, group, day):
            size = size_of(page, group, organ, able)
            if size is not None and fits_base(group, size.value):
                group.counts["base"] = size
        draft = _of_candidate(group) or find_draft(page, group)
        vote = Vote(group, draft, organ, day, _draft_id(report, group), rows)
        follows = _follows(page, vote, votes)
        votes.append(vote)
        claims.append(_occasion(page, vote, follows))
        bare = {"base", "absent"} if group.uncounted == "ballots" else {"base"}
        if set(group.counts) - bare or group.outcome or group.uncounted != "ballots":
            claims.append(_tally(page, vote))
        claims += [
            ballot_of(report, vote.id, b.voter, (b.choice, b.start, b.end), day, READER)
            for b in group.ballots
        ]
        problems += _problems(report, vote)
    return claims, problems


def _now(page: Page, group: Group, day: DateMention | None) -> bool:
    """Is a vote of the time that the report is of, so that the body has the members it counts?"""
    told, published = day and day.date, page.report.published
    if told and published and abs(int(told[:4]) - int(published[:4])) > 1:
        return False
    return not phrase("another_time").search(page.words(group.anchor).plain)


def _own(page: Page, group: Group, organ: Mention) -> bool:
    """Is the organ that did not vote named where that is said?"""
    s, text = page.sentences[group.anchor], page.report.text
    if organ.type != "organ" or not s.start <= organ.start < s.end:
        return False
    said = phrase("no_vote").search(text, s.start, s.end)
    before = said is not None and organ.start < said.start()
    return before or bool(phrase("in_the").search(text, max(0, organ.start - 12), organ.start))


def _of_some_draft(page: Page, group: Group) -> bool:
    """Is one draft said not to have come to a vote, whatever else was decided?"""
    s = page.sentences[group.anchor]
    return bool(phrase("came_to_no_vote").search(page.report.text, s.start, s.end))


def _never_put(page: Page, group: Group) -> bool:
    """Is it a draft or an application of which it is said that no vote was ever taken?"""
    s = page.sentences[group.anchor]
    return bool(phrase("never_put").search(page.report.text, s.start, s.end))


def _of_candidate(group: Group) -> DraftWords | None:
    """Return whom a vote in an election was cast for."""
    return DraftWords(*group.candidate, "candidacy") if group.candidate else None


def _draft_id(report: Report, group: Group) -> str:
    return "draft-" + digest(report.text_hash, str(group.first), str(group.start))


def _follows(page: Page, vote: Vote, earlier: list[Vote]) -> str:
    """Return the draft that is moved to another organ here, if that is what the words say."""
    if not (vote.group.pending and earlier and moves(page, vote.group)):
        return ""
    before = earlier[-1]
    near = vote.group.sentences[0] - before.group.sentences[-1] <= 3
    other = vote.organ and (not before.organ or vote.organ.actor != before.organ.actor)
    return before.id if near and other and not before.group.pending else ""


def _main(vote: Vote, page: Page) -> tuple[int, int]:
    """Return the main span: the count in its first sentence, or where that has none of the votes.

    It goes from the first to the last word; a headline that only says how it ended has no count.
    """
    group, text = vote.group, page.report.text
    first, last = group.start, group.end
    cast = [c for role, c in group.counts.items() if role in group.votes]
    if len(cast) > 1 and not any(first <= c.start < last for c in cast):
        sentence = page.sentences[group.anchor]
        if any(sentence.start <= c.start < sentence.end for c in cast):
            first, last = sentence.start, sentence.end
    told = [(c.start, c.end) for c in group.counts.values()]
    told += [(group.outcome.start, group.outcome.end)] if group.outcome else []
    here = [(start, end) for start, end in told if first <= start < last]
    start = min((start for start, _ in here), default=group.start)
    end = max((end for _, end in here), default=group.end)
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _spans(vote: Vote, page: Page) -> list[SpanOf]:
    group = vote.group
    spans: list[SpanOf] = [("main", *_main(vote, page))]
    for role, count in group.counts.items():
        spans += [(role, *row) for row in vote.rows.get(role, [(count.start, count.end)])]
    if group.outcome:
        spans.append(("outcome", group.outcome.start, group.outcome.end))
    if group.majority:
        spans.append(("majority", group.majority.start, group.majority.end))
    if vote.organ:
        spans.append(("organ", vote.organ.start, vote.organ.end))
    if vote.draft:
        spans.append(
            ("candidate" if group.candidate else "draft", vote.draft.start, vote.draft.end)
        )
    if vote.day:
        spans.append(("date", vote.day.start, vote.day.end))
    return spans


def _occasion(page: Page, vote: Vote, follows: str) -> Occasion:
    report, main = page.report, _main(vote, page)
    spans: list[SpanOf] = [
        ("main", vote.draft.start, vote.draft.end) if vote.draft else ("main", *main)
    ]
    if vote.organ:
        spans.append(("organ", vote.organ.start, vote.organ.end))
    if vote.day:
        spans.append(("date", vote.day.start, vote.day.end))
    title = report.text[vote.draft.start : vote.draft.end] if vote.draft else ""
    return Occasion(
        source=report.passage(*spans),
        as_of=vote.day.date if vote.day else None,
        known=report.published,
        reader=_reader(vote.group),
        confidence=_confidence(vote.group),
        occasion=vote.id,
        type="draft",
        title=re.sub(r"\s+", " ", title),
        organ=vote.organ.actor if vote.organ else "",
        matter=PROCEDURE if on_procedure(page, vote.group) else matter(vote.draft),
        follows=follows,
    )


def _tally(page: Page, vote: Vote) -> Tally:
    group = vote.group
    values: dict[str, int | None] = dict.fromkeys(Tally.numbers)
    values |= {role: count.value for role, count in group.counts.items()}
    how: dict[str, str] = {r: c.how for r, c in group.counts.items() if c.how}
    needed, short = values["needed"], values["short"]
    if group.pending:
        pass  # what is missing of a majority is no count of votes cast
    elif values["yes"] is None and needed is not None and short is not None and needed > short:
        values["yes"], how["yes"] = needed - short, f"{needed} - {short}"
    elif needed is None and values["yes"] is not None and short is not None:
        values["needed"], how["needed"] = values["yes"] + short, f"{values['yes']} + {short}"
    outcome: Outcome | None = group.outcome.outcome if group.outcome else None
    if outcome is None and (told := decided_by_numbers(group, values)):
        outcome, how["outcome"] = told
    return Tally(
        source=page.report.passage(*_spans(vote, page)),
        as_of=vote.day.date if vote.day else None,
        known=page.report.published,
        reader=_reader(group),
        confidence=_confidence(group),
        draft=vote.id,
        outcome="pending" if group.pending else outcome,
        how=how,
        yes=values["yes"],
        no=values["no"],
        abstain=values["abstain"],
        absent=values["absent"],
        needed=values["needed"],
        short=values["short"],
        base=values["base"],
        majority=group.majority.majority if group.majority else "",
    )


def _chance(group: Group) -> float:
    return min((count.chance for count in group.counts.values()), default=1.0)


def _reader(group: Group) -> str:
    return WEIGHED if _chance(group) < 1 else READER


def _confidence(group: Group) -> float:
    """Return the confidence fixed for the kind of wording; the least chance if it was weighed."""
    if _chance(group) < 1:
        return round(_chance(group), 2)
    if group.uncounted:
        return CONFIDENCE["without a count"]
    if group.pending:
        return CONFIDENCE["foreseen"]
    if "yes" not in group.counts:
        return CONFIDENCE["worked out"]
    return CONFIDENCE["pair" if group.counts["yes"].strength == "pair" else "labelled"]


def _problems(report: Report, vote: Vote) -> list[Problem]:
    held = not vote.group.pending
    if held and vote.day is not None and vote.day.date is None:
        words = report.text[vote.day.start : vote.day.end]
        return [
            Problem(
                where=f"{report.name}:{vote.group.first}",
                what=f"the day of a vote is given only as {words!r}.",
                remedy="Give the report's date of publication, and it can be worked out.",
            )
        ]
    return []
