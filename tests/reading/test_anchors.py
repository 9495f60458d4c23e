"""A day told by its distance keeps the words for the day that it is counted from."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act
from quorate.reading.read import rated
from tests.reading.acted import NAMES, report_of


def _days(text: str) -> list[tuple[str | None, list[str]]]:
    read = rated(report_of(text), NAMES)
    acts = [c for c in read.claims if isinstance(c, Act)]
    assert not read.problems
    return [
        (a.as_of, [s.words.strip(".") for s in a.source.spans if s.role == "date antecedent"])  # type: ignore[union-attr]
        for a in acts
    ]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Corvia fell silent on 3 January. The next day Auria suspended Belmar.", "2019-01-04", 1),
        ("Corvia rose on 3 January. Two days later Auria suspended Belmar.", "2019-01-05", 1),
        ("Auria suspended Belmar yesterday.", "2019-02-07", 0),
        ("Corvia rose on 3 January. Auria suspended Belmar on Thursday.", "2019-02-07", 0),
    ],
)
def test_a_counted_day_shows_what_it_is_counted_from(text: str, day: str, words: int) -> None:
    assert _days(text)[-1] == (day, ["3 January"] * words)


def test_who_did_the_same_did_it_on_a_day_of_his_own() -> None:
    told = _days("On 3 January Auria suspended Belmar. On 5 January Corvia did the same.")
    assert [day for day, _ in told] == ["2019-01-03", "2019-01-05"]


def test_a_day_near_another_is_not_that_day() -> None:
    assert _days("Auria recognised Belmar within a day of its vote on 3 January.")[0][0] is None
