"""What a new user meets: the base install alone, and no network at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import skip_or_fail

ROOT = Path(__file__).parents[1]
COUNT = """
from quorate import by_hand, votes
choices = dict.fromkeys("ABCDEFGHI", "yes") | {"J": "no"}
now = by_hand("yes >= 9 and no[P5] = 0", choices, groups={"P5": {"J"}})
print(votes(now).with_proposals.outcome)
"""


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def base_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the package without any extra into an environment of its own."""
    folder = tmp_path_factory.mktemp("base")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    wheels = folder / "wheels"
    built = run(sys.executable, "-m", "build", "--wheel", "--outdir", wheels, ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = wheels.glob("*.whl")
    installed = run(python, "-m", "pip", "install", "--quiet", wheel)
    assert installed.returncode == 0, installed.stderr
    return python


def test_the_base_install_alone_counts_a_vote(base_python: Path) -> None:
    answer = run(base_python, "-c", COUNT)
    assert answer.stdout.strip() == "not adopted", answer.stderr


def test_the_base_install_alone_runs_the_demonstration(base_python: Path) -> None:
    answer = run(base_python, "-m", "quorate", "demo", COLUMNS="160")
    assert answer.returncode == 0, answer.stderr
    assert "needed 23 (2/3 of 34) | reported 20 (23 - 3)" in answer.stdout


def test_a_missing_extra_is_one_sentence(base_python: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>The Council voted 9-2.</p></body></html>")
    answer = run(base_python, "-m", "quorate", "read", page, "--jsonl", tmp_path / "out.jsonl")
    assert "pip install 'quorate[reading]'" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_demonstration_runs_inside_an_empty_network_namespace() -> None:
    unshare = shutil.which("unshare")
    if unshare is None or run(unshare, "-rn", "true").returncode != 0:
        skip_or_fail("network namespaces cannot be made on this machine")
    assert unshare is not None
    answer = run(unshare, "-rn", sys.executable, "-m", "quorate", "demo", COLUMNS="160")
    assert answer.returncode == 0, answer.stderr
    assert "by name 20: 6 named, 14 by elimination" in answer.stdout
