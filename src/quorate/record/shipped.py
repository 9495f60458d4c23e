"""What do the shipped facts hold, at any date, without a case?

The same law as in a record, over facts alone: read once, when somebody first asks.

>>> (held,) = shipped().held("base", {"organ": ("OAS-MC",)}, on="2017-06-19")
>>> held.holds.claim.count
34
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from quorate.claims.claim import KINDS, Actor, AnyClaim
from quorate.claims.files import read_all_facts
from quorate.record.held import Held, holds_on, weigh, with_former_names
from quorate.record.schema import Stored, Wanted, fits

ABOUT = {"rule": "organ", "base": "organ", "membership": "group"}  # what each kind is about


class Holder(ABC):
    """Whoever can be asked what holds: a record, the shipped facts, or some of either."""

    def held(
        self,
        kind: str,
        own: Wanted | None = None,
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
        return weigh((s.claim.key, s) for s in self.candidates(kind, own, on=on, known=known))

    @abstractmethod
    def candidates(
        self,
        kind: str,
        own: Wanted | None = None,
        *,
        on: str | None = None,
        known: str | None = None,
    ) -> list[Stored]:
        """Return every claim that may hold, before any is weighed: as for `held`."""

    @abstractmethod
    def stored(self, kind: str, own: Wanted | None = None) -> list[Stored]:
        """Return every claim of a kind, whenever it held."""

    @abstractmethod
    def actors(self) -> list[Actor]:
        """Return every actor, as it is called now and was before."""


class _Read:
    """Claims in memory, found by kind and by what they are about: the first field of their key."""

    def __init__(self, read: Iterable[Stored]) -> None:
        self._found: dict[tuple[str, str], list[Stored]] = defaultdict(list)
        for stored in read:
            claim = stored.claim
            self._found[claim.kind, ""].append(stored)
            about = getattr(claim, claim.key_fields[0]) if claim.key_fields else None
            if isinstance(about, str):
                self._found[claim.kind, about].append(stored)

    def find(self, kind: str, own: Wanted | None) -> list[Stored]:
        """Return the claims of a kind whose own fields have one of the values wanted."""
        wanted = dict(own or {})
        about = wanted.pop(next(iter(KINDS[kind].key_fields), ""), ("",))
        found = (s for name in dict.fromkeys(about) for s in self._found.get((kind, name), ()))
        return [s for s in found if fits(s.claim, wanted)]


class Shipped(Holder):
    """Facts in memory."""

    def __init__(self, claims: Iterable[AnyClaim]) -> None:
        self._read = _Read(Stored(claim, 0, "official") for claim in claims)
        self._actors: list[Actor] = []

    def candidates(
        self,
        kind: str,
        own: Wanted | None = None,
        *,
        on: str | None = None,
        known: str | None = None,
    ) -> list[Stored]:
        return [s for s in self.stored(kind, own) if holds_on(s.claim, on, known)]

    def stored(self, kind: str, own: Wanted | None = None) -> list[Stored]:
        return self._read.find(kind, own)

    def actors(self) -> list[Actor]:
        self._actors = self._actors or [with_former_names(h) for h in self.held("actor")]
        return self._actors


class ReadAtOnce(Holder):
    """What a holder has of some groups and organs, read at once: for whoever asks of many.

    Whatever else it is asked, the holder answers.
    """

    def __init__(self, holder: Holder, groups: Iterable[str]) -> None:
        """Read it.

        Args:
            holder: a record without a date of its own, or the shipped facts.
            groups: ids of bodies and organs.
        """
        self._holder = holder
        self._groups = frozenset(groups)
        asked = [(kind, {field: sorted(self._groups)}) for kind, field in ABOUT.items()]
        self._candidates = _Read(s for each in asked for s in holder.candidates(*each))
        self._stored = _Read(s for each in asked for s in holder.stored(*each))

    def held(
        self,
        kind: str,
        own: Wanted | None = None,
        *,
        on: str | None = None,
        known: str | None = None,
    ) -> list[Held]:
        if not self._has(kind, own):
            return self._holder.held(kind, own, on=on, known=known)
        return super().held(kind, own, on=on, known=known)

    def candidates(
        self,
        kind: str,
        own: Wanted | None = None,
        *,
        on: str | None = None,
        known: str | None = None,
    ) -> list[Stored]:
        if not self._has(kind, own):
            return self._holder.candidates(kind, own, on=on, known=known)
        return [s for s in self._candidates.find(kind, own) if holds_on(s.claim, on, known)]

    def stored(self, kind: str, own: Wanted | None = None) -> list[Stored]:
        there = self._stored.find if self._has(kind, own) else self._holder.stored
        return there(kind, own)

    def actors(self) -> list[Actor]:
        return self._holder.actors()

    def _has(self, kind: str, own: Wanted | None) -> bool:
        """Was all that is asked for read at once?"""
        asked = (own or {}).get(ABOUT.get(kind, ""))
        return asked is not None and self._groups.issuperset(asked)


@cache
def shipped() -> Shipped:
    """Return the shipped facts; they are read when this is first called."""
    return Shipped(read_all_facts().claims)
