from __future__ import annotations

import msgspec
import pytest

from quorate.claims.claim import Actor, AnyClaim, Base, Membership, Rule
from quorate.claims.source import Passage, Span
from quorate.record.held import Held
from quorate.record.organ import Holding, counted, deciding, in_role, members_of, rules, seated
from quorate.record.shipped import Shipped
from tests.record.conftest import CHARTER, MEMBERS, lake_commission

DAY = "2020-05-04"


def holding(*more: AnyClaim, without: type | None = None) -> Holding:
    kept = [c for c in lake_commission() if without is None or not isinstance(c, without)]
    lake = Shipped([*kept, *more])

    def held(kind: str, day: str | None = None, /, **own: tuple[str, ...]) -> list[Held]:
        return lake.held(kind, own, on=day)

    return held


def base(**fields: object) -> Base:
    return Base(source=CHARTER, organ="LAKE-A", **fields)  # type: ignore[arg-type]


def test_an_organ_seats_its_own_members_else_all_of_the_organisation() -> None:
    seat = Membership(source=CHARTER, group="LAKE-C", member="AAA", since="2000-01-01")
    held = holding(seat)
    assert members_of(seated(held, "LAKE-C", "LAKE", DAY)) == ("AAA",)
    assert members_of(seated(held, "LAKE-A", "LAKE", DAY)) == MEMBERS


def test_whom_reports_call_members_of_an_organ_of_all_members_are_no_list_of_it() -> None:
    report = Passage(report="r", text="t", spans=(Span("main", 0, 1, "x"),))
    told = [Membership(source=report, group="LAKE-A", member=m) for m in ("AAA", "BBB")]
    assert members_of(seated(holding(*told), "LAKE-A", "LAKE", DAY)) == MEMBERS
    assert members_of(seated(holding(*told), "LAKE-A", "", DAY)) == ("AAA", "BBB")
    assert members_of(seated(holding(*told), "LAKE-A", "NOBODY", DAY)) == ("AAA", "BBB")


def test_an_organ_with_seats_that_nobody_knows_seats_nobody() -> None:
    nine = Actor(
        source=CHARTER, actor="LAKE-N", type="organ", name="Nine", of="LAKE", seats="nine, elected"
    )
    assert nine.whole == ""
    assert seated(holding(nine), "LAKE-N", nine.whole, DAY) == []


def test_who_has_left_is_in_no_role() -> None:
    left = Membership(source=CHARTER, group="LAKE", member="AAA", since="2019-01-01", negated=True)
    assert "AAA" not in members_of(in_role(holding(left), ("LAKE",), "member", DAY))


def test_a_number_that_a_source_gives_counts_and_not_the_list() -> None:
    found = counted(holding(), "LAKE-A", "resolutions", DAY, MEMBERS, ())
    assert found is not None
    assert (found.number, found.how, found.left_out) == (5, "claim", ("FFF",))


@pytest.mark.parametrize(
    ("lists", "number", "out"),
    [("members", 6, ()), ("members not suspended", 5, ("BBB",))],
)
def test_where_those_listed_count_the_suspended_do_or_do_not(
    lists: str, number: int, out: tuple[str, ...]
) -> None:
    held = holding(base(lists=lists), without=Base)
    found = counted(held, "LAKE-A", "resolutions", DAY, MEMBERS, ("BBB",))
    assert found is not None
    assert (found.number, found.how, found.left_out) == (number, "members listed", out)


def test_a_base_on_a_matter_stands_before_the_general_one() -> None:
    held = holding(base(count=4, matter="admission", since="1990-01-01"))
    found = counted(held, "LAKE-A", "admission", DAY, MEMBERS, ())
    assert found is not None
    assert found.number == 4


def test_without_a_date_a_number_is_given_only_if_there_never_was_another() -> None:
    assert counted(holding(), "LAKE-A", "", None, (), ()) is not None
    later = base(count=6, since="2021-01-01")
    assert counted(holding(later), "LAKE-A", "", None, (), ()) is None


def test_no_base_is_derived_from_the_list() -> None:
    assert counted(holding(without=Base), "LAKE-A", "", DAY, MEMBERS, ()) is None


def test_what_an_organ_does_in_practice_decides_only_where_its_text_is_silent() -> None:
    formal = next(c for c in lake_commission() if isinstance(c, Rule) and c.organ == "LAKE-A")
    habit = msgspec.structs.replace(formal, adopts="no = 0", practice="practice")
    found = rules(holding(habit), "LAKE-A", DAY)
    assert [h.holds.claim for h in found] == [formal, habit]
    assert [h.holds.claim for h in deciding(found)] == [formal]
    alone = rules(holding(habit, without=Rule), "LAKE-A", DAY)
    assert [h.holds.claim for h in deciding(alone)] == [habit]
