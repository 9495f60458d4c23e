"""Which numbers stand in a text, and how do the words beside them bound them?

Digits with the marks of the language, its number words, shares, and words for a bound alone
("hundreds of"). What the words are is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from quorate.claims.claim import Number
from quorate.reading.general.tongue import Tongue, tongue
from quorate.reading.language import words


class Amount(NamedTuple):
    """A number in a text.

    Attributes:
        start, end: its code points, without the words that bound it.
        first: where the words that bound it begin.
        value: the number; None where only a bound is said.
        low, high: inclusive bounds; None where open.
        bound: how it is bounded (``at_least`` ...), or empty.
        unit: ``percent``, ``share``, or empty.
    """

    start: int
    end: int
    first: int
    value: Number | None
    low: Number | None
    high: Number | None
    bound: str = ""
    unit: str = ""


def find_amounts(text: str, code: str) -> tuple[Amount, ...]:
    """Which numbers stand in a text?

    >>> [(a.low, a.value, a.unit) for a in find_amounts("casi 2.400, veintiún y el 51,2 %", "es")]
    [(None, 2400, ''), (21, 21, ''), (Decimal('51.2'), Decimal('51.2'), 'percent')]
    """
    return _found(text, code)


@lru_cache(maxsize=64)
def _found(text: str, code: str) -> tuple[Amount, ...]:
    lang = tongue(code)
    found = []
    for match in _pattern(lang).finditer(text):
        amount = _amount(match, text, lang)
        if amount is not None:
            found.append(amount)
    return tuple(_ranges(found, text, lang))


def _ranges(found: list[Amount], text: str, lang: Tongue) -> Iterator[Amount]:
    """Yield the numbers, two as one where the words say between which it lies."""
    table = lang.table("numbers")
    low: Amount | None = None
    for amount, after in zip(found, [*found[1:], None], strict=False):
        if low is not None:
            yield Amount(low.start, amount.end, low.first, None, low.value, amount.value, "range")
            low = None
            continue
        opens = text[max(0, amount.first - 12) : amount.first].lower().rstrip()
        joint = text[amount.end : after.start].strip().lower() if after else ""
        ranged = any(opens.endswith(lead) and joint == between for lead, between in table["ranges"])
        numbers = after is not None and amount.value is not None and after.value is not None
        if ranged and numbers and not amount.unit:
            low = amount
            continue
        yield amount


@cache
def _pattern(lang: Tongue) -> re.Pattern[str]:
    table = lang.table("numbers")
    small, ten = words(list(table["small"])), words(list(table["tens"]))
    hundred, scale = words(list(table["hundreds"])), words(list(table["scales"]))
    marks = "".join(re.escape(mark) for mark in table["thousands"])
    two = rf"(?:{ten}(?: {table['joiner']} {small})?|{small})"
    three = rf"(?:{hundred}(?: {two})?|{two})"
    number = rf"(?:(?:{three} )?{table['grouping']}(?: {three})?|{three})"
    digits = rf"\d{{1,3}}(?:[{marks}]\d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d{{1,2}}(?!\d))?|\d+"
    return re.compile(
        rf"(?<![\w.,:/$€-])(?:(?P<share>{words(list(table['shares']))})\b"
        rf"|(?P<vague>{words(list(table['vague']))})\b"
        rf"|(?P<phrase>{words(list(table['phrases']))})\b"
        rf"|(?P<words>{number})\b(?![-\u2010])(?: (?P<scaled>{scale})\b)?"
        rf"|(?P<digits>{digits})(?![\w/:]|[.,]\d)(?: (?P<scale>{scale})\b)?"
        rf"(?P<percent>[ \u00a0\u202f]?(?:%|{words(table['percent'])}))?)",
        re.IGNORECASE,
    )


def _amount(match: re.Match[str], text: str, lang: Tongue) -> Amount | None:
    table = lang.table("numbers")
    start, end, said = match.start(), match.end(), match.group().lower()
    first, bound = _bound(text, start, lang)
    if match["vague"]:
        low, high = table["vague"][said]
        return Amount(start, end, start, None, low, high or None, "vague")
    if match["share"]:
        above, below = table["shares"][said]
        share = (Decimal(above) / Decimal(below)).quantize(Decimal("0.001"))
        return Amount(start, end, first, share, share, share, "", "share")
    value: Number
    if match["phrase"]:
        value = table["phrases"][said]
    elif match["words"]:
        value = _spoken(match["words"].lower(), lang)
        value *= table["scales"][match["scaled"].lower()] if match["scaled"] else 1
    else:
        value = _printed(match["digits"], lang)
        value *= table["scales"][match["scale"].lower()] if match["scale"] else 1
        value = int(value) if value == int(value) else value
    unit = "percent" if match["percent"] else ""
    low, high = _bounds(value, bound)
    return Amount(start, end, first, value, low, high, bound, unit)


def _printed(digits: str, lang: Tongue) -> Number:
    """Return the number that digits mean: a mark before three digits groups them."""
    table = lang.table("numbers")
    marks = "".join(re.escape(mark) for mark in table["thousands"])
    whole = re.sub(rf"[{marks}](?=\d{{3}}(?!\d))", "", digits)
    if re.fullmatch(r"\d+", whole):
        return int(whole)
    return Decimal(re.sub(r"[.,]", ".", whole))


def _spoken(said: str, lang: Tongue) -> int:
    table = lang.table("numbers")
    total = part = 0
    for word in said.split():
        if word == table["joiner"]:
            continue
        if word == table["grouping"]:
            total, part = total + (part or 1) * int(table["scales"][word]), 0
        else:
            part += next(table[kind][word] for kind in _KINDS if word in table[kind])
    return total + part


_KINDS = ("small", "tens", "hundreds")


def _bound(text: str, start: int, lang: Tongue) -> tuple[int, str]:
    """Return where the words that bound a number begin, and how they do."""
    match = _before(lang).search(text, max(0, start - 30), start)
    if match is None:
        return start, ""
    said = match["bound"].lower()
    bounds = lang.table("numbers")["bounds"]
    return match.start("bound"), next(kind for kind, each in bounds.items() if said in each)


@cache
def _before(lang: Tongue) -> re.Pattern[str]:
    bounds = lang.table("numbers")["bounds"]
    every = words([word for each in bounds.values() for word in each])
    between = words(lang.table("numbers")["between"])
    return re.compile(rf"(?<!\w)(?P<bound>{every})(?: {between})?[ \u00a0]$", re.IGNORECASE)


def _bounds(value: Number, bound: str) -> tuple[Number | None, Number | None]:
    """Return the inclusive bounds that words like "at least" give a number."""
    if bound == "at_least":
        return value, None
    if bound == "more_than":
        return (value + 1 if isinstance(value, int) else value), None
    if bound == "at_most":
        return None, value
    if bound in ("less_than", "nearly"):
        return None, (value - 1 if isinstance(value, int) else value)
    return (value, value) if not bound else (None, None)
