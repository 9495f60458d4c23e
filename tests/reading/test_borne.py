"""A listed verb tells an act only if the words beside it bear it, and as surely as they tell it."""

from __future__ import annotations

import pytest

from tests.reading.acted import acts_of


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Auria killed the motion in committee.", "ASSAULT"),
        ("The plan was killed by Auria.", "ASSAULT"),
        ("It has been killed by Auria.", "ASSAULT"),
        ("The summit died for want of a quorum.", "ASSAULT"),
        ("The Aurian team was beaten in Belmar.", "ASSAULT"),
        ("Auria met with the same treatment as Belmar.", "CONSULT"),
        ("Auria had talked Belmar into a rail link.", "CONSULT"),
        ("Auria let it be known that Belmar would pay.", "AID"),
        ("Auria lent its flag to the venture.", "AID"),
        ("Lena Torv of Auria closed the session at noon.", "COERCE"),
        ("The crowd of Aurians dispersed at dusk.", "COERCE"),
        ("Auria defeated a similar text in May.", "ELECTION"),
        ("Auria has taken a side.", "SUPPORT"),
        ("Auria received the earlier texts as an observer.", "SUPPORT"),
        ("Auria sent its workers home.", "SANCTION"),
        ("Auria held back its ships.", "SANCTION"),
        ("Auria ordered two frigates from Belmar.", "DEMAND"),
        ("Auria regards the road as hostile.", "SUPPORT"),
        ("Auria called the outcome inevitable.", "SUPPORT"),
        ("No state condemned Belmar.", "DISAPPROVE"),
        ("Any state that attacks Belmar is at risk.", "ASSAULT"),
    ],
)
def test_words_that_bear_another_sense_tell_no_act(text: str, type_: str) -> None:
    assert type_ not in {act.type for act in acts_of(text)}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Auria killed two miners in the strait.", "ASSAULT"),
        ("Two miners were killed by Aurian police.", "ASSAULT"),
        ("Auria met with Belmar in silence.", "CONSULT"),
        ("Auria lent Belmar two million pounds.", "AID"),
        ("Auria armed the rebels.", "AID"),
        ("Police dispersed the crowd.", "COERCE"),
        ("Auria ordered Belmar to leave.", "DEMAND"),
        ("Auria sided with Belmar.", "SUPPORT"),
        ("Auria advised against the loan.", "DISAPPROVE"),
    ],
)
def test_the_same_verbs_tell_it_of_others(text: str, type_: str) -> None:
    assert type_ in {act.type for act in acts_of(text)}


@pytest.mark.parametrize(
    ("text", "type_", "modality"),
    [
        ("Auria will quit the League, closing its embassy in Belmar.", "SANCTION", "planned"),
        ("Auria and Belmar are to become members in May, joining Corvia.", "COOPERATE", "planned"),
        ("Auria quit the Isthmus League, closing its embassy in Belmar.", "SANCTION", "actual"),
        ("Auria will quit the Isthmus League, accusing Belmar of fraud.", "DISAPPROVE", "actual"),
        ("The alternative was Auria leaving the Isthmus League.", "REJECT", "hypothetical"),
        ("The treaty needs to be adopted by Auria.", "VOTE", "hypothetical"),
        ("Corvia will stay only once Auria signs the treaty.", "AGREE", "hypothetical"),
        ("Until Auria arrests Lena Torv, nobody will talk.", "COERCE", "hypothetical"),
        ("Nobody spoke until Auria arrested Lena Torv.", "COERCE", "actual"),
        ("Auria tried to mediate between Belmar and Corvia.", "MEDIATE", "actual"),
        ("Auria tried to invade Belmar.", "ASSAULT", "planned"),
    ],
)
def test_what_hangs_on_a_plan_or_could_be_is_not_told_as_done(
    text: str, type_: str, modality: str
) -> None:
    assert {a.modality for a in acts_of(text) if a.type == type_} == {modality}


def test_neither_of_two_does_what_both_had_done() -> None:
    acts = acts_of("Neither Auria nor Corvia, both of which suspended Belmar, met the League.")
    assert {(a.type, a.polarity) for a in acts} == {
        ("SANCTION", "positive"),
        ("CONSULT", "negative"),
    }
