"""Which groups, organs, meetings and statements is somebody in?"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import Occasion
from quorate.record.actors import naming_of

if TYPE_CHECKING:
    from quorate.record.record import Record

MOST = 5000


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A group or an occasion that a claim names somebody of.

    Attributes:
        group: its id.
        name: its name or title; the id, its state named, where it has none.
        type: the type of the actor or occasion; empty if it is neither.
        date: when an occasion began, as far as known.
        claims: how many claims say that somebody is in it, or is not.
        told: how many of them come from reports.
    """

    group: str
    name: str
    type: str = ""
    date: str = ""
    claims: int
    told: int


def groups(record: Record, containing: str = "") -> list[Group]:
    """Return every group and occasion that a claim names somebody of, those of reports first.

    Args:
        record: the record; claims that were rejected are left out, its dates are not asked.
        containing: only those whose name, id or type holds these letters, case left aside.
    """
    rows = record.store.database.rows(
        'SELECT "group" AS id, count(*) AS claims, sum(told) AS told FROM within '
        "WHERE status IN ('official', 'accepted', 'proposed') "
        f'GROUP BY "group" ORDER BY told DESC, claims DESC, id LIMIT {MOST}'
    )
    joined, naming = record.joined(), naming_of(record)
    actors = {a.actor: a for a in record.actors()}
    every = record.on(None).held("occasion")
    titles = {h.key: cast(Occasion, h.holds.claim) for h in every}
    wanted = containing.casefold()
    found = []
    for row in map(dict, rows):
        actor, occasion = actors.get(row["id"]), titles.get(joined.one(row["id"]))
        if actor is None and occasion is None and not row["told"]:
            continue
        title = occasion.title if occasion else ""
        office, of, whose = row["id"].rpartition(" of ")
        chaired = titles.get(joined.one(whose)) if of else None
        title = title or (f"{office} of {chaired.title}" if chaired and chaired.title else "")
        name = actor.name if actor else title or naming.name(row["id"])
        kind = actor.type if actor else occasion.type if occasion else ""
        if wanted and wanted not in f"{name} {row['id']} {kind}".casefold():
            continue
        found.append(
            Group(
                group=row["id"], name=name, type=kind, claims=row["claims"], told=row["told"],
                date=occasion.starts if occasion else "",
            )
        )  # fmt: skip
    return found
