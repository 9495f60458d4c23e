"""Which named ballots belong to which vote?

A ballot stands with the vote of its own sentence, else with the one just told in its paragraph,
else with the only one of the report; where none is told, the ballots are a vote of their own,
without a count. A list that goes on with somebody no name stands for names voters all the same, but
counts nobody.
"""

from __future__ import annotations

from quorate.claims.claim import Ballot, Choice
from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.names import Mention
from quorate.reading.tallies.choices import NamedBallot, counted_before, find_choices
from quorate.reading.tallies.counts import Masked
from quorate.reading.tallies.groups import Group, Page
from quorate.reading.tallies.outcomes import Verdict, elsewhere, nearest, verdicts
from quorate.reading.tallies.wordings import Role, ballot_phrase, phrase

CONFIDENCE = 0.85  # that the report says how somebody voted whom it names
_NEAR = 3  # sentences between a vote and who cast a ballot in it, at most


def add_ballots(page: Page, groups: list[Group], mentions: list[Mention]) -> list[Group]:
    """Give each vote the ballots named, and add the votes that only ballots tell of."""
    every = list(groups)
    text, at = page.report.text, 0
    for index, s in enumerate(page.sentences):
        while at < len(mentions) and mentions[at].start < s.start:
            at += 1
        here = at
        while here < len(mentions) and mentions[here].start < s.end:
            here += 1
        named = [m for m in mentions[at:here] if m.type in ("state", "territory")]
        if named and ballot_phrase("cue").search(text, s.start, s.end):
            _add(page, every, index, named)
    return sorted(every, key=lambda g: (g.sentences[0], g.start))


def _add(page: Page, every: list[Group], index: int, named: list[Mention]) -> None:
    """Give the ballots of one sentence to their votes."""
    s, masked = page.sentences[index], page.words(index)
    own = [g for g in every if index in g.sentences and _held(g)]
    parts = [g for g in own if g.sentences[0] == index] if len(own) > 1 else []
    counted = counted_before(page.words, index)
    stretches = [(g.start, g.end, [g]) for g in parts] or [(s.start, s.end, own)]
    for start, end, at_hand in stretches:
        found = find_choices(masked, named, start, end, counted)
        sure = at_hand or any(
            not b.weak and _told(page, every, index, masked, b, len(found)) for b in found
        )
        found = [b for b in found if sure or _told(page, every, index, masked, b, len(found))]
        if not found:
            continue
        vote = _vote(page, every, index, at_hand, found)
        if vote is None:
            vote = _unnumbered(masked, index, start, end, found)
            every.append(vote)
        if vote.uncounted == "ballots" and index not in vote.sentences:
            vote.sentences = sorted([*vote.sentences, index])
        known = {b.voter.actor for b in vote.ballots}
        vote.ballots += [b for b in found if b.voter.actor not in known]


def _held(group: Group) -> bool:
    """Was it a vote in which ballots were cast?"""
    return not (group.pending or group.unheld or group.consensus) and bool(
        group.votes or group.uncounted or group.outcome
    )


def _told(
    page: Page, every: list[Group], index: int, masked: Masked, ballot: NamedBallot, many: int
) -> bool:
    """Do the words around show that a ballot was cast, where no count stands beside it?"""
    text = masked.text
    if elsewhere(text) or ballot_phrase("popular").search(text) or phrase("no_vote").search(text):
        return False
    paragraph = page.sentences[index].paragraph
    beside = any(
        _held(g) and (0 <= index - g.sentences[-1] <= 1 or _within(g, index))
        and page.sentences[g.sentences[-1]].paragraph >= paragraph - 1
        for g in every
    )  # fmt: skip
    headed = index <= _NEAR and any(g.sentences[0] == 0 and g.votes and _held(g) for g in every)
    if (
        beside
        or (headed and many > 1)
        or (not ballot.weak and any(_held(g) and g.votes for g in every))
    ):
        return True
    if ballot.weak and not ballot.closed and many > 1:
        told = [g for g in every if _held(g) and len(g.votes) > 1 and g.sentences[0] < index]
        counts = [c for g in told for role, c in g.counts.items() if role == ballot.choice]
        if any(c.value >= many for c in counts):
            return True  # "among those against were": of those counted before
    if ballot.weak:
        return bool(ballot_phrase("vote").search(text)) or (
            ballot.single and bool(ballot_phrase("deliberating").search(text))
        )
    return many > 1 or bool(ballot_phrase("deliberating").search(text))


