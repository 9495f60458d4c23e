"""What stands in the rows of a table, written as CSV or with a table program?

A cell is text, as typed. What a table program would run as a formula is kept from it by a mark when
it is written (`inert`), and the mark is taken off when it is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from quorate.claims.problem import Unusable

MOST = 5_000  # rows read
_RUN = ("=", "+", "-", "@", "\t", "\r", "'")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_table(
    path: Path, columns: Collection[str], called: str, remedy: str
) -> list[tuple[int, dict[str, str]]]:
    """Return the rows that are not empty, each with its line, by column in small letters.

    Args:
        path: the file: a workbook if its name ends in ``.xlsx``, else CSV in UTF-8, with commas
            or semicolons.
        columns: those without which it is of no use.
        called: what it should be, in words: ``a whip sheet``.
        remedy: how to come by one.

    Raises:
        Unusable: the file is not there, cannot be read, is too long, or lacks a column.
    """
    if not path.exists():
        raise Unusable(f"{path} is not there; {remedy}.")
    try:
        rows = _workbook(path) if is_excel(path) else _csv(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Unusable(f"{path} cannot be read as {called} ({error}); {remedy}.") from None
    if len(rows) > MOST + 1:
        raise Unusable(f"{path} has more than {MOST} rows; it is not {called}.")
    heads = [head.strip().lower() for head in rows[0]] if rows else []
    if missing := sorted(set(columns) - set(heads)):
        raise Unusable(f"{path} lacks the column {' and '.join(missing)}; {remedy}.")
    return [
        (number, dict.fromkeys(heads, "") | dict(zip(heads, row, strict=False)))
        for number, row in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in row)
    ]


def is_excel(path: Path) -> bool:
    """Is it a workbook, by its name?"""
    return path.suffix.lower() in (".xlsx", ".xlsm")


def inert(cell: str) -> str:
    """Return a cell that no table program runs: what begins like a formula is quoted."""
    return f"'{cell}" if cell.startswith(_RUN) else cell


def openpyxl() -> Any:
    """Return the library that knows workbooks.

    Raises:
        Unusable: the extra ``sheets`` is not installed.
    """
    try:
        import openpyxl as found
        import openpyxl.styles
        import openpyxl.worksheet.datavalidation
    except ImportError:
        raise Unusable(
            "Excel sheets need the extra 'sheets': pip install 'quorate[sheets]'; "
            "a name that ends in .csv needs nothing."
        ) from None
    return found


def _as_typed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RUN) else cell


def _csv(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
        rows.append([_as_typed(cell) for cell in row])
        if len(rows) > MOST + 1:
            break
    return rows


def _workbook(path: Path) -> list[list[str]]:
    import zipfile

    program = openpyxl()
    try:
        book = program.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [
            [_as_typed(_unescaped(_cell(value))) for value in row]
            for row in sheet.iter_rows(values_only=True, max_row=MOST + 2, max_col=40)
        ]
        book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError) as error:
        raise Unusable(f"{path} is no Excel workbook ({error}).") from None
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _cell(value: Any) -> str:
    """Return a cell as text: whole numbers without a point, days without a time."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "date") and hasattr(value, "hour") and not (value.hour or value.minute):
        return str(value.date())
    return str(value)


def _unescaped(text: str) -> str:
    """Return text that a workbook holds escaped: ``_x000D_``, by ECMA-376."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
