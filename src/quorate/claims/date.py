"""When does it hold, and how exactly is that known?

A date is ISO 8601 text of a year, a month or a day (``2017``, ``2017-06``, ``2017-06-19``): its
length is its precision, and text order is time order. A month counts from its first day.
"""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache
from typing import Literal, TypeAlias

from quorate.claims.problem import Unusable

Precision: TypeAlias = Literal["day", "month", "year"]

_PRECISION: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}


@lru_cache(maxsize=4096)
def parse_date(value: str | datetime.date) -> str:
    """Return the date as ISO text, or raise `Unusable` if it is none.

    >>> parse_date("2017-06-19")
    '2017-06-19'
    >>> parse_date("2017-6-19")
    Traceback (most recent call last):
    quorate.claims.problem.Unusable: '2017-6-19' is not a date; write ...
    """
    text = value.isoformat()[:10] if isinstance(value, datetime.date) else value
    first = {"day": text, "month": f"{text}-01", "year": f"{text}-01-01"}
    try:
        datetime.date.fromisoformat(first[_PRECISION[len(text)]])
    except (KeyError, ValueError, TypeError):
        raise Unusable(
            f"{text!r} is not a date; write a year, a month or a day: 2017, 2017-06 or 2017-06-19."
        ) from None
    return text


def precision(date: str) -> Precision:
    """Return how exactly the date is known."""
    return _PRECISION[len(date)]


def first_day(date: str) -> datetime.date:
    """Return the first day that the date may mean."""
    return datetime.date.fromisoformat((date + "-01-01")[:10] if len(date) < 10 else date)


def last_day(date: str) -> datetime.date:
    """Return the last day that the date may mean."""
    start = first_day(date)
    if len(date) == 10:
        return start
    if len(date) == 4:
        return start.replace(month=12, day=31)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1])
