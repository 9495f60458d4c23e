"""How is a sum of independent choices distributed, and what does each choice do to it?

Voters are taken one after the other as long as their points are few (every chance is then a sum of
products of chances, none of them negative), and groups of them are joined by the fast Fourier
transform (cut off at 0; the error is of the order of 1e-16). Totals at either end that together
have a chance below `NOTHING` are let go. Backwards the same tree gives, for each voter and choice,
the chance of adoption if that voter makes that choice and nobody else changes: one pass for all
voters. All arrays have first an axis of *states*, given each of which the voters are independent;
without shocks there is one.

P. Duhamel and M. Vetterli, "Fast Fourier transforms: a tutorial review", Signal Processing 19
(1990); A. Griewank and A. Walther, *Evaluating Derivatives* (2008), chapter 3, for the way back.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from quorate.theory.totals import NOTHING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real: TypeAlias = NDArray[np.float64]
    Whole: TypeAlias = NDArray[np.int64]
else:
    Real = Whole = Any

LEAF = 256  # points up to which voters are taken one after the other
_OFTEN = 8  # voters after which the ends are looked at


class Lattice(NamedTuple):
    """What all parts have in common.

    Attributes:
        caps: the last point of each axis, which stands for all beyond.
        margin: points kept at each end, for voters who make a choice that they never would.
    """

    caps: tuple[int, ...]
    margin: tuple[int, ...]


class Voter(NamedTuple):
    """A voter in a leaf.

    Attributes:
        number: which.
        steps: what the choices add to the totals.
        choices: for each step, the choices that add it.
        most: the greatest step on each axis.
        chances: by step and state.
    """

    number: int
    steps: tuple[tuple[int, ...], ...]
    choices: tuple[list[int], ...]
    most: tuple[int, ...]
    chances: Real


class Part:
    """Voters whose sum is known: a leaf, two parts joined, or a part seen from other states.

    Attributes:
        lattice: the lattice.
        low: by axis, the least total that is kept.
        value: by state and total, from `low` on, the chance of that total.
    """

    def __init__(self, lattice: Lattice, low: tuple[int, ...], value: Real) -> None:
        self.lattice, self.low, self.value = lattice, low, value

    @property
    def whole(self) -> Real:
        """Return the chances of all totals from 0 to the cap, by state."""
        import numpy as np

        sizes = zip(self.low, self.lattice.caps, self.value.shape[1:], strict=True)
        return np.pad(self.value, [(0, 0), *((low, cap + 1 - low - n) for low, cap, n in sizes)])

    def back(self, gain: Real, effects: Real) -> None:
        """Add to `effects` by voter and choice, given what each total of this part gains."""
        raise NotImplementedError

    def kept(self, gain: Real) -> Real:
        """Return what the totals that are kept gain, of what all from 0 to the cap do."""
        return gain[_at(self.low, self.value)]

    def _fold(self) -> None:
        """Add all beyond the cap of an axis to the cap."""
        low = list(self.low)
        for axis, cap in enumerate(self.lattice.caps):
            head: tuple[Any, ...] = (slice(None),) * (axis + 1)
            last = max(0, cap - low[axis])
            if self.value.shape[axis + 1] > last + 1:
                beyond = self.value[(*head, slice(last, None))].sum(axis=axis + 1)
                self.value = self.value[(*head, slice(0, last + 1))].copy()
                self.value[(*head, last)] = beyond
            low[axis] = min(low[axis], cap)
        self.low = tuple(low)

    def _trim(self) -> None:
        """Let go of what has no chance at either end."""
        import numpy as np

        box: list[slice] = [slice(None)]
        low = []
        for axis in range(1, self.value.ndim):
            others = tuple(a for a in range(1, self.value.ndim) if a != axis)
            mass = self.value.sum(axis=others).max(axis=0)
            first = int(np.searchsorted(np.cumsum(mass), NOTHING, side="right"))
            last = len(mass) - int(np.searchsorted(np.cumsum(mass[::-1]), NOTHING, side="right"))
            more = self.lattice.margin[axis - 1]
            begin = max(0, min(first, len(mass) - 1) - more)
            box.append(slice(begin, max(begin + 1, min(len(mass), last + more))))
            low.append(self.low[axis - 1] + begin)
        self.low, self.value = tuple(low), self.value[tuple(box)]


class Leaf(Part):
    """Some voters, one after the other.

    Args:
        lattice: the lattice.
        states: how many there are.
    """

    def __init__(self, lattice: Lattice, states: int) -> None:
        import numpy as np

        nowhere = tuple(0 for _ in lattice.caps)
        super().__init__(lattice, nowhere, np.ones((states, *(1 for _ in lattice.caps))))
        self._taken: list[tuple[Voter, tuple[int, ...], Real]] = []

    def take(self, voter: Voter) -> None:
        """Add a voter."""
        import numpy as np

        old, ones = self.value, (1,) * len(self.lattice.caps)
        self._taken.append((voter, self.low, old))
        sizes = tuple(n + m for n, m in zip(old.shape[1:], voter.most, strict=True))
        self.value = np.zeros((len(old), *sizes))
        for step, chance in zip(voter.steps, voter.chances, strict=True):
            self.value[_at(step, old)] += chance.reshape(-1, *ones) * old
        self._fold()
        if len(self._taken) % _OFTEN == 0:
            self._trim()

    def back(self, gain: Real, effects: Real) -> None:
        import numpy as np

        low, ones = self.low, (1,) * len(self.lattice.caps)
        for voter, under, before in reversed(self._taken):
            sizes = tuple(n + m for n, m in zip(before.shape[1:], voter.most, strict=True))
            wide = _widened(gain, [at - u for at, u in zip(low, under, strict=True)], sizes)
            gain = np.zeros((len(gain), *before.shape[1:]))
            for step, choices, chance in zip(
                voter.steps, voter.choices, voter.chances, strict=True
            ):
                seen = wide[_at(step, before)]
                effects[voter.number, choices] += (before * seen).sum()
                gain += chance.reshape(-1, *ones) * seen
            low = under


class Joined(Part):
    """Two parts, independent in each state."""

    def __init__(self, one: Part, other: Part) -> None:
        self.parts = (one, other)
        sizes = zip(one.value.shape[1:], other.value.shape[1:], strict=True)
        self._size = tuple(m + n - 1 for m, n in sizes)
        self._low = tuple(m + n for m, n in zip(one.low, other.low, strict=True))
        value = _product(one.value, other.value, self._size, back=False)
        super().__init__(one.lattice, self._low, value)
        self._fold()
        self._trim()

    def back(self, gain: Real, effects: Real) -> None:
        wide = _widened(gain, [a - b for a, b in zip(self.low, self._low, strict=True)], self._size)
        one, other = self.parts
        for part, beside in ((one, other), (other, one)):
            found = _product(wide, beside.value, self._size, back=True)
            part.back(found[_at((0,) * len(self._size), part.value)], effects)


class Seen(Part):
    """A part seen from other states: ``mix`` says how each of these is made of the part's own."""

    def __init__(self, part: Part, mix: Real) -> None:
        self.part, self.mix = part, mix
        shape = part.value.shape
        value = (mix @ part.value.reshape(shape[0], -1)).reshape(len(mix), *shape[1:])
        super().__init__(part.lattice, part.low, value)

    def back(self, gain: Real, effects: Real) -> None:
        flat = self.mix.T @ gain.reshape(len(gain), -1)
        self.part.back(flat.reshape(len(flat), *gain.shape[1:]), effects)


