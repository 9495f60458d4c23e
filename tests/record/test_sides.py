"""Which names in reports mean one side of talks."""

from __future__ import annotations

import pytest

from quorate.record.bearing import Taker
from quorate.record.case import Case
from quorate.record.record import Record
from quorate.record.sides import Sides, in_room
from quorate.record.talks import Asked, Talks


@pytest.fixture(scope="module")
def record() -> Record:
    return Record.in_memory(Case(name="v", crises=("venezuela",)))


def test_words_for_a_government_are_one_side_and_its_head_is_of_it(record: Record) -> None:
    names = ["Chile's authoritarian regime", "Ana Soto's government", "Ana Soto", "the opposition",
             "main political opposition parties", "The two sides"]  # fmt: skip
    sides = Sides(record, names)
    assert len(sides.all) == 2
    assert sides.of("Ana Soto") == sides.of("Chile's authoritarian regime")
    assert sides.of("the opposition") == sides.of("main political opposition parties")
    assert sides.of("The two sides") == ""


def test_governments_of_two_states_are_two_sides(record: Record) -> None:
    sides = Sides(record, ["the government of Chile", "the Peruvian government"])
    assert len(sides.all) == 2


def test_actors_that_the_record_lists_are_never_made_one(record: Record) -> None:
    sides = Sides(record, ["VEN-GOV", "VEN-INTERIM"])
    assert sides.all == ("VEN-GOV", "VEN-INTERIM")


def test_an_analysts_names_come_first(record: Record) -> None:
    sides = Sides(record, ["the alliance", "the generals"], {"north": ("the alliance",)})
    assert sides.of("the alliance") == "north"
    assert sides.all == ("north", "the generals")


def test_a_person_who_asks_nothing_sits_there_for_a_side(record: Record) -> None:
    def asked(party: str, standing: str) -> Asked:
        return Asked(issue=f"what {party} wants", party=party, standing=standing)  # type: ignore[arg-type]  # a Literal

    talks = Talks(
        id="t",
        parties=(Taker(actor="Daniel Soto", role="participant"),),
        mediators=(Taker(actor="Eva Ruiz", role="mediator"),),
        terms=(
            asked("the delegation", "asks"),
            asked("the alliance", "asks"),
            asked("Leo Brandt", "offers"),
            asked("Eva Ruiz", "offers"),
        ),
    )
    assert list(in_room(record, talks)) == ["the delegation", "the alliance"]
