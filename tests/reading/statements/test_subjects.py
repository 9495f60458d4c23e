"""Which noun is the subject of a verb of saying."""

from __future__ import annotations

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
