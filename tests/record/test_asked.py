"""Which drafts can be asked for, and which of them came by an import alone?"""

from __future__ import annotations

import msgspec

from quorate.claims.claim import Tally
from quorate.claims.source import RollCall
from quorate.record.asked import imported
from quorate.record.record import Record
from tests.record.conftest import lake_commission, reading_of


def tally(draft: str, day: str) -> Tally:
    return Tally(source=RollCall(title="Minutes"), draft=draft, yes=3, no=1, as_of=day)


def test_imported_drafts_are_told_beside_those_of_reports_the_newest_first() -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add([reading_of()])
    before = record.questions()
    assert imported(record) == ()
    proposal = msgspec.structs.replace(tally("un-2", "2021-01-01"), reader="import", confidence=1.0)
    record.add_claims([tally("un-1", "2020-01-01"), tally("un-3", "2019-01-01")])
    record.add_claims([proposal], proposed=True)
    assert record.questions() == before  # thousands of them would bury the rest
    assert imported(record) == ("un-2", "un-1", "un-3")
