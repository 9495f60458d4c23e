"""Which majority a sentence says is needed, and when it says none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.majority import is_majority
from quorate.reading.majorities import told_majorities

NEEDED = [
    ("A simple majority was enough.", "1/2"),
    ("It must be adopted by two-thirds of the 108 parties, that is 72.", "2/3 members"),
    ("A two-thirds majority of those present and voting was required.", "2/3 cast"),
    ("Unanimity of the 27 is required.", "unanimity"),
    ("The directive passed by qualified majority on Tuesday.", "qualified"),
    ("Suspension needs a three-fourths majority of the member states.", "3/4 members"),
    ("An amendment can be adopted only by four-fifths of the contracting parties.", "4/5 members"),
    ("The threshold is 85 per cent of the total voting power.", "85/100 weight"),
    ("The commission decides by consensus.", "consensus"),
    ("It fell short of the two-thirds majority needed for admission.", "2/3"),
    ("The candidate must win an absolute majority of the members, 97.", "1/2 members"),
    ("Any change requires the consent of all eight member states.", "unanimity"),
    ("It would take a majority of the votes cast to overturn the ruling.", "1/2 cast"),
    ("Without a qualified majority the proposal lapses.", "qualified"),
    ("The charter demands consensus, which the junta's envoy withheld.", "consensus"),
    ("Expulsion would need the votes of two thirds of the membership.", "2/3 members"),
    ("Three quarters of the delegations present were needed.", "3/4 present"),
    ("An outright majority of those voting would do.", "1/2 cast"),
    ("Because the council acts by unanimity, one veto is enough.", "unanimity"),
    ("Ratification by two thirds of the signatories is necessary first.", "2/3 members"),
    ("All nine governments must agree before the force can leave.", "unanimity"),
    ("Two thirds of the ballots cast are required in the first round.", "2/3 cast"),
    ("Three quarters of the ballots would have been required.", "3/4 cast"),
    ("The agenda goes through by consensus or not at all.", "consensus"),
    ("Ninety-seven, half of the 193 plus one, was what it took.", "1/2 members"),
    ("The vote threshold is lower: a simple majority of 18 votes.", "1/2"),
    ("In the Council four-fifths (22 states) must see a clear risk.", "4/5"),
    ("Grave matters there need all three; on lesser ones two will do.", "unanimity"),
    ("Nothing is agreed until everyone agrees.", "consensus"),
    ("It cleared the two-thirds bar by a single vote.", "2/3"),
]  # fmt: skip
NOT_NEEDED = [
    "It won a simple majority.",
    "He was elected by a two-thirds majority of the deputies.",
    "The government lost its majority in the senate.",
    "More than half of the population fled.",
    "Two thirds of the harvest was lost.",
    "Leaders agreed unanimously to extend the mission.",
    "Foreign policy can no longer be decided by qualified majority.",
    "A two-thirds majority is not needed.",
    "Three quarters of the aid must reach the north.",
    "Half of the revenue must go to the poorest.",
    "The text was adopted by consensus.",
    "All members must pay their dues.",
    "The party took two thirds of the seats.",
    "They need at least half of the money by June.",
    "The government has a two-thirds majority in parliament.",
    "Berlin proposed to scrap the unanimity rule.",
    "Every country must do its share.",
    "The court needs more staff; half of its judges are ill.",
    "A simple majority would have been enough.",
    "Had it needed only a simple majority, it would have passed.",
    "They need all 40 trucks.",
    "He won just under 60 per cent of the votes.",
]


@pytest.mark.parametrize(("sentence", "majority"), NEEDED)
def test_a_majority_that_is_needed_is_told(sentence: str, majority: str) -> None:
    (told,) = told_majorities(sentence, 0, len(sentence))
    assert told.majority == majority


@pytest.mark.parametrize(
    ("sentence", "majority"),
    [
        ("Se requería una mayoría de dos tercios de los presentes y votantes.", "2/3 cast"),
        ("Bastaba la mayoría simple.", "1/2"),
        ("La suspensión exige dos tercios de los 34 miembros.", "2/3 members"),
        ("El organismo decide por consenso.", "consensus"),
        ("La ley se aprobó por mayoría cualificada.", "qualified"),
        ("Para expulsar a un miembro se necesita la unanimidad.", "unanimity"),
        ("Hacían falta las tres cuartas partes de los votos emitidos.", "3/4 cast"),
        ("La suspensión exige el 70 por ciento del poder de voto.", "70/100 weight"),
        ("Ganó por mayoría absoluta.", ""),
        ("Dos tercios de la cosecha se perdieron.", ""),
        ("El texto fue aprobado por consenso.", ""),
        ("No se necesita una mayoría de dos tercios.", ""),
    ],
)
def test_in_spanish_too(sentence: str, majority: str) -> None:
    told = told_majorities(sentence, 0, len(sentence), "es")
    assert [each.majority for each in told] == ([majority] if majority else [])


@pytest.mark.parametrize("sentence", NOT_NEEDED)
def test_what_was_reached_or_is_of_something_else_is_none(sentence: str) -> None:
    assert told_majorities(sentence, 0, len(sentence)) == []


@given(st.text(alphabet="twohirdsmajy23/% .ofnedalcqu-", max_size=300))
def test_whatever_stands_there_spans_lie_within_and_majorities_are_written_right(text: str) -> None:
    for told in told_majorities(text, 0, len(text)):
        assert 0 <= told.start < told.end <= len(text)
        assert is_majority(told.majority)
