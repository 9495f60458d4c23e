"""Which words does a noun attribute: "X's claim that ...", "the warning of X that ..."?"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.attributions import Part, past
from quorate.reading.statements.phrases import Phrase, head_names, phrase_after
from quorate.reading.statements.saying import Token, kind_at, nouns_before, table, text_at
from quorate.reading.statements.until import ends_object


def noun_of(tokens: Sequence[Token], noun: int) -> tuple[Phrase | None, int]:
    """Return whose "claim by X that" or "warning of X, ..., that" it is, and where "that" stands.

    In "X's view is that" nobody follows the noun, and only the place of "that" is returned.
    """
    copula = noun + 1
    if text_at(tokens, copula) == ",":  # "X's position, as set out by Y, is that"
        closing = (i for i in range(noun + 2, noun + 16) if text_at(tokens, i) == ",")
        copula = next(closing, noun) + 1
    is_ = text_at(tokens, copula) in ("is", "was", "remains")
    if is_ and text_at(tokens, copula + 1) == "that":
        return None, copula + 1
    phrase, by = None, noun + 1
    by += text_at(tokens, by) in _GIVEN and text_at(tokens, by + 1) == "by"
    if text_at(tokens, by) in ("of", "by", "from"):
        phrase = phrase_after(tokens, by + 1)
    told = text_at(tokens, by) == "of" and tokens[noun].text.startswith(("report", "rumo", "news"))
    if told and phrase is not None and not head_names(tokens, phrase):
        return None, noun + 1  # "reports of a further 17 deaths that"
    if phrase is None:
        return None, _over_comma(tokens, noun + 1)
    that = _over_comma(tokens, past(phrase))
    return (phrase, that) if text_at(tokens, that) == "that" else (None, noun + 1)


_GIVEN = frozenset(
    ["given", "made", "issued", "levelled", "leveled", "voiced", "conveyed", "expressed", "put",
     "repeated", "raised", "advanced", "offered", "sent", "delivered", "received", "relayed"]
)  # fmt: skip


def noun_for(tokens: Sequence[Token], noun: int) -> Phrase | None:
    """Return whose "appeal by X for ..." or "offer by X to ..." it is."""
    if text_at(tokens, noun + 1) not in ("by", "from", "of"):
        return None
    phrase = phrase_after(tokens, noun + 2)
    if phrase is None or text_at(tokens, phrase.last - 1) in ("votes", "vote", "ballots", "hands"):
        return None  # "the request by 14 votes to three"
    ends = (i for i in range(phrase.first, phrase.last) if tokens[i].text == "for")
    by = Phrase(phrase.first, next(ends, phrase.last))
    if text_at(tokens, noun + 1) == "of" and not head_names(tokens, by):
        return None  # "his offer of arbitration brought the pair to ..."
    return by if tokens[noun].text in nouns_before(text_at(tokens, by.last)) else None


def _over_comma(tokens: Sequence[Token], at: int) -> int:
    """Return the token after an insertion between commas, where "that" follows it."""
    if text_at(tokens, at) != ",":
        return at
    closing = (i for i in range(at + 1, at + 16) if text_at(tokens, i) == ",")
    after = next(closing, at) + 1
    return after if text_at(tokens, after) == "that" else at


def said_after_copula(tokens: Sequence[Token], noun: int) -> Part | None:
    """Return what follows a colon after "X's message was plain:", or "X's answer:"."""
    at = noun + 1
    while at < noun + 9 and kind_at(tokens, at) in ("word", "name", "possessive"):
        if text_at(tokens, at) == "that" or text_at(tokens, at) in table("breaks"):
            return None
        at += 1
    if text_at(tokens, at) != ":" or at + 1 >= len(tokens):
        return None
    last = at + 1
    while last < len(tokens) and tokens[last].text != ";":
        last += 1
    return at + 1, last


def said_by_noun(tokens: Sequence[Token], noun: int) -> Part:
    """Return what is said after a noun: "its claim that ...", "his call for ..."."""
    last = noun + 2
    one = tokens[noun + 1].text in ("for", "to") or tokens[noun].text in _ASKING
    while last < len(tokens) and not ends_object(tokens, last):
        if tokens[noun + 1].text == "for" and tokens[last].text == "and":
            break
        if last > noun + 3 and _ends_subject(tokens, last, one):
            break
        last += 1
    return noun + 2, last


_ASKING = frozenset(["demand", "request", "insistence", "proposal", "plea", "wish", "suggestion"])


def _ends_subject(tokens: Sequence[Token], at: int, one: bool) -> bool:
    """Does the noun have its own verb here: "X's call for a truce was ignored"?"""
    if tokens[at].text not in ("was", "were", "is", "has", "had", "went", "came", "drew", "could"):
        return False
    if one:
        return True
    told = range(max(0, at - 12), at)
    return any(tokens[i].text in table("auxiliaries") | table("modals") for i in told) and (
        text_at(tokens, at - 1) not in table("persons") | table("things") | {"who", "which"}
    )


def of_a_state(tokens: Sequence[Token], at: int, noun: int) -> bool:
    """Is a noun of saying a state's: "the Kyrgyz request", and not "Chinese demand for oil"?"""
    led = text_at(tokens, at - 1) in table("determiners") or tokens[noun].text.endswith("s")
    one = all(m.type in ("state", "territory") for m in tokens[at].names)
    return led and one and not tokens[noun].text.startswith(("report", "view", "opinion"))
