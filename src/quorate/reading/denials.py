"""Do the words that a claim shows deny, refuse or name nobody?"""

from __future__ import annotations

import re
from functools import cache

from quorate.claims.source import Span
from quorate.reading.language import lexicon, words
from quorate.reading.syntax.tokens import verb_forms, vocabulary

_YET = "(?:has|have|had) yet to\\b"
_INVITATION = r"(?:an?|the|its|his|her|their|any|every) (?:[a-z]+ )?invitation to\b"
_REFUSAL = re.compile(
    r"^(?:(?:will|would|shall)\b.* [\"“‘]?)?(?:not|never)\b|^w(?:o|ould)n['’]t\b", re.IGNORECASE
)


def refuses(cue: Span) -> bool:
    """Do the words say that something will not be done: "will not", "would never"?"""
    return bool(_REFUSAL.match(cue.words))


def unsays(span: Span) -> bool:
    """Do the words for a verb left out deny it: "did not", but not "nor did"?"""
    return bool(re.search(r"\bnot\b|n['’]t\b", span.words))


@cache
def negation() -> re.Pattern[str]:
    """Which words deny what they stand before, or refuse it?"""
    control = lexicon("clauses")["control"]
    governing, declining = _forms(control["refuses"]), _forms(control["declines"])
    cues = set(vocabulary()["negations"]) - {"hardly", "scarcely"} | {"no longer", "cannot", "nor"}
    return re.compile(
        rf"(?<=\W)(?:{words(sorted(cues))}\b|{words(governing)} to\b|{_YET}"
        rf"|{words(declining)}(?: down)? {_INVITATION})|n['’]t\b",
        re.IGNORECASE,
    )


def _forms(lemmas: list[str]) -> list[str]:
    return [form for form, kinds in verb_forms().items() if dict(kinds).keys() & set(lemmas)]


@cache
def denying() -> re.Pattern[str]:
    """What stands before a clause that somebody denies?"""
    forms = words(_forms(["deny"]))
    return re.compile(
        rf"(?<!not )(?<!n.t )\b{forms}(?:,? [\w'’-]+){{0,3}}? (?:that )?(?:the )?$", re.IGNORECASE
    )


@cache
def nobody() -> re.Pattern[str]:
    """Which words say that nobody is meant, where a clause begins with them?"""
    return re.compile(r"\s*(?:no|none|neither|nobody)\b", re.IGNORECASE)
