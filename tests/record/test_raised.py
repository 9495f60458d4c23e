"""Claims of one party, one addressee and one wording are one demand, in the order of their days."""

from __future__ import annotations

from quorate.claims.claim import Party, Position
from quorate.claims.source import Person
from quorate.record.actors import naming_of
from quorate.record.raised import demand_of, grouped
from quorate.record.record import Record
from quorate.record.schema import Stored


def said(party: str, phrase: str, day: str, target: str = "") -> Stored:
    claim = Position(
        parties=(Party(actor=party),), stance="demands", phrase=phrase, target=target, since=day,
        source=Person("Ana", day),
    )  # fmt: skip
    return Stored(claim, 1, "accepted")


def test_a_later_claim_joins_the_demand_that_one_of_its_party_began_in_like_words() -> None:
    naming = naming_of(Record.in_memory())
    told = [
        said("BRA", "the release of all prisoners", "2020-05-06"),
        said("BRA", "release of prisoners", "2020-05-04", "VEN"),
        said("BRA", "release of prisoners", "2020-05-05", "PER"),
        said("CAN", "release of prisoners", "2020-05-05", "VEN"),
    ]
    found = [demand_of(group, naming) for group in grouped(told, naming)]
    assert sorted((d.by, d.of, d.since, len(d.claims)) for d in found) == [
        (("BRA",), "PER", "2020-05-05", 1),
        (("BRA",), "VEN", "2020-05-04", 2),
        (("CAN",), "VEN", "2020-05-05", 1),
    ]
