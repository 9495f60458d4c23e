"""What is a member's share of the orders where blocs join as one?

Owen's value (1977, Values of games with a priori unions, equation 6): blocs come in any order, and
within a bloc its members do. Coalitions are counted by their totals, the number of whole blocs
joined before, and the number of the member's own bloc joined before.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from quorate.claims.problem import Unusable, one_of
from quorate.theory.coalitions import Game, Totals, added

MAX_STATES = 300_000  # of totals and numbers, of blocs or of the members of one
MAX_PAIRS = 20_000_000


def owen(played: Game, unions: dict[str, str]) -> dict[str, Fraction]:
    """Return each member's Owen value under unions; who is in none is a union alone.

    Raises:
        Unusable: a union names somebody who may not vote, or there is too much to count.
    """
    if strangers := sorted(set(unions) - set(played.players)):
        raise Unusable(
            f"{strangers[0]} is put into the union {unions[strangers[0]]} but may not vote here; "
            f"leave it out (who may vote: {one_of(played.players)})."
        )
    blocs: dict[str, list[int]] = defaultdict(list)
    for i, player in enumerate(played.players):
        blocs[f"union {unions[player]}" if player in unions else f"alone {player}"].append(i)
    zero = (0,) * played.dimensions
    found: dict[str, Fraction] = {}
    for name, bloc in blocs.items():
        others = [
            _sum((played.weights[i] for i in other), zero)
            for key, other in blocs.items()
            if key != name
        ]
        outside = _counted(others, zero)
        values: dict[Totals, Fraction] = {}
        for i in bloc:
            weight = played.weights[i]
            if weight not in values:
                inside = _counted([played.weights[j] for j in bloc if j != i], zero)
                values[weight] = _value(played, weight, outside, inside, len(blocs), len(bloc))
            found[played.players[i]] = values[weight]
    return found


def _sum(weights: Iterable[Totals], zero: Totals) -> Totals:
    total = zero
    for weight in weights:
        total = added(total, weight)
    return total


def _counted(weights: list[Totals], zero: Totals) -> dict[tuple[Totals, int], int]:
    """Return how many choices of these have each total and number."""
    states: dict[tuple[Totals, int], int] = {(zero, 0): 1}
    for weight in weights:
        grown = dict(states)
        for (total, number), ways in states.items():
            key = (added(total, weight), number + 1)
            grown[key] = grown.get(key, 0) + ways
        if len(grown) > MAX_STATES:
            raise Unusable(
                "The unions leave too many coalitions to count; make fewer of unlike weights."
            )
        states = grown
    return states


def _value(
    played: Game,
    weight: Totals,
    outside: dict[tuple[Totals, int], int],
    inside: dict[tuple[Totals, int], int],
    blocs: int,
    members: int,
) -> Fraction:
    """Return the share of the orders of blocs, and of members within, that this weight turns."""
    if len(outside) * len(inside) > MAX_PAIRS:
        raise Unusable("The unions leave too many coalitions to count; make fewer or smaller ones.")
    turned: dict[tuple[int, int], int] = defaultdict(int)
    known: dict[Totals, bool] = {}
    for (there, h), ways in outside.items():
        for (here, s), more in inside.items():
            total = added(there, here)
            if total not in known:
                known[total] = played.wins(added(total, weight)) and not played.wins(total)
            if known[total]:
                turned[h, s] += ways * more
    orders = sum(
        number * _orders(h, blocs) * _orders(s, members) for (h, s), number in turned.items()
    )
    return Fraction(orders, math.factorial(blocs) * math.factorial(members))


def _orders(before: int, of: int) -> int:
    return math.factorial(before) * math.factorial(of - 1 - before)
