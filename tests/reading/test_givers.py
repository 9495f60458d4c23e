from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.reading.figures.givers import giver
from tests.reading.test_figures import _read


@pytest.mark.parametrize(
    ("text", "givers"),
    [
        ("Forty people were killed in the march, the opposition said on Monday.", ["opposition"]),
        ("Forty people died in Goma, according to the rebels; the army counted nine.",
         ["rebels", "army"]),
        ("Doctors reported 31 deaths, while the junta gave a figure of five.",
         ["Doctors", "junta"]),
        ("The opposition says at least 40 died, and the Red Cross 25.",
         ["opposition", "Red Cross"]),
        ("Forty people were killed, the police said, and 12 were injured, the army said.",
         ["police", "army"]),
    ],
)  # fmt: skip
def test_each_number_has_its_own_giver(text: str, givers: list[str]) -> None:
    assert [figure.said_by for figure in _read(text)] == givers


@pytest.mark.parametrize(
    "text",
    [
        "The police said nothing, and a bystander put the number of deaths at nine.",
        "Forty people were killed, which is what everybody said.",
    ],
)
def test_where_the_nearest_wording_names_nobody_known_nobody_gives_the_number(text: str) -> None:
    assert {figure.said_by for figure in _read(text)} == {""}


@settings(max_examples=60)
@given(st.text('Tthe 4said,.;: arm"y\n', max_size=80), st.integers(0, 80))
def test_whatever_stands_there_a_giver_stands_in_the_words(text: str, at: int) -> None:
    at = min(at, len(text))
    found = giver(text, (at, at), (0, len(text)), [], [])
    assert found is None or text[found.start : found.end] == found.who
