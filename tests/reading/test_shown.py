"""An actor is told by what others know it by."""

from __future__ import annotations

import pytest

from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.names.shown import shown
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru spoke.", {"PER": "PER"}),
        ("Kosovo spoke.", {"XKX": "Kosovo"}),  # no code of ISO
        ("The OAS met. The Organization of American States agreed.", {"OAS": "OAS"}),
        ("The Organization of American States met. The OAS agreed.",
         {"OAS": "Organization of American States"}),
        ("The Kremlin spoke.", {"RUS-KREMLIN": "Kremlin"}),
    ],
)  # fmt: skip
def test_states_are_told_by_code_and_bodies_as_the_report_calls_them_first(
    text: str, told: dict[str, str]
) -> None:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1")
    assert shown(text, NAMES.mentions(report)) == told
