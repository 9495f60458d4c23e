"""How does the desk take its data away?

Claims as JSON Lines, which `quorate import` reads back, tables of counts and of ballots as CSV, one
row for each count and for each member; and, if they are asked for, the forms of
`quorate.views.exports`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from quorate.claims.files import write_atomically, write_claims_jsonl
from quorate.claims.problem import Problem, Unusable, one_of
from quorate.views.compare import Row, all_rows
from quorate.views.highlight import UNSAFE, line

if TYPE_CHECKING:
    from quorate.record.record import Record

COUNTS = (
    "question", "title", "organ", "date", "which", "needed", "needed_how", "base", "reported",
    "reported_how", "yes_by_name", "named", "by_elimination", "supposed", "unknown", "yes_low",
    "yes_high", "outcome", "short", "line", "marks",
)  # fmt: skip
BALLOTS = (
    "question",
    "date",
    "organ",
    "member",
    "name",
    "choice",
    "how",
    "decided",
    "marks",
    "claims",
)


FORMS = (
    "claims", "csv", "parquet", "sqlite", "popolo", "plover", "annotations", "gexf", "graphml",
)  # fmt: skip


def export(
    record: Record, folder: Path, forms: Sequence[str] = ("claims",)
) -> tuple[list[Path], list[Problem]]:
    """Write a case in these forms; return the files, and what could not be counted or told.

    Args:
        record: the record.
        folder: where to; it is made if it is not there.
        forms: some of `FORMS`; ``claims``: claims.jsonl, counts.csv and ballots.csv.

    Raises:
        Unusable: there is no such form, it needs an extra, or the folder cannot be written.
    """
    for form in forms:
        if form not in FORMS:
            raise Unusable(f"There is no form '{form}'; the forms are {one_of(FORMS)}.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(
            f"{folder} cannot be made ({error.strerror}); choose another folder."
        ) from None
    paths: list[Path] = []
    problems: list[Problem] = []
    for form in dict.fromkeys(forms):
        written, wrong = _written(record, folder, form)
        paths += written
        problems += wrong
    return paths, problems


def _written(record: Record, folder: Path, form: str) -> tuple[list[Path], list[Problem]]:
    """Write one form; return its files, and what could not be told in it."""
    from quorate.views.exports import annotations, networks, plover, popolo, tabular

    if form == "claims":
        return _claims(record, folder)
    tables = {
        "csv": tabular.write_csv, "parquet": tabular.write_parquet, "sqlite": tabular.write_sqlite,
    }  # fmt: skip
    if form in tables:
        return tables[form](record, folder), []
    problems: list[Problem] = []
    if form == "plover":
        events, problems = plover.plover(record)
        name = "plover.jsonl"
        data = b"".join(msgspec.json.encode(e) + b"\n" for e in events)
    elif form == "popolo":
        name, data = "popolo.json", (as_json(popolo.popolo(record)) + "\n").encode()
    elif form == "annotations":
        name = "annotations.jsonld"
        data = (as_json(annotations.web_annotations(record)) + "\n").encode()
    else:
        written = networks.gexf if form == "gexf" else networks.graphml
        name, data = f"network.{form}", written(record)
    write_atomically(folder / name, data)
    return [folder / name], problems


def _claims(record: Record, folder: Path) -> tuple[list[Path], list[Problem]]:
    rows, problems = all_rows(record)
    names = {a.actor: a.name for a in record.actors()}
    paths = [folder / name for name in ("claims.jsonl", "counts.csv", "ballots.csv")]
    write_claims_jsonl([s.claim for s in record.claims()], paths[0])
    write_atomically(paths[1], table(COUNTS, _counts(rows)))
    write_atomically(paths[2], table(BALLOTS, _ballots(rows, names)))
    return paths, problems


def _counts(rows: Iterable[Row]) -> Iterable[Sequence[object]]:
    for row in rows:
        for which in ("decided", "with_proposals"):
            count = getattr(row.votes, which)
            by_name = count.by_name
            yield (
                row.votes.question, row.title, row.votes.organ, row.date, which.replace("_", " "),
                count.needed, count.needed_how, count.base,
                count.reported.yes if count.reported else None, count.reported_how,
                by_name.yes if by_name.total else None, by_name.named, by_name.eliminated,
                by_name.supposed, count.unknown, count.yes_low, count.yes_high, count.outcome,
                count.short, count.line, "; ".join(row.marks),
            )  # fmt: skip


def _ballots(rows: Iterable[Row], names: Mapping[str, str]) -> Iterable[Sequence[object]]:
    for row in rows:
        for member, each in sorted(row.situation.evidence.items()):
            yield (
                row.votes.question, row.date, row.votes.organ, member, names.get(member, member),
                each.choice, each.how, "yes" if each.decided else "no", "; ".join(each.marks),
                " ".join(each.claims),
            )  # fmt: skip


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV; no cell of it is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def as_json(data: Any) -> str:
    """Return the data as indented JSON; steering characters are escaped, the rest is readable."""
    plain = msgspec.to_builtins(data, builtin_types=(), enc_hook=_plain)
    text = json.dumps(plain, ensure_ascii=False, indent=2)
    return UNSAFE.sub(lambda match: _escaped(match.group()), text)


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def _cell(value: object) -> object:
    """Return the value for a spreadsheet: a text that it would run as a formula is quoted."""
    if not isinstance(value, str):
        return value
    text = line(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
