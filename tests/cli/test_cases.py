"""Cases from their first report to their export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Answer


def test_new_read_votes_export_rebuild(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, text = tmp_path / "case", tmp_path / "wire.txt"
    text.write_text(
        "The Permanent Council of the Organization of American States (OAS) adopted the draft "
        "resolution on Tuesday by 19 votes to 4, with 10 abstentions.\n"
    )
    assert Answer(capsys, "new", case, "--name", "Lima", "--json").data["name"] == "Lima"
    told = Answer(capsys, "read", text, "--into", case, "--published", "2018-06-06", "--json").data
    assert (told["read"], told["copied"], told["added"]["reports"]) == (1, 1, 1)
    again = Answer(capsys, "read", text, "--into", case, "--json").data
    assert (again["copied"], again["added"]["reports"], again["added"]["claims"]) == (0, 0, 0)
    before = Answer(capsys, "votes", case, "--json").data
    assert before["votes"]
    assert Answer(capsys, "rebuild", case).code == 0
    assert Answer(capsys, "votes", case, "--json").data == before
    files = Answer(capsys, "export", case, tmp_path / "out", "--json").data["files"]
    assert [Path(f).name for f in files] == ["claims.jsonl", "counts.csv", "ballots.csv"]


def test_reading_to_a_file_gives_a_line_for_each_thing_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Brazil and Peru spoke. It rained.\n")
    out = tmp_path / "out.jsonl"
    assert Answer(capsys, "read", tmp_path / "a.txt", "--jsonl", out, "--json").data["lines"] == 2
    lines = [json.loads(each) for each in out.read_text().splitlines()]
    assert {(each["file"], each["kind"]) for each in lines} == {("a.txt", "mention")}


def test_an_undated_report_is_read_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n")
    told = Answer(capsys, "read", tmp_path / "a.txt", "--into", tmp_path / "case")
    assert told.code == 0
    assert len([e for e in told.err.splitlines() if "publication date" in e]) == 1
