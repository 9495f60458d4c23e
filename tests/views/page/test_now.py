"""The first page: what is asked for later is the same, and no number outlives a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quorate.record import demands as demand_module
from quorate.record.record import Record
from quorate.views.page.asking import Asking
from quorate.views.page.now import demanded, now
from tests.views.page.test_server import Client

SINCE = "2018-01-01"


@pytest.fixture
def record(demo_case: Path) -> Iterator[Record]:
    opened = Record.open(demo_case)
    yield opened
    opened.close()


def part_of(page: str) -> str:
    (address,) = re.findall(r'data-part="([^"]+)"', page)
    return str(address).replace("&amp;", "&")


def test_demands_of_a_large_record_are_asked_for_later_and_are_the_same(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = Client(record).get("/", params={"since": SINCE}).text
    told = re.findall(r"“[^”]+”", at_once)
    assert told
    assert "data-part" not in at_once
    monkeypatch.setattr(demand_module, "FEW", 0)
    seen = record.known("2030-01-01")  # another way of seeing it, not yet worked out
    client = Client(record)
    page = client.get("/", params={"since": SINCE, "known": seen.known_by or ""}).text
    assert 'href="/demands?known=2030-01-01"' in page
    assert "“" not in page.partition('class="changes"')[2]
    part = client.get(part_of(page)).text
    assert re.findall(r"“[^”]+”", part) == told
    assert "<html" not in part
    again = now(record, Asking(known=seen.known_by or "").only(since=SINCE), SINCE)["changes"]
    assert again["demands"] == demanded(seen, SINCE)  # worked out by now: told at once
    assert again["later"] == ""


def test_a_verdict_shows_on_the_next_page_that_is_asked_for(record: Record) -> None:
    client = Client(record)
    numbers = [number(client), number(client)]
    (first, second, *_) = [s.claim.id for s in record.claims(status="proposed")]
    record.decide([first], "accept", by="Ana")
    numbers.append(number(client))
    elsewhere = Record.open(record.folder or Path())
    elsewhere.decide([second], "reject", by="Ben")
    elsewhere.close()
    numbers.append(number(client))
    record.decide([first, second], "undo", by="Ana")
    assert numbers == [numbers[0]] * 2 + [numbers[0] - 1, numbers[0] - 2]
    assert number(client) == numbers[0]


def number(client: Client) -> int:
    """Return how many wait, as the desk says."""
    return int(re.findall(r'id="count">([\d,]+)<', client.get("/review").text)[0].replace(",", ""))


def test_drafts_stand_by_day_and_none_bears_a_code(record: Record) -> None:
    found = now(record, Asking())["drafts"]
    days = [draft["date"] for draft in found]
    dated = [day for day in days if day != "undated"]
    assert days == sorted(dated, reverse=True) + ["undated"] * (len(days) - len(dated))
    assert not [d["title"] for d in found if re.search(r"\(\w{4}\)", d["title"])]


def test_the_word_of_the_command_leads_to_the_votes(record: Record) -> None:
    answer = Client(record).get("/votes")
    assert (answer.status_code, answer.headers["location"]) == (307, "/")
