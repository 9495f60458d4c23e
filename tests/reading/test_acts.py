from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Act, Actor, ActorType, Party
from quorate.claims.report import Report
from quorate.claims.source import Instrument
from quorate.reading.acts import find_acts, prediction_rows
from quorate.reading.acts.plover import SIXTEEN, from_plover, to_plover
from quorate.reading.dates import find_dates
from quorate.reading.language import lexicon
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped


def _actor(actor: str, type_: ActorType, name: str, **names: tuple[str, ...]) -> Actor:
    source = Instrument("a list made for this test")
    return Actor(source=source, actor=actor, type=type_, name=name, names=names)


NAMES = Names(
    [
        _actor("AUR", "state", "Auria", adjective=("Aurian", "Aurians")),
        _actor("BEL", "state", "Belmar", adjective=("Belmari",)),
        _actor("COR", "state", "Corvia"),
        _actor("LEA", "organisation", "Isthmus League"),
    ]
)


def _report(text: str) -> Report:
    return Report(
        name="r", text=text, bytes_hash="", extractor="text 1", published="2019-02-08"
    )  # a Friday


def _acts(text: str) -> list[Act]:
    report = _report(text)
    found = find_acts(report, NAMES.mentions(report), find_dates(report))
    return [act for act in found if isinstance(act, Act)]


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
    (act,) = _acts(text)
    assert act.type == type_
    assert [p.actor or p.words for p in act.sources] == sources
    assert [p.actor or p.words for p in act.targets] == targets


def _told(text: str, number: int = -1) -> tuple[str, list[str], list[str], str]:
    """Return type, sources, targets and polarity of one act of a text."""
    act = _acts(text)[number]
    sources = [p.actor or p.words for p in act.sources]
    return act.type, sources, [p.actor or p.words for p in act.targets], act.polarity


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
        (
            "The Isthmus League suspended Corvia. Belmar was suspended in 1999.",
            "SANCTION",
            ["LEA"],
            ["BEL"],
        ),
        (
            "Auria imposed sanctions on Belmar. Corvia eased its sanctions.",
            "CONCEDE",
            ["COR"],
            ["BEL"],
        ),
    ],
)
def test_constructions_of_the_wires_and_columns_are_read(
    text: str, type_: str, sources: list[str], targets: list[str]
) -> None:
    assert _told(text)[:3] == (type_, sources, targets)


def test_a_verb_left_out_may_deny_the_act() -> None:
    assert _told("Corvia recalled its ambassador. Auria did not.")[3] == "negative"


def test_he_who_is_acted_on_does_not_act() -> None:
    text = "Lena Torv spoke first. The envoy, Ivo Marn, urged her to wait."
    assert _told(text)[:3] == ("DEMAND", ["Ivo Marn"], ["Lena Torv"])


def test_decisions_below_their_preamble_are_those_of_who_decides() -> None:
    text = "The Isthmus League further:\n(a) condemned Auria;\n(b) urged Belmar to disarm."
    assert [_told(text, n)[:3] for n in (0, 1)] == [
        ("DISAPPROVE", ["LEA"], ["AUR"]),
        ("DEMAND", ["LEA"], ["BEL"]),
    ]


def test_elections_with_a_date_are_those_of_the_country_told_of() -> None:
    text = "Auria is poor. Auria is cold. Elections in May changed nothing."
    assert _told(text)[:3] == ("ELECTION", ["AUR"], [])


def test_what_is_refused_planned_or_claimed_is_not_counted_as_done() -> None:
    assert _acts("Belmar did not take part.")[0].polarity == "negative"
    assert _acts("Auria plans to suspend Belmar.")[0].modality == "planned"
    assert _acts("Auria would suspend Belmar if the talks failed.")[0].modality == "hypothetical"
    (act,) = _acts("According to Corvia, Auria arrested Lena Torv.")
    assert (act.modality, act.said_by) == ("alleged", "COR")


def test_somebody_arrested_by_nobody_named_is_still_arrested() -> None:
    (act,) = _acts("Two soldiers have been arrested.")
    assert (act.type, act.sources, act.targets) == ("COERCE", (), (Party(words="Two soldiers"),))


def test_those_who_did_the_same_did_it_to_the_same() -> None:
    _, act = _acts("Auria severed relations with Belmar. So did Corvia.")
    assert (act.type, act.sources[0].actor, act.targets[0].actor) == ("SANCTION", "COR", "BEL")


