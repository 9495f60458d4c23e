"""What happened, by date; what is only threatened, alleged or planned is never done."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act, AnyClaim, Membership, Occasion, Party
from quorate.claims.problem import Unusable
from quorate.claims.source import Instrument, Passage, Span
from quorate.record.case import Case
from quorate.record.record import Record
from quorate.record.timeline import timeline
from tests.record.conftest import CHARTER, lake_commission, roll_call


def act(kind: str, by: str = "AAA", to: str = "", report: str = "r", **more: object) -> Act:
    words = f"{by} did {kind} in {report}"
    return Act(
        source=Passage(report, "t", (Span("main", 0, len(words), words),)),
        sources=(Party(actor=by),),
        targets=(Party(actor=to),) if to else (),
        type=kind,
        **more,  # type: ignore[arg-type]  # fields of a claim
    )


def measure(name: str, since: str, until: str | None = None, **more: object) -> Occasion:
    return Occasion(
        source=CHARTER, occasion=name, type="measure", title=name, sponsors=("AAA",), about="BBB",
        since=since, until=until, **more,  # type: ignore[arg-type]  # fields of a claim
    )  # fmt: skip


def record_of(*claims: AnyClaim) -> Record:
    return Record.in_memory(facts=[*lake_commission(), *claims])


def test_threats_accusations_plans_and_denials_are_never_counted_as_done() -> None:
    record = record_of(
        act("PROTEST", as_of="2020-01-01"),
        act("THREATEN", as_of="2020-01-02"),
        act("SANCTION", as_of="2020-01-03", modality="planned"),
        act("ASSAULT", as_of="2020-01-04", modality="alleged"),
        act("CONSULT", as_of="2020-01-05", polarity="negative"),
        act("AGREE", as_of="2020-01-06", modality="hypothetical"),
    )
    found = timeline(record)
    assert [e.standing for e in found.events] == [
        "done", "threatened", "planned", "alleged", "not done", "possible",
    ]  # fmt: skip
    assert found.standing["done"] == (1, 1)


def test_what_has_no_date_stands_last_and_is_counted() -> None:
    record = record_of(act("PROTEST"), act("AGREE", as_of="2020"), act("VOTE", as_of="2020-02-03"))
    found = timeline(record)
    assert [(e.date, e.precision) for e in found.events] == [
        ("2020", "year"), ("2020-02-03", "day"), ("", ""),
    ]  # fmt: skip
    assert found.undated == 1
    assert "undated" in found.events[2].marks


def test_a_measure_is_in_force_from_its_first_day_to_the_day_before_its_last() -> None:
    record = record_of(measure("embargo", "2020-01-10", "2020-03-01"), measure("list", "2020-02"))

    def in_force(day: str) -> list[str]:
        return [e.occasion for e in timeline(record.on(day), type="sanction").events if e.in_force]

    assert in_force("2020-01-09") == []
    assert in_force("2020-01-10") == ["embargo"]
    assert in_force("2020-02-29") == ["embargo", "list"]
    assert in_force("2020-03-01") == ["list"]


def test_a_measure_that_was_lifted_by_a_later_claim_is_not_in_force() -> None:
    lifted = measure("embargo", "2020-05-01", negated=True)
    record = record_of(measure("embargo", "2020-01-10"), lifted)
    (event,) = timeline(record, type="measure").events
    assert (event.date, event.until) == ("2020-01-10", "2020-05-01")
    assert timeline(record.on("2020-06-01"), type="measure").events == ()


def test_a_vote_shows_its_count_and_outcome_with_both_claims() -> None:
    case = Case(name="Lake", bodies=("LAKE",))
    record = Record.in_memory(case, [*lake_commission(), *roll_call()])
    (event,) = timeline(record, type="vote").events
    assert (event.kind, event.yes, event.organ) == ("draft", 3, "LAKE-C")
    assert {i.split("-")[0] for i in event.claims} == {"occasion", "tally"}


def test_two_reports_of_one_act_on_one_day_are_one_event() -> None:
    one = act("SANCTION", to="BBB", as_of="2020-01-03", report="r1")
    other = act("SANCTION", to="BBB", as_of="2020-01-03", report="r2")
    undated = [act("SANCTION", to="BBB", report=r) for r in ("r3", "r4")]
    found = timeline(record_of(one, other, *undated), type="SANCTION")
    assert [len(e.claims) for e in found.events] == [2, 1, 1]


def test_an_actor_is_found_as_the_one_who_acts_undergoes_or_takes_part() -> None:
    meeting = Occasion(source=CHARTER, occasion="m", type="meeting", as_of="2020-01-01")
    guest = Membership(source=CHARTER, group="m", member="CCC", role="participant")
    record = record_of(act("AID", to="CCC", as_of="2020-01-02"), meeting, guest, act("VOTE"))
    found = timeline(record, actor="state ccc").events
    assert [e.kind for e in found] == ["meeting", "act"]
    assert guest.id in found[0].claims


def test_dates_are_bounds_with_both_ends_and_a_month_touches_its_days() -> None:
    record = record_of(*(act("VOTE", as_of=d) for d in ("2020-01", "2020-02-10", "2020-03-01")))
    dates = [e.date for e in timeline(record, since="2020-01-20", until="2020-02-10").events]
    assert dates == ["2020-01", "2020-02-10"]


def test_an_unknown_type_is_refused_with_those_there_are() -> None:
    with pytest.raises(Unusable, match="SANCTION"):
        timeline(record_of(), type="parade")


def test_on_8_february_2019_the_shipped_measures_of_four_sanctioning_states_are_in_force() -> None:
    record = Record.in_memory(Case(name="v", crises=("venezuela",))).on("2019-02-08")
    events = timeline(record, type="sanction").events
    assert all(e.in_force for e in events)
    assert {p.actor for e in events for p in e.by} == {"USA", "CAN", "EU", "PAN", "CHE"}
    assert "State oil company PDVSA blocked" in {e.title for e in events}
    assert all("from facts" in e.marks for e in events)


def test_a_doubtful_source_is_marked() -> None:
    doubtful = Instrument(title="Blog", status="the day is about right")
    record = record_of(Occasion(source=doubtful, occasion="e", type="election", as_of="2020-01-01"))
    (event,) = timeline(record, type="election").events
    assert "the day is about right" in event.marks
    assert event.sources == ("Blog",)
