"""Four states, a league and a group, and the positions read in a sentence about them."""

from __future__ import annotations

from quorate.claims.claim import Position
from quorate.claims.report import Report
from quorate.reading.dates import find_dates
from quorate.reading.names import Names
from quorate.reading.positions import find_positions
from tests.reading.made import actor

NAMES = Names(
    [
        actor("AUR", "state", "Auria", adjective=("Aurian",)),
        actor("BEL", "state", "Belmar", adjective=("Belmari",)),
        actor("COR", "state", "Corvia"),
        actor("DAN", "state", "Dania"),
        actor("LEA", "organisation", "Isthmus League"),
        actor("CG", "bloc", "Harbour Group"),
    ]
)


def report_of(text: str) -> Report:
    return Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-02-08")


def positions_in(text: str) -> list[Position]:
    report = report_of(text)
    found = find_positions(report, NAMES.mentions(report), find_dates(report))
    return [position for position in found if isinstance(position, Position)]


def parties_of(position: Position) -> list[str]:
    return [(p.actor or p.words) + "*" * p.members for p in position.parties]
