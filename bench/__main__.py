"""What does each figure of the benchmark table come to on this machine?

python -m bench                                  everything that needs no annotated reports
python -m bench GOLD [GOLD ...] --scorer FILE    how well annotated reports are read, too
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

RUNS = 7


def seconds(work: Callable[[], object]) -> str:
    """Return the median and the range of some runs, after one that is not counted."""
    work()
    spent = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return f"{statistics.median(spent):.4f} s  ({min(spent):.4f} to {max(spent):.4f})"


def processor(work: Callable[[], object]) -> str:
    """Return the median and the range of what some runs of a command cost the processor."""
    work()
    spent = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        work()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return f"{statistics.median(spent):.3f} s  ({min(spent):.3f} to {max(spent):.3f})"


def command(*words: str) -> Callable[[], object]:
    return lambda: subprocess.run(
        [sys.executable, "-m", "quorate", *words], capture_output=True, check=True
    )


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*")
    parser.add_argument("--scorer")
    given = parser.parse_args()
    from quorate import body
    from quorate.claims.files import read_all_facts

    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "case")
        demo = command("demo", "--folder", case)
        print("quorate demo, a new case        ", seconds_once(demo))
        print("quorate --help                  ", processor(command("--help")))
        print("quorate votes CASE              ", processor(command("votes", case)))
        print("quorate reports CASE             ", processor(command("reports", case)))
        print("quorate rule UN-SC              ", processor(command("rule", "UN-SC")))
        print("all facts read from their files ", seconds(read_all_facts))
        for name in ("OAS", "EU", "UN"):
            print(f"then one body, {name:17}", seconds(partial(body, name, on="2017-06-19")))
    if given.gold:
        words = ["--scorer", given.scorer] if given.scorer else []
        script = str(Path(__file__).parent / "reading.py")
        subprocess.run([sys.executable, script, *given.gold, *words], check=True)


def seconds_once(work: Callable[[], object]) -> str:
    begun = time.perf_counter()
    work()
    return f"{time.perf_counter() - begun:.3f} s"


if __name__ == "__main__":
    main()
