"""Who can turn it: held against trying every set of members of small bodies."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Choice
from quorate.claims.problem import Unusable
from quorate.record.situation import Evidence, Reported, Situation, by_hand
from quorate.theory.rules import Division, carries
from quorate.theory.swing import swing

CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain", "declared", "silent", "absent")
RULES = [
    "yes > 1/2 members",
    "yes >= 2/3 cast",
    "no = 0 and absent = 0",
    "yes >= 2 and no[G] = 0",
    "yes*w >= 2/3 members*w",
    "yes*w > 1/2 cast*w and yes > 1/2 members",
    "notyes <= bloc(w, 1/2) or no = 0",
    "yes > 1/2 cast and present > 1/2 members",
    "yes = 2 or absent > 1/2 members",
]


class Body:
    """A small body that has voted, drawn at random."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.rule = draw(st.sampled_from(RULES))
        self.choices: dict[str, Choice] = {
            m: draw(st.sampled_from(CHOICES)) for m in "ABCD"[: draw(st.integers(1, 4))]
        }
        self.groups = {"G": frozenset(draw(st.sets(st.sampled_from("ABCD"))))}
        self.weights = {"w": {m: Fraction(draw(st.integers(0, 4))) for m in "ABCD"}}

    def carries(self, choices: dict[str, Choice]) -> bool:
        division = Division(choices=choices, groups=self.groups, weights=self.weights)
        return carries(self.rule, division)

    def situation(self) -> Situation:
        return by_hand(self.rule, self.choices, groups=self.groups, weights=self.weights)

    def turns(self, some: Iterable[str], to: tuple[Choice, ...] = CHOICES) -> bool:
        now, some = self.carries(self.choices), tuple(some)
        return any(
            self.carries({**self.choices, **dict(zip(some, chosen, strict=True))}) != now
            for chosen in itertools.product(to, repeat=len(some))
        )

    def smallest(
        self, among: Iterable[str], to: tuple[Choice, ...] = CHOICES
    ) -> set[tuple[str, ...]]:
        among = sorted(among)
        for size in range(1, len(among) + 1):
            sets = {s for s in itertools.combinations(among, size) if self.turns(s, to)}
            if sets:
                return sets
        return set()


bodies = st.composite(Body)()


@settings(deadline=None)
@given(bodies)
def test_the_smallest_sets_are_those_that_trying_every_set_finds(body: Body) -> None:
    found = swing(body.situation())
    yes = {m for m, c in body.choices.items() if c == "yes"}
    for sets, expected in [
        (found.smallest, body.smallest(body.choices)),
        (found.from_yes, body.smallest(yes)),
        (found.from_others, body.smallest(set(body.choices) - yes)),
        (found.walkouts, body.smallest(body.choices, ("absent",))),
    ]:
        assert (set(sets.sets) if sets else set()) == expected
        if sets:
            assert sets.exact
            assert sets.number == len(expected)
            assert {sets.size} == {len(each) for each in expected}


@settings(deadline=None)
@given(bodies)
def test_who_is_pivotal_turns_it_alone_and_nobody_else_does(body: Body) -> None:
    found = {m: set(turn.to) for turn in swing(body.situation()).pivotal for m in turn.members}
    for member in body.choices:
        to = {c for c in CHOICES if body.turns((member,), (c,))}
        assert found.get(member, set()) == to


@settings(deadline=None)
@given(bodies)
def test_those_who_must_leave_are_as_few_as_trying_finds(body: Body) -> None:
    found = swing(body.situation()).leaving
    others = sorted(m for m, c in body.choices.items() if c != "yes")
    sizes = [
        size
        for size in range(1, len(others) + 1)
        for gone in itertools.combinations(others, size)
        if size < len(body.choices)
        and body.carries({m: c for m, c in body.choices.items() if m not in gone})
    ]
    if body.carries(body.choices) or not sizes:
        assert found is None
    else:
        assert found is not None
        assert (found.number, found.of) == (min(sizes), len(others))


@settings(deadline=None)
@given(bodies)
def test_a_veto_is_a_no_that_stops_what_all_others_want(body: Body) -> None:
    all_yes: dict[str, Choice] = dict.fromkeys(body.choices, "yes")
    expected = {
        m for m in body.choices if body.carries(all_yes) and not body.carries({**all_yes, m: "no"})
    }
    assert set(swing(body.situation()).vetoes) == expected


@settings(deadline=None)
@given(bodies, st.lists(st.none() | st.integers(0, 9), min_size=4, max_size=4))
def test_the_cheapest_set_costs_what_trying_every_set_finds(
    body: Body, prices: list[int | None]
) -> None:
    costs = {m: p for m, p in zip("ABCD", prices, strict=True) if p is not None}
    asked = [m for m in body.choices if m in costs]
    sums = [
        sum(costs[m] for m in some)
        for size in range(1, len(asked) + 1)
        for some in itertools.combinations(asked, size)
        if body.turns(some)
    ]
    found = swing(body.situation(), costs).cheapest
    if found is None:
        assert not sums
        return
    assert found.exact
    assert found.cost == min(sums) == sum(costs[m] for m in found.members)
    assert body.turns(found.members)


