from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Actor, ActorType, Party, Position
from quorate.claims.report import Report
from quorate.claims.source import Instrument
from quorate.reading.dates import find_dates
from quorate.reading.names import Names
from quorate.reading.positions import find_positions, prediction_rows
from quorate.reading.read import read_report


def _actor(actor: str, type_: ActorType, name: str, **names: tuple[str, ...]) -> Actor:
    source = Instrument("a list made for this test")
    return Actor(source=source, actor=actor, type=type_, name=name, names=names)


NAMES = Names(
    [
        _actor("AUR", "state", "Auria", adjective=("Aurian",)),
        _actor("BEL", "state", "Belmar", adjective=("Belmari",)),
        _actor("COR", "state", "Corvia"),
        _actor("DAN", "state", "Dania"),
        _actor("LEA", "organisation", "Isthmus League"),
        _actor("CG", "bloc", "Harbour Group"),
    ]
)


def _report(text: str) -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-02-08")


def _positions(text: str) -> list[Position]:
    report = _report(text)
    found = find_positions(report, NAMES.mentions(report), find_dates(report))
    return [position for position in found if isinstance(position, Position)]


def _parties(position: Position) -> list[str]:
    return [(p.actor or p.words) + "*" * p.members for p in position.parties]


@pytest.mark.parametrize(
    ("text", "stance", "parties", "target"),
    [
        ("Auria supports Belmar.", "supports", ["AUR"], "BEL"),
        ("Auria voiced support for Belmar.", "supports", ["AUR"], "BEL"),
        ("Belmar is backed by Auria and its allies.", "supports", ["AUR", "its allies"], "BEL"),
        ("Auria opposes the plan.", "opposes", ["AUR"], ""),
        ("Auria rejected Belmar’s offer.", "rejects", ["AUR"], "BEL"),
        ("Auria accused Belmar of fraud.", "accuses", ["AUR"], "BEL"),
        ("Auria warned against foreign meddling.", "warns_against", ["AUR"], ""),
        ("Auria denied that its troops had moved.", "denies", ["AUR"], ""),
        ("Auria remained neutral.", "neutral", ["AUR"], ""),
        ("Auria had no plans to enter the Harbour Group.", "declines", ["AUR"], "CG"),
        ("Auria’s call for a truce went unheard.", "calls_for", ["AUR"], ""),
        ("The Auria-backed draft was shelved.", "supports", ["AUR"], ""),
    ],
)
def test_a_stance_has_its_parties_and_target(
    text: str, stance: str, parties: list[str], target: str
) -> None:
    (position,) = _positions(text)
    assert (position.stance, _parties(position), position.target) == (stance, parties, target)


def test_recognition_names_who_and_whom_and_who_is_excepted() -> None:
    text = (
        "Some states, including Auria, Harbour Group members (excluding Dania), as well as the "
        "Isthmus League, recognised Lena Torv."
    )
    (position,) = _positions(text)
    assert _parties(position) == ["AUR", "CG*", "LEA"]
    assert position.excepted == ("DAN",)
    assert (position.stance, position.phrase, position.target) == (
        "recognises",
        "recognition",
        "Lena Torv",
    )


def test_not_to_recognise_is_a_stance_of_its_own() -> None:
    assert _positions("Auria does not recognise Lena Torv.")[0].stance == "does_not_recognise"
    (position,) = _positions("Auria refuses to recognise Lena Torv.")
    assert position.stance == "does_not_recognise"
    (position,) = _positions("Auria recognises no cabinet that the generals name.")
    assert position.stance == "does_not_recognise"


def test_a_bloc_holds_its_own_position_and_several_members_name_nobody() -> None:
    (position,) = _positions("The Isthmus League supports Belmar.")
    assert position.parties == (Party("LEA"),)
    (position,) = _positions("All members of the Isthmus League support Belmar.")
    assert position.parties == (Party("LEA", members=True),)
    (position,) = _positions("Several League members support Belmar.")
    assert not position.parties[0].actor
    (position,) = _positions("Several members of the Isthmus League support Belmar.")
    assert position.parties == (Party(words="Several members of the Isthmus League"),)


