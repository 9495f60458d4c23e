"""Are the shipped facts sound? Every file loads, every check holds, every list adds up."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest

from quorate.claims.claim import (
    Actor,
    AnyClaim,
    Ballot,
    Base,
    Choice,
    Claim,
    Membership,
    Occasion,
    Rule,
    Tally,
)
from quorate.claims.date import first_day, last_day
from quorate.claims.files import Facts, facts_folder, read_all_facts, read_facts
from quorate.claims.rule import parse_rule
from quorate.claims.source import Derived, Instrument, RollCall
from quorate.claims.tables import Check
from quorate.theory.rules import Division, carries

Kind = TypeVar("Kind", bound=Claim)

FILES = sorted(path for path in facts_folder().rglob("*.toml") if "demo" not in path.parts)


@cache
def facts() -> Facts:
    return read_all_facts()


def of_kind(kind: type[Kind]) -> list[Kind]:
    return [claim for claim in facts().claims if isinstance(claim, kind)]


def holds(claim: Claim, on: str) -> bool:
    return (claim.since or "") <= on and (claim.until is None or on < claim.until)


def disputed(claim: Claim) -> bool:
    return isinstance(claim.source, RollCall) and claim.source.mark.startswith("disputed")


def members(organ: str, on: str) -> set[str]:
    """Return who belongs to an organ: its own seats, or all members of its organisation."""
    seats = [c for c in of_kind(Membership) if c.group == organ]
    (actor,) = [a for a in of_kind(Actor) if a.actor == organ]
    if not seats:
        seats = [c for c in of_kind(Membership) if c.group == actor.of]
    return {c.member for c in seats if c.role == "member" and holds(c, on)}


def base(organ: str, on: str) -> int | None:
    told = [c for c in of_kind(Base) if c.organ == organ and holds(c, on)]
    assert len(told) <= 1
    return told[0].count if told else None


def needed(organ: str, matter: str, on: str) -> int:
    """Return the fewest yes that carry if all others vote no, permanent members voting first."""
    (rule,) = [r for r in of_kind(Rule) if (r.organ, r.matter) == (organ, matter)]
    p5 = members_of_group("P5")
    count = base(organ, on) or len(members(organ, on))
    seated = sorted(members(organ, on), key=lambda m: (m not in p5, m))[:count]
    for number in range(count + 1):
        choices: dict[str, Choice] = {
            m: "yes" if i < number else "no" for i, m in enumerate(seated)
        }
        if carries(rule, Division(choices=choices, base=count, groups={"P5": p5})):
            return number
    raise AssertionError(f"nothing carries in {organ}")


def members_of_group(group: str) -> frozenset[str]:
    return frozenset(c.member for c in of_kind(Membership) if c.group == group)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_file_loads_without_a_problem(path: Path) -> None:
    assert [str(problem) for problem in read_facts(path).problems] == []


def test_all_together_load_without_a_problem() -> None:
    assert [str(problem) for problem in facts().problems] == []
    assert len({claim.id for claim in facts().claims}) == len(facts().claims)


@pytest.mark.parametrize("check", facts().checks, ids=lambda c: f"{c.organ} {c.on} {c.matter}")
def test_every_check_holds(check: Check) -> None:
    assert check.source is not None
    assert check.members in (None, len(members(check.organ, check.on)))
    assert check.base in (None, base(check.organ, check.on))
    if check.needed is not None:
        assert needed(check.organ, check.matter, check.on) == check.needed


def test_every_body_has_a_check() -> None:
    checked = {check.organ for check in facts().checks}
    organs = {a.actor for a in of_kind(Actor) if a.type == "organ"}
    assert organs <= checked


def test_every_rule_has_a_source_and_can_be_read() -> None:
    for rule in of_kind(Rule):
        assert isinstance(rule.source, Instrument)
        assert rule.source.title
        for text in (rule.adopts, *((rule.quorum,) if rule.quorum else ())):
            assert str(parse_rule(text)) == text


def test_every_organ_has_a_rule_for_its_resolutions() -> None:
    matters = {(rule.organ, rule.matter) for rule in of_kind(Rule)}
    organs = {a.actor for a in of_kind(Actor) if a.type == "organ"}
    assert organs
    assert all((organ, "resolutions") in matters for organ in organs)


def test_what_was_not_verified_says_so() -> None:
    for claim in facts().claims:
        if isinstance(claim.source, Instrument) and not claim.source.url:
            assert claim.source.status != "seen", claim


def test_no_member_belongs_twice_on_one_day() -> None:
    spells: dict[str, list[Membership]] = defaultdict(list)
    for claim in of_kind(Membership):
        spells[claim.key].append(claim)
    for key, several in spells.items():
        for one, other in pairwise(sorted(several, key=lambda c: c.starts)):
            assert one.until is not None, key
            assert first_day(one.until) <= first_day(other.starts), key


def test_the_security_council_has_fifteen_members_on_every_day_since_1990() -> None:
    for year in range(1990, 2027):
        for day in (f"{year}-01-01", f"{year}-06-30", f"{year}-12-31"):
            assert len(members("UN-SC", day)) == 15, day


def test_no_two_facts_of_one_key_contradict_each_other_on_a_day() -> None:
    spells: dict[str, list[AnyClaim]] = defaultdict(list)
    for claim in facts().claims:
        if not disputed(claim) and not isinstance(claim, Membership):
            spells[f"{claim.kind} {claim.key}"].append(claim)
    for key, several in spells.items():
        for one, other in pairwise(sorted(several, key=lambda c: c.starts)):
            assert one.until is not None, key
            assert one.until <= other.starts, key


def test_no_end_lies_before_its_beginning() -> None:
    for claim in facts().claims:
        if claim.since and claim.until:
            assert first_day(claim.since) <= last_day(claim.until)


def test_official_facts_with_a_date_are_known_from_a_date() -> None:
    for claim in facts().claims:
        assert claim.known or not claim.starts


# ---------------------------------------------------------------------------- actors


def test_every_state_is_named_by_its_code() -> None:
    states = [a for a in of_kind(Actor) if a.type == "state"]
    assert len(states) > 195
    assert all(re.fullmatch("[A-Z]{3}", state.actor) for state in states)
    assert len({a.actor for a in of_kind(Actor)}) == len(of_kind(Actor))


def test_no_name_is_given_to_two_states() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in of_kind(Actor):
        if actor.type != "state" or actor.until:
            continue
        owners["en", actor.name].add(actor.actor)
        for language, names in actor.names.items():
            if language in ("ambiguous", "capital"):
                continue
            for name in names:
                own = language if language in ("es", "fr") else "en"
                owners[own, name].add(actor.actor)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_dominican_alone_names_neither_state() -> None:
    actors = {a.actor: a for a in of_kind(Actor)}
    for state in ("DMA", "DOM"):
        assert "Dominican" in actors[state].names["ambiguous"]
        assert "Dominican" not in actors[state].names.get("adjective", ())


# ---------------------------------------------------------------------------- roll calls


def drafts() -> list[str]:
    return [o.occasion for o in of_kind(Occasion) if o.type == "draft"]


@pytest.mark.parametrize("draft", drafts())
def test_the_ballots_never_exceed_the_count(draft: str) -> None:
    (tally,) = [t for t in of_kind(Tally) if t.draft == draft and not disputed(t)]
    ballots = [b for b in of_kind(Ballot) if b.draft == draft and not disputed(b)]
    assert len({b.voter for b in ballots}) == len(ballots)
    for choice in ("yes", "no", "abstain"):
        told = getattr(tally, choice) or 0
        assert sum(b.choice == choice for b in ballots) <= told


@pytest.mark.parametrize("draft", drafts())
def test_only_members_of_the_organ_that_day_vote(draft: str) -> None:
    (occasion,) = [o for o in of_kind(Occasion) if o.occasion == draft]
    seated = members(occasion.organ, occasion.starts)
    assert {b.voter for b in of_kind(Ballot) if b.draft == draft} <= seated


def test_cancun_has_six_named_and_fourteen_by_elimination_in_favour() -> None:
    yes = [b for b in of_kind(Ballot) if b.draft == "oas-mc-2017-06-19-a" and b.choice == "yes"]
    by_elimination = [b for b in yes if isinstance(b.source, Derived)]
    assert (len(yes), len(by_elimination)) == (20, 14)
    held = {claim.id for claim in facts().claims}
    for ballot in by_elimination:
        assert isinstance(ballot.source, Derived)
        assert set(ballot.source.claims) <= held


def test_a_disputed_ballot_shows_both_choices_and_marks_the_one_not_taken() -> None:
    lucia = [b for b in of_kind(Ballot) if b.draft == "oas-ga-2018-06-05" and b.voter == "LCA"]
    marks = {b.choice: b.source.mark for b in lucia if isinstance(b.source, RollCall)}
    assert marks == {"yes": "", "abstain": "disputed"}


def test_facts_lie_in_no_future() -> None:
    horizon = date(2029, 1, 1)
    assert all(first_day(c.starts) < horizon for c in facts().claims if c.starts)
