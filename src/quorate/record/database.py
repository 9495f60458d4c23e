"""How are rows written and read: in SQLite on one desk, in PostgreSQL for a team?

The two take the same statements, but for the sign of a parameter and the names of types.
One connection, one lock: a record serves one desk and its page.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from quorate.claims.problem import Unusable

Row: TypeAlias = Mapping[str, Any]

CACHE = 65_536  # kibibytes of the file that are kept in memory: claims lie far apart
REFUSALS = (sqlite3.Error,)  # what a database file answers if the disk is full or another writes


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its columns with their types, and what it is looked up by.

    Attributes:
        columns: ``TEXT``, ``INTEGER`` or ``REAL`` by name; the first is the primary key.
        required: columns that may not be empty.
        numbered: true if the database numbers the rows itself.
        key: columns that are the primary key together, in place of the first; rows lie so.
        indexes: columns that are looked up together.
    """

    name: str
    columns: dict[str, str]
    required: tuple[str, ...] = ()
    numbered: bool = False
    key: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()


class Database:
    """An open database. Every write is a transaction: wholly on the disk, or not at all.

    Attributes:
        read_only: a file that may not be written here. Nothing is entered into it; what opening it
            brings up to date is brought so in a copy in memory.
    """

    def __init__(self, address: str) -> None:
        """Open it at ``sqlite:///FILE``, ``sqlite://`` (in memory) or ``postgresql://...``.

        Raises:
            Unusable: the address is none of these, the driver is missing or nobody answers.
        """
        self.address = address
        self._lock = threading.RLock()
        self.read_only = self._bringing_up = False
        scheme, _, rest = address.partition("://")
        if scheme == "sqlite":
            path = rest.removeprefix("/") or ":memory:"
            self.read_only = _may_only_be_read(Path(path))
            self._connection: Any = _open_sqlite(path, address, read_only=self.read_only)
            self._postgresql = False
        elif scheme.partition("+")[0] in ("postgresql", "postgres"):
            self._connection = _open_postgresql(f"postgresql://{rest}")
            self._postgresql = True
        else:
            raise Unusable(
                f"'{address}' is no address of a record; leave it out for a file in the case, "
                "or write postgresql://USER@HOST/DATABASE."
            )

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """Hold the lock of a writer; write all of it, or nothing if an exception passes."""
        with self._lock:
            if self.read_only:
                self._write_elsewhere()
            self._run("BEGIN" if self._postgresql else "BEGIN IMMEDIATE")
            try:
                yield self
                self._run("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
                    self._run("ROLLBACK")
                raise

    @contextmanager
    def bringing_up(self) -> Iterator[None]:
        """Bring up to date what opening finds: of a file that may only be read, in memory."""
        before, self._bringing_up = self._bringing_up, True
        try:
            yield
        finally:
            self._bringing_up = before

    def _write_elsewhere(self) -> None:
        """Go on in a copy in memory, if this is brought up to date and no more."""
        if not self._bringing_up:
            raise Unusable(
                f"{self.address.removeprefix('sqlite:///')} may only be read here; copy the case "
                "to a folder of your own, or ask for leave to write."
            )
        if self._run("PRAGMA database_list").fetchone()["file"]:
            copy = _in_memory()
            self._connection.backup(copy)
            self._connection.close()
            self._connection = copy

    def alone(self, table: Table) -> None:
        """Let nobody else write into the table until the transaction that is open ends."""
        if self._postgresql:  # SQLite's writers are alone from the beginning
            self._run(f"LOCK TABLE {quoted(table.name)} IN EXCLUSIVE MODE")

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Return the rows of a query; ``?`` stands for a parameter."""
        with self._lock:
            found: list[Row] = self._run(statement, parameters).fetchall()
            return found

    def version(self) -> tuple[int, int] | None:
        """Return what changes whenever anybody writes; None where nothing tells of that.

        While a transaction is open there is none: it may yet be undone.
        """
        if self._postgresql:
            return None
        with self._lock:
            if self._connection.in_transaction:
                return None
            (others,) = self._run("PRAGMA data_version").fetchone()
            return self._connection.total_changes, others

    def value(self, statement: str, parameters: Sequence[Any] = ()) -> Any:
        """Return the first value of the first row, or None."""
        rows = self.rows(statement, parameters)
        return next(iter(dict(rows[0]).values())) if rows else None

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement within the transaction that is open."""
        self._run(statement, parameters)

    def insert(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert rows within the transaction that is open; one that is there already stays."""
        columns = list(table.columns)
        listed, signs = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
        statement = f"INSERT INTO {quoted(table.name)} ({listed}) VALUES ({signs})"
        cursor = self._connection.cursor()
        cursor.executemany(
            self._signed(f"{statement} ON CONFLICT DO NOTHING"),
            [[row[column] for column in columns] for row in rows],
        )

    def run_each(self, statement: str, several: Iterable[Sequence[Any]]) -> None:
        """Run a statement with each of these parameters within the transaction that is open."""
        self._connection.cursor().executemany(self._signed(statement), list(several))

    def has(self, table: str) -> bool:
        """Is there a table of this name?"""
        if self._postgresql:
            return self.value("SELECT to_regclass(?)", [table]) is not None
        return bool(self.value("SELECT 1 FROM sqlite_master WHERE name = ?", [table]))

    def create(self, tables: Iterable[Table]) -> None:
        """Make the tables that are not there yet."""
        with self.transaction():
            for table in tables:
                self._run(self._definition(table))
                for index in table.indexes:
                    name, columns = "_".join((table.name, *index)), ", ".join(map(quoted, index))
                    self._run(
                        f"CREATE INDEX IF NOT EXISTS {quoted(name)} "
                        f"ON {quoted(table.name)} ({columns})"
                    )

    # ------------------------------------------------------------------ words
    def create_words(self, name: str) -> None:
        """Make a table of texts that are found by their words, if it is not there yet."""
        table = quoted(name)
        if self._postgresql:
            self._run(
                f"CREATE TABLE IF NOT EXISTS {table} "
                "(place BIGINT PRIMARY KEY, id TEXT NOT NULL, words TEXT NOT NULL)"
            )
            self._run(
                f"CREATE INDEX IF NOT EXISTS {quoted(name + '_found')} ON {table} "
                "USING gin (to_tsvector('simple', words))"
            )
        else:
            self._run(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} "
                "USING fts5(id UNINDEXED, words, tokenize = 'unicode61')"
            )

    def add_words(self, name: str, texts: Iterable[tuple[int, str, str]]) -> None:
        """Add texts, each with its place and id, within the transaction that is open."""
        place = "place" if self._postgresql else "rowid"
        again = " ON CONFLICT DO NOTHING" if self._postgresql else ""
        verb = "INSERT" if self._postgresql else "INSERT OR REPLACE"
        statement = f"{verb} INTO {quoted(name)} ({place}, id, words) VALUES (?, ?, ?){again}"
        self._connection.cursor().executemany(self._signed(statement), list(texts))

    def find_words(
        self, name: str, words: Sequence[str], most: int, before: int | None = None
    ) -> list[str]:
        """Return the ids of texts that hold all the words, the last perhaps begun; latest first.

        Args:
            name: the table of texts.
            words: of letters and digits alone, so that none is a sign of a query language.
            most: how many at the most.
            before: only those whose place is before this one.
        """
        match, asked = self._matching(name, words)
        place = "place" if self._postgresql else "rowid"
        values: list[Any] = [asked] if before is None else [asked, before]
        until = "" if before is None else f" AND {place} < ?"
        rows = self.rows(
            f"SELECT id FROM {quoted(name)} WHERE {match}{until} ORDER BY {place} DESC LIMIT ?",
            [*values, most],
        )
        return [row["id"] for row in rows]

    def worded(self, name: str, words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """Return the question for the ids of all texts that hold the words, as `find_words`."""
        match, asked = self._matching(name, words)
        return f"SELECT id FROM {quoted(name)} WHERE {match}", (asked,)

    def _matching(self, name: str, words: Sequence[str]) -> tuple[str, str]:
        if self._postgresql:
            asked = " & ".join([*words[:-1], f"{words[-1]}:*"])
            return "to_tsvector('simple', words) @@ to_tsquery('simple', ?)", asked
        return f"{quoted(name)} MATCH ?", " ".join(f'"{word}"' for word in words) + "*"

    def drop_indexes(self, names: Iterable[str]) -> None:
        """Take away indexes of an earlier format, if they are there."""
        with self.transaction():
            for name in names:
                self._run(f"DROP INDEX IF EXISTS {quoted(name)}")

    def columns(self, table: Table) -> set[str]:
        """Return the names of the columns that a table has."""
        if self._postgresql:
            asked = (
                "SELECT column_name AS name FROM information_schema.columns WHERE table_name = ?"
            )
            return {row["name"] for row in self.rows(asked, [table.name])}
        return {row["name"] for row in self.rows(f"PRAGMA table_info({quoted(table.name)})")}

    def add_columns(self, table: Table, names: Iterable[str]) -> None:
        """Add columns that a table of an earlier format lacks, within the open transaction."""
        there = self.columns(table)
        for name in (name for name in names if name not in there):
            kind = self._types()[table.columns[name]]
            self._run(f"ALTER TABLE {quoted(table.name)} ADD COLUMN {quoted(name)} {kind}")

    def forget(self) -> bool:
        """Write all anew, so that nothing that was deleted is left in the files.

        Returns False if another process holds the record open in the midst of reading.
        """
        with self._lock:
            if self._postgresql:
                self._run("VACUUM FULL")
                return True
            try:
                self._run("VACUUM")
                done = self._run("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError:
                return False
            return not done[0]

    def _types(self) -> dict[str, str]:
        """Return how the kinds of columns are called here."""
        if not self._postgresql:
            return {"TEXT": "TEXT", "REAL": "REAL", "INTEGER": "INTEGER"}
        # Identifiers and ISO dates compare by code point, whatever the server's locale.
        return {"TEXT": 'TEXT COLLATE "C"', "REAL": "DOUBLE PRECISION", "INTEGER": "BIGINT"}

    def _definition(self, table: Table) -> str:
        types, parts = self._types(), []
        for place, (name, kind) in enumerate(table.columns.items()):
            part = f"{quoted(name)} {types[kind]}"
            if place == 0 and table.numbered and self._postgresql:
                part += " GENERATED BY DEFAULT AS IDENTITY"
            part += " PRIMARY KEY" if place == 0 and not table.key else ""
            parts.append(part + (" NOT NULL" if name in table.required else ""))
        if table.key:
            parts.append(f"PRIMARY KEY ({', '.join(map(quoted, table.key))})")
        strict = "" if self._postgresql else " STRICT" + (", WITHOUT ROWID" if table.key else "")
        return f"CREATE TABLE IF NOT EXISTS {quoted(table.name)} ({', '.join(parts)}){strict}"

    def _signed(self, statement: str) -> str:
        return statement.replace("?", "%s") if self._postgresql else statement

    def _run(self, statement: str, parameters: Sequence[Any] = ()) -> Any:
        return self._connection.execute(self._signed(statement), list(parameters))


def quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever words it reserves."""
    return f'"{name}"'


def one_of(column: str, values: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return the condition that a column (``kind``, ``claim.kind``) has one of these values."""
    signs = ", ".join("?" * len(values)) or "NULL"
    return f"{'.'.join(map(quoted, column.split('.')))} IN ({signs})", tuple(values)


def _may_only_be_read(path: Path) -> bool:
    """Is there a file that may be read, and not written, or not in its folder?"""
    try:
        there = path.stat().st_size > 0
    except OSError:
        return False
    if not there or not os.access(path, os.R_OK):
        return False
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _open_sqlite(path: str, address: str, *, read_only: bool = False) -> sqlite3.Connection:
    try:
        if read_only:
            # What was not yet written back stands in a file beside it, which must not be left out.
            beside = Path(f"{path}-wal")
            whole = not (beside.exists() and beside.stat().st_size)
            asked = f"{Path(path).absolute().as_uri()}?mode=ro" + ("&immutable=1" if whole else "")
            return _prepared(sqlite3.connect(asked, uri=True, check_same_thread=False))
        connection = _prepared(sqlite3.connect(path, timeout=30, check_same_thread=False))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
    except sqlite3.Error as error:
        raise cannot_be_opened(address, error) from None
    return connection


def _in_memory() -> sqlite3.Connection:
    return _prepared(sqlite3.connect(":memory:", check_same_thread=False))


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    # The driver must not open transactions by itself: writers take their lock at BEGIN.
    connection.isolation_level = None
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    return connection


def cannot_be_opened(address: str, error: sqlite3.Error) -> Unusable:
    """Return the sentence on a file that is no record, or that cannot be got at."""
    told = str(error)
    if isinstance(error, sqlite3.OperationalError):  # it may be whole
        remedy = "check that there is room on the disk, who may read there and who else writes."
    else:
        remedy = "check the address, or move the file away and run quorate rebuild."
    return Unusable(f"{address} cannot be opened as a record ({told}); {remedy}")


def _open_postgresql(address: str) -> Any:
    try:
        import psycopg
        from psycopg.rows import dict_row
    except ModuleNotFoundError:
        raise Unusable(
            "A record on PostgreSQL needs psycopg; run: pip install 'quorate[postgresql]'."
        ) from None
    try:
        return psycopg.connect(address, autocommit=True, row_factory=dict_row)
    except psycopg.Error as error:
        reason = " ".join(str(error).split())
        raise Unusable(
            f"The shared record cannot be opened ({reason}); check store in case.toml."
        ) from None
