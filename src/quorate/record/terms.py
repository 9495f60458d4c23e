"""What could parties to talks agree on, what is it worth to each, and who must give it?

`Terms` is all that the theory of talks may see. It is made from held claims, or by hand:

>>> offered = by_hand(
...     {"government": 0, "opposition": 0},
...     {
...         "elections": {"as now": {}, "observed": {"government": (-3, -1), "opposition": 5}},
...         "sanctions": {"kept": {}, "eased": {"government": 4, "opposition": "loses"}},
...     },
...     givers={"observed": "government", "eased": "USA"},
...     requires={"observed": "eased"},
... )
>>> [option.id for option in offered.options]
['elections: as now', 'elections: observed', 'sanctions: kept', 'sanctions: eased']
>>> offered.outside, offered.option("elections: observed").worth["government"].low
(('USA',), -3.0)
>>> offered.unknown
('sanctions: eased, to opposition',)
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeAlias, get_args

import msgspec

from quorate.claims.problem import Problem, Unusable, one_of

Sign: TypeAlias = Literal["gains", "loses", "nothing", "unknown"]
Package: TypeAlias = tuple[str, ...]  # ids of options, one for each issue, in the issues' order
Given: TypeAlias = float | tuple[float, float] | Sign  # what a hand may write for a worth
SIGNS: tuple[Sign, ...] = get_args(Sign)


class Told(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What everything in terms has.

    Attributes:
        claims: ids of the claims it rests on.
        supposed: true if an analyst supposes it and no report or fact says so.
        words: the report's words, or why it is supposed; empty if none are kept.
    """

    claims: tuple[str, ...] = ()
    supposed: bool = False
    words: str = ""


