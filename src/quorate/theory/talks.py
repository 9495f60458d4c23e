"""Is there a deal that all would take, what blocks it, who outside the room must give?

First what holds whatever the weights, from signs, ranges and preferences; then, where every worth
has bounds, what holds in the middle of the ranges, and how far that depends on what is not known.

>>> from quorate.record.terms import by_hand
>>> found = talks(by_hand(
...     {"government": 0, "opposition": 0},
...     {
...         "elections": {"as now": {}, "observed": {"government": -2, "opposition": 5}},
...         "sanctions": {"kept": {}, "eased": {"government": 4, "opposition": -1}},
...     },
...     givers={"eased": "USA"},
... ))
>>> found.weighed.by("nash").deal.package
('elections: observed', 'sanctions: eased')
>>> print(found.line)
a deal: 1 of 4 packages is preferred by all | nothing without USA
"""

from __future__ import annotations

import math
from typing import Any

from quorate.claims.problem import Unusable
from quorate.record.soundness import sound
from quorate.record.terms import Package, Terms
from quorate.theory.deals import (
    Beaten,
    Certain,
    Deal,
    Draft,
    Named,
    Needed,
    TalksResult,
    Weighed,
    Withheld,
)
from quorate.theory.dominance import PAIRED, Bounds
from quorate.theory.drafts import drafts
from quorate.theory.extra import numbers
from quorate.theory.frontier import Front, frontier
from quorate.theory.openings import blockers, openings
from quorate.theory.packages import SAME, Space, Weights, middle
from quorate.theory.robust import draws_for, margins, nash_shares
from quorate.theory.solutions import named

FEW = 20  # packages that are listed
CITATION = (
    "Nash (1950), The bargaining problem; Kalai and Smorodinsky (1975), Other solutions to Nash's "
    "bargaining problem; Kalai (1977), Proportional solutions to bargaining situations; Raiffa "
    "(1982), The Art and Science of Negotiation; Fisher and Ury (1981), Getting to Yes"
)


def talks(terms: Terms) -> TalksResult:
    """Return what may be agreed, what blocks it and who must give.

    Args:
        terms: parties, issues, options, worths, links and givers.

    Raises:
        Unusable: a fault in the terms, as one party, a missing giver, a range without an end or
            constraints that contradict each other.
    """
    space = Space(sound(terms))
    allowed = _some(space)
    bounds = Bounds(space)
    certain = _certain(space, bounds, allowed)
    weighed, why = None, ""
    try:
        weighed = _weighed(space, bounds, allowed)
    except Unusable as error:
        why = str(error)
    how = (
        f"All {space.total} packages were looked at"
        if space.listed
        else f"The {space.total} packages are too many to be counted one by one"
    )
    return TalksResult(
        question=terms.talks,
        title=terms.title,
        on=terms.on,
        method="Packages by their values, added up over issues; efficient ones by dynamic "
        "programming.",
        citation=CITATION,
        assumptions=_assumptions(terms),
        supposed=terms.supposing,
        claims=terms.resting_on,
        parties=tuple(side.id for side in terms.parties),
        exact=f"{how}; the efficient ones are exact because values add up over issues and links "
        "name options. Values of a party nearer than a thousand-millionth of its largest count as "
        "equal.",
        certain=certain,
        weighed=weighed,
        unweighed=why,
        line=_line(certain, weighed),
    )


def _some(space: Space) -> Any:
    """Return which packages are allowed, or None if too many or all are.

    Raises:
        Unusable: none is.
    """
    np = numbers("numpy")
    allowed = space.allowed() if space.listed and space.links else None
    zero = [np.zeros((len(space.terms.parties), n), np.int64) for n in space.sizes]
    any_left = allowed.any() if allowed is not None else len(frontier(space, zero)) > 0
    if any_left:
        return allowed
    empty = [i.id for i, os in zip(space.terms.issues, space.options, strict=True) if not os]
    if empty:
        raise Unusable(
            f"No option of '{empty[0]}' is left once what is withheld is taken away; add the "
            "option that leaves it as it is, or say that its giver gives."
        )
    told = "; ".join(f"{x.option} {x.kind} {x.other}" for x in space.terms.all_links[:4])
    raise Unusable(
        f"The conditions contradict each other: no package meets them all ({told}); take one out."
    )


