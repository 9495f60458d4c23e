from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.date import first_day, last_day, parse_date, precision
from quorate.claims.problem import Unusable

DAYS = st.dates(min_value=datetime.date(1000, 1, 1))


@given(DAYS, DAYS)
def test_text_order_is_time_order(one: datetime.date, other: datetime.date) -> None:
    assert (parse_date(one) < parse_date(other)) == (one < other)


@given(DAYS)
def test_a_date_lies_between_its_first_and_its_last_day(day: datetime.date) -> None:
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert first_day(parse_date(text)) <= day <= last_day(text)
    month = day.isoformat()[:7]
    assert last_day(month).day == calendar.monthrange(day.year, day.month)[1]


def test_the_length_is_the_precision() -> None:
    assert [precision(d) for d in ("2017", "2017-06", "2017-06-19")] == ["year", "month", "day"]


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_is_refused_in_one_sentence(text: str) -> None:
    try:
        read = parse_date(text)
    except Unusable as answer:
        told = str(answer)
    else:
        told = "" if read == text else "altered"
    assert told == "" or "is not a date; write" in told


@pytest.mark.parametrize("text", ["2017-02-30", "2017-13", "17", "2017-6-1", "20170619", "", "now"])
def test_what_only_looks_like_a_date_is_refused(text: str) -> None:
    with pytest.raises(Unusable):
        parse_date(text)
