"""Which majority does a report say that a vote needs?

"A two-thirds majority of those present and voting was required", "the forum decides by consensus",
"it takes four fifths of the 27 members". A share that was only reached says nothing of the rule,
and one that is said not to be needed is none. The words are data: ``lexicon/majorities.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from quorate.claims.source import Span
from quorate.reading.language import Sentence, lexicon
from quorate.reading.numbers import find_numbers

_NUMBER = "\u01bb"  # a rare letter, so that a masked number is a word to a pattern
_BEFORE, _AFTER = 90, 60  # code points in which words say that a share is needed


class Told(NamedTuple):
    """A majority that is said to be needed, as `quorate.claims.majority` writes it, and where."""

    majority: str
    start: int
    end: int


def told_majorities(text: str, start: int, end: int, language: str = "") -> list[Told]:
    """Which majorities does a stretch of text, a sentence, say are needed?

    >>> told_majorities("Two thirds of those voting were needed.", 0, 39)
    [Told(majority='2/3 cast', start=0, end=26)]
    >>> told_majorities("It won two thirds of the votes cast.", 0, 36)
    []
    """
    raw = text[start:end]
    if not _cue(language).search(raw):
        return []
    masked = _masked(raw, language)
    found = [
        Told(kind, start + match.start(), start + match.end())
        for kind, pattern in _ones(language)
        for match in pattern.finditer(masked)
        if not _denied(masked, match, language)
    ]
    for match in _shares(language).finditer(masked):
        if any(t.start - start < match.end() and match.start() < t.end - start for t in found):
            continue
        told = _share(match, language)
        if told and _needed(masked, match, language):
            found.append(Told(told, start + match.start(), start + match.end()))
    return sorted(found, key=lambda told: told.start)


def bears(
    text: str,
    sentences: Iterable[Sentence],
    majority: str,
    spans: Iterable[Span],
    language: str = "",
) -> bool:
    """Do the words of one of the spans, read in their sentence, say that the majority is needed?"""
    own = {(span.start, span.end) for span in spans}
    return any(
        told.majority == majority and (told.start, told.end) in own
        for s in sentences
        if any(s.start <= start < s.end for start, _ in own)
        for told in told_majorities(text, s.start, s.end, language)
    )


def _masked(raw: str, language: str) -> str:
    """Return a text with its numbers masked, but for those of shares."""
    text = raw.replace("\n", " ").replace("\u2019", "'").replace("\u2011", "-")
    chars = list(text)
    patterns = [*(pattern for _, pattern in _fractions(language)), _percent(language)]
    shares = {match.start() for pattern in patterns for match in pattern.finditer(text)}
    for number in find_numbers(text):
        if number.start not in shares:
            chars[number.start : number.end] = _NUMBER * (number.end - number.start)
    return "".join(chars)


def _share(match: re.Match[str], language: str) -> str:
    """Return the share that the words tell, with whose it is."""
    of = next((role for role in lexicon("majorities", language)["of"] if match[role]), "")
    if match["percent"]:
        return f"{int(match['percent'])}/100 {of}".strip() if of else ""
    for kind, pattern in _fractions(language):
        if pattern.fullmatch(match["share"]):
            return f"{kind} {of}".strip()
    return f"1/2 {of}" if of else ""  # a majority of those named


def _needed(masked: str, match: re.Match[str], language: str) -> bool:
    """Is the share said to be needed, and not only reached, or needed no more?"""
    need = _needs(language)
    before = masked[max(0, match.start() - _BEFORE) : match.start()]
    after = masked[match.end() : match.end() + _AFTER]
    if _denied(masked, match, language):
        return False
    of = any(match[role] for role in lexicon("majorities", language)["of"])
    if not of and need["another"].match(after):
        return False  # "three quarters of the aid must arrive"
    if need["after"].search(after) or need["surely"].search(before):
        return True
    if match["percent"]:
        return False
    return bool(need["before"].search(before)) and not need["reached"].search(before)


def _denied(masked: str, match: re.Match[str], language: str) -> bool:
    need = _needs(language)
    before = masked[max(0, match.start() - _BEFORE) : match.start()]
    after = masked[match.end() : match.end() + _AFTER]
    return bool(need["not"].search(before) or need["not_after"].search(after))


# ---------------------------------------------------------------- patterns
@cache
def _fractions(language: str) -> list[tuple[str, re.Pattern[str]]]:
    rows = lexicon("majorities", language)["share"]
    return [(kind, re.compile(source, re.IGNORECASE)) for kind, source in rows.items()]


@cache
def _percent(language: str) -> re.Pattern[str]:
    per_cent = lexicon("majorities", language)["per_cent"]
    return re.compile(rf"(?P<percent>\d{{2}}) ?(?:{per_cent})", re.IGNORECASE)


@cache
def _shares(language: str) -> re.Pattern[str]:
    table = lexicon("majorities", language)
    of = "|".join(f"(?P<{role}>{source})" for role, source in table["of"].items())
    joint, noun, percent = table["joint"], table["noun"], _percent(language).pattern
    of_whom = rf"(?={joint}(?:{'|'.join(table['of'].values())}))"
    share = "|".join([*table["share"].values(), f"(?:{table['majority']}){of_whom}"])
    return re.compile(
        rf"(?<![\w/])(?:(?P<share>{share})|{percent}){noun}(?:{joint}(?:{of}))?(?![\w/])",
        re.IGNORECASE,
    )


@cache
def _ones(language: str) -> list[tuple[str, re.Pattern[str]]]:
    rows = lexicon("majorities", language)["one"]
    return [
        (kind, re.compile(rf"\b(?:{source})(?!\w)", re.IGNORECASE)) for kind, source in rows.items()
    ]


@cache
def _needs(language: str) -> dict[str, re.Pattern[str]]:
    rows = lexicon("majorities", language)["need"]
    return {name: re.compile(source, re.IGNORECASE) for name, source in rows.items()}


@cache
def _cue(language: str) -> re.Pattern[str]:
    return re.compile(lexicon("majorities", language)["cue"], re.IGNORECASE)
