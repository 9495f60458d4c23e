from __future__ import annotations

from pathlib import Path

import pytest

from quorate.record.record import Record
from quorate.views.page.asking import Asking, Missing
from quorate.views.page.reports import report, reports


def test_a_report_is_whole_with_every_claim_in_its_place(cancun: Record) -> None:
    (first,) = cancun.reports()
    page = report(cancun, first.id)
    assert "".join(p["text"] for p in page["pieces"]) == first.text
    noted = [note["number"] for p in page["pieces"] for note in p["notes"]]
    assert sorted(noted) == [1, 2]


def test_what_is_not_there_is_missing(cancun: Record) -> None:
    with pytest.raises(Missing):
        report(cancun, "nothing")


def test_the_newest_report_stands_first_and_the_undated_last(demo_case: Path) -> None:
    record = Record.open(demo_case)
    told = [r["published"] for r in reports(record, Asking())["reports"]]
    record.close()
    assert told[-1] == "undated"
    assert told[:-1] == sorted(told[:-1], reverse=True)
