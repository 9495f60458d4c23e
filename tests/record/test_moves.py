"""Asks and offers round by round, and what came of each."""

from __future__ import annotations

import pytest

from quorate.record.case import Case
from quorate.record.moves import moves
from quorate.record.record import Record
from quorate.record.talks import talks


@pytest.fixture(scope="module")
def venezuela() -> Record:
    return Record.in_memory(Case(name="v", crises=("venezuela",)))


def test_each_ask_stands_in_the_round_in_which_it_was_told(venezuela: Record) -> None:
    (now,) = talks(venezuela, "talks-2021")
    told = [(m.round, m.party, m.does, m.came) for m in moves(venezuela, now)
            if m.issue == "economy and social protection"]  # fmt: skip
    assert told == [
        ("round-2021-1", "VEN-GOV", "asks", ""),
        ("round-2021-2", "VEN-GOV", "asks", "agreed"),
    ]


def test_what_is_told_later_is_left_out_on_an_earlier_date(venezuela: Record) -> None:
    before = venezuela.on("2021-09-01")
    (now,) = talks(before, "talks-2021")
    assert not [m for m in moves(before, now) if m.came]
    assert {m.date for m in moves(before, now)} == {"2021-08-13"}


def test_the_five_rounds_of_talks_say_what_came_of_each_issue(venezuela: Record) -> None:
    came: dict[str, set[str]] = {}
    for each in talks(venezuela):
        came[each.id] = {m.came for m in moves(venezuela, each) if m.came}
    assert came == {
        "talks-2016": {"agreed", "broken"},
        "talks-2017": {"lapsed", "refused"},
        "talks-2019": {"lapsed"},
        "talks-2019-table": set(),
        "talks-2021": {"agreed", "kept", "broken"},
        "talks-2023": {"agreed", "kept"},
    }


def test_that_an_accord_was_not_kept_is_said_by_somebody(venezuela: Record) -> None:
    for each in talks(venezuela):
        for move in moves(venezuela, each):
            assert move.came != "broken" or move.said_by, move
            assert move.claims
            assert move.sources
