"""What four rules of division name, on examples worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.theory.solutions import RULES, named


def test_the_rules_differ_as_by_hand() -> None:
    gains = np.array([[10.0, 1.0], [7.0, 2.0], [5.0, 3.0], [3.5, 3.4], [1.0, 4.0]])
    assert named(gains) == {
        "nash": [2],  # 15, beside 10, 14, 11.9 and 4
        "kalai_smorodinsky": [2, 1],  # least share .5 twice; the next is .75 beside .7
        "egalitarian": [3],
        "utilitarian": [0],
    }


def test_of_packages_that_are_equal_the_first_is_taken_and_the_others_are_ties() -> None:
    assert named(np.array([[2.0, 1.0], [1.0, 2.0]])) == {rule: [0, 1] for rule in RULES}


GAIN = st.integers(1, 50)


@given(st.lists(st.tuples(GAIN, GAIN, GAIN), min_size=1, max_size=8), st.floats(0.01, 100))
def test_units_change_neither_nash_nor_kalai_smorodinsky(
    rows: list[tuple[int, int, int]], scale: float
) -> None:
    gains = np.array(rows, dtype=float)
    one, other = named(gains), named(gains * [scale, 1, 1])
    assert one["nash"] == other["nash"]
    assert one["kalai_smorodinsky"] == other["kalai_smorodinsky"]
    assert np.prod(gains, axis=1)[one["nash"][0]] == pytest.approx(np.prod(gains, axis=1).max())
