from __future__ import annotations

from typing import Any

import pytest

from quorate.claims.claim import Actor, ActorType, Ballot, Occasion, Tally
from quorate.claims.report import Report
from quorate.claims.source import Instrument, Passage
from quorate.reading.names import Names
from quorate.reading.tallies import find_tallies
from tests.reading.voted import FIELDS, LEAD, read_votes


def _actor(
    actor: str, type_: ActorType, name: str, of: str = "", **names: tuple[str, ...]
) -> Actor:
    source = Instrument("a list made for this test")
    return Actor(source=source, actor=actor, type=type_, name=name, of=of, names=names)


NAMES = Names(
    [
        _actor("BOL", "state", "Bolivia", metonym=("La Paz",)),
        _actor("NIC", "state", "Nicaragua"),
        _actor("DMA", "state", "Dominica"),
        _actor("CHL", "state", "Chile"),
        _actor("OAS", "organisation", "Organization of American States", en=("OAS",)),
        _actor("OAS-GA", "organ", "OAS General Assembly", "OAS", short=("General Assembly",)),
        _actor("OAS-PC", "organ", "OAS Permanent Council", "OAS", short=("Permanent Council",)),
        _actor("OAS-MC", "organ", "Meeting of Consultation", "OAS", en=("OAS foreign ministers",)),
    ]
)


def _claims(text: str, published: str | None = "2017-06-20") -> list[Any]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published=published)
    claims, _ = find_tallies(report, NAMES.mentions(report))
    for claim in claims:
        assert isinstance(claim.source, Passage)
        assert claim.source.stands_in(text)
    return list(claims)


def _tallies(text: str) -> list[dict[str, Any]]:
    return [
        {
            field: value
            for field in FIELDS
            if (value := getattr(claim, field)) is not None
            and not (field == "outcome" and field in claim.how)  # worked out from the numbers
        }
        for claim in _claims(text)
        if isinstance(claim, Tally)
    ]


def _tally(text: str) -> dict[str, Any]:
    found = _tallies(text)
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
    counted = [t for t in _tallies(text) if set(t) - {"outcome", "base"}]
    assert counted == []


def test_a_number_that_was_worked_out_names_the_step() -> None:
    tally = next(
        c for c in _claims("It fell two votes short of the 18 votes needed.") if c.kind == "tally"
    )
    assert tally.yes == 16
    assert tally.how == {"yes": "18 - 2"}


def test_every_number_read_stands_in_a_span_of_its_role() -> None:
    text = "Twelve of the 15 members voted for the motion, two against and one abstained."
    tally = next(c for c in _claims(text) if isinstance(c, Tally))
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
    claims = _claims(text)
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
    assert _tallies(text) == [
        {"yes": 17, "no": 23, "outcome": "not adopted"},
        {"yes": 30, "no": 10, "outcome": "adopted"},
    ]


def test_neighbouring_sentences_on_one_draft_are_one_tally() -> None:
    text = (
        "Permanent Council votes 19-4 for inquiry\n\nThe OAS Permanent Council adopted the "
        "resolution on Monday. Nineteen members voted in favour, four against. Eleven abstained."
    )
    assert _tallies(text) == [{"yes": 19, "no": 4, "abstain": 11, "outcome": "adopted"}]
    draft = next(c for c in _claims(text) if isinstance(c, Occasion))
    assert (draft.organ, draft.as_of) == ("OAS-PC", "2017-06-19")


def test_an_organ_is_left_open_where_two_may_be_meant() -> None:
    text = (
        "Envoys to the Permanent Council and the General Assembly of the OAS spoke. The motion was "
        "carried by 12 votes to 7."
    )
    assert [c.organ for c in _claims(text) if isinstance(c, Occasion)] == [""]


def test_an_organ_that_nobody_listed_keeps_the_words_of_the_report() -> None:
    text = "The International Whaling Commission rejected the plan by 41 votes to 27."
    tally = next(c for c in _claims(text) if isinstance(c, Tally))
    assert isinstance(tally.source, Passage)
    organs = [s.words for s in tally.source.spans if s.role == "organ"]
    assert organs == ["International Whaling Commission"]


def test_named_states_of_a_closed_list_cast_ballots() -> None:
    text = (
        "The OAS Permanent Council adopted the text by 29 votes to three. Bolivia, Nicaragua and "
        "Dominica voted against. Chile abstained, and envoys of Peru and Bolivia left."
    )
    ballots = [(c.voter, c.choice) for c in _claims(text) if isinstance(c, Ballot)]
    assert ballots == [("BOL", "no"), ("NIC", "no"), ("DMA", "no"), ("CHL", "abstain")]


def test_a_voter_of_an_open_list_casts_a_ballot_and_counts_nobody() -> None:
    text = "The motion was carried by 29 votes to three. The envoy of Bolivia voted against."
    ballots = [(c.voter, c.choice) for c in _claims(text) if isinstance(c, Ballot)]
    assert ballots == [("BOL", "no")]
    assert _tallies(text) == [{"yes": 29, "no": 3, "outcome": "adopted"}]
    open_list = "The motion was carried by 29 votes. Bolivia and two other states voted against."
    assert all("no" not in tally or tally["no"] == 2 for tally in _tallies(open_list))


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


