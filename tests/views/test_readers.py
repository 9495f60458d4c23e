from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.stand_in import Asked, Reply, Served, claims, stand_in
from quorate.cli import run
from quorate.record.record import Record

TRUE: dict[str, Any] = {
    "kind": "position", "quote": "Russia, its ally of old, condemned the raid",
    "actors": ["Russia"], "cue": "condemned", "label": "condemns", "about": "the raid",
    "targets": [], "denied": False, "number": "",
}  # fmt: skip
FIGURE = {**TRUE, "kind": "figure", "quote": "86 parliamentarians", "about": "parliamentarians",
          "number": "86", "actors": [], "cue": "", "label": ""}  # fmt: skip
FALSE = {**TRUE, "actors": ["Norway"]}
TEXT = (
    "GENEVA, 4 May 2010 - Some 86 parliamentarians left. "
    "Russia, its ally of old, condemned the raid."
)
KEY = "sk-secret-words"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("QUORATE_READERS", raising=False)
    monkeypatch.setenv("LOCAL_KEY", KEY)
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def named(place: Path, served: Served, more: str = "") -> None:
    folder = place / "config" / "quorate"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "readers.toml").write_text(
        f'[[reader]]\nname = "local"\naddress = "{served.address}"\nmodel = "m"\n'
        f'key = "LOCAL_KEY"\n{more}',
        encoding="utf-8",
    )


@pytest.fixture
def served(place: Path) -> Iterator[Served]:
    with stand_in([claims(TRUE, FIGURE, FALSE)]) as found:
        named(place, found)
        yield found


def read(place: Path, *more: str) -> int:
    return run(["read", str(place / "report.txt"), "--into", str(place / "case"), *more])


def by_readers(place: Path) -> dict[str, set[str]]:
    record = Record.open(place / "case")
    found: dict[str, set[str]] = {}
    for stored in record.claims():
        if stored.claim.reader:
            found.setdefault(stored.claim.reader, set()).add(stored.claim.id)
    record.close()
    return found


def test_a_model_reads_beside_the_grammar_and_what_is_refused_is_counted(
    place: Path, served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(place, "--reader", "grammar+local", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)["models"]
    assert told["reasons"] == {"the words say it of somebody else": 1}
    assert told["refusals"][0]["words"] == FALSE["quote"]
    assert told["proposed"] + told["both"] == 2
    assert told["spent"]["requests"] == len(served.asked) == 1


def test_nothing_is_asked_twice_and_a_case_is_rebuilt_without_asking(
    place: Path, served: Served
) -> None:
    read(place, "--reader", "local")
    before = by_readers(place)["local m"]
    assert len(before) == 2
    read(place, "--reader", "local")
    case = str(place / "case")
    assert run(["accept", case, *before, "--why", "seen"]) == 0
    assert run(["rebuild", case]) == 0
    assert len(served.asked) == 1
    record = Record.open(place / "case")
    stands = {s.claim.id: s.status for s in record.claims() if s.claim.by_model}
    record.close()
    assert stands == dict.fromkeys(before, "accepted")


def test_a_reading_by_the_grammar_leaves_the_proposals_of_a_model_as_they_are(
    place: Path, served: Served
) -> None:
    read(place, "--reader", "local")
    read(place)
    assert by_readers(place)["local m"]
    record = Record.open(place / "case")
    assert {s.status for s in record.claims() if s.claim.by_model} == {"proposed"}
    record.close()


def test_a_key_is_neither_stored_nor_shown(
    place: Path, served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    read(place, "--reader", "grammar+local")
    assert run(["readers"]) == 0
    told = capsys.readouterr()
    assert "key in LOCAL_KEY, set" in told.out
    assert KEY not in told.out + told.err
    for path in place.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes()


def test_words_that_are_removed_leave_the_answers_too(place: Path, served: Served) -> None:
    read(place, "--reader", "grammar+local")
    assert list((place / "case" / "answers").rglob("*.jsonl"))
    case = str(place / "case")
    assert run(["redact", case, "--name", "Russia", "--why", "asked", "--yes"]) == 0
    assert not list((place / "case" / "answers").rglob("*.jsonl"))


def test_a_reader_that_nobody_named_or_without_its_key_is_refused_before_anything_is_written(
    place: Path, served: Served, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(place, "--reader", "other") == 2
    monkeypatch.delenv("LOCAL_KEY")
    assert read(place, "--reader", "local") == 2
    assert "LOCAL_KEY" in capsys.readouterr().err
    assert not (place / "case").exists()
    assert served.asked == []


def test_an_endpoint_that_fails_leaves_what_the_grammar_read(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with stand_in([Reply(status=401)]) as found:
        named(place, found)
        assert read(place, "--reader", "grammar+local") == 0
    told = capsys.readouterr()
    assert "it refuses the key in LOCAL_KEY" in told.err
    assert by_readers(place)


GOLD = {
    "schema": "crisis-gold/1", "file": "one.txt",
    "actors": [{"canonical": "Russia", "iso3": "RUS", "aliases": [], "composed_of": []}],
    "mentions": [], "statements": [], "events": [], "votes": [], "memberships": [], "figures": [],
    "positions": [{"id": "p1", "actors": ["Russia"], "stance": "condemns",
                   "span": {"start": 52, "end": len(TEXT) - 1}}],
}  # fmt: skip


def test_readers_are_scored_each_by_itself_and_together(
    place: Path, served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = place / "gold"
    gold.mkdir()
    (gold / "one.txt").write_text(TEXT, encoding="utf-8")
    (gold / "one.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert run(["evaluate", str(gold), "--reader", "grammar+local", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told["readers"]) == ["grammar", "local"]
    alone = next(r for r in told["readers"]["local"] if r["row"] == "position")
    assert (alone["found"], alone["false"]) == (1, 0)
    shared = next(s for s in told["shared"] if s["row"] == "position")
    assert shared["every"] + sum(shared["alone"].values()) == 1
    assert run(["evaluate", str(gold), "--reader", "grammar+local"]) == 0
    assert "by local alone" in capsys.readouterr().out
    assert len(served.asked) == 1  # what was answered is kept in the user's cache


def test_a_reading_that_is_killed_keeps_whole_answers_and_goes_on(place: Path) -> None:
    words = [f"Report {n}. Russia, its ally of old, condemned the raid." for n in range(12)]
    folder = place / "many"
    folder.mkdir()
    for number, text in enumerate(words):
        (folder / f"r{number}.txt").write_text(text, encoding="utf-8")

    def slow(asked: Asked) -> Reply:
        time.sleep(0.15)
        return claims(TRUE, FALSE)

    with stand_in(slow) as found:
        named(place, found)
        command = [sys.executable, "-m", "quorate", "read", str(folder), "--into",
                   str(place / "case"), "--reader", "local"]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env={**os.environ}) as process:  # fmt: skip
            until = time.monotonic() + 60
            while len(found.asked) < 4 and time.monotonic() < until:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
        before = len(found.asked)
        assert 4 <= before < 12
        for path in (place / "case" / "answers").rglob("*.jsonl"):
            for line in path.read_text("utf-8").splitlines():
                json.loads(line)
        assert subprocess.run(command, capture_output=True).returncode == 0
        assert len(found.asked) <= 12 + 1  # what was under way when it was killed is asked again
    assert len(by_readers(place)["local m"]) == 12
    assert run(["verify", str(place / "case")]) == 0
