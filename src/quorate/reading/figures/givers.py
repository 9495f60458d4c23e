"""Who gives a number: "the opposition said", "according to the rebels", "and the Red Cross 25"?

Read by wordings of attribution before or after the number, in its own part of the sentence. Where
the nearest wording names nobody who can be told, the number stays the report's own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon, words
from quorate.reading.names import Mention

_RELATIVE = re.compile(r"(?:which|who|whom|that|as|when|where|if) ", re.IGNORECASE)
_FINITE = re.compile(r"(?<= )(?:had|has|have|is|are|was|were|will|would|not|to)\b")
_DAY_AHEAD = re.compile(r"(?:,? (?:late |early )?(?:on|in|at|by|since))? $", re.IGNORECASE)
_FEW_WORDS = r"\b(?:(?!(?:the|and|but|that|than|by|of|as|to|said)\b)[^\W\d_][\w'’-]* ){0,3}?"
_WHO_SAYS = r"(?:[^,.;:“”\"]|(?<=\b[A-Z])\.)"  # "the U.N. office"
_ACRONYM = re.compile(r"(?: \([^()]{2,12}\)?)?$")
# What stands between a giver and his number where the verb is left out.
_GAP = re.compile(r"(?:[,;] (?:and |while |but )?|\band )(?P<who>[^,.;:“”\"]{2,40}?),? $")
_INSERTED = re.compile(r", $")

Order = Literal["any", "before", "after"]


class Giver(NamedTuple):
    """Who gives a number: the code points that name him, and his id or the words."""

    start: int
    end: int
    who: str


def giver(
    text: str,
    number: tuple[int, int],
    room: tuple[int, int],
    dates: list[DateMention],
    mentions: list[Mention],
) -> Giver | None:
    """Who gives a number? None if the report itself does, or nobody can be told.

    Args:
        text: the report.
        number: where the words of the number begin and end, "at least" among them.
        room: where the part of the sentence begins and ends in which it stands.
        dates: the dates of the sentence.
        mentions: the actors named in it.
    """
    start, end = room
    several: list[re.Match[str]] = []
    for rule, order in _attributions():
        found = list(rule.finditer(text, start, end))
        if order == "before":
            found = [m for m in found if m.end() <= number[0]][-1:]
        elif order == "after":
            found = [m for m in found if m.start() >= number[1]][:1]
            if found and several and _INSERTED.search(text[start : several[-1].start("who")]):
                several.pop()  # it told who gave the number before: "40, the police said, and 12"
        several += found
    speakers = (_speaker(text, *match.span("who"), dates, mentions) for match in several)
    told = next((each for each in speakers if each is not None), None)
    gap = _GAP.search(text, start, number[0]) if told is not None else None
    if gap is not None and told is not None and told.end <= gap.start():
        other = _speaker(text, *gap.span("who"), dates, mentions)
        if other is not None and other.end == gap.end("who"):
            return other
    return told


def _speaker(
    text: str, start: int, end: int, dates: list[DateMention], mentions: list[Mention]
) -> Giver | None:
    """Return the speaker that the words name: an actor, or others of whom one is named."""
    if _RELATIVE.match(text, start, end) or _FINITE.search(text, start, end):
        return None  # "which", "Pakistan had not"
    day = next((d for d in dates if start < d.start < end), None)
    if day is not None and _DAY_AHEAD.fullmatch(f" {text[start : day.start]}"):
        start = day.end + 1  # "On Friday the ministry put the number at"
    elif day is not None:  # "the ministry on Friday put the number at"
        end = start + len(_DAY_AHEAD.sub("", text[start : day.start]))
    end -= len(_ACRONYM.search(text[start:end]).group())  # type: ignore[union-attr]  # may be empty
    article = re.compile(r"(?:[Tt]he )").match(text, start)
    start = article.end() if article else start
    named = [m for m in mentions if start <= m.start and m.end <= end]
    if named:
        last = named[-1]
        if last.end == end and not text[start : last.start].islower():
            return Giver(last.start, last.end, last.actor or last.name)
        first = named[0].start
        return Giver(first, end, text[first:end])
    others = _speakers().match(text, start, end) or _speakers_last().search(text[:end], start)
    return Giver(*others.span(), others.group()) if others else None


@cache
def _word_lists() -> dict[str, list[str]]:
    return dict(lexicon("figures")["words"])


@cache
def _speakers() -> re.Pattern[str]:
    return re.compile(
        rf"{_FEW_WORDS}{words(_word_lists()['speakers'])}\b"
        r"(?: (?:close to|in|of|from) (?:the )?\w+)?",
        re.IGNORECASE,
    )


@cache
def _speakers_last() -> re.Pattern[str]:
    """Return the speakers, where the words that may name them end."""
    return re.compile(rf"{_FEW_WORDS}{words(_word_lists()['speakers'])}$", re.IGNORECASE)


@cache
def _attributions() -> list[tuple[re.Pattern[str], Order]]:
    """Return the wordings of attribution, and whether they stand before or after the number."""
    lists = _word_lists()
    said = (
        rf"(?:ha[sd] |have )?(?:{words(lists['said'])}|{words(lists['revised'])}"
        rf" (?:(?:the|its|their|an?) )?(?:[\w-]+ ){{0,2}}?{words(lists['tolls'])})"
    )
    rules: list[tuple[str, Order]] = [
        (r"\baccording to (?P<who>[^,.;]{2,60})", "any"),
        (
            r"\b[Bb]y (?P<who>[^,.;]{2,60}?)['’]s? (?:own )?(?:count|estimate|tally|reckoning)\b",
            "any",
        ),
        (r"\b[Bb]y the (?:count|estimate|tally) of (?P<who>[^,.;]{2,60})", "any"),
        (
            # "the centre, a charity, says", "the union, which counts"
            rf"(?:^|(?<=[.,;:“”\"]) ?|\b(?=[Tt]he |[A-Z]))(?P<who>{_WHO_SAYS}{{2,60}}?)"
            rf"(?:, (?:an?|the|wh[a-z]+) [^,.;:“”\"]{{3,60}},|, which)? (?:{said})\b",
            "before",
        ),
        (rf", (?:{said}) (?P<who>[^,.;:]{{2,60}})", "any"),
        (rf", (?P<who>{_WHO_SAYS}{{2,60}}?) (?:{said})\b(?! that\b)", "after"),
    ]
    return [(re.compile(rule), order) for rule, order in rules]
