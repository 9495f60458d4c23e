"""How likely are memberships, and which are likely enough, though no rule tells them?

In each sentence everybody, every word that may give a role and everything one may belong to are
weighed together. What earlier sentences name is weighed too, but where it weighs most, nothing is
read. The weights are learnt from sentences written for it (``language/memberships.py``) and stand
in ``weights.json``, a number for each feature: what speaks for a membership can be read there. One
membership a sentence and member, or none. What rules tell is weighed too, and rated lower where the
weights do not bear it out.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.memberships.candidates import (
    Cue,
    Scene,
    What,
    Who,
    hangs,
    negation,
    owns,
    role_of,
    scenes,
    supposed,
)
from quorate.reading.memberships.features import Sight, of_place, of_row
from quorate.reading.memberships.found import Found, claim_of, has_left
from quorate.reading.memberships.groups import Groups
from quorate.reading.memberships.unfit import unfit
from quorate.reading.syntax.linking import Linking
from quorate.reading.syntax.parse import Parse

READER = "weighed 1"
ENOUGH = 0.65  # of a membership that is read
HOPELESS = -4.0  # the weight of a member and a cue for which no group is weighed
UNLIKELY = -1.5  # the weight of a membership from which on rules that tell it are rated lower
# Ratings of what rules tell, at most: weighed as unlikely, not weighed at all; where another group
# weighs more; and where both another weighs more and it is unlikely or not weighed.
_UNLIKELY, _UNWEIGHED, _ELSEWHERE, _BOTH = 0.5, 0.65, 0.55, 0.45
_LEAST = math.log(ENOUGH / (1 - ENOUGH)) - 1e-6  # the weight at which it is read, all but
_ADDRESS = re.compile(r"://|www\.")
_WEIGHTS = Path(__file__).with_name("weights.json")


class Weighed(NamedTuple):
    """A membership that may be.

    Attributes:
        cue, role, who, what: by which words who has which role in what.
        weight: the sum of the weights of its features.
        number: of the sentence.
        list: where the list stands in which the member is; the member itself if it is in none.
    """

    cue: Cue
    role: str
    who: Who
    what: What
    weight: float
    number: int
    list: tuple[int, int]


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature."""
    table: dict[str, float] = json.loads(_WEIGHTS.read_text("utf-8"))
    return table


@lru_cache(maxsize=8192)  # one verb and one kind of member come again and again
def _of_place(*asked: str) -> float:
    return sum(weights().get(feature, 0.0) for feature in of_place(*asked))


@lru_cache(maxsize=8192)
def _of_row(*asked: Any) -> float:
    return sum(weights().get(feature, 0.0) for feature in of_row(*asked))


def sights(parses: list[Parse], groups: Groups) -> Iterator[Sight]:
    """Which sentences have a cue and somebody who may have a role?"""
    found = list(scenes(parses, groups))
    often = Counter(w.group.id for s in found for w in s.groups if not w.back)
    for number, scene in enumerate(found):
        if scene.cues and scene.members and not _ADDRESS.search(scene.parse.text, *_place(scene)):
            yield Sight(scene, often, number)


def _place(scene: Scene) -> tuple[int, int]:
    return scene.parse.sentence.start, scene.parse.sentence.end


def pairs(sight: Sight, members: Container[str] | None = None) -> Iterator[tuple[Cue, str, Who]]:
    """Which members, of these or of all, may have which roles by which words of a sentence?

    Nobody is a member by a thing of his that is named: "Peru's rivers", "the Peruvian rivers".
    """
    parse, chunk_of = sight.parse, sight.scene.chunk_of
    cues = [cue for cue in sight.scene.cues if not supposed(parse, cue, chunk_of)]
    for who in sight.scene.members:
        if members is not None and who.item.actor not in members:
            continue
        things = owns(parse, who, chunk_of) or hangs(parse, who)
        for cue in cues:
            if cue.first <= who.token <= cue.last or (things and cue.first not in things):
                continue
            for role in cue.roles:
                yield cue, role, who


