"""What is kept of a name in a report: where it stands, and whom it means?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

Form: TypeAlias = Literal["name", "adjective", "metonym", "person"]
STATES = ("state", "territory")
BODIES = ("organisation", "organ", "bloc")


class Mention(NamedTuple):
    """An actor named in a text.

    Attributes:
        start, end: its code points, without title or article.
        actor: the actor's id; of a person, the full name; empty if unresolved.
        form: by ``name``, by ``adjective`` or demonym, by ``metonym`` (a capital), or a ``person``.
        name: the name shown: the actor's own, or the report's longest words for it.
        type: ``state``, ``organisation``, ``organ``, ``person`` ...; empty if unknown.
        of: the state of an office (a ministry, a palace) or organ.
    """

    start: int
    end: int
    actor: str
    form: Form
    name: str
    type: str = ""
    of: str = ""


class Mentions(list[Mention]):
    """The mentions of a report; beside them ``places``, the capitals that stand for no government.

    Where something is held tells whose guest it is: "a summit in Bangkok".
    """

    places: tuple[Mention, ...] = ()


class Settled(tuple[Mention, ...]):
    """The mentions of a report as a reading keeps them, with the capitals beside."""

    places: tuple[Mention, ...] = ()


def settled(mentions: Iterable[Mention]) -> Settled:
    """Return mentions as a reading keeps them."""
    kept = Settled(mentions)
    kept.places = places_of(mentions)
    return kept


def places_of(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the capitals that stand for no government in a report, as far as it was read."""
    return mentions.places if isinstance(mentions, Mentions | Settled) else ()
