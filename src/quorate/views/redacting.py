"""How do removed words leave the folder of a case, and not only its record?

A report of which words were removed is kept under ``redacted/`` as it was read, blanked; the file
that it came in goes. Then the verdicts' file, what-ifs that were kept, and the record of before
the last rebuild are cleared of the words too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.claim import AnyClaim, Same
from quorate.claims.files import write_atomically
from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import Derived
from quorate.record.appended import AppendedFile
from quorate.record.redact import Scrubber, redact, rewrite_file, stretches_of
from quorate.record.review import Verdict
from quorate.record.scenarios import Scenario
from quorate.views.filing import drop_files
from quorate.views.readers import ANSWERS, Folder
from quorate.views.shelf import REDACTED, Frozen

if TYPE_CHECKING:
    from quorate.record.record import Record


def remove(
    record: Record,
    *,
    by: str,
    why: str,
    names: Sequence[str] = (),
    report: str = "",
    words: Sequence[str] = (),
) -> tuple[list[Verdict], list[Problem]]:
    """Remove words from a case; return the verdicts that say so, and what a person must see to.

    Args:
        record: the record of the case.
        by: who removes them.
        why: the reason.
        names: removed wherever they stand.
        report: id of one report; all of its text, if no words are given.
        words: removed from this report alone.

    Raises:
        Unusable: the words do not stand there, or a file cannot be written.
    """
    stretches = []
    if report:
        text = record.report(report).text
        for each in words:
            if not (found := stretches_of(text, each)):
                raise Unusable("These words do not stand in the report; give them as printed.")
            stretches += found
    taken = redact(record, by=by, why=why, names=names, report=report, stretches=stretches)
    problems = finish(record, names)
    touched = {v.claim for v in taken}
    for each in words:
        others = [r for r in record.reports() if r.id not in touched and stretches_of(r.text, each)]
        problems += [
            Problem(
                where=other.name,
                what="The same words stand in this report too.",
                remedy="Redact it as well, or remove them everywhere with --name.",
            )
            for other in others
        ]
    return taken, problems


def finish(record: Record, names: Sequence[str] = ()) -> list[Problem]:
    """Do to the folder what was done to the record; done twice, it changes nothing.

    Raises:
        Unusable: a file cannot be written or removed.
    """
    folder = record.folder
    if folder is None:
        return []
    with record.verdict_file().appending() as appender:
        rewrite_file(record, appender)
    redacted = {r.id: r for r in record.reports() if r.redacted}
    try:
        (folder / REDACTED).mkdir(exist_ok=True)
        for report in redacted.values():
            Folder(folder / ANSWERS).drop(report.id)
            _freeze(folder, Frozen(report, tuple(_read_in(record, report.id))))
        for other in drop_files(folder, redacted):
            _freeze(folder, Frozen(other))
        for end in ("", "-wal", "-shm"):
            (folder / f"record.sqlite.before{end}").unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            (folder / REDACTED).rmdir()  # if nothing was put there
    except OSError as error:
        raise Unusable(
            f"{error.filename} cannot be removed ({error.strerror}); see to it, then run "
            "quorate redact CASE once more."
        ) from None
    _clear_scenarios(folder, names)
    settings = (folder / "case.toml").read_text("utf-8", "replace")
    return [
        Problem(
            where=str(folder / "case.toml"),
            what="The settings of the case hold the words still.",
            remedy="Change them there yourself.",
        )
        for name in names
        if stretches_of(settings, name)
    ]


def _read_in(record: Record, report: str) -> list[AnyClaim]:
    """Return what was read in a report, and of which story it is."""
    mine = [s.claim for s in record.claims(report=report) if s.claim.reader]
    linked = [
        s.claim
        for s in record.stored("same")
        if isinstance(s.claim, Same)
        and isinstance(s.claim.source, Derived)
        and report in (s.claim.one, s.claim.other)
    ]
    return [*mine, *linked]


def _freeze(folder: Path, kept: Frozen) -> None:
    path = folder / REDACTED / f"{kept.report.id}.json"
    data = msgspec.json.encode(kept)
    if not path.exists() or path.read_bytes() != data:
        write_atomically(path, data)


def _clear_scenarios(folder: Path, names: Sequence[str]) -> None:
    file = AppendedFile(folder / "scenarios.jsonl", Scenario, "scenario")
    scrubber = Scrubber(names)
    if not file.path.exists() or not scrubber.words:
        return
    with file.appending() as appender:
        kept, _ = file.read()
        fresh = [
            msgspec.structs.replace(s, note=scrubber.text(s.note, inside=False),
                                    by=scrubber.text(s.by, inside=False))
            for s in kept
        ]  # fmt: skip
        if fresh != kept:
            appender.replace(fresh)
