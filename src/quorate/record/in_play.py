"""Of which bodies does a case speak, so that their votes are part of its story?

The shipped facts hold votes of many bodies. Those of a body that neither the case nor any of its
reports names are not what happened in this crisis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from quorate.claims.claim import Occasion
from quorate.claims.source import Passage
from quorate.record.held import Held
from quorate.record.mentions import names_told

if TYPE_CHECKING:
    from quorate.record.record import Record

_KINDS = ("position", "act", "statement", "term")


def of_bodies_in_play(record: Record, occasions: list[Held]) -> list[Held]:
    """Return the occasions without shipped drafts before bodies that nobody here speaks of.

    A body is spoken of if the case lists it, or, where it lists none, if a report names it, tells
    of a draft before it, or a question is put to it. A case that holds a shipped crisis leaves
    nothing out.
    """
    case = record.case
    if case.crises or all(_told(held) for held in occasions if _organ(held)):
        return occasions
    wholes = {actor.actor: actor.of for actor in record.actors() if actor.type == "organ"}
    spoken = set(case.bodies)
    if not spoken:
        spoken |= {question.organ for question in case.question}
        spoken |= {_organ(held) for held in occasions if _told(held)}
        spoken |= names_told(record.store, _KINDS)
        spoken |= {wholes.get(name, name) for name in spoken}
    return [
        held
        for held in occasions
        if not _organ(held)
        or _told(held)
        or {_organ(held), wholes.get(_organ(held), "")} & (spoken - {""})
    ]


def _organ(held: Held) -> str:
    """Return before which organ a draft stands; empty of anything else."""
    occasion = cast(Occasion, held.holds.claim)
    return occasion.organ if occasion.type == "draft" else ""


def _told(held: Held) -> bool:
    """Does a report tell of it, or a person of this case?"""
    stored = (held.holds, *held.rivals, *held.weaker)
    return any(isinstance(s.claim.source, Passage) or s.status != "official" for s in stored)
