"""How are bodies, their organs and rules printed in the terminal?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from quorate.record.bodies import Belonging
from quorate.views.bodies import (
    BodyCard,
    BodyRow,
    OrganCard,
    Ruling,
    belonging,
    changes_told,
    doubted,
    notes,
    ruling_asides,
)
from quorate.views.describe import plural
from quorate.views.highlight import line

if TYPE_CHECKING:
    from quorate.views.tables import Screen

_MARK = "yellow"
_CODES_FROM = 60  # members listed by name up to so many, by code beyond


def show_bodies(screen: Screen, rows: Sequence[BodyRow]) -> None:
    """Print every body: its members, organs, rules, and how many of them carry a doubt."""
    for row in rows:
        screen.say(Text(line(row.body), style="bold"), "  ", line(row.name))
        members = plural(row.members, "member")
        if row.suspended:
            members += f", {row.suspended} suspended"
        rules = plural(row.rules, "rule") + (
            f", {row.unverified} with doubts" if row.unverified else ""
        )
        as_of = f"facts as of {row.as_of}" if row.as_of else ""
        told = filter(None, (members, " ".join(row.organs), rules, as_of))
        screen.say(Text(" · ".join(told), style="dim"), indent=4)


def show_body(screen: Screen, card: BodyCard) -> None:
    """Print a body: its organs with their rules, its members, what changed."""
    body, names = card.body, card.names
    screen.say(Text(line(f"{body.name} ({body.body})"), style="bold"))
    span = f"since {body.since}" if body.since else ""
    if body.until:
        span += f" until {body.until}"
    as_of = f"facts as of {body.as_of}" if body.as_of else ""
    screen.say(
        line(" · ".join(filter(None, [body.type, span, f"on {body.on}", as_of]))),
        style="dim", indent=2,
    )  # fmt: skip
    printed: set[str] = set()
    for organ in card.organs:
        screen.space()
        show_organ(screen, organ, printed)
    screen.space()
    for words, members in belonging(body):
        screen.prose(Text(f"{words}: ", style="bold") + Text(_named(members)), indent=2)
    for each in notes(body):
        screen.prose(Text(line(each), style="dim"), indent=4)
    for words, changes in (("changed last", body.before), ("changes next", body.after)):
        for told in changes_told(changes, names):
            screen.prose(Text(f"{words}: ", style="bold") + Text(line(told)), indent=2)
    if not body.after:
        screen.say("Nothing shipped changes after that date.", style="dim", indent=2)


def show_organ(screen: Screen, organ: OrganCard, printed: set[str] | None = None) -> None:
    """Print an organ: whom it counts, and each rule with what it asks for.

    Args:
        screen: where to.
        organ: the organ.
        printed: sources and notes on bases that stand above already; this one is added.
    """
    screen.say(
        Text(line(f"{organ.name} ({organ.organ})"), style="bold"),
        " · ",
        line(organ.base_words),
        _marked(organ.base_marks),
    )
    printed = set() if printed is None else printed
    aside = f"{organ.base_source} {organ.base_note}"
    if aside not in printed:
        printed.add(aside)
        if organ.base_source and organ.base_source not in organ.base_marks:
            screen.prose(Text(line(organ.base_source), style="dim"), indent=4)
        _beside(screen, organ.base_rivals, organ.base_overridden, organ.base_note)
    if organ.suspended:
        screen.say(line(f"suspended, may not vote: {', '.join(organ.suspended)}"), indent=4)
    for each in organ.rules:
        _show_ruling(screen, each)


def _show_ruling(screen: Screen, rule: Ruling) -> None:
    habit = " (practice)" if rule.practice == "practice" else ""
    quorum = f" | quorum {rule.quorum}" if rule.quorum else ""
    screen.say(
        Text(line(f"{rule.matter}{habit}:"), style="bold"),
        " ",
        line(f"needed {rule.asks} | {rule.adopts}{quorum}"), _marked(rule.marks), indent=2,
    )  # fmt: skip
    if rule.source not in rule.marks:
        screen.prose(Text(line(rule.source), style="dim"), indent=4)
    for words, told in ruling_asides(rule):
        screen.prose(Text(f"{words}: ", style="dim") + Text(line(told)), indent=4)
    _beside(screen, rule.rivals, rule.overridden, rule.note)


def _beside(screen: Screen, rivals: Iterable[str], overridden: Iterable[str], note: str) -> None:
    for each in rivals:
        screen.prose(Text("another source: ", style=_MARK) + Text(line(each)), indent=4)
    for each in overridden:
        screen.prose(Text("in place of: ", style=_MARK) + Text(line(each)), indent=4)
    if note:
        screen.prose(Text(line(note), style="dim"), indent=4)


def _marked(marks: Iterable[str]) -> Text:
    told = "; ".join(marks)
    return Text(f"  [{line(told)}]" if told else "", style=_MARK)


def _named(members: Sequence[Belonging]) -> str:
    if len(members) > _CODES_FROM:
        return " ".join(sorted(m.member for m in members))
    return line(", ".join(f"{m.name} ({m.member}){'*' if doubted(m) else ''}" for m in members))
