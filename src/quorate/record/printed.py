"""How many take a position, as reports print it: in words for somebody unnamed, or as a figure?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import Figure, Number
from quorate.claims.source import Passage
from quorate.record.actors import Naming, flat, fold
from quorate.record.database import one_of
from quorate.record.marks import marks, seen
from quorate.record.mentions import quantities_told
from quorate.record.schema import Stored
from quorate.record.stories import Stories

if TYPE_CHECKING:
    from quorate.record.positions import Part
    from quorate.record.record import Record

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"dozens?|scores?|hundreds?)\b",
    re.IGNORECASE,
)


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A count of those who take a position, as printed.

    Attributes:
        wording: the source's words (``some 50``).
        low, best, high: its bounds, where they are known.
        day: of which day it is; empty: unknown.
        scope: what it counts, in the source's words.
        listed: how many states (and territories) are named as for it on that day.
    """

    wording: str
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    day: str = ""
    scope: str = ""
    listed: int = 0
    marks: tuple[str, ...] = ()
    decided: bool = True
    claims: tuple[str, ...] = ()


class PrintedCounts:
    """The counts printed in a record; of its figures only those are read that may be meant."""

    def __init__(self, record: Record, naming: Naming) -> None:
        self.record, self.naming = record, naming

    def of(
        self, issue: tuple[str, str], words: Sequence[Part], listed: Callable[[str], int]
    ) -> tuple[Printed, ...]:
        """Return the counts printed: in the words of the position, or as figures of it.

        Args:
            issue: folded phrase and id of the target.
            words: the parts of somebody unnamed in it.
            listed: how many are named as for it by a day.
        """
        found: dict[tuple[str, str, str], Printed] = {}
        stories = self.record.stories()
        record_date = self.record.on_date
        for stored in self._near(issue, words):
            figure = cast(Figure, stored.claim)
            late = record_date and seen(figure) > record_date
            if not late and self._counts_of(figure, issue, words):
                found[_place(stored, figure.wording, stories)] = Printed(
                    wording=figure.wording or str(figure.best or figure.low or figure.high),
                    low=figure.low, best=figure.best, high=figure.high, day=seen(figure),
                    scope=figure.scope, listed=listed(seen(figure)),
                    marks=marks(stored), decided=stored.decided, claims=(figure.id,),
                )  # fmt: skip
        in_figures = [fold(wording) for report, _, wording in found if report]
        for part in words:
            if not _NUMBER.search(part.actor) or any(w in fold(part.actor) for w in in_figures):
                continue
            claim = part.claim
            found[_place(part.stored, part.actor, stories)] = Printed(
                wording=part.actor, day=seen(claim), listed=listed(seen(claim)),
                marks=marks(part.stored), decided=part.stored.decided, claims=(claim.id,),
            )  # fmt: skip
        return tuple(sorted(found.values(), key=lambda c: (c.day or "~", c.wording)))

    @cached_property
    def _told(self) -> dict[str, list[tuple[str, str]]]:
        """Return by folded quantity every quantity and scope of which figures are held."""
        told: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for quantity, scope in quantities_told(self.record.store):
            told[fold(quantity.replace("_", " "))].append((quantity, scope))
        return told

    def _near(self, issue: tuple[str, str], words: Sequence[Part]) -> list[Stored]:
        """Return the figures that may count those who take the position, in their order."""
        stem, target = fold(issue[0])[:7], issue[1]
        pairs = [
            pair for folded, several in self._told.items() if stem and target and stem in folded
            for pair in several if self.naming.one(pair[1].partition(",")[0]) == target
        ]  # fmt: skip
        sources = {p.claim.source.report for p in words if isinstance(p.claim.source, Passage)}
        supposed = any(isinstance(c, Figure) for c in self.record.supposed)
        if not pairs and not sources and not supposed:
            return []
        quantity, first = one_of("quantity", sorted({q for q, _ in pairs}))
        scope, second = one_of("scope", sorted({s for _, s in pairs}))
        report, third = one_of("report", sorted(sources))
        near = (
            f"SELECT DISTINCT id FROM (SELECT id FROM figure WHERE {quantity} AND {scope} "
            f"UNION SELECT id FROM claim WHERE {report} AND kind = 'figure') AS near"
        )
        return flat(self.record.held("figure", where=[(near, (*first, *second, *third))]))

    def _counts_of(self, figure: Figure, issue: tuple[str, str], words: Sequence[Part]) -> bool:
        """Does a figure count those who take the position?

        It does if it stands in the words for somebody unnamed; or if it counts states by the
        position's verb, and its scope is the target.
        """
        if any(_within(figure, part) for part in words):
            return True
        stem = fold(issue[0])[:7]
        if not stem or stem not in fold(figure.quantity.replace("_", " ")):
            return False
        scope = figure.scope.partition(",")[0]
        return bool(issue[1]) and self.naming.one(scope) == issue[1]


def _within(figure: Figure, part: Part) -> bool:
    """Does the figure stand in a report's words for somebody unnamed?"""
    one, other = figure.source, part.claim.source
    if not isinstance(one, Passage) or not isinstance(other, Passage):
        return False
    inside = other.main.start <= one.main.start and one.main.end <= other.main.end
    return one.report == other.report and inside and fold(figure.wording) in fold(part.actor)


def _place(stored: Stored, wording: str, stories: Stories) -> tuple[str, str, str]:
    """Return where a count is printed; in a story of several prints it is printed once."""
    source = stored.claim.source
    if isinstance(source, Passage):
        alone = not stories.of(source.report).others
        return stories.source(stored.claim), str(source.main.start) if alone else "", wording
    return "", stored.claim.id, wording