class Worth(Told, frozen=True, kw_only=True):
    """What an option is worth to one party, in that party's own unit.

    Zero is the issue left as it is; of a walk-away, zero is everything left as it is. Units of two
    parties are never compared, except where a result says so.

    Attributes:
        sign: all that is known without weights: ``gains`` (above 0), ``loses`` (below 0),
            ``nothing`` (exactly 0) or ``unknown``.
        low, high: bounds, both or neither; the same number if it is known exactly.
    """

    sign: Sign = "unknown"
    low: float | None = None
    high: float | None = None

    @property
    def bounded(self) -> bool:
        """Is there a number to count with?"""
        return self.sign == "nothing" or (self.low is not None and self.high is not None)

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the least and the most that it may be; infinite where nothing says."""
        low, high = {
            "gains": (0.0, math.inf),
            "loses": (-math.inf, 0.0),
            "nothing": (0.0, 0.0),
            "unknown": (-math.inf, math.inf),
        }[self.sign]
        low = low if self.low is None else max(low, self.low)
        return low, high if self.high is None else min(high, self.high)


class Option(Told, frozen=True, kw_only=True):
    """One way to settle an issue.

    Attributes:
        id: unique in the terms.
        title: how it is called.
        as_is: the issue stays as it is: nobody gives anything, and it is worth 0 to everybody.
        given_by: whose it is to give, a party or somebody outside the room; empty if the parties
            give it by agreeing, or if nobody says.
        in_return_for: options without which it is not given: all of them must be in the package.
        condition: a condition in words that no option stands for; shown, and not counted.
        worth: by party; a party that is not named is unknown.
    """

    id: str
    title: str = ""
    as_is: bool = False
    given_by: str = ""
    in_return_for: tuple[str, ...] = ()
    condition: str = ""
    worth: dict[str, Worth] = {}

    def to(self, party: str) -> Worth:
        """Return what it is worth to a party."""
        return Worth(sign="nothing") if self.as_is else self.worth.get(party, Worth())


class Issue(Told, frozen=True, kw_only=True):
    """What is to be settled; a package takes exactly one of its options."""

    id: str
    title: str = ""
    options: tuple[Option, ...]


class Side(Told, frozen=True, kw_only=True):
    """A party in the room.

    Attributes:
        id: as in the record.
        name: how it is called.
        walk_away: what it has if the talks fail; 0 is everything left as it is.
    """

    id: str
    name: str = ""
    walk_away: Worth = Worth()


class Giver(Told, frozen=True, kw_only=True):
    """Somebody outside the room who can give an option.

    Attributes:
        id: as in the record.
        name: how it is called.
        withholds: it gives nothing now; its options are in no package.
    """

    id: str
    name: str = ""
    withholds: bool = False


class Spoiler(Told, frozen=True, kw_only=True):
    """Somebody outside the room who may wreck a deal over some options."""

    id: str
    name: str = ""
    over: tuple[str, ...]


class Link(Told, frozen=True, kw_only=True):
    """How two options of different issues hang together.

    Attributes:
        kind: ``requires``: no `option` without `other`; ``excludes``: never both.
        option, other: ids of options.
    """

    kind: Literal["requires", "excludes"]
    option: str
    other: str


class Preference(Told, frozen=True, kw_only=True):
    """A party likes one option of an issue better than another of the same issue."""

    party: str
    better: str
    worse: str


class Terms(Told, frozen=True, kw_only=True):
    """What may be agreed in talks.

    Attributes:
        talks: id of the talks.
        title: how they are called.
        on: the date asked for, or None.
        parties: those in the room whose consent a deal needs.
        mediators: who mediates.
        givers: those outside the room who can give something.
        issues: each with its options.
        links: beside those that an option's `in_return_for` makes.
        preferences: within issues, beside what worth says.
        spoilers: outside the room.
        draft: the mediator's first text: one option for each issue; empty: everything as it is.
        problems: what was wrong or is not known.
    """

    talks: str = "by hand"
    title: str = ""
    on: str | None = None
    parties: tuple[Side, ...]
    mediators: tuple[str, ...] = ()
    givers: tuple[Giver, ...] = ()
    issues: tuple[Issue, ...]
    links: tuple[Link, ...] = ()
    preferences: tuple[Preference, ...] = ()
    spoilers: tuple[Spoiler, ...] = ()
    draft: Package = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Return all options, in the issues' order."""
        return tuple(option for issue in self.issues for option in issue.options)

    @cached_property
    def _by_id(self) -> dict[str, Option]:
        return {option.id: option for option in self.options}

    def option(self, id: str) -> Option:
        """Return the option of this id."""
        return self._by_id[id]

    @property
    def outside(self) -> tuple[str, ...]:
        """Return the givers who are not in the room."""
        return tuple(giver.id for giver in self.givers)

    @cached_property
    def all_links(self) -> tuple[Link, ...]:
        """Return the links, with those that ``in return for`` makes."""
        made = [
            Link(kind="requires", option=option.id, other=other, claims=option.claims,
                 supposed=option.supposed, words=option.words)
            for option in self.options for other in option.in_return_for
        ]  # fmt: skip
        return (*self.links, *made)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the worths that have no bounds, in words; none are left where weights count."""
        found = [
            f"{option.id}, to {side.id}"
            for option in self.options
            for side in self.parties
            if not option.to(side.id).bounded
        ]
        walking = [f"walking away, to {s.id}" for s in self.parties if not s.walk_away.bounded]
        return (*found, *walking)

    @property
    def supposing(self) -> tuple[str, ...]:
        """Return what is supposed, a sentence's part each, so that it can be printed as such."""
        return tuple(_supposed(self))

    @property
    def resting_on(self) -> tuple[str, ...]:
        """Return the ids of all claims that these terms rest on."""
        told: list[Told] = [self, *self.parties, *(s.walk_away for s in self.parties)]
        told += [*self.givers, *self.issues, *self.links, *self.preferences, *self.spoilers]
        for option in self.options:
            told += [option, *option.worth.values()]
        return tuple(dict.fromkeys(claim for each in told for claim in each.claims))

    def without(self, *options: str) -> Terms:
        """Return these terms where some options are not to be had."""
        gone = set(options)
        issues = (
            msgspec.structs.replace(
                issue, options=tuple(o for o in issue.options if o.id not in gone)
            )
            for issue in self.issues
        )
        return msgspec.structs.replace(self, issues=tuple(issues), draft=())


def _supposed(terms: Terms) -> Iterator[str]:
    for side in terms.parties:
        if side.walk_away.supposed:
            yield f"walking away is worth {told(side.walk_away)} to {side.id}"
    for option in terms.options:
        if option.supposed:
            yield f"{option.id} can be agreed"
        for party, worth in option.worth.items():
            if worth.supposed and worth.bounds != (-math.inf, math.inf):
                yield f"{option.id} is worth {told(worth)} to {party}"
    for link in terms.links:
        if link.supposed:
            yield f"{link.option} {link.kind} {link.other}"
    for liking in terms.preferences:
        if liking.supposed:
            yield f"{liking.party} likes {liking.better} better than {liking.worse}"
    for giver in terms.givers:
        if giver.supposed:
            yield f"{giver.id} {'withholds what it can give' if giver.withholds else 'can give'}"
    for spoiler in terms.spoilers:
        if spoiler.supposed:
            yield f"{spoiler.id} may wreck a deal over {', '.join(spoiler.over)}"


def told(worth: Worth) -> str:
    """Return a worth in words.

    >>> told(Worth(low=2.0, high=4.5)), told(Worth(low=3.0, high=3.0)), told(Worth(sign="gains"))
    ('2 to 4.5', '3', 'more than 0')
    """
    if worth.low is not None and worth.high is not None:
        same = worth.low == worth.high
        return f"{worth.low:g}" if same else f"{worth.low:g} to {worth.high:g}"
    return {
        "gains": "more than 0",
        "loses": "less than 0",
        "nothing": "0",
        "unknown": "something not known",
    }[worth.sign]


