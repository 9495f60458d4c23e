"""Of which bodies and matters does a case speak, so that their votes are part of its story?

The shipped facts hold votes, members and rules of many bodies. Those of a body that neither the
case nor any of its reports names, or on a state that no report names, are not what happened in
this crisis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from quorate.claims.claim import Actor, Occasion
from quorate.record.held import Held
from quorate.record.mentions import names_told, organs_told

if TYPE_CHECKING:
    from quorate.record.record import Record

_KINDS = ("position", "act", "statement", "term")


class _SpokenOf(Protocol):
    """Does the case speak of this body, and of this matter before it?"""

    def __call__(self, body: str, matter: str = "") -> bool: ...


def in_play(record: Record) -> _SpokenOf:
    """Return the test whether a case speaks of a body, and of the matter before it.

    The body is an organisation, a bloc, or one's organ. A case speaks of it if the case lists it,
    or, where it lists none, if a report names it or one of its organs, tells who is in it or of a
    draft before it, or a question is put to it. It speaks of a matter, which is whom a draft is
    about, if a report names it; an empty matter passes, and so does what is no body. A case that
    holds a shipped crisis speaks of all.
    """
    if record.case.crises:
        return lambda body, matter="": True
    entry = record.store.last_entry()
    if entry not in record.unspoken:
        record.unspoken.clear()
        record.unspoken[entry] = _unspoken(record)
    silent, unnamed = record.unspoken[entry]
    return lambda body, matter="": body not in silent and matter not in unnamed


def _unspoken(record: Record) -> tuple[frozenset[str], frozenset[str]]:
    """Return the bodies and organs of which the case does not speak, and whom no report names."""
    case = record.case
    # Not those whom the case reckons with alone: the others' organs are what it is silent about.
    everyone = [cast(Actor, stored.claim) for stored in record.stored("actor")]
    wholes = {actor.actor: actor.of for actor in everyone if actor.type == "organ"}
    bodies = {a.actor for a in everyone if a.type in ("organisation", "bloc")} | wholes.keys()
    told = names_told(record.store, _KINDS)
    spoken = set(case.bodies)
    if not spoken:
        spoken |= {question.organ for question in case.question}
        spoken |= organs_told(record.store, bodies) | told
        spoken |= {wholes.get(name, name) for name in spoken}
    spoken -= {""}
    silent = (b for b in bodies if b not in spoken and wholes.get(b, "") not in spoken)
    return frozenset(silent), frozenset(actor.actor for actor in everyone) - told


def in_this_case(record: Record, occasions: list[Held]) -> list[Held]:
    """Return the occasions without shipped drafts before bodies, or on matters, not spoken of."""
    spoken_of = in_play(record)
    return [
        held
        for held in occasions
        if not _shipped_draft(held) or spoken_of(_told(held).organ, _told(held).about)
    ]


def _told(held: Held) -> Occasion:
    return cast(Occasion, held.holds.claim)


def _shipped_draft(held: Held) -> bool:
    """Is it a draft before an organ, of which the facts alone tell?"""
    draft = _told(held).type == "draft" and _told(held).organ
    told = (held.holds, *held.rivals, *held.weaker)
    return bool(draft) and all(s.status == "official" for s in told)
