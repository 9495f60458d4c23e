"""What blocks a deal, and what is the least change that opens one?

A party blocks if no package is worth more to it than walking away, whoever else agrees, or if the
others have a package that all of them prefer and it alone does not. A change opens a deal if one
thing is made otherwise and all else stays: a party is given more, or its walk-away is worth less; a
giver no longer withholds; a link falls. Where one party given more is not enough, the fewest are
sought that must be, and for these the least share of what each could gain.
"""

from __future__ import annotations

import itertools
from typing import Any

import msgspec

from quorate.record.terms import Package, Terms
from quorate.theory.dominance import Bounds
from quorate.theory.extra import numbers
from quorate.theory.frontier import frontier
from quorate.theory.packages import SAME, Space, middle
from quorate.theory.solutions import named

WAYS = 12  # parties among whom the fewest are sought


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that would open a deal, all else as it is.

    Attributes:
        kind: ``more`` (parties are given more, or have less to walk away to), ``giver`` or
            ``link``.
        who: the parties who must be given more, or the giver.
        by: with ``more``, by party: it must be more than this, in its own unit.
        share: the greatest of these as a share of what the party could gain at most; 0 if none.
        package: a package that all would then prefer to walking away.
        words: the change in one sentence.
    """

    kind: str
    who: tuple[str, ...]
    by: dict[str, float] = {}
    share: float = 0.0
    package: Package = ()
    words: str


def agreed(space: Space) -> Any:
    """Return the front of a space and the places in it that every party prefers, in the middle."""
    np = numbers("numpy")
    bounds = Bounds(space)
    weights = middle(space, bounds.below, bounds.above)
    front = frontier(space, weights.table)
    gains = front.values - weights.walk
    return weights, front, gains, np.nonzero((gains >= SAME).all(axis=1))[0]


def blockers(names: list[str], gains: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parties that gain by no package, and those without whom the others would agree.

    Args:
        names: by party.
        gains: by efficient package and party, above walking away.
    """
    wins = gains >= SAME
    nothing = tuple(n for p, n in enumerate(names) if not wins[:, p].any())
    alone = tuple(
        n
        for p, n in enumerate(names)
        if wins[:, [q for q in range(len(names)) if q != p]].all(axis=1).any()
    )
    return nothing, alone


def openings(space: Space, weights: Any, front: Any) -> tuple[Change, ...]:
    """Return the changes that open a deal, where there is none; the least first of each kind."""
    more = _more(space, weights, front)
    return (*more, *_given(space.terms), *_unlinked(space.terms))


def _more(space: Space, weights: Any, front: Any) -> list[Change]:
    np = numbers("numpy")
    names = [side.id for side in space.terms.parties]
    gains = front.values - weights.walk
    if not len(front) or len(names) > WAYS:
        return []
    span = np.maximum(front.values.max(axis=0) - front.values.min(axis=0), SAME)
    found: list[Change] = []
    for size in range(1, len(names) + 1):
        for short in itertools.combinations(range(len(names)), size):
            others = [p for p in range(len(names)) if p not in short]
            fits = np.nonzero((gains[:, others] >= SAME).all(axis=1))[0]
            if not len(fits):
                continue
            lacking = np.maximum(-gains[fits][:, short], 0) / span[list(short)]
            order = np.lexsort([lacking.sum(axis=1), lacking.max(axis=1)])
            best = fits[order[0]]
            by = {names[p]: weights.told(-gains[best, p], p) for p in short}
            told = " and ".join(f"{who} more than {amount:g}" for who, amount in by.items())
            found.append(
                Change(
                    kind="more",
                    who=tuple(names[p] for p in short),
                    by=by,
                    share=float(lacking[order[0]].max()),
                    package=space.package(front.picks[best]),
                    words=f"Give {told} beside this package, or lower by as much what it has if "
                    "the talks fail.",
                )
            )
        if found:
            break
    return sorted(found, key=lambda c: c.share)


def _given(terms: Terms) -> list[Change]:
    found = []
    for giver in terms.givers:
        if giver.withholds:
            others = tuple(
                msgspec.structs.replace(g, withholds=False) if g.id == giver.id else g
                for g in terms.givers
            )
            opened = _first(msgspec.structs.replace(terms, givers=others))
            if opened:
                words = f"{giver.id} gives what it withholds."
                found.append(Change(kind="giver", who=(giver.id,), package=opened, words=words))
    return found


def _unlinked(terms: Terms) -> list[Change]:
    found = []
    for link in terms.all_links:
        opened = _first(_without_link(terms, link.kind, link.option, link.other))
        if opened:
            told = "no longer requires" if link.kind == "requires" else "no longer excludes"
            words = f"{link.option} {told} {link.other}."
            found.append(Change(kind="link", who=(), package=opened, words=words))
    return found


def _without_link(terms: Terms, kind: str, option: str, other: str) -> Terms:
    links = tuple(x for x in terms.links if (x.kind, x.option, x.other) != (kind, option, other))
    issues = tuple(
        msgspec.structs.replace(
            issue,
            options=tuple(
                msgspec.structs.replace(
                    o, in_return_for=tuple(x for x in o.in_return_for if x != other)
                )
                if kind == "requires" and o.id == option
                else o
                for o in issue.options
            ),
        )
        for issue in terms.issues
    )
    return msgspec.structs.replace(terms, links=links, issues=issues)


def _first(terms: Terms) -> Package:
    """Return the Nash package of changed terms, or nothing if no package is agreed."""
    space = Space(terms)
    _, front, gains, places = agreed(space)
    if not len(places):
        return ()
    best = places[named(gains[places].astype(float))["nash"][0]]
    return space.package(front.picks[best])
