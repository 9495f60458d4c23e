"""How fast is the chance of a division, and does it agree with drawing divisions?

    python bench/chances.py [--draws 10000000 [--organ OAS]]

First the General Assembly of the United Nations with 193 members, four choices each, under both of
its ordinary rules, the quorum included: members independent, in six blocs with a shock each, and
with a shock of the whole body besides. Then, with `--draws`, every shipped organ of more than
fifteen members whose sum is exact: the chance against so many divisions drawn from a seed, in
standard errors.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any, cast

import msgspec
import numpy as np

from quorate.claims.claim import CHOICES, Membership
from quorate.claims.rule import parse_rule
from quorate.record.shipped import shipped
from quorate.record.situation import FOUR, Chance, Situation, by_hand
from quorate.theory import division
from quorate.theory.division import electorate
from quorate.theory.rules import Chamber, whole
from quorate.theory.shocks import Shocks
from quorate.theory.totals import Totals
from quorate.views.bodies import bodies, body

RUNS = 9


def milliseconds(work: Callable[[], object]) -> str:
    """Return the median and the range of some runs, and the processor's part of the median."""
    work()
    spent, busy = [], []
    for _ in range(RUNS):
        begun, used = time.perf_counter(), time.process_time()
        work()
        spent.append(1000 * (time.perf_counter() - begun))
        busy.append(1000 * (time.process_time() - used))
    told = f"{statistics.median(spent):8.1f} ms  ({min(spent):.1f} to {max(spent):.1f})"
    return f"{told}, processor {statistics.median(busy):.1f} ms"


def with_chances(now: Situation, blocs: int, seed: int = 1) -> Situation:
    """Return the situation with chances from a seed; every third member is in no bloc."""
    random = np.random.default_rng(seed)
    chances = {}
    for at, member in enumerate(now.members):
        yes, no, abstain, absent = map(float, random.dirichlet([1.5, 0.6, 0.6, 0.4]))
        bloc = f"bloc {at % blocs}" if blocs and at % 3 else ""
        chances[member] = Chance(yes=yes, no=no, abstain=abstain, absent=absent, bloc=bloc)
    return msgspec.structs.replace(now, chances=chances)


def timings() -> None:
    members = [f"M{i:03}" for i in range(193)]
    for rule in ("yes > 1/2 cast", "yes >= 2/3 cast"):
        now = by_hand(rule, {}, members=members, quorum="present > 1/2 members")
        for words, blocs, shocks in (
            ("independent", 0, Shocks(0.0)),
            ("six blocs, shock .5", 6, Shocks(0.5)),
            ("six blocs, and the body .3", 6, Shocks(0.5, 0.3)),
        ):
            people = electorate(with_chances(now, blocs), shocks)
            asked = now.rules[0]
            told = milliseconds(partial(people.chance, asked))
            print(f"{rule:16} {words:27} chance      {told}")
            told = milliseconds(partial(people.given_each, asked))
            print(f"{'':16} {'':27} who decides {told}")


def organs(on: str) -> list[tuple[str, Situation]]:
    """Return every shipped organ of more than fifteen members under each of its rules."""
    weights: dict[str, dict[str, Fraction]] = {}
    for held in shipped().held("weight", on=on):
        claim: Any = held.holds.claim
        weights.setdefault(claim.scheme, {})[claim.holder] = Fraction(claim.value)
    found: dict[Any, tuple[str, Situation]] = {}
    for each in bodies(on=on):
        for organ in body(each.body, on=on).organs:
            members = [m for m in organ.members if m not in organ.left_out]
            for ruling in organ.rules:
                formulas = [parse_rule(t) for t in (ruling.adopts, ruling.quorum) if t]
                schemes = {w for f in formulas for w in f.weights}
                if len(members) <= 15 or any(
                    weights.get(s, {}).keys() < set(members) for s in schemes
                ):
                    continue
                groups = {
                    g: {
                        cast(Membership, h.holds.claim).member
                        for h in shipped().held("membership", {"group": (g,)}, on=on)
                    }
                    for g in {g for f in formulas for g in f.groups}
                }
                now = by_hand(
                    ruling.adopts, {}, members=members, base=ruling.base, quorum=ruling.quorum,
                    groups=groups, weights={s: weights[s] for s in schemes},
                    excluded=organ.suspended,
                )  # fmt: skip
                key = ruling.adopts, ruling.quorum, len(members), len(organ.suspended)
                found.setdefault(key, (f"{organ.organ}: {ruling.matter}", now))
    return list(found.values())


def drawn(now: Situation, draws: int, seed: int) -> float:
    """Return the share of drawn divisions that carry, by the tests of the rule themselves."""
    chamber = Chamber(
        whole(now.rules[0]), members=now.members, base=now.base, excluded=now.excluded,
        groups=now.groups, weights=now.weights,
    )  # fmt: skip
    voters = [m for m in now.members if m not in now.excluded]
    totals = Totals(chamber, voters)
    random = np.random.default_rng(seed)
    chances = np.array([[getattr(now.chances[m], c) for c in FOUR] for m in voters])
    edges = np.cumsum(chances, axis=1)
    carried, done = 0, 0
    steps = totals.steps[:, [CHOICES.index(c) for c in FOUR]].astype(float)
    while done < draws:
        number = min(20_000, draws - done)
        throw = random.random((number, len(voters)))
        sums = np.zeros((number, len(totals.shape)))
        below = np.zeros_like(throw, dtype=bool)
        for place in range(len(FOUR)):
            reached = throw < edges[:, place] if place < 3 else np.ones_like(below)
            sums += (reached & ~below).astype(float) @ steps[:, place]
            below = reached
        points = [
            np.rint(sums[:, at]).astype(np.int64).clip(max=n - 1)
            for at, n in enumerate(totals.shape)
        ]
        carried += int(np.broadcast_to(totals.adopts(points), number).sum())
        done += number
    return carried / draws


def agreement(draws: int, organ: str) -> None:
    worst = 0.0
    for words, now in organs("2024-06-17"):
        if not words.startswith(organ):
            continue
        some = with_chances(now, 0)
        found = electorate(some, Shocks(0.0)).chance(some.rules[0])
        if found.error:
            print(f"{words:60} {len(now.members):4} no exact sum: {found.value:.4f}")
            continue
        share = drawn(some, draws, 7)
        error = max((found.value * (1 - found.value) / draws) ** 0.5, 1 / draws)
        away = (share - found.value) / error
        worst = max(worst, abs(away))
        print(f"{words:60} {len(now.members):4} {found.value:.6f} {share:.6f} {away:+.2f}")
    print(f"furthest: {worst:.2f} standard errors of {draws:,} draws")


def main() -> None:
    """Print the timings, and with draws the agreement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=0)
    parser.add_argument("--organ", default="", help="only organs whose words begin so")
    given = parser.parse_args()
    if not given.draws:
        timings()
    print(f"sums are exact up to {division.MAX_POINTS:,} points times states")
    if given.draws:
        agreement(given.draws, given.organ)


if __name__ == "__main__":
    main()
