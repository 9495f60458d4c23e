"""What steers, hides or turns words around is made visible; all other words stay as they are."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.safe import line, plain


@given(st.text())
def test_no_character_that_steers_or_hides_is_left(text: str) -> None:
    for char in plain(text):
        assert unicodedata.category(char) not in ("Cc", "Cs") or char in "\n\t"
        assert unicodedata.bidirectional(char) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI",
                                                       "RLI", "FSI", "PDI")  # fmt: skip


@given(st.text(alphabet=st.characters(categories=("L", "N", "P"))))
def test_letters_numbers_and_stops_stay(text: str) -> None:
    assert plain(text) == text


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert len(line(text).splitlines()) <= 1
