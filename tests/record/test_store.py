from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from quorate.claims.claim import Act, AnyClaim, Figure, Party, Weight
from quorate.claims.problem import Unusable
from quorate.claims.source import Instrument, Person
from quorate.record.case import Case
from quorate.record.record import Record
from quorate.record.store import Store
from tests.record.conftest import lake_commission, reading_of, report_of, roll_call

SOURCE = Instrument("Charter", article="art. 1", status="not seen")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    else:
        address = request.getfixturevalue("emptied")
    made = Store(address)
    yield made
    made.close()


def test_every_kind_comes_back_as_it_was_put_in(store: Store) -> None:
    claims: list[AnyClaim] = [
        *lake_commission(),
        *roll_call(),
        Weight(source=SOURCE, holder="AAA", scheme="population", value=Decimal("12.5")),
        Weight(source=SOURCE, holder="BBB", scheme="population", value=10**15),
        Act(
            source=SOURCE,
            sources=(Party("LAKE", members=True), Party(words="several states")),
            targets=(),
            type="DEMAND",
        ),
        Figure(
            source=Person("Ana"), quantity="deaths", high=69, wording="nearly 70", as_of="2017-06"
        ),
    ]
    with store.entry("claims") as entry:
        assert store.add_claims(entry, claims, "person", "accepted") == len(claims)
    back = {s.claim.id: s.claim for s in store.claims()}
    assert back == {c.id: c for c in claims}


def test_the_whole_path_runs_on_either_database(store: Store) -> None:
    record = Record(store, Case(name="shared"))
    store.replace_origin("facts", lake_commission() + roll_call(), "official")
    record.add([reading_of()])
    record.add([reading_of()])
    now = record.situation("lake-1")
    assert [r.yes for r in now.reported] == [3, 3]
    claim = now.reported[1].claims[0]
    record.decide([claim], "reject", by="Ana", why="misread")
    assert [r.yes for r in record.situation("lake-1").reported] == [3]
    assert record.claim(claim).status == "rejected"
    assert record.claim(claim[:12]).claim.id == claim


def test_an_entry_of_the_ledger_rebuilds_what_the_desk_saw_verdicts_included(store: Store) -> None:
    record = Record(store, Case(name="shared"))
    store.replace_origin("facts", lake_commission() + roll_call(), "official")
    record.add([reading_of()])
    read = store.last_entry()
    claim = next(s.claim.id for s in record.claims() if s.claim.kind == "tally")
    record.decide([claim], "reject", by="Ana")
    assert len(record.situation("lake-1").reported) == 1
    assert len(record.at_entry(read).situation("lake-1").reported) == 2
    assert record.at_entry(0).claims() == []
    with pytest.raises(Unusable, match="The ledger has no entry 99"):
        record.at_entry(99)


def test_a_file_that_is_no_record_is_answered_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "record.sqlite"
    file.write_bytes(b"this is not a database, only words" * 50)
    with pytest.raises(Unusable, match="cannot be opened as a record"):
        Store(f"sqlite:///{file}")


def test_a_record_of_another_format_is_refused_with_the_remedy(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    store = Store(address)
    store.set_meta("schema", "99")
    store.close()
    with pytest.raises(Unusable, match="has format 99"):
        Store(address)


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks may read everything and write nothing."""
    monkeypatch.setattr(os, "access", lambda path, mode: mode == os.R_OK)


def _kept(folder: Path) -> Path:
    """Return a case with one report read and one verdict, all of it written back."""
    (folder / "case.toml").write_text('name = "Lake"\n', encoding="utf-8")
    record = Record.open(folder)
    record.add([reading_of()])
    record.decide([record.claims(status="proposed")[0].claim.id], "accept", by="Ana")
    record.close()
    return folder / "record.sqlite"


def test_a_case_that_may_only_be_read_is_read_and_refuses_verdicts(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = _kept(tmp_path)
    before = file.read_bytes()
    request.getfixturevalue("read_only")
    record = Record.open(tmp_path)
    assert len(record.claims(status="accepted")) == 1
    assert record.questions()
    with pytest.raises(Unusable, match=r"record\.sqlite may only be read here; copy the case"):
        record.add([reading_of(report_of("Again: The text won three votes."))])
    record.close()
    assert file.read_bytes() == before


def test_what_opening_brings_up_to_date_is_then_brought_so_in_memory(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = _kept(tmp_path)
    (tmp_path / "case.toml").write_text('name = "Sea"\nbodies = ["OAS"]\n', encoding="utf-8")
    before = file.read_bytes()
    request.getfixturevalue("read_only")
    record = Record.open(tmp_path)
    assert record.case.name == "Sea"
    assert len(record.claims(status="accepted")) == 1
    with pytest.raises(Unusable, match="may only be read here"):
        record.add([reading_of(report_of("Again: The text won three votes."))])
    record.close()
    assert file.read_bytes() == before


def test_a_store_may_only_be_read_wherever_its_address_counts_from(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _kept(tmp_path)
    monkeypatch.chdir(tmp_path)
    request.getfixturevalue("read_only")
    store = Store(f"sqlite:///{file.name}")
    assert store.claims("tally")
    store.close()
