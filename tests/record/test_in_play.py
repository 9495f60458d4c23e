"""Shipped votes belong to a case only if it speaks of the body."""

from __future__ import annotations

import msgspec
import pytest

from quorate.claims.claim import AnyClaim, Occasion
from quorate.record.case import Case, Question
from quorate.record.in_play import in_this_case
from quorate.record.record import Record
from tests.record.conftest import lake_commission, roll_call
from tests.record.test_timeline import act


def _left(case: Case, *told: AnyClaim) -> list[str]:
    record = Record.in_memory(case, [*lake_commission(), *roll_call(), *told])
    return [held.key for held in in_this_case(record, record.held("occasion"))]


@pytest.mark.parametrize(
    "case",
    [
        Case(name="named", bodies=("LAKE",)),
        Case(name="asked", question=(Question(id="q", organ="LAKE-C"),)),
    ],
)
def test_a_body_that_the_case_names_is_in_play(case: Case) -> None:
    assert _left(case) == ["lake-1"]


def test_a_body_that_nobody_names_is_not() -> None:
    assert _left(Case(name="elsewhere")) == []
    assert _left(Case(name="elsewhere"), act("PROTEST", to="BBB")) == []


def test_in_a_case_that_lists_other_bodies_no_vote_of_an_organ_that_it_leaves_out_is_told() -> None:
    elsewhere = Case(name="elsewhere", bodies=("SEA",))
    assert _left(elsewhere) == _left(elsewhere, act("PROTEST", to="BBB")) == []


def test_a_body_that_a_report_names_is_in_play_with_all_its_organs() -> None:
    assert _left(Case(name="told"), act("PROTEST", to="LAKE")) == ["lake-1"]
    assert _left(Case(name="told"), act("PROTEST", to="LAKE-A")) == ["lake-1"]


def test_a_shipped_vote_on_a_state_that_no_report_names_is_not() -> None:
    votes = [_about(claim, "CCC") for claim in roll_call()]
    record = Record.in_memory(
        Case(name="told"), [*lake_commission(), *votes, act("PROTEST", to="LAKE")]
    )
    assert in_this_case(record, record.held("occasion")) == []
    named = [*lake_commission(), *votes, act("PROTEST", to="LAKE"), act("PROTEST", to="CCC")]
    record = Record.in_memory(Case(name="told"), named)
    assert [held.key for held in in_this_case(record, record.held("occasion"))] == ["lake-1"]


def _about(claim: AnyClaim, state: str) -> AnyClaim:
    return msgspec.structs.replace(claim, about=state) if isinstance(claim, Occasion) else claim
