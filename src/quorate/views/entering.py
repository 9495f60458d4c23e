"""How is what reports say read and entered into a record?

By the first reader, or by those that the user names; report by report, so that what is read stands
even where the next report stops it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from quorate.claims.claim import Actor
from quorate.claims.files import write_atomically
from quorate.claims.problem import Problem, Unusable
from quorate.claims.report import Report
from quorate.claims.sure import Least, sure_enough
from quorate.record.intake import Added
from quorate.record.shipped import shipped
from quorate.views.readers import Folder, Readers, Tallied, tallied, told

if TYPE_CHECKING:
    from quorate.reading.read import Reading
    from quorate.record.record import Record


def readings(
    reports: Iterable[Report], actors: Iterable[Actor], readers: Readers | None = None
) -> Iterator[Reading]:
    """Yield each report with what is read in it: by the first reader, or by those given.

    A report on which a reader of ours breaks down comes without claims and with a problem, and does
    not keep the next from being read.

    Raises:
        Unusable: what reading needs is not installed, or a model does not answer.
    """
    try:
        from quorate.reading.names import Names
        from quorate.reading.read import Reading, read_report
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("quorate"):
            raise
        raise Unusable(
            f"Reading reports needs {error.name}, which is not installed; "
            "run: pip install 'quorate[reading]'."
        ) from None
    names = Names(actors)
    if readers is None or not readers.models:
        read = partial(read_report, names=names)
    else:
        from quorate.reading.readers import read_by

        read = partial(read_by, names=names, models=readers.models, grammar=readers.grammar)
    for report in reports:
        try:
            yield read(report)
        except (Unusable, OSError):
            raise
        except Exception as error:  # a fault of ours must not cost the other reports
            if os.environ.get("QUORATE_TRACEBACK"):
                raise
            yield Reading(report, readers=(), problems=(_broken(report, error),))


def _broken(report: Report, error: Exception) -> Problem:
    """Return what is told of a report that a reader of ours broke down on."""
    text = " ".join(str(error).split())[:200]
    return Problem(
        where=report.name,
        what=f"A fault of Quorate's kept it unread ({type(error).__name__}: {text}).",
        remedy="Please report it with what QUORATE_TRACEBACK=1 prints; the report itself is kept.",
    )


def readings_again(
    reports: Iterable[Report], actors: Iterable[Actor], answers: Folder, decided: Collection[str]
) -> Iterator[Reading]:
    """Yield each report with what is read in it, also of what models once answered about it.

    Claims that a person decided on stay, even if another reader has them too.
    """
    from quorate.reading.names import Names
    from quorate.reading.readers import read_again

    names = Names(actors)
    for report in reports:
        yield read_again(report, names, answers.about(report.id), decided)


def surer(reading: Reading, least: Least | None) -> Reading:
    """Return a reading with only the claims that are at least so sure."""
    kept = tuple(claim for claim in reading.claims if sure_enough(claim, least))
    return reading if least is None else msgspec.structs.replace(reading, claims=kept)


def linked(read: Iterable[Reading], beside: Iterable[Report] = ()) -> Iterator[Reading]:
    """Yield readings with claims on whose story each report prints.

    Args:
        read: what was read, report by report.
        beside: the reports that the record holds already.
    """
    from quorate.press.copies import Copies

    found = Copies(beside)
    for reading in read:
        links = found.of(reading.report)
        yield msgspec.structs.replace(reading, claims=(*reading.claims, *links))


class Entered(msgspec.Struct, frozen=True):
    """What entering reports changed in the record, and what reading could not settle.

    Attributes:
        added: what changed.
        problems: what could not be settled.
        models: of each model that read, what came of it (`quorate.views.readers.told`).
    """

    added: Added
    problems: tuple[Problem, ...] = ()
    models: tuple[dict[str, Any], ...] = ()


def enter(
    record: Record,
    reports: Sequence[Report],
    progress: Callable[[int, int, str], None] | None = None,
    readers: Readers | None = None,
    answers: Folder | None = None,
    decided: Collection[str] = (),
) -> Entered:
    """Read the reports and enter each with its claims into the record, one after the other.

    Args:
        record: where they are entered.
        reports: the reports.
        progress: called with how many are done, how many there are, and a report's name.
        readers: who reads; the first reader if left out.
        answers: what models once answered, which is read again instead of asking anybody.
        decided: ids of claims that a person decided on.
    """
    problems: list[Problem] = []
    tallies: list[Tallied] = []

    def read() -> Iterator[Reading]:
        if answers is not None:
            found = readings_again(reports, record.actors(), answers, decided)
        else:
            found = readings(reports, record.actors(), readers)
        for number, reading in enumerate(linked(found, record.reports()), 1):
            problems.extend(reading.problems)
            if readers is not None and readers.models:
                tallies.append(tallied(reading))
            yield reading
            if progress:
                progress(number, len(reports), reading.report.name)

    added = record.add(read())
    models = told(readers.models if readers else (), tallies)
    return Entered(added, (*added.problems, *problems), tuple(models))


def write_predictions(
    reports: Sequence[Report],
    path: Path,
    progress: Callable[[int, int, str], None] | None = None,
    readers: Readers | None = None,
    least: Least | None = None,
) -> tuple[int, list[Problem], list[dict[str, Any]]]:
    """Write what is read in the form that annotated reports are scored in.

    Returns:
        How many lines, what could not be settled, and what came of each model.

    Args:
        reports: what to read.
        path: the file.
        progress: told how far it has come.
        readers: who reads; the first reader if left out.
        least: only claims that are at least so sure; mentions all the same.

    Raises:
        Unusable: the file cannot be written, or what reading needs is not installed.
    """
    actors = shipped().actors()
    lines: list[str] = []
    problems: list[Problem] = []
    tallies: list[Tallied] = []
    for number, reading in enumerate(readings(reports, actors, readers), 1):
        tallies.append(tallied(reading))
        from quorate.reading.read import predictions  # after `readings` told what is missing

        lines += [json.dumps(each) for each in predictions(surer(reading, least))]
        problems += reading.problems
        if progress:
            progress(number, len(reports), reading.report.name)
    write_atomically(path, "".join(f"{each}\n" for each in lines).encode())
    return len(lines), problems, told(readers.models if readers else (), tallies)
