"""Which noun says what a clause or participle after it tells."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import said_by, statements_in


@pytest.mark.parametrize(
    ("text", "speakers", "said"),
    [
        ("Peru met the Chileans, whose leader, Ana Brava, left and called on Juan Mora to resign.",
         ("Ana Brava",), "to resign"),
        ("Peru met Chile, which left the pact and denounced the treaty.", ("CHL",), "the treaty"),
        ("Peru voted against an OAS resolution demanding that Chile leave.", ("OAS",),
         "Chile leave"),
        ("Peru signed a statement urging Chile to leave.", ("PER",), "to leave"),
        ("Ministers agreed a text, some members having argued for a longer ban.",
         ("some members",), "a longer ban"),
        ("Chile abstained, several delegates saying that they had no orders.",
         ("several delegates",), "they had no orders"),
        ("Ana Brava, who leads the works and who cited a map, left.", ("Ana Brava",), "a map"),
        ("They met Ana Brava of the OAS, the clerks' club, who asked for a truce.",
         ("Ana Brava",), "a truce"),
    ],
)  # fmt: skip
def test_a_clause_has_its_own_speaker(text: str, speakers: tuple[str, ...], said: str) -> None:
    found = [(c.speakers, said_by(c)[0].removesuffix(", left")) for c in statements_in(text)]
    assert (speakers, said) in found


@pytest.mark.parametrize(
    "text",
    [
        "Peru is to vote on a motion rejecting the verdict.",
        "Groups in Lima were more welcoming than their friends.",
        "Talks were held in a hotel owned by the army.",
        "The mayor bought a house, a purchase approved by the council.",
    ],
)
def test_what_nobody_has_said_yet_is_no_statement(text: str) -> None:
    assert statements_in(text) == []
