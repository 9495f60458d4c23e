"""Which words a noun of saying attributes."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, said_by, statements_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army, which denies killing anyone, said the port was calm.",
            [(("The army",), "killing anyone"), (("The army",), "the port was calm")],
        ),
        ("A statement issued by the junta said the port was calm.",
         [(("the junta",), "the port was calm")]),
        ("The rebels' claim that the port had fallen could not be verified.",
         [(("The rebels",), "the port had fallen")]),
        ("Peru's call for a truce was ignored.", [(("PER",), "a truce")]),
        ("Peru's cabinet and the rebels said the truce was holding.",
         [(("Peru's cabinet", "the rebels"), "the truce was holding")]),
    ],
)  # fmt: skip
def test_whose_words_they_are_and_where_they_end(
    text: str, expected: list[tuple[tuple[str, ...], str]]
) -> None:
    found = statements_in(text)
    assert [(s.speakers, " ".join(said_by(s))) for s in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The request by 14 votes to three was refused.",
        "Chinese demand for copper rose.",
        "Under a custom that is nowhere written down, it was Peru’s turn.",
        "Its offer of help brought the pair to court in May.",
        "To be led by Ana Brava, it is expected in Lima in May.",
    ],
)
def test_nouns_and_passives_that_nobody_speaks_are_no_statement(text: str) -> None:
    assert statements_in(text) == []


def test_a_view_may_be_set_out_by_another_before_it_is_told() -> None:
    claim = only("Peru's position, as set out by its envoy, is that the pass stays shut.")
    assert (claim.speakers, said_by(claim)) == (("PER",), ["the pass stays shut"])
