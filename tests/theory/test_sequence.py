"""From organ to organ: held against adding up every division of small bodies."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Choice
from quorate.claims.problem import Unusable
from quorate.record.situation import FOUR, Chance, Situation, by_hand
from quorate.theory.rules import Division, carries
from quorate.theory.sequence import Goes, Sequence, Way, sequence
from quorate.theory.shocks import Shocks

ALONE = Shocks(0, 0)
RULES = ("yes > 1/2 members", "yes >= 2/3 cast", "no = 0", "yes >= 1", "yes > 1/2 present")


def chance(parts: list[int], bloc: str = "") -> Chance:
    yes, no, abstain, absent = (part / sum(parts) for part in parts)
    return Chance(yes=yes, no=no, abstain=abstain, absent=absent, bloc=bloc)


def organ(rule: str, chances: dict[str, Chance], name: str, **more: Any) -> Situation:
    now = by_hand(rule, {}, members=list(chances), **more)
    return msgspec.structs.replace(now, chances=chances, organ=name)


def way(found: Sequence, dependence: str) -> Way:
    return next(w for w in found.ways if w.dependence == dependence)


def divisions(now: Situation) -> list[tuple[dict[str, Choice], float]]:
    return [
        (
            dict(zip(now.members, choices, strict=True)),
            float(
                np.prod(
                    [getattr(now.chances[m], c) for m, c in zip(now.members, choices, strict=True)]
                )
            ),
        )
        for choices in itertools.product(FOUR, repeat=len(now.members))
    ]


def adopts(now: Situation, choices: dict[str, Choice]) -> bool:
    return carries(now.rules[0], Division(choices=choices, base=now.base))


@st.composite
def turns(draw: st.DrawFn) -> tuple[list[Situation], Goes]:
    members = "ABC"[: draw(st.integers(1, 3))]
    weights = st.lists(st.integers(0, 4), min_size=4, max_size=4).filter(any)
    chances = {m: chance(draw(weights)) for m in members}
    rules = draw(st.lists(st.sampled_from(RULES), min_size=2, max_size=3))
    goes: Goes = draw(st.sampled_from(("if it fails", "if it passes")))
    return [organ(rule, chances, f"O{i}") for i, rule in enumerate(rules)], goes


@settings(max_examples=80, deadline=None)
@given(turns())
def test_chances_are_what_adding_up_every_division_gives(asked: tuple[Any, Goes]) -> None:
    organs, goes = asked
    found = sequence(organs, goes, ALONE)
    past = {True: 0.0, False: 0.0}
    for choices, p in divisions(organs[0]):
        results = [adopts(now, choices) for now in organs]
        past[any(results) if goes == "if it fails" else all(results)] += p
    same = way(found, "same votes")
    assert same.error == 0
    assert same.chance == pytest.approx(past[True], abs=1e-9)
    each = [sum(p for d, p in divisions(now) if adopts(now, d)) for now in organs]
    want = 1 - np.prod([1 - e for e in each]) if goes == "if it fails" else np.prod(each)
    apart = way(found, "apart")
    assert apart.chance == pytest.approx(want, abs=1e-9)
    for one in found.ways:
        assert one.reached[0] == 1
        assert list(one.reached) == sorted(one.reached, reverse=True)
        ends = one.chance if goes == "if it fails" else 1 - one.reached[-1]
        got = sum(one.settled if goes == "if it fails" else one.settled[:-1])
        assert got == pytest.approx(ends, abs=1e-9)


def test_other_members_before_the_next_organ_are_drawn_and_agree_with_every_division() -> None:
    """Who sits in both votes alike in both; who sits in one only is on its own."""
    both = {m: chance([3, 1, 0, 0]) for m in "AB"}
    one, two = both | {"C": chance([1, 1, 0, 0])}, both | {"D": chance([1, 3, 0, 0])}
    first, second = organ("yes >= 2", one, "X"), organ("yes >= 2", two, "Y")
    found = way(sequence([first, second], "if it passes", ALONE), "same votes")
    want = sum(
        p * getattr(two["D"], d)
        for votes, p in divisions(first)
        for d in FOUR
        if adopts(first, votes) and adopts(second, {"A": votes["A"], "B": votes["B"], "D": d})
    )
    assert found.error > 0
    assert abs(found.chance - want) < 4.5 * found.error


def test_shared_shocks_bind_the_organs_together_as_the_integral_over_them_says() -> None:
    """One member, chance one half: given the shock u it says yes with Phi(u), anew each time."""
    even = {"A": chance([1, 1, 0, 0])}
    organs = [organ("yes >= 1", even, name) for name in "XY"]
    found = way(sequence(organs, "if it passes", Shocks(0, 1.0)), "shared shocks")
    # Two standard normal leanings with correlation s^2 / (s^2 + 1) = 1/2, both above 0:
    want = 0.25 + np.arcsin(0.5) / (2 * np.pi)
    assert abs(found.chance - want) < 4.5 * found.error
    assert way(sequence(organs, "if it passes", Shocks(0, 1.0)), "apart").chance == pytest.approx(
        0.25
    )


def test_the_votes_known_settle_it_and_name_the_organ() -> None:
    choices: dict[str, Choice] = {"A": "yes", "B": "yes", "C": "no"}
    high, low = by_hand("yes >= 3", choices), by_hand("yes >= 2", choices)
    high = msgspec.structs.replace(high, organ="X")
    low = msgspec.structs.replace(low, organ="Y")
    found = sequence([high, low])
    assert (found.outcome, found.where, found.ways) == ("adopted", "Y", ())
    passing = sequence([low, high], "if it passes")
    assert (passing.outcome, passing.where) == ("not adopted", "X")
    unknown = msgspec.structs.replace(by_hand("yes >= 3", {}, members="ABC"), organ="Z")
    assert (sequence([unknown, low]).outcome, sequence([unknown, low]).where) == ("adopted", "")
    assert sequence([unknown, high]).outcome == "open"


@pytest.mark.parametrize(
    ("organs", "said"),
    [
        ([by_hand("yes >= 1", {}, members="A")], "two organs or more"),
        ([by_hand("yes >= 1", {}, members="A"), Situation(organ="X")], "rule of X is not known"),
        (
            [
                organ("yes >= 1", {"A": chance([1, 1, 0, 0])}, "X"),
                by_hand("yes >= 1", {}, members="A"),
            ],
            "--chance 'others yes .5'",
        ),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(organs: list[Situation], said: str) -> None:
    with pytest.raises(Unusable, match=said):
        sequence(organs)


def test_several_rules_that_differ_are_asked_for_by_their_matter() -> None:
    one, other = by_hand("yes >= 1", {}, members="A"), by_hand("yes >= 2", {}, members="A")
    both = msgspec.structs.replace(one, rules=(*one.rules, *other.rules), organ="X")
    with pytest.raises(Unusable, match="name the matter after its organ, as --then 'X: "):
        sequence([both, both])
