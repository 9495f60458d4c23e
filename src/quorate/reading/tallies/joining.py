"""Which parts of what a report tells are of one vote?

A threshold, who abstained, the members of the body or a veto is often told apart from the count:
beside it, in the headline, or far off. It is joined to the one vote that it fits, or to none.
"""

from __future__ import annotations

from quorate.reading.tallies.groups import AGAIN, REACH, Group, Page, is_headline, moves, of_a_part
from quorate.reading.tallies.settling import fits_base, says_enough
from quorate.reading.tallies.wordings import phrase

_SIZED = 5  # sentences between one of several votes and the members that the body has, at most
_FAR = 10  # sentences between a vote and what is told of it elsewhere, at most


def join_parts(page: Page, groups: list[Group]) -> list[Group]:
    """Join what is told elsewhere to the one vote that it fits: a threshold, or who abstained."""
    left = list(groups)
    whole = [g for g in groups if g.votes and not g.pending and says_enough(page, g)]
    for part in groups:
        if (
            part.candidate
            or part.uncounted
            or (part in whole)
            or not part.counts
            or moves(page, part)
        ):
            continue
        others = [g for g in whole if not _procedural(page, g)]
        goes_on = _told_before(page, part, others)
        one = others[0] if len(others) == 1 else goes_on[0] if goes_on else None
        fits = [g for g in others if _fits(page, g, part, g is one) and _same_time(page, g, part)]
        fits = [g for g in fits if g in goes_on] or fits
        if len(fits) != 1 or not (len(others) == 1 or goes_on == fits or part.pending):
            continue
        vote = fits[0]
        far = AGAIN if len(others) == 1 else _FAR
        if not part.pending and abs(vote.anchor - part.anchor) > far:
            continue
        vote.main = vote.anchor
        vote.counts |= {r: c for r, c in part.counts.items() if r not in vote.counts}
        vote.sentences = sorted({*vote.sentences, *part.sentences})
        vote.outcome = vote.outcome or part.outcome
        left.remove(part)
    return left


def _told_before(page: Page, part: Group, votes: list[Group]) -> list[Group]:
    """Return the one vote of a paragraph, if the part goes on from it there."""
    paragraph = page.sentences[part.anchor].paragraph
    beside = [g for g in votes if page.sentences[g.sentences[-1]].paragraph == paragraph]
    near = [g for g in beside if 0 < part.anchor - g.sentences[-1] < REACH]
    return near if len(beside) == 1 else []


def join_headline(page: Page, groups: list[Group]) -> list[Group]:
    """Join what a headline tells of a vote to the first vote told below that may be the same."""
    for part in groups:
        if part.sentences != [0] or part.uncounted not in ("", "ballots") or part.candidate:
            continue
        if {"yes", "no"} <= {*part.votes}:
            continue
        if not (part.votes or part.ballots or "short" in part.counts) or part.pending:
            continue
        rest = [
            g for g in groups if g is not part and not (g.pending or g.candidate or g.unheld)
            and (g.votes or g.ballots or g.outcome)
        ]  # fmt: skip
        lead = [g for g in rest if g.sentences[0] <= _FAR and is_headline(page, 0)]
        vote = next((g for g in (rest if len(rest) == 1 else lead) if _headed(g, part)), None)
        if vote is None:
            continue
        if part.votes and vote.uncounted:
            vote.uncounted = ""
        vote.main = vote.anchor
        vote.counts |= {r: c for r, c in part.counts.items() if r not in vote.counts}
        vote.ballots += [
            b for b in part.ballots if b.voter.actor not in {v.voter.actor for v in vote.ballots}
        ]
        vote.sentences = sorted({*vote.sentences, *part.sentences})
        vote.outcome, vote.vetoed = vote.outcome or part.outcome, vote.vetoed or part.vetoed
        return [g for g in groups if g is not part]
    return [g for g in groups if not _told_below(page, g, groups)]


