"""How well are annotated reports read?

Reads the reports of folders as ``quorate read FILES --jsonl OUT`` does, writes the predictions, and
lets a scorer print its table:

    python bench/reading.py FOLDER [FOLDER ...] [--scorer score.py] [--out FILE] [--errors]

A folder holds NAME.txt beside NAME.json; the scorer is called as ``python SCORER FOLDER OUT``.
``quorate evaluate FOLDER`` counts the same by itself; ``--timed`` tells speed and memory.

    python bench/reading.py FOLDER [FOLDER ...] --floors > bench/reading/floors.toml

prints the least F1 of each row that a test holds the reader to: a hundredth below what it reaches.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quorate.press.load import load
from quorate.reading.language import sentences
from quorate.reading.names import Names
from quorate.reading.read import predictions, read_report
from quorate.record.shipped import shipped
from quorate.views.evaluate import evaluate

FLOORS = "Least F1 of each row by set. A test reads it; raise it with: bench/reading.py --floors"
ROWS = ("tally", "mention", "statement", "position", "act", "membership", "figure")


def read_folder(folder: Path, names: Names, out: Path, timed: bool = False) -> None:
    """Read the reports of one folder and write what was read; print how fast.

    The first reading also makes the patterns that these reports need; ``timed`` reads them again.
    """
    reports = load(sorted(folder.glob("*.txt"))).reports
    begun = time.process_time()
    rows = [row for report in reports for row in predictions(read_report(report, names))]
    spent = time.process_time() - begun
    known = {path.name for path in folder.glob("*.txt")}
    with out.open("w", encoding="utf-8") as file:
        for row in rows:
            name = Path(row["file"]).name
            file.write(json.dumps({**row, "file": name if name in known else row["file"]}) + "\n")
    many = sum(len(sentences(report.text)) for report in reports)
    again = time.process_time()
    for report in reports[: len(reports) if timed else 0]:
        predictions(read_report(report, names))
    again = time.process_time() - again
    print(f"{folder}: {len(reports)} reports, {many} sentences, {many / spent:.0f} a second")
    if timed:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"read again: {many / again:.0f} a second; at most {peak:.0f} MB of memory")


def show_scores(scorer: Path, folder: Path, out: Path, errors: bool) -> None:
    """Print the scorer's rows for what is read so far, and its list of errors if asked."""
    command = [sys.executable, str(scorer), str(folder), str(out)]
    for row in ROWS if errors else ():
        told = subprocess.run([*command, "--errors", "--kind", row], capture_output=True, text=True)
        print(told.stdout.partition("dates that the text")[2])
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    table = told.stdout[told.stdout.index("OVERALL") :].splitlines()
    wanted = (*(f"{row} " for row in ROWS), "dates", "OVERALL")
    print("\n".join(line for line in table[:2] + table[2:] if line.startswith(wanted)))


def print_floors(folders: list[Path]) -> None:
    """Print a table a folder: row and least F1."""
    print(f"# {FLOORS}")
    for folder in folders:
        print(f"\n[{folder.resolve().name}]")
        for row in evaluate(folder).rows:
            print(f'"{row.row}" = {max(0.0, (row.f1 or 0.0) - 0.01):.3f}')


def main() -> None:
    """Read the folders named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument(
        "--out", type=Path, default=Path(tempfile.gettempdir()) / "predictions.jsonl"
    )
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--timed", action="store_true", help="read twice; how fast, in what memory")
    given = parser.parse_args()
    gc.set_threshold(50_000, 20, 20)  # as the command that reads does
    if given.floors:
        print_floors(given.folders)
        return
    names = Names(shipped().actors())
    for folder in given.folders:
        read_folder(folder, names, given.out, given.timed)
        if given.scorer:
            show_scores(given.scorer, folder, given.out, given.errors)


if __name__ == "__main__":
    main()
