"""Are the sentences that we write for training sound trees, and is training told what it lacks?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

LANGUAGE = Path(__file__).parents[1] / "language"
ACTORS = Path(__file__).parents[1] / "src" / "quorate" / "facts" / "actors.toml"


@pytest.fixture(scope="module", autouse=True)
def on_path() -> None:
    sys.path.insert(0, str(LANGUAGE))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_every_sentence_is_one_projective_tree_whose_words_make_its_text(seed: int) -> None:
    from written import state_names, write  # type: ignore[import-not-found]

    for block in write(3, state_names(ACTORS), seed):
        lines = block.strip().splitlines()
        text = next(line for line in lines if line.startswith("# text"))[len("# text = ") :]
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        heads = [int(row[6]) for row in rows]
        joined = "".join(row[1] + ("" if row[9] == "SpaceAfter=No" else " ") for row in rows)
        assert joined.rstrip() == text
        assert heads.count(0) == 1
        assert all((head == 0) == (row[7] == "root") for head, row in zip(heads, rows, strict=True))
        arcs = [sorted((head, at)) for at, head in enumerate(heads, 1) if head]
        for a, b in arcs:
            assert not any(a < c < b < d for c, d in arcs), text
        for row in rows:
            if row[7] in ("appos", "conj", "nmod:desc"):
                assert (int(row[6]) < int(row[0])) == (row[7] != "nmod:desc")


def test_one_seed_gives_one_text() -> None:
    from written import state_names, write

    states = state_names(ACTORS)
    assert list(write(5, states, 3)) == list(write(5, states, 3))
    assert list(write(5, states, 3)) != list(write(5, states, 4))


def test_without_treebanks_training_says_what_is_missing(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, str(LANGUAGE / "train.py"), str(tmp_path), str(tmp_path / "out")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 1
    assert "make language TREEBANKS=FOLDER" in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()
