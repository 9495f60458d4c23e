"""Modal verbs, denials and verdicts say where a speaker stands."""

from __future__ import annotations

import pytest

from tests.reading.positions.stood import positions_in


def test_a_verdict_is_not_read_against_its_denial() -> None:
    assert not positions_in("Auria said that the merger was not impossible.")


@pytest.mark.parametrize(
    ("words", "demands"),
    [
        ("Lift the siege now or face sanctions", True),
        ("Stop shelling our villages", True),
        ("Release Bello without preconditions", True),
        ("Respect for the charter is vital", False),
        ("End of story", False),
        ("Let us be clear", False),
    ],
)
def test_what_is_said_in_the_imperative_is_demanded(words: str, demands: bool) -> None:
    positions = positions_in(f'"{words}," Auria\'s foreign minister, Lena Torv, said.')
    assert any(p.stance == "demands" for p in positions) == demands


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Auria’s envoy argued that the levy would wreck the talks.", "warns_against"),
        ("“Nobody was expelled,” Auria’s envoy said.", "denies"),
        ("“A levy does not feed islands,” Auria’s envoy said.", "rejects"),
        ("Auria’s envoy said the door remained open.", "supports"),
    ],
)
def test_what_is_foreseen_or_denied_in_speech_says_where_a_speaker_stands(
    text: str, stance: str
) -> None:
    assert stance in [position.stance for position in positions_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Auria promised to send help of a kind that it did not name.",
        "Auria’s envoy hinted that others may have to examine every option.",
        "Auria’s envoy explained why a club must be run for one member.",
    ],
)
def test_what_does_not_say_where_the_speaker_stands_is_no_avowal(text: str) -> None:
    assert {p.stance for p in positions_in(text)} <= {"supports"}
