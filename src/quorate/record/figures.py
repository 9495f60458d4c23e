"""Which numbers are given of a quantity, of what scope, on what day, and by whom?

A series is one quantity in one scope and unit: two scopes are two series, never a conflict. Within
a series, numbers of one day that cannot both be right are marked as disputed, and all are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import msgspec

from quorate.claims.claim import Figure, Number
from quorate.claims.date import precision
from quorate.claims.problem import Unusable, one_of
from quorate.record import totals
from quorate.record.actors import flat, fold
from quorate.record.mentions import as_now, narrowed
from quorate.record.rows import Grounds, Row
from quorate.record.schema import Stored, Wanted

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition

Bounds: TypeAlias = tuple[Number | None, Number | None]


class Point(Row, frozen=True, kw_only=True):
    """A number of a series. Reports that give one number for one day are one point.

    Attributes:
        low, best, high: inclusive bounds, and the number printed; None where the words give none.
        wording: as the first source words it; `wordings` has every one.
        date: the day that it is of; empty if not known.
        precision: of that date.
        known: when its first source was published: not later than this it was so.
        said_by: whom the sources attribute it to.
        denied: a source says that it is not so.
    """

    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    wording: str = ""
    wordings: tuple[str, ...] = ()
    date: str = ""
    precision: str = ""
    known: str | None = None
    said_by: tuple[str, ...] = ()
    denied: bool = False


class Series(msgspec.Struct, frozen=True):
    """The numbers of one quantity in one scope.

    Attributes:
        quantity: a short name: ``deaths``.
        scope: where and since when, in the words of the sources; empty if not told.
        unit: ``persons``, ``USD`` ...; empty if not told.
        points: by date; those without one by the day their source was published, last.
    """

    quantity: str
    scope: str
    unit: str
    points: tuple[Point, ...]


def figures(
    record: Record, quantity: str | None = None, only: Sequence[tuple[str, str, str]] | None = None
) -> tuple[Series, ...]:
    """Return the series of a quantity, or of all.

    Args:
        record: the record, with its filters.
        quantity: its name (``deaths``), or words that are in it (``recognising``).
        only: which of the series, by quantity, scope and unit; None: every one.

    Raises:
        Unusable: no number of that quantity is held; the sentence lists those that are.
    """
    own = None
    if quantity:
        own = {"quantity": sorted(_quantities(quantity, (q.name for q in quantities(record))))}
    if only is not None:
        own = {
            "quantity": sorted({q for q, _, _ in only}),
            "scope": sorted({s for _, s, _ in only}),
        }
    found = _series(record, own)
    return tuple(s for s in found if only is None or (s.quantity, s.scope, s.unit) in only)


def listed(record: Record, quantity: str) -> list[tuple[tuple[str, str, str], int]]:
    """Return each series of a quantity, as `figures` orders them, with how many numbers it has.

    Raises:
        Unusable: no number of that quantity is held.
    """
    several = {q.name: q for q in quantities(record)}
    return [
        ((name, *scope), points)
        for name in sorted(_quantities(quantity, several))
        for scope, points in zip(several[name].series, several[name].points, strict=True)
    ]


def _series(
    record: Record, own: Wanted | None, where: Sequence[Condition] = ()
) -> tuple[Series, ...]:
    told: dict[tuple[str, str, str], list[Stored]] = defaultdict(list)
    for stored in flat(record.held("figure", own, where=where)):
        figure = cast(Figure, stored.claim)
        told[figure.quantity, figure.scope, figure.unit].append(stored)
    grounds = Grounds(record)
    found = [Series(*key, _points(several, grounds)) for key, several in told.items()]
    return tuple(sorted(found, key=lambda s: (s.quantity, -len(s.points), s.scope, s.unit)))


class Quantity(msgspec.Struct, frozen=True):
    """A quantity: its series, by scope and unit, and how many numbers each has."""

    name: str
    series: tuple[tuple[str, str], ...]
    points: tuple[int, ...]


def quantities(record: Record) -> tuple[Quantity, ...]:
    """Return the quantities of which numbers are given, those with most numbers first.

    The same as `figures` gives, without reading every number.
    """
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    if counts(record):
        undated = _undated(record)
        for row in _counted(record):
            if row["quantity"] not in undated:
                found[row["quantity"]].append((int(row["points"]), row["scope"], row["unit"]))
        several = _series(record, {"quantity": sorted(undated)}) if undated else ()
    else:
        several = _series(record, None)
    for series in several:
        found[series.quantity].append((len(series.points), series.scope, series.unit))
    told = []
    for name, each in found.items():
        each.sort(key=lambda one: (-one[0], *one[1:]))
        scopes = tuple((scope, unit) for _, scope, unit in each)
        told.append(Quantity(name, scopes, tuple(points for points, _, _ in each)))
    return tuple(sorted(told, key=lambda q: (-sum(q.points), q.name)))


def latest(record: Record, quantity: Quantity) -> tuple[Series, tuple[Point, ...]]:
    """Return the last numbers of a quantity, those of one series and day.

    Of a number without a day, that on which it was published stands in. The series that the
    numbers belong to stands before them.
    """
    own, day = {"quantity": [quantity.name]}, ""
    if counts(record) and quantity.name not in _undated(record):
        where, values = narrowed(record)
        day = record.store.database.value(
            f"SELECT max(seen) FROM counted WHERE quantity = ? AND {where}",
            [quantity.name, *values],
        )
    of_day = "SELECT DISTINCT id FROM counted WHERE quantity = ? AND seen = ?"
    several = _series(record, own, [(of_day, (quantity.name, day))] if day else [])
    order = {scope: place for place, scope in enumerate(quantity.series)}
    several = tuple(sorted(several, key=lambda s: order[s.scope, s.unit]))
    last = max(several, key=lambda s: max(map(told_on, s.points)))
    until = max(map(told_on, last.points))
    return last, tuple(p for p in last.points if told_on(p) == until)


def told_on(point: Point) -> str:
    """Return the day of a number, or else that on which it was first published."""
    return point.date or point.known or ""


def counts(record: Record) -> bool:
    """Can the store count what the record shows, its statuses being those of now?"""
    return record.entry is None and not any(isinstance(c, Figure) for c in record.supposed)


def _counted(record: Record) -> list[Mapping[str, Any]]:
    if as_now(record):
        return totals.numbered(record.store.database, record.on_date)
    where, values = narrowed(record)
    return record.store.database.rows(
        "SELECT quantity, scope, unit, count(*) AS points FROM (SELECT quantity, scope, unit "
        f"FROM counted WHERE {where} GROUP BY quantity, scope, unit, day, what) AS each "
        "GROUP BY quantity, scope, unit",
        values,
    )


def _undated(record: Record) -> set[str]:
    """Return the quantities with undated numbers that other prints of a story may give too."""
    if not record.stories():
        return set()
    rows = record.store.database.rows("SELECT DISTINCT quantity FROM counted WHERE starts = ''")
    return {row["quantity"] for row in rows}


def _quantities(asked: str, known: Iterable[str]) -> set[str]:
    def plain(name: str) -> str:
        return " ".join(fold(name).replace("_", " ").replace("-", " ").split())

    names = {name: plain(name) for name in known}
    wanted = plain(asked)
    found = {n for n, told in names.items() if told == wanted}
    found = found or {n for n, told in names.items() if set(wanted.split()) <= set(told.split())}
    if not found:
        listed = one_of(list(names)) if names else "none yet (read a report)"
        raise Unusable(f"No number of '{asked}' is held; the quantities are: {listed}.")
    return found


def _points(several: list[Stored], grounds: Grounds) -> tuple[Point, ...]:
    alike: dict[tuple[object, ...], list[Stored]] = defaultdict(list)
    for stored in sorted(several, key=lambda s: (s.claim.known or "~", s.entry, s.claim.id)):
        figure = cast(Figure, stored.claim)
        numbers = (figure.low, figure.best, figure.high)
        # Without a number, or a day of any kind, two claims cannot be told to say the same.
        known = grounds.stories.first_known(figure)
        day = figure.starts or f"by {known}" if figure.starts or known else figure.id
        what: object = figure.wording if numbers == (None, None, None) else numbers
        alike[day, what, figure.negated].append(stored)
    of_day: dict[str, list[Stored]] = defaultdict(list)
    for stored in several:
        of_day[stored.claim.starts].append(stored)
    points = [_point(claims, of_day[claims[0].claim.starts], grounds) for claims in alike.values()]
    return tuple(
        sorted(points, key=lambda p: (not p.date, p.date, p.known or "~", p.best or 0, p.claims))
    )


def _point(claims: list[Stored], of_day: list[Stored], grounds: Grounds) -> Point:
    figure = cast(Figure, claims[0].claim)
    wordings = tuple(dict.fromkeys(w for s in claims if (w := cast(Figure, s.claim).wording)))
    said_by = tuple(dict.fromkeys(grounds.one(w) for s in claims if (w := s.claim.said_by)))
    others = [s for s in of_day if s not in claims] if figure.starts else []
    # Two numbers of one report are of two things, unless it gives them from two sources.
    own = {grounds.stories.source(s.claim) for s in claims}
    givers = {s.claim.said_by for s in claims}
    others = [
        s for s in others
        if grounds.stories.source(s.claim) not in own
        or (s.claim.said_by and all(givers) and s.claim.said_by not in givers)
    ]  # fmt: skip
    rivals = [s for s in others if _apart(figure, cast(Figure, s.claim))]
    beside = [m for m, so in (("disputed", rivals), ("denied", figure.negated)) if so]
    return Point(
        low=figure.low,
        best=figure.best,
        high=figure.high,
        wording=wordings[0] if wordings else "",
        wordings=wordings,
        date=figure.starts,
        precision=precision(figure.starts) if figure.starts else "",
        known=min((s.claim.known for s in claims if s.claim.known), default=None),
        said_by=said_by,
        denied=figure.negated,
        **grounds.of(claims, (), *beside),
    )


def _apart(one: Figure, other: Figure) -> bool:
    """Can the two not both be right?"""
    (low, high), (least, most) = _bounds(one), _bounds(other)
    return bool(
        (high is not None and least is not None and high < least)
        or (most is not None and low is not None and most < low)
    ) != (one.negated != other.negated)


def _bounds(figure: Figure) -> Bounds:
    """Return the inclusive bounds; a number without any is exact."""
    if figure.low is None and figure.high is None:
        return figure.best, figure.best
    return figure.low, figure.high
