"""Which words attribute a clause without a verb that rules it?

"According to X", "in the words of X", "by X's own count", "as X put it", "came the reply from X":
they stand before the clause, after it or in its midst.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quorate.reading.statements.attributions import Part, past, said_according, said_around
from quorate.reading.statements.phrases import Phrase, core, is_person, phrase_after
from quorate.reading.statements.pronouns import OWNERS
from quorate.reading.statements.saying import Token, find_cues, kind_at, table, text_at


class Aside(NamedTuple):
    """An attribution that stands beside its clause.

    Attributes:
        cue: its first token and one past its last, without the speaker.
        phrase: the noun phrase for the speaker.
        parts: the tokens that are said.
    """

    cue: tuple[int, int]
    phrase: Phrase
    parts: Sequence[Part]


def find_asides(tokens: Sequence[Token]) -> Iterator[Aside]:
    """Which attributions stand beside their clauses, in order?"""
    for at in range(len(tokens) - 2):
        text = tokens[at].text
        aside = None
        if text == "according" and tokens[at + 1].text == "to":
            aside = _of(tokens, at, at + 2)
        elif text in ("in", "by"):
            aside = _in_words(tokens, at)
        elif text in ("for", "to") and (at == 0 or tokens[at - 1].text in (";", "and", "but")):
            aside = _for_whom(tokens, at)
        elif text == "as":
            aside = _as_put(tokens, at)
        elif text in ("came", "comes", "was", "is", "goes", "went", "runs", "ran"):
            aside = _came_reply(tokens, at)
        if aside is not None and aside.parts:
            yield aside


def in_own_words(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Who is said to be what, in quotation marks: "Canberra is "extremely disappointed""?

    Yields:
        The token for whom, and that of the quotation.
    """
    for at in range(len(tokens) - 2):
        words, then = tokens[at + 2], tokens[at + 3 : at + 4]
        begins = at == 0 or tokens[at - 1].text in (";", "and", "but", ",", "while")
        felt = not at and tokens[0].kind == "name" and tokens[1].kind == "quote"
        if felt and words.text in _TOLD_OF and tokens[-1].text != ".":
            yield 0, 1  # the heading "UN "alarmed" by X"
        if tokens[at].kind != "name" or tokens[at + 1].text not in _IS or words.kind != "quote":
            continue
        said = text[words.start : words.end].strip("\"“”‘’'")
        closed = not then or then[0].kind == "mark" or then[0].text in table("prepositions") | _AND
        if begins and closed and said[:1].islower() and len(said.split()) <= _SHORT:
            yield at, at + 2


_IS = frozenset(["is", "was", "are", "were", "remains", "remained", "feels", "felt"])
_TOLD_OF = frozenset(["by", "at", "over", "about", "with", "to", "on", "after"])
_AND = frozenset(["that", "and", "but"])
_SHORT = 5  # words of what somebody calls himself


def _of(tokens: Sequence[Token], at: int, of: int) -> Aside | None:
    """Return an aside whose speaker follows its cue."""
    phrase = phrase_after(tokens, of)
    if phrase is None:
        return None
    by = phrase.last
    while by < phrase.last + 3 and text_at(tokens, by) in _GIVEN_OUT:
        by += 1
    if by > phrase.last and text_at(tokens, by) == "by":
        phrase = phrase_after(tokens, by + 1) or phrase
    leads = at == 0 or tokens[at - 1].text in (";", ":")
    said = said_according(tokens, at, past(phrase))
    counts = phrase.last - 1
    if tokens[counts].text in table("counts") and kind_at(tokens, counts - 1) == "name":
        return Aside((at, of), Phrase(phrase.first, counts), said)  # "according to UN figures"
    if leads and past(phrase) > phrase.last and text_at(tokens, past(phrase)) != ",":
        phrase = phrase._replace(beside=None)  # "according to X, the army left"
    return Aside((at, of), phrase, said_according(tokens, at, past(phrase)))


_GIVEN_OUT = frozenset(["released", "published", "issued", "compiled", "collected"])


def _for_whom(tokens: Sequence[Token], at: int) -> Aside | None:
    """Return "for X, ...", where X is a person who judges: "this is ...", or words are quoted."""
    phrase = phrase_after(tokens, at + 1)
    if phrase is None or text_at(tokens, past(phrase)) != ",":
        return None
    first, last = past(phrase) + 1, past(phrase) + 1
    while last < len(tokens) and tokens[last].text not in (";", ":", "."):
        last += 1
    head = tokens[core(tokens, phrase)[1] - 1]
    person = is_person(tokens, Phrase(phrase.first, phrase.last)) or (
        head.text in table("offices") | table("people") | table("persons") | {"him", "her"}
        or (head.kind == "adjective" and tokens[phrase.first].text == "the")
    )
    judged = text_at(tokens, first) in _THIS and text_at(tokens, first + 1) == "is"
    quoted = any(t.kind == "quote" for t in tokens[first:last])
    if not person or not (quoted or (judged and last - first > 3)):
        return None
    return Aside((at, at + 1), phrase, [(first, last)])


