"""A count is a vote of its organ, a ballot one of its voter."""

from __future__ import annotations

from quorate.claims.claim import Act, Party
from quorate.reading.names import Names
from quorate.reading.read import rated
from quorate.record.shipped import shipped
from tests.reading.acted import NAMES, acts_of, report_of


def test_a_count_is_a_vote_of_its_organ_and_absent_ballots_are_none_cast() -> None:
    text = "The UN Security Council voted 12-2 on the text. Its motion failed, 4 votes to seven."
    report = report_of(text)
    names = Names(shipped().actors())
    acts = [c for c in rated(report, names).claims if isinstance(c, Act)]
    assert {(a.type, a.polarity, a.sources[0].actor) for a in acts if a.type == "VOTE"} == {
        ("VOTE", "positive", "UN-SC")
    }


def test_ballots_are_acts_of_voting() -> None:
    text = "The Isthmus League voted. Auria: no. Belmar: yes. Corvia abstained."
    read = rated(report_of(text), NAMES)
    voted = {
        p.actor for c in read.claims if isinstance(c, Act) and c.type == "VOTE" for p in c.sources
    }
    assert {"AUR", "BEL", "COR"} <= voted


def test_so_many_who_vote_to_suspend_suspend_nobody() -> None:
    acts = acts_of("Nine voted to suspend Belmar, seven were against and the motion failed.")
    assert {a.type for a in acts} == {"VOTE"}
    acts = acts_of("The Isthmus League voted to suspend Belmar.")
    assert {a.type for a in acts} == {"VOTE", "SANCTION"}


def test_the_two_who_agree_are_no_count_of_votes() -> None:
    acts = acts_of("Auria and Belmar met. The two countries agreed on Monday in Port Enn.")
    assert "VOTE" not in {a.type for a in acts}


def test_a_count_of_a_body_not_listed_is_no_vote_of_the_one_named_before() -> None:
    text = "The Isthmus League met. Lawmakers in Auria threw the plan out by 58 votes to 13."
    acts = [c for c in rated(report_of(text), NAMES).claims if isinstance(c, Act)]
    assert not [a for a in acts if a.type == "VOTE" and Party("LEA") in a.sources]


def test_who_was_among_a_number_keeps_the_count_that_it_means() -> None:
    text = "The Isthmus League adopted it by ten votes to six. Auria and Belmar were among the ten."
    acts = [c for c in rated(report_of(text), NAMES).claims if isinstance(c, Act)]
    (vote,) = [a for a in acts if Party("BEL") in a.sources]
    spans = {s.role: s.words for s in vote.source.spans}  # type: ignore[union-attr]
    assert spans["choice antecedent"] == "ten"


def test_so_many_who_vote_do_so_in_the_organ_whose_count_stands_beside_or_alone() -> None:
    names, beside = Names(shipped().actors()), "while nine delegations abstained."
    for text, organ in (
        (f"The UN Security Council voted 12-2 on the text, {beside}", "UN-SC"),
        (
            "The UN Security Council voted 12-2 on it. It rained. Nine delegations abstained.",
            "UN-SC",
        ),
        ("The UN Security Council met. Nine delegations abstained.", ""),
    ):
        acts = [c for c in rated(report_of(text), names).claims if isinstance(c, Act)]
        (nine,) = [a for a in acts if a.sources[0].words.lower() == "nine delegations"]
        assert [p.actor for p in nine.sources[1:]] == ([organ] if organ else [])


def test_so_many_whose_names_are_told_are_told_by_name() -> None:
    text = (
        "The Isthmus League adopted it by ten votes to none, and two, Auria and Belmar, abstained."
    )
    acts = [c for c in rated(report_of(text), NAMES).claims if isinstance(c, Act)]
    voters = {tuple(p.actor or p.words for p in a.sources) for a in acts if a.type == "VOTE"}
    assert ("AUR", "BEL") in voters
    assert not any("Two" in who for who in voters)
