"""Conflicts are decided at their place: under the same guard as the desk's verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from quorate.record.record import Record
from quorate.record.settle import choices
from tests.record.test_conflicts import figure
from tests.views.page.test_changes import FORM
from tests.views.page.test_server import HOME, Client


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = Record.create(tmp_path / "case", "Tolls")
    record.add_claims([figure(95, 95, "One <b>"), figure(74, 74, "Two")])
    yield record
    record.close()


def post(client: Client, conflict: str, keep: str, **more: str) -> httpx.Response:
    page = client.get("/conflicts").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    told = {"token": token[1], "conflict": conflict, "keep": keep, "kind": "figure"} | more
    return client.get("/conflicts", "POST", data=told, headers=FORM | {"origin": HOME})


def test_a_side_is_kept_the_loser_is_shown_and_both_are_taken_back(record: Record) -> None:
    client = Client(record)
    (found,) = choices(record, "figure")
    answer = post(client, found.id, "0", why="seen")
    assert answer.headers["location"] == f"/conflicts#c-{found.id}"
    page = client.get("/conflicts").text
    assert 'class="conflict settled"' in page
    assert "does not hold" in page
    assert "74" in page
    assert "95" in page
    assert post(client, found.id, "none").status_code == 303
    assert 'class="conflict settled"' not in client.get("/conflicts").text


def test_the_second_reviewer_sees_that_it_is_decided(record: Record) -> None:
    client = Client(record)
    (found,) = choices(record, "figure")
    post(client, found.id, "0")
    answer = post(client, found.id, "1")
    assert answer.status_code == 409
    assert "decided meanwhile" in answer.text
    assert len(record.verdicts()) == 1


@pytest.mark.parametrize(
    ("headers", "more", "code"),
    [({"origin": "http://evil.example"}, {}, 403), ({}, {}, 403),
     ({"origin": HOME}, {"token": "x"}, 403), ({"origin": HOME}, {"keep": "all"}, 403),
     ({"origin": HOME}, {"keep": "7"}, 422), ({"origin": HOME}, {"on": "nonsense"}, 422),
     ({"origin": HOME}, {"kind": "nonsense"}, 422)],
)  # fmt: skip
def test_what_this_page_did_not_ask_for_changes_nothing(
    record: Record, headers: dict[str, str], more: dict[str, str], code: int
) -> None:
    client = Client(record)
    (found,) = choices(record, "figure")
    page = client.get("/conflicts").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    told = {"token": token[1], "conflict": found.id, "keep": "0", "kind": "figure"} | more
    answer = client.get("/conflicts", "POST", data=told, headers=FORM | headers)
    assert answer.status_code == code, answer.text
    assert record.verdicts() == []
