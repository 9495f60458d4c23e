"""How much power does the rule give each member, before anybody takes a side?

All coalitions of yes are thought equally likely (Banzhaf), or all orders in which members join
(Shapley and Shubik): how often does one member's yes turn a loss into a win? Counts are exact.

>>> from quorate.record.situation import by_hand
>>> council = by_hand("yes*votes >= 12", {}, members=("DEU", "FRA", "ITA", "BEL", "NLD", "LUX"),
...     weights={"votes": {"DEU": 4, "FRA": 4, "ITA": 4, "BEL": 2, "NLD": 2, "LUX": 1}})
>>> found = power(council)
>>> [(m.members[0], str(m.banzhaf), str(m.shapley)) for m in found.shares]
[('DEU', '5/21', '7/30'), ('BEL', '1/7', '3/20'), ('LUX', '0', '0')]
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

import msgspec

from quorate.claims.problem import Unusable
from quorate.record.situation import Situation
from quorate.theory.coalitions import Counted, Game, Totals, count_coalitions, game
from quorate.theory.needed import candidates
from quorate.theory.orders import drawn_orders, turned_by_size
from quorate.theory.result import Result
from quorate.theory.rules import Chamber, whole
from quorate.theory.unions import owen

CITATION = (
    "Banzhaf (1965), Weighted voting doesn't work; Shapley and Shubik (1954), A method for "
    "evaluating the distribution of power in a committee system; Coleman (1971), Control of "
    "collectivities and the power of a collectivity to act; Owen (1977), Values of games with a "
    "priori unions"
)

DRAWS, SEED = 100_000, 1  # of orders, where they are not counted


class PowerShare(msgspec.Struct, frozen=True, kw_only=True):
    """The power of members whom the rule treats alike, of each of them.

    Attributes:
        members: their names.
        turns: coalitions of the others that its yes turns from a loss into a win.
        penrose: `turns` as a share of all coalitions of the others: the chance to decide if
            every other says yes or no with chance one half.
        banzhaf: `turns` as a share of the turns of all: these add up to 1.
        shapley: share of the orders of joining in which it turns it; None if not worked out.
        shapley_error: the standard error of `shapley` where orders were drawn; None if exact.
        prevents: Coleman's power to prevent: share of the winning coalitions that need it.
        initiates: Coleman's power to initiate: share of the losing ones that its yes turns.
        owen: the Shapley share where unions join as one; None without unions.
    """

    members: tuple[str, ...]
    turns: int
    penrose: Fraction
    banzhaf: Fraction
    shapley: Fraction | None
    shapley_error: float | None = None
    prevents: Fraction
    initiates: Fraction
    owen: Fraction | None = None


class Power(Result, frozen=True, kw_only=True):
    """The power that a rule gives.

    Attributes:
        rule: the formula.
        winning: how many coalitions win, of two to the power of `number`.
        number: how many members may vote.
        acts: Coleman's power of the body to act: the share of coalitions that win.
        shares: by members alike, the mightiest first.
    """

    rule: str
    winning: int
    number: int
    acts: Fraction
    shares: tuple[PowerShare, ...]

    def _table(self) -> tuple[PowerShare, ...]:
        return self.shares


def power(
    situation: Situation, unions: Mapping[str, str] | None = None, *, orders: bool = False
) -> Power:
    """Return how much power the rule gives each member, whatever anybody's side.

    Args:
        situation: members and rule; choices are not looked at.
        unions: by member, the bloc that joins as one; who has none stands alone.
        orders: work out Shapley and Shubik's share also where that takes long: exactly in half a
            minute for the IMF's 190 members at 85 per cent, else from `DRAWS` orders drawn.

    Raises:
        Unusable: there is no list of members or no one rule, a yes may defeat a proposal under
            it, a union has a member that may not vote, or the coalitions are too many to count.
    """
    chamber, assumptions = _bound(situation)
    played = game(chamber)
    counted = count_coalitions(played)
    if counted is None:
        raise Unusable(
            f"The rule '{chamber.formula}' has too many coalitions of {len(played.players)} "
            "members to be counted exactly; ask for a rule with fewer tests or smaller weights."
        )
    by_size = count_coalitions(played, by_size=True)
    sizes = by_size.turned if by_size else None
    drawn: list[int] | None = None
    method = "Coalitions counted exactly, each member saying yes or no."
    if sizes is None and orders:
        sizes = turned_by_size(played, max(t for (t,) in counted.turned))
        if sizes is None:
            drawn = drawn_orders(played, DRAWS, SEED)
            method += f" Shapley and Shubik: {DRAWS:,} orders drawn by seed {SEED}, not exact."
    elif sizes is None:
        assumptions += (
            "Shapley and Shubik's share is not worked out, as it takes long here; "
            "ask for it with --orders (in Python, orders=True).",
        )
    joined = owen(played, dict(unions)) if unions else {}
    alike: dict[tuple[Totals, Fraction | None], list[int]] = defaultdict(list)
    for i, player in enumerate(played.players):
        alike[played.weights[i], joined.get(player)].append(i)
    shares = tuple(
        _share(
            played, counted, _shapley(sizes, drawn, indices, len(played.players)), indices, value
        )
        for (_, value), indices in alike.items()
    )
    number = len(played.players)
    return Power(
        question=situation.question,
        title=situation.title,
        organ=situation.organ,
        organ_name=situation.organ_name,
        on=situation.on,
        method=method,
        citation=CITATION,
        assumptions=assumptions,
        supposed=situation.supposed,
        claims=situation.claims,
        rule=str(chamber.formula),
        winning=counted.winning,
        number=number,
        acts=Fraction(counted.winning, 2**number),
        shares=tuple(sorted(shares, key=lambda s: (-s.turns, s.members))),
    )


def _bound(situation: Situation) -> tuple[Chamber, tuple[str, ...]]:
    """Return the one rule bound to the members who may vote, and what was assumed."""
    rules, assumed = candidates(situation)
    formulas = list(dict.fromkeys(whole(rule) for rule in rules))
    where = situation.organ_name or situation.organ or "the organ"
    if not situation.members:
        raise Unusable(
            f"The members of {where} are not known, so nobody's power can be counted; "
            "name an organ with --organ, or add memberships to the case."
        )
    if len(formulas) != 1:
        ways = " / ".join(str(f) for f in formulas)
        raise Unusable(
            f"Which rule of {where} applies is not known"
            + (f" ({ways})" if ways else "")
            + "; name the matter."
        )
    base, listed = situation.base, len(situation.members)
    if base is not None and base != listed:
        assumed += (
            f"{listed} members are listed and {base} counted: the rule asks for its share of "
            f"{base}, and only those listed can say yes.",
        )
    if situation.excluded:
        assumed += (f"Without a vote: {', '.join(sorted(situation.excluded))}.",)
    chamber = Chamber(
        formulas[0],
        members=situation.members,
        base=base,
        excluded=situation.excluded,
        groups=situation.groups,
        weights=situation.weights,
    )
    if not chamber.kind:
        raise Unusable(f"Nobody may vote in {where}, so there is no power to count.")
    return chamber, assumed


def _share(
    played: Game,
    counted: Counted,
    orders: tuple[Fraction | None, float | None],
    indices: list[int],
    joined: Fraction | None,
) -> PowerShare:
    """Return the power of the members of one class."""
    n, first = len(played.players), indices[0]
    (turns,) = counted.turned[first]
    total = sum(t for (t,) in counted.turned)
    losing = 2**n - counted.winning
    names = tuple(played.players[i] for i in indices)
    return PowerShare(
        members=names,
        turns=turns,
        penrose=Fraction(turns, 2 ** (n - 1)),
        banzhaf=Fraction(turns, total) if total else Fraction(0),
        shapley=orders[0],
        shapley_error=orders[1],
        prevents=Fraction(turns, counted.winning) if counted.winning else Fraction(0),
        initiates=Fraction(turns, losing) if losing else Fraction(0),
        owen=joined,
    )


def _shapley(
    sizes: tuple[tuple[int, ...], ...] | None, drawn: list[int] | None, alike: list[int], n: int
) -> tuple[Fraction | None, float | None]:
    """Return the share of the orders in which a member turns it, and its standard error if drawn.

    Args:
        sizes: of each member, by the number of others, the coalitions that it turns.
        drawn: else of each member, how many of the orders drawn it turned.
        alike: the member and those who have as much.
        n: how many members there are.
    """
    if sizes is not None:
        turned = enumerate(sizes[alike[0]])
        orders = sum(k * math.factorial(s) * math.factorial(n - 1 - s) for s, k in turned)
        return Fraction(orders, math.factorial(n)), None
    if drawn is None:
        return None, None
    share = Fraction(sum(drawn[i] for i in alike), DRAWS)  # of all alike together
    return share / len(alike), math.sqrt(share * (1 - share) / DRAWS) / len(alike)
