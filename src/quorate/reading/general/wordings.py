"""How does a language word the counts of a vote? Patterns made of the wordings that are data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from quorate.reading.general.tongue import Tongue
from quorate.reading.language import words

MASK = "\u01c0"  # a number is masked by it, so that no word is taken for one


class Wording(NamedTuple):
    """A wording of counts.

    Attributes:
        roles: of its numbers, in turn.
        pattern: with a group ``n0``, ``n1`` for each number.
        after: what must stand before it, or None.
        turns: does the first number count whoever did what was done, so that those who rejected
            a draft "por 9 votos a 4" are nine?
    """

    roles: tuple[str, ...]
    pattern: re.Pattern[str]
    after: re.Pattern[str] | None
    turns: bool


@cache
def wordings(lang: Tongue) -> tuple[Wording, ...]:
    """Return the wordings of counts, those of more numbers first."""
    table = lang.table("votes")
    parts = {name: words(listed) for name, listed in table["parts"].items()}

    def made() -> Iterator[Wording]:
        for row in table["wording"]:
            guard = row.get("only_after")
            after = re.compile(rf"\b{parts[guard]}\b") if guard else None
            for form in row["forms"]:
                source = re.sub(r"<(\w+)>", lambda m: parts[m[1]], form)
                for i in range(len(row["roles"])):
                    source = re.sub(
                        r"(?<![A-Za-z\\])N(?![A-Za-z])", f"(?P<n{i}>{MASK}+)", source, count=1
                    )
                pattern = re.compile(rf"(?<!\w){source}(?!\w)")
                yield Wording(tuple(row["roles"]), pattern, after, bool(row.get("turns")))

    return tuple(sorted(made(), key=lambda one: (-len(one.roles), one.after is not None)))


@cache
def nothing(lang: Tongue) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the words that say that there were none: "sin votos en contra"."""
    return tuple(
        (role, re.compile(rf"(?<!\w){words(listed)}(?!\w)"))
        for role, listed in lang.table("votes")["nothing"].items()
    )


@cache
def draft_noun(lang: Tongue) -> re.Pattern[str]:
    """Return the pattern of a draft's noun, with the article before it."""
    nouns = words(lang.table("votes")["drafts"]["nouns"])
    led = words(list(lang.set_of("articles", "determiners", "possessives")))
    return re.compile(rf"\b(?:{led} )?(?P<noun>{nouns})\b", re.IGNORECASE)
