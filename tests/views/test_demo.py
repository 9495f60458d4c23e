from __future__ import annotations

import io
from pathlib import Path

import pytest

from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.views.demo import make_case, show, walk, walk_data
from quorate.views.tables import DEMO_NOTE, Screen, Steps


def test_the_demonstration_keeps_what_the_readme_promises(demo_case: Path) -> None:
    record = Record.open(demo_case)
    walked = walk(record)
    out = io.StringIO()
    show(Screen(out), record, walked, str(demo_case))
    told = out.getvalue()
    assert DEMO_NOTE in told
    assert "needed 23 (2/3 of 34) | reported 20" in told
    assert "by name 20: 6 named, 14 by elimination" in told
    assert "needed 18 (more than 1/2 of 34)" in told
    assert "any 3 of the 14 not in favour (364 sets)" in told
    assert "any 4 of the 14 not in favour: 20 of 30" in told
    assert "needed 20 (2/3 of 30)" in told
    assert f"quorate serve {demo_case}" in told
    record.close()


def test_the_sentence_behind_the_number_is_shown(demo_case: Path) -> None:
    record = Record.open(demo_case)
    out = io.StringIO()
    walked = walk(record)
    show(Screen(out), record, walked, str(demo_case))
    assert walked.vote.passages
    assert "three votes fewer than the 23" in out.getvalue().replace("⟦", "").replace("⟧", "")
    record.close()


def test_its_data_have_the_same_numbers(demo_case: Path) -> None:
    record = Record.open(demo_case)
    data = walk_data(record, walk(record))
    assert data["vote"]["with_proposals"]["needed"] == 23
    assert data["leaving"]["with_proposals"]["outcome"] == "adopted"
    assert {v["organ"] for v in data["compare"]} >= {"OAS-MC", "OAS-GA"}
    record.close()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Unusable, match="not empty"):
        make_case(tmp_path, Steps(None))
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
