"""How do the members of a bloc move together?

A voter's choice is ordered, no before abstain before yes, along a leaning that is normally
distributed. It is made of the shock of the bloc, the shock of the whole body, and the voter's own
part, with standard deviations ``bloc``, ``body`` and 1; the cuts are where they have to be so that
each voter's chances, over all shocks, are those given. Absence is drawn apart from the shocks.

    x = (s z_bloc + t z_body + e) / sqrt(s^2 + t^2 + 1)
    no if x < c1, abstain if c1 <= x < c2, yes if c2 <= x
    P(no | u) = (1 - absent) Phi(c1 sqrt(s^2 + t^2 + 1) - u),   u = s z_bloc + t z_body

Integrals over the normal distribution are sums over equal steps, which for such functions converge
faster than any power of the step; the step is chosen for an error below 1e-12 (Gauss-Hermite nodes
lie too far apart for the steep functions that many voters under one shock make).

O. Vasicek, "The distribution of loan portfolio value", Risk 15 (2002), for one factor and given
margins; L. N. Trefethen and J. A. C. Weideman, "The exponentially convergent trapezoidal rule",
SIAM Review 56 (2014), section 4; ordered choices with absences left apart: M. A. Bailey,
A. Strezhnev and E. Voeten, "Estimating dynamic state preferences from United Nations voting data",
Journal of Conflict Resolution 61 (2017).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from quorate.claims.claim import CHOICES
from quorate.claims.problem import Unusable
from quorate.record.situation import Situation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Real: TypeAlias = NDArray[np.float64]
else:
    Real = Any

REACH = 8.3  # standard deviations beyond which less than 1e-16 lies
YES, NO, ABSTAIN, ABSENT = (CHOICES.index(c) for c in ("yes", "no", "abstain", "absent"))


class Shocks(msgspec.Struct, frozen=True):
    """What moves voters together, in standard deviations of a voter's own part.

    Attributes:
        bloc: of the shock that the members of a bloc share; blocs are independent of each other.
        body: of the shock that all voters share.
    """

    bloc: float = 0.5
    body: float = 0.0

    def checked(self) -> Shocks:
        """Return these if they can be used.

        Raises:
            Unusable: one is below 0, or no number.
        """
        for name, value in (("bloc", self.bloc), ("body", self.body)):
            if not 0 <= value <= 5:
                raise Unusable(
                    f"The shock of a {name} is {value}; give a standard deviation from 0 "
                    "(none) to 5, in those of a member's own part."
                )
        return self


def given(chances: Real, shocks: Real, spread: float) -> Real:
    """Return the chances given each shock: by shock, voter and choice.

    Args:
        chances: by voter and choice; they sum to 1.
        shocks: in standard deviations of a voter's own part.
        spread: the standard deviation of the shocks.
    """
    import numpy as np
    from scipy.special import ndtr

    first, second, here = cuts(chances, spread)
    below = ndtr(first[None, :] - shocks[:, None])
    within = ndtr(second[None, :] - shocks[:, None])
    found = np.repeat(chances[None, :, :], len(shocks), axis=0)
    found[:, :, NO] = here * below
    found[:, :, ABSTAIN] = here * (within - below)
    found[:, :, YES] = here * ndtr(shocks[:, None] - second[None, :])
    sure = chances.max(axis=1) == 1.0  # and choices that no forecast tells of stay as they are
    found[:, sure] = chances[sure]
    return found


def bounds(chances: Real, spread: float) -> Real:
    """Return by voter and choice the greatest chance that any shock may give."""
    import numpy as np
    from scipy.special import ndtr

    first, second, here = cuts(chances, spread)
    found = chances.copy()
    with np.errstate(invalid="ignore"):
        wide = np.nan_to_num((second - first) / 2, nan=0.0, posinf=40.0)
    found[:, ABSTAIN] = here * (2 * ndtr(wide) - 1)
    found[:, [YES, NO]] = here[:, None]
    sure = chances.max(axis=1) == 1.0
    found[sure] = chances[sure]
    return found


def cuts(chances: Real, spread: float) -> tuple[Real, Real, Real]:
    """Return where no ends and where yes begins, and the chance of not being absent."""
    import numpy as np
    from scipy.special import ndtri

    here = 1.0 - chances[:, ABSENT]
    some = np.where(here > 0, here, 1.0)
    scale = math.sqrt(1.0 + spread * spread)
    first = ndtri(np.clip(chances[:, NO] / some, 0, 1)) * scale
    second = ndtri(np.clip(1.0 - chances[:, YES] / some, 0, 1)) * scale
    return first, np.maximum(first, second), here


def nodes(spread: float, voters: int) -> Real:
    """Return steps in standard deviations that are fine enough for so many voters under a shock."""
    import numpy as np

    steep = 0.5 + 0.35 * voters * spread * spread
    step = min(0.5, 2 * math.pi / math.sqrt(4 * 30 * steep))
    number = math.ceil(REACH / step)
    return np.linspace(-REACH, REACH, 2 * number + 1)


def weights(at: Real) -> Real:
    """Return what each of equal steps weighs under the normal distribution; they sum to 1."""
    import numpy as np

    found = np.exp(-0.5 * at * at)
    return np.asarray(found / found.sum(), dtype=np.float64)


def mixed(body: Real, steps: Real, spread: float) -> Real:
    """Return how the sum of both shocks is distributed given the body's: by body and step."""
    import numpy as np

    away = (steps[None, :] - body[:, None]) / spread
    found = np.exp(-0.5 * away * away)
    return np.asarray(found / found.sum(axis=1, keepdims=True), dtype=np.float64)


def assumed(situation: Situation, shocks: Shocks) -> tuple[str, ...]:
    """Return what chances take for granted, a sentence each."""
    found = []
    sure = [m for m in situation.members if m in situation.evidence]
    if sure:
        found.append(f"{len(sure)} who have voted do so for certain, whatever chance they have.")
    blocs = sorted({c.bloc for c in situation.chances.values() if c.bloc})
    if blocs and shocks.bloc:
        found.append(
            f"Members of one bloc ({', '.join(blocs)}) move together by a shock of standard "
            f"deviation {shocks.bloc:g}, blocs independently of each other."
        )
    if shocks.body:
        found.append(f"All move together by a shock of standard deviation {shocks.body:g}.")
    if not (blocs and shocks.bloc) and not shocks.body:
        found.append("Members choose independently of each other.")
    if any(r.yes is not None for r in situation.reported):
        found.append("A count without names is not used by the chances.")
    unlisted = (situation.base or 0) - len(situation.members)
    if unlisted > 0:
        found.append(f"{unlisted} counted in the base and not listed are taken as casting no vote.")
    return tuple(found)
