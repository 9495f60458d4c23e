"""How well is a folder of annotated reports read?

Of each kind, predictions and annotations are matched one to one, so that the most required items
are matched and then the most optional ones; a pair meets in its words and agrees in the fields that
tell items of its kind apart (`quorate.views.annotated`). Optional items count neither for nor
against.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from rich.text import Text

from quorate.claims.problem import Problem, Unusable
from quorate.claims.sure import Least
from quorate.press.load import load
from quorate.reading.confidence import safe_levels
from quorate.record.shipped import shipped
from quorate.views.annotated import Annotated, Item, Predicted, annotated, length, overlap, spans_of
from quorate.views.calibration import Calibration, Judged, calibration, show_calibration
from quorate.views.entering import readings, surer
from quorate.views.highlight import line
from quorate.views.readers import Readers, Tallied, tallied, told, told_of

if TYPE_CHECKING:
    from quorate.views.tables import Screen

ROWS = (
    "statement", "position", "act", "act+target", "tally", "membership", "figure", "mention",
    "mention_all",
)  # fmt: skip
_PRONOUNS = frozenset(
    ("i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "he", "him", "his",
     "she", "her", "hers", "it", "its", "they", "them", "their", "theirs", "himself", "herself",
     "itself", "themselves", "ourselves", "myself", "who", "whom", "whose", "which")
)  # fmt: skip
_NOT_CLAIMS = ("act+target", "mention", "mention_all")  # acts once more, and names
_SHOWN = 160  # characters of the words of an error


class Score(msgspec.Struct, frozen=True):
    """One row of the table.

    Attributes:
        row: a kind; ``act+target`` asks for a target too, ``mention_all`` for all forms.
        found, missed: required items that were and were not found.
        false: what was read and stands in no annotation.
        neutral: what was read and counts neither for nor against.
    """

    row: str
    found: int = 0
    missed: int = 0
    false: int = 0
    neutral: int = 0

    @property
    def precision(self) -> float | None:
        return _share(self.found, self.found + self.false)

    @property
    def recall(self) -> float | None:
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        return _share(2 * self.found, 2 * self.found + self.false + self.missed)

    def data(self) -> dict[str, Any]:
        """Return the row as plain data, its rates too."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return msgspec.structs.asdict(self) | rates


class Fault(msgspec.Struct, frozen=True):
    """A required item that was missed, or something read that nobody annotated."""

    what: str
    file: str
    row: str
    start: int
    words: str
    says: dict[str, Any]


class Shared(msgspec.Struct, frozen=True):
    """Of one row: what several readers found of what annotators ask for.

    Attributes:
        row: a kind.
        every: how many all of them found.
        alone: by reader, how many it alone found.
    """

    row: str
    every: int
    alone: dict[str, int]


