from __future__ import annotations

import pytest

from quorate.claims.claim import Ballot, Occasion, Tally
from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())


def _votes(text: str) -> set[tuple[str, int | None, str | None, str | None]]:
    """Return organ, votes for, outcome and day of each vote in a report of Friday, 31 May 2024."""
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2024-05-31")
    claims = read_report(report, NAMES).claims
    organs = {c.occasion: c.organ for c in claims if isinstance(c, Occasion)}
    return {(organs[c.draft], c.yes, c.outcome, c.as_of) for c in claims if isinstance(c, Tally)}


ASSEMBLY = ("UN-GA", 100, "adopted", "2024-05-31")


@pytest.mark.parametrize(
    "text",
    [
        "The UN General Assembly on Friday overwhelmingly adopted a resolution on the truce, ten"
        " days after Kenya had praised the Security Council. It passed by 100 votes to 9.",
        "The UN General Assembly adopted the text by 100 votes to 9 on Friday, a month after the"
        " Security Council had turned to the matter.",
        "Hours after the United States cast its veto in the Security Council, the UN General"
        " Assembly on Friday adopted the text by 100 votes to 9.",
        "The UN General Assembly on Friday adopted the text by 100 votes to 9, barely two weeks"
        " after a veto by Russia in the Security Council.",
    ],
)
def test_what_a_clause_tells_of_another_day_is_not_said_of_the_vote(text: str) -> None:
    assert ASSEMBLY in _votes(text), _votes(text)


def test_two_bodies_on_two_days_in_one_sentence_are_two_votes() -> None:
    text = (
        "Two weeks after the Security Council rejected it by six votes to five, the UN General"
        " Assembly on Friday adopted the resolution by 100 votes to 9."
    )
    assert _votes(text) == {("UN-SC", 5, "not adopted", None), ASSEMBLY}


def test_a_vote_told_of_another_day_has_its_own_organ_and_not_the_day_of_the_sentence() -> None:
    text = (
        "The UN General Assembly on Friday adopted the resolution by 100 votes to 9, ten days"
        " after Russia blocked a similar text in the Security Council."
    )
    assert ("UN-GA", 100, "adopted", "2024-05-31") in _votes(text)
    assert not [v for v in _votes(text) if v[0] == "UN-SC" and v[3]]


def test_a_vote_after_its_own_debate_keeps_its_day() -> None:
    text = (
        "The UN Security Council voted 14 to none on Friday, a week after the truce collapsed, to"
        " extend the mission."
    )
    assert _votes(text) == {("UN-SC", 14, None, "2024-05-31")}


def test_the_veto_that_a_rule_speaks_of_stops_no_draft() -> None:
    text = (
        "Russia on Friday vetoed the text in the UN Security Council.\n\nTwelve of the 15 members"
        " voted in favour of it, while Russia voted against it.\n\nThe General Assembly must meet"
        " within ten working days of a veto. A resolution needs nine votes and no veto by Russia,"
        " China, France, Britain or the United States to be adopted."
    )
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2024-05-31")
    ballots = {(c.voter, c.choice) for c in read_report(report, NAMES).claims
               if isinstance(c, Ballot)}  # fmt: skip
    assert ballots == {("RUS", "no")}
    assert {v[:2] for v in _votes(text)} == {("UN-SC", 12)}


def test_those_of_one_region_are_no_vote_of_their_own() -> None:
    text = (
        "The UN General Assembly adopted the resolution by 109 votes to 11, with 44 abstentions."
        " Twenty-nine of the 54 African countries voted in favour, while 19 abstained."
    )
    assert {v[1] for v in _votes(text)} == {109}


def test_a_headline_about_other_numbers_is_not_of_the_unanimous_vote_below() -> None:
    text = (
        "26 EU states back statement without Hungary\n\nThe statement calls for elections. It has"
        " two pages. Hungary did not sign.\n\nSeparately, the 27 member states unanimously agreed"
        " on Friday to extend the sanctions."
    )
    assert {v[1] for v in _votes(text)} == {None}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("By 13 votes to three the court held that a 1913 accord was void.", None),
        ("The chamber lifted by 118 votes to 62 the ban that it had imposed in 2014.", None),
        ("In 1986 the quotas were lifted by the council by 91 votes to 52.", "1986"),
        ("The council lifted the quotas by 91 votes to 52 in 1986.", "1986"),
        ("They met on Monday. That December the council rearmed by 18 votes to 11.", None),
    ],
)
def test_the_year_of_something_spoken_of_is_not_the_day_of_the_vote(
    text: str, day: str | None
) -> None:
    assert [when for _, _, _, when in _votes(text)] == [day]
