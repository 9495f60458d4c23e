"""Where do claims lie, and in what order did they arrive?

Nothing is ever updated but projections. SQLite on one desk, PostgreSQL when a team shares a record.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from quorate.claims.claim import AnyClaim
from quorate.claims.problem import Problem, Unusable
from quorate.claims.report import Report
from quorate.record.review import Verdict, status_after
from quorate.record.schema import (
    CELLS,
    CLAIM,
    KIND_TABLES,
    LEDGER,
    META,
    REPORT,
    SCHEMA,
    TEXT,
    VERDICT,
    Stored,
    claim_row,
    first_status,
    from_row,
    kind_row,
    metadata,
    verdict_of,
)


class Store:
    """The tables of one record. All writes are one transaction each."""

    def __init__(self, address: str) -> None:
        """Open the store at an SQLAlchemy address (``sqlite:///case/record.sqlite``)."""
        memory = address in ("sqlite://", "sqlite:///:memory:")
        arguments: dict[str, Any] = {"poolclass": sa.StaticPool} if memory else {}
        if address.startswith("sqlite"):
            arguments["connect_args"] = {"check_same_thread": False, "timeout": 30}
        try:
            self.engine = sa.create_engine(address, **arguments)
        except ModuleNotFoundError as error:
            raise Unusable(
                f"A record on PostgreSQL needs {error.name}; "
                "run: pip install 'quorate[postgresql]'."
            ) from None
        self.reader = self.engine.execution_options(reads=True)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
            sa.event.listen(self.engine, "begin", _begin_sqlite)
        self._create()

    def _create(self) -> None:
        try:
            with self.reader.connect() as connection:
                found = sa.inspect(connection).has_table("meta")
            if not found:
                metadata.create_all(self.engine)
                self.set_meta("schema", SCHEMA)
            schema = self.meta("schema")
        except sa.exc.DBAPIError as error:
            raise Unusable(
                f"{self.engine.url.render_as_string()} cannot be opened as a record "
                f"({str(error.orig).strip()}); check the address, "
                "or move the file away and run quorate rebuild."
            ) from None
        if schema != SCHEMA:
            raise Unusable(
                f"The record has format {schema}, this Quorate reads format {SCHEMA}; "
                "move record.sqlite away and run quorate rebuild."
            )

    def close(self) -> None:
        self.engine.dispose()

    # ------------------------------------------------------------------ small things
    def meta(self, name: str) -> str | None:
        with self.reader.connect() as connection:
            return connection.scalar(sa.select(META.c.value).where(META.c.name == name))

    def set_meta(self, name: str, value: str) -> None:
        with self.engine.begin() as connection:
            _insert(connection, META, [{"name": name, "value": value}], replace=True)

    @contextmanager
    def entry(self, what: str) -> Iterator[tuple[sa.Connection, int]]:
        """Open one transaction with a new ledger entry."""
        with self.engine.begin() as connection:
            at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            number = connection.execute(
                LEDGER.insert().values(at=at, what=what)
            ).inserted_primary_key
            assert number is not None
            yield connection, number[0]

    def last_entry(self) -> int:
        with self.reader.connect() as connection:
            return connection.scalar(sa.select(sa.func.max(LEDGER.c.entry))) or 0

    # ------------------------------------------------------------------ reports
    def add_report(self, connection: sa.Connection, entry: int, report: Report) -> bool:
        """Add a report, or what is newly known of one; return False if nothing is new."""
        body = msgspec.json.encode(msgspec.structs.replace(report, text="")).decode()
        latest = connection.scalar(
            sa.select(REPORT.c.body).where(REPORT.c.id == report.id).order_by(REPORT.c.entry.desc())
        )
        if latest == body:
            return False
        _insert(connection, TEXT, [{"hash": report.text_hash, "text": report.text}])
        row = {
            "entry": entry, "id": report.id, "name": report.name, "outlet": report.outlet,
            "published": report.published, "text_hash": report.text_hash, "body": body,
        }  # fmt: skip
        connection.execute(REPORT.insert().values(row))
        return True

    def reports(self, report_id: str | None = None) -> list[Report]:
        """Return each report as last known, in the order in which they first came."""
        query = (
            sa.select(REPORT.c.id, REPORT.c.body, TEXT.c.text)
            .join(TEXT, TEXT.c.hash == REPORT.c.text_hash)
            .order_by(REPORT.c.entry)
        )
        if report_id is not None:
            query = query.where(REPORT.c.id == report_id)
        with self.reader.connect() as connection:
            found = {
                row.id: msgspec.structs.replace(
                    msgspec.json.decode(row.body, type=Report), text=row.text
                )
                for row in connection.execute(query)
            }
        return list(found.values())

    # ------------------------------------------------------------------ claims
    def add_claims(
        self,
        connection: sa.Connection,
        entry: int,
        claims: Iterable[AnyClaim],
        origin: str,
        status: str,
    ) -> int:
        """Add claims that are not there yet; return how many were new."""
        unique = {claim.id: claim for claim in claims}
        present = self._present(connection, list(unique))
        fresh = [claim for claim_id, claim in unique.items() if claim_id not in present]
        _insert(connection, CLAIM, [claim_row(c, entry, origin, status) for c in fresh])
        for name in {c.kind for c in fresh}:
            rows = [kind_row(claim) for claim in fresh if claim.kind == name]
            _insert(connection, KIND_TABLES[name], rows)
        for claim in unique.values():
            if claim.known and present.get(claim.id, claim.known) is None:
                connection.execute(
                    CLAIM.update().where(CLAIM.c.id == claim.id).values(known=claim.known)
                )
        self._project(connection, [c.id for c in fresh])
        return len(fresh)

    def _present(self, connection: sa.Connection, ids: list[str]) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for some in _chunks(ids):
            query = sa.select(CLAIM.c.id, CLAIM.c.known).where(CLAIM.c.id.in_(some))
            found |= {row.id: row.known for row in connection.execute(query)}
        return found

    def replace_origin(self, origin: str, claims: Iterable[AnyClaim], status: str) -> None:
        """Put these claims in place of all claims of the origin (shipped facts, a case's own)."""
        with self.engine.begin() as connection:
            old = sa.select(CLAIM.c.id).where(CLAIM.c.origin == origin)
            for table in KIND_TABLES.values():
                connection.execute(table.delete().where(table.c.id.in_(old)))
            connection.execute(CLAIM.delete().where(CLAIM.c.origin == origin))
            self.add_claims(connection, 0, claims, origin, status)

    def claims(
        self,
        kind: str | None = None,
        *where: sa.ColumnElement[bool],
        own: Mapping[str, Sequence[str]] | None = None,
        entry: int | None = None,
    ) -> list[Stored]:
        """Return the claims of a kind (or of all) that meet the conditions, by entry and id.

        Args:
            kind: one of `KINDS`, or None for all.
            where: conditions on the common columns.
            own: values wanted of the kind's own columns.
            entry: as the desk saw it at this number of the ledger; None: now.
        """
        if kind is None:
            return [s for name in KIND_TABLES for s in self.claims(name, *where, entry=entry)]
        table = KIND_TABLES[kind]
        query = (
            sa.select(CLAIM, *[table.c[f].label("own_" + f) for f in CELLS[kind]])
            .join(table, table.c.id == CLAIM.c.id)
            .where(CLAIM.c.kind == kind, *where)
            .order_by(CLAIM.c.entry, CLAIM.c.id)
        )
        for name, values in (own or {}).items():
            query = query.where(table.c[name].in_(values))
        if entry is not None:
            query = query.where(CLAIM.c.entry <= entry)
        with self.reader.connect() as connection:
            rows = list(connection.execute(query))
            past = (
                None if entry is None else self._statuses(connection, [r.id for r in rows], entry)
            )
        found = []
        for row in rows:
            status = row.status if past is None else past.get(row.id, first_status(row.status, row))
            found.append(Stored(from_row(row), row.entry, status))
        return found

    def check_ids(self) -> list[Problem]:
        """Return a problem for each claim whose content no longer gives its id or its row."""
        problems = []
        with self.reader.connect() as connection:
            rows = {row.id: row for row in connection.execute(sa.select(CLAIM))}
            taken = self._statuses(connection, list(rows), None)
        seen = set()
        for stored in self.claims(None):
            claim, row = stored.claim, rows.get(stored.claim.id)
            seen.add(claim.id)
            if row is None or (row.kind, row.key, row.rank) != (claim.kind, claim.key, claim.rank):
                problems.append(_altered(claim.id, "Its content does not give its id."))
            elif row.status != taken.get(claim.id, row.status):
                problems.append(_altered(claim.id, "Its status does not follow from its verdicts."))
        problems += [_altered(i, "Its content is missing or altered.") for i in rows.keys() - seen]
        return problems

    # ------------------------------------------------------------------ verdicts
    def add_verdicts(
        self, connection: sa.Connection, entry: int, verdicts: Sequence[Verdict]
    ) -> None:
        """Add verdicts that are not there yet and bring the claims' status up to date."""
        rows = [
            msgspec.structs.asdict(v) | {"entry": entry, "place": place, "id": v.id}
            for place, v in enumerate(verdicts)
        ]
        _insert(connection, VERDICT, rows)
        self._project(connection, list({v.claim for v in verdicts}))

    def _project(self, connection: sa.Connection, ids: list[str]) -> None:
        """Bring the status of these claims up to date with the verdicts on them."""
        for claim_id, status in self._statuses(connection, ids, None).items():
            connection.execute(CLAIM.update().where(CLAIM.c.id == claim_id).values(status=status))

    def verdicts(self, claim_id: str | None = None, entry: int | None = None) -> list[Verdict]:
        """Return verdicts in the order in which they were taken."""
        query = sa.select(VERDICT).order_by(VERDICT.c.entry, VERDICT.c.place)
        if claim_id is not None:
            query = query.where(VERDICT.c.claim == claim_id)
        if entry is not None:
            query = query.where(VERDICT.c.entry <= entry)
        with self.reader.connect() as connection:
            return [verdict_of(row) for row in connection.execute(query)]

    def _statuses(
        self, connection: sa.Connection, ids: list[str], entry: int | None
    ) -> dict[str, str]:
        acts: dict[str, list[Verdict]] = {}
        for some in _chunks(ids):
            query = (
                sa.select(VERDICT)
                .where(VERDICT.c.claim.in_(some))
                .order_by(VERDICT.c.entry, VERDICT.c.place)
            )
            if entry is not None:
                query = query.where(VERDICT.c.entry <= entry)
            for row in connection.execute(query):
                acts.setdefault(row.claim, []).append(verdict_of(row))
        firsts = {
            row.id: first_status(row.status, row)
            for some in _chunks(list(acts))
            for row in connection.execute(sa.select(CLAIM).where(CLAIM.c.id.in_(some)))
        }
        return {c: status_after(firsts.get(c, "proposed"), taken) for c, taken in acts.items()}


def _altered(claim: str, what: str) -> Problem:
    remedy = "Delete record.sqlite and read the reports again: verdicts.jsonl keeps the decisions."
    return Problem(where=claim, what=what, remedy=remedy)


def _chunks(items: list[str], size: int = 500) -> Iterator[list[str]]:
    for i in range(0, len(items), size):
        yield items[i : i + size]


def _insert(
    connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]], replace: bool = False
) -> None:
    """Insert rows; one that is there already is left as it is, or replaced."""
    if not rows:
        return
    statement = _insert_statement(connection.dialect.name, table)
    keys = [column.name for column in table.primary_key]
    if replace:
        changes = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
        statement = statement.on_conflict_do_update(index_elements=keys, set_=changes)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    connection.execute(statement, rows)


def _insert_statement(dialect: str, table: sa.Table) -> Any:
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # costs time that SQLite need not spend

    return postgresql.insert(table)


def _prepare_sqlite(connection: Any, _: Any) -> None:
    # The driver must not open transactions by itself: writers take their lock at BEGIN.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: sa.Connection) -> None:
    reads = connection.get_execution_options().get("reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
