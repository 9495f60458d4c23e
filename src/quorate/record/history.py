"""What was known by then that tells how members will vote?

Divisions of the organ and its sisters, held before and known by then; positions declared on the
question's phrases; and the groups that members belong to. What is taken as related, how much and
which way, is written on each; a question of ``case.toml`` may set it otherwise.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

import msgspec

from quorate.claims.claim import Actor, Ballot, Membership, Occasion, Position
from quorate.claims.problem import Unusable, one_of
from quorate.claims.source import Derived, Passage
from quorate.record.actors import fold
from quorate.record.case import Question
from quorate.record.envoys import envoys
from quorate.record.held import Held
from quorate.record.questions import leanings, on_its_phrases
from quorate.record.situation import Ground, PastDivision, Situation

if TYPE_CHECKING:
    from quorate.record.positions import Stand
    from quorate.record.record import Record

ANOTHER_SUBJECT = 0.3  # what a division on another subject tells, beside one on the same
LEAST = 3  # members without whom a group is no bloc

CHANNELS = {
    "instrument": 1.0,
    "roll call": 1.0,
    "person": 1.0,
    "supposed": 1.0,
    "its own words, in press": 0.8,
    "press": 0.6,
    "ascribed by another": 0.4,
    "spread from its group": 0.4,
    "derived": 0.4,
}
RANKS = (  # of who spoke; the first that is found in the office's name
    (("president", "prime minister", "premier", "king", "queen", "chancellor", "head of"), 1.0),
    (("minister", "secretary of state", "secretary general", "chancellery"), 0.9),
    (("ambassador", "envoy", "representative", "delegate", "spokes"), 0.8),
    (("deputy", "senator", "adviser", "official"), 0.6),
)
STATUSES = {"current": 1.0, "former": 0.25, "planned": 0.7}


class _Drafted(NamedTuple):
    """A draft that was put to the vote, as far as sources tell."""

    head: str
    title: str
    organ: str
    matter: str
    about: str
    follows: str
    held_on: str


def with_past(
    record: Record,
    question: Question,
    now: Situation,
    related: Mapping[str, float] | None = None,
) -> Situation:
    """Return the situation with what was known by then of past divisions, positions and blocs.

    What counts as known by then is what holds on, and was published by, the date asked for, and
    at the latest on the day before the vote.

    Args:
        record: the record, with its filters.
        question: the question that the situation is of.
        now: the situation.
        related: how much past drafts tell, 0 to 1, by id; stands before the question's own.

    Raises:
        Unusable: a value of `related` is not from 0 to 1, or names no draft known by then.
    """
    day = known_by(now)
    before = record.on(day).known(min(filter(None, (record.known_by, day)), default=None))
    told = {**question.related, **(related or {})}
    if wrong := [d for d, value in told.items() if not 0 <= value <= 1]:
        raise Unusable(f"'{wrong[0]}' is related by {told[wrong[0]]}; give a number from 0 to 1.")
    asked = msgspec.structs.replace(question, related=told)
    past = past_divisions(before, asked, now.organ, subjects(record, question))
    if changed := {member for each in past for member in each.of_another}:
        seats = envoys(before, before.organs_beside(now.organ)).claims(changed)
        now = msgspec.structs.replace(now, claims=tuple(dict.fromkeys((*now.claims, *seats))))
    return msgspec.structs.replace(
        now,
        past=past,
        declared=declared(before, question, now.members),
        blocs=blocs(before, now.members),
    )


def known_by(now: Situation) -> str | None:
    """Return the last day whose news a forecast of this situation may use.

    >>> known_by(Situation(on="2017-06-18", held_on="2017-06-19"))
    '2017-06-18'
    >>> known_by(Situation(on="2017-06-19", held_on="2017-06-19"))
    '2017-06-18'
    """
    if not now.held_on or len(now.held_on) < 10:
        return now.on
    eve = (datetime.date.fromisoformat(now.held_on) - datetime.timedelta(days=1)).isoformat()
    return min(now.on or eve, eve)


class Subjects(NamedTuple):
    """What a question is about, and the drafts that its own ones follow on."""

    about: frozenset[str]
    chain: frozenset[str]


def subjects(record: Record, question: Question) -> Subjects:
    """Return what a question is about: what it says, or its drafts; that does not wait for a date.

    Where neither says, it is what the past drafts are about that it lists.
    """
    drafts, joined = _drafts(record), record.joined()
    mine = [drafts[h] for d in question.drafts if (h := joined.one(d)) in drafts]
    listed = [
        drafts[h] for d in (*question.pro, *question.contra) if (h := joined.one(d)) in drafts
    ]
    about = {d.about for d in (mine or listed) if d.about}
    return Subjects(
        frozenset((question.about,)) if question.about else frozenset(about),
        frozenset(d.follows for d in mine if d.follows),
    )


def past_divisions(
    record: Record, question: Question, organ: str, about: Subjects
) -> tuple[PastDivision, ...]:
    """Return the divisions by name of an organ and its sisters, the earliest first.

    Args:
        record: the record as it stood: on a date, and known by a date.
        question: what they are asked to tell of.
        organ: the organ that would decide it.
        about: what the question is about.
    """
    joined = record.joined()
    own = {joined.one(d) for d in question.drafts}
    drafts = _drafts(record)
    ballots: dict[str, dict[str, Held]] = defaultdict(dict)
    for held in record.on(None).held("ballot"):
        claim = cast(Ballot, held.holds.claim)
        if not claim.negated:
            ballots[joined.one(claim.draft)][claim.voter] = held
    set_here = {joined.one(d): value for d, value in question.related.items()}
    if unknown := [d for d in question.related if joined.one(d) not in ballots]:
        known = sorted(h for h in ballots if h in drafts)
        raise Unusable(
            f"'{unknown[0]}' is set as related, but no division by name of that id was known by "
            f"then; the divisions are {one_of(known)}."
        )
    beside = set(record.organs_beside(organ)) if organ else set()
    contrary = {joined.one(d) for d in question.contra}
    seats = envoys(record, beside)
    found = []
    for head, choices in ballots.items():
        draft = drafts.get(head)
        if draft is None or head in own or not _by(draft.held_on, record.on_date):
            continue
        if draft.organ not in beside and head not in set_here:
            continue
        related, because = _related(draft, about, organ)
        if head in set_here:
            related, because = set_here[head], "as set for this question"
        if related:
            found.append(
                PastDivision(
                    draft=head,
                    title=draft.title,
                    organ=draft.organ,
                    held_on=draft.held_on,
                    matter=draft.matter,
                    about=tuple(filter(None, (draft.about,))),
                    related=related,
                    because=because + ("; a yes points to a no" if head in contrary else ""),
                    sign=-1 if head in contrary else 1,
                    choices={
                        voter: cast(Ballot, choices[voter].holds.claim).choice
                        for voter in sorted(choices)
                    },
                    claims={voter: choices[voter].holds.claim.id for voter in sorted(choices)},
                    of_another={
                        voter: why
                        for voter in sorted(choices)
                        if (why := seats.differ(voter, draft.held_on, record.on_date))
                    },
                    proposed=tuple(v for v in sorted(choices) if not choices[v].decided),
                )
            )
    return tuple(sorted(found, key=lambda d: (d.held_on, d.draft)))


def _by(held_on: str, day: str | None) -> bool:
    """Is the day of a vote known to the day, and not after this date?"""
    return len(held_on) == 10 and (day is None or held_on <= day)


def _drafts(record: Record) -> dict[str, _Drafted]:
    """Return each draft known by then, ids that mean one thing made one."""
    joined, found = record.joined(), {}
    for held in record.on(None).held("occasion"):
        claim = cast(Occasion, held.holds.claim)
        if claim.type == "draft" and not claim.negated:
            head = joined.one(claim.occasion)
            follows = joined.one(claim.follows) if claim.follows else ""
            found[head] = _Drafted(
                head, claim.title, claim.organ, claim.matter, claim.about, follows, claim.starts
            )
    return found


def _related(draft: _Drafted, subject: Subjects, organ: str) -> tuple[float, str]:
    """Return how much a draft tells, and why."""
    where = "same organ" if draft.organ == organ else f"sister organ {draft.organ}"
    if draft.head in subject.chain:
        return 1.0, f"{where}, of the same series"
    if draft.about and draft.about in subject.about:
        return 1.0, f"{where}, same subject ({draft.about})"
    if not subject.about:
        return 1.0, f"{where}; the question names no subject"
    return ANOTHER_SUBJECT, f"{where}, another subject{f' ({draft.about})' if draft.about else ''}"


# ---------------------------------------------------------------- positions
def declared(
    record: Record, question: Question, members: Collection[str]
) -> dict[str, tuple[Ground, ...]]:
    """Return by member the positions on the question's phrases, each as the ground it gives.

    Its weight is a ballot's, discounted by channel, rank of speaker, status and doubts; its age is
    left to the forecast. A position whose link to the question a person refused is left out.
    """
    sides, _ = on_its_phrases(record, question)
    linked = leanings(record, question)
    accepted = {*linked.by_actor, *linked.unlinked}
    found = {}
    for actor in sorted(set(sides) & set(members) & accepted):
        grounds = [_ground(record, choice, stand) for choice, stand in sides[actor]]
        found[actor] = tuple(sorted(grounds, key=lambda g: (g.day, g.claims)))
    return found


def _ground(record: Record, choice: str, stand: Stand) -> Ground:
    claim = cast(Position, record.claim(stand.claims[0]).claim)
    channel = _channel(claim, stand)
    rank, speaker = _speaker(record, stand.said_by)
    weight = CHANNELS[channel] * rank * STATUSES.get(claim.status, 0.7)
    doubts = [
        word
        for word, doubtful in (
            ("on a condition", bool(claim.condition)),
            ("inferred", claim.inferred),
            ("disputed", bool(stand.rivals)),
            ("proposed", not stand.decided),
        )
        if doubtful
    ]
    weight *= 0.5 ** len([d for d in doubts if d != "proposed"])
    said = ("not " if stand.negated else "") + stand.stance.replace("_", " ")
    words = f"{said}: {claim.phrase}{f', {claim.target}' if claim.target else ''} ({channel}"
    words += "".join(f", {each}" for each in (speaker, *doubts) if each) + ")"
    return Ground(
        kind="position",
        words=words,
        weight=round(weight, 4),
        points_to="yes" if choice == "yes" else "no",
        day=stand.since,
        claims=stand.claims,
    )


def _channel(claim: Position, stand: Stand) -> str:
    """Return by what way the position is known, a key of `CHANNELS`."""
    if stand.spread_from:
        return "spread from its group"
    if isinstance(claim.source, Derived):
        return "derived"
    if not isinstance(claim.source, Passage):
        return {"RollCall": "roll call"}.get(
            type(claim.source).__name__, type(claim.source).__name__.lower()
        )
    if not stand.said_by:
        return "press"
    own = stand.said_by == stand.actor or stand.said_by.endswith(f" of {stand.actor}")
    return "its own words, in press" if own else "ascribed by another"


def _speaker(record: Record, said_by: str) -> tuple[float, str]:
    """Return the discount for the rank of who spoke, and who it was; 1 where nobody is named."""
    if not said_by:
        return 1.0, ""
    actor = record.actor(said_by)
    name = actor.name if actor else said_by
    for words, rank in RANKS:
        if any(word in fold(name) for word in words):
            return rank, name
    return 0.8, name


# ---------------------------------------------------------------- blocs
def blocs(record: Record, members: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the groups to which at least three and at most half of the members belong.

    Organs are no blocs: who sits on one was chosen for it.
    """
    there: dict[str, set[str]] = defaultdict(set)
    for held in record.held("membership", {"role": ("member",), "member": tuple(sorted(members))}):
        claim = cast(Membership, held.holds.claim)
        if not claim.negated:
            there[claim.group].add(claim.member)
    found = {}
    for group, some in sorted(there.items()):
        actor: Actor | None = record.actor(group)
        kind = actor.type if actor else ""
        if kind in ("organisation", "bloc", "group") and LEAST <= len(some) <= len(members) / 2:
            found[group] = frozenset(some)
    return found
