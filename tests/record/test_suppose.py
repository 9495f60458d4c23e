from __future__ import annotations

import pytest

from quorate.claims.claim import Ballot, Membership
from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.record.suppose import read_supposition


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
        ("AAB no", "did you mean AAA"),
        ("leave nobody at all", "an ISO code"),
    ],
)
def test_what_supposes_nothing_is_answered_with_the_remedy(
    record: Record, words: str, remedy: str
) -> None:
    with pytest.raises(Unusable, match=remedy):
        read_supposition(words, record.actors())
