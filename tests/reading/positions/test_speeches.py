"""What somebody says shows where he stands."""

from __future__ import annotations

import pytest

from tests.reading.positions.stood import parties_of, positions_in


@pytest.mark.parametrize(
    ("text", "stance", "parties"),
    [
        (
            "“We will never pay it,” said Belmar’s envoy, Ilan Dorr.",
            "rejects",
            ["Ilan Dorr", "BEL"],
        ),
        ("Auria said that there could be no return to the old line.", "rejects", ["AUR"]),
        ("Auria insisted that the siege must end.", "demands", ["AUR"]),
        ("Auria said that it would not pay.", "rejects", ["AUR"]),
        ("Auria said it had broken no treaty.", "denies", ["AUR"]),
        ("Auria said that the vote was a farce.", "condemns", ["AUR"]),
        ("“We welcome the ceasefire,” said a Belmari diplomat.", "welcomes", ["BEL"]),
        ("Auria said the ruling would be respected.", "accepts", ["AUR"]),
    ],
)
def test_what_somebody_says_shows_where_he_stands(
    text: str, stance: str, parties: list[str]
) -> None:
    (position,) = positions_in(text)
    assert position.stance == stance
    assert set(parties) <= set(parties_of(position))


def test_a_speech_about_others_is_no_position_of_the_speaker() -> None:
    assert positions_in("Auria said that it did not know.") == []
    assert positions_in("Auria said that the harbour had been closed since May.") == []
