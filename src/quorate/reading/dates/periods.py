"""Which week, season, quarter or distance from another day do words of time mean?

They are reckoned from the day of publication, or from the day that the telling has reached ("the
next day"). A period is held by the month or year that it lies in.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from datetime import MAXYEAR
from typing import Literal, TypeAlias

from quorate.claims.date import first_day, precision
from quorate.claims.report import Report
from quorate.reading.dates.temporal import FREE, YEAR, look
from quorate.reading.language import lexicon

DateHow: TypeAlias = Literal["stated", "worked out", "relative"]
Day: TypeAlias = datetime.date
Found: TypeAlias = tuple[int, int, str | None, DateHow, str]

_FROM_TODAY = ("ago", "hence", "from now", "from today")  # the last to the day
_OCCURS = re.compile(
    r"\b(?:came|comes|coming|happened|took place|followed|was held|were held|broke out)\s+"
    r"(?:just |only |barely |less than )?$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([\w'’-]+),? $")
_LONG_AGO = ("in", "since", "of", "from", "until", "before", "after", "the", "between", "to", "and")
_YEAR = re.compile(rf"{FREE}{YEAR}(?![\w/%]|[.,:]\d)")


class Telling:
    """What is known of the day of a report, and the day that its telling has reached."""

    def __init__(self, report: Report) -> None:
        self.text = report.text
        self.published = report.published
        known = report.published and precision(report.published) == "day"
        today = first_day(report.published) if known and report.published else None
        # Of the first and the last year of the calendar nothing is worked out.
        self.today = today if today and 1 < today.year < MAXYEAR else None
        self.only_year = self._only_year(report)
        self.told: Day | None = self.today  # the last day of past events
        self.told_date = ""  # the last date of past events, of any precision
        self.last = (0, 0, "")  # where the last date stands, and its form

    def _only_year(self, report: Report) -> int | None:
        if report.dateline and report.dateline.year:
            return report.dateline.year
        found = list(_YEAR.finditer(self.text))
        years = {int(y.group()) for y in found}
        if len(years) != 1 or not any(self._dates_day(y) for y in found):
            return None
        return years.pop()

    def _dates_day(self, year: re.Match[str]) -> bool:
        """Does a year stand with a day or for itself, and not only after "since" or "in"?"""
        before = _WORD_BEFORE.search(self.text, max(0, year.start() - 30), year.start())
        return bool(before) and before.group(1).lower() not in _LONG_AGO  # type: ignore[union-attr]

    def _tell(self, date: str) -> None:
        """Keep the day that the telling has reached; the future is not told."""
        if self.today is None or first_day(date) <= self.today:
            self.told_date = date
            if len(date) == 10:
                self.told = first_day(date)

    # ------------------------------------------------------------ weeks and longer
    def _weekend(self, match: re.Match[str]) -> Iterator[Found]:
        if self.today is None:
            yield (*match.span(), None, "relative", "")
            return
        shift = shift_of((match["es"] or "the").lower())
        ahead = look(self.text, *match.span()) == "ahead" or shift > 0
        saturday = self.today - datetime.timedelta((self.today.weekday() - 5) % 7)
        if (ahead and self.today.weekday() < 5) or shift > 0:
            saturday += datetime.timedelta(7)
        elif shift < 0 and self.today.weekday() >= 5:
            saturday -= datetime.timedelta(7)
        week = "{}-W{:02}-WE".format(*saturday.isocalendar())
        sunday = saturday + datetime.timedelta(1)
        yield (*match.span(), holding(saturday, sunday), "relative", week)

    def _week(self, match: re.Match[str], day: Day | None) -> Iterator[Found]:
        if day is None:
            yield (*match.span(), None, "relative", "")
            return
        monday = day - datetime.timedelta(day.weekday())
        sunday = monday + datetime.timedelta(6)
        week = "{}-W{:02}".format(*monday.isocalendar())
        yield (*match.span(), holding(monday, sunday), "relative", week)

    def _season(self, match: re.Match[str]) -> Iterator[Found]:
        sign, month = lexicon("dates")["seasons"][match["s"].lower()]
        said, shift, year = match["s"].lower(), (match["ss"] or "").lower(), match["sy"]
        if said in ("fall", "spring") and not year and shift not in ("last", "this", "next"):
            return  # "the fall of the capital"
        if not year and not shift:
            return
        if year:
            yield (*match.span(), year if month < 12 else None, "stated", f"{year}-{sign}")
            return
        if self.today is None or shift in ("the", "that"):
            return
        begin = int(self.today.strftime("%Y%m"))
        now = self.today.year
        if shift == "next":
            now += begin >= now * 100 + month
        elif begin < now * 100 + month + (3 if shift == "last" and month < 10 else 0):
            now -= shift == "last"
        yield (*match.span(), str(now) if month < 12 else None, "relative", f"{now}-{sign}")

    def _quarter(self, match: re.Match[str]) -> Iterator[Found]:
        year = match["qy"] or match["qy0"]
        named = (match["q"] or "").lower()
        if self.today is None and not year:
            return
        here = self.today.year * 4 + (self.today.month - 1) // 3 if self.today else 0
        if named in ("", "latest"):
            at = here + (shift_of(match["qs"].lower()) if match["qs"] else -1)
        else:
            rank = lexicon("dates")["numbers"][named] - 1
            if year:
                at = int(year) * 4 + rank
            elif match["ql"] and self.today:
                at = (self.today.year + shift_of(match["ql"].lower())) * 4 + rank
            else:  # the last such quarter that has begun
                at = here - (here - rank) % 4
        sign = f"{at // 4}-Q{at % 4 + 1}"
        yield (*match.span(), str(at // 4), "stated" if year else "relative", sign)

    def _period(self, match: re.Match[str]) -> Iterator[Found]:
        said, unit = match["ps"].lower(), match["pu"].lower()
        if said in ("that", "the same"):
            yield from self._of_told(match, unit, 0)
            return
        shift = shift_of(said)
        if self.today is None:
            yield (*match.span(), None, "relative", "")
        elif unit == "week":
            yield from self._week(match, self.today + datetime.timedelta(7 * shift))
        else:
            yield (*match.span(), moved(self.today.isoformat(), unit, shift), "relative", "")

    def _the(self, match: re.Match[str]) -> Iterator[Found]:
        """Yield a week, month or year beside the one that is told: "the previous year"."""
        said = (match["tp"] or match["bt"]).lower()
        unit = (match["tu"] or match["bu"]).lower()
        if match["bt"] and re.match(r" \w", self.text[match.end() :][:2]):
            return  # "the year after the war": of an event
        yield from self._of_told(match, unit, -1 if said in ("previous", "before") else 1)

    def _of_told(self, match: re.Match[str], unit: str, step: int) -> Iterator[Found]:
        told = self.told_date or (self.today.isoformat() if self.today else "")
        if unit == "week":
            day = self.told + datetime.timedelta(7 * step) if self.told else None
            yield from self._week(match, day)
        elif told and (unit == "year" or len(told) >= 7):
            yield (*match.span(), moved(told, unit, step), "relative", "")

    # ------------------------------------------------------------ distances
    def _event(self, match: re.Match[str]) -> Iterator[Found]:
        """Yield the day of an event that is given by its distance from another."""
        turn, unit = match["turn"].lower(), match["unit"].lower()
        if turn in ("after", "before") and not _OCCURS.search(
            self.text, max(0, match.start() - 40), match.start()
        ):
            return  # "the day after it broke away": of an event that is not being told
        n = _count(match["count"].lower())
        if n is None:
            return
        past = turn in ("earlier", "after", "previously")
        base = self.today if turn in _FROM_TODAY else self.told
        back = -1 if past or turn == "ago" else 1
        if turn == "before":
            back = 1
        if unit in ("month", "year", "decade"):
            if turn not in _FROM_TODAY or base is None:
                yield (*match.span(), None, "relative", "")
                return
            many = round(n * 10) if unit == "decade" else n
            if unit == "year" and n == 0.5:
                unit, many = "month", 6
            unit = "year" if unit == "decade" else unit
            yield (*match.span(), moved(base.isoformat(), unit, back * int(many)), "relative", "")
        elif unit == "week" and turn in _FROM_TODAY[:3] and not match["today"]:
            day = shifted(base, back * int(n * 7))
            yield from self._week(match, first_day(day) if day else None)
        else:
            days = int(n * (7 if unit == "week" else 1))
            yield (*match.span(), shifted(base, back * days), "relative", "")

    def _same(self, match: re.Match[str]) -> Iterator[Found]:
        text = match.group().lower()
        if text.startswith(("same", "next", "following", "previous")) and not re.search(
            r"\bthe $", self.text[max(0, match.start() - 4) : match.start()]
        ):
            return
        if re.match(r"that (?:day|morning|evening|afternoon|night)$", text) and re.search(
            r"\b(?:until|before|after|such|when|hope|saw) $",
            self.text[max(0, match.start() - 12) : match.start()],
        ):
            return
        step = 1
        if "same" in text or text.startswith("that"):
            step = 0
        elif "previous" in text or "before" in text:
            step = -1
        yield (*match.span(), shifted(self.told, step), "relative", "")


def shift_of(word: str) -> int:
    """Return how far a word moves a week, month or year: "last" is -1."""
    return int(lexicon("dates")["beside"]["shifts"].get(word.lower(), 0))


def shifted(day: Day | None, days: int) -> str | None:
    """Return the day so many days on, as ISO text."""
    try:
        return (day + datetime.timedelta(days)).isoformat() if day else None
    except OverflowError:
        return None


def moved(date: str, unit: str, step: int) -> str | None:
    """Return the year or month so many before or after that of a date."""
    if unit == "year":
        year = int(date[:4]) + step
        return f"{year:04}" if 1 <= year <= 9999 else None
    months = int(date[:4]) * 12 + int(date[5:7]) - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}" if months >= 12 else None


def holding(first: Day, last: Day) -> str | None:
    """Return the month, else the year, that holds both days."""
    for size in (7, 4):
        if first.isoformat()[:size] == last.isoformat()[:size]:
            return first.isoformat()[:size]
    return None


def _count(said: str) -> float | None:
    table = lexicon("numbers")
    if said.isdigit():
        return int(said)
    special = {"a": 1, "an": 1, "the": 1, "half a": 0.5}
    n: float | None = special.get(said) or table["units"].get(said) or table["tens"].get(said)
    return n or table["phrases"].get(said)
