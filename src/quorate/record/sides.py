"""Which sides sit in the room, under how many names?

A report calls one side by many words: "the regime", "Maduro's government", "Mr Maduro". Those that
the record does not lead to one id are one side if they speak of a government, or of an opposition,
and name no two states; a person is of the side whose words hold his last name. Words for everybody
("the two sides") are nobody's. What an analyst says of names comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from quorate.record.actors import fold, naming_of

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.talks import Talks

_GOVERNING = frozenset(
    ("government", "regime", "administration", "authorities", "junta", "cabinet", "executive")
)
_OPPOSING = frozenset(("opposition", "opponents", "dissidents"))
_EVERYBODY = re.compile(
    r"^(?:the )?(?:(?:two|both|three|four|several|all|rival|warring|other) )+"
    r"(?:of the )?(?:sides|parties|camps|delegations|factions|governments)$"
)


class Sides:
    """From any name of a party to its side, for one record."""

    def __init__(
        self,
        record: Record,
        names: Iterable[str],
        given: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Put names together.

        Args:
            record: the record.
            names: every name of somebody in the room, those who take part first.
            given: by side, the further names that an analyst gives it.
        """
        self.record, self.naming = record, naming_of(record)
        self._states = {
            fold(word): actor.actor
            for actor in record.actors()
            if actor.type == "state"
            for word in (actor.name, *(w for ws in actor.names.values() for w in ws))
        }
        self.given = {
            fold(name): self.naming.one(side)
            for side, further in (given or {}).items()
            for name in (side, *further)
        }
        members: dict[str, list[str]] = {}
        for side in dict.fromkeys(self.given.values()):
            members[side] = [side]
        self._of: dict[str, str] = dict(self.given)
        for name in dict.fromkeys(names):
            if self._everybody(name):
                continue
            side = self._known(name, members)
            members.setdefault(side, []).append(name)
            self._of[fold(name)] = side
        best = {side: self._called(side, own) for side, own in members.items()}
        self._of = {name: best.get(side, side) for name, side in self._of.items()}
        self.all = tuple(dict.fromkeys(best.values()))

    def of(self, name: str) -> str:
        """Return the side of a name, or empty text if it is of none."""
        return self._of.get(fold(name)) or self._of.get(fold(self.naming.one(name)), "")

    def one(self, name: str) -> str:
        """Return the side of a name, or the one id that it means."""
        return self.of(name) or self.naming.one(name)

    def _everybody(self, name: str) -> bool:
        return bool(_EVERYBODY.match(name.casefold()))

    def _known(self, name: str, members: Mapping[str, list[str]]) -> str:
        """Return the side that a name is of: one there is, or itself."""
        if fold(name) in self.given:
            return self.given[fold(name)]
        for side, own in members.items():
            if any(self._alike(name, other) for other in own):
                return side
        return name

    def _alike(self, name: str, other: str) -> bool:
        if fold(self.naming.one(name)) == fold(self.naming.one(other)):
            return True
        if self._listed(name) and self._listed(other):
            return False
        mine, theirs = self._kind(name), self._kind(other)
        if mine and theirs:
            of, beside = self._state(name), self._state(other)
            return mine == theirs and (not of or not beside or of == beside)
        return self._person_of(name, other) or self._person_of(other, name)

    def _listed(self, name: str) -> bool:
        """Has the record an actor of this name, who is no person?"""
        actor = self.record.actor(name)
        return actor is not None and actor.type != "person"

    def _kind(self, name: str) -> str:
        actor = self.record.actor(name)
        if actor is not None:
            return actor.type if actor.type in ("government", "opposition") else ""
        words = set(re.findall(r"[a-z]+", name.casefold()))
        opposing = bool(words & _OPPOSING)
        return "opposition" if opposing else "government" if words & _GOVERNING else ""

    def _state(self, name: str) -> str:
        """Return the state that a party is of, if its name tells."""
        actor = self.record.actor(name)
        if actor is not None:
            return actor.of
        words = [fold(w) for w in re.split(r"[\s]+", name)]
        pairs = [" ".join(words[i : i + 2]) for i in range(len(words) - 1)]
        return next((self._states[w] for w in (*pairs, *words) if w in self._states), "")

    def _person_of(self, name: str, other: str) -> bool:
        """Does a side's name hold a person's last one?"""
        words = fold(name).split()
        if (
            not _personal(self.record, name)
            or not self._kind(other)
            or self.record.actor(other) is not None
        ):
            return False
        return fold(words[-1]) in {fold(w) for w in other.split()}

    def _called(self, side: str, own: list[str]) -> str:
        """Return how a side is called: by a listed id, an analyst's name, or the first words."""
        if side in self.given.values():
            return side
        listed = [n for n in own if self._listed(n)]
        return next(iter((*listed, *own)))


def in_room(record: Record, talks: Talks) -> Iterator[str]:
    """Yield every name of somebody whose consent the talks are about, those who take part first.

    Where two others ask for something, a person who asks and offers nothing sits there for a side,
    and one who takes no part and only proposes is none of the sides.
    """
    outside = {fold(term.given_by) for term in talks.terms if term.outside}
    apart = outside | {fold(taker.actor) for taker in (*talks.mediators, *talks.hosts)}
    part = list(dict.fromkeys(taker.actor for taker in talks.parties))
    telling = list(dict.fromkeys(t.party for t in talks.terms if fold(t.party) not in apart))
    asking = {fold(t.party) for t in talks.terms if t.standing in ("asks", "dropped")}
    sure = {fold(n) for n in (*part, *telling) if not _personal(record, n)} & (
        asking | {fold(n) for n in part}
    )
    for name in (*part, *telling):
        folded = fold(name)
        proposes = folded in {fold(n) for n in telling} and name not in part
        idle = folded not in {fold(n) for n in telling}
        passed = (proposes and folded not in asking) or idle
        if _personal(record, name) and passed and len(sure) > 1:
            continue
        yield name


def _personal(record: Record, name: str) -> bool:
    """Is it a person's name?"""
    actor = record.actor(name)
    if actor is not None:
        return actor.type == "person"
    words = name.split()
    return len(words) in (2, 3) and all(w[:1].isupper() and w.isalpha() for w in words)
