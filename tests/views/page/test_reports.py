from __future__ import annotations

import pytest

from quorate.record.record import Record
from quorate.views.page.asking import Missing
from quorate.views.page.reports import report


def test_a_report_is_whole_with_every_claim_in_its_place(cancun: Record) -> None:
    (first,) = cancun.reports()
    page = report(cancun, first.id)
    assert "".join(p["text"] for p in page["pieces"]) == first.text
    noted = [note["number"] for p in page["pieces"] for note in p["notes"]]
    assert sorted(noted) == [1, 2]


def test_what_is_not_there_is_missing(cancun: Record) -> None:
    with pytest.raises(Missing):
        report(cancun, "nothing")
