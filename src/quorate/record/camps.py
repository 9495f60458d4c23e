"""Who stands with whom, and who is asked to move?

A camp is everybody who stands for, against or neutral on one target, whatever the phrase; where
there is no target, on one phrase. Demands and calls are no side: their target is asked, and is a
third party if the quarrel is not about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import Membership
from quorate.record.actors import flat, fold, naming_of
from quorate.record.issues import Overview, sides_on
from quorate.record.marks import marks, seen
from quorate.record.matrix import Cell, cells
from quorate.record.mentions import Stood, stands_of, stands_on
from quorate.record.positions import CALLS, Issue, Part, Polarity, Positions, Stand, Taken, is_open

if TYPE_CHECKING:
    from quorate.record.record import Record

AUTHORITIES = frozenset(
    ("government", "regime", "administration", "authorities", "leaders", "leadership", "president",
     "ruler", "rulers", "opposition", "junta", "party")
)  # fmt: skip
POSSESSIVES = frozenset(("his", "her", "its", "their"))


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is asked to move, by whom and to what.

    Attributes:
        asked: whose move it is, by id or in the report's words.
        by: who asks.
        third_party: true if the quarrel is not about the one asked.
    """

    asked: str
    name: str
    by: tuple[str, ...]
    phrase: str
    stance: str
    third_party: bool
    since: str = ""
    marks: tuple[str, ...] = ()
    decided: bool = True
    claims: tuple[str, ...] = ()


