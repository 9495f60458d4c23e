from __future__ import annotations

import msgspec
import pytest

from quorate.claims.claim import (
    Actor,
    AnyClaim,
    Ballot,
    Choice,
    Membership,
    Occasion,
    Rule,
    Tally,
)
from quorate.claims.problem import Unusable
from quorate.claims.source import Derived, Instrument, Passage, Person, RollCall, Span
from quorate.record.record import Record
from quorate.record.situation import ground
from tests.record.conftest import (
    CHARTER,
    Reading,
    lake_commission,
    reading_of,
    report_of,
    roll_call,
)


def test_members_are_those_of_that_day_and_the_base_is_its_own_claim(record: Record) -> None:
    now = record.situation("lake-1")
    assert now.members == ("AAA", "BBB", "CCC", "DDD", "EEE")
    assert (now.base, now.left_out, now.base_how) == (5, ("FFF",), "claim")
    assert [r.adopts for r in now.rules] == ["yes >= 2/3 members"]


def test_a_vote_on_procedure_has_the_rule_for_it_and_without_one_that_of_any_decision() -> None:
    votes = [
        msgspec.structs.replace(c, matter="procedure") if isinstance(c, Occasion) else c
        for c in roll_call()
    ]
    own = Rule(source=CHARTER, organ="LAKE-C", matter="procedure", adopts="yes >= 2")
    for facts, adopts in (([*votes, own], "yes >= 2"), (votes, "yes >= 2/3 members")):
        now = Record.in_memory(facts=[*lake_commission(), *facts]).situation("lake-1")
        assert [r.adopts for r in now.rules] == [adopts]
        assert not any("no rule for the matter" in p.what for p in now.problems)


def test_before_the_vote_nothing_is_reported_and_before_the_body_nobody_belongs(
    record: Record,
) -> None:
    assert record.situation("lake-1", on="2020-05-03").reported == ()
    early = record.situation("lake-1", on="1980-01-01")
    assert early.members == ()
    assert any("is not known" in p.what for p in early.problems)


def test_the_same_draft_before_another_organ_has_that_organs_rule(record: Record) -> None:
    assert [r.adopts for r in record.situation("lake-1", organ="LAKE-A").rules] == [
        "yes > 1/2 members"
    ]
    with pytest.raises(Unusable, match="There is no organ 'LAKE-X'; the organs are LAKE-A, LAKE-C"):
        record.situation("lake-1", organ="LAKE-X")


def test_a_supposed_departure_lowers_the_base_unless_the_base_left_that_member_out(
    record: Record,
) -> None:
    assert record.suppose("leave AAA").situation("lake-1").base == 4
    gone = record.suppose("leave FFF").situation("lake-1")
    assert (gone.base, gone.base_how) == (5, "claim")
    both = record.suppose("leave AAA", "leave BBB").situation("lake-1")
    assert (both.base, both.base_how, both.members) == (3, "5 - 2 leaving", ("CCC", "DDD", "EEE"))


def test_a_supposed_choice_stands_before_a_roll_call_and_keeps_what_it_replaces(
    record: Record,
) -> None:
    record.add_claims(
        [Ballot(source=RollCall("Minutes"), draft="lake-1", voter="AAA", choice="yes")]
    )
    seat = record.suppose("AAA no").situation("lake-1").evidence["AAA"]
    assert (seat.choice, seat.how, seat.formerly) == ("no", "supposed", "yes")


def test_two_choices_of_one_member_are_loaded_and_shown_as_disputed() -> None:
    source = RollCall("Minutes")
    both: tuple[Choice, ...] = ("yes", "no")
    choices: list[AnyClaim] = [
        Ballot(source=source, draft="lake-1", voter="AAA", choice=choice, since="2020-05-04")
        for choice in both
    ]
    record = Record.in_memory(facts=lake_commission() + roll_call() + choices)
    seat = record.situation("lake-1").evidence["AAA"]
    assert seat.marks == ("disputed",)
    assert {seat.choice, *seat.rivals} == {"yes", "no"}


def test_elimination_gives_way_to_a_name_in_the_press_and_the_difference_is_marked() -> None:
    derived = Derived("elimination", ("t",))
    passage = Passage(report="r", text="t", spans=(Span("main", 0, 1, "x"),))
    claims: list[AnyClaim] = [
        Ballot(source=derived, draft="lake-1", voter="AAA", choice="yes"),
        Ballot(source=passage, draft="lake-1", voter="AAA", choice="no"),
        Ballot(source=derived, draft="lake-1", voter="BBB", choice="yes"),
    ]
    record = Record.in_memory(facts=lake_commission() + roll_call() + claims)
    evidence = record.situation("lake-1").evidence
    assert (evidence["AAA"].choice, evidence["AAA"].how) == ("no", "named")
    assert evidence["BBB"].how == "elimination"


def test_proposals_and_decided_claims_are_two_situations(record: Record) -> None:
    record.add([reading_of()])
    now = record.situation("lake-1")
    assert now.decided is not None
    assert len(now.reported) == 2
    assert len(now.decided.reported) == 1
    tally = next(s for s in record.claims() if isinstance(s.claim, Tally))
    occasion = next(s for s in record.claims() if s.claim.kind == "occasion")
    record.decide([tally.claim.id, occasion.claim.id], "accept", by="Ana")
    assert record.situation("lake-1").decided is None


def test_without_hindsight_only_what_was_published_by_then_is_known(record: Record) -> None:
    record.add([reading_of()])
    assert len(record.situation("lake-1", known="2020-05-05").reported) == 2
    assert len(record.situation("lake-1", known="2020-05-04").reported) == 1


