"""Which numbers of a sentence count votes, and which members, votes needed or short?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.voted import LEAD, claims_of, read_votes, tallies_of, told_in


def _tally(text: str) -> dict[str, Any]:
    found = told_in(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "The motion was carried by 12 votes to 7 with 3 abstentions.",
            {"yes": 12, "no": 7, "abstain": 3, "outcome": "adopted"},
        ),
        (
            "Parliament rejected the bill by 432 votes to 202.",
            {"yes": 202, "no": 432, "outcome": "not adopted"},
        ),
        (
            "The Senate voted 51-49 to confirm the treaty.",
            {"yes": 51, "no": 49, "outcome": "adopted"},
        ),
        ("The amendment was defeated 7-8.", {"yes": 7, "no": 8, "outcome": "not adopted"}),
        (
            "The vote was 141 in favor, 5 opposed, with 35 countries abstaining and 12 not voting.",
            {"yes": 141, "no": 5, "abstain": 35, "absent": 12},
        ),
        ("In favour: 23. Against: 4. Abstentions: 7.", {"yes": 23, "no": 4, "abstain": 7}),
        ("The count: yes 24, no 9, abstentions 2.", {"yes": 24, "no": 9, "abstain": 2}),
        (
            "The recorded vote was 93 in favour to 24 against, with 58 abstentions.",
            {"yes": 93, "no": 24, "abstain": 58},
        ),
        (
            "The bill sailed through the Knesset, 61-52.",
            {"yes": 61, "no": 52, "outcome": "adopted"},
        ),
        (
            "With 120 lawmakers in favor and none opposed, the Knesset passed the law.",
            {"yes": 120, "no": 0, "outcome": "adopted"},
        ),
        (
            "Ambassadors of 17 countries voted yes, 11 abstained and five did not show up.",
            {"yes": 17, "abstain": 11, "absent": 5},
        ),
        ("The assembly voted 20-14 against lifting the sanctions.", {"yes": 14, "no": 20}),
        (
            "Eleven countries voted against. Thirty-five abstained. One hundred and forty-three "
            "were in favour.",
            {"yes": 143, "no": 11, "abstain": 35},
        ),
        ("The justices split 5 to 4.", {"yes": 5, "no": 4}),
        ("The tribunal acquitted him by two votes to one.", {"yes": 2, "no": 1}),
        ("Adopted: 14-0-1.", {"yes": 14, "no": 0, "abstain": 1, "outcome": "adopted"}),
        (
            "The board voted by nine to five, two governors abstaining, to refer the file.",
            {"yes": 9, "no": 5, "abstain": 2},
        ),
    ],
)
def test_counts_are_read_whatever_the_wording(text: str, counted: dict[str, Any]) -> None:
    assert _tally(text) == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "The measure fell one vote short of the 18 required for adoption.",
            {"yes": 17, "needed": 18, "short": 1, "outcome": "not adopted"},
        ),
        (
            "The motion won 17 votes, one short of the 18 it needed.",
            {"yes": 17, "needed": 18, "short": 1, "outcome": "not adopted"},
        ),
        (
            "The opposition mustered just 133 of the 167 votes needed to pass the motion.",
            {"yes": 133, "needed": 167},
        ),
        (
            "The Council split 8-6 with one abstention on the proposal, one short of the nine "
            "required.",
            {"yes": 8, "no": 6, "abstain": 1, "needed": 9, "short": 1, "outcome": "not adopted"},
        ),
        (
            "For the resolution to pass, it needs nine votes and no veto.",
            {"needed": 9, "outcome": "pending"},
        ),
        ("Adoption requires 24 votes out of 35.", {"needed": 24, "base": 35, "outcome": "pending"}),
        (
            "The resolution missed the two-thirds threshold of 88 by just four votes.",
            {"yes": 84, "needed": 88, "short": 4, "outcome": "not adopted"},
        ),
        (
            "Nineteen of the council's 34 members backed the text, four opposed it and the "
            "remaining 11 abstained.",
            {"yes": 19, "no": 4, "abstain": 11, "base": 34, "outcome": "adopted"},
        ),
        (
            "Senators voted 57-43 to convict, ten short of the 67 required.",
            {"yes": 57, "no": 43, "needed": 67, "short": 10, "outcome": "not adopted"},
        ),
    ],
)
def test_thresholds_shortfalls_and_bases_are_read(text: str, counted: dict[str, Any]) -> None:
    assert _tally(text) == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "The 15-member Council adopted the resolution unanimously.",
            {"no": 0, "base": 15, "outcome": "adopted"},
        ),
        (
            "The declaration was approved without a single vote against; 21 voted in favour and 12 "
            "abstained.",
            {"yes": 21, "no": 0, "abstain": 12, "outcome": "adopted"},
        ),
        ("Bolivia cast the lone vote against the draft, which won 14 votes.", {"yes": 14, "no": 1}),
        (
            "The draft got 13 votes in favour, one against and one abstention; Chile vetoed it.",
            {"yes": 13, "no": 1, "abstain": 1, "outcome": "not adopted"},
        ),
        ("The text was adopted by consensus.", {"outcome": "adopted"}),
    ],
)
def test_what_is_said_without_a_number_is_read(text: str, counted: dict[str, Any]) -> None:
    assert _tally(text) == counted


@pytest.mark.parametrize(
    "text",
    [
        "A poll found 52 in favour and 40 against.",
        "Brazil beat Chile 3-1 in the final.",
        "The team lost 2-3 against Peru.",
        "The resolution was co-sponsored by 24 countries.",
        "Diplomats expect 20 countries to vote for the resolution and 10 against.",
        "If 20 states voted in favour and 14 against, the draft would pass.",
        "Some 40 countries are in favour of the resolution and about 10 are opposed.",
        "He was elected with 52 votes to 48.",
        "Lopez won the election with 3,200 votes against 2,900 for his rival.",
        "The party won 39 seats, 25 went to the opposition.",
        "The resolution passed by a majority of 18 votes.",
        "Fifty-two countries signed the declaration.",
        "Fifteen African countries voted in favour.",
        "The Council has 15 members, of which five are permanent.",
        "Article 5 was voted on from 12-14 March.",
        "The assembly voted 9-5 to reject the proposal.",
        "The motion was rejected 20-14 because it lacked the two-thirds majority.",
        "That left the motion two short of the 26 signatures needed.",
        "No vote was taken, though 20 were in favour and 14 against.",
        "Ministers of 27 countries need to be unanimous; 15 states need help.",
        "Turkey and Hungary are the only two of 31 allies yet to ratify.",
    ],
)
def test_what_is_no_count_of_a_vote_or_not_plain_is_left_unread(text: str) -> None:
    counted = [t for t in told_in(text) if set(t) - {"outcome", "base"}]
    assert counted == []


def test_a_number_that_was_worked_out_names_the_step() -> None:
    tally = next(
        c for c in claims_of("It fell two votes short of the 18 votes needed.") if c.kind == "tally"
    )
    assert tally.yes == 16
    assert tally.how == {"yes": "18 - 2"}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The House of Representatives, 221 to 209, overrode the veto.", {"yes": 221, "no": 209}),
        (
            "The nays had it, 33 to 29, on the motion.",
            {"yes": 29, "no": 33, "outcome": "not adopted"},
        ),
        ("The council was deadlocked at seven votes each.", {"yes": 7, "no": 7}),
        (
            "The treaty passed by 77 votes to 74, 28 countries abstaining, with two members away.",
            {"yes": 77, "no": 74, "abstain": 28, "absent": 2, "outcome": "adopted"},
        ),
        (
            "The amendment was lost, 22 governors supporting it and 23 opposing.",
            {"yes": 22, "no": 23, "outcome": "not adopted"},
        ),
        (
            "Fifteen of the 49 members of the chamber backed the motion and 32 rejected it; two "
            "sat out.",
            {"yes": 15, "no": 32, "abstain": 2, "base": 49},
        ),
        (
            "Not one hand went up against the resolution, though nine delegations abstained.",
            {"no": 0, "abstain": 9},
        ),
        (
            "Parliament confirmed the premier with 71 of 120 votes.",
            {"yes": 71, "base": 120, "outcome": "adopted"},
        ),
        (
            "With 48 in favour, it failed to reach the 51 required.",
            {"yes": 48, "needed": 51, "outcome": "not adopted"},
        ),
        (
            "To suspend a member takes two thirds, which in the OAS makes 24 of 35.",
            {"needed": 24, "base": 35, "outcome": "pending"},
        ),
        (
            "The chamber may remove him only if at least 71 of the 107 deputies so vote.",
            {"needed": 71, "base": 107, "outcome": "pending"},
        ),
        (
            "Every one of the 32 allies has to agree before a country is invited.",
            {"needed": 32, "base": 32, "outcome": "pending"},
        ),
        (
            "Sixty ratifications are required for the treaty to enter into force.",
            {"needed": 60, "outcome": "pending"},
        ),
    ],
)
def test_counts_in_the_habits_of_other_houses(text: str, counted: dict[str, Any]) -> None:
    assert _tally(text) == counted


def test_who_was_there_is_no_size_of_the_body() -> None:
    (read,) = read_votes({"text": LEAD + "All 29 deputies present voted for the treaty."})
    assert read["yes"] == 29
    assert "base" not in read


@pytest.mark.parametrize(
    "text",
    [
        "In the referendum 52 per cent of the islanders voted to leave and 46 per cent to stay.",
        "Shareholders with 71 percent of the votes backed the plan; 85 percent were needed.",
        "The decree was approved by the assembly with 64 percent of the vote.",
    ],
)
def test_a_share_in_per_cent_counts_no_votes(text: str) -> None:
    assert not [read for read in read_votes({"text": text}) if set(read) & {"yes", "no", "abstain"}]


def test_voters_are_counted_with_the_share_of_something_else_that_they_represent() -> None:
    (tally,) = tallies_of(
        "The council adopted the law: 20 countries representing 66.07 per cent of the population "
        "were in favour, six opposed it and one abstained."
    )
    assert (tally.yes, tally.no, tally.abstain) == (20, 6, 1)


@pytest.mark.parametrize(
    ("text", "needed", "votes"),
    [
        ('It was adopted by 11 votes to 2. It required nine "yes" votes and no veto.', 9, 11),
        ("It was adopted by 11 votes to 2. Adoption takes nine “yes” votes.", 9, 11),
        ('It was adopted by 11 votes to 2. Nine "yes" votes were needed.', 9, 11),
    ],
)
def test_votes_that_are_needed_are_not_cast_though_yes_stands_in_quotation_marks(
    text: str, needed: int, votes: int
) -> None:
    told = [(t.yes, t.needed) for t in tallies_of(f"The Security Council voted on a truce. {text}")]
    assert told == [(votes, needed)]


def test_what_a_draft_would_have_asked_makes_no_count_of_it_a_mere_possibility() -> None:
    (tally,) = tallies_of(
        "Russia on Monday blocked a Security Council draft that would have opened the road, "
        "casting the lone vote against a text that 12 of the 15 members backed."
    )
    assert (tally.yes, tally.no, tally.outcome) == (12, 1, "not adopted")


@pytest.mark.parametrize(
    "voting",
    [
        "With thirteen members voting, nine were needed.",
        "Since 13 states took part, nine votes were required.",
        "With 13 votes cast, adoption required nine.",
        "With 13 voting, nine would have been needed for the majority that the Charter requires.",
    ],
)
def test_how_many_voted_is_not_how_many_were_for_it(voting: str) -> None:
    text = f"The Security Council voted on a truce: eight were for it, five against. {voting}"
    assert [(t.yes, t.no, t.needed) for t in tallies_of(text)] == [(8, 5, 9)]
