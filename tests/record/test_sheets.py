"""Tables of a table program are read as text, and what cannot be read is told in one sentence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.record.chances import expected
from quorate.record.sheets import inert, read_table
from quorate.record.situation import by_hand
from tests.record.test_chances import ACTORS


def read(path: Path, *columns: str) -> list[tuple[int, dict[str, str]]]:
    return read_table(path, columns, "a table", "write one")


def test_rows_have_their_lines_and_short_rows_empty_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffMember; Yes\r\nBRB;.5\r\n;\r\nJAM\r\n".encode())
    assert read(path, "member") == [
        (2, {"member": "BRB", "yes": ".5"}),
        (4, {"member": "JAM", "yes": ""}),
    ]


@given(st.text(alphabet="=+-@'\tab1", max_size=6))
def test_a_cell_written_so_that_nothing_runs_is_read_as_it_was(cell: str) -> None:
    from quorate.record.sheets import _as_typed

    assert _as_typed(inert(cell)) == cell
    assert not inert(cell).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.csv", None, "is not there; write one."),
        ("bytes.csv", b"\xff\xfe\x00", "cannot be read as a table"),
        ("lacks.csv", b"a,b\n1,2\n", "lacks the column member; write one."),
        ("torn.xlsx", b"PK\x03\x04 torn", "is no Excel workbook"),
        ("empty.csv", b"", "lacks the column member"),
        ("long.csv", b"member\n" + b"BRB\n" * 6000, "more than 5000 rows"),
    ],
)
def test_what_is_no_table_is_one_sentence(
    name: str, data: bytes | None, said: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(Unusable, match=said):
        read(tmp_path / name, "member")


def test_chances_are_read_from_a_workbook_as_from_csv(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["member", "yes", "bloc"])
    sheet.append(["BRB", 0.7, "CARICOM"])
    book.save(tmp_path / "chances.xlsx")
    now = by_hand("yes >= 1", {}, members=("BRB", "JAM"))
    found = expected(now, [], ACTORS, table=tmp_path / "chances.xlsx").chances
    assert (found["BRB"].yes, found["BRB"].no, found["BRB"].bloc) == (0.7, 0.3, "CARICOM")