def _vote(
    page: Page, every: list[Group], index: int, own: list[Group], found: list[NamedBallot]
) -> Group | None:
    """Return the vote that ballots of a sentence were cast in, if one is told of."""
    if own:
        inside = [g for g in own if _fits(g, found)]
        return inside[0] if inside else None
    if phrase("another_time").search(page.words(index).plain):
        return None
    another = phrase("another").search(page.words(index).text)
    held = [g for g in every if _held(g) and _fits(g, found)]
    paragraph = page.sentences[index].paragraph
    for g in sorted(held, key=lambda g: -g.sentences[-1]):
        gap = index - g.sentences[-1]
        same = page.sentences[g.sentences[-1]].paragraph >= paragraph - 1
        if _within(g, index) or (0 < gap <= _NEAR and same and (not another or gap == 1)):
            return g
    after = [
        g for g in held
        if g.sentences[0] == index + 1 and page.sentences[index + 1].paragraph == paragraph
    ]  # fmt: skip
    if after:
        return after[0]
    some = not all(b.weak and b.closed for b in found)
    counted = [g for g in every if _held(g) and g.votes and some]
    so_far = [g for g in counted if g.sentences[0] < index]
    if not all({"yes", "no", "abstain"} <= {*g.votes} for g in so_far):
        so_far = []  # who is named would add to the count
    for only in (counted, so_far):
        if len(only) == 1:
            return only[0] if not another and only[0] in held else None
    return None


def _within(group: Group, index: int) -> bool:
    """Does a sentence stand between two that count one vote?"""
    return group.sentences[0] < index < group.sentences[-1] <= group.sentences[0] + _NEAR


def _fits(group: Group, found: list[NamedBallot]) -> bool:
    """May these ballots have been cast in a vote: no more than it counts, and by nobody twice?"""
    known = {b.voter.actor: b.choice for b in group.ballots}
    if any(known.get(b.voter.actor, b.choice) != b.choice for b in found):
        return False
    every = known | {b.voter.actor: b.choice for b in found}
    roles: tuple[Role, ...] = ("yes", "no", "abstain", "absent")
    for role in roles:
        told = group.value(role)
        if told is not None and sum(choice == role for choice in every.values()) > told:
            return False
    return True


def _unnumbered(
    masked: Masked, index: int, start: int, end: int, found: list[NamedBallot]
) -> Group:
    """Return a vote that only the ballots of a sentence tell of."""
    group = Group({}, [index], start, end, uncounted="ballots")
    stretch = masked.text[start - masked.offset : end - masked.offset]
    veto = phrase("vetoed").search(stretch)
    if veto and any(b.choice == "no" for b in found):
        at = start + veto.start()
        group.vetoed, group.outcome = True, Verdict("not adopted", at, start + veto.end())
    else:
        group.outcome = nearest(_real(masked, start, end), found[0].start, False)
    return group


def _real(masked: Masked, start: int, end: int) -> list[Verdict]:
    """Return the outcomes of a stretch that nothing says only may be."""
    text, offset = masked.text, masked.offset
    kept = []
    for verdict in verdicts(masked, start, end):
        at = max(text.rfind(mark, 0, verdict.start - offset) for mark in (".", ";", ", "))
        if not ballot_phrase("supposed").search(text[at + 1 : verdict.end - offset]):
            kept.append(verdict)
    return kept


def ballot_of(
    report: Report,
    draft: str,
    voter: Mention,
    cast: tuple[Choice, int, int],
    day: DateMention | None,
    reader: str,
) -> Ballot:
    """What does a named voter's choice come to, as a claim?

    Args:
        report: the report.
        draft: the id of what was voted on.
        voter: who voted.
        cast: how, and the words that say so.
        day: on which day, if that is told.
        reader: who read it.
    """
    choice, start, end = cast
    return Ballot(
        source=report.passage(
            ("main", min(voter.start, start), max(voter.end, end)),
            ("voter", voter.start, voter.end),
            ("choice", start, end),
            *([("date", day.start, day.end)] if day else []),
        ),
        as_of=day.date if day else None,
        known=report.published,
        reader=reader,
        confidence=CONFIDENCE,
        draft=draft,
        voter=voter.actor,
        choice=choice,
    )
