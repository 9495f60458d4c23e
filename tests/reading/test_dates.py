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


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Monday 12 June", "2017-06-12"),
        ("on Thursday, May 4, they met", "2017-05-04"),
        ("on Thursday, October 20, they met", "2016-10-20"),
        ("the 1994 accord", "1994"),
        ("the floods (2011)", "2011"),
        ("They fled in the early days of 1979", "1979"),
        ("in late March", "2017-03"),
        ("the April clashes", "2017-04"),
        ("two years ago", "2015"),
        ("a decade ago", "2007"),
        ("three months ago", "2017-03"),
        ("the day before yesterday", "2017-06-18"),
        ("last Tuesday", "2017-06-13"),
        ("next Tuesday", "2017-06-27"),
        ("on Thursday last week", "2017-06-15"),
        ("The court ruled on Wednesday that talks may begin", "2017-06-14"),
        ("They would appeal against the ban, announced on Friday", "2017-06-16"),
        ("A rally is planned for Friday", "2017-06-23"),
        ("It is expected to be signed on Friday", "2017-06-23"),
        ("A sitting on Friday will decide", "2017-06-23"),
        ("By Saturday they had crossed the river", "2017-06-17"),
        ("at midnight on 1/2/2017", None),
    ],
)
def test_the_words_beside_a_date_say_which_way_it_lies(text: str, date: str | None) -> None:
    assert _dates(text) == ([date] if date else [])


@pytest.mark.parametrize(
    ("text", "date", "value"),
    [
        ("earlier this week", "2017-06", "2017-W25"),
        ("last week", "2017-06", "2017-W24"),
        ("over the weekend", "2017-06", "2017-W24-WE"),
        ("three weeks ago", "2017", "2017-W22"),
        ("last summer", "2016", "2016-SU"),
        ("in the second quarter of 2016", "2016", "2016-Q2"),
        ("in the 1980s", None, "198"),
    ],
)
def test_a_period_is_dated_by_the_month_or_year_that_holds_it(
    text: str, date: str | None, value: str
) -> None:
    [found] = find_dates(_report(text))
    assert (found.date, found.value) == (date, value)


def test_days_that_share_a_month_are_two_dates() -> None:
    assert _dates("They met on 3 and 4 May.") == ["2017-05-03", "2017-05-04"]
    assert _dates("They met from April 10 to 12.") == ["2017-04-10", "2017-04-12"]
    assert _dates("It was 2009, 2011 and 2013, between 1991 and 1995.")[-2:] == ["1991", "1995"]


def test_the_telling_moves_on_from_day_to_day() -> None:
    assert _dates("On 4 May they met. The next day they split. That year the pact ended.") == [
        "2017-05-04", "2017-05-05", "2017",
    ]  # fmt: skip


def test_a_day_of_months_ago_takes_the_year_that_is_told() -> None:
    assert _dates("In 2009 he fell. On 28 July a pact followed.") == ["2009", "2009-07-28"]
    assert _dates("In 2009 he fell. She was tried on 28 November.") == ["2009", "2016-11-28"]


@pytest.mark.parametrize(
    "text",
    [
        "Bloody Sunday",
        "the Sunday Herald",
        "and June Carver",
        "of 2000 soldiers",
        "the 1990 people",
    ],
)
def test_names_and_numbers_are_no_dates(text: str) -> None:
    assert _dates(text) == []


def test_words_without_a_date_are_read_only_if_asked_for() -> None:
    report = _report("They now recently met on Monday.")
    assert len(find_dates(report)) == 1
    assert [d.value for d in find_dates(report, vague_too=True)] == [
        "PRESENT_REF", "PAST_REF", "2017-06-19",
    ]  # fmt: skip


def test_an_event_a_day_after_another_dates_the_other_one_day_before() -> None:
    text = "The envoys met on Friday. The walkout came a day after the ministers failed to agree."
    assert _dates(text) == ["2017-06-16", "2017-06-15"]


def test_the_day_after_something_that_is_not_being_told_is_no_date() -> None:
    assert _dates("It recognised the state the day after it broke away.") == []


def test_without_a_day_of_publication_relative_dates_stay_open() -> None:
    assert _dates("They met on Monday and yesterday.", None) == [None, None]


def test_without_a_day_of_publication_the_only_year_named_is_used() -> None:
    report = _report("On 9 August they voted. The year 2020 was hard.", None)
    assert [(d.date, d.how) for d in find_dates(report)][:1] == [("2020-08-09", "worked out")]
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


def test_a_week_from_today_is_that_day_of_next_week() -> None:
    text = "CAIRO, 10 March 2008 (Wire) - The ministers meet a week from today."
    report = Report(name="r", bytes_hash="", extractor="text 1", text=text, published="2008-03-10")
    assert "2008-03-17" in {d.date for d in find_dates(report)}
