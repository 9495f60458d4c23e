"""Each thing demanded is a demand, with its own words and addressee."""

from __future__ import annotations

import pytest

from tests.reading.positions.stood import positions_in


def test_each_thing_demanded_is_a_demand() -> None:
    text = (
        "Auria is demanding the Belmari government free its prisoners, end the siege of the "
        "port, hold a fair vote and scrap the new tax."
    )
    found = positions_in(text)
    assert [p.phrase for p in found] == [
        "free its prisoners",
        "end the siege of the port",
        "hold a fair vote",
        "scrap the new tax",
    ]
    assert {(p.stance, p.target) for p in found} == {("demands", "Belmari government")}


def test_demands_on_two_addressees_are_told_apart() -> None:
    text = "Auria called on Belmar, which hosts us, to publish the count, and on Corvia to wait."
    found = positions_in(text)
    assert [(p.target, p.phrase) for p in found] == [("BEL", "publish the count"), ("COR", "wait")]


def test_a_demand_may_be_a_list_of_lines() -> None:
    text = "Auria urges Belmar:\n• to free the prisoners;\n• not to hold a vote before May.\n"
    found = positions_in(text)
    assert [(p.stance, p.phrase) for p in found] == [
        ("calls_for", "free the prisoners"),
        ("opposes", "hold a vote before May"),
    ]
    assert {p.target for p in found} == {"BEL"}


def test_a_demand_that_is_given_up_is_dropped() -> None:
    text = "The opposition had to drop its insistence that Lena Torv resign."
    (position,) = positions_in(text)
    assert (position.stance, position.target) == ("drops_demand", "Lena Torv")
    assert positions_in("Auria no longer insists on new talks.")[0].stance == "drops_demand"


@pytest.mark.parametrize(
    "text",
    [
        "Auria dropped its demand for a recount.",
        "Auria gave up its demand for a recount and left.",
        "Auria abandoned its call for a recount.",
    ],
)
def test_what_was_demanded_is_told_without_the_words_that_drop_it(text: str) -> None:
    (position,) = positions_in(text)
    assert (position.stance, position.phrase) == ("drops_demand", "a recount")


def test_each_clause_demanded_has_a_subject_of_its_own() -> None:
    found = positions_in("Auria demanded that Belmar leave the port and that a recount be held.")
    assert [(p.phrase, p.target) for p in found] == [
        ("Belmar leave the port", "BEL"),
        ("a recount be held", ""),
    ]


def test_insisting_that_something_is_so_demands_nothing() -> None:
    (position,) = positions_in("Auria insisted that the vote had been fair.")
    assert position.stance == "accepts"
    (position,) = positions_in("Auria insisted that Lena Torv resign.")
    assert position.stance == "demands"


@pytest.mark.parametrize(
    ("text", "phrase", "target"),
    [
        (
            "Auria gave the rulers of Belmar a week to free Lena Torv.",
            "free Lena Torv",
            "rulers of Belmar",
        ),
        ("Auria gave Belmar ten days to free Lena Torv.", "free Lena Torv", "BEL"),
        ('Auria demanded an end to "blackmail".', 'an end to "blackmail"', ""),
        ("Auria urged Belmar to put an end to blackmail.", "put an end to blackmail", "BEL"),
    ],
)
def test_an_ultimatum_is_of_whom_it_is_given_to_and_a_quoted_noun_is_no_verb(
    text: str, phrase: str, target: str
) -> None:
    (position,) = positions_in(text)
    assert (position.phrase, position.target) == (phrase, target)


def test_when_it_is_demanded_is_no_part_of_what_is_demanded() -> None:
    text = "Auria demanded the release of Lena Torv, ten days after Belmar had seized her."
    assert [p.phrase for p in positions_in(text)] == ["the release of Lena Torv"]
    text = "Auria demanded talks of ten days."
    assert [p.phrase for p in positions_in(text)] == ["talks of ten days"]


def test_a_day_or_an_adverb_may_stand_before_what_is_demanded() -> None:
    for when in ("late on Friday", "unanimously"):
        (one,) = positions_in(f"The Isthmus League told Auria {when} to hand over the files.")
        assert (one.stance, one.phrase) == ("demands", "hand over the files")


def test_a_list_within_a_quotation_is_one_thing_demanded() -> None:
    text = 'Auria insists on talks with "all states and parties, including Belmar", something new.'
    (one,) = positions_in(text)
    assert one.phrase == 'talks with "all states and parties, including Belmar"'


def test_a_year_may_be_given() -> None:
    (one,) = positions_in("The Isthmus League gave Belmar one year to hold elections.")
    assert (one.stance, one.phrase, one.target) == ("demands", "hold elections", "BEL")
