"""Which dates does a report give, in a language given as data?

Days, months and years are found as everywhere (`quorate.reading.dates`); here the words beside them
that move a weekday ("el próximo lunes", "el viernes pasado"), and the periods counted from now.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache

from quorate.claims.date import first_day
from quorate.claims.report import Report
from quorate.reading.dates import DateMention, find_dates
from quorate.reading.general.tongue import Tongue, tongue
from quorate.reading.language import words


def find_told_dates(report: Report, code: str) -> list[DateMention]:
    """Which dates does a report in this language give?

    >>> report = Report(name="r", bytes_hash="", extractor="text 1", published="2021-11-13",
    ...     text="El viernes votaron; se reunirán el próximo lunes. Hace dos meses dimitió.")
    >>> [d.date for d in find_told_dates(report, "es")]
    ['2021-11-12', '2021-11-15', '2021-09']
    """
    lang = tongue(code)
    found = [d for each in find_dates(report) for d in _settled(each, report, lang)]
    found += _periods(report, lang, found)
    return sorted(found)


def _settled(date: DateMention, report: Report, lang: Tongue) -> Iterator[DateMention]:
    """Yield a date, a weekday moved by the words beside it; nothing if it is a name."""
    text, table = report.text, lang.table("dates")
    said = text[date.start : date.end].lower()
    if said not in table["weekdays"]:
        yield date._replace(end=date.end - text[date.start : date.end].endswith("."))
        return
    before = text[max(0, date.start - 12) : date.start].lower()
    if text[date.start].isupper() and before.rstrip().endswith(tuple(table["no_weekday"])):
        return
    if date.date is None or report.published is None:
        yield date
        return
    ahead = _next(lang).search(text, max(0, date.start - 20), date.start) or _follows(lang).match(
        text, date.end
    )
    back = _past(lang).search(text, max(0, date.start - 20), date.start)
    if ahead or (not back and _looks_ahead(text, date, lang)):
        today = first_day(report.published)
        step = (table["weekdays"][said] - today.weekday()) % 7 or 7
        yield date._replace(date=(today + datetime.timedelta(step)).isoformat())
        return
    yield date


def _looks_ahead(text: str, date: DateMention, lang: Tongue) -> bool:
    """Is the nearest verb before, in the same part of the sentence, of the future?"""
    part = re.split(r"[.;:,]", text[max(0, date.start - 80) : date.start])[-1]
    for word in reversed(part.lower().split()):
        tenses = {form.tense for form in lang.forms.get(word, ()) if form.finite}
        if tenses:
            return tenses <= {"future", "conditional"}
    return False


@cache
def _next(lang: Tongue) -> re.Pattern[str]:
    return re.compile(rf"\b{words(lang.table('dates')['next'])} $", re.IGNORECASE)


@cache
def _follows(lang: Tongue) -> re.Pattern[str]:
    return re.compile(rf" {words(lang.table('dates')['following'])}\b", re.IGNORECASE)


@cache
def _past(lang: Tongue) -> re.Pattern[str]:
    return re.compile(rf"\b{words(lang.table('dates')['past'])} $", re.IGNORECASE)


# ---------------------------------------------------------------- periods counted from now
def _periods(report: Report, lang: Tongue, taken: Sequence[DateMention]) -> Iterator[DateMention]:
    """Yield what is counted from the day of publication: "hace dos meses", "el año pasado"."""
    if report.published is None or len(report.published) < 10:
        return
    today = first_day(report.published)
    table = lang.table("dates")
    small = lang.table("numbers")["small"]
    for match in _counted(lang).finditer(report.text):
        if any(d.start < match.end() and match.start() < d.end for d in taken):
            continue
        said = match["count"] or ""
        many = -(int(said) if said.isdigit() else small.get(said.lower(), 1))
        if match["fixed"]:
            unit, many = table["periods"][match["fixed"].lower()]
        else:
            unit = table["units"][match["unit"].lower()]
        yield DateMention(*match.span(), _moved(today, unit, many), "relative")


@cache
def _counted(lang: Tongue) -> re.Pattern[str]:
    table = lang.table("dates")
    many = words(list(lang.table("numbers")["small"]))
    unit = words(list(table["units"]))
    return re.compile(
        rf"\b(?:{words(table['ago'])} (?P<count>\d{{1,2}}|{many}) (?P<unit>{unit})"
        rf"|(?P<fixed>{words(list(table['periods']))}))\b",
        re.IGNORECASE,
    )


def _moved(today: datetime.date, unit: str, many: int) -> str:
    """Return the day, month or year that lies so many units away."""
    if unit == "day":
        return (today + datetime.timedelta(many)).isoformat()
    if unit == "year":
        return str(today.year + many)
    month = today.year * 12 + today.month - 1 + many
    return f"{month // 12}-{month % 12 + 1:02}"
