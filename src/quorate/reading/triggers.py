"""Which words must a text have for a pattern to match in it?

A hundred wordings are tried on every sentence, and few of them can match. What a pattern cannot do
without is found from its source once: "(?:signed|initialled) (?:the )?deal" needs "signed" or
"initialled", and "deal". One pass over a sentence then tells which wordings are worth a try. A
trigger only ever spares a search that would fail, so it changes nothing of what is read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import ahocorasick

Row = TypeVar("Row")

SHORTEST = 3  # what is shorter stands in nearly every sentence
MOST = 24  # ways of wording a stretch that are told apart
REMEMBERED = 512  # sentences whose rows are kept: those of a long report
_SIGNS = "\u01bb\u01c0\u01c1\u01c2\u01c3"  # letters without case that slots and masks are made of
_SIMPLE = frozenset(map(chr, range(128))) | frozenset(_SIGNS)
_NONE: frozenset[str] = frozenset()
_NOTHING = frozenset(("",))

_TOKEN = re.compile(
    r"(?P<ahead>\(\?(?:=|<=))|(?P<never>\(\?(?:!|<!))|(?P<maybe>\(\?\(\w+\))"
    r"|\[(?P<either>[a-zA-Z" + _SIGNS + r"]{1,4})\]"
    r"|(?P<any>\(\?P=\w+\)|\[\^?\]?(?:\\.|[^\]\\])*\]|\.)"
    r"|(?P<place>\(\?[a-zA-Z]+\)|\\[bBAZ]|[\^$])"
    r"|(?P<group>\((?:\?(?:P<\w+>|[a-zA-Z-]*:|>))?)|(?P<close>\))|(?P<bar>\|)"
    r"|<(?P<part>\w+)>"
    r"|(?P<run>[a-zA-Z ,'\"-]{2,}(?![*+?{]))"
    r"|\\(?:(?P<coded>u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-9a-zA-Z])|(?P<escaped>.))|(?P<char>.)",
    re.DOTALL,
)
_REPEAT = re.compile(r"(?:(?P<optional>[*?]|\{0?,\d*\}|\{0\})|\+|\{\d+(?:,\d*)?\})[?+]?")
_SAME = str.maketrans({"ſ": "s", "ı": "i", "İ": "i"})  # letters that match s and i without case


class Needs(NamedTuple):
    """What a text must have for an expression to match in it.

    Attributes:
        sets: of each of them the text has at least one word, or part of a word.
        whole: all that the expression can match, if that can be listed; else empty.
    """

    sets: tuple[frozenset[str], ...] = ()
    whole: frozenset[str] = _NONE

    def __add__(self, other: object) -> Needs:
        """What must a text have for both to match, wherever?"""
        return Needs(self.sets + other.sets) if isinstance(other, Needs) else NotImplemented


OPEN = Needs()


def needs(source: str, part: Callable[[str], Needs] = lambda name: OPEN) -> Needs:
    """What must a text have, whatever the case, for a regular expression to match in it?

    Args:
        source: the expression, not a verbose one.
        part: what stands for a placeholder in angle brackets needs.

    >>> found = needs(r"\\b(?:signed|initiall?ed) [\\w ]+ deals?\\b")
    >>> [sorted(each) for each in found.sets]
    [['initialed ', 'initialled ', 'signed '], [' deal', ' deals']]
    """
    return _Source(source, part).alternatives()


def any_of(words: Iterable[str]) -> Needs:
    """What must a text have if one of these words stands in it?"""
    every = frozenset(word.lower() for word in words)
    if all(_SIMPLE.issuperset(word) for word in every):
        return Needs(_kept([every]), every)
    return Needs(_kept([frozenset(max(_FOREIGN.split(word), key=len) for word in every)]))


_RUN = re.compile(rf"([{_SIGNS}])\1+")
_FOREIGN = re.compile(rf"[^\x00-\x7f{_SIGNS}]+")


class _Source:
    """The source of one expression, gone through once."""

    def __init__(self, source: str, part: Callable[[str], Needs]) -> None:
        self.source, self.part, self.at = source, part, 0

    def alternatives(self) -> Needs:
        """Return what the alternatives up to a closing bracket need, whichever of them matches."""
        first, more = self._sequence()
        each = [first]
        while more:
            one, more = self._sequence()
            each.append(one)
        if len(each) == 1:
            return first
        if all(one.whole for one in each):
            whole = frozenset[str]().union(*(one.whole for one in each))
            return Needs(_kept([whole]), whole)
        if not all(one.sets for one in each):
            return OPEN
        return Needs((frozenset[str]().union(*(max(one.sets, key=_worth) for one in each)),))

    def _sequence(self) -> tuple[Needs, bool]:
        """Return what one alternative needs, and whether a bar ends it."""
        found: list[frozenset[str]] = []
        run, listed, bar = _NOTHING, True, False  # run: what stands together
        while token := _TOKEN.match(self.source, self.at):
            self.at = token.end()
            kind = token.lastgroup or ""
            if kind in ("bar", "close"):
                bar = kind == "bar"
                break
            own = self._own(kind, token[kind])
            repeat = _REPEAT.match(self.source, self.at)
            self.at = repeat.end() if repeat else self.at
            if kind in ("place", "ahead", "never"):  # which take no room
                found += own.sets if kind == "ahead" and not repeat else ()
                continue
            if repeat and repeat["optional"]:
                again = repeat.group()[0] != "?"
                own = Needs((), own.whole | _NOTHING if own.whole and not again else _NONE)
            else:
                again = bool(repeat) and token.group() not in _SIGNS  # a run counts as one
            if own.whole and len(run) * len(own.whole) <= max(MOST, len(own.whole)):
                run = _joined(run, own.whole)
            else:
                found += (run, *(() if own.whole else own.sets))
                run, listed = own.whole or _NOTHING, False
            if again:
                found.append(run)
                run, listed = own.whole or _NOTHING, False
        return Needs(_kept([*found, run]), run if listed else _NONE), bar

    def _own(self, kind: str, token: str) -> Needs:
        """Return what a token needs; a bracket is gone through."""
        if kind in ("ahead", "never", "maybe", "group"):
            own = self.alternatives()
            return OPEN if kind in ("never", "maybe") else own
        if kind == "part":
            return self.part(token)
        if kind == "either":
            return Needs((), frozenset(token.lower()))
        if kind == "run" or (kind in ("char", "escaped") and token in _SIMPLE):
            return Needs((), frozenset((token.lower(),)))
        return OPEN


def _joined(before: frozenset[str], after: frozenset[str]) -> frozenset[str]:
    return frozenset(_RUN.sub(r"\1", first + last) for first in before for last in after)


def _kept(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return those that tell something."""
    return tuple(each for each in sets if each and _worth(each) > 0)


