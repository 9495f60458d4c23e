from __future__ import annotations

import pytest

from quorate.claims.report import Report
from quorate.reading import read
from quorate.reading.names import Names
from quorate.reading.read import Reading
from quorate.views.entering import readings


def _report(name: str, text: str) -> Report:
    return Report(name=name, text=text, bytes_hash=name, extractor="text 1")


def test_a_report_that_a_reader_breaks_down_on_does_not_cost_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rated = read.rated

    def breaking(report: Report, names: Names) -> Reading:
        if "volcano" in report.text:
            raise IndexError("list index out of range")
        return rated(report, names)

    monkeypatch.setattr(read, "rated", breaking)
    monkeypatch.delenv("QUORATE_TRACEBACK", raising=False)
    told = "The envoy said that the border would stay shut."
    reports = [_report("a", told), _report("b", "A volcano erupted."), _report("c", told)]
    first, broken, last = readings(reports, [])
    assert first.claims
    assert [c.id for c in last.claims] != []
    assert (broken.claims, broken.readers) == ((), ())
    (problem,) = broken.problems
    assert problem.where == "b"
    assert "IndexError" in problem.what
    monkeypatch.setenv("QUORATE_TRACEBACK", "1")
    with pytest.raises(IndexError):
        list(readings(reports, []))
