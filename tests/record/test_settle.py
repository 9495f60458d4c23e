"""A conflict is decided once: one side kept, the others beside it, all of it taken back in one."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from quorate.claims.problem import Unusable
from quorate.record.conflicts import conflicts
from quorate.record.decide import Overtaken
from quorate.record.record import Record
from quorate.record.settle import Choice, choices, reopen, settle
from quorate.record.verify import verify
from tests.record.test_conflicts import figure


@pytest.fixture
def case(folder: Path) -> Path:
    """A case in which two outlets give one number, a third another."""
    record = Record.create(folder)
    record.add_claims([figure(95, 95, "One"), figure(95, 95, "Two"), figure(74, 74, "Three")])
    record.close()
    return folder


@pytest.fixture
def record(case: Path) -> Record:
    return Record.open(case)


def only(record: Record) -> Choice:
    (found,) = choices(record, "figure")
    return found


def side(found: Choice, says: str) -> int:
    return [s.says for s in found.conflict.sides].index(says)


def test_each_conflict_can_be_decided_and_stays_at_its_place_with_the_loser(record: Record) -> None:
    found = only(record)
    assert found.open
    settle(record, found.id, side(found, "95"), by="Ana", why="the morgue's list")
    assert conflicts(record, "figure") == ()
    after = only(record)
    assert after.id == found.id
    assert after.conflict.sides[after.lost.index(True)].says == "74"
    assert after.decided is not None
    assert (after.decided.by, after.decided.why) == ("Ana", "the morgue's list")
    held = [s for h in record.held("figure") for s in (h.holds, *h.rivals, *h.weaker)]
    assert {s.claim.values["best"] for s in held} == {95}
    assert len(held) == 2  # whoever says the same as what is kept stays


def test_it_is_taken_back_in_one_act_and_then_is_as_it_was(record: Record) -> None:
    before = choices(record)
    for place in range(2):
        found = only(record)
        settle(record, found.id, place, kind="figure", by="Ana")
        reopen(record, found.id, by="Ben")
        assert choices(record) == before


def test_what_was_proposed_and_is_kept_is_accepted(record: Record) -> None:
    proposal = msgspec.structs.replace(figure(70, 70, "Four"), reader="import", confidence=0.9)
    record.add_claims([proposal], proposed=True)
    found = only(record)
    settle(record, found.id, side(found, "70"), by="Ana")
    (held,) = record.held("figure")
    assert held.holds.status == "accepted"
    reopen(record, found.id, by="Ana")
    assert {s.claim.values["best"]: s.status for s in record.stored("figure")}[70] == "proposed"


def test_all_that_was_decided_is_in_the_chain_and_survives_a_rebuild(case: Path) -> None:
    record = Record.open(case)
    found = only(record)
    settle(record, found.id, 0, by="Ana")
    assert verify(record) == []
    head = record.head
    record.close()
    again = Record.open(case)
    assert again.head == head
    assert only(again).decided is not None


def test_shipped_facts_that_lost_stay_so_when_the_facts_are_read_anew(tmp_path: Path) -> None:
    record = Record.create(tmp_path / "case", crises=("venezuela",))
    found = next(c for c in choices(record, "count") if c.open)
    settle(record, found.id, 0, by="Ana")
    record.store.set_meta("facts", "of an earlier version")
    record.close()
    again = Record.open(tmp_path / "case")
    assert next(c for c in choices(again, "count") if c.id == found.id).decided is not None


def test_whoever_comes_second_is_told_and_changes_nothing(record: Record) -> None:
    found = only(record)
    with pytest.raises(Overtaken, match="nothing more was done"):
        reopen(record, found.id, by="Ben")
    settle(record, found.id, 0, by="Ana")
    told = len(record.verdicts())
    with pytest.raises(Overtaken, match="nothing more was done"):
        settle(record, found.id, 1, by="Ben")
    assert len(record.verdicts()) == told


def test_two_processes_that_decide_at_once_leave_one_decision(case: Path) -> None:
    record = Record.open(case)
    found = only(record)
    record.close()
    children = []
    for by in ("Ana", "Ben"):
        child = os.fork()
        if child == 0:
            try:
                settle(Record.open(case), found.id, ("Ana", "Ben").index(by), by=by)
                os._exit(0)
            except Overtaken:
                os._exit(7)
            finally:
                os._exit(1)
        children.append(child)
    codes = sorted(os.waitstatus_to_exitcode(os.waitpid(c, 0)[1]) for c in children)
    assert codes == [0, 7]
    again = Record.open(case)
    assert only(again).decided is not None
    assert len({v.by for v in again.verdicts()}) == 1
    assert verify(again) == []


def test_a_what_if_and_a_past_entry_are_not_decided(record: Record) -> None:
    for seen in (record.suppose("leave VEN"), record.at_entry(record.store.last_entry())):
        assert [c.open for c in choices(seen, "figure")] == [False]


def test_a_side_that_is_none_is_one_sentence(record: Record) -> None:
    with pytest.raises(Unusable, match="no such side"):
        settle(record, only(record).id, 9, by="Ana")
    with pytest.raises(Overtaken, match="not there any more"):
        settle(record, "none", 0, by="Ana")
