"""Words that an attribution beside the clause attributes."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import only, said_by, statements_in


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("For Lars Berg, this is a question of trust.", "Lars Berg", "this is a question of trust"),
        ('For the minister, the draft is "a trap".', "the minister", 'the draft is "a trap"'),
        ("Twelve boats sank, according to Red Cross data.", "Red Cross", "Twelve boats sank"),
        ("Six boats sank, according to port records.", "port records", "Six boats sank"),
        ("Lars Berg left. Nobody spoke, according to him.", "Lars Berg", "Nobody spoke"),
    ],
)
def test_what_somebody_thinks_or_tells_is_his(text: str, speaker: str, said: str) -> None:
    claim = only(text)
    assert claim.speakers == (speaker,)
    assert said_by(claim) == [said]


@pytest.mark.parametrize(
    "text", ["For Peru, the vote was a triumph.", "For Lars Berg, it was the third defeat."]
)
def test_what_happened_to_somebody_is_nobodys_words(text: str) -> None:
    assert statements_in(text) == []