def test_two_who_are_asked_of_are_two_demands() -> None:
    first, second = _acts("Auria called on Belmar to disarm and on Corvia to withdraw.")
    assert [p.actor for p in (*first.targets, *second.targets)] == ["BEL", "COR"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The Isthmus League suspended Belmar. Auria welcomed the decision.", "LEA"),
        (
            "The Isthmus League suspended Belmar. Auria deplored the move; Corvia regretted it.",
            "LEA",
        ),
        ("Auria demanded the port. Corvia refused.", "AUR"),
        ("Auria accused Belmar of fraud, a charge which Belmar denies.", "AUR"),
        ("Corvia met Belmar. Auria welcomed the decision.", ""),
        ("Lena Torv resigned. Auria welcomed the decision.", ""),
    ],
)
def test_a_reaction_answers_an_act_of_its_sort_or_none(text: str, target: str) -> None:
    last = _acts(text)[-1]
    assert [p.actor for p in last.targets] == ([target] if target else [])
    assert ("target antecedent" in {s.role for s in last.source.spans}) == bool(target)  # type: ignore[union-attr]


def test_what_is_only_asked_for_or_feared_is_no_act_of_a_noun() -> None:
    for text in (
        "Auria demanded the release of Lena Torv.",
        "Auria fears an attack by Belmar on Corvia.",
        "Auria ruled out talks between Belmar and Corvia.",
    ):
        assert {act.type for act in _acts(text)} <= {"DEMAND", "REJECT"}


def test_forty_arrests_are_an_act_of_nobody_named() -> None:
    (act,) = _acts("The ministry reported 40 arrests.")
    assert (act.type, act.sources, act.targets) == ("COERCE", (), ())


def test_a_count_is_a_vote_of_its_organ_and_absent_ballots_are_none_cast() -> None:
    text = "The UN Security Council voted 12-2 on the text. Its motion failed, 4 votes to seven."
    report = _report(text)
    names = Names(shipped().actors())
    acts = [c for c in read_report(report, names).claims if isinstance(c, Act)]
    assert {(a.type, a.polarity, a.sources[0].actor) for a in acts if a.type == "VOTE"} == {
        ("VOTE", "positive", "UN-SC")
    }


@pytest.mark.parametrize("type_", sorted({row["type"] for row in lexicon("acts")["cue"]}))
def test_every_type_has_a_place_in_plover_or_none_and_comes_back(type_: str) -> None:
    there = to_plover(type_)
    assert there in (*SIXTEEN, "")
    assert not there or to_plover(from_plover(there)) == there


def test_an_act_has_the_date_beside_its_verb_and_no_other() -> None:
    assert _acts("On Thursday Auria suspended Belmar.")[0].as_of == "2019-02-07"
    assert _acts("Auria suspended Belmar on 3 January 2019.")[0].as_of == "2019-01-03"
    assert _acts("Auria denounced Thursday’s vote.")[0].as_of is None
    text = "Auria denounced a vote that was held on 3 January 2019."
    assert _acts(text)[0].as_of is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Auria on Monday suspended Belmar and condemned Corvia.", ["2019-02-04"] * 2),
        ("Auria expelled Belmar on 3 January, accusing Corvia of fraud.", ["2019-01-03"] * 2),
        ("Auria on Monday decided to suspend Belmar.", ["2019-02-04"]),
        ("Auria said on Monday that it would leave the Isthmus League.", ["2019-02-04"]),
        ("Auria said on Monday that it had expelled two envoys.", [None]),
        (
            "Auria expelled two envoys on 3 January and refuses to meet Belmar.",
            ["2019-01-03", None],
        ),
        ("Auria, which joined in May, suspended Belmar.", [None]),
        ("Auria was suspended in 2016 and condemned Belmar.", ["2016", None]),
    ],
)
def test_verbs_of_one_subject_share_a_day_if_they_are_told_alike(
    text: str, dates: list[str | None]
) -> None:
    told = [act for act in _acts(text) if act.type not in ("AGREE", "COOPERATE")]
    assert [act.as_of for act in told] == dates


def test_a_heading_that_the_text_says_again_is_one_act() -> None:
    text = "Auria suspends Belmar\n\nAuria suspended Belmar on Thursday, after a long debate."
    (act,) = _acts(text)
    assert act.source.spans[0].start > 20  # type: ignore[union-attr]


