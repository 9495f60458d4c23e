"""Do the words beside the name of a state show that no state is meant?

A breed, a dish, a language, a firm, a ship, a town or a saint may bear the name. The words that
tell are lists of ``lexicon/names.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import Literal, NamedTuple

from quorate.reading.language import lexicon, words


class Place(NamedTuple):
    """Where a name stands, and what its sentence says before and after it.

    In a sentence in capitals, the words are given as a headline has them, with one capital each.
    """

    start: int
    end: int
    surface: str  # "St." is "Saint" here
    head: str
    tail: str
    before: str  # the word directly before it
    ahead: list[str]  # up to four words directly after it
    name: bool
    adjective: bool
    city: bool
    shouted: bool

    @property
    def next(self) -> str:
        return self.ahead[0] if self.ahead else ""

    @property
    def opens(self) -> bool:
        """Is the word before it the first of its sentence?"""
        return self.head.lstrip("“\"'‘(") == self.before + " "


def means_a_thing(place: Place) -> bool:
    """Do the words directly beside it show that it is no state?"""
    head, tail, table = place.head, place.tail, tables()
    if place.ahead and _kind(place):
        return True
    if (head and _told_before(place)) or (place.adjective and _language(place)):
        return True
    if place.surface in table["needs_article"] and head[-4:].lower() != "the ":
        return True
    first = tail[:1]
    if first == ",":
        town, described = patterns()["town"].match(tail), patterns()["described"].match(tail)
        return bool(town or described) or (place.city and tail.startswith(", Georgia"))
    if first == "-":
        return bool(_SPOKEN.match(tail))
    if first in ("'", "’") and _POSSESSED.match(tail):
        return True
    return first in ("”", '"') and head[-1:] in ("“", '"') and not place.adjective


def _kind(place: Place) -> bool:
    """Is it a breed, a dish, a part of a longer name: by the words after it?"""
    table, word = tables(), place.next
    kind = word.lower() if place.shouted else word
    if kind in table["kinds"] or (kind[-1] == "s" and kind[:-1] in table["kinds"]):
        return True
    if heads_a_name(place) or (place.city and word in table["city_nouns"]):
        return True
    followed = _idiom("followed", place.surface, place.shouted)
    return bool(followed and followed.match(place.tail))


def _told_before(place: Place) -> bool:
    """Do the words before it show that it is no state?"""
    table, head, surface = tables(), place.head, place.surface
    preceded = _idiom("preceded", surface, False)
    if preceded and preceded.search(head):
        return True
    if place.before in table["antique"] or (place.adjective and place.before == "ethnic"):
        return True
    if head[-4:] in ("the ", "The ") and _with_article(place):
        return True
    if head[-1] == "-" and patterns()["compound"].search(head):
        return True
    if head.endswith((" of ", " of the ")) and patterns()["of"].search(head):
        return True
    return bool(patterns()["called"].search(head))


def _with_article(place: Place) -> bool:
    """Is it a river, a ship or a newspaper, by the article that no noun after it explains?"""
    table, surface = tables(), place.surface
    verb = place.next in table["river_verbs"]
    if surface in table["rivers"]:
        return verb or bool(_RUNS.match(place.tail))
    if place.adjective:  # told The Australian
        return place.head[-5:-3] == " T" and bool(_PRINTS.match(place.tail))
    if not place.name or place.city or " " in surface or surface.isupper() or surface[-1] == "s":
        return False
    if surface in table["with_article"]:
        return False
    if place.ahead:
        return verb or place.next.endswith("ed")
    return place.tail[:1] in ".;:)" or bool(_ASIDE.match(place.tail))


def _language(place: Place) -> bool:
    """Is the adjective that of a language, or of a people of America?"""
    if place.before in tables()["provinces"] or _IS_SPOKEN.match(place.tail):
        return True
    return bool(_ALONE.match(place.tail)) and bool(patterns()["language"].search(place.head))


def is_a_saint(place: Place) -> bool:
    """Is it the saint: of a town, with relics or a feast, a hospital, or an artist of that name?"""
    table, before, tail = tables(), place.before, place.tail
    if _OF_A_TOWN.match(tail) or _HOSPITAL.match(tail) or patterns()["person"].match(tail):
        return True
    owned = _OWNED.match(tail)
    if owned and (owned.group(1) in table["proper_heads"] or owned.group(1) in table["feasts"]):
        return True
    if before in table["honorifics"] or before in table["people"] or before in table["peers"]:
        return True
    return bool(patterns()["relics"].search(place.head))


def heads_a_name(place: Place) -> bool:
    """Do capitalised words follow, the last of which heads a name: of a firm, a museum?"""
    run = list(takewhile(lambda word: word[:1].isupper(), place.ahead))
    if not run or place.shouted or run[-1] not in tables()["proper_heads"]:
        return False
    return not any(word in tables()["titles"] for word in run)


def goes_on(place: Place) -> bool:
    """Does the name of a city go on: the Geneva Conventions, the Berlin Philharmonic?"""
    table, word = tables(), place.next
    if not word[:1].isupper() or word in table["titles"] or word in table["common"]:
        return False
    return word.lower() not in table["calendar"]


def may_be_proper(word: str) -> bool:
    """May the first word of a sentence be a name, of a firm say: no common word or adjective?"""
    table = tables()
    if not word[:1].isupper() or not word.isalpha() or word.isupper():
        return False
    if any(word in table[name] for name in ("common", "titles", "directions", "epithets")):
        return False
    return not word.endswith(tuple(table["endings"])) and word.lower() not in table["calendar"]


def lowered(text: str) -> str:
    """Return words in capitals as a headline has them: with one capital each."""
    small = tables()["headline_words"]
    return " ".join(w.lower() if w.lower() in small else w.capitalize() for w in text.split(" "))


# ---------------------------------------------------------------- the words
_SPOKEN = re.compile(r"-(?:language|speaking|medium|Congo (?:language|famil)|Contra)")
_IS_SPOKEN = re.compile(r" (?:is|was|are|were) (?:(?:widely |not )?spoken|taught|an official)")
_PRINTS = re.compile(
    r"[.,;:)’”]|$| (?:said|says|reported|printed|quoted|that|on|published|wrote|ran)\b"
)
_OWNED = re.compile(r"['’]s? (\w+)")
_HOSPITAL = re.compile(
    r"['’]s(?:[.,;:)]|$| (?:in|on|was|is|and|for|after|by|to|said|at|where|with|has)\b)"
)
_OF_A_TOWN = re.compile(r" of [A-Z]")
_POSSESSED = re.compile(r"['’]s (?:Cup|Got Talent|Next Top|Eye|Furniture)\b")
_ASIDE = re.compile(r"['’]s |, [a-z]")
_RUNS = re.compile(
    r"[.,;:)'’]|$| (?:at|in|near|to|and|or|that|which|where|on|by|from|into|as|rose|flows?|flooded"
    r"|floods|runs|below|above|between|upstream|downstream)\b"
)
# After the name of a language: no noun that the adjective could belong to.
_ALONE = re.compile(
    r"[.;:)?!”\"]|$|,(?! [A-Z])| (?:and|or) [A-Z]\w+(?:[.;:)?!”\"]|$|,)"
    r"| (?:to|into|as|but|on|at|with|before|for|when|while|because|by|well|fluently)\b"
)


@cache
def tables() -> dict[str, frozenset[str]]:
    """Return the word lists of ``names.toml`` as sets."""
    table, dates = lexicon("names"), lexicon("dates")
    sets = {key: frozenset(value) for key, value in table.items() if isinstance(value, list)}
    return sets | {"calendar": frozenset([*dates["months"], *dates["weekdays"]])}


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Return what is looked for before a name (to its end) and after it (from its beginning)."""
    table = lexicon("names")
    described, article = (
        words(table["described"]),
        r"(?:[Tt]he|[Aa]n?|[Tt]h(?:is|at)|[Ii]ts|[Hh]is)",
    )
    spoken = rf"(?<![\w-])(?:{words(table['languages_after'])}|translat(?:ed|ions?|ing) from)"
    middle = r"(?:(?!(?:of|in|on|for|to|with|at|from|by)\b)[\w-]+ )"
    return {
        "compound": re.compile(rf"\b{words(table['compounds'])}-$"),
        "of": re.compile(rf"\b{words(table['proper_of'])} of (?:the )?$"),
        "called": re.compile(
            rf"\b(?:{article}|\w+['’]s) {middle}?{described}(?: of| called| named)? $"
        ),
        "relics": re.compile(rf"\b{words(table['relics'])} (?:of|to) $", re.IGNORECASE),
        "language": re.compile(spoken + r" (?:\w+ )?(?:[A-Z]\w+(?:, [A-Z]\w+)* (?:and|or) )?$"),
        "described": re.compile(
            rf", {article} {middle}{{0,3}}?{described}(?=[,.;:)]|$| (?:in|of|on|by|from|that|which"
            r"|founded|at|near|and|with|called|outside)\b)"
        ),
        "person": re.compile(
            rf", (?:(?:an?|the|his|her) (?:[\w-]+ ){{0,3}}?{words(table['people'])}\b"
            r"|\d\d?,|aged \d)"
        ),
        "town": re.compile(
            r",(?: in)?(?: (?:central|eastern|western|northern|southern|rural|upstate))? "
            rf"{words(table['provinces'])}(?![\w-]| and\b| or\b)"
        ),
    }


@cache
def _idiom(
    side: Literal["followed", "preceded"], name: str, shouted: bool
) -> re.Pattern[str] | None:
    """Return what stands after a name, or before it, where it is no state; None if nothing."""
    rest = lexicon("names")[side].get(name)
    pattern = r" {}(?![\w-])" if side == "followed" else r"\b{}[ -]$"
    flags = re.IGNORECASE if shouted else 0
    return re.compile(pattern.format(words(rest)), flags) if rest else None
