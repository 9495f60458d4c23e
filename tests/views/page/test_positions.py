"""The page of positions says what is held now: nothing of it is older than the last verdict."""

from __future__ import annotations

import re
from html import unescape

import pytest

from quorate.claims.claim import Act, AnyClaim, Party, Position
from quorate.claims.report import Report
from quorate.claims.source import digest
from quorate.record.actors import fold
from quorate.record.record import Record
from quorate.views.page import positions as page_module
from quorate.views.page.words import Words
from quorate.views.wording import denied
from tests.record.conftest import Reading
from tests.views.page.test_server import Client

TEXT = "“We back the truce,” the minister said. Canada backs the truce. Some envoys back the ports."


def made() -> tuple[Record, list[AnyClaim]]:
    record = Record.in_memory()
    report = Report(
        name="one.txt", text=TEXT, bytes_hash=digest("one"), extractor="text 1", outlet="Courier",
        published="2020-05-04", published_how="given",
    )  # fmt: skip
    common = {"known": "2020-05-04", "as_of": "2020-05-04", "reader": "grammar 1"}
    first, second, third = (
        report.passage(("main", a, b)) for a, b in ((0, 38), (40, 62), (64, 89))
    )
    claims: list[AnyClaim] = [
        Position(parties=(Party(actor="BRA"),), stance="supports", phrase="the truce",
                 source=first, **common),  # type: ignore[arg-type]
        Position(parties=(Party(actor="CAN"),), stance="supports", phrase="the truce",
                 source=second, **common),  # type: ignore[arg-type]
        Position(parties=(Party(words="Some envoys"),), stance="supports", phrase="the ports",
                 source=third, **common),  # type: ignore[arg-type]
        Act(sources=(Party(actor="BRA"),), targets=(), type="AGREE", source=first, **common),  # type: ignore[arg-type]
    ]  # fmt: skip
    record.add([Reading(report, claims)])
    return record, claims


def numbers(page: str) -> list[str]:
    return re.findall(r'<a class="for"[^>]*><b>(\d+)</b>', page)


def named(page: str) -> int:
    return int("".join(re.findall(r"named in (\d+) claim", page)))


def test_a_verdict_changes_the_numbers_of_every_page_at_once() -> None:
    record, claims = made()
    client = Client(record)
    before = named(client.get("/actors/BRA").text)
    assert numbers(client.get("/positions").text) == ["2"]
    assert "agree: Brazil" in client.get("/timeline?actor=BRA&type=agree").text
    record.decide([claims[0].id, claims[3].id], "reject", by="tester")
    assert numbers(client.get("/positions").text) == ["1"]
    assert named(client.get("/actors/BRA").text) == before - 2
    assert "agree: Brazil" not in client.get("/timeline?actor=BRA&type=agree").text
    record.decide([claims[0].id], "undo", by="tester")
    assert numbers(client.get("/positions").text) == ["2"]


def test_what_nobody_says_by_name_has_no_bar() -> None:
    record, _ = made()
    page = Client(record).get("/positions").text
    assert page.count("1 further one on which nobody stands by name") == 1
    assert page.count('class="bar"') == 1


def test_a_sentence_that_begins_with_a_mark_of_quotation_gets_no_second_one() -> None:
    record, _ = made()
    page = Client(record).get("/positions?phrase=the+truce").text
    assert '<q class="said-so quoting">“We back the truce,” the minister said.</q>' in page
    assert '<q class="said-so">Canada backs the truce.</q>' in page


def test_of_a_large_record_those_on_one_subject_stand_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record, _ = made()
    whole = Client(record).get("/positions?camps=yes").text
    monkeypatch.setattr(page_module, "MOST", 1)
    client = Client(record)
    chosen = client.get("/positions?camps=yes").text
    (address,) = re.findall(r'<a href="([^"]*)"><span class="phrase">the truce', chosen)
    assert "2 positions" in chosen
    camp = re.compile(r'<section class="camp">.*?</section>', re.DOTALL)
    assert camp.findall(client.get(unescape(address)).text) == camp.findall(whole) != []


def test_who_stands_on_a_side_is_listed_by_the_name_shown(cancun: Record) -> None:
    for language in ("en", "es"):
        page = Client(cancun).get(f"/positions?phrase=recognition&lang={language}").text
        for side in re.findall(r'<div class="side .*?</div>', page, re.DOTALL):
            names = re.findall(r'class="who"[^>]*>([^<]+)<', side)
            assert [fold(unescape(n)) for n in names] == sorted(fold(unescape(n)) for n in names)


def test_what_somebody_does_not_do_is_a_sentence() -> None:
    assert denied("recognises") == "does not recognise"
    assert Words("es").word("does not recognise") == "no reconoce"
    assert Words("es").word(denied("condemns")) == "no condena"
