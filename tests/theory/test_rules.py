"""What rules mean: held against a plain counting of sets, and against what history gave."""

from __future__ import annotations

import itertools
from fractions import Fraction
from math import comb
from typing import cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quorate.claims.claim import CHOICES, Choice, Rule
from quorate.claims.problem import Unusable
from quorate.claims.rule import (
    COMPARISONS,
    SETS,
    All,
    AnyOf,
    Bloc,
    Formula,
    Not,
    Share,
    Size,
    Test,
    parse_rule,
)
from quorate.claims.source import Instrument
from quorate.theory.rules import Chamber, Division, carries, is_monotone

P5 = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})
COUNCIL = "yes >= 9 and no[P5] = 0"
EU = (
    "(yes >= 55/100 members and yes >= 15 and yes*population >= 65/100 members*population)"
    " or notyes < 4"
)
EU_SOME = (
    "(yes >= 55/100 members and yes*population >= 65/100 members*population)"
    " or notyes <= bloc(population, 35/100)"
)
CFSP = (
    "no = 0 and absent = 0 and"
    " not (declared >= 1/3 members and declared*population >= 1/3 members*population)"
)
# Eurostat, 1 January 2024, in hundreds.
PEOPLE = {
    "DEU": 834450, "FRA": 684020, "ITA": 589897, "ESP": 486105, "POL": 366210, "ROU": 190644,
    "NLD": 179429, "BEL": 118320, "CZE": 109006, "PRT": 106397, "SWE": 105517, "GRC": 103972,
    "HUN": 95846, "AUT": 91588, "BGR": 64455, "DNK": 59612, "FIN": 56039, "SVK": 54247,
    "IRL": 53438, "HRV": 38620, "LTU": 28859, "SVN": 21239, "LVA": 18719, "EST": 13747,
    "CYP": 9335, "LUX": 6721, "MLT": 5630,
}  # fmt: skip
EURO_AREA = "AUT BEL CYP DEU ESP EST FIN FRA GRC HRV IRL ITA LTU LUX LVA MLT NLD PRT SVK SVN"


# ------------------------------------------------------------------ a plain counting of sets
IN = {
    "present": "yes no abstain declared silent",
    "cast": "yes no",
    "yes": "yes",
    "no": "no",
    "declared": "declared",
    "notyes": "no abstain declared silent absent",
    "absent": "absent",
}


def size(of: Size, division: Division) -> Fraction:
    members = {*division.choices, *division.excluded}
    entitled = set(division.choices) - division.excluded
    if of.set in ("members", "entitled"):
        chosen = members if of.set == "members" else entitled
        if not of.group and not of.weight and division.base is not None:
            barred = len(division.excluded) if of.set == "entitled" else 0
            return Fraction(max(0, division.base - barred))
    else:
        chosen = {m for m in entitled if division.choices[m] in IN[of.set].split()}
    if of.group:
        chosen = chosen & division.groups[of.group]
    if of.weight:
        return sum((division.weights[of.weight][m] for m in chosen), Fraction(0))
    return Fraction(len(chosen))


def blocking(bloc: Bloc, division: Division) -> int:
    """Return the fewest members that together exceed the share, by trying all sets."""
    entitled = sorted(set(division.choices) - division.excluded)
    weight = {m: division.weights[bloc.weight][m] for m in entitled}
    total = sum(weight.values(), Fraction(0))
    for number in range(len(entitled) + 1):
        for some in itertools.combinations(entitled, number):
            if sum((weight[m] for m in some), Fraction(0)) > bloc.fraction * total:
                return number
    return len(entitled) + 1


def plainly(formula: Formula, division: Division) -> bool:
    if isinstance(formula, Not):
        return not plainly(formula.part, division)
    if isinstance(formula, All):
        return all(plainly(part, division) for part in formula.parts)
    if isinstance(formula, AnyOf):
        return any(plainly(part, division) for part in formula.parts)
    assert isinstance(formula, Test)
    left, right = size(formula.left, division), formula.right
    if isinstance(right, Share):
        of = size(right.size, division)
        if of == 0:
            return False
        asked = right.fraction * of
    else:
        asked = Fraction(blocking(right, division) if isinstance(right, Bloc) else right)
    signs = {">=": left >= asked, ">": left > asked, "=": left == asked}
    return (signs | {"<=": left <= asked, "<": left < asked})[formula.comparison]


