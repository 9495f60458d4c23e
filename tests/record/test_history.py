from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from quorate.claims.claim import AnyClaim, Ballot, Choice, Occasion, Party, Position
from quorate.claims.files import read_all_facts
from quorate.claims.problem import Unusable
from quorate.claims.source import Passage, RollCall, Span
from quorate.record.case import Case, Question
from quorate.record.record import Record
from quorate.record.situation import Situation
from tests.record.conftest import Reading, lake_commission, report_of

ASKED = Question(
    id="dam",
    drafts=("lake-9",),
    organ="LAKE-A",
    matter="resolutions",
    pro=("dam treaty",),
    contra=("lake-3",),
)


def division(
    draft: str, day: str, about: str, choices: dict[str, Choice], **more: Any
) -> list[AnyClaim]:
    source, organ = RollCall("Minutes"), more.pop("organ", "LAKE-A")
    fields: dict[str, Any] = {"source": source, "as_of": day, "known": more.pop("known", day)}
    occasion = Occasion(
        occasion=draft, type="draft", organ=organ, about=about, title=f"Text {draft}", **fields
    )
    return [
        occasion,
        *(Ballot(draft=draft, voter=m, choice=c, **fields) for m, c in choices.items()),
    ]


def stand(actor: str, stance: str, since: str, **more: Any) -> Position:
    source = more.pop("source", RollCall("Press list"))
    return Position(
        source=source,
        parties=(Party(actor),),
        stance=stance,
        phrase="the dam treaty",
        since=since,
        known=since,
        **more,
    )


def press(words: str = "x") -> Passage:
    return Passage(report="r", text="t", spans=(Span("main", 0, 1, words),))


HELD: list[AnyClaim] = [
    *division("lake-2", "2019-02-01", "DAM", {"AAA": "yes", "BBB": "no"}, organ="LAKE-C"),
    *division("lake-3", "2019-03-01", "DAM", {"AAA": "no", "BBB": "yes"}),
    *division("lake-4", "2019-04-01", "FISH", {"AAA": "abstain"}),
    *division("lake-5", "2019-05-01", "DAM", {"AAA": "yes"}, known="2019-07-01"),
    *division("lake-6", "2020-06-01", "DAM", {"AAA": "no"}),
    *division("lake-9", "2019-06-01", "DAM", {"AAA": "yes", "BBB": "yes"}),
    stand("AAA", "supports", "2019-01-01"),
    stand("BBB", "opposes", "2019-05-31"),
    stand("CCC", "supports", "2019-06-01"),
]


@pytest.fixture
def record() -> Iterator[Record]:
    made = Record.in_memory(Case(name="lake", question=(ASKED,)), [*lake_commission(), *HELD])
    yield made
    made.close()


def past_of(now: Situation) -> list[str]:
    return [each.draft for each in now.past]


def test_only_what_was_held_and_published_by_the_eve_of_the_vote_is_past(record: Record) -> None:
    now = record.situation("dam", past=True)
    assert past_of(now) == ["lake-2", "lake-3", "lake-4"]
    assert past_of(record.situation("dam", on="2019-06-01", past=True)) == past_of(now)
    assert past_of(record.situation("dam", on="2019-03-01", past=True)) == ["lake-2", "lake-3"]
    assert past_of(record.situation("dam", known="2019-02-15", past=True)) == ["lake-2"]
    assert record.situation("dam").past == ()


def test_what_is_related_is_told_with_its_reason_and_its_sign(record: Record) -> None:
    sister, contrary, other = record.situation("dam", past=True).past
    assert (sister.related, sister.sign) == (1.0, 1)
    assert sister.because == "sister organ LAKE-C, same subject (DAM)"
    assert (contrary.related, contrary.sign) == (1.0, -1)
    assert contrary.because.endswith("a yes points to a no")
    assert (other.related, other.because) == (0.3, "same organ, another subject (FISH)")
    assert set(sister.claims) == {"AAA", "BBB"}


def test_what_is_related_can_be_set_in_the_case_and_by_argument(record: Record) -> None:
    now = record.situation("dam", past=True, related={"lake-4": 0.8, "lake-2": 0})
    assert [(d.draft, d.related) for d in now.past] == [("lake-3", 1.0), ("lake-4", 0.8)]
    assert now.past[1].because == "as set for this question"
    asked = msgspec.structs.replace(ASKED, related={"lake-4": 0.5}, about="FISH")
    seen = record._seen(case=Case(name="lake", question=(asked,)))
    told = {d.draft: d.related for d in seen.situation("dam", past=True).past}
    assert told == {"lake-2": 0.3, "lake-3": 0.3, "lake-4": 0.5}


