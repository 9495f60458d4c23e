"""Where does a draft stand before an organ, on a date?

A situation is all that a theory may see. `Record.situation` makes one from held claims; by hand it
takes three lines:

>>> choices = {"CHN": "no", "USA": "yes"}
>>> now = by_hand("yes >= 9 and no[P5] = 0", choices, groups={"P5": {"CHN", "USA"}})
>>> now.members
('CHN', 'USA')
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

import msgspec

from quorate.claims.claim import Choice, Outcome, Rule
from quorate.claims.frames import Tabular
from quorate.claims.problem import Problem
from quorate.claims.source import Derived, Supposed

FOUR: tuple[Choice, ...] = ("yes", "no", "abstain", "absent")  # those that have chances
How: TypeAlias = Literal["named", "elimination", "supposed", "position"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one member's choice.

    Attributes:
        choice: the choice that holds.
        how: named by a source, by elimination, or supposed; of a leaning, by position.
        decided: false if it rests on a proposal that nobody has decided.
        marks: doubts shown on the seat: ``disputed`` ...
        rivals: other choices that claims of the same rank give.
        formerly: the choice that a supposed one replaces, as far as known.
        claims: ids of the claims it rests on.
    """

    choice: Choice
    how: How = "named"
    decided: bool = True
    marks: tuple[str, ...] = ()
    rivals: tuple[Choice, ...] = ()
    formerly: Choice | None = None
    claims: tuple[str, ...] = ()


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """A count that a source reports without names; None where it does not say.

    Attributes:
        majority: what it says is needed, as `quorate.claims.majority` writes it.
        how: of each number that is not simply read, how it was got (``{"yes": "23 - 3"}``).
        official: true for a roll call, false for press.
        decided: false if nobody has decided it.
        marks: doubts: ``conflict`` (sources of one rank differ) ...
        claims: ids of the claims it rests on.
    """

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    needed: int | None = None
    short: int | None = None
    base: int | None = None
    majority: str = ""
    outcome: Outcome | None = None
    how: dict[str, str] = {}
    official: bool = False
    decided: bool = True
    marks: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def others(self) -> str:
        """Return the votes reported beside those in favour: ``10 against, 12 abstaining``."""
        told = {"against": self.no, "abstaining": self.abstain, "absent": self.absent}
        return ", ".join(f"{n} {word}" for word, n in told.items() if n is not None)


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a chance rests on.

    Attributes:
        kind: ``position``, ``ballot``, ``bloc``, ``prior``, ``entered`` or ``supposed``.
        words: what it is, in a few words: ``voted no on 2017-04-26, related draft``.
        weight: how many votes seen it counts as, 0 or more.
        points_to: the choice it points to; None if to no single one.
        day: when it was, or by when it was seen; empty if that is not known.
        claims: ids of the claims it is.
    """

    kind: str
    words: str
    weight: float = 1.0
    points_to: Choice | None = None
    day: str = ""
    claims: tuple[str, ...] = ()


class Chance(msgspec.Struct, frozen=True, kw_only=True):
    """How likely a member is to make each of four choices; they sum to 1.

    An abstention with a declaration, or silence, is here an abstention.

    Attributes:
        yes, no, abstain, absent: chances from 0 to 1.
        spread: standard error of `yes`; 0 if it is entered or certain.
        bloc: members of one bloc move together beyond what their chances say; empty if alone.
        grounds: what it rests on, the weightiest first; only a prior if nothing is known.
    """

    yes: float
    no: float
    abstain: float = 0.0
    absent: float = 0.0
    spread: float = 0.0
    bloc: str = ""
    grounds: tuple[Ground, ...] = ()


class PastDivision(msgspec.Struct, frozen=True, kw_only=True):
    """A division that was known by then, by name.

    Attributes:
        draft: id of the draft.
        title: how it is called.
        organ: id of the organ.
        held_on: the day of the vote.
        matter: the kind of decision.
        about: ids of whom or what it concerns.
        related: how much it tells of this question, 0 to 1, and
        because: why, in words: ``same organ, same state concerned``.
        sign: 1 if a yes then points to a yes now, -1 if to a no.
        choices: by member.
        claims: ids of the ballots, by member.
        of_another: by member, in words why its ballot is no evidence of who votes for it now: its
            seat was held for a rival government.
        proposed: members whose ballot is a proposal that nobody has decided.
    """

    draft: str
    title: str = ""
    organ: str = ""
    held_on: str
    matter: str = ""
    about: tuple[str, ...] = ()
    related: float = 1.0
    because: str = ""
    sign: int = 1
    choices: dict[str, Choice]
    claims: dict[str, str] = {}
    of_another: dict[str, str] = {}
    proposed: tuple[str, ...] = ()


class OtherBase(msgspec.Struct, frozen=True, kw_only=True):
    """A number of members that another source gives than the one that holds.

    Attributes:
        number: how many it counts.
        words: who says so.
        claims: ids of the claims that say so.
    """

    number: int
    words: str
    claims: tuple[str, ...] = ()


class Situation(Tabular, msgspec.Struct, frozen=True, kw_only=True):
    """One question or draft before one organ on one date.

    Attributes:
        question: id of the question or draft.
        title: how it is called.
        organ, organ_name: before whom; empty if no source says.
        on: the date asked for, or None: no date filter.
        held_on: the day of the vote as far as known, or None.
        as_of: the day whose members, base and rules are taken: the date asked for, the day of the
            vote, or else when it was last reported.
        members: who belongs that day, less those that the base leaves out.
        left_out: on the list, but not counted in the base.
        base: the number that the organ counts as its members; None if not known.
        base_how: how the base was got: ``claim``, ``34 - 1 leaving``, ``reported``,
            ``members listed`` or ``not known``.
        other_bases: numbers that other sources give, before anybody is supposed to leave or join.
        base_doubt: what the source of the base itself says against it.
        rules: the rule that decides, or each that may, where the matter is not known.
        excluded: who may not vote on this.
        groups, weights: named by the rule (``P5``; ``population``).
        evidence: by member; who is missing is unknown.
        leanings: members whose positions point to a choice that no claim names; never counted.
        past: divisions known by then that tell of this one, if they were asked for.
        declared: by member, positions known by then that point to a choice, if asked for.
        blocs: by id, groups to which some but at most half of the members belong, if asked for.
        chances: by member, if a forecast made them or the user entered them.
        reported: counts without names, the one that holds first.
        departed: who has left by supposition, with the choice each made (empty: not known).
        joining: who has joined by supposition.
        supposed: what the analyst supposes, in words.
        overridden: what the case says of rule, base and members in place of the shipped facts.
        decided: the same situation from decided claims alone; None if this is it.
        claims: ids of the claims that members, base, rule and organ rest on.
        problems: what was wrong or is not known.
    """

    question: str = "by hand"
    title: str = ""
    organ: str = ""
    organ_name: str = ""
    on: str | None = None
    held_on: str | None = None
    as_of: str | None = None
    members: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    base: int | None = None
    base_how: str = "claim"
    other_bases: tuple[OtherBase, ...] = ()
    base_doubt: str = ""
    rules: tuple[Rule, ...] = ()
    excluded: frozenset[str] = frozenset()
    groups: dict[str, frozenset[str]] = {}
    weights: dict[str, dict[str, Fraction]] = {}
    evidence: dict[str, Evidence] = {}
    leanings: dict[str, Evidence] = {}
    past: tuple[PastDivision, ...] = ()
    declared: dict[str, tuple[Ground, ...]] = {}
    blocs: dict[str, frozenset[str]] = {}
    chances: dict[str, Chance] = {}
    reported: tuple[Reported, ...] = ()
    departed: dict[str, str] = {}
    joining: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    overridden: tuple[str, ...] = ()
    decided: Situation | None = None
    claims: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def _table(self) -> list[dict[str, object]]:
        """Return a row a member: choice, how it is known, chances."""
        rows: list[dict[str, object]] = []
        for member in self.members:
            known, chance = self.evidence.get(member), self.chances.get(member)
            chances: dict[str, object] = {c: getattr(chance, c) if chance else None for c in FOUR}
            rows.append(
                {"member": member, "choice": known.choice if known else None,
                 "how": known.how if known else None, "decided": known.decided if known else None,
                 "marks": known.marks if known else (), "claims": known.claims if known else (),
                 **chances}
            )  # fmt: skip
        return rows

    def _caption(self) -> str:
        return f"{self.title or self.question}, {self.organ_name or self.organ}".rstrip(", ")


def ground(rule: Rule) -> tuple[str, ...]:
    """Return the ids of the claims that say what the rule is: its own, or those it is told by."""
    return rule.source.claims if isinstance(rule.source, Derived) else (rule.id,)


def by_hand(
    rule: str,
    choices: Mapping[str, Choice],
    *,
    members: Collection[str] = (),
    base: int | None = None,
    groups: Mapping[str, Collection[str]] | None = None,
    weights: Mapping[str, Mapping[str, int | Fraction]] | None = None,
    excluded: Collection[str] = (),
    quorum: str = "",
) -> Situation:
    """Return a situation made by hand: a rule's formula and the choices known.

    Args:
        rule: the formula, as ``yes >= 2/3 members``.
        choices: choice by member; members without one are unknown.
        members: all members; those of `choices` if left out.
        base: the number counted as members; the number of members if left out.
        groups: members of each group that the rule names.
        weights: weight by member, for each scheme that the rule names.
        excluded: who may not vote.
        quorum: the formula that lets a vote be held.
    """
    everyone = tuple(dict.fromkeys([*members, *choices]))
    source = Supposed("made by hand")
    return Situation(
        members=everyone,
        base=len(everyone) if base is None else base,
        base_how="members listed" if base is None else "claim",
        rules=(Rule(source=source, organ="", matter="by hand", adopts=rule, quorum=quorum),),
        excluded=frozenset(excluded),
        groups={name: frozenset(group) for name, group in (groups or {}).items()},
        weights={
            name: {m: Fraction(w) for m, w in scheme.items()}
            for name, scheme in (weights or {}).items()
        },
        evidence={m: Evidence(choice=c, how="supposed") for m, c in choices.items()},
    )
