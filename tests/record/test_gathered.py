"""What is kept of several claims together is what the claims themselves give, on random records."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Figure, Position
from quorate.claims.source import Passage
from quorate.record.actors import fold
from quorate.record.database import quoted
from quorate.record.gathered import GATHERED, RIVAL, SEVERAL, WAITING, WAITS, differences, fill
from quorate.record.marks import seen
from quorate.record.projections import PROJECTIONS
from quorate.record.record import Record
from quorate.record.redact import redact
from quorate.record.schema import SCHEMA
from quorate.record.store import Store
from quorate.record.verify import altered
from tests.record.dice import Dice, made


def check(record: Record) -> None:
    """Compare what is written with what each claim says, looked at one by one."""
    database = record.store.database
    assert differences(database) == []
    origins = {row["id"]: row["origin"] for row in database.rows("SELECT id, origin FROM claim")}
    came = {row["id"]: row["n"] for row in database.rows(
        "SELECT id, min(entry) AS n FROM report GROUP BY id")}  # fmt: skip
    wait: dict[tuple[object, ...], int] = defaultdict(int)
    stances: dict[tuple[str, ...], list[Position]] = defaultdict(list)
    numbers: dict[tuple[str, ...], list[tuple[object, ...]]] = defaultdict(list)
    for stored in record.stored():
        claim = stored.claim
        report = claim.source.report if isinstance(claim.source, Passage) else ""
        if origins[claim.id] != "facts":
            wait[stored.status, came.get(report, 0), report, claim.kind, claim.reader] += 1
        if isinstance(claim, Position):
            for name in {p.actor for p in claim.parties} - {""}:
                stances[fold(claim.phrase), claim.target, name].append(claim)
        if isinstance(claim, Figure) and seen(claim):
            number = claim.wording or str(claim.best or claim.low or claim.high)
            key = (claim.quantity, claim.scope, seen(claim))
            numbers[key].append((*key, claim.id, number, report or None, claim.starts, claim.known,
                                 claim.until, stored.status))  # fmt: skip
    rivals = {key for key, told in stances.items() if any(
        (a.stance, a.negated) != (b.stance, b.negated)
        and (a.starts == b.starts or any(len(c.starts) < 10 or c.until for c in told))
        for a in told for b in told)}  # fmt: skip
    several = {row for told in numbers.values() if len({r[4] for r in told}) > 1 for row in told}
    of_all: dict[tuple[object, ...], int] = defaultdict(int)
    for (status, _, _, kind, reader), n in wait.items():
        of_all[status, kind, reader] += n
    for table, wanted in ((WAITING, {(*k, n) for k, n in wait.items()}), (RIVAL, rivals),
                          (WAITS, {(*k, n) for k, n in of_all.items()}),
                          (SEVERAL, several)):  # fmt: skip
        there = database.rows(f"SELECT * FROM {quoted(table.name)}")
        assert {tuple(row[c] for c in table.columns) for row in there} == wanted, table.name


def written(record: Record) -> list[list[tuple[object, ...]]]:
    database = record.store.database
    return [
        sorted((tuple(dict(row).values()) for row in rows), key=repr)
        for rows in (database.rows(f"SELECT * FROM {quoted(t.name)}") for t in GATHERED)
    ]


@given(st.integers(0, 10**9), st.booleans())
@settings(max_examples=30, deadline=None)
def test_what_is_gathered_follows_from_the_claims(seed: int, doubts: bool) -> None:
    record = made(Store("sqlite://"), seed, doubts)
    check(record)
    record.close()


@pytest.mark.database
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_holds_in_a_shared_record(emptied: str, seed: int) -> None:
    record = made(Store(emptied), seed, doubts=True)
    check(record)
    record.close()


def test_a_verdict_is_counted_at_once_also_one_taken_elsewhere(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    here = made(Store(address), 5, doubts=False)
    there = Record(Store(address), here.case)
    dice = Dice(7, doubts=False)
    for n in range(8):
        dice.decide((here, there)[n % 2], 2)
        check(here)
        assert written(here) == written(there)
    here.close()
    there.close()


def test_a_report_that_comes_after_its_claims_takes_its_place_in_the_order() -> None:
    dice = Dice(3, doubts=False)
    record = Record(Store("sqlite://"), made(Store("sqlite://"), 3, doubts=False).case)
    reports = dice.reports()
    readings = dice.readings(reports, 12)
    record.add_claims([c for reading in readings for c in reading.claims], proposed=True)
    check(record)
    record.add(readings)
    check(record)
    assert {row["came"] for row in record.store.database.rows("SELECT came FROM waiting")} != {0}
    record.close()


@pytest.mark.parametrize("schema", ["4", "3"])
def test_an_earlier_record_is_gathered_when_it_is_opened(tmp_path: Path, schema: str) -> None:
    address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    record = made(Store(address), 6, doubts=True)
    database = record.store.database
    before = written(record)
    older = GATHERED if schema == "4" else (*GATHERED, *PROJECTIONS)
    for table in older:
        database.run(f"DROP TABLE {quoted(table.name)}")
    database.drop_indexes(["counted_quantity_scope_seen"])
    record.store.set_meta("schema", schema)
    record.close()
    again = Record(Store(address), record.case)
    assert written(again) == before
    assert again.store.meta("schema") == SCHEMA
    check(again)
    again.close()


def test_a_count_that_does_not_follow_is_told_and_can_be_made_anew() -> None:
    record = made(Store("sqlite://"), 6, doubts=False)
    database = record.store.database
    number = (
        "INSERT INTO several (quantity, scope, seen, id, number, starts, status) "
        "VALUES ('x', '', '2020', 'figure-x', '1', '', 'proposed')"
    )
    for table, change in (("waiting", "UPDATE waiting SET n = n + 1"),
                          ("waits", "UPDATE waits SET n = n - 1"),
                          ("rival", "INSERT INTO rival VALUES ('x', '', 'AAA')"),
                          ("several", number)):  # fmt: skip
        database.run(change)
        assert differences(database) == [table]
        assert [p.where for p in altered(record.store)] == [table]
        with database.transaction():
            fill(database)
        assert differences(database) == []
    record.close()


def test_words_that_are_removed_are_in_nothing_gathered(tmp_path: Path) -> None:
    record = Record.create(tmp_path / "case")
    dice = Dice(11, doubts=False)
    record.add(dice.readings(dice.reports(), 200))
    assert "costa" in repr(written(record)).casefold()
    redact(record, by="Ben", why="a name to be kept out", names=["Ana Costa", "Costa"])
    check(record)
    assert "costa" not in repr(written(record)).casefold()
    record.close()