def test_a_relation_out_of_bounds_or_to_nothing_known_is_refused(record: Record) -> None:
    with pytest.raises(Unusable, match="give a number from 0 to 1"):
        record.situation("dam", past=True, related={"lake-4": 1.5})
    with pytest.raises(Unusable, match="no division by name of that id was known"):
        record.situation("dam", past=True, related={"lake-6": 0.5})


def test_positions_point_to_choices_as_far_as_they_were_known(record: Record) -> None:
    declared = record.situation("dam", past=True).declared
    assert {m: g[0].points_to for m, g in declared.items()} == {"AAA": "yes", "BBB": "no"}
    assert declared["AAA"][0].day == "2019-01-01"
    assert declared["AAA"][0].claims


def test_a_position_weighs_less_by_channel_condition_and_dispute() -> None:
    held = [
        stand("AAA", "supports", "2019-01-01"),
        stand("BBB", "supports", "2019-01-01", source=press()),
        stand("CCC", "supports", "2019-01-01", source=press(), said_by="DDD"),
        stand("DDD", "supports", "2019-01-01", source=press(), said_by="DDD"),
        stand("EEE", "supports", "2019-01-01", condition="if paid"),
    ]
    record = Record.in_memory(Case(name="lake", question=(ASKED,)), [*lake_commission(), *held])
    grounds = {
        m: g[0] for m, g in record.situation("dam", on="2019-06-01", past=True).declared.items()
    }
    weights = {m: g.weight for m, g in grounds.items()}
    assert weights["AAA"] == 1
    assert weights["CCC"] < weights["DDD"] < weights["AAA"]
    assert weights["BBB"] == 0.6
    assert weights["EEE"] == 0.5
    assert "ascribed by another" in grounds["CCC"].words
    record.close()


def test_a_position_whose_link_was_refused_is_no_ground(record: Record) -> None:
    link = record.situation("dam", on="2019-05-31").leanings["AAA"].claims[0]
    view = record.on("2019-05-31").known("2019-05-31")
    assert "AAA" in view.situation("dam", past=True).declared
    record.decide([link], "reject", by="Ana")
    assert "AAA" not in record.situation("dam", on="2019-05-31", past=True).declared


def test_blocs_are_groups_of_at_least_three_and_at_most_half_and_no_organs() -> None:
    record = Record.in_memory(Case(name="shipped"))
    question = "oas-mc-2017-06-19-a"
    found = record.situation(question, past=True).blocs
    assert {"CARICOM", "ALBA"} <= set(found)
    assert not {"UN", "OAS", "CELAC", "UN-HRC", "UN-SC", "P5"} & set(found)
    record.close()


def test_deleting_later_claims_or_shuffling_them_changes_nothing_that_was_known_by_then() -> None:
    facts = read_all_facts(crises=("venezuela",)).claims
    eve = "2018-07-17"
    kept = [
        c
        for c in facts
        if (c.known or c.starts) <= eve or c.kind not in ("ballot", "tally", "position")
    ]
    shuffled = list(facts)
    random.Random(1).shuffle(shuffled)
    asked = Question(
        id="q",
        organ="OAS-PC",
        matter="resolutions",
        about="NIC",
        pro=("recognition Juan Guaido",),
        contra=("oas-pc-2014-03-21-private",),
    )
    told = []
    for claims in (facts, kept, shuffled):
        record = Record.in_memory(Case(name="walk", question=(asked,)), claims)
        now = record.situation("q", on=eve, past=True)
        told.append((now.past, now.declared, now.blocs, now.members))
        record.close()
    assert len(kept) < len(facts)
    assert told[0] == told[1] == told[2]
    assert all(each.held_on <= eve for each in told[0][0])


def test_ballots_of_the_press_that_nobody_has_decided_are_told_as_proposed() -> None:
    report = report_of("State CCC voted in favour.")
    source = report.passage(("main", 0, len(report.text)))
    read = Ballot(
        draft="lake-3", voter="CCC", choice="yes", source=source, as_of="2019-03-01",
        known="2019-03-02", reader="reader 1",
    )  # fmt: skip
    minutes = division("lake-3", "2019-03-01", "DAM", {"AAA": "no"})
    asked = Case(name="lake", question=(msgspec.structs.replace(ASKED, contra=()),))
    record = Record.in_memory(asked, [*lake_commission(), *minutes])
    record.add([Reading(report, [read])])
    (told,) = record.situation("dam", on="2019-06-01", past=True).past
    assert (told.choices, told.proposed) == ({"AAA": "no", "CCC": "yes"}, ("CCC",))
    record.decide([read.id], "accept", by="Ana")
    (told,) = record.situation("dam", on="2019-06-01", past=True).past
    assert told.proposed == ()
    record.close()
