"""The memo that the page gives is the command's, and is kept by its number."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from quorate.cli import app
from quorate.record.record import Record
from quorate.views.brief import brief, markdown
from quorate.views.memo.issued import issued
from tests.views.page.test_changes import FORM
from tests.views.page.test_server import HOME, Client


@pytest.fixture
def record(demo_case: Path, tmp_path: Path) -> Record:
    import shutil

    shutil.copytree(demo_case, tmp_path / "case")
    return Record.open(tmp_path / "case")


def post(client: Client, headers: dict[str, str] | None = None, **told: str) -> httpx.Response:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/brief").text)
    assert token
    given = {"token": token[1]} | told
    return client.get("/brief", "POST", data=given, headers=FORM | (headers or {"origin": HOME}))


def test_the_first_page_leads_to_a_memo(record: Record) -> None:
    assert 'href="/brief"' in Client(record).get("/").text


def test_the_file_is_the_commands_and_is_made_again_by_its_number(record: Record) -> None:
    client = Client(record)
    answer = post(client, form="md", mark="AMBER", since="2018-01-01", memo="es")
    assert answer.headers["content-type"].startswith("text/markdown")
    told = brief(record, lang="es", since="2018-01-01", mark="AMBER")
    assert answer.text == markdown(told)
    assert f'filename="memo-{told.number}.md"' in answer.headers["content-disposition"]
    assert told.number in {m.number for m in issued(record)[0]}
    assert told.number in client.get("/brief").text
    assert post(client, form="md", number=told.number, memo="es").text == answer.text
    command = CliRunner().invoke(app, ["brief", str(record.folder), "--rebuild", told.number])
    assert command.stdout.strip() == answer.text.strip()


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!do")])
def test_each_form_is_a_file(record: Record, form: str, start: bytes) -> None:
    answer = post(Client(record), form=form)
    assert answer.content.startswith(start)
    assert "attachment" in answer.headers["content-disposition"]


def test_reading_it_here_keeps_nothing_and_leads_to_claims(record: Record) -> None:
    before = issued(record)[0]
    answer = post(Client(record), form="show")
    assert re.search(r'<sup><a href="/claim/', answer.text)
    assert issued(record)[0] == before


@pytest.mark.parametrize(
    ("headers", "told", "code"),
    [({"origin": "http://evil.example"}, {"form": "md"}, 403), ({}, {"token": "x"}, 403),
     ({}, {"form": "exe"}, 422), ({}, {"form": "md", "mark": "PINK"}, 422),
     ({}, {"form": "md", "since": "soon"}, 422), ({}, {"form": "md", "number": "9-abc"}, 422)],
)  # fmt: skip
def test_what_cannot_be_given_is_a_sentence_and_keeps_nothing(
    record: Record, headers: dict[str, str], told: dict[str, str], code: int
) -> None:
    before = issued(record)[0]
    assert post(Client(record), headers or {"origin": HOME}, **told).status_code == code
    assert issued(record)[0] == before