MEMBERS = ("A", "B", "C", "D", "E")
SIZES = st.builds(
    Size, st.sampled_from(SETS), st.sampled_from(["", "", "G"]), st.sampled_from(["", "", "w"])
)
SHARES = st.sampled_from([(1, 3), (1, 2), (2, 3), (3, 4), (1, 1)])
AMOUNTS = st.one_of(
    st.integers(0, 5),
    st.builds(lambda f, s: Share(f[0], f[1], s), SHARES, SIZES),
    st.builds(lambda f: Bloc("w", f[0], f[1]), SHARES),
)
TESTS = st.builds(Test, SIZES, st.sampled_from(COMPARISONS), AMOUNTS)


def joined(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(All, parts), st.builds(AnyOf, parts), st.builds(Not, inner))


FORMULAS: st.SearchStrategy[Formula] = st.recursive(TESTS, joined, max_leaves=4)


@st.composite
def divisions(draw: st.DrawFn) -> Division:
    members = MEMBERS[: draw(st.integers(1, 5))]
    excluded = frozenset(draw(st.sets(st.sampled_from(members), max_size=1)))
    weights = {m: Fraction(draw(st.integers(0, 6)), draw(st.integers(1, 3))) for m in members}
    choices: dict[str, Choice] = {
        m: draw(st.sampled_from(CHOICES)) for m in members if m not in excluded
    }
    return Division(
        choices=choices,
        excluded=excluded,
        base=draw(st.none() | st.integers(0, 7)),
        groups={"G": frozenset(draw(st.sets(st.sampled_from(members))))},
        weights={"w": weights},
    )


@settings(deadline=None)
@given(FORMULAS, divisions())
def test_a_rule_means_what_a_plain_counting_of_its_sets_says(
    formula: Formula, division: Division
) -> None:
    assert carries(formula, division) is plainly(formula, division)


@settings(deadline=None)
@given(FORMULAS, divisions())
def test_the_names_of_members_do_not_matter(formula: Formula, division: Division) -> None:
    new = {m: f"x{i}" for i, m in enumerate(reversed(MEMBERS))}
    renamed = Division(
        choices={new[m]: c for m, c in division.choices.items()},
        excluded=frozenset(new[m] for m in division.excluded),
        base=division.base,
        groups={"G": frozenset(new[m] for m in division.groups["G"])},
        weights={"w": {new[m]: w for m, w in division.weights["w"].items()}},
    )
    assert carries(formula, renamed) is carries(formula, division)


@settings(deadline=None)
@given(FORMULAS, divisions())
def test_numbers_alone_give_what_names_give_where_the_rule_asks_for_none(
    formula: Formula, division: Division
) -> None:
    assume(not formula.groups and not formula.weights)
    numbers: dict[Choice, int] = {}
    for choice in division.choices.values():
        numbers[choice] = numbers.get(choice, 0) + 1
    assume(numbers)
    alone = Division(numbers=numbers, base=division.base, excluded=division.excluded)
    assert carries(formula, alone) is carries(formula, division)


@settings(deadline=None)
@given(FORMULAS, divisions(), st.data())
def test_one_more_yes_never_defeats_under_a_rule_called_monotone(
    formula: Formula, division: Division, data: st.DataObject
) -> None:
    assume(is_monotone(formula) and division.choices)
    member = data.draw(st.sampled_from(sorted(division.choices)))
    more: dict[str, Choice] = {**division.choices, member: "yes"}
    turned = Division(
        choices=more,
        excluded=division.excluded,
        base=division.base,
        groups=division.groups,
        weights=division.weights,
    )
    assert carries(formula, turned) >= carries(formula, division)


