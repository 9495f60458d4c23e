"""How a body may divide: held against trying every division, and against drawing them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, cast

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import CHOICES, Choice, Membership, Weight
from quorate.claims.problem import Unusable
from quorate.claims.rule import parse_rule
from quorate.record.shipped import shipped
from quorate.record.situation import Chance, Situation, by_hand
from quorate.theory import division as theory
from quorate.theory.division import Electorate, electorate
from quorate.theory.rules import Division, carries, is_monotone, whole
from quorate.theory.shocks import Shocks
from quorate.views.bodies import body

FOUR: tuple[Choice, ...] = ("yes", "no", "abstain", "absent")
EVERY = cast(tuple[Choice, ...], CHOICES)
ALONE = Shocks(0.0, 0.0)
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
    "yes >= 2/3 present and present >= 1/3 members",
    "not yes*w >= 1/2 members*w",
    "yes[G] >= 2/3 cast[G] or yes >= 2/3 cast",
    "no < 1/3 cast*w",
    "no = 0 or yes >= 2/3 cast",
    "yes >= 9/10 cast or declared >= 1",
    "(yes >= 3 or notyes < 2) and present > 1/2 entitled",
]


def likely(four: Iterable[float], bloc: str = "") -> Chance:
    yes, no, abstain, absent = map(float, four)
    return Chance(yes=yes, no=no, abstain=abstain, absent=absent, bloc=bloc)


@st.composite
def chances(draw: st.DrawFn, blocs: Sequence[str] = ("",)) -> Chance:
    parts = draw(st.lists(st.integers(0, 4), min_size=4, max_size=4).filter(any))
    four = [part / sum(parts) for part in parts]
    return likely(four, draw(st.sampled_from(list(blocs))))


@st.composite
def situations(draw: st.DrawFn, blocs: Sequence[str] = ("",), rules: Sequence[str] = RULES) -> Any:
    members = "ABCD"[: draw(st.integers(1, 4))]
    given_chances = {m: draw(chances(blocs)) for m in members}
    voted: dict[str, Choice] = draw(
        st.dictionaries(st.sampled_from(members), st.sampled_from(EVERY), max_size=2)
    )
    now = by_hand(
        draw(st.sampled_from(list(rules))),
        voted,
        members=list(members),
        groups={"G": draw(st.sets(st.sampled_from("ABCD")))},
        weights={"w": {m: draw(st.integers(0, 4)) for m in "ABCD"}},
        excluded=draw(st.sets(st.sampled_from(members), max_size=1)),
    )
    return msgspec.structs.replace(now, chances=given_chances)


def holds(now: Situation, choices: dict[str, Choice]) -> bool:
    return carries(
        now.rules[0],
        Division(
            choices=choices,
            base=now.base,
            excluded=now.excluded & set(now.members),
            groups=now.groups,
            weights=now.weights,
        ),
    )


def brute(now: Situation, certain: dict[str, Choice] | None = None) -> float:
    """Add up the chances of every division that carries, one by one."""
    voters = [m for m in now.members if m not in now.excluded]
    sure = {m: e.choice for m, e in now.evidence.items()} | (certain or {})
    ways = [
        [(sure[m], 1.0)] if m in sure else [(c, getattr(now.chances[m], c)) for c in FOUR]
        for m in voters
    ]
    total = 0.0
    for division in itertools.product(*ways):
        chance = float(np.prod([p for _, p in division]))
        if chance and holds(now, dict(zip(voters, [c for c, _ in division], strict=True))):
            total += chance
    return total


@settings(deadline=None, max_examples=200)
@given(situations())
def test_the_chance_to_carry_is_that_of_all_divisions_that_carry(now: Situation) -> None:
    found = electorate(now, ALONE).chance(now.rules[0])
    assert found.error == 0
    assert found.value == pytest.approx(brute(now), abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(situations())
def test_what_each_choice_does_is_the_chance_with_it_made_for_certain(now: Situation) -> None:
    people = electorate(now, ALONE)
    each, error = people.given_each(now.rules[0])
    assert error == 0
    for voter, member in enumerate(people.voters):
        for choice in FOUR:
            want = brute(now, {member: choice})
            assert each[voter, CHOICES.index(choice)] == pytest.approx(want, abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(situations(blocs=("", "b", "c")), st.sampled_from([(0.6, 0.0), (0.5, 0.4), (0.0, 0.5)]))
def test_under_shocks_the_chance_is_the_integral_over_them(
    now: Situation, sizes: tuple[float, float]
) -> None:
    people = electorate(now, Shocks(*sizes))
    assert people.chance(now.rules[0]).value == pytest.approx(integrated(now, people), abs=1e-9)


def integrated(now: Situation, people: Electorate) -> float:
    """Integrate by Gauss and Hermite over the shocks of the body and of two blocs, at each node."""
    from scipy.special import ndtr, ndtri

    nodes, weights = np.polynomial.hermite_e.hermegauss(24)
    weights = weights / weights.sum()
    bloc, whole_body = people.shocks.bloc, people.shocks.body
    voters, total = people.voters, 0.0
    carrying = {
        choices: holds(now, dict(zip(voters, choices, strict=True)))
        for choices in itertools.product(EVERY, repeat=len(voters))
    }
    own = [nodes] if bloc else [np.zeros(1)]
    for body_at in range(len(nodes)) if whole_body else [-1]:
        z = nodes[body_at] if body_at >= 0 else 0.0
        sets: dict[str, list[int]] = {}
        for voter, name in enumerate(people.blocs):
            alone = people.sure[voter] or not name or not bloc
            sets.setdefault("" if alone else name, []).append(voter)
        joint = {choices: 1.0 for choices, held in carrying.items() if held}
        for name, group in sets.items():
            shift = own[0] * bloc if name else np.zeros(1)
            weight = weights if name and bloc else np.ones(1)
            spread = np.hypot(bloc if name else 0.0, whole_body)
            table = np.zeros((len(shift), len(group), len(CHOICES)))
            for place, voter in enumerate(group):
                four = people.chances[voter]
                here = 1 - four[CHOICES.index("absent")]
                if people.sure[voter]:
                    table[:, place] = four
                    continue
                cuts = [four[CHOICES.index("no")] / here, 1 - four[CHOICES.index("yes")] / here]
                u = shift + z * whole_body
                low, high = (ndtr(ndtri(min(1, max(0, c))) * np.hypot(1, spread) - u) for c in cuts)
                table[:, place, CHOICES.index("no")] = here * low
                table[:, place, CHOICES.index("abstain")] = here * (high - low)
                table[:, place, CHOICES.index("yes")] = here * (1 - high)
                table[:, place, CHOICES.index("absent")] = 1 - here
            for choices in joint:
                at = [CHOICES.index(choices[v]) for v in group]
                each = np.prod([table[:, p, c] for p, c in enumerate(at)], axis=0)
                joint[choices] *= float(weight @ each)
        total += (weights[body_at] if body_at >= 0 else 1.0) * sum(joint.values())
    return total


# ------------------------------------------------------------------ the shipped bodies
def seated(on: str) -> list[Any]:
    """Return every organ with its rules as situations without chances, on a day."""
    found = []
    weights: dict[str, dict[str, Fraction]] = {}
    for held in shipped().held("weight", on=on):
        claim = cast(Weight, held.holds.claim)
        weights.setdefault(claim.scheme, {})[claim.holder] = Fraction(claim.value)
    names = "OAS UN EU ALBA GCC MERCOSUR CARICOM ECOWAS AU NATO UNASUR LIMA ASEAN SADC IGAD TIAR"
    for name in f"{names} LAS OSCE WTO".split():
        try:
            card = body(name, on=on)
        except Unusable:
            continue
        for organ in card.organs:
            members = [m for m in organ.members if m not in organ.left_out]
            for ruling in organ.rules:
                formulas = [parse_rule(t) for t in (ruling.adopts, ruling.quorum) if t]
                schemes = {w for f in formulas for w in f.weights}
                groups = {}
                for group in {g for f in formulas for g in f.groups}:
                    claims = shipped().held("membership", {"group": (group,)}, on=on)
                    groups[group] = {cast(Membership, h.holds.claim).member for h in claims}
                if not members or any(weights.get(s, {}).keys() < set(members) for s in schemes):
                    continue
                now = by_hand(
                    ruling.adopts, {}, members=members, base=ruling.base, quorum=ruling.quorum,
                    groups=groups, weights={s: weights[s] for s in schemes},
                    excluded=organ.suspended,
                )  # fmt: skip
                found.append(pytest.param(now, id=f"{organ.organ}, {on}: {ruling.matter}"))
    return found


def drawn_chances(now: Situation, seed: int, few: int = 0) -> Situation:
    """Give every member chances from a seed; of many members only so many are open."""
    random = np.random.default_rng(seed)
    members = [m for m in now.members if m not in now.excluded]
    given_chances, voted = {}, {}
    open_to = set(random.choice(members, min(few or len(members), len(members)), replace=False))
    for member in members:
        four = random.dirichlet([1.6, 0.5, 0.5, 0.4])
        if member in open_to:
            given_chances[member] = likely(four)
        else:
            voted[member] = FOUR[int(four.argmax())]
    made = by_hand("yes >= 1", voted)
    return msgspec.structs.replace(now, chances=given_chances, evidence=made.evidence)


DAYS = ["1975-06-01", "2006-06-01", "2017-06-19"]


def different(found: list[Any]) -> list[Any]:
    """Return one of the organs that have the same rule and as many members."""
    kept: dict[Any, Any] = {}
    for each in found:
        now = each.values[0]
        rule = now.rules[0]
        key = (rule.adopts, rule.quorum, len(now.members), now.base, len(now.excluded))
        kept.setdefault(key, each)
    return list(kept.values())


ORGANS = [each for day in DAYS for each in seated(day)]
SMALL = different([each for each in ORGANS if len(each.values[0].members) <= 15])
LARGE = different([e for e in seated("2024-06-17") if len(e.values[0].members) > 15])


@pytest.mark.parametrize("now", SMALL)
def test_an_organ_of_up_to_fifteen_divides_as_trying_every_division_finds(now: Situation) -> None:
    for seed in range(2):
        some = drawn_chances(now, seed, few=5)
        people = electorate(some, ALONE)
        found = people.chance(some.rules[0])
        assert found.error == 0
        assert found.value == pytest.approx(brute(some), abs=1e-12)
        yes, carrying, _ = people.by_yes(some.rules[0])
        assert carrying.sum() == pytest.approx(found.value, abs=1e-12)
        assert yes.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("now", LARGE)
def test_a_larger_organ_divides_as_drawn_divisions_do(
    now: Situation, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = drawn_chances(now, 1)
    people = electorate(some, ALONE)
    found = people.chance(some.rules[0])
    monkeypatch.setattr(theory, "MAX_POINTS", 0)
    monkeypatch.setattr(theory, "DRAWS", 20_000)
    drawn = electorate(some, ALONE, seed=7).chance(some.rules[0])
    assert drawn.error > 0
    # Where no exact sum is in reach, what is found was drawn too, from another seed.
    assert abs(drawn.value - found.value) <= 5 * (drawn.error**2 + found.error**2) ** 0.5


# ------------------------------------------------------------------ properties
@settings(deadline=None, max_examples=80)
@given(situations(rules=[r for r in RULES if is_monotone(r)], blocs=("", "b")), st.data())
def test_one_more_yes_never_lowers_the_chance_under_a_monotone_rule(
    now: Situation, data: st.DataObject
) -> None:
    people = electorate(now, Shocks(0.5, 0.3))
    if not people.voters:
        return
    voter = data.draw(st.integers(0, len(people.voters) - 1))
    before = people.chance(now.rules[0]).value
    assert people.switched([voter], "yes").chance(now.rules[0]).value >= before - 1e-12


@settings(deadline=None, max_examples=60)
@given(situations(blocs=("", "b")), st.randoms(use_true_random=False))
def test_the_order_of_members_does_not_matter(now: Situation, random: Any) -> None:
    order = list(now.members)
    random.shuffle(order)
    other = msgspec.structs.replace(now, members=tuple(order))
    one, two = (electorate(each, Shocks(0.5, 0.3)) for each in (now, other))
    assert one.chance(now.rules[0]).value == pytest.approx(
        two.chance(now.rules[0]).value, abs=1e-12
    )


@settings(deadline=None, max_examples=60)
@given(situations(blocs=("", "b")))
def test_a_rule_and_its_contrary_sum_to_one(now: Situation) -> None:
    people = electorate(now, Shocks(0.5, 0.3))
    formula = whole(now.rules[0])
    contrary = parse_rule(f"not ({formula})")
    assert people.chance(formula).value + people.chance(contrary).value == pytest.approx(
        1, abs=1e-9
    )


@settings(deadline=None, max_examples=40)
@given(chances(), st.integers(2, 6))
def test_members_alike_have_the_same_weight_in_the_chance(chance: Chance, number: int) -> None:
    members = [f"M{i}" for i in range(number)]
    now = msgspec.structs.replace(
        by_hand("yes >= 2/3 cast", {}, members=members), chances=dict.fromkeys(members, chance)
    )
    each, _ = electorate(now, ALONE).given_each(now.rules[0])
    assert np.ptp(each, axis=0) == pytest.approx(0, abs=1e-12)


def test_what_is_drawn_agrees_with_the_sum_within_its_error_under_shocks_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    members = [f"M{i:02}" for i in range(34)]
    now = by_hand(
        "yes >= 2/3 cast", {"M00": "yes"}, members=members, quorum="present > 1/2 members"
    )
    chance = {
        m: Chance(yes=0.55, no=0.2, abstain=0.15, absent=0.1, bloc="ABC"[i % 3])
        for i, m in enumerate(members)
    }
    now = msgspec.structs.replace(now, chances=chance)
    people = electorate(now, Shocks(0.6, 0.3))
    exact, each = people.chance(now.rules[0]), people.given_each(now.rules[0])[0]
    yes, carrying, _ = people.by_yes(now.rules[0])
    tally, _ = people.tally()
    monkeypatch.setattr(theory, "MAX_POINTS", 0)
    monkeypatch.setattr(theory, "MAX_BESIDE", 0)
    people = electorate(now, Shocks(0.6, 0.3))
    drawn = people.chance(now.rules[0])
    assert abs(drawn.value - exact.value) < 5 * drawn.error
    assert np.abs(people.given_each(now.rules[0])[0] - each)[:, [0, 1, 2, 5]].max() < 0.01
    other_yes, other_carrying, error = people.by_yes(now.rules[0])
    assert max(np.abs(other_yes - yes).max(), np.abs(other_carrying - carrying).max()) < 5 * error
    assert np.abs(people.tally()[0] - tally).max() < 0.01


def test_a_shock_keeps_each_chance_and_widens_the_distribution() -> None:
    members = [f"M{i:02}" for i in range(20)]
    chance = Chance(yes=0.5, no=0.3, abstain=0.1, absent=0.1, bloc="A")
    now = msgspec.structs.replace(
        by_hand("yes >= 10", {}, members=members), chances=dict.fromkeys(members, chance)
    )
    spreads = []
    for shocks in (ALONE, Shocks(0.5), Shocks(0.5, 0.5)):
        yes, _, _ = electorate(now, shocks).by_yes("yes >= 10")
        number = np.arange(len(yes))
        mean = float(yes @ number)
        assert mean == pytest.approx(10, abs=1e-9)
        spreads.append(float(yes @ (number - mean) ** 2))
    assert spreads == sorted(spreads)
    assert spreads[0] == pytest.approx(20 * 0.25)


# ------------------------------------------------------------------ what cannot be asked
def test_what_is_wrong_is_one_sentence_with_the_remedy() -> None:
    half = Chance(yes=0.5, no=0.5)
    now = by_hand("yes*w >= 2", {}, members=["A", "B"])

    def refused(given_chances: dict[str, Chance], match: str, shocks: Shocks = ALONE) -> None:
        some = msgspec.structs.replace(now, chances=given_chances)
        with pytest.raises(Unusable, match=match):
            electorate(some, shocks).chance(now.rules[0])

    refused({"A": half}, "B has neither a vote nor a chance; .*others yes .5")
    refused({"A": half, "B": half, "C": half}, "C has a chance but no seat")
    refused({"A": half, "B": Chance(yes=1.2, no=-0.2)}, "from 0 to 1")
    refused({"A": half, "B": Chance(yes=0.5, no=0.4)}, "sum to 0.9")
    refused({"A": half, "B": Chance(yes=float("nan"), no=1.0)}, "from 0 to 1")
    refused({"A": half, "B": half}, "names the weight w")
    refused({"A": half, "B": half}, "shock of a bloc", Shocks(-1))
    with pytest.raises(Unusable, match="Who belongs to the body"):
        electorate(Situation(chances={"A": half}))
