"""How well, and how fast, does Quorate read beside an event coder and a library of quotations?

    python -m bench.peers acts FOLDER [FOLDER ...] --coder PYTHON --dictionaries FOLDER
    python -m bench.peers plover FILE --coder PYTHON --dictionaries FOLDER
    python -m bench.peers trees FOLDER --coder PYTHON --dictionaries FOLDER
    python -m bench.peers statements FOLDER [FOLDER ...] --library PYTHON
    python -m bench.peers attributions FOLDER --library PYTHON
    python -m bench.peers speed FOLDER [FOLDER ...] --coder ... --dictionaries ... --library ...

The coder is PETRARCH2: ``--coder`` a Python that runs it, ``--dictionaries`` its folder of modules
and dictionaries (`bench.petrarch`). The library is textacy: ``--library`` a Python that has it
(`bench.quotations`). Both are handed the parse of the pipeline that ships with Quorate, in the form
that they read (`bench.brackets`). A FOLDER holds annotated reports (NAME.txt beside NAME.json); of
``attributions`` and ``trees`` it is PolNeAR's ``data/test``, whose parses by CoreNLP tell what the
coder would have coded from a constituency parser of its own. Intervals of a difference: 95 per
cent, 2,000 resamples of reports (of sentences where there are none), seed 1.
"""

from __future__ import annotations

import argparse
import copy
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import msgspec

from bench.paired import Count, Row, parse, show, tree
from bench.petrarch import TYPES, Coded, Sentence, acts, code
from bench.plover import acts_of, meet, shared
from bench.quotations import paragraphs, quotations, show_attributions, show_statements
from quorate.press.load import load as reports_of
from quorate.reading.acts.plover import from_plover, to_plover
from quorate.reading.language import sentences
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.shipped import shipped
from quorate.views.annotated import Annotated, annotated
from quorate.views.evaluate import matched, predictions

# ------------------------------------------------------------------ acts


class Coder(NamedTuple):
    """The event coder: its Python, its folder, and what its codes' countries are called."""

    python: Path
    folder: Path
    countries: dict[str, str]

    def acts(
        self, texts: Sequence[str], trees: Sequence[str], days: Sequence[str], *, dyads: bool
    ) -> list[list[Coded]]:
        asked = [Sentence(*each) for each in zip(texts, trees, days, strict=True)]
        told = code(self.python, self.folder, asked, dyads=dyads)[1]
        return [acts(each, self.countries) for each in told]


def day_of(path: Path) -> str:
    """Return a report's day of publication as the annotators give it, or any day."""
    told = json.loads(path.read_text("utf-8"))["document"].get("publication_date") or {}
    day = (told.get("value") or "2020-01-01").replace("-", "")
    return (day + "0101")[:8] if len(day) < 8 else day[:8]


def coded(coder: Coder, folder: Path, report: Annotated, *, dyads: bool) -> list[Row]:
    """Return the acts that the coder codes in a report, as they are scored."""
    cuts = sentences(report.text)
    texts = [report.text[cut.start : cut.end] for cut in cuts]
    day = day_of((folder / report.file).with_suffix(".json"))
    trees = [tree(each) for each in parse(texts)]
    return [
        {"kind": "act", "start": cut.start, "end": cut.end, "type": act.type,
         "source": act.sources, "target": act.targets}
        for cut, found in zip(
            cuts, coder.acts(texts, trees, [day] * len(cuts), dyads=dyads), strict=True
        )
        for act in found
    ]  # fmt: skip


def judged(report: Annotated, row: str, rows: Sequence[Row]) -> Count:
    """Count one report's acts, of the types that CAMEO has; ``type`` asks for no party."""
    only = copy.copy(report)
    bare: Row = {"source": [], "target": []} if row == "type" else {}
    only.items = [
        msgspec.structs.replace(
            item,
            says=item.says | bare,
            optional=item.optional or not TYPES & set(item.says["type_ok"]),
        )
        for item in report.items
        if item.kind == "act"
    ]
    done = matched(only, "act" if row == "type" else row, [r for r in rows if r["type"] in TYPES])
    return Count(len(done.reached), len(done.missed), len(done.false))


