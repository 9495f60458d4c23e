"""The search for sets of members: exact by classes, and honest where it stops."""

from __future__ import annotations

from math import comb

import pytest

from quorate.claims.rule import parse_rule
from quorate.record.situation import by_hand
from quorate.theory import switches
from quorate.theory.rules import Chamber
from quorate.theory.switches import Seats, Turning, fewest_leaving


def assembly(rule: str, yes: int, no: int, abstain: int) -> Turning:
    chamber = Chamber(parse_rule(rule), seats=yes + no + abstain)
    numbers = {"yes": yes, "no": no, "abstain": abstain}
    return Turning(chamber, [Seats(0, ((c, n),)) for c, n in numbers.items()])


def test_two_ways_to_the_same_size_are_both_counted() -> None:
    turning = assembly("yes >= 2/3 cast", 93, 24, 58)  # 93 of 117, 78 needed
    found = turning.smallest(among=[0])
    assert found is not None
    assert (found.size, found.number) == (15 + 1, comb(93, 16))
    from_others = turning.smallest(among=[2])
    assert from_others is not None
    assert from_others.size == 23  # 93 of 140 is under two-thirds, 93 of 139 is not


def test_among_nobody_no_set_is_found() -> None:
    assert assembly("yes >= 2", 1, 0, 0).smallest() is None
    assert assembly("yes >= 2", 1, 3, 0).smallest(among=[]) is None


def test_a_search_that_meets_its_limit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {f"m{i}": 100 + i for i in range(30)}
    now = by_hand("yes*w >= 2/3 members*w", dict.fromkeys(weights, "no"), weights={"w": weights})
    chamber = Chamber(
        parse_rule("yes*w >= 2/3 members*w"), members=now.members, weights=now.weights
    )
    seats = [Seats(chamber.kind[m], (("no", 1),), (m,)) for m in now.members]
    monkeypatch.setattr(switches, "MAX_WORK", 3_000)
    found = Turning(chamber, seats).smallest()
    assert found is not None
    assert found.number is None
    assert found.size == 20  # by the bound alone: the twenty heaviest carry, nineteen never do
    monkeypatch.setattr(switches, "MAX_BODIES", 10)
    leaving, settled = fewest_leaving(now, parse_rule("yes*w >= 2/3 members*w"), seats)
    assert (leaving, settled) == (None, False)


def test_names_are_listed_only_where_all_are_known() -> None:
    chamber = Chamber(parse_rule("yes >= 2"), members=["A", "B", "C"])
    yes, no = Seats(0, (("yes", 1),), ("A",)), Seats(0, (("no", 2),), ("B", "C"))
    turning = Turning(chamber, [yes, no])
    found = turning.smallest()
    assert found is not None
    assert turning.named(found) == (("B",), ("C",))
    unnamed = Turning(chamber, [yes, Seats(0, (("no", 2),))])
    assert unnamed.named(found) == ()


def test_sets_of_half_a_large_body_are_listed_without_making_them_all() -> None:
    members = tuple(f"M{i:02}" for i in range(60))
    rule = parse_rule("yes >= 1/2 members")
    turning = Turning(Chamber(rule, members=members, base=60), [Seats(0, (("no", 60),), members)])
    found = turning.smallest()
    assert found is not None
    assert found.size == 30
    assert len(turning.named(found)) == switches.MAX_LISTED
