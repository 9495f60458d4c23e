"""How does a language word the counts of a vote? Patterns made of the wordings that are data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quorate.reading.general.tongue import Tongue
from quorate.reading.language import words

MASK = "\u01c0"  # a number is masked by it, so that no word is taken for one


@cache
def wordings(
    lang: Tongue,
) -> tuple[tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str] | None, bool], ...]:
    """Return the wordings of counts: their roles, their pattern, and what must stand before."""
    table = lang.table("votes")
    parts = {name: words(listed) for name, listed in table["parts"].items()}

    def made() -> Iterator[tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str] | None, bool]]:
        for row in table["wording"]:
            guard = row.get("only_after")
            guarded = re.compile(rf"\b{parts[guard]}\b") if guard else None
            for form in row["forms"]:
                source = re.sub(r"<(\w+)>", lambda m: parts[m[1]], form)
                for i in range(len(row["roles"])):
                    source = re.sub(
                        r"(?<![A-Za-z\\])N(?![A-Za-z])", f"(?P<n{i}>{MASK}+)", source, count=1
                    )
                yield (
                    tuple(row["roles"]),
                    re.compile(rf"(?<!\w){source}(?!\w)"),
                    guarded,
                    bool(guard),
                )

    return tuple(sorted(made(), key=lambda row: (-len(row[0]), row[3])))


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
