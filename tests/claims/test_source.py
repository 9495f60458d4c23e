from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.source import RANK, Rank, Source, digest


def test_every_source_has_a_rank_and_every_rank_a_source() -> None:
    assert set(RANK) == set(Source.__args__)
    assert set(RANK.values()) == set(Rank)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_a_digest_tells_where_one_part_ends_and_the_next_begins(
    one: list[str], other: list[str]
) -> None:
    assert (one == other) == (digest(*one) == digest(*other))


def test_text_that_cannot_be_encoded_has_a_digest_too() -> None:
    assert digest("\ud800") != digest("\ud801")
