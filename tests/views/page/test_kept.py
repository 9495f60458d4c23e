from __future__ import annotations

import pytest

from quorate.record.demands import demands as held_demands
from quorate.record.record import Record
from quorate.views.page import demands
from tests.views.conftest import reading
from tests.views.page.test_server import Client


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def noted(record: Record, *, calls: bool) -> object:
        asked.append("asked")
        return held_demands(record, calls=calls)

    monkeypatch.setattr(demands, "query", noted)
    return asked


def test_an_answer_is_worked_out_once_until_the_record_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = Record.in_memory()
    record.add([reading()])
    asked, client = counted(monkeypatch), Client(record)
    first = client.get("/demands")
    again = client.get("/demands")
    assert first.text == again.text
    assert first.headers == again.headers
    assert len(asked) == 1
    record.decide([reading().claims[1].id], "accept", by="tester")
    client.get("/demands")
    assert len(asked) == 2


def test_another_language_address_or_day_is_another_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = Record.in_memory()
    asked, client = counted(monkeypatch), Client(record)
    for address in ("/demands", "/demands?lang=es", "/demands", "/demands?on=2019-01-01"):
        client.get(address)
    assert len(asked) == 4
    assert "Exigencias" in client.get("/demands").text


def test_a_fault_is_not_kept() -> None:
    client = Client(Record.in_memory())
    assert client.get("/members/nobody").status_code == 404
    assert client.get("/members/nobody").status_code == 404
