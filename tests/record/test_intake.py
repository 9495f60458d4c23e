from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import msgspec

from quorate.claims.claim import Tally
from quorate.claims.report import Report
from quorate.record.record import Record
from quorate.record.verify import verify
from tests.record.conftest import TEXT, Reading, reading_of, report_of


def test_adding_a_report_twice_changes_nothing(record: Record) -> None:
    first = record.add([reading_of()])
    entry = record.store.last_entry()
    second = record.add([reading_of()])
    assert (first.reports, first.claims) == (1, 2)
    assert (second.reports, second.claims, second.superseded) == (0, 0, 0)
    assert record.store.last_entry() == entry


def test_a_second_reading_supersedes_undecided_proposals_only_and_lists_what_it_no_longer_finds(
    record: Record,
) -> None:
    record.add([reading_of()])
    occasion, tally = sorted(record.claims(), key=lambda s: s.claim.kind)
    record.decide([tally.claim.id], "accept", by="Ana")
    added = record.add([reading_of(yes=2, short=2, reader="reader 2")])
    assert added.unfound == (tally.claim.id,)
    assert record.claim(tally.claim.id).status == "accepted"
    assert added.superseded == 0, "the occasion is found again by the new reader"
    record.decide([tally.claim.id], "undo", by="Ana")
    again = record.add([reading_of(yes=2, short=2, reader="reader 3")])
    assert again.superseded == 1
    assert record.claim(tally.claim.id).status == "superseded"
    assert record.claim(occasion.claim.id).status == "proposed"


def test_a_reading_supersedes_the_proposals_of_its_own_readers_alone(record: Record) -> None:
    class Read(Reading):
        readers = ("local",)

    first = reading_of(reader="grammar 1")
    record.add([first])
    model = reading_of(yes=2, short=2, reader="local m")
    added = record.add([Read(model.report, model.claims)])
    assert added.superseded == 0
    again = record.add([Read(model.report, [])])
    assert again.superseded == 1
    yes = {s.claim.yes: s.status for s in record.claims() if isinstance(s.claim, Tally)}
    assert yes == {3: "proposed", 2: "superseded"}


def test_what_a_new_reading_finds_again_is_proposed_again(record: Record) -> None:
    record.add([reading_of()])
    record.add([reading_of(yes=2, short=2)])
    record.add([reading_of()])
    yes = {s.claim.yes: s.status for s in record.claims() if isinstance(s.claim, Tally)}
    assert yes == {3: "proposed", 2: "superseded"}


def test_a_claim_whose_words_do_not_stand_in_its_report_is_refused(record: Record) -> None:
    reading = reading_of()
    other = msgspec.structs.replace(report_of(), text=TEXT.replace("three", "seven"))
    added = record.add([Reading(other, reading.claims)])
    assert added.claims == 0
    assert len(added.problems) == 2


def test_a_report_dated_later_is_the_same_report_and_shows_its_date(record: Record) -> None:
    undated = msgspec.structs.replace(report_of(), published=None, published_how="unknown")
    record.add([Reading(undated, [])])
    record.add([Reading(report_of(), [])])
    assert [r.published for r in record.reports()] == ["2020-05-05"]


def _add_telling(record: Record, readings: list[Reading], tell: int) -> None:
    """Add the readings, writing a dot for each that is in the record."""

    def progress(_: Report) -> None:
        os.write(tell, b".")

    record.add(readings, progress)


def test_a_hundred_kills_during_read_leave_every_report_whole_or_absent(folder: Path) -> None:
    Record.create(folder).close()
    readings = [reading_of(report_of(f"Number {i}. {TEXT}", f"{i}.txt")) for i in range(400)]
    chance = random.Random(3)
    confirmed = 0
    for _ in range(100):
        listen, tell = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(listen)
                record = Record.open(folder)
                _add_telling(record, readings, tell)
            finally:
                os._exit(0)
        os.close(tell)
        with os.fdopen(listen, "rb") as pipe:
            told = pipe.read(min(confirmed + chance.randint(1, 3), 399))  # however long it takes
            time.sleep(chance.random() * 0.005)  # then into the midst of the next
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            confirmed = max(confirmed, len(told) + len(pipe.read()))
    record = Record.open(folder)
    reports = record.reports()
    assert len(reports) >= confirmed > 0
    for report in reports:
        assert len(record.claims(report=report.id)) == 2, report.name
    assert verify(record) == []
    record.add(readings)
    assert len(record.reports()) == 400
    record.close()
