"""Which points of a list somebody says."""

from __future__ import annotations

from tests.reading.statements.told import only, said_by, statements_in


def test_points_of_a_list_are_of_the_one_who_makes_it() -> None:
    claims = statements_in("Bolivia also\n- demands the release of the crew;\n- rejects the fee.")
    assert [(c.speakers, said_by(c)) for c in claims] == [
        (("BOL",), ["the release of the crew"]),
        (("BOL",), ["the fee"]),
    ]


def test_points_may_be_what_is_said() -> None:
    claim = only("Peru urges Chile:\n• to open the bridge;\n• not to shut the port.")
    assert said_by(claim) == ["to open the bridge", "not to shut the port"]


def test_points_with_a_number_are_said_one_by_one() -> None:
    text = "The OAS decided:\n\n1. To send a mission.\n\n2. To lift the ban."
    said = [said_by(claim) for claim in statements_in(text)]
    assert said == [["To send a mission"], ["To lift the ban"]]


def test_a_preamble_may_name_who_makes_the_points() -> None:
    claims = statements_in(
        "In its conclusions the OAS:\n\n- condemns the raid;\n- welcomes the vote."
    )
    assert [(c.speakers, said_by(c)) for c in claims] == [
        (("OAS",), ["the raid"]),
        (("OAS",), ["the vote"]),
    ]
