"""Pledges into chances."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.record.pledges import PLEDGED, Pledge, chance_of, with_pledges
from quorate.record.situation import Chance, by_hand


@given(
    st.sampled_from(PLEDGED),
    st.fractions(0, 1),
    st.tuples(*[st.floats(0.01, 1) for _ in PLEDGED]),
)
def test_chances_sum_to_one_and_lie_between_pledge_and_what_was_thought(
    choice: str, discount: Fraction, weights: tuple[float, float, float, float]
) -> None:
    total = sum(weights)
    yes, no, abstain, absent = (w / total for w in weights)
    thought = Chance(yes=yes, no=no, abstain=abstain, absent=absent)
    found = chance_of(Pledge(member="A", choice=choice, discount=discount), thought)  # type: ignore[arg-type]
    shares = [getattr(found, c) for c in PLEDGED]
    assert sum(shares) == pytest.approx(1)
    for c, share in zip(PLEDGED, shares, strict=True):
        ends = (getattr(thought, c), 1.0 if c == choice else 0.0)
        assert min(ends) - 1e-9 <= share <= max(ends) + 1e-9


def test_a_pledge_without_discount_is_certain_and_one_fully_discounted_tells_nothing() -> None:
    firm, void = (
        Pledge(member="A", choice="no"),
        Pledge(member="A", choice="no", discount=Fraction(1)),
    )
    assert chance_of(firm).no == 1
    assert (firm.firm, void.firm) == (True, False)
    assert chance_of(void).no == 0.25


def test_whoever_has_no_vote_or_stands_twice_is_told() -> None:
    now = by_hand("yes >= 2", {}, members=("A", "B"))
    sheet = [Pledge(member=m, choice="yes") for m in ("A", "A", "C")]
    found, problems = with_pledges(now, sheet)
    assert list(found.chances) == ["A"]
    assert ["stands twice" in p.what or "no vote" in p.what for p in problems] == [True, True]
