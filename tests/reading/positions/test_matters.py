"""A position is on words that say it whole."""

from __future__ import annotations

import pytest

from tests.reading.positions.stood import positions_in


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Auria wants those who ordered the raid tried.", "those who ordered the raid tried"),
        ("Auria is pressing to take the matter to the court.", "take the matter to the court"),
        ("Auria rejected the plan. Belmar welcomed it.", "the plan"),
        ("Dania said nothing. Belmar welcomed it.", "welcomed it"),
        ("Auria called for a vote “at once”.", "a vote “at once”"),
        ("Auria condemned the raid, a charge to which Belmar has not replied.", "the raid"),
        ("Auria demanded that the envoy leave by noon.", "the envoy leave by noon"),
        ("Auria will not take its fleet home.", "take its fleet home"),
        ("Auria dismissed the count as a farce.", "the count as a farce"),
        ("Auria is pressing for the seat to be left empty.", "the seat to be left empty"),
        ("Auria asked for a day to read it.", "a day to read it"),
    ],
)
def test_a_position_is_on_words_that_say_it_whole(text: str, phrase: str) -> None:
    assert phrase in [p.phrase for p in positions_in(text)]
