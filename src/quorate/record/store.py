"""Where do claims lie, and in what order did they arrive?

Nothing is ever updated but projections: a claim's status, and when its source was published.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeAlias

import msgspec

from quorate.claims.claim import AnyClaim
from quorate.claims.problem import Problem, Unusable
from quorate.claims.report import Report
from quorate.record import search
from quorate.record.chain import start
from quorate.record.database import Database, Row, Table, one_of, quoted
from quorate.record.review import READERS, Verdict, standing, status_after
from quorate.record.schema import (
    CELLS,
    CLAIM,
    KIND_TABLES,
    REPORT,
    SCHEMA,
    SINCE_2,
    TABLES,
    TEXT,
    VERDICT,
    Stored,
    claim_row,
    first_status,
    from_row,
    kind_row,
    verdict_of,
    verdict_row,
)


class Scrubbing(Protocol):
    """What removes words from a report: `quorate.record.redact`."""

    def report(self, report: Report, stretches: Sequence[tuple[int, int]]) -> Report: ...


Condition: TypeAlias = tuple[str, tuple[Any, ...]]

KEPT = 4096  # claims that are not read from their rows again
ANSWERS = 512  # questions whose claims are kept until anybody writes


class Store:
    """The tables of one record. All writes are one transaction each."""

    def __init__(self, address: str) -> None:
        """Open the store at an address: ``sqlite:///FILE``, ``sqlite://``, ``postgresql://...``."""
        self.database = Database(address)
        self._claims: dict[tuple[Any, ...], AnyClaim] = {}
        self._answers: dict[tuple[Any, ...], list[Stored]] = {}
        self._version: tuple[int, int] | None = None
        try:
            if not self.database.has("meta"):
                self.database.create(TABLES)
                self.set_meta("schema", SCHEMA)
            if self.meta("schema") == "2":
                self._from_2()
            schema = self.meta("schema")
            if not self.database.has(search.REPORT_WORDS):
                with self.database.transaction():
                    search.index(self)
        except sqlite3.DatabaseError as error:
            raise Unusable(
                f"{address} cannot be opened as a record ({error}); check the address, "
                "or move the file away and run quorate rebuild."
            ) from None
        if schema != SCHEMA:
            raise Unusable(
                f"The record has format {schema}, this Quorate reads format {SCHEMA}; "
                "move record.sqlite away and run quorate rebuild."
            )

    def close(self) -> None:
        self.database.close()

    def _from_2(self) -> None:
        """Bring a record of the format before up to date; nothing of it is lost."""
        with self.database.transaction() as writing:
            if self.meta("schema") == "2":  # nobody else did so meanwhile
                for table, names in SINCE_2:
                    writing.add_columns(table, names)
                self._put_meta("schema", SCHEMA)
        self.database.create(TABLES)

    # ------------------------------------------------------------------ small things
    def meta(self, name: str) -> str | None:
        found: str | None = self.database.value("SELECT value FROM meta WHERE name = ?", [name])
        return found

    def set_meta(self, name: str, value: str) -> None:
        with self.database.transaction():
            self._put_meta(name, value)

    def _put_meta(self, name: str, value: str) -> None:
        self.database.run(
            "INSERT INTO meta (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )

    @contextmanager
    def entry(self, what: str, alone: Table | None = None) -> Iterator[int]:
        """Open one transaction with a new ledger entry; give its number.

        Args:
            what: what is entered.
            alone: the table that nobody else writes into until the end of it.
        """
        at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self.database.transaction() as writing:
            if alone:  # before the number is given, so that numbers and turns agree
                writing.alone(alone)
            yield int(
                writing.value(
                    "INSERT INTO ledger (at, what) VALUES (?, ?) RETURNING entry", [at, what]
                )
            )

    def last_entry(self) -> int:
        return int(self.database.value("SELECT max(entry) FROM ledger") or 0)

    def at(self, entry: int) -> str:
        """Return when an entry of the ledger was made, UTC, ISO 8601; empty if there is none."""
        found = self.database.value("SELECT at FROM ledger WHERE entry = ?", [entry])
        return str(found or "")

    # ------------------------------------------------------------------ reports
    def add_report(self, entry: int, report: Report) -> bool:
        """Add a report, or what is newly known of one; return False if nothing is new."""
        body = msgspec.json.encode(msgspec.structs.replace(report, text="")).decode()
        latest = self.database.value(
            "SELECT body FROM report WHERE id = ? ORDER BY entry DESC LIMIT 1", [report.id]
        )
        if latest == body:
            return False
        self.database.insert(TEXT, [{"hash": report.text_hash, "text": report.text}])
        row = {
            "entry": entry, "id": report.id, "name": report.name, "outlet": report.outlet,
            "published": report.published, "text_hash": report.text_hash, "body": body,
        }  # fmt: skip
        self.database.insert(REPORT, [row])
        search.add_reports(self.database, [report])
        return True

    def reports(self, report_id: str | None = None, entry: int | None = None) -> list[Report]:
        """Return each report as last known, or as known at an entry, in the order they came."""
        conditions: list[Condition] = []
        if report_id:
            conditions.append(("report.id = ?", (report_id,)))
        if entry is not None:
            conditions.append(("report.entry <= ?", (entry,)))
        where = " AND ".join(["1 = 1", *(text for text, _ in conditions)])
        rows = self.database.rows(
            "SELECT report.id, report.body, text.text FROM report "
            f"JOIN text ON text.hash = report.text_hash WHERE {where} ORDER BY report.entry",
            [value for _, values in conditions for value in values],
        )
        found = {
            row["id"]: msgspec.structs.replace(
                msgspec.json.decode(row["body"], type=Report), text=row["text"]
            )
            for row in rows
        }
        return list(found.values())

    def report_ids(self, outlet: str = "") -> list[str]:
        """Return the ids of reports in the order in which they came, of one outlet if asked."""
        where, values = (
            ("WHERE lower(outlet) LIKE ?", [f"%{outlet.lower()}%"]) if outlet else ("", [])
        )
        rows = self.database.rows(f"SELECT id FROM report {where} ORDER BY entry", values)
        return list(dict.fromkeys(row["id"] for row in rows))

    def report_id(self, name: str) -> str | None:
        """Return the id of the report with this file name, or None."""
        found: str | None = self.database.value("SELECT id FROM report WHERE name = ?", [name])
        return found

    def count_claims(self, reports: Sequence[str]) -> dict[str, int]:
        """Return how many claims each of these reports has."""
        where, values = one_of("report", reports)
        statement = f"SELECT report, count(*) AS n FROM claim WHERE {where} GROUP BY report"
        return {row["report"]: row["n"] for row in self.database.rows(statement, values)}

    def count_reports(self, since: str = "") -> int:
        """Return how many reports there are, or how many published on a day or later."""
        where, values = ("WHERE published >= ?", [since]) if since else ("", [])
        return int(self.database.value(f"SELECT count(DISTINCT id) FROM report {where}", values))

    def last_published(self) -> str:
        """Return the day on which the last report was published, or empty text."""
        where = "WHERE length(published) = 10"
        return self.database.value(f"SELECT max(published) FROM report {where}") or ""

    # ------------------------------------------------------------------ claims
    def add_claims(self, entry: int, claims: Iterable[AnyClaim], origin: str, status: str) -> int:
        """Add claims that are not there yet; return how many were new."""
        unique = {claim.id: claim for claim in claims}
        present = {row["id"]: row["known"] for row in self._by_id("id, known", list(unique))}
        fresh = [claim for claim_id, claim in unique.items() if claim_id not in present]
        self.database.insert(CLAIM, [claim_row(c, entry, origin, status) for c in fresh])
        for name in {c.kind for c in fresh}:
            rows = [kind_row(claim) for claim in fresh if claim.kind == name]
            self.database.insert(KIND_TABLES[name], rows)
        search.add_claims(self.database, fresh)
        for claim in unique.values():
            if claim.known and present.get(claim.id, claim.known) is None:
                self.database.run(
                    "UPDATE claim SET known = ? WHERE id = ?", [claim.known, claim.id]
                )
        self._project([c.id for c in fresh])
        return len(fresh)

    def _by_id(self, columns: str, ids: list[str]) -> Iterator[Row]:
        for some in _chunks(ids):
            where, values = one_of("id", some)
            yield from self.database.rows(f"SELECT {columns} FROM claim WHERE {where}", values)

    def replace_origin(self, origin: str, claims: Iterable[AnyClaim], status: str) -> None:
        """Put these claims in place of all claims of the origin (shipped facts, a case's own)."""
        with self.database.transaction() as writing:
            for name in KIND_TABLES:
                writing.run(
                    f"DELETE FROM {quoted(name)} WHERE id IN "
                    "(SELECT id FROM claim WHERE origin = ?)",
                    [origin],
                )
            writing.run("DELETE FROM claim WHERE origin = ?", [origin])
            self.add_claims(0, claims, origin, status)
            whose = "SELECT id FROM claim WHERE origin = ?"
            decided = f"SELECT DISTINCT claim FROM verdict WHERE claim IN ({whose})"
            self._project([row["claim"] for row in writing.rows(decided, [origin])])

    def claims(
        self,
        kind: str | None = None,
        *where: Condition,
        own: Mapping[str, Sequence[str]] | None = None,
        entry: int | None = None,
    ) -> list[Stored]:
        """Return the claims of a kind (or of all) that meet the conditions, by entry and id.

        Args:
            kind: one of `KINDS`, or None for all.
            where: conditions on the common columns, each with its parameters.
            own: values wanted of the kind's own columns.
            entry: as the desk saw it at this number of the ledger; None: now.
        """
        if kind is None:
            return [s for name in KIND_TABLES for s in self.claims(name, *where, entry=entry)]
        version = self.database.version()
        if version is None:
            return self._asked(kind, where, own, entry)
        if version != self._version:
            self._answers.clear()
            self._version = version
        question = (kind, repr(where), repr(own), entry)
        found = self._answers.get(question)
        if found is None:
            if len(self._answers) >= ANSWERS:
                self._answers.clear()
            found = self._answers[question] = self._asked(kind, where, own, entry)
        return list(found)

    def _asked(
        self,
        kind: str,
        where: Sequence[Condition],
        own: Mapping[str, Sequence[str]] | None,
        entry: int | None,
    ) -> list[Stored]:
        # The join names the kind already; beside ids, the index by kind would be the slow way.
        by_id = any(text.startswith('"claim"."id" IN') for text, _ in where)
        conditions: list[Condition] = [*(() if by_id else (("claim.kind = ?", (kind,)),)), *where]
        conditions += [one_of(f"own.{name}", values) for name, values in (own or {}).items()]
        if entry is not None:
            conditions.append(("claim.entry <= ?", (entry,)))
        fields = "".join(f", own.{quoted(f)} AS {quoted('own_' + f)}" for f in CELLS[kind])
        rows = self.database.rows(
            f"SELECT claim.*{fields} FROM claim JOIN {quoted(kind)} AS own ON own.id = claim.id "
            f"WHERE {' AND '.join(text for text, _ in conditions)} ORDER BY claim.entry, claim.id",
            [value for _, values in conditions for value in values],
        )
        past = None if entry is None else self._statuses([row["id"] for row in rows], entry)
        found = []
        for row in rows:
            status = row["status"] if past is None else past.get(row["id"], first_status(row))
            found.append(Stored(self._claim(row), row["entry"], status))
        return found

    def _claim(self, row: Row) -> AnyClaim:
        """Return the claim of a row; rows that say the same are read once."""
        told = tuple(row.values() if isinstance(row, dict) else row)
        if told not in self._claims:
            if len(self._claims) >= KEPT:
                self._claims.clear()
            self._claims[told] = from_row(row)
        return self._claims[told]

    def told(self, kind: str, field: str, statuses: Sequence[str]) -> list[Any]:
        """Return what claims of a kind and of these statuses say in a field, each value once."""
        where, values = one_of("claim.status", statuses)
        rows = self.database.rows(
            f"SELECT DISTINCT own.{quoted(field)} AS told FROM {quoted(kind)} AS own "
            f"JOIN claim ON claim.id = own.id WHERE {where}",
            values,
        )
        texts = [row["told"] for row in rows if row["told"] is not None]
        return [msgspec.json.decode(t) for t in texts] if CELLS[kind][field] == "json" else texts

    def check_ids(self) -> list[Problem]:
        """Return a problem for each claim whose content no longer gives its id or its row."""
        problems = []
        rows = {row["id"]: row for row in self.database.rows("SELECT * FROM claim")}
        taken = self._statuses(list(rows), None)
        seen = set()
        for stored in self.claims(None):
            claim, row = stored.claim, rows.get(stored.claim.id)
            seen.add(claim.id)
            content = (claim.kind, claim.key, claim.rank)
            if row is None or (row["kind"], row["key"], row["rank"]) != content:
                problems.append(_altered(claim.id, "Its content does not give its id."))
            elif row["status"] != taken.get(claim.id, row["status"]):
                problems.append(_altered(claim.id, "Its status does not follow from its verdicts."))
        problems += [_altered(i, "Its content is missing or altered.") for i in rows.keys() - seen]
        return problems

    # ------------------------------------------------------------------ words removed
    def rewrite_report(self, report: Report, scrubber: Scrubbing) -> None:
        """Put the text and what is held of a report in place of what it was, in every entry."""
        self.database.run(
            "UPDATE text SET text = ? WHERE hash = ?", [report.text, report.text_hash]
        )
        assert report.redacted is not None
        rows = self.database.rows("SELECT entry, body FROM report WHERE id = ?", [report.id])
        for row in rows:
            before = msgspec.json.decode(row["body"], type=Report)
            after = scrubber.report(before, report.redacted.stretches)
            after = msgspec.structs.replace(after, text="", redacted=report.redacted)
            self.database.run(
                "UPDATE report SET name = ?, outlet = ?, body = ? WHERE id = ? AND entry = ?",
                [after.name, after.outlet, msgspec.json.encode(after).decode(), report.id,
                 row["entry"]],
            )  # fmt: skip

    def rewrite_claim(self, claim: AnyClaim) -> None:
        """Put a claim of which words were removed in place of what it was."""
        row = claim_row(claim, 0, "", "")
        self._update(CLAIM.name, claim.id, {
            n: row[n] for n in ("key", "said_by", "source", "redacted")
        })  # fmt: skip
        own = kind_row(claim)
        own.pop("id")
        self._update(claim.kind, claim.id, own)

    def rewrite_verdict(self, verdict: Verdict) -> None:
        """Put a verdict of which words were removed in place of what it was."""
        row = verdict_row(verdict, 0, 0)
        self._update(VERDICT.name, verdict.id, {
            n: row[n] for n in ("by", "why", "made", "salts", "withheld")
        })  # fmt: skip

    def _update(self, table: str, name: str, row: Mapping[str, Any]) -> None:
        changes = ", ".join(f"{quoted(column)} = ?" for column in row)
        self.database.run(
            f"UPDATE {quoted(table)} SET {changes} WHERE id = ?", [*row.values(), name]
        )

    def forget_claims(self) -> None:
        """Let go of claims as they were read before."""
        self._claims.clear()
        self._answers.clear()

    # ------------------------------------------------------------------ verdicts
    @contextmanager
    def deciding(self) -> Iterator[int]:
        """Open one transaction for verdicts, in which nobody else takes any; give its entry."""
        with self.entry("verdicts", alone=VERDICT) as entry:
            yield entry

    def add_verdicts(
        self, entry: int, verdicts: Sequence[Verdict], size: int | None = None
    ) -> None:
        """Add verdicts that are not there yet and bring the claims' status up to date.

        Args:
            entry: the entry of the ledger.
            verdicts: in the order in which they were taken.
            size: how long ``verdicts.jsonl`` is with them; None where there is no such file.
        """
        self.add_claims(entry, [v.made for v in verdicts if v.made], "person", "accepted")
        self.database.insert(VERDICT, [verdict_row(v, entry, n) for n, v in enumerate(verdicts)])
        self._project(list({v.claim for v in verdicts if v.act != "redact"}))
        if size is not None:
            self._put_meta("verdicts", str(size))

    def head(self, entry: int | None = None) -> str:
        """Return the hash of the last verdict: what the next one carries."""
        until, values = ("", []) if entry is None else ("AND entry <= ?", [entry])
        found: str | None = self.database.value(
            f"SELECT id FROM verdict WHERE {quoted('before')} <> '' {until} "
            "ORDER BY entry DESC, place DESC LIMIT 1",
            values,
        )
        if found is not None:
            return found
        acts, named = one_of("act", READERS)
        rows = self.database.rows(f"SELECT id FROM verdict WHERE NOT {acts} {until}",
                                  [*named, *values])  # fmt: skip
        return start(row["id"] for row in rows)

    def _project(self, ids: list[str]) -> None:
        """Bring the status of these claims, and of those in their place, up to date."""
        for some in _chunks(ids):
            where, values = one_of("claim", some)
            rows = self.database.rows(
                f"SELECT DISTINCT replaced_by FROM verdict WHERE {where} AND replaced_by <> ''",
                values,
            )
            ids = [*ids, *(row["replaced_by"] for row in rows)]
        for claim_id, status in self._statuses(list(dict.fromkeys(ids)), None).items():
            self.database.run("UPDATE claim SET status = ? WHERE id = ?", [status, claim_id])

    def statuses(self, ids: list[str]) -> dict[str, str]:
        """Return the status of those of these claims that are stored."""
        return {row["id"]: row["status"] for row in self._by_id("id, status", ids)}

    def verdicts(
        self, claim_id: str | None = None, entry: int | None = None, *, replaced_by: str = ""
    ) -> list[Verdict]:
        """Return verdicts in the order in which they were taken."""
        conditions: list[Condition] = []
        if replaced_by:
            conditions.append(("replaced_by = ?", (replaced_by,)))
        if claim_id is not None:
            conditions.append(("claim = ?", (claim_id,)))
        if entry is not None:
            conditions.append(("entry <= ?", (entry,)))
        return self._taken(conditions)

    def _taken(self, conditions: list[Condition]) -> list[Verdict]:
        where = " AND ".join(["1 = 1", *(text for text, _ in conditions)])
        rows = self.database.rows(
            f"SELECT * FROM verdict WHERE {where} ORDER BY entry, place",
            [value for _, values in conditions for value in values],
        )
        return [verdict_of(row) for row in rows]

    def _statuses(self, ids: list[str], entry: int | None) -> dict[str, str]:
        """Return the status of those of these claims on which anything was decided."""
        acts = self._acts("claim", ids, entry)
        firsts = {row["id"]: first_status(row) for row in self._by_id("*", list(acts))}
        firsts |= self._in_place(ids, entry)
        return {
            claim: status_after(firsts.get(claim, "proposed"), acts.get(claim, ()))
            for claim in acts.keys() | firsts.keys()
        }

    def _in_place(self, ids: list[str], entry: int | None) -> dict[str, str]:
        """Return, of claims that were put in place of others, whether that still stands."""
        put = self._acts("replaced_by", ids, entry)
        on = self._acts("claim", list({v.claim for acts in put.values() for v in acts}), entry)
        last = {claim: standing(acts) for claim, acts in on.items()}
        return {
            made: "accepted"
            if any((v := last[each.claim]) and v.replaced_by == made for each in acts)
            else "withdrawn"
            for made, acts in put.items()
        }

    def _acts(self, column: str, ids: list[str], entry: int | None) -> dict[str, list[Verdict]]:
        acts: dict[str, list[Verdict]] = {}
        until: list[Condition] = [] if entry is None else [("entry <= ?", (entry,))]
        for some in _chunks(ids):
            for each in self._taken([one_of(column, some), *until]):
                acts.setdefault(getattr(each, column), []).append(each)
        return acts


def _altered(claim: str, what: str) -> Problem:
    remedy = "Delete record.sqlite and read the reports again: verdicts.jsonl keeps the decisions."
    return Problem(where=claim, what=what, remedy=remedy)


def _chunks(items: list[str], size: int = 500) -> Iterator[list[str]]:
    for i in range(0, len(items), size):
        yield items[i : i + size]
