"""Where a report says that actors stand, and who they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Party
from quorate.reading.positions import find_positions, prediction_rows
from tests.reading.positions.stood import NAMES, parties_of, positions_in, report_of


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
    (position,) = positions_in(text)
    assert (position.stance, parties_of(position), position.target) == (stance, parties, target)


def test_recognition_names_who_and_whom_and_who_is_excepted() -> None:
    text = (
        "Some states, including Auria, Harbour Group members (excluding Dania), as well as the "
        "Isthmus League, recognised Lena Torv."
    )
    (position,) = positions_in(text)
    assert parties_of(position) == ["AUR", "CG*", "LEA"]
    assert position.excepted == ("DAN",)
    assert (position.stance, position.phrase, position.target) == (
        "recognises",
        "recognition",
        "Lena Torv",
    )


@pytest.mark.parametrize("lead", ["including", "among them"])
def test_all_who_are_named_of_several_between_commas_act(lead: str) -> None:
    text = f"Twenty-one states, {lead} Auria, Belmar, Corvia and Dania, rejected the accord."
    (position,) = positions_in(text)
    assert parties_of(position) == ["AUR", "BEL", "COR", "DAN"]


def test_a_bloc_holds_its_own_position_and_several_members_name_nobody() -> None:
    (position,) = positions_in("The Isthmus League supports Belmar.")
    assert position.parties == (Party("LEA"),)
    (position,) = positions_in("All members of the Isthmus League support Belmar.")
    assert position.parties == (Party("LEA", members=True),)
    (position,) = positions_in("Several League members support Belmar.")
    assert not position.parties[0].actor
    (position,) = positions_in("Several members of the Isthmus League support Belmar.")
    assert position.parties == (Party(words="Several members of the Isthmus League"),)


def test_an_official_is_listed_with_the_state_he_speaks_for() -> None:
    (position,) = positions_in("Aurian foreign minister Lena Torv rejected the offer.")
    assert parties_of(position) == ["Lena Torv", "AUR"]
    (position,) = positions_in("An Aurian diplomat rejected the offer.")
    assert parties_of(position) == ["An Aurian diplomat", "AUR"]
    (position,) = positions_in("Former Aurian minister Lena Torv rejected the offer.")
    assert parties_of(position) == ["Lena Torv"]


def test_who_is_excepted_may_stand_between_subject_and_verb() -> None:
    (position,) = positions_in("All members except Auria backed the levy.")
    assert position.excepted == ("AUR",)


def test_points_of_a_decision_are_of_those_who_decide() -> None:
    text = (
        "The ministers of Auria, meeting in the port of Selm in spring;\n\nDECIDE:\n\n"
        "1. Not to recognise the cabinet of Lena Torv.\n\n2. To call upon Belmar to wait."
    )
    found = positions_in(text)
    assert [(parties_of(p), p.stance) for p in found] == [
        (["ministers of Auria"], "does_not_recognise"),
        (["ministers of Auria"], "calls_for"),
    ]


def test_an_office_means_the_one_person_named_with_it() -> None:
    text = "Auria sent its envoy, Lena Torv. The envoy rejected the offer."
    assert parties_of(positions_in(text)[-1])[0] == "Lena Torv"


def test_rows_have_the_form_of_annotated_reports() -> None:
    report = report_of("Auria supports Belmar.")
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
    for position in positions_in(text):
        assert position.source.stands_in(text)  # type: ignore[union-attr]


def test_a_verb_that_two_share_is_of_the_one_who_speaks() -> None:
    text = "Auria's envoy, Ana Lind, told reporters that Belmar had fired and urged Corvia to stay."
    (one,) = [p for p in positions_in(text) if p.phrase == "stay"]
    assert parties_of(one)[0] == "Ana Lind"


def test_a_relative_clause_agrees_with_its_noun() -> None:
    text = "Anna Torv, one of the marchers, who wants the accord signed, went home."
    assert parties_of(positions_in(text)[0]) == ["Anna Torv"]


def test_members_of_a_body_that_hold_a_stance_are_not_the_body() -> None:
    (position,) = positions_in("Two members of the Isthmus League that oppose the levy left.")
    assert position.parties == (Party(words="Two members of the Isthmus League"),)


def test_he_in_an_answer_is_nobody_of_whom_the_question_does_not_speak() -> None:
    text = (
        "Lena Torv thanked Karel Vrba. He opposed the accord.\n\n"
        "Question: Do you support the sanctions?\n\n"
        "Spokesman: He takes no position on the sanctions."
    )
    assert [parties_of(p) for p in positions_in(text) if p.stance == "neutral"] == []
