from __future__ import annotations

import pytest
from msgspec.structs import replace

from quorate.claims.claim import AnyClaim, Ballot, Base, Figure, Membership, Tally
from quorate.claims.problem import Unusable
from quorate.claims.source import RollCall, Span
from quorate.record.case import Case, Question
from quorate.record.conflicts import COMPATIBLE, KINDS_OF_CONFLICT, conflicts
from quorate.record.contradiction import Conflict
from quorate.record.record import Record
from tests.record.conftest import CHARTER, lake_commission, reading_of, report_of, roll_call
from tests.record.test_occasions import official, reading
from tests.record.test_positions import stance

MINUTES = RollCall(title="Minutes")


@pytest.fixture(scope="module")
def shipped() -> tuple[Conflict, ...]:
    return conflicts(Record.in_memory(Case(name="Venezuela", crises=("venezuela",))))


def record_of(*claims: AnyClaim) -> Record:
    case = Case(name="Lake", bodies=("LAKE",))
    return Record.in_memory(case, [*lake_commission(), *claims])


def figure(best: int | None, low: int | None, by: str, wording: str = "") -> Figure:
    return Figure(
        source=RollCall(title=by), quantity="deaths", scope="protests", best=best, low=low,
        high=best, wording=wording, as_of="2020-05-04",
    )  # fmt: skip


def test_the_six_roll_calls_that_do_not_add_up_are_found(shipped: tuple[Conflict, ...]) -> None:
    found = {c.key for c in shipped if c.kind == "roll call" and not c.key.startswith("un-")}
    assert found == {
        "oas-pc-2014-03-07", "oas-pc-2014-03-21-item", "oas-pc-2017-03-28", "oas-mc-2017-06-19-b",
        "oas-ga-2019-06-28-ven", "oas-pc-2024-07-31",
    }  # fmt: skip


def test_the_disputed_members_are_found(shipped: tuple[Conflict, ...]) -> None:
    choices = {c.key for c in shipped if c.kind == "choice"}
    assert len(choices) == 10
    assert {"oas-pc-2019-01-10|BRB", "oas-ga-2019-06-28-ven|SLV"} <= choices
    assert [c.key for c in shipped if c.kind == "member"] == ["TIAR|VEN|member"]


def test_the_rival_tolls_of_june_2017_are_found(shipped: tuple[Conflict, ...]) -> None:
    (found,) = [c for c in shipped if c.kind == "figure" and c.day == "2017-06-19"]
    assert {s.says for s in found.sides} == {"95", "75", "74"}
    assert found.marks == ()


def test_several_counts_of_recognising_states_on_one_day_are_found(
    shipped: tuple[Conflict, ...],
) -> None:
    found = {c.day: c for c in shipped if c.key.startswith("countries_recognising|Juan Guaido|")}
    assert {s.says for s in found["2019-02-19"].sides} == {"some 50", "more than 50", "at least 50"}
    assert found["2019-02-19"].marks == (COMPATIBLE,)
    assert found["2019-02-04"].marks == ()


def test_rival_holders_of_the_presidency_are_found(shipped: tuple[Conflict, ...]) -> None:
    (found,) = [c for c in shipped if c.kind == "office"]
    assert found.key == "VEN-PRESIDENCY"
    assert len(found.sides) == 2


def test_every_side_rests_on_claims_and_every_kind_is_explained(
    shipped: tuple[Conflict, ...],
) -> None:
    assert all(s.claims for c in shipped for s in c.sides)
    assert {c.kind for c in shipped} <= KINDS_OF_CONFLICT.keys()


def test_a_consistent_record_has_no_conflict() -> None:
    members = ("AAA", "BBB", "CCC", "DDD", "EEE")
    ballots = [
        Ballot(
            source=MINUTES, draft="lake-1", voter=m, choice="yes" if i < 3 else "no",
            since="2020-05-04",
        )
        for i, m in enumerate(members)
    ]  # fmt: skip
    assert conflicts(record_of(*roll_call(), *ballots)) == ()


def test_votes_of_more_than_all_members_are_found() -> None:
    (found,) = conflicts(record_of(*roll_call(yes=4, no=2)))
    assert found.kind == "roll call"
    assert [s.says for s in found.sides] == ["4 yes, 2 no: 6 in all", "5 members counted"]


