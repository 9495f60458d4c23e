"""Does each rule give what history gave? Real votes, in ``history/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quorate.claims.claim import Base, Choice, Claim, Membership, Rule
from quorate.claims.files import Facts, read_all_facts
from quorate.theory.rules import Division, carries

FOLDER = Path(__file__).parent / "history"
KEYS = {"what", "organ", "matter", "on", "counts", "choices", "adopted", "source", "note"}


@cache
def facts() -> Facts:
    return read_all_facts()


def holds(claim: Claim, on: str) -> bool:
    return (claim.since or "") <= on and (claim.until is None or on < claim.until)


def members(group: str, on: str) -> set[str]:
    return {
        c.member
        for c in facts().claims
        if isinstance(c, Membership) and c.group == group and c.role == "member" and holds(c, on)
    }


def base(organ: str, on: str) -> int:
    """Return the number that the organ counted: as a fact says, else its organisation's members."""
    told = [c for c in facts().claims if isinstance(c, Base) and c.organ == organ and holds(c, on)]
    return told[0].count if told else len(members(organ.split("-")[0], on))


def rule(organ: str, matter: str) -> Rule:
    (found,) = [
        c for c in facts().claims if isinstance(c, Rule) and (c.organ, c.matter) == (organ, matter)
    ]
    return found


def votes() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for vote in tomllib.loads(path.read_text(encoding="utf-8"))["vote"]:
            yield pytest.param(vote, id=f"{vote['organ']}, {vote['on']}: {vote['what']}")


def division(vote: dict[str, Any]) -> Division:
    on, organ = str(vote["on"]), vote["organ"]
    if "choices" in vote:
        named: dict[str, Choice] = {v: c for c, voters in vote["choices"].items() for v in voters}
        absent: dict[str, Choice] = dict.fromkeys(members(organ, on) - set(named), "absent")
        p5 = frozenset(members("P5", on))
        return Division(choices=absent | named, base=base(organ, on), groups={"P5": p5})
    counts: dict[Choice, int] = dict(vote["counts"])
    counts["absent"] = base(organ, on) - sum(n for c, n in counts.items() if c != "absent")
    return Division(numbers=counts, base=base(organ, on))


@pytest.mark.parametrize("vote", list(votes()))
def test_the_rule_gives_what_history_gave(vote: dict[str, Any]) -> None:
    assert set(vote) <= KEYS
    assert vote["source"]
    told = rule(vote["organ"], vote["matter"])
    assert carries(told, division(vote)) is vote["adopted"]


def test_seventeen_of_thirty_three_would_have_carried_in_2024() -> None:
    told = rule("OAS-PC", "resolutions")
    numbers: dict[Choice, int] = {"yes": 17, "abstain": 11, "absent": 5}
    assert carries(told, Division(numbers=numbers, base=33))
    assert not carries(told, Division(numbers=numbers | {"absent": 6}, base=34))


def test_at_least_twenty_votes_of_each_organisation_are_held_against_history() -> None:
    for path in FOLDER.glob("*.toml"):
        assert len(tomllib.loads(path.read_text(encoding="utf-8"))["vote"]) >= 20
