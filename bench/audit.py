"""Does the sentence support the claim? A sample for judges who see nothing else, and their count.

    python bench/audit.py FOLDER [FOLDER ...] --draw 100 --seed 1 > sample.jsonl

reads the reports of folders and draws claims at random: a line each with number, kind, what the
claim says, the sentences its spans stand in, and the spans' words by role. Two judges, apart, write
a line ``{"n": 1, "supported": true, "why": ""}`` for each;

    python bench/audit.py --judged sample.jsonl first.jsonl second.jsonl

prints how far they agree and what share of each kind they found supported.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec

from quorate.claims.claim import AnyClaim, Occasion
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.press.load import load
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped
from quorate.views.describe import says
from quorate.views.highlight import sentence

HIDDEN = ("source", "known", "reader", "confidence", "kind", "draft", "talks", "how")


def drawn(folders: list[Path], many: int, seed: int) -> list[dict[str, Any]]:
    """Return claims drawn at random from what is read in the reports of folders."""
    actors = shipped().actors()
    names = Names(actors)
    shown = {actor.actor: actor.name for actor in actors}
    pool: list[dict[str, Any]] = []
    for folder in folders:
        for report in load(sorted(folder.glob("*.txt"))).reports:
            claims = read_report(report, names).claims
            titles = {c.occasion: c.title for c in claims if isinstance(c, Occasion)}
            pool += [row for claim in claims if (row := _row(claim, report, shown | titles))]
    pool.sort(key=lambda row: json.dumps(row, sort_keys=True, default=str))
    sample = random.Random(seed).sample(pool, min(many, len(pool)))
    return [{"n": n, **row} for n, row in enumerate(sample, 1)]


def _row(claim: AnyClaim, report: Report, names: dict[str, str]) -> dict[str, Any] | None:
    """Return what a judge sees of a claim; None of an occasion, which other claims carry."""
    if not isinstance(claim.source, Passage) or isinstance(claim, Occasion):
        return None
    spans = sorted({(span.start, span.end) for span in claim.source.spans})
    held = sorted({sentence(report.text, *span) for span in spans})
    fields = {k: v for k, v in msgspec.to_builtins(claim).items() if k not in HIDDEN}
    return {
        "kind": claim.kind,
        "says": says(claim, names),
        "fields": {k: names.get(v, v) if isinstance(v, str) else v for k, v in fields.items()},
        "sentences": [" ".join(report.text[slice(*span)].split()) for span in held],
        "words": {span.role: report.text[span.start : span.end] for span in claim.source.spans},
        "published": report.published,
    }


def judged(sample: Path, first: Path, second: Path) -> str:
    """Return how far two judges agree, and what share of each kind was supported."""
    kinds = {row["n"]: row["kind"] for row in _lines(sample)}
    verdicts = [{row["n"]: bool(row["supported"]) for row in _lines(p)} for p in (first, second)]
    by: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for n, kind in kinds.items():
        pair = (verdicts[0][n], verdicts[1][n])
        by[kind].append(pair)
        by["all"].append(pair)
    lines = [
        "| kind | claims | first judge | second judge | both | agree |",
        "|---|---|---|---|---|---|",
    ]
    for kind in sorted(by, key=lambda k: (k == "all", k)):
        pairs = by[kind]
        shares = (
            sum(a for a, _ in pairs), sum(b for _, b in pairs), sum(a and b for a, b in pairs),
            sum(a == b for a, b in pairs),
        )  # fmt: skip
        lines.append(
            f"| {kind} | {len(pairs)} | "
            + " | ".join(f"{s / len(pairs):.2f}" for s in shares)
            + " |"
        )
    return "\n".join(lines)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in path.read_text("utf-8").splitlines() if row.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--draw", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judged", nargs=3, type=Path)
    chosen = parser.parse_args()
    if chosen.judged:
        print(judged(*chosen.judged))
        return
    for row in drawn(chosen.folders, chosen.draw, chosen.seed):
        print(json.dumps(row, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main()