# ------------------------------------------------------------------ by hand
def by_hand(
    parties: Mapping[str, Given],
    issues: Mapping[str, Mapping[str, Mapping[str, Given]]],
    *,
    givers: Mapping[str, str] | None = None,
    requires: Mapping[str, str | Sequence[str]] | None = None,
    excludes: Mapping[str, str | Sequence[str]] | None = None,
    prefers: Mapping[str, Sequence[Sequence[str]]] | None = None,
    spoilers: Mapping[str, Sequence[str]] | None = None,
    mediator: str = "",
    draft: Sequence[str] = (),
) -> Terms:
    """Return terms made by hand; all of them are supposed.

    A worth is a number, a pair (low, high) or a sign: ``gains``, ``loses``, ``nothing``,
    ``unknown``. The id of an option is ``issue: option``; the option alone will do where one issue
    has it.

    Args:
        parties: what walking away is worth, by party.
        issues: by issue, by option, what it is worth to each party; an option without worths is the
            issue left as it is.
        givers: by option, whose it is to give; who is no party is outside the room.
        requires: by option, those without which it cannot be.
        excludes: by option, those with which it cannot be.
        prefers: by party, chains of options from the best to the worst.
        spoilers: by somebody outside the room, the options over which he may wreck a deal.
        mediator: who mediates.
        draft: the mediator's first text.

    Raises:
        Unusable: a worth is none, or an option is named that there is not.
    """
    where: dict[str, list[str]] = {}
    for issue, options in issues.items():
        for name in options:
            where.setdefault(name, []).append(f"{issue}: {name}")
            where.setdefault(f"{issue}: {name}", [f"{issue}: {name}"])

    def one(name: str) -> str:
        found = where.get(name, [])
        if len(found) == 1:
            return found[0]
        if found:
            raise Unusable(f"'{name}' is an option of several issues; write {one_of(found)}.")
        raise Unusable(f"'{name}' is no option here; give one of: {one_of(list(where))}.")

    def several(names: str | Sequence[str]) -> tuple[str, ...]:
        return tuple(one(n) for n in ([names] if isinstance(names, str) else names))

    given = {one(option): giver for option, giver in (givers or {}).items()}
    made = tuple(
        Issue(id=issue, supposed=True, options=tuple(
            Option(
                id=f"{issue}: {name}", title=name, as_is=not worths, supposed=bool(worths),
                given_by=given.get(f"{issue}: {name}", ""),
                worth={party: worth_of(value) for party, value in worths.items()},
            )
            for name, worths in options.items()
        ))
        for issue, options in issues.items()
    )  # fmt: skip
    kinds: tuple[tuple[Literal["requires", "excludes"], Mapping[str, str | Sequence[str]]], ...]
    kinds = (("requires", requires or {}), ("excludes", excludes or {}))
    links = (
        Link(kind=kind, option=one(option), other=other, supposed=True)
        for kind, linked in kinds
        for option, others in linked.items()
        for other in several(others)
    )
    chains = ((party, several(chain)) for party, cs in (prefers or {}).items() for chain in cs)
    outside = dict.fromkeys(g for g in given.values() if g not in parties and g != mediator)
    return Terms(
        supposed=True,
        parties=tuple(Side(id=p, walk_away=worth_of(value)) for p, value in parties.items()),
        mediators=(mediator,) if mediator else (),
        givers=tuple(Giver(id=g, supposed=True) for g in outside),
        issues=made,
        links=tuple(links),
        preferences=tuple(
            Preference(party=party, better=better, worse=worse, supposed=True)
            for party, chain in chains
            for better, worse in itertools.pairwise(chain)
        ),
        spoilers=tuple(
            Spoiler(id=who, over=several(over), supposed=True)
            for who, over in (spoilers or {}).items()
        ),
        draft=several(draft),
    )


def worth_of(given: Given) -> Worth:
    """Return the supposed worth that a number, a pair or a sign means.

    Raises:
        Unusable: it is none of these.
    """
    if isinstance(given, str):
        if given in SIGNS:
            return Worth(sign=given, supposed=True)
    elif isinstance(given, int | float):
        return Worth(low=float(given), high=float(given), supposed=True)
    elif isinstance(given, tuple | list) and len(given) == 2:
        return Worth(low=float(given[0]), high=float(given[1]), supposed=True)
    raise Unusable(
        f"'{given}' is no worth; give a number, two numbers (the least and the most), "
        f"or one of: {one_of(SIGNS)}."
    )
