from __future__ import annotations

from pathlib import Path

import pytest

from quorate.claims.problem import Unusable
from quorate.record.case import Case, Question
from quorate.record.record import Record
from quorate.record.verify import verify
from tests.record.conftest import lake_commission, reading_of, report_of, roll_call


def test_questions_are_those_tracked_and_then_each_draft_that_a_report_counts() -> None:
    case = Case(name="lake", question=(Question(id="treaty", drafts=("lake-1",)),))
    record = Record.in_memory(case, lake_commission() + roll_call() + roll_call("lake-9", yes=0))
    record.add([reading_of()])
    assert [q.id for q in record.questions()] == ["treaty"]
    record.add([reading_of(report_of("Later. The text won three votes."), day="2020-06-01")])
    assert len(record.questions()) == 2, "a draft that only the facts count is not asked about"


def test_a_draft_can_be_named_by_the_start_of_its_id(record: Record) -> None:
    record.add([reading_of()])
    assert record.question("lake").id == "lake-1"
    with pytest.raises(Unusable, match="'nowhere' is neither a question nor a draft"):
        record.question("nowhere")


def test_filters_give_the_same_record_seen_otherwise_and_leave_the_first_as_it_was(
    record: Record,
) -> None:
    record.add([reading_of()])
    early = record.on("2020-05-01").suppose("AAA no")
    assert early.situation("lake-1").reported == ()
    assert len(record.situation("lake-1").reported) == 2
    with pytest.raises(Unusable, match="'May 2020' is not a date"):
        record.on("May 2020")


def test_an_unknown_kind_or_claim_is_answered_with_what_there_is(record: Record) -> None:
    with pytest.raises(Unusable, match="the kinds are act, actor, ballot"):
        record.held("vote")
    with pytest.raises(Unusable, match="No claim has the id 'tally-0'"):
        record.claim("tally-0")


def test_a_case_folder_is_made_once_and_opened_again(folder: Path) -> None:
    made = Record.create(folder, "The lake")
    made.add([reading_of()])
    made.close()
    with pytest.raises(Unusable, match="is a case already"):
        Record.create(folder)
    again = Record.open(folder)
    assert again.case.name == "The lake"
    assert len(again.reports()) == 1
    assert verify(again) == []
    again.close()


def test_decisions_survive_the_loss_of_the_store(folder: Path) -> None:
    record = Record.create(folder)
    record.add([reading_of()])
    claim = next(s.claim.id for s in record.claims() if s.claim.kind == "tally")
    record.decide([claim], "accept", by="Ana", why="read it myself")
    record.close()
    for file in folder.glob("record.sqlite*"):
        file.unlink()
    again = Record.open(folder)
    again.add([reading_of()])
    assert again.claim(claim).status == "accepted"
    assert [v.why for v in again.verdicts(claim)] == ["read it myself"]
    assert verify(again) == []
    again.close()


def test_a_folder_without_a_case_is_answered_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="make one with quorate new"):
        Record.open(tmp_path)


def test_undoing_what_was_never_decided_is_answered(record: Record) -> None:
    record.add([reading_of()])
    claim = record.claims()[0].claim.id
    with pytest.raises(Unusable, match="nothing to undo"):
        record.decide([claim], "undo", by="Ana")


def test_only_organs_of_the_bodies_in_play_are_reckoned_with() -> None:
    def organs(*bodies: str) -> set[str]:
        record = Record.in_memory(Case(name="lake", bodies=bodies), lake_commission())
        return {a.actor for a in record.actors() if a.type == "organ"}

    assert organs() == organs("LAKE") == {"LAKE-A", "LAKE-C"}
    assert organs("SEA") == set()


def test_an_unknown_body_is_refused_before_anything_is_written(folder: Path) -> None:
    with pytest.raises(Unusable, match="There is no body 'OEA'; did you mean"):
        Record.create(folder, bodies=("OEA",))
    assert not folder.exists()
    Record.create(folder, bodies=("OAS",)).close()
    case = folder / "case.toml"
    case.write_text(case.read_text().replace('"OAS"', '"OAZ"'))
    with pytest.raises(Unusable, match="There is no body 'OAZ'"):
        Record.open(folder)


def test_proposals_that_are_not_sure_enough_count_nowhere_and_what_is_decided_all_the_same(
    record: Record,
) -> None:
    record.add([reading_of()])
    told = [s.claim for s in record.claims() if s.claim.confidence is not None]
    surest = max(c.confidence or 0 for c in told)
    assert len(record.surer(surest).claims()) >= 1
    sure = record.surer(1.0)
    assert [s for s in sure.claims() if s.claim.confidence is not None] == []
    assert len(sure.situation("lake-1").reported) < len(record.situation("lake-1").reported)
    record.decide([c.id for c in told], "accept", by="A")
    kept = record.surer({}).claims()
    assert {c.id for c in told} <= {s.claim.id for s in kept}
