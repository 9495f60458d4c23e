"""Where what is said ends."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, said_by, statements_in


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chile, who had told them that war was near, listened.", "war was near"),
        ("The rebels, whom Chile describes as bandits, hold the port.", "bandits"),
        ("Chile confirmed the arrests but refused to name the men.", "the arrests"),
        ("Chile hailed the truce, with its envoy calling it a start.", "the truce"),
        ("Chile urged restraint, and its envoy went further, calling it murder.", "restraint"),
    ],
)
def test_what_is_said_ends_where_its_sentence_goes_on(text: str, said: str) -> None:
    assert said_by(statements_in(text)[0]) == [said]


def test_a_statement_goes_on_after_its_speaker() -> None:
    claim = only('Anna Torv had heard the threats, she said, and would leave in May, "not before".')
    assert said_by(claim)[-1] == "not before"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("But the premier, Lars Berg, said that Peru would pay.", "Peru would pay"),
        ("The ships must stay, the Permanent Council ruled on Monday.", "The ships must stay"),
        ("On Monday envoys came to see Ana Paz, the mayor, demanding changes.", "changes"),
    ],
)
def test_what_is_said_is_found_behind_a_lead_or_before_a_ruling(text: str, words: str) -> None:
    assert said_by(only(text)) == [words]
