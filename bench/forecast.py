"""How well are divisions of the OAS forecast, each from what was known on its eve?

    python bench/forecast.py [--ballots-only] [--csv FILE] [--svg FILE]

Walks forward over the recorded divisions in which the choice of every member is known by name.
Each is forecast as `quorate forecast` does on the day before, and scored against the best of the
naive family: base rate, last vote, discounted past share, each member's and direction-coded; and of
that family widened by last votes and shares on the same subject alone. Which of a family, and with
what parameters, is chosen anew before each division by its score on the earlier ones.

Prints the differences with intervals clustered by division (bootstrap of divisions, seeded, and t),
all rows and those that a source names; log score; calibration; and the chance to carry against the
constant "adopted".
"""

from __future__ import annotations

import argparse
import csv
import itertools
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from quorate.claims.claim import Ballot, Tally
from quorate.claims.source import RollCall
from quorate.record.case import Case, Question
from quorate.record.record import Record
from quorate.record.situation import Situation
from quorate.theory.forecast import forecast
from quorate.theory.needed import needed

Row = dict[str, float]  # by kind of choice, chances that sum to 1
KINDS = ("yes", "no", "abstain", "absent")
KIND = {"declared": "abstain", "silent": "abstain"}
CODES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
LEAST = 1e-4  # chance below which nobody is charged, in log scores


class Scored(NamedTuple):
    """One division, what came, and each method's chances by member."""

    draft: str
    day: str
    choices: dict[str, str]
    named: frozenset[str]
    needed: int
    chances: dict[str, dict[str, Row]]


class Divisions:
    """The recorded divisions, and each of them as a question on its eve."""

    def __init__(self, ballots_only: bool = False) -> None:
        self.record = Record.in_memory(Case(name="walk forward", crises=("venezuela",)))
        self.ballots_only = ballots_only
        self.drafts: dict[str, Any] = {}
        for held in self.record.held("occasion"):
            claim: Any = held.holds.claim
            if claim.type == "draft" and self.record.organisation_of(claim.organ) == "OAS":
                self.drafts[claim.occasion] = claim
        self.by_name: dict[str, dict[str, str]] = {d: {} for d in self.drafts}
        self.named: dict[str, set[str]] = {d: set() for d in self.drafts}
        for held in self.record.held("ballot"):
            ballot = held.holds.claim
            if isinstance(ballot, Ballot) and ballot.draft in self.drafts:
                choice = KIND.get(ballot.choice, ballot.choice)
                self.by_name[ballot.draft][ballot.voter] = choice
                if isinstance(ballot.source, RollCall) and not held.rivals:
                    self.named[ballot.draft].add(ballot.voter)

    def complete(self) -> list[str]:
        """Return the drafts of which every choice is known, by day."""
        full = [d for d in self.drafts if len(self.by_name[d]) >= 34]
        return sorted(full, key=lambda d: (self.drafts[d].starts, d))

    def eve(self, draft: str) -> Situation:
        """Return the situation of a draft by what was known on the day before."""
        own = self.drafts[draft]
        contrary = draft in CODES["contrary"]
        other_way = [d for d in self.drafts if (d in CODES["contrary"]) != contrary]
        phrases = [] if self.ballots_only else CODES["phrases"].get(own.about, [])
        sides = ((), tuple(phrases)) if contrary else (tuple(phrases), ())
        asked = Question(id=draft, drafts=(draft,), pro=sides[0], contra=(*sides[1], *other_way))
        record = self.record._seen(case=Case(name="walk forward", question=(asked,)))
        day = date.fromisoformat(own.starts).toordinal() - 1
        return record.situation(draft, on=date.fromordinal(day).isoformat(), past=True)

    def scored(self) -> list[Scored]:
        """Return each complete division with the forecast and the naive family's chances."""
        found = []
        for draft in self.complete():
            now = self.eve(draft)
            assert not now.evidence
            chances = forecast(now).chances
            mine = {m: {k: getattr(c, k) for k in KINDS} for m, c in chances.items()}
            family = {f"{name}": how(now) for name, how in WIDER.items()}
            rule = now.rules[0]
            found.append(
                Scored(
                    draft,
                    self.drafts[draft].starts,
                    {m: c for m, c in self.by_name[draft].items() if m in mine},
                    frozenset(self.named[draft]),
                    needed(rule, now.base) or 0,
                    {"forecast": mine} | family,
                )
            )
        return found


