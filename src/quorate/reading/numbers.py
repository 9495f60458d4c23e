"""Which numbers stand in a text, in digits or in words?"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from quorate.reading.language import begun, lexicon, words


class NumberMention(NamedTuple):
    """A whole number written in a text.

    Attributes:
        start, end: its code points.
        value: the number.
        measure: the word after it that says it counts no votes or members (``per cent``), or empty.
    """

    start: int
    end: int
    value: int
    measure: str


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[NumberMention]:
    """Which whole numbers stand here?

    Decimal numbers, amounts of money, clock times and ordinals are left out. A hundred and one is
    one number; ``27-41`` are two.

    >>> [n.value for n in find_numbers("Thirty-three of 34, two dozen absent, not one at 12:20")]
    [33, 34, 24, 0]
    """
    return list(_found(text, start, len(text) if end is None else end))


@lru_cache(maxsize=512)  # several readers ask for those of one sentence
def _found(text: str, start: int, stop: int) -> tuple[NumberMention, ...]:
    found = []
    for match in _number().finditer(text, start, stop):
        value = _value(match)
        if value is None:
            continue
        measure = _measure().match(text, match.end(), stop)
        found.append(
            NumberMention(match.start(), match.end(), value, measure.group(1) if measure else "")
        )
    return tuple(found)


@cache
def _number() -> re.Pattern[str]:
    table = lexicon("numbers")
    unit, ten = words(list(table["units"])), words(list(table["tens"]))
    small = rf"(?:{ten}(?:[-\u2010\u2011 ]{unit})?|{unit})"
    hundred = rf"(?:(?:a|{small})[- ]hundred(?: and {small}| {small})?)"
    thousand = rf"(?:(?:a|{hundred}|{small}) thousand(?:,? (?:and )?(?:{hundred}|{small}))?)"
    zero = rf"no(?= {words(table['zero']['before'])}\b)"
    begins = begun(table["units"], table["tens"], table["phrases"], ["a ", "a-", "no "])
    return re.compile(
        rf"(?<!\w)(?=\d|{begins})(?:"  # each begins a word
        rf"(?P<phrase>\b{words(list(table['phrases']))}\b)"
        rf"|(?P<zero>(?<!\d )(?<![\w-]){zero})"
        rf"|(?P<words>\b(?:{thousand}|{hundred}|{small})\b"
        rf"(?![-\u2010](?:third|quarter|fifth|half)))"
        r"|(?P<digits>(?<![\w.,:$€£¥/#])(?:\d{1,3}(?:,\d{3})+"
        r"|\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+|\d{1,9})(?![\w/]|[.,:]\d|[ ]?[$€£])))",
        re.IGNORECASE,
    )


@cache
def _measure() -> re.Pattern[str]:
    after = lexicon("numbers")["measures"]["after"]
    return re.compile(rf"[ \u00a0-]?({words(after)})(?!\w)", re.IGNORECASE)


_NO_DIGIT = re.compile(r"\D")
_BETWEEN = re.compile(r"[-\u2010\u2011, ]+")


def _value(match: re.Match[str]) -> int | None:
    """Return the number that the words or digits mean."""
    table = lexicon("numbers")
    text = match.group().lower()
    if match["digits"]:
        return int(_NO_DIGIT.sub("", text))
    if match["zero"]:
        return 0
    if match["phrase"]:
        value: int = table["phrases"][text]
        return value
    total = part = 0
    for word in _BETWEEN.split(text):
        if word in ("and", ""):
            continue
        if word in ("a", "an"):
            part = 1
        elif word == "hundred":
            part = (part or 1) * 100
        elif word == "thousand":
            total, part = total + (part or 1) * 1000, 0
        else:
            part += table["units"].get(word, table["tens"].get(word, 0))
    return total + part
