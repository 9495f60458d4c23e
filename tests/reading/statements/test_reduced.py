"""A participle with its agent says what was told before of the thing it stands by."""

from __future__ import annotations

import pytest

from tests.reading.statements.told import said_by, statements_in


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("Peru says it lost four men, a figure dismissed by Chile.", "CHL", "a figure"),
        ("The bank freed the money, a gesture deplored by Peru as a bribe.", "PER", "a gesture"),
        ("He named Chile as the buyer, a charge rejected by Santiago.", "CHL", "a charge"),
        ("The premier left, a step welcomed by Bolivia.", "BOL", "a step"),
    ],
)
def test_what_was_told_is_answered_in_passing(text: str, speaker: str, said: str) -> None:
    assert ((speaker,), said) in [(c.speakers, said_by(c)[0]) for c in statements_in(text)]


def test_what_is_said_ends_before_the_answer() -> None:
    first, *_ = statements_in("Peru says it lost four men, a figure dismissed by Chile.")
    assert said_by(first) == ["it lost four men"]
