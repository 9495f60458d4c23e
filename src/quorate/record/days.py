"""How much happened, and what of it stands on one page of a long timeline?

The same as `quorate.record.timeline`, without reading every act: where everybody is named by his
own id and the report is linked to no other, reports that tell of one act have one sign, and the
store counts the signs of a day. The other acts are told apart as the timeline does it, and put
among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import Act
from quorate.claims.date import parse_date
from quorate.record import totals
from quorate.record.database import one_of
from quorate.record.mentions import as_now, names_of, naming, narrowed
from quorate.record.projections import sign
from quorate.record.rows import Grounds
from quorate.record.timeline import (
    Event,
    Standing,
    act,
    acts,
    occasions,
    of_actor,
    on_days,
    order,
    timeline,
    told_of,
    types_of,
    within,
)

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition

MOST_APART = 20_000  # acts told apart one by one; of more the whole timeline is made


class Day(msgspec.Struct):
    """What happened on one date: by standing, how much is decided, and how much there is."""

    counts: dict[Standing, list[int]] = {}

    def add(self, standing: Standing, decided: int, number: int) -> None:
        told = self.counts.setdefault(standing, [0, 0])
        told[0] += decided
        told[1] += number


class Days:
    """A long timeline: its counts, and any stretch of its events."""

    def __init__(
        self, record: Record, type: str | None = None, since: str | None = None,
        until: str | None = None, actor: str | None = None,
    ) -> None:  # fmt: skip
        """Count what happened.

        Args:
            record: as for `quorate.record.timeline`, like the others.
            type: an occasion's type, or an act's, or a word for both.
            since: first date included.
            until: last date included.
            actor: only what this actor does, undergoes or takes part in.

        Raises:
            Unusable: the type or a date is none.
        """
        self.record, self._types, self._actor = record, types_of(type), actor or ""
        since, until = (parse_date(day) if day else None for day in (since, until))
        self._events: tuple[Event, ...] | None = None
        self._days: dict[str, Day] = defaultdict(Day)
        self._own: Condition | None = None
        self._grounds = grounds = Grounds(record)
        types = self._types
        others = None if record.entry is not None else _apart(record, grounds)
        supposed = any(isinstance(c, Act) for c in record.supposed)
        if others is not None and actor:
            self._own = _acts_of(record, grounds, actor)
            others = None if _meet(record, self._own, others) else ("", ())
        if others is None or supposed:
            self._events = timeline(record, type, actor, since, until).events
            for event in self._events:
                self._days[event.date].add(event.standing, int(event.decided), 1)
            return
        for event in self._occasions:
            if within(event.date, since, until):
                self._days[event.date].add(event.standing, int(event.decided), 1)
        if types and not any(t.isupper() for t in types):
            return
        acts_counted = (
            _looked_at(record, types, since, others, own=self._own)
            if self._own
            else _counted(record, types, since, others)
        )
        for date, standing, decided, number in acts_counted:
            if within(date, since, until):
                self._days[date].add(standing, decided, number)
        for event, decided, number in _added(record, grounds, types, others):
            if within(event.date, since, until):
                self._days[event.date].add(event.standing, decided, number)

    @cached_property
    def _occasions(self) -> list[Event]:
        """Return the occasions, of one actor those in which it has a part."""
        found = occasions(self.record, self._grounds, self._types)
        return of_actor(self.record, self._grounds, found, self._actor) if self._actor else found

    @property
    def total(self) -> int:
        """Return how many events there are."""
        return sum(self._number(date) for date in self._days)

    @property
    def undated(self) -> int:
        """Return how many of them have no date."""
        return self._number("") if "" in self._days else 0

    @property
    def standing(self) -> dict[str, tuple[int, int]]:
        """Return for each standing how many, from decided claims and with proposals."""
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for day in self._days.values():
            for standing, (decided, number) in day.counts.items():
                counts[standing][0] += decided
                counts[standing][1] += number
        return {standing: (decided, number) for standing, (decided, number) in counts.items()}

    @property
    def done(self) -> int:
        """Return how much of what has a date is done."""
        return sum(self._done(date) for date in self._days if date)

    def _number(self, date: str) -> int:
        return sum(number for _, number in self._days[date].counts.values())

    def _done(self, date: str) -> int:
        return self._days[date].counts.get("done", [0, 0])[1]

    def events(self, first: int, last: int) -> list[Event]:
        """Return the events from one place of the timeline to another, as Python counts them."""
        dates, at, skipped = [], 0, 0
        for date in sorted(self._days, key=lambda d: (not d, d)):
            number = self._number(date)
            if at + number <= first:
                skipped = at + number
            elif at < last:
                dates.append(date)
            at += number
        return self._on(dates)[first - skipped : last - skipped] if dates else []

    def last_done(self, most: int) -> list[Event]:
        """Return the last events that are done and dated, the latest first."""
        dates: list[str] = []
        number = 0
        for date in sorted((d for d in self._days if d and self._done(d)), reverse=True):
            if number >= most:
                break
            dates.append(date)
            number += self._done(date)
        found = [e for e in self._on(dates) if e.standing == "done"]
        return found[-most:][::-1] if most else []

    def _on(self, dates: Iterable[str]) -> list[Event]:
        """Return the events of these dates, in their order."""
        wanted = set(dates)
        if not wanted:
            return []
        if self._events is not None:
            return [e for e in self._events if e.date in wanted]
        dated = sorted(wanted - {""})
        first, last = (dated[0], dated[-1]) if dated else ("9999", "9999")
        if self._own:
            near = _done_within(self._own, first, last)
        else:
            near = on_days(self.record, first, last, undated="" in wanted)
        found = acts(self.record, self._grounds, self._types, [near])
        found += self._occasions
        return sorted((e for e in found if e.date in wanted), key=order)


def _acts_of(record: Record, grounds: Grounds, actor: str) -> Condition:
    """Return the condition on the acts that an actor does or undergoes."""
    return naming(grounds.naming.names(record.store, grounds.one(actor)), "act")


def _meet(record: Record, one: Condition, other: Condition) -> bool:
    """Is any claim of one among the others?"""
    if not other[1]:
        return False
    asked = f"SELECT id FROM ({one[0]}) AS one WHERE id IN ({other[0]}) LIMIT 1"
    return bool(record.store.database.value(asked, [*one[1], *other[1]]))


def _done_within(own: Condition, first: str, last: str) -> Condition:
    """Return the condition on the acts of one actor that they are of these days, or of none."""
    return (
        f"SELECT DISTINCT id FROM (SELECT own.id FROM ({own[0]}) AS own CROSS JOIN done "
        "WHERE done.id = own.id AND ((starts >= ? AND starts <= ?) OR starts = '')) AS near",
        (*own[1], first, last),
    )


def _apart(record: Record, grounds: Grounds) -> Condition | None:
    """Return the condition on the acts that their own signs do not tell apart; None: too many."""
    meant = [n for n in names_of(record.store) if grounds.one(n) != n]
    linked = record.stories().linked
    if not meant and not linked:
        return "", ()
    named, first = one_of("name", meant)
    reports, second = one_of("report", sorted(linked))
    told = (
        f"SELECT DISTINCT id FROM (SELECT id FROM mention WHERE {named} AND kind = 'act' "
        f"UNION SELECT id FROM claim WHERE {reports} AND kind = 'act') AS apart"
    )
    if len(meant) + len(linked) > MOST_APART:
        return None
    number = record.store.database.value(f"SELECT count(*) FROM ({told}) AS n", [*first, *second])
    return None if number > MOST_APART else (told, (*first, *second))


def _counted(
    record: Record, types: tuple[str, ...], since: str | None, apart: Condition
) -> Iterator[tuple[str, Standing, int, int]]:
    """Yield by date and standing how many acts are decided and how many there are."""
    wanted = [t for t in types if t.isupper()]
    if not as_now(record):
        yield from _looked_at(record, wanted, since, apart)
        return
    database, on = record.store.database, record.on_date
    days = totals.ended(database, on)
    if apart[1]:
        asked = f"SELECT DISTINCT starts FROM done WHERE id IN ({apart[0]})"
        days |= {row["starts"] for row in database.rows(asked, apart[1])}
    for date, standing, decided, number in totals.acted(database, on, wanted, since or "", days):
        yield date, cast(Standing, standing), decided, number
    some = sorted(days)
    for start in range(0, len(some), 500):
        yield from _looked_at(record, wanted, since, apart, some[start : start + 500])


def _looked_at(
    record: Record,
    types: Sequence[str],
    since: str | None,
    apart: Condition,
    days: Sequence[str] | None = None,
    own: Condition | None = None,
) -> Iterator[tuple[str, Standing, int, int]]:
    """Yield the same, found among the acts of these days, or of all; of one actor alone."""
    types = [t for t in types if t.isupper()]
    where, values = narrowed(record)
    told, among = list(values), "done"
    if own:  # first those of the actor, then what is told of each
        among = f"({own[0]}) AS own CROSS JOIN done"
        where, told = f"done.id = own.id AND {where}", [*own[1], *told]
    if days is not None:
        of, further = one_of("starts", days)
        where, told = f"{where} AND {of}", [*told, *further]
    if types:
        of, further = one_of("type", types)
        where, told = f"{where} AND {of}", [*told, *further]
    if since:
        where, told = f"{where} AND (starts >= ? OR starts = '')", [*told, since[:4]]
    if apart[1]:
        where, told = f"{where} AND id NOT IN ({apart[0]})", [*told, *apart[1]]
    for row in record.store.database.rows(
        "SELECT starts, standing, sum(decided) AS decided, count(*) AS n FROM ("
        "SELECT starts, sign, min(standing) AS standing, "
        "max(CASE WHEN status IN ('official', 'accepted') THEN 1 ELSE 0 END) AS decided "
        f"FROM {among} WHERE {where} GROUP BY starts, sign) AS each GROUP BY starts, standing",
        told,
    ):
        yield row["starts"], cast(Standing, row["standing"]), int(row["decided"]), row["n"]


def _added(
    record: Record, grounds: Grounds, types: tuple[str, ...], apart: Condition
) -> Iterator[tuple[Event, int, int]]:
    """Yield what each of the other acts adds to its day: nothing, if others tell of it too."""
    if not apart[1]:
        return
    where, values = narrowed(record)
    for several in told_of(record, grounds, types, [apart]):
        event, first = act(several, grounds), cast(Act, several[0].claim)
        if sign(first) == first.id:  # nobody else tells of it
            yield event, int(event.decided), 1
            continue
        meant = msgspec.structs.replace(
            first, sources=grounds.parties(first.sources), targets=grounds.parties(first.targets)
        )
        (there,) = record.store.database.rows(
            "SELECT count(*) AS n, "
            "max(CASE WHEN status IN ('official', 'accepted') THEN 1 ELSE 0 END) AS decided "
            f"FROM done WHERE starts = ? AND sign = ? AND id NOT IN ({apart[0]}) AND {where}",
            [first.starts, sign(meant), *apart[1], *values],
        )
        if there["n"]:
            yield event, int(event.decided and not there["decided"]), 0
        else:
            yield event, int(event.decided), 1
