from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from quorate.claims.claim import CORRECTED, Different, Occasion, Tally
from quorate.claims.source import Person
from quorate.record.conflicts import conflicts
from quorate.record.drafts import fits
from quorate.record.record import Record
from tests.record.conftest import Reading, lake_commission, reading_of, report_of, roll_call


def test_a_press_draft_is_joined_to_the_one_roll_call_of_its_organ_and_day_that_fits(
    record: Record,
) -> None:
    record.add([reading_of()])
    (same,) = record.derived()
    assert same.other == "lake-1"
    now = record.situation("lake-1")
    assert [r.official for r in now.reported] == [True, False]


def test_of_two_roll_calls_on_one_day_the_count_chooses() -> None:
    record = Record.in_memory(
        facts=lake_commission() + roll_call() + roll_call("lake-2", yes=1, no=4)
    )
    record.add([reading_of()])
    assert [s.other for s in record.derived()] == ["lake-1"]


def test_two_roll_calls_that_both_fit_join_nothing() -> None:
    record = Record.in_memory(facts=lake_commission() + roll_call() + roll_call("lake-2"))
    record.add([reading_of()])
    assert record.derived() == []


def test_another_organ_another_day_or_no_day_join_nothing(record: Record) -> None:
    for organ, day in (("LAKE-A", "2020-05-04"), ("LAKE-C", "2020-05-03"), ("LAKE-C", None)):
        text = f"{organ} {day}. The text won three votes, one short of the four it needed."
        record.add([reading_of(report_of(text), organ=organ, day=day)])
    assert record.derived() == []


def test_rejecting_the_step_parts_the_drafts_and_undo_joins_them_again(record: Record) -> None:
    record.add([reading_of()])
    (same,) = record.derived()
    record.decide([same.id], "reject", by="Ana")
    assert record.derived() == []
    assert len(record.situation("lake-1").reported) == 1
    record.decide([same.id], "undo", by="Ana")
    assert record.derived() == [same]


def test_drafts_that_a_person_holds_apart_are_not_joined(record: Record) -> None:
    reading = reading_of()
    record.add([reading])
    draft = f"draft-{reading.report.text_hash}"
    record.add_claims([Different(source=Person("Ana"), one=draft, other="lake-1")])
    assert record.derived() == []


def test_two_reports_of_one_vote_without_a_roll_call_are_joined() -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add([reading_of(), reading_of(report_of("Again: The text won three votes."))])
    assert len(record.derived()) == 1
    assert len(record.questions()) == 1


def test_counts_fit_if_they_share_a_number_of_votes_and_contradict_in_none() -> None:
    source = Person("Ana")
    twenty = Tally(source=source, draft="a", yes=20, needed=23)
    full = Tally(source=source, draft="b", yes=20, no=5, abstain=8, absent=1)
    other = Tally(source=source, draft="c", yes=8, no=14, abstain=11, absent=1)
    foreseen = Tally(source=source, draft="d", needed=23)
    assert fits(twenty, full)
    assert not fits(twenty, other)
    assert not fits(foreseen, full)


def _told(text: str, day: str | None, known: str, **counts: Any) -> Reading:
    """Return a report published on a day that tells of a vote in one organ, with these counts."""
    report = replace(report_of(f"{text} The text won or lost."), published=known)
    at = report.text.index("The text won")
    source = report.passage(("main", at, len(report.text)))
    draft = f"draft-{report.text_hash}"
    occasion = Occasion(
        source=source, occasion=draft, type="draft", organ="LAKE-C", since=day, known=known
    )
    ended = {"outcome": "not adopted", **counts}
    tally = Tally(source=source, draft=draft, since=day, known=known, **ended)
    return Reading(report, [occasion, tally])


FIRST = _told("One.", "2020-05-04", "2020-05-04", yes=2, no=3, abstain=1)


@pytest.mark.parametrize(
    ("later", "questions"),
    [
        (_told("Two.", "2020-05-04", "2020-05-05", yes=2, no=2, abstain=1), 1),  # one number
        (_told("Two.", "2020-05-04", "2020-05-05", yes=3, no=2, abstain=1), 2),  # two of them
        (_told("Two.", "2020-05-05", "2020-05-05", yes=2, no=2, abstain=1), 2),  # another day
        (_told("Two.", "2020-05-04", "2020-05-05"), 1),  # told without numbers
        (_told("Two.", None, "2020-05-14"), 1),  # "ten days after it was rejected in the council"
        (_told("Two.", None, "2021-05-14"), 2),  # a year later: perhaps another
        (_told("Two.", None, "2020-05-01"), 2),  # before
    ],
)
def test_a_corrected_count_and_a_vote_told_again_are_of_the_same_vote(
    later: Reading, questions: int
) -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add([FIRST, later])
    assert len(record.questions()) == questions


def test_a_corrected_count_shows_beside_the_one_it_corrects() -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add([FIRST, _told("Two.", "2020-05-04", "2020-05-05", yes=2, no=2, abstain=1)])
    (found,) = conflicts(record, "count")
    assert sorted(side.says for side in found.sides) == [
        "2 yes, 2 no, 1 abstain, not adopted",
        "2 yes, 3 no, 1 abstain, not adopted",
    ]


LARGE = {"yes": 17, "no": 4, "abstain": 9, "absent": 4}


