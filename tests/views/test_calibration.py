from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.views.calibration import above, calibration, wilson

JUDGED = st.lists(st.tuples(st.floats(0.01, 0.99), st.booleans()), min_size=1, max_size=60)


@given(JUDGED, st.integers(1, 8))
def test_the_error_is_the_mean_gap_of_bins_of_equal_numbers(
    judged: list[tuple[float, bool]], bins: int
) -> None:
    found = calibration("act", [judged], bins=bins, draws=1)
    assert found is not None
    sizes = [b.claims for b in found.bins]
    assert sum(sizes) == len(judged)
    assert max(sizes) - min(sizes) <= 1 or min(sizes) == 1
    told = sorted(judged, key=lambda each: each[0])
    gap, at = 0.0, 0
    for size in sizes:
        part, at = told[at : at + size], at + size
        gap += abs(sum(p for p, _ in part) - sum(right for _, right in part))
    assert found.error == pytest.approx(gap / len(judged))
    assert 0 <= found.low <= found.high <= 1


def test_exact_confidences_show_the_error_that_is_told_to_be_by_chance() -> None:
    chance = random.Random(3)
    errors, told = [], []
    for _ in range(40):
        judged = [(p, chance.random() < p) for p in (chance.random() for _ in range(100))]
        found = calibration("act", [judged], draws=20)
        assert found is not None
        errors.append(found.error)
        told.append(found.by_chance)
    assert sum(errors) / 40 == pytest.approx(sum(told) / 40, rel=0.15)


def test_a_confidence_that_is_always_a_fifth_too_high_errs_by_a_fifth() -> None:
    judged = [(0.9, n % 10 < 7) for n in range(1000)]
    found = calibration("act", [judged[k : k + 20] for k in range(0, 1000, 20)], draws=100)
    assert found is not None
    assert found.error == pytest.approx(0.2)
    assert found.low < 0.2001
    assert found.high > 0.1999


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_interval_of_a_share_is_the_one_published(
    right: int, of: int, low: float, high: float
) -> None:
    assert wilson(right, of) == pytest.approx((low, high), abs=6e-5)


def test_above_a_level_claims_are_counted_at_it_too_and_none_without_one() -> None:
    judged = [(0.9, True), (0.8, False), (0.95, True), (0.2, False)]
    found = above(judged, 0.9)
    assert (found.claims, found.right, found.share) == (2, 2, 0.5)
    assert above(judged, None).level is None
    assert above(judged, 0.99).claims == 0
    assert calibration("act", [[], []]) is None


@given(JUDGED)
def test_the_same_claims_give_the_same_figures(judged: list[tuple[float, bool]]) -> None:
    assert calibration("act", [judged], 0.5, draws=5) == calibration("act", [judged], 0.5, draws=5)
