"""How do report files come to lie in a case folder?

A case keeps each file as it arrived under ``reports/`` and what was given of its publication in
``reports/dates.csv``, so that the folder and the verdicts rebuild the record. Files are put there
whole or not at all; the same report is not kept twice, and two files of one name are both kept.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.date import parse_date
from quorate.claims.files import write_atomically
from quorate.claims.problem import Problem, Unusable
from quorate.claims.report import Report
from quorate.press.load import Dating, load, read_dating
from quorate.record.case import read_case
from quorate.record.review import VerdictFile
from quorate.views.entering import Entered, enter
from quorate.views.readers import ANSWERS, Folder
from quorate.views.shelf import COLUMNS, DATES, File, Shelf, dates_table, frozen, is_report, locked

if TYPE_CHECKING:
    pass


class Filed(msgspec.Struct, frozen=True):
    """What has come to lie in the case.

    Attributes:
        reports: the reports, named as their files lie under ``reports/``.
        copied: how many files were new there.
        made: whether the case was made for them.
        problems: what could not be read, and what is not known of what could.
    """

    reports: tuple[Report, ...]
    copied: int = 0
    made: bool = False
    problems: tuple[Problem, ...] = ()


class Given(msgspec.Struct, frozen=True):
    """What the user gives of publication: for all reports, and by name."""

    published: str | None = None
    outlet: str = ""
    dating: dict[str, Dating] = {}


def read_given(published: str = "", outlet: str = "") -> Given:
    """Return what ``--published`` and ``--outlet`` say: a date, or a file with dates.

    Raises:
        Unusable: it is neither.
    """
    if not published:
        return Given(None, outlet)
    if Path(published).is_file():
        return Given(None, outlet, read_dating(published))
    try:
        return Given(parse_date(published), outlet)
    except Unusable:
        raise Unusable(
            f"'{published}' is neither a date nor a file with dates; write a date as 2017-06-19, "
            f"or give a CSV file with the columns {','.join(COLUMNS)}."
        ) from None


def load_reports(paths: Iterable[Path], given: Given) -> Filed:
    """Return the reports in these files and folders without putting them anywhere.

    Raises:
        Unusable: none of them holds a report.
    """
    loaded = load(paths, dating=given.dating, published=given.published, outlet=given.outlet)
    if not loaded.reports:
        raise _nothing(loaded.problems)
    return Filed(loaded.reports, problems=loaded.problems)


def file_reports(
    folder: Path,
    paths: Iterable[Path],
    given: Given,
    progress: Callable[[int, int, str], None] | None = None,
) -> Filed:
    """Put the reports in these files and folders into a case, and return them.

    Args:
        folder: the case folder; it becomes a case if it is empty or not there.
        paths: files and folders.
        given: what the user says of their publication; it goes before what the case says.
        progress: called with how many files are done, how many there are, and a file's name.

    Raises:
        Unusable: none of them holds a report, or the case folder cannot be written.
    """
    made = not (folder / "case.toml").exists()
    if made and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unusable(
            f"{folder} is no case and not empty; make it one with quorate new {folder}, "
            "or name a new folder."
        )
    known = {} if made else _case_dating(folder)
    files, problems = _expand(paths)
    arrived = []
    for number, (path, name) in enumerate(files, 1):
        dating = _dating(path, name, files, known, given)
        file = _load_one(path, name, dating, {**known, **given.dating})
        problems += file.problems
        if file.reports:
            arrived.append(file)
        if progress:
            progress(number, len(files), name)
    if not arrived:
        raise _nothing(problems)
    problems += _unmatched(given, files, arrived)
    if made:
        _make_case(folder)
    barred = {f.report.id for f in frozen(folder) if f.report.redacted}
    problems += [_barred(file) for file in arrived if _holds(file, barred)]
    arrived = [file for file in arrived if not _holds(file, barred)]
    with locked(folder):
        shelf = Shelf(folder, known)
        filed = tuple(report for file in arrived for report in shelf.put(file))
        shelf.write_dates()
    return Filed(filed, shelf.copied, made, (*problems, *shelf.problems))


def _holds(file: File, barred: Collection[str]) -> bool:
    return any(report.id in barred for report in file.reports)


def _barred(file: File) -> Problem:
    return Problem(
        where=str(file.path),
        what="Words of a report in it were removed from this case, so it is not taken in again.",
        remedy="Leave it away; what was read of the rest of it stands.",
    )


def _make_case(folder: Path) -> None:
    from quorate.record.record import Record

    Record.create(folder).close()


def rebuild(
    folder: Path, progress: Callable[[int, int, str], None] | None = None
) -> tuple[Filed, Entered]:
    """Make the record of a case anew from its reports and verdicts.

    The old record is kept beside it as ``record.sqlite.before`` until the next time.

    Raises:
        Unusable: the folder is no case, or its record is a shared one.
    """
    from quorate.record.record import Record
    from quorate.views.imports.found import enter_again

    case = read_case(folder / "case.toml")
    if case.store:
        raise Unusable("This case's record is shared; only a record of its own is rebuilt.")
    filed = filed_reports(folder, progress)
    kept = frozen(folder)
    filed = msgspec.structs.replace(
        filed, reports=(*filed.reports, *(f.report for f in kept if not f.report.redacted))
    )
    with tempfile.TemporaryDirectory(dir=folder, prefix=".rebuild-") as scratch:
        shutil.copyfile(folder / "case.toml", Path(scratch) / "case.toml")
        fresh = Record.open(Path(scratch))
        fresh.add(f for f in kept if f.report.redacted)
        verdicts, _ = VerdictFile(folder / "verdicts.jsonl").read()
        decided = {verdict.claim for verdict in verdicts}
        answers = Folder(folder / ANSWERS)
        entered = enter(fresh, filed.reports, progress, answers=answers, decided=decided)
        wrong = enter_again(fresh, folder)
        fresh.close()
        with locked(folder):
            for end in ("", "-wal", "-shm"):
                old = folder / f"record.sqlite{end}"
                if old.exists():
                    os.replace(old, folder / f"record.sqlite.before{end}")
            os.replace(Path(scratch) / "record.sqlite", folder / "record.sqlite")
    Record.open(folder).close()  # enters the verdicts
    told = (*entered.problems, *wrong)
    return filed, msgspec.structs.replace(entered, problems=told)


def drop_files(folder: Path, redacted: Collection[str]) -> list[Report]:
    """Remove the files that hold one of these reports; return the others that came in them."""
    shelf = folder / "reports"
    known = _case_dating(folder)
    files, _ = _expand([shelf]) if redacted and shelf.is_dir() else ([], [])
    beside: list[Report] = []
    gone = set()
    for path, name in files:
        file = _load_one(path, name, known.get(name, Dating()), known)
        if _holds(file, redacted):
            beside += [r for r in file.named(name) if r.id not in redacted]
            gone.add(path)
            known.pop(name, None)
    if gone:
        with locked(folder):
            dates = shelf / DATES
            if dates.exists():
                rows = {n: d for n, d in read_dating(dates).items() if n in known}
                write_atomically(dates, dates_table(rows))
    return _removed(beside, gone)


def _removed(beside: list[Report], gone: Iterable[Path]) -> list[Report]:
    for path in gone:
        path.unlink()
    return beside


def filed_reports(folder: Path, progress: Callable[[int, int, str], None] | None = None) -> Filed:
    """Return the reports that lie in the case already, dated as they were when they came."""
    shelf = folder / "reports"
    known = _case_dating(folder)
    files, problems = _expand([shelf]) if shelf.is_dir() else ([], [])
    found: list[Report] = []
    for number, (path, name) in enumerate(files, 1):
        file = _load_one(path, name, known.get(name, Dating()), known)
        found += file.named(name)
        problems += file.problems
        if progress:
            progress(number, len(files), name)
    return Filed(tuple(found), 0, False, tuple(problems))


def _case_dating(folder: Path) -> dict[str, Dating]:
    """Return what the case says of its reports: ``case.toml``, then ``dates.csv``."""
    dating = {
        r.file: Dating(r.published.isoformat() if r.published else None, r.outlet, r.url)
        for r in read_case(folder / "case.toml").report
    }
    dates = folder / "reports" / DATES
    return dating | (read_dating(dates) if dates.exists() else {})


def _expand(paths: Iterable[Path]) -> tuple[list[tuple[Path, str]], list[Problem]]:
    """Return every file with the name it is to have in the case; those in folders keep theirs."""
    files: dict[str, tuple[Path, str]] = {}
    problems: list[Problem] = []
    for path in paths:
        if not path.is_dir():
            files.setdefault(os.path.realpath(path), (path, path.name))
            continue
        below = sorted(p for p in path.rglob("*") if is_report(p, path))
        for found in below:
            files.setdefault(os.path.realpath(found), (found, found.relative_to(path).as_posix()))
        if not below:
            problems.append(
                Problem(
                    where=str(path),
                    what="The folder holds no files.",
                    remedy="Give a folder with reports.",
                )
            )
    return list(files.values()), problems


def _dating(
    path: Path,
    name: str,
    files: list[tuple[Path, str]],
    known: Mapping[str, Dating],
    given: Given,
) -> Dating:
    """Return what is given of a file: by its path or name, then for all, then by the case."""
    alone = sum(p.name == path.name for p, _ in files) == 1
    keys = (str(path), name, *((path.name,) if alone else ()))
    entry = next((given.dating[k] for k in keys if k in given.dating), Dating())
    held = known.get(name, Dating())
    return Dating(
        entry.published or given.published or held.published,
        entry.outlet or given.outlet or held.outlet,
        entry.url or held.url,
    )


def _load_one(path: Path, name: str, given: Dating, within: Mapping[str, Dating]) -> File:
    """Load one file; `within` dates the reports of a file of many by their own names."""
    own = {k: d for k, d in within.items() if k != name and Path(k).suffix != path.suffix}
    dating = ({path.name: given} if given != Dating() else {}) | own
    loaded = load([path], dating=dating, published=given.published, outlet=given.outlet)
    faults = tuple(p for p in loaded.problems if p.where not in dating)
    return File(path, name, given, loaded.reports, faults)


def _unmatched(given: Given, files: list[tuple[Path, str]], arrived: list[File]) -> list[Problem]:
    """Return a problem for each name that the user dated and that no report bears."""
    names = {n for path, name in files for n in (str(path), name, path.name)}
    names |= {report.name for file in arrived for report in file.reports}
    return [
        Problem(
            where=name,
            what=f"The dates name {name!r}, which fits no report that was read.",
            remedy="Write the report's name, or its path as you gave it.",
        )
        for name in given.dating
        if name not in names
    ]


def _nothing(problems: Iterable[Problem]) -> Unusable:
    """Return the refusal of files of which none holds a report: the first fault is the reason."""
    found = tuple(problems)
    if not found:
        return Unusable("No file was given; name report files or a folder with reports.")
    first = found[0]
    what = first.what.rstrip(".")
    remedy = first.remedy[:1].lower() + first.remedy[1:]
    more = f" ({len(found) - 1} more such faults)" if len(found) > 1 else ""
    return Unusable(
        f"{first.where} gives no report: {what[:1].lower()}{what[1:]}{more}; {remedy}", found
    )
