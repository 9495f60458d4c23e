"""An act is aimed at whom its words name, where the frame of its verb lets him stand."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act, Actor
from quorate.claims.report import Report
from quorate.claims.source import Person
from quorate.reading.names import Names
from quorate.reading.read import rated
from quorate.record.shipped import shipped
from tests.reading.acted import acts_of, last_of


def test_two_who_are_asked_of_are_two_demands() -> None:
    first, second = acts_of("Auria called on Belmar to disarm and on Corvia to withdraw.")
    assert [p.actor for p in (*first.targets, *second.targets)] == ["BEL", "COR"]


def test_the_sides_of_talks_are_between_whom_they_are_mediated() -> None:
    (act,) = [
        a
        for a in acts_of("Talks between Auria and Belmar, brokered by Corvia, opened.")
        if a.type == "MEDIATE"
    ]
    assert {p.actor for p in act.targets} == {"AUR", "BEL"}


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
        ("Belmar was not invited.", "CONSULT", [], ["BEL"]),
        ("Auria complained about Belmar.", "DISAPPROVE", ["AUR"], ["BEL"]),
        ("Auria held Belmar responsible for the raid.", "DISAPPROVE", ["AUR"], ["BEL"]),
        ("Auria warned that it would leave the Isthmus League.", "THREATEN", ["AUR"], ["LEA"]),
        ("Auria sent a delegation to Belmar.", "CONSULT", ["AUR"], ["BEL"]),
        ("Auria reneged on its promise to Belmar.", "REJECT", ["AUR"], ["BEL"]),
        ("Auria gave Belmar an ultimatum.", "THREATEN", ["AUR"], ["BEL"]),
        ("Auria voiced concern about the plans of Belmar.", "DISAPPROVE", ["AUR"], ["BEL"]),
        ("Auria and Belmar have both condemned Corvia.", "DISAPPROVE", ["AUR", "BEL"], ["COR"]),
        ("Corvia recalled its envoy after Auria attacked Belmar.", "SANCTION", ["COR"], []),
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
        for a in acts_of("A dispute. " + text)
        if a.type == type_
    ]
    assert any(s == sources and set(targets) <= set(t) for s, t in told), told


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
    assert [a.targets for a in acts_of(text) if a.type != "COERCE"] == [()], acts_of(text)


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
    (act,) = [a for a in acts_of(_HEADED + "Belmar waits. " + told) if a.type == type_]
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
    assert not [a for a in acts_of(text) if a.type in ("VOTE", "AID") and a.targets]


@pytest.mark.parametrize(
    ("text", "type_", "target"),
    [
        ('Auria condemned what it called the "brutal" conduct of Belmar.', "DISAPPROVE", "BEL"),
        ("Auria denounced what it described as the greed of Belmar.", "DISAPPROVE", "BEL"),
        ("Corvia opposed the admission of Auria.", "REJECT", "AUR"),
        ("Corvia warned that Auria was arming.", "THREATEN", "AUR"),
        ("Corvia set up a fact-finding mission for Auria.", "INVESTIGATE", "AUR"),
        ("The Isthmus League named a facilitator for Auria.", "MEDIATE", "AUR"),
    ],
)
def test_whom_the_words_after_the_object_concern_is_aimed_at(
    text: str, type_: str, target: str
) -> None:
    (act,) = [a for a in acts_of(text) if a.type == type_]
    assert [p.actor or p.words for p in act.targets] == [target]


def test_what_is_lifted_was_imposed() -> None:
    acts = acts_of("Auria lifted the embargo that it had imposed on Belmar.")
    assert {(a.type, a.sources[0].actor, a.targets[0].actor) for a in acts} == {
        ("CONCEDE", "AUR", "BEL"),
        ("SANCTION", "AUR", "BEL"),
    }


@pytest.mark.parametrize(
    ("text", "type_", "whom"),
    [
        ("Auria demanded Belmar's withdrawal.", "DEMAND", ["BEL"]),
        ("Auria is calling for Belmar's exclusion from the games.", "DEMAND", ["BEL"]),
        ("Auria wants Belmar out by May.", "DEMAND", ["BEL"]),
        ("The council took no vote on Belmar's appeal.", "VOTE", ["BEL"]),
        ("Auria demanded a pullout by 14 votes to none, Corvia not taking part.", "DEMAND", []),
        ('Auria accused Belmar of "hiring foreign armies".', "DISAPPROVE", ["BEL"]),
    ],
)
def test_whose_doing_is_asked_for_or_voted_on_is_aimed_at(
    text: str, type_: str, whom: list[str]
) -> None:
    act = next(act for act in acts_of(text) if act.type == type_)
    assert [p.actor or p.words for p in act.targets] == whom


def test_who_is_called_by_number_alone_is_asked() -> None:
    assert last_of("Corvia urged the five to wait.") == ("DEMAND", "COR", ["the five"])


def test_whom_somebody_is_recognised_as_is_not_who_is_recognised() -> None:
    (act,) = acts_of("Lena Torv, whom Auria and Belmar recognise as president, left.")
    assert [p.actor or p.words for p in act.targets] == ["Lena Torv"]
    (act,) = acts_of("Auria described Belmar as a tool of Corvia.")
    assert [p.actor for p in act.targets] == ["BEL"]


KNOWN = [
    Actor(source=Person("Ana"), actor=who, type="person", name=name)
    for who, name in (("p-kibet", "Amos Kibet"), ("p-a", "John Smith"), ("p-b", "Anna Smith"))
]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Peru condemned Amos Kibet.", "p-kibet"),
        ("Peru condemned Kibet.", "p-kibet"),
        ("Peru imposed sanctions on President Kibet.", "p-kibet"),
        ("The court sentenced Kibet to ten years.", "p-kibet"),
        ("Peru called on Kibet to resign.", "p-kibet"),
        ("The arrest of Kibet by Peru was no surprise.", "p-kibet"),
        ("Peru condemned Smith.", ""),  # one of two
    ],
)
def test_a_person_of_the_record_is_aimed_at_where_one_bears_the_name(
    text: str, target: str
) -> None:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1")
    claims = rated(report, Names([*shipped().actors(), *KNOWN])).claims
    (act,) = [c for c in claims if isinstance(c, Act)]
    assert [party.actor for party in act.targets] == [target]
