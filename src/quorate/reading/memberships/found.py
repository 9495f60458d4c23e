"""What was found of one membership, before it is a claim?"""

from __future__ import annotations

from typing import NamedTuple

from quorate.claims.claim import Membership, Role
from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.memberships.groups import Group
from quorate.reading.memberships.occasions import READER
from quorate.reading.syntax.slots import Item


class Found(NamedTuple):
    """A membership that syntax shows.

    Attributes:
        member: who.
        group: of what.
        role: in what role.
        main: the words that say so.
        cue: the verb or noun that gives the role.
        negated: true if the words deny it.
        office: of a holder: which office.
        antecedent: where the member is named, if the words only point to it.
        confidence: that the report says so.
        leaving: true if the member is on its way out.
        repeated: of a verb left out: the clause that says it.
        ellipsis: the words that stand for it.
    """

    member: Item
    group: Group
    role: Role
    main: tuple[int, int]
    cue: tuple[int, int]
    negated: bool = False
    office: str = ""
    antecedent: tuple[int, int] = (0, 0)
    confidence: float = 0.8
    leaving: bool = False
    repeated: tuple[int, int] = (0, 0)
    ellipsis: tuple[int, int] = (0, 0)


def claim_of(report: Report, found: Found, on: DateMention | None) -> Membership:
    """Return what was found as a claim, with a span for every value."""
    group = found.group
    start = min(found.main[0], found.member.start)
    spans = [
        ("main", start, found.main[1]),
        ("member", found.member.start, found.member.end),
        ("group", group.start, group.end),
        ("cue", *found.cue),
    ]
    if found.antecedent[1]:
        spans.insert(2, ("member antecedent", *found.antecedent))
    if group.event and group.event.sits and group.event.body != (0, 0):
        spans.append(("organ", *group.event.body))
    if found.leaving:
        spans.append(("until" if found.negated else "leaving", *found.cue))
    if found.ellipsis[1]:
        spans += [("repeated", *found.repeated), ("ellipsis", *found.ellipsis)]
    if found.office:
        spans.append(("office", *found.cue))
    on = on if not found.leaving and found.role != "holder" else None
    if on:
        spans.append(("date", on.start, on.end))
    return Membership(
        source=report.passage(*spans),
        group=f"{found.office} of {group.id}" if found.office else group.id,
        member=found.member.actor,
        role=found.role,
        negated=found.negated,
        as_of=on.date if on else None,
        known=report.published,
        reader=READER,
        confidence=found.confidence,
    )
