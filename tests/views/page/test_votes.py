from __future__ import annotations

import pytest

from quorate.record.record import Record
from quorate.views.compare import as_data, row
from quorate.views.page.asking import Asking, Missing
from quorate.views.page.votes import votes
from tests.views.conftest import ROLL_CALL, reading


def test_the_page_shows_the_numbers_of_the_command(cancun: Record) -> None:
    page = votes(cancun, ROLL_CALL, Asking())["vote"]
    data = as_data(row(cancun, ROLL_CALL))
    lines = {count["words"]: count["line"] for count in page["counts"]}
    assert lines["With proposals"] == data["with_proposals"]["line"]
    assert lines["Decided alone"] == data["decided"]["line"]
    numbers = {part.label: part.number for part in page["counts"][0]["parts"]}
    assert numbers == {"needed": "23", "reported": "20", "by name": "20"}


def test_every_number_has_the_address_of_its_evidence(cancun: Record) -> None:
    page = votes(cancun, ROLL_CALL, Asking())["vote"]
    hrefs = {part.label: part.href for part in page["counts"][0]["parts"]}
    tally = reading().claims[1].id
    assert hrefs["reported"] == f"/claim/{tally}"  # a sentence goes before a roll call
    assert hrefs["needed"].startswith("/claim/rule-")
    assert hrefs["by name"] == f"/names/{ROLL_CALL}"


def test_what_is_not_there_is_missing(cancun: Record) -> None:
    with pytest.raises(Missing):
        votes(cancun, "nothing", Asking())
