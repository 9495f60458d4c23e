"""What is imported enters wholly or not at all, and a rebuilt record has it too."""

from __future__ import annotations

from pathlib import Path

import pytest

from quorate.cli import run
from quorate.record.record import Record
from quorate.views.export import export
from tests.views.conftest import reading
from tests.views.imports.test_rollcalls import VOETEN, unga


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    Record.create(folder, "UN").close()
    return folder


def claims(case: Path) -> dict[str, str]:
    record = Record.open(case)
    found = {s.claim.id: s.status for s in record.claims()}
    record.close()
    return found


def test_roll_calls_enter_as_proposals_or_decided_and_are_counted_under_the_rule(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(case), str(unga(tmp_path))]) == 0
    assert "entered, proposed" in capsys.readouterr().out
    assert set(claims(case).values()) == {"proposed"}
    assert run(["votes", str(case), "--question", "unga-5168", "--json"]) == 0
    told = capsys.readouterr().out
    assert "reported 2" in told
    other = tmp_path / "other"
    Record.create(other, "UN").close()
    assert run(["import", str(other), str(tmp_path), "--decided"]) == 0
    assert set(claims(other).values()) == {"accepted"}


def test_one_wrong_row_and_nothing_enters_unless_it_may_be_left_out(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "v.csv"
    path.write_text(VOETEN + VOETEN.splitlines()[1].replace(",1,1,USA", ",1,7,USA") + "\n")
    assert run(["import", str(case), str(path)]) == 2
    told = capsys.readouterr().err
    assert "v.csv:8" in told
    assert "nothing was entered" in told
    assert claims(case) == {}
    assert not (case / "imports").exists()
    assert run(["import", str(case), str(path), "--skip-wrong"]) == 0
    assert len(claims(case)) == 7


def test_importing_twice_changes_nothing(case: Path, tmp_path: Path) -> None:
    run(["import", str(case), str(unga(tmp_path))])
    once = claims(case)
    run(["import", str(case), str(tmp_path)])
    assert claims(case) == once


def test_a_rebuilt_record_has_what_was_imported_and_decided(case: Path, tmp_path: Path) -> None:
    run(["import", str(case), str(unga(tmp_path))])
    (case / "reports").joinpath("r.txt").write_text("The Council met on Monday in Lima.\n")
    first = next(iter(claims(case)))
    assert run(["accept", str(case), first]) == 0
    before = claims(case)
    assert before[first] == "accepted"
    assert run(["rebuild", str(case)]) == 0
    assert before.items() <= claims(case).items()


def test_claims_come_back_where_their_report_is_and_are_refused_where_it_is_not(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Record.create(tmp_path / "other", "Other")
    other.add([reading()])
    export(other, tmp_path / "out")
    ids = {s.claim.id for s in other.claims()}
    other.close()
    file = str(tmp_path / "out" / "claims.jsonl")
    assert run(["import", str(case), file]) == 2
    assert "Read that report into the case first" in capsys.readouterr().err
    assert run(["import", str(tmp_path / "other"), file, "--decided"]) == 0
    assert claims(tmp_path / "other").keys() == ids


def test_a_file_of_no_layout_is_one_sentence(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    assert run(["import", str(case), str(path)]) == 2
    assert "voeten" in capsys.readouterr().err
    assert run(["import", str(case), str(path), "--layout", "xls"]) == 2
    assert "There is no layout 'xls'" in capsys.readouterr().err
    assert run(["import", str(case), str(tmp_path / "none.csv")]) == 2
