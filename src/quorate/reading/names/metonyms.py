"""May the name of a city or palace stand for its government where it stands?

After "in" or "from" it is the place, unless what is sent or felt shows that a government is meant:
a letter to Paris, anger at Moscow.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.reading.language import lexicon, words


def is_a_place(before: str, after: str, city: bool) -> bool:
    """Does the text before and after the name of a city or palace make it a mere place?"""
    if patterns()["locative"].search(before) and not patterns()["addressed"].search(before):
        return city or not patterns()["courtiers"].search(before)
    if after[:1] == "-":  # Paris-based, but Moscow-backed
        word = re.match(r"-([a-z]\w+)", after)
        return not word or word.group(1) in lexicon("names")["local"]
    return False


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Return what stands before a place, and before a government."""
    table = lexicon("names")
    parts = {
        "locative": rf"(?:\b{words(table['locative'])}|\b{words(table['places_of'])} of)",
        "courtiers": rf"\b{words(table['courtiers'])}(?: \w+)? (?:in|at|inside)",
        "addressed": rf"\b(?:{words(table['addressed'])}(?: \w+){{0,2}} (?:to|from)"
        rf"|{words(table['felt'])} (?:at|in|towards?|to))",
    }
    return {name: re.compile(part + " (?:the )?$", re.IGNORECASE) for name, part in parts.items()}
