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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chile called the gesture a farce and left the room.", "the gesture a farce"),
        ("Chile asked for calm, then closed the border.", "calm"),
        ("Chile has pledged a company and has yet to send it.", "a company"),
        ("Chile condemned the raid by 14 votes to none.", "the raid"),
        ("Chile demanded an inquiry in a statement read out at noon.", "an inquiry"),
        ("Chile said it would read the draft, which has five authors.", "it would read the draft"),
        ("Chile said that it would go, a step on which Peru was silent.", "it would go"),
        ("Chile praised the men who fought and died there.", "the men who fought and died there"),
        ("Chile demanded the release of those arrested and held in May.",
         "the release of those arrested and held in May"),
        ("Chile condemned the raid, two days before its envoy was to land.", "the raid"),
        ("Chile denounced the vote as a farce, hours after Peru left.", "the vote as a farce"),
        ("Chile condemned the raid in a village near Lima.", "the raid in a village near Lima"),
    ],
)  # fmt: skip
def test_what_is_said_ends_where_the_report_tells_of_it(text: str, said: str) -> None:
    assert said_by(statements_in(text)[0]) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No more than a third voted, says Lars Berg, whom his people trust.",
         ["No more than a third voted"]),
        ("Nearly all were in favour, boasts Lars Berg, the mayor installed by the army.",
         ["Nearly all were in favour"]),
        ("Peru had been told, Lars Berg said, although nobody had confirmed it.",
         ["Peru had been told"]),
        ("The men who were held, Lars Berg said, had been freed.",
         ["The men who were held", "had been freed"]),
    ],
)  # fmt: skip
def test_after_a_whole_clause_and_its_speaker_the_report_goes_on(
    text: str, said: list[str]
) -> None:
    assert said_by(statements_in(text)[0]) == said


def test_a_leading_adverb_or_hour_is_no_part_of_what_is_said() -> None:
    assert said_by(only("Chile replied within hours that the count was final.")) == [
        "the count was final"
    ]
    assert said_by(only("Chile stressed nonetheless that it would stay.")) == ["it would stay"]


def test_what_somebody_is_credited_with_is_nothing_said() -> None:
    assert not statements_in("Chile, widely credited with having made peace, plays it down.")
    assert not statements_in("The envoy is believed to have left the capital on Monday.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("With Chile demanding a recount, Peru left the room.", "a recount"),
        ("In spite of this, and after Chile had asked for a delay, the board voted.", "a delay"),
        (
            "Lars Berg, whom Chile declared elected on Monday, has left the room.",
            "elected on Monday",
        ),
        ("Lars Berg, a friend of the rebels calling for a truce, left.", "a truce"),
        ("Peru left when Chile asked for calm, a truce and aid.", "calm, a truce and aid"),
    ],
)
def test_what_is_said_in_a_clause_beside_the_main_one_ends_with_it(text: str, said: str) -> None:
    assert said_by(statements_in(text)[0]) == [said]
