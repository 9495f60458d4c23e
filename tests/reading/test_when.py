from __future__ import annotations

import pytest

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())


def _days(text: str, role: str) -> set[tuple[str, str]]:
    """Return (member, day) of those in a role; without a day, an empty one."""
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2021-06-20")
    claims = [c for c in read_report(report, NAMES).claims if isinstance(c, Membership)]
    return {(c.member, c.since or c.as_of or c.until or "") for c in claims if c.role == role}


@pytest.mark.parametrize(
    "text",
    [
        "The declaration, signed in Accra by Ghana and Togo, rejects the coup of 10 January 2019.",
        "The statement, signed by Ghana and Togo, said the vote held on 20 May 2018 was a fraud.",
        "Ghana and Togo signed a declaration condemning the raid planned for 10 January 2019.",
        "Ghana and Togo signed a declaration on the vote of 20 May 2018.",
        "The statement was signed by Ghana and Togo after the vote of 20 May 2018.",
    ],
)
def test_those_who_sign_bear_no_day_of_what_they_sign_about(text: str) -> None:
    assert _days(text, "signatory") == {("GHA", ""), ("TGO", "")}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana and Togo signed the accord on 4 January 2019.",
        "On 4 January 2019 Ghana and Togo signed the accord.",
        "The accord, signed on 4 January 2019 by Ghana and Togo, has lapsed.",
        "Ghana and Togo, meeting in Accra on 4 January 2019, signed a declaration against the vote"
        " of 20 May 2018.",
    ],
)
def test_those_who_sign_bear_the_day_on_which_they_do(text: str) -> None:
    assert _days(text, "signatory") == {("GHA", "2019-01-04"), ("TGO", "2019-01-04")}


def test_of_two_days_each_role_has_the_one_that_follows_it() -> None:
    text = "Ghana was suspended from the Commonwealth in October 1999 and readmitted in 2004."
    assert _days(text, "suspended") == {("GHA", "1999-10")}
    assert _days(text, "member") == {("GHA", "2004")}
    text = "Togo quit the Commonwealth in 1961 and rejoined it in 1994."
    assert _days(text, "member") == {("TGO", "1961"), ("TGO", "1994")}


def test_the_day_in_a_clause_of_its_own_is_that_of_the_role_told_there() -> None:
    text = "The African Union, which suspended Togo on 6 June 2020, could turn to sanctions."
    assert _days(text, "suspended") == {("TGO", "2020-06-06")}


def test_what_was_done_over_an_event_is_not_of_its_day() -> None:
    text = "The African Union suspended Togo over last week's coup."
    assert _days(text, "suspended") == {("TGO", "")}


def test_an_office_that_is_held_has_no_day_of_something_else() -> None:
    text = "Arab League chief Ama Owusu signed the accord in Accra on 3 May 2020."
    assert _days(text, "holder") == {("Ama Owusu", "")}
    text = "On 3 May 2020 Ama Owusu was elected secretary-general of the Arab League."
    assert ("Ama Owusu", "2020-05-03") in _days(text, "holder")
