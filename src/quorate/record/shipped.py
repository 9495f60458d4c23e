"""What do the shipped facts hold, at any date, without a case?

The same law as in a record, over facts alone: read once, when somebody first asks.

>>> (held,) = shipped().held("base", {"organ": ("OAS-MC",)}, on="2017-06-19")
>>> held.holds.claim.count
34
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol

from quorate.claims.claim import KINDS, Actor, AnyClaim
from quorate.claims.files import read_all_facts
from quorate.record.held import Held, weigh, with_former_names
from quorate.record.schema import Stored

LATER = "9999"  # when what nobody dates was published


class Holder(Protocol):
    """A record, or the shipped facts: whoever can be asked what holds."""

    def held(
        self,
        kind: str,
        own: Mapping[str, Sequence[str]] | None = None,
        *,
        on: str | None = None,
        known: str | None = None,
    ) -> list[Held]: ...

    def stored(self, kind: str, own: Mapping[str, Sequence[str]] | None = None) -> list[Stored]: ...

    def actors(self) -> list[Actor]: ...


class Shipped:
    """Facts in memory, found by kind and by what they are about."""

    def __init__(self, claims: Iterable[AnyClaim]) -> None:
        # By kind, and by kind and what it is about: each claim with its key.
        self._found: dict[tuple[str, str], list[tuple[str, Stored]]] = defaultdict(list)
        for claim in claims:
            entry = claim.key, Stored(claim, 0, "official")
            self._found[claim.kind, ""].append(entry)
            about = getattr(claim, claim.key_fields[0]) if claim.key_fields else None
            if isinstance(about, str):
                self._found[claim.kind, about].append(entry)
        self._actors: list[Actor] = []

    def held(
        self,
        kind: str,
        own: Mapping[str, Sequence[str]] | None = None,
        *,
        on: str | None = None,
        known: str | None = None,
    ) -> list[Held]:
        """Return what holds: one answer for each key, with its rivals.

        Args:
            kind: one of the kinds of claim.
            own: values wanted of the kind's own fields, each a list of what will do.
            on: a date; None: all that ever held.
            known: only what was published by then.
        """
        found = self._wanted(kind, own)
        if on is not None:
            found = [e for e in found if _holds(e[1].claim, on)]
        if known is not None:
            found = [e for e in found if (e[1].claim.known or LATER) <= known]
        return weigh(found)

    def stored(self, kind: str, own: Mapping[str, Sequence[str]] | None = None) -> list[Stored]:
        """Return every claim of a kind, whenever it held."""
        return [stored for _, stored in self._wanted(kind, own)]

    def _wanted(
        self, kind: str, own: Mapping[str, Sequence[str]] | None
    ) -> list[tuple[str, Stored]]:
        wanted = dict(own or {})
        first = KINDS[kind].key_fields[:1]
        about = wanted.pop(first[0], None) if first else None
        places = [(kind, name) for name in about] if about is not None else [(kind, "")]
        found = [entry for place in places for entry in self._found.get(place, ())]
        for name, values in wanted.items():
            found = [e for e in found if getattr(e[1].claim, name) in values]
        return found

    def actors(self) -> list[Actor]:
        """Return every actor, as it is called now and was before."""
        self._actors = self._actors or [with_former_names(h) for h in self.held("actor")]
        return self._actors


def _holds(claim: AnyClaim, on: str) -> bool:
    return claim.starts <= on and (claim.until is None or claim.until > on)


@cache
def shipped() -> Shipped:
    """Return the shipped facts; they are read when this is first called."""
    return Shipped(read_all_facts().claims)
