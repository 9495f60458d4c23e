"""Which words of a text may give a date, before anything is known of the day it was written?

The pattern has one named group for each form: a day with its month, a month, a weekday, a week or
season, a year, a distance from another day. What each means is for `quorate.reading.dates.dates`.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.reading.language import begun, lexicon, words

YEAR = r"(?:1[5-9][0-9][0-9]|20[0-9][0-9])"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th|º|°)?"
_JOINS = r"(?:\s?[-–/]\s?|,? (?:and|or|to|y|al) |, )"
FREE = r"(?<![\w.,:/$€£%-])"


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of all forms; ``kind`` tells which one a match has."""
    table = lexicon("dates")
    month, weekday = words(list(table["months"])), words(list(table["weekdays"]))
    beside = table["beside"]
    part, season = words(beside["parts"]), words(list(table["seasons"]))
    shift, early = words(list(beside["shifts"])), words(beside["early"])
    number = rf"(?:\d{{1,3}}|an?|the|half a|{words(_counted())})"
    with_day = rf"(?:{weekday}(?: {part})?(?:,| \()? ?(?:the )?)?"
    sp = r"[ \u00a0]"
    deictic, holiday = words(list(table["deictic"])), words(list(table["holidays"]))
    told = "last|this|next|that|the same|the following"
    forms = [
        rf"(?P<iso>\b{YEAR}-[0-9]{{2}}-[0-9]{{2}}\b)",
        rf"(?P<euro>\b(?P<e1>[0-9]{{1,2}})(?P<sep>[-./])(?P<e2>[0-9]{{1,2}})(?P=sep)(?P<e3>{YEAR})\b(?!\.\d))",
        rf"(?P<dmy>\b{with_day}(?:(?P<d0>{_DAY}){_JOINS})?(?P<d1>{_DAY}){sp}(?:of |de )?"
        rf"(?P<m1>{month})\b\.?(?:,? (?:of |de |del )?(?P<y1>{YEAR})\b)?)",
        rf"(?P<mdy>\b{with_day}(?P<m2>{month})\b\.?{sp}(?P<d2>{_DAY})\b(?!,\d|:\d)"
        rf"(?:{_JOINS}(?P<d3>{_DAY})\b(?! \w+s\b|:\d|,\d))?(?:,? (?P<y2>{YEAR})\b)?)",
        rf"(?P<my>\b(?:{early}[ -])?(?P<m3>{month})\b\.?,? (?:of |de |del )?(?P<y3>{YEAR})\b)",
        rf"(?P<month>(?<![\w-])(?:(?P<ms>{shift}) |(?P<me>{early})[ -])?(?P<m4>{month})\b"
        rf"(?!\.?{sp}\d)(?: (?:of )?(?P<my4>{told}) year\b)?)",
        rf"(?P<deictic>\b{deictic}\b)",
        rf"(?P<weekday>\b(?:(?P<ws>{shift}|early|late) )?(?P<w>{weekday})\b(?:['’]s (?={part}))?"
        rf"(?: {part}\b)?(?: (?P<wl>last|next)\b| (?P<ww>last|this|next) week\b)?)",
        rf"(?P<holiday>\b(?:(?P<hs>last|this|next) )?(?P<h>{holiday})\b)",
        rf"(?P<weekend>\b(?:(?P<es>{shift}|the|that) )?(?:past )?weekend\b)",
        rf"(?P<season>\b(?:(?:early|late|mid)[ -])?(?:(?P<ss>{shift}|the|that) )?"
        rf"(?:(?:early|late) )?(?P<s>{season})\b(?: (?:of )?(?P<sy>{YEAR})\b)?)",
        rf"(?P<quarter>\b(?:(?P<qs>{shift}) quarter|(?:(?P<qy0>{YEAR})(?:['’]s)? )?"
        rf"(?P<q>first|second|third|fourth|latest)[ -]quarter)\b"
        rf"(?: of (?:(?P<qy>{YEAR})|(?P<ql>last|this|next) year))?)",
        rf"(?P<period>(?<!\bthe )(?<!\bof )\b(?:{early} )?(?P<ps>last|this|next|that|the same) "
        r"(?P<pu>week|month|year)\b(?! (?:old|before|after)))",
        r"(?P<the>\bthe (?P<tp>previous|following|next) (?P<tu>week|month|year)\b"
        r"|\bthe (?P<bu>week|month|year) (?P<bt>before|after)\b)",
        rf"(?P<event>\b(?P<count>{number}) (?:full )?(?P<unit>day|week|month|year|decade)s?['’]? "
        r"(?P<turn>after|before|earlier|later|ago|afterwards|previously|hence|from (?:now|today))\b"
        r"(?P<today> (?:today|yesterday))?)",
        rf"(?P<same>\b(?:the |that )?(?:very )?(?:same|next|following|previous) (?:day|{part})\b"
        rf"|\bthe day before\b(?! yesterday)|\bthat (?:day|{part})\b)",
        r"(?P<decade>(?<![\w-])(?:the )?(?:(?:early|late|mid)[ -])?(?:to-)?"
        r"(?:(?P<dc>(?:1[5-9]|20)\d)0s|['’‘](?P<ds>\d)0s)\b)",
        rf"(?P<year>{FREE}(?:(?P<ye>early|late|mid)[ -])?(?P<y5>{YEAR})\b(?![.,:]\d|/|%|-\w))",
    ]
    listed = (table[name] for name in ("months", "weekdays", "deictic", "holidays", "seasons"))
    begins = begun(*listed, beside["shifts"], beside["early"], _counted(), _BEGIN, letters=5)
    # every form begins a word; said once, it spares the forms a try at each letter
    first = rf"(?:(?:the|that|an?|half a) )?(?:['’‘]?\d|{begins})"
    return re.compile(rf"(?<!\w)(?={first})(?:{'|'.join(forms)})", re.IGNORECASE)


