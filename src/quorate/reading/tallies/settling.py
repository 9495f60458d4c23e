"""What does a vote as gathered amount to, and does it say enough to be one?

What contradicts itself is dropped, the outcome is looked for beside the counts, and a group that
says too little is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from quorate.claims.claim import Outcome
from quorate.reading.tallies.counts import Count
from quorate.reading.tallies.groups import AGAIN, REACH, Group, Page, is_headline, moves
from quorate.reading.tallies.outcomes import Verdict, verdicts
from quorate.reading.tallies.wordings import phrase

_OTHERS = re.compile(r" (?:other|others|remaining|further)\b")
_EVERYBODY = re.compile(
    r"\b(?:all|(?:every one|each(?: one)?) of the|unanim\w+ (?:of|among)(?: all)?(?: the| its)?) $",
    re.IGNORECASE,
)
_APART = 12  # code points between two counts that are no pair, at least
FEW = 4  # who are told apart by what they did, at least
_SIZED = 5  # sentences between one of several votes and the members that the body has, at most
_FAR = 10  # sentences between a vote and what is told of it elsewhere, at most


def settle(page: Page, group: Group, groups: list[Group]) -> None:
    """Look for the outcome beside the group, and drop what contradicts itself."""
    _count_surplus(page, group)
    if group.candidate:
        return
    if group.outcome is None and group.votes:
        group.outcome = _outcome_beside(page, group, groups) or _outcome_before(page, group, groups)
    needed, short, yes = group.value("needed"), group.value("short"), group.value("yes")
    if group.outcome and group.outcome.outcome == "adopted":
        group.counts.pop("short", None)
        if needed is not None and yes is not None and needed > yes:
            group.counts.pop("needed", None)
    if needed is not None and yes is not None and short is not None and yes + short != needed:
        dropped = group.counts.pop("short", None)
        if dropped and group.outcome and group.outcome.start == dropped.start:
            group.outcome = None
    base = group.value("base")
    if base is not None and not fits_base(group, base):
        group.counts.pop("base")
    for role in ("needed", "yes"):
        count = group.counts.get(role)
        if count is None or "base" in group.counts:
            continue
        if phrase("there").match(page.report.text, count.end):
            continue  # "all 29 deputies present": there may be more
        if _OTHERS.match(page.report.text, count.end):
            continue  # "all 14 other members": there are more
        if _EVERYBODY.search(page.report.text, max(0, count.start - 24), count.start):
            group.counts["base"] = count._replace(role="base")


def _count_surplus(page: Page, group: Group) -> None:
    """Count what a draft needed by how many votes more it got."""
    masked = page.words(group.anchor)
    more = phrase("surplus").search(masked.text) if "yes" in group.counts else None
    if more is None or "needed" in group.counts or group.pending:
        return
    yes, over = group.counts["yes"].value, masked.values.get(more.start("n1"), 0)
    if 0 < over < yes:
        at = masked.offset
        start, end, how = at + more.start("n1"), at + more.end("n1"), f"{yes} - {over}"
        group.counts["needed"] = Count("needed", yes - over, start, end, how=how)


def decided_by_numbers(
    group: Group, values: Mapping[str, int | None]
) -> tuple[Outcome, str] | None:
    """What became of a draft of which only numbers tell, and by which step?

    Fewer votes than it needed, or than were cast against it, carry nothing; as many as it needed
    do. More for than against may still be too few, or vetoed, and is left open.
    """
    yes, no, needed = values["yes"], values["no"], values["needed"]
    if group.pending or group.uncounted or group.vetoed or yes is None:
        return None
    sides = [c for r, c in group.counts.items() if r in ("yes", "no", "needed")]
    if any(c.strength == "weak" or c.chance < 1 for c in sides):
        return None
    if needed is not None and yes < needed:
        return "not adopted", f"{yes} < {needed}"
    if group.candidate:
        return None
    if needed is not None:
        return "adopted", f"{yes} >= {needed}"
    return ("not adopted", f"{yes} < {no}") if no is not None and yes < no else None


def by_everybody(group: Group) -> bool:
    """Are the members known only by "all 22", so that the body may have more?"""
    base, starts = group.counts.get("base"), [group.counts[r].start for r in group.votes]
    return base is not None and base.start in starts


def fits_base(group: Group, base: int) -> bool:
    """May a body of so many members have voted so?"""
    cast = sum(group.value(r) or 0 for r in group.votes)
    return base > 1 and cast <= base and (group.value("needed") or 0) <= base


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


def give_size(groups: list[Group]) -> None:
    """Give the one vote held the members that the report counts elsewhere: "the 22-nation body"."""
    held = [g for g in groups if g.votes and not (g.pending or g.candidate or g.uncounted)]
    sizes = [g for g in groups if set(g.counts) == {"base"} and not g.uncounted]
    agreed = [g for g in groups if g.consensus]
    for vote in [*held, *agreed] if sizes else ():
        reach = _FAR if len(held) == 1 and vote in held else _SIZED
        near = [g for g in sizes if abs(g.anchor - vote.anchor) <= reach]
        fits = [g for g in near if fits_base(vote, g.value("base") or 0)]
        if "base" not in vote.counts and len({g.value("base") for g in fits}) == 1:
            vote.counts["base"] = fits[0].counts["base"]
            vote.main = vote.anchor
            vote.sentences = sorted({*vote.sentences, fits[0].anchor})


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


def _outcome_beside(page: Page, group: Group, groups: list[Group]) -> Verdict | None:
    """Return the outcome that the sentence before or after states of the same draft."""
    used = {i for g in groups for i in g.sentences}
    first, last = group.sentences[0], group.sentences[-1]
    found: list[Verdict] = []
    beside = [
        (first - 1, first, ("draft", "again_it", "enacted")),
        (last + 1, last, ("again",)),
    ]
    if last + 1 not in used and last + 2 < len(page.sentences):
        words = page.words(last + 1)
        if not verdicts(words) and not phrase("another").search(words.text):
            beside.append((last + 2, last, ("again_draft",)))
    for index, own, names in beside:
        if index in used or not 0 <= index < len(page.sentences):
            continue
        if page.sentences[index].paragraph != page.sentences[own].paragraph:
            continue
        masked = page.words(index)
        told = any(phrase(name).search(masked.text) for name in names)
        if not told or phrase("unreal").search(masked.text):
            continue
        here = verdicts(masked)
        if len({v.outcome for v in here}) == 1:
            found.append(here[0])
    return found[0] if len({v.outcome for v in found}) == 1 else None


def _outcome_before(page: Page, group: Group, groups: list[Group]) -> Verdict | None:
    """Return what the sentence that ends the paragraph before says a body did by the only vote."""
    yes, no, at = group.value("yes"), group.value("no"), group.sentences[0] - 1
    if at < 0 or yes is None or no is None or yes <= no or group.vetoed or group.pending:
        return None
    held = [g for g in groups if g.votes and not (g.pending or g.uncounted)]
    own = page.words(group.anchor).text
    if len(held) > 1 or phrase("another").search(own) or phrase("needed_more").search(own):
        return None
    masked = page.words(at)
    decided = phrase("decided_to").search(masked.text)
    found = verdicts(masked)
    if any(v.outcome != "adopted" for v in found):
        return None
    if decided:
        start, end = masked.offset + decided.start(), masked.offset + decided.end()
        found = [*found, Verdict("adopted", start, end)]
    for verdict in sorted(found, key=lambda v: v.start):
        before = masked.text[: verdict.end - masked.offset]
        if phrase("organ").search(before) and not phrase("unreal").search(before):
            return verdict
    return None


def says_enough(page: Page, group: Group) -> bool:
    """Does the group say enough of a vote to be one?"""
    return _complete(page, group) and _of_a_vote(page, group)


def only_ballots(group: Group) -> None:
    """Leave of a vote that says too little the ballots named, and what stands beside no doubt."""
    group.uncounted = "ballots"
    group.counts = {r: c for r, c in group.counts.items() if r == "base" or c.strength != "weak"}


def _of_a_vote(page: Page, group: Group) -> bool:
    """Do the words speak of a vote, a draft or a body that decides?"""
    asked_of_all = group.pending and group.outcome is not None
    if group.uncounted or group.ballots or group.candidate or len(group.votes) > 2 or asked_of_all:
        return True
    if _only_said(page, group):
        return False
    asked = group.pending or ("needed" in group.counts and group.votes)
    if asked and phrase("consent").search(page.words(group.anchor).text):
        return True
    if any(_of_votes(page, group.counts[role]) for role in group.votes):
        return True
    if group.outcome and any(group.counts[role].how == "the only one" for role in group.votes):
        return True
    both = [group.counts[role] for role in ("yes", "no") if role in group.counts]
    if len(both) > 1 and (
        all(count.strength == "labelled" for count in both) or _told_apart(page, group)
    ):
        return True
    spoken = told_in(page, group)
    before = spoken[0] - 1
    paragraph = page.sentences[spoken[0]].paragraph
    if len(both) > 1:
        # "The first was carried by 9 votes to 4. The second fell 6-7"
        around = (max(before, 0), min(spoken[-1] + 1, len(page.sentences) - 1))
        spoken += [i for i in around if page.sentences[i].paragraph == paragraph]
    if any(phrase("evidence").search(page.words(i).text) for i in spoken):
        return True
    if page.spoken and any(c.strength != "weak" for r, c in group.counts.items() if r != "base"):
        return True
    contrast = len(both) > 1 and any(count.strength == "labelled" for count in both)
    shown = ("members_speak", "sitting")
    return contrast and all(
        any(phrase(name).search(page.words(i).text) for i in spoken) for name in shown
    )


def _only_said(page: Page, group: Group) -> bool:
    """Did those counted only say yes or no, where nothing speaks of a vote?"""
    yes = group.counts.get("yes")
    if yes is None or not phrase("said_so").match(page.report.text, yes.end):
        return False
    near = range(max(0, group.sentences[0] - 1), min(group.sentences[-1] + 2, len(page.sentences)))
    return not any(phrase("evidence").search(page.words(i).text) for i in near)


def _complete(page: Page, group: Group) -> bool:
    """Does the group say enough to be a vote?"""
    if group.uncounted or group.candidate:
        return group.uncounted != "backers"
    roles = set(group.counts)
    if group.pending and group.outcome:
        return True  # "all ten parliaments must ratify it"
    if group.votes == ["absent"]:
        return False
    strong = {r for r, c in group.counts.items() if c.strength != "weak"}
    if group.value("needed") in (0, 1) and not group.votes:
        return False
    if "needed" in roles:
        return bool(group.pending or group.votes or "short" in roles or group.outcome)
    if "short" in roles:
        counted = group.votes or (
            _of_votes(page, group.counts["short"])
            and any(phrase("votes_spoken_of").search(page.words(i).text) for i in group.sentences)
        )
        return bool((group.outcome and counted) or "yes" in strong or {"yes", "base"} <= roles)
    if len(group.votes) > 2 or (len(group.votes) > 1 and group.outcome and strong):
        return True
    if group.outcome and group.votes and ("base" in roles or strong & set(group.votes)):
        return True
    if "yes" in roles:
        both = {"no", "abstain"} & roles
        said = group.counts["yes"].strength == "labelled" and group.counts["yes"].value > 1
        others = group.others or any(b.choice in ("no", "abstain") for b in group.ballots)
        if group.counts["yes"].value > 1 and (others or (said and _voted_for(page, group))):
            return True
        return bool(
            (both and strong & {"yes", "no", "abstain"})
            or ("no" in roles and _told_apart(page, group))
            or (said and group.outcome)
            or (said and ("base" in roles or page.spoken))
        )
    if group.outcome and any(group.counts[r].how in ("the only one", "listed") for r in strong):
        return True
    if group.value("no") == 0 and group.votes == ["no"] and _decided_there(page, group):
        return True  # "They approved it, and nobody objected"
    if page.spoken and "no" in strong and group.votes == ["no"]:
        # "the second fell with 16 against"; that nobody was against tells of a vote if it decided
        return bool(group.value("no") or group.outcome)
    unanimous = "no" in roles and group.counts["no"].how == "unanimous"
    if {"no", "base"} <= strong and not group.counts["no"].how:
        # that some oppose a plan is no vote
        return any(phrase("votes_spoken_of").search(page.words(i).text) for i in group.sentences)
    return (unanimous and "base" in roles) or {"no", "abstain"} <= strong


def _decided_there(page: Page, group: Group) -> bool:
    """Do the words around say of a body, or of a draft, that something was decided?"""
    index = group.anchor
    near = [i for i in (index - 1, index) if i >= 0]
    near = [i for i in near if page.sentences[i].paragraph == page.sentences[index].paragraph]
    words = " ".join(page.words(i).text for i in near)
    told = group.outcome or phrase("decided").search(words) or phrase("draft").search(words)
    somebody = phrase("organ").search(words) or phrase("members_speak").search(words)
    return bool(told and somebody) and group.counts["no"].how != "unanimous"


def _told_apart(page: Page, group: Group) -> bool:
    """Are those for and those against a draft told by what each did, not as a bare pair?"""
    yes, no = group.counts["yes"], group.counts["no"]
    apart = max(no.start - yes.end, yes.start - no.end) > _APART
    paragraph = page.sentences[group.anchor].paragraph
    near = range(max(0, group.sentences[0] - 1), min(group.sentences[-1] + 2, len(page.sentences)))
    words = [page.words(i).text for i in near if page.sentences[i].paragraph == paragraph]
    names = ("draft", "evidence")
    if yes.value + no.value < FEW:
        return False
    return apart and any(phrase(name).search(w) for w in words for name in names)


def _of_votes(page: Page, count: Count) -> bool:
    """Is a number said to be one of votes, or of those who cast them?"""
    return bool(phrase("of_voters").match(page.report.text, count.end))


def _voted_for(page: Page, group: Group) -> bool:
    """Do the words say that those counted voted for a draft?"""
    at = group.counts["yes"].end
    masked = page.words(group.sentences[0])
    return bool(phrase("voted_for").search(masked.text, max(0, at - masked.offset)))


def told_in(page: Page, group: Group) -> list[int]:
    """In which sentences is a vote counted, and in which is told what came of it?"""
    at = group.outcome.start if group.outcome else -1
    beside = range(
        max(0, group.sentences[0] - 2), min(group.sentences[-1] + 3, len(page.sentences))
    )
    return sorted(
        {
            *group.sentences,
            *(i for i in beside if page.sentences[i].start <= at < page.sentences[i].end),
        }
    )
