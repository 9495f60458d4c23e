"""Who else says something by the same verb, which is not said again?

"Police put the crowd at 3,000, the organisers at 20,000"; "the opposition claims 60 seats and the
government "no more than 40"": the second speaker has no verb of his own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quorate.reading.statements.phrases import Phrase, phrase_after
from quorate.reading.statements.saying import Token, find_cues, kind_at, table, text_at

GAPPED = frozenset(
    ["put", "estimate", "say", "claim", "count", "report", "speak of", "give", "want", "demand",
     "call", "propose", "offer"]
)  # fmt: skip
CALLING = ("call on", "call upon", "appeal to")
_FAR = 8  # tokens of a count, with what is counted
_HALF = frozenset(["half", "twice", "none", "hundreds", "thousands", "dozens"])


class Gap(NamedTuple):
    """Where the first speaker's words end, who speaks next, and the tokens that he says."""

    end: int
    phrase: Phrase
    part: tuple[int, int]


def also_called(tokens: Sequence[Token], part: tuple[int, int]) -> Gap | None:
    """Return what others are called on to do, too: "called on X to ..., and on Y to ..."."""
    first, last = part
    for at in range(first + 1, last - 3):
        if tokens[at].text == "and" and tokens[at + 1].text in ("on", "upon", "to"):
            told = phrase_after(tokens, at + 2)
            if told is not None and text_at(tokens, told.last) == "to":
                return Gap(at, told, (told.last, last))
    return None


def gap_in(tokens: Sequence[Token], part: tuple[int, int]) -> Gap | None:
    """Return the second speaker in, or directly after, a count that the first one gives."""
    first, last = part
    if not any(_counts(t) for t in tokens[first:last]):
        return None
    for at in range(first + 1, min(last + 1, len(tokens) - 2)):
        if tokens[at].text not in (",", ";", "and", "but", "while"):
            continue
        begin = at + 1
        while text_at(tokens, begin) in ("and", "but", "while"):
            begin += 1
        phrase = phrase_after(tokens, begin)
        if phrase is None:
            continue
        end = next((i for i in range(begin, phrase.last) if _counts(tokens[i])), phrase.last)
        while end > begin and tokens[end - 1].text in _QUALIFIED:
            end -= 1
        said = end + (text_at(tokens, end) in ("at", "of"))
        stop = _closed(tokens, said)
        named = [t for t in tokens[begin:end] if t.text not in table("determiners")]
        speaks = named and all(_speaks(t) for t in named) and not find_cues(named)
        speaks = speaks and _somebody(named[-1])
        quoted = kind_at(tokens, said) == "quote" and tokens[at].text != ","
        if stop and speaks and not (quoted and not _counted(tokens, part)):
            return Gap(at, Phrase(begin, end), (said, stop))
    return None


_QUALIFIED = frozenset(
    ["only", "just", "about", "some", "nearly", "over", "more", "than", "at", "fewer", "less"]
)


def _counts(token: Token) -> bool:
    return (
        token.text[:1].isdigit()
        or token.kind == "quote"
        or token.text in table("numerals")
        or token.text in _HALF
    )


def _speaks(token: Token) -> bool:
    """Can a speaker be called so: no number and no adverb?"""
    return not _counts(token) and token.text not in table("adverbs") | _QUALIFIED


def _counted(tokens: Sequence[Token], part: tuple[int, int]) -> bool:
    """Is a number, and not only a quotation, among the first speaker's words?"""
    return any(_counts(t) and t.kind != "quote" for t in tokens[part[0] : part[1]])


def _somebody(token: Token) -> bool:
    """Does a phrase that ends so name or describe people, or a body?"""
    word = token.text
    known = table("offices") | table("people") | table("bodies") | table("powers")
    return token.kind == "name" or token.capital or word in known or word.endswith("s")


def _closed(tokens: Sequence[Token], first: int) -> int:
    """Return where a count that begins here ends, if a mark or the sentence ends it; else 0."""
    at = first
    while at < len(tokens) and at - first < _FAR and tokens[at].kind != "mark":
        if tokens[at].text in table("auxiliaries") | table("modals") | {"to", "that"}:
            return 0
        at += 1
    counted = any(_counts(t) for t in tokens[first : min(at, first + 2)])
    return at if counted and at > first and kind_at(tokens, at) in ("mark", "") else 0
