from __future__ import annotations

import io

import pytest

from quorate.claims.claim import Base
from quorate.claims.problem import Unusable
from quorate.claims.source import Person
from quorate.record.record import Record
from quorate.views.bodies import (
    bodies,
    body,
    body_data,
    changes_told,
    rule,
)
from quorate.views.export import as_json
from quorate.views.printed_bodies import show_bodies, show_body, show_organ
from quorate.views.tables import Screen
from tests.views.conftest import HOSTILE


def printed(show: object, told: object) -> str:
    out = io.StringIO()
    show(Screen(out), told)  # type: ignore[operator]
    return out.getvalue()


def test_the_meeting_of_consultation_needed_23_of_34_on_the_day_of_cancun() -> None:
    card = rule("OAS-MC", "resolutions", on="2017-06-19")
    (told,) = card.rules
    assert (card.base, told.needed, told.asks) == (34, 23, "23 (2/3 of 34)")
    assert any("35" in rival for rival in card.base_rivals)


def test_the_union_decided_by_nice_votes_before_november_2014_and_by_people_since() -> None:
    (nice,) = rule("EU-COUNCIL", "resolutions", on="2012-01-01").rules
    (lisbon,) = rule("EU-COUNCIL", "resolutions", on="2024-06-17").rules
    assert "nice" in nice.adopts
    assert "population" in lisbon.adopts


def test_a_base_of_its_own_goes_with_the_matter_it_is_for() -> None:
    card = rule("AU-ASSEMBLY", on="2025-02-15")
    by_matter = {r.matter: r for r in card.rules}
    assert by_matter["election"].asks == "33 (2/3 of 49)"
    assert by_matter["admission of a member"].asks == "28 (more than 1/2 of 55)"


def test_what_is_from_memory_is_marked_in_the_first_line_of_the_rule() -> None:
    text = printed(show_organ, rule("AU-PSC", on="2024-01-01"))
    first = next(each for each in text.splitlines() if each.startswith("  resolutions:"))
    assert "from memory, not verified" in first


def test_an_unknown_organ_or_matter_is_answered_with_those_there_are() -> None:
    with pytest.raises(Unusable, match=r"did you mean Meeting of Consultation [^,]*\(OAS-MC\)"):
        rule("OAS-MCC")
    with pytest.raises(Unusable, match=r"its matters are .*resolutions"):
        rule("UN-SC", "resolutons")


def test_all_bodies_are_listed_with_how_much_of_them_is_doubted() -> None:
    rows = {row.body: row for row in bodies(on="2024-01-01")}
    assert rows["UN"].members == 193
    assert rows["AU"].suspended == 6
    assert 0 < rows["AU"].unverified <= rows["AU"].rules
    text = printed(show_bodies, tuple(rows.values()))
    assert "AU  African Union\n    55 members, 6 suspended · AU-ASSEMBLY AU-EC AU-PSC" in text


def test_a_body_prints_organs_members_rules_bases_and_what_changes() -> None:
    text = printed(show_body, body("OAS", on="2017-06-19"))
    assert "resolutions: needed 23 (2/3 of 34) | yes >= 2/3 members" in text
    assert "35 members: Antigua and Barbuda (ATG)" in text
    assert "changes next: 2023-11-19, Organization of American States: Nicaragua leaves" in text
    assert "None" not in text


def test_what_is_the_same_in_several_organs_is_told_once() -> None:
    card = body("OAS", on="2017-06-19")
    told = [each for each in changes_told(card.body.after, card.names) if "base" in each]
    assert len(told) == 1
    assert "OAS General Assembly" in told[0]
    assert "OAS Permanent Council" in told[0]


def test_the_data_of_a_body_has_what_the_screen_shows() -> None:
    data = body_data(body("UN", on="2017-06-19"))
    organs = {organ["organ"]: organ for organ in data["organs"]}
    assert len(data["members"]) == 193
    assert organs["UN-SC"]["base"] == 15
    assert {r["needed"] for r in organs["UN-SC"]["rules"] if r["matter"] == "resolutions"} == {9}
    assert '"UN-SC"' in as_json({"body": data})


def test_a_case_shows_what_it_overrides_and_hostile_reasons_stay_words() -> None:
    mine = Base(
        source=Person(name="Ana", reason=HOSTILE), organ="OAS-MC", count=33, since="2017-01-01",
        known="0001",
    )  # fmt: skip
    record = Record.in_memory()
    record.add_claims([mine])
    card = rule("OAS-MC", on="2017-06-19", record=record)
    text = printed(show_organ, card)
    assert card.base == 33
    assert "in place of: 34" in text
    assert "\x1b[31m" not in text
    assert "\u202e" not in text