# ---------------------------------------------------------------- the naive family
def _seen(now: Situation, same: bool = False) -> list[tuple[int, str, str]]:
    """Return every choice of the past as coded: days ago, member, kind; on the same subject."""
    asked = date.fromisoformat(now.on or "").toordinal()
    found = []
    for division in now.past:
        ago = asked - date.fromisoformat(division.held_on).toordinal()
        for member, choice in division.choices.items():
            kind = KIND.get(choice, choice)
            if division.sign < 0:
                kind = {"yes": "no", "no": "yes"}.get(kind, kind)
            if not same or division.related == 1:
                found.append((ago, member, kind))
    return found


def _body(seen: Sequence[tuple[int, str, str]]) -> Row:
    """Return the shares of all choices, one vote of each added."""
    return {k: (sum(s[2] == k for s in seen) + 1) / (len(seen) + 4) for k in KINDS}


def base_rate(now: Situation) -> dict[str, Row]:
    body = _body(_seen(now))
    return dict.fromkeys(now.members, body)


def last_vote(now: Situation, slip: float, same: bool = False) -> dict[str, Row]:
    """Return each member's last choice, with what is left to slip shared as the body votes.

    With `same`, its last on the same subject; if it has none, its last on any.
    """
    seen = sorted(_seen(now), reverse=True)
    body, last = _body(seen), {member: kind for _, member, kind in seen}
    if same:
        last |= {member: kind for _, member, kind in sorted(_seen(now, same), reverse=True)}
    found = {}
    for m in now.members:
        others = {k: v for k, v in body.items() if k != last.get(m)}
        whole = sum(others.values())
        slipped = {k: slip * v / whole for k, v in others.items()}
        found[m] = slipped | {last[m]: 1 - slip} if m in last else body
    return found


def past_share(
    now: Situation, half_life: float, strength: float, same: bool = False
) -> dict[str, Row]:
    """Return each member's shares, older votes discounted, drawn to the body's."""
    body = _body(_seen(now))
    counts = {m: dict.fromkeys(KINDS, 0.0) for m in now.members}
    for ago, member, kind in _seen(now, same):
        if member in counts:
            counts[member][kind] += 0.5 ** (ago / 365.25 / half_life)
    return {
        m: {k: (c[k] + strength * body[k]) / (sum(c.values()) + strength) for k in KINDS}
        for m, c in counts.items()
    }


Method = Callable[[Situation], dict[str, Row]]


def _family(same: bool) -> dict[str, Method]:
    on = " on the subject" if same else ""
    slips = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3)
    halves, strengths = (0.25, 0.5, 1, 2, 4, 8, 1000), (0.1, 0.25, 0.5, 1, 2, 4)
    return {
        **{f"last vote{on} {slip}": partial(last_vote, slip=slip, same=same) for slip in slips},
        **{
            f"past share{on} {half} {strength}": partial(
                past_share, half_life=half, strength=strength, same=same
            )
            for half, strength in itertools.product(halves, strengths)
        },
    }


FAMILY: dict[str, Method] = {"base rate": base_rate, **_family(same=False)}
WIDER: dict[str, Method] = {**FAMILY, **_family(same=True)}


# ---------------------------------------------------------------- scores
def brier(row: Row, choice: str) -> float:
    """Return the squared error of the chance of yes."""
    return (row["yes"] - (choice == "yes")) ** 2


def log_loss(row: Row, choice: str) -> float:
    """Return minus the log of the chance of what came, of four choices."""
    return -float(np.log(max(LEAST, row[choice])))


Score = Callable[[Row, str], float]


def losses(one: Scored, method: str, score: Score, named: bool = False) -> list[float]:
    rows = one.chances[method]
    return [
        score(rows[m], choice)
        for m, choice in sorted(one.choices.items())
        if not named or m in one.named
    ]


def chosen_before(all_scored: Sequence[Scored], family: Iterable[str], score: Score) -> list[str]:
    """Return for each division the member of the family that was best on the earlier ones."""
    # A chance of 0 has no log score: last votes without a slip are left out of that contest.
    names = [f for f in family if score is not log_loss or not f.endswith(" 0.0")]
    lost = {f: [sum(losses(s, f, score)) for s in all_scored] for f in names}
    chosen = []
    for one in all_scored:
        earlier = [i for i, s in enumerate(all_scored) if s.day < one.day]
        best = min(names, key=lambda f, some=earlier: sum(lost[f][i] for i in some))  # type: ignore[misc]
        chosen.append(best if earlier else "base rate")
    return chosen