@pytest.mark.parametrize(
    "rule",
    [
        "yes > 1/2 members", "yes > 1/2 cast", "yes >= 2/3 present", "yes >= 1/1 entitled",
        "no = 0", "no = 0 and absent = 0", "no = 0 or yes >= 2/3 cast", COUNCIL, EU, EU_SOME, CFSP,
        "yes*votes >= 2/3 cast*votes and yes > 1/2 members", "present > 1/2 members",
        "yes >= 2/3 cast and not no[chamber] > 1/2 members[chamber]", "yes >= 1",
    ],
)  # fmt: skip
def test_rules_of_real_bodies_are_monotone(rule: str) -> None:
    assert is_monotone(rule)


@pytest.mark.parametrize(
    "rule", ["no > 1/2 members", "yes = 3", "not yes >= 2", "yes*w >= 1/2 yes", "yes < 2/3 cast"]
)
def test_a_rule_that_more_votes_may_defeat_is_not_called_monotone(rule: str) -> None:
    assert not is_monotone(rule)


# ------------------------------------------------------------------ what history gave
def numbered(base: int, yes: int = 0, no: int = 0, abstain: int = 0, absent: int = 0) -> Division:
    numbers: dict[Choice, int] = {"yes": yes, "no": no, "abstain": abstain, "absent": absent}
    return Division(numbers=numbers, base=base)


@pytest.mark.parametrize(
    ("rule", "division", "adopted"),
    [
        ("yes >= 2/3 members", numbered(34, 20, 5, 8, 1), False),  # OAS, Cancun, 2017
        ("yes >= 2/3 members", numbered(34, 23, 11), True),
        ("yes > 1/2 members", numbered(34, 20, 5, 8, 1), True),
        ("yes > 1/2 members", numbered(34, 17, 0, 11, 6), False),  # OAS, 31 July 2024
        ("yes > 1/2 members", numbered(33, 17, 0, 11, 5), True),
        ("yes >= 2/3 entitled", numbered(19, 16, 1, 1, 1), True),  # TIAR, September 2019
        ("yes >= 2/3 cast", numbered(193, 93, 24, 58, 18), True),  # UNGA, April 2022
        ("yes >= 2/3 cast", numbered(193, 77, 40, 58, 18), False),
        ("yes > 1/2 cast", numbered(193, 50, 50, 93), False),
        ("yes > 1/2 cast", numbered(193, 0, 0, 193), False),
        ("no = 0 and yes >= 3/4 members", numbered(15, 12, 0, 3), True),  # CARICOM
        ("no = 0 and yes >= 3/4 members", numbered(15, 11, 0, 4), False),
        ("yes >= 1", numbered(166, 1, 165), True),  # WTO, reverse consensus
        ("no = 0 or yes >= 2/3 cast", numbered(22, 18, 3, 1), True),  # Arab League, 2011
    ],
)
def test_numbers_give_what_history_gave(rule: str, division: Division, adopted: bool) -> None:
    assert carries(rule, division) is adopted


def test_a_quorum_of_half_the_members_must_be_there() -> None:
    source = Instrument("Rules of Procedure")
    rule = Rule(
        source=source, organ="UN-GA", matter="resolutions",
        adopts="yes > 1/2 cast", quorum="present > 1/2 members",
    )  # fmt: skip
    assert not carries(rule, numbered(193, yes=90, absent=103))
    assert carries(rule, numbered(193, yes=97, absent=96))


def council(**choices: Choice) -> Division:
    rest: dict[str, Choice] = {f"E{i}": "yes" for i in range(10)}
    named: dict[str, Choice] = {m: choices.get(m, "yes") for m in P5}
    others = {m: c for m, c in choices.items() if m not in P5}
    return Division(choices={**rest, **named, **others}, groups={"P5": P5})


def test_a_veto_stops_a_majority_of_fourteen() -> None:
    assert not carries(COUNCIL, council(RUS="no"))
    assert carries("yes >= 9", council(RUS="no", CHN="no"))  # procedure