_BEGIN = (  # after an article or without one
    "day", "week", "month", "year", "decade", "full", "same", "very", "following", "previous",
    "first", "second", "third", "fourth", "to-",
)  # fmt: skip


def _counted() -> list[str]:
    """Return the words for the numbers of a distance."""
    table = lexicon("numbers")
    return [*table["units"], *table["tens"], "a dozen", "two dozen"]


KINDS = (
    "iso", "euro", "dmy", "mdy", "my", "month", "deictic", "weekday", "holiday", "weekend",
    "season", "quarter", "period", "the", "event", "same", "decade", "year",
)  # fmt: skip


def kind(match: re.Match[str]) -> str:
    """Return which form a match of `pattern` has."""
    return next(k for k in KINDS if match[k])


@cache
def vague() -> dict[str, re.Pattern[str]]:
    """Return the words for a present, past or future without a date."""
    return {
        sign: re.compile(rf"\b{words(listed)}\b(?!-)", re.IGNORECASE)
        for sign, listed in lexicon("dates")["vague"].items()
    }


# ---------------------------------------------------------------- which way a date lies
ED = r"(?!need|speed|exceed|indeed|proceed|succeed|hundred|united|red\b|armed|so-called)\w{2,}ed"


@cache
def _looks() -> re.Pattern[str]:
    """Return what looks ahead or back, as groups; a verb after "will" belongs to it."""
    cues = lexicon("dates")["future"]
    return re.compile(
        rf"(?P<ahead>(?<!\w){words(cues['leads'])}\b(?: not)?(?: \w+ly)?"
        r"(?: be| also| still){0,2}(?: \w+)?"
        rf"|\b{words(cues['sets'])}\b)|(?P<back>\b(?:{words(cues['past'])}|{ED})\b)",
        re.IGNORECASE,
    )


@cache
def _directly() -> re.Pattern[str]:
    """Return what looks ahead only where it stands directly before a date."""
    return re.compile(
        rf"\b{words(lexicon('dates')['future']['directly'])} (?:the )?$", re.IGNORECASE
    )


@cache
def _follows() -> re.Pattern[str]:
    """Return what looks ahead after a date."""
    later = words(lexicon("dates")["future"]["follows"])
    return re.compile(rf"(?: \w+){{0,2}}? {later}\b", re.IGNORECASE)


@cache
def _followed() -> re.Pattern[str]:
    """Return what looks back directly after a date: "on Sunday issued"."""
    return re.compile(rf",? (?:{words(lexicon('dates')['future']['past'])}|{ED})\b", re.IGNORECASE)


_HAD = re.compile(r"\b(?:had|hadn['’]t|since|from)\b")
_SAID = re.compile(r"\b(?:said|told|that|who|which)\b")


def look(text: str, start: int, end: int) -> str:
    """Do the words around a date look ``ahead`` or ``back``? The nearest of them says it."""
    said = text[start:end].lower()
    if said.startswith(("next ", "coming ")) or said.endswith(" next"):
        return "ahead"
    if said.startswith(("last ", "past ")) or said.endswith(" last"):
        return "back"
    before = re.split(r"[.;!?\n](?=\s)", text[max(0, start - 90) : start])[-1]
    rest = text[end : end + 60]
    if _directly().search(before) and not _HAD.search(before + rest):
        return "ahead"
    if _followed().match(rest):
        return "back"
    if not text.startswith(("'s", "’s"), end):
        ahead = _follows().match(rest)
        if ahead and not _SAID.search(ahead.group()):
            return "ahead"
        cues = list(_looks().finditer(before))
        if cues:
            return "ahead" if cues[-1]["ahead"] else "back"
        return ""
    cues = [m for m in _looks().finditer(before) if m["back"] or before.endswith(" " + m.group())]
    return "back" if cues and cues[-1]["back"] else ""
