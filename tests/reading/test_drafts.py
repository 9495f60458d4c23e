from __future__ import annotations

import pytest

from quorate.claims.claim import Occasion
from tests.reading.voted import claims_of


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("It adopted the motion by ten votes to one in a procedural vote.", "procedure"),
        (
            "It adopted the motion by ten votes to one.\n\nBecause the decision counts as "
            "procedural, nobody could veto it.",
            "procedure",
        ),
        ("It adopted the motion by ten votes to one. It was a procedural decision.", "procedure"),
        (
            "It adopted the motion by ten votes to one. The procedural motion binds nobody.",
            "procedure",
        ),
        ("It adopted the motion by ten votes to one. Procedural votes know no veto.", "procedure"),
        ("It adopted the motion by ten votes to one. A procedural vote had failed.", "resolutions"),
        (
            "It adopted the motion by ten votes to one. That vote followed a procedural one.",
            "resolutions",
        ),
        (
            "It adopted the motion by ten votes to one after a procedural motion had failed.",
            "resolutions",
        ),
        ("It adopted the motion by ten votes to one.", "resolutions"),
    ],
)
def test_a_vote_is_on_procedure_where_that_is_said_of_it(text: str, matter: str) -> None:
    claims = claims_of(f"The Security Council met on Monday. {text}")
    assert [c.matter for c in claims if isinstance(c, Occasion)] == [matter]
