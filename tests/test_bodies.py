"""Would a jurist sign what is shipped of each body? Members, bases and rules, on every date."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from quorate.claims.claim import (
    COUNTS_AS,
    Actor,
    Base,
    Choice,
    Claim,
    Membership,
    Rule,
    Weight,
)
from quorate.claims.files import Facts, read_all_facts, read_facts
from quorate.claims.rule import parse_rule
from quorate.claims.source import Instrument, disputed, doubt
from quorate.claims.tables import Check
from quorate.record.record import Record
from quorate.theory.rules import Chamber, Division, carries, is_monotone, whole
from quorate.views.bodies import bodies, body, rule

Kind = TypeVar("Kind", bound=Claim)

DIVISIONS = 1_500
MIXES: tuple[tuple[Choice, ...], ...] = (
    ("yes", "yes", "yes", "abstain"),
    ("yes", "no", "abstain", "absent"),
    ("yes", "absent"),
    ("yes", "yes", "yes", "yes", "yes", "no", "abstain", "absent"),
    ("abstain", "absent", "silent"),
    ("yes", "yes", "yes", "yes", "yes", "declared"),
)


@cache
def facts() -> Facts:
    return read_all_facts()


def of_kind(kind: type[Kind]) -> list[Kind]:
    return [claim for claim in facts().claims if isinstance(claim, kind)]


def holds(claim: Claim, on: str) -> bool:
    return (claim.since or "") <= on and (claim.until is None or on < claim.until)


def of_rule(told: Rule) -> str:
    return f"{told.organ} {told.matter} {told.practice} {told.starts}"


RULES = sorted(of_kind(Rule), key=of_rule)


# ---------------------------------------------------------------------------- counts


def needed(check: Check) -> int:
    """Return the fewest yes that carry if all others vote no, found by counting up."""
    card = rule(check.organ, check.matter, on=check.on)
    formula = parse_rule(card.rules[0].adopts)
    base = card.rules[0].base or len(card.members)
    groups = {
        name: frozenset(
            c.member for c in of_kind(Membership) if c.group == name and holds(c, check.on)
        )
        for name in formula.groups
    }
    first = frozenset().union(*groups.values())
    counted = set(card.members) - set(card.left_out)
    seated = sorted(counted, key=lambda m: (m not in first, m))[:base]
    seated += [f"unlisted {number}" for number in range(base - len(seated))]
    barred = frozenset(card.suspended) & set(seated)
    voting = [m for m in seated if m not in barred]
    for number in range(len(voting) + 1):
        choices: dict[str, Choice] = {
            m: "yes" if i < number else "no" for i, m in enumerate(voting)
        }
        division = Division(choices=choices, base=base, excluded=barred, groups=groups)
        if carries(formula, division):
            return number
    raise AssertionError(f"nothing carries in {check.organ}")


@pytest.mark.parametrize("check", facts().checks, ids=lambda c: f"{c.organ} {c.on} {c.matter}")
def test_every_count_that_a_source_gives_is_what_the_facts_give(check: Check) -> None:
    card = rule(check.organ, check.matter, on=check.on)
    base = card.rules[0].base if check.matter else card.base
    assert check.source is not None
    assert check.members in (None, len(card.members))
    assert check.base in (None, base)
    if check.needed is not None:
        assert needed(check) == check.needed
        assert card.rules[0].needed in (None, check.needed)


def test_every_organ_is_checked_counts_its_members_and_has_a_rule_for_its_resolutions() -> None:
    organs = {a.actor for a in of_kind(Actor) if a.type == "organ"}
    assert len(organs) > 40
    assert organs <= {check.organ for check in facts().checks}
    assert organs <= {base.organ for base in of_kind(Base)}
    assert organs <= {told.organ for told in RULES if told.matter == "resolutions"}


def test_all_bodies_are_there_with_their_members() -> None:
    found = {row.body: row for row in bodies(on="2025-06-01")}
    assert len(found) >= 27
    assert found["UN"].members == 193
    assert (found["EU"].members, found["AU"].members, found["NATO"].members) == (27, 55, 32)
    assert all(row.members >= 5 for row in found.values())


def test_the_security_council_has_fifteen_members_on_every_day_since_1990() -> None:
    for year in range(1990, 2027):
        for day in (f"{year}-01-01", f"{year}-06-30", f"{year}-12-31"):
            assert len(rule("UN-SC", on=day).members) == 15, day


def test_no_spell_overlaps_the_next_and_no_rule_or_base_leaves_a_gap() -> None:
    spells: dict[str, list[Claim]] = defaultdict(list)
    for claim in (*of_kind(Rule), *of_kind(Base), *of_kind(Weight)):
        if not disputed(claim.source):
            spells[f"{claim.kind} {claim.key}"].append(claim)
    for key, several in spells.items():
        for one, other in pairwise(sorted(several, key=lambda c: c.starts)):
            assert one.until == other.since, key


# ---------------------------------------------------------------------------- rules


def chamber_of(told: Rule, size: int = 12) -> tuple[Chamber, list[str]]:
    """Return the rule in a small body of equal weights, two of whose members are in each group."""
    members = [f"M{number}" for number in range(size)]
    formula = whole(told)
    groups = {name: frozenset(members[:2]) for name in formula.groups}
    weights = {name: dict.fromkeys(members, Fraction(1)) for name in formula.weights}
    return Chamber(formula, members=members, groups=groups, weights=weights), members


def outcome(chamber: Chamber, choices: Mapping[str, Choice]) -> bool:
    return chamber.carries(chamber.count(choices))


def divisions(members: list[str], seed: int) -> list[dict[str, Choice]]:
    chance = random.Random(seed)
    mixes = [chance.choice(MIXES) for _ in range(DIVISIONS)]
    return [{m: chance.choice(mix) for m in members} for mix in mixes]


@pytest.mark.parametrize("told", RULES, ids=of_rule)
def test_one_more_yes_never_defeats_a_proposal_unless_the_rule_is_marked(told: Rule) -> None:
    if not is_monotone(told):
        (shown,) = [r for r in rule(told.organ, on=told.starts or "2024-01-01").rules
                    if r.claim == told.id]  # fmt: skip
        assert "one more yes may defeat it" in shown.marks
        return
    chamber, members = chamber_of(told)
    chance = random.Random(1)
    for choices in divisions(members, seed=2):
        turned = [m for m in members if choices[m] != "yes"]
        if turned and outcome(chamber, choices):
            assert outcome(chamber, {**choices, chance.choice(turned): "yes"}), choices


@pytest.mark.parametrize("told", RULES, ids=of_rule)
def test_the_words_on_abstention_and_absence_agree_with_the_formula(told: Rule) -> None:
    chamber, members = chamber_of(msgspec.structs.replace(told, quorum=""))
    some = divisions(members, seed=3)
    words: dict[Choice, str] = {"abstain": told.abstain, "absent": told.absent}
    for choice, said in words.items():
        kind = said.partition(";")[0]
        assert kind in COUNTS_AS, f"{choice} is not said"
        turned = [{m: "no" if c == choice else c for m, c in each.items()} for each in some]
        matters = any(
            outcome(chamber, each) != outcome(chamber, other)
            for each, other in zip(some, turned, strict=True)
        )
        if kind == "counts as no":
            assert not matters, "it is said to count as no, and does not"
        elif kind == "blocks":
            blocked = [each for each in some if choice in each.values()]
            assert not any(outcome(chamber, each) for each in blocked)
        elif kind == "not bound":
            assert told.binds
        else:
            assert matters, "it is said not to count as no, and does"


def test_every_rule_has_an_instrument_and_what_was_not_seen_is_marked_where_it_is_shown() -> None:
    for row in bodies(on="2024-07-31"):
        for organ in body(row.body, on="2024-07-31").organs:
            for shown in organ.rules:
                (told,) = [r for r in RULES if r.id == shown.claim]
                assert isinstance(told.source, Instrument)
                assert told.source.title
                assert not doubt(told.source) or doubt(told.source) in shown.marks


def test_the_groups_and_weights_that_rules_name_are_there() -> None:
    groups = {c.group for c in of_kind(Membership)}
    schemes = {c.scheme for c in of_kind(Weight)}
    for told in RULES:
        assert whole(told).groups <= groups, of_rule(told)
        assert whole(told).weights <= schemes, of_rule(told)


def test_the_worked_example_of_a_body_loads_and_counts(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    path = tmp_path / "lakes.toml"
    path.write_text(example, encoding="utf-8")
    told = read_facts(path)
    assert told.problems == []
    (check,) = told.checks
    record = Record.in_memory(facts=told.claims)
    card = rule(check.organ, check.matter, on=check.on, record=record)
    assert len(card.members) == check.members
    assert (card.base, card.rules[0].needed) == (check.base, check.needed)
    later = rule(check.organ, on="2020-01-01", record=record)
    assert (later.base, later.rules[0].needed) == (5, 4)
