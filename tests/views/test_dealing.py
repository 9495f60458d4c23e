"""What the memo says of a deal."""

from __future__ import annotations

import pytest

from quorate.record.case import Case
from quorate.record.record import Record
from quorate.record.talks import talks
from quorate.record.worths import read_worths
from quorate.views.answer import names_of
from quorate.views.dealing import dealing
from quorate.views.deals import bargain
from quorate.views.footnotes import Footnotes
from tests.views.test_deals import table


@pytest.fixture(scope="module")
def august() -> Record:
    return Record.in_memory(Case(name="v", crises=("venezuela",))).on("2021-08-31")


def told(record: Record, values: str = "") -> list[str]:
    (held,) = talks(record, "talks-2021")
    worths = read_worths(values.encode(), "values.toml") if values else None
    notes = Footnotes(record)
    found = bargain(record, held, worths)
    sentences = [s for s in dealing(notes, found, names_of(record)) if s is not None]
    assert all(s.notes for s in sentences)
    return ["".join(piece.text for piece in s.pieces) for s in sentences]


def test_the_memo_says_who_outside_can_give_and_weighs_nothing_by_itself(august: Record) -> None:
    words = told(august)
    assert any(w.startswith("United States can give, from outside the room") for w in words)
    assert any("7 could be preferred by all parties, by the signs alone" in w for w in words)
    assert not any("Nash" in w or "supposed" in w for w in words)


def test_values_are_told_as_supposed(august: Record) -> None:
    words = told(august, table())
    assert any(w.startswith("With the values supposed, the Nash package is") for w in words)
    assert any(w.startswith("All of these values are supposed: ") for w in words)


def test_what_came_of_an_ask_is_told() -> None:
    record = Record.in_memory(Case(name="v", crises=("venezuela",)))
    words = told(record)
    assert any("not kept (so Government of Nicolás Maduro)" in w for w in words)