def test_each_thing_demanded_is_a_demand() -> None:
    text = (
        "Auria is demanding the Belmari government free its prisoners, end the siege of the "
        "port, hold a fair vote and scrap the new tax."
    )
    found = _positions(text)
    assert [p.phrase for p in found] == [
        "free its prisoners",
        "end the siege of the port",
        "hold a fair vote",
        "scrap the new tax",
    ]
    assert {(p.stance, p.target) for p in found} == {("demands", "Belmari government")}


def test_demands_on_two_addressees_are_told_apart() -> None:
    text = "Auria called on Belmar, which hosts us, to publish the count, and on Corvia to wait."
    found = _positions(text)
    assert [(p.target, p.phrase) for p in found] == [("BEL", "publish the count"), ("COR", "wait")]


def test_a_demand_may_be_a_list_of_lines() -> None:
    text = "Auria urges Belmar:\n• to free the prisoners;\n• not to hold a vote before May.\n"
    found = _positions(text)
    assert [(p.stance, p.phrase) for p in found] == [
        ("calls_for", "free the prisoners"),
        ("opposes", "hold a vote before May"),
    ]
    assert {p.target for p in found} == {"BEL"}


def test_a_demand_that_is_given_up_is_dropped() -> None:
    text = "The opposition had to drop its insistence that Lena Torv resign."
    (position,) = _positions(text)
    assert (position.stance, position.target) == ("drops_demand", "Lena Torv")
    assert _positions("Auria no longer insists on new talks.")[0].stance == "drops_demand"


def test_insisting_that_something_is_so_demands_nothing() -> None:
    (position,) = _positions("Auria insisted that the vote had been fair.")
    assert position.stance == "accepts"
    (position,) = _positions("Auria insisted that Lena Torv resign.")
    assert position.stance == "demands"


def test_what_may_be_supported_is_no_position_unless_a_condition_is_named() -> None:
    assert _positions("Auria may support Belmar.") == []
    (position,) = _positions("Auria would support Belmar if the siege ended.")
    assert position.stance == "conditionally_supports"
    assert position.condition == "if the siege ended"


def test_a_boycott_of_the_past_is_former() -> None:
    assert _positions("Auria had boycotted the talks since 2015.")[0].status == "former"
    assert _positions("Auria boycotted the talks.")[0].status == "current"


@pytest.mark.parametrize(
    ("text", "stance", "parties"),
    [
        (
            "“We will never pay it,” said Belmar’s envoy, Ilan Dorr.",
            "rejects",
            ["Ilan Dorr", "BEL"],
        ),
        ("Auria said that there could be no return to the old line.", "rejects", ["AUR"]),
        ("Auria insisted that the siege must end.", "calls_for", ["AUR"]),
        ("Auria said that it would not pay.", "rejects", ["AUR"]),
        ("Auria said it had broken no treaty.", "denies", ["AUR"]),
        ("Auria said that the vote was a farce.", "condemns", ["AUR"]),
        ("“We welcome the ceasefire,” said a Belmari diplomat.", "welcomes", ["BEL"]),
        ("Auria said the ruling would be respected.", "accepts", ["AUR"]),
    ],
)
def test_what_somebody_says_shows_where_he_stands(
    text: str, stance: str, parties: list[str]
) -> None:
    (position,) = _positions(text)
    assert position.stance == stance
    assert set(parties) <= set(_parties(position))


def test_a_speech_about_others_is_no_position_of_the_speaker() -> None:
    assert _positions("Auria said that it did not know.") == []
    assert _positions("Auria said that the harbour had been closed since May.") == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Auria voted against, as did Corvia.", "opposes"),
        ("Auria opposes the draft; so does Corvia.", "opposes"),
        ("Auria recognised the cabinet. Corvia did not.", "does_not_recognise"),
        ("Auria backs the plan, and so, it is said, does Corvia.", "supports"),
    ],
)
def test_a_verb_left_out_is_the_one_before(text: str, stance: str) -> None:
    first, second = _positions(text)
    assert (_parties(first), _parties(second), second.stance) == (["AUR"], ["COR"], stance)


def test_a_verb_left_out_is_not_sought_beyond_another_verb() -> None:
    found = _positions("Auria condemned the raid. Belmar closed its border, as did Corvia.")
    assert [_parties(p) for p in found] == [["AUR"]]


