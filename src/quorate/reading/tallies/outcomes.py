"""What became of a draft, and did a vote take place at all?

Every question here is asked of the masked words of one sentence or clause.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from quorate.claims.claim import Outcome
from quorate.reading.tallies.counts import Count, Masked
from quorate.reading.tallies.wordings import phrase, said

if TYPE_CHECKING:
    from quorate.reading.tallies.groups import Group

_VERDICTS: dict[Outcome, str] = {"adopted": "adopted", "not adopted": "not_adopted"}
Uncounted: TypeAlias = Literal[
    "",
    "consensus",
    "veto",
    "undecided",
    "no vote",
    "backers",
    "ballots",
    "foreseen",
    "held",
    "voted",
]
_UNCOUNTED: tuple[tuple[Uncounted, str, Outcome], ...] = (
    ("consensus", "consensus", "adopted"),
    ("veto", "vetoed_draft", "not adopted"),
    ("undecided", "silence_broken", "not adopted"),
    ("undecided", "undecided", "not adopted"),
    ("consensus", "unopposed", "adopted"),
    ("consensus", "unanimous_against", "not adopted"),
    ("consensus", "unanimous_in", "adopted"),
    ("held", "vote_did", "adopted"),
    ("voted", "voted_down", "not adopted"),
    ("voted", "voted_in", "adopted"),
    ("voted", "body_rejected", "not adopted"),
    ("voted", "body_adopted", "adopted"),
)
SAYING: dict[Outcome, tuple[str, ...]] = {  # the phrases whose words say an outcome
    "adopted": ("adopted", "consensus", "unopposed", "voted_to", "decided_to", "enacted", "did_by",
                "won_ballot", "unanimous_in", "vote_did", "voted_in", "body_adopted"),
    "not adopted": ("not_adopted", "vetoed", "vetoed_draft", "undecided", "silence_broken",
                    "unanimous_against", "voted_down", "body_rejected"),
    "pending": ("to_vote", "to_approve", "vote_to_come", "asks_of"),
}  # fmt: skip
FORESEEN = ("to_vote", "to_approve", "vote_to_come")  # the phrases of a vote to come
_NEXT = re.compile(
    r";|\. (?=[A-Z])|, (?:where|which|whose|when|after which)\b"
    r"|, (?:and|but|while|whereas|though) (?:the |its |a |an |[A-Z])|, that\b"
    r"|,? and (?:will )?(?:goes?|moves?|heads?)\b"
)
_NEAR = 25  # code points: verdicts this much farther than the nearest still count beside it


class Verdict(NamedTuple):
    """An outcome and the words that say it."""

    outcome: Outcome
    start: int
    end: int


def verdicts(
    masked: Masked, start: int = 0, end: int | None = None, most: bool = False
) -> list[Verdict]:
    """Which outcomes do the words between two offsets of the report state?

    What those counted did ("ten of the twelve backed it") carries nothing by itself, and who lost
    something of his own lost no vote.

    Args:
        masked: the sentence.
        start: where the stretch of it begins.
        end: where it ends; None: with the sentence.
        most: true if what they did carries it: where they are most of the body.
    """
    left = max(0, start - masked.offset)
    stretch = masked.text[left : None if end is None else end - masked.offset]
    at = masked.offset + left
    every = [
        (Verdict(outcome, at + match.start(), at + match.end()), match.start())
        for outcome, name in _VERDICTS.items()
        for match in phrase(name).finditer(stretch)
        if outcome != "adopted" or not phrase("by_the_way").search(stretch, 0, match.start())
        if not phrase("yet_to_be").search(stretch, max(0, match.start() - 40), match.start())
        if not phrase("lost_its_own").match(stretch, match.start())
    ]
    found = [v for v, own in every if not phrase("counted_subject").search(stretch, 0, own)]
    if not found and all(v.outcome == "adopted" for v, _ in every):
        backed = phrase("only_backed")
        found = [v for v, own in every if most or not backed.match(stretch, own)]
    return found or [
        Verdict("adopted", at + match.start(), at + match.end())
        for match in phrase("enacted").finditer(stretch)
    ]


def nearest(found: list[Verdict], at: int, vetoed: bool) -> Verdict | None:
    """Return the verdict nearest to a count, unless two that differ are equally near."""
    if not found:
        return None
    ordered = sorted(found, key=lambda v: (abs(v.start - at), v.start))
    reach = abs(ordered[0].start - at) + _NEAR
    near = [v for v in ordered if abs(v.start - at) <= reach]
    if len({v.outcome for v in near}) == 1:
        return ordered[0]
    return next((v for v in near if v.outcome == "not adopted"), None) if vetoed else None


def elsewhere(text: str) -> bool:
    """Does the sentence speak of a poll, an election by voters, a game, or of no vote at all?"""
    whole = text
    text = phrase("last_relative").sub("", text) if ", wh" in text else text
    decided = ("not_elsewhere", *_VERDICTS.values())
    if said("elsewhere", text) and not any(said(name, text) for name in decided):
        return True
    if said("games", text) and not said("not_games", whole):
        return True
    if said("organ", text):
        return False
    return bool(said("popular", text) or (said("electoral", text) and not said("of_a_body", text)))


def hypothetical(masked: Masked, count: Count) -> bool:
    """Does the clause of a count of votes say that it only may be, or that it is of a part?"""
    if count.role in ("needed", "base", "short"):
        return False
    at = count.start - masked.offset
    start = max(masked.text.rfind(mark, 0, at) for mark in (";", ": ", ". ", ", but ")) + 1
    got = phrase("and_got").search(masked.text, start, at)  # "had hoped for 12 and got seven"
    start = got.start() if got else start
    stop = _NEXT.search(masked.text, at)
    clause = masked.text[start : stop.start() if stop else len(masked.text)]
    for aside in phrase("by_relative").finditer(clause):
        if not aside.start() < at - start < aside.end():
            clause = clause.replace(
                aside.group(), ","
            )  # "the amendment, which would have ..., lost"
    return bool(
        phrase("hypothesis").search(clause) or phrase("part").search(masked.plain, start, at)
    )


def uncounted(masked: Masked) -> tuple[Uncounted, Verdict | None] | None:
    """Which words say that a draft was decided without a count, vetoed, or not decided?"""
    asked = said("unopposed", masked.text)
    real = masked.text if asked is None else masked.text.replace(asked.group(), "")
    if said("unreal", real) or said("broken_off", masked.text):
        return None
    for how, name, outcome in _UNCOUNTED:
        match = said(name, masked.text)
        if match:
            verdict = Verdict(outcome, masked.offset + match.start(), masked.offset + match.end())
            return how, verdict
    if said("no_vote", masked.text):
        return "no vote", None
    return ("backers", None) if said("only_backers", masked.text) else None


def judge(group: Group, masked: Masked) -> None:
    """Find what became of the draft in the group's own stretch of its sentence."""
    if group.uncounted or group.pending:
        return
    stretch = masked.text[group.start - masked.offset : group.end - masked.offset]
    base, yes = group.value("base") or 0, group.value("yes") or 0
    found = verdicts(masked, group.start, group.end)
    most = yes < base < 2 * yes
    backed = verdicts(masked, group.start, group.end, most=True) if most else found
    some_did_not = len(found) < len(backed)
    found = backed if "no" in group.counts else found
    group.vetoed = bool(phrase("vetoed").search(stretch))
    group.others = group.vetoed or some_did_not or bool(phrase("others").search(stretch))
    if (group.value("no") or 0) > (group.value("yes") or 0):
        at = masked.offset
        found = [
            v
            for v in found
            if v.outcome != "adopted"
            or not phrase("counted_subject").search(masked.text, 0, v.start - at)
        ]
    under = [
        v for v in found if phrase("under_threshold").match(masked.text, v.start - masked.offset)
    ]
    found = under or found  # backed, and by too few
    if "short" in group.counts:
        short = group.counts["short"]
        found = [v for v in found if v.outcome == "not adopted"]
        before = stretch[max(0, short.start - group.start - 30) : short.start - group.start]
        group.pending = bool(phrase("still_short").search(before)) and not group.votes
        if not found and not group.pending and phrase("fell_short").search(stretch):
            found = [Verdict("not adopted", short.start, short.end)]
    more = (group.value("yes") or 0) > (group.value("no") or 0)
    for name in ("voted_to", "did_by") if more and not group.vetoed else ():
        vote = phrase(name).search(stretch)
        if not found and vote:
            found = [Verdict("adopted", group.start + vote.start(), group.start + vote.end())]
    veto = phrase("vetoed").search(stretch)
    if not found and veto and not phrase("no_veto").search(stretch):
        found = [Verdict("not adopted", group.start + veto.start(), group.start + veto.end())]
    group.outcome = nearest(found, group.first, bool(phrase("veto").search(stretch)))
    group.pending = group.pending or _is_pending(group, stretch)


def _is_pending(group: Group, stretch: str) -> bool:
    """Is only a threshold given, of a vote still to come?"""
    if group.votes or "needed" not in group.counts or "short" in group.counts or group.outcome:
        return False
    at = group.counts["needed"].start - group.start
    clause = stretch[max(0, at - 70) : at + 60]
    return bool(phrase("present").search(clause)) and not phrase("missed").search(clause)
