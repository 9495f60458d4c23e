"""Which ids mean one thing?

Reports mint ids of their own for drafts and occasions. What persons decided (`Same`, `Different`)
and what follows (`quorate.record.drafts`, `quorate.record.occasions`) makes them one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, cast

from quorate.claims.claim import AnyClaim, Ballot, Different, Occasion, Same, Tally
from quorate.record.actors import Naming
from quorate.record.drafts import DraftSeen, Joined, join_drafts
from quorate.record.occasions import join_occasions, occasions_seen
from quorate.record.review import status_after
from quorate.record.schema import Stored
from quorate.record.stories import of_reports

if TYPE_CHECKING:
    from quorate.record.record import Record


MOST_ASKED = 500  # values in one question to the store


def join(record: Record, standing: Collection[str]) -> Joined:
    """Return which ids mean one draft or occasion, from claims of these states."""
    occasions = _known(record, "occasion", standing)
    apart = [
        frozenset((claim.one, claim.other))
        for claim in (cast(Different, s.claim) for s in _known(record, "different", standing))
    ]
    same = record.stories().joined(occasions)
    same = [c for c in same if frozenset((c.one, c.other)) not in apart]
    same += join_drafts(_drafts(occasions, _known(record, "tally", standing)), apart)
    if any(s.status != "official" and cast(Occasion, s.claim).type != "draft" for s in occasions):
        named = _known(record, "membership", standing, group=_gatherings(occasions))
        same += join_occasions(
            occasions_seen(occasions, named, Naming(record, joined=False)), apart
        )
    derived = [claim for claim in same if not refused(record, claim.id)]
    told = [cast(Same, s.claim) for s in _known(record, "same", standing)]
    by_hand = [claim for claim in told if not of_reports(claim)]
    official = [cast(Occasion, s.claim).occasion for s in occasions if s.status == "official"]
    return Joined([*derived, *by_hand], official)


def joined_key(claim: AnyClaim, joined: Joined) -> str:
    """Return the key of a ballot, tally or occasion with ids that mean one thing made one."""
    if isinstance(claim, Ballot):
        return f"{joined.one(claim.draft)}|{claim.voter}"
    if isinstance(claim, Tally):
        return joined.one(claim.draft)
    return joined.one(cast(Occasion, claim).occasion)


def _gatherings(occasions: list[Stored]) -> list[str]:
    """Return the ids of the occasions that are no drafts."""
    claims = [cast(Occasion, s.claim) for s in occasions]
    return sorted({c.occasion for c in claims if c.type != "draft"})


def _known(
    record: Record, kind: str, standing: Collection[str], **own: Sequence[str]
) -> list[Stored]:
    """Return the standing claims of a kind that were published by the record's date.

    Args:
        record: the record.
        kind: the kind of claim.
        standing: the states that stand.
        own: values wanted of the kind's own fields; more than `MOST_ASKED` are not asked for.
    """
    late = record.known_by
    asked = {name: values for name, values in own.items() if len(values) <= MOST_ASKED}
    return [
        s
        for s in record.stored(kind, asked)
        if s.status in standing and (not late or (s.claim.known or s.claim.starts or "~") <= late)
    ]


def _drafts(occasions: list[Stored], tallies: list[Stored]) -> list[DraftSeen]:
    counts = {
        (cast(Tally, s.claim).draft, getattr(s.claim.source, "report", "")): s for s in tallies
    }
    return [
        DraftSeen(s, counts.get((occasion.occasion, getattr(occasion.source, "report", ""))))
        for s, occasion in ((s, cast(Occasion, s.claim)) for s in occasions)
        if occasion.type == "draft"
    ]


def refused(record: Record, claim_id: str) -> bool:
    """Has a person refused this derived claim?"""
    taken = record.store.verdicts(claim_id, record.entry)
    return status_after("proposed", taken) not in ("proposed", "accepted")
