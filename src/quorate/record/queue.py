"""Which claims wait for a person, in what order, and which of them does a filter leave?

The order is that of reading: report by report, and within a report from its first word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from quorate.claims.claim import KINDS
from quorate.claims.problem import Unusable, one_of
from quorate.claims.sure import Least, asked_of
from quorate.record.correct import ACTORS
from quorate.record.database import quoted
from quorate.record.schema import CELLS
from quorate.record.suppose import find_actor

if TYPE_CHECKING:
    from quorate.record.record import Record

WAITING = "proposed"


class Filter(msgspec.Struct, frozen=True):
    """What is looked at.

    Attributes:
        kind: one kind of claim; empty: all, here as below.
        report: id of the report it was read in.
        actor: id or name of whom it speaks of.
        reader: name and version of the machine that proposed it.
        min_confidence: how sure the reader is at least, of every kind or of each.
        words: words of the passage.
        status: proposed, accepted ...
    """

    kind: str = ""
    report: str = ""
    actor: str = ""
    reader: str = ""
    min_confidence: Least | None = None
    words: str = ""
    status: str = WAITING

    def __bool__(self) -> bool:
        return self != Filter(status=self.status)


class Facets(msgspec.Struct, frozen=True):
    """What a filter can be set to: kinds, reports and readers, each with how many wait."""

    kinds: dict[str, int]
    reports: dict[str, int]
    readers: dict[str, int]


def queue(record: Record, wanted: Filter) -> list[str]:
    """Return the ids of the claims that the filter leaves, in the order of reading.

    Raises:
        Unusable: the kind or the actor is unknown.
    """
    if wanted.kind and wanted.kind not in KINDS:
        raise Unusable(f"There is no kind '{wanted.kind}'; the kinds are {one_of([*KINDS])}.")
    actor = find_actor(wanted.actor, record.actors()).actor if wanted.actor else ""
    found = []
    for kind in [wanted.kind] if wanted.kind else KINDS:
        where, values = _conditions(wanted, kind, actor)
        rows = record.store.database.rows(
            "SELECT claim.id, claim.report, claim.place FROM claim "
            + (f"JOIN {quoted(kind)} AS own ON own.id = claim.id " if actor else "")
            + f"WHERE {' AND '.join(where)}",
            values,
        )
        found += [(row["report"] or "", row["place"] or 0, row["id"]) for row in rows]
    order = {row["id"]: row["came"] for row in record.store.database.rows(
        "SELECT id, min(entry) AS came FROM report GROUP BY id")}  # fmt: skip
    found.sort(key=lambda each: (order.get(each[0], 0), *each))
    return [claim for *_, claim in found]


def _conditions(wanted: Filter, kind: str, actor: str) -> tuple[list[str], list[object]]:
    where = ["claim.kind = ?", "claim.status = ?", "claim.origin <> 'facts'"]
    values: list[object] = [kind, wanted.status]
    for column in ("report", "reader"):
        if given := getattr(wanted, column):
            where.append(f"claim.{column} = ?")
            values.append(given)
    if wanted.min_confidence is not None:
        least = asked_of(kind, wanted.min_confidence)
        where.append("claim.confidence >= ?" if least is not None else "1 = 0")
        values += [least] if least is not None else []
    if wanted.words:
        where.append("lower(claim.source) LIKE ? ESCAPE '!'")
        values.append(f"%{_like(msgspec.json.encode(wanted.words.lower()).decode()[1:-1])}%")
    if actor:
        either = ["claim.said_by = ?"]
        values.append(actor)
        for name, cell in CELLS[kind].items():
            if name in ACTORS:
                json = cell == "json"
                either.append(f"own.{quoted(name)} " + ("LIKE ? ESCAPE '!'" if json else "= ?"))
                values.append(f'%"{_like(actor)}"%' if json else actor)
        where.append(f"({' OR '.join(either)})")
    return where, values


def _like(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def facets(record: Record, status: str = WAITING) -> Facets:
    """Return what waits, by kind, report and reader."""
    counted = {
        column: {
            row["of"]: row["n"]
            for row in record.store.database.rows(
                f"SELECT {column} AS of, count(*) AS n FROM claim "
                f"WHERE status = ? AND origin <> 'facts' AND {column} <> '' "
                f"GROUP BY {column} ORDER BY {column}",
                [status],
            )
        }
        for column in ("kind", "report", "reader")
    }
    return Facets(counted["kind"], counted["report"], counted["reader"])
