from __future__ import annotations

import pytest

from quorate.claims.claim import Tally
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())


def _tallies(text: str) -> list[Tally]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-09-14")
    return [c for c in read_report(report, NAMES).claims if isinstance(c, Tally)]


def _quoted(tally: Tally, role: str) -> str:
    assert isinstance(tally.source, Passage)
    return next((s.words for s in tally.source.spans if s.role == role), "")


@pytest.mark.parametrize(
    ("text", "organ", "base"),
    [
        ("The Security Council put off a vote on the Chad text.", "Security Council", None),
        ("A vote in the UN Human Rights Council was postponed until Friday.",
         "UN Human Rights Council", None),
        ("The Human Rights Council will vote on the text next week.", "Human Rights Council", None),
        ("The text goes to the Dutch Senate, which is expected to vote in June.", "Dutch Senate",
         None),
        ("The treaty must still be approved by the Knesset, where the coalition holds 61 of the "
         "120 seats.", "Knesset", 120),
        ("The truce law would have to be approved by parliament, where his party holds 70 of the "
         "99 seats.", "parliament", 99),
        ("Deputies in the 151-seat National Assembly will vote on the bill on Thursday.",
         "National Assembly", 151),
    ],
)  # fmt: skip
def test_a_vote_to_come_or_put_off_is_pending_in_the_organ_that_is_to_vote(
    text: str, organ: str, base: int | None
) -> None:
    (tally,) = _tallies(text)
    assert (tally.outcome, tally.base) == ("pending", base)
    assert tally.yes is tally.no is tally.abstain is None
    assert _quoted(tally, "organ") == organ


@pytest.mark.parametrize(
    "text",
    [
        "If the talks fail, the Security Council will vote on sanctions.",
        "Any deployment would have to be approved by the Security Council.",
        "People will vote in a presidential election on Sunday.",
        "The dockers' union will vote on the wage offer on Friday.",
        "Chad will vote against the draft in the Human Rights Council.",
        "He was to leave the country but put off his departure.",
        "Hungary, which had delayed the vote in the Security Council for months, gave way.",
    ],
)
def test_what_only_may_be_voted_on_or_is_no_vote_of_an_organ_is_left_alone(text: str) -> None:
    assert _tallies(text) == []


def test_a_vote_held_is_no_vote_to_come_but_one_on_another_draft_is() -> None:
    held = "The Security Council adopted the text by 14 votes to none. "
    again = "The council had been due to vote on Monday."
    assert [t.outcome for t in _tallies(held + again)] == ["adopted"]
    due = "The Security Council was due to vote at noon. "
    assert [t.outcome for t in _tallies(due + held)] == ["adopted"]
    rival = "A vote on a rival draft by Togo was put off until December."
    assert [t.outcome for t in _tallies(held + rival)] == ["adopted", "pending"]


def test_where_no_vote_was_held_the_body_that_decided_is_the_one_told_of_before() -> None:
    decided = "The decision was made by the nine-member Commonwealth Ministerial Action Group.\n\n"
    (tally,) = _tallies(decided + "There was no show of hands, two officials said.")
    assert _quoted(tally, "organ") == "Commonwealth Ministerial Action Group"
    assert (tally.yes, tally.outcome) == (None, None)
    assert _tallies("There was no show of hands, two officials said.") == []


@pytest.mark.parametrize(
    ("text", "outcome", "step"),
    [
        ("The draft won 8 votes in the Security Council, with 2 against. It needed nine.",
         "not adopted", "8 < 9"),
        ("In the Security Council 4 members voted for the draft and 7 against.", "not adopted",
         "4 < 7"),
        ("In the Security Council 9 members voted for the draft and 3 against.", None, None),
    ],
)  # fmt: skip
def test_numbers_alone_tell_what_failed_and_leave_open_what_more_may_be_asked_of(
    text: str, outcome: str | None, step: str | None
) -> None:
    (tally,) = _tallies(text)
    assert (tally.outcome, tally.how.get("outcome")) == (outcome, step)


def test_the_paragraph_before_tells_what_became_of_the_one_vote() -> None:
    lead = "The General Assembly voted Thursday to suspend Togo from the rights council.\n\n"
    (tally,) = _tallies(lead + "The vote was 93-24.")
    assert tally.outcome == "adopted"
    assert _quoted(tally, "outcome") == "voted Thursday to suspend"


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Any new treaty must be ratified by all ten parliaments.", 10),
        ("Each of the five parliaments has yet to approve it.", 5),
        ("The plan requires unanimity among the 27 governments.", 27),
        ("Amending the rules takes two thirds of all 51 members.", 51),
    ],
)
def test_a_decision_asked_of_all_members_is_a_vote_to_come(text: str, base: int) -> None:
    (vote,) = _tallies(text)
    assert (vote.base, vote.outcome) == (base, "pending")


@pytest.mark.parametrize(
    "text",
    [
        "Decisions of the club are normally taken by all 15 members.",
        "If it were approved by all ten parliaments, the treaty would change little.",
        "A troika told the 164 members that she could command consensus.",
    ],
)
def test_what_only_may_be_asked_of_all_members_is_no_vote_to_come(text: str) -> None:
    assert not _tallies(text)
