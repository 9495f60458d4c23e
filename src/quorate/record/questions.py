"""How do positions bear on a question, and which questions keep coming up?

A question has phrases with a sign: who is for a phrase of its `for`, or against one of its
`against`, leans to yes. The link is a derived claim, so it can be rejected and the position stays.
A leaning is no vote: it is shown as leaning and never counted as a choice.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.claim import Ballot, Choice
from quorate.claims.source import Derived, Passage
from quorate.record.actors import fold
from quorate.record.case import Question
from quorate.record.joining import refused
from quorate.record.positions import Issue, Stand, positions
from quorate.record.situation import Evidence

if TYPE_CHECKING:
    from quorate.record.record import Record

STEP = "stance times the sign of the phrase"
SEEN_MOST = 16  # ways of seeing a record whose issues are kept
ACTORS, REPORTS = 3, 2  # as many take a position, in as many reports, before it is proposed


class Leanings(msgspec.Struct, frozen=True):
    """Where actors lean on a question.

    Attributes:
        by_actor: the expected choice, with the derived link and the position it rests on.
        unlinked: phrases that match both signs, and actors whose positions point both ways.
        links: the derived claims.
    """

    by_actor: dict[str, Evidence] = {}
    unlinked: tuple[str, ...] = ()
    links: tuple[Ballot, ...] = ()


def leanings(record: Record, question: Question) -> Leanings:
    """Return where actors lean on a question, by their positions on its phrases."""
    sides, both = on_its_phrases(record, question)
    unlinked = list(both)
    by_actor, links = {}, []
    for actor, told in sorted(sides.items()):
        if len({choice for choice, _ in told}) > 1:
            unlinked.append(actor)
            continue
        choice, stand = told[0]
        used = tuple(claim for _, each in told for claim in each.claims)
        link = Ballot(source=Derived(STEP, used), draft=question.id, voter=actor, choice=choice)
        if not refused(record, link.id):
            links.append(link)
            by_actor[actor] = Evidence(
                choice=choice,
                how="position",
                decided=all(each.decided for _, each in told),
                marks=stand.marks,
                claims=(link.id, *used),
            )
    return Leanings(by_actor, tuple(unlinked), tuple(links))


def on_its_phrases(
    record: Record, question: Question
) -> tuple[dict[str, list[tuple[Choice, Stand]]], tuple[str, ...]]:
    """Return by actor each position on a question's phrases with the choice it points to.

    Returns:
        The positions, and the phrases that match both signs.
    """
    sides: dict[str, list[tuple[Choice, Stand]]] = defaultdict(list)
    both = []
    if not question.pro and not question.contra:
        return {}, ()
    for issue in _issues(record):
        pro, contra = (_matches(issue, phrases) for phrases in (question.pro, question.contra))
        if pro and contra:
            both.append(issue.phrase)
        elif pro or contra:
            for stand in issue.stands:
                if stand.side != "neutral":
                    choice: Choice = "yes" if (stand.side == "for") == pro else "no"
                    sides[stand.actor].append((choice, stand))
    return dict(sides), tuple(both)


def _issues(record: Record) -> tuple[Issue, ...]:
    """Return every issue somebody takes a position on; each way of seeing the record once."""
    entry = record.store.last_entry() if record.entry is None else record.entry
    seen = (record.on_date, record.known_by, entry, tuple(c.id for c in record.supposed))
    if seen not in record.issues:
        if len(record.issues) > SEEN_MOST:
            record.issues.clear()
        record.issues[seen] = positions(record).issues
    return record.issues[seen]


def propose_questions(record: Record) -> tuple[Question, ...]:
    """Return questions that keep coming up: several actors, several reports, not yet tracked."""
    found, stories = [], record.stories()
    for issue in positions(record).issues:
        tracked = any(_matches(issue, (*q.pro, *q.contra)) for q in record.case.question)
        stands = [s for s in issue.stands if not s.spread_from]
        claims = [record.claim(name).claim for s in stands for name in s.claims]
        reports = {stories.source(c) for c in claims if isinstance(c.source, Passage)}
        if not tracked and len(stands) >= ACTORS and len(reports) >= REPORTS:
            name = "-".join(fold(f"{issue.phrase} {issue.target}").split()[:6])
            title = f"{issue.phrase}: {issue.target_name or issue.target}".strip(": ")
            found.append(Question(id=name, title=title, pro=(_signed(issue),)))
    return tuple(found)


def _signed(issue: Issue) -> str:
    return f"{issue.phrase} {issue.target}".strip()


def _matches(issue: Issue, phrases: tuple[str, ...]) -> bool:
    """Do all words of one of these phrases stand in what the position is on?"""
    words = set(fold(f"{issue.phrase} {issue.target} {issue.target_name}").split())
    return any(set(fold(phrase).split()) <= words for phrase in phrases if phrase.strip())
