"""The open workbench for crisis diplomacy: press reports into a sourced record, then counted.

The public names. Each is loaded when it is first used, so ``import quorate`` costs nothing.

>>> import quorate
>>> now = quorate.by_hand("yes >= 2/3 members", {"BRB": "yes", "BOL": "no", "VEN": "absent"})
>>> quorate.votes(now).decided.line
'needed 2 (2/3 of 3) | by name 1: 1 supposed | not adopted, short of 1'
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quorate.claims.claim import Actor, Claim
    from quorate.claims.frames import table
    from quorate.claims.problem import Problem, Unusable
    from quorate.claims.report import Report
    from quorate.reading.read import Reading
    from quorate.record.record import Record
    from quorate.record.situation import Situation, by_hand
    from quorate.theory.forecast import forecast
    from quorate.theory.power import power
    from quorate.theory.result import Result
    from quorate.theory.swing import swing
    from quorate.theory.talks import talks
    from quorate.theory.votes import votes
    from quorate.views.bodies import bodies, body, rule
    from quorate.views.compare import compare

__version__ = "0.1.0"

_HOMES = {
    "Claim": "quorate.claims.claim",
    "Problem": "quorate.claims.problem",
    "Record": "quorate.record.record",
    "Report": "quorate.claims.report",
    "Result": "quorate.theory.result",
    "Situation": "quorate.record.situation",
    "Unusable": "quorate.claims.problem",
    "bodies": "quorate.views.bodies",
    "body": "quorate.views.bodies",
    "by_hand": "quorate.record.situation",
    "compare": "quorate.views.compare",
    "forecast": "quorate.theory.forecast",
    "power": "quorate.theory.power",
    "rule": "quorate.views.bodies",
    "swing": "quorate.theory.swing",
    "table": "quorate.claims.frames",
    "talks": "quorate.theory.talks",
    "votes": "quorate.theory.votes",
}

__all__ = [
    "Claim",
    "Problem",
    "Record",
    "Report",
    "Result",
    "Situation",
    "Unusable",
    "bodies",
    "body",
    "by_hand",
    "compare",
    "forecast",
    "open",
    "power",
    "read",
    "rule",
    "swing",
    "table",
    "talks",
    "votes",
]


def open(folder: str | os.PathLike[str]) -> Record:
    """Return the record of a case folder: shipped facts, this case's claims and verdicts.

    Raises:
        Unusable: the folder is no case.
    """
    from pathlib import Path

    from quorate.record.record import Record

    return Record.open(Path(folder))


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    actors: Iterable[Actor],
    published: str | None = None,
    beside: Iterable[Report] = (),
    reader: str = "grammar",
) -> Iterator[Reading]:
    """Yield each report in these files and folders with the claims read in it.

    Among the claims is of which earlier report's story it is a print or a later version.

    Args:
        paths: files and folders.
        actors: who may be named: ``record.actors()``.
        published: date of publication of all of them, or a file with dates.
        beside: the reports that are there already: ``record.reports()``.
        reader: who reads: ``grammar``, a model that ``readers.toml`` names, or ``grammar+NAME``.

    Raises:
        Unusable: none of them holds a report, `published` is neither date nor file, or there is no
            such reader.
    """
    from pathlib import Path

    from quorate.views.entering import linked, readings
    from quorate.views.filing import load_reports, read_given
    from quorate.views.readers import readers_of

    many = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    filed = load_reports([Path(p) for p in many], read_given(published or ""))
    return linked(readings(filed.reports, actors, readers_of(reader)), beside)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'quorate' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
