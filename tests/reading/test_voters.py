from __future__ import annotations

import pytest
from msgspec.structs import replace

from quorate.claims.claim import Ballot, Membership
from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.read import Reading, read_report
from quorate.reading.support import unsupported
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())
COUNCIL = "The Security Council met on Monday. Peru and Ghana voted for the draft; Kenya abstained."


def _reading(text: str) -> Reading:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2021-06-20")
    return read_report(report, NAMES)


def _members(text: str) -> set[tuple[str, str]]:
    return {
        (c.member, c.group)
        for c in _reading(text).claims
        if isinstance(c, Membership) and c.role == "member"
    }


def test_who_votes_in_a_council_is_its_member() -> None:
    assert _members(COUNCIL) == {("PER", "UN-SC"), ("GHA", "UN-SC"), ("KEN", "UN-SC")}


@pytest.mark.parametrize(
    "text",
    [
        COUNCIL.replace("Security Council", "General Assembly"),
        COUNCIL.replace("The Security Council", "The OAS Permanent Council"),
        "The Security Council met on Monday. Peru and Ghana called the draft a mistake.",
        "Peru and Ghana vote against Security Council draft\n\nNothing else was known on Monday.",
    ],
)
def test_where_all_have_votes_or_none_is_cast_nobody_is_told_a_member(text: str) -> None:
    assert _members(text) == set()


def _absent(text: str) -> set[tuple[str, str]]:
    return {
        (c.member, c.group)
        for c in _reading(text).claims
        if isinstance(c, Membership) and c.role == "absent"
    }


def test_who_was_absent_from_a_vote_was_from_the_organ_that_voted() -> None:
    council = "The Security Council rejected the draft by nine votes to four."
    assert _absent(f"{council} Peru abstained and Kenya was missing.") == {("KEN", "UN-SC")}
    assembly = council.replace("Security Council", "UN General Assembly")
    assert _absent(f"{assembly} Peru abstained, and Kenya was not in the hall.") == {
        ("KEN", "UN-GA")
    }
    assert _absent(f"{council} Peru abstained and Kenya cast no vote.") == set()


def test_no_other_value_is_supported_by_the_words_of_a_ballot() -> None:
    reading = _reading(COUNCIL)
    for claim in (c for c in reading.claims if isinstance(c, Membership)):
        assert unsupported(claim, reading.report, reading.mentions) == ""
        for other in (
            replace(claim, negated=True),
            replace(claim, member="NRU"),
            replace(claim, group="DJI"),
            replace(claim, role="observer"),
        ):
            assert unsupported(other, reading.report, reading.mentions)


@pytest.mark.parametrize(
    ("sentence", "ballots"),
    [
        ("Chad and Mali were among the countries that voted against.", {"TCD no", "MLI no"}),
        (
            "Chad and Peru were among the many nations that had voted for it.",
            {"TCD yes", "PER yes"},
        ),
        ("Chadian Ambassador Ali Omar voted against it.", {"TCD no"}),
        ("Chad's U.N. Ambassador Ali Omar abstained.", {"TCD abstain"}),
        ("Chad and Mali were among the countries that signed a letter.", set()),
        ("Chad, which did not have to, took part.", set()),
        ("It needed nine votes and no veto by Russia or China.", set()),
    ],
)
def test_who_is_among_those_who_voted_so_voted_so(sentence: str, ballots: set[str]) -> None:
    text = f"The UN General Assembly adopted the text by 109 votes to 11 on Friday. {sentence}"
    found = _reading(text).claims
    assert {f"{c.voter} {c.choice}" for c in found if isinstance(c, Ballot)} == ballots
