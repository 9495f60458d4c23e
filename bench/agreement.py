"""How far do two annotators agree on the same reports, by the measure that the reader is held to?

    python bench/agreement.py SECOND FIRST [FIRST ...]

SECOND holds reports of the other folders annotated once more, by somebody who had not seen the
first annotation. For each row: how many of the items that one requires the other has, required
there or not, on both sides, and their F1. Names of actors count as the same where the two
annotators share one of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from quorate.claims.problem import Unusable
from quorate.views.annotated import Annotated, Item, annotated, folded
from quorate.views.evaluate import matched

ROWS = ("statement", "position", "act", "act+target", "tally", "membership", "figure")
NAMES = ("speakers", "actors", "source", "target", "body", "group", "member")


def known(folder: Path, file: str) -> dict[str, set[str]]:
    """Return by canonical name the names of each actor, folded."""
    data: dict[str, Any] = msgspec.json.decode((folder / file).with_suffix(".json").read_bytes())
    return {
        each["canonical"]: {folded(x) for x in (each["canonical"], *each["aliases"]) if x}
        for each in data["actors"]
    }


def shared(own: dict[str, set[str]], others: dict[str, set[str]]) -> dict[str, str]:
    """Return for each name of one annotator's actors the other's, where they share a name."""
    found = {}
    for who, names in own.items():
        near = Counter({other: len(names & each) for other, each in others.items()})
        ((best, many),) = near.most_common(1) or [(who, 0)]
        found[who] = who if who in others or not many else best
    return found


def told(item: Item, names: dict[str, str]) -> dict[str, Any]:
    """Return an annotated item as if it had been read."""
    says = {
        name: [names.get(x, x) for x in value]
        if isinstance(value, list)
        else names.get(value, value)
        for name, value in item.says.items()
        if name in NAMES and value is not None
    }
    start, end = item.spans[0]
    place = {
        "kind": item.kind,
        "start": start,
        "end": end,
        "members": item.says.get("members_total"),
    }
    if item.kind == "statement":
        place["segments"] = item.spans
    return item.says | place | says


def counted(one: Annotated, other: Annotated, names: dict[str, str], row: str) -> tuple[int, int]:
    """Return how many of those that ONE requires OTHER has, and how many there are."""
    mine = matched(one, row, [told(item, names) for item in other.items])
    return mine.found, mine.found + len(mine.missed)


def agreed(second: Path, firsts: list[Path]) -> Iterator[tuple[str, Counter[str]]]:
    """Yield for each row what each annotator requires, and what of it the other has."""
    again = {each.file: each for each in annotated(second)}
    pairs = []
    for first in firsts:
        for each in annotated(first):
            if each.file in again:
                own, new = known(first, each.file), known(second, each.file)
                pairs.append((each, again[each.file], shared(new, own), shared(own, new)))
    for row in ROWS:
        total: Counter[str] = Counter()
        for one, other, to_first, to_second in pairs:
            for side, (has, asks) in (
                ("first", counted(one, other, to_first, row)),
                ("second", counted(other, one, to_second, row)),
            ):
                total += Counter({f"{side} has": has, side: asks})
        total["reports"] = len(pairs)
        yield row, total


def main() -> None:
    """Print the table."""
    if len(sys.argv) < 3:
        sys.exit("Name the folder of the second annotation, and those of the first.")
    try:
        rows = list(agreed(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]))
    except Unusable as fault:
        sys.exit(str(fault))
    for row, total in rows:
        shares = [total[f"{side} has"] / max(1, total[side]) for side in ("first", "second")]
        f1 = 2 * shares[0] * shares[1] / max(1e-9, sum(shares))
        print(
            f"{row:12} {total['first has']} of {total['first']} that the first asks, "
            f"{total['second has']} of {total['second']} that the second asks, F1 {f1:.3f}"
        )


if __name__ == "__main__":
    main()
