"""How well are short passages read, of memberships, acts and positions?

    python bench/passages.py [--scorer score.py] [--errors]

reads ``tests/reading/passages``, each passage as a report of its own, and prints precision, recall
and F1 for those learnt from (the first, third ... of a file) and those kept aside. ``--errors``
lists what was missed, and read falsely, of those learnt from. In ``belonging`` what a passage says
stands in lines below it: ``role: member, member @ group``, after ``NOT`` if it is denied.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from quorate.claims.claim import Actor
from quorate.record.shipped import shipped
from quorate.views.evaluate import evaluate

PASSAGES = Path(__file__).parents[1] / "tests" / "reading" / "passages"
ROWS = {
    "memberships": ("membership",),
    "belonging": ("membership",),
    "acts": ("act", "act+target", "position"),
}
LINE = re.compile(r"(?P<denied>NOT )?(?P<role>\w+): (?P<members>.*?) @ (?P<group>.*)")
EMPTY = ("mentions", "statements", "positions", "events", "votes", "memberships", "figures")
UNDATED = {"from": None, "to": None, "expr": None, "basis": "context", "note": None}


def read(kind: str) -> dict[str, list[dict[str, Any]]]:
    """Return the passages of a kind, by the file that they stand in."""
    whole = PASSAGES / f"{kind}.toml"
    if whole.exists():
        return {kind: tomllib.loads(whole.read_text("utf-8"))["passage"]}
    return {
        path.stem: [_told(block) for block in path.read_text("utf-8").strip().split("\n\n")]
        for path in sorted((PASSAGES / kind).glob("*.txt"))
    }


def _told(block: str) -> dict[str, Any]:
    """Return a passage with what the lines below it say."""
    lines = block.split("\n")
    told = [match for line in lines if (match := LINE.fullmatch(line))]
    return {
        "text": "\n".join(line for line in lines if not LINE.fullmatch(line)),
        "memberships": [
            {"group": m["group"], "member": member, "role": m["role"], "negated": bool(m["denied"])}
            for m in told
            for member in m["members"].split(", ")
        ],
    }


def annotated(name: str, passage: dict[str, Any], states: dict[str, Actor]) -> dict[str, Any]:
    """Return a passage as an annotated report."""
    text = passage["text"]
    base = {
        "date": UNDATED,
        "span": {"start": 0, "end": len(text), "quote": text},
        "inferred": False,
        "reported_by": [],
        "optional": False,
    }
    found: dict[str, Any] = {layer: [] for layer in EMPTY}
    for n, each in enumerate(passage.get("memberships", [])):
        role = "absent" if each["role"] == "declined" else each["role"]
        found["memberships"].append({"negated": False, **each, **base, "id": f"g{n}", "role": role})
    for n, each in enumerate(passage.get("acts", [])):
        found["events"].append({**each, **base, "id": f"e{n}", "mode": None})
    for n, each in enumerate(passage.get("positions", [])):
        rest: dict[str, Any] = {
            "exceptions": [],
            "status": "current",
            "condition": None,
            "as_of": UNDATED,
        }
        found["positions"].append({"target": [], **each, **base, **rest, "id": f"p{n}"})
    called = {x for items in found.values() for item in items for x in _named(item)}
    return {
        "schema": "crisis-gold/1",
        "doc_id": name,
        "file": f"{name}.txt",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "length": len(text),
        "synthetic": True,
        "document": {"boilerplate": [], "other_spans": []},
        "actors": [_actor(each, states) for each in sorted(called)],
        **found,
    }


def _named(item: dict[str, Any]) -> list[str]:
    listed = [x for key in ("source", "target", "actors") for x in item.get(key, [])]
    return listed + [item[key] for key in ("group", "member") if key in item]


def _actor(name: str, states: dict[str, Actor]) -> dict[str, Any]:
    state = states.get(name.lower())
    known = [] if state is None else [state.name, *(n for ns in state.names.values() for n in ns)]
    return {
        "canonical": name,
        "kind": "body" if state is None else "state",
        "aliases": known,
        "iso3": None if state is None else state.actor,
        "composed_of": [],
        "mention_ids": [],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args()
    states = {
        called.lower(): actor
        for actor in shipped().actors()
        if actor.type == "state"
        for called in (actor.name, *(n for ns in actor.names.values() for n in ns))
    }
    for kind, rows in ROWS.items():
        files = read(kind)
        for part, first in (("learnt", 0), ("aside", 1)):
            with tempfile.TemporaryDirectory() as folder:
                for name, passages in files.items():
                    _write(Path(folder), name, passages, first, states)
                found = evaluate(Path(folder), chosen.scorer)
            print(f"{kind}, {part}: {found.reports} passages")
            for row in (r for r in found.rows if r.row in rows):
                rates = (row.precision or 0, row.recall or 0, row.f1 or 0)
                print(f"  {row.row:12} P {rates[0]:.3f} R {rates[1]:.3f} F1 {rates[2]:.3f}")
            for fault in found.faults if chosen.errors and part == "learnt" else ():
                if fault.row in rows:
                    print(f"  {fault.what} {fault.row} {fault.says} in: {fault.words}")


def _write(
    folder: Path, kind: str, passages: list[dict[str, Any]], first: int, states: dict[str, Actor]
) -> None:
    for n, passage in enumerate(passages[first::2]):
        name = f"{kind}-{first + 2 * n:03}"
        (folder / f"{name}.txt").write_text(passage["text"], encoding="utf-8", newline="")
        data = json.dumps(annotated(name, passage, states), ensure_ascii=False)
        (folder / f"{name}.json").write_text(data, encoding="utf-8")


if __name__ == "__main__":
    main()
