from __future__ import annotations

from quorate.claims.claim import AnyClaim, Different, Membership, Occasion
from quorate.claims.report import Report
from quorate.claims.source import Person, RollCall
from quorate.record.members import members
from quorate.record.record import Record
from tests.record.conftest import Reading, lake_commission, report_of

OFFICIAL = RollCall(title="Declaration as printed")


def official(occasion: str = "lake-statement", names: str = "AAA BBB CCC DDD") -> list[AnyClaim]:
    """Return a statement of 4 May 2020 on an official list, with those who signed."""
    day = "2020-05-04"
    return [
        Occasion(source=OFFICIAL, occasion=occasion, type="statement", organ="LAKE", as_of=day),
        *(
            Membership(source=OFFICIAL, group=occasion, member=m, role="signatory", as_of=day)
            for m in names.split()
        ),
    ]


def reading(
    text: str = "The statement was signed by A, B and C.",
    *,
    organ: str = "LAKE",
    day: str | None = "2020-05-04",
    names: str = "AAA BBB CCC",
    id: str = "",
) -> Reading:
    """Return a reading of one statement and its signatories."""
    report: Report = report_of(text)
    source = report.passage(("main", 0, len(text)))
    occasion = id or f"occasion-{report.text_hash}"
    common = {"source": source, "known": "2020-05-05", "reader": "reader 1", "as_of": day}
    claims: list[AnyClaim] = [
        Occasion(occasion=occasion, type="statement", organ=organ, **common),  # type: ignore[arg-type]  # typed together
        *(
            Membership(group=occasion, member=m, role="signatory", **common)  # type: ignore[arg-type]  # typed together
            for m in names.split()
        ),
    ]
    return Reading(report, claims)


def record_of(*claims: AnyClaim) -> Record:
    return Record.in_memory(facts=[*lake_commission(), *claims])


def test_a_statement_of_a_report_is_joined_to_the_one_of_that_group_and_day() -> None:
    record = record_of(*official())
    record.add([reading()])
    (same,) = record.derived()
    assert same.other == "lake-statement"
    assert same.source.rule == "one statement of that group and day"  # type: ignore[union-attr]


def test_without_a_group_the_names_decide_and_a_few_in_common_do_not() -> None:
    record = record_of(*official())
    record.add([reading(organ="")])
    assert len(record.derived()) == 1
    few = record_of(*official())
    few.add([reading(organ="", names="AAA BBB EEE FFF")])
    assert few.derived() == []


def test_two_candidates_another_day_or_no_day_join_nothing() -> None:
    two = record_of(*official(), *official("lake-other"))
    two.add([reading()])
    assert two.derived() == []
    for day in ("2020-05-03", None):
        record = record_of(*official())
        record.add([reading(day=day)])
        assert record.derived() == []


def test_two_statements_that_one_report_tells_apart_are_not_made_one() -> None:
    record = record_of(*official())
    one, other = reading(id="occasion-1"), reading(id="occasion-2")
    record.add([Reading(one.report, [*one.claims, *other.claims])])
    assert record.derived() == []


def test_a_person_can_part_what_was_joined() -> None:
    record = record_of(*official())
    record.add([reading()])
    (same,) = record.derived()
    record.decide([same.id], "reject", by="Ana")
    assert record.derived() == []
    apart = record_of(*official())
    apart.add([reading()])
    apart.add_claims([Different(source=Person("Ana"), one=same.one, other=same.other)])
    assert apart.derived() == []


def test_two_reports_of_one_statement_are_joined_without_an_official_list() -> None:
    record = record_of()
    record.add([reading(), reading("Again: it was signed by A, B and C.")])
    assert len(record.derived()) == 1
    (same,) = record.derived()
    assert len(members(record, same.one).ids) == 2
