"""How well are the types of acts read, by PLOVER's own gold records?

    python bench/plover.py FILE

FILE is a list of records as PLOVER publishes them, or {"records": [...]}: each with a sentence, one
coded event, its sources and its targets. Only sentences with both are asked. Of the acts read in a
sentence one is taken: the first by a gold source at a gold target, else the first by a gold source,
else the first. Types are compared as ``quorate.reading.acts.plover`` maps them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from quorate.claims.claim import Act
from quorate.claims.report import Report
from quorate.reading.acts.plover import from_plover, to_plover
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped

ROLES = (("source", "source"), ("target", "target"))


def acts_of(record: dict[str, Any], names: Names) -> list[Act]:
    """Read the acts of a record's sentence, those between its own parties first."""
    day = record.get("date") or None
    report = Report(
        name=record["id"], text=record["text"], bytes_hash="", extractor="text 1", published=day
    )
    acts = [c for c in read_report(report, names).claims if isinstance(c, Act)]
    return sorted(acts, key=lambda act: -shared(act, record))


def shared(act: Act, record: dict[str, Any]) -> int:
    """Return how well the parties agree: both sides 2, the source 1, else 0."""
    told = [
        any(meet(span.words, actor["actorText"]) for span in spans for actor in record[field])
        for field, role in ROLES
        for spans in [[s for s in act.source.spans if s.role == role]]  # type: ignore[union-attr]
    ]
    return 2 if all(told) else int(told[0])


def meet(read: str, gold: str) -> bool:
    return bool(gold) and (gold.lower() in read.lower() or read.lower() in gold.lower())


def main() -> None:
    """Print accuracy and F1 over the sentences of a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    told = json.loads(given.file.read_text("utf-8"))
    records = [
        r
        for r in (told["records"] if isinstance(told, dict) else told)
        if r.get("source") and r.get("target") and to_plover(from_plover(r["event"]))
    ]
    names = Names(shipped().actors())
    read = right = any_right = parties = 0
    gold: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for record in records:
        wanted = to_plover(from_plover(record["event"]))
        gold[wanted] += 1
        acts = acts_of(record, names)
        types = [to_plover(act.type) for act in acts]
        read += bool(acts)
        any_right += wanted in types
        if acts:
            right += types[0] == wanted
            hits[wanted] += types[0] == wanted
            parties += shared(acts[0], record) == 2
    whole = len(records)
    print(f"{whole} sentences with source and target, {read} read, {right} of the right type")
    print(f"accuracy {right / whole:.3f}, among those read {right / max(read, 1):.3f}", end="")
    print(f", F1 {2 * right / (whole + read):.3f}; any act of the type {any_right / whole:.3f}")
    print(f"source and target both met in {parties}")
    print("  ".join(f"{kind} {hits[kind]}/{n}" for kind, n in sorted(gold.items())))


if __name__ == "__main__":
    main()
