"""How does a whip sheet leave and come back, in a table program or as CSV?

One row a member. What is written is read back to the same rows. Cells that a table program would
run as a formula are kept as text. Private notes are written only when asked for.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

from rich.text import Text

from quorate.claims.files import write_atomically
from quorate.claims.problem import Problem, one_of
from quorate.record.pledges import PLEDGED, Pledge, Pledged
from quorate.record.sheets import inert, is_excel, openpyxl, read_table
from quorate.record.situation import Situation
from quorate.views.highlight import line
from quorate.views.tables import Screen

COLUMNS = (
    "member", "name", "known", "choice", "channel", "speaker", "rank", "date", "condition",
    "discount", "note",
)  # fmt: skip
_WIDTHS = (9, 26, 12, 10, 16, 20, 16, 12, 24, 10, 40)
TOLD = ("channel", "speaker", "rank", "date", "condition", "note")


def blank(situation: Situation) -> list[Pledge]:
    """Return a row for each member that may vote, nothing pledged."""
    members = situation.members or tuple(situation.evidence)
    return [Pledge(member=m) for m in members if m not in situation.excluded]


def write_sheet(
    path: Path,
    pledges: Iterable[Pledge],
    *,
    names: Mapping[str, str] | None = None,
    known: Mapping[str, str] | None = None,
    notes: bool = False,
) -> Path:
    """Write a whip sheet: Excel if the name ends in ``.xlsx``, else CSV.

    Args:
        path: the file; one that is there is replaced whole.
        pledges: the rows.
        names: names by member, for the reader's eye; not read back.
        known: the choice known by evidence, by member; not read back.
        notes: write the private notes too.
    """
    rows: list[list[str]] = [list(COLUMNS)]
    for pledge in pledges:
        told = {c: getattr(pledge, c, "") for c in COLUMNS}
        told["name"] = (names or {}).get(pledge.member, "")
        told["known"] = (known or {}).get(pledge.member, "")
        told["discount"] = "" if pledge.discount is None else str(pledge.discount)
        told["note"] = pledge.note if notes else ""
        rows.append([told[c] for c in COLUMNS])
    write_atomically(path, _workbook(rows) if is_excel(path) else _csv(rows))
    return path


def read_sheet(path: Path) -> tuple[list[Pledge], list[Problem]]:
    """Return the rows of a whip sheet, and a problem for each that cannot be used.

    Raises:
        Unusable: the file cannot be read or lacks the columns ``member`` and ``choice``.
    """
    remedy = f"quorate whip CASE --out {path.name} writes a sheet to fill in"
    pledges, problems = [], []
    for number, told in read_table(path, ("member", "choice"), "a whip sheet", remedy):
        pledge, wrong = _pledge(told)
        if pledge is not None:
            pledges.append(pledge)
        problems += [
            Problem(
                where=f"{path.name}:{number}",
                what=what,
                remedy="Mend the cell; until then it is left empty.",
            )
            for what in wrong
        ]
    return pledges, problems


def _pledge(told: Mapping[str, str]) -> tuple[Pledge | None, list[str]]:
    """Return a row's pledge, and what is wrong with its cells."""
    wrong = []
    member = told.get("member", "").strip()
    if not member:
        return None, ["The row names no member."]
    choice = told["choice"].strip().lower()
    if choice not in ("", *PLEDGED):
        wrong.append(f"'{told['choice']}' is no choice; the choices are {one_of(PLEDGED)}.")
        choice = ""
    discount: Fraction | None = None
    if written := told.get("discount", "").strip():
        try:
            discount = _fraction(written)
        except (ValueError, ZeroDivisionError):
            wrong.append(f"The discount '{written}' is no number.")
        if discount is not None and not 0 <= discount <= 1:
            wrong.append(f"The discount {written} is not between 0 and 1.")
            discount = None
    texts = {column: told.get(column, "") for column in TOLD}
    pledge = Pledge(member=member, choice=cast("Pledged", choice), discount=discount, **texts)
    return pledge, wrong


def _fraction(written: str) -> Fraction:
    """Return a number as people write it: ``.2``, ``20 %``, ``1/5``, ``0,2``."""
    bare = written.replace("%", "").strip().replace(",", ".")
    if len(bare) > 40 or "e" in bare.lower():
        raise ValueError(written)
    return Fraction(bare) / (100 if "%" in written else 1)


# ---------------------------------------------------------------------------- written
def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([inert(c) for c in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    program = openpyxl()
    book = program.Workbook()
    sheet = book.active
    sheet.title = "whip sheet"
    for i, row in enumerate(rows, 1):
        for j, told in enumerate(row, 1):
            cell = sheet.cell(i, j)
            cell.value = _escaped(inert(told))
            cell.data_type = "s"  # never a formula
    for column, width in zip("ABCDEFGHIJK", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "C2"
    for cell in sheet[1]:
        cell.font = program.styles.Font(bold=True)
    validation = program.worksheet.datavalidation.DataValidation(
        type="list", formula1=f'"{",".join(PLEDGED)}"', allow_blank=True
    )
    validation.add(f"D2:D{max(2, len(rows))}")
    sheet.add_data_validation(validation)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def _escaped(text: str) -> str:
    """Return text as a workbook holds it: a control character as ``_x000D_``, by ECMA-376."""
    literal = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return _CONTROL.sub(lambda m: f"_x{ord(m[0]):04X}_", literal)


# ---------------------------------------------------------------------------- shown
def show_sheet(
    screen: Screen, pledges: Sequence[Pledge], names: Mapping[str, str], *, notes: bool = False
) -> None:
    """Print a whip sheet, those pledged first, without private notes unless asked."""
    told = [p for p in pledges if p.choice]
    firm = sum(p.firm for p in told)
    screen.say(
        f"{len(told)} of {len(pledges)} have pledged: "
        + ", ".join(f"{sum(p.choice == c for p in told)} {c}" for c in PLEDGED)
        + f"; {firm} without condition or discount."
    )
    columns = ["member", "pledge", "by what channel and whom", "condition", "#discount"]
    if notes:
        columns.append("private note")
    rows: list[list[str | Text]] = []
    for each in sorted(told, key=lambda p: (PLEDGED.index(cast("Pledged", p.choice)), p.member)):
        who = ", ".join(filter(None, (each.channel, each.rank, each.speaker, each.date)))
        discount = "" if each.discount is None else f"{float(each.discount):g}"
        row: list[str | Text] = [line(names.get(each.member, each.member)), str(each.choice)]
        row += [line(who), line(each.condition), discount]
        rows.append([*row, line(each.note)] if notes else row)
    if rows:
        screen.table(columns, rows)
