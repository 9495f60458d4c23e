from __future__ import annotations

from typing import Any

from quorate.claims.claim import AnyClaim, Party, Position
from quorate.record.demands import demands, likeness
from quorate.record.record import Record
from tests.record.conftest import CHARTER, lake_commission


def demand(by: str, phrase: str, stance: str = "demands", **fields: Any) -> Position:
    told: dict[str, Any] = {"source": CHARTER, "since": "2020-05-04"} | fields
    party = Party(actor=by) if by.isupper() else Party(words=by)
    return Position(parties=(party,), stance=stance, phrase=phrase, **told)


def record_of(*claims: AnyClaim) -> Record:
    return Record.in_memory(facts=[*lake_commission(), *claims])


def test_each_demand_stands_since_its_day_by_whom_and_of_whom() -> None:
    record = record_of(
        demand("AAA", "hold timely elections", target="BBB"),
        demand("AAA", "free political prisoners", target="BBB"),
    )
    found = demands(record)
    assert [(d.phrase, d.status, d.by, d.of, d.since) for d in found] == [
        ("free political prisoners", "standing", ("AAA",), "BBB", "2020-05-04"),
        ("hold timely elections", "standing", ("AAA",), "BBB", "2020-05-04"),
    ]


def test_a_demand_dropped_closes_the_most_alike_of_the_same_party_alone() -> None:
    drop = demand("AAA", "that the ruler step down", "drops_demand", since="2021-09-04")
    record = record_of(
        demand("AAA", "the ruler stepping down and leaving"),
        demand("AAA", "free political prisoners"),
        demand("BBB", "the ruler stepping down"),
        drop,
    )
    state = {(d.by[0], d.phrase): d for d in demands(record)}
    closed = state["AAA", "the ruler stepping down and leaving"]
    assert (closed.status, closed.until, closed.closed_by) == ("dropped", "2021-09-04", (drop.id,))
    assert "inferred" in closed.marks
    assert sum(d.status == "standing" for d in state.values()) == 2


def test_two_demands_equally_alike_are_closed_by_nothing() -> None:
    record = record_of(
        demand("AAA", "the ruler must step down at once", target="BBB"),
        demand("AAA", "the ruler must step down in May", target="CCC"),
        demand("AAA", "that the ruler step down", "drops_demand", since="2021-09-04"),
    )
    statuses = sorted(d.status for d in demands(record))
    assert statuses == ["dropped", "standing", "standing"]


def test_a_drop_that_no_report_announced_is_a_demand_of_its_own() -> None:
    (found,) = demands(record_of(demand("the opposition", "that he step down", "drops_demand")))
    assert (found.status, found.by) == ("dropped", ("the opposition",))


def test_a_drop_told_in_two_prints_is_of_one_demand() -> None:
    told = [
        demand("the opposition", "that he step down", "drops_demand", since=day)
        for day in ("2020-05-04", "2020-05-05")
    ]
    (found,) = demands(record_of(*told))
    assert (found.status, found.until) == ("dropped", "2020-05-04")
    assert found.closed_by == tuple(c.id for c in told)


def test_before_the_day_on_which_it_was_dropped_a_demand_stands() -> None:
    record = record_of(
        demand("AAA", "the ruler stepping down"),
        demand("AAA", "that the ruler step down", "drops_demand", since="2021-09-04"),
    )
    assert [d.status for d in demands(record.on("2021-01-01"))] == ["standing"]
    assert [d.status for d in demands(record.on("2021-10-01"))] == ["dropped"]


def test_the_one_asked_meets_or_refuses() -> None:
    record = record_of(
        demand("AAA", "free political prisoners", target="BBB"),
        demand("AAA", "hold timely elections", target="BBB"),
        demand("BBB", "to hold timely elections", "rejects", since="2020-06-01"),
        demand("BBB", "the freeing of political prisoners", "accepts", since="2020-06-02"),
        demand("CCC", "to hold timely elections", "accepts", since="2020-06-03"),
    )
    state = {d.phrase: d.status for d in demands(record)}
    assert state == {"free political prisoners": "met", "hold timely elections": "refused"}


def test_one_demand_in_two_sources_is_one_and_calls_are_shown_only_on_request() -> None:
    record = record_of(
        demand("AAA", "hold timely elections", target="BBB"),
        demand("AAA", "to hold timely elections", target="BBB", since="2020-07-01"),
        demand("CCC", "show restraint", "calls_for"),
    )
    (one,) = demands(record)
    assert len(one.claims) == 2
    assert one.since == "2020-05-04"
    assert [d.call for d in demands(record, calls=True)] == [False, True]


def test_phrases_are_alike_by_the_words_of_the_shorter_one() -> None:
    assert likeness("respect human rights", "violating human dignity") == 0.0
    assert likeness("hold elections", "that elections be held in May") < 1
    assert likeness("lift sanctions", "lifting the sanctions on oil") == 1.0
