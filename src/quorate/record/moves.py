"""What was asked and offered in talks round by round, and what came of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from quorate.claims.claim import Term
from quorate.claims.date import precision
from quorate.record.actors import fold
from quorate.record.rows import Grounds
from quorate.record.talks import Exchanged, Round, Talks

if TYPE_CHECKING:
    from quorate.record.record import Record


class Move(Exchanged, frozen=True, kw_only=True):
    """One ask or offer as it stood from a day on.

    Attributes:
        does: ``asks``, ``offers``, ``drops`` or ``withdraws``.
        round: id of the round in which, or after which, it was told; empty before the first.
        said_by: whom the source attributes it to.
    """

    does: str
    round: str = ""
    said_by: str = ""


def moves(record: Record, talks: Talks) -> tuple[Move, ...]:
    """Return every ask and offer in these talks by issue and date, undated ones last.

    Args:
        record: the record, with its filters; a date of it lets later moves out.
        talks: the talks, as `quorate.record.talks.talks` returns them.
    """
    grounds, joined = Grounds(record), record.joined()
    seen = record.on(None)
    found = []
    for held in seen.held("term"):
        for stored in (held.holds, *held.rivals, *held.weaker):
            term = cast(Term, stored.claim)
            late = record.on_date and term.starts > record.on_date
            if joined.one(term.talks) != talks.id or late:
                continue
            ended = "drops" if term.asks else "withdraws"
            found.append(
                Move(
                    party=grounds.one(term.party),
                    issue=term.issue,
                    does=ended if term.negated else "asks" if term.asks else "offers",
                    round=_round(term.starts, talks.rounds),
                    value=term.value,
                    given_by=grounds.one(term.given_by),
                    came=term.came,
                    said_by=grounds.one(term.said_by),
                    date=term.starts,
                    **grounds.of([stored]),
                )
            )
    found.sort(key=lambda m: (fold(m.issue), not m.date, m.date, m.party, m.does))
    return tuple(found)


def _round(date: str, rounds: tuple[Round, ...]) -> str:
    """Return the last round that had begun by a date."""
    begun = [r for r in rounds if date and r.date and r.date[: len(date)] <= date]
    dated = sorted(begun, key=lambda r: (r.date, precision(r.date)))
    return dated[-1].id if dated else ""
