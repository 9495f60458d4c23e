"""Does each rule give what history gave? Real votes, in ``history/*.toml``.

Where an organ did otherwise than its text, the vote says why under `differs`: the text must then
give the other answer, and a rule of practice, where one is shipped, what history gave.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from quorate.claims.claim import Choice, Membership, Weight
from quorate.claims.rule import parse_rule
from quorate.record.shipped import shipped
from quorate.theory.rules import Division, carries
from quorate.views.bodies import OrganCard, Ruling, rule

FOLDER = Path(__file__).parent / "history"
KEYS = {
    "what", "organ", "matter", "on", "counts", "choices", "adopted", "source", "note", "differs",
}  # fmt: skip


@cache
def all_votes() -> tuple[dict[str, Any], ...]:
    return tuple(
        vote
        for path in sorted(FOLDER.glob("*.toml"))
        for vote in tomllib.loads(path.read_text(encoding="utf-8"))["vote"]
    )


def votes() -> Iterator[Any]:
    for vote in all_votes():
        yield pytest.param(vote, id=f"{vote['organ']}, {vote['on']}: {vote['what']}")


def division(vote: dict[str, Any], card: OrganCard, ruling: Ruling) -> Division:
    on, base = str(vote["on"]), ruling.base
    formulas = [parse_rule(text) for text in (ruling.adopts, ruling.quorum) if text]
    weights = {w for formula in formulas for w in formula.weights}
    groups = {g for formula in formulas for g in formula.groups}
    if "choices" not in vote:
        assert not weights | groups, "give choices by name"
        counts: dict[Choice, int] = dict(vote["counts"])
        counts["absent"] = (base or 0) - sum(n for c, n in counts.items() if c != "absent")
        assert counts["absent"] >= 0, "more votes than members"
        return Division(numbers=counts, base=base)
    named: dict[str, Choice] = {v: c for c, voters in vote["choices"].items() for v in voters}
    counted = set(card.members) - set(card.left_out)
    barred = frozenset(card.suspended) & counted
    assert named.keys() <= counted - barred
    absent: dict[str, Choice] = dict.fromkeys(counted - barred - named.keys(), "absent")
    return Division(
        choices=absent | named,
        base=base,
        excluded=barred,
        groups={name: held_in(name, on) for name in groups},
        weights={name: weight(name, on) for name in weights},
    )


def held_in(group: str, on: str) -> frozenset[str]:
    held = shipped().held("membership", {"group": (group,)}, on=on)
    return frozenset(cast(Membership, h.holds.claim).member for h in held)


def weight(scheme: str, on: str) -> dict[str, Fraction]:
    held = [cast(Weight, h.holds.claim) for h in shipped().held("weight", on=on)]
    return {w.holder: Fraction(w.value) for w in held if w.scheme == scheme}


@pytest.mark.parametrize("vote", list(votes()))
def test_the_rule_gives_what_history_gave(vote: dict[str, Any]) -> None:
    assert set(vote) <= KEYS
    assert vote["source"]
    card = rule(vote["organ"], vote["matter"], on=str(vote["on"]))
    decides, *habit = card.rules
    expected = vote["adopted"] is not ("differs" in vote)
    assert carries(parse_rule(decides.adopts), division(vote, card, decides)) is expected
    if not decides.quorum or "choices" in vote or "absent" in vote["counts"]:
        assert carries(whole(decides), division(vote, card, decides)) is expected
    if "differs" in vote and habit and not habit[0].excluded:
        told = division(vote, card, habit[0])
        assert carries(parse_rule(habit[0].adopts), told) is vote["adopted"]


def whole(ruling: Ruling) -> str:
    return f"({ruling.adopts}) and ({ruling.quorum})" if ruling.quorum else ruling.adopts


def test_seventeen_of_thirty_three_would_have_carried_in_2024() -> None:
    (told,) = rule("OAS-PC", "resolutions", on="2024-07-31").rules
    numbers: dict[Choice, int] = {"yes": 17, "abstain": 11, "absent": 5}
    assert carries(told.adopts, Division(numbers=numbers, base=33))
    assert not carries(told.adopts, Division(numbers=numbers | {"absent": 6}, base=34))


def test_votes_of_many_bodies_are_held_against_history_and_a_third_of_them_failed() -> None:
    found = all_votes()
    assert len(found) >= 150
    assert len({vote["organ"].partition("-")[0] for vote in found}) >= 20
    assert sum(not vote["adopted"] for vote in found) >= len(found) / 3
