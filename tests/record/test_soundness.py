"""What is wrong in terms of talks is said in a sentence with the next step."""

from __future__ import annotations

import math

import msgspec
import pytest

from quorate.claims.problem import Unusable
from quorate.record.soundness import faults, sound
from quorate.record.terms import Giver, Link, Preference, Terms, Worth, by_hand

ISSUES = {
    "land": {"as now": {}, "shared": {"A": 3, "B": -1}, "all": {"A": 5, "B": -4}},
    "aid": {"none": {}, "paid": {"A": 0, "B": 4}},
}
PARTIES = {"A": 0, "B": 0}


def made(**changed: object) -> Terms:
    terms = by_hand(PARTIES, ISSUES, givers={"paid": "DONOR"})
    return msgspec.structs.replace(terms, **changed)


def with_worth(worth: Worth) -> Terms:
    terms = made()
    land, aid = terms.issues
    paid = msgspec.structs.replace(aid.options[1], worth={"A": Worth(sign="nothing"), "B": worth})
    aid = msgspec.structs.replace(aid, options=(aid.options[0], paid))
    return msgspec.structs.replace(terms, issues=(land, aid))


def link(kind: str, option: str, other: str) -> Link:
    return Link(kind=kind, option=option, other=other)  # type: ignore[arg-type]


def likes(party: str, better: str, worse: str) -> Preference:
    return Preference(party=party, better=better, worse=worse)


def test_terms_without_a_fault_come_back_as_they_are() -> None:
    terms = made()
    assert faults(terms) == []
    assert sound(terms) is terms


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        (made(parties=()), "Nobody is a party"),
        (made(parties=made().parties[:1]), "Only A is a party"),
        (made(parties=made().parties[:1] * 2), "A is a party twice"),
        (made(issues=()), "no issue"),
        (made(issues=made().issues[:1] * 2), "stands twice"),
        (made(draft=("land: as now",)), "first draft"),
        (made(draft=("land: as now", "land: all")), "first draft"),
        (made(givers=()), "neither in the room nor among the givers"),
        (made(givers=(Giver(id="DONOR"), Giver(id="A"))), "in the room and outside it"),
        (made(links=(link("requires", "aid: paid", "nowhere"),)), "'nowhere', which is no option"),
        (made(links=(link("requires", "land: shared", "land: all"),)), "only one of the two"),
        (
            made(
                links=(
                    link("requires", "aid: paid", "land: all"),
                    link("excludes", "land: all", "aid: paid"),
                )
            ),
            "exclude each other, and one requires the other",
        ),
        (made(links=(link("excludes", "land: all", "land: all"),)), "excludes itself"),
        (with_worth(Worth(low=1.0, high=math.inf)), "no end on one side"),
        (with_worth(Worth(low=1.0)), "no end on one side"),
        (with_worth(Worth(low=math.nan, high=1.0)), "no end on one side"),
        (with_worth(Worth(low=2.0, high=1.0)), "runs from 2 down to 1"),
        (with_worth(Worth(sign="loses", low=2.0, high=3.0)), "its sign is 'loses'"),
        (made(preferences=(likes("C", "land: all", "land: shared"),)), "is no party"),
        (made(preferences=(likes("A", "land: all", "aid: paid"),)), "not two options of one issue"),
        (
            made(
                preferences=(
                    likes("A", "land: all", "land: shared"),
                    likes("A", "land: shared", "land: all"),
                )
            ),
            "better than itself",
        ),
    ],
)
def test_each_fault_has_its_sentence_and_the_next_step(terms: Terms, says: str) -> None:
    found = faults(terms)
    assert any(says in fault.what for fault in found), [str(f) for f in found]
    assert all(f.what.endswith(".") and f.remedy.endswith(".") for f in found)
    with pytest.raises(Unusable) as raised:
        sound(terms)
    assert raised.value.problems == tuple(found)
