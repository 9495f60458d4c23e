"""Who says words that no verb attributes."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, said_by, statements_in, words_of


def test_a_split_quotation_is_one_statement_of_two_segments() -> None:
    claim = only("“The door,” Rosa Quispe told the council, “is open.”")
    assert claim.speakers == ("Rosa Quispe",)
    assert said_by(claim) == ["The door,", "is open."]
    assert words_of(claim, "main")[0].startswith("The door")


def test_a_quotation_after_the_attribution_goes_on() -> None:
    claim = only("“The door is open,” Rosa Quispe said. “It will not stay so.”")
    assert said_by(claim) == ["The door is open,", "It will not stay so."]


def test_a_quotation_that_opens_the_next_paragraph_is_of_the_same_speaker() -> None:
    first, second = statements_in(
        "“The door is open,” Rosa Quispe said.\n\n“It will not stay so for ever.”"
    )
    assert first.speakers == second.speakers == ("Rosa Quispe",)
    assert second.cue == ""
    assert (second.confidence or 0) < (first.confidence or 0)


def test_quoted_words_within_an_indirect_statement_make_it_mixed() -> None:
    claim = only("Chile said the plan was “a bridge to nowhere”.")
    assert (claim.mode, said_by(claim)) == ("mixed", ["the plan was “a bridge to nowhere”"])


def test_a_heading_may_name_who_says_it() -> None:
    claim, *_ = statements_in("Bridge will not open in May — foreign ministry\n\nIt rained.")
    assert (claim.speakers, said_by(claim)) == (
        ("foreign ministry",),
        ["Bridge will not open in May"],
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"Enough," rumbled the general.', "the general"),
        ('"We will see," the envoy deadpanned.', "the envoy"),
        ('"A farce", Lars Berg erupted in the corridor.', "Lars Berg"),
        ('"I came to make laws," the schoolteacher wept.', "the schoolteacher"),
    ],
)
def test_any_verb_attributes_a_quotation_to_whom_it_stands_beside(text: str, speaker: str) -> None:
    assert only(text).speakers == (speaker,)


@pytest.mark.parametrize(
    "text",
    [
        '"Unity," a party formed in 2009, won.',
        '"The road map", adopted in May, has lapsed.',
        '"Shame!" protesters waved banners.',
    ],
)
def test_a_name_or_a_cry_in_quotation_marks_is_nobodys_statement(text: str) -> None:
    assert statements_in(text) == []
