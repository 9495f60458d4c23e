"""What does the user say of the reports' publication?

A file names reports and gives each its date, and if known its outlet and address: CSV with the
header ``file,published,outlet,url`` (the last two may be left out), or TOML with a table for each
name::

    ["cable.txt"]
    published = 2017-06-20
    outlet = "The Courier"
"""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from quorate.claims.date import parse_date
from quorate.claims.problem import Problem, Unusable, one_of

_KEYS = ("published", "outlet", "url")


class Dating(msgspec.Struct, frozen=True):
    """What the user gives of one report.

    Attributes:
        published: ISO date, or None.
        outlet: who published it, or empty.
        url: its address, or empty.
    """

    published: str | None = None
    outlet: str = ""
    url: str = ""


def read_dating(path: str | os.PathLike[str]) -> dict[str, Dating]:
    """What does this file give of each report, by the report's name?

    Raises:
        Unusable: the file cannot be read, or has a fault; all faults are in its ``problems``.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise Unusable(
            f"{file} cannot be read ({reason}); give a CSV or TOML file with dates."
        ) from None
    dating: dict[str, Dating] = {}
    problems: list[Problem] = []
    rows = _toml_rows(file, text) if file.suffix.lower() == ".toml" else _csv_rows(file, text)
    for line, name, entry in rows:
        where = f"{file}:{line}"
        if name in dating:
            problems.append(_fault(where, f"{name!r} is dated twice.", "Keep one of the two."))
            continue
        try:
            dating[name] = _dating(entry)
        except Unusable as error:
            problems.append(_fault(where, str(error), "Correct the line."))
    if problems:
        more = f" ({len(problems)} faults in all)" if len(problems) > 1 else ""
        first = problems[0]
        raise Unusable(f"{first.where}: {first.what}{more}", tuple(problems))
    return dating


def _dating(entry: Mapping[str, object]) -> Dating:
    unknown = sorted(set(entry) - set(_KEYS))
    if unknown:
        raise Unusable(f"unknown key {unknown[0]!r}; known keys are {one_of(_KEYS)}.")
    published = entry.get("published") or None
    if published is not None and not isinstance(published, str | datetime.date):
        raise Unusable(f"published = {published!r} is not a date; write it as 2017-06-20.")
    texts = {key: entry.get(key) or "" for key in ("outlet", "url")}
    for key, value in texts.items():
        if not isinstance(value, str):
            raise Unusable(f"{key} = {value!r} is not text; put it in quotation marks.")
    return Dating(
        published=parse_date(published) if published is not None else None,
        outlet=str(texts["outlet"]),
        url=str(texts["url"]),
    )


def _is_date(text: str) -> bool:
    try:
        return bool(parse_date(text))
    except Unusable:
        return False


def _csv_rows(file: Path, text: str) -> Iterable[tuple[int, str, dict[str, object]]]:
    """Return (line, name, fields) of each row, or raise on a header that is not ours."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except csv.Error as error:
        raise Unusable(f"{file}:{reader.line_num}: the CSV is broken ({error}).") from None
    header = rows[0][1] if rows else []
    known = ("file", *_KEYS)
    if len(header) == 2 and header[0] not in known and _is_date(header[1]):
        rows.insert(0, (0, header := ["file", "published"]))  # the two go without saying
    for name in header:
        if name not in known:
            raise Unusable(
                f"{file}:1: unknown column {name!r}; known columns are {', '.join(known)}."
            )
    if "file" not in header or "published" not in header or len(set(header)) < len(header):
        raise Unusable(f"{file}:1: the first line must name the columns file,published,outlet,url.")
    found = []
    for line, row in rows[1:]:
        if len(row) != len(header):
            raise Unusable(f"{file}:{line}: {len(row)} values for {len(header)} columns.")
        fields: dict[str, object] = dict(zip(header, row, strict=True))
        name = str(fields.pop("file"))
        if not name:
            raise Unusable(f"{file}:{line}: no file is named; write the report's name first.")
        found.append((line, name, fields))
    return found


def _toml_rows(file: Path, text: str) -> Iterable[tuple[int, str, dict[str, object]]]:
    """Return (line, name, table) of each table, or raise if the file is not TOML of tables."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unusable(f"{file}: the TOML is broken ({error}).") from None
    found = []
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise Unusable(
                f'{file}:{_line_of(text, name)}: {name!r} is no table; write ["name.txt"] and '
                f"below it published = 2017-06-20."
            )
        if any(isinstance(value, dict) for value in table.values()):
            raise Unusable(
                f"{file}:{_line_of(text, name)}: put names with a stop in quotation marks, as "
                f'["{name}.txt"].'
            )
        found.append((_line_of(text, name), name, table))
    return found


def _line_of(text: str, name: str) -> int:
    """Return the line on which a TOML name first stands at the beginning."""
    match = re.search(rf"""^\s*\[?\s*["']?{re.escape(name)}\b""", text, re.MULTILINE)
    return text.count("\n", 0, match.end()) + 1 if match else 1


def _fault(where: str, what: str, remedy: str) -> Problem:
    return Problem(where=where, what=what, remedy=remedy)
