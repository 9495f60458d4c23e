"""What lies in a case folder: the files under ``reports/``, and what was given of each?

Files are put there whole or not at all; the same report is not kept twice, and two files of one
name are both kept. A report of which words were removed lies under ``redacted/`` as it was read.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from quorate.claims.claim import AnyClaim
from quorate.claims.files import write_atomically
from quorate.claims.problem import Problem, Unusable
from quorate.claims.report import Report
from quorate.press.load import Dating, read_dating

DATES = "dates.csv"
COLUMNS = ("file", "published", "outlet", "url")
REDACTED = "redacted"  # the folder of reports of which words were removed


class Frozen(msgspec.Struct, frozen=True):
    """A report that is kept as it was read: of which words were removed, or that came with one.

    Attributes:
        report: the report, its text blanked where words were removed.
        claims: what was read in it; nothing where it can be read again.
    """

    report: Report
    claims: tuple[AnyClaim, ...] = ()


def frozen(folder: Path) -> list[Frozen]:
    """Return the reports of a case that are kept as they were read."""
    found = sorted((folder / REDACTED).glob("report-*.json"))
    return [msgspec.json.decode(path.read_bytes(), type=Frozen) for path in found]


def is_report(path: Path, root: Path) -> bool:
    """Is this a file that came as a report?"""
    inside = path.relative_to(root)
    hidden = any(part.startswith(".") for part in inside.parts)
    return path.is_file() and not path.is_symlink() and not hidden and str(inside) != DATES


class File(msgspec.Struct, frozen=True):
    """A file that arrived, the name it is to have in the case, and what was given of it."""

    path: Path
    name: str
    given: Dating
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]

    def named(self, name: str) -> list[Report]:
        """Return its reports as they are called if the file has this name."""
        return [
            msgspec.structs.replace(r, name=name + r.name.removeprefix(self.path.name))
            if r.name.startswith(self.path.name)
            else r  # a report of a file of many may have a name of its own
            for r in self.reports
        ]


class Shelf:
    """The folder ``reports/`` of a case while files are put there."""

    def __init__(self, folder: Path, known: Mapping[str, Dating]) -> None:
        self.folder = folder / "reports"
        self.dating = dict(known)
        self.copied = 0
        self.fresh: dict[str, Dating] = {}
        self.problems: list[Problem] = []
        self._by_hash: dict[str, list[str]] = {}
        for path in sorted(self.folder.rglob("*")):
            if is_report(path, self.folder):
                name = path.relative_to(self.folder).as_posix()
                self._by_hash.setdefault(_hash(path.read_bytes()), []).append(name)

    def put(self, file: File) -> list[Report]:
        """Put a file on the shelf unless it stands there; return its reports, finally named."""
        data = file.path.read_bytes()
        standing = self._by_hash.setdefault(_hash(data), [])
        # One text in two outlets is two reports: such a file is kept twice.
        final = next((n for n in standing if self._same(file.given, n)), "")
        if not final:
            self.problems += [_twice(file, n) for n in standing if self._unnamed(n)]
            final = self._free(file.name, data)
            target = self.folder / final
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(target, data)
            standing.append(final)
            self.copied += 1
        if file.given not in (Dating(), self.dating.get(final)):
            self.dating[final] = self.fresh[final] = file.given
        return file.named(final)

    def _same(self, given: Dating, standing: str) -> bool:
        held = self.dating.get(standing, Dating())
        return (held.outlet, held.url) == (given.outlet, given.url)

    def _unnamed(self, standing: str) -> bool:
        """Was it not told, when a file came, who published it?"""
        held = self.dating.get(standing, Dating())
        return not held.outlet and not held.url

    def _free(self, name: str, data: bytes) -> str:
        """Return the name, with the bytes' hash in it if another file has it."""
        if not (self.folder / name).exists():
            return name
        stem, dot, suffix = name.rpartition(".")
        base = f"{stem or name}-{_hash(data)[:8]}"
        tail = dot + suffix if stem else ""
        names = [base + tail, *(f"{base}-{n}{tail}" for n in range(2, 10_000))]
        return next(n for n in names if not (self.folder / n).exists())

    def write_dates(self) -> None:
        """Write what was given of publication, the earlier lines kept, if any of it is new."""
        if not self.fresh:
            return
        path = self.folder / DATES
        rows = (read_dating(path) if path.exists() else {}) | self.fresh
        write_atomically(path, dates_table(rows))


def _twice(file: File, standing: str) -> Problem:
    return Problem(
        where=str(file.path),
        what=f"It lies in the case already, as reports/{standing}, with no outlet given; with one "
        "it is a second report, and the two count as one source.",
        remedy=f"To have it once, delete reports/{standing} in the case, and run quorate rebuild.",
    )


def dates_table(rows: Mapping[str, Dating]) -> bytes:
    """Return ``dates.csv`` with these rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, entry in rows.items():
        writer.writerow((name, entry.published or "", entry.outlet, entry.url))
    return out.getvalue().encode()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the case's shelf alone: two readers at once must not take one name."""
    try:
        (folder / "reports").mkdir(exist_ok=True)
        with (folder / "reports" / ".lock").open("a") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise Unusable(
            f"{folder / 'reports'} cannot be written ({error.strerror}); "
            "free space, or check who may write there."
        ) from None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
