"""Four states, a league and a group, and the positions read in a sentence about them."""

from __future__ import annotations

from quorate.claims.claim import Actor, ActorType, Position
from quorate.claims.report import Report
from quorate.claims.source import Instrument
from quorate.reading.dates import find_dates
from quorate.reading.names import Names
from quorate.reading.positions import find_positions


def _actor(actor: str, type_: ActorType, name: str, **names: tuple[str, ...]) -> Actor:
    source = Instrument("a list made for this test")
    return Actor(source=source, actor=actor, type=type_, name=name, names=names)


NAMES = Names(
    [
        _actor("AUR", "state", "Auria", adjective=("Aurian",)),
        _actor("BEL", "state", "Belmar", adjective=("Belmari",)),
        _actor("COR", "state", "Corvia"),
        _actor("DAN", "state", "Dania"),
        _actor("LEA", "organisation", "Isthmus League"),
        _actor("CG", "bloc", "Harbour Group"),
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