class Evaluation(msgspec.Struct, frozen=True):
    """How well the reports of a folder are read.

    Attributes:
        reports: how many.
        rows: the scores; of several readers, those of all together.
        faults: what was missed or read falsely.
        readers: where several read, the scores of each by itself.
        shared: and what they found of the same.
        models: of each model, what came of it.
        problems: what went wrong there.
        calibrations: how far the confidences of each kind are borne out.
    """

    reports: int
    rows: tuple[Score, ...]
    faults: tuple[Fault, ...] = ()
    readers: dict[str, tuple[Score, ...]] = {}
    shared: tuple[Shared, ...] = ()
    models: tuple[dict[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    calibrations: tuple[Calibration, ...] = ()


class _Matched(msgspec.Struct, frozen=True):
    reached: list[Item]
    right: list[Predicted]  # what reached them, one of each
    neutral: int
    missed: list[Item]
    false: list[Predicted]

    @property
    def found(self) -> int:
        return len(self.reached)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def evaluate(
    folder: Path,
    scorer: Path | None = None,
    readers: Readers | None = None,
    least: Least | None = None,
) -> Evaluation:
    """Read the annotated reports of a folder and say how well.

    Args:
        folder: it holds NAME.txt beside NAME.json.
        scorer: a script to count with instead, called as ``python SCORER FOLDER FILE --json``.
        readers: who reads; the first reader if left out. Several are scored each by itself too.
        least: only claims that are at least so sure count as read.

    Raises:
        Unusable: the folder holds no annotated report, or the scorer does not answer.
    """
    reports = annotated(folder)
    predicted, models, problems = _read(folder, readers, least)
    scores, faults, _ = _scored(reports, predicted)
    if scorer is not None:
        scores = scored_by(scorer, folder, predicted)
    whole = Evaluation(
        reports=len(reports),
        rows=tuple(scores),
        faults=tuple(faults),
        models=models,
        problems=problems,
        calibrations=tuple(_calibrated(reports, predicted)),
    )
    singly = _singly(readers)
    if len(singly) < 2:
        return whole
    each: dict[str, tuple[Score, ...]] = {}
    found: dict[str, dict[str, set[tuple[str, str]]]] = {}
    for name, alone in singly.items():
        rows = _read(folder, alone, least)[0]
        own, _, found[name] = _scored(reports, rows)
        each[name] = tuple(scored_by(scorer, folder, rows) if scorer else own)
    return msgspec.structs.replace(whole, readers=each, shared=tuple(_shared(found)))


def _singly(readers: Readers | None) -> dict[str, Readers]:
    """Return each reader by itself."""
    if readers is None:
        return {}
    first = {"grammar": Readers()} if readers.grammar else {}
    return first | {m.name: Readers(False, (m,)) for m in readers.models}


def _shared(found: Mapping[str, Mapping[str, set[tuple[str, str]]]]) -> Iterable[Shared]:
    """Yield for each row what all readers found, and what only one of them did."""
    for row in ROWS:
        own = {name: rows[row] for name, rows in found.items()}
        alone = {
            name: len(mine.difference(*(o for other, o in own.items() if other != name)))
            for name, mine in own.items()
        }
        yield Shared(row, len(set.intersection(*own.values())), alone)


def _scored(
    reports: Sequence[Annotated], predicted: Mapping[str, Sequence[Predicted]]
) -> tuple[list[Score], list[Fault], dict[str, set[tuple[str, str]]]]:
    """Return the scores, the faults, and by row which required items were found."""
    scores, faults = [], []
    found: dict[str, set[tuple[str, str]]] = {row: set() for row in ROWS}
    for row in ROWS:
        total = Score(row)
        for report in reports:
            done = matched(report, row, predicted.get(report.file, ()))
            found[row] |= {(report.file, item.name) for item in done.reached}
            total = Score(
                row,
                total.found + len(done.reached),
                total.missed + len(done.missed),
                total.false + len(done.false),
                total.neutral + done.neutral,
            )
            if row not in ("act+target", "mention_all"):
                faults += [_missed(report, row, item) for item in done.missed]
                faults += [_false(report, row, each) for each in done.false]
        scores.append(total)
    return scores, faults, found


def _calibrated(
    reports: Sequence[Annotated], predicted: Mapping[str, Sequence[Predicted]]
) -> Iterable[Calibration]:
    """Yield for each kind that was annotated how far its confidences are borne out."""
    for row in (row for row in ROWS if row not in _NOT_CLAIMS):
        done = [matched(report, row, predicted.get(report.file, ())) for report in reports]
        if any(each.reached or each.missed for each in done):
            judged = [[*_judged(each.right, True), *_judged(each.false, False)] for each in done]
            found = calibration(row, judged, safe_levels().get(row))
            if found is not None:
                yield found


def _judged(rows: Iterable[Predicted], right: bool) -> list[Judged]:
    sure = (each.get("confidence") for each in rows)
    return [(confidence, right) for confidence in sure if confidence is not None]


def predictions(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what is read in each report of a folder, in the form that is scored."""
    return _read(folder)[0]


def _read(
    folder: Path, readers: Readers | None = None, least: Least | None = None
) -> tuple[dict[str, list[dict[str, Any]]], tuple[dict[str, Any], ...], tuple[Problem, ...]]:
    """Return what is read, as it is scored, what came of each model, and what went wrong there."""
    from quorate.reading.read import predictions as rows_of

    paths = sorted(folder.glob("*.txt"))
    found: dict[str, list[dict[str, Any]]] = {path.name: [] for path in paths}
    models = readers.models if readers else ()
    tallies: list[Tallied] = []
    problems: list[Problem] = []
    for reading in readings(load(paths).reports, shipped().actors(), readers):
        rows = rows_of(surer(reading, least))
        if readers is not None and not readers.grammar:  # names are the grammar's
            rows = [row for row in rows if row["kind"] != "mention"]
        found[reading.report.name] += rows
        tallies.append(tallied(reading))
        problems += reading.problems if models or not reading.readers else ()
    return found, tuple(told(models, tallies)), tuple(problems)


def matched(
    report: Annotated, row: str, predicted: Iterable[Predicted], *, exact: bool = False
) -> _Matched:
    """Match what was read in a report with what was annotated, for one row of the table.

    Args:
        report: the annotated report.
        row: the row.
        predicted: what was read in it.
        exact: all fields must agree, and not only those that tell items apart.
    """
    kind = row.partition("+")[0].removesuffix("_all")
    items = [item for item in report.items if item.kind == kind]
    read = [each for each in predicted if each["kind"] == kind]
    fitting = [_fitting(report, row, item, read, exact) for item in items]
    order = sorted(range(len(items)), key=lambda i: not items[i].wanted(row))
    of_item = _assigned(fitting, order)
    reached = [items[i] for i in of_item if items[i].wanted(row)]
    right = [read[j] for i, j in of_item.items() if items[i].wanted(row)]
    used = set(of_item.values())
    missed = [x for i, x in enumerate(items) if i not in of_item and x.wanted(row)]
    split = [items[i] for i in of_item if kind == "statement" and len(items[i].spans) > 1]
    rest = [each for j, each in enumerate(read) if j not in used]
    false = [each for each in rest if not _excused(report, row, each, split, exact)]
    neutral = len(of_item) - len(reached) + len(rest) - len(false)
    return _Matched(reached, right, neutral, missed, false)


def _fitting(
    report: Annotated, row: str, item: Item, read: Sequence[Predicted], exact: bool
) -> list[int]:
    """Return which predictions fit an item, those whose words fit it best first."""

    def closeness(j: int) -> float:
        mine = spans_of(read[j])
        return 2 * overlap(item.spans, mine) / (length(item.spans) + length(mine))

    agrees = report.exactly if exact else report.agree
    found = [
        j for j, each in enumerate(read) if report.meet(item, each) and agrees(row, item, each)
    ]
    return sorted(found, key=closeness, reverse=True)


def _assigned(fitting: Sequence[Sequence[int]], order: Iterable[int]) -> dict[int, int]:
    """Return for each item matched its prediction, as many as can be in the order given.

    An item once matched stays so while others are fitted in, so the first in order are the most.
    """
    of_prediction: dict[int, int] = {}

    def fit(item: int, tried: set[int]) -> bool:
        for j in fitting[item]:
            if j in tried:
                continue
            tried.add(j)
            if j not in of_prediction or fit(of_prediction[j], tried):
                of_prediction[j] = item
                return True
        return False

    for item in order:
        fit(item, set())
    return {item: j for j, item in of_prediction.items()}


def _excused(
    report: Annotated, row: str, each: Predicted, split: Iterable[Item], exact: bool
) -> bool:
    """Does a prediction that matches nothing count neither for nor against?

    So do a further part of a quotation that is split, and a mention that is no name.
    """
    mine = spans_of(each)
    agrees = report.exactly if exact else report.agree
    for item in split:
        if 2 * overlap(item.spans, mine) >= length(mine) and agrees(row, item, each):
            return True
    words = report.text[each["start"] : each["end"]]
    return row == "mention" and (words.casefold() in _PRONOUNS or words == words.lower())


def _missed(report: Annotated, row: str, item: Item) -> Fault:
    words = " ... ".join(report.text[start:end] for start, end in item.spans)
    kept = ("id", "optional", "span", "segments", "other_spans", "start", "end", "quote")
    says = {k: v for k, v in item.says.items() if k not in kept and v not in (None, [], {}, "")}
    return Fault("missed", report.file, row, item.spans[0][0], words, says)


def _false(report: Annotated, row: str, each: Predicted) -> Fault:
    words = " ... ".join(report.text[start:end] for start, end in spans_of(each))
    kept = ("file", "kind", "start", "end", "segments", "claim")
    says = {k: v for k, v in each.items() if k not in kept and v not in (None, [], "")}
    return Fault("false", report.file, row, each["start"], words, says)


def scored_by(
    scorer: Path, folder: Path, predicted: Mapping[str, list[dict[str, Any]]]
) -> list[Score]:
    """Return the rows as another scorer counts them.

    Raises:
        Unusable: it does not answer as expected.
    """
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "predictions.jsonl"
        lines = [json.dumps({**x, "file": name}) for name, rows in predicted.items() for x in rows]
        out.write_text("".join(f"{each}\n" for each in lines), encoding="utf-8")
        command = [sys.executable, str(scorer), str(folder), str(out), "--json"]
        told = subprocess.run(command, capture_output=True, text=True)
    try:
        overall = json.loads(told.stdout)["overall"]
        counts = {row: by["key"] for row, by in overall.items()}
        return [
            Score(row, c["tp"], c["fn"], c["fp"], c.get("neutral", 0)) for row, c in counts.items()
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        why = (told.stderr.strip().splitlines() or ["it printed no rows as JSON"])[-1]
        raise Unusable(f"The scorer {scorer} does not answer: {why}") from None


# ---------------------------------------------------------------------------- shown


def show_evaluation(screen: Screen, found: Evaluation, *, errors: bool) -> None:
    """Print the table and, if asked, everything that was missed or read falsely."""
    if errors:
        for fault in found.faults:
            said = ", ".join(f"{k} {_words(v)}" for k, v in fault.says.items())
            style = "yellow" if fault.what == "missed" else "red"
            told = line(f"{fault.row} {fault.file}:{fault.start} {said}")
            screen.say(Text(fault.what, style=style), " ", told)
            screen.say(Text(f"“{line(fault.words)[:_SHOWN]}”", style="dim"), indent=4)
    for name, rows in found.readers.items():
        screen.say(Text(name, style="bold"))
        _table(screen, rows)
    if found.readers:
        screen.say(Text("+".join(found.readers), style="bold"))
    _table(screen, found.rows)
    show_calibration(screen, found.calibrations)
    if found.shared:
        names = list(found.readers)
        screen.say(Text("found of what annotators ask for", style="bold"))
        screen.table(
            ["row", "#by all", *(f"#by {name} alone" for name in names)],
            [[s.row, str(s.every), *(str(s.alone[n]) for n in names)] for s in found.shared],
        )
    screen.lines(told_of(found.models))


def _table(screen: Screen, rows: Iterable[Score]) -> None:
    screen.table(
        ["row", "#P", "#R", "#F1", "#annotated", "#found", "#missed", "#false", "#neutral"],
        [
            [
                s.row, _rate(s.precision), _rate(s.recall), _rate(s.f1), str(s.found + s.missed),
                str(s.found), str(s.missed), str(s.false), str(s.neutral),
            ]
            for s in rows
        ],
    )  # fmt: skip


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _words(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
