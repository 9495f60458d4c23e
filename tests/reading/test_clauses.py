from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.report import Report
from quorate.reading.dates import find_dates
from quorate.reading.names import Names
from quorate.reading.syntax.clauses import Clause, find_clauses
from tests.reading.made import actor

NAMES = Names(
    [
        actor("AUR", "state", "Auria", adjective=("Aurian",), metonym=("Port Lys",)),
        actor("BEL", "state", "Belmar", adjective=("Belmari",)),
        actor("COR", "state", "Corvia"),
        actor("DAN", "state", "Dania"),
        actor("LEA", "organisation", "Isthmus League"),
    ]
)


def _clauses(text: str, name: str = "positions") -> list[Clause]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1")
    return find_clauses(report, NAMES.mentions(report), find_dates(report), name)


def _who(clause: Clause) -> list[str]:
    return [n.party.actor or n.party.words for n in clause.subjects]


def _whom(clause: Clause) -> list[str]:
    return [n.party.actor or n.party.words for n in clause.targets]


@pytest.mark.parametrize(
    ("text", "subjects", "targets"),
    [
        ("Auria condemned Belmar.", ["AUR"], ["BEL"]),
        ("Belmar was condemned by Auria and Corvia.", ["AUR", "COR"], ["BEL"]),
        ("Auria, who met nobody, condemned Belmar.", ["AUR"], ["BEL"]),
        ("Auria, which condemned Belmar, left early.", ["AUR"], ["BEL"]),
        ("Auria left the hall and condemned Belmar.", ["AUR"], ["BEL"]),
        ("Auria, Corvia and Dania condemned Belmar.", ["AUR", "COR", "DAN"], ["BEL"]),
        ("Auria and Corvia, as well as Dania, condemned Belmar.", ["AUR", "COR", "DAN"], ["BEL"]),
        ("Several states, including Auria and Corvia, condemned Belmar.", ["AUR", "COR"], ["BEL"]),
        ("In contrast, Auria, Corvia and Dania condemned Belmar.", ["AUR", "COR", "DAN"], ["BEL"]),
        ("Auria’s foreign minister, Lena Torv, condemned Belmar.", ["Lena Torv"], ["BEL"]),
        ("Lena Torv, the minister of Auria, condemned Belmar.", ["Lena Torv"], ["BEL"]),
        ("The draft, condemned by Auria, was shelved by Belmar.", ["AUR"], []),
        (
            "A letter sent by Auria, Corvia and Dania condemned Belmar.",
            ["AUR", "COR", "DAN"],
            ["BEL"],
        ),
        ("The text, signed by Auria and Corvia, condemned Belmar.", ["AUR", "COR"], ["BEL"]),
        (
            "The text, tabled by Auria and backed by Corvia and Dania, condemned Belmar.",
            ["COR", "DAN"],
            ["BEL"],
        ),
        ("Auria condemned the vote, and Corvia and Belmar left.", ["AUR"], []),
        ("The ministers of Auria and Corvia condemned Belmar.", ["AUR", "COR"], ["BEL"]),
        ("Auria, silent since Corvia left the hall, condemned Belmar.", ["AUR"], ["BEL"]),
    ],
)
def test_the_subject_of_a_verb_is_found_wherever_it_stands(
    text: str, subjects: list[str], targets: list[str]
) -> None:
    (clause,) = [c for c in _clauses(text) if c.label == "condemns"]
    assert _who(clause) == subjects
    assert _whom(clause) == targets