def test_an_official_is_listed_with_the_state_he_speaks_for() -> None:
    (position,) = _positions("Aurian foreign minister Lena Torv rejected the offer.")
    assert _parties(position) == ["Lena Torv", "AUR"]
    (position,) = _positions("An Aurian diplomat rejected the offer.")
    assert _parties(position) == ["An Aurian diplomat", "AUR"]
    (position,) = _positions("Former Aurian minister Lena Torv rejected the offer.")
    assert _parties(position) == ["Lena Torv"]


def test_neither_condemning_nor_condoning_is_neutral() -> None:
    assert _positions("Auria has neither condemned nor condoned it.")[0].stance == "neutral"
    assert _positions("Neither Auria nor Belmar has reacted.")[0].stance == "neutral"


def test_what_somebody_would_have_accepted_is_a_stance() -> None:
    assert _positions("Auria would have accepted a delay.")[0].stance == "accepts"


def test_whoever_puts_a_draft_forward_supports_it() -> None:
    (position,) = _positions("The Aurian draft went to committee.")
    assert (position.stance, _parties(position)) == ("supports", ["AUR"])


def test_a_threat_demands_what_would_avert_it() -> None:
    found = _positions("Auria threatens to freeze the aid unless a date is named.")
    assert {(p.stance, p.phrase) for p in found} == {
        ("demands", "a date is named"),
        ("conditionally_supports", "to freeze the aid"),
    }
    (position,) = (p for p in found if p.condition)
    assert position.condition == "unless a date is named"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Auria will not pay for the wall.", "rejects"),
        ("Auria refuses to cancel the order.", "rejects"),
        ("Auria could not support the text.", "does_not_support"),
        ("Auria urged Belmar not to close the port.", "opposes"),
        ("Auria called on Belmar to refrain from any attack.", "opposes"),
        ("Auria described the vote as a sham.", "condemns"),
        ("Auria described the vote as a step forward.", "welcomes"),
        ("Auria joined Belmar in opposing the measure.", "opposes"),
        ("Auria was among the states that backed the measure.", "supports"),
        ("Auria became the first state to recognise Lena Torv.", "recognises"),
        ("The plan has the support of Auria.", "supports"),
        ("Auria lent its full support to the plan.", "supports"),
        ("Auria demanded that the siege be lifted.", "demands"),
        ("Rejecting the offer, Auria went home.", "rejects"),
        ("Auria, having rejected the offer, went home.", "rejects"),
        ("Auria, officials said, opposes the plan.", "opposes"),
        ("Auria is known to oppose the plan.", "opposes"),
        ("Never has Auria accepted the plan.", "rejects"),
        ("Nor does Auria accept the plan.", "rejects"),
        ("Auria did not hesitate to condemn the raid.", "condemns"),
    ],
)
def test_a_stance_may_be_worded_in_many_ways(text: str, stance: str) -> None:
    (position,) = _positions(text)
    assert (position.stance, _parties(position)) == (stance, ["AUR"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Auria voiced strong misgivings about the levy.", [("AUR", "opposes")]),
        ("Auria is wary of the levy.", [("AUR", "opposes")]),
        ("Auria never backed the levy.", [("AUR", "does_not_support")]),
        ("Neither Auria nor Belmar backs the levy.", [("AUR,BEL", "does_not_support")]),
        ("Auria alone opposed the levy.", [("AUR", "opposes")]),
        ("The levy was opposed only by Auria.", [("AUR", "opposes")]),
        ("Auria belongs to those who oppose the levy.", [("AUR", "opposes")]),
        ("Support for the levy came from Auria and Belmar.", [("AUR,BEL", "supports")]),
        ("The levy drew sharp criticism from Auria.", [("AUR", "criticises")]),
        ("Auria led the opposition to the levy.", [("AUR", "opposes")]),
        ("The levy passed over the objections of Auria.", [("AUR", "opposes")]),
        ("The levy passed, to the dismay of Auria.", [("AUR", "condemns")]),
        ("Auria marched in support of the levy.", [("AUR", "supports")]),
        ("Auria, a critic of the levy, left early.", [("AUR", "opposes")]),
        ("Auria is one of the strongest supporters of the levy.", [("AUR", "supports")]),
        ("Opponents of the levy, led by Auria, went home.", [("AUR", "opposes")]),
        ("Auria voted against the levy, Belmar for it.", [("AUR", "opposes"), ("BEL", "supports")]),
        ("Auria demanded a truce and Belmar a vote.", [("AUR", "demands"), ("BEL", "demands")]),
        ("One spoke against (Auria).", [("AUR", "opposes")]),
        ("Auria: no", [("AUR", "opposes")]),
        ('Auria called the ruling "a licence to loot".', [("AUR", "condemns")]),
        ("Auria declined to take part in the talks.", [("AUR", "declines")]),
        ("Auria takes no side.", [("AUR", "neutral")]),
    ],
)
def test_wordings_of_the_press(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(",".join(_parties(p)), p.stance) for p in _positions(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Aurian opposition went home.",
        "No member has objected.",
        "The pact, signed in May by nobody known, was void.",
        "Auria declined to take questions.",
        "Auria and Belmar agreed to meet again.",
        "Without the backing of Auria the levy failed.",
    ],
)
def test_what_takes_no_stance_is_no_position(text: str) -> None:
    assert _positions(text) == []