def _told_below(page: Page, part: Group, groups: list[Group]) -> bool:
    """Does a headline give one number of a vote, where the report counts votes below?"""
    if part.sentences != [0] or part.uncounted or part.candidate or part.ballots:
        return False
    numbers = set(part.counts) - {"base"}
    whole = [g for g in groups if len(g.votes) > 1 and not g.pending and g is not part]
    return len(numbers) == 1 and bool(whole) and is_headline(page, 0)


def _headed(group: Group, part: Group) -> bool:
    """May a headline be of this vote: does nothing that it tells contradict it?"""
    unanimous = group.consensus or (group.value("no") == 0 and "abstain" not in group.counts)
    if unanimous and (part.ballots or part.votes):
        return False
    if any(group.value(r) not in (None, part.value(r)) for r in part.counts):
        return False
    if group.outcome and part.outcome and group.outcome.outcome != part.outcome.outcome:
        return False
    short, yes, needed = part.value("short"), group.value("yes"), group.value("needed")
    if short is not None and yes is not None and needed is not None and yes + short != needed:
        return False
    adopted = group.outcome is not None and group.outcome.outcome == "adopted"
    if short is not None and adopted:
        return False
    cast = {b.voter.actor: b.choice for b in group.ballots}
    if any(cast.get(b.voter.actor, b.choice) != b.choice for b in part.ballots):
        return False
    every = cast | {b.voter.actor: b.choice for b in part.ballots}
    counts = {**part.counts, **group.counts}
    base = group.value("base")
    return (not base or fits_base(group, base)) and all(
        role not in counts or sum(c == role for c in every.values()) <= counts[role].value
        for role in ("yes", "no", "abstain", "absent")
    )


def _told_lost(group: Group) -> bool:
    """Is a draft said to be vetoed, or in a headline to be lost, by no number of votes for it?"""
    if group.pending or "yes" in group.counts or group.candidate:
        return False
    lost = group.outcome is not None and group.outcome.outcome == "not adopted"
    vetoed = group.vetoed or any(b.choice == "no" for b in group.ballots)
    return (vetoed and lost and not group.votes) or (lost and group.sentences == [0])


def join_vetoes(groups: list[Group]) -> list[Group]:
    """Join a veto, or a headline of a defeat, to the one vote counted that may be meant."""
    for veto in [g for g in groups if _told_lost(g)]:
        lost = [
            g for g in groups
            if g is not veto and "yes" in g.counts and not (g.pending or g.candidate)
            and (g.vetoed or "no" in g.counts or g.anchor - veto.anchor <= REACH)
            and (g.outcome is None or g.outcome.outcome == "not adopted")
        ]  # fmt: skip
        other = [
            g for g in groups if g.vetoed and (g.votes or g.ballots) and g not in (veto, *lost)
        ]
        near = [g for g in lost if not g.vetoed and 0 < g.anchor - veto.anchor <= REACH]
        if veto.vetoed and len(near) == 1:
            lost, other = near, []
        if len(lost) != 1 or other:
            continue
        vote, cast = lost[0], {b.voter.actor: b.choice for b in lost[0].ballots}
        if any(cast.get(b.voter.actor, b.choice) != b.choice for b in veto.ballots):
            continue
        if vote.value("no") is not None and len(veto.ballots) > (vote.value("no") or 0):
            continue
        vote.main, vote.vetoed = vote.anchor, True
        vote.ballots += [b for b in veto.ballots if b.voter.actor not in cast]
        vote.sentences = sorted({*vote.sentences, *veto.sentences})
        vote.outcome = vote.outcome or veto.outcome
        groups = [g for g in groups if g is not veto]
    return groups


def without_regions(page: Page, groups: list[Group]) -> list[Group]:
    """Leave out those of a region, of a vote told before: "29 of the 54 African states"."""
    kept = []
    for i, group in enumerate(groups):
        words, base = page.words(group.anchor), group.counts.get("base")
        of_region = base and phrase("regional").match(words.text, base.end - words.offset)
        if not (of_region and of_a_part(group, groups[:i])):
            kept.append(group)
    return kept


