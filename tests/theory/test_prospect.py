"""What is told beside the chance to carry: held against adding up every division."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Choice
from quorate.record.situation import Chance, Situation, by_hand
from quorate.theory.division import electorate
from quorate.theory.needed import threshold
from quorate.theory.prospect import prospect
from quorate.theory.rules import Division, carries
from quorate.theory.shocks import Shocks

FOUR: tuple[Choice, ...] = ("yes", "no", "abstain", "absent")
RULES = [
    ("yes > 1/2 members", ""),
    ("yes >= 2/3 cast", "present > 1/2 members"),
    ("yes >= 2 and no[G] = 0", ""),
    ("no = 0", "present >= 2/3 members"),
    ("yes >= 2/3 present", ""),
]


def likely(four: Iterable[float], bloc: str = "") -> Chance:
    yes, no, abstain, absent = map(float, four)
    return Chance(yes=yes, no=no, abstain=abstain, absent=absent, bloc=bloc)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    members = "ABCD"[: draw(st.integers(2, 4))]
    chances = {}
    for member in members:
        parts = draw(st.lists(st.integers(0, 4), min_size=4, max_size=4).filter(any))
        four = [part / sum(parts) for part in parts]
        chances[member] = likely(four)
    rule, quorum = draw(st.sampled_from(RULES))
    now = by_hand(rule, {}, members=list(members), groups={"G": {"A", "B"}}, quorum=quorum)
    return msgspec.structs.replace(now, chances=chances)


Divided = list[tuple[dict[str, Choice], float]]


def divisions(now: Situation, instead: dict[Choice, Choice] | None = None) -> Divided:
    """Return every division with its chance."""
    found: Divided = []
    for choices in itertools.product(FOUR, repeat=len(now.members)):
        each = dict(zip(now.members, choices, strict=True))
        chance = float(np.prod([getattr(now.chances[m], c) for m, c in each.items()]))
        if chance:
            found.append(({m: (instead or {}).get(c, c) for m, c in each.items()}, chance))
    return found


def holds(now: Situation, formula: str, choices: dict[str, Choice]) -> bool:
    return carries(formula, Division(choices=choices, base=now.base, groups=now.groups))


def adopted(now: Situation, choices: dict[str, Choice]) -> bool:
    return carries(now.rules[0], Division(choices=choices, base=now.base, groups=now.groups))


@settings(deadline=None, max_examples=120)
@given(situations())
def test_everything_told_is_what_adding_up_every_division_gives(now: Situation) -> None:
    told = prospect(now.rules[0], electorate(now, Shocks(0, 0)))
    every = divisions(now)
    assert told.exact
    assert told.chance == pytest.approx(sum(p for d, p in every if adopted(now, d)), abs=1e-12)
    yes: Counter[int] = Counter()
    carrying: Counter[int] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    margins: Counter[int] = Counter()
    for division, chance in every:
        counts = Counter(division.values())
        yes[counts["yes"]] += chance  # type: ignore[assignment]
        carrying[counts["yes"]] += chance * adopted(now, division)  # type: ignore[assignment]
        pairs[counts["yes"], counts["no"]] += chance  # type: ignore[assignment]
        asked = threshold(now.rules[0], now.base, cast=counts["yes"] + counts["no"]).number
        if asked is not None:
            margins[counts["yes"] - asked] += chance  # type: ignore[assignment]
    for number in range(len(now.members) + 1):
        assert told.yes[number] == pytest.approx(yes[number], abs=1e-12)
        assert told.carrying[number] == pytest.approx(carrying[number], abs=1e-12)
    assert told.likeliest.chance == pytest.approx(max(pairs.values()), abs=1e-12)
    for number, chance in told.margin:
        assert chance == pytest.approx(margins[number], abs=1e-9)
    for choice in FOUR:
        want = sum(getattr(c, choice) for c in now.chances.values())
        assert told.expected[choice] == pytest.approx(want, abs=1e-12)
    for condition in told.conditions:
        others = [c.formula for c in told.conditions if c is not condition]
        met = [(holds(now, condition.formula, d), d, p) for d, p in every]
        assert condition.chance == pytest.approx(sum(p for h, _, p in met if h), abs=1e-12)
        alone = sum(p for h, d, p in met if not h and all(holds(now, f, d) for f in others))
        assert condition.alone == pytest.approx(alone, abs=1e-12)
    for other in told.otherwise:
        then = divisions(now, {other.choice: other.instead})
        want = sum(p for d, p in then if adopted(now, d))
        assert other.chance == pytest.approx(want, abs=1e-12)


def test_a_veto_and_a_quorum_are_told_in_the_line() -> None:
    chances = {m: Chance(yes=0.9, no=0.1) for m in "ABCDE"}
    now = by_hand("yes >= 3 and no[P2] = 0", {}, members="ABCDE", groups={"P2": {"A", "B"}})
    told = prospect(now.rules[0], electorate(msgspec.structs.replace(now, chances=chances)))
    veto = next(c for c in told.conditions if c.veto)
    assert veto.chance == pytest.approx(0.81)
    assert "no P2 against .81" in told.line
