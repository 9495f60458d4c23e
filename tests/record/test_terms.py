"""Terms of talks made by hand, and what they say of themselves."""

from __future__ import annotations

import math

import msgspec
import pytest

from quorate.claims.problem import Unusable
from quorate.record.soundness import faults
from quorate.record.terms import SIGNS, Terms, Worth, by_hand, told


def made() -> Terms:
    return by_hand(
        {"A": 0, "B": (0, 1)},
        {
            "land": {"as now": {}, "shared": {"A": "gains", "B": (-2, -1)}},
            "aid": {"none": {}, "paid": {"A": 0, "B": 4}},
        },
        givers={"paid": "DONOR", "shared": "B"},
        requires={"shared": "paid"},
        spoilers={"NEIGHBOUR": ["shared"]},
        mediator="ENVOY",
    )


def test_a_giver_who_is_no_party_is_outside_the_room() -> None:
    assert made().outside == ("DONOR",)
    assert faults(made()) == []


def test_all_that_is_made_by_hand_is_told_as_supposed() -> None:
    assert made().supposing == (
        "walking away is worth 0 to A",
        "walking away is worth 0 to 1 to B",
        "land: shared can be agreed",
        "land: shared is worth more than 0 to A",
        "land: shared is worth -2 to -1 to B",
        "aid: paid can be agreed",
        "aid: paid is worth 0 to A",
        "aid: paid is worth 4 to B",
        "land: shared requires aid: paid",
        "DONOR can give",
        "NEIGHBOUR may wreck a deal over land: shared",
    )


def test_what_has_no_bounds_is_listed() -> None:
    assert made().unknown == ("land: shared, to A",)


def test_in_return_for_is_a_link() -> None:
    terms = made()
    aid = terms.option("aid: paid")
    swapped = msgspec.structs.replace(aid, in_return_for=("land: shared",))
    issues = (
        terms.issues[0],
        msgspec.structs.replace(terms.issues[1], options=(terms.issues[1].options[0], swapped)),
    )
    links = msgspec.structs.replace(terms, issues=issues).all_links
    assert [(x.option, x.other) for x in links] == [
        ("land: shared", "aid: paid"),
        ("aid: paid", "land: shared"),
    ]


def test_an_option_that_several_issues_have_must_be_named_in_full() -> None:
    issues = {"x": {"no": {}, "yes": {"A": 1}}, "y": {"no": {}, "yes": {"B": 1}}}
    assert by_hand({"A": 0, "B": 0}, issues, requires={"x: yes": "y: yes"}).links
    with pytest.raises(Unusable, match="several issues"):
        by_hand({"A": 0, "B": 0}, issues, requires={"yes": "y: yes"})
    with pytest.raises(Unusable, match="no option here"):
        by_hand({"A": 0, "B": 0}, issues, givers={"maybe": "A"})


def test_a_worth_that_is_none_is_refused() -> None:
    with pytest.raises(Unusable, match="is no worth"):
        by_hand({"A": "much"}, {})  # type: ignore[dict-item]


def test_a_sign_bounds_a_worth() -> None:
    assert [Worth(sign=s).bounds for s in SIGNS] == [
        (0, math.inf),
        (-math.inf, 0),
        (0, 0),
        (-math.inf, math.inf),
    ]
    assert Worth(sign="gains", low=1.0, high=2.0).bounds == (1, 2)
    assert [told(Worth(sign=s)) for s in SIGNS] == [
        "more than 0",
        "less than 0",
        "0",
        "something not known",
    ]


def test_terms_go_to_json_and_back() -> None:
    terms = made()
    assert msgspec.json.decode(msgspec.json.encode(terms), type=Terms) == terms
