"""Of which bodies does a case speak, so that their votes are part of its story?

The shipped facts hold votes, members and rules of many bodies. Those of a body that neither the
case nor any of its reports names are not what happened in this crisis.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from quorate.claims.claim import Occasion
from quorate.record.held import Held
from quorate.record.mentions import names_told, organs_told

if TYPE_CHECKING:
    from quorate.record.record import Record

_KINDS = ("position", "act", "statement", "term")


def in_play(record: Record) -> Callable[[str], bool]:
    """Return the test whether a case speaks of a body: an organisation, a bloc, or one's organ.

    It does if the case lists the body, or, where it lists none, if a report names it or one of its
    organs, tells who is in it or of a draft before it, or a question is put to it. A case that
    holds a shipped crisis speaks of all. What is no body passes.
    """
    if record.case.crises:
        return lambda body: True
    entry = record.store.last_entry()
    if entry not in record.unspoken:
        record.unspoken.clear()
        record.unspoken[entry] = _unspoken(record)
    others = record.unspoken[entry]
    return lambda body: body not in others


def _unspoken(record: Record) -> frozenset[str]:
    """Return the bodies and organs of which the case does not speak."""
    case = record.case
    everyone = record.actors()
    wholes = {actor.actor: actor.of for actor in everyone if actor.type == "organ"}
    others = {a.actor for a in everyone if a.type in ("organisation", "bloc")} | wholes.keys()
    spoken = set(case.bodies)
    if not spoken:
        spoken |= {question.organ for question in case.question}
        spoken |= organs_told(record.store, others) | names_told(record.store, _KINDS)
        spoken |= {wholes.get(name, name) for name in spoken}
    spoken -= {""}
    return frozenset(b for b in others if b not in spoken and wholes.get(b, "") not in spoken)


def of_bodies_in_play(record: Record, occasions: list[Held]) -> list[Held]:
    """Return the occasions without shipped drafts before bodies that nobody here speaks of."""
    spoken_of = in_play(record)
    return [held for held in occasions if not _shipped_draft(held) or spoken_of(_organ(held))]


def _organ(held: Held) -> str:
    return cast(Occasion, held.holds.claim).organ


def _shipped_draft(held: Held) -> bool:
    """Is it a draft before an organ, of which the facts alone tell?"""
    draft = cast(Occasion, held.holds.claim).type == "draft" and _organ(held)
    told = (held.holds, *held.rivals, *held.weaker)
    return bool(draft) and all(s.status == "official" for s in told)
