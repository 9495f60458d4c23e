"""Ballots show where voters stand."""

from __future__ import annotations

from quorate.claims.claim import Position
from quorate.reading.read import read_report
from tests.reading.positions.stood import NAMES, report_of


def test_ballots_show_where_voters_stand() -> None:
    text = "The Isthmus League voted on the draft. Auria: no. Belmar: yes."
    found = [c for c in read_report(report_of(text), NAMES).claims if isinstance(c, Position)]
    assert {(p.parties[0].actor, p.stance) for p in found} >= {
        ("AUR", "opposes"),
        ("BEL", "supports"),
    }
