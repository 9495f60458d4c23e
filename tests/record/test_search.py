from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.record.case import Case
from quorate.record.record import Record
from quorate.record.search import folded, search, words_of
from quorate.record.store import Store
from tests.views.conftest import SENTENCE, reading


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def record(request: pytest.FixtureRequest) -> Iterator[Record]:
    shared = request.param == "postgresql"
    address = request.getfixturevalue("emptied") if shared else "sqlite://"
    found = Record(Store(address), Case(name="searched"))
    found.add([
        reading("Guaidó spoke in Cúcuta. " + SENTENCE, name="one.txt", headline="Envoys meet"),
        reading("Nobody came. " + SENTENCE, name="two.txt", outlet="Other Wire"),
    ])  # fmt: skip
    yield found
    found.close()


def names(record: Record, asked: str) -> list[str]:
    return sorted(r.name for r in search(record, asked).reports)


def test_words_are_found_without_their_accents_and_by_their_beginning(record: Record) -> None:
    assert names(record, "guaido") == names(record, "GUAIDÓ cúc") == ["one.txt"]
    assert names(record, "draft") == ["one.txt", "two.txt"]
    assert names(record, "draft nobody") == ["two.txt"]
    assert names(record, "uaido") == []


def test_headline_and_outlet_are_found_too(record: Record) -> None:
    assert names(record, "envoys") == ["one.txt"]
    assert names(record, "other wire") == ["two.txt"]


def test_a_claim_is_found_by_the_words_that_it_rests_on(record: Record) -> None:
    kinds = {s.claim.kind for s in search(record, "three votes short").claims}
    assert kinds == {"occasion", "tally"}
    assert search(record, "nobody").claims == ()


def test_what_was_published_later_is_not_found_without_hindsight(record: Record) -> None:
    assert len(search(record.known("2017-06-20"), "draft").reports) == 2
    before = search(record.known("2017-06-19"), "draft")
    assert (before.reports, before.claims) == ((), ())


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_no_sign_is_a_query(text: str) -> None:
    found = search(RECORD, text)
    assert all(
        all(any(w.startswith(word) for w in words_of(r.text + r.headline + " " + r.outlet))
            for word in found.words[-1:])
        for r in found.reports
    )  # fmt: skip


RECORD = Record.in_memory(facts=())
RECORD.add([reading()])


@pytest.mark.parametrize(
    "asked", ['"', "*", "draft OR", "NEAR(draft", "words:draft", "draft AND NOT three", "-- ;",
              "{words} : x", "^draft", "'; DROP TABLE claim; --"]
)  # fmt: skip
def test_words_of_a_query_language_are_words(record: Record, asked: str) -> None:
    plain = set(words_of(asked))
    for report in search(record, asked).reports:
        assert plain <= set(words_of(f"{report.headline} {report.outlet} {report.text}"))
    assert record.reports()


def test_a_record_made_before_is_made_findable_when_it_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with_words = Record.create(folder, "Old")
    with_words.add([reading()])
    with_words.close()
    with sqlite3.connect(folder / "record.sqlite") as database:
        for table in ("report_words", "claim_words"):
            database.execute(f"DROP TABLE {table}")
    database.close()
    opened = Record.open(folder)
    assert names(opened, "draft") == ["wire.txt"]
    assert search(opened, "draft").claims
    opened.close()


def test_folding_leaves_letters_and_takes_accents() -> None:
    assert folded("São Tomé, ÇA") == "sao tome, ca"
