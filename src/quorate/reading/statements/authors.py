"""Who is "we" or "I" in a text, and who speaks the lines of a dialogue?

A declaration begins "We, the ministers of X"; a statement or letter names its author in its heading
or under it; a dialogue has a name before each line. Words in quotation marks are not meant here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quorate.reading.statements.phrases import Phrase, is_person, phrase_after
from quorate.reading.statements.saying import Token, Unit, table, text_at

HEAD, FOOT = 6, 6  # units at the head and foot of a text in which its author may be named


class Label(NamedTuple):
    """The words before the colon of a line, and where the line begins."""

    phrase: Phrase
    begin: int


class Turn(NamedTuple):
    """What one speaker of a dialogue says: the words before its colon, his full name, its end."""

    label: Label
    name: str
    end: int


def declared(tokens: Sequence[Token]) -> Phrase | None:
    """Return who "we" are, where a declaration says so: "We, the ministers of X, ..."."""
    at = next((i for i, t in enumerate(tokens[:4]) if t.text == "we"), -1)
    if at < 0 or text_at(tokens, at + 1) != ",":
        return None
    phrase = phrase_after(tokens, at + 2)
    if phrase is None or phrase.last >= len(tokens):
        return None
    end = phrase.last
    while end < phrase.last + 4 and text_at(tokens, end) != "," and end < len(tokens):
        end += 1  # its short name in brackets
    return Phrase(phrase.first, end)


def author(units: Sequence[Unit]) -> tuple[Unit, Phrase] | None:
    """Return who issues a text: "Statement by X", "Letter from X", "(signed) X", "Yours, X"."""
    for unit in units[:HEAD]:
        tokens = unit.tokens
        for at in range(min(len(tokens), 8)):
            if tokens[at].text not in table("issued"):
                continue
            by = at + 1
            while by < len(tokens) and by < at + 4 and tokens[by].text not in _BY:
                by += 1
            if text_at(tokens, by) in _BY and text_at(tokens, len(tokens) - 1) != ".":
                phrase = phrase_after(tokens, by + 1)
                if phrase is not None:
                    return unit, phrase
    for number, unit in enumerate(units[-FOOT:], len(units) - min(FOOT, len(units))):
        tokens = unit.tokens
        signed = next((i for i, t in enumerate(tokens[:4]) if t.text == "signed"), -1)
        if signed >= 0 and text_at(tokens, signed + 1) in (")", ":", "by"):
            phrase = phrase_after(tokens, signed + 2)
            if phrase is not None:
                return unit, Phrase(phrase.first, phrase.last)
        if text_at(tokens, 0) == "yours" and "," in (text_at(tokens, 1), text_at(tokens, 2)):
            begins = 2 if tokens[1].text == "," else 3
            phrase = phrase_after(tokens, begins) if len(tokens) > begins else None
            if phrase is not None:
                return unit, Phrase(phrase.first, phrase.last)
        closes = text_at(tokens, 0) in ("yours", "sincerely", "respectfully") and len(tokens) < 5
        if closes and number + 1 < len(units):
            under = units[number + 1]
            phrase = phrase_after(under.tokens, 0)
            if phrase is not None:
                return under, Phrase(phrase.first, phrase.last)
    return None


_BY = ("by", "from", "of")


def byline(units: Sequence[Unit]) -> tuple[Unit, Phrase] | None:
    """Return the person under whose name a text appears: "By A B", on a line of its own."""
    for unit in units[:HEAD]:
        tokens = unit.tokens
        if 1 < len(tokens) < 9 and tokens[0].text == "by" and tokens[0].capital:
            phrase = phrase_after(tokens, 1)
            if phrase is not None and is_person(tokens, Phrase(phrase.first, phrase.last)):
                return unit, Phrase(phrase.first, phrase.last)
    return None


def label(tokens: Sequence[Token]) -> Label | None:
    """Return the words before the colon with which a line begins: "OKOYE: ...", "Q: ..."."""
    colon = next((i for i, t in enumerate(tokens[:9]) if t.text == ":"), 0)
    if not colon or colon + 1 >= len(tokens):
        return None
    first = tokens[:colon]
    if first[-1].text in table("headings"):
        return None
    if any(t.kind in ("quote", "date") for t in first) or not (
        first[0].capital or first[0].kind == "name"
    ):
        return None
    end = next((i for i, t in enumerate(first) if t.text == "("), colon)
    return Label(Phrase(0, end), colon + 1)


def is_dialogue(units: Sequence[Unit]) -> bool:
    """Do people talk in turn, none of them a presenter of the news?"""
    heads = [t.phrase for t in map(label, (u.tokens for u in units)) if t is not None]
    words = [units_.tokens[0].text for units_ in units if label(units_.tokens) is not None]
    if any(w in table("presenters") for w in words):
        return False
    asked = sum(w in table("questions") for w in words)
    return len(heads) >= 4 and asked >= 2


def turns(text: str, units: Sequence[Unit]) -> dict[int, Turn]:
    """Return the turns of a dialogue by the number of the unit with which each begins.

    A turn is a paragraph with a name before a colon, in capitals or given again on another line.
    """
    heads: dict[int, Label] = {}
    before = -1
    for number, unit in enumerate(units):
        head = label(unit.tokens) if unit.paragraph != before else None
        before = unit.paragraph
        if head is not None:
            heads[number] = head
    said = {
        n: text[units[n].tokens[0].start : units[n].tokens[head.phrase.last - 1].end]
        for n, head in heads.items()
    }
    found: dict[int, Turn] = {}
    for number, words in said.items():
        again = sum(other == words for other in said.values()) > 1
        if not (again or words.isupper() or is_question(units[number].tokens)):
            continue
        whole = next((w for n, w in said.items() if n < number and w.endswith(" " + words)), words)
        end = max(u.end for u in units[number:] if u.paragraph == units[number].paragraph)
        found[number] = Turn(heads[number], whole, end)
    return found


def is_question(tokens: Sequence[Token]) -> bool:
    """Does a line belong to whoever asks?"""
    return text_at(tokens, 0) in table("questions")