class Difference(NamedTuple):
    """Mean losses a row of two methods, and their difference with its intervals."""

    mine: float
    other: float
    rows: int
    difference: float
    bootstrap: tuple[float, float]
    t: tuple[float, float]
    better: int
    clusters: int

    def __str__(self) -> str:
        low, high = self.bootstrap
        return (
            f"{self.mine:.4f} against {self.other:.4f}, {self.difference:+.4f} "
            f"[{low:+.4f}, {high:+.4f}] bootstrap, [{self.t[0]:+.4f}, {self.t[1]:+.4f}] t; "
            f"{self.rows} rows, better in {self.better} of {self.clusters}"
        )


def difference(
    mine: Sequence[Sequence[float]], other: Sequence[Sequence[float]], seed: int = 1
) -> Difference:
    """Return the difference of two methods, its intervals clustered by division."""
    pairs = [(np.array(a), np.array(b)) for a, b in zip(mine, other, strict=True) if len(a)]
    sums = np.array([(a - b).sum() for a, b in pairs])
    sizes = np.array([len(a) for a, _ in pairs])
    rows = int(sizes.sum())
    draws = np.random.default_rng(seed).integers(0, len(pairs), (10_000, len(pairs)))
    drawn = sums[draws].sum(1) / sizes[draws].sum(1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    at = float(sums.sum() / rows)
    # The linearised variance of a ratio of sums, with the t of one fewer than the divisions.
    left = sums - at * sizes
    error = float(np.sqrt(len(pairs) / (len(pairs) - 1) * (left**2).sum()) / rows)
    reach = float(stats.t.ppf(0.975, len(pairs) - 1)) * error
    return Difference(
        float(sum(a.sum() for a, _ in pairs) / rows),
        float(sum(b.sum() for _, b in pairs) / rows),
        rows,
        at,
        (float(low), float(high)),
        (at - reach, at + reach),
        int((sums < 0).sum()),
        len(pairs),
    )


# ---------------------------------------------------------------- calibration and carrying
def calibration(found: Sequence[Scored]) -> list[tuple[str, int, float, float]]:
    """Return by band of the chance of yes: rows, mean chance, share that came."""
    rows = [
        (s.chances["forecast"][m]["yes"], c == "yes") for s in found for m, c in s.choices.items()
    ]
    table = []
    for low, high in itertools.pairwise((0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0001)):
        band = [(p, y) for p, y in rows if low <= p < high]
        if band:
            said = sum(p for p, _ in band) / len(band)
            came = sum(y for _, y in band) / len(band)
            table.append((f"{low:.2f} to {min(high, 1):.2f}", len(band), said, came))
    return table


def slope(found: Sequence[Scored]) -> tuple[float, float, float, float]:
    """Return intercept and slope of what came on the chance's log odds, and their errors.

    0 and 1 if calibrated (Cox 1958); the errors are clustered by division.
    """
    rows, clusters = [], []
    for i, s in enumerate(found):
        for m, c in s.choices.items():
            p = min(max(s.chances["forecast"][m]["yes"], LEAST), 1 - LEAST)
            rows.append((np.log(p / (1 - p)), c == "yes"))
            clusters.append(i)
    x = np.array([[1.0, r[0]] for r in rows])
    y, cluster = np.array([r[1] for r in rows], float), np.array(clusters)
    b = np.array([0.0, 1.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ b))
        info = (x * (p * (1 - p))[:, None]).T @ x
        b = b + np.linalg.solve(info, x.T @ (y - p))
    scores = x * (y - p)[:, None]
    meat = sum(np.outer(g, g) for g in (scores[cluster == i].sum(0) for i in set(clusters)))
    inverse = np.linalg.inv(info)
    errors = np.sqrt(np.diag(inverse @ meat @ inverse))
    return float(b[0]), float(b[1]), float(errors[0]), float(errors[1])


def carries(rows: dict[str, Row], needed_votes: int) -> float:
    """Return the chance of at least so many yes, members independent."""
    total = np.array([1.0])
    for row in rows.values():
        total = np.convolve(total, [1 - row["yes"], row["yes"]])
    return float(total[needed_votes:].sum())


def plot(found: Sequence[Scored]) -> str:
    """Return the calibration table as a picture, SVG."""
    size, marks = 320, []
    for _, number, said, came in calibration(found):
        x, y, r = 30 + said * 280, 300 - came * 280, 2 + number**0.5 / 2
        marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        'font-family="sans-serif" font-size="11">'
        '<path d="M30 300H310M30 300V20" stroke="#444"/>'
        '<path d="M30 300L310 20" stroke="#999" stroke-dasharray="4"/>'
        f'<g fill="#1f5c99" fill-opacity=".7">{"".join(marks)}</g>'
        '<text x="170" y="316" text-anchor="middle">chance of yes, as forecast</text>'
        '<text x="14" y="160" text-anchor="middle" transform="rotate(-90 14 160)">'
        "share that voted yes</text></svg>\n"
    )


