"""Where do the ballots, the count and the members of one vote not agree?

Of the kinds of conflict (`quorate.record.conflicts`): ``roll call``, ``count`` and ``choice``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from quorate.claims.claim import Ballot, Base, Tally
from quorate.claims.source import Rank, disputed, doubt
from quorate.record.actors import flat
from quorate.record.contradiction import Conflict, Looking, Side, side_of
from quorate.record.schema import Stored


class Miscounts(Looking):
    """The votes of a record, seen for what differs in them."""

    def roll_calls(self) -> Iterator[Conflict]:
        """Yield each vote whose ballots do not give its count, or its count not the members."""
        yield from self._by_name()
        for held in self.record.held("tally"):
            for stored in (held.holds, *held.rivals, *held.weaker):
                yield from self._against_base(held.key, stored)

    def _by_name(self) -> Iterator[Conflict]:
        """Yield each official vote whose ballots by name do not give its count."""
        for draft, (tally, ballots) in self._votes().items():
            total = cast(Tally, tally.claim)
            named: dict[str, set[str]] = defaultdict(set)
            for stored in ballots:
                ballot = cast(Ballot, stored.claim)
                if not doubt(ballot.source) and not ballot.negated:
                    named[ballot.choice].add(ballot.voter)
            told = {c: getattr(total, c) for c in ("yes", "no", "abstain")}
            if total.yes is None or doubt(total.source) or not ballots:
                continue
            differ = {c: n or 0 for c, n in told.items() if len(named[c]) != (n or 0)}
            if not differ:
                continue
            more = any(len(named[c]) > n for c, n in differ.items())
            counted = ", ".join(f"{n or 0} {c}" for c, n in told.items())
            by_name = ", ".join(f"{len(named[c])} {c}" for c in told)
            yield Conflict(
                kind="roll call", key=draft, about=self.title(draft), day=total.starts,
                sides=(
                    side_of(tally, f"{counted} counted"),
                    Side(
                        says=f"{by_name} by name", marks=("from facts",),
                        decided=all(s.decided for s in ballots),
                        claims=tuple(s.claim.id for s in ballots),
                    ),
                ),
                marks=() if more else ("incomplete",),
                decided=tally.decided,
            )  # fmt: skip

    def counts(self) -> Iterator[Conflict]:
        """Yield votes that sources count differently."""
        for held in self.record.held("tally"):
            for several in self.disagreeing((held.holds, *held.rivals, *held.weaker)):
                yield self.conflict("count", held.key, self.title(held.key), several, _told)

    def _against_base(self, draft: str, stored: Stored) -> Iterator[Conflict]:
        """Yield a count that has more votes than the organ has members, or too few if complete."""
        tally = cast(Tally, stored.claim)
        given = [n for c in Tally.votes if (n := getattr(tally, c)) is not None]
        base = self._base(tally)
        number = cast(Base, base.claim).count if base is not None else tally.base
        if number is None:  # not known, or those listed count
            return
        if sum(given) > number or (len(given) == len(Tally.votes) and sum(given) < number):
            yield Conflict(
                kind="roll call", key=draft, about=self.title(draft), day=tally.starts,
                sides=(
                    side_of(stored, f"{_told(stored)}: {sum(given)} in all"),
                    side_of(base or stored, f"{number} members counted"),
                ),
                decided=stored.decided,
            )  # fmt: skip

    def choices(self) -> Iterator[Conflict]:
        """Yield each member that two sources have vote differently."""
        for held in self.record.held("ballot"):
            several = (held.holds, *held.rivals, *held.weaker)
            choices = {cast(Ballot, s.claim).choice for s in several if s.claim.rank > Rank.DERIVED}
            if len(choices) > 1 or any(disputed(s.claim.source) for s in several):
                ballot = cast(Ballot, held.holds.claim)
                about = f"{self.name(ballot.voter)}, {self.title(self.joined.one(ballot.draft))}"
                yield self.conflict(
                    "choice", held.key, about, several, lambda s: cast(Ballot, s.claim).choice
                )

    def _votes(self) -> dict[str, tuple[Stored, list[Stored]]]:
        ballots: dict[str, list[Stored]] = defaultdict(list)
        for stored in flat(self.record.held("ballot")):
            if stored.claim.rank == Rank.OFFICIAL or stored.status == "official":
                ballots[self.joined.one(cast(Ballot, stored.claim).draft)].append(stored)
        return {
            held.key: (held.holds, ballots[held.key])
            for held in self.record.held("tally")
            if held.holds.claim.rank >= Rank.OFFICIAL
        }

    def _base(self, tally: Tally) -> Stored | None:
        """Return the claim on how many members the organ counted that day."""
        told = self.occasions.get(tally.draft)
        organ, day = told.organ if told else "", tally.starts
        held = self.record.on(day).held("base", {"organ": (organ,)}) if organ and day else []
        held = [h for h in held if not cast(Base, h.holds.claim).matter]
        return held[0].holds if held else None


def _told(stored: Stored) -> str:
    tally = cast(Tally, stored.claim)
    parts = [f"{n} {c}" for c in Tally.votes if (n := getattr(tally, c)) is not None]
    return ", ".join([*parts, *([tally.outcome] if tally.outcome else [])])
