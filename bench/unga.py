"""How well are roll calls of the UN General Assembly forecast, each session from earlier ones only?

    python bench/unga.py FOLDER [--first 45] [--last 74] [--begin 30]

FOLDER holds votes.csv.gz, roll_calls.csv.gz and issues.csv of the package unvotes (Voeten's data).
Three choices: yes, no, abstaining; who cast none is left out. The forecast is that of
`quorate.theory.forecast`, one day a session, related where the issue is the same. Against it, each
with its parameters chosen on earlier sessions only: each member's last choice on the same issue;
the majority of its blocs on that issue in the session before; and a one-dimensional ideal point,
fitted to earlier sessions, which forecasts by the curves of earlier roll calls on the same issue.
Prints mean log scores, and the paired differences with intervals clustered by session.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import itertools
from pathlib import Path
from typing import Any

import numpy as np
from scipy import stats
from scipy.optimize import minimize

from quorate.record.case import Case
from quorate.record.history import ANOTHER_SUBJECT, blocs
from quorate.record.record import Record
from quorate.theory.forecast import two_steps
from quorate.theory.propensity import POWERS, Seen

CHOICE = {"y": 0, "n": 1, "a": 2}
NONE = "none"  # roll calls that no issue is coded for
WINDOW = 10  # sessions that an ideal point is fitted to
Array = Any


class Assembly:
    """Roll calls by session and issue, and who is beside whom."""

    def __init__(self, folder: Path, begin: int, last: int) -> None:
        with gzip.open(folder / "roll_calls.csv.gz", "rt", encoding="utf-8") as handle:
            rows = list(csv.DictReader(handle))
        self.calls = {
            int(float(r["rcid"])): (int(float(r["session"])), r["date"])
            for r in rows
            if begin <= float(r["session"]) <= last
        }
        self.issues: dict[int, set[str]] = {}
        with (folder / "issues.csv").open(encoding="utf-8") as handle:
            for r in csv.DictReader(handle):
                self.issues.setdefault(int(float(r["rcid"])), set()).add(r["short_name"])
        with gzip.open(folder / "votes.csv.gz", "rt", encoding="utf-8") as handle:
            cast = [
                (int(float(r["rcid"])), r["country_code"], CHOICE[r["vote"]])
                for r in csv.DictReader(handle)
                if r["country_code"] and int(float(r["rcid"])) in self.calls
            ]
        self.members = sorted({m for _, m, _ in cast})
        self.ids = sorted(self.calls)
        self.sessions = sorted({s for s, _ in self.calls.values()})
        self.begins = [min(d for s, d in self.calls.values() if s == n) for n in self.sessions]
        seat, at = ({x: i for i, x in enumerate(xs)} for xs in (self.members, self.ids))
        self.votes = np.full((len(self.ids), len(self.members)), -1)
        for rcid, member, choice in cast:
            self.votes[at[rcid], seat[member]] = choice
        number = {s: i for i, s in enumerate(self.sessions)}
        self.session = np.array([number[self.calls[i][0]] for i in self.ids])
        self.classes = [*sorted({c for i in self.issues.values() for c in i}), NONE]
        self.on = np.array(
            [[c in self.issues.get(i, {NONE}) for c in self.classes] for i in self.ids]
        )

    def beside(self) -> Array:
        """Return how near members are by their groups on the day before each session, and last."""
        record = Record.in_memory(Case(name="unga"))
        codes = {a.codes.get("iso2"): a.actor for a in record.actors() if a.type == "state"}
        named = [codes.get(m, m) for m in self.members]
        found = []
        for day in (*self.begins, self.begins[-1]):
            near = np.zeros((len(named), len(named)))
            for inside in blocs(record.on(day), named).values():
                row = np.array([m in inside for m in named], dtype=float)
                near += np.outer(row, row)
            np.fill_diagonal(near, 0)
            found.append(near)
        return np.array(found)


def one_hot(votes: Array) -> Array:
    return np.stack([votes == k for k in range(3)], axis=-1).astype(float)


def ours(house: Assembly) -> Array:
    """Return the forecast of each roll call (calls, members, 3)."""
    hot, count = one_hot(house.votes), len(house.sessions)
    gaps = np.array([0.0] + [1.0] * count)
    beside = house.beside()
    seens = []
    for c in range(len(house.classes)):
        weight = np.where(house.on[:, c], 1.0, ANOTHER_SUBJECT)
        plain = np.zeros((count, len(house.members), 3))
        counts, scored = np.zeros((len(POWERS), *plain.shape)), np.zeros(plain.shape)
        for i, s in enumerate(house.session):
            plain[s] += hot[i]
            scored[s] += hot[i] * house.on[i, c]
            for p, power in enumerate(POWERS):
                counts[p, s] += hot[i] * weight[i] ** power
        seens.append(Seen(counts, plain, scored))
    found = np.zeros((*house.votes.shape, 3))
    for c, seen in enumerate(seens):
        first, second = two_steps([seen], gaps, beside, before=True)
        assert first.before is not None
        assert second.before is not None
        yes = first.before[..., :1]
        chances = np.concatenate([yes, (1 - yes) * second.before], axis=-1)
        share = house.on[:, c] / house.on.sum(1)
        found += share[:, None, None] * chances[house.session]
    return found


# ---------------------------------------------------------------- the others
def spread_out(choice: Array, slip: float, rates: Array) -> Array:
    """Return chances: all but slip on the choice, slip by the body's rates; the rates if none."""
    found = np.zeros((*choice.shape, 3))
    for k in range(3):
        other = np.delete(np.arange(3), k)
        row = np.zeros(3)
        row[k], row[other] = 1 - slip, slip * rates[other] / rates[other].sum()
        found[choice == k] = row
    found[choice < 0] = rates
    return found


