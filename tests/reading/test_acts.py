"""An act has a type, who does it and to whom, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Act, Party
from quorate.reading.read import rated
from tests.reading.acted import NAMES, acts_of, report_of, told_in


@pytest.mark.parametrize(
    ("text", "type_", "sources", "targets"),
    [
        ("Auria suspended Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria severed diplomatic relations with Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria met with Belmar.", "CONSULT", ["AUR"], ["BEL"]),
        ("Auria signed the treaty.", "AGREE", ["AUR"], []),
        ("Auria withdrew from the Isthmus League.", "REJECT", ["AUR"], ["LEA"]),
        ("Auria withdrew the draft.", "RETREAT", ["AUR"], []),
        ("Talks brokered by Corvia failed.", "MEDIATE", ["COR"], []),
        ("Auria called on Belmar to hold elections.", "DEMAND", ["AUR"], ["BEL"]),
        (
            "Hundreds of students took to the streets.",
            "PROTEST",
            ["Hundreds of students"],
            [],
        ),
        ("Gunmen opened fire on students.", "ASSAULT", ["Gunmen"], ["students"]),
        ("The opposition dropped its demand for a recount.", "CONCEDE", ["opposition"], []),
        ("An opposition boycott marred the ballot.", "REJECT", ["opposition"], []),
        ("The Auria-brokered truce held.", "MEDIATE", ["AUR"], []),
        ("Auria deployed two brigades.", "MOBILIZE", ["AUR"], []),
        ("Auria granted asylum to Lena Torv.", "AID", ["AUR"], ["Lena Torv"]),
        ("Auria and Corvia abstained.", "VOTE", ["AUR", "COR"], []),
        ("Auria imposed sanctions on Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria expelled two Belmari journalists.", "COERCE", ["AUR"], ["two Belmari journalists"]),
        ("Talks between Auria and Belmar resumed.", "CONSULT", ["AUR", "BEL"], []),
        ("Talks were held between Auria and Belmar.", "CONSULT", ["AUR", "BEL"], []),
        ("Objections from Belmar delayed the vote.", "REJECT", ["BEL"], []),
        ("Auria froze aid to Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria sent 50 tonnes of food to Belmar.", "AID", ["AUR"], ["BEL"]),
        ("Auria lodged a protest with Belmar.", "DISAPPROVE", ["AUR"], ["BEL"]),
        ("The arrest of Lena Torv by Auria drew crowds.", "COERCE", ["AUR"], ["Lena Torv"]),
        (
            "The decision of Auria to sever relations with Belmar stands.",
            "SANCTION",
            ["AUR"],
            ["BEL"],
        ),
        ("Forty people have died.", "ASSAULT", [], ["Forty people"]),
        ("Auria threatened reprisals unless Belmar withdraws.", "THREATEN", ["AUR"], ["BEL"]),
        ("Corvia, though pressed by Auria, hesitated.", "DEMAND", ["AUR"], ["COR"]),
        ("Auria massed troops near Belmar.", "MOBILIZE", ["AUR"], []),
        ("The deadline was set by Corvia.", "DEMAND", ["COR"], []),
        ("Auria, she said, had suspended Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria condemned Belmar’s conduct.", "DISAPPROVE", ["AUR"], ["BEL"]),
        ("Auria marched on the capital against Belmar.", "PROTEST", ["AUR"], ["BEL"]),
    ],
)
def test_an_act_has_a_type_and_its_parties(
    text: str, type_: str, sources: list[str], targets: list[str]
) -> None:
    (act,) = [a for a in acts_of(text) if a.modality != "hypothetical"]
    assert act.type == type_
    assert [p.actor or p.words for p in act.sources] == sources
    assert [p.actor or p.words for p in act.targets] == targets


@pytest.mark.parametrize(
    ("text", "type_", "sources", "targets"),
    [
        ("Corvia recalled its ambassador. Auria did not.", "SANCTION", ["AUR"], []),
        ("Auria demanded an apology and Corvia an inquiry.", "DEMAND", ["COR"], []),
        ("Auria will not talk to Belmar.", "REJECT", ["AUR"], ["BEL"]),
        ("Police will not budge.", "REJECT", ["Police"], []),
        ("Auria called the truce “a licence”.", "DISAPPROVE", ["AUR"], []),
        ("Auria called the truce “historic”.", "SUPPORT", ["AUR"], []),
        (
            "Ten members of the Isthmus League backed it.",
            "VOTE",
            ["Ten members of the Isthmus League"],
            [],
        ),
        ("Auria, which met Belmar, Corvia and others, condemned it.", "DISAPPROVE", ["AUR"], []),
        ("Secretary of State Lena Torv rejected the offer.", "REJECT", ["Lena Torv"], []),
        (
            "Auria and Corvia said they would not recognise Belmar.",
            "REJECT",
            ["AUR", "COR"],
            ["BEL"],
        ),
        ("Auria turned it down.", "REJECT", ["AUR"], []),
        ("The other three severed relations with Auria.", "SANCTION", ["other three"], ["AUR"]),
        ("Auria spoke of ten miners killed in May.", "ASSAULT", [], ["ten miners"]),
        (
            "Nobody has lifted the sanctions imposed in May by Auria on Belmar.",
            "SANCTION",
            ["AUR"],
            ["BEL"],
        ),
        ("Auria denounced a charge Corvia denies.", "REJECT", ["COR"], ["AUR"]),
        ("Auria wants Belmar to withdraw.", "DEMAND", ["AUR"], ["BEL"]),
        (
            "Auria expelled the Belmari ambassador.",
            "SANCTION",
            ["AUR"],
            ["Belmari ambassador", "BEL"],
        ),
        (
            "Auria refused to receive the Belmari leader, Lena Torv.",
            "REJECT",
            ["AUR"],
            ["Lena Torv"],
        ),
        ("The Isthmus League met. The resolution condemns Auria.", "DISAPPROVE", ["LEA"], ["AUR"]),
    ],
)
def test_constructions_of_the_wires_and_columns_are_read(
    text: str, type_: str, sources: list[str], targets: list[str]
) -> None:
    assert told_in(text)[:3] == (type_, sources, targets)


def test_a_verb_left_out_may_deny_the_act() -> None:
    assert told_in("Corvia recalled its ambassador. Auria did not.")[3] == "negative"


def test_he_who_is_acted_on_does_not_act() -> None:
    text = "Lena Torv spoke first. The envoy, Ivo Marn, urged her to wait."
    assert told_in(text)[:3] == ("DEMAND", ["Ivo Marn"], ["Lena Torv"])


def test_decisions_below_their_preamble_are_those_of_who_decides() -> None:
    text = "The Isthmus League further:\n(a) condemned Auria;\n(b) urged Belmar to disarm."
    assert [told_in(text, n)[:3] for n in (0, 1)] == [
        ("DISAPPROVE", ["LEA"], ["AUR"]),
        ("DEMAND", ["LEA"], ["BEL"]),
    ]


def test_somebody_arrested_by_nobody_named_is_still_arrested() -> None:
    (act,) = acts_of("Two soldiers have been arrested.")
    assert (act.type, act.sources, act.targets) == ("COERCE", (), (Party(words="Two soldiers"),))


def test_those_who_did_the_same_did_it_to_the_same() -> None:
    _, act = acts_of("Auria severed relations with Belmar. So did Corvia.")
    assert (act.type, act.sources[0].actor, act.targets[0].actor) == ("SANCTION", "COR", "BEL")


@pytest.mark.parametrize(
    ("again", "sources"),
    [
        ("Corvia did so on Monday.", ["COR"]),
        ("Corvia, which had done so on Monday, was silent.", ["COR"]),
        ("Corvia has since done the same.", ["COR"]),
        ("Corvia would have done so.", []),
    ],
)
def test_who_has_done_so_did_the_same(again: str, sources: list[str]) -> None:
    _, *others = [a for a in acts_of(f"Auria condemned Belmar. {again}") if a.type == "DISAPPROVE"]
    assert [n.actor for a in others for n in a.sources] == sources


def test_who_has_done_what_another_only_wants_has_no_such_wish() -> None:
    acts = acts_of("Auria wants to leave the League. Corvia has done so.")
    assert not [a for a in acts if a.type == "DEMAND" and a.sources[0].actor == "COR"]


def test_who_joins_a_body_in_what_it_did_cooperates_with_it_and_no_more() -> None:
    acts = acts_of("The League condemned the raid, and Auria joined it.")
    assert [a.type for a in acts if a.sources and a.sources[0].actor == "AUR"] == ["COOPERATE"]


def test_a_heading_that_the_text_says_again_is_one_act() -> None:
    text = "Auria suspends Belmar\n\nAuria suspended Belmar on Thursday, after a long debate."
    (act,) = acts_of(text)
    assert act.source.spans[0].start > 20  # type: ignore[union-attr]


WORDS = [
    "Auria", "Belmar", "suspended", "met", ",", "and", "who", "to", "arrest", "was", "by",
    "not", "will", "“", "”", "(", ".", "on", "Monday", "soldiers", "the", "Isthmus", "League",
    "said", "that", "opposition", "boycott", ";", ":", "-backed\n\n",
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
    for act in acts_of(text):
        assert act.source.stands_in(text)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "type_", "sources", "targets"),
    [
        ("A delegation led by the archbishop met Corvia.", "CONSULT", ["A delegation"], ["COR"]),
        ("Fighters loyal to General Omar Saleh shelled Corvia.", "ASSAULT", None, ["COR"]),
        ("Auria, whose minister had denounced Belmar, left.", "DISAPPROVE", ["AUR"], ["BEL"]),
        ("Auria's president flew to Corvia on Monday to thank the League.", "SUPPORT", None, None),
        ("Auria responded by suspending Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Aurian troops began pulling out of Belmar.", "RETREAT", ["Aurian troops", "AUR"], None),
        ("The Aurians refused.", "REJECT", ["AUR"], []),
        ("Tens of thousands of people marched through the capital.", "PROTEST", None, []),
        ("The army's ouster of the president shocked Corvia.", "COERCE", ["army"], ["president"]),
        ("The seizure by Auria of a Belmari tanker raised tension.", "COERCE", ["AUR"], ["BEL"]),
        ("Auria called the vote a burglary.", "DISAPPROVE", ["AUR"], []),
        ("Auria described Belmar as a puppet of Corvia.", "DISAPPROVE", ["AUR"], None),
        ("Auria suspended aid in July.", "SANCTION", ["AUR"], []),
        ("Auria broke with Belmar in July.", "SANCTION", ["AUR"], ["BEL"]),
        ("Gangs killed at least ten people in May.", "ASSAULT", ["Gangs"], None),
        ("Auria told police not to enforce the order.", "DEMAND", ["AUR"], ["police"]),
        ("Auria struck Belmari positions.", "ASSAULT", ["AUR"], ["BEL"]),
        ("Auria hailed Belmar as a partner.", "SUPPORT", ["AUR"], ["BEL"]),
    ],
)
def test_an_act_is_told_by_whoever_does_it_wherever_he_stands(
    text: str, type_: str, sources: list[str] | None, targets: list[str] | None
) -> None:
    report = report_of(text)
    read = rated(report, NAMES)
    (act,) = [c for c in read.claims if isinstance(c, Act) and c.type == type_][:1]
    if sources is not None:
        assert [p.actor or p.words for p in act.sources] == sources
    if targets is not None:
        assert [p.actor or p.words for p in act.targets] == targets


def test_both_and_neither_are_those_who_acted_last() -> None:
    acts = acts_of("Auria and Belmar met on Monday. Both refused the offer. Neither will sign it.")
    assert [(a.type, [p.actor for p in a.sources]) for a in acts] == [
        ("CONSULT", ["AUR", "BEL"]),
        ("REJECT", ["AUR", "BEL"]),
        ("REJECT", ["AUR", "BEL"]),
    ]


def test_what_one_denies_another_may_do() -> None:
    read = rated(report_of("Auria did not sign the treaty. Corvia did."), NAMES)
    acts = [c for c in read.claims if isinstance(c, Act)]
    assert [(a.sources[0].actor, a.type, a.polarity) for a in acts] == [
        ("AUR", "AGREE", "negative"),
        ("COR", "AGREE", "positive"),
    ]


def test_who_asks_not_to_be_named_demands_nothing() -> None:
    assert not acts_of("A diplomat from Auria asked not to be named.")


def test_verbs_that_open_numbered_items_are_of_the_body_above() -> None:
    text = (
        "The Isthmus League:\n\n1. DECIDES to suspend Belmar;\n\n"
        "2. CALLS UPON Corvia to leave;\n\n3. APPOINTS H.E. Lena Torv as mediator."
    )
    told = {(a.type, a.sources[0].actor, *(p.actor for p in a.targets)) for a in acts_of(text)}
    assert ("SANCTION", "LEA", "BEL") in told
    assert ("DEMAND", "LEA", "COR") in told


def test_what_is_listed_with_semicolons_is_all_done_by_whoever_opens_the_list() -> None:
    text = (
        "The ministers, meeting in Torvik, condemn the coup; thank Belmar; and urge Auria to talk."
    )
    told = {(a.type, a.sources[0].words) for a in acts_of(text) if a.sources}
    assert {("DISAPPROVE", "ministers"), ("SUPPORT", "ministers"), ("DEMAND", "ministers")} <= told


def test_silence_rejects_nothing() -> None:
    assert not [act for act in acts_of("Auria said nothing. Belmar kept silent.") if act.sources]


def test_who_resolves_not_to_do_what_is_asked_refuses() -> None:
    (act,) = [
        a
        for a in acts_of("The Isthmus League resolved, by nine to two, not to recognise Lena Torv.")
        if a.type == "REJECT"
    ]
    assert [p.actor or p.words for p in act.targets] == ["Lena Torv"]


@pytest.mark.parametrize(
    ("text", "type_", "sources", "targets"),
    [
        ("The text, submitted by Corvia, was amended.", "DEMAND", ["COR"], []),
        ("A plan put forward by Corvia failed.", "DEMAND", ["COR"], []),
        ("An amendment by Corvia was lost.", "DEMAND", ["COR"], []),
        ("Expelled by Auria in 1999, Belmar came home.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria, which first sanctioned Belmar in 2002, waits.", "SANCTION", ["AUR"], ["BEL"]),
        ("Belmar, which Auria suspended in May, waits.", "SANCTION", ["AUR"], ["BEL"]),
        ("Belmar, which the rebels accuse of theft, waits.", "DISAPPROVE", ["rebels"], ["BEL"]),
        ("Auria imposed economic and legal sanctions on Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria, with 400 men stationed there, condemned Belmar.", "DISAPPROVE", ["AUR"], ["BEL"]),
        ("Only on Monday had Auria condemned Belmar.", "DISAPPROVE", ["AUR"], ["BEL"]),
        ("After suspending Belmar, Auria rested.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria, the first to suspend Belmar, rested.", "SANCTION", ["AUR"], ["BEL"]),
        ("Auria is expected to condemn Belmar.", "DISAPPROVE", ["AUR"], ["BEL"]),
        ("Auria has awarded Belmar the islands.", "SUPPORT", ["AUR"], ["BEL"]),
        ("Criticism came from Corvia.", "DISAPPROVE", ["COR"], []),
        ("Talks that opened between Auria and Belmar failed.", "CONSULT", ["AUR", "BEL"], []),
        ("A firefight between Auria and Belmar was over.", "ASSAULT", ["AUR", "BEL"], []),
    ],
)  # fmt: skip
def test_an_act_is_found_far_from_who_does_it(
    text: str, type_: str, sources: list[str], targets: list[str]
) -> None:
    (act,) = acts_of(text)
    assert act.type == type_
    assert [p.actor or p.words for p in act.sources] == sources
    assert [p.actor or p.words for p in act.targets] == targets


def test_those_who_acted_together_are_meant_by_both() -> None:
    acts = acts_of("Auria and Belmar signed the pact. Both have since quit the Isthmus League.")
    assert [p.actor for p in acts[-1].sources] == ["AUR", "BEL"]
    assert acts[-1].targets == (Party("LEA"),)


def test_those_named_among_others_act_with_them() -> None:
    (act,) = acts_of("Ten states, with Auria and Belmar among them, objected to the plan.")
    assert [p.actor or p.words for p in act.sources] == ["Ten states", "AUR", "BEL"]


def test_a_denial_is_repeated_by_nor() -> None:
    read = rated(report_of("Auria did not take part in the talks; nor did Belmar."), NAMES)
    acts = [c for c in read.claims if isinstance(c, Act)]
    assert [(a.sources[0].actor, a.polarity) for a in acts] == [
        ("AUR", "negative"),
        ("BEL", "negative"),
    ]


def test_a_list_belongs_to_the_council_that_opens_it() -> None:
    text = "In its conclusions the Isthmus League:\n\n- strongly condemns the raids of Belmar;\n"
    (act,) = acts_of(text)
    assert (act.type, act.sources, act.targets) == ("DISAPPROVE", (Party("LEA"),), (Party("BEL"),))


def test_what_is_decided_is_told_once() -> None:
    assert [a.type for a in acts_of("The Isthmus League decided to suspend Auria.")] == ["SANCTION"]
    text = "The Isthmus League condemned Auria by 9 votes to two."
    acts = [c for c in rated(report_of(text), NAMES).claims if isinstance(c, Act)]
    assert [a.type for a in acts] == ["DISAPPROVE"]


def test_a_house_of_offices_meets_nobody() -> None:
    assert not acts_of("Auria, which hosts the secretariat, is far away.")


def test_members_but_some_are_meant_in_the_words_of_the_report() -> None:
    (act,) = acts_of("All members of the Isthmus League except Corvia condemned Belmar.")
    assert [(p.actor, p.words) for p in act.sources] == [
        ("", "All members of the Isthmus League except Corvia")
    ]
    (act,) = acts_of("All members of the Isthmus League condemned Belmar.")
    assert act.sources == (Party("LEA", members=True),)


def test_whoever_is_elected_or_appointed_does_nothing_himself() -> None:
    (act,) = acts_of("Ana Belko was elected president by the Isthmus League.")
    assert (act.type, act.sources) == ("ELECTION", (Party("LEA"),))
    assert [p.actor or p.words for p in act.targets] == ["Ana Belko"]
    (act,) = acts_of("Ana Belko was appointed mediator by the Isthmus League.")
    assert act.sources == (Party("LEA"),)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Aurian troops withdrew from Belmar.", {"RETREAT"}),
        ("Auria withdrew from the Isthmus League.", {"REJECT"}),
        ("Aurian soldiers crossed into Belmar.", {"MOBILIZE"}),
        ("Aurian tourists crossed into Belmar.", set()),
        ("The candidate of Auria withdrew on Monday.", {"RETREAT"}),
        ("Auria withdrew its ambassador from Belmar.", {"SANCTION"}),
    ],
)
def test_what_soldiers_and_candidates_do_is_told_by_who_they_are(
    text: str, types: set[str]
) -> None:
    assert {act.type for act in acts_of(text)} == types


def test_who_suspends_the_part_of_another_puts_it_out_and_its_own_steps_back() -> None:
    others = "The Isthmus League suspended the participation of Auria in its meetings."
    assert told_in(others) == ("SANCTION", ["LEA"], ["AUR"], "positive")
    assert told_in("Auria suspended its participation in the talks.")[:2] == ("REJECT", ["AUR"])


def test_it_is_not_whoever_acted_two_sentences_before() -> None:
    text = (
        "Auria spoke of Corvia. The same was said of Belmar in 2005. "
        "The Isthmus League suspended it."
    )
    assert [act.targets for act in acts_of(text) if act.type == "SANCTION"] == []
    near = "Auria closed its border. The Isthmus League suspended it."
    assert told_in(near)[:3] == ("SANCTION", ["LEA"], ["AUR"])


@pytest.mark.parametrize(
    "text",
    ["How many people have died is in dispute.", "Nobody knows how many people were killed."],
)
def test_how_many_were_killed_is_asked_and_not_told(text: str) -> None:
    assert acts_of(text) == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Auria's envoy left. She said her country rejected the plan.", "AUR"),
        ("Belmar wept. Auria's envoy, Lena Torv, said her country rejected the plan.", "AUR"),
        ("Belmar wept. Corvia slept. Lena Torv said her country rejected the plan.", ""),
    ],
)
def test_his_country_is_the_one_just_named_or_that_of_the_official_named_last(
    text: str, state: str
) -> None:
    acts = [act for act in acts_of(text) if act.type == "REJECT"]
    assert acts
    assert {p.actor for act in acts for p in act.sources} == {state}
