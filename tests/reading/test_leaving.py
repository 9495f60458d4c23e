"""Who leaves something unsaid leaves the body that the report is about."""

from __future__ import annotations

from tests.reading.acted import acts_of, last_of


def test_who_leaves_unsaid_what_leaves_what_the_report_is_about() -> None:
    about = "The Isthmus League met. The Isthmus League voted. The Isthmus League rose."
    between = " It rained. It snowed. It thawed."
    assert last_of(f"{about}{between} Corvia walked out.") == ("REJECT", "COR", ["LEA"])
    other = about.replace("The Isthmus League voted", "The Gulf Council voted")
    assert last_of(f"{other}{between} Corvia walked out.")[2] == []


def test_a_gathering_that_is_boycotted_is_that_of_the_body_named_last() -> None:
    text = "The Isthmus League met in Corvia. Auria boycotted the gathering."
    act = next(act for act in acts_of(text) if act.type == "REJECT")
    assert [p.actor for p in act.targets] == ["LEA"]
