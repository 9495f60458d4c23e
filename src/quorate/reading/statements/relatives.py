"""Which noun does a clause with "which" belong to: "committees in the south, which demand"?"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.phrases import Phrase, phrase_ending
from quorate.reading.statements.saying import Cue, Token, table

_PLURAL = frozenset(
    [
        "we",
        "they",
        "you",
        "i",
        "police",
        "people",
        "some",
        "many",
        "both",
        "others",
        "women",
        "men",
        "media",
        "staff",
        "troops",
        "clergy",
        "children",
        "those",
    ]
)


def is_plural(token: Token) -> bool:
    """Does a noun, or a name, stand for several?"""
    if token.kind == "name":
        return len(token.names) > 1 or token.names[0].type == ""
    ends = token.text.endswith(("s", "men")) and len(token.text) > 3
    return ends or token.text in _PLURAL


def agreeing(tokens: Sequence[Token], phrase: Phrase, cue: Cue) -> Phrase:
    """Return the noun that agrees with the verb of a relative clause: this one, or that before."""
    head = tokens[phrase.last - 1]
    if head.kind != "word" or cue.form not in ("s", "plain") or not phrase.first:
        return phrase
    many = is_plural(head)
    if many == (cue.form == "plain") or tokens[phrase.first - 1].text not in ("in", "at", "of"):
        return phrase
    whole = phrase_ending(tokens, phrase.first - 2)
    if whole is None or tokens[whole.last - 1].kind != "word":
        return phrase
    if is_plural(tokens[whole.last - 1]) == many:
        return phrase
    opens = (i for i in range(whole.last - 1, whole.first, -1) if _opens(tokens[i]))
    return Phrase(next(opens, whole.first), whole.last)


def _opens(token: Token) -> bool:
    return token.text in table("determiners")
