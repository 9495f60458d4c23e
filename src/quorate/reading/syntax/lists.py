"""Does something stand between "and" and the last of a list: "A and, more cautiously, B"?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quorate.reading.syntax.parties import Phrases

_LONGEST = 5  # chunks of an aside, with its commas
_ASIDE = ("adv", "prep", "np", "date")


def before_aside(phrases: Phrases, at: int) -> int:
    """Return the chunk before an aside that ends at a comma and follows "and"; else the comma.

    Args:
        phrases: the noun phrases of the sentence.
        at: the chunk before the last name of what may be a list.
    """
    if phrases.kind(at) != "comma":
        return at
    for k in range(at - 1, max(0, at - _LONGEST), -1):
        if phrases.kind(k) == "comma":
            return k - 1 if k < at - 1 and phrases.kind(k - 1) == "cc" else at
        if phrases.kind(k) not in _ASIDE:
            return at
    return at
