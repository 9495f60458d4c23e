"""Which noun is the subject of a verb of saying."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import said_by, statements_in


def test_two_verbs_share_a_subject() -> None:
    first, second = statements_in("Peru rejected the offer and warned that its patience was short.")
    assert first.speakers == second.speakers == ("PER",)
    assert said_by(first) == ["the offer"]
    assert said_by(second) == ["its patience was short"]


def test_a_participle_shares_the_subject_of_its_sentence() -> None:
    claims = statements_in("Peru left the hall, saying that the vote was void.")
    assert [(c.speakers, said_by(c)) for c in claims] == [(("PER",), ["the vote was void"])]


def test_a_second_verb_has_the_subject_of_the_main_clause() -> None:
    claims = statements_in(
        "The OAS held that a pact of Chile had put the isle in Peru, and ordered Chile to leave."
    )
    assert [c.speakers for c in claims] == [("OAS",), ("OAS",)]


@pytest.mark.parametrize(
    ("text", "speakers", "said"),
    [
        ("Peru left within an hour of officials declaring that the vote was void.",
         ("officials",), "the vote was void"),
        ("Peru faces protests by students demanding an inquiry.", ("students",), "an inquiry"),
        ("Peru left despite Chile warning that it would lose aid.", ("CHL",), "it would lose aid"),
        ("Lars Berg flew in from Sucre saying that it was late.", ("Lars Berg",), "it was late"),
    ],
)  # fmt: skip
def test_a_participle_may_have_a_subject_of_its_own(
    text: str, speakers: tuple[str, ...], said: str
) -> None:
    claim = statements_in(text)[0]
    assert (claim.speakers, said_by(claim)) == (speakers, [said])


@pytest.mark.parametrize(
    "text",
    [
        "Peru said it would follow; Chile is considering steps of its own.",
        "Peru said it would follow, while Chile was considering steps of its own.",
    ],
)
def test_who_is_doing_so_is_not_who_spoke_before(text: str) -> None:
    (said,) = [
        c for c in statements_in(text) if "steps" in said_by(c)[0] and len(said_by(c)[0]) < 24
    ]
    assert said.speakers == ("CHL",)
