"""What does a vote as gathered amount to, and does it say enough to be one?

What contradicts itself is dropped, the outcome is looked for beside the counts, and a group that
says too little is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from quorate.claims.claim import Outcome
from quorate.reading.tallies.counts import Count
from quorate.reading.tallies.groups import Group, Page
from quorate.reading.tallies.outcomes import Verdict, verdicts
from quorate.reading.tallies.wordings import phrase

_OTHERS = re.compile(r" (?:other|others|remaining|further)\b")
_EVERYBODY = re.compile(
    r"\b(?:all|(?:every one|each(?: one)?) of the|unanim\w+ (?:of|among)(?: all)?(?: the| its)?) $",
    re.IGNORECASE,
)
_APART = 12  # code points between two counts that are no pair, at least
FEW = 4  # who are told apart by what they did, at least


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
