"""How well are dates found that others annotated?

Reads the TimeML files of a folder with the date reader, the day of creation given, and compares
what it finds with the TIMEX3 expressions of the text:

    python bench/timebank.py FOLDER [--errors]

The corpora (TimeBank and AQUAINT, as TempEval-3 gives them) are not ours to ship.
Three rows: expressions of type DATE; those of them whose value is a year, month or day; all types.
An expression is found if ours overlaps it (relaxed), has its bounds (strict), or overlaps it and
has its value (value). What is found beside the row's expressions counts as false in the first row
and the last; in the second, what meets a DATE of another value is left out.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from quorate.claims.report import Report
from quorate.reading.dates import find_dates

CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
ROWS = ("DATE", "calendar", "all")


class Expression(NamedTuple):
    """A TIMEX3 of the text."""

    start: int
    end: int
    type: str
    value: str


def read_timeml(path: Path) -> tuple[Report, list[Expression]]:
    """Return the report of a TimeML file, dated by its creation time, and its expressions."""
    root = ElementTree.parse(path).getroot()
    created = root.find("DCT/TIMEX3")
    day = created.get("value", "")[:10] if created is not None else ""
    text, found = "", []

    def walk(node: ElementTree.Element) -> None:
        nonlocal text
        start = len(text)
        text += node.text or ""
        for child in node:
            walk(child)
            text += child.tail or ""
        if node.tag == "TIMEX3":
            found.append(Expression(start, len(text), node.get("type", ""), node.get("value", "")))

    body = root.find("TEXT")
    if body is not None:
        walk(body)
    published = day if CALENDAR.fullmatch(day) else None
    report = Report(
        name=path.name, text=text, bytes_hash="", extractor="timeml", published=published
    )
    return report, found


def compare(path: Path, counts: dict[str, Counter[str]], errors: bool) -> None:
    """Add one file to the counts; each expression meets one of ours at most."""
    report, gold = read_timeml(path)
    ours = find_dates(report, vague_too=True)
    met: dict[int, int] = {}  # ours -> expression
    for at, g in enumerate(gold):
        near = [i for i, d in enumerate(ours) if d.start < g.end and g.start < d.end]
        near = [i for i in near if i not in met]
        if near:
            exact = [i for i in near if (ours[i].start, ours[i].end) == (g.start, g.end)]
            met[(exact or near)[0]] = at
    found = {at: i for i, at in met.items()}
    for row in ROWS:
        rows = {at for at, g in enumerate(gold) if _in_row(g, row)}
        beside = {i for i in range(len(ours)) if met.get(i, -1) not in rows}
        if row == "calendar":  # words like "now" are read for the other rows alone
            beside = {i for i in beside if not ours[i].value.endswith("_REF")}
            beside = {i for i in beside if i not in met or gold[met[i]].type != "DATE"}
        counts[row]["gold"] += len(rows)
        counts[row]["ours"] += len(beside) + sum(at in found for at in rows)
        for at in rows & set(found):
            g, d = gold[at], ours[found[at]]
            counts[row]["relaxed"] += 1
            counts[row]["strict"] += (d.start, d.end) == (g.start, g.end)
            counts[row]["value"] += (d.value or "") == g.value
    if errors:
        _show(report, gold, found, met)


def _in_row(g: Expression, row: str) -> bool:
    if row == "all":
        return True
    return g.type == "DATE" and (row == "DATE" or bool(CALENDAR.fullmatch(g.value)))


def _show(
    report: Report, gold: list[Expression], found: dict[int, int], met: dict[int, int]
) -> None:
    ours = find_dates(report, vague_too=True)
    for at, g in enumerate(gold):
        said = " ".join(report.text[max(0, g.start - 50) : g.end + 30].split())
        d = ours[found[at]] if at in found else None
        if g.type == "DATE" and (d is None or d.value != g.value):
            got = f"{report.text[d.start : d.end]!r} {d.value}" if d else "nothing"
            words = report.text[g.start : g.end]
            print(f"{report.published} {words!r} {g.value}, ours {got} | {said}")
    for i, d in enumerate(ours):
        if i not in met:
            said = " ".join(report.text[max(0, d.start - 50) : d.end + 30].split())
            print(
                f"{report.published} ours alone {report.text[d.start : d.end]!r} {d.value} | {said}"
            )


def main() -> None:
    """Compare the files of the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    counts = {row: Counter[str]() for row in ROWS}
    for path in sorted(given.folder.glob("*.tml")):
        if not path.name.startswith("."):
            compare(path, counts, given.errors)
    print(f"{'':10}{'gold':>7}{'ours':>7}{'relaxed':>9}{'strict':>9}{'value':>9}  (F1)")
    for row, c in counts.items():
        total = c["gold"] + c["ours"]
        rates = [2 * c[k] / total if total else 0.0 for k in ("relaxed", "strict", "value")]
        print(f"{row:10}{c['gold']:7}{c['ours']:7}" + "".join(f"{r:9.3f}" for r in rates))


if __name__ == "__main__":
    main()