def test_rows_name_states_by_code_and_others_as_the_list_has_them() -> None:
    report = _report("Auria condemned the members of the Isthmus League.")
    mentions = NAMES.mentions(report)
    (row,) = prediction_rows(report, find_acts(report, mentions, []), mentions)
    assert (row["type"], row["source"], row["target"]) == (
        "DISAPPROVE",
        ["AUR"],
        ["Isthmus League members"],
    )


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
    for act in _acts(text):
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
        ("Gangs killed at least ten people in May.", "ASSAULT", ["Gangs"], None),
        ("Auria told police not to enforce the order.", "DEMAND", ["AUR"], ["police"]),
        ("Auria struck Belmari positions.", "ASSAULT", ["AUR"], ["BEL"]),
        ("Auria hailed Belmar as a partner.", "SUPPORT", ["AUR"], ["BEL"]),
    ],
)
def test_an_act_is_told_by_whoever_does_it_wherever_he_stands(
    text: str, type_: str, sources: list[str] | None, targets: list[str] | None
) -> None:
    report = _report(text)
    read = read_report(report, NAMES)
    (act,) = [c for c in read.claims if isinstance(c, Act) and c.type == type_][:1]
    if sources is not None:
        assert [p.actor or p.words for p in act.sources] == sources
    if targets is not None:
        assert [p.actor or p.words for p in act.targets] == targets


def test_both_and_neither_are_those_who_acted_last() -> None:
    acts = _acts("Auria and Belmar met on Monday. Both refused the offer. Neither will sign it.")
    assert [(a.type, [p.actor for p in a.sources]) for a in acts] == [
        ("CONSULT", ["AUR", "BEL"]),
        ("REJECT", ["AUR", "BEL"]),
        ("REJECT", ["AUR", "BEL"]),
    ]


def test_what_is_not_to_be_done_is_a_refusal_and_nothing_else() -> None:
    acts = _acts("Auria will not recognise Belmar.")
    assert [(a.type, a.polarity) for a in acts] == [("REJECT", "positive")]


def test_what_one_denies_another_may_do() -> None:
    read = read_report(_report("Auria did not sign the treaty. Corvia did."), NAMES)
    acts = [c for c in read.claims if isinstance(c, Act)]
    assert [(a.sources[0].actor, a.type, a.polarity) for a in acts] == [
        ("AUR", "AGREE", "negative"),
        ("COR", "AGREE", "positive"),
    ]


@pytest.mark.parametrize(
    ("text", "type_", "source"),
    [
        ("The minister said that the vote in Auria was a fraud.", "DISAPPROVE", "minister"),
        ("Auria insisted that it had no soldiers in Belmar.", "REJECT", "AUR"),
    ],
)
def test_a_stance_that_no_verb_of_an_act_tells_is_an_act(
    text: str, type_: str, source: str
) -> None:
    read = read_report(_report(text), NAMES)
    (act,) = [c for c in read.claims if isinstance(c, Act)]
    assert act.type == type_
    assert source in (act.sources[0].actor or act.sources[0].words)
    assert not read.problems


def test_ballots_are_acts_of_voting() -> None:
    text = "The Isthmus League voted. Auria: no. Belmar: yes. Corvia abstained."
    read = read_report(_report(text), NAMES)
    voted = {
        p.actor for c in read.claims if isinstance(c, Act) and c.type == "VOTE" for p in c.sources
    }
    assert {"AUR", "BEL", "COR"} <= voted


def test_the_main_clauses_of_a_quotation_are_read() -> None:
    text = '"Auria accepted our draft on Monday," said Anna Torv, the mediator. "We apologise."'
    acts = [c for c in read_report(_report(text), NAMES).claims if isinstance(c, Act)]
    told = {(a.type, a.sources[0].actor or a.sources[0].words, bool(a.said_by)) for a in acts}
    assert ("AGREE", "AUR", True) in told
    assert any(type_ == "CONCEDE" and not said for type_, _, said in told)


def test_who_asks_not_to_be_named_demands_nothing() -> None:
    assert not _acts("A diplomat from Auria asked not to be named.")


def _last(text: str) -> tuple[str, str, list[str]]:
    act = _acts(text)[-1]
    return act.type, act.sources[0].actor, [p.actor or p.words for p in act.targets]


