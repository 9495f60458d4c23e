"""Whom a pronoun means."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, statements_in, words_of


def test_he_is_the_one_person_of_the_paragraph() -> None:
    _, second = statements_in("Mr Juan Mora condemned the raid. He said the men were known.")
    assert second.speakers == ("Juan Mora",)
    assert words_of(second, "speaker") == ["He"]
    assert second.confidence == 0.7


def test_a_pronoun_with_nobody_before_it_stays_open() -> None:
    claim = only("She said the men were known.")
    assert claim.speakers == ()
    assert words_of(claim, "speaker") == ["She"]
    assert claim.confidence == 0.5


def test_a_pronoun_in_the_midst_of_what_is_said_is_nobody_named_there() -> None:
    *_, last = statements_in("“It fell,” said Rosa Quispe.\n\nJuan Mora, she added, had seen it.")
    assert last.speakers == ("Rosa Quispe",)


def test_it_to_which_something_is_done_says_nothing() -> None:
    told = statements_in("Bolivia protested at once. Lifting it demands that Chile agree.")
    assert not [s for s in told if s.cue == "demands"]
    last = statements_in("Bolivia protested at once. It demands that Chile agree.")[-1]
    assert last.speakers == ("BOL",)


def test_they_may_be_the_many_before_a_semicolon() -> None:
    text = "Northern senators had been the loudest; they fear a flood of refugees."
    assert only(text).speakers == ("Northern senators",)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Ana Brava met the envoy Hugo Silva in Lima. He said the pass was open. She disagreed. "
            '"It is shut," she said.',
            "Ana Brava",
        ),
        (
            "Chile's governor, Ana Brava, flew home on Monday. The diplomat said it was over.",
            "Ana Brava",
        ),
        ("It is late, said Ana Brava of the OAS, who called the vote a farce.", "Ana Brava"),
    ],
)
def test_who_is_meant_is_told_by_names_sex_and_office(text: str, last: str) -> None:
    assert statements_in(text)[-1].speakers == (last,)
