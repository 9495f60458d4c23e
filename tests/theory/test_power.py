"""How much power does a rule give: held against published values and every coalition."""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.record.situation import Situation, by_hand
from quorate.theory.coalitions import count_coalitions, game
from quorate.theory.halves import by_halves
from quorate.theory.power import Power, PowerShare, power
from quorate.theory.rules import Chamber, Division, carries, whole

CASES = Path(__file__).parents[3] / "shared" / "cases" / "models" / "power"
RULES = [
    "yes > 1/2 members",
    "yes >= 2/3 cast",
    "no = 0 and absent = 0",
    "yes >= 2 and no[G] = 0",
    "yes*w >= 2/3 members*w",
    "yes*w > 1/2 cast*w and yes > 1/2 members",
    "(yes >= 55/100 members and yes*w >= 65/100 members*w) or notyes < 2",
    "notyes <= bloc(w, 1/2) or no = 0",
    "yes > 1/2 cast and present > 1/2 members",
    "not (no*w >= 1/3 members*w) and yes[G] >= 1",
]


def weighted(weights: list[int], quota: int) -> Situation:
    names = [f"m{i:03}" for i in range(len(weights))]
    held = dict(zip(names, weights, strict=True))
    return by_hand(f"yes*w >= {quota}", {}, members=names, weights={"w": held})


def each(found: Power) -> dict[str, PowerShare]:
    return {m: share for share in found.shares for m in share.members}


# ---------------------------------------------------------------- published values
def test_in_the_security_council_a_permanent_member_has_421_of_2145_orders() -> None:
    found = power(Record.in_memory().chamber("UN-SC", matter="resolutions", on="2020-05-14"))
    share = each(found)
    assert found.winning == 848
    assert share["FRA"].shapley == Fraction(421, 2145)
    assert share["BEL"].shapley == Fraction(4, 2145)
    assert share["FRA"].prevents == 1  # each permanent member can stop anything


def test_luxembourg_had_no_power_in_the_council_of_1958() -> None:
    found = each(power(weighted([4, 4, 4, 2, 2, 1], 12)))
    assert [found[f"m{i:03}"].turns for i in range(6)] == [10, 10, 10, 6, 6, 0]
    assert found["m005"].shapley == 0


@pytest.mark.skipif(not CASES.exists(), reason="the published cases are not on this machine")
def test_published_weighted_games_agree_as_exact_fractions() -> None:
    for name, case in json.loads((CASES / "weighted_voting_exact.json").read_text()).items():
        found = power(weighted(case["weights"], case["quota"]))
        shares = each(found)
        ordered = [shares[f"m{i:03}"] for i in range(len(case["weights"]))]
        assert found.winning == case["winning_coalitions"], name
        assert [s.turns for s in ordered] == case["swings"], name
        assert [str(s.shapley) for s in ordered] == case["shapley_shubik_fraction"], name


@pytest.mark.skipif(not CASES.exists(), reason="the published cases are not on this machine")
def test_swings_and_shares_of_up_to_two_hundred_members_agree_to_the_last_digit() -> None:
    told = json.loads((CASES / "weighted_voting_large_banzhaf.json").read_text())
    for name, case in told.items():
        shares = each(power(weighted(case["weights"], case["quota"])))
        ordered = [shares[f"m{i:03}"] for i in range(len(case["weights"]))]
        swings = [int(s) for s in case["swings"]]
        assert [s.turns for s in ordered] == swings, name
        assert [s.banzhaf for s in ordered] == [Fraction(s, sum(swings)) for s in swings], name
        assert sum(s.shapley or 0 for s in ordered) == 1, name


@pytest.mark.skipif(not CASES.exists(), reason="the published cases are not on this machine")
def test_the_european_council_of_28_agrees_with_published_shares() -> None:
    case: dict[str, Any] = json.loads(
        (CASES / "eu28_2017_double_majority_huettner.json").read_text()
    )
    names = [f"m{i:03}" for i in range(28)]
    held = dict(zip(names, case["weights"], strict=True))
    rule = f"yes*w >= {case['quota']} and yes >= {case['min_size']}"
    found = each(power(by_hand(rule, {}, members=names, weights={"w": held})))
    for name, published in zip(names, case["ssi"], strict=True):
        assert float(found[name].shapley or 0) == pytest.approx(published, abs=1e-12)


