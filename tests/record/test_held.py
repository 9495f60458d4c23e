from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quorate.claims.claim import AnyClaim, Ballot, Base
from quorate.claims.source import (
    Derived,
    Instrument,
    Passage,
    Person,
    RollCall,
    Source,
    Span,
    Supposed,
)
from quorate.record.held import Held, conflict, weigh
from quorate.record.schema import Stored

PRESS = Passage(report="r", text="t", spans=(Span("main", 0, 3, "yes"),))
SOURCES: tuple[Source, ...] = (
    Derived("elimination", ()),
    PRESS,
    RollCall("minutes"),
    Person("Ana"),
    Supposed("AAA no"),
)


def ballot(
    choice: str, source: Source, since: str | None = None, known: str | None = None
) -> Ballot:
    return Ballot(draft="d", voter="AAA", choice=choice, source=source, since=since, known=known)  # type: ignore[arg-type]  # a choice, given as text


def hold(*claims: AnyClaim) -> Held:
    (held,) = weigh((c.key, Stored(c, 1, "accepted")) for c in claims)
    return held


def test_supposed_weighs_more_than_a_correction_a_roll_call_press_and_elimination() -> None:
    claims = [ballot("yes", source) for source in SOURCES]
    for size in range(1, len(claims) + 1):
        assert hold(*claims[:size]).holds.claim is claims[size - 1]


def test_within_a_rank_the_later_since_holds_and_then_the_later_publication() -> None:
    early, late = ballot("yes", PRESS, "2020-01-01"), ballot("no", PRESS, "2020-02-01")
    assert hold(early, late).holds.claim is late
    first = ballot("yes", PRESS, "2020-01-01", known="2020-01-01")
    second = ballot("no", PRESS, "2020-01-01", known="2020-01-02")
    assert hold(first, second).holds.claim is second


def test_two_claims_of_one_day_that_differ_are_a_conflict_and_one_is_shown_as_holding() -> None:
    held = hold(ballot("yes", PRESS, "2020-01-01"), ballot("no", PRESS, "2020-01-01"))
    assert len(held.rivals) == 1


def test_a_later_claim_is_a_change_and_no_conflict_unless_the_earlier_has_an_end_after_it() -> None:
    source = Instrument("Charter")
    open_ended = Base(source=source, organ="o", count=34, since="1991-01-08")
    later = Base(source=source, organ="o", count=33, since="2023-11-19")
    ending = Base(source=source, organ="o", count=34, since="1991-01-08", until="2024-01-01")
    assert not conflict(open_ended, later)
    assert conflict(ending, later)


def test_what_begins_on_the_day_on_which_another_ends_is_a_change() -> None:
    old = replace(ballot("yes", SOURCES[1]), until="2020-05-01")
    assert not conflict(old, ballot("no", SOURCES[1], since="2020-05-01"))
    assert conflict(old, ballot("no", SOURCES[1], since="2020-04-30"))


def test_what_one_source_leaves_open_does_not_contradict_the_other() -> None:
    source = Instrument("Charter")
    bare = Base(source=source, organ="o", count=34)
    fuller = Base(source=source, organ="o", count=34, left_out=("CUB",), note="Cuba does not sit")
    assert not conflict(bare, fuller)


@given(st.permutations([ballot(c, s) for c, s in itertools.product(("yes", "no"), SOURCES)]))
def test_what_holds_does_not_depend_on_the_order_of_claims(claims: list[Ballot]) -> None:
    assert hold(*claims) == hold(*reversed(claims))


def test_what_a_model_proposed_gives_way_to_the_first_reader_until_a_person_accepts_it() -> None:
    read = replace(ballot("yes", PRESS, "2020-01-01"), reader="grammar 1")
    model = replace(ballot("no", PRESS, "2020-02-01"), reader="local m")
    for status, first in (("proposed", read), ("accepted", model)):
        stored = [Stored(read, 1, "proposed"), Stored(model, 2, status)]
        for order in (stored, stored[::-1]):
            (held,) = weigh((s.claim.key, s) for s in order)
            assert held.holds.claim is first
