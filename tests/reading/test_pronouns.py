""" "It", "them" and "his" are those whom the act before is about."""

from __future__ import annotations

import pytest

from tests.reading.acted import acts_of


def test_them_and_his_are_those_whom_the_act_before_is_about() -> None:
    found = acts_of("Gangs seized six nurses and threatened to kill them.")
    (threat,) = [act for act in found if act.type == "THREATEN"]
    assert [p.words for p in threat.targets] == ["six nurses"]
    assert ("target antecedent", "six nurses") in {
        (s.role, s.words)
        for s in threat.source.spans  # type: ignore[union-attr]
    }


def test_talks_are_mediated_between_those_who_talked() -> None:
    (mediated,) = [
        act
        for act in acts_of("Auria and Belmar met in May. The talks, mediated by Corvia, failed.")
        if act.type == "MEDIATE"
    ]
    assert [p.actor for p in mediated.targets] == ["AUR", "BEL"]


def test_it_is_not_who_acts_in_a_clause_on_something_else() -> None:
    text = "Auria is in the Isthmus League, which Belmar joined in May; six states recognise it."
    (act,) = [a for a in acts_of(text) if a.type == "SUPPORT"]
    assert [p.actor for p in act.targets] == ["AUR"]


@pytest.mark.parametrize(
    "text",
    [
        "Auria punished Belmar on Friday and voted to expel it from the regional bank.",
        "Auria condemned Belmar and suspended it from the Isthmus League.",
    ],
)
def test_it_after_a_second_verb_is_who_was_acted_upon_by_the_first(text: str) -> None:
    acts = acts_of(text)
    assert len(acts) > 1
    assert {tuple(p.actor for p in a.targets) for a in acts} == {("BEL",)}
