"""What do several claims say together that is asked of the whole record, so that it lies ready?

Beside the projections, which know one claim each, these tables are brought up to date in the
transaction that adds a claim, decides on it or takes it away: how many wait, by report, kind and
reader; where rivals may be found. None decides what holds: they find what must be weighed, or count
what lies in a table. `differences` compares them with the claims; `verify` and the tests ask it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from quorate.record.database import Database, Row, Table, one_of, quoted

# How many claims of reports and persons have which status, in the order of reading.
WAITING = Table(
    name="waiting",
    columns={
        "status": "TEXT", "came": "INTEGER", "report": "TEXT", "kind": "TEXT", "reader": "TEXT",
        "n": "INTEGER",
    },
    required=("status", "came", "report", "kind", "reader", "n"),
    key=("status", "came", "report", "kind", "reader"),
    indexes=(("report",),),
)  # fmt: skip
# How many of them there are of each kind and reader.
WAITS = Table(
    name="waits",
    columns={"status": "TEXT", "kind": "TEXT", "reader": "TEXT", "n": "INTEGER"},
    required=("status", "kind", "reader", "n"),
    key=("status", "kind", "reader"),
)
# Who may be said to stand in two ways on one thing at one time, whatever became of the claims.
RIVAL = Table(
    name="rival",
    columns={"phrase": "TEXT", "target": "TEXT", "name": "TEXT"},
    required=("phrase", "target", "name"),
    key=("phrase", "target", "name"),
)
# Which numbers are given of a quantity, scope and day of which others are given too, whatever
# became of the claims.
SEVERAL = Table(
    name="several",
    columns={
        "quantity": "TEXT", "scope": "TEXT", "seen": "TEXT", "id": "TEXT", "number": "TEXT",
        "report": "TEXT", "starts": "TEXT", "known": "TEXT", "until": "TEXT", "status": "TEXT",
    },
    required=("quantity", "scope", "seen", "id", "number", "starts", "status"),
    key=("quantity", "scope", "seen", "id"),
)  # fmt: skip
GATHERED = (WAITING, WAITS, RIVAL, SEVERAL)
Keys: TypeAlias = dict[str, set[tuple[str, ...]]]

_APART = "(min(stance) <> max(stance) OR min(negated) <> max(negated))"
# Two claims are rivals only if they are of one day, or one has no exact day, or ends.
_LOOSE = "(min(length(starts)) < 10 OR count(until) > 0)"
_RIVALS = (
    "SELECT phrase, target, name FROM {stand} WHERE name <> '' AND {these} "
    f"GROUP BY phrase, target, name HAVING {_APART} AND {_LOOSE} "
    "UNION SELECT phrase, target, name FROM {stand} WHERE name <> '' AND {these} "
    f"GROUP BY phrase, target, name, starts HAVING {_APART}"
)
_SEVERAL = (
    "SELECT n.quantity, n.scope, n.seen, n.id, n.number, c.report, n.starts, n.known, n.until, "
    "n.status FROM counted AS n CROSS JOIN claim AS c WHERE c.id = n.id AND n.seen <> '' "
    "AND EXISTS (SELECT 1 FROM counted AS o WHERE o.quantity = n.quantity AND o.scope = n.scope "
    "AND o.seen = n.seen AND o.number <> n.number) AND {these}"
)
_WAIT = (
    "SELECT c.status, coalesce(min(r.came), 0) AS came, coalesce(c.report, '') AS report, c.kind, "
    "c.reader, count(*) AS n FROM claim AS c LEFT JOIN "
    "(SELECT id, min(entry) AS came FROM report GROUP BY id) AS r ON r.id = c.report "
    "WHERE c.origin <> 'facts' GROUP BY c.status, c.report, c.kind, c.reader"
)


def fill(database: Database) -> None:
    """Write all of it anew, in the transaction that is open."""
    for table, statement in _whole():
        columns = ", ".join(map(quoted, table.columns))
        database.run(f"DELETE FROM {quoted(table.name)}")
        database.run(f"INSERT INTO {quoted(table.name)} ({columns}) {statement}")


def differences(database: Database) -> list[str]:
    """Return the names of the tables that do not say what the claims give."""
    found = []
    for table, statement in _whole():
        columns = ", ".join(map(quoted, table.columns))
        there = f"SELECT {columns} FROM {quoted(table.name)}"
        for one, other in ((there, statement), (statement, there)):
            asked = f"SELECT * FROM ({one}) AS one EXCEPT SELECT * FROM ({other}) AS other LIMIT 1"
            if database.rows(asked):
                found.append(table.name)
    return list(dict.fromkeys(found))


def _whole() -> Iterator[tuple[Table, str]]:
    yield WAITING, _WAIT
    yield (
        WAITS,
        (
            "SELECT status, kind, reader, count(*) AS n FROM claim WHERE origin <> 'facts' "
            "GROUP BY status, kind, reader"
        ),
    )
    yield RIVAL, _RIVALS.format(stand="stand", these="1 = 1")
    yield SEVERAL, _SEVERAL.format(these="1 = 1")


# ---------------------------------------------------------------------------- what waits
def count(database: Database, rows: Iterable[Mapping[str, Any]], by: int = 1) -> None:
    """Count claims, given by their rows, in (by 1) or out (by -1), in the open transaction."""
    told = Counter(
        (row["status"], row["report"] or "", row["kind"], row["reader"])
        for row in rows if row["origin"] != "facts"
    )  # fmt: skip
    came = _came(database, {report for _, report, _, _ in told} - {""})
    here: Counter[tuple[Any, ...]] = Counter()
    of_all: Counter[tuple[Any, ...]] = Counter()
    for (status, report, kind, reader), n in told.items():
        here[status, came.get(report, 0), report, kind, reader] += by * n
        of_all[status, kind, reader] += by * n
    for table, changes in ((WAITING, here), (WAITS, of_all)):
        key, signs = ", ".join(table.key), ", ".join("?" * len(table.columns))
        database.run_each(
            f"INSERT INTO {table.name} ({key}, n) VALUES ({signs}) "
            f"ON CONFLICT ({key}) DO UPDATE SET n = {table.name}.n + excluded.n",
            ([*which, n] for which, n in changes.items()),
        )
        if by < 0:
            which_one = " AND ".join(f"{column} = ?" for column in table.key)
            database.run_each(f"DELETE FROM {table.name} WHERE {which_one} AND n = 0", changes)


def recount(database: Database, statuses: Mapping[str, str]) -> None:
    """Count claims under the status that each is about to have, in the open transaction."""
    rows = []
    for where, values in _some("id", list(statuses)):
        rows += database.rows(
            f"SELECT id, origin, status, report, kind, reader FROM claim WHERE {where}", values
        )
    changed = [row for row in rows if row["status"] != statuses[row["id"]]]
    count(database, changed, -1)
    count(database, ({**dict(row), "status": statuses[row["id"]]} for row in changed))


def came(database: Database, report: str, entry: int) -> None:
    """Note at which entry a report came of which there were claims before."""
    database.run("UPDATE waiting SET came = ? WHERE report = ?", [entry, report])


def _came(database: Database, reports: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for where, values in _some("id", sorted(reports)):
        rows = database.rows(
            f"SELECT id, min(entry) AS came FROM report WHERE {where} GROUP BY id", values
        )
        found |= {row["id"]: row["came"] for row in rows}
    return found


# ---------------------------------------------------------------------------- where rivals may be
def keys_of(database: Database, ids: Sequence[str]) -> Keys:
    """Return under which keys the rows of these claims stand in what is gathered."""
    found: Keys = {table.name: set() for table, *_ in _LOOKED_AT}
    for table, of, kind, key, _ in _LOOKED_AT:
        columns = ", ".join(key)
        for where, values in _some("id", [i for i in ids if i.startswith(kind)]):
            rows = database.rows(f"SELECT DISTINCT {columns} FROM {of} WHERE {where}", values)
            found[table.name] |= {tuple(row[c] for c in key) for row in rows}
    return found


def gather(database: Database, *several: Keys) -> None:
    """Look anew at what stands under these keys, in the open transaction."""
    for table, _, _, key, statement in _LOOKED_AT:
        keys = sorted({each for told in several for each in told[table.name]})
        alias = "n." if table is SEVERAL else ""
        asked = statement.format(
            stand="stand", these=" AND ".join(f"{alias}{column} = ?" for column in key)
        )
        times, columns = asked.count("?") // len(key), ", ".join(table.columns)
        where = " AND ".join(f"{column} = ?" for column in key)
        database.run_each(f"DELETE FROM {table.name} WHERE {where}", keys)
        database.run_each(
            f"INSERT INTO {table.name} ({columns}) {asked}", [each * times for each in keys]
        )


_LOOKED_AT = (
    (RIVAL, "stand", "position-", ("phrase", "target", "name"), _RIVALS),
    (SEVERAL, "counted", "figure-", ("quantity", "scope", "seen"), _SEVERAL),
)


def rivals(database: Database, where: str, values: Sequence[Any]) -> list[Row]:
    """Return who may be said to stand in two ways on what, by the claims that meet the condition.

    Whatever claims are left out, no others come to be apart: it is enough to look where any are.
    """
    near = (
        "(SELECT s.* FROM rival AS r CROSS JOIN stand AS s WHERE s.phrase = r.phrase "
        "AND s.target = r.target AND s.name = r.name) AS near"
    )
    return database.rows(_RIVALS.format(stand=near, these=where), [*values, *values])


def _some(column: str, values: list[str]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for start in range(0, len(values), 500):
        yield one_of(column, values[start : start + 500])
