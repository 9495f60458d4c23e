"""When did it happen, as far as the words and the day of publication say?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from quorate.claims.date import first_day, last_day, precision
from quorate.claims.report import Report
from quorate.reading.language import lexicon, words

DateHow: TypeAlias = Literal["stated", "worked out", "relative"]


class DateMention(NamedTuple):
    """Words that give a date.

    Attributes:
        start, end: its code points.
        date: ISO text of a year, month or day; None if the words do not settle it.
        how: ``stated`` with its year, ``worked out`` (the year from the context), or ``relative``
            to the day of publication or to another event.
    """

    start: int
    end: int
    date: str | None
    how: DateHow


def find_dates(report: Report) -> list[DateMention]:
    """Which dates does a report give?

    A weekday is the last such day on or before publication, unless the words look ahead; a day
    without a year is the last such day before publication, or of the only year the text names.
    Without a day of publication relative dates stay None.

    >>> report = Report(name="r", bytes_hash="", extractor="text 1", published="2017-06-20",
    ...     text="On Monday they met. The vote of 26 December 2016 stood.")
    >>> [(d.date, d.how) for d in find_dates(report)]
    [('2017-06-19', 'relative'), ('2016-12-26', 'stated')]
    """
    return _Calendar(report).mentions()


@cache
def _month_names() -> str:
    return words(list(lexicon("dates")["months"]))


@cache
def _pattern() -> re.Pattern[str]:
    table = lexicon("dates")
    month = _month_names()
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|º|°)?"
    year = r"(?:1[89]\d\d|20\d\d)"
    number = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|the)"
    return re.compile(
        rf"(?P<iso>\b{year}-\d\d-\d\d\b)|(?P<euro>\b\d\d-\d\d-{year}\b)"
        rf"|(?P<dmy>\b(?P<d1>{day}) (?:of |de )?(?P<m1>{month})\b\.?(?:,? (?:of |de |"
        rf"del )?(?P<y1>{year})\b)?)"
        rf"|(?P<mdy>\b(?P<m2>{month})\b\.? (?P<d2>{day})\b(?!,\d)(?:,? (?P<y2>{year})\b)?)"
        rf"|(?P<my>\b(?P<m3>{month})\b\.?,? (?:of |de |del )?(?P<y3>{year})\b)"
        rf"|(?P<month>(?<![\w])(?:(?:in|since|until|by|last|this|next|en|early|late|mid-?) )"
        rf"(?P<m4>{month})\b(?! \d)(?: (?P<shift>last|this|next) year)?)"
        rf"|(?P<weekday>\b{words(list(table['weekdays']))}\b)"
        rf"|(?P<deictic>\b{words(list(table['deictic']))}\b)"
        rf"|(?P<period>\b(?:last|this|next) (?:week|month|year)\b)"
        rf"|(?P<event>\b(?P<count>{number}) (?P<unit>day|week|month|year)s? (?P<turn>after|before|"
        rf"earlier|later|ago|afterwards)\b)"
        rf"|(?P<same>\b(?:the )?(?:same|next|following|previous) day\b|\bthe day before\b)"
        rf"|(?P<year>(?<![\w.,:/$€£-])(?:in |since |of |until |en |"
        rf"de )(?P<y5>{year})\b(?![.,:]\d|/))",
        re.IGNORECASE,
    )


_OCCURS = re.compile(
    r"\b(?:came|comes|coming|happened|took place|followed|was held|were held|broke out)\s+"
    r"(?:just |only |barely |less than )?$",
    re.IGNORECASE,
)
HALF_A_YEAR = 183  # days
_YEAR = re.compile(r"(?<![\w.,:/$€£-])(?:1[89]\d\d|20\d\d)(?![\w/%]|[.,:]\d)")
_SMALL = {
    word: number
    for word, number in lexicon("numbers")["units"].items()
    if number <= 10  # the counts that the pattern of an event knows
}


class _Calendar:
    """The dates of one report: what is known of its day, and the day the telling has reached."""

    def __init__(self, report: Report) -> None:
        self.text = report.text
        self.published = report.published
        known = report.published and precision(report.published) == "day"
        self.today = first_day(report.published) if known and report.published else None
        self.only_year = self._only_year(report)
        self.told: datetime.date | None = self.today  # the last day of past events

    def _only_year(self, report: Report) -> int | None:
        if report.dateline and report.dateline.year:
            return report.dateline.year
        years = {int(y.group()) for y in _YEAR.finditer(self.text)}
        return years.pop() if len(years) == 1 else None

    def mentions(self) -> list[DateMention]:
        found: list[DateMention] = []
        for match in _pattern().finditer(self.text):
            for date, how in self._read(match):
                if match["month"] or match["year"]:
                    start = match.start() + match.group().index(" ") + 1
                    start = match.start() if match.group().split()[0].lower() == "last" else start
                else:
                    start = match.start()
                found.append(DateMention(start, match.end(), date, how))
                if date and len(date) == 10 and not match["event"] and not match["same"]:
                    self._tell(first_day(date))
        return found

    def _tell(self, day: datetime.date) -> None:
        if self.today is None or day <= self.today:
            self.told = day

    def _read(self, match: re.Match[str]) -> Iterator[tuple[str | None, DateHow]]:
        """Yield the date that a match means, or nothing if it is no date."""
        if match["iso"] or match["euro"]:
            text = match.group()
            yield from self._valid(text if match["iso"] else f"{text[6:]}-{text[3:5]}-{text[:2]}")
        elif match["dmy"] or match["mdy"]:
            which = "1" if match["dmy"] else "2"
            yield from self._day(match, which)
        elif match["my"]:
            if match["m3"].lower() != "may" or match["m3"][0].isupper():
                yield f"{match['y3']}-{self._month(match['m3']):02}", "stated"
        elif match["month"]:
            yield from self._bare_month(match)
        elif match["weekday"]:
            yield self._weekday(match), "relative"
        elif match["year"]:
            yield match["y5"], "stated"
        elif (
            match["event"]
            and match["turn"].lower() in ("after", "before")
            and not self._told_here(match)
        ):
            return  # "the day after it broke away": of an event that is not being told
        else:
            yield self._relative(match), "relative"

    def _told_here(self, match: re.Match[str]) -> bool:
        return bool(_OCCURS.search(self.text, max(0, match.start() - 40), match.start()))

    def _valid(self, iso: str) -> Iterator[tuple[str | None, DateHow]]:
        try:
            datetime.date.fromisoformat(iso)
        except ValueError:
            return
        yield iso, "stated"

    def _month(self, name: str) -> int:
        month: int = lexicon("dates")["months"][name.lower()]
        return month

    def _day(self, match: re.Match[str], which: str) -> Iterator[tuple[str | None, DateHow]]:
        name = match[f"m{which}"]
        if not name[0].isupper() and name.lower() in ("may", "march", "mar"):
            return
        month, day = self._month(name), int(re.sub(r"\D", "", match[f"d{which}"]))
        year = match[f"y{which}"]
        if year:
            yield from self._valid(f"{year}-{month:02}-{day:02}")
            return
        try:
            datetime.date(2000, month, day)
        except ValueError:
            return
        yield self._with_year(month, day, self._ahead(match.start())), "worked out"

    def _with_year(self, month: int, day: int, ahead: bool, plain: bool = True) -> str | None:
        """Return the day in the year that publication or the only year named gives."""
        if self.published and len(self.published) >= 7:
            first, last = first_day(self.published), last_day(self.published)
            years = (
                range(first.year, first.year + 9) if ahead else range(last.year, last.year - 9, -1)
            )
            for year in years:
                try:
                    date = datetime.date(year, month, day)
                except ValueError:
                    continue
                if (date >= first) if ahead else (date <= last):
                    # Of the year before, only what lies nearer than its next return is meant.
                    far = plain and not ahead and date.year < last.year
                    far = far and (last - date).days > HALF_A_YEAR
                    return None if far else date.isoformat()
            return None
        year_known = self.published[:4] if self.published else self.only_year
        return f"{int(year_known):04}-{month:02}-{day:02}" if year_known else None

    def _bare_month(self, match: re.Match[str]) -> Iterator[tuple[str | None, DateHow]]:
        name = match["m4"]
        if not name[0].isupper() and name.lower() in ("may", "march", "mar", "marzo", "mayo"):
            return
        month = self._month(name)
        if match["shift"] and self.published:
            shift = {"last": -1, "this": 0, "next": 1}[match["shift"].lower()]
            yield f"{int(self.published[:4]) + shift}-{month:02}", "relative"
            return
        ahead = self._ahead(match.start()) or match.group().lower().startswith(("next", "until"))
        last = match.group().lower().startswith("last")
        date = self._with_year(month, 1, ahead, plain=not last)
        yield (date[:7] if date else None), "worked out"

    def _ahead(self, at: int) -> bool:
        """Do the words before a date look ahead?"""
        before = self.text[max(0, at - 45) : at]
        before = re.split(r"[.;!?\n]", before)[-1]
        return bool(_future().search(before))

    def _weekday(self, match: re.Match[str]) -> str | None:
        if self.today is None:
            return None
        weekday = lexicon("dates")["weekdays"][match.group().lower()]
        if self._ahead(match.start()):
            return (
                self.today + datetime.timedelta((weekday - self.today.weekday()) % 7)
            ).isoformat()
        back = (self.today.weekday() - weekday) % 7
        return (self.today - datetime.timedelta(back)).isoformat()

    def _relative(self, match: re.Match[str]) -> str | None:
        if match["event"] or match["same"]:
            return self._anchored(match)
        if self.today is None:
            return None
        text = match.group().lower()
        if match["deictic"]:
            days = lexicon("dates")["deictic"][text]
            return (self.today + datetime.timedelta(days)).isoformat()
        shift = {"last": -1, "this": 0, "next": 1}[text.split()[0]]
        if text.endswith("year"):
            return str(self.today.year + shift)
        if text.endswith("month"):
            months = self.today.year * 12 + self.today.month - 1 + shift
            return f"{months // 12:04}-{months % 12 + 1:02}"
        return None  # a week has no ISO date of its own here

    def _anchored(self, match: re.Match[str]) -> str | None:
        """Return the day of an event that is given by its distance from another."""
        if match["same"]:
            text = match.group().lower()
            step = 0 if "same" in text else -1 if "previous" in text or "before" in text else 1
            return self._shifted(self.told, step)
        turn, unit = match["turn"].lower(), match["unit"].lower()
        count = match["count"].lower()
        n = 1 if count in ("a", "an", "the") else _SMALL.get(count) or int(count)
        if unit in ("month", "year"):
            return self._back(n, unit) if turn == "ago" else None
        days = n * (7 if unit == "week" else 1)
        if turn == "ago":
            return self._shifted(self.today, -days)
        if turn in ("earlier", "later", "afterwards"):
            return self._shifted(self.told, -days if turn == "earlier" else days)
        return self._shifted(self.told, -days if turn == "after" else days)

    def _back(self, n: int, unit: str) -> str | None:
        """Return the month or year that lies so many before the day of publication."""
        if self.today is None:
            return None
        months = self.today.year * 12 + self.today.month - 1 - n * (12 if unit == "year" else 1)
        if months < 12:
            return None
        return f"{months // 12:04}" + (f"-{months % 12 + 1:02}" if unit == "month" else "")

    @staticmethod
    def _shifted(day: datetime.date | None, days: int) -> str | None:
        try:
            return (day + datetime.timedelta(days)).isoformat() if day else None
        except OverflowError:
            return None


@cache
def _future() -> re.Pattern[str]:
    cues = lexicon("dates")["future"]
    anywhere, directly = words(cues["before"]), words(cues["directly"])
    return re.compile(rf"\b{anywhere}\b|\b{directly} (?:the )?$", re.IGNORECASE)