def test_a_report_that_counts_a_vote_differently_from_another_is_found() -> None:
    record = record_of()
    again = report_of("Later. The text won two votes, as was said.")
    record.add([reading_of(), reading_of(again, yes=2)])
    assert conflicts(record, "count") == ()  # two drafts until somebody says that they are one
    same = {s.claim.draft for s in record.claims() if isinstance(s.claim, Tally)}
    from quorate.claims.claim import Same
    from quorate.claims.source import Person

    one, other = sorted(same)
    record.add_claims([Same(source=Person("Ana"), one=one, other=other)])
    (found,) = conflicts(record, "count")
    assert not found.decided


def test_one_actor_with_two_stances_and_a_base_given_twice_are_found() -> None:
    other = Base(source=MINUTES, organ="LAKE-C", count=6, since="1990-01-01")
    record = record_of(stance("AAA"), stance("AAA", stance="opposes"), other)
    assert [c.kind for c in conflicts(record)] == ["position", "claim"]


def test_figures_whose_bounds_meet_are_marked_as_compatible_and_one_number_is_no_conflict() -> None:
    meet = record_of(figure(70, 70, "One", "70"), figure(None, 60, "Two", "more than 60"))
    assert conflicts(meet)[0].marks == (COMPATIBLE,)
    assert conflicts(record_of(figure(70, 70, "One", "70"), figure(70, 70, "Two", "70"))) == ()


def test_one_report_disputes_a_number_only_by_two_givers_of_it() -> None:
    report = report_of("Forty died, the police said. The league says 60. Later it was 52.")

    def told(words: str, best: int, by: str) -> Figure:
        at = report.text.index(words)
        source = report.passage(("main", at, at + len(words)))
        return replace(figure(best, best, "", words), source=source, said_by=by)

    forty, sixty = told("Forty", 40, "police"), told("60", 60, "league")
    later = told("52", 52, "")
    assert conflicts(record_of(forty, later)) == ()
    (found,) = conflicts(record_of(forty, sixty, later))
    assert {side.says for side in found.sides} == {"Forty", "60"}
    unscoped = [replace(each, scope="") for each in (forty, sixty)]
    assert conflicts(record_of(*unscoped)) == ()  # perhaps of two events
    at = report.text.index("died")
    spans = (*sixty.source.spans, Span("quantity antecedent", at, at + 4, "died"))  # type: ignore[union-attr]
    given = replace(unscoped[1], source=replace(sixty.source, spans=spans))
    assert len(conflicts(record_of(unscoped[0], given))) == 1


def test_lists_of_one_statement_that_differ_are_found_and_undecided_if_one_is_proposed() -> None:
    record = record_of(*official())
    record.add([reading()])
    (found,) = conflicts(record, "list")
    assert [len(s.claims) for s in found.sides] == [4, 3]
    assert not found.decided


def test_a_membership_asserted_and_denied_by_one_rank_is_found() -> None:
    denied = Membership(
        source=MINUTES, group="LAKE", member="AAA", since="1990-01-01", negated=True
    )
    assert [c.kind for c in conflicts(record_of(denied))] == ["member"]
    later = Membership(source=CHARTER, group="LAKE", member="AAA", since="2000", negated=True)
    assert conflicts(record_of(later)) == ()


def test_a_kind_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unusable, match="no kind of conflict 'war'"):
        conflicts(record_of(), "war")


def test_within_the_facts_of_a_body_that_nobody_here_names_there_is_no_conflict() -> None:
    twice = Base(source=CHARTER, organ="LAKE-C", count=6, since="1990-01-01")
    facts = [*lake_commission(), *roll_call(yes=4, no=2), twice]
    assert conflicts(Record.in_memory(Case(name="elsewhere"), facts)) == ()
    asked = Case(name="asked", question=(Question(id="q", organ="LAKE-C"),))
    kinds = {c.kind for c in conflicts(Record.in_memory(asked, facts))}
    assert kinds >= {"claim"}


def test_sizes_of_nothing_named_do_not_conflict_and_tolls_do() -> None:
    for quantity, several in (("members", 0), ("deaths", 1)):
        one, two = (
            replace(figure(n, n, by, str(n)), quantity=quantity, scope="")
            for n, by in ((35, "One"), (27, "Two"))
        )
        assert len(conflicts(record_of(one, two), "figure")) == several, quantity
