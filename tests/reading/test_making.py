"""What is refused, planned or only alleged keeps that mark."""

from __future__ import annotations

from tests.reading.acted import acts_of


def test_what_is_not_to_be_done_is_a_refusal_and_nothing_else() -> None:
    acts = acts_of("Auria will not recognise Belmar.")
    assert [(a.type, a.polarity, a.modality) for a in acts] == [("REJECT", "positive", "actual")]
    (left,) = acts_of("Auria will leave the Isthmus League.")
    assert (left.type, left.modality) == ("REJECT", "planned")


def test_a_day_since_which_it_is_counted_is_not_the_day_of_the_act() -> None:
    (act,) = acts_of("More than 1,200 have been detained since November 29.")
    assert act.as_of is None
    (act,) = acts_of("The Isthmus League has suspended Belmar since November 29.")
    assert act.as_of == "2018-11-29"


def test_what_is_refused_planned_or_claimed_is_not_counted_as_done() -> None:
    assert acts_of("Belmar did not take part.")[0].polarity == "negative"
    assert acts_of("Auria plans to suspend Belmar.")[0].modality == "planned"
    assert acts_of("Auria would suspend Belmar if the talks failed.")[0].modality == "hypothetical"
    (act,) = acts_of("According to Corvia, Auria arrested Lena Torv.")
    assert (act.modality, act.said_by) == ("alleged", "COR")
