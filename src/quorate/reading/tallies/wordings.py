"""How may votes be worded?

The wordings are data: ``lexicon/grammar.toml`` has the patterns, with placeholders for the word
lists of ``votes.toml`` and ``names.toml``. Here they are composed into regular expressions.
No pattern repeats an unbounded part within another.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from quorate.reading.language import lexicon, words
from quorate.reading.triggers import Needs, Triggered, any_of, needs

Role: TypeAlias = Literal["yes", "no", "abstain", "absent", "needed", "short", "base", "other"]

# rare letters, so that a mask is a word to a pattern
NUMBER, FRACTION, OTHER = "\u01bb", "\u01c2", "\u01c3"


class Wording(NamedTuple):
    """A way of wording numbers of votes.

    Attributes:
        roles: of the numbers in its groups n1, n2, n3.
        source: of the pattern over masked words, with placeholders.
        value, how: the number that the words imply without a number word, and how; -1 if none.
        names: true if capitals count.
    """

    roles: tuple[Role, ...]
    source: str
    value: int = -1
    how: str = ""
    names: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, made when a sentence asks for it."""
        return _pattern(self.source, self.names)


@cache
def wordings(kind: str) -> Triggered[Wording]:
    """Return the wordings of one kind, in the order in which they claim numbers."""
    return Triggered(
        (
            Wording(
                tuple(row["roles"]),
                row["match"],
                row.get("value", -1),
                row.get("how", ""),
                bool(row.get("names")),
            ),
            _needed(row["match"]),
        )
        for row in lexicon("grammar")[kind]
    )


@cache
def _pattern(source: str, names: bool) -> re.Pattern[str]:
    return re.compile(_composed(source), 0 if names else re.IGNORECASE)


@cache
def equals() -> list[tuple[Role, str, re.Pattern[str]]]:
    """Return the wordings of a number as that of another role, or as the one told before."""
    return [
        (row["role"], row["as"], re.compile(_composed(row["match"]), re.IGNORECASE))
        for row in lexicon("grammar")["equal"]
    ]


@cache
def pair(part: str) -> re.Pattern[str]:
    """Return the pattern of a pair of numbers, or of what stands around one."""
    return re.compile(_composed(lexicon("grammar")["pair"][part]), re.IGNORECASE)


def said(name: str, text: str) -> re.Match[str] | None:
    """Return where a sentence first says a phrase; it is looked for only if its words stand."""
    return phrase(name).search(text) if name in _phrases().in_text(text) else None


@cache
def _phrases() -> Triggered[str]:
    rows: dict[str, str] = lexicon("grammar")["phrase"]
    return Triggered((name, _needed(source)) for name, source in rows.items())


@cache
def phrase(name: str) -> re.Pattern[str]:
    """Return the pattern of a phrase that says something about a vote."""
    return re.compile(_composed(lexicon("grammar")["phrase"][name]), re.IGNORECASE)


_PLACEHOLDER = re.compile(r"(?<!\?P)<(\w+)>")


@cache
def _needed(source: str) -> Needs:
    """Return what a masked sentence must have for a pattern to match in it."""
    return needs(source, _needed_by)


@cache
def _needed_by(name: str) -> Needs:
    parts = lexicon("grammar")["parts"]
    if name in parts:
        return _needed(parts[name])
    if name.isdigit() or name in ("N", "F"):
        return needs(_composed(f"<{name}>"))
    return any_of(_listed(name))


def _composed(pattern: str) -> str:
    """Return the pattern with its placeholders filled in."""
    return _PLACEHOLDER.sub(lambda match: _filled(match.group(1)), pattern)


@cache
def _filled(name: str) -> str:
    """Return what a placeholder stands for."""
    parts = lexicon("grammar")["parts"]
    if name.isdigit():
        return f"(?P<n{name}>{NUMBER}+)"
    if name in ("N", "F"):
        return (NUMBER if name == "N" else FRACTION) + "+"
    if name in parts:
        return _composed(parts[name])
    return words(_listed(name))


def _listed(name: str) -> list[str]:
    votes = lexicon("votes")
    if name == "adopted_or_rejected":
        return [*votes["adopted"], *votes["rejected"]]
    listed: list[str] = votes[name] if name in votes else lexicon("names")[name]
    return listed
