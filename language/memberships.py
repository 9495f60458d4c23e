"""How are the weights made by which memberships are told likely?

    python language/memberships.py [FOLDER ...] [--aside]

learns from the passages in ``language/belonging`` and from folders of annotated reports (NAME.txt
beside NAME.json), and writes ``src/quorate/reading/memberships/weights.json``. ``--aside`` writes
nothing: it leaves out each folder in turn, learns from the rest and prints how well the folder is
then read by the weights alone.

Each member, role and group that a sentence may state is a case. The annotators say which are true,
not by which words; so of the words that may say it the likeliest are taken as those that do, the
weights are learnt anew, and so on. Logistic regression with a penalty on the squares of weights;
the least of them are left out and the rest learnt once more.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from quorate.claims.claim import Actor
from quorate.claims.report import Report
from quorate.press.load import load
from quorate.reading.dates import find_dates
from quorate.reading.language import sentences
from quorate.reading.memberships.candidates import negation
from quorate.reading.memberships.groups import Groups
from quorate.reading.memberships.occasions import occasion_claims
from quorate.reading.memberships.rows import group_name, member_name
from quorate.reading.memberships.weighing import Weighed, likeliest, pairs, sights
from quorate.reading.names import Names
from quorate.reading.syntax.parse import parse
from quorate.reading.syntax.slots import slot
from quorate.record.shipped import shipped
from quorate.views.annotated import Annotated, Item

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src/quorate/reading/memberships/weights.json"
PENALTY, ROUNDS = 3.0, 2
LEAST, MOST = 3, 12_000  # times that a feature must be seen; features that are kept
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)
_LINE = re.compile(r"(NOT )?(\w+): (.*?) @ (.*)$")
_UNDATED = {"from": None, "to": None, "expr": None, "basis": "context", "note": None}
Floats = NDArray[np.float64]


class Case(NamedTuple):
    """A membership that a sentence may state.

    Attributes:
        report: the number of the report.
        one: what may be; its weight is not yet known.
        bag: the same for all cases of a member and role in a sentence.
        features: the numbers of its features.
        row: it in the form in which annotated reports are scored.
        true: whether the annotators have it.
    """

    report: int
    one: Weighed
    bag: tuple[int, int, int, str]
    features: list[int]
    row: dict[str, Any]
    true: bool


class Learnt(NamedTuple):
    """One report with its annotation, and the folder it comes from."""

    folder: str
    report: Report
    gold: Annotated


# ---------------------------------------------------------------- what is learnt from
def written(folder: Path, build: Path) -> None:
    """Write the passages of a folder as annotated reports."""
    named = {
        name.lower(): actor
        for actor in shipped().actors()
        for name in (actor.name, *chain.from_iterable(actor.names.values()))
    }
    build.mkdir(parents=True, exist_ok=True)
    for source in sorted(folder.glob("*.txt")):
        for number, block in enumerate(re.split(r"\n\s*\n", source.read_text("utf-8").strip())):
            lines = block.split("\n")
            told = [match for line in lines if (match := _LINE.fullmatch(line))]
            text = "\n".join(line for line in lines if not _LINE.fullmatch(line))
            name = f"{source.stem}-{number:03}"
            (build / f"{name}.txt").write_text(text, encoding="utf-8")
            data = _data(f"{name}.txt", text, told, named)
            (build / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def _data(
    file: str, text: str, told: list[re.Match[str]], named: dict[str, Actor]
) -> dict[str, Any]:
    found = [
        {
            "id": f"{file} {n}", "group": each[4], "member": member, "role": each[2],
            "negated": bool(each[1]), "date": _UNDATED, "optional": False,
            "span": {"start": 0, "end": len(text), "quote": text},
        }
        for n, each in enumerate(told)
        for member in each[3].split(", ")
    ]  # fmt: skip
    actors = []
    for who in sorted({str(x[key]) for x in found for key in ("group", "member")}):
        actor = named.get(who.lower())
        names = [actor.name, *chain.from_iterable(actor.names.values())] if actor else []
        actors.append({"canonical": who, "aliases": names, "iso3": None, "composed_of": []})
    empty: dict[str, Any] = {
        k: [] for k in ("statements", "positions", "events", "votes", "figures")
    }
    return {"file": file, "actors": actors, "mentions": [], "memberships": found, **empty}


def learnt_from(folders: list[Path]) -> Iterator[Learnt]:
    """Yield the annotated reports of folders."""
    for folder in folders:
        for report in load(sorted(folder.glob("*.txt"))).reports:
            path = folder / Path(report.name).with_suffix(".json").name
            yield Learnt(str(folder), report, Annotated(path))


# ---------------------------------------------------------------- cases
def cases(reports: list[Learnt], names: Names, numbers: dict[str, int]) -> list[Case]:
    """Return every membership that may stand in the reports, true or not."""
    found: list[Case] = []
    for n, learnt in enumerate(reports):
        report, gold = learnt.report, learnt.gold
        items = [item for item in gold.items if item.kind == "membership"]
        mentions, dates = names.mentions(report), find_dates(report)
        slotted = slot(report.text, sentences(report.text), mentions)
        groups = Groups(report, slotted, mentions)
        called = {m.actor: m.name for m in mentions if m.actor}
        occasions = {c.occasion: c for c in occasion_claims(report, groups.events, dates, slotted)}
        for sight in sights(parse(report, mentions, dates), groups):
            for cue, role, who in pairs(sight):
                denied = (negation(sight.parse, cue) is not None) != cue.negated
                member = member_name(report, who.item, called, mentions)
                first, last, size = sight.paths.lists[who.chunk]
                place = (first, last) if size > 1 else (-1, who.token)
                tokens = sight.parse.tokens
                row = {
                    "kind": "membership", "member": member, "role": role, "negated": denied,
                    "start": min(who.item.start, tokens[cue.first].start),
                    "end": max(who.item.end, tokens[cue.last].end),
                }  # fmt: skip
                own = [_number(f, numbers) for f in sight.of_member(cue, role, who)]
                for what in sight.groups_for(who):
                    more = [_number(f, numbers) for f in sight.of_group(cue, role, who, what)]
                    group = group_name(report, what.group, called, occasions, mentions)
                    one = Weighed(cue, role, who, what, 0.0, sight.number, place)
                    whole = {**row, "group": group}
                    bag = n, sight.number, who.token, role
                    true = _true(gold, items, whole)
                    found.append(Case(n, one, bag, sorted({*own, *more}), whole, true))
    return found


def _number(feature: str, numbers: dict[str, int]) -> int:
    return numbers.setdefault(feature, len(numbers))


def _true(gold: Annotated, items: list[Item], row: dict[str, Any]) -> bool:
    """Did the annotators find it; of who denies to stay away, that he came?"""
    if row["role"] == "absent" and row["negated"]:
        row = {**row, "role": "participant", "negated": False}
    return any(gold.agree("membership", item, row) and gold.meet(item, row) for item in items)


# ---------------------------------------------------------------- weights
def fitted(found: list[Case], size: int) -> Floats:
    """Return the weight of each feature."""
    truth = np.array([1.0 if case.true else -1.0 for case in found])
    table = _table(found, size)
    seen = np.asarray(table.sum(axis=0)).ravel()
    kept = np.where(seen >= LEAST)[0]
    weight = np.zeros(size)
    weight[kept] = _regressed(table[:, kept], truth, np.ones(len(found)))
    for _ in range(ROUNDS):
        counts = _likeliest_words(found, table @ weight)
        weight[kept] = _regressed(table[:, kept], truth, counts)
    kept = np.argsort(-np.abs(weight) * np.sqrt(seen))[:MOST]
    kept = kept[weight[kept] != 0]
    counts = _likeliest_words(found, table @ weight)
    final = np.zeros(size)
    final[kept] = _regressed(table[:, kept], truth, counts)
    return final


def _table(found: list[Case], size: int) -> csr_matrix:
    columns = np.array([f for case in found for f in case.features])
    ends = np.cumsum([0, *(len(case.features) for case in found)])
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(found), size))


def _likeliest_words(found: list[Case], total: Floats) -> Floats:
    """Return 0 for a true case that other words of its sentence say more likely, else 1."""
    best: dict[tuple[int, int, int, str], float] = {}
    for case, weight in zip(found, total, strict=True):
        if case.true:
            best[case.bag] = max(best.get(case.bag, -np.inf), weight)
    return np.array(
        [
            float(not case.true or weight >= best[case.bag])
            for case, weight in zip(found, total, strict=True)
        ]
    )


def _regressed(table: csr_matrix, truth: Floats, counts: Floats) -> Floats:
    def loss(weight: Floats) -> tuple[float, Floats]:
        margin = truth * (table @ weight)
        slope = -counts * truth / (1 + np.exp(np.clip(margin, -50, 50)))
        value = counts @ np.logaddexp(0, -margin) + PENALTY / 2 * weight @ weight
        return float(value), table.T @ slope + PENALTY * weight

    start = np.zeros(table.shape[1])
    return np.asarray(
        minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    )


# ---------------------------------------------------------------- how well
def scored(found: list[Case], weight: Floats, reports: list[Learnt]) -> dict[float, Counter[str]]:
    """Count true, false and missed memberships at some thresholds."""
    by: dict[int, list[Case]] = {}
    for case in found:
        by.setdefault(case.report, []).append(case)
    counts: dict[float, Counter[str]] = {t: Counter() for t in THRESHOLDS}
    for n, own in by.items():
        rows = {id(c.one): c.row for c in own}
        weighed = {id(c.one): c.one._replace(weight=float(weight[c.features].sum())) for c in own}
        back = {id(new): rows[old] for old, new in weighed.items()}
        sure = [(back[id(one)], p) for one, p in likeliest(list(weighed.values()))]
        gold = reports[n].gold
        items = [item for item in gold.items if item.kind == "membership"]
        for least, count in counts.items():
            told = [row for row, p in sure if p >= least]
            hit = {
                item.name for item in items
                if any(gold.agree("membership", item, r) and gold.meet(item, r) for r in told)
            }  # fmt: skip
            count["gold"] += sum(not item.optional for item in items)
            count["found"] += sum(not item.optional and item.name in hit for item in items)
            count["true"] += sum(_true(gold, items, row) for row in told)
            count["told"] += len(told)
    return counts


def main() -> None:
    """Learn the weights, or tell how well each folder is read without it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--build", type=Path, default=Path("build/belonging"))
    given = parser.parse_args()
    written(HERE / "belonging", given.build)
    reports = list(learnt_from([given.build, *given.folders]))
    numbers: dict[str, int] = {}
    found = cases(reports, Names(shipped().actors()), numbers)
    print(
        f"{len(reports)} reports, {len(found)} cases, {sum(c.true for c in found)} true", flush=True
    )
    if not given.aside:
        weight = fitted(found, len(numbers))
        table = {
            f: round(float(weight[n]), 3) for f, n in numbers.items() if abs(weight[n]) >= 0.01
        }
        text = json.dumps(dict(sorted(table.items())), ensure_ascii=False, indent=0)
        WEIGHTS.write_text(text + "\n", encoding="utf-8")
        print(f"{len(table)} weights, {WEIGHTS.stat().st_size // 1000} kB")
        return
    for folder in map(str, given.folders):
        rest = [c for c in found if reports[c.report].folder != folder]
        own = [c for c in found if reports[c.report].folder == folder]
        for least, n in scored(own, fitted(rest, len(numbers)), reports).items():
            exact, whole = n["true"] / max(1, n["told"]), n["found"] / max(1, n["gold"])
            print(f"{folder} {least}: precision {exact:.2f}, recall {whole:.2f}", flush=True)


if __name__ == "__main__":
    main()
