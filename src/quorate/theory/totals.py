"""Which totals of the choices does a rule ask for?

A rule looks at a division through its tests, and each test at a total to which every choice of
every voter adds a whole number. Tests whose totals go together share an axis; a total so great or
small that no test changes any more is one point with all beyond; a test that others imply, as a
majority of all members implies a quorum of one half, is left out. What remains is a lattice: its
points are all that has to be told apart, and a table says at which of them the rule adopts. Here
those not in favour are counted, none, one, or more:

>>> from quorate.claims.rule import parse_rule
>>> from quorate.theory.rules import Chamber
>>> chamber = Chamber(parse_rule("yes >= 2 and present > 1/3 members"), members="ABC")
>>> totals = Totals(chamber, "ABC")
>>> totals.shape, totals.table.tolist()
((3,), [True, True, False])
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from quorate.claims.claim import CHOICES
from quorate.claims.rule import All, AnyOf, Formula, Test
from quorate.theory.rules import Chamber, joined, met

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real: TypeAlias = NDArray[np.float64]
    Whole: TypeAlias = NDArray[np.int64]
    Truth: TypeAlias = NDArray[np.bool_]
else:
    Real = Whole = Truth = Any

NOTHING = 1e-18  # a chance that is let go


class _Line(msgspec.Struct):
    """A test as a total: ``start`` plus ``unit`` times the sum of the voters' steps, 0 or more.

    Attributes:
        comparison: of the total with 0.
        start, unit: of the total; the unit is above 0.
        steps: by voter and choice.
        most: the greatest sum of steps.
        share: by voter and choice, 1 if the size that a share is taken of grows; None if that size
            is never empty, or if the test fails by itself when it is.
    """

    comparison: str
    start: int
    unit: int
    steps: Whole
    most: int
    share: Whole | None

    def total(self, sums: Whole) -> Whole:
        return self.start + self.unit * sums

    def least(self, may: Truth) -> tuple[int, Whole] | None:
        """Return which sum of which steps the test asks for at least; None if it does not."""
        start, steps = self.start, self.steps
        if self.share is not None or self.comparison == "=":
            return None
        if self.comparison in ("<=", "<"):
            start, steps = -(start + self.unit * self.most), _turned(steps, may)
        more = self.comparison in (">", "<")
        return (-start // self.unit + 1 if more else -(start // self.unit)), steps


class _Axis(msgspec.Struct):
    """A total that one or more tests look at.

    Attributes:
        steps: by voter and choice.
        most: the greatest total.
        cap: this total and all beyond are one point.
        tests: each test that looks at it: its place, and its total as start and unit; without a
            unit it holds wherever the total is not 0.
    """

    steps: Whole
    most: int
    cap: int
    tests: list[tuple[int, int, int]]


class Totals:
    """The lattice on which a rule tells divisions apart.

    Args:
        chamber: the rule bound to the body.
        voters: members that vote, in order.
        may: by voter and choice, whether the voter may make it; every choice if None.
        likely: by voter and choice, a bound of its chance, whatever the others do.
        beside: further totals wanted point by point, as steps by voter and choice; they come first.

    Attributes:
        steps: by voter, choice (in the order of `CHOICES`) and axis, what is added to the total.
        shape: how many points each axis has.
    """

    def __init__(
        self,
        chamber: Chamber,
        voters: Sequence[str],
        may: Truth | None = None,
        beside: Sequence[Whole] = (),
        likely: Real | None = None,
    ) -> None:
        import numpy as np

        kinds = np.array([chamber.kind[m] for m in voters], dtype=np.int64)
        self._may = np.ones((len(voters), len(CHOICES)), dtype=bool) if may is None else may
        self._likely = likely
        lines = [self._line(chamber, place, kinds) for place in range(len(chamber.sums))]
        needless = _needless(chamber.formula, lines, self._may)
        axes = [_Axis(s, m, m, []) for s in beside for m in [int(s.max(axis=1).sum())]]
        self._formula = chamber.formula
        self._truth: list[Any] = [np.True_] * len(lines)
        for place, line in enumerate(lines):
            if place in needless:
                continue
            if line.most == 0:
                self._truth[place] = met(line.comparison, np.int64(line.start))
            else:
                self._place(place, line, axes)
        for axis in axes[len(beside) :]:
            self._cap(axis)
        for place, line in enumerate(lines):
            if place not in needless and line.share is not None:
                axes.append(_Axis(line.share, 1, 1, [(place, 0, 0)]))
        self._tests = [
            (at, place, lines[place].comparison, start, unit)
            for at, axis in enumerate(axes)
            for place, start, unit in axis.tests
        ]
        self.shape = tuple(axis.cap + 1 for axis in axes)
        self.steps: Whole = np.zeros((*self._may.shape, 0), dtype=np.int64)
        if axes:
            self.steps = np.stack([np.minimum(a.steps, a.cap) for a in axes], axis=2)

    def adopts(self, points: Sequence[Whole]) -> Truth:
        """Return whether the rule adopts at these points, given axis by axis; they broadcast."""
        truth: list[Any] = list(self._truth)
        for at, place, comparison, start, unit in self._tests:
            held = met(comparison, start + unit * points[at]) if unit else points[at] > 0
            truth[place] = truth[place] & held
        found: Truth = joined(self._formula, iter(truth))
        return found

    @property
    def table(self) -> Truth:
        """Return for every point of the lattice whether the rule adopts."""
        import numpy as np

        axes = range(len(self.shape))
        mesh = [
            np.arange(n, dtype=np.int64).reshape([n if i == at else 1 for i in axes])
            for at, n in enumerate(self.shape)
        ]
        return np.broadcast_to(self.adopts(mesh), self.shape)

    @property
    def points(self) -> int:
        """Return how many points there are."""
        return math.prod(self.shape)

    def _line(self, chamber: Chamber, place: int, kinds: Whole) -> _Line:
        import numpy as np

        s = chamber.sums[place]
        adds = np.array([[row[c] for c in CHOICES] for row in s.adds], dtype=np.int64)[kinds]
        share = np.array([[row[c] for c in CHOICES] for row in s.share_adds], dtype=np.int64)[kinds]
        low = np.where(self._may, adds, np.iinfo(np.int64).max).min(axis=1, initial=2**62)
        steps = np.where(self._may, adds - low[:, None], 0)
        unit = int(np.gcd.reduce(steps, axis=None)) or 1
        steps //= unit
        grows: Whole | None = None
        if s.share_start == 0:
            grows = np.where(self._may, share > 0, True).astype(np.int64)
            # While nothing is in the size only these choices are made. Does the test then fail?
            idle = self._may & (grows == 0)
            least = np.where(idle, adds, 2**40).min(axis=1, initial=2**40)
            most = np.where(idle, adds, -(2**40)).max(axis=1, initial=-(2**40))
            bounds = (s.start + int(least.sum()), s.start + int(most.sum()))
            fails = {">=": bounds[1] < 0, ">": bounds[1] <= 0, "<=": bounds[0] > 0}
            fails |= {"<": bounds[0] >= 0, "=": bounds[0] > 0 or bounds[1] < 0}
            if fails[s.comparison] or self._never(idle):
                grows = None
            else:
                grows[~self._may] = 0
        start = s.start + int(low.sum())
        return _Line(s.comparison, start, unit, steps, int(steps.max(axis=1).sum()), grows)

    def _never(self, choices: Truth) -> bool:
        """Is there no chance worth a thought that every voter makes one of these choices?"""
        import numpy as np

        if not choices.any(axis=1).all():
            return True
        if self._likely is None:
            return False
        each = np.sort((self._likely * choices).sum(axis=1))
        return float(np.prod(each[1:])) < NOTHING  # whatever one of them may be made to choose

    def _place(self, place: int, line: _Line, axes: list[_Axis]) -> None:
        """Let the test look at an axis that goes with its total or against it, or at a new one."""
        import numpy as np

        turned = _turned(line.steps, self._may)
        for axis in axes:
            if axis.steps.shape == line.steps.shape and np.array_equal(axis.steps, line.steps):
                axis.tests.append((place, line.start, line.unit))
                return
            if np.array_equal(axis.steps, turned):
                axis.tests.append((place, line.start + line.unit * line.most, -line.unit))
                return
        axes.append(_Axis(line.steps, line.most, line.most, [(place, line.start, line.unit)]))

    def _cap(self, axis: _Axis) -> None:
        """Count the axis from the end at which the fewest points have to be told apart."""
        beyond = max(-start // unit + 1 for _, start, unit in axis.tests)
        before = min(-(start // unit) - 1 for _, start, unit in axis.tests)
        up, down = (min(max(0, n), axis.most) for n in (beyond, axis.most - before))
        axis.cap = min(up, down)
        if down < up:
            axis.steps = _turned(axis.steps, self._may)
            axis.tests = [(place, s + u * axis.most, -u) for place, s, u in axis.tests]


def _turned(steps: Whole, may: Truth) -> Whole:
    """Return the steps of the total counted from its greatest value downwards."""
    import numpy as np

    return np.where(may, steps.max(axis=1, keepdims=True) - steps, 0)


def _needless(formula: Formula, lines: Sequence[_Line], may: Truth) -> set[int]:
    """Return the tests that hold wherever the rest of the formula holds."""
    parts = list(_parts(formula, 0))
    found: set[int] = set()
    for part, place in parts:
        others = [(p, at) for p, at in parts if at != place and at not in found]
        if isinstance(part, Test) and any(_implies(*o, place, lines, may) for o in others):
            found.add(place)
    return found


def _parts(formula: Formula, place: int) -> Iterator[tuple[Formula, int]]:
    """Yield the parts all of which must hold, each with the place of its first test."""
    if not isinstance(formula, All):
        yield formula, place
        return
    for part in formula.parts:
        yield from _parts(part, place)
        place += len(list(part.tests))


def _implies(formula: Formula, at: int, place: int, lines: Sequence[_Line], may: Truth) -> bool:
    """Does the test of this place hold wherever a formula does whose tests begin at another?"""
    if isinstance(formula, Test):
        one, other = lines[at].least(may), lines[place].least(may)
        if one is None or other is None:
            return False
        return one[0] >= other[0] and bool((other[1] >= one[1]).all())
    if not isinstance(formula, All | AnyOf):
        return False
    held, begin = [], at
    for part in formula.parts:
        held.append(_implies(part, begin, place, lines, may))
        begin += len(list(part.tests))
    return any(held) if isinstance(formula, All) else all(held)
