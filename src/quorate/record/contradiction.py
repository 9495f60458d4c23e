"""How is it told that sources contradict each other?

Whoever looks for conflicts (`quorate.record.conflicts`, `quorate.record.miscounts`) sees the record
in this one way, and makes of what differs a `Conflict`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import Occasion
from quorate.claims.source import Passage, Rank
from quorate.record.actors import naming_of
from quorate.record.held import conflict
from quorate.record.marks import marks, seen
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record

ONE_STORY = "versions of one story"


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a conflict: what is said, and what it rests on."""

    says: str
    marks: tuple[str, ...] = ()
    decided: bool = True
    claims: tuple[str, ...] = ()


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Where sources contradict each other.

    Attributes:
        kind: one of `quorate.record.conflicts.KINDS_OF_CONFLICT`.
        key: what it is about, by ids.
        about: the same in words.
        day: of which day, as far as known.
        sides: what is said, the side that holds first.
        marks: ``all can be true`` of figures whose bounds meet; ``incomplete`` of a roll call that
            names fewer than it counts; ``versions of one story`` where one source corrects itself.
        decided: true if two sides at least rest on decided claims.
    """

    kind: str
    key: str
    about: str
    day: str = ""
    sides: tuple[Side, ...] = ()
    marks: tuple[str, ...] = ()
    decided: bool = True


class Looking:
    """The record seen for what differs in it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.naming = naming_of(record)
        self.joined = record.joined()
        self.stories = record.stories()

    def name(self, actor: str) -> str:
        """Return what an actor is called."""
        return self.naming.name(self.naming.one(actor))

    @cached_property
    def occasions(self) -> dict[str, Occasion]:
        """Return by id the first claim on each occasion."""
        found: dict[str, Occasion] = {}
        for stored in self.record.stored("occasion"):
            occasion = cast(Occasion, stored.claim)
            found.setdefault(occasion.occasion, occasion)
        return found

    def title(self, draft: str) -> str:
        """Return the title of a draft, or else its id."""
        claims = self.record.stored("occasion", {"occasion": self.joined.all(draft)})
        titles = [t for s in claims if (t := cast(Occasion, s.claim).title)]
        return titles[0] if titles else draft

    def disagreeing(self, stored: Iterable[Stored]) -> Iterator[list[Stored]]:
        """Yield, rank by rank, the claims that are in conflict with another of that rank."""
        ranks: dict[Rank, list[Stored]] = defaultdict(list)
        for each in stored:
            if each.claim.rank > Rank.DERIVED:
                ranks[each.claim.rank].append(each)
        for several in ranks.values():
            apart = [
                s
                for s in several
                if any(o is not s and conflict(s.claim, o.claim) for o in several)
            ]
            if apart:
                yield apart

    def conflict(
        self,
        kind: str,
        key: str,
        about: str,
        several: Iterable[Stored],
        says: Callable[[Stored], str],
    ) -> Conflict:
        """Return the conflict between several claims, each a side that says what `says` gives."""
        stored = list(several)
        sides = tuple(side_of(s, says(s)) for s in stored)
        return Conflict(
            kind=kind, key=key, about=about, day=max(seen(s.claim) for s in stored), sides=sides,
            marks=self._versions(stored), decided=two_decided(sides),
        )  # fmt: skip

    def _versions(self, stored: list[Stored]) -> tuple[str, ...]:
        """Return the mark of a difference between the versions of one story."""
        passages = [s.claim.source for s in stored if isinstance(s.claim.source, Passage)]
        sources = {self.stories.source(s.claim) for s in stored}
        one = len(passages) == len(stored) and len({p.report for p in passages}) > 1
        return (ONE_STORY,) if one and len(sources) == 1 else ()


def side_of(stored: Stored, says: str) -> Side:
    """Return the side that rests on one claim."""
    return Side(says=says, marks=marks(stored), decided=stored.decided, claims=(stored.claim.id,))


def two_decided(sides: tuple[Side, ...]) -> bool:
    """Do two sides at least rest on decided claims, or all if there are fewer?"""
    return sum(s.decided for s in sides) >= min(2, len(sides))
