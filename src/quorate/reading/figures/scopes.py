"""Where, or since when, does a number count?

The words right after what is counted: "74 dead since April", "the 120 votes in the National
Assembly". What happened to people may have the rest of its own clause before them ("some 60 have
been shot in the capital"); of those who merely are so many, words further off tell something else.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.reading.figures.quantities import HAPPENED
from quorate.reading.language import lexicon, words

UNSCOPED = frozenset(("duration", "distance"))  # counted from something, not somewhere
_REACH, _LONGEST = 90, 9  # code points looked at, and words of a scope
_SAME_CLAUSE = re.compile(r"[^,;:()“”\"—–]*")
_OF_WHAT = re.compile(r" ?(?:of (?:\w+ ){1,2})?")  # "tonnes of food since June"
_TOKEN = re.compile(r" [^\s,;:.()\"“”]+(?:\.(?=[a-z]))?")
_NAMED = re.compile(r" (?:[A-Z\d]|(?:the|an?|last|this|next|early|late|mid)\b)")


def scope_of(text: str, quantity: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return the code points of the words that say where or since when, or None.

    Args:
        text: the report's text.
        quantity: what is counted.
        start: where the number and the noun that it counts end.
        stop: where the sentence ends, or the next number begins.

    >>> said = "Riots have left 52 people dead since June."
    >>> said[slice(*scope_of(said, "deaths", 31, len(said)))]
    'since June'
    """
    if quantity in UNSCOPED:
        return None
    befalls = quantity in HAPPENED
    for match in _openings().finditer(text, start, stop):
        between = text[start : match.start()]
        if not _SAME_CLAUSE.fullmatch(between) or _new_clause().search(between):
            return None
        if not befalls and not _OF_WHAT.fullmatch(between):
            return None
        end = _end(text, match, stop)
        named = befalls or match["since"] or _NAMED.match(text, match.end())
        if end and named and not (befalls and match["from"]):
            return match.start(), end
    return None


def _end(text: str, match: re.Match[str], stop: int) -> int:
    """Return where the words that a preposition opens end; 0 if they say no place and no time."""
    lists = lexicon("figures")["words"]
    end, said = match.end(), ""
    tokens = [*_TOKEN.finditer(text, end, min(stop, end + _REACH))][:_LONGEST]
    for count, token in enumerate(tokens):
        said = token.group().strip().lower()
        if count == 0 and (said in lists["no_scope"] or (said[0].isdigit() and not match["since"])):
            return 0
        both = said == "and" and match[0].lower() == "between" and count < 4
        if (said in lists["scope_ends"] and not both) or token.start() != end:
            break
        end, said = token.end(), ""
    if match["since"] and said in lists["finite"]:
        return 0  # "since abstentions were left out": a reason
    return end if end > match.end() + 3 else 0


@cache
def _openings() -> re.Pattern[str]:
    lists = lexicon("figures")["words"]
    since, places, origins = (words(lists[name]) for name in ("since", "places", "origins"))
    return re.compile(rf"\b(?:(?P<since>{since})|{places}|(?P<from>{origins}))(?= )", re.IGNORECASE)


@cache
def _new_clause() -> re.Pattern[str]:
    return re.compile(rf"\b{words(lexicon('figures')['words']['clause_openers'])}\b", re.IGNORECASE)
