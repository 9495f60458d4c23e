"""Which organ, which claim is meant by a name, and what was said by whom?"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from quorate.claims.claim import KINDS
from quorate.claims.problem import Unusable, one_of
from quorate.record.asked import first_offset
from quorate.record.case import Question
from quorate.record.schema import Stored
from quorate.record.situate import with_decided
from quorate.record.situation import Situation

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition

LAST = "\U0010ffff"  # after every id of the same beginning


def chamber(record: Record, organ: str, *, matter: str = "", on: str | None = None) -> Situation:
    """Return an organ on a date before anybody votes: members, base, rules, weights.

    Args:
        record: the record, with its filters.
        organ: its id or name.
        matter: the kind of decision; each of the organ's rules if left out.
        on: the date; the record's own filter, or today, if left out.

    Raises:
        Unusable: the organ is unknown.
    """
    found = organ_of(record, organ)
    day = on or record.on_date or datetime.date.today().isoformat()
    asked = Question(id=found, title=matter, organ=found, matter=matter)
    return with_decided(record.on(day), asked)


def organ_of(record: Record, name: str) -> str:
    """Return the id of an organ, by its id or name, or raise `Unusable`."""
    found = record.actor(name)
    if found is None or found.type not in ("organ", "organisation"):
        organs = [a.actor for a in record.actors() if a.type == "organ"]
        raise Unusable(f"There is no organ '{name}'; the organs are {one_of(organs)}.")
    return found.actor


def claim(record: Record, name: str) -> Stored:
    """Return the claim of this id, or of the one id that starts so."""
    kind = name.partition("-")[0]  # an id begins with its kind, and is looked up by itrecord
    if kind in KINDS and (whole := record.store.claims(kind, ("claim.id = ?", (name,)))):
        return whole[0]
    found = (
        record.store.claims(
            kind if kind in KINDS and "-" in name else None,
            ("claim.id >= ? AND claim.id < ?", (name, name + LAST)),
        )
        if name
        else []
    )
    exact = [s for s in found if s.claim.id == name] or found
    if len(exact) == 1:
        return exact[0]
    if exact:
        ids = ", ".join(s.claim.id for s in exact[:5])
        raise Unusable(f"'{name}' begins {len(exact)} ids ({ids} ...); give more of it.")
    raise Unusable(f"No claim has the id '{name}'; quorate record lists the claims.")


def claims(record: Record, *, report: str | None = None, status: str | None = None) -> list[Stored]:
    """Return claims that reports or persons made (not the shipped facts), oldest first."""
    where: list[Condition] = [("claim.origin <> 'facts'", ())]
    if report:
        where.append(("claim.report = ?", (report,)))
    found = record.store.claims(None, *where, entry=record.entry)
    found = [s for s in found if status in (None, s.status) and s.sure(record.min_confidence)]
    return sorted(found, key=lambda s: (s.entry, first_offset([s]), s.claim.id))
