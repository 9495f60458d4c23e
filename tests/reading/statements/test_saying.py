"""Which words say that somebody says something, and which do not."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, said_by, statements_in


@pytest.mark.parametrize(
    "text",
    [
        "The call by Chile came late.",
        "Chile faces demands from all sides.",
        "The proposed text was long.",
        "Street protests at the port have left two people hurt.",
        "Peru might say more on Friday.",
        "The city called Sucre lies in Bolivia.",
        "Nobody said anything.",
    ],
)
def test_nouns_and_what_may_yet_be_said_are_no_statements(text: str) -> None:
    assert statements_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Neither Chile nor Peru said that the bridge fell.",
        "Peru refused to sign.",
        "The American one, which wanted a vote, failed.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert statements_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It goes without saying that the pass will close.",
        "In Lima, Ana Brava told reporters about it.",
        "A media request to open the files failed.",
    ],
)
def test_an_idiom_a_place_or_a_noun_says_nothing(text: str) -> None:
    assert statements_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chile recalled its ambassador.",
        "Chile has added 65 men to the force.",
        "Chile offered no comment.",
        "CLAIM: the vote was stolen by the clerks.",
        "His deputy said the opposite.",
    ],
)
def test_other_senses_of_verbs_of_saying_are_no_statements(text: str) -> None:
    assert not statements_in(text)


def test_what_is_asked_in_passing_is_no_statement() -> None:
    text = 'Asked if Auria considered Belmar an ally, Anna Torv answered: "Yes. Why?"'
    assert [claim.speakers for claim in statements_in(text)] == [("Anna Torv",)]


@pytest.mark.parametrize("text", ["Peru offered 500 men.", "Chile has promised soldiers."])
def test_men_and_goods_promised_are_no_statement(text: str) -> None:
    assert statements_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chile said no to the draft.",
        "Seven members said yes and three no.",
        "In 1972, when the pact was made, Peru had said no.",
        "The president called an emergency session for May.",
        "The chairman, a lawyer called Lars Berg, called the roll.",
    ],
)
def test_a_vote_or_a_call_to_meet_is_no_statement(text: str) -> None:
    assert statements_in(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Peru said no such plan existed.", "no such plan existed"),
        ("Peru called the vote a farce.", "the vote a farce"),
        ("Bolivia called the two-day meeting useful.", "the two-day meeting useful"),
    ],
)
def test_what_begins_with_no_or_is_named_is_said(text: str, said: str) -> None:
    assert said_by(only(text)) == [said]
