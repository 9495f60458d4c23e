from __future__ import annotations

import pytest

from quorate.claims.claim import Occasion, Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped
from tests.reading.voted import claims_of

NAMES = Names(shipped().actors())


def _tallies(text: str, published: str = "2024-05-31") -> list[tuple[Tally, str, str]]:
    """Return each tally with its organ and the words that name it."""
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published=published)
    claims = read_report(report, NAMES).claims
    organs = {c.occasion: c.organ for c in claims if isinstance(c, Occasion)}
    found = []
    for tally in (c for c in claims if isinstance(c, Tally)):
        assert isinstance(tally.source, Passage)
        words = next((s.words for s in tally.source.spans if s.role == "organ"), "")
        found.append((tally, organs[tally.draft], words))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council met in New York. Lawmakers in Praia threw out the calendar by 38"
        " votes to 13.",
        "The Security Council met. By 38 votes to 13, deputies in Praia approved the treaty.",
        "The Senate debated the war. On Monday 120 countries condemned the raid in New York and"
        " five voted against.",
        "The General Assembly met. The judges found by nine votes to six that the border was void.",
    ],
)
def test_a_body_in_which_those_counted_never_sit_did_not_vote(text: str) -> None:
    assert [words for _, _, words in _tallies(text)] == [""]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The Security Council condemned the raid. Moldova's parliament approved the pact by 60"
            " votes to 31.",
            "Moldova's parliament",
        ),
        (
            "The Knesset had met. In the lower house 94 deputies were in favour and two against.",
            "the lower house",
        ),
        (
            "The Bundestag ratified it by 224 to 165; the Danish chamber by 75 votes to 11.",
            "Danish chamber",
        ),
        (
            "The Senate will take it up next month. The House passed the bill by 221 votes to 209.",
            "The House",
        ),
    ],
)
def test_a_body_that_only_words_describe_is_the_one_that_voted(text: str, words: str) -> None:
    assert _tallies(text)[-1][1:] == ("", words)


def test_who_moved_or_backed_a_draft_by_a_described_body_did_not_vote_as_it() -> None:
    text = "A plan drawn up by the Kenyan cabinet was rejected, with 57 states for and 78 against."
    assert _tallies(text)[0][1:] == ("", "")


def test_the_body_whose_seats_are_filled_is_not_the_one_that_votes() -> None:
    text = (
        "The vote for seats on the Human Rights Council was held on Friday. Ghana got 160 votes"
        " and Chad 90 in the ballot."
    )
    assert {words for _, _, words in _tallies(text)} == {""}


def test_a_number_of_members_is_that_of_the_body_as_it_is_and_of_no_other() -> None:
    text = (
        "The International Whaling Commission, which has 88 members, met on Friday. It turned the"
        " plan down by 41 votes to 27. In 1982 the commission had voted by 25 to 7 for the ban."
    )
    assert [t.base for t, _, _ in _tallies(text)] == [88, None]
    text = (
        "The 18-member Pacific Islands Forum met on Friday. At home the Parliament approved the"
        " exit by 14 votes to 3."
    )
    assert [t.base for t, _, _ in _tallies(text)] == [None]


@pytest.mark.parametrize(("who", "votes"), [("senators", 0), ("members", 1)])
def test_a_body_in_which_those_who_held_no_vote_never_sit_is_not_where_none_was_held(
    who: str, votes: int
) -> None:
    text = f"The UN Human Rights Council decided on Monday to wait. The {who} held no vote."
    assert len(_tallies(text)) == votes


def test_an_organ_is_left_open_where_two_may_be_meant() -> None:
    text = (
        "Envoys to the Permanent Council and the General Assembly of the OAS spoke. The motion was "
        "carried by 12 votes to 7."
    )
    assert [c.organ for c in claims_of(text) if isinstance(c, Occasion)] == [""]


def test_an_organ_that_nobody_listed_keeps_the_words_of_the_report() -> None:
    text = "The International Whaling Commission rejected the plan by 41 votes to 27."
    tally = next(c for c in claims_of(text) if isinstance(c, Tally))
    assert isinstance(tally.source, Passage)
    organs = [s.words for s in tally.source.spans if s.role == "organ"]
    assert organs == ["International Whaling Commission"]


@pytest.mark.parametrize(
    "text",
    [
        "The OAS Permanent Council met. Ten of its members voted on Monday evening for convening "
        "the OAS General Assembly; Chile was against.",
        "The OAS Permanent Council on Monday called an emergency session of the General Assembly "
        "by ten votes to one.",
        "Ten members of the OAS Permanent Council voted on Monday to convene the General Assembly, "
        "one against.",
    ],
)
def test_a_body_that_another_convenes_has_not_voted(text: str) -> None:
    claims = claims_of(text)
    (draft,) = [c for c in claims if isinstance(c, Occasion)]
    (tally,) = [c for c in claims if isinstance(c, Tally)]
    assert (draft.organ, tally.yes, tally.no) == ("OAS-PC", 10, 1)
