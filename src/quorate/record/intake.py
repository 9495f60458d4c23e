"""How do reports and readings enter the record?

A report and what was read in it, and which earlier report's story it prints, enter in one
transaction or not at all. A new reading supersedes the undecided proposals of the same reader's old
one; decided claims stay, and one that the new reader no longer finds is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from quorate.claims.claim import AnyClaim, Same
from quorate.claims.problem import Problem
from quorate.claims.report import Report
from quorate.claims.source import Derived, Passage
from quorate.record.review import verdict
from quorate.record.store import Store


class Read(Protocol):
    """A report and what was read in it: what `quorate.reading.read` returns, or the like."""

    @property
    def report(self) -> Report: ...
    @property
    def claims(self) -> Sequence[AnyClaim]: ...


class Added(msgspec.Struct, frozen=True):
    """What adding readings changed.

    Attributes:
        reports: how many reports were new, or newly dated.
        claims: how many claims were new.
        superseded: how many undecided proposals of earlier readings were not found again.
        unfound: ids of decided claims that the new reading does not find.
        problems: claims refused because their words do not stand in their report.
    """

    reports: int = 0
    claims: int = 0
    superseded: int = 0
    unfound: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: Added) -> Added:
        return Added(*(getattr(self, f) + getattr(other, f) for f in self.__struct_fields__))


def add_reading(store: Store, reading: Read) -> Added:
    """Add one report with its claims, and say what that changed."""
    report = reading.report
    held = store.reports(report.id)
    if held and held[0].redacted and not report.redacted:
        return Added(problems=(_redacted(held[0]),))
    claims, problems = _supported(reading)
    found = {claim.id for claim in claims}
    earlier = store.claims(None, ("claim.report = ? AND claim.reader <> ''", (report.id,)))
    readers = getattr(reading, "readers", None)  # a reader's proposals give way to its own alone
    mine = [s for s in earlier if readers is None or _family(s.claim.reader) in readers]
    gone = [s for s in mine if s.claim.id not in found and s.status == "proposed"]
    back = [s for s in earlier if s.claim.id in found and s.status == "superseded"]
    unfound = [s.claim.id for s in mine if s.claim.id not in found and s.status == "accepted"]
    linked = [s for end in ("one", "other") for s in store.claims("same", own={end: (report.id,)})]
    fresh = found - {s.claim.id for s in (*earlier, *linked)}
    if store.reports(report.id) == [report] and not (fresh or gone or back):
        return Added(unfound=tuple(unfound), problems=problems)
    reader = next((claim.reader for claim in claims if claim.reader), "reader")
    acts = [verdict(s.claim.id, "supersede", reader) for s in gone]
    acts += [verdict(s.claim.id, "restore", reader) for s in back]
    with store.entry("reading") as entry:
        new_report = store.add_report(entry, report)
        count = store.add_claims(entry, claims, "reading", "proposed")
        store.add_verdicts(entry, acts)
    return Added(int(new_report), count, len(gone), tuple(unfound), problems)


def _family(reader: str) -> str:
    """Return a reader's name without its version or model."""
    return reader.partition(" ")[0]


def _redacted(report: Report) -> Problem:
    return Problem(
        where=report.name,
        what="Words of this report were removed, so it is not read again.",
        remedy="Take the file away; what was read of the rest stands.",
    )


def _supported(reading: Read) -> tuple[list[AnyClaim], tuple[Problem, ...]]:
    """Return the claims whose words stand in the report, and a problem for each that do not."""
    claims, problems = [], []
    for claim in reading.claims:
        passage = claim.source if isinstance(claim.source, Passage) else None
        stands = passage is not None and passage.stands_in(reading.report.text)
        if stands or _links(claim, reading.report.id):
            claims.append(claim)
        else:
            problems.append(
                Problem(
                    where=reading.report.name,
                    what=f"The words of {claim.id} do not stand in the report.",
                    remedy="The claim is not stored; tell the reader's author.",
                )
            )
    return claims, tuple(problems)


def _links(claim: AnyClaim, report: str) -> bool:
    """Does the claim follow from the report as a whole: that it is one story with another?"""
    if not isinstance(claim, Same) or not isinstance(claim.source, Derived):
        return False
    return report in (claim.one, claim.other)