# ---------------------------------------------------------------- closed forms, many members
@pytest.mark.parametrize("n", [100, 193, 200])
def test_equal_members_have_equal_power_and_the_binomial_number_of_turns(n: int) -> None:
    (share,) = power(weighted([7] * n, 7 * (2 * n // 3 + 1))).shares
    assert share.shapley == share.banzhaf == Fraction(1, n)
    assert share.turns == math.comb(n - 1, 2 * n // 3)


@pytest.mark.parametrize(("n", "vetoes", "quorum"), [(100, 3, 60), (193, 5, 129), (200, 15, 101)])
def test_members_with_a_veto_among_two_hundred_have_the_power_of_the_formula(
    n: int, vetoes: int, quorum: int
) -> None:
    rest, needed = n - vetoes, quorum - vetoes  # all with a veto, and so many of the others
    weights = [rest] * vetoes + [1] * rest
    found = each(power(weighted(weights, rest * vetoes + needed)))
    with_veto, without = found["m000"], found[f"m{n - 1:03}"]
    winning = sum(math.comb(rest, k) for k in range(needed, rest + 1))
    orders = math.comb(rest - 1, needed - 1) * math.factorial(quorum - 1)
    assert with_veto.turns == winning
    assert without.turns == math.comb(rest - 1, needed - 1)
    assert without.shapley == Fraction(orders * math.factorial(n - quorum), math.factorial(n))
    assert with_veto.shapley == (1 - rest * without.shapley) / vetoes


@pytest.mark.parametrize(("n", "great", "quota"), [(193, 60, 127), (200, 150, 175), (200, 3, 102)])
def test_one_great_member_turns_as_many_places_as_it_has_votes(
    n: int, great: int, quota: int
) -> None:
    found = each(power(weighted([great] + [1] * (n - 1), quota)))
    places = range(max(0, quota - great), min(quota, n))  # the others before it
    assert found["m000"].shapley == Fraction(len(places), n)
    assert found["m000"].turns == sum(math.comb(n - 1, k) for k in places)
    assert found["m001"].shapley == (1 - Fraction(len(places), n)) / (n - 1)


# ---------------------------------------------------------------- every coalition
class Drawn:
    """A small body under one of the rules, drawn at random."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.members = tuple("ABCDEF"[: draw(st.integers(1, 6))])
        self.rule = draw(st.sampled_from(RULES))
        self.weights = {m: draw(st.integers(0, 5)) for m in self.members}
        self.group = frozenset(m for m in self.members if draw(st.booleans()))
        self.base = len(self.members) + draw(st.integers(0, 1))

    def situation(self) -> Situation:
        return by_hand(
            self.rule, {}, members=self.members, base=self.base,
            groups={"G": self.group}, weights={"w": self.weights},
        )  # fmt: skip

    def wins(self, yes: frozenset[str]) -> bool:
        division = Division(
            choices={m: "yes" if m in yes else "no" for m in self.members},
            base=self.base,
            groups={"G": self.group},
            weights={"w": {m: Fraction(w) for m, w in self.weights.items()}},
        )
        return carries(self.rule, division)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    return Drawn(draw)


@settings(max_examples=150, deadline=None)
@given(drawn())
def test_every_coalition_of_small_bodies_counts_the_same(body: Drawn) -> None:
    found = power(body.situation())
    sets = [
        frozenset(s)
        for size in range(len(body.members) + 1)
        for s in itertools.combinations(body.members, size)
    ]
    wins = {s: body.wins(s) for s in sets}
    assert found.winning == sum(wins.values())
    for member, share in each(found).items():
        turned = [s for s in sets if member not in s and wins[s | {member}] and not wins[s]]
        n = len(body.members)
        assert share.turns == len(turned)
        orders = sum(math.factorial(len(s)) * math.factorial(n - 1 - len(s)) for s in turned)
        assert share.shapley == Fraction(orders, math.factorial(n))


@settings(max_examples=80, deadline=None)
@given(drawn())
def test_shares_sum_to_one_and_a_dummy_has_none(body: Drawn) -> None:
    found = power(body.situation())
    shares = each(found)
    decided = 0 < found.winning < 2**found.number
    assert sum(s.banzhaf for s in shares.values()) == (1 if decided else 0)
    assert sum(s.shapley or 0 for s in shares.values()) == (1 if decided else 0)
    for share in shares.values():
        assert (share.turns == 0) == (share.shapley == 0)


@settings(max_examples=80, deadline=None)
@given(drawn())
def test_halves_count_what_polynomials_count(body: Drawn) -> None:
    played = game(_chamber(body.situation()))
    counted = count_coalitions(played, by_size=True)
    assert counted is not None
    if played.dimensions:
        from quorate.theory.coalitions import Needs

        for main in range(played.dimensions):
            winning, turned = by_halves(played, main, Needs(played, main))
            assert winning == counted.winning
            assert turned == counted.turned


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=7), st.data())
def test_the_dual_rule_gives_the_same_power(weights: list[int], data: st.DataObject) -> None:
    total = sum(weights)
    quota = data.draw(st.integers(1, total))
    one, other = power(weighted(weights, quota)), power(weighted(weights, total - quota + 1))
    for member, share in each(one).items():
        dual = each(other)[member]
        assert (share.turns, share.shapley) == (dual.turns, dual.shapley)
        assert share.prevents == dual.initiates


# ---------------------------------------------------------------- unions
@settings(max_examples=20, deadline=None)
@given(drawn(), st.data())
def test_unions_share_as_all_orders_of_blocs_do(body: Drawn, data: st.DataObject) -> None:
    names = st.sampled_from(["", "U", "V"])
    drawn_in = {m: data.draw(names) for m in body.members[:5]}
    unions = {m: u for m, u in drawn_in.items() if u}
    if not unions:
        return
    found = power(body.situation(), unions)
    blocs = [[m for m in body.members if unions.get(m) == u] for u in sorted(set(unions.values()))]
    blocs += [[m] for m in body.members if m not in unions]
    turned: Counter[str] = Counter()
    orders = 0
    for order in itertools.permutations(blocs):
        for inner in itertools.product(*(itertools.permutations(b) for b in order)):
            orders += 1
            line = [m for bloc in inner for m in bloc]
            for k, member in enumerate(line):
                before = frozenset(line[:k])
                if body.wins(before | {member}) and not body.wins(before):
                    turned[member] += 1
                    break
    for member, share in each(found).items():
        assert share.owen == Fraction(turned[member], orders)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("quorate.theory.unions.MAX_STATES", 0)  # all by halves
        assert each(power(body.situation(), unions)) == each(found)


def test_in_the_council_of_27_a_union_shares_as_one_and_one_alone_changes_nothing() -> None:
    council = Record.in_memory().chamber("EU-COUNCIL", matter="resolutions", on="2020-05-14")
    alone = each(power(council, {"BEL": "Belgium"}))
    assert all(share.owen == share.shapley for share in alone.values())
    found = each(power(council, dict.fromkeys(("BEL", "NLD", "LUX"), "Benelux")))
    assert sum(share.owen or 0 for share in found.values()) == 1
    people = {m: int(w) for m, w in council.weights["population"].items()}
    others = [people[m] for m in people if m not in ("BEL", "NLD", "LUX")]
    together = sum(people[m] for m in ("BEL", "NLD", "LUX"))
    quota = -(-65 * sum(people.values()) // 100)
    totals, heads = (np.zeros(1, dtype=np.int64) for _ in range(2))
    for number in others:
        totals = np.concatenate([totals, totals + number])
        heads = np.concatenate([heads, heads + 1])
    before = ((heads >= 15) & (totals >= quota)) | (heads > 23)
    after = ((heads + 3 >= 15) & (totals + together >= quota)) | (heads + 3 > 23)
    turned = np.bincount(heads[after & ~before], minlength=25).tolist()  # by blocs before it
    orders = sum(k * math.factorial(s) * math.factorial(24 - s) for s, k in enumerate(turned))
    assert sum(found[m].owen or 0 for m in ("BEL", "NLD", "LUX")) == Fraction(
        orders, math.factorial(25)
    )


def test_a_union_of_one_each_changes_nothing() -> None:
    now = weighted([4, 4, 4, 2, 2, 1], 12)
    found = each(power(now, {f"m{i:03}": f"U{i}" for i in range(6)}))
    assert all(share.owen == share.shapley for share in found.values())


# ---------------------------------------------------------------- what cannot be asked
@pytest.mark.parametrize(
    ("situation", "unions", "said"),
    [
        (by_hand("no > 1/2 members", {}, members="AB"), {}, "one more yes may defeat"),
        (by_hand("yes > 1/2 members", {}, base=3), {}, "members of the organ are not known"),
        (by_hand("yes*w >= 1", {}, members="AB", weights={}), {}, "names the weight w"),
        (by_hand("yes >= 1", {}, members="AB"), {"C": "U"}, "may not vote here"),
        (by_hand("yes >= 1", {}, members="A", excluded="A"), {}, "Nobody may vote"),
    ],
)
def test_misuse_is_told_in_one_sentence(
    situation: Situation, unions: dict[str, str], said: str
) -> None:
    with pytest.raises(Unusable, match=said):
        power(situation, unions)


def test_a_base_beyond_the_list_is_assumed_and_said() -> None:
    found = power(by_hand("yes >= 2/3 members", {}, members="ABC", base=4))
    assert found.winning == 1
    assert "4 counted" in found.assumptions[0]


def _chamber(now: Situation) -> Chamber:
    return Chamber(
        whole(now.rules[0]), members=now.members, base=now.base,
        groups=now.groups, weights=now.weights,
    )  # fmt: skip
