from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from quorate.claims.claim import Party, Position
from quorate.claims.source import RollCall
from quorate.record.case import Case, Question
from quorate.record.questions import leanings, propose_questions
from quorate.record.record import Record
from quorate.theory.votes import votes
from tests.record.conftest import Reading, lake_commission, report_of, roll_call

ASKED = Question(
    id="dam",
    drafts=("lake-9",),
    organ="LAKE-A",
    matter="resolutions",
    pro=("dam treaty",),
    contra=("moratorium",),
)


def stand(actor: str, stance: str, phrase: str) -> Position:
    source = RollCall("Press list")
    return Position(source=source, parties=(Party(actor),), stance=stance, phrase=phrase)


@pytest.fixture
def record() -> Iterator[Record]:
    held = [
        stand("AAA", "supports", "the dam treaty"),
        stand("BBB", "opposes", "the dam treaty"),
        stand("CCC", "supports", "a moratorium on dams"),
        stand("DDD", "neutral", "the dam treaty"),
        stand("EEE", "supports", "free fishing"),
    ]
    made = Record.in_memory(
        Case(name="lake", question=(ASKED,)), [*lake_commission(), *roll_call(), *held]
    )
    yield made
    made.close()


def test_a_leaning_is_the_polarity_of_the_stance_times_the_sign_of_the_phrase(
    record: Record,
) -> None:
    found = leanings(record, ASKED)
    assert {a: e.choice for a, e in found.by_actor.items()} == {
        "AAA": "yes",
        "BBB": "no",
        "CCC": "no",
    }


def test_a_leaning_is_shown_and_never_counted(record: Record) -> None:
    now = record.situation("dam", on="2020-05-04")
    count = votes(now).with_proposals
    assert set(now.leanings) == {"AAA", "BBB", "CCC"}
    assert now.evidence == {}
    assert (count.firm, count.leaning, count.unknown, count.outcome) == (0, 3, 2, "open")
    assert "firm 0, leaning 3, unknown 2" in count.line


def test_rejecting_the_link_leaves_the_position(record: Record) -> None:
    link = leanings(record, ASKED).by_actor["AAA"].claims[0]
    record.decide([link], "reject", by="Ana")
    assert "AAA" not in leanings(record, ASKED).by_actor
    assert any(s.claim.key.startswith("AAA") for s in record.stored("position"))
    record.decide([link], "undo", by="Ana")
    assert "AAA" in leanings(record, ASKED).by_actor


def test_a_phrase_of_both_signs_or_an_actor_on_both_sides_is_listed_and_not_linked(
    record: Record,
) -> None:
    both = msgspec.structs.replace(ASKED, contra=("treaty",))
    assert leanings(record, both).unlinked == ("the dam treaty",)
    record.add_claims([stand("AAA", "supports", "a moratorium on dams")])
    found = leanings(record, ASKED)
    assert found.unlinked == ("AAA",)
    assert "AAA" not in found.by_actor


def test_what_keeps_coming_up_in_several_reports_is_proposed_once(record: Record) -> None:
    assert propose_questions(record) == ()
    for number in (1, 2):
        report = report_of(f"Report {number}: several states want the lake closed to ships.")
        source = report.passage(("main", 0, len(report.text)))
        claims = [
            Position(
                source=source,
                parties=(Party(actor),),
                stance="supports",
                phrase="the lake closed to ships",
                reader="reader 1",
            )
            for actor in ("AAA", "BBB", "CCC")
        ]
        record.add([Reading(report, list(claims))])
    (proposed,) = propose_questions(record)
    assert proposed.pro == ("the lake closed to ships",)
    asked = Case(name="lake", question=(proposed,))
    record.case = asked
    assert propose_questions(record) == ()


def test_a_question_without_a_draft_is_asked_as_of_the_last_report() -> None:
    coming = msgspec.structs.replace(ASKED, drafts=())
    case = Case(name="lake", question=(coming,))
    record = Record.in_memory(case, [*lake_commission(), stand("AAA", "supports", "dam treaty")])
    assert [q.id for q in record.questions()] == ["dam"]
    assert record.situation("dam").as_of is None  # no report, no day
    for day in ("2020-05-04", "2020-06-01"):
        report = msgspec.structs.replace(report_of(f"On {day} it rained."), published=day)
        record.add([Reading(report, [])])
    now = record.situation("dam")
    assert (now.as_of, now.held_on) == ("2020-06-01", None)
    assert now.members == ("AAA", "BBB", "CCC", "DDD", "EEE")
    assert {a: e.choice for a, e in now.leanings.items()} == {"AAA": "yes"}
    assert record.known(by="2020-05-10").situation("dam").as_of == "2020-05-10"
    assert record.at_entry(record.store.last_entry() - 1).situation("dam").as_of == "2020-05-04"
    assert any("2020-06-01, the day of the last report" in a for a in votes(now).assumptions)
