"""Who acts, where nouns stand in a clause of "whose", beside "between", or count some of many."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act
from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.read import rated
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())


def _acts(text: str) -> set[tuple[str, str]]:
    """Return the source, by id or in the report's words, and the type of each act."""
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-09-14")
    claims = rated(report, NAMES).claims
    acts = [c for c in claims if isinstance(c, Act)]
    return {(party.actor or party.words, c.type) for c in acts for party in c.sources}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Kenya, whose president, Amos Kibet, condemned the raid, closed the border.",
         ("Amos Kibet", "DISAPPROVE")),
        ("The court held that a pact between Spain and France had lapsed, and told Spain to go.",
         ("court", "DEMAND")),
        ("Five members of the European Union condemned the raid.",
         ("Five members of the European Union", "DISAPPROVE")),
        ("India left the talks on Monday. Its negotiators had demanded a lower levy.",
         ("IND", "DEMAND")),
        ("Kenya closed the border on Friday. Its police arrested 40 fishermen.",
         ("KEN", "COERCE")),
    ],
)  # fmt: skip
def test_who_acts(text: str, act: tuple[str, str]) -> None:
    assert act in _acts(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The court held that a pact between Spain and France had lapsed, and told Spain to go.",
         ("FRA", "DEMAND")),
        ("Five members of the European Union condemned the raid.", ("EU", "DISAPPROVE")),
        ("Juan Mora landed in Kenya on Monday. His police arrested 40 fishermen.",
         ("KEN", "COERCE")),
        ("Kenya and Uganda met on Monday. Its police arrested 40 fishermen.", ("UGA", "COERCE")),
    ],
)  # fmt: skip
def test_who_does_not_act(text: str, act: tuple[str, str]) -> None:
    assert act not in _acts(text)
