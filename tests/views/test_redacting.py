"""Words that were removed, looked for byte by byte in every file and in what is given away."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from quorate.claims.problem import Unusable
from quorate.record.correct import correction
from quorate.record.record import Record
from quorate.record.scenarios import Scenario, keep
from quorate.record.verify import verify
from quorate.views.brief import brief
from quorate.views.entering import enter
from quorate.views.export import export
from quorate.views.filing import Given, file_reports, rebuild
from quorate.views.redacting import remove

NAME = "Zacarías Quintana"
TEXT = (
    "CANCUN, June 20, 2017. The draft fell three votes short of the 23 it needed, said Zacarías "
    "Quintana, a clerk.\n\nBarbados said that the talks helped. “We were afraid,” ZACARIAS\n"
    "QUINTANA added. Peru backed the draft."
)
OTHER = "Peru and Chile said that they would meet in Lima. Chile condemned the arrests in Caracas."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    came = tmp_path / "came"
    came.mkdir()
    (came / "clerk.txt").write_text(TEXT)
    (came / "other.txt").write_text(OTHER)
    filed = file_reports(folder, [came], Given("2017-06-20", "Test Wire"))
    record = Record.open(folder)
    enter(record, filed.reports)
    first, second, *_ = (s.claim for s in record.claims() if s.claim.reader
                         and getattr(s.claim.source, "report", ""))  # fmt: skip
    record.decide([first.id], "accept", by="Ana", why=f"{NAME} told me")
    made = correction(record, second, by="Quintana Zacarías", why=f"by {NAME}",
                      values={"since": "2017-06-18"})  # fmt: skip
    record.decide([second.id], "replace", by="Ben", why="the day", made=made)
    keep(record, Scenario(question="q", entry=1, facts="f", decided="", with_proposals="",
                          note=f"as {NAME} says"))  # fmt: skip
    record.close()
    return folder


def traces(folder: Path, *words: str) -> list[str]:
    """Return the files that hold one of the words, in any writing of it."""
    wanted = {w.encode() for word in words for w in (word, word.upper(), word.lower())}
    found = []
    for root, _, names in os.walk(folder):
        for name in names:
            data = (Path(root) / name).read_bytes()
            plain = msgspec.json.encode(data.decode("utf-8", "replace"))
            if any(w in data or w in plain for w in wanted) or any(w in name for w in words):
                found.append(name)
    return sorted(found)


WORDS = ("Quintana", "Zacar", "ZACARIAS")


def test_a_name_is_gone_from_every_file_and_from_all_that_is_given_away(
    case: Path, tmp_path: Path
) -> None:
    assert set(traces(case, *WORDS)) >= {"clerk.txt", "record.sqlite", "verdicts.jsonl"}
    record = Record.open(case)
    head = record.head
    ids = {s.claim.id: s.status for s in record.claims()}
    taken, problems = remove(
        record, by="Cy", why="asked for it", names=[NAME, "Quintana Zacarías", "Zacarias Quintana"]
    )
    assert problems == []
    assert [v.act for v in taken] == ["redact"]
    assert {s.claim.id: s.status for s in record.claims()} == ids
    assert verify(record) == []
    assert record.chain().after(head) == 1
    export(record, tmp_path / "out")
    (tmp_path / "out" / "brief.txt").write_text(str(msgspec.to_builtins(brief(record))))
    record.close()
    assert traces(case, *WORDS) == []
    assert traces(tmp_path / "out", *WORDS) == []


def test_offsets_stay_and_what_rests_on_other_words_is_as_it_was(case: Path) -> None:
    record = Record.open(case)
    before = {s.claim.id: s.claim for s in record.claims()}
    (clerk,) = [r for r in record.reports() if r.name == "clerk.txt"]
    remove(record, by="Cy", why="asked for it", names=[NAME])
    report = record.report(clerk.id)
    assert len(report.text) == len(TEXT)
    assert report.text_hash == clerk.text_hash
    kept = [a == b for a, b in zip(TEXT, report.text, strict=True)]
    assert kept.count(False) == 2 * len(NAME) - 1  # the line end stays
    for stored in record.claims():
        for span in getattr(stored.claim.source, "spans", ()):
            if getattr(stored.claim.source, "report", "") == clerk.id:
                assert report.text[span.start : span.end] == span.words
        if getattr(stored.claim.source, "report", "") != clerk.id:
            assert stored.claim == before[stored.claim.id]
    record.close()


def test_a_record_made_anew_keeps_the_removal_and_the_verdicts(case: Path) -> None:
    record = Record.open(case)
    remove(record, by="Cy", why="asked for it", names=[NAME, "Quintana Zacarías"])
    states = {s.claim.id: s.status for s in record.claims()}
    record.close()
    rebuild(case)
    again = Record.open(case)
    assert {s.claim.id: s.status for s in again.claims()} == states
    assert verify(again) == []
    again.close()
    assert traces(case, *WORDS) == []


def test_the_file_is_not_taken_in_again(case: Path, tmp_path: Path) -> None:
    record = Record.open(case)
    remove(record, by="Cy", why="asked for it", names=[NAME])
    record.close()
    filed = file_reports(case, [tmp_path / "came"], Given("2017-06-20", "Test Wire"))
    assert any("not taken in again" in p.what for p in filed.problems)
    again = Record.open(case)
    enter(again, filed.reports)
    again.close()
    assert "clerk.txt" not in traces(case, *WORDS)


def test_a_whole_report_goes_and_its_hash_date_and_reason_stay(case: Path) -> None:
    record = Record.open(case)
    (other,) = [r for r in record.reports() if r.name == "other.txt"]
    (taken,), problems = remove(record, by="Cy", why="the source asked", report=other.id)
    report = record.report(other.id)
    assert set(report.text) == {"\u2588"}
    assert (report.text_hash, report.bytes_hash) == (other.text_hash, other.bytes_hash)
    assert (taken.claim, taken.why, bool(taken.at)) == (other.id, "the source asked", True)
    assert problems == []
    assert verify(record) == []
    record.close()
    assert traces(case, "condemned", "meet in Lima") == []


def test_words_of_one_report_leave_the_others_and_name_those_that_hold_them_too(
    case: Path,
) -> None:
    record = Record.open(case)
    (other,) = [r for r in record.reports() if r.name == "other.txt"]
    _, problems = remove(record, by="Cy", why="asked", report=other.id, words=["Peru"])
    assert [p.where for p in problems] == ["clerk.txt"]
    assert "Peru" not in record.report(other.id).text
    record.close()


def test_nothing_is_removed_if_the_reason_holds_it_or_it_stands_nowhere(case: Path) -> None:
    record = Record.open(case)
    with pytest.raises(Unusable, match="The reason"):
        remove(record, by="Cy", why=f"{NAME} asked", names=[NAME])
    with pytest.raises(Unusable, match="Nothing of this stands"):
        remove(record, by="Cy", why="asked", names=["Nobody Atall"])
    assert all(v.act != "redact" for v in record.verdicts())
    record.close()