SLIPS = (0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3)


def sessions_before(house: Assembly, s: int) -> Array:
    hot = one_hot(house.votes[house.session < s]).sum((0, 1)) + 1
    return hot / hot.sum()


def last_on_issue(house: Assembly) -> list[Array]:
    """Return by slip each member's last choice on the issue before the session."""
    found = [np.zeros((*house.votes.shape, 3)) for _ in SLIPS]
    last = np.full((len(house.classes), len(house.members)), -1)
    for s in range(len(house.sessions)):
        rates = sessions_before(house, s)
        here = np.flatnonzero(house.session == s)
        for i in here:
            own = np.flatnonzero(house.on[i])
            for f, slip in zip(found, SLIPS, strict=True):
                f[i] = np.mean([spread_out(last[c], slip, rates) for c in own], axis=0)
        for i in here:
            for c in np.flatnonzero(house.on[i]):
                last[c] = np.where(house.votes[i] >= 0, house.votes[i], last[c])
    return found


def bloc_majority(house: Assembly) -> list[Array]:
    """Return by slip what most of a member's nearest voted on the issue, the session before."""
    beside, hot = house.beside(), one_hot(house.votes)
    found = [np.zeros((*house.votes.shape, 3)) for _ in SLIPS]
    most = np.full((len(house.classes), len(house.members)), -1)
    for s in range(len(house.sessions)):
        rates = sessions_before(house, s)
        here = np.flatnonzero(house.session == s)
        for i in here:
            own = np.flatnonzero(house.on[i])
            for f, slip in zip(found, SLIPS, strict=True):
                f[i] = np.mean([spread_out(most[c], slip, rates) for c in own], axis=0)
        near = beside[s] + np.eye(len(house.members))
        for c in range(len(house.classes)):
            calls = here[house.on[here, c]]
            if len(calls):
                most[c] = (near @ hot[calls].sum(0)).argmax(1)
    return found


class IdealPoints:
    """A place for each member, and three curves for each roll call, by penalised likelihood."""

    def __init__(self, votes: Array, start: Array) -> None:
        self.hot = one_hot(votes)
        self.calls, self.members = votes.shape
        theta = np.concatenate([start, np.zeros(4 * self.calls)])
        options = {"maxiter": 60}
        found = minimize(self._lost, theta, jac=True, method="L-BFGS-B", options=options).x
        self.x = found[: self.members]
        self.a, self.b = np.moveaxis(found[self.members :].reshape(self.calls, 2, 2), 1, 0)

    @staticmethod
    def chances(x: Array, a: Array, b: Array) -> Array:
        """Return by roll call and member: abstaining is the choice that the others are held to."""
        lean = a[:, None, :] + b[:, None, :] * x[None, :, None]
        lean = np.concatenate([lean, np.zeros((*lean.shape[:2], 1))], axis=2)
        power = np.exp(lean - lean.max(2, keepdims=True))
        return power / power.sum(2, keepdims=True)

    def _lost(self, theta: Array) -> tuple[float, Array]:
        x, rest = theta[: self.members], theta[self.members :]
        a, b = np.moveaxis(rest.reshape(self.calls, 2, 2), 1, 0)
        p = self.chances(x, a, b)
        log = (self.hot * np.log(p + 1e-12)).sum()
        left = (self.hot - p * self.hot.sum(2, keepdims=True))[..., :2]
        ga, gb = left.sum(1) - 0.1 * a, (left * x[None, :, None]).sum(1) - 0.1 * b
        gx = np.einsum("cmk,ck->m", left, b) - x
        lost = -log + 0.05 * ((a**2).sum() + (b**2).sum()) + 0.5 * (x**2).sum()
        return lost, -np.concatenate([gx, np.stack([ga, gb], axis=1).ravel()])


