"""The commands all together: their words, keys, refusals, and the process that they run in."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from quorate.cli import app, run
from tests.cli.conftest import Answer, quorate, tally_id
from tests.views.conftest import HOSTILE, ROLL_CALL

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


WORDS = {
    "demo", "new", "read", "reports", "record", "show", "votes", "compare", "swing", "accept",
    "reject", "deprecate", "undo", "export", "verify", "doctor", "serve", "rebuild", "members",
    "actors", "positions", "demands", "conflicts", "statements", "timeline", "figures", "talks",
    "brief", "bodies", "body", "rule", "facts", "evaluate", "power", "suppose",
    "rerun", "whip", "forecast", "replace", "redact", "import", "parse", "readers",
}  # fmt: skip


def test_the_commands_are_these_words() -> None:
    assert set(COMMANDS) == WORDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_answers(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = Answer(capsys, command, "--help")
    assert answer.code == 0
    assert "--json" in answer.out
    assert "Traceback" not in answer.out


def test_no_command_at_all_shows_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(capsys)
    assert answer.code == 0
    assert all(command in answer.out for command in WORDS)


KEYS: dict[tuple[str, ...], set[str]] = {
    ("reports",): {"reports"},
    ("record",): {"claims"},
    ("record", "--kind", "tally", "--status", "proposed", "--report", "wire.txt"): {"claims"},
    ("show", "TALLY"): {"claim", "sentences", "verdicts"},
    ("votes",): {"votes", "imported"},
    ("votes", "--question", ROLL_CALL, "--suppose", "leave VEN"): {"votes", "imported"},
    ("compare",): {"question", "votes", "bases", "supposed", "sequence"},
    ("swing",): {"swing"},
    ("forecast", "--question", ROLL_CALL, "--on", "2017-06-18"): {"forecast"},
    ("verify",): {"claims", "whole", "head", "chained", "unchained", "after"},
    ("doctor",): {"versions", "python", "extras", "facts", "unverified", "case"},
}


@pytest.mark.parametrize("words", KEYS, ids=" ".join)
def test_json_has_its_keys_and_people_get_text(
    words: tuple[str, ...], shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = (tally_id() if w == "TALLY" else w for w in words)
    assert Answer(capsys, command, shared, *rest, "--json").data.keys() == KEYS[words] | {
        "problems"
    }
    told = Answer(capsys, command, shared, *rest)
    assert told.code == 0
    assert told.out.strip()
    assert not told.out.startswith("{")


REFUSED: list[tuple[str, ...]] = [
    ("nonsense",),
    ("votes",),
    ("votes", "CASE", "--bogus"),
    ("votes", "nowhere"),
    ("votes", "CASE", "--question", "nothing"),
    ("votes", "CASE", "--on", "yesterday"),
    ("votes", "CASE", "--entry", "999999"),
    ("votes", "CASE", "--entry", "many"),
    ("votes", "CASE", "--organ", "XX"),
    ("votes", "CASE", "--suppose", "zzz"),
    ("votes", "CASE", "--suppose", "leave Atlantis"),
    ("compare", "CASE", "--organ", "XX"),
    ("power", "Atlantis"),
    ("body", "Atlantis"),
    ("new", "NEW", "--body", "Atlantis"),
    ("timeline", "CASE", "--actor", "Atlantis"),
    ("statements", "CASE", "--speaker", "Atlantis"),
    ("positions", "CASE", "--target", "Atlantis"),
    ("record", "CASE", "--kind", "vote"),
    ("record", "CASE", "--status", "maybe"),
    ("record", "CASE", "--report", "none.txt"),
    ("show", "CASE", "tally-none"),
    ("accept", "CASE", "tally-none"),
    ("undo", "CASE", "TALLY"),
    ("read", "nowhere.txt", "--into", "NEW"),
    ("read", "BINARY", "--into", "NEW"),
    ("read", "BINARY", "--jsonl", "NEW"),
    ("read", "BINARY"),
    ("read", "WIRE", "--into", "NEW", "--published", "someday"),
    ("read", "WIRE", "--jsonl", "/proc/nothing/out"),
    ("new", "CASE"),
    ("new", "/proc/nothing"),
    ("export", "CASE", "/proc/nothing"),
    ("rebuild", "nowhere"),
    ("serve", "CASE", "--host", "0.0.0.0"),
    ("serve", "CASE", "--port", "70000"),
    ("demo", "--folder", "CASE"),
]


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_cannot_be_answered_is_one_sentence_and_leaves_nothing(
    words: tuple[str, ...], shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "wire.txt").write_text("It rained.\n")
    files = {"NEW": "new", "BINARY": "binary.txt", "WIRE": "wire.txt"}
    stand_ins = {"CASE": str(shared), "TALLY": tally_id()}
    stand_ins |= {word: str(tmp_path / name) for word, name in files.items()}
    answer = Answer(capsys, *(stand_ins.get(w, w) for w in words))
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    assert answer.err.startswith("quorate: ")
    assert "Traceback" not in answer.err
    assert not (tmp_path / "new").exists()


def test_a_broken_case_file_is_named_with_what_it_may_hold(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "case.toml").write_text('name = "x"\nbody = ["OAS"]\n')
    answer = Answer(capsys, "votes", own)
    assert answer.code == 2
    assert "bodies" in answer.err


def test_a_record_that_is_no_record_is_one_sentence(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "record.sqlite").write_bytes(b"this is no database" * 100)
    answer = Answer(capsys, "votes", own)
    assert answer.code == 2
    assert "rebuild" in answer.err


def test_a_fault_of_ours_is_one_sentence_and_another_code(
    shared: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise TypeError("inner")

    monkeypatch.setattr("quorate.views.compare.all_rows", fail)
    answer = Answer(capsys, "votes", shared)
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    monkeypatch.setattr(
        "quorate.views.compare.all_rows", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    assert Answer(capsys, "votes", shared).code == 130


def test_whoever_stops_listening_is_no_fault(shared: Path) -> None:
    command = (
        f"{sys.executable} -m quorate record {shared} --json | head -c 1; echo ${{PIPESTATUS[0]}}"
    )
    told = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)
    assert told.stderr == ""
    assert told.stdout.splitlines()[-1].lstrip("{") in ("0", "141")


def test_a_served_page_ends_without_a_traceback(shared: Path) -> None:
    command = [sys.executable, "-m", "quorate", "serve", str(shared), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert "http://127.0.0.1:" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert "Traceback" not in told


def test_a_hostile_report_sends_the_terminal_nothing(tmp_path: Path) -> None:
    (tmp_path / "<b>[red].txt").write_text(HOSTILE + "The Council met.\n" + HOSTILE)
    case = tmp_path / "case"
    assert (
        quorate("read", tmp_path / "<b>[red].txt", "--into", case, "--outlet", HOSTILE).returncode
        == 0
    )
    for words in (("reports",), ("record",), ("votes",), ("doctor",), ("reports", "--json")):
        told = quorate(words[0], case, *words[1:])
        assert told.returncode == 0
        for stream in (told.stdout, told.stderr):
            assert not set(stream) & set("\x1b\x07\u202e\u2066"), words


def test_what_reads_nothing_answers_at_once() -> None:
    quorate("--version")  # compiles what was not compiled
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert quorate("--version").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Processor time: how busy the machine is does not count.
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.4


def test_importing_quorate_loads_nothing_heavy() -> None:
    heavy = ("sqlite3", "rich", "typer", "fastapi")
    code = f"import sys, quorate; print([m for m in {heavy} if m in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ}
    )
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [["--help"], ["bodies"], ["rule", "OAS-GA"], ["votes", "."]])
def test_a_command_that_reads_nothing_loads_no_checker_and_no_reader(
    arguments: list[str],
) -> None:
    heavy = ("pydantic", "trafilatura", "lxml", "fastapi", "uvicorn", "quorate.reading.read")
    code = (
        f"import sys; from quorate.cli import run; run({arguments}); "
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ}
    )
    assert found.stdout.splitlines()[-1:] == ["[]"], found.stdout + found.stderr


def test_numbers_are_still_checked_as_they_are_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["votes", ".", "--entry", "soon"]) == 2
    assert "--entry" in capsys.readouterr().err
