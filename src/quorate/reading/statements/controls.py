"""Which words stand between a subject and its verb of saying?

Auxiliaries, adverbs and days: "has since said". Or what leads up to the verb: "was quick to deny",
"went on to say", "used his speech to warn", "is quoted by X as saying".
"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.saying import Cue, Token, table, text_at

TO_NEGATE = frozenset(["declined", "refused", "failed", "declines", "refuses", "fails"])
_BEFORE_DATE = frozenset(["on", "in", "late", "early", "since", "last", "the", "of"])
_REPORTED = frozenset(
    ["said", "reported", "understood", "believed", "alleged", "quoted", "thought"]
)
_BE = frozenset(["is", "are", "was", "were", "been", "being", "be"])


def over_lead(tokens: Sequence[Token], at: int, cue: Cue) -> tuple[int, bool] | None:
    """Return the token before what leads up to a verb, and whether the verb is denied by it.

    Args:
        tokens: those of the unit.
        at: the last token before the verb and its auxiliaries.
        cue: the verb.
    """
    link, earlier = text_at(tokens, at), text_at(tokens, at - 1)
    if cue.form == "ing":
        if link in table("keeps"):
            return past_auxiliaries(tokens, at - 1), False
        if link == "of" and earlier in ("tires", "tired"):
            return past_auxiliaries(tokens, at - 2), False
        if link == "as" and earlier == "quoted" and text_at(tokens, at - 2) in _BE:
            return past_auxiliaries(tokens, at - 2), False
        told = link == "as" and earlier not in ("him", "her", "them", "it")
        return (at - 1, False) if told and _quotes(tokens, at) else None
    if link == "as":
        if reporter := _quoted_by(tokens, at):
            return reporter, False
        if earlier in _REPORTED:
            return past_auxiliaries(tokens, at - 2), False
        return (at - 1, False) if _quotes(tokens, at) else None
    if link != "to":
        return None
    if cue.form == "plain" and (taken := _to_say(tokens, at)) >= 0:
        return taken, False
    if earlier == "yet" and text_at(tokens, at - 2) in ("has", "have", "had"):
        return past_auxiliaries(tokens, at - 3), True
    if earlier in TO_NEGATE:
        return past_auxiliaries(tokens, at - 2), True
    if earlier in _REPORTED:
        return past_auxiliaries(tokens, at - 2), False
    return None


def _quotes(tokens: Sequence[Token], as_: int) -> bool:
    """Does somebody quote here whoever stands before "as": "quoted X as having said"?"""
    after = text_at(tokens, as_ + 1)
    if after != "having" and not after.endswith("ing"):
        return False
    for at in range(as_ - 1, max(0, as_ - 9), -1):
        if tokens[at].text in ("quoted", "quotes", "cited", "cites", "quoting", "citing"):
            return tokens[at + 1].text != "by" and tokens[at - 1].text not in _BE
        if tokens[at].kind in ("mark", "quote"):
            break
    return False


def _quoted_by(tokens: Sequence[Token], as_: int) -> int:
    """Return the token before "quoted by X as", or 0."""
    for at in range(as_ - 1, max(1, as_ - 9), -1):
        if tokens[at].text == "by" and tokens[at - 1].text in ("quoted", "cited", "reported"):
            return past_auxiliaries(tokens, at - 2)
        if tokens[at].kind in ("mark", "quote"):
            break
    return 0


def _to_say(tokens: Sequence[Token], to: int) -> int:
    """Return the token before "took to Twitter to say", "was quick to deny", or -1."""
    last = to - 1
    text = text_at(tokens, last)
    if text in table("eager") or (text in table("made") and text_at(tokens, last - 1) in _BE):
        before = past_auxiliaries(tokens, last - 1)
        if before < last - 1:
            return before
    if text == "pains":
        while last > 0 and tokens[last].text in ("pains", "great", "some", "at"):
            last -= 1
        return past_auxiliaries(tokens, last)
    if text in table("proceeds") or (text == "on" and text_at(tokens, last - 1) in _GO):
        return past_auxiliaries(tokens, last - 1 - (text == "on"))
    for at in range(to - 1, max(0, to - 9), -1):
        if tokens[at].text in table("ventures"):
            return past_auxiliaries(tokens, at - 1)
        if tokens[at].kind in ("mark", "quote"):
            break
    return -1


_BEFORE_ADVERB = {
    "once": ("at", "for"), "fact": ("in",), "turn": ("in",), "effect": ("in",), "private": ("in",),
    "public": ("in",), "part": ("in",), "course": ("of",), "last": ("at",), "first": ("at",),
    "least": ("at",), "vain": ("in",), "person": ("in",), "reply": ("in",), "response": ("in",),
    "return": ("in",), "times": ("at",), "length": ("at",), "principle": ("in",), "all": ("after",),
    "again": ("once",), "advance": ("in",), "writing": ("in",), "passing": ("in",),
}  # fmt: skip
_ASIDE = frozenset(
    ["however", "too", "though", "meanwhile", "therefore", "moreover", "nonetheless",
     "instead", "accordingly", "also", "then", "again"]
)  # fmt: skip
_GO = frozenset(["went", "goes", "gone", "go"])


def past_auxiliaries(tokens: Sequence[Token], at: int) -> int:
    """Return the token before the auxiliaries, adverbs, dates and venues that end here."""
    while at >= 0 and (step := auxiliary(tokens, at)) != at:
        at = step
    return at


def over_aside(tokens: Sequence[Token], at: int) -> int:
    """Return the token before ", however," that ends here, after an auxiliary; else itself."""
    if text_at(tokens, at) != "," or text_at(tokens, at - 2) != ",":
        return at
    verbs = table("auxiliaries") | table("modals")
    if text_at(tokens, at - 1) in _ASIDE and text_at(tokens, at - 3) in verbs:
        return at - 3
    return at


def auxiliary(tokens: Sequence[Token], at: int) -> int:
    """Return the token before an auxiliary, adverb, date or venue that ends here; else itself."""
    token = tokens[at]
    text = token.text
    if token.kind == "date":
        at -= 1
        while at >= 0 and tokens[at].text in _BEFORE_DATE:
            at -= 1
        return at
    shouted = text.endswith("ly") and at + 1 < len(tokens) and tokens[at + 1].capital
    if token.kind != "word" or (token.capital and not shouted and text not in table("negations")):
        return at  # but "STRONGLY CONDEMNS"
    if text in table("venues"):
        for back in range(at - 1, max(-1, at - 6), -1):
            if tokens[back].text in ("in", "at", "through", "during", "via", "by"):
                return back - 1
            if tokens[back].kind in ("mark", "quote"):
                break
        return at
    if at and tokens[at - 1].text in _BEFORE_ADVERB.get(text, ()):
        return at - 2
    if text in ("all", "both", "each") and text_at(tokens, at - 1) in table("auxiliaries"):
        return at - 1  # "have all declared"
    known = text in table("auxiliaries") or text in table("modals") or text in table("adverbs")
    if text in ("neither", "nor"):
        carried = text_at(tokens, at - 1) in table("auxiliaries") | table("modals")
        return at - 1 if carried else at
    if known or text in table("negations") or text.endswith(("n't", "n’t")):
        return at - 1
    if (
        text.endswith("ly")
        and len(text) > 4
        and text not in ("family", "assembly", "ally", "italy")
    ):
        return at - 1
    return at
