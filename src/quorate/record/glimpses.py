"""Which conflicts are there, before any is looked at?

The same as `quorate.record.conflicts`, in its order. Of many numbers that differ the store tells
most by themselves: two of them, each from reports that do not give the other, are a conflict, and
what one report alone says is none. What it cannot tell is looked at; the others only when they are
shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from quorate.record.conflicts import KINDS_OF_CONFLICT, conflicts, key_of
from quorate.record.contradiction import Conflict
from quorate.record.database import Row
from quorate.record.figures import counts
from quorate.record.mentions import Numbers, numbers_apart

if TYPE_CHECKING:
    from quorate.record.record import Record

AT_ONCE = 2000  # of one question to the store
FIGURE = "figure"


class Glimpse(msgspec.Struct, frozen=True):
    """A conflict that is there.

    Attributes:
        kind, key, day: as of the `Conflict`.
        lost: whether a claim of it was deprecated.
        whole: the conflict itself, if it was looked at.
        numbers: else the quantity, scope and day that it is about.
    """

    kind: str
    key: str
    day: str
    lost: bool = False
    whole: Conflict | None = None
    numbers: Numbers = ("", "", "")


def glimpses(record: Record, kind: str = "") -> list[Glimpse]:
    """Return every conflict of the record, or of one kind, in the order of `conflicts`.

    Raises:
        Unusable: there is no such kind.
    """
    if kind not in ("", FIGURE) or not counts(record):
        return list(_glimpsed(record, conflicts(record, kind)))
    figures = sorted(_figures(record), key=lambda g: (g.day, g.key))
    if kind:
        return figures
    others = _glimpsed(record, conflicts(record, numbers=()))
    order = [*KINDS_OF_CONFLICT]
    return sorted([*others, *figures], key=lambda g: order.index(g.kind))


def look(record: Record, several: Sequence[Glimpse]) -> list[Conflict]:
    """Return these conflicts themselves."""
    wanted = [g.numbers for g in several if g.whole is None]
    seen = {c.key: c for c in _looked_at(record, wanted)}
    return [g.whole or seen[g.key] for g in several]


def _glimpsed(record: Record, found: Sequence[Conflict]) -> Iterator[Glimpse]:
    ids = [c for each in found for side in each.sides for c in side.claims]
    gone = {c for c, status in record.store.statuses(ids).items() if status == "deprecated"}
    for each in found:
        lost = any(c in gone for side in each.sides for c in side.claims)
        yield Glimpse(each.kind, each.key, each.day, lost, each)


def _looked_at(record: Record, wanted: Sequence[Numbers]) -> Iterator[Conflict]:
    for start in range(0, len(wanted), AT_ONCE):
        yield from conflicts(record, FIGURE, wanted[start : start + AT_ONCE])


def _figures(record: Record) -> Iterator[Glimpse]:
    """Yield the conflicts of numbers, most of them not looked at."""
    linked = record.stories().linked
    unsure: list[Numbers] = []
    for numbers, rows in groupby(numbers_apart(record), _numbers):
        several = list(rows)
        told = _apart(several, linked)
        if told is None:
            unsure.append(numbers)
        elif told:
            lost = any(row["status"] == "deprecated" for row in several)
            yield Glimpse(FIGURE, key_of(numbers), numbers[2], lost, numbers=numbers)
    yield from _glimpsed(record, list(_looked_at(record, unsure)))


def _numbers(row: Row) -> Numbers:
    return row["quantity"], row["scope"], row["seen"]


def _apart(rows: Iterable[Row], linked: frozenset[str]) -> bool | None:
    """Are these numbers of one quantity, scope and day in conflict? None: not to be told so."""
    reports: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        reports[row["number"]].add(row["report"] or "")
    if len(reports) < 2:
        return False
    every = set().union(*reports.values())
    if "" in every or every & linked:
        return None  # not from a report, or from one that prints another's story
    if len(every) < 2:
        return None  # two givers may give them
    one, *others = reports.values()
    return True if any(one.isdisjoint(other) for other in others) else None
