"""A noun for a body, a country or a neighbour means whom the report leaves no doubt about."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act, Actor, ActorType
from quorate.claims.report import Report
from quorate.claims.source import Instrument
from quorate.reading.names import Names
from quorate.reading.read import read_report


def _actor(actor: str, type_: ActorType, name: str) -> Actor:
    return Actor(source=Instrument("a list for this test"), actor=actor, type=type_, name=name)


NAMES = Names(
    [
        _actor("AUR", "state", "Auria"),
        _actor("BEL", "state", "Belmar"),
        _actor("COR", "state", "Corvia"),
        _actor("LEA", "organisation", "Isthmus League"),
        _actor("FOR", "organisation", "Strait Forum"),
    ]
)


def _last(text: str) -> list[str]:
    """Return at whom the last act of a text is aimed."""
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1")
    acts = [c for c in read_report(report, NAMES).claims if isinstance(c, Act)]
    last = max(acts, key=lambda act: act.source.spans[1].start)  # type: ignore[union-attr]
    return [party.actor or party.words for party in last.targets]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Isthmus League met. Auria left the 12-member body.", "LEA"),
        ("The Isthmus League met. Auria quit the bloc in May.", "LEA"),
        ("The Isthmus League met. Auria accused the 12-nation grouping of fraud.", "LEA"),
        ("Crisis in Belmar\n\nThe League suspended the country.", "BEL"),
        ("Auria and Belmar met. Belmar left. Auria blames its neighbour.", "BEL"),
    ],
)
def test_the_one_that_the_report_is_about_is_meant(text: str, who: str) -> None:
    assert _last(text) == [who]


@pytest.mark.parametrize(
    "text",
    [
        "The Isthmus League and the Strait Forum met. Auria quit the body.",
        "The Isthmus League met the Strait Forum. Auria quit the 12-member body.",
        "Auria, Belmar and Corvia met. Auria blames its neighbour.",
        "Auria and Belmar met in Auria, not Belmar. Corvia blames its neighbour.",
    ],
)
def test_of_several_none_is(text: str) -> None:
    assert not set(_last(text)) & {"LEA", "FOR", "AUR", "BEL", "COR"}


def test_the_body_that_acts_itself_is_not_meant() -> None:
    assert "LEA" not in _last("The Isthmus League met. The Isthmus League praised the bloc.")