def test_who_is_excepted_may_stand_between_subject_and_verb() -> None:
    (position,) = _positions("All members except Auria backed the levy.")
    assert position.excepted == ("AUR",)


def test_points_of_a_decision_are_of_those_who_decide() -> None:
    text = (
        "The ministers of Auria, meeting in the port of Selm in spring;\n\nDECIDE:\n\n"
        "1. Not to recognise the cabinet of Lena Torv.\n\n2. To call upon Belmar to wait."
    )
    found = _positions(text)
    assert [(_parties(p), p.stance) for p in found] == [
        (["ministers of Auria"], "does_not_recognise"),
        (["ministers of Auria"], "calls_for"),
    ]


def test_needing_support_is_not_having_it() -> None:
    assert _positions("The plan needs the support of Auria.") == []


def test_an_office_means_the_one_person_named_with_it() -> None:
    text = "Auria sent its envoy, Lena Torv. The envoy rejected the offer."
    assert _parties(_positions(text)[-1])[0] == "Lena Torv"


def test_rows_have_the_form_of_annotated_reports() -> None:
    report = _report("Auria supports Belmar.")
    mentions = NAMES.mentions(report)
    assert prediction_rows(report, find_positions(report, mentions, []), mentions) == [
        {
            "file": "r",
            "kind": "position",
            "start": 0,
            "end": 21,
            "actors": ["AUR"],
            "stance": "supports",
        }
    ]


WORDS = [
    "Auria", "Belmar", "demanded", "supports", "recognised", ",", "and", "who", "to", "free",
    "urged", "that", "by", "not", "“", "”", "(", ")", "all", "but", "including", "call", "for",
    "members", "of", "the", "Isthmus", "League", "if", ";", ":\n•", "-backed", "'s",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=60,
    )
)
def test_every_claim_stands_in_its_text(words: list[str]) -> None:
    text = " ".join(words)
    for position in _positions(text):
        assert position.source.stands_in(text)  # type: ignore[union-attr]


def test_ballots_show_where_voters_stand() -> None:
    text = "The Isthmus League voted on the draft. Auria: no. Belmar: yes."
    found = [c for c in read_report(_report(text), NAMES).claims if isinstance(c, Position)]
    assert {(p.parties[0].actor, p.stance) for p in found} >= {
        ("AUR", "opposes"),
        ("BEL", "supports"),
    }


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Auria called the draft a burglary.", "condemns"),
        ('Auria said the draft was "a colonial act" and left.', "condemns"),
        ("Auria called Belmar a vital partner.", "welcomes"),
        ("Auria is for it.", "supports"),
        ("Auria has yet to decide.", "undecided"),
        ("Auria had no comment.", "neutral"),
    ],
)
def test_a_stance_may_be_told_by_what_things_are_called(text: str, stance: str) -> None:
    assert stance in {p.stance for p in _positions(text)}


