from __future__ import annotations

from pathlib import Path

import pytest

from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.views.entering import enter
from quorate.views.filing import Given, file_reports, filed_reports, read_given, rebuild

COUNTED = (
    "The Permanent Council of the Organization of American States (OAS) met on Tuesday.\n\n"
    "The Permanent Council adopted the draft resolution by 19 votes to 4, with 10 abstentions.\n"
)


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(COUNTED)
    (folder / "b.txt").write_text("It rained in Lima on Monday.\n")
    (folder / "sub" / "a.txt").write_text("Another report of the same name.\n")
    (folder / ".hidden.txt").write_text("not a report")
    return folder


def shelf(case: Path) -> set[str]:
    folder = case / "reports"
    return {
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and not p.name.startswith(".")
    }


def test_a_folder_of_reports_becomes_a_case(press: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    filed = file_reports(case, [press], Given("2017-06-20"))
    assert filed.made
    assert filed.copied == 3
    assert shelf(case) == {"a.txt", "b.txt", "sub/a.txt", "dates.csv"}
    assert (case / "reports" / "a.txt").read_bytes() == (press / "a.txt").read_bytes()


def test_the_same_file_is_not_kept_twice(press: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    file_reports(case, [press], Given())
    assert file_reports(case, [press / "a.txt", press], Given()).copied == 0


def test_two_files_of_one_name_are_both_kept(press: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    filed = file_reports(case, [press / "a.txt", press / "sub" / "a.txt"], Given())
    names = [r.name for r in filed.reports]
    assert len(set(names)) == 2
    assert {(case / "reports" / n).read_text() for n in names} == {
        (press / "a.txt").read_text(), (press / "sub" / "a.txt").read_text()
    }  # fmt: skip


def test_one_text_in_two_outlets_is_two_reports(press: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    one = file_reports(case, [press / "a.txt"], Given(outlet="North Wire"))
    other = file_reports(case, [press / "a.txt"], Given(outlet="South Wire"))
    assert one.reports[0].id != other.reports[0].id
    assert one.reports[0].text_hash == other.reports[0].text_hash
    assert {r.outlet for r in filed_reports(case).reports} == {"North Wire", "South Wire"}


def test_what_was_given_of_publication_is_kept_for_a_rebuild(press: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    dates = tmp_path / "given.csv"
    dates.write_text("file,published,outlet\na.txt,2017-06-20,Wire\nno.txt,2017-06-21,\n")
    filed = file_reports(
        case, [press / "a.txt", press / "b.txt"], read_given(str(dates), "Elsewhere")
    )
    again = filed_reports(case)
    assert [(r.id, r.published, r.outlet) for r in filed.reports] == [
        (r.id, r.published, r.outlet) for r in again.reports
    ]
    assert {r.name: r.outlet for r in again.reports} == {"a.txt": "Wire", "b.txt": "Elsewhere"}
    assert [p.where for p in filed.problems if "fits no report" in p.what] == ["no.txt"]


def test_files_that_hold_no_report_leave_nothing_behind(tmp_path: Path) -> None:
    binary = tmp_path / "x.txt"
    binary.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(Unusable, match="gives no report"):
        file_reports(tmp_path / "case", [binary, tmp_path / "gone.txt"], Given())
    assert not (tmp_path / "case").exists()


def test_a_folder_of_other_things_is_not_turned_into_a_case(press: Path) -> None:
    with pytest.raises(Unusable, match="quorate new"):
        file_reports(press, [press / "a.txt"], Given())


def test_what_is_neither_date_nor_file_is_refused() -> None:
    with pytest.raises(Unusable, match="neither a date nor a file"):
        read_given("yesterday")


def test_a_rebuilt_record_holds_the_same_claims_and_verdicts(press: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    filed = file_reports(case, [press], Given("2017-06-20"))
    record = Record.open(case)
    enter(record, filed.reports)
    tally = next(s for s in record.claims() if s.claim.kind == "tally")
    record.decide([tally.claim.id], "accept", by="Ana")
    before = {(s.claim.id, s.status) for s in record.claims()}
    record.close()
    rebuild(case)
    again = Record.open(case)
    assert {(s.claim.id, s.status) for s in again.claims()} == before
    assert (tally.claim.id, "accepted") in before
    assert not list(case.glob(".rebuild*"))
    again.close()
