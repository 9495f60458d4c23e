from __future__ import annotations

import pytest

from quorate.claims.claim import Occasion, Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.read import read_report
from quorate.reading.tallies import find_tallies
from tests.reading.voted import LEAD, SHIPPED, claims_of, read_votes, tallies_of, told_in


def test_every_number_read_stands_in_a_span_of_its_role() -> None:
    text = "Twelve of the 15 members voted for the motion, two against and one abstained."
    tally = next(c for c in claims_of(text) if isinstance(c, Tally))
    assert isinstance(tally.source, Passage)
    spans = {span.role: span.words for span in tally.source.spans}
    assert {r: spans[r] for r in ("yes", "base", "no", "abstain")} == {
        "yes": "Twelve", "base": "15", "no": "two", "abstain": "one"
    }  # fmt: skip


def test_organ_draft_and_day_are_found_in_other_sentences() -> None:
    text = (
        "The envoys argued on Friday. The walkout came a day after OAS foreign ministers failed to "
        "agree on a response.\n\nThe draft declaration fell two votes short of the 22 it needed to "
        "be adopted by the 33-nation group.\n\nChile now wants to take the matter to the OAS "
        "General Assembly, where 17 votes would be enough."
    )
    claims = claims_of(text)
    drafts = [c for c in claims if isinstance(c, Occasion)]
    tallies = [c for c in claims if isinstance(c, Tally)]
    assert [d.organ for d in drafts] == ["OAS-MC", "OAS-GA"]
    assert drafts[0].title == "The draft declaration"
    assert drafts[0].matter == "resolutions"
    assert drafts[1].follows == drafts[0].occasion
    assert (tallies[0].yes, tallies[0].as_of) == (20, "2017-06-15")
    assert (tallies[1].needed, tallies[1].outcome, tallies[1].as_of) == (17, "pending", None)


def test_two_drafts_of_one_sentence_are_two_tallies() -> None:
    text = "The first amendment fell by 17 votes to 23, the second was carried by 30 votes to 10."
    assert told_in(text) == [
        {"yes": 17, "no": 23, "outcome": "not adopted"},
        {"yes": 30, "no": 10, "outcome": "adopted"},
    ]


def test_neighbouring_sentences_on_one_draft_are_one_tally() -> None:
    text = (
        "Permanent Council votes 19-4 for inquiry\n\nThe OAS Permanent Council adopted the "
        "resolution on Monday. Nineteen members voted in favour, four against. Eleven abstained."
    )
    assert told_in(text) == [{"yes": 19, "no": 4, "abstain": 11, "outcome": "adopted"}]
    draft = next(c for c in claims_of(text) if isinstance(c, Occasion))
    assert (draft.organ, draft.as_of) == ("OAS-PC", "2017-06-19")


def test_without_a_day_of_publication_a_relative_day_stays_open_and_says_so() -> None:
    text = "On Monday the motion was carried by 12 votes to 7."
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1")
    claims, problems = find_tallies(report, [])
    assert [c.as_of for c in claims] == [None, None]
    assert len(problems) == 1
    assert "Monday" in problems[0].what


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The Human Rights Council voted down a proposal by Iceland.", "not adopted"),
        ("The General Assembly voted on Tuesday to readmit Libya.", "adopted"),
        ("The Permanent Council approved the mission on a show of hands.", "adopted"),
        ("A motion to that end failed on Tuesday in the Selection Committee.", "not adopted"),
        ("The Bulgarian parliament on Thursday passed a law on pensions.", "adopted"),
        ("The draft was turned down by the Dutch Senate on Tuesday.", "not adopted"),
        ("A Security Council call for a truce was vetoed by Russia on Monday.", "not adopted"),
    ],
)
def test_a_vote_of_a_body_is_told_without_a_count(text: str, outcome: str) -> None:
    (read,) = read_votes({"text": text})
    assert read["outcome"] == outcome
    assert not set(read) & {"yes", "no", "abstain"}


