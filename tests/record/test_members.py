from __future__ import annotations

import pytest

from quorate.claims.claim import Membership
from quorate.claims.problem import Unusable
from quorate.record.case import Case
from quorate.record.members import members
from quorate.record.record import Record
from tests.record.conftest import CHARTER, Reading
from tests.record.test_occasions import official, reading, record_of


@pytest.fixture(scope="module")
def venezuela() -> Record:
    return Record.in_memory(Case(name="Venezuela", crises=("venezuela",)))


def test_the_members_of_a_group_are_those_of_that_day_by_id_or_name(venezuela: Record) -> None:
    found = members(venezuela, "Lima Group", on="2017-08-08")
    assert len(found.role("member")) == 12
    assert found.group == "LIMA"
    assert "GUY" in members(venezuela, "LIMA", on="2018-01-23").role("member")
    assert "ARG" not in members(venezuela, "LIMA", on="2021-06-01").role("member")


def test_beside_the_signers_stand_the_members_that_day_who_are_not_named(
    venezuela: Record,
) -> None:
    found = members(venezuela, "lima-2019-01-04")
    assert len(found.role("signatory")) == 13
    assert [(m.member, m.marks) for m in found.not_named] == [("MEX", ("from facts", "not named"))]
    assert (found.of, found.held_on) == ("LIMA", "2019-01-04")


def test_those_who_took_part_and_those_who_stayed_away_keep_their_roles(venezuela: Record) -> None:
    found = members(venezuela, "icg-2019-02-07")
    assert len(found.role("participant")) == 13
    assert found.role("observer") == ("MEX",)
    walked_out = members(venezuela, "oas-pc-2016-11-16")
    assert walked_out.role("absent") == ("BOL", "VEN")
    assert walked_out.not_named == ()


def test_three_named_by_a_report_stand_beside_an_official_list_of_four_as_a_conflict() -> None:
    record = record_of(*official())
    record.add([reading()])
    found = members(record, "lake-statement")
    assert found.role("signatory") == ("AAA", "BBB", "CCC", "DDD")
    assert [(len(x.members), x.official, x.conflict, x.decided) for x in found.lists] == [
        (4, True, True, True),
        (3, False, True, False),
    ]
    assert found.lists[1].lacks == ("DDD", "EEE", "FFF")
    assert [m.member for m in found.not_named] == ["EEE", "FFF"]
    assert len(found.steps) == 1


def test_lists_that_agree_are_no_conflict() -> None:
    record = record_of(*official(names="AAA BBB CCC"))
    record.add([reading()])
    assert not any(x.conflict for x in members(record, "lake-statement").lists)


def test_decided_and_proposed_are_kept_apart() -> None:
    record = record_of()
    record.add([reading()])
    found = members(record, reading().claims[0].occasion)  # type: ignore[union-attr]
    assert found.role("signatory", decided_only=True) == ()
    assert found.role("signatory") == ("AAA", "BBB", "CCC")
    assert all("proposed" in m.marks for m in found.members)


def test_an_undated_statement_is_placed_on_the_day_that_is_asked_for() -> None:
    record = record_of(*official())
    record.add([reading(day=None)])
    own = next(s.claim.occasion for s in record.claims() if s.claim.kind == "occasion")  # type: ignore[union-attr]
    alone = members(record, own)
    assert alone.not_named == ()
    assert any("day is not known" in p.what for p in alone.problems)
    placed = members(record, own, on="2020-05-04")
    assert placed.group == "lake-statement"
    assert [x.official for x in placed.lists] == [True, False]


def test_the_group_follows_from_the_sentence_that_calls_the_signers_its_members() -> None:
    one = reading(organ="")
    source = one.claims[0].source
    belong = [
        Membership(source=source, group="LAKE", member=m, known="2020-05-05", reader="reader 1")
        for m in ("AAA", "BBB", "CCC")
    ]
    record = record_of()
    record.add([Reading(one.report, [*one.claims, *belong])])
    found = members(record, one.claims[0].occasion)  # type: ignore[union-attr]
    assert found.of == "LAKE"
    assert [m.member for m in found.not_named] == ["DDD", "EEE", "FFF"]


def test_words_for_somebody_are_marked_as_unnamed() -> None:
    record = record_of()
    one = reading(names="AAA")
    words = Membership(
        source=one.claims[0].source, group=one.claims[0].occasion,  # type: ignore[union-attr]
        member="several lake states", role="participant", reader="reader 1",
    )  # fmt: skip
    record.add([Reading(one.report, [*one.claims, words])])
    found = members(record, one.claims[0].occasion)  # type: ignore[union-attr]
    (row,) = [m for m in found.members if m.role == "participant"]
    assert "unnamed" in row.marks


def test_a_departure_supposed_is_shown_as_supposed() -> None:
    record = record_of().suppose("leave AAA")
    found = members(record, "LAKE", on="2020-01-01")
    assert "AAA" not in found.role("member")
    (row,) = [m for m in found.members if m.negated]
    assert row.marks == ("supposed", "leave AAA")


def test_an_organ_without_seats_of_its_own_has_the_members_of_its_organisation() -> None:
    found = members(record_of(), "LAKE-A", on="2020-01-01")
    assert len(found.role("member")) == 6
    assert "own seats are not known" in found.problems[0].what


def test_an_ending_is_a_negated_claim_and_a_report_of_a_later_day_says_nothing_of_before() -> None:
    left = Membership(source=CHARTER, group="LAKE", member="AAA", negated=True, since="2020-03-01")
    record = record_of(left)
    assert "AAA" in members(record, "LAKE", on="2020-02-01").role("member")
    assert "AAA" not in members(record, "LAKE", on="2020-04-01").role("member")


def test_whoever_asks_for_a_group_that_is_not_there_is_told_what_is_near() -> None:
    with pytest.raises(Unusable, match="did you mean Lake Commission"):
        members(record_of(), "Lake Comission")
    several = record_of(*official(), *official("lake-stop"))
    with pytest.raises(Unusable, match="may be lake-statement, lake-stop"):
        members(several, "lake-st")