def test_no_objection_is_none() -> None:
    assert "opposes" not in {p.stance for p in _positions("Auria has no objection to the draft.")}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Auria wants those who ordered the raid tried.", "those who ordered the raid tried"),
        ("Auria is pressing to take the matter to the court.", "take the matter to the court"),
        ("Auria rejected the plan. Belmar welcomed it.", "the plan"),
        ("Dania said nothing. Belmar welcomed it.", "welcomed it"),
        ("Auria called for a vote “at once”.", "a vote “at once”"),
        ("Auria condemned the raid, a charge to which Belmar has not replied.", "the raid"),
        ("Auria demanded that the envoy leave by noon.", "the envoy leave by noon"),
        ("Auria will not take its fleet home.", "take its fleet home"),
        ("Auria dismissed the count as a farce.", "the count as a farce"),
        ("Auria is pressing for the seat to be left empty.", "the seat to be left empty"),
        ("Auria asked for a day to read it.", "a day to read it"),
    ],
)
def test_a_position_is_on_words_that_say_it_whole(text: str, phrase: str) -> None:
    assert phrase in [p.phrase for p in _positions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "How many states now recognise Auria?",
        "Not one state supports Auria.",
        "Asked by journalists whether talks were planned, the envoy smiled.",
        "The two ships ordered by Auria have sailed.",
        "The envoy called on him yesterday.",
        "It was a demand on which an Aurian spokesman declined to comment.",
        "Whether Auria will pay for the ships, nobody would say.",
        "Auria has yet to ratify the pact.",
    ],
)
def test_what_nobody_stands_for_is_no_position(text: str) -> None:
    assert not _positions(text)


def test_a_verdict_is_not_read_against_its_denial() -> None:
    assert not _positions("Auria said that the merger was not impossible.")


def test_a_verb_that_two_share_is_of_the_one_who_speaks() -> None:
    text = "Auria's envoy, Ana Lind, told reporters that Belmar had fired and urged Corvia to stay."
    (one,) = [p for p in _positions(text) if p.phrase == "stay"]
    assert _parties(one)[0] == "Ana Lind"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Auria pleaded for a truce, a plea echoed by Belmar.", "a truce"),
        ("Auria voiced dismay at the raid.", "the raid"),
        ("Auria severed ties with Belmar.", "ties with Belmar"),
        ("The envoys who rejected the plan left for home.", "the plan"),
        ("The text, drafted by Auria and co-sponsored by Belmar, was adopted.", "The text"),
        ("Auria backed the plan and Corvia, which had drafted it, abstained.", "the plan"),
        ("What Auria wants is a truce.", "a truce"),
    ],
)
def test_a_position_is_on_its_own_words_and_no_more(text: str, phrase: str) -> None:
    assert _positions(text)[0].phrase == phrase
    assert _positions(text)[-1].phrase != "co-sponsored by Belmar"


@pytest.mark.parametrize(
    "text",
    [
        "Auria says it would have abstained.",
        "Every member has to agree to the plan.",
        "Auria had been on the wrong side of history.",
        "Auria commands the force.",
        "Strikers blocked the road to the port.",
        "Not all clans agree with the plan.",
    ],
)
def test_what_nobody_holds_is_no_position(text: str) -> None:
    assert _positions(text) == []


def test_a_denial_is_of_what_is_denied() -> None:
    (position,) = _positions("Auria counters that nobody was expelled.")
    assert (position.stance, position.phrase) == ("denies", "expelled")


def test_a_day_beside_the_stance_does_not_date_it() -> None:
    assert _positions("Auria, which left in May 2018, has asked for a seat.")[0].as_of is None
    assert _positions("Auria wants elections by 5 May 2019.")[0].as_of is None


def test_a_relative_clause_agrees_with_its_noun() -> None:
    text = "Anna Torv, one of the marchers, who wants the accord signed, went home."
    assert _parties(_positions(text)[0]) == ["Anna Torv"]


@pytest.mark.parametrize(
    ("words", "demands"),
    [
        ("Lift the siege now or face sanctions", True),
        ("Stop shelling our villages", True),
        ("Release Bello without preconditions", True),
        ("Respect for the charter is vital", False),
        ("End of story", False),
        ("Let us be clear", False),
    ],
)
def test_what_is_said_in_the_imperative_is_demanded(words: str, demands: bool) -> None:
    positions = _positions(f'"{words}," Auria\'s foreign minister, Lena Torv, said.')
    assert any(p.stance == "demands" for p in positions) == demands


