"""By its number a memo is made again, exactly."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from quorate.claims.problem import Unusable
from quorate.cli import run
from quorate.record.record import Record
from quorate.views.brief import Brief, brief, html, markdown
from quorate.views.memo.issued import content, issued, keep, rebuild
from quorate.views.memo.paper import pdf
from quorate.views.memo.word import docx
from tests.views.conftest import Reading, reading


@pytest.fixture
def own(tmp_path: Path) -> Record:
    record = Record.create(tmp_path / "case", "Cancun")
    record.add([reading()])
    return record


def made(record: Record) -> Brief:
    seen = record.on("2018-01-01").known("2019-12-31").suppose("BRB no")
    page = brief(seen, lang="es", since="2017-01-01", mark="GREEN")
    keep(record, page)
    return page


def test_rebuilding_by_number_gives_identical_content_after_verdicts_and_new_reports(
    own: Record,
) -> None:
    page = made(own)
    own.decide([own.claims(status="proposed")[0].claim.id], "accept", by="Ana")
    own.add([reading("Later. The draft fell three votes short of the 23 it needed.", outlet="B")])
    again, problems = rebuild(Record.open(own.folder or Path()), page.number)
    assert problems == []
    assert again == page
    for form in (markdown, html, docx, pdf):
        assert form(again) == form(page)
    now = brief(own)
    assert now.number != page.number


def test_a_memo_says_the_same_after_its_report_was_dated(tmp_path: Path) -> None:
    record = Record.create(tmp_path / "case", "Cancun")
    dated = reading()
    report = msgspec.structs.replace(dated.report, published=None, published_how="unknown")
    claims = [msgspec.structs.replace(c, known=None) for c in dated.claims]
    record.add([Reading(report, claims)])
    page = brief(record, since="2017-01-01")
    keep(record, page)
    record.add([dated])
    assert record.reports()[0].published == "2017-06-20"
    again, problems = rebuild(Record.open(record.folder or Path()), page.number)
    assert problems == []
    assert again == page
    assert content(brief(record, since="2017-01-01")) != content(page)


def test_the_number_begins_with_the_entry_and_differs_with_everything_asked(own: Record) -> None:
    pages = [
        brief(own), brief(own, lang="es"), brief(own, mark="RED"), brief(own, since="2016"),
        brief(own.on("2018-01-01")), brief(own.suppose("BRB no")),
    ]  # fmt: skip
    assert len({p.number for p in pages}) == len(pages)
    assert all(p.number.startswith("1-") for p in pages)


def test_a_memo_made_twice_is_kept_once(own: Record) -> None:
    assert made(own).number == made(own).number
    assert len(issued(own)[0]) == 1


def test_the_head_of_the_verdicts_is_printed_and_moves_with_each(own: Record) -> None:
    assert brief(own).verdicts == ""
    claim = own.claims(status="proposed")[0].claim.id
    own.decide([claim], "accept", by="Ana")
    one = brief(own)
    own.decide([claim], "undo", by="Ana")
    other = brief(own)
    assert one.verdicts != other.verdicts
    assert one.verdicts in markdown(one)
    assert one.verdicts in html(one)


def test_what_changed_outside_of_the_ledger_is_told(own: Record) -> None:
    page = brief(own)
    keep(own, page)
    folder = own.folder or Path()
    own.close()
    settings = folder / "case.toml"
    settings.write_text(settings.read_text().replace('name = "Cancun"', 'name = "Other"'))
    again, problems = rebuild(Record.open(folder), page.number)
    assert again.title == "Other"
    assert page.number in problems[0].where
    assert again.number in problems[0].what


def test_the_command_makes_it_again_and_refuses_other_filters_beside_a_number(
    own: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, one, other = str(own.folder), tmp_path / "one.docx", tmp_path / "other.docx"
    assert run(["brief", case, "--mark", "red", "--out", str(one)]) == 0
    number = capsys.readouterr().out.split()[-1].rstrip(".")
    own.decide([own.claims(status="proposed")[0].claim.id], "accept", by="Ana")
    assert run(["brief", case, "--rebuild", number, "--out", str(other)]) == 0
    assert one.read_bytes() == other.read_bytes()
    assert run(["brief", case, "--rebuild", number, "--on", "2018"]) == 2
    assert "by its number alone" in capsys.readouterr().err
    assert run(["brief", case, "--rebuild", "9-0000"]) == 2
    assert number in capsys.readouterr().err


def test_a_record_in_memory_keeps_none() -> None:
    record = Record.in_memory(facts=())
    keep(record, brief(record))
    with pytest.raises(Unusable, match="in memory"):
        issued(record)
