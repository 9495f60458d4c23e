"""What would follow if?

The vote as it stands and as it would stand, each supposition by itself in its turn: what it changes
of whom, of what is needed, and of the outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
from rich.text import Text

from quorate.claims.problem import Unusable
from quorate.record.scenarios import Scenario, facts_of, find_scenario, keep
from quorate.views.compare import Row, as_data, row
from quorate.views.highlight import line
from quorate.views.tables import Screen

if TYPE_CHECKING:
    from quorate.record.record import Record


class Moved(msgspec.Struct, frozen=True):
    """A member whom a supposition moves: choices; ``no member`` before or after; ``not known``."""

    member: str
    before: str
    after: str


class Step(msgspec.Struct, frozen=True):
    """What one supposition changes, on top of those before it.

    Attributes:
        words: what is supposed.
        moved: whom it moves.
        needed, yes, outcome: each before and after, as printed.
        turns: true if the outcome is another.
    """

    words: str
    moved: tuple[Moved, ...]
    needed: tuple[str, str]
    yes: tuple[str, str]
    outcome: tuple[str, str]

    @property
    def turns(self) -> bool:
        return self.outcome[0] != self.outcome[1]


class WhatIf(msgspec.Struct, frozen=True):
    """A vote before and after what is supposed.

    Attributes:
        before, after: the vote as it stands and as it would stand.
        steps: what each supposition changes.
        scenario: all that the numbers depend on.
    """

    before: Row
    after: Row
    steps: tuple[Step, ...]
    scenario: Scenario


def what_if(
    record: Record, question: str, suppose: Sequence[str], *, organ: str = "", matter: str = ""
) -> WhatIf:
    """Return what would follow if.

    Args:
        record: the record, with its filters and nothing supposed.
        question: a question or draft.
        suppose: what is supposed, in words: ``BRB no``, ``leave VEN``, ``join CUB``.
        organ: another organ than its own.
        matter: the kind of decision, naming the organ's rule.

    Raises:
        Unusable: nothing is supposed, or the words are no supposition.
    """
    if not suppose:
        raise Unusable("Nothing is supposed; say what, as 'BRB no', 'leave VEN' or 'join CUB'.")
    rows = [
        row(record.suppose(*suppose[:n]), question, organ=organ, matter=matter)
        for n in range(len(suppose) + 1)
    ]
    steps = tuple(
        _step(words, before, after)
        for words, (before, after) in zip(suppose, pairwise(rows), strict=True)
    )
    last = rows[-1].votes
    return WhatIf(
        rows[0],
        rows[-1],
        steps,
        Scenario(
            question=question,
            suppose=tuple(suppose),
            organ=organ,
            matter=matter,
            on=record.on_date or "",
            known=record.known_by or "",
            entry=record.last_entry,
            facts=facts_of(record),
            decided=last.decided.line,
            with_proposals=last.with_proposals.line,
        ),
    )


def kept(record: Record, found: WhatIf, by: str, note: str = "") -> Scenario:
    """Keep a what-if as a scenario and return it."""
    return keep(record, msgspec.structs.replace(found.scenario, by=by, note=note))


class Rerun(msgspec.Struct, frozen=True):
    """A scenario counted anew.

    Attributes:
        scenario: as it was kept.
        found: what it gives now, seen at the same entry of the ledger.
        differs: what is not as it was, in words; empty if the numbers are the same.
    """

    scenario: Scenario
    found: WhatIf
    differs: tuple[str, ...]


def rerun(record: Record, name: str) -> Rerun:
    """Return a scenario counted anew from what the desk saw when it was kept.

    Raises:
        Unusable: there is no such scenario.
    """
    old = find_scenario(record, name)
    seen = record.on(old.on or None).known(old.known or None).at_entry(old.entry)
    found = what_if(seen, old.question, old.suppose, organ=old.organ, matter=old.matter)
    new = found.scenario
    differs = [
        f"{words} was: {then}"
        for words, then, now in (
            ("decided", old.decided, new.decided),
            ("with proposals", old.with_proposals, new.with_proposals),
        )
        if then != now
    ]
    if old.facts != new.facts:
        differs.append("the shipped facts, or what case.toml says otherwise, have changed since")
    return Rerun(old, found, tuple(differs))


def _step(words: str, before: Row, after: Row) -> Step:
    one, other = before.votes.with_proposals, after.votes.with_proposals
    return Step(
        words=words,
        moved=tuple(_moved(before, after)),
        needed=(one.asks, other.asks),
        yes=(_yes(before), _yes(after)),
        outcome=(one.outcome, other.outcome),
    )


def _moved(before: Row, after: Row) -> list[Moved]:
    """Return whom it moves, by the two situations."""
    then, now = _choices(before), _choices(after)
    everyone = sorted({*then, *now})
    return [
        Moved(m, then.get(m, "no member"), now.get(m, "no member"))
        for m in everyone
        if then.get(m) != now.get(m)
    ]


def _choices(one: Row) -> dict[str, str]:
    now = one.situation
    members = now.members or tuple(now.evidence)
    return {m: now.evidence[m].choice if m in now.evidence else "not known" for m in members}


def _yes(one: Row) -> str:
    count = one.votes.with_proposals
    low, high = count.yes_low, count.yes_high
    if low is None or high is None:
        return "not known"
    return str(low) if low == high else f"{low} to {high}"


# ---------------------------------------------------------------------------- shown
def as_told(found: WhatIf) -> dict[str, Any]:
    """Return a what-if as plain data with stable keys."""
    return {
        "before": as_data(found.before),
        "after": as_data(found.after),
        "steps": [msgspec.to_builtins(step) | {"turns": step.turns} for step in found.steps],
        "scenario": msgspec.to_builtins(found.scenario) | {"id": found.scenario.id},
    }


def show_what_if(screen: Screen, found: WhatIf, names: dict[str, str]) -> None:
    """Print a vote before and after, and what each supposition changes."""
    screen.say(Text(line(found.before.title), style="bold"))
    organ = found.before.votes.organ_name or found.before.votes.organ or "organ not known"
    screen.say(line(organ), indent=2)
    for words, each in (("now ", found.before), ("then", found.after)):
        screen.say(Text(f"{words} ", style="bold"), line(each.votes.with_proposals.line), indent=2)
        if not each.same:
            screen.say("decided ", line(each.votes.decided.line), indent=7, style="dim")
    for n, step in enumerate(found.steps, 1):
        screen.say(Text(f"{n}. {line(step.words)}", style="bold"), indent=2)
        for moved in step.moved:
            name = names.get(moved.member, moved.member)
            screen.say(f"{line(name)}: {moved.before} -> {moved.after}", indent=5)
        for words, (before, after) in (("in favour", step.yes), ("needed", step.needed)):
            if before != after:
                screen.say(f"{words}: {line(before)} -> {line(after)}", indent=5)
        told = f"{step.outcome[0]} -> {step.outcome[1]}" if step.turns else step.outcome[1]
        screen.say(Text(told, style="bold" if step.turns else "dim"), indent=5)


def show_rerun(screen: Screen, found: Rerun, names: dict[str, str]) -> None:
    """Print a scenario counted anew, and whether its numbers are the same."""
    show_what_if(screen, found.found, names)
    if found.differs:
        told = f"Not as it was kept: {line('; '.join(found.differs))}"
        screen.say(Text(told, style="yellow"), indent=2)
    else:
        screen.say("The same numbers as when it was kept.", indent=2, style="dim")


def show_scenarios(screen: Screen, kept: Sequence[Scenario]) -> None:
    """Print the scenarios kept, the first first."""
    if not kept:
        screen.say("No scenario is kept; quorate suppose CASE WHAT... --keep keeps one.")
    for each in kept:
        told = f": {each.note}" if each.note else ""
        screen.say(Text(each.id, style="bold"), f" {each.at[:10]} {each.by}{told}")
        screen.say(line(f"{each.question} if {', '.join(each.suppose)}"), indent=2)
        screen.say(line(each.with_proposals), indent=2, style="dim")