@pytest.mark.parametrize(
    ("text", "type_", "source", "target"),
    [
        ("The Isthmus League gave Auria a month to pay. Auria refused.", "REJECT", "AUR", "LEA"),
        ("Auria offered to host talks. Corvia said no.", "REJECT", "COR", "AUR"),
        ("Auria proposed a truce, an offer that Corvia turned down.", "REJECT", "COR", "AUR"),
        ("Auria put the toll at nine. Corvia disputes the count.", "REJECT", "COR", "AUR"),
        ("Two were hurt, says a doctor; Auria denies having fired.", "REJECT", "AUR", "a doctor"),
        ("Auria closed its border with Belmar. Corvia is alarmed.", "DISAPPROVE", "COR", "AUR"),
        ("Auria closed its border with Belmar. Corvia voiced concern.", "DISAPPROVE", "COR", "AUR"),
        ("Auria left the Isthmus League. Corvia regretted it.", "DISAPPROVE", "COR", "AUR"),
        ("Auria suspended Belmar. Corvia called the move illegal.", "DISAPPROVE", "COR", "AUR"),
        ("Auria suspended Belmar, a step Corvia welcomed.", "SUPPORT", "COR", "AUR"),
    ],
)
def test_a_refusal_or_feeling_is_aimed_at_who_did_or_asked_it(
    text: str, type_: str, source: str, target: str
) -> None:
    assert _last(text) == (type_, source, [target])


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The Isthmus League suspended Belmar. Corvia voted against.", ["BEL"]),
        ("The Isthmus League suspended Belmar. Corvia voted for the measure.", ["BEL"]),
        ("The Isthmus League discussed fishing. Corvia abstained.", []),
        ("The Isthmus League asked Lena Torv for a report. Corvia abstained.", []),
    ],
)
def test_a_vote_concerns_whom_the_body_decides_upon(text: str, targets: list[str]) -> None:
    assert _last(text) == ("VOTE", "COR", targets)


def test_the_sides_of_talks_are_between_whom_they_are_mediated() -> None:
    (act,) = [
        a
        for a in _acts("Talks between Auria and Belmar, brokered by Corvia, opened.")
        if a.type == "MEDIATE"
    ]
    assert {p.actor for p in act.targets} == {"AUR", "BEL"}


def test_who_is_called_by_number_alone_is_asked() -> None:
    assert _last("Corvia urged the five to wait.") == ("DEMAND", "COR", ["the five"])


def test_who_leaves_unsaid_what_leaves_what_the_report_is_about() -> None:
    about = "The Isthmus League met. The Isthmus League voted. The Isthmus League rose."
    between = " It rained. It snowed. It thawed."
    assert _last(f"{about}{between} Corvia walked out.") == ("REJECT", "COR", ["LEA"])
    other = about.replace("The Isthmus League voted", "The Gulf Council voted")
    assert _last(f"{other}{between} Corvia walked out.")[2] == []


def test_verbs_that_open_numbered_items_are_of_the_body_above() -> None:
    text = (
        "The Isthmus League:\n\n1. DECIDES to suspend Belmar;\n\n"
        "2. CALLS UPON Corvia to leave;\n\n3. APPOINTS H.E. Lena Torv as mediator."
    )
    told = {(a.type, a.sources[0].actor, *(p.actor for p in a.targets)) for a in _acts(text)}
    assert ("SANCTION", "LEA", "BEL") in told
    assert ("DEMAND", "LEA", "COR") in told


