from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.reading.numbers import find_numbers


def _values(text: str) -> list[int]:
    return [n.value for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("twenty-three of thirty four", [23, 34]),
        ("a hundred and one to eleven", [101, 11]),
        ("one hundred and forty-three", [143]),
        ("two dozen, half a dozen", [24, 6]),
        ("1,024 and 7 000 and 12", [1024, 7000, 12]),
        ("27-41", [27, 41]),
        ("not one against, no country abstained, nobody left", [0, 0, 0]),
        ("a vote of no confidence", []),
        ("the third of two-thirds", []),
        ("at 12:20, 3.5 of $40", []),
        ("Article 21(3), 10/12", [21, 3]),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[int]) -> None:
    assert _values(text) == values


def test_a_measure_says_that_no_votes_are_counted() -> None:
    assert [n.measure for n in find_numbers("61 per cent, 12 votes, 40%")] == ["per cent", "", "%"]


@given(st.text())
def test_numbers_of_any_text_stand_where_they_say(text: str) -> None:
    end = 0
    for n in find_numbers(text):
        assert end <= n.start < n.end <= len(text)
        assert n.value >= 0
        end = n.end
