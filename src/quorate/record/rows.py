"""What does a row of an answer rest on?

Every answer is made of rows. A row names its claims and their sources, says whether it is decided,
and carries every doubt as a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from quorate.claims.claim import Claim, Party
from quorate.claims.source import Instrument, Passage, Person, RollCall, Supposed
from quorate.record.actors import fold, naming_of
from quorate.record.heads import Heads
from quorate.record.marks import marks
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What every row of an answer has.

    Attributes:
        claims: ids of the claims it rests on, the one that holds first.
        sources: the outlet or title of each source, each once; of a story the one that had it
            first, however many print it.
        decided: false if it rests on nothing but proposals that nobody has decided.
        marks: how it is known, and doubts: ``named``, ``from facts``, ``disputed``, ``undated`` ...
    """

    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    decided: bool = True
    marks: tuple[str, ...] = ()


class Grounds:
    """Who is meant in the claims of a record, and which reports they lead to, looked up once."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.naming = naming_of(record)
        self.reports = Heads(record)
        self.stories = record.stories()

    def of(
        self, told: Iterable[Stored], rivals: Sequence[Stored] = (), *beside: str
    ) -> dict[str, Any]:
        """Return the fields of a `Row` that rests on these claims.

        Args:
            told: the claims that say so, the one that holds first.
            rivals: claims of the same rank that say otherwise; the row names them too.
            beside: further marks.
        """
        found = list({s.claim.id: s for s in told}.values())
        doubts = [m for s in found for m in marks(s, rivals)]
        decided = any(s.decided for s in found)
        if decided:
            doubts = [d for d in doubts if d != "proposed"]
        if not any(s.claim.starts for s in found):
            doubts.append("undated")
        everything = [*found, *(r for r in rivals if r not in found)]
        return {
            "claims": tuple(s.claim.id for s in everything),
            "sources": tuple(dict.fromkeys(self.title(s.claim) for s in everything)),
            "decided": decided,
            "marks": tuple(dict.fromkeys([*doubts, *beside])),
        }

    def title(self, claim: Claim) -> str:
        """Return the outlet that had the claim's words first, or the title of its source."""
        source = claim.source
        if isinstance(source, Passage):
            report = self.reports.get(self.stories.source(claim))
            return (report.outlet or report.name) if report else source.report
        if isinstance(source, Instrument | RollCall):
            return source.title
        if isinstance(source, Person):
            return source.name
        if isinstance(source, Supposed):
            return f"supposed: {source.words}"
        return f"derived: {source.rule}"

    def words(self, told: Iterable[Stored]) -> str:
        """Return the words of the first report that says so, or empty text if none does."""
        passages = (s.claim.source for s in told)
        return next((p.main.words for p in passages if isinstance(p, Passage)), "")

    def one(self, actor: str) -> str:
        """Return the one id that a name means, or the name itself; of nobody, nobody."""
        return self.naming.one(actor) if actor else ""

    def parties(self, parties: Iterable[Party]) -> tuple[Party, ...]:
        """Return the parties, each under its one id."""
        return tuple(msgspec.structs.replace(p, actor=self.one(p.actor)) for p in parties)


def speaks_of(words: str, asked: str) -> bool:
    r"""Do the words hold what is asked, as whole words, accents and case left aside?

    >>> speaks_of("Guaidó's envoy spoke.", "guaido"), speaks_of("An Omani envoy.", "Oman")
    (True, False)
    """
    wanted = fold(asked)
    return bool(wanted) and bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", fold(words)))
