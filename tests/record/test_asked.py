"""Which drafts can be asked for, and which of them came by an import alone?"""

from __future__ import annotations

import msgspec
import pytest

from quorate.claims.claim import Occasion, Tally
from quorate.claims.problem import Unusable
from quorate.claims.source import Person, RollCall
from quorate.record.asked import find_question, imported
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


def test_a_draft_of_which_only_a_count_is_told_is_itself_and_no_beginning_of_another() -> None:
    record = Record.in_memory(facts=lake_commission())
    told = Occasion(source=Person("Ana"), occasion="un-12", type="draft", title="the plan")
    record.add_claims([told, tally("un-1", "2020-01-01")])
    assert find_question(record, "un-1").drafts == ("un-1",)
    assert (
        find_question(record, "un-12").drafts == find_question(record, "un-").drafts == ("un-12",)
    )


def test_of_many_choices_the_first_are_listed_and_the_others_counted() -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add_claims(
        Occasion(source=Person("Ana"), occasion=f"un-{n:02}", type="draft") for n in range(25)
    )
    with pytest.raises(Unusable, match=r"give one of: un-00, .*, un-19, and 5 more\.$"):
        find_question(record, "un-")
