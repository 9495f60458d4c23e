"""What do the shipped facts hold, at any date, without a case?

The same law as in a record, over facts alone: read once, when somebody first asks.

>>> (held,) = shipped().held("base", {"organ": ("OAS-MC",)}, on="2017-06-19")
>>> held.holds.claim.count
34
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from quorate.claims.claim import KINDS, Actor, AnyClaim
from quorate.claims.files import read_all_facts
from quorate.record.held import Held, weigh, with_former_names
from quorate.record.schema import Stored, Wanted

ABOUT = {"rule": "organ", "base": "organ", "membership": "group"}  # what each kind is about
LATER = "9999"  # when what nobody dates was published


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


class Shipped(Holder):
    """Facts in memory, found by kind and by what they are about."""

    def __init__(self, claims: Iterable[AnyClaim]) -> None:
        # By kind, and by kind and what it is about.
        self._found: dict[tuple[str, str], list[Stored]] = defaultdict(list)
        for claim in claims:
            stored = Stored(claim, 0, "official")
            self._found[claim.kind, ""].append(stored)
            about = getattr(claim, claim.key_fields[0]) if claim.key_fields else None
            if isinstance(about, str):
                self._found[claim.kind, about].append(stored)
        self._actors: list[Actor] = []

    def candidates(
        self,
        kind: str,
        own: Wanted | None = None,
        *,
        on: str | None = None,
        known: str | None = None,
    ) -> list[Stored]:
        return [s for s in self.stored(kind, own) if holds(s.claim, on, known)]

    def stored(self, kind: str, own: Wanted | None = None) -> list[Stored]:
        wanted = dict(own or {})
        first = KINDS[kind].key_fields[:1]
        about = wanted.pop(first[0], None) if first else None
        places = [(kind, name) for name in about] if about is not None else [(kind, "")]
        found = [stored for place in places for stored in self._found.get(place, ())]
        for name, values in wanted.items():
            found = [s for s in found if getattr(s.claim, name) in values]
        return found

    def actors(self) -> list[Actor]:
        self._actors = self._actors or [with_former_names(h) for h in self.held("actor")]
        return self._actors


def holds(claim: AnyClaim, on: str | None, known: str | None) -> bool:
    """May a claim hold on a date, by what was published by another? None: whenever."""
    if known is not None and (claim.known or LATER) > known:
        return False
    return on is None or (claim.starts <= on and (claim.until is None or claim.until > on))


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
        self._candidates: dict[tuple[str, str], list[Stored]] = defaultdict(list)
        self._stored: dict[tuple[str, str], list[Stored]] = defaultdict(list)
        for kind, field in ABOUT.items():
            own = {field: sorted(self._groups)}
            for there, read in (
                (self._candidates, holder.candidates(kind, own)),
                (self._stored, holder.stored(kind, own)),
            ):
                for stored in read:
                    there[kind, getattr(stored.claim, field)].append(stored)

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
        if own is None or not self._has(kind, own):
            return self._holder.candidates(kind, own, on=on, known=known)
        found = self._of(self._candidates, kind, own)
        return [s for s in found if holds(s.claim, on, known)]

    def stored(self, kind: str, own: Wanted | None = None) -> list[Stored]:
        if own is None or not self._has(kind, own):
            return self._holder.stored(kind, own)
        return self._of(self._stored, kind, own)

    def actors(self) -> list[Actor]:
        return self._holder.actors()

    def _has(self, kind: str, own: Wanted | None) -> bool:
        """Was all that is asked for read at once?"""
        return kind in ABOUT and self._groups.issuperset((own or {}).get(ABOUT[kind], ("",)))

    def _of(
        self,
        there: Mapping[tuple[str, str], list[Stored]],
        kind: str,
        own: Wanted,
    ) -> list[Stored]:
        found = [
            s for group in dict.fromkeys(own[ABOUT[kind]]) for s in there.get((kind, group), ())
        ]
        for name, values in own.items():
            if name != ABOUT[kind]:
                found = [s for s in found if getattr(s.claim, name) in values]
        return found


@cache
def shipped() -> Shipped:
    """Return the shipped facts; they are read when this is first called."""
    return Shipped(read_all_facts().claims)
