from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.files import read_claims_jsonl
from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.views.export import as_json, export
from quorate.views.highlight import UNSAFE
from tests.views.conftest import reading


def test_claims_come_back_as_they_went_out(cancun: Record, tmp_path: Path) -> None:
    paths, _ = export(cancun, tmp_path / "out")
    claims, problems = read_claims_jsonl(paths[0])
    assert problems == []
    assert {c.id for c in claims} == {c.id for c in reading().claims}


def test_counts_and_ballots_are_tables(cancun: Record, tmp_path: Path) -> None:
    export(cancun, tmp_path)
    with (tmp_path / "counts.csv").open(encoding="utf-8") as file:
        counts = list(csv.DictReader(file))
    assert [(c["which"], c["needed"], c["short"]) for c in counts] == [
        ("decided", "23", "3"), ("with proposals", "23", "3")
    ]  # fmt: skip
    with (tmp_path / "ballots.csv").open(encoding="utf-8") as file:
        ballots = list(csv.DictReader(file))
    assert sum(b["choice"] == "yes" for b in ballots) == 20
    assert len(ballots) == 34


def test_no_cell_is_a_formula(hostile: Record, tmp_path: Path) -> None:
    export(hostile, tmp_path)
    for name in ("counts.csv", "ballots.csv"):
        with (tmp_path / name).open(encoding="utf-8") as file:
            for row in csv.reader(file):
                assert not [c for c in row if c[:1] in ("=", "+", "-", "@")]


def test_a_folder_that_cannot_be_made_is_one_sentence(cancun: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unusable, match="cannot be made"):
        export(cancun, tmp_path / "file" / "below")


@given(st.text(max_size=50))
def test_json_says_the_same_and_steers_nothing(text: str) -> None:
    written = as_json({"text": text, "share": Fraction(2, 3)})
    assert not UNSAFE.search(written)
    assert json.loads(written) == {"text": text, "share": "2/3"}
