"""How fast is the chance of a division, and does it agree with drawing divisions?

    python bench/chances.py [--draws 10000000 [--organ OAS]]

First the General Assembly of the United Nations with 193 members, four choices each, under both of
its ordinary rules, the quorum included: members independent, in six blocs with a shock each, and
with a shock of the whole body besides. Then, with `--draws`, every shipped organ of more than
fifteen members under each of its rules, members independent and with shocks of six blocs and of the
body: the chance against so many divisions drawn from a seed by other code, in standard errors.
Where no exact sum is in reach the chance is drawn too, and the errors of both are added.
"""

from __future__ import annotations

import argparse
import math
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
from quorate.record.situation import Chance, Situation, by_hand
from quorate.theory import division
from quorate.theory.division import Estimate, electorate
from quorate.theory.rules import Chamber, whole
from quorate.theory.shocks import Shocks
from quorate.theory.totals import Totals
from quorate.views.bodies import bodies, body

RUNS = 9
AT_ONCE = 50_000  # divisions held at once
ORDER = ("no", "abstain", "yes", "absent")  # as they lie along a voter's leaning
NORMAL = statistics.NormalDist()
AGREE = (("independent", 0, Shocks(0.0)), ("shocks", 6, Shocks(0.5, 0.3)))


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


class _Packed:
    """What each choice of each voter adds to the totals of a rule, several totals to a number."""

    def __init__(self, now: Situation, voters: list[str]) -> None:
        chamber = Chamber(
            whole(now.rules[0]), members=now.members, base=now.base, excluded=now.excluded,
            groups=now.groups, weights=now.weights,
        )  # fmt: skip
        self.totals = Totals(chamber, voters)
        steps = self.totals.steps[:, [CHOICES.index(c) for c in ORDER]].astype(np.int64)
        self.words: list[Any] = []
        self.places: list[tuple[int, int, int]] = []  # of each total: its number, shift and mask
        shift = 63
        for at in range(steps.shape[2]):
            bits = int(steps[:, :, at].max(axis=1).sum()).bit_length()
            if shift + bits > 62:
                self.words.append(np.zeros(steps.shape[:2], dtype=np.int64))
                shift = 0
            self.words[-1] += steps[:, :, at] << shift
            self.places.append((len(self.words) - 1, shift, (1 << bits) - 1))
            shift += bits

    def carried(self, sums: list[Any], number: int) -> int:
        """Return how many of the divisions with these sums the rule's own tests adopt."""
        points = [
            ((sums[word] >> shift) & mask).clip(max=n - 1)
            for (word, shift, mask), n in zip(self.places, self.totals.shape, strict=True)
        ]
        return int(np.broadcast_to(self.totals.adopts(points), number).sum())


def drawn(rules: list[Situation], shocks: Shocks, draws: int, seed: int) -> list[float]:
    """Return for each rule of one organ the share of drawn divisions that carry.

    Every voter leans by a normal draw of its own, the shock of its bloc and that of the body, as
    the page of the theory says; the divisions are judged by the tests of the rule themselves.
    """
    now, random = rules[0], np.random.default_rng(seed)
    voters = [m for m in now.members if m not in now.excluded]
    packed = [_Packed(each, voters) for each in rules]
    blocs = sorted({c.bloc for c in now.chances.values() if c.bloc}) if shocks.bloc else []
    cuts = []
    for voter in voters:
        chance = now.chances[voter]
        spread = (1 + shocks.body**2 + (shocks.bloc**2 if chance.bloc in blocs else 0)) ** 0.5
        here = 1 - chance.absent
        no, not_yes = chance.no / here, min(1.0, (chance.no + chance.abstain) / here)
        cuts.append(
            tuple(spread * NORMAL.inv_cdf(min(max(p, 1e-12), 1 - 1e-12)) for p in (no, not_yes))
        )
    carried = [0] * len(rules)
    for begun in range(0, draws, AT_ONCE):
        number = min(AT_ONCE, draws - begun)
        body = np.float32(shocks.body) * random.standard_normal(number, dtype=np.float32)
        moved = {
            bloc: body + np.float32(shocks.bloc) * random.standard_normal(number, dtype=np.float32)
            for bloc in blocs
        }
        sums = [[np.zeros(number, dtype=np.int64) for _ in each.words] for each in packed]
        for at, voter in enumerate(voters):
            chance = now.chances[voter]
            leaning = random.standard_normal(number, dtype=np.float32)
            if shocks.body or blocs:
                leaning += moved.get(chance.bloc, body)
            chosen = (leaning >= np.float32(cuts[at][0])).view(np.uint8) + (
                leaning >= np.float32(cuts[at][1])
            ).view(np.uint8)
            chosen[random.random(number, dtype=np.float32) < np.float32(chance.absent)] = 3
            for each, running in zip(packed, sums, strict=True):
                for word, total in zip(each.words, running, strict=True):
                    total += word[at][chosen]
        for place, (each, running) in enumerate(zip(packed, sums, strict=True)):
            carried[place] += each.carried(running, number)
    return [number / draws for number in carried]


def away(found: Estimate, share: float, draws: int) -> float:
    """Return how far a share of draws is from a chance, in standard errors of their difference."""
    spread = max((found.value * (1 - found.value) / draws) ** 0.5, 1 / draws)
    return (share - found.value) / math.hypot(spread, found.error)


def agreement(draws: int, organ: str, heads_alone: bool = False) -> list[float]:
    """Print each organ's chance and the share of draws; return how far apart, one a comparison."""
    by_members: dict[Any, list[tuple[str, Situation]]] = {}
    for words, now in organs("2024-06-17"):
        if words.startswith(organ) and not (heads_alone and now.weights):
            by_members.setdefault((now.members, now.excluded), []).append((words, now))
    apart, drawn_both = [], 0
    for named, blocs, shocks in AGREE:
        for rules in by_members.values():
            some = [with_chances(now, blocs) for _, now in rules]
            estimates = [electorate(now, shocks).chance(now.rules[0]) for now in some]
            for i, share in enumerate(drawn(some, shocks, draws, 7)):
                found, words = estimates[i], rules[i][0]
                apart.append(away(found, share, draws))
                drawn_both += bool(found.error)
                how = "drawn twice" if found.error else ""
                print(
                    f"{named:12} {words:58} {len(some[i].members):4} {found.value:.6f} "
                    f"{share:.6f} {apart[-1]:+.2f} {how}",
                    flush=True,
                )
    told = [abs(a) for a in apart if abs(a) > 1e-3]
    print(
        f"furthest: {max(told):.2f} standard errors in {len(apart)} comparisons ({drawn_both} with "
        f"no exact sum, drawn on both sides) of {draws:,} draws each; root mean square of the "
        f"{len(told)} that differ at all {statistics.fmean(t * t for t in told) ** 0.5:.2f}"
    )
    return apart


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
