"""How are the weights made by which the role of a number in a vote is told?

    python language/votes.py [FOLDER ...] [--aside]

learns from the passages in ``language/votes``, from the invented sentences of the tests that are
open (``tests/reading/vote_*.toml``) and from folders of annotated reports (NAME.txt beside
NAME.json), and writes ``src/quorate/reading/tallies/likely.json``. ``--aside`` writes nothing: it
leaves out every fifth report and passage in turn, learns from the rest and prints how many of the
numbers left out are then told right.

Each sentence with a number is a case: a row of numbers, each with the roles that it may have. What
is not sure (a number that both was needed and was reached) may be either. A conditional random
field over the row, with a penalty on the squares of its weights; the least of them are left out
and the rest learnt once more.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import logsumexp

from quorate.claims.report import Report
from quorate.press.load import load
from quorate.reading.tallies.counts import Masked
from quorate.reading.tallies.groups import Page, page_of
from quorate.reading.tallies.likely import MOST, ROLES, Number, numbers

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src/quorate/reading/tallies/likely.json"
TESTS = HERE.parent / "tests/reading"
PENALTY, OF_LINKS = 2.0, 5.0
LEAST, KEPT = 2, 5000  # times that a feature must be seen; features that are kept
LEFT_OUT = 5  # parts of which each is left out in turn
THRESHOLDS = (0.4, 0.6, 0.8)
MARKS = {"y": "yes", "n": "no", "a": "abstain", "x": "absent", "d": "needed", "s": "short",
         "m": "base", "c": "candidate", "-": "other"}  # fmt: skip
FIELDS = {"for": "yes", "against": "no", "abstain": "abstain", "absent": "absent",
          "threshold": "needed", "members_total": "base"}  # fmt: skip
_MARK = re.compile(r"\{(.)\}")
_OTHER = frozenset(("other",))
_FEW = 30  # votes that were missing, at most, to be told as such
Floats = NDArray[np.float64]
May = dict[int, frozenset[str]]  # the roles that each number of a sentence may have


class Case(NamedTuple):
    """A sentence with numbers.

    Attributes:
        source: the report or passage it stands in.
        row: its numbers.
        may: the roles that each may have.
    """

    source: str
    row: list[Number]
    may: list[frozenset[str]]


# ---------------------------------------------------------------- what is learnt from
def _page(text: str) -> Page:
    return page_of(Report(name="", text=text, bytes_hash="", extractor="text 1"))


def _cases(source: str, page: Page, may: Callable[[int, Masked], May]) -> Iterator[Case]:
    for index in range(len(page.sentences)):
        masked = page.words(index)
        if 0 < len(masked.values) <= MOST:
            told = may(index, masked)
            row = numbers(masked)
            yield Case(source, row, [told[n.at] for n in row])


def written() -> Iterator[Case]:
    """Yield the passages of ``language/votes``: the role of a number stands in brackets behind."""
    for path in sorted((HERE / "votes").glob("*.txt")):
        for n, line in enumerate(path.read_text("utf-8").splitlines()):
            ends, text = {}, ""
            for part in re.split(r"(?=\{.\})", line):
                if mark := _MARK.match(part):
                    ends[len(text)] = frozenset((MARKS[mark[1]],))
                text += _MARK.sub("", part)

            def marked(_: int, masked: Masked, ends: dict[int, Any] = ends) -> May:
                stops = {at: _end(masked, at) for at in masked.values}
                return {at: ends.get(masked.offset + end, _OTHER) for at, end in stops.items()}

            yield from _cases(f"{path.stem} {n}", _page(text), marked)


def _end(masked: Masked, at: int) -> int:
    end = at
    while end < len(masked.text) and masked.text[end] == masked.text[at]:
        end += 1
    return end


def invented() -> Iterator[Case]:
    """Yield the invented sentences of the tests, but for those kept aside."""
    for path in sorted(TESTS.glob("vote_*.toml")):
        for kind, rows in tomllib.loads(path.read_text("utf-8")).items():
            for n, row in enumerate(rows if kind != "aside" else ()):
                told = row.get("tally") or [{**row.get("counts", {}), "may": row.get("may", {})}]
                votes = [({**each, **each.get("may", {})}, each.get("may", {})) for each in told]

                def fits(_: int, masked: Masked, votes: list[Any] = votes) -> May:
                    every = [_by_value(masked, roles, loose) for roles, loose in votes]
                    return _joined(masked, every)

                yield from _cases(f"{path.stem} {kind} {n}", _page(row["text"].strip()), fits)


def annotated(folder: Path) -> Iterator[Case]:
    """Yield the sentences of annotated reports."""
    for path in sorted(folder.glob("*.json")):
        votes = json.loads(path.read_text("utf-8"))["votes"]
        page = page_of(load([path.with_suffix(".txt")]).reports[0])
        alone = [v for v in votes if _only_for(v)]

        def told(
            index: int, masked: Masked, page: Page = page, votes: Any = votes, alone: Any = alone
        ) -> May:
            s = page.sentences[index]
            here = [
                vote for vote in votes
                if any(x["start"] < s.end and s.start < x["end"]
                       for x in (vote["span"], *vote["other_spans"]))
            ]  # fmt: skip
            every = []
            for vote in here:
                found = _by_value(masked, _roles(vote), {})
                if vote in alone and len(alone) > 1:  # each on one who stands, or may be
                    sure = sum(v in here for v in alone) > 1
                    found = {at: _standing(may, sure) for at, may in found.items()}
                every.append(found)
            return _joined(masked, every)

        yield from _cases(path.stem, page, told)


def _only_for(vote: dict[str, Any]) -> bool:
    others = ("against", "abstain", "absent")
    return vote["for"] is not None and all(vote[f] is None or f in vote["derived"] for f in others)


def _standing(may: frozenset[str], sure: bool) -> frozenset[str]:
    if "yes" not in may:
        return may
    return (may - {"yes"} if sure else may) | {"candidate"}


def _roles(vote: dict[str, Any]) -> dict[str, Any]:
    roles = {role: vote[f] for f, role in FIELDS.items() if vote.get(f) is not None}
    short = roles.get("needed", 0) - roles.get("yes", 0)
    return {**roles, "short": short} if "yes" in roles and 0 < short < _FEW else roles


def _by_value(masked: Masked, roles: dict[str, Any], loose: dict[str, Any]) -> May:
    """Return which roles numbers may have by their values: as many as roles, in their order."""
    may: May = {}
    for value in set(masked.values.values()):
        at_all = sorted(at for at, v in masked.values.items() if v == value)
        fit = [r for r in ROLES if roles.get(r) == value and not isinstance(roles[r], bool)]
        unsure = _OTHER if value == 1 or any(r in loose or r == "short" for r in fit) else set()
        for n, at in enumerate(at_all):
            own = fit[n : n + 1] if len(fit) == len(at_all) else fit
            may[at] = frozenset(own) | unsure if own else _OTHER
    return may


def _joined(masked: Masked, every: list[May]) -> May:
    """Return which roles numbers may have where a sentence tells of several votes."""
    found: May = {}
    for at in masked.values:
        own = [may[at] for may in every if may[at] != _OTHER]
        found[at] = frozenset().union(*own) or _OTHER
    return found


# ---------------------------------------------------------------- weights
class Rows(NamedTuple):
    """All cases with the same number of numbers: their places in the table, links, allowances."""

    places: NDArray[np.int64]
    links: NDArray[np.int64]
    allowed: Floats


class Learnt(NamedTuple):
    """The weight of each feature and link, by role or by two roles."""

    features: dict[str, Floats]
    links: dict[str, Floats]


def fitted(found: list[Case]) -> Learnt:
    """Return the weights, those of the features that tell most learnt anew without the others."""
    seen = Counter(f for case in found for one in case.row for f in set(one.features))
    kept = [f for f, n in seen.items() if n >= LEAST]
    weight, _, _ = _regressed(found, kept)
    telling = np.abs(weight).max(axis=1) * np.sqrt([seen[f] for f in kept])
    kept = [kept[i] for i in np.argsort(-telling)[:KEPT]]
    weight, every, names = _regressed(found, kept)
    return Learnt(dict(zip(kept, weight, strict=True)), dict(zip(names, every, strict=True)))


def _regressed(found: list[Case], kept: list[str]) -> tuple[Floats, Floats, list[str]]:
    column = {f: n for n, f in enumerate(kept)}
    names = ["link", *sorted({f"link|{one.link}" for case in found for one in case.row[1:]})]
    table, rows = _laid_out(found, column, names)
    size, roles = len(kept) * len(ROLES), len(ROLES)
    penalties = np.repeat((PENALTY, OF_LINKS), (size, len(names) * roles**2))

    def loss(flat: Floats) -> tuple[float, Floats]:
        weight = flat[:size].reshape(-1, roles)
        links = flat[size:].reshape(-1, roles, roles)
        scores = table @ weight
        slope, of_links, value = np.zeros_like(scores), np.zeros_like(links), 0.0
        for row in rows:
            own, between = scores[row.places], links[0] + links[row.links]
            free, here, pairs = _expected(own, between)
            bound, true, true_pairs = _expected(own + row.allowed, between)
            value += float((free - bound).sum())
            slope[row.places.ravel()] = (here - true).reshape(-1, roles)
            for t, (one, other) in enumerate(zip(pairs, true_pairs, strict=True)):
                of_links[0] += (one - other).sum(axis=0)
                np.add.at(of_links, row.links[:, t], one - other)
        whole = np.concatenate([(table.T @ slope).ravel(), of_links.ravel()])
        return value + float(penalties @ flat**2) / 2, whole + penalties * flat

    start = np.zeros(len(penalties))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return best[:size].reshape(-1, roles), best[size:].reshape(-1, roles, roles), names


def _laid_out(
    found: list[Case], column: dict[str, int], names: list[str]
) -> tuple[csr_matrix, list[Rows]]:
    """Return which features each number has, and the cases by how many numbers they have."""
    columns: list[int] = []
    ends, by = [0], defaultdict(list)
    for case in found:
        first = len(ends) - 1
        for one in case.row:
            columns += sorted({column[f] for f in one.features if f in column})
            ends.append(len(columns))
        links = [names.index(f"link|{one.link}") for one in case.row[1:]]
        allowed = [[0.0 if role in may else -1e9 for role in ROLES] for may in case.may]
        by[len(case.row)].append((range(first, first + len(case.row)), links, allowed))
    table = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(column)))
    return table, [
        Rows(np.array([list(p) for p, _, _ in own]),
             np.array([links for _, links, _ in own], dtype=np.int64).reshape(len(own), size - 1),
             np.array([allowed for _, _, allowed in own]))
        for size, own in by.items() if size
    ]  # fmt: skip


def _expected(own: Floats, links: Floats) -> tuple[Floats, Floats, list[Floats]]:
    """Return the weight of all rows of roles, and how likely each role is, and each two."""
    size = own.shape[1]
    ahead, behind = own.copy(), np.zeros_like(own)
    for t in range(1, size):
        ahead[:, t] += logsumexp(ahead[:, t - 1][:, :, None] + links[:, t - 1], axis=1)
    for t in range(size - 2, -1, -1):
        on = (own[:, t + 1] + behind[:, t + 1])[:, None, :]
        behind[:, t] = logsumexp(links[:, t] + on, axis=2)
    whole = logsumexp(ahead[:, -1], axis=1)
    here = np.exp(ahead + behind - whole[:, None, None])
    pairs = [
        np.exp(ahead[:, t - 1][:, :, None] + links[:, t - 1]
               + (own[:, t] + behind[:, t])[:, None, :] - whole[:, None, None])
        for t in range(1, size)
    ]  # fmt: skip
    return whole, here, pairs


# ---------------------------------------------------------------- how well
def scored(found: list[Case], learnt: Learnt) -> dict[float, Counter[str]]:
    """Count the numbers that are told right, told wrong and not told, at some thresholds."""
    column = {f: n for n, f in enumerate(learnt.features)}
    names = list(learnt.links)
    known = [c._replace(row=[c.row[0], *(_known(one, names) for one in c.row[1:])]) for c in found]
    table, rows = _laid_out(known, column, names)
    scores = table @ np.array(list(learnt.features.values()))
    links = np.array(list(learnt.links.values()))
    may = [m for case in found for m in case.may]
    counts: dict[float, Counter[str]] = {t: Counter() for t in THRESHOLDS}
    for row in rows:
        _, here, _ = _expected(scores[row.places], links[0] + links[row.links])
        for place, chance in zip(row.places.ravel(), here.reshape(-1, len(ROLES)), strict=True):
            role, sure = ROLES[int(chance.argmax())], float(chance.max())
            for least, count in counts.items():
                told = role != "other" and sure >= least
                count["gold"] += "other" not in may[place]
                count["told"] += told
                count["true"] += told and role in may[place]
    return counts


def _known(one: Number, names: list[str]) -> Number:
    return one if f"link|{one.link}" in names else one._replace(link="far")


def _rounded(learnt: Learnt) -> dict[str, dict[str, float]]:
    table = {f: _told(dict(zip(ROLES, w, strict=True))) for f, w in learnt.features.items()}
    for name, pairs in learnt.links.items():
        table[name] = _told(
            {f"{q} {r}": pairs[i, j] for i, q in enumerate(ROLES) for j, r in enumerate(ROLES)}
        )
    return {name: told for name, told in sorted(table.items()) if told}


def _told(weights: dict[str, float]) -> dict[str, float]:
    return {n: round(float(w), 2) for n, w in weights.items() if abs(w) >= 0.05}


def main() -> None:
    """Learn the weights, or tell how well numbers left out are told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--aside", action="store_true")
    given = parser.parse_args()
    found = [*written(), *invented(), *(c for f in given.folders for c in annotated(f))]
    found = [case for case in found if case.row]
    print(f"{len(found)} sentences, {sum(len(c.row) for c in found)} numbers", flush=True)
    if not given.aside:
        lines = (
            f"{json.dumps(name)}: {json.dumps(told)}"
            for name, told in _rounded(fitted(found)).items()
        )
        WEIGHTS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
        print(f"{WEIGHTS.stat().st_size // 1000} kB")
        return
    sources = sorted({case.source for case in found})
    total: dict[float, Counter[str]] = {t: Counter() for t in THRESHOLDS}
    for part in range(LEFT_OUT):
        out = set(sources[part::LEFT_OUT])
        learnt = fitted([case for case in found if case.source not in out])
        for least, count in scored([c for c in found if c.source in out], learnt).items():
            total[least].update(count)
    for least, n in total.items():
        exact, whole = n["true"] / max(1, n["told"]), n["true"] / max(1, n["gold"])
        print(f"{least}: precision {exact:.2f}, recall {whole:.2f}", flush=True)


if __name__ == "__main__":
    main()
