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
VOTERS, ADJECTIVES = "\u01c0", "\u01c1"  # voters named, and named by adjective only


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


@cache
def ballot_phrase(name: str) -> re.Pattern[str]:
    """Return the pattern of a phrase that tells of ballots by name."""
    return re.compile(_composed(lexicon("ballots")["phrases"][name], "ballots"), re.IGNORECASE)


@cache
def casts() -> list[tuple[re.Pattern[str] | None, re.Pattern[str], frozenset[str]]]:
    """Return how voters and words of choice may stand to each other: what a sentence needs, the
    wording, and its marks.

    The words of choice are the group ``said``, or the group of their choice within it; those that
    need a vote to be spoken of have ``weak_`` before the choice.
    """
    return [
        (
            re.compile(row["needs"], re.IGNORECASE) if "needs" in row else None,
            re.compile(_composed(row["match"], "ballots"), re.IGNORECASE),
            frozenset(mark for mark, told in row.items() if told is True),
        )
        for row in lexicon("ballots")["cast"]
    ]


_CHOICES = ("no", "abstain", "absent", "yes")
_FORMS = {
    "either": ("gerund", "finite"),
    "any": ("nominal", "finite", "gerund"),
    "voting": ("finite", "gerund", "infinitive"),
}


def _said(*forms: str) -> str:
    """Return the words of choice in some forms, each choice a group."""
    table = lexicon("ballots")
    groups = []
    for prefix, rows in (
        ("", [table[f] for f in forms]),
        ("weak_", [table[f].get("weak", {}) for f in forms]),
    ):
        for choice in _CHOICES:
            said = [row[choice] for row in rows if choice in row]
            if said:
                groups.append(f"(?P<{prefix}{choice}>{_composed('|'.join(said), 'ballots')})")
    return f"(?P<said>{'|'.join(groups)})"


_PLACEHOLDER = re.compile(r"(?<!\?P)<(\w+)>")


def _composed(pattern: str, table: str = "grammar") -> str:
    """Return the pattern with its placeholders filled in."""
    return _PLACEHOLDER.sub(lambda match: _filled(match.group(1), table), pattern)


def _filled(name: str, table: str) -> str:
    """Return what a placeholder stands for in the patterns of a table."""
    parts, votes = lexicon(table)["parts"], lexicon("votes")
    if name in parts:
        return _composed(parts[name], table)
    if table == "ballots" and name in ("v", "w", "e"):
        return f"(?P<{name}>{ADJECTIVES if name == 'e' else VOTERS}+)"
    if table == "ballots" and name in {**_FORMS, **lexicon("ballots")}:
        return _said(*_FORMS.get(name, (name,)))
    if name.isdigit():
        return f"(?P<n{name}>{NUMBER}+)"
    if name in ("N", "F"):
        return (NUMBER if name == "N" else FRACTION) + "+"
    if name == "adopted_or_rejected":
        return words(votes["adopted"], votes["rejected"])
    if name in lexicon("grammar")["parts"]:
        return _composed(lexicon("grammar")["parts"][name])
    return words(votes[name] if name in votes else lexicon("names")[name])