def ideal(house: Assembly, first: int) -> list[Array]:
    """Return, for mixtures with the body's rates, forecasts by curves of the same issue."""
    found = [np.zeros((*house.votes.shape, 3)) for _ in SLIPS]
    start = np.zeros(len(house.members))
    if "US" in house.members and "CU" in house.members:
        start[house.members.index("US")], start[house.members.index("CU")] = 2, -2
    for s in range(len(house.sessions)):
        rates = sessions_before(house, s)
        here = np.flatnonzero(house.session == s)
        past = np.flatnonzero((house.session < s) & (house.session >= s - WINDOW))
        if house.sessions[s] < first - 8 or len(past) == 0:
            for f in found:
                f[here] = rates
            continue
        fitted = IdealPoints(house.votes[past], start)
        start = fitted.x
        curves = fitted.chances(fitted.x, fitted.a, fitted.b)
        mean = [
            curves[house.on[past, c]].mean(0) if house.on[past, c].any() else curves.mean(0)
            for c in range(len(house.classes))
        ]
        for i in here:
            one = np.mean([mean[c] for c in np.flatnonzero(house.on[i])], axis=0)
            for f, mix in zip(found, SLIPS, strict=True):
                f[i] = (1 - mix) * one + mix * rates
    return found


# ---------------------------------------------------------------- scores
def log_scores(house: Assembly, chances: Array) -> Array:
    """Return the sum of the log chances of what came, by roll call."""
    picked = np.take_along_axis(chances, np.maximum(house.votes, 0)[..., None], 2)[..., 0]
    logs = np.log(np.maximum(picked, 1e-4))
    summed: Array = np.where(house.votes >= 0, logs, 0).sum(1)
    return summed


def chosen_before(house: Assembly, family: list[Array], first: int) -> tuple[Array, list[float]]:
    """Return each session's scores by what scored best on earlier sessions."""
    scores = np.array([log_scores(house, f) for f in family])
    found, slips = np.zeros(scores.shape[1]), []
    for s, session in enumerate(house.sessions):
        earlier = (house.session < s) & (house.session >= 2)
        best = int(scores[:, earlier].sum(1).argmax()) if earlier.any() else len(family) - 1
        found[house.session == s] = scores[best, house.session == s]
        if session >= first:
            slips.append(SLIPS[best])
    return found, slips


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=45, help="first session scored")
    parser.add_argument("--last", type=int, default=74)
    parser.add_argument("--begin", type=int, default=30, help="first session seen")
    given = parser.parse_args()
    house = Assembly(given.folder, given.begin, given.last)
    first = next(i for i, s in enumerate(house.sessions) if s >= given.first)
    scored = house.session >= first
    rows = (house.votes >= 0).sum(1)
    print(
        f"sessions {given.first} to {given.last}, {int(scored.sum())} roll calls, "
        f"{int(rows[scored].sum())} votes of {len(house.members)} members"
    )
    mine = log_scores(house, ours(house))
    print(f"forecast: mean log score {mine[scored].sum() / rows[scored].sum():.4f}")
    others = {
        "last vote on the same issue": last_on_issue(house),
        "bloc majority": bloc_majority(house),
        "one-dimensional ideal point": ideal(house, given.first),
    }
    for name, family in others.items():
        scores, slips = chosen_before(house, family, given.first)
        sums = np.array(
            [(mine - scores)[house.session == s].sum() for s in range(first, len(house.sessions))]
        )
        sizes = np.array(
            [rows[house.session == s].sum() for s in range(first, len(house.sessions))]
        )
        at = sums.sum() / sizes.sum()
        left = sums - at * sizes
        error = np.sqrt(len(sums) / (len(sums) - 1) * (left**2).sum()) / sizes.sum()
        reach = stats.t.ppf(0.975, len(sums) - 1) * error
        calls = ((mine - scores) / np.maximum(rows, 1))[scored]
        print(
            f"{name}: {scores[scored].sum() / rows[scored].sum():.4f}, forecast better by "
            f"{at:.4f} [{at - reach:.4f}, {at + reach:.4f}]; t {at / error:.1f}, better in "
            f"{int((sums > 0).sum())} of {len(sums)} sessions and {float((calls > 0).mean()):.0%} "
            f"of roll calls (slips {', '.join(str(k) for k, _ in itertools.groupby(slips))})"
        )


if __name__ == "__main__":
    main()