def _worth(each: frozenset[str]) -> float:
    """Return how much it tells that one of these is there: long words and few."""
    shortest = min(len(word) + (0 if word.isascii() else SHORTEST) for word in each)
    return 0 if shortest < SHORTEST else min(shortest, 8) - len(each) / 1000


@lru_cache(maxsize=REMEMBERED)
def folded(text: str) -> str:
    """Return a text as `needs` gives words: in small letters, a slot or mask as one letter."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_SAME).lower()
    for sign in _SIGNS:
        while sign + sign in folded:
            folded = folded.replace(sign + sign, sign)
    return folded


class Triggered(Generic[Row]):
    """Rows, each with what it needs: tells which of them a text may match.

    >>> rows = Triggered([("deal", needs("(?:signed|sealed) a deal")), ("any", OPEN)])
    >>> rows.in_text("They SIGNED a deal."), rows.in_text("They signed.")
    (('deal', 'any'), ('any',))
    """

    def __init__(self, rows: Iterable[tuple[Row, Needs]]) -> None:
        self.rows: list[Row] = []
        self._always: list[int] = []
        self._first: defaultdict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)
        numbers: dict[frozenset[str], int] = {}
        for row, need in rows:
            number = len(self.rows)
            self.rows.append(row)
            if not need.sets:
                self._always.append(number)
                continue
            own = [numbers.setdefault(each, len(numbers)) for each in need.sets]
            best = max(range(len(own)), key=lambda n: _worth(need.sets[n]))
            self._first[own[best]].append((number, frozenset(own)))
        words: defaultdict[str, set[int]] = defaultdict(set)
        for each, number in numbers.items():
            for word in each:
                words[word].add(number)
        self._signs = [(word, tuple(words.pop(word))) for word in _SIGNS if word in words]
        self._automaton = ahocorasick.Automaton()
        for word, sets in words.items():
            self._automaton.add_word(word, tuple(sets))
        self._automaton.make_automaton()
        self.in_text = lru_cache(maxsize=REMEMBERED)(self._in_text)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def _in_text(self, text: str) -> tuple[Row, ...]:
        """Return the rows whose words all stand in a text, in their order."""
        said: set[int] = set()
        if len(self._automaton):
            for _, sets in self._automaton.iter(folded(text)):
                said.update(sets)
        for sign, sets in self._signs:
            if sign in text:
                said.update(sets)
        found = [*self._always]
        for number in said & self._first.keys():
            found += [row for row, own in self._first[number] if own <= said]
        return tuple(self.rows[row] for row in sorted(found))
