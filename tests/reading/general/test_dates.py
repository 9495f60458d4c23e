from __future__ import annotations

import pytest

from quorate.reading.general.dates import find_told_dates
from tests.reading.general.laid_out import report


@pytest.mark.parametrize(
    ("text", "date"),  # written on Wednesday, 20 May 2020
    [
        ("El viernes votaron.", "2020-05-15"),
        ("El próximo viernes votarán.", "2020-05-22"),
        ("Se reunirán el lunes.", "2020-05-25"),
        ("El lunes pasado se fue.", "2020-05-18"),
        ("Hace dos meses dimitió.", "2020-03"),
        ("El año pasado murió.", "2019"),
        ("Anteayer firmaron.", "2020-05-18"),
        ("El 3 de marzo de 2018 cayó.", "2018-03-03"),
    ],
)
def test_days_are_counted_from_the_day_of_publication(text: str, date: str) -> None:
    assert [d.date for d in find_told_dates(report(text), "es")] == [date]


def test_santo_domingo_is_no_sunday() -> None:
    assert find_told_dates(report("En Santo Domingo calló."), "es") == []
