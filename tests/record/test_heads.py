"""What is known of reports besides their texts, read one by one or together."""

from __future__ import annotations

from quorate.claims.report import Report
from quorate.record.heads import Heads
from quorate.record.record import Record
from tests.record.conftest import Reading, report_of


def test_read_together_they_are_as_read_one_by_one() -> None:
    record = Record.in_memory(facts=())
    reports = [report_of(f"Report {n}.") for n in range(3)]
    record.add([Reading(r, []) for r in reports[:2]])
    before = record.at_entry(record.store.last_entry())
    record.add([Reading(reports[2], [])])
    for view in (record, before):
        one, other = Heads(view), Heads(view)
        other.read([r.id for r in reports])
        told: list[Report | None] = [other.get(r.id) for r in reports]
        assert told == [one.get(r.id) for r in reports]
        assert [t is not None for t in told] == [True, True, view is record]


def test_what_comes_later_is_there_when_it_is_asked_for_again() -> None:
    record = Record.in_memory(facts=())
    report = report_of("It rained.")
    Heads(record).read([report.id])
    assert report.id not in Heads(record)
    record.add([Reading(report, [])])
    assert Heads(record)[report.id].name == report.name
