"""Votes that follow from a count: never a false one, and all where only one choice is left."""

from __future__ import annotations

from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import Ballot, Choice, Tally
from quorate.record.elimination import by_elimination
from quorate.record.record import Record
from quorate.record.situation import Evidence, Reported
from tests.record.conftest import Reading, lake_commission, reading_of, report_of

CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain", "absent")
MEMBERS = [f"M{n}" for n in range(12)]
DIVISIONS = st.fixed_dictionaries({m: st.sampled_from(CHOICES) for m in MEMBERS})


def counted(division: dict[str, Choice], told: set[Choice]) -> Reported:
    numbers = Counter(division.values())
    return msgspec.convert({choice: numbers[choice] for choice in told}, Reported)


@given(DIVISIONS, st.sets(st.sampled_from(MEMBERS)), st.sets(st.sampled_from(CHOICES)))
def test_of_a_true_count_and_true_names_nothing_false_follows(
    division: dict[str, Choice], named: set[str], told: set[Choice]
) -> None:
    known = {m: Evidence(choice=division[m]) for m in named}
    found = by_elimination(MEMBERS, [counted(division, told)], known)
    assert all(each.choice == division[m] for m, each in found.items())
    left = {division[m] for m in MEMBERS if m not in named}
    if len(left) == 1 and left <= told:
        assert set(found) == set(MEMBERS) - named


def test_counts_or_names_that_differ_let_nothing_follow() -> None:
    known = {m: Evidence(choice="no") for m in MEMBERS[:2]}
    assert by_elimination(MEMBERS, [Reported(yes=10), Reported(yes=9)], known) == {}
    disputed = known | {MEMBERS[0]: Evidence(choice="no", rivals=("yes",))}
    assert by_elimination(MEMBERS, [Reported(yes=10)], disputed) == {}
    assert len(by_elimination(MEMBERS, [Reported(yes=10)], known)) == 10


def test_a_declared_abstention_is_one_of_those_that_a_count_tells() -> None:
    known = {"A": Evidence(choice="declared"), "B": Evidence(choice="yes")}
    found = by_elimination(["A", "B", "C"], [Reported(abstain=2)], known)
    assert {m: e.choice for m, e in found.items()} == {"C": "abstain"}


def record_of(yes: int, no: tuple[str, ...]) -> Record:
    """Return a record of a vote of the Council of five of which a report names who was against."""
    read = reading_of(report_of(), yes=yes)
    (tally,) = [c for c in read.claims if isinstance(c, Tally)]
    ballots = [
        Ballot(source=tally.source, draft=tally.draft, voter=v, choice="no", reader="reader 1")
        for v in no
    ]
    record = Record.in_memory(facts=lake_commission())
    record.add([Reading(report=read.report, claims=[*read.claims, *ballots])])
    return record


def test_all_members_whom_no_report_names_are_in_favour_if_the_count_leaves_nothing_else() -> None:
    record = record_of(3, no=("AAA", "BBB"))
    (question,) = record.questions()
    now = record.situation(question.id)
    found = {m: e for m, e in now.evidence.items() if e.how == "elimination"}
    assert {m: e.choice for m, e in found.items()} == dict.fromkeys(("CCC", "DDD", "EEE"), "yes")
    assert all(set(e.claims) == set(now.reported[0].claims) for e in found.values())
    assert not any(e.decided for e in found.values())  # they rest on proposals


def test_one_vote_more_or_less_and_nobody_is_known() -> None:
    record = record_of(3, no=("AAA",))
    now = record.situation(record.questions()[0].id)
    assert not any(e.how == "elimination" for e in now.evidence.values())


def test_who_is_supposed_to_vote_otherwise_is_so_instead_of_by_elimination() -> None:
    record = record_of(3, no=("AAA", "BBB"))
    question = record.questions()[0].id
    now = record.suppose("CCC no").situation(question)
    assert msgspec.structs.replace(now.evidence["CCC"], claims=()) == Evidence(
        choice="no", how="supposed", formerly="yes"
    )
    assert now.evidence["DDD"].how == "elimination"
