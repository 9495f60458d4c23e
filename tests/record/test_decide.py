"""Verdicts under two reviewers at once, a full disk and a dead neighbour."""

from __future__ import annotations

import os
import resource
import sqlite3
import threading
from pathlib import Path

import msgspec
import pytest

from quorate.claims.problem import Unusable
from quorate.record.case import Case
from quorate.record.chain import chained, follow
from quorate.record.decide import Overtaken
from quorate.record.record import Record
from quorate.record.review import Verdict, VerdictFile, verdict
from quorate.record.store import Store
from quorate.record.verify import verify
from tests.record.conftest import lake_commission, reading_of, report_of, roll_call


@pytest.fixture
def case(folder: Path) -> Path:
    record = Record.create(folder)
    record.add([reading_of()])
    record.close()
    return folder


def claims_of(record: Record) -> list[str]:
    return [s.claim.id for s in record.claims()]


def _accept(case: Path, by: str, times: int) -> None:
    record = Record.open(case)
    for _ in range(times):
        record.decide(claims_of(record), "accept", by=by)
    record.close()


def test_two_processes_that_decide_at_once_lose_and_double_nothing(case: Path) -> None:
    children = []
    for by in ("Ana", "Ben"):
        child = os.fork()
        if child == 0:
            try:
                _accept(case, by, 15)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    record = Record.open(case)
    taken = record.verdicts()
    assert [sum(v.by == by for v in taken) for by in ("Ana", "Ben")] == [30, 30]
    assert len({v.id for v in taken}) == 60
    assert len(record.chain().heads) == 60
    assert verify(record) == []
    record.close()


def test_two_sessions_of_one_page_that_decide_at_once_lose_nothing(case: Path) -> None:
    record = Record.open(case)
    claim = claims_of(record)[0]
    threads = [
        threading.Thread(target=lambda: record.decide([claim], "accept", by="Ana"))
        for _ in range(12)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(record.verdicts()) == 12
    assert verify(record) == []
    record.close()


def test_whoever_comes_second_to_a_proposal_is_told_and_it_is_decided_once(case: Path) -> None:
    record = Record.open(case)
    one, other = claims_of(record)
    record.decide([one], "accept", by="Ana", expected="proposed")
    with pytest.raises(Overtaken, match="accepted by Ana"):
        record.decide([one], "reject", by="Ben", expected="proposed")
    taken = record.decide([one, other], "reject", by="Ben", expected="proposed", skip=True)
    assert [v.claim for v in taken] == [other]
    assert [v.act for v in record.verdicts(one)] == ["accept"]
    record.close()


def test_what_another_wrote_and_did_not_live_to_enter_is_entered_first(case: Path) -> None:
    record = Record.open(case)
    one, other = claims_of(record)
    orphan = list(chained([verdict(one, "reject", "Ben")], record.head))
    with VerdictFile(case / "verdicts.jsonl").appending() as appender:
        appender.append(orphan)  # and dies
    record.decide([other], "accept", by="Ana")
    assert record.claim(one).status == "rejected"
    assert [v.by for v in record.verdicts()] == ["Ben", "Ana"]
    assert verify(record) == []
    record.close()


def _decide_with_little_room(case: Path, room: int) -> int:
    """Accept until the disk is full; return how many verdicts were told as done."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            record = Record.open(case)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            refused = 0
            for _ in range(60):
                try:
                    record.decide(claims_of(record), "accept", by="Ana")
                    os.write(tell, b".")
                except Unusable as error:
                    refused += "nothing was done" in str(error)
            os.write(tell, b"!" if refused else b"?")
        finally:
            os._exit(0)
    os.close(tell)
    os.waitpid(child, 0)
    with os.fdopen(told, "rb") as pipe:
        answer = pipe.read()
    assert answer.endswith(b"!"), answer
    return answer.count(b".")


def test_a_full_disk_takes_no_verdict_that_was_not_told_and_loses_none_that_was(
    case: Path,
) -> None:
    done = 0
    for room in (100_000, 300_000, 500_000):
        done += _decide_with_little_room(case, room)
        record = Record.open(case)
        assert len(record.verdicts()) == 2 * done
        assert verify(record) == []
        record.close()
    assert done > 5


def test_a_database_that_refuses_leaves_no_verdict_in_the_file(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record.open(case)
    claim = claims_of(record)[0]
    whole = record.store.add_verdicts

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(record.store, "add_verdicts", full)
    with pytest.raises(Unusable, match="nothing was done"):
        record.decide([claim], "accept", by="Ana")
    monkeypatch.setattr(record.store, "add_verdicts", whole)
    assert (case / "verdicts.jsonl").read_bytes() == b""
    record.decide([claim], "accept", by="Ana")
    assert len(record.verdicts()) == 1
    assert verify(record) == []
    record.close()


def _accept_often(record: Record, ids: list[str], by: str) -> None:
    for _ in range(5):
        record.decide(ids, "accept", by=by)


@pytest.mark.database
def test_two_desks_on_one_shared_record_make_one_chain(emptied: str) -> None:
    first, second = (Record(Store(emptied), Case(name="shared")) for _ in range(2))
    first.store.replace_origin("facts", lake_commission() + roll_call(), "official")
    first.add([reading_of(report_of())])
    ids = claims_of(first)
    threads = [
        threading.Thread(
            target=lambda r=r, by=by: [r.decide(ids, "accept", by=by) for _ in "12345"]
        )
        for r, by in ((first, "Ana"), (second, "Ben"))
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    taken = second.verdicts()
    assert len(taken) == 20
    assert follow(taken, "record").problems == ()
    assert verify(first) == []
    first.close()
    second.close()


def test_a_verdict_reads_as_it_was_written(case: Path) -> None:
    record = Record.open(case)
    (taken,) = record.decide(claims_of(record)[:1], "accept", by="Ana", why="read it")
    (line,) = (case / "verdicts.jsonl").read_bytes().splitlines()
    assert msgspec.json.decode(line, type=Verdict) == taken == record.verdicts()[0]
    record.close()
