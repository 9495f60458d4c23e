"""Who else says something by a verb that is not said again."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import said_by, statements_in


@pytest.mark.parametrize(
    ("text", "second", "said"),
    [
        ("Peru put the crowd at 3,000, Chile at 900.", "CHL", "900"),
        ("Chile called on Peru to pay, and on Bolivia to wait.", "CHL", "to wait"),
        ("Peru denied the raid, a charge that Chile called proven.", "CHL", "a charge"),
    ],
)
def test_a_sentence_has_the_words_of_a_second_party(text: str, second: str, said: str) -> None:
    claims = statements_in(text)
    assert any(second in c.speakers and said_by(c)[0] == said for c in claims), claims
