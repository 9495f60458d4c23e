"""How well are attributions found in articles that others annotated?

PolNeAR 1.0 (Newell and others, 2018: github.com/networkdynamics/PolNeAR) marks who says, thinks or
intends what in news articles: source, cue and content, in quotation marks or not. Its articles
belong to their publishers: they are measured where they lie, never copied, and nothing learns from
them.

    python bench/polnear.py FOLDER

FOLDER holds ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``, as ``data/test`` does.
Contents are paired one to one, as many as can be, at an overlap of characters (intersection over
union) of .3 and of .8. A source is right if it overlaps by .5, counted over the contents paired at
.3 that have one.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quorate.claims.claim import Statement
from quorate.claims.source import Passage
from quorate.press.load import load
from quorate.reading.dates import find_dates
from quorate.reading.names import Names
from quorate.reading.statements import find_statements
from quorate.record.shipped import shipped


class Attributed(NamedTuple):
    """The characters of what is said, and of who says it."""

    content: frozenset[int]
    source: frozenset[int]


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Return how much two sets of characters share of what either holds."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def annotated(path: Path) -> list[Attributed]:
    """Return the attributions of an annotation file (brat standoff) that have a content."""
    spans: dict[str, frozenset[int]] = {}
    found = []
    for line in path.read_text("utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            _, _, where = rest.partition("\t")[0].partition(" ")
            pairs = [part.split() for part in where.split(";")]
            spans[key] = frozenset(i for a, b in pairs for i in range(int(a), int(b)))
        elif key.startswith("E"):
            roles: dict[str, set[int]] = {"Content": set(), "Source": set()}
            for role, _, of in (pair.partition(":") for pair in rest.split()):
                roles.setdefault(role.rstrip("0123456789"), set()).update(spans.get(of, ()))
            if roles["Content"]:
                found.append(Attributed(frozenset(roles["Content"]), frozenset(roles["Source"])))
    return found


def read(path: Path, names: Names) -> list[Attributed]:
    """Return the statements that the reader finds in an article."""
    found = []
    for report in load([path]).reports:
        claims = find_statements(report, names.mentions(report), find_dates(report))
        found += [
            _attributed(claim.source)
            for claim in claims
            if isinstance(claim, Statement) and isinstance(claim.source, Passage)
        ]
    return found


def _attributed(passage: Passage) -> Attributed:
    of: dict[str, set[int]] = {}
    for span in passage.spans:
        of.setdefault(span.role, set()).update(range(span.start, span.end))
    content = of.get("segment") or of["main"]
    return Attributed(frozenset(content), frozenset(of.get("speaker", ())))


def paired(
    gold: Sequence[Attributed], read_: Sequence[Attributed], least: float
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a one-to-one assignment that pairs as many as can be."""
    near = [
        sorted(
            ((overlap(g.content, r.content), j) for j, r in enumerate(read_)),
            reverse=True,
        )
        for g in gold
    ]
    taken: dict[int, int] = {}

    def assign(i: int, tried: set[int]) -> bool:
        for share, j in near[i]:
            if share < least:
                return False
            if j not in tried:
                tried.add(j)
                if j not in taken or assign(taken[j], tried):
                    taken[j] = i
                    return True
        return False

    for i in range(len(gold)):
        assign(i, set())
    yield from ((i, j) for j, i in taken.items())


def main() -> None:
    """Print the scores of the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    names = Names(shipped().actors())
    gold_many = read_many = sources = right = 0
    hits = {0.3: 0, 0.8: 0}
    spent = 0.0
    for path in sorted((folder / "text").glob("*.txt")):
        marked = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not marked:
            continue
        gold = annotated(marked[0])  # of several annotators, the first
        begun = time.process_time()
        found = read(path, names)
        spent += time.process_time() - begun
        gold_many, read_many = gold_many + len(gold), read_many + len(found)
        for least in hits:
            pairs = list(paired(gold, found, least))
            hits[least] += len(pairs)
            if least == 0.3:
                with_source = [(i, j) for i, j in pairs if gold[i].source]
                sources += len(with_source)
                right += sum(
                    overlap(gold[i].source, found[j].source) >= 0.5 for i, j in with_source
                )
    print(f"{folder}: {gold_many} attributions, {read_many} read, {spent:.1f} s")
    for least, many in hits.items():
        p, r = many / max(read_many, 1), many / max(gold_many, 1)
        print(f"content at {least}: P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}")
    print(f"sources right: {right / max(sources, 1):.3f} of {sources}")


if __name__ == "__main__":
    main()
