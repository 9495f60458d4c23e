"""How may a membership be worded? The rules of the lexicon, each with its pattern."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quorate.claims.claim import Role
from quorate.reading.language import lexicon
from quorate.reading.syntax.slots import found, needed, pattern
from quorate.reading.triggers import Triggered, needs


class Wording(NamedTuple):
    """A wording of membership: see the lexicon; ``match`` is made when a sentence asks for it."""

    role: Role
    cue: re.Pattern[str]
    source: str
    group: tuple[str, ...]
    confidence: float
    negated: bool
    flags: frozenset[str]
    title: str

    @property
    def match(self) -> re.Pattern[str]:
        return pattern(self.source, "memberships")

    def found(self, text: str) -> tuple[re.Match[str], ...]:
        """Return where it stands in a slotted sentence, if its cue does."""
        return found(self.source, "memberships", text) if self.cue.search(text) else ()


@cache
def membership_rules() -> Triggered[Wording]:
    """Return the wordings of membership, as the lexicon has them."""
    rules = [
        Wording(
            row["role"],
            re.compile(row["cue"]),
            row["match"],
            tuple(row.get("group", "").split()),
            row["confidence"],
            row.get("negated", False),
            frozenset(name for name, value in row.items() if value is True),
            row.get("title", ""),
        )
        for row in lexicon("memberships")["rule"]
    ]
    return Triggered(
        (rule, needs(rule.cue.pattern) + needed(rule.source, "memberships")) for rule in rules
    )
