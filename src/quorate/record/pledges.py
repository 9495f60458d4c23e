"""What has each member pledged, and what chance of its vote is that?

A whip sheet's row is what the desk was told. It is no claim of a report and stays in its own file.
With discount d, the chance of each choice is (1 - d) of the pledge and d of what was thought
without it: the linear pool of Stone (1961, The opinion pool, equation 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

import msgspec

from quorate.claims.claim import Choice
from quorate.claims.problem import Problem
from quorate.record.situation import Chance, Ground, Situation

Pledged: TypeAlias = Literal["yes", "no", "abstain", "absent"]
PLEDGED: tuple[Pledged, ...] = get_args(Pledged)
EVENLY = Chance(yes=0.25, no=0.25, abstain=0.25, absent=0.25)


class Pledge(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a whip sheet.

    Attributes:
        member: the member's id.
        choice: what it pledged; empty if nothing.
        channel: how that was told: ``note verbale``, ``speech``, ``hearsay``.
        speaker, rank: who told it, and of what rank.
        date: when, as written.
        condition: on what it hangs, in words; a pledge with one is no firm pledge.
        discount: the chance, 0 to 1, that the pledge tells nothing; None if not set.
        note: private: it is shown and written only when asked for.
    """

    member: str
    choice: Pledged | Literal[""] = ""
    channel: str = ""
    speaker: str = ""
    rank: str = ""
    date: str = ""
    condition: str = ""
    discount: Fraction | None = None
    note: str = ""

    @property
    def firm(self) -> bool:
        """Is it pledged without a condition and without a discount?"""
        return bool(self.choice) and not self.condition and not self.discount

    @property
    def words(self) -> str:
        """Return what was told, without the private note."""
        who = " ".join(filter(None, (self.rank, self.speaker)))
        told = [f"pledged {self.choice}", self.channel, who and f"by {who}", self.date]
        told += [self.condition and f"if {self.condition}"]
        told += [f"discounted by {float(self.discount):g}" if self.discount else ""]
        return ", ".join(filter(None, told))


def with_pledges(
    situation: Situation, pledges: Iterable[Pledge], where: str = "whip sheet"
) -> tuple[Situation, list[Problem]]:
    """Return the situation with chances from pledges, and what of the sheet could not be used.

    A choice that is known by evidence stays known. A condition halves nothing by itself: whoever
    doubts it sets a discount.
    """
    chances: dict[str, Chance] = dict(situation.chances)
    problems, seen = [], set()
    members = set(situation.members or situation.evidence)
    for pledge in pledges:
        place = f"{where}, {pledge.member}"
        if pledge.member not in members:
            what, remedy = f"{pledge.member} has no vote here.", "Its row is passed over."
            problems.append(Problem(where=place, what=what, remedy=remedy))
        elif pledge.member in seen:
            what, remedy = f"{pledge.member} stands twice.", "The first row is used."
            problems.append(Problem(where=place, what=what, remedy=remedy))
        elif pledge.choice:
            chances[pledge.member] = chance_of(pledge, chances.get(pledge.member))
        seen.add(pledge.member)
    return msgspec.structs.replace(situation, chances=chances), problems


def chance_of(pledge: Pledge, before: Chance | None = None) -> Chance:
    """Return the chance of each choice of a member that has pledged one.

    Args:
        pledge: what was pledged.
        before: what was thought without it; each choice alike if nothing.
    """
    thought = before or EVENLY
    weight = float(pledge.discount or 0)
    shares: Mapping[str, float] = {
        choice: (1 - weight) * (choice == pledge.choice) + weight * getattr(thought, choice)
        for choice in PLEDGED
    }
    points_to: Choice | None = pledge.choice or None
    ground = Ground(kind="entered", words=pledge.words, weight=1 - weight, points_to=points_to)
    return Chance(
        **shares,
        spread=weight * thought.spread,
        bloc=thought.bloc,
        grounds=(ground, *(thought.grounds if weight else ())),
    )
