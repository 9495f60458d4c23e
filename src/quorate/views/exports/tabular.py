"""How does a case become tables: CSV in a Data Package, Parquet, or SQLite with readable views?

CSV is described by ``datapackage.json`` (https://specs.frictionlessdata.io/data-package/). Parquet
is written by Polars. The SQLite file opens in any browser of databases; its views name actors and
sources in words.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quorate.claims.claim import Actor
from quorate.claims.files import write_atomically
from quorate.claims.frames import polars
from quorate.views.exports.rows import Cell, columns, ordered, tables

if TYPE_CHECKING:
    from quorate.record.record import Record

_SQL = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "string": "TEXT"}
# Readable views: what each claim's own table needs to be understood by itself.
_VIEWS = {
    "votes_by_name": (
        ("ballot",),
        "SELECT b.draft, o.title, v.name AS voter, b.voter AS code, b.choice, b.as_of AS day, "
        "b.status, b.source, b.words FROM ballot b LEFT JOIN actor_names v ON v.actor = b.voter "
        "LEFT JOIN draft_titles o ON o.draft = b.draft",
    ),
    "counts": (
        ("tally",),
        "SELECT t.draft, o.title, g.name AS organ, t.yes, t.no, t.abstain, t.absent, t.needed, "
        "t.outcome, t.as_of AS day, t.status, t.source, t.words FROM tally t "
        "LEFT JOIN draft_titles o ON o.draft = t.draft "
        "LEFT JOIN actor_names g ON g.actor = o.organ",
    ),
    "who_belongs": (
        ("membership",),
        'SELECT g.name AS "group", m."group" AS group_code, v.name AS member, '
        "m.member AS member_code, m.role, m.negated, m.since, m.until, m.status, m.source "
        'FROM membership m LEFT JOIN actor_names g ON g.actor = m."group" '
        "LEFT JOIN actor_names v ON v.actor = m.member",
    ),
    "where_they_stand": (
        ("position",),
        "SELECT parties, stance, negated, phrase, target, COALESCE(since, as_of) AS day, status, "
        "source, words FROM position",
    ),
    "who_said_what": (
        ("statement",),
        "SELECT speakers, cue, mode, addressee, COALESCE(since, as_of) AS day, words, status, "
        "source FROM statement",
    ),
    "what_happened": (
        ("act",),
        "SELECT sources, type, targets, modality, polarity, COALESCE(since, as_of) AS day, place, "
        "words, status, source FROM act",
    ),
    "figures_given": (
        ("figure",),
        "SELECT quantity, wording, low, best, high, unit, scope, COALESCE(as_of, since) AS day, "
        "said_by, status, source, words FROM figure",
    ),
}


def write_csv(record: Record, folder: Path) -> list[Path]:
    """Write one CSV a kind of claim, and ``datapackage.json``; return the files."""
    from quorate.views.export import table

    paths, resources = [], []
    for kind, rows in tables(record).items():
        name = f"{kind}.csv"
        fields = columns(kind)
        paths.append(folder / name)
        lines = [[_plain(v) for v in line] for line in ordered(kind, rows)]
        write_atomically(paths[-1], table(list(fields), lines))
        resources.append(_resource(kind, name))
    package = {
        "name": "quorate-case",
        "title": record.case.name,
        "profile": "tabular-data-package",
        "resources": resources,
    }
    paths.append(folder / "datapackage.json")
    text = json.dumps(package, ensure_ascii=True, indent=2) + "\n"
    write_atomically(paths[-1], text.encode())
    return paths


def _plain(value: Cell) -> Cell:
    return str(value).lower() if isinstance(value, bool) else value


def _resource(kind: str, path: str) -> dict[str, Any]:
    fields = [
        {"name": name, "type": type_, "description": words}
        for name, (type_, words) in columns(kind).items()
    ]
    key = "report" if kind == "report" else "claim"
    return {
        "name": kind,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": [key]},
    }


def write_parquet(record: Record, folder: Path) -> list[Path]:
    """Write one Parquet file a kind of claim; return the files.

    Raises:
        Unusable: the extra ``frames`` is not installed.
    """
    import io

    pl = polars()
    kinds = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean}
    paths = []
    for kind, rows in tables(record).items():
        schema = {name: kinds[type_] for name, (type_, _) in columns(kind).items()}
        out = io.BytesIO()
        pl.DataFrame(ordered(kind, rows), schema=schema, orient="row").write_parquet(out)
        paths.append(folder / f"{kind}.parquet")
        write_atomically(paths[-1], out.getvalue())
    return paths


def write_sqlite(record: Record, folder: Path) -> list[Path]:
    """Write ``case.sqlite``: a table a kind of claim, names and titles, readable views."""
    handle, scratch = tempfile.mkstemp(suffix=".sqlite", dir=folder)
    os.close(handle)
    try:
        database = sqlite3.connect(scratch)
        with database:
            kinds = tables(record)
            for kind, rows in kinds.items():
                _table(database, kind, ordered(kind, rows))
            _names(database, record)
            for name, (needs, query) in _VIEWS.items():
                if all(need in kinds for need in needs):
                    database.execute(f"CREATE VIEW {name} AS {query}")
        database.close()
        path = folder / "case.sqlite"
        write_atomically(path, Path(scratch).read_bytes())
    finally:
        os.unlink(scratch)
    return [path]


def _table(database: sqlite3.Connection, kind: str, rows: Sequence[Sequence[Cell]]) -> None:
    fields = columns(kind)
    told = ", ".join(f'"{name}" {_SQL[type_]}' for name, (type_, _) in fields.items())
    database.execute(f'CREATE TABLE "{kind}" ({told}) STRICT')
    marks = ", ".join("?" * len(fields))
    database.executemany(f'INSERT INTO "{kind}" VALUES ({marks})', rows)


def _names(database: sqlite3.Connection, record: Record) -> None:
    """Write how actors and drafts are called, those of the shipped facts too."""
    actors: list[Actor] = record.actors()
    database.execute("CREATE TABLE actor_names (actor TEXT PRIMARY KEY, type TEXT, name TEXT)")
    database.executemany(
        "INSERT OR REPLACE INTO actor_names VALUES (?, ?, ?)",
        [(a.actor, a.type, a.name) for a in actors],
    )
    database.execute("CREATE TABLE draft_titles (draft TEXT PRIMARY KEY, title TEXT, organ TEXT)")
    drafts = [s.claim for s in record.stored("occasion")]
    database.executemany(
        "INSERT OR REPLACE INTO draft_titles VALUES (?, ?, ?)",
        [(getattr(d, "occasion", ""), getattr(d, "title", ""), getattr(d, "organ", ""))
         for d in drafts],
    )  # fmt: skip
