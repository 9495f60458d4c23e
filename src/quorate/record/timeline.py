"""What happened, and when?

Acts and occasions (votes, meetings, statements, elections, talks, measures) by date; what has no
date stands last and says so. A threat, an accusation, a plan and a denial keep that word, and are
never counted as done. With a date asked for, only the measures in force on it are left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, cast, get_args

import msgspec

from quorate.claims.claim import Act, Membership, Occasion, OccasionType, Party, Tally
from quorate.claims.date import first_day, last_day, parse_date, precision
from quorate.claims.frames import Tabular
from quorate.claims.problem import Unusable, one_of
from quorate.claims.source import Passage
from quorate.record.database import one_of as among
from quorate.record.held import Held
from quorate.record.in_play import in_this_case
from quorate.record.mentions import naming
from quorate.record.rows import Grounds, Row
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition

Standing: TypeAlias = Literal["done", "threatened", "planned", "possible", "alleged", "not done"]

ACTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "INVESTIGATE",
    "DEMAND", "DISAPPROVE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
    "ASSAULT", "CRIME", "MEDIATE", "VOTE", "ELECTION", "OTHER",
)  # fmt: skip
# A word that people ask by, where it means several types of act and occasion.
TYPES: dict[str, tuple[str, ...]] = {
    "sanction": ("SANCTION", "measure"),
    "vote": ("VOTE", "draft"),
    "meeting": ("CONSULT", "meeting", "session"),
    "talks": ("talks", "round", "MEDIATE"),
    "threat": ("THREATEN",),
    "accusation": ("DISAPPROVE", "CRIME"),
    "election": ("ELECTION", "election"),
}
_MODALITY: dict[str, Standing] = {
    "planned": "planned", "hypothetical": "possible", "alleged": "alleged",
}  # fmt: skip


class Event(Row, frozen=True, kw_only=True):
    """An act or an occasion.

    Attributes:
        date: as far as known; empty if it is not.
        precision: ``day``, ``month``, ``year``; empty for an undated one.
        until: the first day on which it no longer holds, or empty.
        known: when its first source was published.
        kind: ``act``, or the type of the occasion.
        type: for an act the type in PLOVER's words, for an occasion again its type.
        by: who acts, or puts forward.
        to: whom it is done to, or what it is about.
        occasion: the occasion's id, empty for an act.
        organ, place, title, number: as far as told.
        words, start: the words of the first report that tells of it, and where they stand in it.
        said_by: whom a report attributes it to.
        modality, polarity: as the sources have them.
        standing: what may be made of it; only ``done`` counts as done.
        outcome, yes, needed: of a vote, as far as known.
        in_force: of a measure on the date asked for; None without one, or for anything else.
    """

    date: str
    precision: str = ""
    until: str = ""
    known: str | None = None
    kind: str
    type: str
    by: tuple[Party, ...] = ()
    to: tuple[Party, ...] = ()
    occasion: str = ""
    organ: str = ""
    place: str = ""
    title: str = ""
    number: str = ""
    words: str = ""
    start: int = 0
    said_by: tuple[str, ...] = ()
    modality: str = "actual"
    polarity: str = "positive"
    standing: Standing = "done"
    outcome: str = ""
    yes: int | None = None
    needed: int | None = None
    in_force: bool | None = None


class Timeline(Tabular, frozen=True):
    """What happened.

    Attributes:
        events: by date, undated ones last.
        undated: how many of them have no date.
        standing: for each standing how many, from decided claims and with proposals.
    """

    events: tuple[Event, ...]
    undated: int
    standing: dict[str, tuple[int, int]]

    def _table(self) -> tuple[Event, ...]:
        return self.events


def timeline(
    record: Record,
    type: str | None = None,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Timeline:
    """Return acts and occasions by date.

    Args:
        record: the record, with its filters; `record.on` leaves the measures in force that day.
        type: an occasion's type (``election``, ``measure``), an act's in PLOVER's words
            (``PROTEST``), or a word for both (``sanction``, ``vote``, ``threat``).
        actor: only what this actor does, undergoes or takes part in: an id or a name.
        since: first date included; what is undated stays, at the end.
        until: last date included.

    Raises:
        Unusable: the type or a date is none.
    """
    wanted = types_of(type)
    since, until = (parse_date(day) if day else None for day in (since, until))
    grounds = Grounds(record)
    near = [on_days(record, since, until)] if (since or until) and not actor else []
    if actor:  # of one actor all are read: they lie together, those of a day do not
        names = grounds.naming.names(record.store, grounds.one(actor))
        near.append(naming(names, "act"))
    events = [*acts(record, grounds, wanted, near), *occasions(record, grounds, wanted)]
    if actor:
        events = of_actor(record, grounds, events, actor)
    events = [e for e in events if within(e.date, since, until)]
    events.sort(key=order)
    counts: dict[str, tuple[int, int]] = {}
    for each in events:
        decided, proposed = counts.get(each.standing, (0, 0))
        counts[each.standing] = (decided + each.decided, proposed + 1)
    return Timeline(tuple(events), sum(not e.date for e in events), counts)


def order(event: Event) -> tuple[object, ...]:
    """By date; the undated by when they were told of and where."""
    told = "" if event.date else event.known or "~"
    return (not event.date, event.date, told, event.kind == "act", event.start, event.title)


def types_of(asked: str | None) -> tuple[str, ...]:
    """Return the types of act and occasion that a word asks for; none: all."""
    if not asked:
        return ()
    occasions = get_args(OccasionType)
    if asked.lower() in TYPES:
        return TYPES[asked.lower()]
    if asked.lower() in occasions:
        return (asked.lower(),)
    if asked.upper() in ACTS:
        return (asked.upper(),)
    known = one_of([*TYPES, *(o for o in occasions if o not in TYPES), *ACTS])
    raise Unusable(f"There is no type '{asked}' of act or occasion; the types are {known}.")


def within(date: str, since: str | None, until: str | None) -> bool:
    """Does a date, as exact as it is known, touch the days asked for? What has none does."""
    if not date:
        return True
    if len(date) == 10:  # a day is compared as it is written
        return (not since or date >= since) and (not until or date <= f"{until}~")
    last = last_day(date)
    return not (since and last < first_day(parse_date(since))) and not (
        until and first_day(date) > last_day(parse_date(until))
    )


def on_days(
    record: Record, since: str | None, until: str | None, *, undated: bool = True
) -> Condition:
    """Return the condition on acts that may touch these days; also those that have none.

    Those of linked reports are among them, whatever their day: prints of one story are one act.
    """
    first = parse_date(since) if since else ""
    last = parse_date(until) + "~" if until else "~"
    parts: list[Condition] = [
        ("SELECT id FROM done WHERE starts > '' AND starts >= ? AND starts <= ?", (first, last)),
    ]
    if undated:
        parts.append(("SELECT id FROM done WHERE starts = ''", ()))
    if first:
        months, values = among("starts", [first[:4], first[:7]])
        parts.append((f"SELECT id FROM done WHERE {months}", values))
    if linked := record.stories().linked:
        reports, values = among("report", sorted(linked))
        parts.append((f"SELECT id FROM done WHERE {reports}", values))
    told = " UNION ".join(text for text, _ in parts)
    return f"SELECT DISTINCT id FROM ({told}) AS days", tuple(v for _, vs in parts for v in vs)


# ---------------------------------------------------------------------------- acts


def acts(
    record: Record, grounds: Grounds, types: tuple[str, ...], where: Sequence[Condition] = ()
) -> list[Event]:
    """Return the acts of these types, or of all; those that meet the conditions."""
    return [act(several, grounds) for several in told_of(record, grounds, types, where)]


def told_of(
    record: Record, grounds: Grounds, types: tuple[str, ...], where: Sequence[Condition] = ()
) -> list[list[Stored]]:
    """Return by act the claims that tell of it."""
    wanted = [t for t in types if t.isupper()]
    if types and not wanted:
        return []
    told: dict[tuple[object, ...], list[Stored]] = defaultdict(list)
    for held in record.held("act", {"type": tuple(wanted)} if wanted else None, where=where):
        told[_same_act(cast(Act, held.holds.claim), grounds)] += [held.holds, *held.weaker]
    return list(told.values())


def _same_act(act: Act, grounds: Grounds) -> tuple[object, ...]:
    """Return what two reports must agree in to tell of one act: all of it, on a known day."""
    if not (act.starts and act.sources and all(p.actor for p in act.sources)):
        return (act.id,)
    parties = [
        tuple(sorted((p.actor, p.members, p.words) for p in grounds.parties(side)))
        for side in (act.sources, act.targets)
    ]
    return (act.type, act.starts, *parties, act.modality, act.polarity, act.negated)


def act(several: list[Stored], grounds: Grounds) -> Event:
    """Return the act of which these claims tell."""
    act = cast(Act, several[0].claim)
    return Event(
        date=act.starts,
        precision=precision(act.starts) if act.starts else "",
        until=act.until or "",
        known=min((s.claim.known for s in several if s.claim.known), default=None),
        kind="act",
        type=act.type,
        by=grounds.parties(act.sources),
        to=grounds.parties(act.targets),
        place=act.place,
        words=grounds.words(several),
        start=_start(several),
        said_by=tuple(dict.fromkeys(grounds.one(w) for s in several if (w := s.claim.said_by))),
        modality=act.modality,
        polarity="negative" if act.negated else act.polarity,
        standing=standing_of(act),
        **grounds.of(several),
    )


def _start(told: list[Stored]) -> int:
    passages = (s.claim.source for s in told)
    return next((p.main.start for p in passages if isinstance(p, Passage)), 0)


def standing_of(act: Act) -> Standing:
    """Return what may be made of an act: only an actual, undenied one is done."""
    if act.modality != "actual":
        return _MODALITY[act.modality]
    if act.negated or act.polarity == "negative":
        return "not done"
    return "threatened" if act.type == "THREATEN" else "done"


# ---------------------------------------------------------------------------- occasions


def occasions(
    record: Record, grounds: Grounds, types: tuple[str, ...], days: tuple[str, str] | None = None
) -> list[Event]:
    """Return the occasions of these types, or of all; of days from one to another, those dated."""
    kinds = [t for t in types if not t.isupper()]
    if types and not kinds:
        return []
    counted = {h.key: h for h in record.held("tally")} if not kinds or "draft" in kinds else {}
    every = record.held("occasion", {"type": tuple(kinds)} if kinds else None)
    events = []
    for held in in_this_case(record, every):
        tally = counted.get(held.key)
        if days and not any(days[0] <= day <= days[1] for day in _days_of(held, tally)):
            continue
        event = _occasion(held, tally, record.on_date, grounds)
        if not (record.on_date and event.in_force is False):
            events.append(event)
    return events


def _days_of(held: Held, counted: Held | None) -> Iterator[str]:
    """Yield every day that a source gives for an occasion."""
    told = (held.holds, *held.rivals, *held.weaker, *((counted.holds,) if counted else ()))
    return (stored.claim.starts for stored in told)


def _occasion(held: Held, counted: Held | None, on: str | None, grounds: Grounds) -> Event:
    all_told = [held.holds, *held.rivals, *held.weaker]
    # An ending is a negated claim; what began is told by the claims before it.
    ended = held.holds.claim.starts if held.holds.claim.negated else ""
    begun = [s for s in all_told if not s.claim.negated] or all_told
    first = cast(Occasion, begun[0].claim)
    told = [*begun, counted.holds] if counted else begun
    tally = cast(Tally, counted.holds.claim) if counted else None
    date = first.starts or next((s.claim.starts for s in told if s.claim.starts), "")
    until = ended or first.until or ""
    foreseen = bool(date and first.known and date > first.known)
    pending = tally is not None and tally.outcome == "pending"
    rivals = () if ended else held.rivals
    fields = grounds.of([*told, held.holds] if ended else told, rivals)
    return Event(
        date=date,
        precision=precision(date) if date else "",
        until=until,
        known=first.known,
        kind=first.type,
        type=first.type,
        by=tuple(Party(actor=grounds.one(s)) for s in first.sponsors),
        to=(Party(actor=grounds.one(first.about)),) if first.about else (),
        occasion=held.key,
        organ=first.organ,
        place=first.place,
        title=first.title,
        number=first.number,
        words=grounds.words(begun),
        start=_start(begun),
        said_by=(grounds.one(first.said_by),) if first.said_by else (),
        modality="planned" if foreseen or pending else "actual",
        standing="planned" if foreseen or pending else "done",
        outcome=(tally.outcome or "") if tally else "",
        yes=tally.yes if tally else None,
        needed=tally.needed if tally else None,
        in_force=_in_force(first.type, date, until, on),
        **fields,
    )


def _in_force(kind: str, date: str, until: str, on: str | None) -> bool | None:
    if kind != "measure" or on is None or not date:
        return None
    return date <= on and not (until and until <= on)


def of_actor(record: Record, grounds: Grounds, events: list[Event], actor: str) -> list[Event]:
    """Return the events that the actor has a part in, with the claims that say so."""
    who, found = grounds.one(actor), []
    taking = _taking_part(record, grounds.naming.names(record.store, who))
    for event in events:
        if who in [event.organ, *(p.actor for p in (*event.by, *event.to))]:
            found.append(event)
            continue
        parts = taking.get(event.occasion, ()) if event.occasion else ()
        if parts:
            found.append(msgspec.structs.replace(event, claims=(*event.claims, *parts)))
    return found


def _taking_part(record: Record, names: set[str]) -> dict[str, list[str]]:
    """Return by occasion the claims that say that somebody of these names takes part in it."""
    joined = record.joined()
    found: dict[str, list[str]] = defaultdict(list)
    for held in record.held("membership", where=[naming(names, "membership")]):
        member = cast(Membership, held.holds.claim)
        if not member.negated and member.member in names:
            found[joined.one(member.group)].append(held.holds.claim.id)
    return found
