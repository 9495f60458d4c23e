"""When did it happen, as far as the words and the day of publication say?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from quorate.claims.date import first_day, last_day
from quorate.claims.report import Report
from quorate.reading.dates.periods import DateHow, Found, Telling, shift_of, shifted
from quorate.reading.dates.temporal import kind, look, pattern, vague
from quorate.reading.language import lexicon


class DateMention(NamedTuple):
    """Words that give a date.

    Attributes:
        start, end: its code points.
        date: ISO text of the year, month or day that surely holds it; None if the words settle
            none.
        how: ``stated`` with its year, ``worked out`` (the year from the context), or ``relative``
            to the day of publication or to another event.
        period: what the date only holds, in the notation of TIMEX3: a week (``2017-W25``), weekend,
            quarter, season or decade; empty if it is a date itself.
    """

    start: int
    end: int
    date: str | None
    how: DateHow
    period: str = ""

    @property
    def value(self) -> str:
        """What the words mean, at their own precision; empty if they do not settle it."""
        return self.period or self.date or ""


def find_dates(report: Report, vague_too: bool = False) -> list[DateMention]:
    """Which dates does a report give?

    A weekday is the last such day on or before publication, unless the words look ahead; a day
    without a year is the last such day before publication, or of the only year the text names.
    Without a day of publication relative dates stay None.

    Args:
        report: any text; it is never changed.
        vague_too: also the words for a present, past or future without a date ("now").

    >>> report = Report(name="r", bytes_hash="", extractor="text 1", published="2017-06-20",
    ...     text="On Monday they met. The vote of 26 December 2016 stood.")
    >>> [(d.date, d.how) for d in find_dates(report)]
    [('2017-06-19', 'relative'), ('2016-12-26', 'stated')]
    """
    found = list(_dates(report))
    if vague_too:
        taken = [(d.start, d.end) for d in found]
        found += [
            DateMention(*m.span(), None, "relative", sign)
            for sign, words in vague().items()
            for m in words.finditer(report.text)
            if not any(s < m.end() and m.start() < e for s, e in taken)
        ]
        found.sort()
    return found


@lru_cache(maxsize=4)  # several readers ask for those of one report
def _dates(report: Report) -> tuple[DateMention, ...]:
    return tuple(_Calendar(report).mentions())


HALF_A_YEAR, FAR, NEAR = 183, 305, 60  # days
_WORD_BEFORE = re.compile(r"([\w'’-]+)[ \u00a0(]*$")
_WORD_AFTER = re.compile(r"[ -]([\w'’-]+)")
_LISTED = re.compile(r"(?:,| and| or| to|, and| ?[-–])? ?$")
_OF_THE_AGE = ("youth", "world", "standards")  # "today's youth"
_VERBAL = ("may", "march", "mar", "mayo", "marzo", "jan", "dec", "sept", "sep")
_NAMES = ("may", "june", "april", "august", "augusto", "jan", "march", "abril", "julio")


class _Calendar(Telling):
    """The dates of one report: days, months and years; longer and told ones are the Telling's."""

    def mentions(self) -> list[DateMention]:
        found: list[DateMention] = []
        for match in pattern().finditer(self.text):
            form = kind(match)
            read: Iterator[Found] = getattr(self, f"_{form}")(match)
            for start, end, date, how, period in read:
                found.append(DateMention(start, end, date, how, period))
                self.last = (start, end, form)
                if date and form not in ("event", "same", "the"):
                    self._tell(date)
        return found

    def _word_before(self, at: int) -> str:
        match = _WORD_BEFORE.search(self.text, max(0, at - 30), at)
        return match.group(1).lower() if match else ""

    def _word_after(self, at: int) -> str:
        match = _WORD_AFTER.match(self.text, at)
        return match.group(1).lower() if match else ""

    # ------------------------------------------------------------ days
    def _iso(self, match: re.Match[str]) -> Iterator[Found]:
        yield from self._valid(match, match.group())

    def _euro(self, match: re.Match[str]) -> Iterator[Found]:
        a, b = int(match["e1"]), int(match["e2"])
        if a <= 12 and b <= 12 and a != b and match["sep"] != "." and len(match.group()) < 10:
            return  # 3/4/2017 is in March or in April
        day, month = (b, a) if b > 12 else (a, b)
        yield from self._valid(match, f"{match['e3']}-{month:02}-{day:02}")

    def _valid(self, match: re.Match[str], iso: str) -> Iterator[Found]:
        if _is_date(iso):
            yield (*match.span(), iso, "stated", "")

    def _dmy(self, match: re.Match[str]) -> Iterator[Found]:
        if match["d0"] and match.start() == match.start("d0"):
            yield from self._day(match, "1", match["d0"], *match.span("d0"))
            yield from self._day(match, "1", match["d1"], match.start("d1"), match.end())
        else:
            yield from self._day(match, "1", match["d1"], *match.span())

    def _mdy(self, match: re.Match[str]) -> Iterator[Found]:
        if match["d3"]:
            yield from self._day(match, "2", match["d2"], match.start(), match.end("d2"))
            yield from self._day(match, "2", match["d3"], match.start("d3"), match.end())
        else:
            yield from self._day(match, "2", match["d2"], *match.span())

    def _day(
        self, match: re.Match[str], which: str, said: str, start: int, end: int
    ) -> Iterator[Found]:
        """Yield a day of a month; a weekday beside it bears its year out."""
        name = match[f"m{which}"]
        if not name[0].isupper() and name.lower() in ("may", "march", "mar"):
            return
        month, day = self._month_of(name), int(re.sub(r"\D", "", said))
        year = match[f"y{which}"]
        if year:
            iso = f"{year}-{month:02}-{day:02}"
            if _is_date(iso):
                yield start, end, iso, "stated", ""
            return
        if not _is_date(f"2000-{month:02}-{day:02}"):
            return
        weekday = lexicon("dates")["weekdays"].get(re.match(r"\w*", match.group())[0].lower())  # type: ignore[index]  # matches always
        date = self._with_year(month, day, match, weekday)
        yield start, end, date, "worked out", ""

    def _month_of(self, name: str) -> int:
        month: int = lexicon("dates")["months"][name.lower()]
        return month

    def _with_year(
        self, month: int, day: int, match: re.Match[str], weekday: int | None = None
    ) -> str | None:
        """Return the day in the year that publication or the only year named gives."""
        if not (self.published and len(self.published) >= 7):
            known = self.published[:4] if self.published else self.only_year
            return f"{int(known):04}-{month:02}-{day:02}" if known else None
        way = look(self.text, *match.span())
        first, last = first_day(self.published), last_day(self.published)
        days = [
            first_day(iso)
            for year in range(last.year - 8, last.year + 9)
            if _is_date(iso := f"{year:04}-{month:02}-{day:02}")
        ]
        if weekday is not None:  # the nearest such day bears the year out
            days = [d for d in days if d.weekday() == weekday and abs((d - last).days) < 400]
            near = min(days, key=lambda d: abs((d - last).days), default=None)
            return near.isoformat() if near else None
        before = max((d for d in days if d <= last), default=None)
        after = min((d for d in days if d >= first), default=None)
        if not before or not after:
            return None
        back, ahead = (last - before).days, (after - first).days
        if way == "ahead" and not (ahead > FAR and back < NEAR):
            return after.isoformat()
        # Of the year before, only what lies nearer than its next return is meant, unless the words
        # look back; and what returns within weeks is not settled by them either.
        if before.year < last.year and back > (HALF_A_YEAR if not way else FAR):
            return self._in_told_year(month, day)
        return before.isoformat()

    def _in_told_year(self, month: int, day: int) -> str | None:
        """Return the day in the year of what was told last, if that lies in the past."""
        year = self.told_date[:4]
        if not year or not self.published or int(year) >= int(self.published[:4]):
            return None
        iso = f"{year}-{month:02}-{day:02}"
        return iso if _is_date(iso) else None

    # ------------------------------------------------------------ months and years
    def _my(self, match: re.Match[str]) -> Iterator[Found]:
        if match["m3"].lower() != "may" or match["m3"][0].isupper():
            yield (*match.span(), f"{match['y3']}-{self._month_of(match['m3']):02}", "stated", "")

    def _month(self, match: re.Match[str]) -> Iterator[Found]:
        if not self._means_month(match):
            return
        start, month = match.start(), self._month_of(match["m4"])
        shift, year = match["ms"], (match["my4"] or "").lower()
        if year in ("that", "the same", "the following"):
            if self.told_date:
                told = int(self.told_date[:4]) + (year == "the following")
                yield (*match.span(), f"{told}-{month:02}", "relative", "")
            return
        if year and self.published:
            date = f"{int(self.published[:4]) + shift_of(year)}-{month:02}"
            yield (*match.span(), date, "relative", "")
            return
        day = self._with_year(month, 1, match)
        if day and shift and shift_of(shift) < 0 and day[:7] == (self.published or "")[:7]:
            day = f"{int(day[:4]) - 1}{day[4:]}"
        if match["me"] and match["me"].lower() in ("earlier", "later"):
            start += len(match["me"]) + 1
        yield start, match.end(), (day[:7] if day else None), "worked out", ""

    def _means_month(self, match: re.Match[str]) -> bool:
        """Is the name of a month one here, and neither a verb ("may") nor a person ("June Lee")?"""
        name, low = match["m4"], match["m4"].lower()
        before = self._word_before(match.start())
        beside = lexicon("dates")["beside"]
        said = bool(match["ms"] or match["me"])
        led = said or before in beside["of_month"]
        if not name[0].isupper():
            return led and low not in _VERBAL
        if before == "that" and not match["my4"]:
            return False
        named = self.text[match.end() + 1 : match.end() + 2].isupper()  # a name goes on
        if not led:
            return not (low in _VERBAL or low in _NAMES or len(name) < 4 or named)
        return said or not (low in _NAMES and named) or before in beside["in_month"]

    def _year(self, match: re.Match[str]) -> Iterator[Found]:
        beside = lexicon("dates")["beside"]
        start, year = match.start(), match["y5"]
        before, after = self._word_before(start), self._word_after(match.end())
        joined = self.last[2] in ("year", "my", "month", "dmy", "mdy")
        joined = joined and bool(_LISTED.fullmatch(self.text[self.last[1] : start]))
        recent = 1900 <= int(year) <= self._latest()
        if before in ("the", "its", "his", "her", "their", "a", "this", "that"):
            if not recent or not after or after in _count_nouns():
                return
        elif before in ("of", "to", "and", "or", "for", "about", "around", "than", "between"):
            if after in _count_nouns() or (
                before in ("and", "or", "to", "for") and not joined and not recent
            ):
                return
        elif self.text[start - 1 : start] == "(":
            if not recent or self.text[match.end() : match.end() + 1] not in "),-–;":
                return
        elif before not in beside["of_year"] and not match["ye"] and not joined:
            return
        yield start, match.end(), year, "stated", ""

    def _latest(self) -> int:
        return (int(self.published[:4]) if self.published else self.only_year or 2090) + 15

    def _decade(self, match: re.Match[str]) -> Iterator[Found]:
        decade = match["dc"] or (f"19{match['ds']}" if match["ds"] in "456789" else "")
        if decade:
            yield (*match.span(), None, "stated", decade)

    # ------------------------------------------------------------ days without a number
    def _weekday(self, match: re.Match[str]) -> Iterator[Found]:
        beside = lexicon("dates")["beside"]
        start, name = match.start(), match["w"].lower()
        before, after = self._word_before(start), self._word_after(match.end())
        if before in beside["names_before"] or (
            after in beside["names_after"] and self.text[match.end() + 1].isupper()
        ):
            return
        if self.today is None:
            yield (*match.span(), None, "relative", "")
            return
        weekday = lexicon("dates")["weekdays"][name]
        way = look(self.text, *match.span())
        rel = (match["ws"] or match["wl"] or "").lower()
        if match["ww"]:
            monday = self.today - datetime.timedelta(self.today.weekday())
            day = monday + datetime.timedelta(weekday + 7 * shift_of(match["ww"].lower()))
        elif way == "ahead":
            step = (weekday - self.today.weekday()) % 7
            day = self.today + datetime.timedelta(step or (7 if rel == "next" else 0))
        else:
            step = (self.today.weekday() - weekday) % 7
            day = self.today - datetime.timedelta(step or (7 if rel == "last" else 0))
        yield (*match.span(), day.isoformat(), "relative", "")

    def _holiday(self, match: re.Match[str]) -> Iterator[Found]:
        listed = {name.lower(): day for name, day in lexicon("dates")["holidays"].items()}
        month, day = listed[" ".join(match["h"].lower().split())]
        if match["h"][0].isupper():
            yield (*match.span(), self._with_year(month, day, match), "worked out", "")

    def _deictic(self, match: re.Match[str]) -> Iterator[Found]:
        said = " ".join(match.group().lower().split())
        if said == "today" and self._word_after(match.end() + 2) in _OF_THE_AGE:
            return
        days = lexicon("dates")["deictic"][said]
        yield (*match.span(), shifted(self.today, days), "relative", "")


def _is_date(iso: str) -> bool:
    try:
        datetime.date.fromisoformat(iso)
    except ValueError:
        return False
    return True


@cache
def _count_nouns() -> frozenset[str]:
    """Return the words for people and things that are counted by the thousand."""
    rows = lexicon("figures")["quantity"]
    return frozenset(w for row in rows if row["unit"] == "people" for w in row["words"])
