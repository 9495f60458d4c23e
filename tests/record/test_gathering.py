"""What is kept of demands is what all claims give, on any date, after whatever is entered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Party, Position
from quorate.claims.source import Person
from quorate.record import gathering
from quorate.record.actors import Naming, flat, naming_of
from quorate.record.demands import Demand, demands
from quorate.record.gathering import Gathered, Told
from quorate.record.marks import seen
from quorate.record.raised import claim_of, demand_of, grouped
from quorate.record.record import Record
from quorate.record.store import Store
from tests.record.dice import Dice, made

DAYS = (None, "2020-05-02", "2020-05-04", "2020-05-05", "2020-06-01", "2020-07-01")


def from_all_claims(record: Record, naming: Naming, stances: tuple[str, ...]) -> Told:
    """Gather the demands of a date from every claim, with every position as what may close one."""
    day = record.on_date
    found = [
        s for s in record.candidates("position")
        if claim_of(s).stance in stances and not s.claim.negated
        and (not day or seen(s.claim) <= day)
    ]  # fmt: skip
    told = [demand_of(group, naming) for group in grouped(found, naming)]
    held = flat(record.held("position"))
    return Told(told, [s for s in held if not day or seen(s.claim) <= day])


def answers(record: Record) -> list[tuple[Demand, ...]]:
    views = [record.on(day).known(known) for day in DAYS for known in (None, "2020-05-06")]
    return [demands(view, calls=calls) for view in views for calls in (False, True)]


def whole(record: Record) -> list[tuple[Demand, ...]]:
    """Return the same by a record that has gathered nothing yet, from all claims."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(gathering, "told", from_all_claims)
        return answers(Record(record.store, record.case))


@given(st.integers(0, 10**9), st.booleans())
@settings(max_examples=25, deadline=None)
def test_demands_on_a_date_after_each_entry_are_those_of_all_claims(
    seed: int, doubts: bool
) -> None:
    record = made(Store("sqlite://"), seed, doubts)
    dice = Dice(seed + 1, doubts)
    for _ in range(3):
        assert answers(record) == whole(record)
        dice.decide(record, 2)
        record.add_claims([demand(dice)])
    record.close()


def demand(dice: Dice) -> Position:
    parties = tuple(Party(actor=dice.dice.choice(("AAA", "CCC", "Costa"))) for _ in range(2))
    return Position(
        parties=parties, stance="demands", phrase=dice.dice.choice(("the truce", "the open ports")),
        source=Person("Ana", str(dice.dice.random())), since=dice.dice.choice(DAYS[1:]),
    )  # fmt: skip


def test_an_entry_on_something_else_gathers_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    record = made(Store("sqlite://"), 3, doubts=False)
    naming = naming_of(record)
    before = gathering.gathered(record, naming, ("demands",))
    monkeypatch.setattr(gathering, "_anew", None)
    told = [s for s in record.claims() if s.status == "proposed" and s.claim.kind == "act"]
    record.decide([told[0].claim.id], "accept", by="Ana")
    after = gathering.gathered(record, naming_of(record), ("demands",))
    assert after.entry > before.entry
    assert all(one is other for one, other in zip(before.groups, after.groups, strict=True))


def test_of_a_new_claim_only_its_parties_and_theirs_are_gathered_again() -> None:
    def said(*names: str, phrase: str) -> Position:
        parties = tuple(Party(actor=name) for name in names)
        return Position(parties=parties, stance="demands", phrase=phrase, since="2020-05-04",
                        source=Person("Ana", phrase))  # fmt: skip

    record = Record.in_memory()
    record.add_claims([
        said("BRA", phrase="open ports"), said("BRA", "PER", phrase="free courts"),
        said("PER", phrase="timely elections"), said("CAN", phrase="open ports now"),
    ])  # fmt: skip
    kept: Gathered = gathering.gathered(record, naming_of(record), ("demands",))
    places = kept.beside(["bra"])
    assert {kept.groups[place].demand.phrase for place in places} == {
        "open ports", "free courts", "timely elections",
    }  # fmt: skip
