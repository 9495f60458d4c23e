"""Of which state is a ministry, a parliament or a court: "Auria's Defence Ministry"?

The state stands before the name ("the Aurian", "Auria's"), in it ("Ministry of Defence of Auria")
or after it ("in Aurin", its capital). Each is one actor of that state, whatever the wording. One
named later without a state is the one of that name that the report has; of two it is neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from quorate.reading.language import lexicon, words
from quorate.reading.names.mentions import Mention

OWNED = re.compile(r"(?:['’]s?)? ")
_BEHIND = re.compile(r" of (?:the )?")
_SEATED = re.compile(r" in (?:the )?")


def is_an_organ(own: str) -> bool:
    """Do words name what every state has one of: a ministry, a parliament, a supreme court?

    >>> [is_an_organ(words) for words in ("Ministry of Defence", "Supreme Court", "Royal Court")]
    [True, True, False]
    """
    return bool(_pattern("offices").fullmatch(own) or _pattern("organs").fullmatch(own))


def speaks_for_its_state(own: str) -> bool:
    """Is it a part of the government, as a ministry is and a court is not?"""
    return bool(_pattern("offices").fullmatch(own))


def name_of(own: str, state: str) -> str:
    """What is an organ called with its state: the same by "foreign ministry" and in full?

    >>> name_of("foreign ministry", "Peru")
    'Ministry of Foreign Affairs of Peru'
    """
    table = lexicon("names")["state_organs"]
    found = re.fullmatch(r"(.+) (Ministry|Department)", own, re.IGNORECASE)
    if found:
        own = f"{found[2].capitalize()} of {found[1]}"
    head, of, what = own.partition(" of ")
    if of and head.capitalize() in ("Ministry", "Department"):
        what = what.removeprefix("the ")
        what = what.title() if what.islower() else what
        if head.capitalize() == "Ministry":
            what = table["portfolios"].get(what.lower(), what)
        own = f"{head.capitalize()} of {what}"
    elif own.islower():
        own = own.title()
    article = "the " if state in table["with_article"] else ""
    return f"{own} of {article}{state}"


class StatesBeside:
    """The states that stand beside the names of their organs in one text.

    Args:
        text: the text.
        listed: the listed names that stand in it, by where they begin.
        state: whom a listed name means where it stands, a capital as a place too.
    """

    def __init__(
        self,
        text: str,
        listed: Sequence[tuple[int, int, str]],
        state: Callable[[tuple[int, int, str]], Mention | None],
    ) -> None:
        self.text, self.listed, self.state = text, listed, state
        self._starts = [match[0] for match in listed]
        self._ends = {match[1]: match for match in reversed(listed)}

    def of(self, start: int, end: int, last: Mention | None) -> tuple[int, int, Mention] | None:
        """Return where an organ's own words stand, and the state that they are of.

        Args:
            start: where the words begin that name it, its state perhaps among them.
            end: where they end.
            last: who is named last before it.
        """
        for match in (m for m in self._at(start) if m[1] < end):
            if self.text[match[1]] == " " and (state := self._state(match)) is not None:
                return match[1] + 1, end, state
        if (
            last is not None
            and last.type == "state"
            and OWNED.fullmatch(self.text, last.end, start)
        ):
            return start, end, last
        inside = self._ends.get(end)
        if inside is not None and inside[0] > start:
            of = re.search(_BEHIND.pattern + "$", self.text[start : inside[0]])
            if of and (state := self._state(inside)) is not None:
                return start, start + of.start(), state
        seated = speaks_for_its_state(self.text[start:end])
        for pattern in (_BEHIND, _SEATED) if seated else (_BEHIND,):
            link = pattern.match(self.text, end)
            for match in self._at(link.end()) if link else ():
                if (state := self._state(match)) is not None and state.form != "adjective":
                    return start, end, state
        return None

    def _at(self, start: int) -> Iterator[tuple[int, int, str]]:
        at = bisect_left(self._starts, start)
        while at < len(self.listed) and self._starts[at] == start:
            yield self.listed[at]
            at += 1

    def _state(self, match: tuple[int, int, str]) -> Mention | None:
        found = self.state(match)
        return found if found is not None and found.type == "state" else None


def by_what_it_is(text: str) -> Iterator[tuple[int, int]]:
    """Where does a text speak of a ministry or an army by what it is: "the foreign ministry"?

    Whether it is named there, its state tells.
    """
    for match in _small().finditer(text):
        yield match.span()


def named_again(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions with those of offices and organs without a state settled.

    One is that of the same name and of the one state that the report names with it; of several it
    is nobody's, and no mention.
    """
    mentions = list(mentions)
    known = {m.name: m for m in mentions if m.of and not m.actor}
    settled = []
    for m in mentions:
        own = text[m.start : m.end]
        if not (m.actor or m.of) and is_an_organ(own):
            fits = [known[name] for name in known if name.startswith(name_of(own, ""))]
            if len(fits) > 1 or (not fits and m.type == "office"):
                continue  # may be either's; or is told by no state, and is in small letters
            if fits:
                m = m._replace(name=fits[0].name, of=fits[0].of, type=fits[0].type)
        settled.append(m)
    return settled


@cache
def _pattern(which: str) -> re.Pattern[str]:
    heads = words(lexicon("names")["state_organs"][which])
    behind = r"(?: (?:of|for) .+)?" if which == "offices" else ""
    return re.compile(rf"(?:[\w&.,'’-]+ )*{heads}{behind}", re.IGNORECASE)


@cache
def _small() -> re.Pattern[str]:
    table = lexicon("names")["state_organs"]
    fields, others = words(table["fields"]), words(table["small"])
    ministry = rf"(?i:{fields}) ministry|ministry of (?:the )?{fields}"
    return re.compile(rf"(?<![\w-])(?:{ministry}|(?i:{others}))(?![\w-])")
