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

Role: TypeAlias = Literal["yes", "no", "abstain", "absent", "needed", "short", "base", "other"]

# rare letters, so that a mask is a word to a pattern
NUMBER, FRACTION, OTHER = "\u01bb", "\u01c2", "\u01c3"


class Wording(NamedTuple):
    """A way of wording numbers of votes.

    Attributes:
        roles: of the numbers in its groups n1, n2, n3.
        pattern: over masked words.
        value, how: the number that the words imply without a number word, and how; -1 if none.
    """

    roles: tuple[Role, ...]
    pattern: re.Pattern[str]
    value: int = -1
    how: str = ""


@cache
def wordings(kind: str) -> list[Wording]:
    """Return the wordings of one kind, in the order in which they claim numbers."""
    return [
        Wording(
            tuple(row["roles"]),
            re.compile(_composed(row["match"]), 0 if row.get("names") else re.IGNORECASE),
            row.get("value", -1),
            row.get("how", ""),
        )
        for row in lexicon("grammar")[kind]
    ]


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


@cache
def phrase(name: str) -> re.Pattern[str]:
    """Return the pattern of a phrase that says something about a vote."""
    return re.compile(_composed(lexicon("grammar")["phrase"][name]), re.IGNORECASE)


_PLACEHOLDER = re.compile(r"(?<!\?P)<(\w+)>")


def _composed(pattern: str) -> str:
    """Return the pattern with its placeholders filled in."""
    return _PLACEHOLDER.sub(_filled, pattern)


def _filled(match: re.Match[str]) -> str:
    """Return what a placeholder stands for."""
    parts, votes = lexicon("grammar")["parts"], lexicon("votes")
    name = match.group(1)
    if name.isdigit():
        return f"(?P<n{name}>{NUMBER}+)"
    if name in ("N", "F"):
        return (NUMBER if name == "N" else FRACTION) + "+"
    if name in parts:
        return _composed(parts[name])
    if name == "adopted_or_rejected":
        return words(votes["adopted"], votes["rejected"])
    return words(votes[name] if name in votes else lexicon("names")[name])
