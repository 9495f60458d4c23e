"""Do claims that are told with a confidence turn out right as often as it says?

Claims are put in order of their confidence and cut into bins of equal numbers; in each the mean
confidence is compared with the share that annotators agree with. The mean difference, weighed by
claims, is the expected calibration error (Naeini, Cooper and Hauskrecht 2015). Few claims show some
error even if every confidence is exact; that much is told beside it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean
from typing import TYPE_CHECKING, TypeAlias

import msgspec

if TYPE_CHECKING:
    from quorate.views.tables import Screen

BINS, DRAWS, SEED = 5, 200, 1
_MIDDLE = 0.95  # of the draws lie in an interval
_Z = 1.959964  # of a normal distribution, the same part within

Judged: TypeAlias = tuple[float, bool]  # a claim's confidence, and whether annotators agree


class Bin(msgspec.Struct, frozen=True):
    """Claims of like confidence: how many, their mean confidence, the share agreed with."""

    claims: int
    told: float
    agreed: float


class Above(msgspec.Struct, frozen=True):
    """Claims at or above a level of confidence.

    Attributes:
        level: the level; None if none is named for the kind.
        claims, right: how many, and how many of them annotators agree with.
        share: what part of all claims of the kind.
        low, high: a 95 per cent interval of the share that is right (Wilson 1927).
    """

    level: float | None
    claims: int = 0
    right: int = 0
    share: float = 0.0
    low: float = 0.0
    high: float = 1.0


class Calibration(msgspec.Struct, frozen=True):
    """How well the confidences of one kind of claim are calibrated.

    Attributes:
        row: the kind.
        claims: how many were judged.
        told, agreed: their mean confidence, and the share that annotators agree with.
        error: the expected calibration error; low, high: its interval over draws of reports.
        by_chance: the error that as many claims show on average if every confidence is exact.
        bins: from the least confidence up.
        safe: the claims that are safe to accept.
    """

    row: str
    claims: int
    told: float
    agreed: float
    error: float
    low: float
    high: float
    by_chance: float
    bins: tuple[Bin, ...]
    safe: Above


def calibration(
    row: str,
    reports: Sequence[Sequence[Judged]],
    level: float | None = None,
    *,
    bins: int = BINS,
    draws: int = DRAWS,
) -> Calibration | None:
    """Are the confidences of a kind of claim borne out?

    Args:
        row: the kind.
        reports: for each report its claims, each with its confidence and whether it is right.
        level: from where on claims of the kind are safe to accept, if that is named.
        bins: into how many equal parts the claims are cut.
        draws: how often reports are drawn anew, with replacement, for the interval.

    Returns:
        What was found; None if no claim was judged.

    >>> exact = [[(0.5, True), (0.5, False)], [(1.0, True), (1.0, True)]]
    >>> found = calibration("act", exact, 0.9, bins=2)
    >>> (found.error, found.safe.right, found.safe.claims, found.safe.share)
    (0.0, 2, 2, 0.5)
    """
    judged = [each for report in reports for each in report]
    if not judged:
        return None
    chance = random.Random(SEED)
    drawn = []
    for _ in range(draws):
        some = [each for report in chance.choices(reports, k=len(reports)) for each in report]
        drawn.append(_error(some, bins) if some else 0.0)
    exact = [
        _error([(told, chance.random() < told) for told, _ in judged], bins) for _ in range(draws)
    ]
    return Calibration(
        row=row,
        claims=len(judged),
        told=fmean(told for told, _ in judged),
        agreed=fmean(right for _, right in judged),
        error=_error(judged, bins),
        low=_quantile(drawn, (1 - _MIDDLE) / 2),
        high=_quantile(drawn, (1 + _MIDDLE) / 2),
        by_chance=fmean(exact),
        bins=_bins(judged, bins),
        safe=above(judged, level),
    )


def above(judged: Sequence[Judged], level: float | None) -> Above:
    """Return how many claims lie at or above a level, and how many of them are right."""
    if level is None or not judged:
        return Above(level)
    sure = [right for told, right in judged if told >= level]
    low, high = wilson(sum(sure), len(sure))
    return Above(level, len(sure), sum(sure), len(sure) / len(judged), low, high)


def wilson(right: int, of: int) -> tuple[float, float]:
    """Return the 95 per cent score interval of a share (Wilson 1927).

    >>> [round(x, 3) for x in wilson(19, 20)]
    [0.764, 0.991]
    """
    if not of:
        return 0.0, 1.0
    share, more = right / of, _Z**2 / of
    centre, half = share + more / 2, _Z * sqrt(share * (1 - share) / of + more / (4 * of))
    return max(0.0, (centre - half) / (1 + more)), min(1.0, (centre + half) / (1 + more))


def _bins(judged: Sequence[Judged], bins: int) -> tuple[Bin, ...]:
    """Return bins of equal numbers; claims of one confidence stay in their order."""
    order = sorted(judged, key=lambda each: each[0])
    cuts = [round(k * len(order) / bins) for k in range(bins + 1)]
    parts = [order[a:b] for a, b in pairwise(cuts) if a < b]
    return tuple(
        Bin(len(part), fmean(told for told, _ in part), fmean(right for _, right in part))
        for part in parts
    )


def _error(judged: Sequence[Judged], bins: int) -> float:
    found = _bins(judged, bins)
    return sum(b.claims * abs(b.told - b.agreed) for b in found) / len(judged)


def _quantile(values: Sequence[float], part: float) -> float:
    order = sorted(values)
    return order[min(len(order) - 1, max(0, round(part * (len(order) - 1))))]


# ---------------------------------------------------------------------------- shown


def show_calibration(screen: Screen, found: Sequence[Calibration]) -> None:
    """Print a line a kind: what was told, what was so, and how much is safe to accept.

    Columns: mean confidence, share agreed with, calibration error with its interval, the error by
    chance, the level that is safe to accept, the part of claims above it, how many are right there.
    """
    if not found:
        return
    screen.table(
        ["row", "#claims", "#told", "#agreed", "#error", "#95 %", "#by chance", "#safe",
         "#above", "#right"],
        [
            [
                c.row, str(c.claims), f"{c.told:.3f}", f"{c.agreed:.3f}", f"{c.error:.3f}",
                f"{c.low:.2f}-{c.high:.2f}", f"{c.by_chance:.3f}", *_safe(c.safe),
            ]
            for c in found
        ],
    )  # fmt: skip


def _safe(found: Above) -> tuple[str, str, str]:
    if found.level is None:
        return "none", "-", "-"
    return f"{found.level:.2f}", f"{found.share:.0%}", f"{found.right}/{found.claims}"