def _assumptions(terms: Terms) -> tuple[str, ...]:
    found = [
        "Values add up over issues.",
        "A party agrees only to more than it has by walking away.",
    ]
    open_walk = [s.id for s in terms.parties if s.walk_away.bounds == (-math.inf, math.inf)]
    found += [
        f"What {who} has if the talks fail is not known; it is taken to be no worse than "
        "everything left as it is."
        for who in open_walk
    ]
    untold = [o.id for o in terms.options if not o.as_is and not o.given_by]
    if untold:
        found.append(f"The parties give by agreeing, as nobody else is named: {', '.join(untold)}.")
    if not terms.unknown:
        found.append(
            "Egalitarian and utilitarian packages count one unit of a party as one of another."
        )
    found += [f"Not counted: {o.id} on condition that {o.condition}." for o in terms.options
              if o.condition]  # fmt: skip
    return tuple(found)


# ------------------------------------------------------------------ whatever the weights
def _certain(space: Space, bounds: Bounds, allowed: Any) -> Certain:
    np = numbers("numpy")
    names = [side.id for side in space.terms.parties]
    none, stuck = _hopeless(space, bounds)
    counts: dict[str, int] | None = None
    number = possible = beaten = None
    left: tuple[Package, ...] = ()
    if space.listed:
        number = int(allowed.sum()) if allowed is not None else space.total
        may = allowed.copy() if allowed is not None else np.ones(space.total, dtype=bool)
        counts = {}
        for p, name in enumerate(names):
            refuses = space.sums([above[p] for above in bounds.above]) <= bounds.walk[p]
            counts[name] = int((refuses & allowed).sum() if allowed is not None else refuses.sum())
            may &= ~refuses
        places = np.nonzero(may)[0]
        possible = len(places)
        if possible <= PAIRED:
            picks = np.array([space.at(int(i)) for i in places], dtype=int).reshape(
                -1, len(space.sizes)
            )
            worse = bounds.beaten(picks)
            beaten = int(worse.sum())
            if possible - beaten <= FEW:
                left = tuple(space.package(p) for p in picks[~worse])
    return Certain(
        packages=number,
        refused=counts,
        possible=possible,
        beaten=beaten,
        left=left,
        options=_beaten_options(space, bounds),
        blockers=stuck,
        none=none,
        needed=() if none else _needed(space, bounds),
    )


def _hopeless(
    space: Space, bounds: Bounds, gone: tuple[str, ...] = ()
) -> tuple[bool, tuple[str, ...]]:
    """Return whether no package could be preferred by all, and who could prefer none at all."""
    np = numbers("numpy")
    left = Space(space.terms, gone) if gone else space
    names = [side.id for side in space.terms.parties]
    most = [
        [
            [float(bounds.above[i][p][space.place[o.id][1]]) for o in options]
            for p in range(len(names))
        ]
        for i, options in enumerate(left.options)
    ]
    endless = [
        1 + math.fsum(abs(v) for issue in most for v in issue[p] if math.isfinite(v))
        + abs(bounds.walk[p] if math.isfinite(bounds.walk[p]) else 0)
        for p in range(len(names))
    ]  # fmt: skip
    capped = [
        [[v if math.isfinite(v) else endless[p] for v in issue[p]] for p in range(len(names))]
        for issue in most
    ]
    walk = [w if math.isfinite(w) else -2 * e for w, e in zip(bounds.walk, endless, strict=True)]
    weights = Weights(left, capped, walk)
    front = frontier(left, weights.table)
    wins = front.values - weights.walk >= SAME
    stuck = tuple(n for p, n in enumerate(names) if not wins[:, p].any())
    return not bool(np.any(wins.all(axis=1))), stuck


