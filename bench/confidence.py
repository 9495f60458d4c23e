"""How surely do readers read? Fits ``reading/confidence.toml``, and says how far it can be trusted.

    python -m bench.confidence --familiar F... --fresh F... [--aside F...] [--write]

Folders hold annotated reports; FOLDER:act,figure takes these kinds alone. *Familiar* reports were
open to those who wrote the readers, so they are read better than others: they teach what each sign
is worth, and a level of their own, which is left out again. *Fresh* reports were not: they set the
level. Reports *aside* teach nothing; the confidences are tried on them, and nobody looks at more
than the numbers.

The error told of fresh reports is honest: a hand's reports are judged by a model fitted without
that hand (of a kind that one hand alone annotated, a fifth of its reports at a time). From where on
claims are *safe to accept* is chosen on fresh reports so judged and those aside together, and tried
on each hand with the level that the other hands give.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from scipy.optimize import minimize

from quorate.press.load import load
from quorate.reading.confidence import Weighed
from quorate.reading.names import Names
from quorate.reading.read import predictions, rated
from quorate.reading.signs import DOUBTS, SUPPORTS, Signs
from quorate.record.shipped import shipped
from quorate.views.annotated import annotated
from quorate.views.calibration import Calibration, above, calibration
from quorate.views.evaluate import matched

KINDS = ("statement", "position", "act", "membership", "figure", "tally")
OUT = Path(__file__).parents[1] / "src/quorate/reading/confidence.toml"
DOCS = Path(__file__).parents[1] / "docs/confidence.md"
FROM, TO = "<!-- figures of bench.confidence -->", "<!-- end of figures -->"
# What a weight is penalised by, chosen of 2, 4, 6, 10, 16, 25 and 40 by leaving each hand out.
RIDGE = {"statement": 4, "position": 4, "act": 6, "membership": 6, "figure": 2, "tally": 2}
SHIFT = 0.3  # and the level of a familiar folder
SEEN = 10  # claims with a sign, or it is given no weight
ENOUGH = 50  # claims of fresh and familiar reports, or the kind keeps its reader's ratings
FOLDS = 5
PRECISE = (
    0.97  # share agreed with where a level is chosen: it promises .95, and is at its best there
)
FEW = 30  # claims above a level, or it is none
SMALL = 0.05  # a weight below is left out


class Seen(msgspec.Struct, frozen=True):
    """One claim that was judged.

    Attributes:
        kind: its kind.
        report, hand, folder: whose it is; folder is empty for fresh reports.
        signs: its signs.
        right, exact: do annotators agree by the key, and in every field?
        rated: its reader's own confidence.
    """

    kind: str
    report: str
    hand: str
    folder: str
    signs: dict[str, float]
    right: bool
    exact: bool
    rated: float


def judged(given: str, names: Names, familiar: bool) -> Iterator[Seen]:
    """Read a folder and yield each claim that annotators judge."""
    place, _, only = given.partition(":")
    folder = Path(place)
    golds = {gold.file: gold for gold in annotated(folder)}
    annotates: dict[str, set[str]] = defaultdict(set)  # by hand, the kinds it annotates at all
    for each in golds.values():
        annotates[_hand(each.file)] |= {item.kind for item in each.items} & set(KINDS)
    for report in load(sorted(folder.glob("*.txt"))).reports:
        gold = golds.get(Path(report.name).name)
        if gold is None:
            continue
        reading = rated(report, names)
        claims = {claim.id: claim for claim in reading.claims}
        signs = Signs(report, reading.mentions, reading.claims)
        rows = predictions(reading)
        kinds = annotates[_hand(gold.file)] & set(only.split(",") if only else KINDS)
        for kind in kinds & {row["kind"] for row in rows}:
            found, whole = (matched(gold, kind, rows, exact=e) for e in (False, True))
            right = {row["claim"] for row in found.right}
            exact = {row["claim"] for row in whole.right}
            for name in [*right, *(row["claim"] for row in found.false)]:
                yield Seen(
                    kind=kind,
                    report=f"{place}/{gold.file}",
                    hand=f"{place}/{_hand(gold.file)}",
                    folder=place if familiar else "",
                    signs=signs.of(claims[name]),
                    right=name in right,
                    exact=name in exact,
                    rated=claims[name].confidence or 0.0,
                )


def _hand(file: str) -> str:
    """Return who annotated a report: h of ``h02_lake.txt``, w1 of ``w1_02_lake.txt``."""
    found = re.match(r"[a-z]\d(?=_\d)|[a-z]*", file)
    return found.group() if found else ""


# ---------------------------------------------------------------------------- fitting
def fitted(seen: Sequence[Seen]) -> Weighed:
    """Fit the model of one kind: penalised logistic regression, doubts kept at or below 0.

    Each familiar folder has a level of its own, which the model does not keep.
    """
    many = Counter(name for each in seen for name, value in each.signs.items() if value)
    names = sorted(name for name, n in many.items() if n >= SEEN)
    folders = sorted({each.folder for each in seen} - {""})
    rows = [
        [
            *(each.signs.get(name, 0.0) for name in names),
            *(float(each.folder == folder) for folder in folders),
            1.0,
        ]
        for each in seen
    ]
    given, right = np.array(rows), np.array([each.right for each in seen], dtype=float)
    penalty = np.array([RIDGE[seen[0].kind]] * len(names) + [SHIFT] * len(folders) + [1e-3])
    bounds = [
        (None, 0.0) if name in DOUBTS else (0.0, None) if name in SUPPORTS else (None, None)
        for name in names
    ]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = given @ weights
        chance = 1 / (1 + np.exp(-odds))
        cost = np.logaddexp(0, odds) - right * odds
        slope = given.T @ (chance - right) + penalty * weights
        return float(cost.sum() + penalty @ weights**2 / 2), slope

    start = np.zeros(given.shape[1])
    free = [(None, None)] * (len(folders) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds + free).x
    weights = zip(names, found, strict=False)
    kept = {name: round(float(w), 2) for name, w in weights if abs(w) >= SMALL}
    return Weighed(level=round(float(found[-1]), 2), signs=kept)


def left_out(seen: Sequence[Seen]) -> list[tuple[Seen, float]]:
    """Return each fresh claim with the confidence of a model that has not seen its hand."""
    fresh = [each for each in seen if not each.folder]
    hands = sorted({each.hand for each in fresh})
    if len(hands) > 1:
        parts = [{each.report for each in fresh if each.hand == hand} for hand in hands]
    else:
        reports = sorted({each.report for each in fresh})
        parts = [set(reports[k::FOLDS]) for k in range(FOLDS)]
    found = []
    for part in filter(None, parts):
        model = fitted([each for each in seen if each.report not in part])
        found += [(x, model.confidence(x.signs)) for x in fresh if x.report in part]
    return found


def safe_from(pairs: Iterable[tuple[Seen, float]]) -> float | None:
    """Return the least confidence from which on enough claims are agreed with, if there is one."""
    judged = [(told, each.right) for each, told in pairs]
    for percent in range(50, 100):
        found = above(judged, percent / 100)
        if found.claims >= FEW and found.right >= PRECISE * found.claims:
            return percent / 100
    return None


def tried_on_others(pairs: Sequence[tuple[Seen, float]]) -> tuple[int, int]:
    """Return how many claims are right, of how many, above the level that other hands give."""
    right = many = 0
    for hand in {each.hand for each, _ in pairs}:
        level = safe_from((each, told) for each, told in pairs if each.hand != hand)
        own = [(told, each.right) for each, told in pairs if each.hand == hand]
        found = above(own, level)
        right, many = right + found.right, many + found.claims
    return right, many


# ---------------------------------------------------------------------------- told
def by_report(pairs: Iterable[tuple[Seen, float]]) -> list[list[tuple[float, bool]]]:
    """Put what was judged together by report."""
    found = defaultdict(list)
    for each, told in pairs:
        found[each.report].append((told, each.right))
    return list(found.values())


def table(title: str, found: Iterable[tuple[Calibration, float, float]]) -> None:
    """Print what was found of each kind as a table for the documentation."""
    print(f"\n### {title}\n")
    print("| kind | claims | confidence | agreed | in every field | error (95 %) | by chance |"
          " error of ratings |")  # fmt: skip
    print("|---" * 8 + "|")
    for c, exact, before in found:
        print(f"| {c.row} | {c.claims} | {c.told:.3f} | {c.agreed:.3f} | {exact:.3f}"
              f" | {c.error:.3f} ({c.low:.3f}-{c.high:.3f}) | {c.by_chance:.3f} | {before:.3f} |"
              )  # fmt: skip


def reliability(found: Iterable[tuple[Calibration, float, float]]) -> None:
    """Print for each kind what was told and what was so, from the least sure to the surest."""
    print("\n| kind | " + " | ".join(f"bin {k}: told, agreed" for k in range(1, 6)) + " |")
    print("|---" * 6 + "|")
    for c, *_ in found:
        print(f"| {c.row} | " + " | ".join(f"{b.told:.2f}, {b.agreed:.2f}" for b in c.bins) + " |")


def safe_table(pools: Mapping[str, Sequence[tuple[Seen, float]]]) -> dict[str, float]:
    """Print from where on each kind is safe to accept, and return it of those that are."""
    print("\n### Safe to accept\n")
    print("| kind | from | part of claims | agreed (95 %) | with the level of other hands |")
    print("|---" * 5 + "|")
    levels = {}
    for kind, pairs in pools.items():
        level = safe_from(pairs)
        if level is None:
            print(f"| {kind} | none | | | |")
            continue
        levels[kind] = level
        s = above([(told, each.right) for each, told in pairs], level)
        right, many = tried_on_others(pairs)
        print(f"| {kind} | {level:.2f} | {s.share:.0%}"
              f" | {s.right} of {s.claims}: {s.right / s.claims:.3f} ({s.low:.2f}-{s.high:.2f})"
              f" | {right} of {many}{f': {right / many:.3f}' if many else ''} |")  # fmt: skip
    return levels


def measured(
    pairs: Sequence[tuple[Seen, float]], kind: str
) -> tuple[Calibration, float, float] | None:
    """Return a kind's calibration, the share right in every field, and what ratings erred."""
    found = calibration(kind, by_report(pairs), draws=1000)
    before = calibration(kind, by_report([(each, each.rated) for each, _ in pairs]), draws=1)
    if found is None or before is None:
        return None
    return found, float(np.mean([each.exact for each, _ in pairs])), before.error


