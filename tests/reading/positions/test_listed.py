"""Who joins in a stance holds it."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Position
from quorate.reading.read import read_report
from tests.reading.positions.stood import NAMES, parties_of, report_of


@pytest.mark.parametrize(
    "text",
    [
        "Auria opposed the levy. It was joined by Corvia.",
        "Auria, joined by Corvia, opposed the levy.",
        "Auria opposed the levy, a view shared by Corvia.",
        "Auria opposed the levy; Corvia spoke in the same vein.",
    ],
)
def test_who_joins_in_a_stance_holds_it(text: str) -> None:
    claims = read_report(report_of(text), NAMES).claims
    told = [(c.stance, parties_of(c)) for c in claims if isinstance(c, Position)]
    assert sorted(told) == [("opposes", ["AUR"]), ("opposes", ["COR"])]