def _needed(space: Space, bounds: Bounds) -> tuple[Needed, ...]:
    found = []
    outside = set(space.terms.outside)
    for giver in dict.fromkeys(o.given_by for o in space.terms.options if o.given_by):
        options = tuple(o.id for o in space.terms.options if o.given_by == giver)
        none, stuck = _hopeless(space, bounds, options)
        if none:
            found.append(Needed(giver=giver, outside=giver in outside, options=options,
                                losers=stuck))  # fmt: skip
    return tuple(found)


def _beaten_options(space: Space, bounds: Bounds) -> tuple[Beaten, ...]:
    linked = {x.option for x in space.terms.all_links} | {x.other for x in space.terms.all_links}
    found = []
    for i, options in enumerate(space.options):
        for a, option in enumerate(options):
            by = next(
                (
                    other.id
                    for b, other in enumerate(options)
                    if other.id not in linked and option.id not in linked and bounds.beats(i, b, a)
                ),
                "",
            )
            if by:
                found.append(Beaten(option=option.id, by=by))
    return tuple(found)


# ------------------------------------------------------------------ with weights
def _weighed(space: Space, bounds: Bounds, allowed: Any) -> Weighed:
    np = numbers("numpy")
    terms, weights = space.terms, middle(space, bounds.below, bounds.above)
    names = [side.id for side in terms.parties]
    front = frontier(space, weights.table)
    gains = front.values - weights.walk
    fine = (gains >= SAME).all(axis=1)
    count, few = _acceptable(space, weights, allowed)
    agreed = np.nonzero(fine)[0]
    ranged = any(low != high for low, high in _ranges(terms))
    draws = draws_for(space, front.looked) if ranged else 0
    won, dealt, draws = nash_shares(space, bounds, draws)
    chosen = []
    for rule, places in (named(gains[agreed] * weights.unit) if len(agreed) else {}).items():
        first, *rest = (agreed[i] for i in places)
        picks = tuple(int(a) for a in front.picks[first])
        edges = margins(space, bounds, picks)
        chosen.append(
            Named(
                rule=rule,
                deal=_deal(space, weights, picks),
                ties=tuple(space.package(front.picks[i]) for i in rest),
                possible=all(most > 0 for _, most in edges),
                certain=all(least > 0 for least, _ in edges),
                margins=dict(zip(names, edges, strict=True)),
                nash_share=won.get(picks, 0) / draws if draws else None,
            )
        )
    nothing, alone = blockers(names, gains)
    path, arrived = _path(space, weights, front, agreed)
    order = [*agreed, *np.nonzero(~fine)[0]]
    return Weighed(
        acceptable=count,
        acceptable_deals=few,
        frontier=tuple(_deal(space, weights, front.picks[i]) for i in order),
        named=tuple(chosen),
        blockers=nothing,
        holdouts=() if len(agreed) else alone,
        openings=() if len(agreed) else openings(space, weights, front),
        draws=draws,
        deal_share=dealt / draws if draws else None,
        drafts=path,
        agreed=arrived,
        withheld=_withheld(space, weights, chosen[0].deal if chosen else None),
    )


def _ranges(terms: Terms) -> list[tuple[float, float]]:
    return [s.walk_away.bounds for s in terms.parties] + [
        o.to(s.id).bounds for o in terms.options for s in terms.parties
    ]


def _acceptable(
    space: Space, weights: Weights, allowed: Any
) -> tuple[int | None, tuple[Deal, ...]]:
    np = numbers("numpy")
    if not space.listed:
        return None, ()
    fine = None if allowed is None else allowed.copy()
    for p, walk in enumerate(weights.walk):
        more = space.sums([table[p] for table in weights.table]) >= walk + SAME
        fine = more if fine is None else fine & more
    number = int(np.count_nonzero(fine))
    few = [space.at(int(i)) for i in np.nonzero(fine)[0]] if number <= FEW else []
    return number, tuple(_deal(space, weights, picks) for picks in few)