@pytest.mark.parametrize(
    "text",
    [
        "Britons voted to leave the union.",
        "The ministers met in May. That session was suspended after an hour without a vote.",
        "The General Assembly has never voted to suspend a permanent member.",
        "If the Security Council voted to lift the sanctions, Iran would gain.",
        "The bill was vetoed by President Amadou Diallo on Monday.",
        "The envoy thanked countries that voted to suspend Russia in the Human Rights Council.",
    ],
)
def test_what_no_body_is_said_to_have_voted_is_no_vote(text: str) -> None:
    assert not read_votes({"text": text})


def test_a_vote_told_without_a_count_is_the_one_counted_below() -> None:
    (read,) = read_votes(
        {
            "text": "The Security Council voted on Friday to extend the mission.\n\nFourteen "
            "members were in favour and Russia abstained."
        }
    )
    assert (read["yes"], read["abstain"], read["outcome"]) == (14, 1, "adopted")


def test_a_vote_that_ended_as_another_did_is_one_of_its_own() -> None:
    first, second = read_votes(
        {
            "text": "The court told Abu Dhabi by eight votes to seven to let families visit. It "
            "also ordered, again by eight votes to seven, that students be let in."
        }
    )
    assert (first["yes"], first["no"]) == (second["yes"], second["no"]) == (8, 7)


def test_two_who_stand_in_one_round_are_one_vote() -> None:
    (read,) = read_votes(
        {"text": LEAD + "The members wrote one name each: 52 for Oslo, 27 for Lima."}
    )
    assert (read["yes"], read["no"]) == (52, 27)


def test_a_vote_to_come_needs_what_a_share_comes_to_and_is_another_than_one_that_got_less() -> None:
    held, ahead = tallies_of(
        "The framework was approved in April by 63 votes to 16, with 24 abstentions. To enter into "
        "force it must now be adopted by two-thirds of the 108 parties to the convention, that is "
        "72, unless consensus is found first."
    )
    assert (held.yes, held.needed, held.outcome) == (63, None, "adopted")
    assert (ahead.needed, ahead.base, ahead.outcome) == (72, 108, "pending")


def test_the_count_of_a_vote_is_quoted_and_not_the_headline_that_says_how_it_ended() -> None:
    (tally,) = tallies_of(
        "Truce plan fails by one vote\n\nA plan for a truce failed on Monday by a single vote.\n\n"
        "The Security Council's minutes record eight votes for the text and five against."
    )
    assert isinstance(tally.source, Passage)
    assert tally.source.main.words == "eight votes for the text and five"


def test_judges_who_reject_what_they_were_asked_for_are_against_it() -> None:
    for words in ("rejected the request by 14 votes to one", "dismissed the appeal, 14-1"):
        (tally,) = [
            c for c in claims_of(f"The Constitutional Court {words}.") if isinstance(c, Tally)
        ]
        assert (tally.yes, tally.no, tally.outcome) == (1, 14, "not adopted")
    law = "The Constitutional Court struck down the law by nine votes to three."
    assert [c for c in claims_of(law) if isinstance(c, Tally) and c.yes == 9] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # an election in a body
            "The judge was elected by parliament, with 45 votes in favour and 40 against.",
            {"yes": 45, "no": 40, "outcome": "adopted"},
        ),
        (  # nobody foretells how many abstain
            "As expected, it was passed with 12 in favour, nine against and three abstaining.",
            {"yes": 12, "no": 9, "abstain": 3, "outcome": "adopted"},
        ),
        (
            "Forty-one senators voted for the bill; the rest of the chamber, 23 in all, abstained.",
            {"yes": 41, "abstain": 23},
        ),
        ("The motion drew seven votes; eight would have carried it.", {"yes": 7, "needed": 8}),
        (
            "The first amendment was rejected 12-20, the second 15-17.",
            {"yes": 15, "no": 17},
        ),
    ],
)
def test_a_count_is_read_beside_words_that_may_speak_of_something_else(
    text: str, told: dict[str, object]
) -> None:
    assert any(told.items() <= read.items() for read in told_in(text))


def test_a_value_that_no_words_support_is_left_out_and_not_the_vote() -> None:
    text = (
        "Ana Ruiz was elected secretary general by nine members to eight over the Chadian envoy. "
        "One country, reportedly New Caledonia, cast no ballot."
    )
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2021-03-04")
    (vote,) = (c for c in read_report(report, SHIPPED).claims if isinstance(c, Tally))
    assert (vote.yes, vote.no) == (9, 8)
