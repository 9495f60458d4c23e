"""A stance that no verb of an act tells is an act."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act
from quorate.reading.read import rated
from tests.reading.acted import NAMES, report_of


@pytest.mark.parametrize(
    ("text", "type_", "source"),
    [
        ("The minister said that the vote in Auria was a fraud.", "DISAPPROVE", "minister"),
        ("Auria insisted that it had no soldiers in Belmar.", "REJECT", "AUR"),
    ],
)
def test_a_stance_that_no_verb_of_an_act_tells_is_an_act(
    text: str, type_: str, source: str
) -> None:
    read = rated(report_of(text), NAMES)
    (act,) = [c for c in read.claims if isinstance(c, Act)]
    assert act.type == type_
    assert source in (act.sources[0].actor or act.sources[0].words)
    assert not read.problems


@pytest.mark.parametrize(
    "text",
    [
        '"You do not shoot the dog," said Lena Torv of Auria.',
        '"One house does not have two landlords," Lena Torv said.',
        "Lena Torv said that her guests would not eat from one plate.",
    ],
)
def test_a_mere_not_in_a_quotation_refuses_nothing(text: str) -> None:
    acts = [c for c in rated(report_of(text), NAMES).claims if isinstance(c, Act)]
    assert not [act for act in acts if "Lena Torv" in {p.words for p in act.sources}]
