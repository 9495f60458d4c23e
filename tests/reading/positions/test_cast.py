"""Ballots show where voters stand."""

from __future__ import annotations

import pytest

from quorate.claims.claim import Position
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped
from tests.reading.positions.stood import NAMES, report_of


def test_ballots_show_where_voters_stand() -> None:
    text = "The Isthmus League voted on the draft. Auria: no. Belmar: yes."
    found = [c for c in read_report(report_of(text), NAMES).claims if isinstance(c, Position)]
    assert {(p.parties[0].actor, p.stance) for p in found} >= {
        ("AUR", "opposes"),
        ("BEL", "supports"),
    }


def test_nobody_is_said_to_vote_the_other_way_than_by_the_ballot_in_its_name() -> None:
    text = (
        "A majority of 87 countries voted in favour of the French proposal at a session of the "
        "body, 15, including Russia, China and Syria itself, voted against."
    )
    sides: dict[str, set[str]] = {}
    for claim in read_report(report_of(text), Names(shipped().actors())).claims:
        if isinstance(claim, Position):
            for party in claim.parties:
                sides.setdefault(party.actor, set()).add(claim.stance)
    assert all(sides[who] == {"opposes"} for who in ("RUS", "CHN", "SYR"))


def test_a_ballot_told_far_from_its_draft_is_on_that_draft() -> None:
    text = (
        "The UN General Assembly adopted the resolution by 109 votes to 11.\n\nIts envoys cheered."
        " It rained all day. The halls were full. Chad voted against."
    )
    found = read_report(report_of(text), Names(shipped().actors())).claims
    (chad,) = [c for c in found if isinstance(c, Position) and c.parties[0].actor == "TCD"]
    assert chad.phrase == "the resolution"


def test_who_sat_on_the_fence_or_is_only_counted_did_so_on_the_draft() -> None:
    text = (
        "The UN Security Council adopted the resolution by nine votes to two. China and Russia "
        "were against. Chad and Peru sat on the fence."
    )
    found = read_report(report_of(text), Names(shipped().actors())).claims
    told = {c.stance: c.phrase for c in found if isinstance(c, Position)}
    assert told["abstains"] == told["opposes"] == "the resolution"


def test_who_says_no_says_it_to_nothing_that_others_said_in() -> None:
    text = (
        "Belmar agreed to join the group, the Isthmus League said in a statement after the talks. "
        '"We were asked and we said no," Auria told reporters.'
    )
    found = [c for c in read_report(report_of(text), NAMES).claims if isinstance(c, Position)]
    assert not any("statement" in p.phrase for p in found)


@pytest.mark.parametrize(
    "words",
    [
        "will vote in favour",
        "will vote in favour on Monday",
        "promised to vote in favor",
        "announced a vote in favour",
        "intends to cast its vote in favour",
        "has declared itself in favour",
        "will vote yes",
    ],
)
def test_who_is_in_favour_is_so_of_the_draft_named_before(words: str) -> None:
    text = f"The council meets on Friday on a draft resolution on Syria. Peru {words}."
    found = read_report(report_of(text), Names(shipped().actors())).claims
    told = {(c.stance, c.phrase) for c in found if isinstance(c, Position)}
    assert told == {("supports", "a draft resolution on Syria")}
