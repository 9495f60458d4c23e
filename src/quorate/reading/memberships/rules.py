"""How may a membership be worded? The rules of the lexicon, each with its pattern."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quorate.claims.claim import Role
from quorate.reading.language import lexicon
from quorate.reading.syntax.slots import pattern


class Wording(NamedTuple):
    """A wording of membership: see the lexicon."""

    role: Role
    cue: re.Pattern[str]
    match: re.Pattern[str]
    group: tuple[str, ...]
    confidence: float
    negated: bool
    flags: frozenset[str]
    title: str
    office: str


@cache
def membership_rules() -> list[Wording]:
    """Return the wordings of membership, as the lexicon has them."""
    return [
        Wording(
            row["role"],
            re.compile(row["cue"]),
            pattern(row["match"], "memberships"),
            tuple(row.get("group", "").split()),
            row["confidence"],
            row.get("negated", False),
            frozenset(name for name, value in row.items() if value is True),
            row.get("title", ""),
            row.get("office", ""),
        )
        for row in lexicon("memberships")["rule"]
    ]
