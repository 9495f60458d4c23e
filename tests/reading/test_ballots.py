"""Who is read as having cast a vote, and which way?"""

from __future__ import annotations

import pytest

from quorate.claims.claim import Ballot
from quorate.claims.report import Report
from quorate.reading.tallies import find_tallies
from tests.reading.voted import SHIPPED, claims_of, told_in

BALLOTS = {
    "Mexico joined Uruguay in abstaining on the resolution.": "abstain MEX URY",
    "The Kenyan ambassador voted no on the text, and his Rwandan colleague abstained.":
        "no KEN abstain RWA",
    "The Spanish and Irish delegations voted for the text, the Czech and the Austrian against.":
        "yes ESP IRL no CZE AUT",
    "Voting against the motion were Iran, Syria and Venezuela.": "no IRN SYR VEN",
    "Among those abstaining were India and Pakistan.": "abstain IND PAK",
    "India abstained from the vote on the resolution, as did South Africa.": "abstain IND ZAF",
    "Nobody but Syria voted against the resolution.": "no SYR",
    "The council adopted it by 13-1. Only Hungary opposed.": "no HUN",
    "The board adopted it by 9-1. Mali, which had backed it in May, abstained.": "abstain MLI",
    "The council adopted the text, 11-0. China abstained after its amendment, backed by Algeria,"
    " was rejected.": "abstain CHN",
    "No one supported Libya's amendment in the vote but Syria.": "yes SYR",
    "A Russian veto struck down the resolution on Aleppo.": "no RUS",
    "The statement on Belarus was blocked by Hungary alone.": "no HUN",
    "Slovakia broke ranks and abstained in the vote on the sanctions.": "abstain SVK",
    "Portugal's ambassador was told to vote no but abstained.": "abstain PRT",
    "Neither India nor Pakistan voted on the resolution.": "absent IND PAK",
    "Chad's seat was empty when the roll was called for the vote.": "absent TCD",
    "The bill found no favour with Italy, which voted against, or with Spain, which abstained.":
        "no ITA abstain ESP",
    "Albania and Montenegro voted with the EU for the text; Serbia did not vote.":
        "yes ALB MNE absent SRB",
    "The council drew 18 yeas and 14 nays on the text. Fiji and Mexico were among the eighteen.":
        "yes FJI MEX",
    "Laos voted in favour, as it had in 2017, and so did Vietnam, and Bhutan followed suit.":
        "yes LAO VNM BTN",
    "Nauru was the only member besides Palau to oppose the paragraph in the vote.": "no NRU PLW",
    "Colombia's and Panama's votes against surprised nobody on the council.": "no COL PAN",
    "Samoa and Tonga, though they had sponsored the text, were not in the room at the vote.":
        "absent WSM TON",
    "The resolution was adopted over Nigeria's no and Togo's abstention.": "no NGA abstain TGO",
    "The text passed by 18 votes to three. Chad, Togo and Mali, which voted against, walked out.":
        "no TCD TGO MLI",
    "The text was carried 22-9. Cuba was one of seven states to abstain.": "abstain CUB",
    "The council adopted the text by 18 votes to 6. Among those against were Chad and Togo itself.":
        "no TCD TGO",
    "The council adopted the text by 18 to 6. The six states against included Chad and Mali, those"
    " in favour were, among others, unnamed.": "no TCD MLI",
    # of the vote told so far, though another follows
    "The council adopted the text by 18 votes to 6 with 4 abstentions.\n\nIt binds nobody.\n\n"
    "Nobody cheered.\n\nPeru and Fiji abstained. Kenya voted in favour.\n\nAn amendment by Mali "
    "was lost by 5 votes to 20.": "abstain PER FJI yes KEN",
}  # fmt: skip
NO_BALLOTS = [
    "Farmers blocked the road. Those against included Chad and Togo.",
    "The council adopted the text by 18 to 6. Arguments against included Chad and Togo's debts.",
    "The council voted 10-4 for it. Mali, which had said no then, switched to yes, as did Chad.",
    "The board rejected the text by 9 votes to 6. Its author, who is supported by Mali, resigned.",
    "The board adopted the budget by 20 to 3. Kenya and Ghana declined to say how they voted.",
    "The board threw out the text by 20 to 3. China spoke against it.",
    "The board threw out the text by 20 to 3. Chad walked out in 1991 and is not back.",
    "The board adopted the text by 20 to 3. Peru took no part in the debate.",
    "The council created the panel by 20 to 3 over objections of Niger.",
    "Canada would vote against the resolution, its ambassador said.",
    "If Chile abstains, the motion will fail.",
    "Argentina did not vote against the resolution.",
    "Peru plans to abstain in Thursday's vote on the resolution.",
    "Every member but Syria voted for the resolution.",
    "Ukraine will vote for the resolution and Belarus against it.",
    "Britain voted in 2016 to leave the European Union.",
    "Switzerland voted against the treaty in a referendum.",
    "The envoy denied that Qatar had abstained on the text.",
    "Had Mali voted against the text, it would have failed.",
    "Oman asked Kuwait to abstain in the vote on the resolution.",
    "Malta opposed the plan at the talks.",
    "Italy threatened to vote against the budget unless the clause was dropped.",
    "The draft backed by France fell three votes short of the 22 it needed.",
    "Moldova's president vetoed the language law and sent it back to parliament.",
    "The council voted 9-4 for the text; Vanuatu will decide later, and Fiji was asked to object.",
]


def _ballots_by_choice(text: str) -> dict[str, str]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-03-04")
    claims, _ = find_tallies(report, SHIPPED.mentions(report))
    return {c.voter: c.choice for c in claims if isinstance(c, Ballot)}


@pytest.mark.parametrize(("text", "cast"), BALLOTS.items())
def test_who_is_named_as_voting_casts_a_ballot(text: str, cast: str) -> None:
    expected, choice = {}, ""
    for word in cast.split():
        if word.islower():
            choice = word
        else:
            expected[word] = choice
    assert _ballots_by_choice(text) == expected


@pytest.mark.parametrize("text", NO_BALLOTS)
def test_what_is_planned_denied_or_no_vote_casts_no_ballot(text: str) -> None:
    assert _ballots_by_choice(text) == {}


def test_named_states_of_a_closed_list_cast_ballots() -> None:
    text = (
        "The OAS Permanent Council adopted the text by 29 votes to three. Bolivia, Nicaragua and "
        "Dominica voted against. Chile abstained, and envoys of Peru and Bolivia left."
    )
    ballots = [(c.voter, c.choice) for c in claims_of(text) if isinstance(c, Ballot)]
    assert ballots == [("BOL", "no"), ("NIC", "no"), ("DMA", "no"), ("CHL", "abstain")]


def test_a_voter_of_an_open_list_casts_a_ballot_and_counts_nobody() -> None:
    text = "The motion was carried by 29 votes to three. The envoy of Bolivia voted against."
    ballots = [(c.voter, c.choice) for c in claims_of(text) if isinstance(c, Ballot)]
    assert ballots == [("BOL", "no")]
    assert told_in(text) == [{"yes": 29, "no": 3, "outcome": "adopted"}]
    open_list = "The motion was carried by 29 votes. Bolivia and two other states voted against."
    assert all("no" not in tally or tally["no"] == 2 for tally in told_in(open_list))