@cache
def _most() -> dict[str, float]:
    """Return the most that a feature of `Sight.of_both` can weigh, by its first words."""
    found: dict[str, float] = {}
    for feature, weight in weights().items():
        first, *rest = feature.split("|", 3)
        if first in ("Gm", "Gmk", "bm", "x", "xk", "xx"):
            for begun in (first, *("|".join((first, *rest[:n])) for n in (1, 2))):
                found[begun] = max(weight, found.get(begun, 0.0))
    return found


@cache
def _most_of_both(role: str, kind: str) -> float:
    """Return the most that `Sight.of_both` can weigh, by role and by kind of cue."""
    begun = (f"Gmk|{role}", f"x|{kind}", f"x|{role}|{kind}", f"xk|{role}|{kind}",
             f"xx|{kind}", "Gm", f"Gm|{role}", "bm", f"bm|{role}")  # fmt: skip
    return sum(_most().get(each, 0.0) for each in begun)


def weigh(
    sight: Sight,
    among: Container[str] | None = None,
    least: float = -math.inf,
    members: Container[str] | None = None,
) -> Iterator[Weighed]:
    """How much speaks for each membership that a sentence may state?

    It is weighed of these members, in these groups, or of all.

    What cannot weigh the least asked for may be left out.
    """
    table, none = weights().get, repeat(0.0)
    sums = sight.sums  # of what is so for several, and of what was weighed before
    groups: dict[int, list[What]] = {}
    for cue, role, who in pairs(sight, members):
        if id(who) not in groups:
            every = sight.groups_for(who)
            groups[id(who)] = [w for w in every if among is None or w.group.id in among]
        if not groups[id(who)]:
            continue
        mine = id(cue), role, sight.argument(cue) == who.token
        if mine not in sums:
            sums[mine] = sum(map(table, sight.of_anybody(cue, role, who), none))
        whose = id(cue), role, id(who)
        if whose not in sums:
            alike = _of_place(*sight.place(cue, role, who)) + _of_row(*sight.row(cue, role, who))
            own = sight.of_somebody(cue, role, who)
            sums[whose] = sum(map(table, own, none), sums[mine] + alike)
        alone = sums[whose]
        if alone < HOPELESS:
            continue
        first, last, size = sight.paths.lists[who.chunk]
        place = (first, last) if size > 1 else (-1, who.token)
        needed = least - alone - _most_of_both(role, cue.kind)
        for what in groups[id(who)]:
            key = id(cue), role, id(what)
            if key not in sums:
                sums[key] = sum(map(table, sight.of_whoever(cue, role, what), none))
            if sums[key] < needed:
                continue
            both = sum(map(table, sight.of_both(cue, role, who, what), none), sums[key])
            yield Weighed(cue, role, who, what, alone + both, sight.number, place)


def likeliest(found: list[Weighed]) -> list[tuple[Weighed, float]]:
    """Return the likeliest of each member in a sentence, with how likely it is.

    Those of one list have one weight: the mean of theirs.
    """
    alike: dict[tuple[object, ...], list[Weighed]] = defaultdict(list)
    for one in found:
        alike[one.number, one.cue, one.role, one.what.group.id, one.list].append(one)
    best: dict[tuple[int, str], tuple[Weighed, float]] = {}
    for several in alike.values():
        weight = sum(one.weight for one in several) / len(several)
        for one in several:
            key = one.number, one.who.item.actor
            if key not in best or weight > best[key][1]:
                best[key] = one, weight
    return [(one, 1 / (1 + math.exp(-weight))) for one, weight in best.values()]


