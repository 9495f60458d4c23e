"""Whose is an office, and of what?"""

from __future__ import annotations

import pytest

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.reading.memberships import find_memberships, prediction_rows
from tests.reading.held import NAMES, held_in, read


def test_the_holder_of_a_state_office_is_held_with_the_state() -> None:
    assert held_in("Ghanaian Foreign Minister Ama Owusu spoke.") == {
        ("Ama Owusu", "holder", "foreign minister of GHA")
    }


def test_a_rival_holder_is_held_according_to_whoever_says_so() -> None:
    claims = read("Peru and Kenya recognised Kofi Mensah as Ghana's interim president.")
    held = [c for c in claims if isinstance(c, Membership)]
    assert {(c.member, c.group, c.according_to) for c in held} == {
        ("Kofi Mensah", "interim president of GHA", "PER"),
        ("Kofi Mensah", "interim president of GHA", "KEN"),
    }
    [own] = [
        c
        for c in read("Kofi Mensah declared himself interim president.")
        if isinstance(c, Membership)
    ]
    assert own.according_to == own.said_by == own.member == "Kofi Mensah"


def test_a_prediction_names_the_group_as_annotators_do() -> None:
    text = "Ama Owusu, head of the Northern League, spoke. Peruvian President Ana Ruiz left."
    report = Report(name="r", bytes_hash="", extractor="text 1", text=text)
    mentions = NAMES.mentions(report)
    rows = prediction_rows(report, find_memberships(report, mentions, []), mentions)
    assert [(r["member"], r["role"], r["group"]) for r in rows] == [
        ("Ama Owusu", "leader", "Northern League")
    ]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "The Northern League's secretary-general, Ama Owusu, won.",
            {("Ama Owusu", "holder", "secretary-general of NL")},
        ),
        (
            "The Northern League met. Its secretary-general, Ama Owusu, won.",
            {("Ama Owusu", "holder", "secretary-general of NL")},
        ),
        (
            "The head of the Northern League's observers, Ama Owusu, won.",
            {("Ama Owusu", "holder", "head of Northern League's observers")},
        ),
        (
            "The Northern League, whose leader is Ama Owusu, won.",
            {("Ama Owusu", "holder", "leader of NL")},
        ),
        (
            "Peru handed the presidency of the Northern League to Kenya.",
            {("PER", "holder", "chair of NL"), ("KEN", "holder", "chair of NL")},
        ),
        ("A former head of the Northern League, Ama Owusu, won.", set()),
        ("The Northern League's deputy head, Ama Owusu, won.", set()),
    ],
)
def test_an_office_of_a_group_is_read_with_its_holder(
    text: str, held: set[tuple[str, str, str]]
) -> None:
    assert held_in(text) == held


def test_who_is_a_member_along_with_others_does_not_make_them_chair_it() -> None:
    text = (
        "It was drafted by Peru, which presides over the Northern League this month, and Ghana, "
        "one of its members along with Kenya and Fiji."
    )
    assert {member for member, role, _ in held_in(text) if role == "holder"} == {"PER"}


def test_the_members_and_the_chairman_are_those_of_the_body_that_met() -> None:
    text = (
        "The Northern League met on Monday on the eve of a summit of the Harbour Community. "
        "Peru, Ghana and Kenya are the other members. The chairman, Norwegian minister Ann Dahl, "
        "spoke to reporters."
    )
    held = held_in(text)
    assert ("PER", "member", "NL") in held
    assert ("Ann Dahl", "holder", "chairman of NL") in held
    assert not any(group == "HC" for _, _, group in held)


def test_its_spokesman_is_of_what_the_sentence_before_begins_with() -> None:
    text = (
        "The Northern League met. Peru's foreign ministry objected. Its spokesman, Luis Vega, left."
    )
    assert ("Luis Vega", "holder", "spokesman of Ministry of Foreign Affairs of Peru") in held_in(
        text
    )


def test_who_speaks_for_a_body_is_not_apposed_to_what_stands_before() -> None:
    assert (
        held_in("They will take it to the Northern League, the chair of HARCOM said today.")
        == set()
    )


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "The movement is led by a Kenyan, Ama Owusu.",
            {("Ama Owusu", "holder", "leader of movement")},
        ),
        (
            "The Northern League's deputy spokeswoman, Ama Owusu, won.",
            {("Ama Owusu", "holder", "spokeswoman of NL")},
        ),
        (
            "Renova has ruled since 1990. Its leader, Ama Owusu, won.",
            {("Ama Owusu", "holder", "leader of Renova")},
        ),
        (
            "The tariff board published a list. The chairwoman, Ama Owusu, was ill.",
            {("Ama Owusu", "holder", "chairwoman of tariff board")},
        ),
        (
            "The tariff board sat, and its chairwoman, Ama Owusu, was ill.",
            {("Ama Owusu", "holder", "chairwoman of tariff board")},
        ),
        (
            "The League has sent a mission to Lima, led by Ama Owusu.",
            {("Ama Owusu", "holder", "leader of mission")},
        ),
        (
            "President pro tempore of the Northern League since January, Ghana sent a note.",
            {("GHA", "holder", "president pro tempore of NL")},
        ),
        (
            "The Northern League met, with Ghana and Kenya in the chair.",
            {("GHA", "holder", "chair of NL"), ("KEN", "holder", "chair of NL")},
        ),
        ("Ghana agreed. Its leader, Ama Owusu, signed.", set()),
        ("Ama Owusu left the Northern League, where she had been secretary-general.", set()),
    ],
)
def test_an_office_is_of_what_is_led_or_spoken_of(
    text: str, held: set[tuple[str, str, str]]
) -> None:
    assert {each for each in held_in(text) if each[1] == "holder"} == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Ama Owusu's Civic Alliance signed.", {("Ama Owusu", "leader of Civic Alliance")}),
        ("The rebels of Ama Owusu fled.", {("Ama Owusu", "leader of rebels")}),
        ("Renova, the coalition of Ama Owusu, won.", {("Ama Owusu", "leader of Renova")}),
        ("The memory of Ama Owusu lives.", set()),
        ("Ama Owusu's party paper was closed.", set()),
        ("Ama Owusu's party refused.", set()),
    ],
)
def test_who_leads_is_whose_the_party_or_the_rebels_are(
    text: str, held: set[tuple[str, str]]
) -> None:
    assert {(who, group) for who, role, group in held_in(text) if role == "holder"} == held


def test_a_presidency_that_is_listed_makes_nobody_else_preside() -> None:
    text = "The board has Ghana, Kenya, Peru, the Northern League's presidency and Chad."
    assert not any(role == "holder" for _, role, _ in held_in(text))


def test_under_the_aegis_of_one_others_agree() -> None:
    text = "Under the aegis of Kenya, Ghana and Peru signed the accord."
    mediators = {who for who, role, _ in held_in(text) if role == "mediator"}
    assert mediators == {"KEN"}
    text = "Under the aegis of Kenya, Ghana and Peru, the rebels signed the accord."
    mediators = {who for who, role, _ in held_in(text) if role == "mediator"}
    assert mediators == {"KEN", "GHA", "PER"}


def test_whoever_is_sent_to_a_body_mediates_nothing_for_it() -> None:
    text = "The Northern League's envoy to the Harbour Community, Ama Owusu, spoke."
    assert not any(group.endswith(("of HC", "of HARCOM")) for _, _, group in held_in(text))
