"""How far apart are two readers of the same reports, and what parse do they share?

Precision, recall and F1 are those of all reports together; the interval of a difference of F1 is of
95 per cent, by a bootstrap that draws the reports in pairs. The parse is that of the pipeline that
ships with Quorate, with the Treebank's tags.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from bench.brackets import Word, brackets
from quorate.reading import pipeline

RESAMPLES, SEED = 2000, 1
Row = dict[str, Any]


class Count(NamedTuple):
    """Of one report: what was found, missed, and read that nobody annotated."""

    found: int = 0
    missed: int = 0
    false: int = 0


def rates(counts: Iterable[Count]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over reports."""
    found, missed, false = map(sum, zip(*counts, strict=True))
    p, r = found / max(found + false, 1), found / max(found + missed, 1)
    return p, r, 2 * found / max(2 * found + false + missed, 1)


def between(ours: Sequence[Count], theirs: Sequence[Count]) -> tuple[float, float, float]:
    """Return the difference of F1 and its interval, by a bootstrap of the reports in pairs."""
    draw, many = random.Random(SEED), len(ours)
    found = []
    for _ in range(RESAMPLES):
        drawn = draw.choices(range(many), k=many)
        found.append(rates(ours[i] for i in drawn)[2] - rates(theirs[i] for i in drawn)[2])
    found.sort()
    return (
        rates(ours)[2] - rates(theirs)[2],
        found[int(RESAMPLES * 0.025)],
        found[int(RESAMPLES * 0.975) - 1],
    )


def show(title: str, ours: Sequence[Count], **others: Sequence[Count]) -> None:
    """Print a row: each reader's precision, recall and F1, and how far Quorate is above."""
    print(f"{title}: Quorate {_rates(ours)}")
    for name, theirs in others.items():
        gap, low, high = between(ours, theirs)
        told = name.replace("_", " ")
        print(f"    {told} {_rates(theirs)}; difference {gap:+.3f} [{low:+.3f}, {high:+.3f}]")


def _rates(counts: Sequence[Count]) -> str:
    p, r, f = rates(counts)
    return f"P {p:.3f} R {r:.3f} F1 {f:.3f}"


class Parsed(NamedTuple):
    """A sentence as it was parsed: its words, their places in the text, and their lemmas."""

    words: list[Word]
    places: list[tuple[int, int]]
    lemmas: list[str]


def parse(texts: Iterable[str]) -> list[Parsed]:
    """Return the parse of each sentence by the pipeline that ships with Quorate."""
    parser = pipeline.load()
    docs: Any = parser._pipeline.pipe(map(parser._one, texts), batch_size=pipeline.TOGETHER)
    return [
        Parsed(
            [Word(t.text, t.tag_, t.pos_, t.head.i, "root" if t.head is t else t.dep_) for t in d],
            [(t.idx, t.idx + len(t.text)) for t in d],
            [t.lemma_ for t in d],
        )
        for d in docs
    ]


def tree(parsed: Parsed) -> str:
    """Return the sentence in brackets; without the words that are blanks alone."""
    blank = [at for at, word in enumerate(parsed.words) if word.text.isspace()]
    if not blank:
        return brackets(parsed.words)
    kept = [at for at in range(len(parsed.words)) if at not in blank]
    place = {at: number for number, at in enumerate(kept)}
    root = next((at for at in kept if parsed.words[at].head == at), kept[0] if kept else 0)
    words = [parsed.words[at] for at in kept]
    return brackets([w._replace(head=place.get(w.head, place[root])) for w in words])
