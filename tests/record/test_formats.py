"""Nothing is lost of a record of an earlier format when it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from quorate.claims.claim import Tally
from quorate.claims.source import Person
from quorate.record.database import quoted
from quorate.record.positions import positions
from quorate.record.projections import KEPT, PROJECTIONS
from quorate.record.record import Record
from quorate.record.schema import SCHEMA
from quorate.record.store import Store
from tests.record.dice import made
from tests.record.test_projections import check


@pytest.mark.parametrize("seed", [3, 4])
def test_a_record_of_format_3_is_projected_when_it_is_opened(tmp_path: Path, seed: int) -> None:
    address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    record = made(Store(address), seed, doubts=True)
    every = positions(record)
    database = record.store.database
    dated = database.rows("SELECT id, dated, place FROM claim ORDER BY id")
    for table in (*PROJECTIONS, *KEPT):
        database.run(f"DROP TABLE {quoted(table.name)}")
    for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'index' "
                             "AND name NOT LIKE 'sqlite_%'"):  # fmt: skip
        database.run(f"DROP INDEX {quoted(row['name'])}")
    for name in ("dated", "place"):
        database.run(f"ALTER TABLE claim DROP COLUMN {name}")
    record.store.set_meta("schema", "3")
    record.close()
    again = Record(Store(address), record.case)
    assert positions(again) == every
    database = again.store.database
    after = database.rows("SELECT id, dated, place FROM claim ORDER BY id")
    assert [tuple(row) for row in after] == [tuple(row) for row in dated]
    check(again)
    again.close()


def test_a_record_of_format_4_is_summed_up_when_it_is_opened(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    record = made(Store(address), 6, doubts=True)
    before = kept(record)
    for table in KEPT:
        record.store.database.run(f"DROP TABLE {quoted(table.name)}")
    record.store.set_meta("schema", "4")
    record.close()
    again = Record(Store(address), record.case)
    assert kept(again) == before
    check(again)
    again.close()


def test_a_record_of_format_5_gets_its_indexes_when_it_is_opened(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    record = made(Store(address), 6, doubts=False)
    record.store.database.drop_indexes(["stand_name", "step_name"])
    record.store.set_meta("schema", "5")
    record.close()
    again = Record(Store(address), record.case)
    assert again.store.meta("schema") == SCHEMA
    rows = again.store.database.rows("SELECT name FROM sqlite_master WHERE type = 'index'")
    assert {"stand_name", "step_name"} <= {row["name"] for row in rows}
    again.close()


def test_a_record_of_format_7_keeps_its_counts_of_which_no_majority_was_told(
    tmp_path: Path,
) -> None:
    address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    record = Record(Store(address), Record.in_memory().case)
    record.add_claims([Tally(source=Person("analyst", "counted"), draft="d-1", yes=3, no=1)])
    (before,) = record.held("tally")
    record.store.database.run("ALTER TABLE tally DROP COLUMN majority")
    record.store.set_meta("schema", "7")
    record.close()
    again = Record(Store(address), record.case)
    (after,) = again.held("tally")
    assert after.holds.claim == before.holds.claim
    again.close()


def kept(record: Record) -> list[list[str]]:
    database = record.store.database
    told = (database.rows(f"SELECT * FROM {quoted(table.name)}") for table in KEPT)
    return [sorted(repr(tuple(row)) for row in rows) for rows in told]
