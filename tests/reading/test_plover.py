"""Every type of act has a place among PLOVER's sixteen, or none."""

from __future__ import annotations

import pytest

from quorate.reading.acts.plover import SIXTEEN, from_plover, to_plover
from quorate.reading.language import lexicon


@pytest.mark.parametrize("type_", sorted({row["type"] for row in lexicon("acts")["cue"]}))
def test_every_type_has_a_place_in_plover_or_none_and_comes_back(type_: str) -> None:
    there = to_plover(type_)
    assert there in (*SIXTEEN, "")
    assert not there or to_plover(from_plover(there)) == there
