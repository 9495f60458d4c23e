"""The examples: each notebook runs, and says what it says in the repository."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


def outputs(notebook: Any) -> list[Any]:
    """Return what the cells of a notebook put out, in one form."""
    found = []
    for cell in notebook["cells"]:
        for each in cell.get("outputs", ()):
            data = each.get("data", {"text/plain": each.get("text")})
            found.append({k: "".join(v) for k, v in data.items()})
    return found


def test_there_is_an_example_and_the_tool_that_runs_it() -> None:
    assert NOTEBOOKS
    assert importlib.util.find_spec("nbclient")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_a_notebook_executed_anew_says_what_stands_in_it(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    told = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "run.py"), str(copy)],
        capture_output=True, text=True, timeout=240,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    before, after = (json.loads(p.read_text("utf-8")) for p in (path, copy))
    assert outputs(before) == outputs(after), "run: python examples/run.py " + str(path)
    assert len(outputs(before)) >= 6
