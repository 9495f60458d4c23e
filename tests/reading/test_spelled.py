"""Whoever has a verb of his own in the next clause is not acted upon in this one."""

from __future__ import annotations

from tests.reading.acted import acts_of


def _told(text: str) -> list[tuple[str, list[str], list[str]]]:
    return [
        (a.type, [p.actor or p.words for p in a.sources], [p.actor or p.words for p in a.targets])
        for a in acts_of(text)
    ]


def test_a_number_that_a_list_spells_out_acts_by_name() -> None:
    told = _told("Seven envoys approved the draft and two, Auria and Belmar, abstained.")
    assert ("VOTE", ["AUR", "BEL"], []) in told
    assert all(not targets for _, _, targets in told)
    told = _told("Six were against it and three, Auria, Belmar and Corvia, abstained.")
    assert ("VOTE", ["AUR", "BEL", "COR"], []) in told


def test_who_stands_after_a_comma_and_a_conjunction_with_a_verb_is_no_target() -> None:
    told = _told("Corvia mediates the talks, and Auria and Belmar watch them.")
    assert ("MEDIATE", ["COR"], []) in told
    told = _told("Corvia met Auria, and Belmar suspended the Isthmus League.")
    assert ("CONSULT", ["COR"], ["AUR"]) in told


def test_who_is_met_to_talk_of_others_is_met_and_the_others_are_not() -> None:
    assert _told("Corvia and Auria met to discuss Belmar.") == [("CONSULT", ["COR", "AUR"], [])]
    assert _told("Corvia flew in to meet Belmar.")[0][2] == ["BEL"]
