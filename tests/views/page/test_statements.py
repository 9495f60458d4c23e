from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quorate.claims.claim import Statement
from quorate.claims.report import Report
from quorate.cli import app
from quorate.record.record import Record
from quorate.record.statements import last_said
from quorate.views.page.asking import Asking
from quorate.views.page.statements import statements
from tests.views.conftest import Reading
from tests.views.page.test_frame import words
from tests.views.page.test_server import Client

TEXT = "The envoy told the ministers that the minister said: We shall not sign. Chile agreed."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of one report: what an envoy relays of a minister, and what Chile says undated."""
    opened = Record.create(tmp_path / "lakes", "Lakes")
    report = Report(name="a.txt", text=TEXT, bytes_hash="b", extractor="t", outlet="Lake Post",
                    published="2020-05-05")  # fmt: skip

    def said(quoted: str, **fields: object) -> Statement:
        at = TEXT.index(quoted)
        return Statement(source=report.passage(("main", at, at + len(quoted))),
                         known="2020-05-05", reader="grammar", **fields)  # type: ignore[arg-type]  # fmt: skip

    outer = said("the minister said: We shall not sign", speakers=("the envoy",), mode="indirect",
                 cue="told", addressee="the ministers", since="2020-05-04")  # fmt: skip
    inner = said("We shall not sign", speakers=("the minister",), mode="direct", cue="said",
                 since="2020-05-04", nested_in=outer.id)  # fmt: skip
    agreed = said("Chile agreed", speakers=("CHL",), mode="indirect", cue="agreed", negated=True)
    opened.add([Reading(report, [outer, inner, agreed])])
    opened.close()
    return tmp_path / "lakes"


@pytest.fixture
def record(case: Path) -> Iterator[Record]:
    opened = Record.open(case)
    yield opened
    opened.close()


def test_the_statements_are_those_of_the_command(record: Record, case: Path) -> None:
    answer = CliRunner().invoke(app, ["statements", str(case), "--json"])
    told = [said["words"] for said in json.loads(answer.stdout)["statements"]]
    shown = statements(record, Asking())
    assert [s.words for _, several in shown["months"] for s in several] == told
    assert [month for month, _ in shown["months"]] == ["2020-05", ""]
    assert (shown["total"], shown["undated"]) == (3, 1)


def test_who_relays_comes_before_the_speaker_and_every_row_leads_to_its_sentence(
    record: Record,
) -> None:
    page = Client(record).get("/statements").text
    assert "according to the envoy: the minister said" in words(page)
    assert "the envoy told → the ministers" in words(page)
    assert "CHL agreed" not in words(page)  # by name
    assert re.search(r"Chile agreed denies", words(page))
    for stored in record.stored("statement"):
        assert f'href="/claim/{stored.claim.id}"' in page


def test_one_speaker_is_asked_for_by_name_or_by_id(record: Record) -> None:
    client = Client(record)
    for who in ("CHL", "Chile"):
        page = words(client.get(f"/statements?speaker={who}").text)
        assert "1 statement" in page
        assert "We shall not sign" not in page
    assert "1 statement" in words(
        client.get("/statements?about=shall+not+sign&speaker=the+envoy").text
    )
    assert "No statement of that kind" in words(client.get("/statements?speaker=Peru").text)


def test_the_speakers_of_most_are_one_click_away(record: Record) -> None:
    shown = statements(record, Asking())
    assert {(who, many) for who, many, _ in shown["speakers"]} == {
        ("the envoy", 1), ("the minister", 1), ("CHL", 1),
    }  # fmt: skip
    (href,) = [href for who, _, href in shown["speakers"] if who == "CHL"]
    assert "Peru" not in Client(record).get(href).text
    assert statements(record, Asking().only(speaker="CHL"))["speakers"] == []


def test_words_that_differ_in_case_alone_are_one_speaker(record: Record) -> None:
    report = Report(name="b.txt", text="The envoy wept.", bytes_hash="c", extractor="t")
    again = Statement(
        source=report.passage(("main", 10, 14)), speakers=("The envoy",), mode="indirect",
        cue="wept", reader="grammar",
    )  # fmt: skip
    record.add([Reading(report, [again])])
    ((who, many, href), *_) = statements(record, Asking())["speakers"]
    assert (who, many) == ("the envoy", 2)
    assert "2 statements" in words(Client(record).get(href).text)
    for asked in ("The envoy", "the envoy"):
        assert statements(record, Asking().only(speaker=asked))["total"] == 2
        assert last_said(record, asked, 9)[1] == 2