@pytest.mark.parametrize(
    ("text", "type_", "sources", "targets"),
    [
        ("Auria suspended Belmar, a step hailed by Corvia.", "SUPPORT", ["COR"], ["AUR"]),
        ("Auria suspended Belmar. The move was hailed by Corvia.", "SUPPORT", ["COR"], ["AUR"]),
        (
            "Auria accused Belmar, a charge that Belmar dismissed as fantasy.",
            "REJECT",
            ["BEL"],
            ["AUR"],
        ),
        (
            "Auria condemned Belmar. Belmar rejected the charge that it had broken the truce.",
            "REJECT",
            ["BEL"],
            ["AUR"],
        ),
        ("Corvia condemned the arrest of two bishops by Auria.", "DISAPPROVE", ["COR"], ["AUR"]),
        ("Corvia condemned Auria's killing of two bishops.", "DISAPPROVE", ["COR"], ["AUR"]),
        ("Corvia condemned Aurian shelling of the port.", "DISAPPROVE", ["COR"], ["AUR"]),
        ("Corvia blessed the treaty that Auria had signed.", "SUPPORT", ["COR"], ["AUR"]),
        ("Belmar was told by Auria to stop firing.", "DEMAND", ["AUR"], ["BEL"]),
        ("Belmar, asked by Auria to leave, left.", "DEMAND", ["AUR"], ["BEL"]),
        ("Belmar, suspended since 2012, has asked for help.", "SANCTION", [], ["BEL"]),
        ("Belmar was expelled from the Isthmus League in 1962.", "SANCTION", ["LEA"], ["BEL"]),
        ("Belmar was not invited.", "CONSULT", [], ["BEL"]),
        ("Auria announced the expulsion of two envoys of Belmar.", "SANCTION", ["AUR"], ["BEL"]),
        ("Corvia refused Belmar entry to the club.", "REJECT", ["COR"], ["BEL"]),
        (
            "Corvia voiced dismay at the summit of the Isthmus League.",
            "DISAPPROVE",
            ["COR"],
            ["LEA"],
        ),
        (
            "Lena Torv, whose claim was rejected by Auria, spoke.",
            "REJECT",
            ["AUR"],
            ["Lena Torv"],
        ),
    ],
)
def test_whose_a_thing_is_that_is_done_or_said_is_aimed_at(
    text: str, type_: str, sources: list[str], targets: list[str]
) -> None:
    told = [
        ([p.actor or p.words for p in a.sources], [p.actor or p.words for p in a.targets])
        for a in _acts("A dispute. " + text)
        if a.type == type_
    ]
    assert any(s == sources and set(targets) <= set(t) for s, t in told), told


def test_them_and_his_are_those_whom_the_act_before_is_about() -> None:
    found = _acts("Gangs seized six nurses and threatened to kill them.")
    (threat,) = [act for act in found if act.type == "THREATEN"]
    assert [p.words for p in threat.targets] == ["six nurses"]
    assert ("target antecedent", "six nurses") in {
        (s.role, s.words)
        for s in threat.source.spans  # type: ignore[union-attr]
    }


def test_a_vote_is_on_whom_the_same_body_deals_with_in_the_sentence() -> None:
    text = "By 39 votes to four the Aurian Senate removed President Lena Torv."
    report = _report(text)
    acts = [c for c in read_report(report, NAMES).claims if isinstance(c, Act)]
    votes = [act for act in acts if act.type == "VOTE"]
    assert [[p.actor or p.words for p in act.targets] for act in votes] == [["Lena Torv"]]


def test_talks_are_mediated_between_those_who_talked() -> None:
    (mediated,) = [
        act
        for act in _acts("Auria and Belmar met in May. The talks, mediated by Corvia, failed.")
        if act.type == "MEDIATE"
    ]
    assert [p.actor for p in mediated.targets] == ["AUR", "BEL"]


def test_what_is_listed_with_semicolons_is_all_done_by_whoever_opens_the_list() -> None:
    text = (
        "The ministers, meeting in Torvik, condemn the coup; thank Belmar; and urge Auria to talk."
    )
    told = {(a.type, a.sources[0].words) for a in _acts(text) if a.sources}
    assert {("DISAPPROVE", "ministers"), ("SUPPORT", "ministers"), ("DEMAND", "ministers")} <= told


@pytest.mark.parametrize(
    "text",
    [
        "Auria condemned the arrest of its leader, Lena Torv.",  # she suffered it
        "Auria refused to appoint a judge.",
        "Corvia lifted its ban on sending workers to the mines.",
        "Auria called this a breach of the treaty of Belmar.",
        "Corvia regretted it.",
    ],
)
def test_who_only_suffers_or_is_only_mentioned_is_not_aimed_at(text: str) -> None:
    assert [a.targets for a in _acts(text) if a.type != "COERCE"] == [()], _acts(text)


def test_silence_rejects_nothing() -> None:
    assert not [act for act in _acts("Auria said nothing. Belmar kept silent.") if act.sources]


def test_whom_a_quotation_calls_me_or_our_is_the_speaker() -> None:
    (act,) = [a for a in _acts('"Auria accepted our draft," Lena Torv said.') if a.type == "AGREE"]
    assert [p.actor or p.words for p in act.targets] == ["Lena Torv"]


def test_who_resolves_not_to_do_what_is_asked_refuses() -> None:
    (act,) = [
        a
        for a in _acts("The Isthmus League resolved, by nine to two, not to recognise Lena Torv.")
        if a.type == "REJECT"
    ]
    assert [p.actor or p.words for p in act.targets] == ["Lena Torv"]


