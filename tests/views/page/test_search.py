"""What search shows of a text: the first word found, marked, among whole words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from quorate.record.search import words_of
from quorate.views.page.search import AROUND, pieces

TEXTS = st.lists(st.sampled_from(["draft", "Drafts", "vote", "naïve", "x" * 30, "a"]), max_size=90)


@given(TEXTS, st.sampled_from([("draft",), ("vote",), ("naive",), ("none",), ("draft", "vo")]))
def test_whole_words_stand_around_the_first_that_is_found(
    told: list[str], asked: tuple[str, ...]
) -> None:
    text = " ".join(told)
    found = [m for m in re.finditer(r"\S+", text) if any(
        part in asked or part.startswith(asked[-1]) for part in words_of(m.group()))]  # fmt: skip
    shown = pieces(text, asked)
    joined = "".join(part for part, _ in shown).removeprefix("… ").removesuffix(" …")
    assert " ".join(joined.split()) in text
    assert set(joined.split()) <= set(told)  # none is cut
    assert len(joined) <= 3 * AROUND + 30
    marked = [part for part, is_found in shown if is_found]
    assert marked[:1] == [m.group() for m in found][:1]
    whole = pieces(text, asked, whole=True)
    assert [part for part, is_found in whole if is_found] == [m.group() for m in found]
