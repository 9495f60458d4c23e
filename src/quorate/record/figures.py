"""Which numbers are given of a quantity, of what scope, on what day, and by whom?

A series is one quantity in one scope and unit: two scopes are two series, never a conflict. Within
a series, numbers of one day that cannot both be right are marked as disputed, and all are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias, cast

import msgspec

from quorate.claims.claim import Figure, Number
from quorate.claims.date import precision
from quorate.claims.problem import Unusable, one_of
from quorate.record.actors import fold
from quorate.record.rows import Grounds, Row
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record

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


def figures(record: Record, quantity: str | None = None) -> tuple[Series, ...]:
    """Return the series of a quantity, or of all.

    Args:
        record: the record, with its filters.
        quantity: its name (``deaths``), or words that are in it (``recognising``).

    Raises:
        Unusable: no number of that quantity is held; the sentence lists those that are.
    """
    told: dict[tuple[str, str, str], list[Stored]] = defaultdict(list)
    for held in record.held("figure"):
        for stored in (held.holds, *held.rivals, *held.weaker):
            figure = cast(Figure, stored.claim)
            told[figure.quantity, figure.scope, figure.unit].append(stored)
    names = {name for name, _, _ in told}
    wanted = _quantities(quantity, names) if quantity else names
    grounds = Grounds(record)
    found = [
        Series(*key, _points(several, grounds)) for key, several in told.items() if key[0] in wanted
    ]
    return tuple(sorted(found, key=lambda s: (s.quantity, -len(s.points), s.scope, s.unit)))


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
    points = [_point(claims, several, grounds) for claims in alike.values()]
    return tuple(
        sorted(points, key=lambda p: (not p.date, p.date, p.known or "~", p.best or 0, p.claims))
    )


def _point(claims: list[Stored], series: list[Stored], grounds: Grounds) -> Point:
    figure = cast(Figure, claims[0].claim)
    wordings = tuple(dict.fromkeys(w for s in claims if (w := cast(Figure, s.claim).wording)))
    said_by = tuple(dict.fromkeys(grounds.one(w) for s in claims if (w := s.claim.said_by)))
    others = [s for s in series if s not in claims and figure.starts == s.claim.starts != ""]
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
