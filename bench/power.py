"""How fast is power counted, beside plain exact integers and a published package?

    python bench/power.py [--peer PYTHON]

draws weighted games by a seed and prints seconds, the median of paired runs: Banzhaf for 200
members against the textbook's exact dynamic program in plain whole numbers; Shapley and Shubik for
100 members; the IMF's 190 members at 85 per cent; the European Union's Council. With ``--peer``, a
Python that has the package powerindex from PyPI, that package counts the same in the same round.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from quorate.record.record import Record
from quorate.record.situation import Situation, by_hand
from quorate.theory.coalitions import Counted, Game, count_coalitions, game
from quorate.theory.power import power
from quorate.theory.rules import Chamber, whole

PEER = """
import sys, time
import powerindex as px
many, quota, weights = sys.argv[1], int(sys.argv[2]), [int(w) for w in sys.argv[3].split(",")]
game = px.Game(quota, weights)
begun = time.perf_counter()
game.calc_shapley_shubik() if many == "shapley" else game.calc_banzhaf()
print(time.perf_counter() - begun)
"""


def drawn(members: int, seed: int) -> tuple[list[int], int]:
    """Return weights from 1 to 100 and the quota of a bare majority of them."""
    weights = [random.Random(seed + i).randint(1, 100) for i in range(members)]
    return weights, sum(weights) // 2 + 1


def plain(weights: list[int], quota: int) -> list[int]:
    """Return the swings by the textbook's exact dynamic program, one member left out at a time."""
    totals = [0] * (quota + 1)
    totals[0] = 1
    for weight in weights:
        for t in range(quota - 1, weight - 1, -1):
            totals[t] += totals[t - weight]
    found = []
    for weight in weights:
        others = totals[:quota]
        for t in range(weight, quota):
            others[t] -= others[t - weight]
        found.append(sum(others[max(0, quota - weight) : quota]))
    return found


def weighted(weights: list[int], quota: int) -> Situation:
    names = [f"m{i}" for i in range(len(weights))]
    held = dict(zip(names, weights, strict=True))
    return by_hand(f"yes*w >= {quota}", {}, members=names, weights={"w": held})


def played(now: Situation) -> Game:
    return game(Chamber(whole(now.rules[0]), members=now.members, weights=now.weights))


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def peer(python: Path, which: str, weights: list[int], quota: int) -> float:
    told = subprocess.run(
        [str(python), "-c", PEER, which, str(quota), ",".join(map(str, weights))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(told.stdout)


def swings(counted: Counted | None) -> list[int]:
    return [sum(turned) for turned in counted.turned] if counted else []


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--orders", action="store_true", help="the IMF's Shapley-Shubik too")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    for which, members in (("banzhaf", 200), ("shapley", 100)):
        weights, quota = drawn(members, 1)
        asked = played(weighted(weights, quota))
        by_size = which == "shapley"
        assert swings(count_coalitions(asked, by_size)) == plain(weights, quota)
        rounds = []
        for _ in range(chosen.rounds):
            ours = seconds(lambda a=asked, s=by_size: count_coalitions(a, s))  # type: ignore[misc]
            beside = seconds(lambda w=weights, q=quota: plain(w, q)) if not by_size else 0.0  # type: ignore[misc]
            theirs = peer(chosen.peer, which, weights, quota) if chosen.peer else 0.0
            rounds.append((ours, beside, theirs))
        ours, beside, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"{which} of {members}: {ours:.3f} s", end="")
        for name, other in (("plain", beside), ("powerindex", theirs)):
            if other:
                print(f"; {name} {other:.3f} s, {other / ours:.0f} times", end="")
        print()
    record = Record.in_memory()
    for organ, matter, on in (
        ("EU-COUNCIL", "resolutions", "2020-05-14"),
        ("IMF-BOG", "eighty-five per cent", "2023-06-01"),
    ):
        chamber = record.chamber(organ, matter=matter, on=on)
        spent = seconds(lambda c=chamber: power(c))  # type: ignore[misc]
        print(f"{organ}, {len(chamber.members)} members: {spent:.2f} s")
    if chosen.orders:
        begun = time.process_time()
        found = power(chamber, orders=True)
        assert sum((s.shapley or 0) * len(s.members) for s in found.shares) == 1
        print(f"{organ}, Shapley-Shubik: {time.process_time() - begun:.2f} s of the processor")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
