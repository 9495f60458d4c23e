"""Where in a sentence do the actors stand?

A sentence is *slotted*: each mention of an actor becomes a run of one rare letter, of the same
length, so that patterns speak of states, bodies and persons and offsets stay true. Wordings are
data (``lexicon/*.toml``) with placeholders in angle brackets; no pattern repeats an unbounded part
within another, and no sentence is longer than `language.LONGEST`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from quorate.reading.language import Sentence, lexicon, words
from quorate.reading.names import Mention
from quorate.reading.triggers import Needs, any_of, needs

# letters without case, so that a slot is a word to a pattern, whatever the flags
STATE, ADJECTIVE, BODY, PERSON = "\u01c0", "\u01c2", "\u01c1", "\u01bb"
_ANY = STATE + BODY + PERSON
_SAME_LENGTH = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
     "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ", "\r": " ",
     STATE: " ", ADJECTIVE: " ", BODY: " ", PERSON: " "}
)  # fmt: skip


class Slotted(NamedTuple):
    """A sentence with its actors slotted.

    Attributes:
        text: the slotted words, as long as the sentence.
        plain: the words of the report.
        start, end: where the sentence stands in the report.
        number: its number among the sentences.
        paragraph: the number of its paragraph.
        mentions: the slotted mentions by their offset in `text`.
    """

    text: str
    plain: str
    start: int
    end: int
    number: int
    paragraph: int
    mentions: dict[int, Mention]

    def inside(self, start: int, end: int) -> list[Mention]:
        """Return the mentions whose slots begin in this stretch of `text`, in order."""
        return [m for at, m in self.mentions.items() if start <= at < end]


class Item(NamedTuple):
    """One party of a list: an actor by name, or a nominal ("the opposition") without an id.

    Attributes:
        start, end: its code points in the report.
        actor: the actor's id, or the report's words.
        name: the actor's name, or the report's words.
        type: the actor's type; empty if unknown.
    """

    start: int
    end: int
    actor: str
    name: str
    type: str


def slot(text: str, sentences: list[Sentence], mentions: list[Mention]) -> list[Slotted]:
    """Return every sentence with its actors slotted; of nested mentions the outer one counts."""
    return list(_slotted(text, tuple(sentences), tuple(mentions)))


@lru_cache(maxsize=64)  # memberships, terms and their checks ask for the same
def _slotted(
    text: str, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]
) -> tuple[Slotted, ...]:
    outer: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not outer or mention.start >= outer[-1].end:
            outer.append(mention)
    starts = [m.start for m in outer]
    slotted = []
    for number, sentence in enumerate(sentences):
        plain = text[sentence.start : sentence.end]
        chars = list(plain.translate(_SAME_LENGTH))
        found: dict[int, Mention] = {}
        at = bisect_left(starts, sentence.start)
        while at < len(outer) and outer[at].start < sentence.end:
            mention = outer[at]
            at += 1
            if mention.end > sentence.end:
                continue
            here = mention.start - sentence.start
            size = mention.end - mention.start
            chars[here : here + size] = _letter(mention) * size
            found[here] = mention
        slotted.append(
            Slotted(
                "".join(chars),
                plain,
                sentence.start,
                sentence.end,
                number,
                sentence.paragraph,
                found,
            )
        )
    return tuple(slotted)


def _letter(mention: Mention) -> str:
    if mention.form == "person" or mention.type == "person":
        return PERSON
    if mention.form == "adjective":
        return ADJECTIVE
    return STATE if mention.type in ("state", "territory") else BODY


def item(mention: Mention) -> Item:
    """Return a mention as a party: by its id or name; a ministry or palace stands for its state."""
    stands = mention.type == "office" and mention.of
    actor, type = (mention.of, "state") if stands else (mention.actor, mention.type)
    return Item(mention.start, mention.end, actor or mention.name, mention.name, type)


def items(slotted: Slotted, start: int, end: int) -> list[Item]:
    """Return the parties that a stretch of the slotted words lists: names and nominals.

    A name in the genitive is no party ("Chile's decision"), nor is the state of a person ("King P
    of Chile"), and a name inside a nominal belongs to it ("Chile's government").
    """
    found: list[Item] = []
    taken: list[tuple[int, int]] = []
    for match in pattern("<some>|<G>").finditer(slotted.text, start, end):
        found.append(_nominal(slotted, match.start(), match.end()))
        taken.append(match.span())
    for at, mention in slotted.mentions.items():
        stop = at + mention.end - mention.start
        if not start <= at < end or any(s <= at < e for s, e in taken):
            continue
        if slotted.text[at] == ADJECTIVE or slotted.text.startswith(("'s", "' "), stop):
            continue
        if _OF_PERSON.search(slotted.text, max(start, at - 8), at):
            continue
        found.append(item(mention))
    return sorted(found)


def _nominal(slotted: Slotted, start: int, end: int) -> Item:
    said = slotted.plain[start:end]
    return Item(slotted.start + start, slotted.start + end, said, said, "")


_OF_PERSON = re.compile(f"{PERSON} of (?:the )?$")
_PLACEHOLDER = re.compile(r"(?<!\?P)<(\w+)>")


@cache
def pattern(text: str, table: str = "slots") -> re.Pattern[str]:
    """Return a wording as a regular expression, its placeholders filled in.

    Args:
        text: the wording; ``<S>`` is a state, ``<B>`` a body, ``<P>`` a person, ``<A>`` any of
            these, ``<J>`` an adjective, ``<G>`` a nominal, ``<L>`` a list of parties, any other
            word a list or part of the lexicon.
        table: the lexicon that has the lists, besides ``slots``.
    """
    return re.compile(_composed(text, table))


@lru_cache(maxsize=512)  # what a reader finds, its check asks for again
def found(text: str, table: str, slotted: str) -> tuple[re.Match[str], ...]:
    """Return where a wording stands in slotted words."""
    return tuple(pattern(text, table).finditer(slotted))


@cache
def needed(text: str, table: str = "slots") -> Needs:
    """Return what a slotted sentence must have for a wording of `pattern` to match in it."""
    return needs(text, lambda name: _needed_by(name, table))


@cache
def _needed_by(name: str, table: str) -> Needs:
    for source in (table, "slots"):
        lists = lexicon(source)
        if name in lists.get("parts", {}):
            return needed(lists["parts"][name], table)
        if name in lists.get("lists", {}):
            return any_of(lists["lists"][name])
    return needs(_filled(name, table))


def _composed(text: str, table: str) -> str:
    return _PLACEHOLDER.sub(lambda match: _filled(match.group(1), table), text)


@cache
def _filled(name: str, table: str) -> str:
    letters = {"S": STATE, "B": BODY, "P": PERSON, "J": ADJECTIVE}
    if name in letters:
        return letters[name] + "++"
    if name == "A":
        return f"[{_ANY}]++"
    for source in (table, "slots"):
        lists = lexicon(source)
        if name in lists.get("parts", {}):
            return _composed(lists["parts"][name], table)
        if name in lists.get("lists", {}):
            return words(lists["lists"][name])
    raise KeyError(name)
