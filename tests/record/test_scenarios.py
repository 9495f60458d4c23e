"""What-ifs that were kept: the same numbers again, whatever was decided since."""

from __future__ import annotations

from pathlib import Path

import pytest

from quorate.claims.claim import Ballot
from quorate.claims.problem import Unusable
from quorate.claims.source import Person
from quorate.record.record import Record
from quorate.record.scenarios import find_scenario, scenarios
from quorate.views.whatif import kept, rerun, what_if

CANCUN = "oas-mc-2017-06-19-a"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record.create(tmp_path / "case", "Cancun", crises=("venezuela",))


def test_each_supposition_tells_whom_it_moves_and_what_it_turns(record: Record) -> None:
    found = what_if(record, CANCUN, ["BRB no", "TTO yes", "GRD yes", "HTI yes", "leave VEN"])
    assert [step.yes[1] for step in found.steps] == ["19", "20", "21", "22", "22"]
    assert [step.turns for step in found.steps] == [False, False, False, False, True]
    assert [(m.member, m.before, m.after) for m in found.steps[4].moved] == [
        ("VEN", "absent", "no member")
    ]
    assert found.steps[4].needed == ("23 (2/3 of 34)", "22 (2/3 of 33)")
    assert found.after.votes.with_proposals.outcome == "adopted"


def test_a_scenario_gives_the_same_numbers_after_the_desk_has_learnt_more(record: Record) -> None:
    first = kept(record, what_if(record, CANCUN, ["leave VEN"]), by="Ana", note="for the morning")
    told = Person(name="Ana", reason="told by the delegation")
    record.add_claims([Ballot(source=told, draft=CANCUN, voter="CHL", choice="no")])
    assert what_if(record, CANCUN, ["leave VEN"]).scenario.id != first.id
    again = rerun(record, first.id[:5])
    assert again.differs == ()
    assert again.found.scenario.id == first.id
    assert [s.note for s in scenarios(record)[0]] == ["for the morning"]


def test_the_same_what_if_is_kept_once(record: Record) -> None:
    one, two = (kept(record, what_if(record, CANCUN, ["BRB no"]), by=by) for by in ("Ana", "Ben"))
    assert one == two
    assert len(scenarios(record)[0]) == 1


def test_changed_facts_are_told(record: Record) -> None:
    first = kept(record, what_if(record, CANCUN, ["BRB no"]), by="Ana")
    record.store.set_meta("facts", "other facts")
    assert "have changed since" in rerun(record, first.id).differs[0]


def test_misuse_is_told_in_one_sentence(record: Record) -> None:
    with pytest.raises(Unusable, match="Nothing is supposed"):
        what_if(record, CANCUN, [])
    with pytest.raises(Unusable, match="none kept yet"):
        find_scenario(record, "abc")
    with pytest.raises(Unusable, match="keeps no scenarios"):
        scenarios(Record.in_memory(facts=()))