def test_without_a_day_of_publication_a_relative_day_stays_open_and_says_so() -> None:
    text = "On Monday the motion was carried by 12 votes to 7."
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1")
    claims, problems = find_tallies(report, [])
    assert [c.as_of for c in claims] == [None, None]
    assert len(problems) == 1
    assert "Monday" in problems[0].what


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


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The Human Rights Council voted down a proposal by Iceland.", "not adopted"),
        ("The General Assembly voted on Tuesday to readmit Libya.", "adopted"),
        ("The Permanent Council approved the mission on a show of hands.", "adopted"),
        ("A motion to that end failed on Tuesday in the Selection Committee.", "not adopted"),
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


def test_voters_are_counted_with_the_share_of_something_else_that_they_represent() -> None:
    (tally,) = _votes(
        "The council adopted the law: 20 countries representing 66.07 per cent of the population "
        "were in favour, six opposed it and one abstained."
    )
    assert (tally.yes, tally.no, tally.abstain) == (20, 6, 1)


def test_a_vote_to_come_needs_what_a_share_comes_to_and_is_another_than_one_that_got_less() -> None:
    held, ahead = _votes(
        "The framework was approved in April by 63 votes to 16, with 24 abstentions. To enter into "
        "force it must now be adopted by two-thirds of the 108 parties to the convention, that is "
        "72, unless consensus is found first."
    )
    assert (held.yes, held.needed, held.outcome) == (63, None, "adopted")
    assert (ahead.needed, ahead.base, ahead.outcome) == (72, 108, "pending")


def _votes(text: str) -> list[Tally]:
    return [c for c in _claims(text) if isinstance(c, Tally)]


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
    told = [(t.yes, t.needed) for t in _votes(f"The Security Council voted on a truce. {text}")]
    assert told == [(votes, needed)]


def test_what_a_draft_would_have_asked_makes_no_count_of_it_a_mere_possibility() -> None:
    (tally,) = _votes(
        "Russia on Monday blocked a Security Council draft that would have opened the road, "
        "casting the lone vote against a text that 12 of the 15 members backed."
    )
    assert (tally.yes, tally.no, tally.outcome) == (12, 1, "not adopted")


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
    claims = _claims(text)
    (draft,) = [c for c in claims if isinstance(c, Occasion)]
    (tally,) = [c for c in claims if isinstance(c, Tally)]
    assert (draft.organ, tally.yes, tally.no) == ("OAS-PC", 10, 1)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("It adopted the motion by ten votes to one in a procedural vote.", "procedure"),
        (
            "It adopted the motion by ten votes to one.\n\nBecause the decision counts as "
            "procedural, nobody could veto it.",
            "procedure",
        ),
        ("It adopted the motion by ten votes to one. It was a procedural decision.", "procedure"),
        (
            "It adopted the motion by ten votes to one. The procedural motion binds nobody.",
            "procedure",
        ),
        ("It adopted the motion by ten votes to one. Procedural votes know no veto.", "procedure"),
        ("It adopted the motion by ten votes to one. A procedural vote had failed.", "resolutions"),
        (
            "It adopted the motion by ten votes to one. That vote followed a procedural one.",
            "resolutions",
        ),
        (
            "It adopted the motion by ten votes to one after a procedural motion had failed.",
            "resolutions",
        ),
        ("It adopted the motion by ten votes to one.", "resolutions"),
    ],
)
def test_a_vote_is_on_procedure_where_that_is_said_of_it(text: str, matter: str) -> None:
    claims = _claims(f"The Security Council met on Monday. {text}")
    assert [c.matter for c in claims if isinstance(c, Occasion)] == [matter]


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
    assert [(t.yes, t.no, t.needed) for t in _votes(text)] == [(8, 5, 9)]


def test_a_majority_is_told_of_the_vote_though_those_who_cast_it_are_named_between() -> None:
    (tally,) = _votes(
        "The Security Council adopted the truce by 9 votes to 4. Bolivia and Peru were against. "
        "Chile abstained. A two-thirds majority of those voting was enough."
    )
    assert tally.majority == "2/3 cast"


def test_the_count_of_a_vote_is_quoted_and_not_the_headline_that_says_how_it_ended() -> None:
    (tally,) = _votes(
        "Truce plan fails by one vote\n\nA plan for a truce failed on Monday by a single vote.\n\n"
        "The Security Council's minutes record eight votes for the text and five against."
    )
    assert isinstance(tally.source, Passage)
    assert tally.source.main.words == "eight votes for the text and five"


def test_judges_who_reject_what_they_were_asked_for_are_against_it() -> None:
    for words in ("rejected the request by 14 votes to one", "dismissed the appeal, 14-1"):
        (tally,) = [
            c for c in _claims(f"The Constitutional Court {words}.") if isinstance(c, Tally)
        ]
        assert (tally.yes, tally.no, tally.outcome) == (1, 14, "not adopted")
    law = "The Constitutional Court struck down the law by nine votes to three."
    assert [c for c in _claims(law) if isinstance(c, Tally) and c.yes == 9] == []
