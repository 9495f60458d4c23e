"""Which acts opened, blocked or ended talks?

Acts on them or on their rounds, and sides that stayed away. An act that names no talks is linked to
those that its words stand beside in the report, with a mark.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, cast

from quorate.claims.claim import Act, Party
from quorate.claims.source import Passage
from quorate.record.database import one_of as among
from quorate.record.mentions import naming
from quorate.record.rows import Row
from quorate.record.timeline import Standing, standing_of

if TYPE_CHECKING:
    from quorate.record.taken import Condition
    from quorate.record.talks import Room

# Acts on talks that close or hinder them, and those that open them, in PLOVER's words.
AGAINST = (
    "REJECT", "DISAPPROVE", "THREATEN", "SANCTION", "COERCE", "RETREAT", "MOBILIZE", "ASSAULT",
)  # fmt: skip
FOR = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "MEDIATE", "AID")
LEAVING = ("REJECT", "RETREAT")
LINKED = "linked to these talks by its place in the report"


class Taker(Row, frozen=True, kw_only=True):
    """One who takes part, or does not."""

    actor: str
    role: str


class Bearing(Row, frozen=True, kw_only=True):
    """An act that opened, blocked or ended talks.

    Attributes:
        on: id of the talks or of the round.
        effect: ``against`` the talks or ``for`` them.
        type: in PLOVER's words; ``ABSENT`` for a side that stayed away.
        by: who acts.
        standing: only ``done`` counts as done.
        date: as far as known.
        words: the report's words, or empty.
        said_by: whom the report attributes it to.
    """

    on: str
    effect: Literal["against", "for"]
    type: str
    by: tuple[Party, ...]
    standing: Standing = "done"
    date: str = ""
    words: str = ""
    said_by: str = ""


class Bearings:
    """What bears on all talks of a room.

    Attributes:
        found: by id of the talks.
    """

    def __init__(self, room: Room) -> None:
        self.room, self.record, self.grounds = room, room.record, room.grounds
        self.found = self._found()

    def _near_talks(self) -> Condition:
        """Return the condition on acts that may bear on talks: they name some, or tell of some.

        Those of linked reports are among them: prints of one story are one act.
        """
        joined = self.record.joined()
        named, first = naming({n for key in self.room.held for n in joined.all(key)}, "act")
        several = (s for h in self.room.held.values() for s in (h.holds, *h.rivals, *h.weaker))
        reports = {s.claim.source.report for s in several if isinstance(s.claim.source, Passage)}
        reports |= {n for link in self.grounds.stories.links for n in (link.one, link.other)}
        there, second = among("report", sorted(reports))
        told = f"{named} UNION SELECT id FROM claim WHERE {there} AND kind = 'act'"
        return f"SELECT DISTINCT id FROM ({told}) AS near", (*first, *second)

    def _found(self) -> dict[str, list[Bearing]]:
        found: dict[str, list[Bearing]] = defaultdict(list)
        for held in self.record.held("act", where=[self._near_talks()]):
            act = cast(Act, held.holds.claim)
            effect = _effect(act)
            if effect is None:
                continue
            on = [
                k
                for p in (*act.targets, *act.sources)
                if (k := self.room.occasion(p.actor)) in self.room.held
            ]
            marks: tuple[str, ...] = ()
            if not on and effect == "against":
                on, marks = self._by_place(act), (LINKED,)
            for key in dict.fromkeys(on):
                found[self.room.talks_of[key]].append(
                    Bearing(
                        on=key,
                        effect=effect,
                        type=act.type,
                        by=self.grounds.parties(act.sources),
                        standing=standing_of(act),
                        date=act.starts,
                        words=self.grounds.words([held.holds]),
                        said_by=self.room.actor(act.said_by),
                        **self.grounds.of([held.holds], (), *marks),
                    )
                )
        for key, takers in self.room.takers.items():
            head = self.room.talks_of[key]
            for taker in takers:
                if taker.role in ("absent", "declined") and taker.actor in self._parties(head):
                    found[head].append(self._stayed_away(key, taker))
        return found

    def _parties(self, head: str) -> set[str]:
        """Return who takes part in the talks, or in any of their rounds."""
        own = [k for k, of in self.room.talks_of.items() if of == head]
        seated = (t for k in own for t in self.room.takers.get(k, ()))
        return {t.actor for t in seated if t.role == "participant"}

    def _stayed_away(self, key: str, taker: Taker) -> Bearing:
        return Bearing(
            on=key,
            effect="against",
            type="ABSENT",
            by=(Party(actor=taker.actor),),
            date=self.room.held[key].holds.claim.starts,
            claims=taker.claims,
            sources=taker.sources,
            decided=taker.decided,
            marks=taker.marks,
        )

    def _by_place(self, act: Act) -> list[str]:
        """Return the talks that the act's words name, or those named before it in its paragraph."""
        source = act.source
        if not isinstance(source, Passage) or source.report not in self.grounds.reports:
            return []
        if self._of_a_vote(source):
            return []
        (report,) = self.record.store.reports(source.report, entry=self.record.entry)
        text = report.text
        near: list[tuple[int, str]] = []
        for key, held in self.room.held.items():
            for stored in (held.holds, *held.rivals, *held.weaker):
                told = stored.claim.source
                if not isinstance(told, Passage) or told.report != source.report:
                    continue
                within = source.main.start <= told.main.start < source.main.end
                if not within and act.type not in LEAVING and act.polarity == "positive":
                    continue
                if told.main.start < source.main.end and "\n" not in text[
                    min(told.main.end, source.main.start) : source.main.start
                ].strip(" "):
                    near.append((told.main.start, key))
        return [max(near)[1]] if near else []

    def _of_a_vote(self, told: Passage) -> bool:
        """Is it what was done to a draft: the words of a ballot or a count stand in it?"""
        here: Condition = ("SELECT DISTINCT id FROM claim WHERE report = ?", (told.report,))
        votes = [s for k in ("ballot", "tally") for s in self.record.candidates(k, where=[here])]
        mains = [s.claim.source.main for s in votes if isinstance(s.claim.source, Passage)]
        return any(m.start < told.main.end and told.main.start < m.end for m in mains)


def _effect(act: Act) -> Literal["against", "for"] | None:
    """Return what the act does to talks; a refusal that did not take place does nothing."""
    negative = act.negated or act.polarity == "negative"
    if act.type in AGAINST:
        return None if negative else "against"
    if act.type in FOR:
        return "against" if negative else "for"
    return None
