"""Dates as printed: against datetime and against what a reader would say."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.press.printed import DATE_FOUND, read_printed

FORMS = ("%B %d, %Y", "%d %B %Y", "%A, %B %d, %Y", "%A %d %b %Y", "%Y-%m-%d", "%b. %d, %Y")
SPANISH = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2099, 12, 31))


@given(DAYS, st.sampled_from(FORMS))
def test_a_date_reads_back_as_it_was_printed(day: datetime.date, form: str) -> None:
    match = DATE_FOUND.search(f"The vote of {day.strftime(form)} was close.")
    assert match is not None
    printed = read_printed(match.group())
    assert printed is not None
    assert printed.full
    assert printed.fits
    assert printed.iso == day.isoformat()


@given(DAYS)
def test_a_spanish_date_reads_as_the_same_day(day: datetime.date) -> None:
    printed = read_printed(f"{day.day} de {SPANISH[day.month - 1]} de {day.year}")
    assert printed is not None
    assert printed.iso == day.isoformat()


@pytest.mark.parametrize("words", ["03/04/2019", "31 June 2019", "32 May", "29 February 2019"])
def test_what_is_no_day_or_two_days_is_no_date(words: str) -> None:
    assert read_printed(words) is None


def test_a_number_over_twelve_settles_which_is_the_day() -> None:
    assert read_printed("18-09-2020") == read_printed("09-18-2020")


def test_a_wrong_weekday_does_not_fit() -> None:
    right, wrong = read_printed("Monday 19 June 2017"), read_printed("Tuesday 19 June 2017")
    assert right is not None
    assert right.fits
    assert wrong is not None
    assert not wrong.fits


def test_a_month_and_a_year_are_less_than_a_day() -> None:
    printed = read_printed("January 2019")
    assert printed is not None
    assert (printed.iso, printed.full) == ("2019-01", False)


@given(st.text())
def test_any_words_are_a_date_or_none(words: str) -> None:
    printed = read_printed(words)
    assert printed is None or 1 <= printed.month <= 12
