"""Does the name of a state mean something else where it stands?

Persons, towns in America, firms and dishes are called after states. The words beside the name tell,
its sentence too where a state shares its name with another place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias

from quorate.reading.language import Sentence, lexicon, words
from quorate.reading.names.beside import (
    Place,
    goes_on,
    heads_a_name,
    is_a_saint,
    lowered,
    may_be_proper,
    means_a_thing,
    patterns,
    tables,
)

Match: TypeAlias = tuple[int, int, str]
Style: TypeAlias = Literal["", "headline", "shouted"]


class Lookalikes:
    """What the names of states mean in one text.

    Args:
        text: the text; a line break is a blank in it.
        lines: its sentences; a line break may end them.
        matches: the listed names that stand in it.
        listed: whom a name may mean, and by what form.
        cities: the names of capitals.
    """

    def __init__(
        self,
        text: str,
        lines: list[Sentence],
        matches: list[Match],
        listed: Callable[[str], dict[str, str]],
        cities: set[str],
    ) -> None:
        self.text, self.matches, self.listed, self.cities = text, matches, listed, cities
        self.lines = lines or [Sentence(0, len(text), 0)]
        self.starts = [line.start for line in self.lines]
        self.sentences = _unbroken(text, self.lines)
        self.firsts = [sentence.start for sentence in self.sentences]
        self._styles: dict[int, Style] = {}

    def meant(
        self, start: int, end: int, surface: str, forms: set[str], state: bool = True
    ) -> Literal["", "person", "thing"]:
        """Return what the name means here; empty: what it is listed for."""
        place = self._place(start, end, surface, forms)
        if not state:
            return "thing" if self._inside(place) else ""
        if self._person(place):
            return "person"
        if self._pronoun(place) or self._inside(place) or means_a_thing(place):
            return "thing"
        return "thing" if self._other_place(place) or self._elsewhere(place) else ""

    def style(self, at: int) -> Style:
        """Are all words of the line capitalised but small ones, or is it in capitals?"""
        line = self._line(at)
        if line.start not in self._styles:
            row = re.findall(r"[^\W\d_]{2,}", self.text[line.start : line.end])
            small = [word for word in row if word.islower()]
            shouted = sum(word.isupper() for word in row) > len(row) / 2 and len(row) > 1
            headline = len(row) > 3 and tables()["headline_words"].issuperset(small)
            self._styles[line.start] = "shouted" if shouted else "headline" if headline else ""
        return self._styles[line.start]

    def sentence(self, at: int) -> Sentence:
        """Return the sentence, though it be broken into lines."""
        return self.sentences[max(0, bisect_right(self.firsts, at) - 1)]

    def _line(self, at: int) -> Sentence:
        return self.lines[max(0, bisect_right(self.starts, at) - 1)]

    def within(self, start: int, end: int) -> Iterator[Match]:
        """Yield the listed names that begin in a stretch."""
        for at in range(bisect_left(self.matches, (start, 0, "")), len(self.matches)):
            if self.matches[at][0] >= end:
                return
            yield self.matches[at]

    def _place(self, start: int, end: int, surface: str, forms: set[str]) -> Place:
        first, last, _ = self.sentence(start)
        head = self.text[max(first, start - 60) : start]
        tail = self.text[end : min(max(last, end), end + 80)]
        shouted = surface.isupper() and self.style(start) == "shouted"
        if shouted:
            head, tail = lowered(head), lowered(tail)
            surface = surface.title() if len(surface) > 3 else surface
        if surface.startswith("St"):
            surface = _SAINT.sub("Saint ", surface)
        found = _BEFORE.search(head[-30:])
        before = found.group(1) if found else ""
        found = _AHEAD.match(tail)
        ahead = found.group()[1:].split(" ") if found else []
        kinds = ("name" in forms, "adjective" in forms, surface in self.cities, shouted)
        return Place(start, end, surface, head, tail, before, ahead, *kinds)

    # ------------------------------------------------------------ persons and longer names
    def _person(self, place: Place) -> bool:
        """Is it a person's first name or surname, or a saint?"""
        table, surface, before = tables(), place.surface, place.before
        if " " in surface:
            return surface.startswith("Saint ") and is_a_saint(place)
        style, first_name = self.style(place.start), surface in table["given_names"]
        if first_name and style != "shouted":
            if place.next[:1].isupper() and not (style and _verb(place.next)):
                known = any(place.next in table[name] for name in _NO_SURNAMES)
                return not (known or self.listed(place.next) or heads_a_name(place))
            if before in table["kin"] or _KNOWN.search(place.head):
                return True
        if surface in table["surnames"]:
            if before in table["given_names"]:
                return True
            if (first_name or before[:1].isupper()) and patterns()["person"].match(place.tail):
                return True
        if style == "headline":
            return False
        if before.rstrip(".") in table["honorifics"] and not place.city:
            return not place.adjective or not place.next[:1].isupper()
        return before in table["given"] and before not in table["provinces"]

    def _pronoun(self, place: Place) -> bool:
        """Is it "us" in capitals, among words in capitals?"""
        if place.surface not in ("US", "U.S.", "USA"):
            return False
        if place.shouted:
            table = tables()
            alone = place.before in table["us_at_the_end"] and not place.ahead
            return alone or place.before in table["before_us"]
        around = [word for word in (place.before, place.next) if word]
        return all(word.isupper() for word in around) and any(len(word) > 1 for word in around)

    def _inside(self, place: Place) -> bool:
        """Does a capitalised word before or after it make it part of a longer name?"""
        table, before, style = tables(), place.before, self.style(place.start)
        if place.next in table["geographic"] or self._joined(place):
            return True
        title = before.rstrip(".")
        if not (place.adjective or style == "shouted") and (
            before in table["ships"] or title in table["honorifics"]
        ):
            return True
        if place.city and not style and goes_on(place) and not self.listed(place.next):
            return True
        if place.adjective or not before[:1].isupper():
            return before in table["directions"] or before in ("Latin", "Native")
        if before in table["geographic"]:
            return True
        if " " in place.surface:
            return False
        last = self._line(place.start).end == place.end
        letterhead = place.shouted and last and before in ("De", "Del")
        if before == "New" or before in table["directions"] or letterhead:
            return True
        return not (
            style == "shouted"
            or self._line(place.start).start == place.start
            or (place.opens and (style or place.city or not may_be_proper(before)))
            or place.surface.isupper()
            or before.isupper()
            or before in table["common"]
            or title in table["titles"]
            or title.lower() in table["calendar"]
            or self.listed(before)
            or self._after_a_body(place)
        )

    def _after_a_body(self, place: Place) -> bool:
        """Does it act where a body's name ends: "in the General Assembly Chad abstained"?"""
        if not (place.next == "and" or _verb(place.next)):
            return False
        near = self.within(place.start - 60, place.start)
        return any(end == place.start - 1 and " " in surface for _, end, surface in near)

    def _joined(self, place: Place) -> bool:
        """Is it a partner in a firm: Holland & Knight?"""
        if place.tail.startswith(" & "):
            return not self.listed(re.split(r"[^\w’'-]", place.tail[3:])[0])
        if place.head.endswith(" & "):
            return not self.listed(place.head[:-3].rpartition(" ")[2])
        return False

    # ------------------------------------------------------------ places of the same name
    def _other_place(self, place: Place) -> bool:
        """Does another place of the same name suit the sentence better?"""
        shared = _shared(place.surface, place.shouted)
        if not shared:
            return False
        own, other = self._nearest(shared.own, place), self._nearest(shared.other, place)
        if self._listed_with_states(place, shared.other):
            own = 0
        if own is not None and other is not None:
            return other < own
        if own is not None or other is not None or shared.bare:
            return other is not None
        if shared.sure and shared.sure.search(self.text):
            return False
        elsewhere = shared.other and shared.other.search(self.text)
        told = shared.own and shared.own.search(self.text) and not elsewhere
        return not (told or self._with_states(place))

    def _nearest(self, cues: re.Pattern[str] | None, place: Place) -> int | None:
        """Return how far the nearest of the cues stands from the name in its sentence, or None."""
        sentence = self.sentence(place.start)
        found = cues.finditer(self.text, sentence.start, sentence.end) if cues else ()
        return min((abs(m.start() - place.start) for m in found), default=None)

    def _with_states(self, place: Place) -> bool:
        """Does the sentence name another state, and use this name as one: not "Georgia farmers"?"""
        sentence, word = self.sentence(place.start), place.next
        if word and not (word in tables()["functions"] or word.endswith("ed")):
            return False
        near = self.within(sentence.start, sentence.end)
        return any(self._other_state(surface, place) for _, _, surface in near)

    def _listed_with_states(self, place: Place, other: re.Pattern[str] | None) -> bool:
        """Does a state's name stand beside it in a list, or with "and", "with", "to" between?"""
        for start, end, surface in self.within(place.start - 60, place.end + 12):
            between = self.text[end : place.start] or self.text[place.end : start]
            if other and other.match(surface):  # Liberia, Costa Rica
                continue
            if between and _LISTED.fullmatch(between):
                return self._other_state(surface, place)
        return False

    def _other_state(self, surface: str, place: Place) -> bool:
        whose = self.listed(surface)
        return "name" in whose.values() and "USA" not in whose and surface != place.surface

    def _elsewhere(self, place: Place) -> bool:
        """Is it a town in another state: "in Liberia, Costa Rica"?"""
        found = _ELSEWHERE.match(place.tail)
        if not found or place.city or not (_IN.search(place.head) or not place.head):
            return False
        state, after = self.listed(found.group(1)), found.group(2) or ""
        next_ = place.end + found.end() + 1
        if after == "the" and next(self.within(next_, next_ + 1), None):
            return False  # "Kenya, Ghana, the Gambia and Benin": one of a list
        return "name" in state.values() and after not in ("and", "or") and not self.listed(after)