@pytest.mark.parametrize(
    ("text", "negated", "modality"),
    [
        ("Auria supported Belmar.", False, "actual"),
        ("Auria did not support Belmar.", True, "actual"),
        ("Auria has never supported Belmar.", True, "actual"),
        ("Auria has yet to support Belmar.", True, "actual"),
        ("Auria refuses to support Belmar.", True, "actual"),
        ("Auria will support Belmar.", False, "planned"),
        ("Auria plans to support Belmar.", False, "planned"),
        ("Auria may support Belmar.", False, "hypothetical"),
        ("Auria reportedly supported Belmar.", False, "alleged"),
        ("According to Corvia, Auria supported Belmar.", False, "alleged"),
        ("Corvia claimed that Auria supported Belmar.", False, "alleged"),
        ("Corvia denied that Auria supported Belmar.", True, "actual"),
    ],
)
def test_negation_modality_and_attribution_are_kept(
    text: str, negated: bool, modality: str
) -> None:
    (clause,) = [c for c in _clauses(text) if c.label == "supports"]
    assert (clause.negated, clause.modality) == (negated, modality)
    assert _who(clause) == ["AUR"]


def test_whom_a_clause_is_attributed_to_is_kept() -> None:
    assert _clauses("Corvia said that Auria opposed the plan.")[0].said_by == "COR"
    assert _clauses("Auria opposed the plan, Lena Torv said.")[0].said_by == "Lena Torv"
    assert _clauses("Auria opposed the plan.")[0].said_by == ""


def test_words_of_a_longer_quotation_are_not_the_reports() -> None:
    text = "“Belmar condemned all of us and the whole League with us,” Lena Torv told the hall."
    assert "condemns" not in [c.label for c in _clauses(text)]
    (clause,) = _clauses("Auria condemned “the latest attacks” of Belmar.")
    assert _whom(clause) == ["BEL"]


def test_the_victim_is_not_the_one_condemned() -> None:
    (clause,) = _clauses("The Isthmus League condemned the attacks on Belmar.")
    assert clause.targets == ()


def test_a_noun_is_no_verb() -> None:
    assert _clauses("The demands of the strikers and the calls of the crowd grew louder.") == []


def test_an_act_urged_on_somebody_is_not_done() -> None:
    labels = [c.label for c in _clauses("Auria urged Belmar to release the prisoners.", "acts")]
    assert labels == ["DEMAND"]


WORDS = [
    "Auria", "Belmar", "condemned", ",", "and", "who", "to", "support", "not", "has", "“", "”",
    "(", ")", "—", ".", "that", "by", "the", "members", "of", "League", "12", "’s", "urged",
    "including", "all", "but", "3", "May\n",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=60,
    )
)
def test_any_row_of_words_is_read_without_an_exception(words: list[str]) -> None:
    text = " ".join(words)
    for name in ("acts", "positions"):
        for clause in _clauses(text, name):
            assert 0 <= clause.start < clause.end <= len(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert isinstance(_clauses(text), list)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The plan that Auria and Corvia opposed would open the port.", "The plan"),
        ("The toll, which Auria opposed on Tuesday, was dropped.", "The toll"),
        ("Auria opposed the toll.", "the toll"),
        ("Corvia heard the claim that Auria opposed the toll.", "the toll"),
    ],
)
def test_what_somebody_opposes_stands_before_a_relative_clause_too(text: str, thing: str) -> None:
    (clause,) = [c for c in _clauses(text) if c.label == "opposes"]
    assert text[slice(*clause.object)] == thing
    assert "AUR" in _who(clause)


def test_a_date_is_not_what_somebody_opposes() -> None:
    (clause,) = [c for c in _clauses("Auria abstained in June.") if c.label == "abstains"]
    assert clause.object == (0, 0)


def test_those_excepted_do_not_do_it() -> None:
    text = "Every member except Auria, Corvia and Dania supported Belmar."
    (clause,) = [c for c in _clauses(text) if c.label == "supports"]
    assert _who(clause) == ["Every member"]
    assert [actor for actor, *_ in clause.subjects[0].excepted] == ["AUR", "COR", "DAN"]


def test_of_several_who_speak_for_themselves_none_speaks_for_the_others() -> None:
    (clause,) = [
        c for c in _clauses("Auria and Corvia say they support Belmar.") if c.label == "supports"
    ]
    assert (_who(clause), clause.said_by) == (["AUR", "COR"], "")
