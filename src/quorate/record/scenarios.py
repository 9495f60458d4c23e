"""Which what-ifs were kept, and do they still give the same numbers?

A scenario is all that its numbers depend on: the question, the filters, the entry of the ledger it
was seen at, the shipped facts, and what is supposed. It is kept in ``scenarios.jsonl`` of the case.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import digest
from quorate.record.appended import AppendedFile

if TYPE_CHECKING:
    from quorate.record.record import Record


class Scenario(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A what-if that was kept.

    Attributes:
        question: the question or draft.
        suppose: what is supposed, in words, in order.
        organ, matter, on, known: the filters; empty if none.
        entry: the last entry of the ledger when it was kept.
        facts: the fingerprint of shipped facts and of what the case says otherwise.
        decided, with_proposals: the two counts, as printed.
        note: what it is for.
        by, at: who kept it, and when (UTC, ISO 8601).
    """

    question: str
    suppose: tuple[str, ...] = ()
    organ: str = ""
    matter: str = ""
    on: str = ""
    known: str = ""
    entry: int
    facts: str
    decided: str
    with_proposals: str
    note: str = ""
    by: str = ""
    at: str = ""

    @property
    def id(self) -> str:
        """Return the hash of what its numbers depend on, and of the numbers."""
        told = msgspec.structs.replace(self, note="", by="", at="")
        return digest(msgspec.json.encode(told), length=12)


def keep(record: Record, scenario: Scenario) -> Scenario:
    """Keep a scenario, unless it is kept already; return it with the time."""
    kept, _ = scenarios(record)
    for each in kept:
        if each.id == scenario.id:
            return each
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    dated = msgspec.structs.replace(scenario, at=at)
    with _file(record).appending() as appender:
        appender.append([dated])
    return dated


def scenarios(record: Record) -> tuple[list[Scenario], list[Problem]]:
    """Return the scenarios kept, the first first, and what is wrong in their file."""
    return _file(record).read()


def find_scenario(record: Record, name: str) -> Scenario:
    """Return the one scenario whose id begins so.

    Raises:
        Unusable: there is none, or there are several.
    """
    kept, _ = scenarios(record)
    hits = {each.id: each for each in kept if name and each.id.startswith(name)}
    if len(hits) == 1:
        return next(iter(hits.values()))
    listed = ", ".join(sorted(hits) or [each.id for each in kept]) or "none kept yet"
    problem = "may be several scenarios" if hits else "is no scenario of this case"
    raise Unusable(f"'{name}' {problem}; give one of: {listed}.")


def facts_of(record: Record) -> str:
    """Return the fingerprint of the shipped facts and of what the case says otherwise."""
    return digest(record.store.meta("facts") or "", record.store.meta("overrides") or "", length=12)


def _file(record: Record) -> AppendedFile[Scenario]:
    if record.folder is None:
        raise Unusable("A record in memory keeps no scenarios; open a case folder.")
    return AppendedFile(record.folder / "scenarios.jsonl", Scenario, "scenario")
