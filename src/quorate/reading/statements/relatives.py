"""Which noun does a clause with "which" belong to: "committees in the south, which demand"?"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.phrases import Phrase, phrase_after, phrase_ending
from quorate.reading.statements.saying import Cue, Token, table, text_at

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


def opens_absolute(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """May a participle after this noun be its own: ", its envoy saying"?"""
    return text_at(tokens, phrase.first) in _ABSOLUTE


_ABSOLUTE = frozenset(
    ["its", "his", "her", "their", "some", "several", "many", "most", "others", "both", "two",
     "three"]
)  # fmt: skip


def speaking(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return the document whose participle tells what it says: "against a resolution demanding".

    Who signs or backs one speaks in it; who votes against or ignores it does not.
    """
    if text_at(tokens, at) not in table("documents"):
        return None
    led = (i for i in range(at - 1, max(-1, at - 7), -1) if tokens[i].text in table("determiners"))
    first = next(led, at)
    before = text_at(tokens, first - 1)
    return Phrase(first, at + 1) if not first or before in _NO_ISSUERS else None


_NO_ISSUERS = frozenset(
    ["against", "for", "on", "over", "of", "by", "despite", "ignored", "flouted", "rejected",
     "opposed", "vetoed", "blocked", "debated", "considered", "defeated", "discussed", "dismissed",
     "defied", "violated", "breached", "received", "awaits", "faces", "killed", "shelved"]
)  # fmt: skip


def is_apposed_matter(tokens: Sequence[Token], end: int) -> bool:
    """Does what was told end here, called by a noun: ", a figure | dismissed by X"?"""
    if text_at(tokens, end - 1) not in table("matters"):
        return False
    first = end - 2 - (text_at(tokens, end - 2) not in ("a", "an"))
    return text_at(tokens, first) in ("a", "an") and text_at(tokens, first - 1) == ","


def of_whose(tokens: Sequence[Token], first: int) -> Phrase | None:
    """Return Y of "X, whose leader, Y, left the hall | and called on Z", before this token."""
    for at in range(first - 2, max(-1, first - 24), -1):
        if tokens[at].kind == "quote" or tokens[at].text in (";", ":", "."):
            return None
        if tokens[at].text != "whose":
            continue
        phrase = phrase_after(tokens, at + 1)
        if phrase is None:
            return None
        end = phrase.beside[1] + 1 if phrase.beside is not None else phrase.last
        within = all(t.text != "," for t in tokens[end:first])
        return Phrase(*phrase.beside) if within and phrase.beside is not None else None
    return None


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
