"""On which side did each actor stand, from when to when?

Of one actor on one issue one claim holds at a time. The days on which another does are few, so what
holds is kept step by step: which side, whether that is decided, and the shortest words by then. A
step is worked out in the order of the law (the weight of a row of `STAND`) from what lies in that
table, and anew in the transaction that changes it. It speaks of what is held now, of claims that
stand, whenever they were published; whoever asks otherwise weighs the claims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any, TypeAlias

from quorate.record.database import Database, Table, quoted
from quorate.record.schema import DECIDED, STANDING

# Who is on which side of an issue from one day on to another.
STEP = Table(
    name="step",
    columns={
        "phrase": "TEXT", "target": "TEXT", "name": "TEXT", "begins": "TEXT", "ends": "TEXT",
        "pro": "INTEGER", "contra": "INTEGER", "aside": "INTEGER", "decided": "INTEGER",
        "worded": "TEXT",
    },
    required=("phrase", "target", "name", "begins", "ends", "pro", "contra", "aside", "decided",
              "worded"),
    key=("phrase", "target", "name", "begins"),
    indexes=(("name",),),
)  # fmt: skip
UNDATED = "~"  # after every day: what is asked without one
OPEN = "~~"  # the end of what has none, for whoever names no day too
Whose: TypeAlias = tuple[str, str, str]  # folded phrase, target and name
_SIDES = {"for": "pro", "against": "contra", "neutral": "aside"}
_OF = "phrase = ? AND target = ? AND name = ?"


def steps(told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the steps of one actor on one issue, from its rows of `STAND`, oldest first."""
    stand = sorted((row for row in told if row["status"] in STANDING), key=lambda r: r["seen"])
    ends = {row["until"] for row in stand if row["until"]}
    found: list[dict[str, Any]] = []
    held: list[tuple[_Last, Mapping[str, Any]]] = []
    worded, place = "", 0
    for day in sorted({row["seen"] for row in stand} | ends):
        while place < len(stand) and stand[place]["seen"] <= day:
            row = stand[place]
            worded = min(worded or row["worded"], row["worded"])
            if row["name"]:
                heappush(held, (_Last(heeded(row)), row))
            place += 1
        while held and held[0][1]["until"] and held[0][1]["until"] <= day:
            heappop(held)
        if place:
            _step(found, day, held[0][1] if held else None, worded)
    if found:  # without a day no claim has ended
        named = [row for row in stand if row["name"]]
        _step(found, UNDATED, max(named, key=heeded) if named else None, worded)
    return found


def _step(
    found: list[dict[str, Any]], begins: str, row: Mapping[str, Any] | None, worded: str
) -> None:
    """Add a step, if it differs from the last."""
    sides = dict.fromkeys(_SIDES.values(), 0)
    if row is not None:
        sides[_SIDES[row["side"]]] = 1
    decided = int(row is not None and row["status"] in DECIDED)
    step = {**sides, "decided": decided, "worded": worded}
    if found and all(found[-1][name] == value for name, value in step.items()):
        return
    if found:
        found[-1]["ends"] = begins
    found.append({"begins": begins, "ends": OPEN, **step})


class _Last:
    """A weight that sorts the heaviest first."""

    __slots__ = ("weight",)

    def __init__(self, weight: str) -> None:
        self.weight = weight

    def __lt__(self, other: _Last) -> bool:
        return self.weight > other.weight


def heeded(row: Mapping[str, Any]) -> str:
    """Return the weight of a row as the law has it: after the rank stands whether it is heeded."""
    heed = "0" if row["model"] and row["status"] not in DECIDED else "1"
    return f"{row['weight'][:1]}{heed}{row['weight'][1:]}"


# ---------------------------------------------------------------------------- kept
def renew(database: Database, whose: Collection[Whose]) -> None:
    """Work out the steps of these anew, in the transaction that is open."""
    made: list[dict[str, Any]] = []
    for each in sorted(whose):
        rows = database.rows(f"SELECT * FROM stand WHERE {_OF}", each)
        made += _made(each, rows)
    database.run_each(f"DELETE FROM step WHERE {_OF}", sorted(whose))
    database.insert(STEP, made)


def fill(database: Database) -> None:
    """Write every step anew, in the transaction that is open."""
    database.run("DELETE FROM step")
    for made in _every(database):
        database.insert(STEP, made)


def differences(database: Database) -> bool:
    """Is there a step that does not follow from the claims, or one missing?"""
    columns = ", ".join(map(quoted, STEP.columns))
    there = database.rows(f"SELECT {columns} FROM step ORDER BY {', '.join(STEP.key)}")
    wanted = (tuple(row[c] for c in STEP.columns) for made in _every(database) for row in made)
    kept = (tuple(row[c] for c in STEP.columns) for row in there)
    return sorted(kept) != sorted(wanted)


def _every(database: Database) -> Iterator[list[dict[str, Any]]]:
    """Yield the steps of every issue, one after another."""
    for issue in database.rows("SELECT DISTINCT phrase, target FROM stand"):
        key = (issue["phrase"], issue["target"])
        rows = database.rows("SELECT * FROM stand WHERE phrase = ? AND target = ?", key)
        several: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            several.setdefault(row["name"], []).append(row)
        yield [row for name, told in several.items() for row in _made((*key, name), told)]


def _made(whose: Whose, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    keyed = dict(zip(("phrase", "target", "name"), whose, strict=True))
    return ({**keyed, **step} for step in steps(list(rows)))
