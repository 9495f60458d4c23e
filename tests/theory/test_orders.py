"""In how many orders does each member turn it: held against the polynomial and every order."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.record.situation import by_hand
from quorate.theory import orders, power
from quorate.theory.coalitions import Game, count_coalitions, game
from quorate.theory.rules import Chamber, whole


def weighted(weights: list[int], rule: str) -> Game:
    names = [f"m{i:03}" for i in range(len(weights))]
    held = {"w": dict(zip(names, weights, strict=True))}
    now = by_hand(rule, {}, members=names, weights=held)
    return game(Chamber(whole(now.rules[0]), members=now.members, weights=now.weights))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=24), st.data())
def test_remainders_by_several_moduli_tell_what_the_polynomial_counts(
    weights: list[int], data: st.DataObject
) -> None:
    quota = data.draw(st.integers(1, max(1, sum(weights))))
    played = weighted(weights, f"yes*w >= {quota}")
    counted = count_coalitions(played, by_size=True)
    assert counted is not None
    if played.dimensions == 1:
        assert orders.turned_by_size(played, most=2**200) == counted.turned


def test_sums_longer_than_a_block_agree_with_the_polynomial() -> None:
    weights = [1000 + 37 * i for i in range(40)]
    for share in ("1/2", "85/100"):
        played = weighted(weights, f"yes*w >= {share} members*w")
        counted = count_coalitions(played, by_size=True)
        assert counted is not None
        assert orders.turned_by_size(played, most=2**40) == counted.turned


def test_orders_drawn_are_as_often_as_in_all_orders() -> None:
    weights = [4, 4, 4, 2, 2, 1]
    played = weighted(weights, "yes*w >= 12 and yes >= 4")
    every: Counter[int] = Counter()
    for order in itertools.permutations(range(6)):
        for k in range(1, 7):
            if k >= 4 and sum(weights[i] for i in order[:k]) >= 12:
                every[order[k - 1]] += 1
                break
    drawn = orders.drawn_orders(played, 20_000, seed=3)
    assert sum(drawn) == 20_000
    for i in range(6):
        share = every[i] / 720
        assert abs(drawn[i] / 20_000 - share) < 4 * (share * (1 - share) / 20_000) ** 0.5 + 1e-9
    assert drawn == orders.drawn_orders(played, 20_000, seed=3)


def test_a_rule_that_is_never_met_is_turned_in_no_order() -> None:
    played = weighted([1, 2], "yes*w >= 4")
    assert orders.drawn_orders(played, 10, seed=1) == [0, 0]


def test_where_coalitions_by_size_are_too_many_the_share_is_left_out_exact_or_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"m{i}" for i in range(9)]
    weights = {"w": dict(zip(names, [9, 8, 7, 6, 5, 4, 3, 3, 3], strict=True))}
    now = by_hand("yes*w >= 30", {}, members=names, weights=weights)
    exact = {s.members: s.shapley for s in power.power(now).shares}
    counting = count_coalitions
    monkeypatch.setattr(
        power, "count_coalitions", lambda g, by_size=False: None if by_size else counting(g)
    )
    left_out = power.power(now)
    assert all(s.shapley is None for s in left_out.shares)
    assert "--orders" in left_out.assumptions[-1]
    assert {s.members: s.shapley for s in power.power(now, orders=True).shares} == exact
    monkeypatch.setattr(orders, "MAX_WORDS", 1)
    drawn = power.power(now, orders=True)
    assert "drawn by seed" in drawn.method
    assert sum((s.shapley or 0) * len(s.members) for s in drawn.shares) == 1
    for share in drawn.shares:
        known = exact[share.members]
        assert share.shapley is not None
        assert known is not None
        assert share.shapley_error
        assert abs(float(share.shapley - known)) < 4 * share.shapley_error
