"""Who votes at the end of a sentence does so on the day that it gives for what was voted on."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act, Actor
from quorate.claims.report import Report
from quorate.claims.source import Instrument
from quorate.reading.names import Names
from quorate.reading.read import rated

_LIST = Instrument("a list made for this test")
NAMES = Names(
    [
        Actor(source=_LIST, actor=code, type="state", name=name)
        for code, name in (("AUR", "Auria"), ("BEL", "Belmar"), ("COR", "Corvia"))
    ]
)


def _day(text: str, verb: str) -> str | None:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-02-08")
    acts = [c for c in rated(report, NAMES).claims if isinstance(c, Act)]
    return next(a.as_of for a in acts if verb in a.source.spans[1].words)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "On 5 May 2018 Auria voted against the text and Belmar abstained.",
        "On 5 May 2018 Auria vetoed the draft, Belmar abstaining.",
        "Auria voted for the text on 5 May 2018; Belmar abstained.",
    ],
)
def test_a_vote_told_after_the_sitting_is_of_its_day(text: str) -> None:
    assert _day(text, "abstain") == "2018-05-05"


@pytest.mark.parametrize(
    "text",
    [
        "Auria, whose embassy was attacked on 5 May 2018 by Corvia, abstained.",
        "On 5 May 2018 Auria vetoed the draft; in the vote of 2019 Belmar had abstained.",
    ],
)
def test_another_part_or_another_date_gives_it_none(text: str) -> None:
    assert _day(text, "abstained") != "2018-05-05"


def test_a_day_before_when_dates_what_follows() -> None:
    assert _day("The bid failed on 5 May 2018 when Auria vetoed it.", "vetoed") == "2018-05-05"