def give_size(page: Page, groups: list[Group]) -> None:
    """Give a vote held the members that the report counts elsewhere: "the 22-nation body"."""
    held = [g for g in groups if g.votes and not (g.pending or g.candidate or g.uncounted)]
    sizes = [g for g in groups if set(g.counts) == {"base"} and not g.uncounted]
    agreed = [g for g in groups if g.consensus]
    for vote in [*held, *agreed] if sizes else ():
        reach = _FAR if len(held) == 1 and vote in held else _SIZED
        near = [g for g in sizes if abs(g.anchor - vote.anchor) <= reach]
        fits = [g for g in near if fits_base(vote, g.value("base") or 0)]
        if len(held) > 1 and _of_another_year(page, vote):
            continue
        if "base" not in vote.counts and len({g.value("base") for g in fits}) == 1:
            vote.counts["base"] = fits[0].counts["base"]
            vote.main = vote.anchor
            vote.sentences = sorted({*vote.sentences, fits[0].anchor})


def _of_another_year(page: Page, vote: Group) -> bool:
    """Is a vote told of another year, when the body may have had other members?"""
    published = (page.report.published or "")[:4]
    spans = [page.sentences[index] for index in vote.sentences]
    days = [d.date for d in page.dates if d.date and any(s.start <= d.start < s.end for s in spans)]
    return any(d[:4] != published for d in days) or any(
        phrase("another_time").search(page.words(index).plain) for index in vote.sentences
    )


def _of_its_rules(page: Page, group: Group, part: Group) -> bool:
    """Is what a vote takes told after it, as what the rules of the body ask of every vote?"""
    words = page.words(part.anchor).text
    return (
        part.anchor - group.sentences[-1] <= REACH
        and bool(phrase("ruled").search(words))
        and not phrase("to_come").search(words)
    )


def _fits(page: Page, group: Group, part: Group, alone_meant: bool) -> bool:
    """May a vote held, and what is told elsewhere, be of one vote: the only one that is meant?"""
    if any(group.value(r) not in (None, part.value(r)) for r in part.counts):
        return False
    if part.pending and "needed" in group.counts:
        return False
    if part.pending and part.first > group.first and not _of_its_rules(page, group, part):
        return False
    needed, base = part.value("needed"), part.value("base") or group.value("base")
    yes, outcome = group.value("yes"), group.outcome
    cast = sum(group.value(r) or part.value(r) or 0 for r in {*group.votes, *part.votes})
    if base is not None and cast > base:
        return False
    alone = not {"abstain", "absent"} & {*group.counts, *part.counts}
    if group.value("no") == 0 and alone and part.value("yes") not in (None, base):
        return False  # of all, in a vote that was unanimous, no fewer voted for it
    if needed is None:
        return bool(part.votes)
    short = part.value("short")
    if short is not None and yes != needed - short:
        return False
    outcome = outcome or part.outcome
    if yes is None or outcome is None:
        return yes is not None and alone_meant
    carried = outcome.outcome == "adopted"
    return carried == (yes >= needed) or (group.vetoed and not carried)


def _same_time(page: Page, group: Group, part: Group) -> bool:
    """Is neither told of another time, or another draft, than the other?"""
    between = {group.anchor, *part.sentences}
    return not any(phrase("another_time").search(page.words(i).plain) for i in between)


def _procedural(page: Page, group: Group) -> bool:
    """Is it a vote on how to go on, or on a part of the draft?"""
    first = group.sentences[0]
    own = [*group.sentences, first - 1] if first else group.sentences
    paragraph = page.sentences[first].paragraph
    return any(
        page.sentences[i].paragraph == paragraph and phrase("procedural").search(page.words(i).text)
        for i in own
    )
