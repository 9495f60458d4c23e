"""Who stands on most of some questions, and where?

The same as `quorate.record.positions` says of them. Where the store can tell who stands on which
side (`quorate.record.issues.sides_on`), the weightiest open row of each is the claim that holds,
and no claim need be read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from quorate.record.actors import fold, naming_of
from quorate.record.database import Row
from quorate.record.issues import Overview, positions_on, sides_on
from quorate.record.mentions import Stood, rows_of
from quorate.record.positions import Polarity, Stand
from quorate.record.schema import DECIDED
from quorate.record.steps import heeded

if TYPE_CHECKING:
    from quorate.record.record import Record


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Where one actor stands on one question: of a `Stand` what fits into a field.

    Attributes:
        claim: id of the claim that holds.
    """

    side: Polarity
    stance: str
    negated: bool
    since: str
    spread_from: str = ""
    decided: bool
    claim: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One actor, with where it stands on each of the questions, or None."""

    actor: str
    name: str
    cells: tuple[Cell | None, ...]


class Matrix(msgspec.Struct, frozen=True):
    """Actors by questions.

    Attributes:
        lines: those who stand on most of the questions first.
        number: how many stand on any of them.
    """

    lines: tuple[Line, ...]
    number: int


def matrix(record: Record, several: Sequence[Overview], most: int) -> Matrix:
    """Return where those stand who stand on most of these questions.

    Args:
        record: the record, with its filters.
        several: the questions.
        most: how many actors.
    """
    naming = naming_of(record)
    keys = [(fold(i.phrase), i.target) for i in several]
    sides, apart = sides_on(record, keys)
    whole: dict[Stood, Cell] = {}
    on_each: dict[tuple[str, str], Iterable[str]] = {**sides}
    for issue in positions_on(record, several).issues if apart else ():
        key = fold(issue.phrase), issue.target
        whole |= {(stand.actor, key): _of_stand(stand) for stand in issue.stands}
        on_each[key] = [stand.actor for stand in issue.stands]
    number = Counter(actor for key in keys for actor in on_each.get(key, ()))
    chosen = sorted(number, key=lambda actor: (-number[actor], actor))[:most]
    told = whole or cells(record, [
        (actor, key) for key, on in sides.items() for actor in chosen if actor in on
    ])  # fmt: skip
    lines = (
        Line(
            actor=actor,
            name=naming.name(actor),
            cells=tuple(told.get((actor, key)) for key in keys),
        )
        for actor in chosen
    )
    return Matrix(tuple(lines), len(number))


def cells(record: Record, wanted: Iterable[Stood]) -> dict[Stood, Cell]:
    """Return where these actors stand on these issues, on all of which the store can tell."""
    on = record.on_date
    opened: dict[Stood, list[Row]] = defaultdict(list)
    for stood, rows in rows_of(record, naming_of(record), wanted).items():
        opened[stood] += [r for r in rows if not (on and r["until"] and r["until"] <= on)]
    return {stood: _of_row(max(rows, key=heeded)) for stood, rows in opened.items() if rows}


def _of_row(row: Row) -> Cell:
    return Cell(
        side=row["side"], stance=row["stance"], negated=bool(row["negated"]), since=row["seen"],
        decided=row["status"] in DECIDED, claim=row["id"],
    )  # fmt: skip


def _of_stand(stand: Stand) -> Cell:
    return Cell(
        side=stand.side, stance=stand.stance, negated=stand.negated, since=stand.since,
        spread_from=stand.spread_from, decided=stand.decided, claim=stand.claims[0],
    )  # fmt: skip