def leaves(voters: Iterable[int], steps: Whole, chances: Real, lattice: Lattice) -> list[Part]:
    """Return the voters in leaves of a bearable size.

    Args:
        voters: numbers of the voters to take.
        steps: by voter, choice and axis.
        chances: by state, voter and choice.
        lattice: the lattice.
    """
    import numpy as np

    alike: dict[bytes, list[int]] = {}
    for voter in voters:
        alike.setdefault(steps[voter].tobytes(), []).append(voter)
    found: list[Leaf] = []
    for same in sorted(alike.values(), key=lambda s: tuple(steps[s[0]].max(axis=0))):
        by_step: dict[tuple[int, ...], list[int]] = {}
        for choice, step in enumerate(steps[same[0]].tolist()):
            by_step.setdefault(tuple(step), []).append(choice)
        several = chances[:, same]
        of_steps = np.stack([several[:, :, c].sum(axis=2).T for c in by_step.values()])
        kept = [i for i, each in enumerate(of_steps) if each.any() or any(lattice.margin)]
        ways, choices = list(by_step), list(by_step.values())
        most = tuple(max(ways[i][at] for i in kept) for at in range(len(lattice.caps)))
        for place, number in enumerate(same):
            if not found or found[-1].value[0].size > LEAF:
                found.append(Leaf(lattice, len(chances)))
            found[-1].take(
                Voter(
                    number,
                    tuple(ways[i] for i in kept),
                    tuple(choices[i] for i in kept),
                    most,
                    of_steps[kept, place],
                )
            )
    return list(found)


def together(parts: Sequence[Part]) -> Part:
    """Return the parts joined, the smallest first."""
    heap = [(part.value.size, place, part) for place, part in enumerate(parts)]
    heapq.heapify(heap)
    place = len(heap)
    while len(heap) > 1:
        (_, _, one), (_, _, other) = heapq.heappop(heap), heapq.heappop(heap)
        joined = Joined(one, other)
        heapq.heappush(heap, (joined.value.size, place, joined))
        place += 1
    return heap[0][2]


def _at(step: Sequence[int], like: Real) -> tuple[slice, ...]:
    """Return the place of an array like this one, so many steps on."""
    return (
        slice(None),
        *[slice(s, s + n) for s, n in zip(step, like.shape[1:], strict=True)],
    )


def _widened(gain: Real, before: Sequence[int], size: Sequence[int]) -> Real:
    """Return what is gained at each total of a wider box.

    Beyond the cap all gain as the cap does; what was let go gains as the nearest that was kept.
    """
    import numpy as np

    ends = [(b, n - b - have) for b, n, have in zip(before, size, gain.shape[1:], strict=True)]
    if any(end < 0 for pair in ends for end in pair):
        # A box wholly beyond the cap is its last point.
        ends = [(max(0, b), max(0, e)) for b, e in ends]
    wide = np.pad(gain, [(0, 0), *ends], mode="edge") if any(map(any, ends)) else gain
    return wide[_at((0,) * len(size), np.empty((1, *size)))] if wide.shape[1:] != size else wide


def _product(one: Real, other: Real, size: tuple[int, ...], *, back: bool) -> Real:
    """Return the convolution of two arrays over all axes but the first, or their correlation."""
    import numpy as np
    from scipy import fft

    if not size:
        return one * other
    axes = tuple(range(1, len(size) + 1))
    room = [fft.next_fast_len(n, real=True) for n in size]
    first, second = (fft.rfftn(each, room, axes=axes) for each in (one, other))
    if back:
        np.conj(second, out=second)
    found: Real = fft.irfftn(first * second, room, axes=axes)[
        (slice(None), *(slice(0, n) for n in size))
    ]
    return found if back else np.asarray(np.maximum(found, 0.0))
