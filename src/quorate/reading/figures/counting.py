"""Does a number count anything of its own, or only a list beside it, or a house in a street?"""

from __future__ import annotations

import re
from itertools import pairwise

from quorate.reading.figures.amounts import Amount
from quorate.reading.figures.quantities import happened
from quorate.reading.names import Mention

_FEWEST = 3  # "the two states" says more than their names do


def counts_a_list(text: str, number: Amount, mentions: list[Mention]) -> bool:
    """Does a number count those whom the sentence lists beside it: "the four states"?

    Args:
        text: the report.
        number: a number in it.
        mentions: the actors named in its sentence.
    """
    if number.unit or number.word or not isinstance(number.best, int) or number.best < _FEWEST:
        return False
    named = [m for m in mentions if m.form != "adjective" and m.type != "person"]
    for at in range(len(named) - number.best + 1):
        row = named[at : at + number.best]
        if not all(_GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(row)):
            continue
        if number.end < row[0].start:
            beside = _BEFORE_LIST.fullmatch(text, number.end, row[0].start)
        else:
            beside = _BEHIND_LIST.fullmatch(text, row[-1].end, number.start)
        if beside:
            return True
    return False


def is_a_difference(text: str, number: Amount) -> bool:
    """Does it only tell two other numbers apart: "two more than the ten needed"?"""
    return bool(_DIFFERENCE.match(text, number.end))


def is_an_address(text: str, number: Amount) -> bool:
    """Is it the number of a house: "14 Rue de Lyon"?"""
    return bool(_ADDRESS.match(text, number.end))


def is_a_toll(text: str, number: Amount, end: int) -> bool:
    """Did something happen to one: "one officer was killed", "put the toll at one"?"""
    if _TOLL.search(text, max(0, number.start - 24), number.start):
        return True
    stop = min(end, number.end + 40)
    return bool(_ONE.match(text, number.end, stop) and happened(text, number.end, stop))


_DIFFERENCE = re.compile(
    r" (?:\w+ )?(?:more|fewer|less|better|above|over) than (?:the |its )?(?:\d|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty)"
)
_ADDRESS = re.compile(
    r"(?: bis)?,? (?:(?:Rue|Avenue|Avenida|Boulevard|Calle|Via|Place|Quai|Plaza|Rua)\b"
    r"|(?:[A-Z]\w+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Drive|Boulevard|Way"
    r"|Terrace)\b)"
)
_TOLL = re.compile(
    r"\b(?:toll|figure|number) at $|\b(?:kill|wound|injur|arrest|detain)(?:ed|ing|s) $",
    re.IGNORECASE,
)
_ONE = re.compile(r" (?!of\b|day\b|by\b|another\b)[a-z]+")
_GAP = re.compile(r",? (?:and|&|plus|as well as) (?:the )?|, (?:the )?")
_BEFORE_LIST = re.compile(r"[^.;]{2,60}?(?:,|:| -| –| \(|—) ?(?:namely |that is,? )?(?:the )?")
_BEHIND_LIST = re.compile(r",? (?:(?:are|were) )?(?:the|all|these|those) (?:other )?")
