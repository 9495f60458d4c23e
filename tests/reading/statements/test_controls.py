"""Which words lead up to a verb of saying."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, said_by


@pytest.mark.parametrize(
    ("text", "speakers", "said"),
    [
        ("Peru was quick to reject the ruling.", ("PER",), ["the ruling"]),
        ("Chile never tires of saying that the pass is open.", ("CHL",), ["the pass is open"]),
        (
            "As was stressed by Peru, no ship had sailed.",
            ("PER",),
            ["no ship had sailed"],
        ),
        ("Chile called for trade to be resumed.", ("CHL",), ["trade to be resumed"]),
        ("Peru was adamant: no pilots, no port.", ("PER",), ["no pilots, no port"]),
        (
            "Reports that troops had moved were denied by Chile.",
            ("CHL",),
            ["Reports that troops had moved"],
        ),
        ("According to Peru the drill was routine.", ("PER",), ["the drill was routine"]),
        (
            "The OAS resolved on 3 May, by nine votes to four, not to seat the delegation.",
            ("OAS",),
            ["not to seat the delegation"],
        ),
        ("Bolivia has yet to say when it will pay.", ("BOL",), ["when it will pay"]),
    ],
)
def test_words_that_lead_up_to_or_stand_for_a_verb_attribute_too(
    text: str, speakers: tuple[str, ...], said: list[str]
) -> None:
    claim = only(text)
    assert claim.speakers == speakers
    assert said_by(claim) == said
