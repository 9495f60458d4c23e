from __future__ import annotations

import pytest

from quorate.claims.claim import Actor, AnyClaim, Membership, Position
from quorate.claims.problem import Unusable
from quorate.claims.source import Person
from quorate.record.actors import Naming, actors, fold
from quorate.record.case import Case
from quorate.record.record import Record
from tests.record.conftest import CHARTER, lake_commission


@pytest.fixture(scope="module")
def venezuela() -> Record:
    return Record.in_memory(Case(name="Venezuela", crises=("venezuela",)))


def lake(*claims: AnyClaim) -> Record:
    office = Actor(source=CHARTER, actor="AAA-PRES", type="office", name="Presidency", of="AAA")
    return Record.in_memory(facts=[*lake_commission(), office, *claims])


def holder(group: str, member: str, by: str = "", since: str | None = "2020-01-01") -> Membership:
    return Membership(
        source=CHARTER, group=group, member=member, role="holder", according_to=by, since=since
    )


def test_names_are_compared_without_accents_case_and_possessive() -> None:
    assert fold("The Juan Guaidó’s") == fold("juan guaido")


def test_a_last_name_means_the_one_person_who_has_it_and_nobody_where_two_have_it() -> None:
    record = lake(holder("AAA-PRES", "Ana Costa"), holder("chair", "Bo Reyes"))
    assert Naming(record).one("Costa") == "Ana Costa"
    two = lake(holder("AAA-PRES", "Ana Costa"), holder("chair", "Bo Costa"))
    assert Naming(two).one("Costa") == "Costa"


def test_words_of_a_name_mean_the_one_group_that_has_them(venezuela: Record) -> None:
    naming = Naming(venezuela)
    assert naming.one("Contact Group") == "ICG"
    assert naming.one("Guaidó") == "Juan Guaido"
    assert naming.one("group") == "group"


def test_rival_holders_of_one_office_stand_side_by_side_with_those_who_say_so(
    venezuela: Record,
) -> None:
    voices = {v.state: v for v in actors(venezuela.on("2019-02-08")).voices}
    offices = [o for o in voices["VEN"].offices if o.office == "VEN-PRESIDENCY"]
    assert {(o.holder, o.according_to, o.rivals) for o in offices} == {
        ("Nicolas Maduro", "VEN-GOV", ("Juan Guaido",)),
        ("Juan Guaido", "VEN-AN-2015", ("Nicolas Maduro",)),
    }
    before = {v.state: v for v in actors(venezuela.on("2018-06-01")).voices}
    assert not any(o.rivals for v in before.values() for o in v.offices)


def test_who_votes_for_a_state_is_a_dated_claim(venezuela: Record) -> None:
    def seat(day: str) -> set[str]:
        voices = actors(venezuela.on(day)).voices
        return {o.holder for v in voices for o in v.offices if o.office == "VEN-OAS-SEAT"}

    assert seat("2019-04-08") == set()
    assert seat("2019-04-09") == {"Gustavo Tarre"}


def test_an_office_in_words_is_the_office_of_that_state() -> None:
    record = lake(holder("AAA-PRES", "Ana Costa"), holder("president of AAA", "Bo Reyes"))
    (voice,) = actors(record).voices
    assert {(o.office, o.rivals) for o in voice.offices} == {
        ("AAA-PRES", ("Bo Reyes",)), ("AAA-PRES", ("Ana Costa",)),
    }  # fmt: skip


def test_an_ended_office_has_no_rival() -> None:
    ended = Membership(
        source=CHARTER, group="AAA-PRES", member="Ana Costa", role="holder", negated=True,
        since="2021-01-01",
    )  # fmt: skip
    record = lake(holder("AAA-PRES", "Ana Costa"), ended, holder("AAA-PRES", "Bo Reyes"))
    (voice,) = actors(record.on("2021-06-01")).voices
    assert {o.holder: o.rivals for o in voice.offices}["Bo Reyes"] == ()
    assert "no longer" in next(o for o in voice.offices if o.holder == "Ana Costa").marks


def test_a_report_of_a_later_day_says_nothing_of_an_office_before_it() -> None:
    late = Membership(
        source=Person("Ana"), group="AAA-PRES", member="Bo Reyes", role="holder", known="2021-09-04"
    )
    record = lake()
    record.add_claims([late])
    assert actors(record.on("2019-06-01")).voices == ()
    (voice,) = actors(record.on("2021-10-01")).voices
    assert voice.offices[0].marks == ("by a person", "dated by its report")


def test_actors_in_play_are_those_whom_claims_name_and_all_are_listed_on_request() -> None:
    from quorate.claims.claim import Party

    stance = Position(
        source=CHARTER, parties=(Party(actor="BBB"),), stance="supports", phrase="the plan"
    )
    record = lake(stance)
    assert [k.actor for k in actors(record).actors] == ["BBB"]
    assert len(actors(record, everyone=True).actors) == 10
    assert actors(record, "state bbb").actors[0].actor == "BBB"
    with pytest.raises(Unusable, match="Nobody here is called 'Atlantis'"):
        actors(record, "Atlantis")
