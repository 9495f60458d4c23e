"""A claim without a day of its own takes the one that the report gives it, or none."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act, Actor, AnyClaim, Statement
from quorate.claims.report import Dateline, Report
from quorate.claims.source import Instrument, Passage
from quorate.reading.names import Names
from quorate.reading.read import read_report

_LIST = Instrument("a list made for this test")
NAMES = Names(
    [
        Actor(source=_LIST, actor=code, type="state", name=name)
        for code, name in (("ZMB", "Zambia"), ("MWI", "Malawi"), ("TZA", "Tanzania"))
    ]
)
LINE = "LUSAKA, 14 March 2012 - "
LEAD = LINE + "Zambia condemned the raid on the border post on Monday, its foreign minister said. "


def _read(text: str, kind: type) -> list[AnyClaim]:
    line = Dateline(start=0, end=len(LINE) - 3) if text.startswith(LINE) else None
    report = Report(
        name="r", text=text, bytes_hash="", extractor="text 1", published="2012-03-14",
        dateline=line,
    )  # fmt: skip
    return [c for c in read_report(report, NAMES).claims if isinstance(c, kind)]


def _days(text: str, kind: type) -> list[str | None]:
    return [claim.as_of for claim in _read(text, kind)]


def test_a_date_in_the_same_part_of_the_sentence_is_its_day() -> None:
    acts = _read(LEAD, Act)
    assert [c.as_of for c in acts] == ["2012-03-12"] * len(acts)
    source = acts[-1].source
    assert isinstance(source, Passage)
    assert "Monday" in [s.words for s in source.spans if s.role == "date"]


@pytest.mark.parametrize(
    "later",
    [
        "Malawi rejected the accusation.",
        "Tanzania had rejected the plan.",
        "Tanzania may reject the plan.",
        "In 2009 the talks failed. Tanzania rejected the plan.",
    ],
)
def test_a_sentence_without_a_date_takes_none_from_another(later: str) -> None:
    last = later.rpartition(". ")[2].split()[0]
    acts = [c for c in _read(LEAD + "\n\n" + later, Act) if last in c.source.main.words]  # type: ignore[union-attr]
    assert [c.as_of for c in acts] == [None] * len(acts)


def test_a_quotation_gives_the_report_no_day() -> None:
    text = LINE + '"On Friday the camp was burnt," the mayor of the border town said. '
    statements = _days(text + "\n\nMalawi denied the charge.", Statement)
    assert "2012-03-09" not in statements


def test_a_date_of_another_part_of_the_sentence_is_not_taken() -> None:
    [act] = _days("Zambia, which left the bank in 2009, rejected the loan.", Act)[-1:]
    assert act is None


def test_without_a_day_in_the_text_none_is_given() -> None:
    assert _days("Malawi rejected the accusation.", Act) == [None]
