"""How surely is a language read that has few annotated reports?

    python -m bench.transfer es --familiar F... --fresh F... [--write]

Starts from the English models (`bench.confidence`) and moves each weight only as far as the
annotated reports of the language call for: penalised logistic regression on what the English
log-odds leave. Fresh reports set the level; familiar ones, open to those who wrote the readers,
have a level of their own that is left out again. Told of fresh reports is what the English models
say, and what a model says that has not seen the report. A kind with fewer than fifty fresh claims
gets no model: its claims are told without a confidence. ``--write`` writes the models into the
language's lexicon and the figures into ``docs/languages.md``.
"""

from __future__ import annotations

import argparse
import contextlib
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from bench.confidence import (
    ENOUGH,
    FROM,
    KINDS,
    SEEN,
    SHIFT,
    SMALL,
    TO,
    Seen,
    judged,
    measured,
    reliability,
    table,
)  # fmt: skip
from quorate.reading.confidence import Weighed, models
from quorate.reading.names import Names
from quorate.reading.signs import DOUBTS, SUPPORTS
from quorate.record.shipped import shipped
from quorate.views.calibration import above

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs/languages.md"
RIDGE = 2.0  # of 2, 4, 8 and 16 the least log loss of reports left out, of every kind


def odds(model: Weighed, signs: dict[str, float]) -> float:
    """Return the log-odds that a model gives."""
    return model.level + sum(model.signs.get(name, 0.0) * v for name, v in signs.items())


def moved(seen: Sequence[Seen], english: Weighed) -> Weighed:
    """Return the English model of a kind, moved to the claims of another language."""
    many = Counter(name for each in seen for name, value in each.signs.items() if value)
    names = sorted(name for name, n in many.items() if n >= SEEN)
    folders = sorted({each.folder for each in seen} - {""})
    given = np.array(
        [
            [
                *(each.signs.get(name, 0.0) for name in names),
                *(float(each.folder == folder) for folder in folders),
                1.0,
            ]
            for each in seen
        ]
    )
    before = np.array([odds(english, each.signs) for each in seen])
    right = np.array([each.right for each in seen], dtype=float)
    penalty = np.array([RIDGE] * len(names) + [SHIFT] * (len(folders) + 1))
    bounds = [_bounds(name, english.signs.get(name, 0.0)) for name in names]

    def loss(change: np.ndarray) -> tuple[float, np.ndarray]:
        told = before + given @ change
        chance = 1 / (1 + np.exp(-told))
        cost = np.logaddexp(0, told) - right * told
        slope = given.T @ (chance - right) + penalty * change
        return float(cost.sum() + penalty @ change**2 / 2), slope

    free = [(None, None)] * (len(folders) + 1)
    found = minimize(loss, np.zeros(given.shape[1]), jac=True, method="L-BFGS-B",
                     bounds=bounds + free).x  # fmt: skip
    weights = dict(english.signs)
    for name, change in zip(names, found, strict=False):
        weights[name] = weights.get(name, 0.0) + float(change)
    return Weighed(
        level=round(english.level + float(found[-1]), 2),
        signs={name: round(w, 2) for name, w in weights.items() if abs(w) >= SMALL},
    )


def _bounds(name: str, before: float) -> tuple[float | None, float | None]:
    """Return how far a weight may move, that a doubt stay one and a support too."""
    if name in DOUBTS:
        return None, -before
    return (-before, None) if name in SUPPORTS else (None, None)


def left_out(seen: Sequence[Seen], english: Weighed) -> list[tuple[Seen, float]]:
    """Return each fresh claim with the confidence of a model that has not seen its report."""
    fresh = [each for each in seen if not each.folder]
    found = []
    for report in sorted({each.report for each in fresh}):
        model = moved([each for each in seen if each.report != report], english)
        found += [(x, model.confidence(x.signs)) for x in fresh if x.report == report]
    return found


def write(path: Path, found: dict[str, Weighed]) -> None:
    """Write the models where the reader of the language finds them."""
    lines = ["# Made by python -m bench.transfer --write; not edited by hand.",
             "# level: log-odds that an annotator agrees where no sign speaks.",
             "# signs: what each adds to the log-odds."]  # fmt: skip
    for kind, model in found.items():
        lines += ["", f"[{kind}]", f"level = {model.level}", f"[{kind}.signs]"]
        lines += [f'"{n}" = {w}' for n, w in sorted(model.signs.items(), key=lambda x: x[1])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, tell, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    for group in ("familiar", "fresh"):
        parser.add_argument(f"--{group}", nargs="+", default=[], metavar="FOLDER[:KINDS]")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    names = Names(shipped().actors())
    seen = [x for folder in given.familiar for x in judged(folder, names, True)]
    seen += [x for folder in given.fresh for x in judged(folder, names, False)]
    before, after, found = [], [], {}
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        for kind in KINDS:
            own = [each for each in seen if each.kind == kind]
            fresh = [each for each in own if not each.folder]
            english = models()[kind]
            if fresh:
                pairs = [(each, english.confidence(each.signs)) for each in fresh]
                before.append(measured(pairs, kind))
            if len(fresh) < ENOUGH:
                continue
            out = left_out(own, english)
            after.append(measured(out, kind))
            found[kind] = moved(own, english)
            if english.safe is not None:
                safe = above([(told_, each.right) for each, told_ in out], english.safe)
                print(f"\nOf the {kind}s told with {english.safe} or more, which is safe in "
                      f"English, {safe.right} of {safe.claims} are agreed with.")  # fmt: skip
        for title, rows in (("By the English models", before), ("By its own, left out", after)):
            some = [row for row in rows if row is not None]
            table(title, some)
            reliability(some)
    print(told.getvalue())
    if given.write:
        path = ROOT / "src/quorate/reading/lexicon" / given.language / "confidence.toml"
        write(path, found)
        head, _, rest = DOCS.read_text(encoding="utf-8").partition(FROM)
        DOCS.write_text(f"{head}{FROM}\n{told.getvalue()}\n{TO}{rest.partition(TO)[2]}", "utf-8")
        print(f"written: {path}, {DOCS}")


if __name__ == "__main__":
    main()