def write(models: dict[str, Weighed]) -> None:
    """Write the models where the readers find them."""
    lines = ["# Made by python -m bench.confidence --write; not edited by hand.",
             "# level: log-odds that an annotator agrees where no sign speaks.",
             "# safe: the least confidence that is safe to accept, if any.",
             "# signs: what each adds to the log-odds."]  # fmt: skip
    for kind, model in models.items():
        lines += ["", f"[{kind}]", f"level = {model.level}"]
        lines += [f"safe = {model.safe}"] if model.safe is not None else []
        lines.append(f"[{kind}.signs]")
        order = sorted(model.signs.items(), key=lambda each: each[1])
        lines += [f'"{name}" = {weight}' for name, weight in order]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def document(figures: str) -> None:
    """Put the figures where the documentation tells them."""
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(FROM)
    _, _, after = rest.partition(TO)
    DOCS.write_text(f"{before}{FROM}\n{figures}\n{TO}{after}", encoding="utf-8")


def main() -> None:
    """Fit, tell, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    for group in ("familiar", "fresh", "aside"):
        parser.add_argument(f"--{group}", nargs="+", default=[], metavar="FOLDER[:KINDS]")
    parser.add_argument(
        "--write", action="store_true", help="write confidence.toml, and the figures into its page"
    )
    given = parser.parse_args()
    names = Names(shipped().actors())
    seen = [x for folder in given.familiar for x in judged(folder, names, True)]
    seen += [x for folder in given.fresh for x in judged(folder, names, False)]
    aside = [x for folder in given.aside for x in judged(folder, names, False)]
    models: dict[str, Weighed] = {}
    fresh, tried, pools = [], [], {}
    for kind in KINDS:
        own = [each for each in seen if each.kind == kind]
        if len(own) < ENOUGH:
            print(f"{kind}: {len(own)} claims are too few; it keeps its readers' ratings.")
            continue
        out = left_out(own)
        models[kind] = fitted(own)
        fresh.append(measured(out, kind))
        rest = [(x, models[kind].confidence(x.signs)) for x in aside if x.kind == kind]
        tried.append(measured(rest, kind))
        pools[kind] = [*out, *rest]
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        for title, found in (("Fresh reports, left out", fresh), ("Reports aside", tried)):
            if some := [each for each in found if each is not None]:
                table(title, some)
                reliability(some)
        for kind, level in safe_table(pools).items():
            models[kind] = msgspec.structs.replace(models[kind], safe=level)
    print(told.getvalue())
    if given.write:
        write(models)
        document(told.getvalue())
        print(f"written: {OUT}, {DOCS}")


if __name__ == "__main__":
    main()
