"""For which state does an official speak?

"Aurian foreign minister Lena Torv", "Lena Torv, Auria's envoy", "an Aurian diplomat": the state
whose office somebody holds. Those who hold no office of the state now ("former", "opposition")
speak for themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from quorate.reading.language import lexicon
from quorate.reading.memory import actor_id
from quorate.reading.names import Mention
from quorate.reading.parse import Parse
from quorate.reading.tokens import Token

_NEAR = 12  # tokens from a name that may hold its office


def spoken_for(parses: Iterable[Parse]) -> dict[str, Mention]:
    """Which state does each official speak for, with the mention that says so?

    Returns:
        By the official's id or name. Whoever is given offices of two states is left out.
    """
    found: dict[str, Mention] = {}
    unsure: set[str] = set()
    for parse in parses:
        for at, token in enumerate(parse.tokens):
            if token.mention is None or token.mention.type != "person":
                continue
            state = _before(parse.tokens, at) or _after(parse.tokens, at)
            who = actor_id(token.mention)
            if state is not None and actor_id(found.setdefault(who, state)) != actor_id(state):
                unsure.add(who)
    return {who: state for who, state in found.items() if who not in unsure}


def state_in(words: str, inside: list[Mention]) -> Mention | None:
    """Which state does somebody unnamed speak for, in the words for him: "an Aurian diplomat"?"""
    table = lexicon("positions")["official"]
    plain = words.lower().replace("’", "'")
    if plain.startswith(tuple(table["organ"])):  # "the Heads of State of the Union" are its organ
        bodies = [m for m in inside if m.type in ("organisation", "bloc") and m.actor]
        return bodies[0] if len({m.actor for m in bodies}) == 1 else None
    said = plain.split()
    if not set(said) & set(table["offices"]) or set(said) & set(table["not"]):
        return None
    return _only(inside)


def _before(tokens: list[Token], at: int) -> Mention | None:
    """Return the state in a title or description before a name: "Auria's envoy, X"."""
    first = at
    while first > 0 and at - first < _NEAR and not _breaks(tokens[first - 1], first == at):
        first -= 1
    return _state(tokens[first:at])


def _after(tokens: list[Token], at: int) -> Mention | None:
    """Return the state in an apposition after a name: "X, Auria's envoy,"."""
    if at + 1 >= len(tokens) or tokens[at + 1].lower != ",":
        return None
    last = at + 2
    while last < len(tokens) and last - at < _NEAR and not _breaks(tokens[last], False):
        last += 1
    return _state(tokens[at + 2 : last])


def _breaks(token: Token, beside: bool) -> bool:
    if token.kind == "mark":
        return not (beside and token.lower == ",")
    if token.kind == "mention" and token.mention is not None:
        return token.mention.type == "person"
    table = lexicon("positions")["official"]
    return token.kind == "said" or token.lower in table["ends"]


def _state(inside: list[Token]) -> Mention | None:
    """Return the one state of these words, if they hold an office and no word against it."""
    table = lexicon("positions")["official"]
    said = {t.lower for t in inside}
    if not said & set(table["offices"]) or said & set(table["not"]):
        return None
    return _only([t.mention for t in inside if t.mention])


def _only(mentions: list[Mention]) -> Mention | None:
    states = [m for m in mentions if m.type == "state" and m.actor]
    return states[0] if len({m.actor for m in states}) == 1 else None
