"""What was found of one membership, before it is a claim?"""

from __future__ import annotations

import re
from typing import NamedTuple

from quorate.claims.claim import Membership, Role
from quorate.claims.report import Report
from quorate.reading.memberships.groups import Group
from quorate.reading.memberships.occasions import READER
from quorate.reading.memberships.when import When
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.slots import Item

_LEFT = re.compile(
    r"(?<!\bto )(?<!will )(?<!would )(?<!could )(?<!might )(?<!may )"
    r"\b(?:withdrew|withdrawn|left|quit|(?:walked|pulled|took|taken|led|brought) (?:.* )?out)\b"
)

_COMING = re.compile(r"(?:will|would|'ll|to|is|are)\b")  # "will leave on 30 June": it ends then


def has_left(words: str) -> bool:
    """Do words of leaving tell that it is done: "quit", "has left", not "is leaving"?"""
    return bool(_LEFT.search(words))


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
        confidence: that the report says so.
        leaving: true if the member is on its way out.
        repeated: of a verb left out: the clause that says it.
        ellipsis: the words that stand for it.
        family: of what was weighed: the family of its cue.
        denial: the words that deny it; (0, 0) if the cue itself does, or none.
    """

    member: Item
    group: Group
    role: Role
    main: tuple[int, int]
    cue: tuple[int, int]
    negated: bool = False
    office: str = ""
    confidence: float = 0.8
    leaving: bool = False
    repeated: tuple[int, int] = (0, 0)
    ellipsis: tuple[int, int] = (0, 0)
    family: str = ""
    denial: tuple[int, int] = (0, 0)


def claim_of(
    report: Report, found: Found, when: When | None, linking: Linking, reader: str = READER
) -> Membership | None:
    """Return what was found as a claim, with a span for every value.

    Nothing if the words only point to a member that is not named before.
    """
    group, member = found.group, found.member
    points = member.actor not in report.text[member.start : member.end]
    antecedent = None
    if points and not linking.names(member.actor, member.start, member.end):
        antecedent = linking.antecedent(member.actor, member.start)
        if antecedent is None:
            return None
    start = min(found.main[0], found.member.start)
    if antecedent and "." not in report.text[antecedent[1] : start]:
        start = min(start, antecedent[0])
    end = max(found.main[1], member.end)
    if "." in report.text[found.main[1] : end]:
        end = found.main[1]
    spans = [
        ("main", start, end),
        ("member", found.member.start, found.member.end),
        ("group", group.start, group.end),
        (f"{found.family} cue" if found.family else "cue", *found.cue),
    ]
    if found.denial[1]:
        spans.append(("denial", *found.denial))
    if antecedent:
        spans.insert(2, ("member antecedent", *antecedent))
    if group.event and group.event.sits and group.event.body != (0, 0):
        spans.append(("organ", *group.event.body))
    negated = found.negated
    if found.leaving:
        if when is not None and when.date.start > found.cue[1]:
            negated |= bool(_COMING.match(report.text[slice(*found.cue)].lower()))
        spans.append(("until" if negated else "leaving", *found.cue))
    if found.ellipsis[1]:
        spans += [("repeated", *found.repeated), ("ellipsis", *found.ellipsis)]
    if found.office:
        spans.append(("office", *found.cue))
    held = found.role == "holder" and group.event is None
    if when and when.field == "as_of" and (held or (found.leaving and not negated)):
        when = None  # a title beside a name: the day is that of something else
    if when:
        spans.append(("date", when.date.start, when.date.end))
    field = "since" if when and found.leaving else when.field if when else ""
    day = when.date.date if when else None
    return Membership(
        source=report.passage(*spans),
        group=f"{found.office} of {group.id}" if found.office else group.id,
        member=found.member.actor,
        role=found.role,
        negated=negated,
        since=day if field == "since" else None,
        until=day if field == "until" else None,
        as_of=day if field == "as_of" else None,
        known=report.published,
        reader=reader,
        confidence=found.confidence,
    )
