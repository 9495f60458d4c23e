"""The grammar of rules: what is read comes back, what is malformed is refused with its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.claims.rule import (
    COMPARISONS,
    MAX_DEPTH,
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

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,6}", fullmatch=True).filter(
    lambda name: name not in ("and", "or", "not")
)
SIZES = st.builds(Size, st.sampled_from(SETS), st.just("") | NAMES, st.just("") | NAMES)
FRACTIONS = st.integers(1, 100).flatmap(lambda d: st.tuples(st.integers(1, d), st.just(d)))
AMOUNTS = st.one_of(
    st.integers(0, 300),
    st.builds(lambda f, size: Share(f[0], f[1], size), FRACTIONS, SIZES),
    st.builds(lambda name, f: Bloc(name, f[0], f[1]), NAMES, FRACTIONS),
)
TESTS = st.builds(Test, SIZES, st.sampled_from(COMPARISONS), AMOUNTS)


def joined(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(All, parts), st.builds(AnyOf, parts), st.builds(Not, inner))


FORMULAS: st.SearchStrategy[Formula] = st.recursive(TESTS, joined, max_leaves=6)

# One of each shape that decision rules of 27 organisations come down to.
WRITTEN = [
    "yes > 1/2 members",
    "yes >= 2/3 cast",
    "yes >= 1/1 entitled",
    "no = 0 and absent = 0",
    "no = 0 or yes >= 2/3 members",
    "yes >= 9 and no[P5] = 0",
    "yes >= 2/3 members and yes[P5] >= 5",
    "yes*votes >= 85/100 members*votes",
    "yes >= 2/3 cast and not no[chamber] > 1/2 members[chamber]",
    "(yes >= 55/100 members and yes >= 15 and yes*population >= 65/100 members*population)"
    " or notyes < 4",
    "notyes <= bloc(population, 35/100)",
    "yes*population-2016 >= 62/100 members*population-2016",
    "no = 0 and absent = 0 and not (declared >= 1/3 members and"
    " declared*population >= 1/3 members*population)",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_written_rule_comes_back_as_it_was_written(text: str) -> None:
    assert str(parse_rule(text)) == text


@settings(deadline=None)
@given(FORMULAS)
def test_every_formula_comes_back_from_its_text(formula: Formula) -> None:
    again = parse_rule(str(formula))
    assert again == formula
    assert str(again) == str(formula)
    assert (again.groups, again.weights) == (formula.groups, formula.weights)


@settings(deadline=None)
@given(st.text())
def test_no_text_raises_anything_but_one_sentence(text: str) -> None:
    try:
        parse_rule(text)
    except Unusable as refusal:
        sentence = str(refusal)
    else:
        return
    assert sentence.endswith(".")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *SETS,
                *COMPARISONS,
                *"()[]*,/ ",
                "and",
                "or",
                "not",
                "bloc",
                "2/3",
                "1/0",
                "0",
                "9",
                "P5",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_no_row_of_known_words_raises_anything_but_one_sentence(text: str) -> None:
    try:
        formula = parse_rule(text)
    except Unusable:
        return
    assert parse_rule(str(formula)) == formula


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("yes >= 2/3 mebmers", "at column 12: found 'mebmers', where there could stand one of"),
        ("", "at column 1: found the end"),
        ("yes >=", "at column 7: found the end, where there could stand a whole number"),
        ("yes 9", "at column 5: found '9', where there could stand '>=' or"),
        ("yes > no", "at column 7: found 'no', where there could stand a whole number, a fraction"),
        ("yes >= 3/2 members", "found '3/2', where there could stand a fraction above 0"),
        ("yes >= 1/0 members", "found '1/0', where there could stand a fraction above 0"),
        ("yes >= 9 no = 0", "at column 10: found 'no', where there could stand 'and', 'or' or"),
        ("(yes >= 9", "found the end, where there could stand ')'"),
        ("no[ = 0", "at column 5: found '=', where there could stand the name of a group"),
        ("yes*and >= 1", "at column 5: found 'and', where there could stand the name of a weight"),
        ("yes ≥ 9", "at column 5: found '≥'"),
        ("yes >= ٣", "at column 8: found '٣'"),
        ("yes >= " + "9" * 1500, "a whole number of at most 18 digits"),
        ("yes >= 9" + " and yes >= 9" * 500, "too long to be read"),
    ],
)
def test_a_malformed_rule_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(Unusable) as refusal:
        parse_rule(text)
    assert told in str(refusal.value)


@pytest.mark.parametrize("opening", ["(", "not "])
def test_nesting_has_a_limit_and_no_traceback(opening: str) -> None:
    close = ")" if opening == "(" else ""
    parse_rule(opening * MAX_DEPTH + "yes >= 1" + close * MAX_DEPTH)
    with pytest.raises(Unusable, match="brackets deep"):
        parse_rule(opening * (MAX_DEPTH + 1) + "yes >= 1" + close * (MAX_DEPTH + 1))


def test_a_formula_tells_the_groups_and_weights_it_needs() -> None:
    formula = parse_rule("not yes[P5]*votes >= 1/2 members[E10] and notyes <= bloc(people, 1/3)")
    assert formula.groups == {"P5", "E10"}
    assert formula.weights == {"votes", "people"}


def test_and_binds_closer_than_or() -> None:
    formula = parse_rule("yes >= 1 or no = 0 and absent = 0")
    assert formula == parse_rule("yes >= 1 or (no = 0 and absent = 0)")
    assert formula != parse_rule("(yes >= 1 or no = 0) and absent = 0")
