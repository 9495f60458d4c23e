from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from quorate.claims.claim import AnyClaim, Occasion, Tally
from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.views.compare import all_rows, as_data, compare, one_question, row
from tests.record.conftest import Reading, lake_commission, reading_of, report_of
from tests.views.conftest import ROLL_CALL


def test_the_same_votes_fail_in_one_organ_and_carry_in_the_next(cancun: Record) -> None:
    found = compare(cancun, ROLL_CALL)
    outcomes = {r.votes.organ: r.votes.with_proposals.outcome for r in found.rows}
    assert found.rows[0].votes.organ == "OAS-MC"
    assert outcomes["OAS-MC"] == "not adopted"
    assert outcomes["OAS-GA"] == "adopted"


def test_what_one_organ_said_is_no_conflict_before_another(cancun: Record) -> None:
    moved = row(cancun, ROLL_CALL, organ="OAS-GA")
    assert not [m for m in moved.marks if "conflict" in m or "disputed" in m]
    assert moved.votes.with_proposals.needed == 18


def test_an_organ_of_another_organisation_is_compared_only_if_it_is_named(cancun: Record) -> None:
    assert "UN-GA" not in {r.votes.organ for r in compare(cancun, ROLL_CALL).rows}
    assert "UN-GA" in {r.votes.organ for r in compare(cancun, ROLL_CALL, ["UN-GA"]).rows}
    with pytest.raises(Unusable, match="no organ 'XX'"):
        compare(cancun, ROLL_CALL, ["XX"])


def test_a_count_is_given_decided_and_with_proposals_and_marked(cancun: Record) -> None:
    (only,), problems = all_rows(cancun)
    assert problems == []
    assert not only.same
    assert "reported 20 (23 - 3)" in only.votes.with_proposals.line
    assert "reported 20 |" in only.votes.decided.line
    assert {"proposed", "worked out"} <= set(only.marks)


def test_the_data_of_a_vote_name_the_passages_behind_it(cancun: Record) -> None:
    data = as_data(row(cancun, ROLL_CALL))
    assert data["with_proposals"]["line"].endswith("not adopted, short of 3")
    (passage,) = data["passages"]
    assert cancun.claim(passage).claim.source.main.words.startswith("The draft fell")  # type: ignore[union-attr]


def test_the_only_question_need_not_be_named(cancun: Record) -> None:
    assert one_question(cancun, "") == ROLL_CALL
    with pytest.raises(Unusable, match="--question"):
        one_question(Record.in_memory(), "")


def test_each_base_that_a_source_gives_is_counted_beside_the_one_that_holds(
    cancun: Record,
) -> None:
    found = compare(cancun, ROLL_CALL)
    told = {b.base: b.row.votes.with_proposals for b in found.bases}
    assert told[35].asks == "24 (2/3 of 35)"
    assert found.rows[0].votes.with_proposals.asks == "23 (2/3 of 34)"
    assert 34 not in told


def test_under_a_departure_each_base_loses_a_member(cancun: Record) -> None:
    found = compare(cancun.suppose("leave VEN"), ROLL_CALL)
    assert 34 in {b.base for b in found.bases}


def test_members_leaving_joining_and_suspended_are_seen_side_by_side(cancun: Record) -> None:
    """20 of 34 were in favour; had four left that were not, 20 of 30 would have been enough."""
    asked = ["leave VEN", "suspend VEN", "join CUB", "suspend MEX"]
    found = compare(cancun, ROLL_CALL, supposing=asked)
    told = {s.words: s.row.votes.with_proposals for s in found.supposed}
    assert [told[words].asks for words in asked] == [
        "22 (2/3 of 33)", "23 (2/3 of 34)", "24 (2/3 of 35)", "23 (2/3 of 34)",
    ]  # fmt: skip
    assert [told[w].yes_high for w in asked] == [20, 20, 21, 19]
    assert not any(s.turns for s in found.supposed)
    gone = compare(
        cancun.suppose("leave VEN", "leave BOL", "leave NIC"), ROLL_CALL, supposing=["leave ECU"]
    )
    assert [s.turns for s in gone.supposed] == [True]


def test_a_draft_that_fails_goes_to_the_next_organ_and_binds_whom_that_binds(
    cancun: Record,
) -> None:
    turn = compare(cancun, ROLL_CALL, then=["OAS-PC", "OAS-GA"]).sequence
    assert turn is not None
    assert [stage.organ for stage in turn.stages] == ["OAS-MC", "OAS-PC", "OAS-GA"]
    assert (turn.outcome, turn.where) == ("adopted", "OAS-PC")
    both = compare(cancun, ROLL_CALL, then=["OAS-PC"], goes="if it passes").sequence
    assert both is not None
    assert (both.outcome, both.where) == ("not adopted", "OAS-MC")
    with pytest.raises(Unusable, match="no organ 'XX'"):
        compare(cancun, ROLL_CALL, then=["XX"])


def test_a_draft_without_a_name_is_told_by_the_headline_it_stands_under() -> None:
    report = replace(report_of(), headline="Council stops the ferry")
    record = Record.in_memory(facts=lake_commission())
    record.add([reading_of(report)])
    (question,) = record.questions()
    told = row(record, question.id)
    assert told.about == "Council stops the ferry"
    named = replace(told, votes=replace(told.votes, title="Draft on the ferry to the north"))
    assert named.about == ""


def test_votes_that_can_be_named_are_told_by_title_organ_and_day(cancun: Record) -> None:
    record = Record.in_memory(facts=lake_commission())
    several = (report_of(), replace(report_of("Later. The text won."), published="2020-06-01"))
    record.add([reading_of(several[0]), reading_of(several[1], yes=1, short=2, day="2020-06-01")])
    with pytest.raises(Unusable, match=r"draft-\w+ \(LAKE-C, 2020-05-04\); draft-\w+ \(LAKE-C"):
        one_question(record, "")


@pytest.mark.parametrize(
    ("counts", "called"),
    [
        ({"yes": 3, "no": 1}, "Vote of 3 to 1"),
        ({"yes": 3}, "Vote with 3 in favour"),
        ({"needed": 4, "outcome": "pending"}, "Vote that needs 4"),
        ({"outcome": "pending"}, "Vote to come"),
        ({"outcome": "adopted"}, "Untitled draft"),
    ],
)
def test_a_vote_without_a_title_is_called_by_what_is_told_of_it(
    counts: dict[str, Any], called: str
) -> None:
    record = Record.in_memory(facts=lake_commission())
    report = report_of()
    source = report.passage(("main", 0, 10))
    told: list[AnyClaim] = [
        Occasion(source=source, occasion="d", type="draft", organ="LAKE-C", since="2020-05-04"),
        Tally(source=source, draft="d", since="2020-05-04", **counts),
    ]
    record.add([Reading(report, told)])
    assert row(record, "d").called == called
