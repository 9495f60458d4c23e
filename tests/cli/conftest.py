"""A case with one report, and how a command answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quorate.claims.claim import Tally
from quorate.cli import run
from quorate.record.record import Record
from tests.views.conftest import reading


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one report that counts the vote of Cancun."""
    folder = tmp_path_factory.mktemp("cli") / "case"
    record = Record.create(folder, "Cancun")
    record.add([reading()])
    record.close()
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The same, to be changed."""
    record = Record.create(tmp_path / "case", "Cancun")
    record.add([reading()])
    record.close()
    return tmp_path / "case"


class Answer:
    def __init__(self, capsys: pytest.CaptureFixture[str], *words: str | Path) -> None:
        capsys.readouterr()
        self.code = run([str(w) for w in words])
        self.out, self.err = capsys.readouterr()

    @property
    def data(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


def tally_id() -> str:
    return next(c.id for c in reading().claims if isinstance(c, Tally))


def quorate(*words: str | Path, **given: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quorate", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **given)


def one_sentence(told: Answer, what: str, remedy: str) -> None:
    assert told.code == 2
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert what in told.err
    assert remedy in told.err
