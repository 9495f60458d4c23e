"""Is the record whole?"""

from __future__ import annotations

import msgspec

from quorate.claims.problem import Problem
from quorate.claims.source import Passage
from quorate.record import gathered, projections
from quorate.record.chain import follow
from quorate.record.record import Record
from quorate.record.store import Store


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
    problems += altered(record.store)
    problems += record.chain().problems
    if record.folder is not None:
        problems += _verify_verdicts(record)
    return problems


def altered(store: Store) -> list[Problem]:
    """Return each claim whose content no longer gives its id, row or status, and each count."""
    found: list[tuple[str, str]] = []
    rows = {row["id"]: row for row in store.database.rows("SELECT * FROM claim")}
    taken = store.by_verdicts(list(rows))
    seen = set()
    for stored in store.claims():
        claim = msgspec.structs.replace(stored.claim)  # a copy works its id out
        row = rows.get(claim.id)
        seen.add(claim.id)
        content = (claim.kind, claim.key, claim.rank)
        if row is None or (row["kind"], row["key"], row["rank"]) != content:
            found.append((claim.id, "Its content does not give its id."))
        elif row["status"] != taken.get(claim.id, row["status"]):
            found.append((claim.id, "Its status does not follow from its verdicts."))
    found += [(name, "Its content is missing or altered.") for name in rows.keys() - seen]
    counted = (*projections.differences(store.database), *gathered.differences(store.database))
    found += [(name, "What is counted of claims does not follow from them.") for name in counted]
    remedy = "Delete record.sqlite and read the reports again: verdicts.jsonl keeps the decisions."
    return [Problem(where=where, what=what, remedy=remedy) for where, what in found]


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