def show_acts(folders: Sequence[Path], coder: Coder) -> None:
    for folder in folders:
        reports = annotated(folder)
        mine = predictions(folder)
        ours = [[r for r in mine.get(each.file, ()) if r["kind"] == "act"] for each in reports]
        theirs = {
            name: [coded(coder, folder, each, dyads=dyads) for each in reports]
            for name, dyads in (("PETRARCH2", True), ("PETRARCH2_without_a_target_too", False))
        }
        print(f"{folder}: {len(reports)} reports")
        for title, row in (
            ("type", "type"),
            ("type and source", "act"),
            ("type, source and target", "act+target"),
        ):
            counted = [
                judged(*each) for each in zip(reports, [row] * len(reports), ours, strict=True)
            ]
            others = {
                name: [
                    judged(*each) for each in zip(reports, [row] * len(reports), found, strict=True)
                ]
                for name, found in theirs.items()
            }
            show(f"  {title}", counted, **others)


def show_plover(file: Path, coder: Coder) -> None:
    """Print how the sentences of PLOVER's gold records are typed, with those of both sides."""
    told = json.loads(file.read_text("utf-8"))
    records = [
        r
        for r in (told["records"] if isinstance(told, dict) else told)
        if r.get("source") and r.get("target") and to_plover(from_plover(r["event"]))
    ]
    names = Names(shipped().actors())
    texts = [record["text"] for record in records]
    trees = [tree(each) for each in parse(texts)]
    days = [(record.get("date") or "2000-01-01").replace("-", "") for record in records]
    wanted = [to_plover(from_plover(record["event"])) for record in records]
    mine, met = [], 0
    for record in records:
        found = acts_of(record, names)
        mine.append([to_plover(act.type) for act in found])
        met += bool(found) and shared(found[0], record) == 2
    print(f"{len(records)} sentences; source and target both met: Quorate {met}", end="")
    others = {}
    for name, dyads in (("PETRARCH2", True), ("PETRARCH2_without_a_target_too", False)):
        theirs = [
            sorted(found, key=lambda act: -_met(act, record))
            for found, record in zip(
                coder.acts(texts, trees, days, dyads=dyads), records, strict=True
            )
        ]
        both = sum(bool(f) and _met(f[0], r) == 2 for f, r in zip(theirs, records, strict=True))
        print(f", {name.replace('_', ' ')} {both}", end="")
        others[name] = [[to_plover(act.type) for act in found] for found in theirs]
    print()
    for title, pick in (("the first act's type", 1), ("any act's type", None)):
        show(
            title,
            _typed(mine, wanted, pick),
            **{name: _typed(found, wanted, pick) for name, found in others.items()},
        )


def _met(act: Coded, record: Row) -> int:
    sides = ((act.sources, record["source"]), (act.targets, record["target"]))
    told = [any(meet(n, a["actorText"]) for n in names for a in gold) for names, gold in sides]
    return 2 if all(told) else int(told[0])


def _typed(found: Sequence[Sequence[str]], wanted: Sequence[str], pick: int | None) -> list[Count]:
    """Count each sentence once: right, read as another type, or not read."""
    told = []
    for types, type_ in zip(found, wanted, strict=True):
        right = type_ in types[:pick]
        told.append(Count(int(right), int(not right), int(bool(types) and not right)))
    return told


def show_trees(folder: Path, coder: Coder) -> None:
    """Print how far the coder codes the same from CoreNLP's trees and from ours."""
    texts, stanford = [], []
    for path in sorted((folder / "corenlp").glob("*.xml")):
        for each in ElementTree.parse(path).iter("sentence"):
            given = each.findtext("parse")
            words = [(w.findtext("word") or "") for w in each.iter("token")]
            if given and words:
                said = " ".join(words).replace("-LRB-", "(").replace("-RRB-", ")")
                texts.append(said.replace("``", "“").replace("''", "”"))
                stanford.append(given.strip())
    days = ["20161001"] * len(texts)
    drawn = [tree(each) for each in parse(texts)]
    found = []
    for trees in (stanford, drawn):
        asked = [Sentence(*each) for each in zip(texts, trees, days, strict=True)]
        told = code(coder.python, coder.folder, asked)[1]
        faults = sum(bool(each["fault"]) for each in told)
        found.append([{tuple(event) for event in each["events"]} for each in told])
        print(f"{sum(map(len, found[-1]))} events, {faults} sentences that it fails on", end="; ")
    print(f"of {len(texts)} sentences, from CoreNLP's trees and from ours")
    for title, root in (("source, target and code", False), ("root of the code", True)):
        a, b = (
            [{event[2][:2] if root else event for event in each} for each in side] for side in found
        )
        both = sum(len(x & y) for x, y in zip(a, b, strict=True))
        every = sum(map(len, a)) + sum(map(len, b))
        print(f"the same {title}: {both}, F1 of one by the other {2 * both / max(every, 1):.3f}")


