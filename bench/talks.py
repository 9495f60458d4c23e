"""How fast are all packages weighed, beside a published package for negotiation?

    python bench/talks.py [--peer PYTHON]

draws issues by a seed and prints seconds of the processor, the median of paired rounds: eight
issues of five options (390,625 packages) for two and for three parties; ten issues of ten options
(10,000,000,000), values drawn apart and values nearly opposed, where the frontier is long. The
whole answer is timed: what holds whatever the weights, the frontier, the named packages and the
drafts. With ``--peer``, a Python that has negmas from PyPI, that package finds the frontier and the
Nash point of the same 390,625 packages in the same round, and both frontiers are compared.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import time
from pathlib import Path

from quorate.record.terms import Terms, by_hand
from quorate.theory.talks import talks

Worths = list[list[list[float]]]  # by party, issue and option

PEER = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from negmas import LinearAdditiveUtilityFunction, make_issue, make_os
from negmas.preferences import nash_points, pareto_frontier
worths = json.load(sys.stdin)
sizes = [len(options) for options in worths[0]]
space = make_os([make_issue([f"o{a}" for a in range(n)], name=f"i{k}")
                 for k, n in enumerate(sizes)])
sides = [
    LinearAdditiveUtilityFunction(
        values={f"i{k}": {f"o{a}": v for a, v in enumerate(options)}
                for k, options in enumerate(side)},
        weights={f"i{k}": 1.0 for k in range(len(sizes))},
        outcome_space=space, reserved_value=0.0,
    )
    for side in worths
]
begun = time.process_time()
outcomes = list(space.enumerate_or_sample())
frontier, _ = pareto_frontier(sides, outcomes=outcomes, sort_by_welfare=True)
nash_points(sides, frontier, outcome_space=space)
print(json.dumps({"seconds": time.process_time() - begun, "frontier": [list(f) for f in frontier]}))
"""


def drawn(issues: int, options: int, parties: int, seed: int, opposed: bool = False) -> Worths:
    """Return worths from 0 to 1; opposed: one party's is what the first's lacks, and a little."""
    draw = random.Random(seed)
    first = [[draw.random() for _ in range(options)] for _ in range(issues)]
    rest = [
        [[1 - v + draw.random() / 10 if opposed else draw.random() for v in o] for o in first]
        for _ in range(parties - 1)
    ]
    return [first, *rest]


def made(worths: Worths) -> Terms:
    names = "ABCDEF"[: len(worths)]
    return by_hand(
        dict.fromkeys(names, 0),
        {
            f"i{k}": {
                f"o{a}": {name: worths[p][k][a] for p, name in enumerate(names)}
                for a in range(len(options))
            }
            for k, options in enumerate(worths[0])
        },
    )


def timed(terms: Terms) -> tuple[float, list[tuple[float, ...]]]:
    begun = time.process_time()
    found = talks(terms)
    spent = time.process_time() - begun
    assert found.weighed is not None, found.unweighed
    return spent, sorted(tuple(deal.gains.values()) for deal in found.weighed.frontier)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    for title, worths in (
        ("8 issues of 5, two parties", drawn(8, 5, 2, seed=1)),
        ("8 issues of 5, two parties opposed", drawn(8, 5, 2, seed=1, opposed=True)),
        ("8 issues of 5, three parties", drawn(8, 5, 3, seed=1)),
        ("10 issues of 10, two parties", drawn(10, 10, 2, seed=1)),
        ("10 issues of 10, two parties opposed", drawn(10, 10, 2, seed=1, opposed=True)),
        ("10 issues of 10, three parties", drawn(10, 10, 3, seed=1)),
    ):
        terms = made(worths)
        timed(terms)
        ours, theirs = [], []
        for _ in range(chosen.rounds):
            spent, frontier = timed(terms)
            ours.append(spent)
            if chosen.peer and len(worths) == 2 and len(worths[0]) == 8:
                told = subprocess.run(
                    [str(chosen.peer), "-c", PEER], input=json.dumps(worths),
                    capture_output=True, text=True, check=True,
                )  # fmt: skip
                answer = json.loads(told.stdout.splitlines()[-1])
                theirs.append(float(answer["seconds"]))
                points = sorted(tuple(p) for p in answer["frontier"])
                assert len(points) == len(frontier)
                apart = max(
                    abs(a - b)
                    for p, q in zip(points, frontier, strict=True)
                    for a, b in zip(p, q, strict=True)
                )
                assert apart < 1e-8
        print(f"{title}: {statistics.median(ours):.3f} s, frontier of {len(frontier)}", end="")
        print(f"; negmas {statistics.median(theirs):.2f} s" if theirs else "", flush=True)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