class _Shared(NamedTuple):
    """A name that a state shares with another place, and the words that tell which is meant."""

    own: re.Pattern[str] | None
    other: re.Pattern[str] | None
    sure: re.Pattern[str] | None
    bare: bool


def _unbroken(text: str, lines: list[Sentence]) -> list[Sentence]:
    """Join lines that a single line break cuts within a sentence."""
    joined: list[Sentence] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and line.start == last.end + 1 and text[last.end - 1] not in ".!?…:;\"”’')]":
            joined[-1] = last._replace(end=line.end)
        else:
            joined.append(line)
    return joined


def _verb(word: str) -> bool:
    """May it be the verb of a headline: Israel Rejects Offer?"""
    return word.endswith(("s", "ed")) or word in tables()["common"]


_NO_SURNAMES = ("titles", "things", "organs", "organisations", "institutions")
_BEFORE = re.compile(r"([\w.\-’'/&]+) $")
_AHEAD = re.compile(r"(?: [^\W_][\w’'&\-]*){1,4}")
_SAINT = re.compile(r"^St\.? ")
_KNOWN = re.compile(
    r"\b(?:(?:known|billed|born|credited) as|(?:man|woman|boy|girl|son|daughter|baby|child|friend"
    r"|teenager|student) (?:named|called|nicknamed)) $"
)
_LISTED = re.compile(r",? (?:and |or |with |to |from |against |between |in |for )?|-|–")
_IN = re.compile(r"\b(?:in|at|near|from|to|of|outside|above|below|around) (?:the )?$")
_ELSEWHERE = re.compile(r",(?: in)? ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?:[.;:)]|$|, ([a-z]\w*))")


@cache
def _shared(name: str, shouted: bool) -> _Shared | None:
    row = _shared_rows().get(name)
    if row is None:
        return None
    own, other, sure = (_cues(row.get(key, []), shouted) for key in ("own", "other", "sure"))
    return _Shared(own, other, sure, row["bare"])


@cache
def _shared_rows() -> dict[str, dict[str, Any]]:
    return {name: row for row in lexicon("names")["shared"].values() for name in row["names"]}


def _cues(cues: list[str], shouted: bool) -> re.Pattern[str] | None:
    """Return a pattern of words, of which the longer ones may go on: Caucasus, Caucasian."""
    long, short = [c for c in cues if len(c) > 4], [c for c in cues if len(c) < 5]
    parts = [words(long)] * bool(long) + [words(short) + r"(?!\w)"] * bool(short)
    flags = re.IGNORECASE if shouted else 0
    return re.compile(r"\b(?:" + "|".join(parts) + ")", flags) if parts else None
