"""Which claims wait for a person, in what order, and which of them does a filter leave?

The order is that of reading: report by report, and within a report from its first word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from quorate.claims.claim import KINDS
from quorate.claims.problem import Unusable, one_of
from quorate.claims.sure import Least, asked_of
from quorate.record.correct import ACTORS
from quorate.record.database import Database, quoted
from quorate.record.schema import CELLS
from quorate.record.search import CLAIM_WORDS, MOST_WORDS, words_of
from quorate.record.suppose import find_actor

if TYPE_CHECKING:
    from quorate.record.record import Record

WAITING = "proposed"
# The fields by which `quorate.record.projections.MENTION` finds a claim of a kind by an actor.
MENTIONED = {
    "position": ("parties", "excepted", "target"), "act": ("sources", "targets"),
    "statement": ("speakers",), "term": ("party", "given_by"), "membership": ("member",),
}  # fmt: skip


class Filter(msgspec.Struct, frozen=True):
    """What is looked at.

    Attributes:
        kind: one kind of claim; empty: all, here as below.
        report: id of the report it was read in.
        actor: id or name of whom it speaks of.
        reader: name and version of the machine that proposed it.
        min_confidence: how sure the reader is at least, of every kind or of each.
        words: words of the passage, accents and case aside; the last may be begun only.
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


MENU = 100  # reports that a filter offers, those with most waiting first


class Facets(msgspec.Struct, frozen=True):
    """What a filter can be set to: kinds, reports and readers, each with how many wait."""

    kinds: dict[str, int]
    reports: dict[str, int]
    readers: dict[str, int]


Place: TypeAlias = tuple[int, str]  # at which entry a report came, and its id
Counted: TypeAlias = tuple[Place, int]
FIRST: Place = (-1, "")  # before all reports
SOME = 64  # reports of one question to the store


class _Kept:
    """How many wait, report by report, where the store counts so."""

    def __init__(self, database: Database, wanted: Filter) -> None:
        self._database = database
        where, self._values = ["status = ?"], [wanted.status]
        for column in ("kind", "reader", "report"):
            if given := getattr(wanted, column):
                where.append(f"{column} = ?")
                self._values.append(given)
        self._where = " AND ".join(where)
        table = "waiting" if wanted.report else "waits"
        self.total = self._sum(f"FROM {table} WHERE {self._where}", self._values)

    def _sum(self, of: str, values: Sequence[object]) -> int:
        return int(self._database.value(f"SELECT sum(n) AS n {of}", values) or 0)

    def up_to(self, place: Place) -> int:
        """Return how many come before a report."""
        until = f"FROM waiting WHERE {self._where} AND (came, report) < (?, ?)"
        return self._sum(until, [*self._values, *place])

    def since(self, place: Place) -> Iterator[Counted]:
        """Yield the reports from one on."""
        sign = ">="
        while rows := self._some(sign, place, "ASC"):
            yield from rows
            sign, place = ">", rows[-1][0]

    def before(self, place: Place) -> Iterator[Counted]:
        """Yield the reports before one, the last first."""
        while rows := self._some("<", place, "DESC"):
            yield from rows
            place = rows[-1][0]

    def _some(self, sign: str, place: Place, order: str) -> list[Counted]:
        rows = self._database.rows(
            f"SELECT came, report, sum(n) AS n FROM waiting WHERE {self._where} "
            f"AND (came, report) {sign} (?, ?) GROUP BY came, report "
            f"ORDER BY came {order}, report {order} LIMIT {SOME}",
            [*self._values, *place],
        )
        return [((row["came"], row["report"]), int(row["n"])) for row in rows]


class _Listed:
    """How many wait, report by report, where each claim was looked at."""

    def __init__(self, counted: Sequence[Counted]) -> None:
        self._places = [place for place, _ in counted]
        self._counted = counted
        self._before = [0, *accumulate(number for _, number in counted)]
        self.total = self._before[-1]

    def up_to(self, place: Place) -> int:
        """Return how many come before a report."""
        return self._before[bisect_left(self._places, place)]

    def since(self, place: Place) -> Iterator[Counted]:
        """Yield the reports from one on."""
        yield from self._counted[bisect_left(self._places, place) :]

    def before(self, place: Place) -> Iterator[Counted]:
        """Yield the reports before one, the last first."""
        yield from reversed(self._counted[: bisect_left(self._places, place)])


