"""Which forms are verbs of saying, and which nouns."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, said_by, statements_in


@pytest.mark.parametrize(
    "text",
    [
        "Small island states that lost their reefs voted against.",
        "Donor states that promised the money have yet to pay.",
        "Demands that led to the walkout were dropped.",
        "The claims that sank the talks came from the capital.",
    ],
)
def test_a_plural_noun_with_a_clause_of_its_own_says_nothing(text: str) -> None:
    assert statements_in(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Coastal states say that the treaty is dead.", "the treaty is dead"),
        ("Peru claims that the rebels fired first.", "the rebels fired first"),
        ("The minister claims that needed reforms were made.", "needed reforms were made"),
        ("Chile reports that lost ships came home.", "lost ships came home"),
    ],
)
def test_a_verb_before_that_says_what_follows(text: str, said: str) -> None:
    assert said_by(only(text)) == [said]
