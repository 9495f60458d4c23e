"""How many are there up to a day: claims that name somebody, acts, numbers of a series?

Counts of what lies in the projections, by stretches of time, so that a count on a day adds up the
stretches before it and looks at the claims of the last stretch alone. They count what stands now,
whenever it was published; where anything ends by the day asked for, its stretch is looked at too.
Each is brought up to date in the transaction that changes what it counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from quorate.record.database import Database, Row, Table, one_of, quoted
from quorate.record.schema import STANDING

NEVER = "~"  # the end of what has none: after every day
_STAND, _STANDING = one_of("status", STANDING)
# How many claims name somebody, by the month since when they hold.
NAMED = Table(
    name="named",
    columns={"name": "TEXT", "month": "TEXT", "ends": "TEXT", "n": "INTEGER"},
    required=("name", "month", "ends", "n"),
    key=("name", "month", "ends"),
)
# How many acts of a type are done, planned ... on a day, how many of them decided; `ends`: the
# first day on which one is over.
ACTED = Table(
    name="acted",
    columns={
        "starts": "TEXT", "type": "TEXT", "standing": "TEXT", "ends": "TEXT", "decided": "INTEGER",
        "n": "INTEGER",
    },
    required=("starts", "type", "standing", "ends", "decided", "n"),
    key=("starts", "type", "standing"),
)  # fmt: skip
# How many numbers of a series are of a year; `ends` as of acts.
NUMBERED = Table(
    name="numbered",
    columns={
        "quantity": "TEXT", "scope": "TEXT", "unit": "TEXT", "year": "TEXT", "ends": "TEXT",
        "n": "INTEGER",
    },
    required=("quantity", "scope", "unit", "year", "ends", "n"),
    key=("quantity", "scope", "unit", "year"),
)  # fmt: skip
TOTALS = (NAMED, ACTED, NUMBERED)
_SERIES = "quantity = ? AND scope = ? AND unit = ?"
_ACTED = (
    "SELECT starts, min(type) AS type, standing, min(ends) AS ends, sum(decided) AS decided, "
    "count(*) AS n FROM (SELECT starts, min(type) AS type, min(standing) AS standing, "
    "min(coalesce(until, '~')) AS ends, "
    "max(CASE WHEN status IN ('official', 'accepted') THEN 1 ELSE 0 END) AS decided "
    f"FROM done WHERE {_STAND}{{these}} GROUP BY starts, sign) AS each "
    "GROUP BY starts, type, standing"
)
_NUMBERED = (
    "SELECT quantity, scope, unit, year, min(ends) AS ends, count(*) AS n FROM ("
    "SELECT quantity, scope, unit, min(substr(starts, 1, 4)) AS year, "
    "min(coalesce(until, '~')) AS ends "
    f"FROM counted WHERE {_STAND}{{these}} GROUP BY quantity, scope, unit, day, what) AS each "
    "GROUP BY quantity, scope, unit, year"
)
_NAMED = (
    "SELECT name, substr(starts, 1, 7) AS month, coalesce(until, '~') AS ends, count(*) AS n "
    f"FROM mention WHERE listed = 0 AND {_STAND} "
    "GROUP BY name, substr(starts, 1, 7), coalesce(until, '~')"
)


class Counted(msgspec.Struct):
    """What changes in a transaction: whose names, which days, which years of which series."""

    names: Counter[tuple[str, str, str]] = msgspec.field(default_factory=Counter)
    days: set[str] = msgspec.field(default_factory=set)
    years: set[tuple[str, str, str, str]] = msgspec.field(default_factory=set)

    def take(self, table: str, rows: Iterable[Mapping[str, Any]], by: int) -> None:
        """Take in rows of a projection that come (by 1) or go (by -1)."""
        if table == "mention":
            for row in rows:
                if not row["listed"] and row["status"] in STANDING:
                    ends = row["until"] or NEVER
                    self.names[row["name"], row["starts"][:7], ends] += by
        elif table == "done":
            self.days |= {row["starts"] for row in rows}
        elif table == "counted":
            self.years |= {
                (r["quantity"], r["scope"], r["unit"], r["starts"][:4]) for r in rows
            }  # fmt: skip

    def write(self, database: Database) -> None:
        """Bring the counts up to date, in the transaction that is open."""
        changed = [(*key, n) for key, n in self.names.items() if n]
        database.run_each(
            "INSERT INTO named (name, month, ends, n) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (name, month, ends) DO UPDATE SET n = named.n + excluded.n",
            changed,
        )
        database.run_each(
            "DELETE FROM named WHERE name = ? AND month = ? AND ends = ? AND n = 0",
            [key[:3] for key in changed],
        )
        days = [(day,) for day in sorted(self.days)]
        database.run_each("DELETE FROM acted WHERE starts = ?", days)
        _written(database, ACTED, _ACTED.format(these=" AND starts = ?"), days)
        years = sorted(self.years)
        database.run_each(f"DELETE FROM numbered WHERE {_SERIES} AND year = ?", years)
        dated = [(*key, f"{key[3]}~") for key in years if key[3]]  # a day begins with its year
        _written(
            database, NUMBERED, _NUMBERED.format(these=f" AND {_SERIES} AND day >= ? AND day < ?"),
            dated,
        )  # fmt: skip
        undated = [key[:3] for key in years if not key[3]]
        these = f" AND {_SERIES} AND starts = ''"
        _written(database, NUMBERED, _NUMBERED.format(these=these), undated)


def _written(
    database: Database, table: Table, statement: str, several: Sequence[Sequence[str]] = ((),)
) -> None:
    columns = ", ".join(map(quoted, table.columns))
    database.run_each(
        f"INSERT INTO {quoted(table.name)} ({columns}) {statement}",
        [(*_STANDING, *values) for values in several],
    )


def fill(database: Database) -> None:
    """Write every count anew, in the transaction that is open."""
    for table, statement in _whole():
        database.run(f"DELETE FROM {quoted(table.name)}")
        _written(database, table, statement)


def differences(database: Database) -> list[str]:
    """Return the names of the tables that do not say what the claims give."""
    found = []
    for table, statement in _whole():
        columns = ", ".join(map(quoted, table.columns))
        there = database.rows(f"SELECT {columns} FROM {quoted(table.name)}")
        wanted = database.rows(statement, _STANDING)
        one, other = ({tuple(dict(r).values()) for r in rows} for rows in (there, wanted))
        if one != other:
            found.append(table.name)
    return found


def _whole() -> Iterator[tuple[Table, str]]:
    yield NAMED, _NAMED
    yield ACTED, _ACTED.format(these="")
    yield NUMBERED, _NUMBERED.format(these="")


# ---------------------------------------------------------------------------- asked
def named(database: Database, on: str | None) -> Counter[str]:
    """Return in how many claims that hold on a day each name is; without one, in how many."""
    ended, told = ("", []) if on is None else (" WHERE ends > ? AND month < ?", [on, on[:7]])
    found = Counter(
        {
            row["name"]: int(row["n"])
            for row in database.rows(
                f"SELECT name, sum(n) AS n FROM named{ended} GROUP BY name", told
            )
        }
    )
    if on is not None:
        for row in database.rows(
            f"SELECT name, count(*) AS n FROM mention WHERE starts >= ? AND starts <= ? AND "
            f"listed = 0 AND {_STAND} AND (until IS NULL OR until > ?) GROUP BY name",
            [on[:7], on, *_STANDING, on],
        ):
            found[row["name"]] += row["n"]
    return found


def acted(
    database: Database, on: str | None, types: Sequence[str], since: str, apart: Collection[str]
) -> Iterator[tuple[str, str, int, int]]:
    """Yield day and standing of acts, how many of them are decided and how many there are.

    Args:
        database: where they lie.
        on: the day asked for, or None.
        types: only of these types; none: of all.
        since: only of this year and later, or of no day; empty: of all.
        apart: days of which the claims must be looked at; these are left out.
    """
    asked, told = ["1 = 1"], []
    if on is not None:
        asked.append("starts <= ?")
        told.append(on)
    if types:
        of, values = one_of("type", types)
        asked.append(of)
        told += values
    if since:
        asked.append("(starts >= ? OR starts = '')")
        told.append(since[:4])
    for row in database.rows(
        "SELECT starts, standing, sum(decided) AS decided, sum(n) AS n FROM acted "
        f"WHERE {' AND '.join(asked)} GROUP BY starts, standing",
        told,
    ):
        if row["starts"] not in apart:
            yield row["starts"], row["standing"], int(row["decided"]), int(row["n"])


def ended(database: Database, on: str | None) -> set[str]:
    """Return the days of acts some of which are over by a day."""
    if on is None:
        return set()
    asked = "SELECT DISTINCT starts FROM acted WHERE starts <= ? AND ends <= ?"
    return {row["starts"] for row in database.rows(asked, [on, on])}


def numbered(database: Database, on: str | None) -> list[Row]:
    """Return each series that has numbers on a day: quantity, scope, unit and how many points."""
    if on is None:
        return database.rows(
            "SELECT quantity, scope, unit, sum(n) AS points FROM numbered "
            "GROUP BY quantity, scope, unit"
        )
    return database.rows(
        "SELECT quantity, scope, unit, sum(n) AS points FROM ("
        "SELECT quantity, scope, unit, n FROM numbered WHERE year < ? AND ends > ? "
        "UNION ALL SELECT quantity, scope, unit, count(*) AS n FROM ("
        "SELECT c.quantity, c.scope, c.unit FROM numbered AS y CROSS JOIN counted AS c "
        "WHERE (y.year = ? OR (y.year < ? AND y.ends <= ?)) AND c.quantity = y.quantity "
        "AND c.scope = y.scope AND c.unit = y.unit AND substr(c.starts, 1, 4) = y.year "
        "AND (y.year = '' OR (c.day >= y.year AND c.day < y.year || '~')) AND c.starts <= ? "
        f"AND (c.until IS NULL OR c.until > ?) AND {one_of('c.status', STANDING)[0]} "
        "GROUP BY c.quantity, c.scope, c.unit, c.day, c.what) AS each "
        "GROUP BY quantity, scope, unit) AS every GROUP BY quantity, scope, unit",
        [on[:4], on, on[:4], on[:4], on, on, on, *_STANDING],
    )
