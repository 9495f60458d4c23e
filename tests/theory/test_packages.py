"""Which packages are allowed, and what each is worth."""

from __future__ import annotations

import itertools

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.problem import Unusable
from quorate.record.terms import Giver, by_hand
from quorate.theory.packages import Space, middle

ISSUES = {f"i{k}": {f"o{a}": {"A": k + a / 10, "B": -a} for a in range(3)} for k in range(3)}
NAMES = [f"i{k}: o{a}" for k in range(3) for a in range(3)]
PAIR = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))


@given(st.lists(PAIR, max_size=3), st.lists(PAIR, max_size=3))
def test_all_packages_at_once_are_allowed_as_each_alone(
    requires: list[tuple[str, str]], excludes: list[tuple[str, str]]
) -> None:
    terms = by_hand({"A": 0, "B": 0}, ISSUES, requires=dict(requires), excludes=dict(excludes))
    space = Space(terms)
    each = [space.allows(p) for p in itertools.product(range(3), repeat=3)]
    assert space.allowed().tolist() == each


def test_the_packages_are_numbered_in_the_order_of_the_terms() -> None:
    space = Space(by_hand({"A": 0, "B": 0}, ISSUES))
    assert [space.at(i) for i in range(27)] == list(itertools.product(range(3), repeat=3))
    weights = middle(space)
    sums = space.sums([table[0] for table in weights.table])
    assert [weights.told(v, 0) for v in sums[:4]] == [3.0, 3.1, 3.2, 3.1]
    assert space.picks(space.package((0, 1, 2))) == (0, 1, 2)
    assert space.picks(("i0: o0", "i1: o0", "nowhere")) is None


def test_what_requires_an_option_that_is_withheld_is_not_to_be_had_either() -> None:
    terms = by_hand(
        {"A": 0, "B": 0}, ISSUES, givers={"i2: o2": "C"},
        requires={"i0: o0": "i1: o1", "i1: o1": "i2: o2"},
    )  # fmt: skip
    assert Space(terms).sizes == (3, 3, 3)
    withheld = msgspec.structs.replace(terms, givers=(Giver(id="C", withholds=True),))
    assert Space(withheld).sizes == (2, 2, 2)
    assert Space(terms, ["i2: o2"]).sizes == (2, 2, 2)


def test_decimals_add_up_without_rounding() -> None:
    issues = {"x": {"a": {"A": 0.1, "B": 0}}, "y": {"b": {"A": 0.2, "B": 0}}}
    weights = middle(Space(by_hand({"A": 0.3, "B": 0}, issues)))
    assert sum(table[0, 0] for table in weights.table) == weights.walk[0]
    assert np.asarray(weights.table[0]).dtype == np.int64


def test_worths_without_bounds_are_listed() -> None:
    issues = {"x": {"a": {"A": "gains"}}}
    with pytest.raises(Unusable, match="not counted: x: a, to A; x: a, to B"):
        middle(Space(by_hand({"A": 0, "B": 0}, issues)))  # type: ignore[arg-type]
