"""Who decides by chances: held against trying every set of members of small bodies."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import CHOICES, Choice
from quorate.claims.problem import Unusable
from quorate.record.situation import Chance, Situation, by_hand
from quorate.theory.deciders import Switched, deciding
from quorate.theory.division import Electorate, electorate
from quorate.theory.rules import whole
from quorate.theory.shocks import Shocks

FOUR: tuple[Choice, ...] = ("yes", "no", "abstain", "absent")
RULES = [
    "yes > 1/2 members",
    "yes >= 2/3 cast",
    "yes >= 2 and no[G] = 0",
    "yes*w > 1/2 members*w",
    "yes > 1/2 cast and present > 1/2 members",
    "no = 0 and absent = 0",
]


def likely(four: Iterable[float], bloc: str = "") -> Chance:
    yes, no, abstain, absent = map(float, four)
    return Chance(yes=yes, no=no, abstain=abstain, absent=absent, bloc=bloc)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    members = "ABCDE"[: draw(st.integers(2, 5))]
    chances = {}
    for member in members:
        parts = draw(st.lists(st.integers(0, 4), min_size=4, max_size=4).filter(any))
        four = [part / sum(parts) for part in parts]
        bloc = draw(st.sampled_from(["", "", "b"]))
        chances[member] = likely(four, bloc)
    now = by_hand(
        draw(st.sampled_from(RULES)),
        {},
        members=list(members),
        groups={"G": {"A", "B"}},
        weights={"w": {m: i + 1 for i, m in enumerate("ABCDE")}},
    )
    return msgspec.structs.replace(now, chances=chances)


def sizes(
    people: Electorate, rule: Any, to: Choice, does: Callable[[float], bool]
) -> dict[int, set[tuple[str, ...]]]:
    """Try every set of members, and return by size those whose switch does."""
    found: dict[int, set[tuple[str, ...]]] = {}
    for size in range(len(people.voters) + 1):
        for some in itertools.combinations(range(len(people.voters)), size):
            chance = people.switched(some, to).chance(rule).value
            if does(chance):
                found.setdefault(size, set()).add(tuple(people.voters[v] for v in some))
    return found


def agrees(told: Switched | None, found: dict[int, set[tuple[str, ...]]]) -> None:
    if told is None:
        assert not found or 0 in found
        return
    assert told.exact
    assert told.size == min(found)
    assert told.members in found[told.size]
    assert set(told.sets) <= found[told.size]


@settings(deadline=None, max_examples=60)
@given(situations(), st.sampled_from([0.6, 0.85]))
def test_the_smallest_sets_are_those_that_trying_every_set_finds(
    now: Situation, level: float
) -> None:
    people, rule = electorate(now, Shocks(0.4)), now.rules[0]
    told = deciding(whole(rule), people, level=level)
    agrees(told.raising, sizes(people, rule, "yes", lambda p: p >= level - 1e-12))
    agrees(told.blocking, sizes(people, rule, "no", lambda p: p <= 1 - level + 1e-12))
    if told.chance >= 0.5:
        agrees(told.walkouts, sizes(people, rule, "absent", lambda p: p <= 1 - level + 1e-12))
    else:
        agrees(told.walkouts, sizes(people, rule, "absent", lambda p: p >= level - 1e-12))


@settings(deadline=None, max_examples=40)
@given(situations(), st.lists(st.none() | st.integers(0, 9), min_size=5, max_size=5))
def test_the_cheapest_set_costs_what_trying_every_set_finds(
    now: Situation, prices: list[int | None]
) -> None:
    costs = {m: p for m, p in zip("ABCDE", prices, strict=True) if p is not None}
    people, rule = electorate(now, Shocks(0.4)), now.rules[0]
    told = deciding(whole(rule), people, level=0.8, costs=costs).cheapest
    found = sizes(people, rule, "yes", lambda p: p >= 0.8 - 1e-12)
    sums = [
        sum(costs[m] for m in some)
        for sets in found.values()
        for some in sets
        if set(some) <= costs.keys()
    ]
    if told is None:
        assert not sums or 0 in found
    else:
        assert told.exact
        assert told.cost == min(sums) == sum(costs[m] for m in told.members)


@settings(deadline=None, max_examples=40)
@given(situations())
def test_a_decider_is_told_by_its_chance_with_yes_less_that_with_no(now: Situation) -> None:
    people, rule = electorate(now, Shocks(0.4)), now.rules[0]
    told = deciding(whole(rule), people)
    assert [d.decisive for d in told.deciders] == pytest.approx(
        sorted((d.decisive for d in told.deciders), reverse=True)
    )
    for each in told.deciders:
        voter = people.voters.index(each.member)
        for choice in FOUR:
            then = people.switched([voter], choice).chance(rule).value
            assert each.given[choice] == pytest.approx(then, abs=1e-12)
            assert each.gain[choice] == pytest.approx(then - told.chance, abs=1e-12)
        assert each.decisive == pytest.approx(each.given["yes"] - each.given["no"], abs=1e-12)


def test_of_thirty_four_under_two_thirds_those_least_in_favour_are_asked_first() -> None:
    members = [f"M{i:02}" for i in range(34)]
    chances = {m: Chance(yes=(i + 1) / 40, no=1 - (i + 1) / 40) for i, m in enumerate(members)}
    now = by_hand("yes >= 2/3 members", {}, members=members, quorum="present > 1/2 members")
    people = electorate(msgspec.structs.replace(now, chances=chances))
    told = deciding(whole(now.rules[0]), people, level=0.9).raising
    assert told is not None
    assert told.exact
    assert told.members == tuple(members[: told.size])
    rest = people.switched(range(told.size - 1), "yes").chance(now.rules[0]).value
    assert rest < 0.9 <= told.chance


def test_a_level_that_is_no_chance_is_refused() -> None:
    now = msgspec.structs.replace(
        by_hand("yes >= 1", {}, members=["A"]), chances={"A": Chance(yes=0.5, no=0.5)}
    )
    with pytest.raises(Unusable, match="above 0 and below 1"):
        deciding(whole(now.rules[0]), electorate(now), level=1.0)
    assert CHOICES[0] == "yes"


def test_a_walk_out_of_all_adopts_nothing_where_a_share_of_those_cast_is_needed() -> None:
    now = by_hand("yes >= 2/3 cast", {}, members=["A", "B"])
    surely = Chance(yes=0.0, no=1.0, abstain=0.0, absent=0.0)
    now = msgspec.structs.replace(now, chances={"A": surely, "B": surely})
    assert deciding(whole(now.rules[0]), electorate(now, Shocks(0.4)), level=0.6).walkouts is None
