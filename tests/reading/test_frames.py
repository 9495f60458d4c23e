"""The frame of a verb tells whom it acts on: not a thing, a place, a topic or the nearest noun."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Act
from quorate.claims.report import Report
from quorate.reading.acts import find_acts
from quorate.reading.acts.frames import frame_of, nouns
from quorate.reading.dates import find_dates
from quorate.reading.language import lexicon
from tests.reading.acted import NAMES, acts_of


def _targets(text: str, type_: str) -> list[str]:
    report = Report(name="r", text=text, bytes_hash="", extractor="text 1", published="2019-02-08")
    acts = find_acts(report, NAMES.mentions(report), find_dates(report))
    act = next(a for a in acts if isinstance(a, Act) and a.type == type_)
    return [p.actor or p.words for p in act.targets]


@pytest.mark.parametrize(
    ("text", "type_", "targets"),
    [
        ("Auria condemned the attack on the port by Belmar.", "DISAPPROVE", ["BEL"]),
        ("Auria demanded that Belmar leave the strait.", "DEMAND", ["BEL"]),
        ("Auria demanded the withdrawal of Belmar.", "DEMAND", ["BEL"]),
        ("Auria complained that Belmar had broken the truce.", "DISAPPROVE", ["BEL"]),
        ("Auria gave notice that it quits the Isthmus League.", "REJECT", ["LEA"]),
        ("Auria refused to receive Belmar.", "REJECT", ["BEL"]),
        ("Auria accepted an offer from Belmar.", "AGREE", ["BEL"]),
        ("Auria lifted the embargo that it had imposed on Belmar.", "CONCEDE", ["BEL"]),
        ("Auria summoned the Belmari ambassador.", "DISAPPROVE", ["BEL"]),
        ("Students took to the streets to protest against Belmar.", "PROTEST", ["BEL"]),
        ("Auria threatened to pull out of the Isthmus League.", "THREATEN", ["LEA"]),
        ("Auria refused to pull out of Belmar.", "REJECT", ["BEL"]),
        ("Auria agreed shortly before dawn to lift the ban on Belmar.", "AGREE", ["BEL"]),
        ("The Isthmus League agreed to deploy monitors in Belmar.", "AGREE", ["BEL"]),
        ("Auria turned down an invitation to Belmar.", "REJECT", ["BEL"]),
        ("Auria voiced alarm at the situation in Belmar.", "DISAPPROVE", ["BEL"]),
        ("Auria called for a halt to Belmar's offensive.", "DEMAND", ["BEL"]),
        ("Auria expressed concern over unrest in Belmar.", "DISAPPROVE", ["BEL"]),
        ("Auria reiterated its opposition to Belmar's plan.", "REJECT", ["BEL"]),
    ],
)
def test_who_stands_in_the_frame_is_acted_upon(text: str, type_: str, targets: list[str]) -> None:
    assert _targets(text, type_) == targets


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Auria accepted an exemption for farmers.", "AGREE"),
        ("Auria condemned the attacks against Belmar.", "DISAPPROVE"),
        ("Auria deplored the killing of two farmers.", "DISAPPROVE"),
        ("Auria called for an end to raids on the farmers of the coast.", "DEMAND"),
        ("Auria demanded inspectors.", "DEMAND"),
        ("Auria denied supplying the rebels with mortars.", "REJECT"),
        ("Auria complained that the rebels had been paid.", "DISAPPROVE"),
        ("Auria agreed to recall its envoys.", "AGREE"),
        ("The Isthmus League met in Belmar.", "CONSULT"),
        ("Auria agreed to hold the fair in Belmar.", "AGREE"),
    ],
)
def test_a_thing_a_victim_or_a_place_is_not_acted_upon(text: str, type_: str) -> None:
    assert _targets(text, type_) == []


@pytest.mark.parametrize(
    ("text", "type_", "targets"),
    [
        (
            "The Isthmus Court ruled on the strait. Auria slept. Belmar welcomed the ruling.",
            "SUPPORT",
            ["Isthmus Court"],
        ),
        (
            "Belmar is at war. In Belmar the army rules. Belmar starves. Corvia froze all aid.",
            "SANCTION",
            ["BEL"],
        ),
        ("The Isthmus League sat on Monday. Auria walked out.", "REJECT", ["LEA"]),
    ],
)
def test_whom_the_report_has_named_is_meant_where_one_alone_can_be(
    text: str, type_: str, targets: list[str]
) -> None:
    assert _targets(text, type_) == targets


def test_who_acts_in_the_next_clause_is_not_acted_upon() -> None:
    text = "Ten delegations approved the plan and two, Auria and Belmar, abstained."
    voted = {tuple(p.actor or p.words for p in a.sources): a.targets for a in acts_of(text)}
    assert voted == {("Ten delegations",): (), ("AUR", "BEL"): ()}


def test_every_frame_is_of_a_type_and_every_noun_of_one_sort() -> None:
    types = {row["type"] for row in lexicon("acts")["cue"]} | {"FREE"}
    assert set(lexicon("frames")["frame"]) <= types
    for type_ in types:
        frame_of(type_)  # no row has a slot that a frame does not know
    assert not nouns("suffered") & nouns("leading") - {"recognition", "end"}