def test_five_abstentions_of_permanent_members_are_no_veto() -> None:
    five: dict[str, Choice] = dict.fromkeys(P5, "abstain")
    assert carries(COUNCIL, council(**five))
    assert not carries(COUNCIL, council(**five, E0="abstain", E1="absent"))


def test_the_security_council_has_848_winning_coalitions() -> None:
    members = [*sorted(P5), *(f"E{i}" for i in range(10))]
    chamber = Chamber(parse_rule(COUNCIL), members=members, groups={"P5": P5})
    winning = 0
    for votes in itertools.product(("yes", "no"), repeat=15):
        winning += chamber.carries(chamber.count(dict(zip(members, votes, strict=True))))  # type: ignore[arg-type]
    assert winning == 848 == sum(comb(10, k) for k in range(4, 11))


def union(*, among: list[str] | None = None, **others: str) -> Division:
    choices: dict[str, Choice] = dict.fromkeys(among or PEOPLE, "yes")
    for choice, members in others.items():
        choices |= dict.fromkeys(members.split(), cast(Choice, choice))
    weights = {"population": {m: Fraction(n) for m, n in PEOPLE.items()}}
    return Division(choices=choices, weights=weights)


BY_SIZE = list(PEOPLE)


@pytest.mark.parametrize(
    ("rule", "division", "adopted"),
    [
        (EU, union(no=" ".join(BY_SIZE[14:])), False),
        (EU, union(no=" ".join(BY_SIZE[15:])), True),
        (EU, union(no="DEU FRA ITA"), True),  # three do not block, whatever their people
        (EU, union(no="DEU FRA ITA MLT"), False),
        (EU, union(no="DEU FRA ITA", abstain="MLT"), False),
        (EU, union(no="POL HUN SVK CZE"), True),
        (
            EU_SOME,
            union(among=EURO_AREA.split(), no="DEU FRA"),
            True,
        ),  # two exceed 35 per cent, three block
        (EU_SOME, union(among=EURO_AREA.split(), no="DEU FRA MLT"), False),
        (CFSP, union(declared="HUN"), True),
        (CFSP, union(no="HUN"), False),
        (CFSP, union(absent="HUN"), False),
        (CFSP, union(declared=" ".join([*BY_SIZE[1:6], *BY_SIZE[23:]])), False),
        (CFSP, union(declared=" ".join(BY_SIZE[18:])), True),  # nine small ones
        (CFSP, union(abstain=" ".join(BY_SIZE[:9])), True),  # plain abstentions never block
    ],
)
def test_votes_of_the_european_union_come_out_as_its_treaties_say(
    rule: str, division: Division, adopted: bool
) -> None:
    assert carries(rule, division) is adopted


# ------------------------------------------------------------------ what is missing is named
def test_a_group_that_is_not_given_is_named() -> None:
    with pytest.raises(Unusable, match="names the group P5, which is not given"):
        carries(COUNCIL, Division(choices={"FRA": "yes"}))


def test_a_weight_that_is_not_given_is_named() -> None:
    with pytest.raises(Unusable, match="names the weight votes, which is not given"):
        carries("yes*votes >= 1/2 members*votes", Division(choices={"FRA": "yes"}))


def test_a_member_without_a_weight_is_named() -> None:
    weights = {"votes": {"FRA": Fraction(1)}}
    choices: dict[str, Choice] = {"FRA": "yes", "USA": "no"}
    with pytest.raises(Unusable, match="USA has no weight in votes"):
        carries("yes*votes >= 1/2 members*votes", Division(choices=choices, weights=weights))


def test_a_weight_below_nothing_is_refused() -> None:
    division = Division(choices={"FRA": "yes"}, weights={"votes": {"FRA": Fraction(-1)}})
    with pytest.raises(Unusable, match="below 0"):
        carries("yes*votes >= 1", division)


def test_numbers_alone_are_refused_where_the_rule_asks_who() -> None:
    with pytest.raises(Unusable, match="which asks who voted"):
        carries(COUNCIL, numbered(15, yes=15))
