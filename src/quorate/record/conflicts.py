"""Where do the sources contradict each other, or themselves?

A conflict is never an error: all sides are kept, one is shown as holding, and a person decides.
Nine kinds are looked for, each by its own key; see `KINDS_OF_CONFLICT`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import KINDS, Figure, Membership, Number
from quorate.claims.problem import Unusable, one_of
from quorate.claims.source import Passage, disputed, doubt
from quorate.record.actors import flat
from quorate.record.actors import offices as all_offices
from quorate.record.contradiction import Conflict, Side, two_decided
from quorate.record.figures import counts
from quorate.record.held import conflict, weigh
from quorate.record.in_play import in_play
from quorate.record.issues import may_differ
from quorate.record.marks import seen
from quorate.record.members import COUNTED, members
from quorate.record.mentions import (
    Numbers,
    contested_groups,
    numbers_of,
    several_numbers,
    within,
)
from quorate.record.mentions import groups as all_groups
from quorate.record.miscounts import Miscounts
from quorate.record.positions import Taken
from quorate.record.rivals import rivals, subject
from quorate.record.schema import Stored

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition

KINDS_OF_CONFLICT: dict[str, str] = {
    "count": "sources count one vote differently",
    "choice": "one member with two choices in one vote",
    "member": "a membership that is disputed, or that sources give differently",
    "office": "several hold one office or seat, according to different sides",
    "position": "one actor with two stances on one thing",
    "list": "sources list different names for one statement or meeting",
    "figure": "several numbers of one quantity, scope and day",
    "claim": "rules, bases, meetings and terms that sources give differently or dispute",
    "roll call": "ballots by name do not give the count, or the count not the members",
}
COMPATIBLE = "all can be true"
OF_SOMETHING = (  # sizes, of which two say nothing of each other where neither says of what
    "countries", "duration", "leaders", "members", "money", "officials", "people", "seats", "share",
    "vote_share", "votes",
)  # fmt: skip
_OWN = ("tally", "ballot", "membership", "position", "figure")  # have kinds of their own


def conflicts(
    record: Record, kind: str = "", numbers: Sequence[Numbers] | None = None
) -> tuple[Conflict, ...]:
    """Return every conflict of the record, in the order of the kinds and days.

    Args:
        record: the record, with its filters.
        kind: only this kind.
        numbers: of figures only those of these quantities, scopes and days; None: all.

    Raises:
        Unusable: there is no such kind.
    """
    if kind and kind not in KINDS_OF_CONFLICT:
        kinds = one_of([*KINDS_OF_CONFLICT])
        raise Unusable(f"There is no kind of conflict '{kind}'; the kinds are {kinds}.")
    looking = _Looking(record, numbers)
    finders = {
        "count": looking.counts, "choice": looking.choices,
        "member": looking.memberships, "office": looking.offices, "position": looking.positions,
        "list": looking.lists, "figure": looking.figures, "claim": looking.others,
        "roll call": looking.roll_calls,
    }  # fmt: skip
    found = []
    for name in [kind] if kind else finders:
        found += sorted(finders[name](), key=lambda c: (c.day, c.key))
    return tuple(looking.in_this_case(found))


class _Looking(Miscounts):
    """The record seen for all that differs in it."""

    def __init__(self, record: Record, numbers: Sequence[Numbers] | None) -> None:
        super().__init__(record)
        self.numbers = numbers

    def _called(self, one: str) -> str:
        """Return how an actor or an occasion is called."""
        return self.title(one) if one in self.occasions else self.name(one)

    def in_this_case(self, found: list[Conflict]) -> list[Conflict]:
        """Return them without those within the facts of a body that nobody here speaks of."""
        shipped = {id(c) for c in found if all("from facts" in side.marks for side in c.sides)}
        if not shipped:
            return found
        spoken_of, known = in_play(self.record), {a.actor for a in self.record.actors()}

        def ours(one: Conflict) -> bool:
            organ, about = self._before(one)
            foreign = one.key.startswith(("rule ", "base ")) and organ not in known
            return not foreign and spoken_of(organ, about)

        return [c for c in found if id(c) not in shipped or ours(c)]

    def _before(self, found: Conflict) -> tuple[str, str]:
        """Return before which organ a draft stands and whom it is about, or the body itself."""
        about = found.key.partition("|")[0].rpartition(" ")[2]  # "rule UN-SC|resolutions"
        drafts = (self.occasions[x] for x in self.joined.all(about) if x in self.occasions)
        return next(((d.organ, d.about) for d in drafts if d.organ), (about, ""))

    @cached_property
    def _groups(self) -> list[str]:
        return all_groups(self.record.store)

    # ------------------------------------------------------------------ who belongs and holds
    def memberships(self) -> Iterator[Conflict]:
        """Yield memberships (not offices) that are disputed or that sources give differently."""
        keyed = []
        for stored in flat(self.record.held("membership", where=self._contested())):
            claim = cast(Membership, stored.claim)
            if claim.role != "holder":
                group = self.joined.one(self.naming.one(claim.group))
                keyed.append((f"{group}|{self.naming.one(claim.member)}|{claim.role}", stored))
        for held in weigh(keyed):
            claim = cast(Membership, held.holds.claim)
            several = (held.holds, *held.rivals, *held.weaker)
            differ = [r for r in several if r.claim.negated != claim.negated]
            apart = [r for r in differ if r.claim.rank == claim.rank and _same_time(claim, r)]
            if apart or (claim.role == "member" and disputed(claim.source)):
                group = self.joined.one(self.naming.one(claim.group))
                about = f"{self.name(claim.member)}, {claim.role} of {self.naming.name(group)}"
                yield self.conflict("member", held.key, about, (held.holds, *apart), _belongs)

    def _contested(self) -> list[Condition]:
        """Return the condition on memberships of groups of which one is denied or in doubt."""
        if any(isinstance(c, Membership) for c in self.record.supposed):
            return []

        def one(group: str) -> str:
            return self.joined.one(self.naming.one(group))

        store = self.record.store
        groups = {one(name) for name in contested_groups(store)}
        return [within([name for name in self._groups if one(name) in groups] if groups else [])]

    def offices(self) -> Iterator[Conflict]:
        """Yield each office that several hold at a time."""
        grouped = defaultdict(list)
        for office in all_offices(self.record):
            if office.rivals and "no longer" not in office.marks:
                grouped[office.state, office.office].append(office)
        for (_, key), offices in grouped.items():
            sides = tuple(
                Side(
                    says=f"{self.name(o.holder)}, according to "
                    f"{self.name(o.according_to) if o.according_to else 'the source'}",
                    marks=o.marks, decided=o.decided, claims=o.claims,
                )
                for o in offices
            )  # fmt: skip
            yield Conflict(
                kind="office", key=key, about=offices[0].name, day=max(o.since for o in offices),
                sides=sides, decided=two_decided(sides),
            )  # fmt: skip

    def lists(self) -> Iterator[Conflict]:
        """Yield each statement or meeting for which sources list different names."""
        groups: dict[str, set[str]] = defaultdict(set)
        told = [*self._groups]
        told += [c.group for c in self.record.supposed if isinstance(c, Membership)]
        keys = {held.key for held in self.record.on(None).held("occasion")}
        named = [name for name in told if self.joined.one(name) in keys]  # others have no lists
        for stored in flat(self.record.held("membership", {"group": named, "role": COUNTED})):
            group = self.joined.one(cast(Membership, stored.claim).group)
            groups[group].add(self.stories.source(stored.claim))
        for group in sorted(g for g, sources in groups.items() if len(sources) > 1):
            found = members(self.record, group)
            for role in COUNTED:
                differ = [x for x in found.lists if x.conflict and x.role == role]
                if len(differ) < 2:
                    continue
                names = [", ".join(sorted(map(self.name, x.members))) for x in differ]
                sides = tuple(
                    Side(says=f"{len(x.members)} named: {who}", marks=x.marks,
                         decided=x.decided, claims=x.claims)
                    for x, who in zip(differ, names, strict=True)
                )  # fmt: skip
                yield Conflict(
                    kind="list", key=f"{found.group}|{role}", about=f"{found.name}, {role}",
                    day=found.held_on, sides=sides, decided=two_decided(sides),
                )  # fmt: skip

    # ------------------------------------------------------------------ positions, figures, others
    def positions(self) -> Iterator[Conflict]:
        """Yield each actor to whom sources of one rank ascribe two stances on one thing."""
        near = may_differ(self.record)
        taken = Taken(self.record, near)
        by_id = {s.claim.id: s for s in flat(self.record.on(None).held("position", where=near))}
        for issue in sorted({part.issue for part in taken.parts}):
            for stand in taken.issue(issue, counts=False).stands:
                doubtful = [m for m in stand.marks if "disputed:" in m]
                if not stand.rivals and not doubtful:
                    continue
                ids = stand.claims if stand.rivals else stand.claims[:1]
                several = [by_id[i] for i in ids]
                about = f"{stand.name} on {issue[0]}"
                about += f", {self.name(issue[1])}" if issue[1] else ""
                yield self.conflict(
                    "position", "|".join((stand.actor, *issue)), about, several, _stands
                )

    def figures(self) -> Iterator[Conflict]:
        """Yield each quantity of which several numbers are given for one scope and day."""
        near = [several_numbers(self.record)] if counts(self.record) else []
        if self.numbers is not None:
            near = [numbers_of(self.numbers)]
        keyed: dict[str, tuple[Numbers, list[Stored]]] = {}
        for stored in self.record.candidates("figure", where=near):
            figure = cast(Figure, stored.claim)
            if day := seen(figure):
                numbers = (figure.quantity, figure.scope, day)
                keyed.setdefault(key_of(numbers), (numbers, []))[1].append(stored)
        # Each day is weighed by itself: a later number is no rival of an earlier one.
        for key, ((quantity, scope, day), those) in keyed.items():
            found = flat(weigh((key, s) for s in those))
            several = {_number(s): s for s in found}
            if len(several) < 2:
                continue
            sources = {self.stories.source(s.claim) for s in several.values()}
            if len(sources) < 2 and isinstance(found[0].claim.source, Passage):
                # Two numbers of one report are of two things, or one of them is older, unless it
                # gives them from two givers.
                several = {n: s for n, s in several.items() if s.claim.said_by}
                if len({s.claim.said_by for s in several.values()}) < 2:
                    continue
                unlike = not scope and not any(map(_given_against, several.values()))
            else:
                unlike = not scope and (len(sources) < 2 or quantity in OF_SOMETHING)
            if unlike:
                continue
            bounds = [_bounds(cast(Figure, s.claim)) for s in several.values()]
            meet = max(low for low, _ in bounds) <= min(high for _, high in bounds)
            made = self.conflict(
                "figure", key,
                quantity.replace("_", " ") + (f", {scope}" if scope else ""),
                several.values(), _number,
            )  # fmt: skip
            ids = [tuple(s.claim.id for s in found if _number(s) == x.says) for x in made.sides]
            sides = tuple(
                msgspec.structs.replace(side, claims=those)
                for side, those in zip(made.sides, ids, strict=True)
            )
            yield msgspec.structs.replace(
                made, day=day, sides=sides, marks=(COMPATIBLE,) if meet else ()
            )

    def others(self) -> Iterator[Conflict]:
        """Yield all other claims of one key and rank that overlap and differ, or are disputed."""
        for kind in KINDS:
            if kind in _OWN or not KINDS[kind].key_fields:
                continue
            for held in self.record.held(kind):
                several = (held.holds, *held.rivals, *held.weaker)
                key, words = f"{kind} {held.key}", subject(held.holds.claim, self._called)
                for group in self.disagreeing(several):
                    yield self.conflict("claim", key, words, group, rivals(group, self._called))
                if kind in ("occasion", "term") and disputed(held.holds.claim.source):
                    yield self.conflict(
                        "claim", key, words, [held.holds], lambda s: doubt(s.claim.source)
                    )


def key_of(numbers: Numbers) -> str:
    """Return the key of the conflict about a quantity, scope and day."""
    return "|".join(numbers)


def _same_time(claim: Membership, other: Stored) -> bool:
    return conflict(claim, msgspec.structs.replace(other.claim, negated=claim.negated)) or (
        claim.starts == other.claim.starts
    )


def _belongs(stored: Stored) -> str:
    claim = cast(Membership, stored.claim)
    ends = f" until {claim.until}" if claim.until else ""
    since = f" since {claim.starts}" if claim.starts else ""
    return f"{'not ' if claim.negated else ''}{claim.role}{since}{ends}"


def _stands(stored: Stored) -> str:
    return f"{'not ' if stored.claim.negated else ''}{getattr(stored.claim, 'stance', '')}"


def _number(stored: Stored) -> str:
    figure = cast(Figure, stored.claim)
    return figure.wording or str(figure.best or figure.low or figure.high)


def _given_against(stored: Stored) -> bool:
    """Is a number given beside another of the same: "the police speak of 14 dead, others of 43"?"""
    source = cast(Passage, stored.claim.source)
    noun = (s for s in source.spans if s.role in ("quantity", "quantity antecedent"))
    return any(span.end <= source.main.start for span in noun)


def _bounds(figure: Figure) -> tuple[Number, Number]:
    low = figure.low if figure.low is not None else figure.best
    return low if low is not None else 0, figure.high if figure.high is not None else 10**12
