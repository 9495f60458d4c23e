"""Whip sheets: the same rows back, nothing run as a formula, no note that was not asked for."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.record.pledges import PLEDGED, Pledge
from quorate.record.situation import by_hand
from quorate.views.whipsheet import blank, read_sheet, write_sheet

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=25)
SPECIAL = st.sampled_from(
    ["=1+1", "'=1", "''", "@SUM(A1)", "-3", "+x", '"', "a,b;c", "line\nbreak", "_x0041_", "\r\n"]
)


@st.composite
def pledges(draw: st.DrawFn) -> Pledge:
    told = {
        c: draw(TEXT | SPECIAL) for c in ("channel", "speaker", "rank", "date", "condition", "note")
    }
    return Pledge(
        member=draw(st.sampled_from(["BRB", "TTO", "VEN"])),
        choice=draw(st.sampled_from(("", *PLEDGED))),
        discount=draw(st.none() | st.fractions(0, 1, max_denominator=1000)),
        **told,
    )


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx"])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(pledges(), max_size=4))
def test_what_is_written_is_read_back_to_the_letter(
    name: str, rows: list[Pledge], tmp_path: Path
) -> None:
    path = write_sheet(tmp_path / name, rows, names={"BRB": "Barbados"}, notes=True)
    assert read_sheet(path) == (rows, [])


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx"])
def test_a_private_note_leaves_only_when_asked(name: str, tmp_path: Path) -> None:
    row = Pledge(member="BRB", choice="yes", note="the minister is ill")
    kept, _ = read_sheet(write_sheet(tmp_path / name, [row]))
    assert kept[0].note == ""
    assert b"minister" not in (tmp_path / name).read_bytes()
    assert "ill" not in row.words


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    row = Pledge(member="BRB", channel='=HYPERLINK("http://x")', rank="@cmd", condition="+1")
    path = write_sheet(tmp_path / "sheet.xlsx", [row])
    for cells in openpyxl.load_workbook(path).worksheets[0].iter_rows():
        assert all(cell.data_type != "f" for cell in cells)
    text = write_sheet(tmp_path / "sheet.csv", [row]).read_text("utf-8-sig")
    assert not any(c.startswith(("=", "@", "+")) for c in text.splitlines()[1].split(","))


def test_a_sheet_filled_in_by_hand_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "hand.csv"
    path.write_text(
        "Member;Choice;Discount;Condition\nBRB;YES;20 %;\nTTO;maybe;;\n"
        "HTI;no;0,5;if asked\n;yes;;\nGRD;abstain;1.5;\n\n",
        encoding="utf-8",
    )
    found, problems = read_sheet(path)
    assert [(p.member, p.choice, p.discount) for p in found] == [
        ("BRB", "yes", Fraction(1, 5)),
        ("TTO", "", None),
        ("HTI", "no", Fraction(1, 2)),
        ("GRD", "abstain", None),
    ]
    assert [p.where for p in problems] == ["hand.csv:3", "hand.csv:5", "hand.csv:6"]
    assert "'maybe' is no choice" in problems[0].what


def test_cells_that_a_table_program_turned_into_numbers_and_days_are_read(tmp_path: Path) -> None:
    import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["member", "choice", "discount", "date"])
    sheet.append(["BRB", "yes", 0.25, datetime.datetime(2017, 6, 18)])
    book.save(tmp_path / "sheet.xlsx")
    found, problems = read_sheet(tmp_path / "sheet.xlsx")
    assert (found[0].discount, found[0].date, problems) == (Fraction(1, 4), "2017-06-18", [])


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.csv", None, "is not there"),
        ("other.csv", b"a,b\n1,2\n", "lacks the column choice and member"),
        ("bytes.csv", b"\xff\xfe\x00", "cannot be read"),
        ("bytes.xlsx", b"PK\x03\x04 torn", "no Excel workbook"),
        ("long.csv", b"member,choice\n" + b"BRB,yes\n" * 6000, "more than 5000 rows"),
    ],
)
def test_what_is_no_sheet_is_told_in_one_sentence(
    name: str, data: bytes | None, said: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(Unusable, match=said):
        read_sheet(tmp_path / name)


def test_a_blank_sheet_has_a_row_for_whoever_may_vote() -> None:
    now = by_hand("yes >= 2", {}, members=("BRB", "TTO", "VEN"), excluded=("VEN",))
    assert [p.member for p in blank(now)] == ["BRB", "TTO"]
