"""What does the theory of talks answer with?"""

from __future__ import annotations

import msgspec

from quorate.record.terms import Package
from quorate.theory.openings import Change
from quorate.theory.result import Result


class Deal(msgspec.Struct, frozen=True, kw_only=True):
    """A package, and what it is worth.

    Attributes:
        package: ids of options, one of each issue.
        gains: by party, above walking away, in its own unit, in the middle of the ranges.
        preferred: every party prefers it to walking away.
        givers: who outside the room must give something in it.
        spoilers: who outside the room may wreck it.
        claims: ids of the claims that its options and their worths rest on.
    """

    package: Package
    gains: dict[str, float] = {}
    preferred: bool = True
    givers: tuple[str, ...] = ()
    spoilers: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Beaten(msgspec.Struct, frozen=True, kw_only=True):
    """An option that another of its issue beats whatever the weights; no link bears on either."""

    option: str
    by: str


class Needed(msgspec.Struct, frozen=True, kw_only=True):
    """A giver without whom nothing works.

    Attributes:
        giver: who gives.
        outside: not in the room.
        options: what is his to give.
        losers: parties that prefer no package to walking away once he gives nothing; empty if each
            has one and no package is one for all.
    """

    giver: str
    outside: bool
    options: tuple[str, ...]
    losers: tuple[str, ...]


class Certain(msgspec.Struct, frozen=True, kw_only=True):
    """What holds whatever the weights, as long as signs, ranges and preferences hold.

    Attributes:
        packages: how many the links and givers allow; None if too many to be looked at one by one.
        refused: by party, how many of these it cannot prefer to walking away; None as above.
        possible: how many every party might prefer; None as above.
        beaten: how many of these another beats; None if too many to be compared.
        left: those that are possible and not beaten, if they are few.
        options: options that another of their issue beats.
        blockers: parties that can prefer no package at all.
        none: true if no package could be preferred by all.
        needed: givers without whom no package could be preferred by all; none if none could anyway.
    """

    packages: int | None
    refused: dict[str, int] | None
    possible: int | None
    beaten: int | None = None
    left: tuple[Package, ...] = ()
    options: tuple[Beaten, ...] = ()
    blockers: tuple[str, ...] = ()
    none: bool = False
    needed: tuple[Needed, ...] = ()


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """The package that a rule names.

    Attributes:
        rule: ``nash``, ``kalai_smorodinsky``, ``egalitarian`` or ``utilitarian``.
        deal: the package.
        ties: other efficient packages with the same score, which the tie rule puts after it.
        possible: every party prefers it under some values in the ranges.
        certain: every party prefers it under all of them.
        margins: by party, the least and the most that it is above walking away.
        nash_share: share of drawn values under which it is the Nash package; None if not drawn.
    """

    rule: str
    deal: Deal
    ties: tuple[Package, ...] = ()
    possible: bool = True
    certain: bool = True
    margins: dict[str, tuple[float, float]] = {}
    nash_share: float | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One draft of the mediator's single text.

    Attributes:
        number: 0 is the first.
        after: number of the draft that it changes; None of the first.
        package: its options.
        changed: issues that it settles otherwise.
        gains: by party, above walking away.
        returned: the mediator went back to an earlier draft for it.
    """

    number: int
    after: int | None
    package: Package
    changed: tuple[str, ...]
    gains: dict[str, float]
    returned: bool


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """What is left if somebody outside the room gives nothing, or wrecks what he may.

    Attributes:
        who: the giver or spoiler.
        spoils: he does not give but wreck.
        options: that are then not to be had.
        nash: the Nash package that is left; None if no deal is.
        lost: by party, what it gains less by the Nash package; empty if there is no deal before or
            after.
        nothing: parties that then gain by no package.
    """

    who: str
    spoils: bool
    options: tuple[str, ...]
    nash: Deal | None
    lost: dict[str, float] = {}
    nothing: tuple[str, ...] = ()


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """What holds with weights, in the middle of each range.

    Attributes:
        acceptable: how many packages every party prefers to walking away; None if not counted.
        acceptable_deals: these, if they are few.
        frontier: the efficient packages, those that all prefer first, of equal values one.
        named: by the rules of fair division; none if there is no deal.
        blockers: parties that gain by no package.
        holdouts: parties without whom the others would agree on a package.
        openings: changes that open a deal, if there is none.
        draws: how many values were drawn, and
        deal_share: in what share of them there is a deal; None if nothing is open.
        drafts: the mediator's path; and
        agreed: whether its last draft is an efficient deal.
        withheld: by giver and spoiler outside the room.
    """

    acceptable: int | None
    acceptable_deals: tuple[Deal, ...] = ()
    frontier: tuple[Deal, ...]
    named: tuple[Named, ...] = ()
    blockers: tuple[str, ...] = ()
    holdouts: tuple[str, ...] = ()
    openings: tuple[Change, ...] = ()
    draws: int = 0
    deal_share: float | None = None
    drafts: tuple[Draft, ...] = ()
    agreed: bool = False
    withheld: tuple[Withheld, ...] = ()

    def by(self, rule: str) -> Named | None:
        """Return what a rule names, or None if there is no deal."""
        return next((n for n in self.named if n.rule == rule), None)


class TalksResult(Result, frozen=True, kw_only=True):
    """Is there a deal that all would take, what blocks it, who outside the room must give?

    Attributes:
        parties: in the room.
        exact: how and under which condition the numbers are exact.
        certain: what holds whatever the weights.
        weighed: what holds with them; None if some are not known, and then
        unweighed: why not, in one sentence.
        line: the answer in one line.
    """

    parties: tuple[str, ...]
    exact: str
    certain: Certain
    weighed: Weighed | None = None
    unweighed: str = ""
    line: str
