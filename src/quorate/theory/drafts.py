"""By which drafts of one text could a mediator lead the parties to a deal?

The mediator alone writes; the parties are asked of each draft whether anybody likes it less than
the last. The next draft changes as few issues as it can and, of such changes, lifts the least share
of gain most. Where no small change pleases all and the draft is not yet an efficient deal, the
mediator goes back to the latest earlier draft from which another change is open. It is a search in
depth; it ends at an efficient package that every party prefers to walking away, or when no change
is left.

R. Fisher and W. Ury, "Getting to Yes" (1981), the one-text procedure; H. Raiffa, "The Art and
Science of Negotiation" (1982), on the single negotiating text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from quorate.theory.extra import numbers
from quorate.theory.packages import Space, Whole

WIDEST = 3  # issues that one draft may change
TRIED = 200  # drafts before the search is given up
BRANCHES = 6  # changes that are tried from one draft
LOOKED = 200_000  # changes that are looked at from one draft


class Step(msgspec.Struct, frozen=True):
    """One draft.

    Attributes:
        picks: places of its options.
        after: number of the draft that it changes, the first being 0; None of the first.
        changed: places of the issues that it settles otherwise.
        returned: true if the mediator went back for it.
    """

    picks: tuple[int, ...]
    after: int | None
    changed: tuple[int, ...]
    returned: bool


def drafts(space: Space, table: Sequence[Whole], span: Any, start: tuple[int, ...],
           goals: set[tuple[int, ...]]) -> tuple[list[Step], bool]:  # fmt: skip
    """Return the drafts written, in order, and whether the last of them is a goal.

    Args:
        space: the packages.
        table: by issue, values by party and option.
        span: by party, what counts as a full gain.
        start: the first draft.
        goals: values of the deals that are sought.
    """

    def worth(picks: tuple[int, ...]) -> Any:
        return sum(table[i][:, a] for i, a in enumerate(picks))

    steps = [Step(start, None, (), False)]
    seen = {start}
    stack: list[tuple[int, Iterator[tuple[int, ...]]]] = []

    def opened(number: int) -> Iterator[tuple[int, ...]]:
        return iter(_better(space, table, span, steps[number].picks))

    if tuple(worth(start)) in goals:
        return steps, True
    stack.append((0, opened(0)))
    back = False
    while stack and len(steps) < TRIED:
        number, waiting = stack[-1]
        following = next((p for p in waiting if p not in seen), None)
        if following is None:
            stack.pop()
            back = True
            continue
        seen.add(following)
        before = steps[number].picks
        changed = tuple(i for i, (a, b) in enumerate(zip(before, following, strict=True)) if a != b)
        steps.append(Step(following, number, changed, back))
        back = False
        if tuple(worth(following)) in goals:
            return steps, True
        stack.append((len(steps) - 1, opened(len(steps) - 1)))
    return steps, False


def _better(space: Space, table: Sequence[Whole], span: Any, now: tuple[int, ...]
            ) -> list[tuple[int, ...]]:  # fmt: skip
    """Return the best of the narrowest changes that nobody likes less and somebody better."""
    np = numbers("numpy")
    gain = [values - values[:, [a]] for values, a in zip(table, now, strict=True)]
    for width in range(1, WIDEST + 1):
        found: list[tuple[float, float, tuple[int, ...]]] = []
        looked = 0
        for issues in itertools.combinations(range(len(now)), width):
            shape = tuple(space.sizes[i] for i in issues)
            looked += int(np.prod(shape))
            if looked > LOOKED:
                break
            total = np.zeros((len(span), *(1 for _ in issues)), dtype=np.int64)
            for axis, i in enumerate(issues, 1):
                at = [1] * (width + 1)
                at[0], at[axis] = len(span), space.sizes[i]
                total = total + gain[i].reshape(at)
            good = (total >= 0).all(axis=0) & (total > 0).any(axis=0)
            for places in zip(*np.nonzero(good), strict=True):
                picks = list(now)
                for i, a in zip(issues, places, strict=True):
                    picks[i] = int(a)
                if sum(a != b for a, b in zip(picks, now, strict=True)) == width and space.allows(
                    picks
                ):
                    shares = total[(slice(None), *places)] / span
                    found.append((-float(shares.min()), -float(shares.sum()), tuple(picks)))
        if found:
            return [picks for _, _, picks in sorted(found)[:BRANCHES]]
    return []
