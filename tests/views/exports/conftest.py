"""A case with a vote by name, a meeting, a position and an act, to be taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from quorate.claims.claim import Act, Ballot, Membership, Occasion, Party, Position
from quorate.record.record import Record
from tests.views.conftest import HOSTILE, SENTENCE, reading


@pytest.fixture(scope="session")
def demo(demo_case: Path) -> Record:
    return Record.open(demo_case)


@pytest.fixture(scope="session")
def held() -> Record:
    """One report that means harm, with a claim of each kind that leaves in a form of its own."""
    one = reading(f"{HOSTILE}Rain fell. {SENTENCE} Nobody spoke.", outlet="Test Wire")
    at = one.report.text.index(SENTENCE)
    passage = one.report.passage(("main", at, at + len(SENTENCE)))
    common = {"source": passage, "as_of": "2017-06-19", "known": "2017-06-20", "reader": "test 1"}
    one.claims = [
        *one.claims,
        Ballot(draft="draft-test", voter="BRB", choice="yes", **common),  # type: ignore[arg-type]
        Ballot(draft="draft-test", voter="BOL", choice="no", **common),  # type: ignore[arg-type]
        Occasion(occasion="meeting-1", type="meeting", title="A meeting", organ="OAS", **common),  # type: ignore[arg-type]
        Membership(group="meeting-1", member="BRB", role="participant", **common),  # type: ignore[arg-type]
        Membership(group="LIMA", member="PER", role="member", **common),  # type: ignore[arg-type]
        Position(parties=(Party("PER"),), stance="supports", phrase="draft", **common),  # type: ignore[arg-type]
        Act(sources=(Party("USA"),), targets=(Party("VEN"),), type="SANCTION", **common),  # type: ignore[arg-type]
        Act(
            sources=(Party(words="two states"),), targets=(Party("VEN", members=True),),
            type="DISAPPROVE", modality="alleged", **common,  # type: ignore[arg-type]
        ),
        Act(sources=(Party("CUB"),), targets=(), type="REJECT", source=passage, reader="test 1"),
    ]  # fmt: skip
    record = Record.in_memory()
    record.add([one])
    return record
