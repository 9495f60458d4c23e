"""What date do these words print?

Dates as the press prints them in English and Spanish: ``June 19, 2017``, ``19 June``, ``19 de junio
de 2017``, ``Tuesday, Dec. 19, 2017``, ``2017-06-19``, ``19-06-2017``. What can be read two ways
(``03/04/2019``) is no date.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_MONTHS = (
    "january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr",
    "may mayo", "june jun junio", "july jul julio", "august aug agosto ago",
    "september sept sep septiembre setiembre set", "october oct octubre", "november nov noviembre",
    "december dec diciembre dic",
)  # fmt: skip
_WEEKDAYS = (
    "monday mon lunes", "tuesday tue tues martes", "wednesday wed miércoles",
    "thursday thu thurs jueves", "friday fri viernes", "saturday sat sábado", "sunday sun domingo",
)  # fmt: skip
_MONTH_NUMBER = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAY_NUMBER = {name: n for n, names in enumerate(_WEEKDAYS) for name in names.split()}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


MONTH, WEEKDAY = rf"(?:{_any(_MONTH_NUMBER)})\b\.?", rf"(?:{_any(_WEEKDAY_NUMBER)})\b"
_YEAR = r"(?:1[89][0-9]{2}|20[0-9]{2})(?![0-9])"
_DAY = r"(?:[0-3]?[0-9])(?:st|nd|rd|th|[º°])?(?![0-9])"
DATE = (
    rf"(?<![0-9])(?:{WEEKDAY}\.?,?\ )?(?:{MONTH}\ {_DAY}(?:,?\ {_YEAR})?"
    rf"|{_DAY}\ (?:de\ )?{MONTH}(?:,?\ (?:del?\ )?{_YEAR})?"
    rf"|{MONTH}\ (?:de\ )?{_YEAR}"
    rf"|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9])"
    rf"|[0-9]{{1,2}}(?P<mark>[-/.])[0-9]{{1,2}}(?P=mark){_YEAR})"
)
DATE_FOUND = re.compile(rf"(?i)\b{DATE}")


class Printed(NamedTuple):
    """A date as printed.

    Attributes:
        year, month, day: 0 where not printed.
        weekday: 0 for Monday to 6; None where not printed.
    """

    year: int
    month: int
    day: int
    weekday: int | None

    @property
    def full(self) -> bool:
        return bool(self.year and self.month and self.day)

    @property
    def iso(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{n:02}" for n in (self.month, self.day) if n)])

    @property
    def fits(self) -> bool:
        """Is there such a day, and does it fall on the weekday printed?"""
        if not self.full:
            return True
        try:
            day = datetime.date(self.year, self.month, self.day)
        except ValueError:
            return False
        return self.weekday is None or day.weekday() == self.weekday


def read_printed(words: str) -> Printed | None:
    """What do the words print of a date? None if they are none or can be read two ways.

    >>> read_printed("Monday, 19 June")
    Printed(year=0, month=6, day=19, weekday=0)
    """
    tokens = re.findall(r"[0-9]+|[^\W\d_]+", words.casefold())
    weekday = next((_WEEKDAY_NUMBER[t] for t in tokens if t in _WEEKDAY_NUMBER), None)
    numbers = [t for t in tokens if t.isdecimal()]
    year = next((int(t) for t in numbers if len(t) == 4), 0)
    months = [_MONTH_NUMBER[t] for t in tokens if t in _MONTH_NUMBER and t not in _WEEKDAY_NUMBER]
    rest = [int(t) for t in numbers if len(t) < 4]
    if months:
        month, day = months[0], rest[0] if rest else 0
    elif len(rest) == 2 and year:
        if len(tokens[0]) == 4:
            month, day = rest
        elif max(rest) > 12 or rest[0] == rest[1]:  # 03/04/2019 is two dates, so it is none
            month, day = min(rest), max(rest)
        else:
            return None
    else:
        return None
    try:
        datetime.date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return Printed(year, month, day, weekday)
