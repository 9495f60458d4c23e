"""Is a parsed report written as the format asks, and does it lead back to the text?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quorate.cli import run
from quorate.press.load import load as load_reports
from quorate.reading.pipeline import load
from quorate.views.parsed import conllu, parsed

TEXT = "LIMA —  Peru abstained.\n\nIts envoy,\nthe tall Ana Quiroga, left early."


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "wire.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_report_is_written_in_ten_columns_whose_heads_and_places_hold(written: Path) -> None:
    reports = load_reports([written]).reports
    ((report, sentences),) = parsed(reports, load())
    blocks = [each for each in conllu(report, sentences).split("\n\n") if each.strip()]
    assert len(blocks) == 2
    for block in blocks:
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        assert all(len(row) == 10 and all(row) for row in rows)
        assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
        assert [row[6] for row in rows].count("0") == 1
        assert all(0 <= int(row[6]) <= len(rows) and row[6] != row[0] for row in rows)
        for row in rows:
            start, end = row[9].rpartition("=")[2].split(":")
            assert report.text[int(start) : int(end)] == row[1]


def test_the_command_prints_it_and_gives_it_as_data(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["parse", str(written)]) == 0
    assert "\tabstain\tVERB\t" in capsys.readouterr().out
    assert run(["parse", str(written), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    words = data["reports"][0]["sentences"][0]["words"]
    assert [word["form"] for word in words] == ["LIMA", "—", "Peru", "abstained", "."]


def test_a_pipeline_that_is_not_there_is_refused_in_one_sentence(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["parse", str(written), "--language", "en_nowhere"]) == 2
    assert "No pipeline 'en_nowhere' is installed" in capsys.readouterr().err
