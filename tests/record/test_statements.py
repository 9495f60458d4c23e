"""Who said what, in exact words and with the whole chain."""

from __future__ import annotations

import msgspec
import pytest

from quorate.claims.claim import Actor, AnyClaim, Statement
from quorate.record.record import Record
from quorate.record.statements import statements
from tests.record.conftest import CHARTER, report_of

TEXT = (
    "The Lake Agency reported that Minister Ana Rey said “we will stay” at the dam, “whatever "
    "comes”.\nBen Lor denied that State CCC had paid."
)


class Reading(msgspec.Struct):
    report: object
    claims: list[AnyClaim]


def spans(*words: str) -> list[tuple[str, int, int]]:
    """Return the main span over all the words, and a segment for each."""
    places = [(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]
    main = ("main", places[0][0], places[-1][1])
    return [main, *(("segment", *p) for p in places)] if len(places) > 1 else [main]


@pytest.fixture
def said() -> Record:
    """An agency says that a minister said something in two pieces; and a denial."""
    report = report_of(TEXT)
    listed: list[AnyClaim] = [
        Actor(source=CHARTER, actor="Ana Rey", type="person", name="Ana Rey"),
        Actor(source=CHARTER, actor="CCC", type="state", name="State CCC"),
    ]
    outer = Statement(
        source=report.passage(*spans("Minister Ana Rey said “we will stay”")),
        speakers=("Lake Agency",),
        mode="indirect",
        cue="reported",
        known="2020-05-05",
        reader="test 1",
    )
    inner = Statement(
        source=report.passage(*spans("we will stay", "whatever comes")),
        speakers=("Ana Rey",),
        mode="direct",
        cue="said",
        venue="the dam",
        nested_in=outer.id,
        said_by="Lake Agency",
        as_of="2020-05-04",
        known="2020-05-05",
        reader="test 1",
    )
    denial = Statement(
        source=report.passage(*spans("State CCC had paid")),
        speakers=("Ben Lor",),
        mode="indirect",
        cue="denied",
        negated=True,
        known="2020-05-05",
        reader="test 1",
    )
    record = Record.in_memory(facts=listed)
    record.add([Reading(report, [outer, inner, denial])])  # type: ignore[list-item]  # a stand-in
    return record


def test_a_split_quotation_keeps_its_exact_words_and_its_chain(said: Record) -> None:
    (row,) = statements(said, speaker="Ana Rey")
    assert row.segments == ("we will stay", "whatever comes")
    assert row.words == "we will stay [...] whatever comes"
    assert [link.speakers for link in row.chain] == [("Lake Agency",)]
    assert row.chain[0].claim == row.claims[1]
    assert (row.date, row.precision, row.mode, row.venue) == (
        "2020-05-04", "day", "direct", "the dam",
    )  # fmt: skip


def test_a_speaker_is_found_without_accents_and_by_the_last_name(said: Record) -> None:
    assert len(statements(said, speaker="ana réy")) == 1
    assert len(statements(said, speaker="Rey")) == 1
    assert statements(said, speaker="Nobody") == ()


def test_a_statement_is_about_whom_its_words_name(said: Record) -> None:
    (row,) = statements(said, about="CCC")
    assert row.denied
    assert row.words == "State CCC had paid"
    assert len(statements(said, about="stay")) == 2


def test_undated_statements_stand_last_and_carry_the_mark(said: Record) -> None:
    rows = statements(said)
    assert [bool(r.date) for r in rows] == [True, False, False]
    assert all("undated" in r.marks for r in rows[1:])


def test_a_statement_whose_frame_was_rejected_says_so(said: Record) -> None:
    (outer,) = statements(said, speaker="Lake Agency")
    said.decide([outer.claims[0]], "reject", by="Ana")
    (row,) = statements(said, speaker="Ana Rey")
    assert "stands in a statement that is not held" in row.marks
    assert [link.speakers for link in row.chain] == [("Lake Agency",)]


def test_proposed_and_accepted_are_told_apart(said: Record) -> None:
    (row,) = statements(said, speaker="Ben Lor")
    assert not row.decided
    assert "proposed" in row.marks
    said.decide([row.claims[0]], "accept", by="Ana")
    (row,) = statements(said, speaker="Ben Lor")
    assert row.decided
    assert "proposed" not in row.marks


def test_without_hindsight_nothing_published_later_is_told(said: Record) -> None:
    assert statements(said.known("2020-05-04")) == ()
    assert len(statements(said.known("2020-05-05"))) == 3
