"""How much of what parties to talks ask and offer is read, and how much of what is read is so?

    python -m bench.terms [--errors]

Reads the passages of ``tests/reading/term_passages.toml``. A term is right if its party, whether it
is asked, offered or dropped, and its issue agree; of two issues one may go on where the other ends.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from pathlib import Path
from typing import NamedTuple

import quorate
from quorate.claims.claim import Term
from quorate.record.shipped import shipped

PASSAGES = Path(__file__).parent.parent / "tests" / "reading" / "term_passages.toml"


class Counted(NamedTuple):
    """Terms of passages: annotated, read, right; and those missed and wrong, in words."""

    annotated: int
    read: int
    right: int
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.annotated


def counted(hand: str) -> Counted:
    """Read the passages of one hand (``learnt``, ``fresh``) and compare."""
    annotated = read = right = 0
    errors: list[str] = []
    for passage in tomllib.loads(PASSAGES.read_text(encoding="utf-8"))["passage"]:
        if passage["hand"] != hand:
            continue
        wanted, found = [tuple(term) for term in passage["terms"]], _read(passage["text"])
        annotated, read = annotated + len(wanted), read + len(found)
        for term in found:
            match = next((w for w in wanted if _agree(term, w)), None)
            if match is None:
                errors.append(f"{passage['name']}: wrong {term}")
                continue
            wanted.remove(match)
            right += 1
        errors += [f"{passage['name']}: missed {term}" for term in wanted]
    return Counted(annotated, read, right, tuple(errors))


def _read(text: str) -> list[tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "passage.txt"
        path.write_text(text, encoding="utf-8")
        [reading] = quorate.read([path], actors=shipped().actors())
    return [
        (c.party, "dropped" if c.negated else "asks" if c.asks else "offers", c.issue)
        for c in reading.claims
        if isinstance(c, Term)
    ]


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    same = one[:2] == other[:2]
    return same and (one[2].startswith(other[2]) or other[2].startswith(one[2]))


def main() -> None:
    for hand in ("learnt", "fresh"):
        found = counted(hand)
        print(
            f"{hand}: {found.annotated} terms, {found.read} read, {found.right} right: "
            f"P {found.precision:.2f}, R {found.recall:.2f}"
        )
        if "--errors" in sys.argv:
            print(*found.errors, sep="\n")


if __name__ == "__main__":
    main()
