"""Rows for Polars, pandas and notebooks: the same values, and nothing of a report is markup."""

from __future__ import annotations

import sys
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quorate
from quorate.claims.frames import SHOWN, table, to_html
from quorate.claims.problem import Unusable
from quorate.record.shipped import shipped
from tests.views.conftest import HOSTILE

DRAFT = "oas-mc-2017-06-19-a"


@pytest.fixture(scope="module")
def record() -> quorate.Record:
    return quorate.Record.in_memory()


def test_a_vote_is_two_rows_with_the_numbers_of_its_line(record: quorate.Record) -> None:
    votes = quorate.votes(record.situation(DRAFT))
    rows = votes.to_dicts()
    assert [r["which"] for r in rows] == ["decided", "with proposals"]
    assert rows[0]["line"] == votes.decided.line
    assert (rows[0]["needed"], rows[0]["reported"], rows[0]["outcome"]) == (23, 20, "not adopted")


def test_members_power_swing_and_forums_are_rows_too(record: quorate.Record) -> None:
    now = record.situation(DRAFT)
    members = now.to_dicts()
    assert len(members) == 34
    assert sum(m["choice"] == "yes" for m in members) == 20
    council = quorate.power(record.chamber("UN-SC", matter="resolutions", on="2020-05-14"))
    shares = council.to_dicts()
    assert shares[0]["shapley"] == pytest.approx(float(Fraction(421, 2145)))
    assert quorate.swing(now).to_dicts()
    organs = {r["organ"] for r in quorate.compare(record, DRAFT).to_dicts()}
    assert {"OAS-MC", "OAS-GA", "OAS-PC"} <= organs


def test_polars_and_pandas_hold_the_same_rows(record: quorate.Record) -> None:
    for result in (record.situation(DRAFT), quorate.votes(record.situation(DRAFT))):
        rows = result.to_dicts()
        assert result.to_polars().to_dicts() == rows
        assert result.to_pandas().columns.tolist() == list(rows[0])
        assert len(result.to_pandas()) == len(rows)


def test_claims_of_all_kinds_become_rows_with_their_id() -> None:
    actors = shipped().actors()
    rows = quorate.table(actors).to_dicts()
    assert [r["claim"] for r in rows] == [a.id for a in actors]
    assert next(r for r in rows if r["actor"] == "BRB")["name"] == "Barbados"
    assert quorate.table(actors).to_polars().height == len(actors)


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.add(tag)
        self.cells += tag == "td"


@given(st.text() | st.just(HOSTILE), st.text())
def test_what_a_notebook_shows_is_a_table_and_nothing_else(words: str, name: str) -> None:
    text = to_html([{name: words, "n": 1}], words)
    assert Tags(text).tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
    assert not set(text) & set("\x1b\u202e\u2066\x07")


def test_a_long_table_says_how_much_is_left_out() -> None:
    text = table([{"n": n} for n in range(SHOWN + 5)])._repr_html_()
    assert Tags(text).cells == SHOWN
    assert "5 more rows" in text


@pytest.mark.parametrize("name", ["polars", "pandas"])
def test_a_missing_extra_is_one_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(Unusable, match=r"pip install 'quorate\[frames\]'"):
        getattr(table([{"n": 1}]), f"to_{name}")()


def test_what_has_no_fields_is_refused() -> None:
    with pytest.raises(Unusable, match="A int has no fields"):
        table([1]).to_dicts()