def as_weighed(
    sighted: list[Sight], groups: Groups, known: list[Membership]
) -> Iterator[Membership]:
    """Yield the memberships that rules tell, those rated lower that the weights do not bear out."""
    told: dict[int, set[str]] = defaultdict(set)
    for claim in known:
        told[_sentence(groups, claim)].add(claim.member)
    found: dict[tuple[int, str, str], dict[str, float]] = defaultdict(dict)
    for sight in sighted:
        number = groups.sentence_at(sight.parse.sentence.start).number
        for one in weigh(sight, members=told[number]) if told[number] else ():
            by_group = found[number, one.who.item.actor, role_of(one.role)[0]]
            group = one.what.group.id
            by_group[group] = max(one.weight, by_group.get(group, -math.inf))
    for claim in known:
        by_group = found[_sentence(groups, claim), claim.member, claim.role]
        most = _most_rated(by_group, claim.group.split(" of ")[-1])
        rated = claim.confidence
        yield claim if rated is None or rated <= most else replace(claim, confidence=most)


def _most_rated(by_group: dict[str, float], group: str) -> float:
    """Return how a membership is rated at most, by what weighs each group that it may be in."""
    own = by_group.get(group, -math.inf)
    doubted = own < UNLIKELY
    if any(weight > own for weight in by_group.values()):
        return _BOTH if doubted else _ELSEWHERE
    if group not in by_group:
        return _UNWEIGHED
    return _UNLIKELY if doubted else 1.0


def find_weighed(
    report: Report,
    sighted: list[Sight],
    groups: Groups,
    linking: Linking,
    known: list[Membership],
) -> Iterator[Membership]:
    """Which memberships does the report state besides those that are known?"""
    told = {(c.member, _sentence(groups, c)) for c in known}
    spans = [s for c in known for s in c.source.spans if s.role in ("member", "group")]  # type: ignore[union-attr]
    said = {(c.member, c.role, c.group) for c in known}
    for sight in sighted:
        here = {what.group.id for what in sight.scene.groups if not what.back}
        if not here or all(one.weight < _LEAST for one in weigh(sight, here, _LEAST)):
            continue  # what earlier sentences name can only stand in its way, and so can a list
        for one, likely in likeliest(list(weigh(sight))):
            if likely < ENOUGH or one.what.back or unfit(sight.parse, one):
                continue
            found = _found(sight.parse, one, likely)
            number = groups.sentence_at(sight.parse.sentence.start).number
            if found is None or (found.member.actor, number) in told:
                continue
            if any(s.start < found.member.end and found.member.start < s.end for s in spans):
                continue
            claim = claim_of(report, found, None, linking, READER)
            if claim is not None and (claim.member, claim.role, claim.group) not in said:
                said.add((claim.member, claim.role, claim.group))
                yield claim


def _sentence(groups: Groups, claim: Membership) -> int:
    """Return the number of the sentence that states a membership."""
    assert isinstance(claim.source, Passage)
    return groups.sentence_at(claim.source.main.end - 1).number


def _found(parse: Parse, one: Weighed, likely: float) -> Found | None:
    """Return what was weighed as it is claimed; nothing where its denial is no role."""
    cue, member, group = one.cue, one.who.item, one.what.group
    denied = negation(parse, cue)
    role, office = role_of(one.role)
    start, end = parse.tokens[cue.first].start, parse.tokens[cue.last].end
    negated, leaving = (denied is not None) != cue.negated, one.role == "withdrawing"
    if leaving:
        if group.event is not None:
            return None  # who walks out of a meeting, took part
        verb = parse.verb(next(i for i, c in enumerate(parse.chunks) if c.end > start))
        sure = verb is None or not verb.modal
        if negated:
            return None
        role, negated = "member", sure and has_left(parse.text[start:end].lower())
    elif negated and role == "participant":
        role, negated = "absent", False
    elif negated and role not in ("member", "signatory"):
        return None
    return Found(
        member, group, role, (min(start, member.start), max(end, member.end)), (start, end),
        negated, office, round(likely, 2), leaving, family=cue.family,
        denial=denied if denied is not None and not leaving else (0, 0),
    )  # fmt: skip
