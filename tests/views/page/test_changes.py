"""Who may change the record: this page in this browser, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quorate.record.record import Record
from tests.views.conftest import queued
from tests.views.page.test_server import HOME, Client

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = Record.create(tmp_path / "case", "Desk")
    record.add([queued(4)])
    yield record
    record.close()


def token(client: Client) -> str:
    found = re.search(r'data-token="([^"]+)"', client.get("/review").text)
    assert found
    return found[1]


def fields(record: Record, client: Client) -> dict[str, str]:
    claim = record.claims()[0].claim.id
    return {"token": token(client), "claim": claim, "act": "accept", "expected": "proposed"}


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"origin": HOME}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": HOME, "sec-fetch-site": "cross-site"}, 403),
        ({"origin": HOME, "sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://evil.example", "sec-fetch-site": "same-origin"}, 403),
    ],
)
def test_a_change_comes_from_this_origin_or_not_at_all(
    record: Record, headers: dict[str, str], code: int
) -> None:
    client = Client(record)
    answer = client.get(
        "/review/decide", "POST", data=fields(record, client), headers=FORM | headers
    )
    assert answer.status_code == code
    assert len(record.verdicts()) == (code == 303)


@pytest.mark.parametrize(
    "address", ["/review/decide", "/review/bulk", "/review/name", "/review/replace/x"]
)
def test_no_change_without_the_token_of_this_start_or_by_another_kind_of_message(
    record: Record, address: str
) -> None:
    client = Client(record)
    right = fields(record, client)
    own = {"origin": HOME}
    for told in ({**right, "token": ""}, {**right, "token": "wröng"}, {}):
        assert client.get(address, "POST", data=told, headers=FORM | own).status_code == 403
    assert client.get(address, "POST", json=right, headers=own).status_code == 403
    long = {**right, "why": "x" * 300_000}
    assert client.get(address, "POST", data=long, headers=FORM | own).status_code == 403
    assert record.verdicts() == []


@pytest.mark.parametrize("address", ["/review/decide", "/review/name"])
def test_nothing_is_changed_by_an_address_alone(record: Record, address: str) -> None:
    client = Client(record)
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        assert client.get(address, method, params=fields(record, client)).status_code == 405
    assert record.verdicts() == []
