"""Names that share a noun: who acts for each of them, and who is one with all?"""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act
from quorate.claims.report import Report
from quorate.reading.names import Names
from quorate.reading.read import rated
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())


def _sources(text: str) -> list[list[str]]:
    """Return who acts in each act, by id or in the report's words."""
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-09-14")
    acts = [c for c in rated(report, NAMES).claims if isinstance(c, Act)]
    return [[party.actor or party.words for party in act.sources] for act in acts]


@pytest.mark.parametrize(
    "who",
    [
        "The foreign ministers of Chile and Peru",
        "The foreign ministries of Chile and Peru",
        "The Foreign Ministries of Chile and Peru",
        "The ministries of defence of Chile and Peru",
        "The governments of Chile and Peru",
        "The Andean nations of Chile and Peru",
        "The embassies of Chile and Peru",
        "The Chilean and Peruvian foreign ministers",
        "The Chilean and Peruvian governments",
        "Both the Chilean and Peruvian governments",
        "Chilean and Peruvian diplomats",
    ],
)
def test_those_who_act_each_for_its_state_are_the_states(who: str) -> None:
    assert _sources(f"{who} condemned the raid.") == [["CHL", "PER"]]


@pytest.mark.parametrize(
    ("who", "parties"),
    [
        ("The students of Chile and Peru", ["students of Chile and Peru"]),
        ("The rebels of Chile, Peru and Bolivia", ["rebels of Chile, Peru and Bolivia"]),
        ("Members of the OAS and Peru", ["OAS", "PER"]),
        ("The leaders of the parties of Chile", ["leaders of the parties of Chile"]),
    ],
)
def test_of_others_no_name_acts_by_itself(who: str, parties: list[str]) -> None:
    assert _sources(f"{who} condemned the raid.") == [parties]
