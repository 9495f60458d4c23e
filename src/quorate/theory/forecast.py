"""How will each member vote, by what is known now?

From positions declared, past ballots on related drafts, blocs and a prior: chances of yes, no,
abstaining and being absent, each with its standard error and with what it rests on. Two steps: yes
or not, then which not; each by `quorate.theory.propensity`. A member whose choice is known has it
for certain. Needs the extra ``numbers``.

>>> from quorate.record.situation import PastDivision, Situation
>>> past = PastDivision(draft="d1", held_on="2017-04-26", choices={"BRB": "yes", "BOL": "no"})
>>> now = Situation(members=("BRB", "BOL", "CAN"), on="2017-06-18", past=(past,))
>>> chances = forecast(now).chances
>>> [round(chances[m].yes, 2) for m in now.members]
[0.84, 0.16, 0.5]
>>> chances["CAN"].grounds[-1].words
"the body's choices, drawn to a prior of half yes, half not"
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from quorate.claims.problem import Problem
from quorate.record.situation import Chance, Evidence, Ground, Situation
from quorate.theory.extra import numbers
from quorate.theory.propensity import (
    IN_FAVOUR,
    OTHERWISE,
    POWERS,
    Propensity,
    Seen,
    propensity,
)

CITATION = (
    "Adams and MacKay (2007), Bayesian Online Changepoint Detection, eqs. 3 to 5; "
    "Dawid (1984), The Prequential Approach"
)
KINDS = ("yes", "no", "abstain", "absent")
PRIOR = (1 / 2, 1 / 6, 1 / 6, 1 / 6)
_KIND = {"declared": "abstain", "silent": "abstain"}
_OTHER_WAY = {"yes": "no", "no": "yes"}
_SHOWN = 0.005  # votes below which a ground is not shown
_YEAR = 365.25
KEPT = 32  # forecasts kept


class _Sighting(NamedTuple):
    """One thing seen of a member: a ballot (weight: relatedness) or a declared position."""

    member: str
    day: str
    choice: str
    weight: float
    subject: tuple[str, ...] | None  # of a ballot; None: a position
    ground: Ground


def forecast(now: Situation) -> Situation:
    """Return the situation with the chances of each member.

    Args:
        now: a situation with its `past`, `declared` and `blocs`, as
            ``record.situation(question, past=True)`` makes it; all of them may be empty.

    Returns:
        The situation with `chances`: for each member that may vote, four numbers from 0 to 1 that
        sum to 1, the standard error of yes, and the grounds, the weightiest first. Where nothing
        is known, the prior as such, and a `Problem` that says so.

    Raises:
        Unusable: the extra ``numbers`` is not installed.
    """
    members = tuple(m for m in now.members if m not in now.excluded)
    if not members:
        return _told(
            now,
            {},
            "Who may vote is not known, so nobody's choice can be forecast.",
            "Name an organ whose members are known on that date with --organ, or in case.toml.",
        )
    sightings = _sightings(now, set(members))
    numbers("numpy")  # needed even where the chances are kept
    blocs = tuple((bloc, frozenset(some)) for bloc, some in sorted(now.blocs.items()))
    days = sorted({s.day for s in sightings})
    asked = now.on or now.held_on or now.as_of or (days[-1] if days else "2000-01-01")
    chances = dict(_chances(members, tuple(sightings), blocs, asked))
    for member in members:
        if member in now.evidence:
            chances[member] = _known(now.evidence[member], chances[member])
    if not sightings and not set(members) & set(now.evidence):
        return _told(
            now,
            chances,
            "No position, no related ballot by name and no bloc's choice was known by then: "
            "the chances are the prior alone.",
            "Ask with past=True, add votes or positions, or enter chances.",
        )
    return msgspec.structs.replace(now, chances=chances)


def _told(now: Situation, chances: dict[str, Chance], what: str, remedy: str) -> Situation:
    problem = Problem(where=f"question {now.question}", what=what, remedy=remedy)
    return msgspec.structs.replace(now, chances=chances, problems=(*now.problems, problem))


# ---------------------------------------------------------------- what was seen
def _sightings(now: Situation, members: set[str]) -> list[_Sighting]:
    """Return what was seen of the members, in the order of days; the order given is no matter."""
    found = []
    for division in now.past:
        for member, choice in division.choices.items():
            told = member in members and member not in division.of_another
            if told and division.related > 0:
                kind = _KIND.get(choice, choice)
                points = _OTHER_WAY.get(kind, kind) if division.sign < 0 else kind
                claim = division.claims.get(member, "")
                ground = Ground(
                    kind="ballot",
                    words=f"{_VOTED[kind]} on {division.held_on}, "
                    f"{division.title or division.draft}"
                    f"{', which points the other way' if division.sign < 0 else ''}"
                    f"{' (proposed)' if member in division.proposed else ''}",
                    points_to=points,  # type: ignore[arg-type]
                    day=division.held_on,
                    claims=(claim,) if claim else (),
                )
                found.append(
                    _Sighting(
                        member, division.held_on, points, division.related, division.about, ground
                    )
                )
    last = now.as_of or now.on or max((s.day for s in found), default="2000-01-01")
    for member, grounds in now.declared.items():
        for ground in grounds:
            if member in members and ground.points_to and ground.weight > 0:
                points = _KIND.get(ground.points_to, ground.points_to)
                day = _whole_day(ground.day or last)
                found.append(_Sighting(member, day, points, ground.weight, None, ground))
    return sorted(
        found, key=lambda s: (s.day, s.member, s.subject or (), s.choice, s.ground.claims)
    )


_VOTED = {"yes": "voted yes", "no": "voted no", "abstain": "abstained", "absent": "was absent"}


def _whole_day(day: str) -> str:
    """Return a day of a date: of a month or year its last but three days, as if late in it."""
    return {4: f"{day}-12-28", 7: f"{day}-28"}.get(len(day), day)


@lru_cache(maxsize=KEPT)
def _chances(
    members: tuple[str, ...],
    sightings: tuple[_Sighting, ...],
    groups: tuple[tuple[str, frozenset[str]], ...],
    asked: str,
) -> tuple[tuple[str, Chance], ...]:
    """Return the chance of each member; what was asked lately is not worked out again.

    Sister organs of the same members, and what-ifs of one choice, rest on the same sightings.
    """
    np = numbers("numpy")
    days = sorted({s.day for s in sightings})
    gaps = _gaps(days, asked)
    beside = np.zeros((len(members), len(members)))
    for _, some in groups:
        inside = np.array([m in some for m in members], dtype=float)
        beside += np.outer(inside, inside)
    np.fill_diagonal(beside, 0)
    first, second = two_steps(_as_seen(sightings, days, members), gaps, beside)
    found = {}
    blocs = _own_bloc(dict(groups), members, first.mean[:, 0])
    grounds = _grounds(members, days, sightings, first, nearby=beside.any(1))
    for i, member in enumerate(members):
        yes = float(first.mean[i, 0])
        rest = [float((1 - yes) * share) for share in second.mean[i]]
        found[member] = Chance(
            yes=yes,
            no=rest[0],
            abstain=rest[1],
            absent=max(0.0, 1 - yes - rest[0] - rest[1]),
            spread=float(first.variance[i] ** 0.5),
            bloc=blocs[member],
            grounds=grounds[member],
        )
    return tuple(found.items())


def _as_seen(
    sightings: Sequence[_Sighting], days: list[str], members: tuple[str, ...]
) -> list[Seen]:
    """Return what was chosen as the question sees it, and as each other subject does."""
    related: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for s in sightings:
        if s.subject is not None:
            related[s.subject].append(s.weight)
    near = {subject: sum(each) / len(each) for subject, each in related.items()}
    others = sorted(subject for subject, value in near.items() if value < 1)
    return [_seen_by(subject, near, sightings, days, members) for subject in (None, *others)]


def _seen_by(
    subject: tuple[str, ...] | None,
    near: Mapping[tuple[str, ...], float],
    sightings: Sequence[_Sighting],
    days: list[str],
    members: tuple[str, ...],
) -> Seen:
    """Return what was chosen as the question (None) or another subject sees it."""
    np = numbers("numpy")
    seat, at = ({name: i for i, name in enumerate(names)} for names in (members, days))
    plain = np.zeros((len(days), len(members), len(KINDS)))
    counts, scored = np.zeros((len(POWERS), *plain.shape)), np.zeros(plain.shape)
    for s in sightings:
        place = at[s.day], seat[s.member], KINDS.index(s.choice)
        weight = s.weight
        if subject is not None and s.subject is not None:
            weight = 1.0 if s.subject == subject else min(s.weight, near[subject])
        weights = [weight**p for p in POWERS] if s.subject is not None else [weight] * len(POWERS)
        if subject is not None and s.subject is None:
            weights = [weight * near[subject] ** p for p in POWERS]
        counts[:, *place] += weights
        plain[place] += 1
        if s.subject is not None:
            scored[place] += near[s.subject] == 1 if subject is None else s.subject == subject
    return Seen(counts, plain, scored)


def two_steps(
    subjects: Sequence[Seen], gaps: Any, beside: Any, *, before: bool = False
) -> tuple[Propensity, Propensity]:
    """Return the propensity to vote yes, and of those who do not, to do what instead.

    Args:
        subjects: what was chosen, yes the first kind, as the question sees it; then as other
            subjects see it, on which the settings are weighed as well.
        gaps: years between the days, as `quorate.theory.propensity.propensity` takes them.
        beside: how near members are, as it takes it.
        before: also return what was forecast before each day.
    """
    np = numbers("numpy")
    prior = np.array(PRIOR[: subjects[0].plain.shape[2]])
    priors = np.array([prior[0], 1 - PRIOR[0]]), prior[1:] / prior[1:].sum()
    stepped = [seen.steps() for seen in subjects]
    found = []
    for step, grid in ((0, IN_FAVOUR), (1, OTHERWISE)):
        others = [
            propensity(each[step], gaps, beside, priors[step], grid).scores for each in stepped[1:]
        ]
        found.append(
            propensity(
                stepped[0][step], gaps, beside, priors[step], grid,
                scores=sum(others[1:], others[0]) if others else None, before=before,
            )
        )  # fmt: skip
    return found[0], found[1]


def _gaps(days: list[str], asked: str) -> Any:
    """Return the years between the days, and from the last of them to the day asked for."""
    np = numbers("numpy")
    numbered = [datetime.date.fromisoformat(d).toordinal() for d in (*days, _whole_day(asked))]
    return np.maximum(0, np.diff([numbered[0], *numbered])) / _YEAR


def _own_bloc(
    blocs: Mapping[str, frozenset[str]], members: tuple[str, ...], yes: Any
) -> dict[str, str]:
    """Return of each member the bloc whose others are likeliest to vote as it does."""
    chance = dict(zip(members, (float(y) for y in yes), strict=True))
    found = {}
    for member in members:
        apart = []
        for bloc in sorted(blocs):
            others = [m for m in sorted(blocs[bloc]) if m in chance and m != member]
            if member in blocs[bloc] and others:
                gap = sum(abs(chance[m] - chance[member]) for m in others) / len(others)
                apart.append((round(gap, 9), bloc))
        found[member] = min(apart)[1] if apart else ""
    return found


# ---------------------------------------------------------------- what it rests on
def _grounds(
    members: tuple[str, ...],
    days: list[str],
    sightings: Sequence[_Sighting],
    first: Propensity,
    nearby: Any,
) -> dict[str, tuple[Ground, ...]]:
    """Return the grounds of each member, each with the votes it counts as."""
    seat, at = ({name: i for i, name in enumerate(names)} for names in (members, days))
    found: dict[str, list[Ground]] = defaultdict(list)
    for s in sightings:
        counted = first.counted[:, seat[s.member], at[s.day]]
        each = [s.weight**p if s.subject is not None else s.weight for p in POWERS]
        weight = float(sum(c * w for c, w in zip(counted, each, strict=True)))
        if weight >= _SHOWN:
            found[s.member].append(msgspec.structs.replace(s.ground, weight=round(weight, 4)))
    for i, member in enumerate(members):
        bloc = float(first.bloc[i]) if nearby[i] else 0.0
        if bloc >= _SHOWN:
            words = "what its blocs chose"
            found[member].append(Ground(kind="bloc", words=words, weight=round(bloc, 4)))
        found[member].sort(key=lambda g: (-g.weight, g.day, g.words, g.claims))
        words = (
            "the body's choices, drawn to a prior of half yes, half not"
            if sightings
            else "nothing known of this organ: a prior of half yes, half not"
        )
        prior = float(first.firmness[i]) - bloc
        found[member].append(Ground(kind="prior", words=words, weight=round(prior, 4)))
    return {member: tuple(grounds) for member, grounds in found.items()}


def _known(evidence: Evidence, forecast: Chance) -> Chance:
    """Return certainty for a choice that is known, shared where sources differ."""
    choices = [_KIND.get(c, c) for c in (evidence.choice, *evidence.rivals)]
    kind = "supposed" if evidence.how == "supposed" else "ballot"
    doubt = f" ({', '.join(evidence.marks)})" if evidence.marks else ""
    ground = Ground(
        kind=kind,
        words=f"{_VOTED[choices[0]]} on this{doubt}",
        weight=float(len(choices)),
        points_to=evidence.choice,
        claims=evidence.claims,
    )
    shares: Mapping[str, float] = {k: choices.count(k) / len(choices) for k in KINDS}
    return Chance(**shares, bloc=forecast.bloc, grounds=(ground,))
