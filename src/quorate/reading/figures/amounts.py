"""Which amounts stand in a text, and how far do the words beside them bound them?

An amount is a number in digits or words, money, a percentage, a fraction, an ordinal that counts
("the fourth time") or a vague word ("hundreds"). "Nearly 90" is at most 89, "at least 31" no less
than 31.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from quorate.claims.claim import Number
from quorate.reading.language import begun, lexicon, words
from quorate.reading.numbers import find_numbers

Bounds: TypeAlias = tuple[Number | None, Number | None, Number | None]


class Amount(NamedTuple):
    """A number in a sentence: where, and what it is by its own words.

    Attributes:
        start, end: code points in the report, without the words that bound it.
        low, best, high: the bounds that its own words give.
        unit: ``percent``, ``share``, a currency, or empty.
        word: the vague word or ordinal that it is, or empty.
    """

    start: int
    end: int
    low: Number | None
    best: Number | None
    high: Number | None
    unit: str = ""
    word: str = ""


def find_amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """Yield the amounts of a stretch, the plain numbers last; none overlaps another.

    >>> [(a.best, a.unit) for a in find_amounts("half a million, $2.5 and ten", 0, 28)]
    [(500000, ''), (Decimal('2.5'), 'USD'), (10, '')]
    """
    yield from _found(text, start, end)


@lru_cache(maxsize=512)  # asked for again when the claims are checked
def _found(text: str, start: int, end: int) -> tuple[Amount, ...]:
    found = [a for a in map(_amount, _amounts().finditer(text, start, end)) if a]
    taken = [(a.start, a.end) for a in found]
    found += [
        Amount(n.start, n.end, n.value, n.value, n.value)
        for n in find_numbers(text, start, end)
        if not any(s < n.end and n.start < e for s, e in taken)
    ]
    return tuple(found)


def find_bound(text: str, amount: Amount, floor: int, ceiling: int) -> tuple[int, str]:
    """Where do the words that bound an amount begin, and how do they bound it?

    Args:
        text: the report.
        amount: an amount in it.
        floor: no word before it belongs to the amount.
        ceiling: no word after it belongs to the amount.

    Returns:
        The offset, and ``exact``, ``about``, ``below``, ``at_most``, ``above`` or ``at_least``.
    """
    before = _bounds_before().search(text, max(floor, amount.start - 30), amount.start)
    if before:
        said = " ".join(before.group(1).lower().split())
        return before.start(1), _bound_of().get(said, "exact")
    after = _bounds_after().match(text, amount.end, min(ceiling, amount.end + 30))
    if after:
        return amount.start, _bound_of().get(after.group(1).lower(), "exact")
    return amount.start, "exact"


def bounded(amount: Amount, bound: str) -> Bounds:
    """Return low, best and high of an amount under a bound of `find_bound`; inclusive.

    >>> bounded(Amount(0, 2, 90, 90, 90), "below")
    (None, 90, 89)
    """
    low, best, high = amount.low, amount.best, amount.high
    if best is None or bound == "exact":
        return low, best, high
    whole = isinstance(best, int) and amount.unit != "percent"
    step: Number = 1 if whole else 0 if amount.unit == "share" else Decimal("0.1")
    table: dict[str, Bounds] = {
        "about": (None, best, None),
        "below": (None, best, best - step),
        "at_most": (None, best, best),
        "above": (best + step, best, None),
        "at_least": (best, best, None),
    }
    return table[bound]


def qualifier(wording: str, best: Number | None) -> str:
    """Return the word of a wording that bounds its number: ``nearly``, ``hundreds``, ``exact``."""
    said = " ".join(wording.lower().split())
    if best is None:
        return said
    for word, bound in sorted(_bound_of().items(), key=lambda row: -len(row[0])):
        if said.startswith(word + " ") and bound != "exact":
            return word
    if said.startswith("only "):
        return "only"
    return "none" if best == 0 else "exact"


# ---------------------------------------------------------------- patterns
@cache
def _amounts() -> re.Pattern[str]:
    """Money, decimals, percentages, scaled and vague numbers, fractions and ordinals."""
    table = lexicon("figures")
    lists = table["words"]
    scale = words(list(table["scales"]))
    long = words([word for word in table["scales"] if len(word) > 3])
    spaced = "[ \u00a0\u202f\u2009]"
    digits = (
        rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,3}}(?:{spaced}\d{{3}})+(?!\d)|\d{{1,3}}(?:['’]\d{{3}})+"
        rf"|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)|\d{{1,12}})(?:\.\d{{1,3}})?"
    )
    free = r"(?<![\w.,:$€£-])"
    scaled = rf"{spaced}?(?:{long}|bn|mn|{words(lists['percent'])})\b"
    comma = rf"\d{{1,3}},\d{{1,2}}(?={scaled})"  # 2,4 million
    short, per = r"\d{1,3}(?:\.\d{1,2})?", "bn|mn|m|k"
    digits = rf"(?:{comma}|{digits})"
    money, small = words(lists["money"]), small_word()
    more = "[a-zA-Z]+ "  # "Kenyan shillings"
    ranged = rf"(?:{digits}|{small})"
    percent = words(lists["percent"])
    ordinal, counted = words(table["ordinals"]["words"]), words(table["ordinals"]["counted"])
    term = "(?:month|year|week)"
    smaller = [list(lexicon("numbers")[name]) for name in ("tens", "units")]
    larger = [table["vague"], table["fractions"], table["ordinals"]["words"]]
    begins = begun(lists["money"], *smaller, *larger, _PART_OF_ONE.keys() - {"a"})
    return re.compile(
        rf"(?<!\w)(?=\d|a\b|{begins})(?:"  # each begins a word, or with the sign of a currency
        rf"(?P<scales>{free}(?P<k1>{short})(?P<ks1>{per})?\s?[-–]\s?(?P<k2>{short})"
        rf"(?:(?P<ks2>{per})|{spaced}(?P<kl>{long}))\b)"
        rf"|(?P<range>(?:(?<=\bbetween )(?P<r1>{ranged}) and |{free}(?<!-)(?P<r2>{ranged})"
        rf"(?: to | or |\s?[-–]\s?))(?P<r3>{ranged})\b(?!-)(?:{spaced}(?P<rs>{scale})\b)?"
        rf"(?:(?= (?:{words(_ranged_nouns())})\b)|(?<=\d,\d\d\d)(?= ?[.,;:)])))"
        rf"|(?P<money>(?<!\w)(?:{money}){spaced}?(?P<m>{digits})(?:(?:{spaced}|-)?(?P<ms>{scale})\b)?)"
        rf"|(?P<paid>{free}(?P<p>{digits}|{small}|half a|a)(?:{spaced}?(?P<ps>{scale}))?"
        rf"(?:{spaced}|-)(?:{more})?(?P<pc>{words(lists['currencies'])})\b)"
        rf"|(?P<share>{free}(?P<s>{digits}|{small})[ -]?(?:{percent})(?!\w))"
        rf"|(?P<halves>\b(?P<h>{small}|a|\d{{1,3}}) and a half(?:{spaced}(?P<hs>{scale})\b)?)"
        rf"|(?P<scaled>{free}(?P<n>{digits}|{words(list(_PART_OF_ONE))}|{small})"
        rf"(?:{spaced}(?P<ns>{long})|(?<=\d)(?:{spaced}?(?P<nb>bn|mn|trn|tn)|(?P<nm>[mk])))\b)"
        r"|(?P<dotted>(?<![\w.,:/$€£-])\d{1,3}(?:(?:\.\d{3})+(?= [a-z]{4,}s\b| people\b)"
        r"|(?:\.000)+(?![\w.,]|\s?%)))"
        r"|(?P<decimal>(?<![\w.,:/$€£-])\d{1,6}\.\d{1,3}(?![\w/]|[.:]\d))"
        rf"|(?P<vague>\b(?:{words(list(table['vague']))})\b(?! times))"
        rf"|(?P<fraction>\b(?:{words(list(table['fractions']))})\b"
        r"(?:(?= of | the | majority)|(?<=s)|(?<=\bin \w{3})|(?<=\bin \w{4})|(?<=\bin \w{5}))"
        rf"|(?<=\bby )(?:{words(list(table['fractions']))})\b"
        r"(?=[.,;)]|$| (?:in|over|last|this|since|and|from|on|within|before|next)\b))"
        rf"|(?P<ordinal>\b(?:{ordinal})(?= (?:{counted})\b))"
        rf"|(?P<fortnight>\ba fortnight\b)"
        rf"|(?P<span>\ba(?= {term}(?:['’]s|\b (?:to|of)\b))"
        rf"|(?<=\bfor )a(?= {term}\b)|(?<=\btakes )a(?= {term}\b)"
        rf"|(?<=\btook )a(?= {term}\b)|(?<=\blasts )a(?= {term}\b)))",
        re.IGNORECASE,
    )


@cache
def _ranged_nouns() -> list[str]:
    """Return what a range may count, lest a score or two dates are taken for one."""
    return [w for row in lexicon("figures")["quantity"] for w in row["words"]]


@cache
def small_word() -> str:
    """Return the words for the numbers below a hundred."""
    units = list(lexicon("numbers")["units"])
    return rf"(?:{words(list(lexicon('numbers')['tens']))}(?:-{words(units)})?|{words(units)})"


_KINDS = (
    "scales", "range", "money", "paid", "share", "halves", "scaled", "dotted", "decimal", "vague",
    "fraction", "ordinal", "fortnight", "span",
)  # fmt: skip
_PART_OF_ONE = {
    "a": Decimal(1),
    "half a": Decimal("0.5"),
    "a quarter of a": Decimal("0.25"),
    "three quarters of a": Decimal("0.75"),
}
_PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "money": ("m", ("ms",)),
    "paid": ("p", ("ps",)),
    "share": ("s", ()),
    "halves": ("h", ("hs",)),
    "scaled": ("n", ("ns", "nb", "nm")),
    "dotted": ("dotted", ()),
    "decimal": ("decimal", ()),
}


def _amount(match: re.Match[str]) -> Amount | None:
    """Return the amount that a match of `_amounts` means; None if it means none."""
    kind = next(k for k in _KINDS if match[k])
    if kind == "range":
        return _range(match)
    if kind == "scales":
        return _scaled_range(match)
    if kind not in _PARTS:
        return _worded(match, kind)
    part, scales = _PARTS[kind]
    said = match[part]
    value = _value(said.replace(".", "") if kind == "dotted" else said)
    if value is None or (kind == "paid" and said.lower() == "a"):
        return None
    value += Decimal("0.5") if kind == "halves" else 0
    for scale in scales:
        value *= lexicon("figures")["scales"].get((match[scale] or "").lower(), 1)
    unit = {"share": "percent", "money": "money"}.get(kind, "")
    if kind == "money" and ("$" in match.group() or match.group()[:3].upper() == "USD"):
        unit = "USD"
    whole = _whole(value)
    return Amount(*match.span(), whole, whole, whole, (match["pc"] or "").lower() or unit)


def _whole(value: Decimal) -> Number:
    return int(value) if value == int(value) else value


def _range(match: re.Match[str]) -> Amount | None:
    """Return the amount of a range: its bounds, and no best number."""
    low, high = _value(match["r1"] or match["r2"]), _value(match["r3"])
    if low is None or high is None or low >= high:
        return None
    scale = lexicon("figures")["scales"].get((match["rs"] or "").lower(), 1)
    start = match.start("r1") if match["r1"] else match.start("r2")
    return Amount(start, match.end(), _whole(low * scale), None, _whole(high * scale), word="range")


def _scaled_range(match: re.Match[str]) -> Amount | None:
    """Return the amount of a range whose ends are short for more: "1.1m-1.4m", "2-3 million"."""
    scales = lexicon("figures")["scales"]
    scale = scales[(match["ks2"] or match["kl"]).lower()]
    low = Decimal(match["k1"]) * scales.get((match["ks1"] or "").lower(), scale)
    high = Decimal(match["k2"]) * scale
    if low >= high:
        return None
    return Amount(*match.span(), _whole(low), None, _whole(high), word="range")


def _worded(match: re.Match[str], kind: str) -> Amount | None:
    """Return the amount of a vague word, a fraction, an ordinal or a length of time."""
    table, said = lexicon("figures"), " ".join(match.group().lower().split())
    start, end = match.span()
    if kind == "vague" and said in table["vague"]:
        low, high = (*table["vague"][said], None)[:2]
        return Amount(start, end, low, None, high, word=said)
    if kind == "fraction" and said in table["fractions"]:
        over, under = table["fractions"][said]
        share = (Decimal(over) / under).quantize(Decimal("0.001"))
        return Amount(start, end, share, share, share, "share")
    if kind == "ordinal" and said in table["ordinals"]["words"]:
        rank = table["ordinals"]["words"].index(said) + 3
        return Amount(start, end, rank, rank, rank, word=said)
    if kind in ("span", "fortnight"):
        many = 1 if kind == "span" else 2
        return Amount(start, end, many, many, many, word=said)
    return None


def _value(said: str) -> Decimal | None:
    said = said.lower()
    if said in _PART_OF_ONE:
        return _PART_OF_ONE[said]
    if not said[0].isdigit():
        numbers = find_numbers(said)
        return Decimal(numbers[0].value) if len(numbers) == 1 else None
    if re.fullmatch(r"\d{1,3},\d{1,2}", said):
        said = said.replace(",", ".")  # 2,4 million
    if said.count(".") > 1:
        said = said.replace(".", "")  # 1.200.000
    try:
        return Decimal(re.sub(r"[^\d.]", "", said))
    except InvalidOperation:
        return None


@cache
def _bound_of() -> dict[str, str]:
    return {word: row["bound"] for row in lexicon("figures")["bound"] for word in row["words"]}


@cache
def _bounds_before() -> re.Pattern[str]:
    return re.compile(
        rf"\b({words(list(_bound_of()))})(?:\s(?:the|a|further|another|other))?\s$", re.IGNORECASE
    )


@cache
def _bounds_after() -> re.Pattern[str]:
    after = words(lexicon("figures")["words"]["after"])
    return re.compile(rf"(?: \w+)? ({after})\b", re.IGNORECASE)
