"""A reaction is aimed at who did, said or asked what it answers, or at nobody."""

from __future__ import annotations

import pytest

from tests.reading.acted import acts_of, last_of


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
        ("Auria offered Belmar a truce. Belmar turned the offer down.", "AUR"),
        ("Auria offered the rebels four ministries. Belmar rejected the offer.", "AUR"),
        ("Auria told of nine dead. Belmar stood by its count.", ""),
        ("Lena Torv told of nine dead. Meanwhile Auria denied having let guns pass.", ""),
        ("Lena Torv told of nine dead. Auria denied having let guns pass.", "Lena Torv"),
    ],
)
def test_a_reaction_answers_an_act_of_its_sort_or_none(text: str, target: str) -> None:
    last = acts_of(text)[-1]
    assert [p.actor for p in last.targets] == ([target] if target else [])
    assert ("target antecedent" in {s.role for s in last.source.spans}) == bool(target)  # type: ignore[union-attr]


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
    assert last_of(text) == (type_, source, [target])


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The Isthmus League discussed fishing. Corvia abstained.", []),
        ("The Isthmus League asked Lena Torv for a report. Corvia abstained.", []),
    ],
)
def test_a_vote_concerns_whom_the_body_decides_upon(text: str, targets: list[str]) -> None:
    assert last_of(text) == ("VOTE", "COR", targets)


def test_the_sanctions_are_theirs_who_laid_them() -> None:
    text = (
        "Auria imposed sanctions on Belmar after officers seized power there. "
        "Corvia welcomed the sanctions."
    )
    act = next(act for act in acts_of(text) if act.type == "SUPPORT")
    assert [p.actor for p in act.targets] == ["AUR"]
