from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.reading.general.numbers import find_amounts


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("veintiún muertos", 21, 21, 21),
        ("dos mil trescientos", 2300, 2300, 2300),
        ("9.157 millones", 9157000000, 9157000000, 9157000000),
        ("635\u00a0000 firmas", 635000, 635000, 635000),
        ("el 51,2 %", Decimal("51.2"), Decimal("51.2"), Decimal("51.2")),
        ("99.8 por ciento", Decimal("99.8"), Decimal("99.8"), Decimal("99.8")),
        ("al menos 11 personas", 11, 11, None),
        ("más de 200 heridos", 200, 201, None),
        ("casi 2.400 votos", 2400, None, 2399),
        ("unos 50 heridos", 50, None, None),
        ("miles de vecinos", None, 2000, None),
        ("entre 200 y 300 presos", None, 200, 300),
        ("ninguno en contra", 0, 0, 0),
        ("dos tercios", Decimal("0.667"), Decimal("0.667"), Decimal("0.667")),
    ],
)
def test_numbers_mean_what_spanish_readers_take_them_for(
    text: str, value: object, low: object, high: object
) -> None:
    (amount,) = find_amounts(text, "es")
    assert (amount.value, amount.low, amount.high) == (value, low, high)


@given(st.integers(0, 10**9))
def test_a_number_printed_with_points_is_that_number(number: int) -> None:
    (amount,) = find_amounts(f"{number:,} votos".replace(",", "."), "es")
    assert amount.value == number


def test_clock_times_and_dates_with_strokes_are_no_numbers() -> None:
    assert find_amounts("el 14/12/2022, 3:40", "es") == ()


def test_a_text_without_numbers_has_none() -> None:
    assert find_amounts("Nada.", "es") == ()
