"""A clause says that its parties hold a stance."""

from __future__ import annotations

import pytest

from tests.reading.positions.stood import parties_of, positions_in


def test_not_to_recognise_is_a_stance_of_its_own() -> None:
    assert positions_in("Auria does not recognise Lena Torv.")[0].stance == "does_not_recognise"
    (position,) = positions_in("Auria refuses to recognise Lena Torv.")
    assert position.stance == "does_not_recognise"
    (position,) = positions_in("Auria recognises no cabinet that the generals name.")
    assert position.stance == "does_not_recognise"


def test_what_may_be_supported_is_no_position_unless_a_condition_is_named() -> None:
    assert positions_in("Auria may support Belmar.") == []
    (position,) = positions_in("Auria would support Belmar if the siege ended.")
    assert position.stance == "conditionally_supports"
    assert position.condition == "if the siege ended"


def test_a_boycott_of_the_past_is_former() -> None:
    assert positions_in("Auria had boycotted the talks since 2015.")[0].status == "former"
    assert positions_in("Auria boycotted the talks.")[0].status == "current"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Auria voted against, as did Corvia.", "opposes"),
        ("Auria opposes the draft; so does Corvia.", "opposes"),
        ("Auria recognised the cabinet. Corvia did not.", "does_not_recognise"),
        ("Auria backs the plan, and so, it is said, does Corvia.", "supports"),
    ],
)
def test_a_verb_left_out_is_the_one_before(text: str, stance: str) -> None:
    first, second = positions_in(text)
    assert (parties_of(first), parties_of(second), second.stance) == (["AUR"], ["COR"], stance)


def test_a_verb_left_out_is_not_sought_beyond_another_verb() -> None:
    found = positions_in("Auria condemned the raid. Belmar closed its border, as did Corvia.")
    assert [parties_of(p) for p in found] == [["AUR"]]


def test_neither_condemning_nor_condoning_is_neutral() -> None:
    assert positions_in("Auria has neither condemned nor condoned it.")[0].stance == "neutral"
    assert positions_in("Neither Auria nor Belmar has reacted.")[0].stance == "neutral"


def test_what_somebody_would_have_accepted_is_a_stance() -> None:
    assert positions_in("Auria would have accepted a delay.")[0].stance == "accepts"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Auria will not pay for the wall.", "rejects"),
        ("Auria refuses to cancel the order.", "rejects"),
        ("Auria could not support the text.", "does_not_support"),
        ("Auria urged Belmar not to close the port.", "opposes"),
        ("Auria called on Belmar to refrain from any attack.", "opposes"),
        ("Auria described the vote as a sham.", "condemns"),
        ("Auria described the vote as a step forward.", "welcomes"),
        ("Auria joined Belmar in opposing the measure.", "opposes"),
        ("Auria was among the states that backed the measure.", "supports"),
        ("Auria became the first state to recognise Lena Torv.", "recognises"),
        ("The plan has the support of Auria.", "supports"),
        ("Auria lent its full support to the plan.", "supports"),
        ("Auria demanded that the siege be lifted.", "demands"),
        ("Rejecting the offer, Auria went home.", "rejects"),
        ("Auria, having rejected the offer, went home.", "rejects"),
        ("Auria, officials said, opposes the plan.", "opposes"),
        ("Auria is known to oppose the plan.", "opposes"),
        ("Never has Auria accepted the plan.", "rejects"),
        ("Nor does Auria accept the plan.", "rejects"),
        ("Auria did not hesitate to condemn the raid.", "condemns"),
    ],
)
def test_a_stance_may_be_worded_in_many_ways(text: str, stance: str) -> None:
    (position,) = positions_in(text)
    assert (position.stance, parties_of(position)) == (stance, ["AUR"])


@pytest.mark.parametrize(
    "text",
    [
        "The Aurian opposition went home.",
        "No member has objected.",
        "The pact, signed in May by nobody known, was void.",
        "Auria declined to take questions.",
        "Auria and Belmar agreed to meet again.",
        "Without the backing of Auria the levy failed.",
    ],
)
def test_what_takes_no_stance_is_no_position(text: str) -> None:
    assert positions_in(text) == []


def test_needing_support_is_not_having_it() -> None:
    assert positions_in("The plan needs the support of Auria.") == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Auria called the draft a burglary.", "criticises"),
        ('Auria said the draft was "a colonial act" and left.', "condemns"),
        ("Auria called Belmar a vital partner.", "welcomes"),
        ("Auria called the vote a Pyrrhic victory.", "criticises"),
        ("Auria entered reservations.", "objects"),
        ("Auria stopped paying in May.", "declines"),
        ("Auria is for it.", "supports"),
        ("Auria has yet to decide.", "undecided"),
        ("Auria had no comment.", "neutral"),
    ],
)
def test_a_stance_may_be_told_by_what_things_are_called(text: str, stance: str) -> None:
    assert stance in {p.stance for p in positions_in(text)}


def test_no_objection_is_none() -> None:
    assert "opposes" not in {p.stance for p in positions_in("Auria has no objection to the draft.")}


def test_a_verb_left_out_right_behind_another_takes_nothing_from_it() -> None:
    text = "Auria demanded a report that Belmar voted in favour and Corvia the treaty."
    assert {p.stance for p in positions_in(text)} >= {"demands", "supports"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Auria has made no secret of its opposition to the levy.", "opposes"),
        ("Auria sees no need for observers.", "opposes"),
        ("Auria has cooled on the idea of a common coast guard.", "opposes"),
        ("Auria and Dania lined up against the levy.", "opposes"),
        ("Auria nominated Lena Torv for the post.", "supports"),
        ("Auria challenged the delegate's right to vote.", "rejects"),
        ("Auria would not stand in the way of the loan.", "accepts"),
        ("Auria is not averse to a longer truce.", "accepts"),
        ("Auria switched to yes.", "supports"),
        ("Auria cast a no.", "opposes"),
        ("Auria moved the suspension of Belmar.", "supports"),
        ("Auria and Corvia have all condemned the raid.", "condemns"),
        ("Auria and Corvia have both declared the pact unacceptable.", "condemns"),
    ],
)
def test_stances_are_told_in_other_words(text: str, stance: str) -> None:
    assert [p.stance for p in positions_in(text)] == [stance]
