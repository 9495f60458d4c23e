"""Every coalition of real bodies, counted through the rules and again without them."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from fractions import Fraction
from itertools import product
from math import ceil, factorial
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from quorate.claims.claim import Weight
from quorate.claims.rule import All, AnyOf, Formula, Not, Test, parse_rule
from quorate.record.record import Record
from quorate.record.shipped import shipped
from quorate.theory.power import power
from quorate.theory.rules import Chamber
from quorate.views.bodies import rule

GAMES = Path(__file__).parents[1].parent / "shared" / "cases" / "models" / "power"
published = pytest.mark.skipif(not GAMES.exists(), reason="the published games are not here")


# ------------------------------------------------------------------ through the rules
def values(chamber: Chamber, members: list[str], test: int) -> NDArray[np.int64]:
    """Return what every coalition of these members adds to a test, beside all voting no."""
    adds = chamber.sums[test].adds
    total = np.zeros(1, dtype=np.int64)
    for member in members:
        row = adds[chamber.kind[member]]
        total = np.concatenate([total, total + (row["yes"] - row["no"])])
    return total


def held(formula: Formula, tests: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    if isinstance(formula, Test):
        return tests.pop(0)
    if isinstance(formula, Not):
        return ~held(formula.part, tests)
    assert isinstance(formula, All | AnyOf)
    parts = [held(part, tests) for part in formula.parts]
    join = np.logical_and if isinstance(formula, All) else np.logical_or
    return cast(NDArray[np.bool_], join.reduce(parts))


COMPARE = {
    ">=": np.greater_equal, ">": np.greater, "<=": np.less_equal, "<": np.less, "=": np.equal,
}  # fmt: skip


def winning(chamber: Chamber, members: list[str]) -> tuple[int, list[int]]:
    """Return how many coalitions of yes win, everybody else voting no, and how many with each."""
    half = len(members) // 2
    low, high = members[:half], members[half:]
    lows = [values(chamber, low, t) for t in range(len(chamber.sums))]
    highs = [values(chamber, high, t) for t in range(len(chamber.sums))]
    starts = [s.start + sum(s.adds[chamber.kind[m]]["no"] for m in members) for s in chamber.sums]
    columns = np.zeros(len(lows[0]), dtype=np.int64)
    rows = np.zeros(len(highs[0]), dtype=np.int64)
    for at in range(0, len(rows), 256):
        tests = [
            COMPARE[s.comparison](h[at : at + 256, None] + (w + start)[None, :], 0)
            for s, w, h, start in zip(chamber.sums, lows, highs, starts, strict=True)
        ]
        won = held(chamber.formula, tests)
        rows[at : at + 256] = won.sum(axis=1)
        columns += won.sum(axis=0)
    with_each = [
        int(side[(np.arange(len(side)) >> place) & 1 == 1].sum())
        for side, part in ((columns, low), (rows, high))
        for place in range(len(part))
    ]
    return int(rows.sum()), with_each


# ------------------------------------------------------------------ the European Union
def test_of_the_coalitions_of_27_states_as_many_win_as_a_count_without_the_rules_finds() -> None:
    card = rule("EU-COUNCIL", "resolutions", on="2024-06-17")
    found = [cast(Weight, h.holds.claim) for h in shipped().held("weight", on="2024-06-17")]
    people = {w.holder: Fraction(w.value) for w in found if w.scheme == "population"}
    members = sorted(card.members)
    assert people.keys() == set(members)
    chamber = Chamber(
        parse_rule(card.rules[0].adopts), members=members, weights={"population": people}
    )
    won, _ = winning(chamber, members)
    assert won == by_hand([int(people[m]) for m in members])


def by_hand(people: list[int]) -> int:
    """Count by TEU art. 16(4): 55 % of the states, 15 of them, 65 % of the people; four block."""
    return sum(won_by_size(people, ceil(Fraction(65, 100) * sum(people)), 0, 0))


def won_by_size(people: list[int], quota: int, states: int, had: int) -> list[int]:
    """Count the sets of these states that win beside so many others with so many people."""
    half = len(people) // 2
    lows, highs = of_half(people[:half]), of_half(people[half:])
    won = [0] * (len(people) + 1)
    for (few, low), (more, high) in product(lows.items(), highs.items()):
        number = few + more + states
        if number > 27 - 4:
            won[few + more] += len(low) * len(high)
        elif number >= max(15, ceil(Fraction(55, 100) * 27)):
            won[few + more] += sum(len(low) - bisect_left(low, quota - had - n) for n in high)
    return won


def of_half(people: list[int]) -> dict[int, list[int]]:
    """Return the populations of all coalitions of these states, by their number, in order."""
    found: list[tuple[int, int]] = [(0, 0)]
    for number in people:
        found += [(states + 1, total + number) for states, total in found]
    sizes = dict.fromkeys(range(len(people) + 1))
    return {n: sorted(total for states, total in found if states == n) for n in sizes}


def test_powers_of_the_27_are_those_of_a_count_without_the_rules() -> None:
    chamber = Record.in_memory().chamber("EU-COUNCIL", matter="resolutions", on="2024-06-17")
    people = {m: int(w) for m, w in chamber.weights["population"].items()}
    quota = ceil(Fraction(65, 100) * sum(people.values()))
    found = {m: share for share in power(chamber).shares for m in share.members}
    for member in ("DEU", "FRA", "POL", "NLD", "CYP", "MLT"):
        others = [people[m] for m in sorted(people) if m != member]
        joined = won_by_size(others, quota, 1, people[member])
        turned = [a - b for a, b in zip(joined, won_by_size(others, quota, 0, 0), strict=True)]
        orders = sum(t * factorial(s) * factorial(26 - s) for s, t in enumerate(turned))
        assert found[member].turns == sum(turned)
        assert found[member].shapley == Fraction(orders, factorial(27))


# ------------------------------------------------------------------ published games
def games() -> list[Any]:
    if not GAMES.exists():
        return []
    told = json.loads((GAMES / "weighted_voting_exact.json").read_text())
    return [pytest.param(game, id=name) for name, game in told.items()]


@published
@pytest.mark.parametrize("game", games())
def test_winning_coalitions_and_swings_are_those_published(game: dict[str, Any]) -> None:
    members = [f"M{number}" for number in range(len(game["weights"]))]
    weights = {m: Fraction(w) for m, w in zip(members, game["weights"], strict=True)}
    chamber = Chamber(
        parse_rule(f"yes*votes >= {game['quota']}"), members=members, weights={"votes": weights}
    )
    (only,) = chamber.sums
    steps = [only.adds[chamber.kind[m]]["yes"] for m in members]
    ways = Counter({only.start: 1})
    for step in steps:
        ways += Counter({value + step: number for value, number in ways.items()})
    assert sum(number for value, number in ways.items() if value >= 0) == game["winning_coalitions"]
    for step, swings in zip(steps, game["swings"], strict=True):
        without: dict[int, int] = {}
        for value in sorted(ways):  # the ways of the others: those of all, less those with it
            without[value] = ways[value] - without.get(value - step, 0)
        assert sum(number for value, number in without.items() if -step <= value < 0) == swings


@published
def test_banzhaf_of_the_union_of_28_is_as_published() -> None:
    told = json.loads((GAMES / "eu28_2017_double_majority_huettner.json").read_text())
    members = [f"M{number}" for number in range(28)]
    people = {m: Fraction(w) for m, w in zip(members, told["weights"], strict=True)}
    text = f"yes >= {told['min_size']} and yes*population >= {told['quota']}"
    chamber = Chamber(parse_rule(text), members=members, weights={"population": people})
    won, with_each = winning(chamber, members)
    swings = [2 * each - won for each in with_each]
    for number, index in zip(swings, told["pbi"], strict=True):
        assert number / 2**27 == pytest.approx(index, abs=1e-12)
