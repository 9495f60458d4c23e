from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from quorate.record.record import Record
from quorate.record.review import VerdictAct, VerdictFile, status_after, verdict
from quorate.record.verify import verify
from tests.record.conftest import reading_of

ACCEPT_AND_UNDO: tuple[VerdictAct, ...] = ("accept", "undo")
ALL_ACTS: tuple[VerdictAct, ...] = ("accept", "reject", "deprecate", "undo")
ACTS = st.sampled_from(ALL_ACTS)


@given(st.lists(ACTS))
def test_undo_restores_the_status_before_the_last_verdict_that_stands(
    acts: list[VerdictAct],
) -> None:
    taken = [verdict("c", act, "Ana") for act in acts]
    if taken and acts[-1] != "undo":
        assert status_after("proposed", [*taken, verdict("c", "undo", "Ana")]) == status_after(
            "proposed", taken[:-1]
        )


def test_a_decision_stands_against_a_new_reading_that_does_not_find_the_claim() -> None:
    acts = [verdict("c", "accept", "Ana"), verdict("c", "supersede", "reader 2")]
    assert status_after("proposed", acts) == "accepted"
    assert status_after("proposed", acts[1:]) == "superseded"


def test_a_torn_last_line_was_never_confirmed_and_is_cut_before_the_next_verdict(
    tmp_path: Path,
) -> None:
    file = VerdictFile(tmp_path / "verdicts.jsonl")
    first, second = verdict("a", "accept", "Ana"), verdict("b", "reject", "Ana")
    with file.appending() as appendable:
        appendable.append([first])
    with file.path.open("ab") as handle:
        handle.write(b'{"claim":"x","act":"acc')
    with file.appending() as appendable:
        appendable.append([second])
    assert file.read() == ([first, second], [])


def test_a_line_that_is_no_verdict_is_named_and_passed_over(tmp_path: Path) -> None:
    file = VerdictFile(tmp_path / "verdicts.jsonl")
    file.path.write_bytes(b'{"claim": 3}\n\xff\n')
    verdicts, problems = file.read()
    assert verdicts == []
    assert [p.where.rsplit(":", 1)[1] for p in problems] == ["1", "2"]


def _decide_until_killed(folder: Path, told: int) -> None:
    """Accept and undo in turn, telling each verdict when it is done; runs in a child process."""
    record = Record.open(folder)
    claim = record.claims()[0].claim.id
    while True:
        for act in ACCEPT_AND_UNDO:
            (done,) = record.decide([claim], act, by="Ana")
            os.write(told, (done.id + "\n").encode())


def test_a_hundred_kills_during_accept_lose_and_double_no_confirmed_verdict(folder: Path) -> None:
    record = Record.create(folder)
    record.add([reading_of()])
    record.close()
    confirmed: list[str] = []
    chance = random.Random(7)
    for _ in range(100):
        listen, tell = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(listen)
                _decide_until_killed(folder, tell)
            finally:
                os._exit(1)
        os.close(tell)
        with os.fdopen(listen) as pipe:
            told = [pipe.readline() for _ in range(chance.randint(1, 3))]  # however long they take
            time.sleep(chance.random() * 0.01)  # then into the midst of the next
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            told += pipe
        confirmed += [line.strip() for line in told if line.endswith("\n")]
    assert len(confirmed) > 100
    again = Record.open(folder)
    kept = [v.id for v in again.verdicts()]
    assert len(kept) == len(set(kept))
    assert set(confirmed) <= set(kept)
    assert verify(again) == []
    again.close()