def test_it_is_not_who_acts_in_a_clause_on_something_else() -> None:
    text = "Auria is in the Isthmus League, which Belmar joined in May; six states recognise it."
    (act,) = [a for a in _acts(text) if a.type == "SUPPORT"]
    assert [p.actor for p in act.targets] == ["AUR"]


_HEADED = "Aid and doubts for Belmar\n\nPORT ENN, 3 May - The Isthmus League met. Corvia sat. "


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        ("Auria pledged $4 million.", "AID"),
        ("The Isthmus League adopted a resolution.", "VOTE"),
        ("The Isthmus League adopted two resolutions on the crisis.", "VOTE"),
        ("Soldiers seized power.", "COERCE"),
    ],
)
def test_what_names_nobody_is_done_to_the_country_of_the_heading(told: str, type_: str) -> None:
    (act,) = [a for a in _acts(_HEADED + "Belmar waits. " + told) if a.type == type_]
    assert [p.actor for p in act.targets] == ["BEL"], act


@pytest.mark.parametrize(
    "text",
    [
        _HEADED + "Belmar waits. The Isthmus League adopted a motion on fisheries.",
        _HEADED + "Auria pledged $4 million.",  # one mention beside the heading is wanted
        _HEADED.replace("for Belmar", "for Belmar, Corvia and Auria").replace(" Corvia sat.", "")
        + "Auria pledged $4 million.",
        "Aid for Belmar.\n\n" + _HEADED.partition("\n\n")[2] + "Auria pledged $4 million.",
    ],
)
def test_a_heading_that_settles_no_country_lends_none(text: str) -> None:
    assert not [a for a in _acts(text) if a.type in ("VOTE", "AID") and a.targets]


def test_so_many_who_vote_to_suspend_suspend_nobody() -> None:
    acts = _acts("Nine voted to suspend Belmar, seven were against and the motion failed.")
    assert {a.type for a in acts} == {"VOTE"}
    acts = _acts("The Isthmus League voted to suspend Belmar.")
    assert {a.type for a in acts} == {"VOTE", "SANCTION"}


def test_the_two_who_agree_are_no_count_of_votes() -> None:
    acts = _acts("Auria and Belmar met. The two countries agreed on Monday in Port Enn.")
    assert "VOTE" not in {a.type for a in acts}


@pytest.mark.parametrize(
    ("text", "type_", "target"),
    [
        ('Auria condemned what it called the "brutal" conduct of Belmar.', "DISAPPROVE", "BEL"),
        ("Auria denounced what it described as the greed of Belmar.", "DISAPPROVE", "BEL"),
        ("Corvia opposed the admission of Auria.", "REJECT", "AUR"),
        ("Corvia warned that Auria could quit the pact if Belmar meddled.", "THREATEN", "BEL"),
        ("Corvia warned that Auria was arming.", "THREATEN", "AUR"),
        ("Corvia set up a fact-finding mission for Auria.", "INVESTIGATE", "AUR"),
        ("The Isthmus League named a facilitator for Auria.", "MEDIATE", "AUR"),
    ],
)
def test_whom_the_words_after_the_object_concern_is_aimed_at(
    text: str, type_: str, target: str
) -> None:
    (act,) = [a for a in _acts(text) if a.type == type_]
    assert [p.actor or p.words for p in act.targets] == [target]


def test_clashes_that_break_out_are_fought_by_their_sides() -> None:
    (act,) = _acts("On Sunday clashes erupted in the hills between Auria and Belmar.")
    assert (act.type, [p.actor for p in act.sources]) == ("ASSAULT", ["AUR", "BEL"])
    acts = _acts("Hostilities began after talks between Auria and Belmar failed.")
    assert "ASSAULT" not in {a.type for a in acts}


@pytest.mark.parametrize(
    "text",
    [
        "Auria punished Belmar on Friday and voted to expel it from the regional bank.",
        "Auria condemned Belmar and suspended it from the Isthmus League.",
    ],
)
def test_it_after_a_second_verb_is_who_was_acted_upon_by_the_first(text: str) -> None:
    acts = _acts(text)
    assert len(acts) > 1
    assert {tuple(p.actor for p in a.targets) for a in acts} == {("BEL",)}


