from __future__ import annotations

import pytest

from tests.reading.voted import told_in


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The council adopted the Peruvian text by 27 votes to nine. An envoy was glad. "
            "Eleven members abstained.\n\nIn a second vote the Chilean text was rejected 12-30.",
            {"yes": 27, "no": 9, "abstain": 11, "outcome": "adopted"},
        ),
        (
            "The motion got 24 votes, with 20 against. It had needed 30, the clerk said.\n\n"
            "An hour later the committee adopted the budget by 40 votes to four.",
            {"yes": 24, "no": 20, "needed": 30},
        ),
    ],
)
def test_what_a_paragraph_goes_on_with_is_of_its_only_vote(
    text: str, told: dict[str, object]
) -> None:
    assert told in told_in(text)


def test_members_told_near_several_votes_are_those_of_each() -> None:
    text = (
        "The board adopted the first draft by 20 votes to nine.\n\n"
        "Envoys of the 35-member board argued until noon.\n\n"
        "It then rejected the second draft by 18 votes to 12."
    )
    assert [each.get("base") for each in told_in(text)] == [35, 35]


def test_members_are_not_those_that_a_vote_of_another_year_had() -> None:
    text = (
        "The board adopted the first draft by 20 votes to nine. It has 35 members. "
        "In 1982 it had rejected one like it by 18 votes to 12."
    )
    assert [each.get("base") for each in told_in(text)] == [35, None]


def test_a_vote_to_come_and_what_it_takes_are_one() -> None:
    text = (
        "The board meets on Friday to vote on the loan. "
        "The sponsors need 20 votes on the 35-seat board."
    )
    assert told_in(text) == [{"needed": 20, "base": 35, "outcome": "pending"}]
