"""Which claims wait for a person, in what order, and which of them does a filter leave?

The order is that of reading: report by report, and within a report from its first word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
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

    def takes(self, kind: str, reader: str, confidence: float | None) -> bool:
        """Does it leave a claim of this kind, by this reader, so sure of it?"""
        if self.kind not in ("", kind) or self.reader not in ("", reader):
            return False
        if self.min_confidence is None:
            return True
        least = asked_of(kind, self.min_confidence)
        return least is not None and confidence is not None and confidence >= least


MENU = 300  # reports that a filter offers, those with most waiting first


class Facets(msgspec.Struct, frozen=True):
    """What a filter can be set to: kinds, reports and readers, each with how many wait."""

    kinds: dict[str, int]
    reports: dict[str, int]
    readers: dict[str, int]


class Queue:
    """What a filter leaves, in the order of reading, one stretch at a time.

    Of a large record only the reports are counted; the claims are read report by report.
    """

    def __init__(self, record: Record, wanted: Filter) -> None:
        """Count what waits.

        Raises:
            Unusable: the kind or the actor is unknown.
        """
        if wanted.kind and wanted.kind not in KINDS:
            raise Unusable(f"There is no kind '{wanted.kind}'; the kinds are {one_of([*KINDS])}.")
        self._wanted, self._database = wanted, record.store.database
        self._actor = find_actor(wanted.actor, record.actors()).actor if wanted.actor else ""
        told = self._counted() if self._counts() else self._looked_through()
        self._places = [place for place, _ in told]  # at which entry each report came, and its id
        self._before = [0, *accumulate(number for _, number in told)]
        self._read: dict[int, list[tuple[int, str]]] = {}

    def __len__(self) -> int:
        return self._before[-1]

    def __iter__(self) -> Iterator[str]:
        for _, report in self._places:
            yield from (claim for _, claim in sorted(self._of(report)))

    def __getitem__(self, asked: slice) -> list[str]:
        """Return the ids from one place of the queue to another."""
        first, last, _ = asked.indices(len(self))
        number = bisect_right(self._before, first) - 1
        found: list[str] = []
        skipped = first - self._before[number]
        while len(found) < skipped + last - first and number < len(self._places):
            found += [claim for _, claim in self._within(number)]
            number += 1
        return found[skipped : skipped + max(0, last - first)]

    def place(self, claim: str) -> int:
        """Return how many come before a claim, whether or not it still waits; 0 if unknown."""
        rows = self._database.rows(
            "SELECT id, report, place, (SELECT min(entry) FROM report WHERE report.id = "
            "claim.report) AS came FROM claim WHERE id = ?",
            [claim],
        )
        if not rows:
            return 0
        report = (rows[0]["came"] or 0, rows[0]["report"] or "")
        number = bisect_left(self._places, report)
        if number == len(self._places) or self._places[number] != report:
            return self._before[number]
        own = (rows[0]["place"] or 0, claim)
        return self._before[number] + bisect_left(self._within(number), own)

    # ------------------------------------------------------------------ counting
    def _counts(self) -> bool:
        """Is the filter one by which the store counts?"""
        wanted = self._wanted
        return not (self._actor or wanted.words or wanted.min_confidence is not None)

    def _counted(self) -> list[tuple[tuple[int, str], int]]:
        where, values = ["status = ?"], [self._wanted.status]
        for column in ("kind", "report", "reader"):
            if given := getattr(self._wanted, column):
                where.append(f"{column} = ?")
                values.append(given)
        rows = self._database.rows(
            "SELECT came, report, sum(n) AS n FROM waiting "
            f"WHERE {' AND '.join(where)} GROUP BY came, report ORDER BY came, report",
            values,
        )
        return [((row["came"], row["report"]), int(row["n"])) for row in rows]

    def _looked_through(self) -> list[tuple[tuple[int, str], int]]:
        """Count by looking at each claim in turn, where the store does not count so."""
        found: dict[str, int] = defaultdict(int)
        wanted = self._wanted
        for kind in [wanted.kind] if wanted.kind else KINDS:
            (joined, *where), values = self._holds(kind)
            where = ["claim.kind = ?", "claim.status = ?", "claim.origin <> 'facts'", *where]
            values = [kind, wanted.status, *values]
            for column in ("report", "reader"):
                if given := getattr(wanted, column):
                    where.append(f"claim.{column} = ?")
                    values.append(given)
            if wanted.min_confidence is not None:
                least = asked_of(kind, wanted.min_confidence)
                where.append("claim.confidence >= ?" if least is not None else "1 = 0")
                values += [least] if least is not None else []
            for row in self._database.rows(
                f"SELECT claim.report AS report, count(*) AS n FROM claim {joined}"
                f"WHERE {' AND '.join(where)} GROUP BY claim.report",
                values,
            ):
                found[row["report"] or ""] += row["n"]
        rows = self._database.rows("SELECT id, min(entry) AS came FROM report GROUP BY id")
        came = {row["id"]: row["came"] for row in rows}
        return sorted(((came.get(report, 0), report), n) for report, n in found.items())

    def _holds(self, kind: str) -> tuple[list[str], list[object]]:
        """Return how the own fields of a kind are joined, if asked for, and what must hold."""
        where, values = [""], list[object]()
        if self._wanted.words:
            where.append("lower(claim.source) LIKE ? ESCAPE '!'")
            words = msgspec.json.encode(self._wanted.words.lower()).decode()[1:-1]
            values.append(f"%{_like(words)}%")
        if actor := self._actor:
            where[0] = f"JOIN {quoted(kind)} AS own ON own.id = claim.id "
            either = ["claim.said_by = ?"]
            values.append(actor)
            for name, cell in CELLS[kind].items():
                if name in ACTORS:
                    json = cell == "json"
                    either.append(f"own.{quoted(name)} " + ("LIKE ? ESCAPE '!'" if json else "= ?"))
                    values.append(f'%"{_like(actor)}"%' if json else actor)
            where.append(f"({' OR '.join(either)})")
        return where, values

    # ------------------------------------------------------------------ reading
    def _within(self, number: int) -> list[tuple[int, str]]:
        """Return what waits of one report, each with where it stands there."""
        if number not in self._read:
            self._read[number] = sorted(self._of(self._places[number][1]))
        return self._read[number]

    def _of(self, report: str) -> Iterator[tuple[int, str]]:
        wanted = self._wanted
        for kind in KINDS if self._actor else [wanted.kind]:
            if self._actor and wanted.kind not in ("", kind):
                continue
            (joined, *where), values = self._holds(kind)
            own = "claim.report = ?" if report else "claim.report IS NULL"
            where = [own, "claim.status = ?", "claim.origin <> 'facts'", *where]
            values = [*([report] if report else []), wanted.status, *values]
            for row in self._database.rows(
                "SELECT claim.id, claim.place, claim.kind, claim.reader, claim.confidence "
                f"FROM claim {joined}WHERE {' AND '.join(where)}",
                values,
            ):
                if wanted.takes(row["kind"], row["reader"], row["confidence"]):
                    yield row["place"] or 0, row["id"]


def _like(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def facets(record: Record, status: str = WAITING, report: str = "") -> Facets:
    """Return what waits, by kind, by report in the order in which they came, and by reader.

    Of many reports only those with most waiting are counted, and the one that is looked at.
    """
    kinds: dict[str, int] = defaultdict(int)
    readers: dict[str, int] = defaultdict(int)
    for row in record.store.database.rows(
        "SELECT kind, reader, sum(n) AS n FROM waiting WHERE status = ? "
        "GROUP BY kind, reader ORDER BY kind, reader",
        [status],
    ):
        kinds[row["kind"]] += int(row["n"])
        if row["reader"]:
            readers[row["reader"]] += int(row["n"])
    rows = record.store.database.rows(
        "SELECT came, report, sum(n) AS n FROM waiting WHERE status = ? AND report <> '' "
        "GROUP BY came, report ORDER BY CASE WHEN report = ? THEN 0 ELSE 1 END, sum(n) DESC, "
        f"came, report LIMIT {MENU}",
        [status, report],
    )
    rows.sort(key=lambda row: (row["came"], row["report"]))
    return Facets(dict(kinds), {row["report"]: int(row["n"]) for row in rows}, dict(readers))
