"""What is a member's share of the orders where blocs join as one?

Owen's value (1977, Values of games with a priori unions, equation 6): blocs come in any order, and
within a bloc its members do. Coalitions are counted by their totals, the number of whole blocs
joined before, and the number of the member's own bloc joined before; where these totals are too
many, as with populations, by halves (`quorate.theory.halves`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from quorate.claims.problem import Unusable, one_of
from quorate.theory.coalitions import MAX_HALVED, Game, Needs, Totals, added
from quorate.theory.halves import item, turned_by

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
        values: dict[Totals, Fraction] = {}
        for i in bloc:
            weight = played.weights[i]
            if weight not in values:
                fellows = [played.weights[j] for j in bloc if j != i]
                turned = _by_totals(played, weight, others, fellows)
                if turned is None:
                    turned = _by_halves(played, weight, others, fellows)
                values[weight] = _share(turned, len(blocs), len(bloc))
            found[played.players[i]] = values[weight]
    return found


def _sum(weights: Iterable[Totals], zero: Totals) -> Totals:
    total = zero
    for weight in weights:
        total = added(total, weight)
    return total


def _counted(weights: list[Totals], zero: Totals) -> dict[tuple[Totals, int], int] | None:
    """Return how many choices of these have each total and number; None if they are too many."""
    states: dict[tuple[Totals, int], int] = {(zero, 0): 1}
    for weight in weights:
        grown = dict(states)
        for (total, number), ways in states.items():
            key = (added(total, weight), number + 1)
            grown[key] = grown.get(key, 0) + ways
        if len(grown) > MAX_STATES:
            return None
        states = grown
    return states


def _by_totals(
    played: Game, weight: Totals, blocs: list[Totals], fellows: list[Totals]
) -> dict[Totals, int] | None:
    """Return what this weight turns, by blocs and by fellows before it; None if too many."""
    number = len(blocs) + len(fellows)
    if number <= MAX_HALVED and min(2**number, math.prod(m + 1 for m in played.most)) > MAX_STATES:
        return None  # sooner by halves
    zero = (0,) * played.dimensions
    outside, inside = _counted(blocs, zero), _counted(fellows, zero)
    if outside is None or inside is None or len(outside) * len(inside) > MAX_PAIRS:
        return None
    turned: dict[Totals, int] = defaultdict(int)
    known: dict[Totals, bool] = {}
    for (there, h), ways in outside.items():
        for (here, s), more in inside.items():
            total = added(there, here)
            if total not in known:
                known[total] = played.wins(added(total, weight)) and not played.wins(total)
            if known[total]:
                turned[h, s] += ways * more
    return turned


def _by_halves(
    played: Game, weight: Totals, blocs: list[Totals], fellows: list[Totals]
) -> dict[Totals, int]:
    """Return the same, the coalitions of one half matched with those of the other."""
    if not played.dimensions:
        return {}  # nobody's vote weighs anything, so nobody turns it
    main = max(range(played.dimensions), key=lambda d: played.most[d])
    if len(blocs) + len(fellows) > MAX_HALVED or played.most[main] >= 2**61:
        raise Unusable(
            f"The unions leave {len(blocs) + len(fellows)} blocs and fellows of unlike weights to "
            f"count beside one member, and at most {MAX_HALVED} can be; put more members into "
            "unions, or ask without unions."
        )
    items = [item(bloc, main, (1, 0)) for bloc in blocs]
    items += [item(fellow, main, (0, 1)) for fellow in fellows]
    return turned_by(item(weight, main, (0, 0)), items, Needs(played, main))


def _share(turned: dict[Totals, int], blocs: int, members: int) -> Fraction:
    """Return the share of the orders of blocs, and of members within, in which it turns."""
    orders = sum(
        number * _orders(h, blocs) * _orders(s, members) for (h, s), number in turned.items()
    )
    return Fraction(orders, math.factorial(blocs) * math.factorial(members))


def _orders(before: int, of: int) -> int:
    return math.factorial(before) * math.factorial(of - 1 - before)
