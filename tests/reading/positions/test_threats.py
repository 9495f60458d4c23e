"""What would avert a threat is demanded."""

from __future__ import annotations

from tests.reading.positions.stood import positions_in


def test_a_threat_demands_what_would_avert_it() -> None:
    found = positions_in("Auria threatens to freeze the aid unless a date is named.")
    assert {(p.stance, p.phrase) for p in found} == {
        ("demands", "a date is named"),
        ("conditionally_supports", "to freeze the aid"),
    }
    (position,) = (p for p in found if p.condition)
    assert position.condition == "unless a date is named"
