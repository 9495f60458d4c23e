"""Which groups somebody is in, those that reports name first."""

from __future__ import annotations

from quorate.claims.claim import Membership, Occasion
from quorate.reading.read import Reading
from quorate.record.groups import groups
from quorate.record.record import Record
from tests.record.conftest import CHARTER, report_of
from tests.record.test_occasions import reading, record_of


def _record() -> Record:
    pact = Occasion(
        source=CHARTER, occasion="pact", type="statement", title="Lake Pact", since="2020-01-01"
    )
    record = record_of(pact)
    record.add([reading(id="pact", day="2020-01-01"), reading("A and B met.", names="AAA BBB")])
    return record


def test_groups_that_reports_name_stand_first_with_their_counts() -> None:
    first, second, third = groups(_record())
    assert (first.group, first.name, first.type, first.date) == (
        "pact", "Lake Pact", "statement", "2020-01-01",
    )  # fmt: skip
    assert [(g.claims, g.told) for g in (first, second, third)] == [(3, 3), (2, 2), (6, 0)]
    assert (third.name, third.type, third.date) == ("Lake Commission", "organisation", "")


def test_a_group_is_found_by_name_id_or_kind_whatever_the_case() -> None:
    assert [g.group for g in groups(_record(), "LAKE")] == ["pact", "LAKE"]
    assert len(groups(_record(), "Statement")) == 2
    assert groups(_record(), "ocean") == []


def test_the_office_of_an_occasion_is_called_by_its_title_whatever_day_is_asked() -> None:
    record = _record()
    report = report_of("C chaired it.")
    chair = Membership(
        source=report.passage(("main", 0, 13)), group="chair of pact", member="CCC", role="holder",
        known="2020-05-05", reader="reader 1",
    )  # fmt: skip
    record.add([Reading(report, (chair,))])
    names = {g.group: g.name for g in groups(record.on("2019-01-01"))}
    assert names["chair of pact"] == "chair of Lake Pact"
