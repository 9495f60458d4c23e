"""What can be decided on a claim, and what is said of verdicts and of the chain they stand in?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quorate.record.chain import Chain
from quorate.record.review import Verdict
from quorate.record.schema import Stored
from quorate.views.describe import plural

if TYPE_CHECKING:
    from quorate.views.tables import Screen

DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "deprecate": "deprecated",
    "replace": "replaced",
    "undo": "undone",
}

_ACTS = {
    "proposed": ("accept", "reject", "replace", "deprecate"),
    "accepted": ("reject", "replace", "deprecate", "undo"),
}


def acts(stored: Stored, *, decided: bool) -> tuple[str, ...]:
    """Return what can be decided on a claim.

    Args:
        stored: the claim.
        decided: whether anything was decided on it before.
    """
    if stored.status in ("official", "supposed"):
        return ()
    found = tuple(a for a in _ACTS.get(stored.status, ()) if a != "undo" or decided)
    return found if "undo" in found or not decided else (*found, "undo")


def show_taken(screen: Screen, taken: Iterable[Verdict]) -> None:
    """Print the verdicts just taken, one a line."""
    for each in taken:
        instead = f" by {each.replaced_by}" if each.replaced_by else ""
        screen.say(f"{DONE[each.act]}: {each.claim}{instead} (by {each.by})")


def show_verified(
    screen: Screen, claims: int, chain: Chain, after: int | None, *, whole: bool
) -> None:
    """Print whether a case is whole, the head of its verdicts, and what came after another."""
    screen.say(f"{claims:,} claims checked; " + ("all is whole." if whole else "not whole:"))
    older = (
        f"; {plural(chain.unchained, 'verdict')} from before there was a chain, bound by its start"
        if chain.unchained
        else ""
    )
    screen.say(f"{plural(len(chain.heads), 'verdict')} chained{older}.")
    screen.say(f"head: {chain.head}")
    if after is not None:
        told = f"{plural(after, 'verdict')} came after it" if after else "it is the last"
        screen.say(f"The head given stands in this chain; {told}.")
