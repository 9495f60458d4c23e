"""The pages of talks: `/talks` and `/talks/NAME`."""

from __future__ import annotations

import msgspec
import pytest

from quorate.record.case import Case
from quorate.record.record import Record
from quorate.record.worths import read_worths
from tests.views.page.test_server import Client
from tests.views.test_deals import table


def page_of(*worths: str) -> Client:
    entered = tuple(read_worths(each.encode(), "values.toml") for each in worths)
    return Client(Record.in_memory(Case(name="v", crises=("venezuela",), talks=entered)))


@pytest.fixture(scope="module")
def plain() -> Client:
    return page_of()


@pytest.fixture(scope="module")
def valued() -> Client:
    return page_of(table())


def test_all_talks_are_listed_with_who_must_give_from_outside(plain: Client) -> None:
    page = plain.get("/talks").text
    assert "Talks at Mexico City" in page
    assert "Mediated by: Norway" in page
    assert 'href="/talks/talks-2021"' in page
    assert "from outside the room: United States" in page


def test_without_values_there_is_no_picture_and_no_weight(plain: Client) -> None:
    page = plain.get("/talks/talks-2021?on=2021-08-31").text
    assert "7 of 8 packages could be preferred by all" in page
    assert "<svg" not in page
    assert "Without bounds, and so not counted" in page


def test_with_values_the_picture_stands_and_every_value_is_marked(valued: Client) -> None:
    page = valued.get("/talks/talks-2021?on=2021-08-31").text
    assert page.count('class="efficient"') == 3
    assert "all four rules" in page
    assert "Every value here is an analyst's supposition" in page
    assert page.count('<span class="quiet">supposed</span>') == 6


def test_what_a_giver_withholds_is_asked_in_the_address(valued: Client) -> None:
    page = valued.get("/talks/talks-2021?on=2021-08-31&without=USA").text
    assert "United States withholds what it can give" in page
    assert "1 of 4 packages is preferred by all" in page


def test_what_cannot_be_asked_is_one_plain_sentence(valued: Client) -> None:
    assert valued.get("/talks/geneva").status_code == 404
    refused = valued.get("/talks/talks-2021?without=Peru")
    assert refused.status_code == 422
    assert "gives nothing from outside the room" in refused.text


def test_nothing_of_a_title_or_a_value_is_markup() -> None:
    hostile = "<script>alert(1)</script>"
    talks = msgspec.structs.replace(read_worths(table().encode(), "v"), why=hostile)
    record = Record.in_memory(Case(name=hostile, crises=("venezuela",), talks=(talks,)))
    assert "<script>" not in Client(record).get("/talks/talks-2021?on=2021-08-31").text
