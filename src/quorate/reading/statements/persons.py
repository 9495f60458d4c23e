"""Which persons does a report name, with what offices and of which states?

Offices and states are read from the words beside a name: "the Pakistani minister, A B", "A B, X's
chairman,".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple
from unicodedata import combining, normalize

from quorate.reading.language import lexicon
from quorate.reading.names import Mention
from quorate.reading.statements.phrases import TITLE_DOTS, may_be_inside
from quorate.reading.statements.saying import Token, Unit, table


class Person(NamedTuple):
    """A person at one mention, with what the words beside the name say."""

    name: Mention
    start: int
    offices: frozenset[str]
    states: frozenset[str]
    sex: str


def only(persons: Sequence[Person]) -> Mention | None:
    """Return the one person meant, called by name or by surname alone; None if several are."""
    names = {p.name.name: p.name for p in persons}
    whole = [n for n in names if not any(n != o and o.endswith(f" {n}") for o in names)]
    return names[whole[0]] if len(whole) == 1 else None


def sex_of(word: str) -> str:
    """Return ``m`` or ``f`` if a title or noun says so, or empty text."""
    return "m" if word in table("male") else "f" if word in table("female") else ""


@cache
def _first_names() -> dict[str, str]:
    lists = lexicon("persons")
    female, male = ([_plain(name) for name in lists[sex]] for sex in ("female", "male"))
    return dict.fromkeys(female, "f") | dict.fromkeys(male, "m")


def _plain(name: str) -> str:
    """Return a name without accents."""
    return "".join(c for c in normalize("NFKD", name) if not combining(c))


def sex_of_name(name: str) -> str:
    """Return ``m`` or ``f`` if a first name is given to one sex alone, or empty text."""
    known = _first_names()
    before = name.split()[:-1]
    return next((known[_plain(word)] for word in before if _plain(word) in known), "")


_EVENTS = tuple(
    f" {noun}"
    for noun in ("talks", "summit", "conference", "dialogue", "process", "accord", "accords",
                 "agreement", "treaty", "declaration", "plan", "initiative", "protocol", "pact",
                 "points", "principles", "proposal", "resolution", "roadmap", "forum")
)  # fmt: skip


def persons_of(unit: Unit) -> list[Person]:
    """Return the persons named in a unit, with the offices that stand beside their names."""
    tokens, found = unit.tokens, []
    for at, token in enumerate(tokens):
        if token.kind != "name" or token.names[0].type != "person":
            continue
        if token.names[0].name.lower().endswith(_EVENTS):
            continue  # "the Six-Party Talks" are nobody
        if at == 0 and len(tokens) > 1 and tokens[1].text == ":":
            continue  # who speaks the lines that follow
        named = tokens[at - 1].text == "," and any(
            tokens[i].text in table("offices") for i in _titles(tokens, at)
        )  # "the minister, A B, received her Czech colleague": nothing stands beside him
        beside = [] if named else _apposition(tokens, at)
        near = [*_titles(tokens, at), *beside]
        own = [*_titles(tokens, at), *takewhile(lambda i: tokens[i].text != "to", beside)]
        words = {w for i in own for w in (tokens[i].text, *tokens[i].text.split("-"))}
        states = {m.actor for i in near for m in tokens[i].names if m.actor}
        titles = {sex_of(tokens[i].text) for i in _titles(tokens, at)} - {""}
        for name in token.names:
            sex = next(iter(titles)) if len(titles) == 1 else ""
            found.append(
                Person(
                    name,
                    token.start,
                    frozenset(words & (table("offices") | {"colleague"})),
                    frozenset(states),
                    sex,
                )
            )
    return found


def _titles(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the tokens of title or description before a name: "the Pakistani minister, A B"."""
    found, back = [], at - 1
    commas = 0
    while back >= 0 and at - back < 14:
        token = tokens[back]
        if token.text == "," and back == at - 1:
            commas = 1
        elif token.text == "." and tokens[back - 1].text in TITLE_DOTS:
            pass
        elif (
            token.kind in ("mark", "quote", "date")
            or not (may_be_inside(tokens, back))
            or (token.kind == "name" and token.names[0].type == "person")
            or (not commas and token.text in table("prepositions") - {"of", "for"})
        ):
            break
        else:
            found.append(back)
            if token.text in ("the", "a", "an", "his", "her", "its", "their"):
                break
        back -= 1
    return found


def _goes_on(token: Token) -> bool:
    """Does the sentence go on after the comma, and not with words for the one named?"""
    text = token.text
    if token.kind != "word" or token.capital:
        return False
    past = text.endswith("ed") and text not in ("retired", "elected", "appointed", "exiled")
    return past or text in table("pasts") or text in ("and", "or", "but")


def _apposition(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the tokens of a description after a name: "A B, the TMC's chairman,"."""
    if at + 1 >= len(tokens) or tokens[at + 1].text != ",":
        return []
    found: list[int] = []
    if at + 2 < len(tokens) and _goes_on(tokens[at + 2]):
        return found
    for ahead in range(at + 2, min(len(tokens), at + 16)):
        token = tokens[ahead]
        if token.kind in ("mark", "quote") or (
            token.text in table("breaks") and token.text != "that"
        ):
            break
        if token.kind == "word" and token.text in table("auxiliaries"):
            return []
        found.append(ahead)
    return found


def actor_of(person: Person) -> str:
    """Return the id, or else the name, of a person."""
    return person.name.actor or person.name.name


def ids_of(names: Sequence[Mention]) -> tuple[str, ...]:
    """Return the ids, or names, of actors without repetition."""
    return tuple(dict.fromkeys(m.actor or m.name for m in names))


def shown_as(mention: Mention) -> str:
    """Return a state by its id, other actors by name."""
    return (
        mention.actor if mention.type in ("state", "territory") and mention.actor else mention.name
    )
