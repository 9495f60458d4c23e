"""The handling mark: five labels, spelled as the protocol spells them."""

from __future__ import annotations

import pytest

from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.views.brief import brief, html, markdown
from quorate.views.memo.handling import MARKS, handling
from quorate.views.memo.languages import LANGUAGES

# FIRST, TLP 2.0: label and colour of its letters.
PUBLISHED = {
    "TLP:RED": "FF2B2B", "TLP:AMBER": "FFC000", "TLP:AMBER+STRICT": "FFC000",
    "TLP:GREEN": "33FF00", "TLP:CLEAR": "FFFFFF",
}  # fmt: skip


def test_labels_and_colours_are_those_published() -> None:
    assert {m.label: m.colour for m in MARKS.values()} == PUBLISHED
    assert all(set(m.means) == set(LANGUAGES) for m in MARKS.values())


@pytest.mark.parametrize("words", ["amber+strict", "TLP:AMBER+STRICT", " tlp: amber + strict "])
def test_a_mark_is_taken_however_it_is_typed(words: str) -> None:
    found = handling(words)
    assert found is not None
    assert found.label == "TLP:AMBER+STRICT"


def test_a_mark_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(Unusable, match=r"TLP:CLEAR, TLP:GREEN"):
        handling("white")


def test_the_mark_is_in_every_form() -> None:
    page = brief(Record.in_memory(facts=()), mark="green")
    assert "**TLP:GREEN**" in markdown(page)
    assert ">TLP:GREEN</b>" in html(page)
