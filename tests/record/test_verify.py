from __future__ import annotations

from pathlib import Path

from quorate.record.record import Record
from quorate.record.verify import verify
from tests.record.conftest import reading_of


def test_a_whole_record_has_no_problem(record: Record) -> None:
    record.add([reading_of()])
    assert verify(record) == []


def test_a_number_changed_behind_the_records_back_is_found(record: Record) -> None:
    record.add([reading_of()])
    record.store.database.run("UPDATE tally SET yes = 4 WHERE yes = 3")
    assert any(
        "does not give its id" in p.what or "missing or altered" in p.what for p in verify(record)
    )


def test_a_text_or_a_status_changed_behind_the_records_back_is_found(record: Record) -> None:
    record.add([reading_of()])
    record.store.database.run("UPDATE text SET text = upper(text)")
    assert any("do not stand" in p.what for p in verify(record))
    claim = record.claims()[0].claim.id
    record.decide([claim], "reject", by="Ana")
    record.store.database.run("UPDATE claim SET status = 'accepted' WHERE id = ?", [claim])
    assert any("does not follow from its verdicts" in p.what for p in verify(record))


def test_a_verdict_that_stands_only_in_the_record_is_found(folder: Path) -> None:
    record = Record.create(folder)
    record.add([reading_of()])
    record.decide([record.claims()[0].claim.id], "accept", by="Ana")
    (folder / "verdicts.jsonl").write_bytes(b"")
    assert any(p.where == "verdicts.jsonl" for p in verify(record))
    record.close()