# ------------------------------------------------------------------ what a desk meets
def cancun(rule: str = "yes >= 2/3 members") -> Situation:
    choices: dict[str, Choice] = {f"Y{i:02}": "yes" for i in range(20)}
    choices |= {f"N{i}": "no" for i in range(5)}
    choices |= {f"A{i}": "abstain" for i in range(8)}
    return by_hand(rule, {**choices, "VEN": "absent"})


def test_any_three_of_the_fourteen_could_have_turned_cancun() -> None:
    found = swing(cancun())
    assert found.outcome == "not adopted"
    assert found.smallest is not None
    assert found.smallest.words == "any 3 of the 14 not in favour"
    assert found.smallest.number == comb(14, 3) == 364
    assert found.from_yes is None
    assert found.walkouts is None


def test_if_four_of_the_fourteen_leave_the_same_twenty_carry() -> None:
    found = swing(cancun()).leaving
    assert found is not None
    assert (found.number, found.of, found.yes, found.base) == (4, 14, 20, 30)
    assert found.words == "any 4 of the 14 not in favour: 20 of 30"


def test_a_count_without_names_tells_the_same_without_naming_anyone() -> None:
    rule = cancun().rules
    found = swing(Situation(base=34, rules=rule, reported=(Reported(yes=20),)))
    assert found.smallest is not None
    assert found.smallest.words == "any 3 of the 14 not in favour"
    assert found.smallest.sets == ()
    assert found.leaving == swing(cancun()).leaving
    assert found.assumptions == ()  # under this rule it does not matter how they did not say yes


def test_what_is_taken_for_granted_of_unknown_choices_is_said() -> None:
    now = by_hand("yes >= 2/3 cast", {"A": "yes", "B": "no"}, members=["C", "D"])
    assert any(
        "2 whose choice is not known are taken as against" in s for s in swing(now).assumptions
    )


P5 = {"P5": {"CHN", "FRA", "GBR", "RUS", "USA"}}


def test_the_one_veto_is_pivotal_by_any_other_choice() -> None:
    choices: dict[str, Choice] = dict.fromkeys([*P5["P5"], *(f"E{i}" for i in range(10))], "yes")
    found = swing(by_hand("yes >= 9 and no[P5] = 0", {**choices, "USA": "no"}, groups=P5))
    assert [t.members for t in found.pivotal] == [("USA",)]
    assert set(found.pivotal[0].to) == set(CHOICES) - {"no"}
    assert found.smallest is not None
    assert found.smallest.words == "USA"
    assert found.vetoes == ("CHN", "FRA", "GBR", "RUS", "USA")


def test_walkouts_can_break_a_quorum() -> None:
    choices: dict[str, Choice] = {"A": "yes", "B": "yes", "C": "no", "D": "absent"}
    found = swing(by_hand("yes > 1/2 cast", choices, quorum="present > 1/2 members"))
    assert found.walkouts is not None
    assert found.walkouts.size == 1


def test_rules_that_differ_leave_it_open_and_say_so() -> None:
    rules = (cancun().rules[0], cancun("yes > 1/2 members").rules[0])
    found = swing(Situation(base=34, rules=rules, reported=(Reported(yes=20),)))
    assert (found.outcome, found.smallest) == ("open", None)
    assert "the rules differ" in found.assumptions[0]


def test_without_a_rule_the_number_reported_serves() -> None:
    found = swing(Situation(base=34, reported=(Reported(yes=20, needed=23),)))
    assert found.smallest is not None
    assert found.smallest.size == 3
    assert swing(Situation()).assumptions == ("The rule is not known.",)


def test_a_situation_without_choices_is_open() -> None:
    for now in (Situation(rules=cancun().rules), Situation(base=34, rules=cancun().rules)):
        found = swing(now)
        assert (found.outcome, found.smallest) == ("open", None)
        assert found.assumptions


def test_a_nameless_count_under_a_supposition_says_which_end_is_taken() -> None:
    supposed = {"BRB": Evidence(choice="no", how="supposed")}
    now = Situation(
        base=34, members=("BRB",), rules=cancun().rules, reported=(Reported(yes=20),),
        evidence=supposed, supposed=("BRB no",),
    )  # fmt: skip
    found = swing(now)
    assert found.smallest is not None
    assert found.smallest.size == 4
    assert any("19 to 20 in favour; 19 is taken" in told for told in found.assumptions)


def test_a_cost_below_nothing_is_refused() -> None:
    with pytest.raises(Unusable, match="cost of Y00 is below 0"):
        swing(cancun(), {"Y00": -1})


def test_a_large_weighted_body_is_answered_within_the_limit_of_work() -> None:
    weights = {f"m{i}": 10 + (i * 7919) % 990 for i in range(190)} | {"m0": 33_000}
    choices: dict[str, Choice] = {m: "yes" if i % 3 else "no" for i, m in enumerate(weights)}
    rule = "yes > 1/2 members and yes*votes >= 85/100 members*votes"
    found = swing(by_hand(rule, choices, weights={"votes": weights}))
    assert found.outcome == "not adopted"
    assert found.smallest is not None
    # The heaviest of those against, taken one after the other: no set can be smaller.
    against = sorted((w for m, w in weights.items() if choices[m] != "yes"), reverse=True)
    have, total = sum(w for m, w in weights.items() if choices[m] == "yes"), sum(weights.values())
    fewest = next(n for n in range(190) if 100 * (have + sum(against[:n])) >= 85 * total)
    assert found.smallest.exact
    assert found.smallest.size == fewest
