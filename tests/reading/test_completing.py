"""What an act leaves out is what the report tells elsewhere, where that is one party alone."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act
from quorate.reading.read import rated
from tests.reading.acted import NAMES, report_of


def _acts(text: str, type_: str = "") -> list[Act]:
    acts = [c for c in rated(report_of(text), NAMES).claims if isinstance(c, Act)]
    found = [act for act in acts if not type_ or act.type == type_]
    return sorted(found, key=lambda act: act.source.spans[1].start)  # type: ignore[union-attr]


def _targets(text: str, type_: str = "") -> list[str]:
    """Return at whom the last act of a type is aimed."""
    return [p.actor or p.words for p in _acts(text, type_)[-1].targets]


def test_a_vote_is_on_whom_the_same_body_deals_with_in_the_sentence() -> None:
    text = "By 39 votes to four the Aurian Senate removed President Lena Torv."
    assert _targets(text, "VOTE") == ["Lena Torv"]


def test_sanctions_that_one_suffers_are_meant_wherever_they_are_spoken_of() -> None:
    text = "Auria imposed sanctions on Belmar. Corvia eased its sanctions."
    assert _targets(text, "CONCEDE") == ["BEL"]
    assert _targets("Auria imposed sanctions. Corvia eased its sanctions.", "CONCEDE") == []


_LEAGUE = "The Isthmus League met in May. Auria left the Isthmus League."


def _sources(text: str, whom: str) -> list[str]:
    (act,) = [a for a in _acts(text) if [p.actor or p.words for p in a.targets] == [whom]]
    return [p.actor or p.words for p in act.sources]


@pytest.mark.parametrize(
    "text",
    [
        "The Isthmus League suspended Corvia. Belmar was suspended in 1999.",
        f"{_LEAGUE} Belmar, which was expelled in 1999, wept.",
        f"{_LEAGUE} Belmar was readmitted in 1999.",
        f"{_LEAGUE} The membership of Belmar was suspended in 1999.",
        "Belmar was expelled from the Isthmus League in 1999.",
    ],
)
def test_who_bars_or_readmits_a_member_is_the_body_that_the_report_names_most(text: str) -> None:
    assert _sources(text, "BEL") == ["LEA"]


@pytest.mark.parametrize(
    "text",
    [
        "The Isthmus League met in May. Belmar was suspended in 1999.",  # named once
        f"{_LEAGUE} Flights to Belmar were suspended.",
        f"{_LEAGUE} The Lakes Union met. Auria left the Lakes Union. Belmar was suspended.",
    ],
)
def test_otherwise_nobody_is_said_to_bar_him(text: str) -> None:
    assert _sources(text, "BEL") == []


def test_who_elects_somebody_is_the_body_that_he_is_to_serve() -> None:
    text = "Lena Torv was elected president of the Isthmus League in May."
    assert _sources(text, "Lena Torv") == ["LEA"]
    assert _sources(f"{_LEAGUE} Lena Torv was elected in May.", "Lena Torv") == []


_STRUCK = "Auria condemned Belmar. The Isthmus League urged Belmar to talk."


@pytest.mark.parametrize(
    "text",
    [
        f"{_STRUCK} Belmar is alone. The Senate adopted the text by 39 votes to four.",
        f"{_STRUCK} Belmar held out, and Corvia cut off aid.",
    ],
)
def test_votes_and_penalties_concern_the_state_at_which_most_acts_are_aimed(text: str) -> None:
    act = _acts(text)[-1]
    assert [p.actor for p in act.targets] == ["BEL"]
    assert "target antecedent" in {s.role for s in act.source.spans}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "Auria condemned Belmar. Belmar is alone. Corvia abstained.",  # only one act
        f"{_STRUCK} Auria condemned Corvia and urged Corvia to go. Belmar wept. Auria abstained.",
        f"{_STRUCK} The weather was fair. It had rained all week. Corvia abstained.",  # far away
        f"{_STRUCK} Belmar is alone. Belmar abstained.",  # itself
        f"{_STRUCK} Belmar is alone. Corvia abstained.",  # one member
        f"{_STRUCK} Belmar is alone. Corvia talked.",  # an act that may concern nobody
    ],
)
def test_otherwise_nobody_is_concerned(text: str) -> None:
    assert _targets(text) == []
