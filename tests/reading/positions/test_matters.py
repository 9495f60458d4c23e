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
        ("Auria dismissed the count as a farce.", "the count"),
        ("Auria declared the pact null and void.", "the pact"),
        ('Auria called the vote "premature".', "the vote"),
        ("Auria endorsed without a further vote the text of May.", "the text of May"),
        ("Auria called the count of the votes a farce.", "the count of the votes"),
        (
            'Auria regrets that the text "forgets who cheated".',
            'that the text "forgets who cheated"',
        ),
        ('Auria condemned "the raids" on the port.', '"the raids" on the port'),
        ("Auria, which was severing its ties with Belmar, left.", "its ties with Belmar"),
        ("Auria has no objection in principle to the mission.", "the mission"),
        ("Auria is pressing for the seat to be left empty.", "the seat to be left empty"),
        ("Auria asked for a day to read it.", "a day to read it"),
        ("Auria voted in favour of the draft, four against.", "the draft"),
        ("Auria voted against the levy, with nine states abstaining.", "the levy"),
        ("Auria declared itself in favour of the levy.", "the levy"),
        ("The council has a draft resolution before it. Auria welcomed it.", "a draft resolution"),
    ],
)
def test_a_position_is_on_words_that_say_it_whole(text: str, phrase: str) -> None:
    assert phrase in [p.phrase for p in positions_in(text)]
