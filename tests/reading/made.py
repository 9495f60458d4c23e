"""An actor made for a test."""

from __future__ import annotations

from quorate.claims.claim import Actor, ActorType
from quorate.claims.source import Instrument


def actor(actor: str, type_: ActorType, name: str, of: str = "", **names: tuple[str, ...]) -> Actor:
    """Return an actor with its names by language or form."""
    source = Instrument("a list made for this test")
    return Actor(source=source, actor=actor, type=type_, name=name, of=of, names=names)
