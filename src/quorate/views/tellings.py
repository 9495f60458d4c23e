"""How are statements, a timeline, figures and talks shown?

Every row ends with what it rests on: the claim's id, its source, and the marks of its doubts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from rich.text import Text

from quorate.claims.claim import Number, Party
from quorate.record.bearing import Bearing, Taker
from quorate.record.figures import Point, Series
from quorate.record.rows import Row
from quorate.record.statements import Said
from quorate.record.talks import Asked, Round, Talks
from quorate.record.timeline import Event, Timeline
from quorate.views.highlight import line

if TYPE_CHECKING:
    from quorate.views.tables import Screen

MARK = "yellow"
THIRDS = {"0.333": "1/3", "0.667": "2/3"}  # as a report says them, and no decimal does
PER_CENT = ("share", "percent")  # units of what is told as so many of a hundred
Names = Mapping[str, str]


def named(actor: str, names: Names) -> str:
    """Return how an actor is called, in one safe line."""
    return line(names.get(actor, actor)) or "somebody not named"


def party(one: Party, names: Names) -> str:
    """Return a party in words: an actor, the members of a group, or somebody unnamed."""
    if not one.actor:
        return line(one.words) or "somebody not named"
    return f"members of {named(one.actor, names)}" if one.members else named(one.actor, names)


def listed(words: Sequence[str], none: str = "nobody named") -> str:
    """Return the words as a list in prose.

    >>> listed(["Chile", "Peru", "Cuba"]), listed([])
    ('Chile, Peru and Cuba', 'nobody named')
    """
    if len(words) < 2:
        return words[0] if words else none
    return f"{', '.join(words[:-1])} and {words[-1]}"


def when(date: str, known: str | None = None) -> str:
    """Return a date, or that there is none and by when it was told."""
    return date or (f"undated (told {known})" if known else "undated")


def number(value: Number | None) -> str:
    """Return a number with its thousands parted, or empty text.

    >>> number(2000), number(None)
    ('2,000', '')
    """
    return "" if value is None else f"{value:,}"


def bounds(point: Point) -> str:
    """Return the bounds of a number in words.

    >>> bounds(Point(best=70, high=69)), bounds(Point(low=3, best=3, high=3))
    ('at most 69', '3')
    """
    low, high = point.low, point.high
    if low is None and high is None:
        return number(point.best)
    if low is None or high is None:
        return f"at least {number(low)}" if high is None else f"at most {number(high)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def amount(point: Point, unit: str = "") -> str:
    """Return the bounds of a number in words, those of a share as per cent.

    >>> from decimal import Decimal
    >>> amount(Point(low=Decimal("0.667"), best=Decimal("0.667"), high=Decimal("0.667")), "share")
    '2/3'
    >>> amount(Point(low=Decimal("0.667"), high=None), "share")
    'at least 2/3'
    >>> amount(Point(best=Decimal("0.512")), "share")
    '51.2 %'
    >>> amount(Point(low=60, high=None), "percent"), amount(Point(best=70), "persons")
    ('at least 60 %', '70')
    """
    if unit not in PER_CENT:
        return bounds(point)
    given = [str(n) for n in (point.low, point.best, point.high) if n is not None]
    if unit == "share" and len(set(given)) == 1 and given[0] in THIRDS:
        return bounds(point).replace(given[0], THIRDS[given[0]])
    numbers = {name: _hundredths(getattr(point, name), unit) for name in ("low", "best", "high")}
    told = bounds(msgspec.structs.replace(point, **numbers))
    return f"{told} %" if told else ""


def _hundredths(value: Number | None, unit: str) -> Number | None:
    if value is None or unit == "percent":
        return value
    whole = round(Decimal(value) * 100, 1)
    return int(whole) if whole == int(whole) else whole


def _rests(screen: Screen, row: Row, indent: int = 4) -> None:
    """Print what a row rests on and its marks."""
    parts: list[str | Text] = [
        Text(row.claims[0] if row.claims else "", style="cyan"),
        Text(f" and {len(row.claims) - 1} more" if len(row.claims) > 1 else "", style="dim"),
        Text(" · " + line("; ".join(row.sources)), style="dim"),
    ]
    if row.marks:
        parts.append(Text("  " + line("; ".join(row.marks)), style=MARK))
    screen.say(*parts, indent=indent)


# ---------------------------------------------------------------------------- statements


def show_statements(screen: Screen, found: Sequence[Said], names: Names) -> None:
    """Print who said what, with the exact words."""
    if not found:
        screen.say("No statement of that kind is held.")
    for said in found:
        who = listed([named(s, names) for s in said.speakers], "somebody not named")
        chain = "".join(
            f"{listed([named(s, names) for s in link.speakers], 'somebody')} says that "
            for link in said.chain
        )
        told = [f"to {named(said.addressee, names)}"] if said.addressee else []
        told += [f"of {named(said.target, names)}"] if said.target else []
        told += [f"at {line(said.venue)}"] if said.venue else []
        head = f"{when(said.date, said.known)}  {chain}{who}"
        cue = f" ({', '.join(filter(None, [said.mode, line(said.cue), *told]))})"
        screen.say(Text(head, style="bold"), cue, " denies:" if said.denied else ":")
        screen.prose(f"“{line(said.words)}”", indent=4)
        _rests(screen, said)


# ---------------------------------------------------------------------------- timeline


def show_timeline(screen: Screen, found: Timeline, names: Names) -> None:
    """Print what happened, by date, with what may be made of it."""
    if not found.events:
        screen.say("Nothing of that kind is held.")
        return
    first = next((n for n, e in enumerate(found.events) if not e.date), len(found.events))
    for place, event in enumerate(found.events):
        if place == first:
            screen.say(Text(f"Undated ({found.undated}):", style="bold"))
        _event(screen, event, names)
    told = [
        f"{word} {proposed}" + ("" if decided == proposed else f" (decided {decided})")
        for word, (decided, proposed) in found.standing.items()
    ]
    screen.say(Text("in all: " + ", ".join(told), style="dim"))


def _event(screen: Screen, event: Event, names: Names) -> None:
    date = event.date + (f" until {event.until}" if event.until else "")
    standing = "" if event.standing == "done" else f"  [{event.standing}]"
    if event.in_force:
        standing += "  [in force]"
    screen.say(
        Text(when(date, event.known), style="bold"),
        f"  {event_words(event, names)}",
        Text(standing, style=MARK),
    )
    if event.words:
        screen.prose(f"“{line(event.words)}”", indent=4)
    _rests(screen, event)


def event_words(event: Event, names: Names, *, codes: bool = True) -> str:
    """Return what an event is, in a few words.

    Args:
        event: the event.
        names: names by id.
        codes: an act's type as the codebook writes it; else in small letters, as prose.
    """
    by = listed([party(p, names) for p in event.by], "")
    to = listed([party(p, names) for p in event.to], "")
    if event.kind == "act":
        place = f", {line(event.place)}" if event.place else ""
        said = (
            f", according to {listed([named(s, names) for s in event.said_by])}"
            if event.said_by
            else ""
        )
        kind = f"{event.type}  " if codes else f"{event.type.lower()}: "
        return f"{kind}{by or 'somebody not named'}{f' → {to}' if to else ''}{place}{said}"
    organ = f" of {named(event.organ, names)}" if event.organ else ""
    title = f": {line(event.title)}" if event.title and event.title != event.kind else ""
    more = [f"by {by}" if by else "", f"about {to}" if to else "", line(event.place), event.number]
    more += [f"{event.yes} in favour" if event.yes is not None else "", event.outcome]
    told = ", ".join(filter(None, more))
    return f"{event.kind}{organ}{title}{f' ({told})' if told else ''}"


# ---------------------------------------------------------------------------- figures


def show_figures(screen: Screen, found: Sequence[Series], names: Names) -> None:
    """Print series of numbers, each with its scope."""
    if not found:
        screen.say("No number is held yet; put reports in with quorate read.")
    for series in found:
        told = series.unit and series.unit not in PER_CENT
        unit = f", in {line(series.unit)}" if told else ""
        scope = line(series.scope) or "scope not told"
        screen.say(Text(line(series.quantity), style="bold"), f": {scope}{unit}")
        for point in series.points:
            words = " / ".join(f"“{line(w)}”" for w in point.wordings)
            by = listed([named(s, names) for s in point.said_by], "")
            screen.say(
                Text(
                    f"{when(point.date, point.known)}  {amount(point, series.unit)}", style="bold"
                ),
                f"  {words}" + (f", according to {by}" if by else ""),
                indent=2,
            )
            _rests(screen, point, indent=6)


def _ids(row: Row) -> str:
    more = f" +{len(row.claims) - 1}" if len(row.claims) > 1 else ""
    return (row.claims[0] if row.claims else "") + more


# ---------------------------------------------------------------------------- talks


def show_talks(screen: Screen, found: Sequence[Talks], names: Names) -> None:
    """Print talks: who, the table of asks and offers, the rounds, what opened and blocked them."""
    if not found:
        screen.say("No talks are held yet; put reports in with quorate read.")
    titles = {each.id: line(each.title) or each.id for each in found}
    for place, each in enumerate(found):
        if place:
            screen.space()
        screen.say(Text(titles[each.id], style="bold"), f" ({each.id})")
        screen.say(", ".join([when(each.date), *filter(None, [line(each.place)])]), indent=2)
        _rests(screen, each, indent=2)
        for word, takers in _roles(each):
            screen.say(Text(f"{word}: ", style="bold"), _takers(takers, names), indent=2)
        if each.terms:
            _terms(screen, each.terms, names)
        if each.rounds:
            _rounds(screen, each.rounds, names)
        titles |= {r.id: line(r.title) or r.id for r in each.rounds}
        for bearing in each.bearing:
            _bearing(screen, bearing, titles, names)
        if each.ended_before:
            screen.say(Text("What blocked or ended talks before these:", style="bold"), indent=2)
        for bearing in each.ended_before:
            _bearing(screen, bearing, titles, names)


def _roles(each: Talks) -> list[tuple[str, Sequence[Taker]]]:
    found = [
        ("parties", each.parties),
        ("mediated by", each.mediators),
        ("hosted by", each.hosts),
        ("others", each.others),
    ]
    return [(word, takers) for word, takers in found if takers]


def _takers(takers: Iterable[Taker], names: Names) -> str:
    usual = ("participant", "mediator", "host")
    return ", ".join(
        named(t.actor, names) + (f" ({t.role})" if t.role not in usual else "") for t in takers
    )


def _terms(screen: Screen, terms: Sequence[Asked], names: Names) -> None:
    screen.table(
        ["issue", "party", "", "given by", "in return for", "condition", "claim", "marks"],
        [
            [
                line(t.issue),
                named(t.party, names),
                f"{t.standing} {line(t.value)}".strip(),
                giver(t, names),
                line(t.in_return_for),
                line(t.condition),
                Text(_ids(t), style="cyan"),
                Text(line("; ".join([*t.marks, *t.sources])), style=MARK),
            ]
            for t in terms
        ],
    )


def giver(term: Asked, names: Names) -> str:
    """Return who must give it, if not the party itself, and whether from outside the room."""
    another = term.given_by and term.given_by != term.party
    outside = "(outside the room)" if term.given_by and term.outside else ""
    return " ".join(filter(None, [named(term.given_by, names) if another else "", outside]))


def _rounds(screen: Screen, rounds: Sequence[Round], names: Names) -> None:
    screen.table(
        ["round", "date", "what", "stayed away", "follows", "claim", "marks"],
        [
            [
                r.id,
                r.date or "undated",
                line(r.title),
                _takers([t for t in r.taking_part if t.role in ("absent", "declined")], names),
                r.follows,
                Text(_ids(r), style="cyan"),
                Text(line("; ".join(r.marks)), style=MARK),
            ]
            for r in rounds
        ],
    )


def _bearing(screen: Screen, each: Bearing, titles: Names, names: Names) -> None:
    by = listed([party(p, names) for p in each.by], "somebody not named")
    what = "stayed away" if each.type == "ABSENT" else each.type
    standing = "" if each.standing == "done" else f" [{each.standing}]"
    on = titles.get(each.on, each.on)
    screen.say(
        Text(f"{each.effect}: ", style="bold"),
        f"{when(each.date)}  {by}  {what}, {on}",
        Text(standing, style=MARK),
        indent=2,
    )
    if each.words:
        screen.prose(f"“{line(each.words)}”", indent=4)
    _rests(screen, each)
