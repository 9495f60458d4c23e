"""Where does a list of names begin, and does anything stand within it?

"A and, more cautiously, B", "including A and B", "with A, B and C abstaining".
"""

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


def opens_list(phrases: Phrases, at: int, last: int) -> bool:
    """Does a list begin behind a preposition: "including A and B", "with A and B away"?

    Args:
        phrases: the noun phrases of the sentence.
        at: the preposition.
        last: the last name of the list.
    """
    if phrases.word(at) in phrases.v["including"]:
        return True
    after = phrases.chunks[last + 1].verb if last + 1 < len(phrases.chunks) else None
    acts = after is not None and after.form not in ("ing", "part")
    return phrases.word(at) == "with" and not acts
