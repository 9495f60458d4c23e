"""What is called a charge or a step after a comma is theirs who do what stands before it."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act, Actor
from quorate.claims.report import Report
from quorate.claims.source import Instrument
from quorate.reading.names import Names
from quorate.reading.read import read_report

_LIST = Instrument("a list made for this test")
NAMES = Names(
    [
        Actor(source=_LIST, actor=code, type="state", name=name)
        for code, name in (("AUR", "Auria"), ("BEL", "Belmar"), ("COR", "Corvia"))
    ]
)


def _aims(text: str, verb: str) -> list[str]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1")
    acts = [c for c in read_report(report, NAMES).claims if isinstance(c, Act)]
    told = [a for a in acts if verb in a.source.spans[1].words]  # type: ignore[union-attr]
    return [party.actor or party.words for party in told[0].targets]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Auria named Corvia as the buyer, a charge Belmar rejected.", "rejected"),
        ("Auria named Corvia as the buyer, a charge that Belmar brushed aside.", "brushed aside"),
        ("Auria has shut its border, a step welcomed by Belmar.", "welcomed"),
        ("Auria has shut its border, a step welcomed by Corvia and rejected by Belmar.", "reject"),
        ("Auria accused Belmar of arming rebels, which Belmar denies.", "denies"),
    ],
)
def test_who_did_it_is_aimed_at(text: str, verb: str) -> None:
    assert _aims(text, verb) == ["AUR"]


def test_nobody_is_where_the_clause_before_names_no_doer() -> None:
    assert _aims("Auria was expelled, a step welcomed by Belmar.", "welcomed") != ["AUR"]


def test_who_reacts_answers_the_one_who_says_what_he_does() -> None:
    text = "Auria says that Belmar armed the rebels, a claim that Belmar rejected."
    assert _aims(text, "rejected") == ["AUR"]
