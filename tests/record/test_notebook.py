"""A record as a table, and as a notebook shows it."""

from __future__ import annotations

from quorate.record.case import Case
from quorate.record.record import Record
from tests.views.conftest import HOSTILE, reading


def test_every_claim_is_a_row_with_its_status_and_a_kind_can_be_chosen() -> None:
    record = Record.in_memory(Case(name="Cancun"), facts=())
    record.add([reading()])
    rows = record.table().to_dicts()
    assert [r["claim"] for r in rows] == [s.claim.id for s in record.claims()]
    assert {r["status"] for r in rows} == {"proposed"}
    (tally,) = record.table("tally").to_dicts()
    assert (tally["yes"], tally["needed"]) == (20, 23)


def test_a_record_shows_itself_as_a_count_of_its_claims_and_no_markup() -> None:
    record = Record.in_memory(Case(name=HOSTILE), facts=())
    record.add([reading()])
    shown = record._repr_html_()
    assert "1 reports, at entry 1" in shown
    assert "<td>tally</td><td>proposed</td><td>1</td>" in shown
    assert "<script" not in shown
