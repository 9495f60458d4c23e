"""Is the record whole?"""

from __future__ import annotations

from quorate.claims.problem import Problem
from quorate.claims.source import Passage
from quorate.record.chain import follow
from quorate.record.record import Record


def verify(record: Record) -> list[Problem]:
    """Return what is wrong: words that do not stand, altered claims, a broken chain of verdicts."""
    texts = {report.id: report.text for report in record.reports()}
    problems = []
    for stored in record.stored():
        source = stored.claim.source
        if isinstance(source, Passage) and not source.stands_in(texts.get(source.report, "")):
            problems.append(
                Problem(
                    where=stored.claim.id,
                    what=f"Its words do not stand in {source.report}.",
                    remedy="Read the report again; the record may have been edited by hand.",
                )
            )
    problems += record.store.check_ids()
    problems += record.chain().problems
    if record.folder is not None:
        problems += _verify_verdicts(record)
    return problems


def _verify_verdicts(record: Record) -> list[Problem]:
    on_file, problems = record.verdict_file().read()
    if not record.case.store:  # of a shared chain each desk's file has only its own links
        problems += follow(on_file, "verdicts.jsonl").problems
    mine = {verdict.id for verdict in record.verdicts()}
    theirs = {verdict.id for verdict in on_file}
    if record.case.store:  # a shared record also holds the verdicts of other desks
        mine &= theirs
    if mine != theirs:
        problems.append(
            Problem(
                where="verdicts.jsonl",
                what=f"{len(mine - theirs)} verdicts stand only in the record, "
                f"{len(theirs - mine)} only in the file.",
                remedy="Restore verdicts.jsonl from a backup, or run quorate rebuild.",
            )
        )
    return problems
