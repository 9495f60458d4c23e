"""What was found in a file of others, and how does it enter a case?

All or nothing: if a row is wrong, nothing enters, unless the user says that wrong rows may be left
out. What enters is kept in the folder ``imports`` of the case, so that `quorate rebuild` has it.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.claim import Actor, AnyClaim
from quorate.claims.files import read_claims_jsonl, write_claims_jsonl
from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import Passage, digest

if TYPE_CHECKING:
    from quorate.record.record import Record

SHELF = "imports"
MOST = 20  # problems listed of one file


class Found(msgspec.Struct, frozen=True):
    """What a file holds: claims, and what is wrong in it."""

    claims: list[AnyClaim]
    problems: list[Problem]


class Line(msgspec.Struct, frozen=True):
    """A line of a table: its values by column, and where it stands."""

    values: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return (self.values.get(column) or "").strip()

    def wrong(self, what: str, remedy: str) -> Problem:
        """Return a problem of this line."""
        return Problem(where=self.where, what=what, remedy=remedy)


def lines(path: Path, needed: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of a CSV file, packed by gzip or not.

    Args:
        path: the file.
        needed: columns without which it is not of the layout.

    Raises:
        Unusable: it cannot be read, or lacks a column.
    """
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise Unusable(f"{path} cannot be read as CSV in UTF-8 ({error}).") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = sorted(set(needed) - set(reader.fieldnames or ()))
    if missing:
        raise Unusable(f"{path} lacks the columns {', '.join(missing)}; is it of another layout?")
    try:
        for values in reader:
            yield Line(values, f"{path.name}:{reader.line_num}")
    except csv.Error as error:
        raise Unusable(f"{path.name}:{reader.line_num} is no CSV ({error}); mend it.") from None


def beside(path: Path, *names: str) -> Path | None:
    """Return the first of these files that lies beside another, packed or not."""
    folder = path if path.is_dir() else path.parent
    places = (folder / f"{name}{end}" for name in names for end in ("", ".gz"))
    return next((p for p in places if p.exists()), None)


class Coded:
    """Actors by a scheme of codes; each code that nobody has is told once."""

    def __init__(self, actors: Iterable[Actor], scheme: str) -> None:
        self.scheme = scheme
        self.actors: dict[str, list[Actor]] = {}
        for actor in actors:
            if code := actor.codes.get(scheme):
                self.actors.setdefault(code, []).append(actor)
        self.unknown: dict[str, Line] = {}

    def of(self, code: str, day: str, line: Line) -> str:
        """Return the actor that has a code on a day, or empty text."""
        several = self.actors.get(code, [])
        there = [a for a in several if a.starts <= day and (a.until is None or day < a.until)]
        if not several:
            self.unknown.setdefault(code, line)
            return ""
        # A state that has ended had the code before the one that has it now.
        return sorted(there or several, key=lambda a: a.until or "9999")[0].actor

    def problems(self) -> list[Problem]:
        """Return a problem for each code that nobody has."""
        return [
            line.wrong(
                f"No actor has the {self.scheme} code '{code}'.",
                "Add it to case.toml under [[actor]] with its codes, or leave such rows out.",
            )
            for code, line in self.unknown.items()
        ]


def enter(record: Record, found: Found, *, decided: bool, skip: bool = False) -> int:
    """Enter what was found into a case; return how many claims were new.

    Args:
        record: the record of the case.
        found: the claims, and what is wrong.
        decided: they count as accepted; else they are proposals that somebody must decide.
        skip: enter what is right even if rows are wrong.

    Raises:
        Unusable: a row is wrong, or words that claims rest on do not stand in a report of the case.
    """
    claims, wrong = _supported(record, found.claims)
    problems = [*found.problems, *wrong]
    if problems and not skip:
        raise Unusable(
            f"{len(problems)} rows are wrong, the first at {problems[0]}; nothing was entered: "
            "mend them, or say --skip-wrong to leave them out.",
            tuple(problems[:MOST]),
        )
    if not decided:
        claims = [c if c.reader else msgspec.structs.replace(c, reader="import 1") for c in claims]
    else:
        claims = [msgspec.structs.replace(c, reader="") if c.reader else c for c in claims]
    if record.folder is not None and claims:
        shelf = record.folder / SHELF
        shelf.mkdir(exist_ok=True)
        name = digest(*(c.id for c in claims), "decided" if decided else "proposed")
        write_claims_jsonl(claims, shelf / f"{name}.jsonl")
    return record.add_claims(claims, proposed=not decided)


def enter_again(record: Record, folder: Path) -> list[Problem]:
    """Enter into a new record what was imported into the case of this folder before."""
    problems = []
    for path in sorted((folder / SHELF).glob("*.jsonl")):
        claims, wrong = read_claims_jsonl(path)
        problems += wrong
        if claims:
            record.add_claims(claims, proposed=bool(claims[0].reader))
    return problems


def _supported(record: Record, claims: list[AnyClaim]) -> tuple[list[AnyClaim], list[Problem]]:
    """Return the claims that can be shown: the words of a passage stand in a report held."""
    texts = {r.id: r.text for r in record.reports()}
    kept, problems = [], []
    for claim in claims:
        source = claim.source
        if isinstance(source, Passage) and not source.stands_in(texts.get(source.report, "")):
            problems.append(
                Problem(
                    where=claim.id,
                    what=f"Its words do not stand in {source.report} of this case.",
                    remedy="Read that report into the case first.",
                )
            )
        else:
            kept.append(claim)
    return kept, problems
