"""What is blanked, against the text itself; in either database; after a writer who died midway."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import Party, Position
from quorate.claims.problem import Unusable
from quorate.record.case import Case
from quorate.record.chain import chained
from quorate.record.record import Record
from quorate.record.redact import BLANK, Scrubber, blank, redact, stretches_of
from quorate.record.review import VerdictFile, verdict
from quorate.record.store import Store
from quorate.record.verify import verify
from tests.record.conftest import Reading, lake_commission, reading_of, report_of

TEXT = "The clerk Ana Pérez backs the release of Ana PEREZ. The Council met."
NAME = "Ana Perez"


def of_the_clerk() -> Reading:
    report = report_of(TEXT, "clerk.txt")
    at = TEXT.index("The clerk")
    source = report.passage(("main", at, TEXT.index(" The Council")), ("parties", 10, 19))
    met = report.passage(("main", TEXT.index("The Council"), len(TEXT)))
    return Reading(report, [
        Position(source=source, parties=(Party(words="Ana Pérez"),), stance="supports",
                 phrase="the release of Ana PEREZ", reader="reader 1"),
        Position(source=met, parties=(Party("AAA"),), stance="supports", phrase="met",
                 reader="reader 1"),
    ])  # fmt: skip


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def held(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    else:
        address = request.getfixturevalue("emptied")
    record = Record(Store(address), Case(name="lake"))
    record.store.replace_origin("facts", lake_commission(), "official")
    record.add([of_the_clerk(), reading_of()])
    yield record
    record.close()


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_a_blanked_text_is_as_long_and_the_rest_of_it_stands(
    text: str, stretches: list[tuple[int, int]]
) -> None:
    stretches = [(s, min(e, len(text))) for s, e in stretches if s < e and s < len(text)]
    emptied = blank(text, stretches)
    assert len(emptied) == len(text)
    for at, (before, after) in enumerate(zip(text, emptied, strict=True)):
        inside = any(s <= at < e for s, e in stretches)
        assert after == (BLANK if inside and before != "\n" else before)


@given(st.text(alphabet="aáÁ b.\n", max_size=30), st.text(alphabet="aáÁb", min_size=1, max_size=3))
def test_no_whole_word_of_what_was_removed_is_left(text: str, word: str) -> None:
    assert stretches_of(blank(text, stretches_of(text, word)), word) == []


def test_what_stands_within_removed_words_goes_too_but_ids_and_other_words_stay() -> None:
    scrubber = Scrubber(["the release of Ana from Lima"], kept=["Lima"])
    assert scrubber.text("release of Ana") == BLANK * 14
    assert scrubber.text("Lima") == "Lima"
    assert scrubber.text("the elections") == "the elections"


def test_a_name_goes_from_text_claims_and_reasons_and_every_id_and_hash_stays(
    held: Record,
) -> None:
    ids = {s.claim.id: s.status for s in held.claims()}
    one = next(s.claim for s in held.claims() if "Ana" in str(s.claim))
    held.decide([one.id], "accept", by="Ana Pérez", why="Ana  Perez is my aunt")
    head = held.head
    (taken,) = redact(held, by="Cy", why="asked", names=[NAME])
    assert {s.claim.id for s in held.claims()} == ids.keys()
    assert held.claim(one.id).status == "accepted"
    told = str([held.reports(), held.claims(), held.verdicts()])
    assert "Ana" not in told
    assert "PEREZ" not in told
    assert [s for v in [taken] for s in v.removed] == [(10, 19), (41, 50)]
    assert held.chain().problems == ()
    assert held.chain().after(head) == 1
    assert verify(held) == []


def test_the_same_report_read_again_brings_nothing_back(held: Record) -> None:
    redact(held, by="Cy", why="asked", names=[NAME])
    added = held.add([of_the_clerk()])
    assert (added.reports, added.claims) == (0, 0)
    assert "Words of this report were removed" in added.problems[0].what
    assert "Ana" not in str([held.reports(), held.claims()])


def test_the_bytes_are_gone_from_the_database_file(held: Record, tmp_path: Path) -> None:
    if not (tmp_path / "record.sqlite").exists():
        return
    before = b"".join(p.read_bytes() for p in tmp_path.glob("record.sqlite*"))
    assert "Pérez".encode() in before
    redact(held, by="Cy", why="asked", names=[NAME])
    after = b"".join(p.read_bytes() for p in tmp_path.glob("record.sqlite*"))
    assert "Pérez".encode() not in after
    assert b"PEREZ" not in after


def test_an_act_whose_writer_died_is_done_when_the_case_is_opened(folder: Path) -> None:
    record = Record.create(folder)
    record.add([of_the_clerk()])
    (report,) = record.reports()
    act = verdict(report.id, "redact", "Cy", "asked", removed=[(10, 19), (41, 50)])
    with VerdictFile(folder / "verdicts.jsonl").appending() as appender:
        appender.append(chained([act], record.head))
    record.close()
    again = Record.open(folder)
    assert "Ana" not in str([again.reports(), again.claims()])
    assert verify(again) == []
    again.close()


def test_a_stretch_outside_of_the_text_is_one_sentence(held: Record) -> None:
    (report, _) = held.reports()
    with pytest.raises(Unusable, match="lies outside"):
        redact(held, by="Cy", why="asked", report=report.id, stretches=[(5, 500)])
