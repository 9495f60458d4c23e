"""Which package do the rules of fair division name?

Each rule is taken over the efficient packages that every party prefers to walking away, with gains
counted from there. Nash: the greatest product of gains. Kalai-Smorodinsky: the greatest least share
of what a party could gain at most in such packages. Egalitarian: the greatest least gain.
Utilitarian: the greatest sum. Of several that are equal, the one with the greater least share, then
the next least, then the first in the order of the terms. The first two do not change with a party's
unit; the others hold if one unit is worth the same to each party.

J. F. Nash, "The bargaining problem", Econometrica 18 (1950); E. Kalai and M. Smorodinsky, "Other
solutions to Nash's bargaining problem", Econometrica 43 (1975); E. Kalai, "Proportional solutions
to bargaining situations", Econometrica 45 (1977); over finitely many packages: M. Mariotti, "Nash
bargaining theory when the number of alternatives can be finite", Social Choice and Welfare 15
(1998).
"""

from __future__ import annotations

from typing import Any

from quorate.theory.extra import numbers

RULES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
EQUAL = 1e-9  # scores nearer than this share of the best are equal


def named(gains: Any) -> dict[str, list[int]]:
    """Return by rule the places of the packages that it names, the tie rule's choice first.

    Args:
        gains: by package and party, above walking away; all above 0.
    """
    np = numbers("numpy")
    shares = gains / gains.max(axis=0)
    scores = {
        "nash": np.exp(np.log(shares).sum(axis=1)),
        "kalai_smorodinsky": shares.min(axis=1),
        "egalitarian": gains.min(axis=1),
        "utilitarian": gains.sum(axis=1),
    }
    ordered = np.sort(np.round(shares, 9), axis=1)
    found = {}
    for rule, score in scores.items():
        best = score.max()
        tied = np.nonzero(score >= best - EQUAL * abs(best))[0]
        order = np.lexsort([tied, *(-ordered[tied].T[::-1])])
        found[rule] = [int(i) for i in tied[order]]
    return found
