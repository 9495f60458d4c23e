"""Which questions can be asked of a record, and which one is meant?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from quorate.claims.claim import Occasion, Tally
from quorate.claims.problem import Unusable
from quorate.claims.source import Passage, RollCall
from quorate.record.case import Question
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record

LISTED = 20  # of what could be meant


def questions(record: Record) -> tuple[Question, ...]:
    """Return the questions tracked, then each draft that a report counts or foresees, by its day.

    Where no day is known, that of the first report that tells of it stands in.
    """
    joined = record.joined()
    tracked = [q for q in record.case.question if q.tracked]
    taken = {joined.one(d) for q in tracked for d in q.drafts}
    found = []
    for held in record.held("tally"):
        counted = [held.holds, *held.rivals, *held.weaker]
        head = joined.one(cast(Tally, held.holds.claim).draft)
        in_press = any(isinstance(s.claim.source, Passage) for s in counted)
        if in_press and head not in taken:
            taken.add(head)
            day = held.holds.claim.starts or min(s.claim.known or "~" for s in counted)
            found.append((day, min(s.entry for s in counted), first_offset(counted), head))
    return (*tracked, *(Question(id=head, drafts=(head,)) for *_, head in sorted(found)))


def imported(record: Record) -> tuple[str, ...]:
    """Return the drafts that came by an import and that no report counts, the newest first.

    They may be thousands, so that `questions` leaves them out; each can be asked for by its id.
    """
    taken = {draft for question in record.questions() for draft in question.drafts}
    found: dict[str, str] = {}
    for held in record.held("tally"):
        tally = cast(Tally, held.holds.claim)
        if held.holds.status != "official" and isinstance(tally.source, RollCall):
            found[tally.draft] = max(tally.starts, found.get(tally.draft, ""))
    return tuple(sorted(found.keys() - taken, key=lambda draft: (found[draft], draft))[::-1])


def find_question(record: Record, name: str) -> Question:
    """Return the question or draft of this id (or the start of one), or raise `Unusable`."""
    for each in record.case.question:
        if each.id == name:
            return each
    joined = record.joined()
    ids = {cast(Occasion, s.claim).occasion for s in record.stored("occasion")}
    counted = name and record.stored("tally", {"draft": (name,)})  # perhaps of no occasion told
    hits = {joined.one(i) for i in (*ids, *([name] if counted else [])) if i == name} or {
        joined.one(i) for i in ids if name and i.startswith(name)
    }
    if len(hits) == 1:
        head = hits.pop()
        return Question(id=head, drafts=(head,))
    problem = "may be several drafts" if hits else "is neither a question nor a draft of this case"
    listed = sorted(hits) if hits else [q.id for q in record.questions()]
    more = [f"and {len(listed) - LISTED:,} more"] if len(listed) > LISTED else []
    choices = ", ".join([*listed[:LISTED], *more]) or "none yet (read a report)"
    raise Unusable(f"'{name}' {problem}; give one of: {choices}.")


def first_offset(counted: Sequence[Stored]) -> int:
    """Return where in its report a claim, or several, first stands."""
    starts = [s.claim.source.main.start for s in counted if isinstance(s.claim.source, Passage)]
    return min(starts, default=0)
