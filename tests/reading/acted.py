"""Which acts are read in a text on three invented states and their league?"""

from __future__ import annotations

from quorate.claims.claim import Act
from quorate.claims.report import Report
from quorate.reading.acts import find_acts
from quorate.reading.dates import find_dates
from quorate.reading.names import Names
from quorate.reading.read import mentions_of
from tests.reading.made import actor

NAMES = Names(
    [
        actor("AUR", "state", "Auria", adjective=("Aurian", "Aurians")),
        actor("BEL", "state", "Belmar", adjective=("Belmari",)),
        actor("COR", "state", "Corvia"),
        actor("LEA", "organisation", "Isthmus League"),
    ]
)


def report_of(text: str) -> Report:
    return Report(
        name="r", text=text, bytes_hash="", extractor="text 1", published="2019-02-08"
    )  # a Friday


def acts_of(text: str) -> list[Act]:
    report = report_of(text)
    found = find_acts(report, mentions_of(report, NAMES), find_dates(report))
    return [act for act in found if isinstance(act, Act)]


def told_in(text: str, number: int = -1) -> tuple[str, list[str], list[str], str]:
    """Return type, sources, targets and polarity of one act of a text."""
    act = acts_of(text)[number]
    sources = [p.actor or p.words for p in act.sources]
    return act.type, sources, [p.actor or p.words for p in act.targets], act.polarity


def last_of(text: str) -> tuple[str, str, list[str]]:
    act = acts_of(text)[-1]
    return act.type, act.sources[0].actor, [p.actor or p.words for p in act.targets]
