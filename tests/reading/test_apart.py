"""The date of something else in the sentence is no date of the act."""

from __future__ import annotations

import pytest

from quorate.claims.report import Report
from quorate.reading.dates import find_dates
from quorate.reading.dates.apart import apart


def _apart(text: str, verb: str) -> list[bool]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2024-03-20")
    at = text.index(verb)
    return [apart(text, d, (at, at + len(verb)), 0) for d in find_dates(report)]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Auria thanked Belmar for the tents flown in after the flood of May 2023.", "thanked"),
        ("Auria lifted what it had laid on Belmar in 2016.", "lifted"),
        ("Auria praised the bridges built in 2019.", "praised"),
        ("Corvia, no member since 1958, hailed the move.", "hailed"),
        ("Auria, which joined in 2012, rejected the plan.", "rejected"),
        ("Auria condemned the raid on the port of 3 May 2019.", "condemned"),
        ("Auria blamed the March of the Patriots.", "blamed"),
        ("Auria gave Belmar until 4 May 2024.", "gave Belmar until"),
        ("Auria told it to wait and changed its mind in August 2023.", "told"),
        ("Auria signed as in 1997.", "signed"),
    ],
)
def test_a_date_that_hangs_on_something_else_is_apart(text: str, verb: str) -> None:
    assert _apart(text, verb) == [True]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Auria recalled its envoy on Tuesday.", "recalled"),
        ("On 3 May 2019 Auria recalled its envoy.", "recalled"),
        ("Auria on Tuesday recalled its envoy.", "recalled"),
        ("Auria left the league at the end of 2023.", "left"),
        ("Auria condemned the raid on the port on Monday.", "condemned"),
        ("Auria and Belmar signed a truce in Corvia on 3 May 2019.", "signed"),
        ("Meeting in the port of Belmar in August 2023, Auria and Corvia signed it.", "signed"),
        (
            "In a show of hands among them on Tuesday, nine backed it and two abstained.",
            "abstained",
        ),
        ("Corvia fled the port on Tuesday as troops seized the radio.", "seized"),
    ],
)
def test_a_date_of_the_act_itself_is_not(text: str, verb: str) -> None:
    assert _apart(text, verb) == [False]
