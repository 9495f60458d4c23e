"""Reports come in by the page as by the command, under the guard of every change."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from quorate.record.record import Record
from quorate.views.page.read import LARGEST, safe_name
from tests.views.conftest import HOSTILE, SENTENCE
from tests.views.page.test_changes import FORM
from tests.views.page.test_server import HOME, Client


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    record = Record.create(tmp_path / "case", "Empty")
    yield record
    record.close()


def post(client: Client, headers: dict[str, str] | None = None, **told: str) -> httpx.Response:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/read").text)
    assert token
    given = {"token": token[1]} | told
    return client.get("/read", "POST", data=given, headers=FORM | (headers or {"origin": HOME}))


def coded(name: str, data: bytes) -> str:
    return f"{name}\n{base64.b64encode(data).decode()}"


def test_an_empty_case_leads_to_where_reports_are_added(record: Record) -> None:
    assert 'href="/read"' in Client(record).get("/").text


def test_a_pasted_text_becomes_a_report_whose_claims_wait_for_review(record: Record) -> None:
    client = Client(record)
    answer = post(client, text=SENTENCE, outlet="Wire", published="2017-06-20")
    assert answer.status_code == 200
    (report,) = record.reports()
    assert report.text.strip() == SENTENCE
    assert (report.outlet, report.published) == ("Wire", "2017-06-20")
    assert {s.status for s in record.claims()} == {"proposed"}
    assert f"/report/{report.id}" in answer.text
    post(client, text=SENTENCE, outlet="Wire", published="2017-06-20")
    assert len(record.reports()) == 1  # the same report is not kept twice


def test_a_file_is_kept_with_its_bytes_and_under_no_path_of_its_own(record: Record) -> None:
    data = SENTENCE.encode() + b"\r\n"
    post(Client(record), file=coded("../../../etc/./case.txt", data))
    assert record.folder is not None
    (kept,) = (record.folder / "reports").glob("*.txt")
    assert kept.name == "case.txt"
    assert kept.read_bytes() == data


@pytest.mark.parametrize(
    "name", ["../../verdicts.jsonl", "/etc/passwd", "..", "", "a\x00b", "C:\\x"]
)
def test_a_files_name_is_no_path(name: str) -> None:
    told = safe_name(name)
    assert Path(told).name == told
    assert not told.startswith(".")
    assert "/" not in told
    assert "\x00" not in told


def test_what_a_report_says_is_never_markup(record: Record) -> None:
    answer = post(Client(record), text=HOSTILE + SENTENCE, outlet="<b>x")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<b>x" not in answer.text


@pytest.mark.parametrize(
    ("headers", "told", "code"),
    [
        ({"origin": "http://evil.example"}, {"text": "x"}, 403),
        ({}, {"text": "x", "token": "wrong"}, 403),
        ({}, {"text": "x" * (LARGEST + 1)}, 403),
        ({}, {"text": "  "}, 422),
        ({}, {"text": "x", "published": "tomorrow"}, 422),
        ({}, {"file": "a.txt\nno base64 at all"}, 422),
        ({}, {"file": coded("a.txt", b"\x00\x01\x02")}, 422),
    ],
)
def test_what_cannot_be_read_is_a_sentence_and_leaves_nothing_behind(
    record: Record, headers: dict[str, str], told: dict[str, str], code: int
) -> None:
    answer = post(Client(record), headers or {"origin": HOME}, **told)
    assert answer.status_code == code
    assert record.reports() == []
    assert record.folder is not None
    assert not list((record.folder / "reports").glob("*.txt"))
