"""What does the event coder PETRARCH2 code in sentences, told as acts are told here?

PETRARCH2 (openeventdata, MIT; Python 2.7, or a port) reads a constituency tree and answers with
CAMEO codes: who, to whom, what. It runs in a Python of its own, from a folder that holds its
modules and dictionaries, as they are. Its answer is read as kindly as it can be: an actor is called
by its words, by the country of its code and by that country's government; codes of one sentence
that differ in their actors alone are one act; what CAMEO's twenty roots mean is PLOVER's own table.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

WORKER = r"""
from __future__ import print_function
import json, os, sys, time
folder, loud = sys.argv[1], sys.stdout
sys.path.insert(0, folder)
sys.stdout = open(os.devnull, "w")
import PETRreader, PETRtree, petrarch2, utilities
utilities.nulllist = []
PETRreader.parse_Config(os.path.join(folder, "data", "config", "PETR_config.ini"))
petrarch2.read_dictionaries()
asked, told, clock = json.load(sys.stdin), [], getattr(time, "process_time", None) or time.clock
begun = clock()
for one in asked:
    events, nouns, fault = [], [], ""
    try:
        day = PETRreader.dstr_to_ordate(one["day"])
        tree = utilities._format_parsed_str(one["tree"])
        if not petrarch2.check_discards(one["text"])[0]:
            found, meta = PETRtree.Sentence(tree, one["text"], day).get_events(one["dyad"])
            events = sorted(set(map(tuple, found or [])))
            nouns = [(list(noun[0]), list(noun[1])) for noun in (meta or {}).get("nouns", [])]
    except Exception as error:
        fault = type(error).__name__
    told.append({"events": events, "nouns": nouns, "fault": fault})
print(json.dumps({"seconds": clock() - begun, "told": told}), file=loud)
"""

# CAMEO's roots, and what differs below one, as types of act here (PLOVER's manual has the table).
ROOTS = {
    "02": "DEMAND", "03": "AGREE", "04": "CONSULT", "045": "MEDIATE", "05": "SUPPORT",
    "06": "COOPERATE", "07": "AID", "08": "CONCEDE", "087": "RETREAT", "09": "INVESTIGATE",
    "10": "DEMAND", "11": "DISAPPROVE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT",
    "20": "ASSAULT",
}  # fmt: skip
TYPES = frozenset(ROOTS.values())


class Sentence(NamedTuple):
    """A sentence to code: its words, its tree in brackets, its day as YYYYMMDD."""

    text: str
    tree: str
    day: str


class Coded(NamedTuple):
    """One act coded in a sentence; a party is every name by which the code may be called."""

    type: str
    sources: list[str]
    targets: list[str]
    code: str


def code(
    python: Path, folder: Path, sentences: Sequence[Sentence], *, dyads: bool = True
) -> tuple[float, list[dict[str, Any]]]:
    """Return seconds of the processor, and for each sentence the events, nouns and fault told.

    Args:
        python: a Python that has python-dateutil (2.7 for the coder as published).
        folder: the coder's own, with ``petrarch2.py`` and ``data``.
        sentences: to code, in order.
        dyads: only events with a target too, as the coder does by itself.
    """
    asked = [{**each._asdict(), "dyad": int(dyads)} for each in sentences]
    done = subprocess.run(
        [str(python), "-c", WORKER, str(folder)], input=json.dumps(asked),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    return float(answer["seconds"]), answer["told"]


def acts(told: dict[str, Any], countries: dict[str, str]) -> list[Coded]:
    """Return the acts of a sentence's events; a mere statement (CAMEO 01) is none."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for source, target, cameo in told["events"]:
        type_ = ROOTS.get(cameo[:3]) or ROOTS.get(cameo[:2])
        if type_:
            sides = found.setdefault(cameo, ([], []))
            for side, actor in zip(sides, (source, target), strict=True):
                side += [n for n in called(actor, told["nouns"], countries) if n not in side]
    return [
        Coded(ROOTS.get(cameo[:3]) or ROOTS[cameo[:2]], sources, targets, cameo)
        for cameo, (sources, targets) in found.items()
    ]


def called(actor: str, nouns: Iterable[Any], countries: dict[str, str]) -> list[str]:
    """Return every name by which an actor's code may be called."""
    if not actor.strip("-"):
        return []
    own = actor.replace("---", "~")
    words = [w.strip() for texts, codes in nouns if own in codes for w in texts if w.strip()]
    whole = [" ".join(words)] if len(words) > 1 else []
    country = countries.get(actor[:3], "")
    offices = [country, f"government of {country}", f"{country} government"] if country else []
    return [w.title() for w in [*words, *whole]] + offices
