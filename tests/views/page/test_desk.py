"""The desk's addresses: what waits, what is told, and what cannot be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from quorate.record.record import Record
from quorate.record.verify import verify
from quorate.views.desk import acts
from tests.views.conftest import HOSTILE, SENTENCE, queued, reading
from tests.views.page.test_changes import token
from tests.views.page.test_server import Client


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = Record.create(tmp_path / "case", "Desk")
    record.add([queued(6), reading(HOSTILE + SENTENCE, name="harm.txt", headline=HOSTILE)])
    yield record
    record.close()


@pytest.fixture
def client(record: Record) -> Client:
    return Client(record)


def post(client: Client, address: str, **told: str) -> httpx.Response:
    headers = {"sec-fetch-site": "same-origin"}
    if quick := told.pop("quick", ""):
        headers["accept"] = quick
    return client.get(address, "POST", data={"token": token(client), **told}, headers=headers)


def test_what_waits_is_shown_with_its_sentence_and_its_words(
    record: Record, client: Client
) -> None:
    ids = client.get("/review/ids").json()["ids"]
    assert len(ids) == 8
    page = client.get("/review").text
    assert f'data-id="{ids[0]}"' in page
    assert "Peru supports &#39;talk 0&#39;" in page
    assert "Envoy 0 of Barbados said that talk 0 helped" in page
    items = client.get("/review/items", params={"id": ids[1:4]}).json()["items"]
    assert list(items) == ids[1:4]
    assert all(f'data-id="{i}"' in html for i, html in items.items())


def test_whoever_comes_second_is_told_and_nothing_is_doubled(
    record: Record, client: Client
) -> None:
    claim = client.get("/review/ids").json()["ids"][0]
    told = {"claim": claim, "expected": "proposed", "quick": "application/json"}
    first = post(client, "/review/decide", act="accept", **told)
    second = post(client, "/review/decide", act="reject", **told)
    assert (first.json(), second.status_code) == ({"done": "accepted"}, 409)
    assert "accepted by" in second.json()["sentence"]
    assert len(record.verdicts(claim)) == 1


def test_a_bulk_verdict_whose_number_has_changed_is_not_taken(
    record: Record, client: Client
) -> None:
    told = {"act": "accept", "kind": "position", "status": "proposed"}
    assert "3 proposed claims" in client.get("/review/bulk?kind=position").text
    assert post(client, "/review/bulk", count="4", **told).status_code == 422
    assert record.verdicts() == []
    assert post(client, "/review/bulk", count="3", **told).status_code == 303
    assert len(record.verdicts()) == 3
    assert verify(record) == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/review?kind=rumour", 200),
        ("/review?actor=Narnia", 200),
        ("/review?min_confidence=much", 200),
        ("/review?status=secret", 200),
        ("/review?at=nothing&done=nothing&act=accept", 200),
        ("/review/ids?kind=rumour", 422),
        ("/review/items", 422),
        ("/review/items?id=nothing", 200),
        ("/review/replace/nothing", 404),
        (f"/review?words={'x' * 900}", 200),
    ],
)
def test_what_cannot_be_asked_for_is_a_sentence_and_no_fault(
    client: Client, address: str, code: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == code
    assert "Traceback" not in answer.text


def test_hostile_words_are_text_at_the_desk(record: Record, client: Client) -> None:
    ids = client.get("/review/ids").json()["ids"]
    pages = [client.get(f"/review/replace/{i}").text for i in ids[-2:]]
    pages += [client.get("/review", params={"at": ids[-1], "actor": HOSTILE[:150]}).text]
    pages += list(client.get("/review/items", params={"id": ids[-2:]}).json()["items"].values())
    for page in pages:
        assert "<script>" not in page
        assert "<img" not in page
        assert not re.search("[\x00-\x08\x1b\x07\u202e\u2066]", page)


def test_the_name_stays_in_a_cookie_that_no_script_reads(client: Client) -> None:
    answer = post(client, "/review/name", name="Ana; Path=/x\r\nSet-Cookie: a=b", query="kind=act")
    assert answer.headers["location"] == "/review?kind=act"
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 1
    assert "httponly" in cookies[0].lower()
    assert "samesite=strict" in cookies[0].lower()
    assert "Ana; Path=/x Set-Cookie: a=b" in client.get("/review").text


def test_what_can_be_decided_follows_from_the_state(record: Record) -> None:
    (first, *_) = record.claims()
    assert acts(first, decided=False) == ("accept", "reject", "replace", "deprecate")
    record.decide([first.claim.id], "reject", by="Ana")
    assert acts(record.claim(first.claim.id), decided=True) == ("undo",)
