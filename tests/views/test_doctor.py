from __future__ import annotations

from quorate.claims.files import read_all_facts
from quorate.record.record import Record
from quorate.views.doctor import examine


def test_versions_extras_and_facts_are_told() -> None:
    found, _ = examine()
    assert found["versions"]["quorate"]
    assert set(found["extras"]) == {"reading", "numbers", "sheets", "language", "postgresql"}
    assert sum(found["facts"].values()) == len(read_all_facts().claims)


def test_what_rests_on_memory_is_told_with_how_much_rests_on_it() -> None:
    found, _ = examine()
    memory = [each for each in found["unverified"] if "memory" in each["status"]]
    assert memory
    assert all(each["claims"] > 0 for each in memory)


def test_a_case_is_told_with_its_questions(cancun: Record) -> None:
    found, problems = examine(cancun)
    assert found["case"]["reports"] == 1
    assert found["case"]["claims"] == {"proposed": 2}
    assert not [p for p in problems if p.where == "wire.txt"]
