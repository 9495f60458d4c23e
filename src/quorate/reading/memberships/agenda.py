"""Which meeting is a report about, so that whoever votes or speaks there, takes part in it?

The summit, conference or session that its headline or its first sentences name, or in which its
ministers or leaders decide together; none where a body sits that has members of its own.
"""

from __future__ import annotations

import re

from quorate.reading.language import lexicon
from quorate.reading.memberships.groups import Group, Groups, of_event
from quorate.reading.memberships.occasions import Event, several

_LEAD = 5  # sentences, the headline among them, in which it is named
_TOGETHER = re.compile(
    r"(?:^|[.,-] |[Tt]he )(?P<who>(?:[A-Z\u01c1\u01c2][\w-]* )?"
    r"(?:(?:[Ff]oreign|[Dd]efence|[Ff]inance|[Pp]rime|[Ii]nterior|[Ee]nergy) )?"
    r"(?:[Mm]inisters|[Ll]eaders|[Pp]residents|[Hh]eads of state)(?: of the [\w ]{3,40})?) "
    r"(?:(?:early|late|on) )?(?:[A-Z][a-z]+day )?(?:[a-z]+ )?"
    r"(?:decided|agreed|resolved|told|voted|suspended|expelled|threw|adopted|endorsed|rejected|failed"
    r"|ended|approved|condemned|demanded)\b"
)
_REACH = 12  # sentences in which those who vote there are named


def meeting_of(groups: Groups) -> Group | None:
    """Return the meeting that a report is about, or None."""
    passing = lexicon("roles")["heads"]["passing"]
    found: list[Event] = []
    for event in groups.events:
        if event.sentence >= _LEAD or event.type != "meeting" or event.apart or event.sits:
            continue
        noun = event.bare.lower().split(" ")[-1] if event.bare else ""
        if groups.report.text.startswith(("'s ", "’s "), event.end):
            continue  # "the conference's paragraph"
        if not event.verb and noun not in passing and not several(event):
            found.append(event)
    return of_event(found[0]) if found else _deciding(groups)


def _deciding(groups: Groups) -> Group | None:
    """Return the meeting that no word names, of those who decide together in the lead."""
    for here in groups.slotted[1:_LEAD]:
        match = _TOGETHER.search(here.plain)
        if match is None:
            continue
        start, end = here.start + match.start("who"), here.start + match.end("who")
        known = next((e for e in groups.minted if e.start == start), None)
        return of_event(known or groups.mint(start, end, here.number, "meeting", "meeting"))
    return None


def meeting_at(groups: Groups, at: int) -> Group | None:
    """Return the meeting in which somebody votes at an offset: the one that the report is about.

    None where the sentence, or the one before in its paragraph, names an organ or another meeting.
    """
    group = meeting_of(groups)
    here = groups.sentence_at(at)
    if group is None or group.event is None or here.number >= _REACH:
        return None
    first = groups.slotted[max(0, here.number - 1)]
    start = first.start if first.paragraph == here.paragraph else here.start
    own = {e.start for e in groups.events if e.id == group.id}
    others = (
        e for e in groups.events
        if start <= e.start < here.end and e.type in ("meeting", "election") and e.start not in own
    )  # fmt: skip
    organ = groups.bodies.near(start, here.end, organs=True)
    sits = organ is not None and organ.type == "organ" and organ.actor != group.event.organ
    return None if sits or any(True for _ in others) else group
