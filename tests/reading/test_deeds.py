"""A noun tells an act with its sides, or none: what is asked for or feared was not done."""

from __future__ import annotations

from tests.reading.acted import acts_of, told_in


def test_elections_with_a_date_are_those_of_the_country_told_of() -> None:
    text = "Auria is poor. Auria is cold. Elections in May changed nothing."
    assert told_in(text)[:3] == ("ELECTION", ["AUR"], [])


def test_what_is_only_asked_for_or_feared_is_no_act_of_a_noun() -> None:
    for text in (
        "Auria demanded the release of Lena Torv.",
        "Auria fears an attack by Belmar on Corvia.",
        "Auria ruled out talks between Belmar and Corvia.",
    ):
        assert {act.type for act in acts_of(text)} <= {"DEMAND", "REJECT"}


def test_forty_arrests_are_an_act_of_nobody_named() -> None:
    (act,) = acts_of("The ministry reported 40 arrests.")
    assert (act.type, act.sources, act.targets) == ("COERCE", (), ())


def test_clashes_that_break_out_are_fought_by_their_sides() -> None:
    (act,) = acts_of("On Sunday clashes erupted in the hills between Auria and Belmar.")
    assert (act.type, [p.actor for p in act.sources]) == ("ASSAULT", ["AUR", "BEL"])
    acts = acts_of("Hostilities began after talks between Auria and Belmar failed.")
    assert "ASSAULT" not in {a.type for a in acts}
