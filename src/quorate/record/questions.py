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
from quorate.record.actors import fold, naming_of
from quorate.record.case import Question
from quorate.record.issues import Concerning, Overview, issues, sides_on
from quorate.record.joining import refused
from quorate.record.mentions import stands_of, stands_on
from quorate.record.positions import Issue, Polarity, Stand, Taken, positions
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
    supposed = tuple(c.id for c in record.supposed)
    asked = (question.id, question.pro, question.contra)
    seen = (record.on_date, record.known_by, record.last_entry, supposed, asked)
    if seen not in record.leanings:
        if len(record.leanings) > SEEN_MOST:
            record.leanings.clear()
        record.leanings[seen] = _leanings(record, question)
    return record.leanings[seen]


def _leanings(record: Record, question: Question) -> Leanings:
    sides, torn, both = _leaning(record, question)
    unlinked = list(both)
    by_actor, links = {}, []
    for actor in sorted(sides.keys() | torn):
        told = sides.get(actor, [])
        if actor in torn or len({choice for choice, _ in told}) > 1:
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


def _leaning(
    record: Record, question: Question
) -> tuple[dict[str, list[tuple[Choice, Stand]]], set[str], tuple[str, ...]]:
    """Return by actor each position with the choice it points to, of those who are not torn.

    Returns:
        The positions; who is torn, having positions that point both ways; the phrases that match
        both signs. Of a large record only the positions of those who are not torn are read.
    """
    if not question.pro and not question.contra:
        return {}, set(), ()
    signs: dict[tuple[str, str], bool] = {}
    both = []
    for issue in issues(record, _near((*question.pro, *question.contra))):
        pro, contra = (_matches(issue, phrases) for phrases in (question.pro, question.contra))
        if pro and contra:
            both.append(issue.phrase)
        elif pro or contra:
            signs[fold(issue.phrase), issue.target] = pro
    known, weighed = sides_on(record, signs)
    choices: dict[str, set[Choice]] = defaultdict(set)
    for key, stands in known.items():
        for actor, side in stands.items():
            if side != "neutral":
                choices[actor].add(_choice(side, signs[key]))
    torn = {actor for actor, told in choices.items() if len(told) > 1}
    wanted = {(actor, issue) for actor in choices.keys() - torn for issue in known}
    named, values = stands_of(record, naming_of(record), wanted)
    whole, further = stands_on(record, naming_of(record), weighed)
    near = f"SELECT DISTINCT id FROM ({named} UNION {whole}) AS near"
    taken = Taken(record, [(near, (*values, *further))])
    sides: dict[str, list[tuple[Choice, Stand]]] = defaultdict(list)
    for each, pro in signs.items():
        for stand in taken.issue(each, counts=False).stands if taken.has(each) else ():
            # A claim that was read for one actor may name another, of whom a later one was not.
            read = each not in known or (stand.actor, each) in wanted
            if read and stand.side != "neutral" and stand.actor not in torn:
                sides[stand.actor].append((_choice(stand.side, pro), stand))
    return dict(sides), torn, tuple(both)


def _choice(side: Polarity, pro: bool) -> Choice:
    return "yes" if (side == "for") == pro else "no"


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
    for issue in _issues(record, question):
        pro, contra = (_matches(issue, phrases) for phrases in (question.pro, question.contra))
        if pro and contra:
            both.append(issue.phrase)
        elif pro or contra:
            for stand in issue.stands:
                if stand.side != "neutral":
                    sides[stand.actor].append((_choice(stand.side, pro), stand))
    return dict(sides), tuple(both)


def _issues(record: Record, question: Question) -> tuple[Issue, ...]:
    """Return every issue on phrases that match its own; each way of seeing the record once."""
    supposed = tuple(c.id for c in record.supposed)
    asked = (*question.pro, *question.contra)
    seen = (record.on_date, record.known_by, record.last_entry, supposed, asked)
    if seen not in record.issues:
        if len(record.issues) > SEEN_MOST:
            record.issues.clear()
        some = issues(record, _near(asked))
        near = {(fold(i.phrase), i.target) for i in some if _matches(i, asked)}
        taken = Taken(record, [stands_on(record, naming_of(record), near)])
        several = sorted({part.issue for part in (*taken.parts, *taken.unnamed)})
        found = [taken.issue(each, counts=False) for each in several]
        found.sort(key=lambda i: (-len(i.stands), i.phrase, i.target))
        record.issues[seen] = tuple(found)
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


def _matches(issue: Issue | Overview, phrases: tuple[str, ...]) -> bool:
    """Do all words of one of these phrases stand in what the position is on?"""
    words = set(fold(f"{issue.phrase} {issue.target} {issue.target_name}").split())
    return any(each <= words for each in _worded(phrases))


def _worded(phrases: tuple[str, ...]) -> list[set[str]]:
    return [set(fold(phrase).split()) for phrase in phrases if phrase.strip()]


def _near(phrases: tuple[str, ...]) -> Concerning:
    """Return the question whether an issue may match one of these phrases, its own being folded."""
    wanted = _worded(phrases)

    def near(phrase: str, target: str, name: str) -> bool:
        words = set(fold(f"{phrase} {target} {name}").split())
        last = phrase.rpartition(" ")[2]  # what folding takes from the ends of a phrase alone
        words |= {"the", f"{last}'s", f"{last}'", last}
        return any(each <= words for each in wanted)

    return near
