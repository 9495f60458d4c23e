from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from quorate.claims.claim import Tally
from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.reading.support import unsupported
from quorate.reading.tallies import likely
from quorate.reading.tallies.groups import page_of
from quorate.reading.tallies.likely import ENOUGH, READER, ROLES, chances, likely_roles, numbers
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())
WEIGHTS = Path(likely.__file__).with_name("likely.json")
FREE = "The vote was brief. Nineteen ministers smiled on the plan, seven balked at it."


def _report(text: str) -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1")


def _told(text: str) -> dict[int, str]:
    masked = page_of(_report(text)).words(0)
    found = likely_roles(masked, {})
    return {masked.values[at]: role for at, (role, _) in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the vote 31 deputies supported the treaty, 22 opposed it.", {31: "yes", 22: "no"}),
        ("The motion got 14 votes, nine were against and three abstained.",
         {14: "yes", 9: "no", 3: "abstain"}),
    ],
)  # fmt: skip
def test_the_words_around_a_number_tell_its_role(text: str, expected: dict[int, str]) -> None:
    assert expected.items() <= _told(text).items()


@pytest.mark.parametrize(
    "text",
    [
        "The vote came after 31 villagers were killed and 22 wounded.",
        "The chamber votes on 14 amendments in nine days.",
        "A convoy of 31 lorries left for the north with 22 doctors.",
    ],
)
def test_numbers_of_other_things_are_left_alone(text: str) -> None:
    assert not _told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council noted that 33 votes, two thirds of the 49 members, were required.",
        "The council votes on Friday; ten votes, the minimum under its rules, would carry the "
        "text.",
    ],
)
def test_what_is_only_asked_for_is_no_vote_in_favour(text: str) -> None:
    assert "yes" not in _told(text).values()


def test_a_role_that_is_claimed_is_not_given_again() -> None:
    masked = page_of(_report("In the vote 31 supported the treaty, 22 opposed it.")).words(0)
    first, second = sorted(masked.values)
    assert likely_roles(masked, {first: "no"}).get(second, ("",))[0] != "no"
    assert likely_roles(masked, {first: "yes", second: "no"}) == {}


def test_no_more_vote_than_a_body_has_members() -> None:
    masked = page_of(_report("In the vote 31 supported the treaty, 22 opposed it; 40 sit.")).words(
        0
    )
    yes, no, base = sorted(masked.values)
    assert no not in likely_roles(masked, {yes: "yes", base: "base"})


def test_the_chances_of_a_number_are_one_in_all() -> None:
    masked = page_of(_report("In the vote 31 supported the treaty, 22 opposed it.")).words(0)
    for chance in chances(numbers(masked), ["", ""]):
        assert sum(chance.values()) == pytest.approx(1)
        assert set(chance) == set(ROLES)


def test_what_is_weighed_says_so_and_is_supported_and_no_other_number() -> None:
    reading = read_report(_report(FREE), NAMES)
    (tally,) = (c for c in reading.claims if isinstance(c, Tally))
    assert (tally.reader, tally.yes, tally.no) == (READER, 19, 7)
    assert unsupported(tally, reading.report, reading.mentions) == ""
    for altered in (replace(tally, yes=18), replace(tally, no=19), replace(tally, abstain=5)):
        assert unsupported(altered, reading.report, reading.mentions)


def test_the_weights_are_a_number_for_each_feature_and_role() -> None:
    table = json.loads(WEIGHTS.read_text("utf-8"))
    pairs = {f"{one} {other}" for one in ROLES for other in ROLES}
    for name, told in table.items():
        assert set(told) <= (pairs if name.startswith("link") else set(ROLES))
    assert 0.5 < ENOUGH < 1