_THIS = frozenset(["this", "that", "it"])


def _in_words(tokens: Sequence[Token], at: int) -> Aside | None:
    """Return "in the words of X", "in X's view" or "by X's count"."""
    nouns = table("views") if tokens[at].text == "in" else table("reckonings")
    if text_at(tokens, at + 1) == "the" and text_at(tokens, at + 2) in nouns:
        return _of(tokens, at, at + 4) if text_at(tokens, at + 3) == "of" else None
    owned = text_at(tokens, at + 1)
    if owned in OWNERS and text_at(tokens, at + 2 + (text_at(tokens, at + 2) == "own")) in nouns:
        noun = at + 2 + (text_at(tokens, at + 2) == "own")
        parts = said_according(tokens, at, noun + 1)
        return Aside((noun, noun + 1), Phrase(at + 1, at + 2), parts)
    owner = at + 1 + (text_at(tokens, at + 1) == "the")
    while owner < at + 5 and kind_at(tokens, owner) in ("word", "name", "adjective"):
        if kind_at(tokens, owner + 1) == "possessive":
            noun = owner + 2 + (text_at(tokens, owner + 2) == "own")
            if text_at(tokens, noun) not in nouns or text_at(tokens, noun) == "own":
                return None
            parts = said_according(tokens, at, noun + 1)
            return Aside((noun, noun + 1), Phrase(at + 1, owner + 1), parts)
        owner += 1
    return None


def _as_put(tokens: Sequence[Token], at: int) -> Aside | None:
    """Return "as X put it" or "as X has said"."""
    by = _as_said_by(tokens, at)
    if by is not None:
        return by
    phrase = phrase_after(tokens, at + 1)
    for last in range(at + 2, min(len(tokens), at + 14)):
        puts = tokens[last].text in ("put", "puts", "tells", "had", "has")
        if puts and text_at(tokens, last + 1) == "it":
            name = Phrase(at + 1, last)
            return Aside((last, last + 2), name, said_according(tokens, at, last + 2))
        if tokens[last].kind in ("mark", "quote"):
            return None
        cues = find_cues(tokens[last : last + 3])
        if not cues or cues[0].first or cues[0].form not in ("ed", "s") or phrase is None:
            continue
        cue, end = cues[0], last + cues[0].last
        ends = kind_at(tokens, end) in ("mark", "date", "") or text_at(tokens, end) in (
            "in", "on", "at", "to", "during", "before", "earlier", "last", "yesterday",
        )  # fmt: skip
        begins = text_at(tokens, at - 1) == "," or at == 0
        if {"nor", "not", "never"} & {t.text for t in tokens[max(0, at - 5) : at]}:
            return None  # "nor did he, as X alleges, draft it": X says that he did
        if not ({"clause", "told"} & cue.frames and ends and begins):
            return None
        stop = last
        while stop > at + 2 and tokens[stop - 1].text in table("auxiliaries") | table("adverbs"):
            stop -= 1
        return Aside((last, end), Phrase(at + 1, stop), said_according(tokens, at, end))
    return None


def _as_said_by(tokens: Sequence[Token], at: int) -> Aside | None:
    """Return "as was noted by X" or "as noted by X"."""
    verb = at + 1
    while verb < at + 5 and text_at(tokens, verb) in table("auxiliaries") | table("adverbs"):
        verb += 1
    cues = find_cues(tokens[verb : verb + 3])
    if not cues or cues[0].first or cues[0].form != "ed" or "clause" not in cues[0].frames:
        return None
    by = verb + cues[0].last
    begins = text_at(tokens, at - 1) == "," or at == 0
    phrase = phrase_after(tokens, by + 1) if text_at(tokens, by) == "by" and begins else None
    if phrase is None:
        return None
    return Aside((verb, by), phrase, said_according(tokens, at, past(phrase)))


def _came_reply(tokens: Sequence[Token], at: int) -> Aside | None:
    """Return "came the reply from X" after what was said."""
    noun = at + 2
    if text_at(tokens, at + 1) != "the" or text_at(tokens, noun) not in table("replies"):
        return None
    if text_at(tokens, noun + 1) not in ("from", "of"):
        return None
    phrase = phrase_after(tokens, noun + 2)
    if phrase is None or (
        text_at(tokens, at) in ("was", "is") and kind_at(tokens, at - 1) != "quote"
    ):
        return None
    return Aside((at, noun + 1), phrase, said_around(tokens, at, past(phrase)))
