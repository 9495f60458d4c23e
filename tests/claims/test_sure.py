from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quorate.claims.claim import Figure
from quorate.claims.problem import Unusable
from quorate.claims.source import Supposed
from quorate.claims.sure import Least, asked_of, read_least, sure_enough, told_of

SAFE = {"figure": 0.9}


def ships(confidence: float | None) -> Figure:
    return Figure(source=Supposed("x"), quantity="ships", best=3, confidence=confidence)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_who_is_sure_enough_for_more_is_so_for_less(sure: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert sure_enough(ships(sure), low) >= sure_enough(ships(sure), high)
    assert sure_enough(ships(sure), high) == (sure >= high)


@pytest.mark.parametrize(
    ("least", "confidence", "enough"),
    [
        (SAFE, 0.9, True), (SAFE, 0.89, False), ({"act": 0.1}, 0.99, False),
        ({}, 0.99, False), (None, 0.0, True), (1.0, None, True), (SAFE, None, True),
    ],
)  # fmt: skip
def test_a_kind_without_a_level_is_never_sure_enough_and_a_fact_always(
    least: Least | None, confidence: float | None, enough: bool
) -> None:
    assert sure_enough(ships(confidence), least) is enough


@given(st.floats(0, 1))
def test_what_a_machine_proposes_without_a_confidence_is_never_sure_enough(least: float) -> None:
    proposed = replace(ships(None), reader="grammar 1")
    assert not sure_enough(proposed, least)
    assert sure_enough(proposed, None)


@given(st.floats(0, 1))
def test_what_is_asked_is_read_again_from_how_it_is_told(least: float) -> None:
    again = read_least(told_of(least), {})
    assert isinstance(again, float)
    assert abs(again - least) <= 1e-5 * max(least, 1e-9) + 1e-12
    assert read_least(told_of(SAFE), SAFE) == SAFE
    assert asked_of("figure", SAFE) == 0.9


@pytest.mark.parametrize("text", ["much", "1.2", "-0.1", "nan", "inf", "0,9", "safe!"])
def test_what_is_no_confidence_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Unusable, match=r"is no confidence; give a number from 0 to 1, or safe\."):
        read_least(text, SAFE)
