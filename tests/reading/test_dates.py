from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.report import Report
from quorate.reading.dates import find_dates


def _report(text: str, published: str | None = "2017-06-20") -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1", published=published)


def _dates(text: str, published: str | None = "2017-06-20") -> list[str | None]:
    return [d.date for d in find_dates(_report(text, published))]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on 19 June 2017", "2017-06-19"),
        ("on June 19, 2017", "2017-06-19"),
        ("el 19 de junio de 2017", "2017-06-19"),
        ("2017-06-19", "2017-06-19"),
        ("17-06-2017", "2017-06-17"),
        ("in October 2015", "2015-10"),
        ("on 26 December", "2016-12-26"),
        ("on 3 June", "2017-06-03"),
        ("until 4 September", "2017-09-04"),
        ("last September", "2016-09"),
        ("in 2009", "2009"),
        ("They voted on Monday", "2017-06-19"),
        ("They voted on Tuesday", "2017-06-20"),
        ("They will vote on Monday", "2017-06-26"),
        ("yesterday", "2017-06-19"),
        ("last month", "2017-05"),
        ("two days ago", "2017-06-18"),
        ("in February last year", "2016-02"),
    ],
)
def test_dates_are_read_against_the_day_of_publication(text: str, date: str) -> None:
    assert _dates(text) == [date]


def test_an_event_a_day_after_another_dates_the_other_one_day_before() -> None:
    text = "The envoys met on Friday. The walkout came a day after the ministers failed to agree."
    assert _dates(text) == ["2017-06-16", "2017-06-15"]


def test_the_day_after_something_that_is_not_being_told_is_no_date() -> None:
    assert _dates("It recognised the state the day after it broke away.") == []


def test_without_a_day_of_publication_relative_dates_stay_open() -> None:
    assert _dates("They met on Monday and yesterday.", None) == [None, None]


def test_without_a_day_of_publication_the_only_year_named_is_used() -> None:
    report = _report("On 9 August they voted. The year 2020 was hard.", None)
    assert [(d.date, d.how) for d in find_dates(report)] == [("2020-08-09", "worked out")]
    assert _dates("On 9 August they voted, not as in 2019 or in 2020.", None)[0] is None


def test_a_month_of_publication_is_no_day() -> None:
    assert _dates("They met on Monday.", "2017-06") == [None]


def test_verbs_and_auxiliaries_are_no_months() -> None:
    assert _dates("They may 5 times march 3 miles.") == []


@given(st.text())
def test_dates_of_any_text_stand_where_they_say(text: str) -> None:
    for d in find_dates(_report(text)):
        assert 0 <= d.start < d.end <= len(text)


@given(st.from_regex(r"(in|on|until) (3[01]|[12]?\d) (May|June|Feb) (\d{4})?", fullmatch=True))
def test_impossible_days_are_no_dates(text: str) -> None:
    for date in _dates(text):
        assert date is None or len(date) in (4, 7, 10)
