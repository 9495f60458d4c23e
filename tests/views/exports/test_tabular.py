"""Tables: a valid Data Package, Parquet and SQLite that hold the same rows."""

from __future__ import annotations

import csv
import sqlite3
import sys
from pathlib import Path

import polars
import pytest
from frictionless import Package

from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.views.export import FORMS, export
from quorate.views.exports.rows import ordered, tables
from quorate.views.exports.tabular import write_csv, write_parquet, write_sqlite


@pytest.mark.parametrize("which", ["held", "demo"])
def test_csv_is_a_data_package_by_the_published_schema(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    paths = write_csv(request.getfixturevalue(which), tmp_path)
    report = Package(str(paths[-1])).validate()
    assert report.valid, report.flatten(["message"])


def test_the_three_forms_hold_every_claim_and_the_same_rows(demo: Record, tmp_path: Path) -> None:
    write_csv(demo, tmp_path)
    write_parquet(demo, tmp_path)
    (database,) = write_sqlite(demo, tmp_path)
    kinds = tables(demo)
    assert sum(map(len, kinds.values())) == len(demo.claims()) + len(demo.reports())
    with sqlite3.connect(database) as opened:
        for kind, rows in kinds.items():
            told = [tuple(line) for line in ordered(kind, rows)]
            assert polars.read_parquet(tmp_path / f"{kind}.parquet").rows() == told
            kept = opened.execute(f'SELECT * FROM "{kind}"').fetchall()
            assert [tuple(int(v) if isinstance(v, bool) else v for v in t) for t in told] == kept
            with (tmp_path / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
                assert len(list(csv.DictReader(file))) == len(rows)


def test_the_views_of_the_database_name_actors_and_drafts(held: Record, tmp_path: Path) -> None:
    (database,) = write_sqlite(held, tmp_path)
    with sqlite3.connect(database) as opened:
        opened.row_factory = sqlite3.Row
        votes = opened.execute("SELECT voter, title, choice FROM votes_by_name").fetchall()
        assert {tuple(v) for v in votes} == {
            ("Barbados", "the draft", "yes"), ("Bolivia", "the draft", "no")
        }  # fmt: skip
        (count,) = opened.execute('SELECT "yes", needed, outcome FROM counts').fetchall()
        assert tuple(count) == (20, 23, "not adopted")
        views = opened.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
        for (name,) in views:
            opened.execute(f"SELECT * FROM {name}").fetchall()
        assert [p.name for p in tmp_path.iterdir()] == ["case.sqlite"]


def test_a_rejected_claim_says_so_in_every_row(held: Record, tmp_path: Path) -> None:
    ballot = next(s for s in held.claims() if s.claim.kind == "ballot").claim.id
    held.decide([ballot], "reject", by="Ana")
    try:
        rows = {r["claim"]: r["status"] for r in tables(held)["ballot"]}
        assert rows[ballot] == "rejected"
    finally:
        held.decide([ballot], "undo", by="Ana")


def test_every_form_is_written_and_one_that_is_none_is_refused(
    held: Record, tmp_path: Path
) -> None:
    paths, _ = export(held, tmp_path, FORMS)
    assert all(p.stat().st_size for p in paths)
    names = {"popolo.json", "plover.jsonl", "annotations.jsonld", "network.gexf", "case.sqlite"}
    assert names <= {p.name for p in paths}
    with pytest.raises(Unusable, match="There is no form 'xls'"):
        export(held, tmp_path, ["xls"])


def test_a_missing_extra_is_one_sentence(
    held: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(Unusable, match=r"pip install 'quorate\[frames\]'"):
        write_parquet(held, tmp_path)
