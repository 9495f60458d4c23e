"""Which reports have arrived?

Files, and all files of folders, become reports: bytes hashed as they arrive, text frozen, dateline,
headline, boilerplate and date of publication found in it. Reports are hostile input: whatever they
hold, each path yields a report or a `Problem`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from quorate.claims.date import parse_date
from quorate.claims.problem import Problem, one_of
from quorate.claims.report import Report
from quorate.press.clean import find_boilerplate, find_headline
from quorate.press.credits import find_credits
from quorate.press.dateline import find_dateline, publication
from quorate.press.dating import Dating, read_dating
from quorate.press.formats import FORMATS, Arrival, arrivals, shown
from quorate.press.outlet import find_outlet

__all__ = ["Dating", "Loaded", "load", "read_dating"]

LIMIT = 20 * 1024 * 1024  # bytes; a report is far smaller, and a hostile file may be far larger
LONGEST = 1_000_000  # characters of one report; what is longer is several, or no report
_UNDATED = ("No publication date is known.", "Give it with --published DATE or --published FILE.")


class Loaded(msgspec.Struct, frozen=True):
    """What came in.

    Attributes:
        reports: in the order of the paths; within a folder by name.
        problems: what could not be read, and what is not known of what could.
    """

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


class _File(NamedTuple):
    path: Path
    where: str
    name: str


def load(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    dating: Mapping[str, Dating] | None = None,
    published: str | None = None,
    outlet: str = "",
) -> Loaded:
    """Which reports do these files and folders hold, and what is wrong with them?

    Text (.txt, .md), JSON Lines (.jsonl, a report a line) and HTML are read; folders with all below
    them, without hidden files. A path that is reached twice is read once.

    Args:
        paths: files and folders.
        dating: what the user gives of each report, by its name, its path, or the last part of it.
        published: date given for every report that `dating` does not date.
        outlet: outlet given for every report to which `dating` gives none.

    Raises:
        Unusable: `published` is not a date.
    """
    given = parse_date(published) if published else None
    many = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    problems: list[Problem] = []
    arrived: list[tuple[str, Arrival]] = []
    for item in _files(many):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        for found in _read(item):
            if isinstance(found, Problem):
                problems.append(found)
            elif len(found.text) > LONGEST:
                problems.append(_too_long(found))
            else:
                arrived.append((found.name or item.name + found.where[len(item.where) :], found))
    entries, unmatched = _matched(dating or {}, arrived)
    reports = []
    for name, arrival in arrived:
        entry = entries.get(arrival.where, Dating())
        everywhere = Dating(entry.published or given, entry.outlet or outlet, entry.url)
        report = _report(name, arrival, everywhere)
        reports.append(report)
        if report.published is None:
            what, remedy = _UNDATED
            problems.append(Problem(where=arrival.where, what=what, remedy=remedy))
    return Loaded(tuple(reports), (*problems, *unmatched))


def _too_long(arrival: Arrival) -> Problem:
    return _fault(
        arrival.where,
        f"The text has {len(arrival.text):,} characters, and a report at most {LONGEST:,}.",
        "Cut it into its reports.",
    )


def _report(name: str, arrival: Arrival, given: Dating) -> Report:
    text = arrival.text
    dateline = find_dateline(text)
    date, how = publication(text, dateline, given=given.published, stated=arrival.stated)
    headline = arrival.headline
    if not headline and (span := find_headline(text)):
        headline = text[span[0] : span[1]]
    return Report(
        name=name,
        text=text,
        bytes_hash=arrival.bytes_hash,
        extractor=arrival.extractor,
        outlet=given.outlet or arrival.outlet or find_outlet(text),
        url=given.url or arrival.url,
        published=date,
        published_how=how,
        language=arrival.language,
        headline=headline,
        dateline=dateline,
        boilerplate=find_boilerplate(text),
        credits=find_credits(text, dateline),
    )


def _matched(
    dating: Mapping[str, Dating], arrived: list[tuple[str, Arrival]]
) -> tuple[dict[str, Dating], list[Problem]]:
    """Return the dating of each report by where it is, and the names that fit none or several."""
    entries: dict[str, Dating] = {}
    problems = []
    exact: dict[str, list[str]] = {}
    last: dict[str, list[str]] = {}
    for name, arrival in arrived:
        for key in {name, arrival.where}:
            exact.setdefault(key, []).append(arrival.where)
        last.setdefault(name.rpartition("/")[2], []).append(arrival.where)
    for name, entry in sorted(dating.items(), key=lambda item: item[0] in exact):
        fitting = exact.get(name) or last.get(name, [])
        if len(fitting) == 1:
            entries[fitting[0]] = entry
        else:
            count = f"{len(fitting)} reports" if fitting else "no report that was read"
            problems.append(
                Problem(
                    where=name,
                    what=f"The dates name {name!r}, which fits {count}.",
                    remedy="Write the report's name, or its path as you gave it.",
                )
            )
    return entries, problems


def _read(file: _File) -> Iterator[Arrival | Problem]:
    suffix = file.path.suffix.lower()
    if suffix not in FORMATS:
        yield _fault(
            file.where,
            f"Files of the kind {suffix or 'without a suffix'} are not read.",
            f"Save the report as one of {one_of(tuple(FORMATS))}.",
        )
        return
    try:
        with file.path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        yield _unreadable(file.where, error)
        return
    if len(data) > LIMIT:
        yield _fault(
            file.where,
            f"The file is larger than {LIMIT // 1024 // 1024} MB.",
            "Split it into smaller files.",
        )
        return
    yield from arrivals(file.where, suffix, data)


def _files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[_File | Problem]:
    """Yield every file once, or why a path gives none."""
    seen: set[str] = set()
    for path in paths:
        where = shown(os.fspath(path))
        try:
            mode = os.stat(path).st_mode
            root = os.path.realpath(path)
        except (OSError, ValueError) as error:
            yield _unreadable(where, error)
            continue
        if stat.S_ISDIR(mode):
            found: Iterable[_File | Problem] = _in_folder(Path(path), where, root)
        elif stat.S_ISREG(mode):
            found = [_File(Path(path), where, shown(Path(path).name))]
        else:
            found = [_special(where)]
        for file in found:
            real = file.where if isinstance(file, Problem) else os.path.realpath(file.path)
            if isinstance(file, Problem) or real not in seen:
                yield file
            seen.add(real)


def _in_folder(folder: Path, where: str, root: str) -> Iterator[_File | Problem]:
    """Yield the files in and below a folder by name; links only to files inside it."""
    pending, empty = [folder], True
    while pending:
        path = pending.pop()
        name = shown(path.relative_to(folder).as_posix())
        spot = where if path == folder else f"{where.rstrip('/')}/{name}"
        try:
            if path.is_symlink() and path != folder:
                target = os.path.realpath(path)
                if not os.path.isfile(target) or os.path.commonpath([root, target]) != root:
                    yield _fault(
                        spot,
                        "The link leads to no file inside the folder and is not followed.",
                        "Give the file itself.",
                    )
                    continue
            if path.is_dir():
                below = [p for p in path.iterdir() if not p.name.startswith(".")]
                pending.extend(sorted(below, key=lambda p: p.name, reverse=True))
                continue
            mode = path.stat().st_mode
        except OSError as error:
            yield _unreadable(spot, error)
            continue
        empty = False
        yield _File(path, spot, name) if stat.S_ISREG(mode) else _special(spot)
    if empty:
        yield _fault(where, "The folder holds no files.", "Give a folder with reports.")


def _unreadable(where: str, error: OSError | ValueError) -> Problem:
    reason = getattr(error, "strerror", None) or str(error)
    return _fault(where, f"It cannot be read: {reason}.", "Check the path and who may read it.")


def _special(where: str) -> Problem:
    return _fault(where, "It is neither a file nor a folder.", "Give a file or a folder.")


def _fault(where: str, what: str, remedy: str) -> Problem:
    return Problem(where=where, what=what, remedy=remedy)