def _tally(record: Record, draft: str) -> Tally:
    claim = record.held("tally", {"draft": (draft,)})[0].holds.claim
    assert isinstance(claim, Tally)
    return claim


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots-only", action="store_true", help="no declared positions")
    parser.add_argument("--csv", type=Path, help="write every row here")
    parser.add_argument("--svg", type=Path, help="write the calibration plot here")
    given = parser.parse_args()
    divisions = Divisions(given.ballots_only)
    found = divisions.scored()
    rows = sum(len(s.choices) for s in found)
    print(f"{len(found)} divisions, {rows} member-votes, {found[0].day} to {found[-1].day}")
    for label, score in (("Brier, yes or not", brier), ("log loss, four choices", log_loss)):
        for name, family in (("the naive family", FAMILY), ("the wider family", WIDER)):
            chosen = chosen_before(found, family, score)
            print(f"\n{label}, against {name}: {', '.join(dict.fromkeys(chosen))}")
            for also, named, start in (
                ("all rows", False, 0),
                ("named only", True, 0),
                ("all rows, without the first division", False, 1),
                ("named only, without the first", True, 1),
            ):
                mine = [losses(s, "forecast", score, named) for s in found[start:]]
                pairs = zip(found[start:], chosen[start:], strict=True)
                other = [losses(s, f, score, named) for s, f in pairs]
                print(f"  {also}: {difference(mine, other)}")
            lost = {f: sum(sum(losses(s, f, score)) for s in found[1:]) for f in family}
            best = min(family, key=lost.__getitem__)
            mine = [losses(s, "forecast", score) for s in found[1:]]
            other = [losses(s, best, score) for s in found[1:]]
            print(f"  best in hindsight without the first, {best}: {difference(mine, other)}")
    print("\ndivision                     Brier  naive  log    yes expected, had  carries  did")
    chosen = chosen_before(found, FAMILY, brier)
    carried: list[tuple[float, float, float]] = []
    rates: list[tuple[str, float]] = []
    for s, naive in zip(found, chosen, strict=True):
        rows_, yes = s.chances["forecast"], sum(c == "yes" for c in s.choices.values())
        chance = carries(rows_, s.needed)
        did = float(_tally(divisions.record, s.draft).outcome == "adopted")
        earlier = [r for r in rates if r[0] < s.day]
        rate = (sum(r[1] for r in earlier) + 1) / (len(earlier) + 1)
        rates.append((s.day, did))
        carried.append((chance, did, rate))
        print(
            f"{s.draft:28} {np.mean(losses(s, 'forecast', brier)):.3f}  "
            f"{np.mean(losses(s, naive, brier)):.3f}  "
            f"{np.mean(losses(s, 'forecast', log_loss)):.3f}  "
            f"{sum(r['yes'] for r in rows_.values()):5.1f} of {s.needed}, {yes:2}      "
            f"{chance:.3f}   {'yes' if did else 'no'}"
        )
    mine_c = [[(c - d) ** 2] for c, d, _ in carried]
    print(
        "carrying, against 'adopted':", difference(mine_c, [[(1 - d) ** 2] for _, d, _ in carried])
    )
    print(
        "carrying, against the rate so far:",
        difference(mine_c, [[(r - d) ** 2] for _, d, r in carried]),
    )
    print("\nchance of yes   rows  said   came")
    for band, number, said, came in calibration(found):
        print(f"{band:14} {number:5}  {said:.3f}  {came:.3f}")
    a, b, ea, eb = slope(found)
    print(f"calibration: intercept {a:+.2f} (error {ea:.2f}), slope {b:.2f} (error {eb:.2f})")
    if given.svg:
        given.svg.write_text(plot(found), encoding="utf-8")
    if given.csv:
        with given.csv.open("w", newline="", encoding="utf-8") as handle:
            writer = csv.writer(handle)
            writer.writerow(("draft", "day", "member", "choice", "named", *KINDS))
            for s in found:
                for m, c in sorted(s.choices.items()):
                    chances = [round(s.chances["forecast"][m][k], 6) for k in KINDS]
                    writer.writerow((s.draft, s.day, m, c, m in s.named, *chances))


if __name__ == "__main__":
    main()
