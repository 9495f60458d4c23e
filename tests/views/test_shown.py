from __future__ import annotations

import pytest

from quorate.record.record import Record
from quorate.views.compare import as_data, row
from quorate.views.page import shown, votes
from tests.views.conftest import ROLL_CALL, SENTENCE, reading


def test_the_page_shows_the_numbers_of_the_command(cancun: Record) -> None:
    page = votes.votes(cancun, ROLL_CALL, shown.Asked())["vote"]
    data = as_data(row(cancun, ROLL_CALL))
    lines = {count["words"]: count["line"] for count in page["counts"]}
    assert lines["With proposals"] == data["with_proposals"]["line"]
    assert lines["Decided alone"] == data["decided"]["line"]
    numbers = {part.label: part.number for part in page["counts"][0]["parts"]}
    assert numbers == {"needed": "23", "reported": "20", "by name": "20"}


def test_every_number_has_the_address_of_its_evidence(cancun: Record) -> None:
    page = votes.votes(cancun, ROLL_CALL, shown.Asked())["vote"]
    hrefs = {part.label: part.href for part in page["counts"][0]["parts"]}
    tally = reading().claims[1].id
    assert hrefs["reported"] == f"/claim/{tally}"  # a sentence goes before a roll call
    assert hrefs["needed"].startswith("/claim/rule-")
    assert hrefs["by name"] == f"/names/{ROLL_CALL}"


def test_a_claim_is_cut_at_its_spans(cancun: Record) -> None:
    page = shown.claim(cancun, reading().claims[1].id)
    (pieces,) = page["claim"]["quotations"]
    assert "".join(p["text"] for p in pieces) == SENTENCE
    assert [p["text"] for p in pieces if p["label"] == "needed"] == ["23"]
    assert page["worked_out"] == [{"field": "in favour", "how": "23 - 3"}]


def test_what_follows_by_elimination_shows_what_it_follows_from(cancun: Record) -> None:
    now = cancun.situation(ROLL_CALL)
    derived = next(e for e in now.evidence.values() if e.how == "elimination")
    page = shown.claim(cancun, derived.claims[0])
    assert page["rule"] == "elimination"
    assert len(page["used"]) > 10
    assert all(each["href"] for each in page["used"])


def test_a_report_is_whole_with_every_claim_in_its_place(cancun: Record) -> None:
    (report,) = cancun.reports()
    page = shown.report(cancun, report.id)
    assert "".join(p["text"] for p in page["pieces"]) == report.text
    noted = [note["number"] for p in page["pieces"] for note in p["notes"]]
    assert sorted(noted) == [1, 2]


def test_what_is_not_there_is_missing(cancun: Record) -> None:
    with pytest.raises(shown.Missing):
        votes.votes(cancun, "nothing", shown.Asked())
    with pytest.raises(shown.Missing):
        shown.claim(cancun, "tally-none")
    with pytest.raises(shown.Missing):
        shown.report(cancun, "nothing")


def test_an_address_asks_for_the_same_with_changes() -> None:
    asked = shown.Asked(on="2017-06-19", suppose=("BRB no", "leave VEN"))
    assert asked.address("/votes/x", organ="OAS-GA") == (
        "/votes/x?on=2017-06-19&organ=OAS-GA&suppose=BRB+no&suppose=leave+VEN"
    )
    assert shown.split_suppositions(["BRB no; leave VEN", " "]) == ("BRB no", "leave VEN")
