from __future__ import annotations

import pytest

from quorate.claims.claim import Base, Membership
from quorate.claims.problem import Unusable
from quorate.claims.source import Instrument
from quorate.record.bodies import bodies, body_on, find_body, find_organ, organ_on
from quorate.record.record import Record
from quorate.record.shipped import Shipped, shipped
from tests.record.conftest import CHARTER, MEMBERS, lake_commission


def test_a_body_is_found_by_its_id_and_by_its_name() -> None:
    assert find_body(shipped(), "OAS").actor == "OAS"
    assert find_body(shipped(), "African Union").actor == "AU"
    assert find_organ(shipped(), "UN Security Council").actor == "UN-SC"
    with pytest.raises(Unusable, match="No body is called 'OSA'"):
        find_body(shipped(), "OSA")


def test_the_organization_of_american_states_of_june_2017() -> None:
    oas = body_on(shipped(), "OAS", "2017-06-19")
    assert len(oas.members) == 35
    organs = {o.organ: o for o in oas.organs}
    assert organs.keys() == {"OAS-GA", "OAS-MC", "OAS-PC"}
    assert organs["OAS-MC"].base == 34
    assert organs["OAS-MC"].left_out == ("CUB",)
    assert organs["OAS-MC"].counts is not None
    assert [r.count for r in organs["OAS-MC"].counts.rivals if isinstance(r, Base)] == [35]
    (leaving,) = [c for c in oas.after if c.turn == "leaves"]
    assert (leaving.on, leaving.members) == ("2023-11-19", ("NIC",))


def test_who_is_suspended_stays_a_member_and_may_not_vote() -> None:
    oas = body_on(shipped(), "OAS", "2010-01-01")
    assert "HND" in {m.member for m in oas.suspended} & {m.member for m in oas.members}
    assert all(o.suspended == ("HND",) for o in oas.organs)
    assert all(o.base == 34 for o in oas.organs)
    assert {c.turn for c in oas.after} == {"suspension ends"}


def test_an_organ_with_seats_of_its_own_shows_them() -> None:
    council = organ_on(shipped(), "UN-SC", "2017-06-19")
    assert council.own_seats
    assert len(council.members) == 15


def test_a_rule_of_practice_stands_beside_the_formal_one() -> None:
    council = organ_on(shipped(), "AU-PSC", "2024-01-01")
    ordinary = [r.claim for r in council.rules if getattr(r.claim, "matter", "") == "resolutions"]
    assert [getattr(c, "practice", "") for c in ordinary] == ["formal", "practice"]


def test_what_changes_is_told_for_the_next_day_on_which_anything_does() -> None:
    soon = Membership(source=CHARTER, group="LAKE", member="AAA", since="2021-03-01")
    later = Membership(source=CHARTER, group="LAKE", member="BBB", since="2022-01-01")
    facts = [c for c in lake_commission() if not isinstance(c, Membership)]
    lake = body_on(Shipped([*facts, soon, later]), "LAKE", "2020-01-01")
    assert [(c.on, c.members) for c in lake.after] == [("2021-03-01", ("AAA",))]
    assert [c.turn for c in lake.before] == ["base", "base"]


def test_a_membership_that_goes_on_in_a_second_spell_is_no_change() -> None:
    spells = [
        Membership(source=CHARTER, group="LAKE", member="AAA", since="2010", until="2015"),
        Membership(source=CHARTER, group="LAKE", member="AAA", since="2015"),
    ]
    facts = [c for c in lake_commission() if not isinstance(c, Membership)]
    lake = body_on(Shipped([*facts, *spells]), "LAKE", "2012-01-01")
    assert lake.after == ()


def test_proposals_of_a_machine_change_no_body(record: Record) -> None:
    before = body_on(record, "LAKE", "2020-01-01")
    assert [m.member for m in before.members] == list(MEMBERS)
    proposed = Membership(
        source=Instrument("Wire"), group="LAKE", member="GGG", since="2019-01-01", reader="test"
    )
    with record.store.entry("reading") as entry:
        record.store.add_claims(entry, [proposed], "reading", "proposed")
    assert body_on(record, "LAKE", "2020-01-01").members == before.members


def test_every_shipped_body_can_be_shown_on_any_date() -> None:
    for actor in bodies(shipped()):
        for on in ("1946-01-01", "1990-01-01", "2017-06-19", "2026-01-01"):
            assert body_on(shipped(), actor.actor, on).on == on
