"""What has changed since a date: each change rests on claims that begin after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quorate.record.record import Record
from quorate.views.brief import Brief, Section, brief


@pytest.fixture(scope="module")
def record(demo_case: Path) -> Record:
    return Record.open(demo_case)


def changed(page: Brief) -> Section:
    return next(s for s in page.sections if "changed since" in s.heading)


def test_who_moved_after_the_date_is_told_with_where_they_stood(record: Record) -> None:
    told = [s.words for s in changed(brief(record, since="2020-01-01")).sentences]
    guyana = next(t for t in told if "Guyana" in t)
    assert guyana.startswith("On 21 October 2020: Guyana does not, or no longer, recognise")
    assert not [t for t in told if "Albania" in t]  # recognised in 2019 and has not moved


def test_every_change_of_position_begins_after_the_date(record: Record) -> None:
    page = brief(record, since="2019-02-05")
    notes = {n.number: n for n in page.notes}
    moved = [s for s in changed(page).sentences if "recognise" in s.words]
    assert moved
    for sentence in moved:
        ids = [i for n in sentence.notes for i in notes[n].claims]
        claims = [record.claim(i).claim for i in ids]
        assert max(c.starts or c.known or "" for c in claims) > "2019-02-05"


def test_without_a_date_nothing_of_the_kind_is_told(record: Record) -> None:
    assert not [s for s in brief(record).sections if "changed" in s.heading]


def test_after_the_last_day_nothing_has_changed(record: Record) -> None:
    section = changed(brief(record, since="2031-01-01"))
    assert [s.words for s in section.sentences] == ["The record holds no change since then."]
