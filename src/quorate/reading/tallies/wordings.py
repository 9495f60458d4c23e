"""How may votes be worded?

The wordings are data: ``lexicon/grammar.toml`` has the patterns, with placeholders for the word
lists of ``votes.toml`` and ``names.toml``. Here they are composed into regular expressions.
No pattern repeats an unbounded part within another.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from quorate.reading.language import lexicon, words
from quorate.reading.triggers import REMEMBERED, Needs, Triggered, any_of, needs

Role: TypeAlias = Literal["yes", "no", "abstain", "absent", "needed", "short", "base", "other"]

# rare letters, so that a mask is a word to a pattern
NUMBER, FRACTION, OTHER = "\u01bb", "\u01c2", "\u01c3"
VOTERS, ADJECTIVES = "\u01c0", "\u01c1"  # voters named, and named by adjective only


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

    def may_match(self, text: str, start: int = 0) -> bool:
        """May the pattern match in a text? What follows those counted is quicker to look for."""
        end = _end(self.source, self.names)
        return end is None or end.search(text, start) is not None


_LED = re.compile(r"<(voters|head|said)>(?=.)")  # those counted, where a wording begins with them


@cache
def _end(source: str, names: bool) -> re.Pattern[str] | None:
    """Return the pattern of what follows those counted; none if it does not begin with them."""
    led = _LED.match(source)
    if led is None:
        return None
    blank = " " if led[1] == "voters" else ""  # with which the part ends
    return _pattern(f"{blank}(?:{source[led.end() :]})", names)


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
    return phrase(name).search(text) if name in _phrases_in(text) else None


@lru_cache(maxsize=REMEMBERED)
def _phrases_in(text: str) -> frozenset[str]:
    return frozenset(_phrases().in_text(text))


@cache
def _phrases() -> Triggered[str]:
    rows: dict[str, str] = lexicon("grammar")["phrase"]
    return Triggered((name, _needed(source)) for name, source in rows.items())


@cache
def phrase(name: str) -> re.Pattern[str]:
    """Return the pattern of a phrase that says something about a vote."""
    return re.compile(_composed(lexicon("grammar")["phrase"][name]), re.IGNORECASE)


@cache
def ballot_phrase(name: str) -> re.Pattern[str]:
    """Return the pattern of a phrase that tells of ballots by name."""
    return re.compile(_composed(lexicon("ballots")["phrases"][name], "ballots"), re.IGNORECASE)


class Cast(NamedTuple):
    """A way for voters and words of choice to stand to each other.

    Attributes:
        needs: what a sentence must have besides, or None.
        source: of the pattern, with placeholders. The words of choice are the group ``said``, or
            the group of their choice within it; those that need a vote to be spoken of have
            ``weak_`` before the choice.
        marks: what is so of it: "again", "gap", "plain".
    """

    needs: re.Pattern[str] | None
    source: str
    marks: frozenset[str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, made when a sentence asks for it."""
        return _cast_pattern(self.source)


@cache
def _cast_pattern(source: str) -> re.Pattern[str]:
    return re.compile(_composed(source, "ballots"), re.IGNORECASE)


@cache
def casts() -> Triggered[Cast]:
    """Return how voters and words of choice may stand to each other."""
    return Triggered(
        (
            Cast(
                re.compile(row["needs"], re.IGNORECASE) if "needs" in row else None,
                row["match"],
                frozenset(mark for mark, told in row.items() if told is True),
            ),
            needs(row["match"], _cast_needs) + needs(row.get("needs", "")),
        )
        for row in lexicon("ballots")["cast"]
    )


@cache
def _cast_needs(name: str) -> Needs:
    """Return what a sentence must have for a placeholder of the patterns of ballots to match."""
    if name in _FORMS:
        return needs("|".join(f"<{form}>" for form in _FORMS[name]), _cast_needs)
    return needs(_filled(name, "ballots"))


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


def composed(pattern: str) -> str:
    """Return a pattern of the grammar with its placeholders filled in."""
    return _composed(pattern)


def _composed(pattern: str, table: str = "grammar") -> str:
    """Return the pattern with its placeholders filled in."""
    return _PLACEHOLDER.sub(lambda match: _filled(match.group(1), table), pattern)


@cache
def _filled(name: str, table: str) -> str:
    """Return what a placeholder stands for in the patterns of a table."""
    parts = lexicon(table)["parts"]
    if name in parts:
        return _composed(parts[name], table)
    if table == "ballots" and name in ("v", "w", "e"):
        return f"(?P<{name}>{_run(ADJECTIVES if name == 'e' else VOTERS)})"
    if table == "ballots" and name in {**_FORMS, **lexicon("ballots")}:
        return _said(*_FORMS.get(name, (name,)))
    if name.isdigit():
        return f"(?P<n{name}>{_run(NUMBER)})"
    if name in ("N", "F"):
        return _run(NUMBER if name == "N" else FRACTION)
    if name in lexicon("grammar")["parts"]:
        return _composed(lexicon("grammar")["parts"][name])
    return words(_listed(name))


def _run(sign: str) -> str:
    """Return the pattern of a run of a sign: not begun within it, and never cut short."""
    return f"{sign}(?<!{sign}{sign}){sign}*+"


def _listed(name: str) -> list[str]:
    votes = lexicon("votes")
    if name == "adopted_or_rejected":
        return [*votes["adopted"], *votes["rejected"]]
    listed: list[str] = votes[name] if name in votes else lexicon("names")[name]
    return listed