# ---------------------------------------------------------------- far from their subject
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
        ("Auria won praise from Corvia.", "SUPPORT", ["COR"], ["AUR"]),
        ("Talks that opened between Auria and Belmar failed.", "CONSULT", ["AUR", "BEL"], []),
        ("A firefight between Auria and Belmar was over.", "ASSAULT", ["AUR", "BEL"], []),
    ],
)  # fmt: skip
def test_an_act_is_found_far_from_who_does_it(
    text: str, type_: str, sources: list[str], targets: list[str]
) -> None:
    (act,) = _acts(text)
    assert act.type == type_
    assert [p.actor or p.words for p in act.sources] == sources
    assert [p.actor or p.words for p in act.targets] == targets


def test_what_is_lifted_was_imposed() -> None:
    acts = _acts("Auria lifted the embargo that it had imposed on Belmar.")
    assert {(a.type, a.sources[0].actor, a.targets[0].actor) for a in acts} == {
        ("CONCEDE", "AUR", "BEL"),
        ("SANCTION", "AUR", "BEL"),
    }


def test_those_who_acted_together_are_meant_by_both() -> None:
    acts = _acts("Auria and Belmar signed the pact. Both have since quit the Isthmus League.")
    assert [p.actor for p in acts[-1].sources] == ["AUR", "BEL"]
    assert acts[-1].targets == (Party("LEA"),)


def test_those_named_among_others_act_with_them() -> None:
    (act,) = _acts("Ten states, with Auria and Belmar among them, objected to the plan.")
    assert [p.actor or p.words for p in act.sources] == ["Ten states", "AUR", "BEL"]


def test_a_denial_is_repeated_by_nor() -> None:
    read = read_report(_report("Auria did not take part in the talks; nor did Belmar."), NAMES)
    acts = [c for c in read.claims if isinstance(c, Act)]
    assert [(a.sources[0].actor, a.polarity) for a in acts] == [
        ("AUR", "negative"),
        ("BEL", "negative"),
    ]


def test_a_list_belongs_to_the_council_that_opens_it() -> None:
    text = "In its conclusions the Isthmus League:\n\n- strongly condemns the raids of Belmar;\n"
    (act,) = _acts(text)
    assert (act.type, act.sources, act.targets) == ("DISAPPROVE", (Party("LEA"),), (Party("BEL"),))


def test_what_is_decided_is_told_once() -> None:
    assert [a.type for a in _acts("The Isthmus League decided to suspend Auria.")] == ["SANCTION"]
    text = "The Isthmus League condemned Auria by 9 votes to two."
    acts = [c for c in read_report(_report(text), NAMES).claims if isinstance(c, Act)]
    assert [a.type for a in acts] == ["DISAPPROVE"]


def test_a_house_of_offices_meets_nobody() -> None:
    assert not _acts("Auria, which hosts the secretariat, is far away.")


@pytest.mark.parametrize(
    ("text", "type_", "whom"),
    [
        ("Auria demanded Belmar's withdrawal.", "DEMAND", ["BEL"]),
        ("Auria is calling for Belmar's exclusion from the games.", "DEMAND", ["BEL"]),
        ("Auria wants Belmar out by May.", "DEMAND", ["BEL"]),
        ("Belmar must free the two men, the court ordered.", "DEMAND", ["BEL"]),
        ("The council took no vote on Belmar's appeal.", "VOTE", ["BEL"]),
        ("Auria demanded a pullout by 14 votes to none, Corvia not taking part.", "DEMAND", []),
        ('Auria accused Belmar of "hiring foreign armies".', "DISAPPROVE", ["BEL"]),
    ],
)
def test_whose_doing_is_asked_for_or_voted_on_is_aimed_at(
    text: str, type_: str, whom: list[str]
) -> None:
    act = next(act for act in _acts(text) if act.type == type_)
    assert [p.actor or p.words for p in act.targets] == whom


def test_the_sanctions_are_theirs_who_laid_them() -> None:
    text = (
        "Auria imposed sanctions on Belmar after officers seized power there. "
        "Corvia welcomed the sanctions."
    )
    act = next(act for act in _acts(text) if act.type == "SUPPORT")
    assert [p.actor for p in act.targets] == ["AUR"]


def test_a_gathering_that_is_boycotted_is_that_of_the_body_named_last() -> None:
    text = "The Isthmus League met in Corvia. Auria boycotted the gathering."
    act = next(act for act in _acts(text) if act.type == "REJECT")
    assert [p.actor for p in act.targets] == ["LEA"]
