"""How likely is each choice, by the choices seen before?

A member follows a policy: a distribution over choices, drawn from Dirichlet(k b), where b is what
its blocs and the whole body chose. Policies change, by a hazard in time; when this one began is not
known, so every beginning is weighed (the run length of Adams and MacKay 2007). Choices count by how
much they tell of the question. Nothing is set by hand but the ranges: each setting of the grid is
weighed by the probability that it gave, before each earlier day, to what was then chosen.

Arrays: days T, members M, kinds of choice C, powers of relatedness P, settings S, beginnings R.
"""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple, TypeAlias

from quorate.theory.extra import numbers

Array: TypeAlias = Any  # of numpy, which is loaded when it is first needed

POWERS = (0.5, 1.0, 2.0)  # relatedness counts to this power
FADING = 0.9  # of what blocs and body chose, kept from one day to the next
BEGINNINGS = 40  # beginnings of a policy that are weighed at most
BODY = 4.0  # votes that the prior counts as, beside those of the body


class Grid(NamedTuple):
    """The settings that are weighed, each with each.

    Attributes:
        firmness: k, votes that the bloc's choices count as in a new policy: low is firm.
        lasting: years that a policy lasts on average, besides
        breaking: the chance that it ends from one day of votes to the next.
        blocs: votes of the body that a bloc's choices are drawn to.
    """

    firmness: tuple[float, ...]
    lasting: tuple[float, ...] = (2.0, 5.0, 20.0)
    breaking: tuple[float, ...] = (0.0, 0.05)
    blocs: tuple[float, ...] = (1.0, 4.0)

    @property
    def settings(self) -> list[tuple[int, float, float, float, float]]:
        """Return every setting, with the index of its power of relatedness first."""
        powers = range(len(POWERS))
        return list(
            itertools.product(powers, self.firmness, self.lasting, self.breaking, self.blocs)
        )


IN_FAVOUR = Grid(firmness=(0.1, 0.3, 1.0))
OTHERWISE = Grid(firmness=(0.5, 1.0, 2.0))


class Seen(NamedTuple):
    """What was chosen, as one subject sees it.

    Attributes:
        counts: choices by power, day, member and kind (P, T, M, C), weighed by how much each tells
            of the subject.
        plain: the same choices, not weighed (T, M, C).
        scored: those of them that are on the subject: settings are weighed by these (T, M, C).
    """

    counts: Array
    plain: Array
    scored: Array

    def steps(self) -> tuple[Seen, Seen]:
        """Return the first kind against all others, and the others among themselves."""
        np = numbers("numpy")
        first = [np.stack([a[..., 0], a[..., 1:].sum(-1)], axis=-1) for a in self]
        return Seen(*first), Seen(*(a[..., 1:] for a in self))


class Propensity(NamedTuple):
    """What the choices seen give.

    Attributes:
        mean: chance by member and kind of choice (M, C).
        variance: of the first kind's chance, by member (M).
        scores: log probability that each setting gave to what was scored before each day, and
            before now (T + 1, S).
        counted: how much of a choice of each day still counts, by power (P, M, T).
        firmness, bloc: votes that bloc and prior together, and the bloc alone, count as (M).
        before: the mean as it was before each day (T, M, C), if asked for.
    """

    mean: Array
    variance: Array
    scores: Array
    counted: Array
    firmness: Array
    bloc: Array
    before: Array | None = None


def propensity(
    seen: Seen,
    gaps: Array,
    beside: Array,
    prior: Array,
    grid: Grid,
    *,
    scores: Array | None = None,
    before: bool = False,
) -> Propensity:
    """Return how likely each member is to choose each kind.

    Args:
        seen: what was chosen.
        gaps: years before each day since the one before, and from the last to now (T + 1).
        beside: how near each pair of members is by their blocs (M, M), 0 on the diagonal; or so
            for each day and for now (T + 1, M, M).
        prior: chance of each kind where nothing is known (C).
        grid: the settings to weigh.
        scores: of the settings on other subjects before each day and before now (T + 1, S).
        before: also return what was forecast before each day.
    """
    np = numbers("numpy")
    days = seen.plain.shape[0]
    told = np.zeros((days + 1, len(grid.settings))) if scores is None else scores
    walk = _Walk(seen, beside, prior, grid)
    kept = np.zeros(seen.plain.shape) if before else None
    own = []
    for day in range(days):
        walk.pass_time(gaps[day], day, told[day])
        own.append(walk.score)
        if kept is not None:
            kept[day] = walk.forecast()[0]
        walk.see(day)
    walk.pass_time(gaps[days], days, told[days])
    own.append(walk.score)
    mean, variance = walk.forecast()
    firmness, bloc = walk.behind()
    return Propensity(mean, variance, np.array(own), walk.counted(days), firmness, bloc, kept)


