"""Numbers as series: bounds, scope, date, source and wording."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Figure
from quorate.claims.problem import Unusable
from quorate.claims.source import Passage, Span
from quorate.record.case import Case
from quorate.record.figures import figures, latest, quantities
from quorate.record.record import Record


def figure(
    wording: str,
    best: int | None = None,
    low: int | None = None,
    high: int | None = None,
    report: str = "r",
    **more: object,
) -> Figure:
    return Figure(
        source=Passage(report, "t", (Span("main", 0, len(wording), wording),)),
        quantity=str(more.pop("quantity", "deaths")),
        wording=wording,
        low=low,
        best=best,
        high=high,
        **more,  # type: ignore[arg-type]  # fields of a claim
    )


def record_of(*claims: Figure) -> Record:
    return Record.in_memory(facts=claims)


def test_nearly_seventy_stands_beside_seventy_four_in_one_series_with_its_dates() -> None:
    record = record_of(
        figure("nearly 70", 70, high=69, as_of="2017-06-19"),
        figure("74", 74, 74, 74, as_of="2017-06-20"),
    )
    (series,) = figures(record, "deaths")
    assert [(p.date, p.wording, p.high) for p in series.points] == [
        ("2017-06-19", "nearly 70", 69), ("2017-06-20", "74", 74),
    ]  # fmt: skip
    assert not any("disputed" in p.marks for p in series.points)


def test_two_scopes_are_two_series_and_no_conflict() -> None:
    seeking = figure("some 50", 50, scope="seek the ouster", as_of="2019-06-07")
    recognising = figure("almost 60", 60, high=59, scope="recognise", as_of="2019-06-07")
    found = figures(record_of(seeking, recognising))
    assert [s.scope for s in found] == ["recognise", "seek the ouster"]
    assert not any("disputed" in p.marks for s in found for p in s.points)


def test_numbers_of_one_day_that_cannot_both_be_right_are_disputed() -> None:
    day = "2017-06-19"
    record = record_of(
        figure("95", 95, 95, 95, report="r1", as_of=day),
        figure("74", 74, 74, 74, report="r2", as_of=day),
        figure("more than 70", 70, 71, report="r3", as_of=day),
    )
    (series,) = figures(record)
    disputed = {p.wording: "disputed" in p.marks for p in series.points}
    assert disputed == {"95": True, "74": True, "more than 70": False}


@pytest.mark.parametrize(
    ("givers", "disputed"),
    [(("", ""), False), (("police", ""), False), (("police", "doctors"), True)],
)
def test_two_numbers_of_one_report_are_disputed_only_if_two_sources_give_them(
    givers: tuple[str, str], disputed: bool
) -> None:
    one, other = givers
    record = record_of(
        figure("95", 95, 95, 95, as_of="2017-06-19", said_by=one),
        figure("74", 74, 74, 74, as_of="2017-06-19", said_by=other),
    )
    (series,) = figures(record)
    assert ["disputed" in p.marks for p in series.points] == [disputed, disputed]


def test_two_reports_that_give_one_number_are_one_point_with_two_claims() -> None:
    record = record_of(
        figure("74", 74, 74, 74, report="r1", as_of="2017-06-19"),
        figure("seventy-four", 74, 74, 74, report="r2", as_of="2017-06-19"),
    )
    ((point,),) = (s.points for s in figures(record))
    assert len(point.claims) == 2
    assert set(point.wordings) == {"74", "seventy-four"}


def test_a_number_without_a_day_keeps_the_day_by_which_it_was_told() -> None:
    record = record_of(figure("74", 74, 74, 74, known="2017-06-20"))
    ((point,),) = (s.points for s in figures(record))
    assert (point.date, point.known) == ("", "2017-06-20")
    assert "undated" in point.marks


def test_the_last_numbers_are_those_last_told_of_whatever_day() -> None:
    record = record_of(
        figure("at least nine", low=9, as_of="2025-08-25", known="2025-08-26"),
        figure("17", 17, 17, 17, known="2025-09-24"),
        figure("21", 21, 21, 21, known="2025-09-24"),
    )
    (quantity,) = quantities(record)
    _, points = latest(record, quantity)
    assert [p.wording for p in points] == ["17", "21"]
    _, points = latest(record.known(by="2025-09-01"), quantity)
    assert [p.wording for p in points] == ["at least nine"]


def test_a_quantity_is_found_by_a_word_of_it_and_an_unknown_one_is_refused() -> None:
    record = record_of(figure("50", 50, quantity="countries_recognising"))
    assert len(figures(record, "recognising")) == 1
    assert len(figures(record, "Countries recognising")) == 1
    with pytest.raises(Unusable, match="countries_recognising"):
        figures(record, "tanks")


def test_the_rival_tolls_of_19_june_2017_are_disputed_in_the_shipped_facts() -> None:
    record = Record.in_memory(Case(name="v", crises=("venezuela",)))
    series = next(s for s in figures(record, "deaths") if s.scope == "2017 protests, cumulative")
    day = [p for p in series.points if p.date == "2017-06-19"]
    assert [p.best for p in day] == [74, 75, 95]
    assert all("disputed" in p.marks and "from facts" in p.marks for p in day)
    assert [p.said_by for p in day][1] == ("prosecutors (MP)",)