# ------------------------------------------------------------------ speed


def show_speed(folders: Sequence[Path], coder: Coder | None, library: Path | None) -> None:
    """Print seconds of the processor for the same reports, each reader in turn, five rounds."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    reports = reports_of(paths).reports
    names = Names(shipped().actors())
    texts = [report.text[s.start : s.end] for report in reports for s in sentences(report.text)]
    held: dict[str, Any] = {}

    def reading() -> float:
        return _timed(lambda: [read_report(report, names) for report in reports])

    def parsing() -> float:
        return _timed(lambda: held.update(parsed=parse(texts)))

    def coding() -> float:
        assert coder
        asked = [
            Sentence(t, tree(p), "20200101") for t, p in zip(texts, held["parsed"], strict=True)
        ]
        return code(coder.python, coder.folder, asked)[0]

    def quoting() -> float:
        assert library
        held.setdefault("laid", [p for report in reports for p in paragraphs(report.text)])
        return quotations(library, held["laid"])[0]

    turns: dict[str, Callable[[], float]] = {"Quorate, all kinds": reading, "the parse": parsing}
    turns |= {"PETRARCH2 after the parse": coding} if coder else {}
    turns |= {"textacy after the parse": quoting} if library else {}
    spent: dict[str, list[float]] = {name: [] for name in turns}
    for round_ in range(6):
        for name, turn in turns.items():
            seconds = turn()
            if round_:  # the first warms up
                spent[name].append(seconds)
    print(f"{len(reports)} reports, {len(texts)} sentences, five rounds after one")
    for name, all_ in spent.items():
        rate = [len(texts) / s for s in all_]
        print(
            f"{name}: {statistics.median(rate):.0f} sentences a second"
            f" ({min(rate):.0f} to {max(rate):.0f})"
        )
    for name in list(turns)[2:]:
        with_parse = [a + b for a, b in zip(spent["the parse"], spent[name], strict=True)]
        ratio = [w / o for w, o in zip(with_parse, spent["Quorate, all kinds"], strict=True)]
        print(
            f"parse and {name.partition(' ')[0]} take {statistics.median(ratio):.2f} times as long"
        )


def _timed(what: Callable[[], object]) -> float:
    begun = time.process_time()
    what()
    return time.process_time() - begun


def main() -> None:
    """Compare as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "what", choices=("acts", "plover", "trees", "statements", "attributions", "speed")
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--coder", type=Path, help="a Python that runs PETRARCH2")
    parser.add_argument("--dictionaries", type=Path, help="the folder of its modules and data")
    parser.add_argument("--library", type=Path, help="a Python that has textacy")
    given = parser.parse_args()
    coder = None
    if given.coder and given.dictionaries:
        states = {a.actor: a.name for a in shipped().actors() if a.type == "state"}
        coder = Coder(given.coder, given.dictionaries, states)
    if given.what in ("acts", "plover", "trees") and not coder:
        parser.error("this asks for --coder PYTHON and --dictionaries FOLDER")
    if given.what in ("statements", "attributions") and not given.library:
        parser.error("this asks for --library PYTHON")
    if given.what == "speed":
        show_speed(given.paths, coder, given.library)
    elif coder and given.what == "acts":
        show_acts(given.paths, coder)
    elif coder and given.what in ("plover", "trees"):
        {"plover": show_plover, "trees": show_trees}[given.what](given.paths[0], coder)
    elif given.what == "statements":
        show_statements(given.paths, given.library)
    else:
        show_attributions(given.paths[0], given.library)


if __name__ == "__main__":
    main()
