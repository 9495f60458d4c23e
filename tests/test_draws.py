"""Every larger body that is shipped: the chance to carry against divisions drawn by other code."""

from __future__ import annotations

from bench.chances import agreement


def test_the_chance_of_every_larger_organ_is_the_share_of_drawn_divisions() -> None:
    """Two thousand draws of each, members independent and with shocks; the benchmark has more."""
    apart = agreement(2_000, "", heads_alone=True)
    assert len(apart) > 100
    assert max(map(abs, apart)) < 4.5  # by chance alone once in a thousand runs
