"""Which count does a report give in the place of another?

"The secretariat had first announced 118 votes": what was given first counts no vote of its own, nor
does what somebody holds to ("stood by her figures of nine to four").
"""

from __future__ import annotations

from quorate.claims.claim import CORRECTED
from quorate.reading.tallies.groups import Group, Page
from quorate.reading.tallies.wordings import phrase

_SLIGHT = 5  # votes by which a count that replaces another differs from it, at most


def without_superseded(page: Page, groups: list[Group]) -> list[Group]:
    """Leave out a count that was given first, or is held to, where the report gives another.

    One that replaces another says so of each of its numbers (``{"yes": "corrected"}``).
    """
    left = list(groups)
    for old in [g for g in groups if "yes" in g.counts and not g.candidate]:
        words = page.words(old.anchor).text
        first = phrase("superseded").search(words)
        if not first and not phrase("held_to").search(words):
            continue
        anew = [g for g in left if g is not old and _counts_anew(g, old)]
        if len(anew) == 1:
            left.remove(old)
        if len(anew) == 1 and first:
            anew[0].counts = {
                r: c if c.how else c._replace(how=CORRECTED) for r, c in anew[0].counts.items()
            }
    return left


def _counts_anew(group: Group, old: Group) -> bool:
    """Does one count differ from another by a few votes: the same vote, counted again?"""
    both = [(c.value, old.counts[r].value) for r, c in group.counts.items() if r in old.counts]
    apart = [abs(one - other) for one, other in both if one != other]
    slight = apart and max(apart) <= _SLIGHT and len(both) > 1
    return bool(slight) and "yes" in group.counts and not (group.pending or group.candidate)
