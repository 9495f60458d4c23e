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
from typing import Generic, TypeAlias, TypeVar

import ahocorasick

Needs: TypeAlias = tuple[frozenset[str], ...]  # of each set one must stand in the text
Row = TypeVar("Row")

SHORTEST = 3  # what is shorter stands in nearly every sentence
REMEMBERED = 512  # sentences whose rows are kept: those of a long report
_SIGNS = "\u01bb\u01c0\u01c1\u01c2\u01c3"  # letters without case that slots and masks are made of
_SIMPLE = frozenset(map(chr, range(128))) | frozenset(_SIGNS)
_SPLIT = re.compile(rf"[^\x00-\x7f{_SIGNS}]+")

_TOKEN = re.compile(
    r"(?P<ahead>\(\?(?:=|<=))|(?P<never>\(\?(?:!|<!))|(?P<maybe>\(\?\(\w+\))"
    r"|(?P<any>\(\?P=\w+\)|\[\^?\]?(?:\\.|[^\]\\])*\]|\.)"
    r"|(?P<place>\(\?[a-zA-Z]+\)|\\[bBAZ]|[\^$])"
    r"|(?P<group>\((?:\?(?:P<\w+>|[a-zA-Z-]*:|>))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<part><\w+>)"
    r"|(?P<run>[a-zA-Z ,'\"-]{2,}(?![*+?{]))"
    r"|\\(?:(?P<coded>u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-9a-zA-Z])|(?P<escaped>.))|(?P<char>.)",
    re.DOTALL,
)
_REPEAT = re.compile(r"(?:(?P<optional>[*?]|\{0?,\d*\}|\{0\})|\+|\{\d+(?:,\d*)?\})[?+]?")
_SAME = str.maketrans({"ſ": "s", "ı": "i", "İ": "i"})  # letters that match s and i without case


def needs(source: str, part: Callable[[str], Needs] = lambda name: ()) -> Needs:
    """What must a text have, whatever the case, for a regular expression to match in it?

    Args:
        source: the expression, not a verbose one.
        part: what stands for a placeholder in angle brackets needs.

    Returns:
        Sets of words or parts of words: the text has at least one of each. Empty if that is open.

    >>> [sorted(each) for each in needs(r"\\b(?:signed|initiall?ed) (?:the )?deals?\\b")]
    [['initial', 'signed'], ['deal']]
    """
    return _Source(source, part).alternatives()


def any_of(words: Iterable[str]) -> Needs:
    """What must a text have if one of these words stands in it?"""
    each = frozenset(max(_SPLIT.split(word), key=len).lower() for word in words)
    return (each,) if each and _worth(each) > 0 else ()


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
        if len(each) == 1 or not all(each):
            return first if len(each) == 1 else ()
        return (frozenset[str]().union(*(max(one, key=_worth) for one in each)),)

    def _sequence(self) -> tuple[Needs, bool]:
        """Return what one alternative needs, and whether a bar ends it."""
        found: list[frozenset[str]] = []
        run, bar = "", False  # words that stand together
        while token := _TOKEN.match(self.source, self.at):
            self.at = token.end()
            kind = token.lastgroup or ""
            if kind in ("bar", "close"):
                bar = kind == "bar"
                break
            own = self._own(kind, token.group())
            repeat = _REPEAT.match(self.source, self.at)
            self.at = repeat.end() if repeat else self.at
            if kind in ("never", "maybe") or (repeat and repeat["optional"]):
                own = ()
            elif kind == "run" or (kind in ("char", "escaped") and token[kind] in _SIMPLE):
                run += token[kind].lower()
                if not repeat:
                    continue
            if kind not in ("place", "ahead", "never"):  # which take no room
                found += [frozenset((run,))] if run else ()
                run = ""
            found += own
        found += [frozenset((run,))] if run else ()
        return tuple(each for each in found if _worth(each) > 0), bar

    def _own(self, kind: str, token: str) -> Needs:
        """Return what a bracket or a placeholder needs; the bracket is gone through."""
        if kind in ("ahead", "never", "maybe", "group"):
            return self.alternatives()
        return self.part(token[1:-1]) if kind == "part" else ()


def _worth(each: frozenset[str]) -> float:
    """Return how much it tells that one of these is there: long words and few."""
    shortest = min(SHORTEST + 1 if word in _SIGNS else len(word) for word in each)
    return 0 if shortest < SHORTEST else min(shortest, 8) - len(each) / 1000


def folded(text: str) -> str:
    """Return a text in the case in which `needs` gives words."""
    return text.lower() if text.isascii() else text.translate(_SAME).lower()


class Triggered(Generic[Row]):
    """Rows, each with what it needs: tells which of them a text may match.

    >>> rows = Triggered([("deal", needs("(?:signed|sealed) a deal")), ("any", ())])
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
            if not need:
                self._always.append(number)
                continue
            own = [numbers.setdefault(each, len(numbers)) for each in need]
            best = max(range(len(need)), key=lambda n: _worth(need[n]))
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