def test_a_vote_without_a_day_has_the_members_of_the_day_on_which_it_was_reported() -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add([reading_of(report_of(), day=None)])
    now = record.situation(record.questions()[0].id)
    assert (now.held_on, now.as_of) == (None, "2020-05-05")
    assert len(now.members) == now.base == 5
    assert now.reported[0].yes == 3


def test_a_vote_of_which_nobody_knows_when_it_was_reported_has_no_members() -> None:
    record = Record.in_memory(facts=lake_commission())
    read = reading_of(report_of(), day=None)
    undated = [msgspec.structs.replace(claim, known=None) for claim in read.claims]
    record.add([msgspec.structs.replace(read, claims=undated)])
    now = record.situation(record.questions()[0].id)
    assert (now.held_on, now.as_of, now.members) == (None, None, ())
    assert now.base == 5


def test_a_departure_is_a_negated_claim_since_its_day_and_an_earlier_open_one_does_not_win(
    record: Record,
) -> None:
    record.add_claims(
        [Membership(source=CHARTER, group="LAKE", member="EEE", since="2020-03-01", negated=True)]
    )
    assert "EEE" in record.situation("lake-1", on="2020-02-01").members
    assert "EEE" not in record.situation("lake-1").members


def test_a_persons_correction_weighs_more_than_the_roll_call(record: Record) -> None:
    record.add_claims(
        [Tally(source=Person("Ana", "recount"), draft="lake-1", yes=4, since="2020-05-04")]
    )
    assert record.situation("lake-1").reported[0].yes == 4


def told(majority: str, *, organ: str = "", facts: bool = True) -> Record:
    """Return a record of one reported vote, 3 to 1, of which a majority is said to be needed."""
    report = report_of("The text got 3 votes to 1; two thirds of those voting were needed.")
    source = report.passage(("main", 0, len(report.text)))
    claims: list[AnyClaim] = [
        Occasion(source=source, occasion="d-1", type="draft", organ=organ, reader="reader 1"),
        Tally(source=source, draft="d-1", yes=3, no=1, majority=majority, reader="reader 1"),
    ]
    record = Record.in_memory(facts=lake_commission() if facts else [])
    record.add([Reading(report=report, claims=claims)])
    return record


def test_a_majority_that_a_report_tells_is_the_rule_where_none_is_known() -> None:
    now = told("2/3 cast", facts=False).situation("d-1")
    (rule,) = now.rules
    assert rule.adopts == "yes >= 2/3 cast"
    assert ground(rule) == now.reported[0].claims  # the sentence that says so
    assert told("2/3", facts=False).situation("d-1").rules == ()  # of what, is not said


def test_a_majority_that_a_report_tells_chooses_among_the_rules_of_the_organ() -> None:
    other = Rule(source=CHARTER, organ="LAKE-C", matter="budget", adopts="yes > 1/2 cast")
    for majority, matters in (
        ("2/3", ["resolutions"]),
        ("1/2 cast", ["budget"]),
        ("3/4", ["budget", "resolutions"]),  # none asks for it: all may decide
    ):
        record = told(majority, organ="LAKE-C")
        record.add_claims([msgspec.structs.replace(other, source=Person("analyst", "seen"))])
        rules = record.situation("d-1").rules
        assert sorted(r.matter for r in rules) == matters


def test_a_person_whom_a_report_calls_a_member_of_a_body_of_states_has_no_vote_in_it() -> None:
    report = report_of()
    source = report.passage(("main", 0, 11))
    record = Record.in_memory(facts=lake_commission())
    envoy = Membership(source=source, group="LAKE", member="Ana Roa", reader="reader 1")
    record.add([Reading(report=report, claims=[*reading_of(report).claims, envoy])])
    now = record.situation(record.questions()[0].id)
    assert "Ana Roa" not in now.members
    assert len(now.members) == now.base == 5


def test_whom_a_report_alone_calls_a_member_votes_once_it_is_accepted() -> None:
    record = Record.in_memory(facts=lake_commission())
    told = reading_of()
    source = told.claims[0].source
    joins = Membership(source=source, group="LAKE", member="ZZZ", role="member", known="2020-05-01")
    state = Actor(source=Instrument("a list"), actor="ZZZ", type="state", name="Zed")
    record.add_claims([state])
    record.add([Reading(told.report, [*told.claims, joins])])
    (question,) = record.questions()
    assert "ZZZ" not in record.situation(question.id).members
    record.decide([joins.id], "accept", by="Ana")
    assert "ZZZ" in record.situation(question.id).members


def test_who_votes_is_not_suspended_because_a_report_alone_says_so() -> None:
    record = Record.in_memory(facts=lake_commission())
    told = reading_of()
    source, draft = told.claims[0].source, f"draft-{told.report.text_hash}"
    barred = [
        Membership(source=source, group="LAKE-C", member=who, role="suspended", known="2020-05-01")
        for who in ("AAA", "BBB")
    ]
    ballot = Ballot(source=source, draft=draft, voter="AAA", choice="no")
    record.add([Reading(told.report, [*told.claims, *barred, ballot])])
    (question,) = record.questions()
    assert record.situation(question.id).excluded == {"BBB"}
    record.decide([barred[0].id], "accept", by="Ana")
    assert record.situation(question.id).excluded == {"AAA", "BBB"}


def test_whoever_accepts_a_count_accepts_whose_vote_it_counts() -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add([reading_of(), reading_of(report_of("Again: The text won three votes."))])
    (question,) = record.questions()
    before = record.situation(question.id).decided
    assert before is not None
    assert (before.organ, before.reported) == ("", ())
    for stored in record.claims():
        if stored.claim.kind == "tally":
            record.decide([stored.claim.id], "accept", by="Ana")
            break
    decided = record.situation(question.id).decided
    assert decided is not None
    assert decided.organ == "LAKE-C"
    assert [r.yes for r in decided.reported] == [3]
    assert decided.rules