@pytest.mark.parametrize(
    ("counts", "questions"),
    [
        ({**LARGE, "no": 5, "abstain": 8}, 1),  # one member, against or abstaining
        ({**LARGE, "yes": 18, "no": 3}, 1),  # one that had misunderstood what was put
        ({**LARGE, "yes": 18, "no": 3, "outcome": "adopted"}, 1),  # one member, and all turns
        ({**LARGE, "yes": 19, "no": 2, "outcome": "adopted"}, 2),  # it did not end so
        ({**LARGE, "no": 9, "abstain": 4}, 2),  # too many for a slip
        ({**LARGE, "no": 5, "abstain": 9}, 1),  # one number
        ({**LARGE, "no": 5, "abstain": 8, "absent": 3}, 2),  # three numbers
    ],
)
def test_a_count_that_puts_a_few_under_another_heading_is_of_the_same_vote(
    counts: dict[str, Any], questions: int
) -> None:
    record = Record.in_memory(facts=lake_commission())
    first = _told("One.", "2020-05-04", "2020-05-04", **LARGE)
    record.add([first, _told("Two.", "2020-05-04", "2020-05-05", **counts)])
    assert len(record.questions()) == questions
    assert len(conflicts(record, "count")) == 2 - questions


def test_where_a_report_tells_of_two_votes_a_count_that_ends_otherwise_is_of_another() -> None:
    record = Record.in_memory(facts=lake_commission())
    other = {**LARGE, "yes": 18, "no": 3, "outcome": "adopted"}
    two = _told("Two.", "2020-05-04", "2020-05-05", **other)
    more = [
        replace(c, occasion="more") if isinstance(c, Occasion)
        else replace(c, draft="more", yes=2, no=20)
        for c in two.claims
    ]  # fmt: skip
    record.add([_told("One.", "2020-05-04", "2020-05-04", **LARGE)])
    record.add([replace(two, claims=[*two.claims, *more])])
    assert len(record.questions()) == 3


COMING = {"outcome": "pending", "needed": 4}


@pytest.mark.parametrize(
    ("before", "held", "questions"),
    [
        (_told("Zero.", None, "2020-05-03", **COMING), [], 1),  # "will vote this week"
        (_told("Zero.", "2020-05-04", "2020-05-03", **COMING), [], 1),
        (_told("Zero.", "2020-05-05", "2020-05-03", **COMING), [], 2),  # another day was told
        (_told("Zero.", None, "2020-05-05", **COMING), [], 2),  # told after it was held
        (_told("Zero.", None, "2020-03-03", **COMING), [], 2),  # long before
        (_told("Zero.", None, "2020-05-03", **{**COMING, "needed": 5}), [], 1),
        (_told("Zero.", None, "2020-05-03", **COMING), [("2020-05-06", 3)], 3),  # which of two?
    ],
)
def test_a_vote_told_to_come_is_the_one_that_was_then_held(
    before: Reading, held: list[tuple[str, int]], questions: int
) -> None:
    record = Record.in_memory(facts=lake_commission())
    others = [_told(f"On {day}.", day, day, yes=yes, no=1) for day, yes in held]
    record.add([before, FIRST, *others])
    assert len(record.questions()) == questions
    assert conflicts(record, "count") == ()


def test_what_was_told_to_come_is_open_for_whoever_knows_no_more() -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add([_told("Zero.", None, "2020-05-03", **COMING), FIRST])
    (question,) = record.known(by="2020-05-03").questions()
    before = record.known(by="2020-05-03").situation(question.id)
    assert [r.outcome for r in before.reported] == ["pending"]
    (question,) = record.questions()
    assert record.situation(question.id).reported[0].outcome == "not adopted"


@pytest.mark.parametrize(
    ("later", "questions"),
    [
        ({"yes": 102, "no": 19, "abstain": 30}, 1),  # one had pressed the wrong button
        ({"yes": 101, "no": 20, "abstain": 31, "absent": 5}, 2),  # another number of voters
        ({"yes": 102, "no": 20, "abstain": 29}, 1),
        ({"yes": 106, "no": 15, "abstain": 30}, 2),  # too many for a slip
        ({"yes": 102, "no": 18, "abstain": 31}, 2),  # nothing is alike
    ],
)
def test_of_many_votes_a_few_may_be_counted_on_another_side(
    later: dict[str, int], questions: int
) -> None:
    record = Record.in_memory(facts=lake_commission())
    first = _told("One.", "2020-05-04", "2020-05-04", yes=101, no=20, abstain=30, absent=4)
    record.add([first, _told("Two.", "2020-05-04", "2020-05-05", **later)])
    assert len(record.questions()) == questions


def test_of_two_votes_of_a_day_that_ended_alike_one_told_without_numbers_is_neither() -> None:
    record = Record.in_memory(facts=lake_commission())
    other = _told("Two.", "2020-05-04", "2020-05-04", yes=1, no=4)
    again = _told("Three.", "2020-05-04", "2020-05-05")
    record.add([FIRST, other, again])
    assert len(record.questions()) == 3


def test_votes_are_asked_in_the_order_of_their_days() -> None:
    record = Record.in_memory(facts=lake_commission())
    late = _told("Two.", "2020-06-04", "2020-06-04", yes=1, no=4)
    record.add([late, FIRST])
    days = [record.situation(q.id).held_on for q in record.questions()]
    assert days == ["2020-05-04", "2020-06-04"]


def test_a_count_given_in_place_of_another_holds_though_the_other_is_told_again_later() -> None:
    record = Record.in_memory(facts=lake_commission())
    how = dict.fromkeys(("yes", "no", "abstain"), CORRECTED)
    anew = _told("Two.", "2020-05-04", "2020-05-05", yes=2, no=2, abstain=1, how=how)
    again = _told("Three.", "2020-05-04", "2020-05-06", yes=2, no=3, abstain=1)
    record.add([FIRST, anew, again])
    (question,) = record.questions()
    assert next(r.no for r in record.situation(question.id).reported) == 2
    assert len(conflicts(record, "count")) == 1