class Camp(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands for and against somebody or something.

    Attributes:
        about: the target's id, or the phrase where there is no target.
        rivals: who holds the same office according to others: their camps stand against this one.
        sides: by side, who stands there; those of a rival's camp are on ``against`` only if a
            source says so.
    """

    about: str
    name: str
    rivals: tuple[str, ...] = ()
    sides: dict[Polarity, tuple[Stand, ...]] = {}


def camps_on(record: Record, several: Sequence[Overview]) -> Positions:
    """Return who stands together on these issues, and who is asked to move, as `positions` does.

    Of many issues an actor is shown on one: where the store can tell which, only that is read.

    Args:
        record: the record, with its filters.
        several: issues in the order in which `quorate.record.issues.issues` returns them.
    """
    naming = naming_of(record)
    keys = [(fold(i.phrase), i.target) for i in several]
    sides, apart = sides_on(record, keys)
    if apart:
        calls = taken = Taken(record, [stands_on(record, naming, keys)])
        found = [taken.issue(key, counts=False) for key in keys if taken.has(key)]
    else:
        shown = _shown(cells(record, [(a, key) for key in keys for a in sides[key]]), several)
        nobody = {("", key) for key in keys}  # those whom no source names are each shown
        taken = Taken(record, [stands_of(record, naming, shown | nobody)])
        calls = Taken(record, [stands_on(record, naming, keys, CALLS)])
        found = [
            msgspec.structs.replace(
                whole, phrase=i.phrase,
                stands=tuple(s for s in whole.stands if (s.actor, key) in shown),
            )
            for i, key in zip(several, keys, strict=True)
            if taken.has(key) and (whole := taken.issue(key, counts=False))
        ]  # fmt: skip
    camps = stand_together(taken, found)
    contested = {c.about for c in camps if {"for", "against"} <= c.sides.keys()}
    return Positions(
        on=record.on_date, issues=(), camps=camps, called=called_upon(calls, contested),
        problems=tuple(dict.fromkeys(taken.problems)),
    )  # fmt: skip


def _shown(told: Mapping[Stood, Cell], several: Iterable[Overview]) -> set[Stood]:
    """Return on which issue each actor is shown on each side of a camp: the first of its own."""
    first: dict[tuple[str, str, Polarity], Stood] = {}
    by_issue: dict[tuple[str, str], list[tuple[str, Cell]]] = defaultdict(list)
    for (actor, key), cell in told.items():
        by_issue[key].append((actor, cell))
    for issue in several:
        key = fold(issue.phrase), issue.target
        for actor, cell in by_issue[key]:
            if not (issue.target and cell.stance in CALLS):
                about = issue.target or issue.phrase
                first.setdefault((about, actor, cell.side), (actor, key))
    return set(first.values())


def stand_together(taken: Taken, issues: list[Issue]) -> tuple[Camp, ...]:
    """Return the sides on each target, or on each phrase that has none; one voice is no camp."""
    by_target: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        by_target[issue.target or issue.phrase].append(issue)
    names = {issue.target for issue in issues if issue.target}
    rivals = _rival_holders(taken)
    camps = []
    for key, several in by_target.items():
        sides: dict[Polarity, dict[str, Stand]] = {"for": {}, "against": {}, "neutral": {}}
        for issue in several:
            for stand in (*issue.stands, *issue.unnamed):
                if key in names and stand.stance in CALLS:
                    continue  # its target is asked to do something: that is no side
                before = sides[stand.side].get(stand.actor)
                if before is None or (before.spread_from and not stand.spread_from):
                    sides[stand.side][stand.actor] = stand
        if sum(map(len, sides.values())) > 1 or (key in rivals and any(sides.values())):
            camps.append(
                Camp(
                    about=key,
                    name=taken.naming.name(key),
                    rivals=tuple(sorted(rivals.get(key, ()))),
                    sides={side: tuple(found.values()) for side, found in sides.items() if found},
                )
            )
    return tuple(sorted(camps, key=lambda c: (-sum(map(len, c.sides.values())), c.about)))


def called_upon(taken: Taken, contested: set[str]) -> tuple[Called, ...]:
    """Return who is asked to move, in the order of the days.

    Args:
        taken: the positions.
        contested: whom the quarrel is about, beside those who hold one office as rivals.
    """
    home = _Home(taken, contested)
    grouped: dict[str, list[Part]] = defaultdict(list)
    for part in (*taken.parts, *taken.unnamed):
        asks = part.claim.stance in CALLS and part.claim.stance != "drops_demand"
        asks = asks and not part.claim.negated and not part.spread_from
        if asks and part.claim.target and is_open(part, taken.record.on_date):
            grouped[part.stored.claim.id].append(part)
    found = []
    for parts in grouped.values():
        claim, stored = parts[0].claim, parts[0].stored
        asked = taken.naming.one(claim.target)
        found.append(
            Called(
                asked=asked, name=taken.naming.name(asked),
                by=tuple(dict.fromkeys(p.actor for p in parts)), phrase=claim.phrase,
                stance=claim.stance, third_party=not home.has(asked), since=seen(claim),
                marks=marks(stored), decided=stored.decided, claims=(claim.id,),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda c: (c.since, c.asked, c.phrase)))


class _Home:
    """Whom a quarrel is about: those contested, their states, and the governments of these."""

    def __init__(self, taken: Taken, contested: set[str]) -> None:
        self.naming = taken.naming
        rivals = _rival_holders(taken)
        self.parties = contested | set(rivals)
        self.states = {s for one in rivals for s in taken.homes.get(one, ())}
        self.words = {fold(one).rpartition(" ")[2] for one in self.parties}
        for state in self.states:
            listed = self.naming.listed(state)
            names = listed.names if listed else {}
            adjectives = (*names.get("adjective", ()), *names.get("demonym", ()))
            self.words |= {fold(name) for name in (self.naming.name(state), *adjectives)}

    def has(self, asked: str) -> bool:
        """Is the quarrel about the one asked?"""
        listed = self.naming.listed(asked)
        if listed is not None or asked in self.parties:
            of = listed.of if listed else ""
            return asked in self.parties | self.states or of in self.states
        words = fold(asked).replace("'s", "").split()
        own = words and words[-1] in AUTHORITIES
        return bool(own and (words[0] in POSSESSIVES or self.words & set(words)))


def _rival_holders(taken: Taken) -> dict[str, set[str]]:
    """Return, of each who holds an office, who else holds it at the time."""
    held: dict[str, set[str]] = defaultdict(set)
    for stored in flat(taken.record.held("membership", {"role": ("holder",)})):
        claim = cast(Membership, stored.claim)
        if not claim.negated:
            held[taken.naming.office(claim.group)[0]].add(taken.naming.one(claim.member))
    rivals: dict[str, set[str]] = defaultdict(set)
    for holders in held.values():
        for one in holders:
            rivals[one] |= holders - {one}
    return {one: others for one, others in rivals.items() if others}
