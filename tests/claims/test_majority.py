"""A majority as a source tells it: how it is written, and which rules ask for it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.majority import KINDS, OF, asks, in_words, is_majority, rule_of
from quorate.claims.rule import parse_rule

EU = (
    "(yes >= 55/100 members and yes >= 15 and yes*population >= 65/100 members*population) "
    "or notyes < 4"
)
COUNCIL = "no = 0 and absent = 0"


@pytest.mark.parametrize(
    ("majority", "rule"),
    [("2/3 cast", "yes >= 2/3 cast"), ("1/2 members", "yes > 1/2 members"),
     ("50/100 present", "yes > 50/100 present"), ("consensus", "no = 0"),
     ("2/3", ""), ("85/100 weight", ""), ("qualified", ""), ("unanimity", "")],
)  # fmt: skip
def test_a_majority_gives_a_rule_only_where_it_says_of_what_it_is_a_share(
    majority: str, rule: str
) -> None:
    assert rule_of(majority) == rule


@pytest.mark.parametrize(
    ("rule", "majority", "asked"),
    [
        ("yes >= 2/3 members", "2/3", True),
        ("yes >= 2/3 members", "2/3 members", True),
        ("yes >= 2/3 members", "2/3 cast", False),
        ("yes >= 2/3 members", "1/2 members", False),
        ("yes >= 4/5 entitled", "4/5 members", True),  # those counted without who may not vote
        ("yes > 1/2 cast", "1/2", True),
        ("yes >= 1/2 cast", "1/2", False),  # a half is no majority
        ("yes >= 9 and no[P5] = 0", "2/3", False),
        ("yes >= 9 and no[P5] = 0", "unanimity", False),
        (EU, "qualified", True),
        (EU, "unanimity", False),
        (COUNCIL, "unanimity", True),
        (COUNCIL, "qualified", False),
        ("no = 0", "consensus", True),
        ("yes*votes >= 85/100 members*votes", "85/100 weight", True),
        ("yes*votes >= 85/100 members*votes", "85/100", True),
        ("yes*votes >= 85/100 members*votes", "70/100 weight", False),
    ],
)
def test_a_rule_asks_for_a_majority_or_not(rule: str, majority: str, asked: bool) -> None:
    assert asks(rule, majority) is asked


SHARES = [f"{n}/{d}{of}" for (n, d), of in product(
    [(1, 2), (2, 3), (3, 4), (4, 5), (85, 100)], ["", *(f" {of}" for of in OF)])]  # fmt: skip


@pytest.mark.parametrize("majority", [*SHARES, *KINDS])
def test_the_rule_of_a_majority_can_be_read_and_asks_for_it(majority: str) -> None:
    assert is_majority(majority)
    assert in_words(majority)
    if rule := rule_of(majority):
        assert str(parse_rule(rule)) == rule
        assert asks(rule, majority)


@given(st.text())
def test_other_words_are_no_majority_and_ask_for_nothing(words: str) -> None:
    if not is_majority(words):
        assert not asks("yes >= 2/3 members", words)
        assert rule_of(words) == ""


@pytest.mark.parametrize("words", ["", "0/3", "4/3", "2/0", "two thirds", "2/3 all", " 2/3"])
def test_what_is_no_share_is_no_majority(words: str) -> None:
    assert not is_majority(words)
    assert not asks("yes >= 2/3 members", words)
    assert rule_of(words) == ""
