"""The chain of verdicts against whoever alters the file, and against a hash taken by hand."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.claims.source import digest
from quorate.record.chain import chained, follow, start
from quorate.record.database import quoted
from quorate.record.record import Record
from quorate.record.review import Verdict, verdict
from quorate.record.schema import SINCE_2
from quorate.record.verify import verify
from tests.record.conftest import reading_of

WORDS = st.text(max_size=12)


def chain_of(number: int) -> list[Verdict]:
    drafts = [verdict(f"c{n}", "accept", "Ana", why="read it") for n in range(number)]
    return list(chained(drafts, start([])))


def test_the_hash_of_a_verdict_is_what_the_decision_page_says() -> None:
    (first,) = chain_of(1)
    parts = {
        "act": "accept",
        "at": first.at,
        "before": hashlib.sha256(b"").hexdigest(),
        "by": digest(first.salts["by"], "by", "Ana", length=64),
        "claim": "c0",
        "made": digest("", "made", b"null", length=64),
        "mark": first.mark,
        "removed": [],
        "replaced_by": "",
        "why": digest(first.salts["why"], "why", "read it", length=64),
    }
    told = json.dumps(parts, separators=(",", ":"), sort_keys=True)
    assert first.id == hashlib.sha256(told.encode()).hexdigest()


def test_a_chain_that_nobody_touched_is_whole_and_its_head_is_the_last_hash() -> None:
    verdicts = chain_of(5)
    chain = follow(verdicts, "record")
    assert chain.problems == ()
    assert chain.head == verdicts[-1].id
    assert chain.after(verdicts[2].id) == 2
    assert chain.after(chain.start[:12]) == 5


@given(st.integers(2, 6), st.data())
def test_whatever_is_altered_taken_out_put_in_or_exchanged_breaks_the_chain_or_its_head(
    number: int, data: st.DataObject
) -> None:
    verdicts = chain_of(number)
    head = verdicts[-1].id
    at = data.draw(st.integers(0, number - 1))
    how = data.draw(st.sampled_from(["claim", "act", "by", "why", "at", "out", "in", "exchanged"]))
    altered = list(verdicts)
    if how == "out":
        del altered[at]
    elif how == "in":
        altered.insert(at, verdict("x", "reject", "Eve"))
    elif how == "exchanged":
        altered[at], altered[at - 1] = altered[at - 1], altered[at]
    else:
        other = {"act": "reject"}.get(how, "another")
        altered[at] = msgspec.structs.replace(altered[at], **{how: other})
    chain = follow(altered, "verdicts.jsonl")
    assert chain.problems or chain.head != head
    if not chain.problems:
        with pytest.raises(Unusable, match="does not stand in this chain"):
            chain.after(head)


@given(WORDS, WORDS)
def test_words_can_be_removed_and_the_hash_still_be_checked(by: str, why: str) -> None:
    (whole,) = chained([verdict("c", "accept", by, why)], start([]))
    emptied = msgspec.structs.replace(
        whole, by="", why="", salts={}, withheld={n: whole.bound(n) for n in ("by", "why")}
    )
    assert emptied.id == whole.id
    assert follow([emptied], "record").problems == ()
    forged = msgspec.structs.replace(emptied, by="Eve")
    assert "removed" in follow([forged], "record").problems[0].what


def test_verdicts_from_before_the_chain_are_read_bound_by_its_start_and_counted(
    folder: Path,
) -> None:
    record = Record.create(folder)
    record.add([reading_of()])
    one, other = (s.claim.id for s in record.claims())
    record.close()
    old = [
        {"claim": c, "act": "accept", "by": "Ana", "at": "2026-01-01T00:00:00+00:00", "why": "",
         "replaced_by": "", "mark": m}
        for c, m in ((one, "aa"), (other, "bb"))
    ]  # fmt: skip
    file = folder / "verdicts.jsonl"
    file.write_text("".join(json.dumps(v) + "\n" for v in old))
    record = Record.open(folder)
    assert {s.status for s in record.claims()} == {"accepted"}
    record.decide([one], "reject", by="Ben")
    assert (record.chain().unchained, len(record.chain().heads)) == (2, 1)
    assert verify(record) == []
    record.close()
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[1:]))  # an old verdict is taken out
    again = Record.open(folder)
    assert any("does not carry the hash" in p.what for p in verify(again))
    again.close()


def test_a_verdict_without_hash_after_the_chain_began_is_found(folder: Path) -> None:
    record = Record.create(folder)
    record.add([reading_of()])
    claim = record.claims()[0].claim.id
    record.decide([claim], "accept", by="Ana")
    record.close()
    loose = msgspec.json.encode(verdict(claim, "reject", "Eve"))
    with (folder / "verdicts.jsonl").open("ab") as handle:
        handle.write(loose + b"\n")
    again = Record.open(folder)
    assert any("carries no hash" in p.what for p in verify(again))
    again.close()


def test_a_record_of_the_format_before_is_brought_up_to_date(folder: Path) -> None:
    record = Record.create(folder)
    record.add([reading_of()])
    claim = record.claims()[0].claim.id
    database = record.store.database
    for table, names in SINCE_2:
        database.run("DROP INDEX IF EXISTS verdict_replaced_by")
        for name in names:
            database.run(f"ALTER TABLE {quoted(table.name)} DROP COLUMN {quoted(name)}")
    record.store.set_meta("schema", "2")
    record.close()
    again = Record.open(folder)
    again.decide([claim], "accept", by="Ana")
    assert again.claim(claim).status == "accepted"
    assert verify(again) == []
    again.close()