class _Walk:
    """The walk through the days: beginnings of policies and settings gather weight as it goes."""

    def __init__(self, seen: Seen, beside: Array, prior: Array, grid: Grid) -> None:
        self.np = np = numbers("numpy")
        self.gammaln = numbers("scipy.special").gammaln
        settings = np.array(grid.settings)
        self.power = settings[:, 0].astype(int)
        self.k, self.lasting, self.breaking, self.to_body = settings[:, 1:].T
        self.all, self.prior = seen, prior
        near = beside.sum(-1, keepdims=True)
        nearness = beside / np.where(near > 0, near, 1)
        self.each_day = nearness if nearness.ndim == 3 else nearness[None]
        self.beside = self.each_day[0]
        powers, _, members, kinds = seen.counts.shape
        self.seen = np.zeros((powers, 1, members, kinds))  # since each beginning
        self.run = np.ones((len(settings), 1, members))  # chance of each beginning
        self.began = [0]
        self.faded = np.zeros((powers, members, kinds))
        self.score = self.told = np.zeros(len(settings))
        self.any = False

    def pass_time(self, years: float, day: int, told: Array) -> None:
        """Let policies end and new ones begin."""
        np, self.told = self.np, told
        self.beside = self.each_day[min(day, len(self.each_day) - 1)]
        if not self.any:
            return
        ends = 1 - (1 - self.breaking) * np.exp(-years / self.lasting)
        new = self.run.sum(1, keepdims=True) * ends[:, None, None]
        self.run = np.concatenate([self.run * (1 - ends)[:, None, None], new], axis=1)
        self.seen = np.concatenate([self.seen, np.zeros_like(self.seen[:, :1])], axis=1)
        self.began.append(day)
        if len(self.began) > BEGINNINGS:
            self._forget()

    def _forget(self) -> None:
        """Leave out the beginning that weighs least."""
        np = self.np
        weight = np.einsum("s,srm->r", self.weights(), self.run)
        least = int(np.argmin(weight[:-1]))
        self.run = np.delete(self.run, least, axis=1)
        self.run /= self.run.sum(1, keepdims=True)
        self.seen = np.delete(self.seen, least, axis=1)
        del self.began[least]

    def see(self, day: int) -> None:
        """Weigh beginnings and settings by what was chosen that day, and count it."""
        np, now, plain = self.np, self.all.counts[:, day], self.all.plain[day]
        if now.any():
            self.any, alpha = True, self._alpha()
            log = self._log_chance(alpha, plain)
            if (scored := self.all.scored[day]).any():
                own = log if np.array_equal(scored, plain) else self._log_chance(alpha, scored)
                most = own.max(1, keepdims=True)
                whole = (self.run * np.exp(own - most)).sum(1, keepdims=True)
                self.score = self.score + (np.log(whole) + most).sum((1, 2))
            # What is less related weighs less: the likelihood to the power of its mean weight.
            number = plain.sum(1)
            log = log * (now.sum(2) / np.where(number > 0, number, 1))[self.power][:, None]
            weighed = self.run * np.exp(log - log.max(1, keepdims=True))
            self.run = weighed / weighed.sum(1, keepdims=True)
        self.seen = self.seen + now[:, None]
        self.faded = FADING * self.faded + now

    def _log_chance(self, alpha: Array, chosen: Array) -> Array:
        """Return the log chance of these choices under each setting and beginning (S, R, M)."""
        total, number = alpha.sum(3), chosen.sum(1)
        told: Array = (self.gammaln(alpha + chosen) - self.gammaln(alpha)).sum(3)
        return told + self.gammaln(total) - self.gammaln(total + number)

    def _base(self) -> tuple[Array, Array]:
        """Return what blocs and body chose (S, M, C), and how much of it is the blocs' (S, M)."""
        body = self.faded.sum(1, keepdims=True) + BODY * self.prior
        body = body / body.sum(2, keepdims=True)
        bloc = self.np.einsum("mn,pnc->pmc", self.beside, self.faded)[self.power]
        number, to_body = bloc.sum(2), self.to_body[:, None]
        base = (bloc + to_body[..., None] * body[self.power]) / (number + to_body)[..., None]
        return base, number / (number + to_body)

    def _alpha(self) -> Array:
        base, _ = self._base()
        return self.seen[self.power] + (self.k[:, None, None] * base)[:, None]

    def weights(self) -> Array:
        """Return the weight of each setting."""
        score = self.score + self.told
        weight = self.np.exp(score - score.max())
        return weight / weight.sum()

    def forecast(self) -> tuple[Array, Array]:
        """Return the chance of each kind by member, and the variance of the first kind's."""
        np, weight = self.np, self.weights()
        alpha = self._alpha()
        total = alpha.sum(3)
        means = alpha / total[..., None]
        joint = weight[:, None, None] * self.run
        mean = np.einsum("srm,srmc->mc", joint, means)
        mean /= mean.sum(1, keepdims=True)
        first = means[..., 0]
        squares = first**2 + first * (1 - first) / (total + 1)
        variance = np.einsum("srm,srm->m", joint, squares) - mean[:, 0] ** 2
        return mean, np.maximum(variance, 0)

    def counted(self, days: int) -> Array:
        """Return how much of a choice of each day still counts."""
        np = self.np
        found = np.zeros((len(POWERS), self.run.shape[2], days))
        weight = self.weights()
        for power in range(len(POWERS)):
            here = self.power == power
            run = np.einsum("s,srm->rm", weight[here], self.run[here])
            for began, mass in zip(self.began, run, strict=True):
                found[power, :, began:] += mass[:, None]
        return found

    def behind(self) -> tuple[Array, Array]:
        """Return by member the votes that bloc and prior, and the bloc alone, count as."""
        _, share = self._base()
        both = self.np.full(share.shape[1], float(self.weights() @ self.k))
        return both, self.np.einsum("s,sm->m", self.weights() * self.k, share)
