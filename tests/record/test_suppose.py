from __future__ import annotations

import pytest

from quorate.claims.claim import Actor, Ballot, Membership
from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.record.suppose import read_supposition
from quorate.theory.votes import votes
from tests.record.conftest import CHARTER, lake_commission, reading_of, roll_call


def test_a_choice_a_departure_and_an_accession_can_be_supposed_by_id_or_name(
    record: Record,
) -> None:
    actors = record.actors()
    ballot = read_supposition("AAA no", actors)
    assert isinstance(ballot, Ballot)
    assert (ballot.voter, ballot.choice) == ("AAA", "no")
    by_name = read_supposition("state bbb abstain", actors)
    assert isinstance(by_name, Ballot)
    assert by_name.voter == "BBB"
    leaving, joining = read_supposition("leave CCC", actors), read_supposition("join FFF", actors)
    assert isinstance(leaving, Membership)
    assert isinstance(joining, Membership)
    assert (leaving.negated, joining.negated) == (True, False)
    barred, back = read_supposition("suspend CCC", actors), read_supposition("readmit CCC", actors)
    assert isinstance(barred, Membership)
    assert isinstance(back, Membership)
    assert (barred.role, barred.negated, back.negated) == ("suspended", False, True)


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("AAA perhaps", "write a member and a choice as 'BRB no'"),
        ("", "write a member and a choice"),
        ("AAB no", "did you mean State"),
        ("leave nobody at all", "an ISO code"),
    ],
)
def test_what_supposes_nothing_is_answered_with_the_remedy(
    record: Record, words: str, remedy: str
) -> None:
    with pytest.raises(Unusable, match=remedy):
        read_supposition(words, record.actors())


@pytest.mark.parametrize(
    ("supposed", "voters", "said"),
    [
        (("ZZZ no",), set(), ["ZZZ is supposed to choose, but is no member."]),
        (("AAA no",), {"AAA"}, []),
        (("join ZZZ", "ZZZ no"), {"ZZZ"}, []),  # it is one then
    ],
)
def test_the_choice_of_one_who_is_no_member_counts_nowhere_and_is_told(
    supposed: tuple[str, ...], voters: set[str], said: list[str]
) -> None:
    stranger = Actor(source=CHARTER, actor="ZZZ", type="state", name="State ZZZ")
    record = Record.in_memory(facts=[*lake_commission(), stranger])
    record.add([reading_of()])
    (question,) = record.questions()
    now = record.suppose(*supposed).situation(question.id)
    assert set(now.evidence) == voters
    assert now.decided is not None
    assert set(now.decided.evidence) == voters
    assert [p.what for p in now.problems] == said


def test_the_vote_of_one_who_joins_is_added_to_the_count_and_was_not_in_it() -> None:
    stranger = Actor(source=CHARTER, actor="ZZZ", type="state", name="State ZZZ")
    record = Record.in_memory(facts=[*lake_commission(), *roll_call(), stranger])
    record.add([reading_of()])
    joined = record.suppose("join ZZZ")
    counts = [votes(r.situation("lake-1")).decided for r in (joined, joined.suppose("ZZZ yes"))]
    assert [(c.yes_low, c.yes_high) for c in counts] == [(3, 4), (4, 4)]