@pytest.mark.parametrize(
    ("text", "stance", "parties"),
    [
        ("A plan put forward by Auria and Belmar was shelved.", "supports", ["AUR", "BEL"]),
        ("Opposition came mainly from Auria.", "opposes", ["AUR"]),
        ("Auria was among those against.", "opposes", ["AUR"]),
        ("Auria was the only island on the yes side.", "supports", ["AUR"]),
        ("Against were Auria, Belmar and Corvia.", "opposes", ["AUR", "BEL", "COR"]),
        ("The levy was passed, to the dismay of Auria.", "condemns", ["AUR"]),
        ("At the request of Auria the count was put off.", "calls_for", ["AUR"]),
        ("Over Auria’s objections the levy was passed.", "opposes", ["AUR"]),
        ("Auria, wary of the levy, left.", "opposes", ["AUR"]),
        ("The levy is unacceptable to Auria.", "rejects", ["AUR"]),
        ("Auria’s answer was a flat no.", "rejects", ["AUR"]),
        ("Auria would not hear of it.", "rejects", ["AUR"]),
        ("Auria is examining the offer.", "undecided", ["AUR"]),
        ("Auria has yet to make up its mind.", "undecided", ["AUR"]),
        ("Auria has for years opposed the levy.", "opposes", ["AUR"]),
        ("Auria called, in vain, for a delay.", "calls_for", ["AUR"]),
        ("Auria threatened for months to veto the levy.", "opposes", ["AUR"]),
        ("Auria and Belmar both opposed the levy.", "opposes", ["AUR", "BEL"]),
        ("Auria and, more mildly, Belmar opposed the levy.", "opposes", ["AUR", "BEL"]),
        ("Three states (Auria, Belmar and Dania) objected.", "opposes", ["AUR", "BEL", "DAN"]),
        ("Auria voiced deep regret.", "criticises", ["AUR"]),
        ("Auria would veto that.", "rejects", ["AUR"]),
    ],
)
def test_a_stance_may_be_told_without_a_verb_of_its_own(
    text: str, stance: str, parties: list[str]
) -> None:
    claims = read_report(_report(text), NAMES).claims
    told = [(c.stance, _parties(c)) for c in claims if isinstance(c, Position)]
    assert (stance, parties) in told


@pytest.mark.parametrize(
    "text",
    [
        "Auria opposed the levy. It was joined by Corvia.",
        "Auria, joined by Corvia, opposed the levy.",
        "Auria opposed the levy, a view shared by Corvia.",
        "Auria opposed the levy; Corvia spoke in the same vein.",
    ],
)
def test_who_joins_in_a_stance_holds_it(text: str) -> None:
    claims = read_report(_report(text), NAMES).claims
    told = [(c.stance, _parties(c)) for c in claims if isinstance(c, Position)]
    assert sorted(told) == [("opposes", ["AUR"]), ("opposes", ["COR"])]


def test_those_against_a_text_do_not_say_what_it_says() -> None:
    (position,) = _positions("Auria voted against a resolution demanding that Belmar leave.")
    assert (position.stance, _parties(position)) == ("opposes", ["AUR"])


def test_a_headline_tells_nothing_that_the_report_tells_below() -> None:
    text = "Auria rejects the levy\n\nAuria turned down the levy on Monday. Dania backed it.\n"
    told = [(p.stance, _parties(p)) for p in _positions(text)]
    assert told == [("rejects", ["AUR"]), ("supports", ["DAN"])]


def test_what_was_signed_or_left_years_before_is_no_stance_of_now() -> None:
    assert _positions("Auria quit the Harbour Group in 1998.") == []
    (position,) = _positions("Auria quit the Harbour Group in January.")
    assert position.stance == "rejects"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Auria’s envoy argued that the levy would wreck the talks.", "warns_against"),
        ("“Nobody was expelled,” Auria’s envoy said.", "denies"),
        ("“A levy does not feed islands,” Auria’s envoy said.", "rejects"),
        ("Auria’s envoy said the door remained open.", "supports"),
    ],
)
def test_what_is_foreseen_or_denied_in_speech_says_where_a_speaker_stands(
    text: str, stance: str
) -> None:
    assert stance in [position.stance for position in _positions(text)]


def test_a_verb_left_out_right_behind_another_takes_nothing_from_it() -> None:
    text = "Auria demanded a report that Belmar voted in favour and Corvia the treaty."
    assert {p.stance for p in _positions(text)} >= {"demands", "supports"}


def test_a_position_on_nothing_said_is_on_no_comma() -> None:
    for position in _positions("Auria and Belmar were against, and Corvia abstained."):
        assert position.phrase.strip(" ,")


def test_where_somebody_fumes_is_not_what_he_fumes_at() -> None:
    assert not _positions("Auria fumed at a meeting of the Isthmus League in May.")
    assert _positions("Auria fumed at the decision of the Isthmus League.")
