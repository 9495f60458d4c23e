"""Where do claims lie, and in what order did they arrive?

Nothing is ever updated but projections: a claim's status, and when its source was published.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import msgspec

from quorate.claims.claim import AnyClaim
from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.record import formats, gathered, projections, search
from quorate.record.arrived import Arrived
from quorate.record.database import Database, Row, cannot_be_opened, one_of, quoted
from quorate.record.review import Verdict
from quorate.record.schema import (
    ASKED,
    CLAIM,
    KIND_TABLES,
    LEDGER,
    REPORT,
    SCHEMA,
    TABLES,
    TEXT,
    VERDICT,
    Stored,
    Wanted,
    claim_row,
    first_status,
    from_row,
    kind_row,
    select,
    verdict_row,
)
from quorate.record.taken import Condition, Taken, chunks


class Scrubbing(Protocol):
    """What removes words from a report: `quorate.record.redact`."""

    def report(self, report: Report, stretches: Sequence[tuple[int, int]]) -> Report: ...


KEPT = 12_288  # claims that are not read from their rows again
ANSWERS = 512  # questions whose claims are kept until anybody writes
MOST_ANSWERED = 20_000  # claims of one question that are kept so
FEW = 2_000  # claims of a kind that are read whole, whatever day is asked for
CHOSEN = "SELECT DISTINCT id"


class Store(Arrived, Taken):
    """The tables of one record. All writes are one transaction each."""

    def __init__(self, address: str) -> None:
        """Open the store at an address: ``sqlite:///FILE``, ``sqlite://``, ``postgresql://...``."""
        self.database = Database(address)
        self._claims: dict[tuple[Any, ...], AnyClaim] = {}
        self._answers: dict[tuple[Any, ...], list[Stored]] = {}
        self._heads: dict[str, Report | None] = {}
        self._few: dict[str, bool] = {}
        self._stored: dict[str, Stored] = {}  # the claims read last
        self._version: tuple[int, int] | None = None
        try:
            with self.database.bringing_up():
                schema = self._brought_up()
        except sqlite3.DatabaseError as error:
            raise cannot_be_opened(address, error) from None
        if schema != SCHEMA:
            raise Unusable(
                f"The record has format {schema}, this Quorate reads format {SCHEMA}; "
                "move record.sqlite away and run quorate rebuild."
            )

    def _brought_up(self) -> str | None:
        """Make what is not there yet, and return the format."""
        if not self.database.has("meta"):
            self.database.create(
                (*TABLES, *projections.PROJECTIONS, *projections.KEPT, *gathered.GATHERED)
            )
            self.set_meta("schema", SCHEMA)
        if self.meta("schema") in formats.EARLIER:
            formats.bring_up(self)
        if not self.database.has(search.REPORT_WORDS):
            with self.database.transaction():
                search.index(self)
        return self.meta("schema")

    def close(self) -> None:
        self.database.close()

    # ------------------------------------------------------------------ small things
    def meta(self, name: str) -> str | None:
        found: str | None = self.database.value("SELECT value FROM meta WHERE name = ?", [name])
        return found

    def set_meta(self, name: str, value: str) -> None:
        with self.database.transaction():
            self.put_meta(name, value)

    def put_meta(self, name: str, value: str) -> None:
        """Note something within the transaction that is open."""
        self.database.run(
            "INSERT INTO meta (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )

    @contextmanager
    def entry(self, what: str) -> Iterator[int]:
        """Open one transaction with a new ledger entry, in which nobody else enters anything.

        Yields its number.
        """
        at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self.database.transaction() as writing:
            writing.alone(LEDGER)  # before the number is given, so that numbers and turns agree
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
        if latest is None:
            gathered.came(self.database, report.id, entry)
        search.add_reports(self.database, [report])
        return True

    def reports(self, *ids: str, entry: int | None = None) -> list[Report]:
        """Return these reports, or all, as last known or as known at an entry.

        They are in the order in which they came.
        """
        conditions: list[Condition] = [one_of("report.id", ids)] if ids else []
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

    def head_of(self, report_id: str, entry: int | None = None) -> Report | None:
        """Return a report without its text, as last known or as known at an entry."""
        until, values = ("", []) if entry is None else (" AND entry <= ?", [entry])
        body = self.database.value(
            f"SELECT body FROM report WHERE id = ?{until} ORDER BY entry DESC LIMIT 1",
            [report_id, *values],
        )
        return msgspec.json.decode(body, type=Report) if body else None

    def heads_of(self, ids: Sequence[str], entry: int | None = None) -> dict[str, Report]:
        """Return those of these reports that there are, as `head_of` returns each."""
        until, values = ("", []) if entry is None else (" AND entry <= ?", [entry])
        where, wanted = one_of("id", ids)
        rows = self.database.rows(
            f"SELECT id, body FROM report WHERE {where}{until} ORDER BY entry", [*wanted, *values]
        )
        bodies = {row["id"]: row["body"] for row in rows}
        return {name: msgspec.json.decode(body, type=Report) for name, body in bodies.items()}

    def heads(self) -> dict[str, Report | None]:
        """Return the heads read since anybody wrote; whoever reads another puts it there."""
        version = self.database.version()
        if version is None:
            return {}
        self._forget(version)
        if len(self._heads) >= KEPT:
            self._heads = {}
        return self._heads

    # ------------------------------------------------------------------ claims
    def add_claims(self, entry: int, claims: Iterable[AnyClaim], origin: str, status: str) -> int:
        """Add claims that are not there yet; return how many were new."""
        unique = {claim.id: claim for claim in claims}
        present = {row["id"]: row["known"] for row in self._by_id("id, known", list(unique))}
        fresh = [claim for claim_id, claim in unique.items() if claim_id not in present]
        common = [claim_row(c, entry, origin, status) for c in fresh]
        self.database.insert(CLAIM, common)
        for name in {c.kind for c in fresh}:
            rows = [kind_row(claim) for claim in fresh if claim.kind == name]
            self.database.insert(KIND_TABLES[name], rows)
        projections.add(self.database, zip(fresh, common, strict=True))
        gathered.count(self.database, common)
        search.add_claims(self.database, fresh)
        dated = [c for c in unique.values() if c.known and present.get(c.id, c.known) is None]
        self.database.run_each(
            "UPDATE claim SET known = ?, dated = ? WHERE id = ?",
            ((claim.known, entry, claim.id) for claim in dated),
        )
        self._project_anew(dated)
        ids = [c.id for c in fresh]
        gathered.gather(self.database, gathered.keys_of(self.database, ids))
        self._project(ids)
        return len(fresh)

    def replace_origin(self, origin: str, claims: Iterable[AnyClaim], status: str) -> None:
        """Put these claims in place of all claims of the origin (shipped facts, a case's own)."""
        with self.database.transaction() as writing:
            writing.alone(LEDGER)
            for name in KIND_TABLES:
                writing.run(
                    f"DELETE FROM {quoted(name)} WHERE id IN "
                    "(SELECT id FROM claim WHERE origin = ?)",
                    [origin],
                )
            gone = writing.rows("SELECT * FROM claim WHERE origin = ?", [origin])
            ids = [row["id"] for row in gone]
            keys = gathered.keys_of(writing, ids)
            projections.remove(writing, ids)
            gathered.gather(writing, keys)
            gathered.count(writing, gone, -1)
            writing.run("DELETE FROM claim WHERE origin = ?", [origin])
            self.add_claims(0, claims, origin, status)
            whose = "SELECT id FROM claim WHERE origin = ?"
            decided = f"SELECT DISTINCT claim FROM verdict WHERE claim IN ({whose})"
            self._project([row["claim"] for row in writing.rows(decided, [origin])])

    def claims(
        self,
        kind: str | None = None,
        *where: Condition,
        own: Wanted | None = None,
        entry: int | None = None,
    ) -> list[Stored]:
        """Return the claims of a kind (or of all) that meet the conditions, by entry and id.

        Args:
            kind: one of `KINDS`, or None for all.
            where: conditions on the common columns, each with its parameters; or which ids are
                chosen, by a question of its own that gives each once (``SELECT DISTINCT id ...``).
            own: values wanted of the kind's own columns.
            entry: as the desk saw it at this number of the ledger; None: now.
        """
        if kind is None:
            return [s for name in KIND_TABLES for s in self.claims(name, *where, entry=entry)]
        version = self.database.version()
        if version is None:
            return self._asked(kind, where, own, entry)
        self._forget(version)
        question = (kind, repr(where), repr(own), entry)
        found = self._answers.get(question)
        if found is None:
            found = self._asked(kind, where, own, entry)
            if entry is None and len(found) <= KEPT:
                if len(self._stored) + len(found) > KEPT:
                    self._stored.clear()
                self._stored.update((s.claim.id, s) for s in found)
            if len(self._answers) >= ANSWERS:
                self._answers.clear()
            if len(found) <= MOST_ANSWERED:
                self._answers[question] = found
        return list(found)

    def by_id(self, ids: Iterable[str], entry: int | None = None) -> list[Stored]:
        """Return those of these claims that are stored; an id begins with its kind.

        Args:
            ids: of the claims.
            entry: as for `claims`.
        """
        version = self.database.version() if entry is None else None
        if version is not None:
            self._forget(version)
        near = self._stored if version is not None else {}
        wanted = list(dict.fromkeys(ids))
        found = [near[i] for i in wanted if i in near]
        by_kind: dict[str, list[str]] = {}
        for claim in wanted:
            if claim not in near:
                by_kind.setdefault(claim.partition("-")[0], []).append(claim)
        for kind, several in by_kind.items():
            for some in chunks(several) if kind in KIND_TABLES else ():
                found += self.claims(kind, one_of("claim.id", some), entry=entry)
        return found

    def few(self, kind: str) -> bool:
        """Are the claims of a kind so few that they are kept whole, until anybody writes?"""
        version = self.database.version()
        if version is None:
            return False
        self._forget(version)
        if kind not in self._few:
            some = f"SELECT count(*) FROM (SELECT id FROM {quoted(kind)} LIMIT ?) AS some"
            self._few[kind] = int(self.database.value(some, [FEW + 1])) <= FEW
        return self._few[kind]

    def _forget(self, version: tuple[int, int]) -> None:
        """Let go of what was read before anybody wrote."""
        if version != self._version:
            self._answers.clear()
            self._few.clear()
            self._stored.clear()
            self._heads = {}  # whoever answers by the old ones goes on with them
            self._version = version

    def _asked(
        self,
        kind: str,
        where: Sequence[Condition],
        own: Wanted | None,
        entry: int | None,
    ) -> list[Stored]:
        chosen = [each for each in where if each[0].startswith(CHOSEN)]
        conditions = [each for each in where if each not in chosen]
        conditions += [(f"claim.id IN ({text})", values) for text, values in chosen[1:]]
        # Beside ids, the index by kind would be the slow way, and the join names the kind already.
        by_id = bool(chosen) or any(text.startswith('"claim"."id" IN') for text, _ in where)
        by_own = not by_id and any(columns[0] in (own or {}) for columns in ASKED.get(kind, ()))
        if not by_id and not by_own:
            conditions.insert(0, ("claim.kind = ?", (kind,)))
        conditions += [one_of(f"own.{name}", values) for name, values in (own or {}).items()]
        if entry is not None:
            conditions.append(("claim.entry <= ?", (entry,)))
        further = "".join(f" AND {text}" for text, _ in conditions)
        rows = self.database.rows(
            f"{select(kind, by_own=by_own, chosen=chosen[0][0] if chosen else '')}{further} "
            "ORDER BY claim.entry, claim.id",
            [value for _, values in (*chosen[:1], *conditions) for value in values],
        )
        past = None if entry is None else self.by_verdicts([row["id"] for row in rows], entry)
        found = []
        for row in rows:
            if entry is not None and (row["dated"] or 0) > entry:  # its report was not dated yet
                row = {name: row[name] for name in row.keys()} | {"known": None}  # noqa: SIM118
            status = row["status"] if past is None else past.get(row["id"], first_status(row))
            found.append(Stored(self._claim(row), row["entry"], status))
        return found

    def _claim(self, row: Row) -> AnyClaim:
        """Return the claim of a row; rows that say the same are read once."""
        told = tuple(row.values() if isinstance(row, dict) else row)
        if told not in self._claims:
            if len(self._claims) >= KEPT:
                self._claims.clear()
            claim = self._claims[told] = from_row(row)
            # Neither is worked out anew for each reading.
            claim.__dict__.update(id=row["id"], key=row["key"])
        return self._claims[told]

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
        self._project_anew([claim])

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
        self._heads.clear()

    # ------------------------------------------------------------------ verdicts
    @contextmanager
    def deciding(self) -> Iterator[int]:
        """Open one transaction for verdicts, in which nobody else takes any; give its entry."""
        with self.entry("verdicts") as entry:
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
            self.put_meta("verdicts", str(size))

    def _project(self, ids: list[str]) -> None:
        """Bring the status of these claims, and of those in their place, up to date."""
        for some in chunks(ids):
            where, values = one_of("claim", some)
            rows = self.database.rows(
                f"SELECT DISTINCT replaced_by FROM verdict WHERE {where} AND replaced_by <> ''",
                values,
            )
            ids = [*ids, *(row["replaced_by"] for row in rows)]
        statuses = self.by_verdicts(list(dict.fromkeys(ids)))
        gathered.recount(self.database, statuses)
        changed = ((status, claim_id) for claim_id, status in statuses.items())
        self.database.run_each("UPDATE claim SET status = ? WHERE id = ?", changed)
        projections.restate(self.database, statuses)
        figures = gathered.keys_of(self.database, [i for i in statuses if i.startswith("figure-")])
        gathered.gather(self.database, figures)

    def _project_anew(self, claims: Sequence[AnyClaim]) -> None:
        """Bring the projections of claims of which something else than the status changed."""
        ids = [claim.id for claim in claims]
        before = gathered.keys_of(self.database, ids)
        projections.remove(self.database, ids)
        common = {row["id"]: row for row in self._by_id("*", ids)}
        projections.add(self.database, ((c, common[c.id]) for c in claims if c.id in common))
        gathered.gather(self.database, before, gathered.keys_of(self.database, ids))

    def statuses(self, ids: list[str]) -> dict[str, str]:
        """Return the status of those of these claims that are stored."""
        return {row["id"]: row["status"] for row in self._by_id("id, status", ids)}