def _deal(space: Space, weights: Weights, picks: Any) -> Deal:
    gains = sum(weights.table[i][:, int(a)] for i, a in enumerate(picks)) - weights.walk
    options = [os[int(a)] for os, a in zip(space.options, picks, strict=True)]
    outside = set(space.terms.outside)
    claims = [c for o in options for told in (o, *o.worth.values()) for c in told.claims]
    ids = {o.id for o in options}
    return Deal(
        package=tuple(o.id for o in options),
        gains={s.id: weights.told(gains[p], p) for p, s in enumerate(space.terms.parties)},
        preferred=bool((gains >= SAME).all()),
        givers=tuple(dict.fromkeys(o.given_by for o in options if o.given_by in outside)),
        spoilers=tuple(s.id for s in space.terms.spoilers if ids & set(s.over)),
        claims=tuple(dict.fromkeys(claims)),
    )


def _path(
    space: Space, weights: Weights, front: Front, agreed: Any
) -> tuple[tuple[Draft, ...], bool]:
    np = numbers("numpy")
    as_is = [next((o.id for o in os if o.as_is), os[0].id) for os in space.options]
    start = space.picks(space.terms.draft or tuple(as_is))
    if start is None or not space.allows(start):
        zero = [np.zeros_like(values) for values in weights.table]
        start = tuple(int(a) for a in frontier(space, zero).picks[0])
    values = [weights.table[i] for i in range(len(space.sizes))]
    span = np.maximum(sum(v.max(axis=1) - v.min(axis=1) for v in values), 1)
    goals = {tuple(v) for v in front.values[agreed]}
    steps, arrived = drafts(space, values, span, start, goals)
    found = []
    for number, step in enumerate(steps):
        deal = _deal(space, weights, step.picks)
        changed = tuple(space.terms.issues[i].id for i in step.changed)
        found.append(
            Draft(number=number, after=step.after, package=deal.package, changed=changed,
                  gains=deal.gains, returned=step.returned)
        )  # fmt: skip
    return tuple(found), arrived


def _withheld(space: Space, weights: Weights, nash: Deal | None) -> tuple[Withheld, ...]:
    terms = space.terms
    taken = [
        (g.id, False, tuple(o.id for o in terms.options if o.given_by == g.id))
        for g in terms.givers
        if not g.withholds
    ] + [(s.id, True, s.over) for s in terms.spoilers]
    found = []
    for who, spoils, options in taken:
        left = Space(terms, options)
        table = tuple(
            values[:, [space.place[o.id][1] for o in os]]
            for values, os in zip(weights.table, left.options, strict=True)
        )
        front = frontier(left, table)
        gains = front.values - weights.walk
        agreed = [i for i in range(len(front)) if (gains[i] >= SAME).all()]
        deal = None
        if agreed:
            best = agreed[named(gains[agreed].astype(float))["nash"][0]]
            picks = space.picks(left.package(front.picks[best]))
            deal = _deal(space, weights, picks)
        lost = (
            {p: round(nash.gains[p] - deal.gains[p], 9) + 0.0 for p in nash.gains}
            if nash and deal
            else {}
        )
        nothing, _ = blockers([s.id for s in terms.parties], gains)
        found.append(Withheld(who=who, spoils=spoils, options=options, nash=deal, lost=lost,
                              nothing=nothing))  # fmt: skip
    return tuple(found)


# ------------------------------------------------------------------ in one line
def _line(certain: Certain, weighed: Weighed | None) -> str:
    parts = []
    if weighed and weighed.named:
        many = weighed.acceptable
        verb = "is" if many == 1 else "are"
        counted = f"{many} of {certain.packages} packages {verb} preferred by all"
        parts.append(f"a deal: {counted}" if many is not None else "a deal")
    elif weighed:
        parts.append("no deal")
        if weighed.blockers:
            parts.append(f"gains nothing: {', '.join(weighed.blockers)}")
    elif certain.none:
        parts.append("no deal whatever the weights")
        if certain.blockers:
            parts.append(f"gains nothing: {', '.join(certain.blockers)}")
    elif certain.possible is not None:
        parts.append(f"{certain.possible} of {certain.packages} packages could be preferred by all")
    else:
        parts.append("a deal is possible; weights are not known")
    if certain.needed:
        parts.append(f"nothing without {', '.join(n.giver for n in certain.needed)}")
    return " | ".join(parts)
