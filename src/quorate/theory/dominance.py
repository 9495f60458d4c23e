"""What holds of packages whatever the weights, as long as signs, ranges and preferences hold?

All that is known of one party's values of one issue are bounds of single values and of differences.
The most that a difference may be is the shortest path through these bounds, exactly; values of
different issues are bounded apart, so the most that a sum may be is the sum of the most.

R. W. Floyd, "Algorithm 97: shortest path", Communications of the ACM 5 (1962); what holds for all
values that fit: S. Greco, V. Mousseau and R. Slowinski, "Ordinal regression revisited", European
Journal of Operational Research 191 (2008).
"""

from __future__ import annotations

import math
from typing import Any

from quorate.claims.problem import Unusable
from quorate.record.terms import Worth
from quorate.theory.extra import numbers
from quorate.theory.packages import Space

ROUNDING = 1e-9
PAIRED = 1000  # packages that are compared each with each


class Bounds:
    """The most that values and their differences may be.

    Attributes:
        above: by issue and party, an array by option: the most that an option may be worth.
        below: the same, the least.
        over: by issue and party, an array by option and option: the most that the first may be
            worth above the second.
        strict: the same: true if that most is never reached.
        walk: by party, the least that walking away may be worth.
    """

    def __init__(self, space: Space) -> None:
        self.space = space
        self.over: list[list[Any]] = []
        self.strict: list[list[Any]] = []
        self.above: list[list[Any]] = []
        self.below: list[list[Any]] = []
        for i in range(len(space.options)):
            closed = [_closed(space, i, side.id) for side in space.terms.parties]
            self.over.append([most[1:, 1:] for most, _ in closed])
            self.strict.append([never[1:, 1:] for _, never in closed])
            self.above.append([most[1:, 0] for most, _ in closed])
            self.below.append([-most[0, 1:] for most, _ in closed])
        walks = [side.walk_away for side in space.terms.parties]
        self.walk = [0.0 if _open(w) else w.bounds[0] for w in walks]

    def beats(self, i: int, option: int, other: int) -> bool:
        """Is one option at least as good as another for all, and better for one, in any case?"""
        most = [over[other, option] for over in self.over[i]]
        never = [strict[other, option] for strict in self.strict[i]]
        return all(m <= 0 for m in most) and any(
            m < 0 or n for m, n in zip(most, never, strict=True)
        )

    def beaten(self, picks: Any) -> Any:
        """Return for each package whether another beats it whatever the weights."""
        np = numbers("numpy")
        no_better = np.ones((len(picks), len(picks)), dtype=bool)
        some_worse = np.zeros_like(no_better)
        for p in range(len(self.space.terms.parties)):
            most = np.zeros(no_better.shape)
            never = np.zeros_like(no_better)
            for i in range(len(self.over)):
                at = np.ix_(picks[:, i], picks[:, i])
                most += self.over[i][p][at]
                never |= self.strict[i][p][at]
            no_better &= most <= 0
            some_worse |= (most < 0) | ((most == 0) & never)
        return (no_better & some_worse).any(axis=1)


def _open(worth: Worth) -> bool:
    return worth.bounds == (-math.inf, math.inf)


def _closed(space: Space, issue: int, party: str) -> tuple[Any, Any]:
    """Return the most of each difference, place 0 being zero, and where it is never reached."""
    np = numbers("numpy")
    options = space.options[issue]
    size = len(options) + 1
    most = np.full((size, size), math.inf)
    never = np.zeros((size, size), dtype=bool)
    np.fill_diagonal(most, 0.0)
    for at, option in enumerate(options, 1):
        worth = option.to(party)
        low, high = worth.bounds
        most[at, 0], most[0, at] = high, -low
        never[at, 0] = worth.sign == "loses" and high == 0
        never[0, at] = worth.sign == "gains" and low == 0
    places = {option.id: at for at, option in enumerate(options, 1)}
    ordered = [
        (places[liking.worse], places[liking.better])
        for liking in space.terms.preferences
        if liking.party == party and {liking.better, liking.worse} <= places.keys()
    ]
    for at, by in ordered:
        most[at, by], never[at, by] = 0.0, True
    for k in range(size) if ordered else (0,):  # without an order, only zero ties values together
        through = most[:, k, None] + most[None, k, :]
        strict = never[:, k, None] | never[None, k, :]
        less = through < most
        never = np.where(less, strict, never | ((through == most) & strict & np.isfinite(most)))
        most = np.minimum(most, through)
    diagonal = np.diagonal(most).copy()
    largest = max(1.0, *(abs(v) for v in most[np.isfinite(most)]))
    if (diagonal < -ROUNDING * largest).any() or (ordered and np.diagonal(never).any()):
        raise Unusable(
            f"What {party} gains by the options of '{space.terms.issues[issue].id}' and which of "
            "them it likes better contradict each other; correct a range or take a preference out."
        )
    np.fill_diagonal(most, 0.0)
    np.fill_diagonal(never, False)
    return most, never