class Queue:
    """What a filter leaves, in the order of reading, one stretch at a time.

    Of a large record the claims are counted report by report, and read where they are asked for.
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
        apart = self._actor or wanted.words or wanted.min_confidence is not None
        counted = self._seen(record) if apart else []
        self._counts = _Listed(counted) if apart else _Kept(self._database, wanted)
        self._known: list[tuple[int, Place]] = [(0, FIRST)]  # how many come before these reports
        self._read: dict[Place, list[tuple[int, str]]] = {}

    def __len__(self) -> int:
        return self._counts.total

    def __iter__(self) -> Iterator[str]:
        for place, _ in self._counts.since(FIRST):
            yield from (claim for _, claim in sorted(self._of(place[1])))

    def __getitem__(self, asked: slice) -> list[str]:
        """Return the ids from one place of the queue to another."""
        first, last, _ = asked.indices(len(self))
        at, start = min(self._known, key=lambda known: abs(known[0] - first))
        if at > first:
            for place, number in self._counts.before(start):
                at, start = at - number, place
                if at <= first:
                    break
        found: list[str] = []
        skipped = 0
        for here, number in self._counts.since(start) if first < last else ():
            if at + number > first:
                skipped = skipped if found else first - at
                found += [claim for _, claim in self._within(here)]
            at += number
            if at >= last:
                break
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
        before = self._counts.up_to(report)
        self._known.append((before, report))
        return before + bisect_left(self._within(report), (rows[0]["place"] or 0, claim))

    # ------------------------------------------------------------------ counting
    def _seen(self, record: Record) -> list[Counted]:
        """Look at each claim, or return what was counted before, if nobody wrote since."""
        version, asked = self._database.version(), repr(self._wanted)
        before = record.queued.get(asked)
        if before is not None and version is not None and before[0] == version:
            return list(before[1])
        counted = self._looked_through()
        if version is not None:
            record.queued.clear()  # the last filter is the one that is asked for again
            record.queued[asked] = (version, counted)
        return counted

    def _looked_through(self) -> list[Counted]:
        """Count by looking at each claim in turn, where the store does not count so."""
        found: dict[str, int] = defaultdict(int)
        wanted = self._wanted
        alike = not self._actor and wanted.min_confidence is None  # of every kind in one question
        for kind in [wanted.kind] if wanted.kind or alike else KINDS:
            (joined, *where), values = self._holds(kind)
            tables = f"claim {joined}"  # of an actor few are found, so they come first
            where = ["claim.status = ?", "claim.origin <> 'facts'", *where]
            values = [wanted.status, *values]
            if kind:
                where, values = ["claim.kind = ?", *where], [kind, *values]
            if wanted.words:
                said, words = self._worded()
                tables = f"({said}) AS said CROSS JOIN {tables}"
                where.append("claim.id = said.id")
                values = [*words, *values]
            if self._actor and (kind in MENTIONED or not ACTORS & CELLS[kind].keys()):
                near, those = self._naming(kind)
                tables = f"({near}) AS near CROSS JOIN {tables}"
                where.append("claim.id = near.id")
                values = [*those, *values]
            for column in ("report", "reader"):
                if given := getattr(wanted, column):
                    where.append(f"claim.{column} = ?")
                    values.append(given)
            if wanted.min_confidence is not None:
                least = asked_of(kind, wanted.min_confidence)
                where.append("claim.confidence >= ?" if least is not None else "1 = 0")
                values += [least] if least is not None else []
            for row in self._database.rows(
                f"SELECT claim.report AS report, count(*) AS n FROM {tables}"
                f"WHERE {' AND '.join(where)} GROUP BY claim.origin, claim.report",
                values,
            ):
                found[row["report"] or ""] += row["n"]
        rows = self._database.rows("SELECT id, min(entry) AS came FROM report GROUP BY id")
        came = {row["id"]: row["came"] for row in rows}
        return sorted(((came.get(report, 0), report), n) for report, n in found.items())

    def _naming(self, kind: str) -> tuple[str, list[object]]:
        """Return the question for the claims of a kind that may speak of the actor."""
        either = ["SELECT id FROM mention WHERE name = ? AND kind = ?",
                  "SELECT id FROM claim WHERE said_by = ? AND kind = ?"]  # fmt: skip
        values: list[object] = [self._actor, kind] * 2
        for name in ACTORS & CELLS[kind].keys() - {*MENTIONED.get(kind, ())}:
            either.append(f"SELECT id FROM {quoted(kind)} WHERE {quoted(name)} = ?")
            values.append(self._actor)
        return " UNION ".join(either), values

    def _holds(self, kind: str) -> tuple[list[str], list[object]]:
        """Return how the own fields of a kind are joined, if asked for, and what must hold."""
        where, values = [""], list[object]()
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

    def _worded(self) -> tuple[str, tuple[str, ...]]:
        """Return the question for the claims whose passage holds the words; none if none are."""
        if not (words := words_of(self._wanted.words)[:MOST_WORDS]):
            return "SELECT id FROM claim WHERE 1 = 0", ()
        return self._database.worded(CLAIM_WORDS, words)

    # ------------------------------------------------------------------ reading
    def _within(self, place: Place) -> list[tuple[int, str]]:
        """Return what waits of one report, each with where it stands there."""
        if place not in self._read:
            self._read[place] = sorted(self._of(place[1]))
        return self._read[place]

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
                "SELECT claim.id, claim.place, claim.kind, claim.reader, claim.confidence, "
                f"claim.source FROM claim {joined}WHERE {' AND '.join(where)}",
                values,
            ):
                takes = wanted.takes(row["kind"], row["reader"], row["confidence"])
                if takes and (not wanted.words or _says(row["source"], wanted.words)):
                    yield row["place"] or 0, row["id"]


def _says(source: str, asked: str) -> bool:
    """Do the words of a source, as it is stored, hold those asked for, as an index finds them?"""
    spans = msgspec.json.decode(source).get("spans", ())
    told = set(words_of(" ".join(span["words"] for span in spans)))
    *whole, last = words_of(asked)[:MOST_WORDS] or ("",)
    begun = bool(last) and any(word.startswith(last) for word in told)
    return begun and told.issuperset(whole)


def _like(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def facets(record: Record, status: str = WAITING, report: str = "") -> Facets:
    """Return what waits, by kind, by report in the order in which they came, and by reader.

    Of many reports only those with most waiting are counted, and the one that is looked at.
    """
    kinds: dict[str, int] = defaultdict(int)
    readers: dict[str, int] = defaultdict(int)
    for row in record.store.database.rows(
        "SELECT kind, reader, n FROM waits WHERE status = ? ORDER BY kind, reader",
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
