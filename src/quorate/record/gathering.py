"""How are the demands of a large record kept at hand, on every date and after every entry?

They are gathered once. Of an earlier date the same groups are there, each as far as it had come;
only where a claim has no day or an end they are gathered for that date. After a new entry of the
ledger those are gathered again whose party somebody's claim came, went or was decided on; all
others stay.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from quorate.record.actors import Naming, flat, fold
from quorate.record.database import one_of as among
from quorate.record.held import holds_on, weigh
from quorate.record.marks import seen
from quorate.record.mentions import disputed_stands, stands_in
from quorate.record.raised import Demand, claim_of, demand_of, grouped
from quorate.record.schema import Stored
from quorate.record.taken import chunks

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition

MOST = 2000  # claims that changed, beyond which all are gathered


class Told(msgspec.Struct, frozen=True):
    """What is said of demands by a date, before any is closed.

    Attributes:
        demands: by the claims that make each, the first seen first.
        endings: what may close one, in the order of the law.
    """

    demands: list[Demand]
    endings: list[Stored]


class Group(msgspec.Struct, frozen=True):
    """A demand with the claims that make it.

    Attributes:
        claims: in the order in which they gathered.
        demand: what they make.
        order: when the first was seen, and its id.
        loose: does one of them have no day, or an end?
    """

    claims: list[Stored]
    demand: Demand
    order: tuple[str, str]
    loose: bool


def _groups(made: list[Stored], naming: Naming) -> list[Group]:
    return [
        Group(
            claims=several,
            demand=demand_of(several, naming),
            order=(seen(several[0].claim) or "~", several[0].claim.id),
            loose=any(not seen(s.claim) or s.claim.until for s in several),
        )
        for several in grouped(made, naming)
    ]


class Gathered:
    """What is said of demands on whatever date, seen in one way.

    Attributes:
        entry: the entry of the ledger by which it is so.
        ids: every claim with one of the stances, whatever became of it.
        names: what each name in the demands means.
        groups: the demands, the first seen first.
        endings: what may close one, in the order of the law.
    """

    def __init__(
        self, entry: int, ids: frozenset[str], names: Mapping[str, str], groups: list[Group],
        endings: list[Stored],
    ) -> None:  # fmt: skip
        self.entry, self.ids, self.names, self.endings = entry, ids, names, endings
        self.groups = sorted(groups, key=_order)

    @cached_property
    def _by_party(self) -> dict[str, list[int]]:
        """Return by party, however it is spelt, the places of its demands."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(self.groups):
            for name in group.demand.by:
                found[fold(name)].append(place)
        return found

    def beside(self, parties: Iterable[str]) -> set[int]:
        """Return the places of the demands of these parties, and of all that share one with them.

        A claim joins a demand of its own parties alone: the others gather without it.
        """
        waiting, told = [*parties], set(parties)
        places: set[int] = set()
        while waiting:
            new = set(self._by_party.get(waiting.pop(), ())) - places
            places |= new
            further = self._parties(new) - told
            told |= further
            waiting += further
        return places

    def _parties(self, places: Iterable[int]) -> set[str]:
        return {fold(name) for place in places for name in self.groups[place].demand.by}

    def touched(self, claims: set[str]) -> set[str]:
        """Return the parties of the demands that one of these claims makes with others."""
        groups = enumerate(self.groups)
        return self._parties(n for n, g in groups if not claims.isdisjoint(g.demand.claims))

    @cached_property
    def _apart(self) -> tuple[list[Group], list[str], list[int], list[Stored]]:
        """Return the groups that only grow with time, and what must be gathered for each date.

        The first with the day on which each begins, and which of them have several claims.
        """
        loose = self._parties(n for n, group in enumerate(self.groups) if group.loose)
        places = self.beside(loose) if loose else set()
        growing = [g for place, g in enumerate(self.groups) if place not in places]
        begun = [group.order[0] for group in growing]
        several = [place for place, group in enumerate(growing) if len(group.claims) > 1]
        others = [s for place in places for s in self.groups[place].claims]
        return growing, begun, several, others

    def by(self, day: str, naming: Naming) -> Told:
        """Return what was said by a day."""
        growing, begun, several, others = self._apart
        end = bisect_right(begun, day)
        found = [group.demand for group in growing[:end]]
        for place in several:
            if place >= end:
                break
            claims = growing[place].claims
            if seen(claims[-1].claim) > day:
                found[place] = demand_of([s for s in claims if seen(s.claim) <= day], naming)
        if open_then := [s for s in others if _open(s, day)]:
            orders = [group.order for group in growing[:end]]
            loose = [(group.order, group.demand) for group in _groups(open_then, naming)]
            ordered = sorted([*zip(orders, found, strict=True), *loose], key=lambda pair: pair[0])
            found = [demand for _, demand in ordered]
        closing = ((s.claim.key, s) for s in self.endings if _open(s, day))
        return Told(found, flat(weigh(closing)))


def _order(group: Group) -> tuple[str, str]:
    return group.order


def _open(stored: Stored, day: str) -> bool:
    """Is a claim held on a day, and was it seen by then?"""
    if seen(stored.claim) > day:
        return False
    return stored.status == "supposed" or holds_on(stored.claim, day, None)


def told(record: Record, naming: Naming, stances: tuple[str, ...]) -> Told:
    """Return what is said of demands by the record's date."""
    kept = gathered(record.on(None), naming, stances)
    if record.on_date is None:
        return Told([group.demand for group in kept.groups], kept.endings)
    return kept.by(record.on_date, naming)


def at_hand(record: Record, stances: tuple[str, ...]) -> bool:
    """Are they kept, so that they are told at once?"""
    return (kept := record.demanded.get(_seen_so(record, stances))) is not None and (
        kept.entry == record.last_entry
    )


def gathered(record: Record, naming: Naming, stances: tuple[str, ...]) -> Gathered:
    """Return what is said of demands on whatever date, each way of seeing the record once."""
    seen_so, entry = _seen_so(record, stances), record.last_entry
    kept = record.demanded.get(seen_so)
    if kept is not None and kept.entry == entry:
        return kept
    again = None
    if kept is not None and record.entry is None and not record.supposed:
        again = _again(record, naming, stances, kept)
    record.demanded.clear()  # one is kept: of a large record it is large
    found = again or _anew(record, naming, stances)
    record.demanded[seen_so] = found
    return found


def _seen_so(record: Record, stances: tuple[str, ...]) -> tuple[object, ...]:
    return record.known_by, record.entry, tuple(c.id for c in record.supposed), stances


def _anew(record: Record, naming: Naming, stances: tuple[str, ...]) -> Gathered:
    entry, ids = record.last_entry, _ids(record, stances)
    made = _made(record, stances, stands_in(stances))
    groups = _groups(made, naming)
    names = {name: naming.one(name) for name in _names(made)}
    return Gathered(entry, ids, names, groups, _endings(record, naming, groups))


def _again(
    record: Record, naming: Naming, stances: tuple[str, ...], kept: Gathered
) -> Gathered | None:
    """Return the same brought up to date; None if all must be gathered."""
    if any(naming.one(name) != one for name, one in kept.names.items()):
        return None
    entry, ids = record.last_entry, _ids(record, stances)
    changed = _changed(record, kept.entry)
    if changed is None:
        return None
    changed |= ids ^ kept.ids
    if len(changed) > MOST:
        return None
    names, groups = dict(kept.names), kept.groups
    new: list[Stored] = []
    for some in chunks(sorted(changed)):
        where, values = among("id", some)
        asked = f"SELECT DISTINCT id FROM claim WHERE {where} AND kind = 'position'"
        new += _made(record, stances, (asked, values))
    gone = kept.touched(changed)
    if new or gone:
        names |= {name: naming.one(name) for name in _names(new)}
        parties = {
            naming.one(p.actor) if p.actor else p.words for s in new for p in claim_of(s).parties
        }
        places = kept.beside(gone | {fold(party) for party in parties})
        again = [s for n in places for s in groups[n].claims if s.claim.id not in changed]
        groups = [g for n, g in enumerate(groups) if n not in places]
        groups += _groups([*again, *new], naming)
    return Gathered(entry, ids, names, groups, _endings(record, naming, groups))


def _changed(record: Record, since: int) -> set[str] | None:
    """Return the claims that were decided on or dated since an entry; None if words went."""
    rows = record.store.database.rows(
        "SELECT claim, act, replaced_by FROM verdict WHERE entry > ?", [since]
    )
    if any(row["act"] == "redact" for row in rows):
        return None
    found = {row[name] or "" for row in rows for name in ("claim", "replaced_by")}
    dated = record.store.database.rows(
        "SELECT id FROM claim WHERE report IN (SELECT id FROM report WHERE entry > ?)", [since]
    )
    return {name for name in (*found, *(r["id"] for r in dated)) if name.startswith("position-")}


def _ids(record: Record, stances: Sequence[str]) -> frozenset[str]:
    where, values = among("stance", stances)
    rows = record.store.database.rows(f"SELECT id FROM stand WHERE {where}", values)
    return frozenset(row["id"] for row in rows)


def _made(record: Record, stances: Sequence[str], where: Condition) -> list[Stored]:
    """Return the claims that demand, on whatever date, of those that meet the condition."""
    found = record.candidates("position", where=[where])
    return [s for s in found if claim_of(s).stance in stances and not s.claim.negated]


def _names(made: Iterable[Stored]) -> set[str]:
    found = {p.actor for s in made for p in claim_of(s).parties}
    found |= {n or "" for s in made for n in (claim_of(s).target, s.claim.said_by)}
    return found - {""}


def _endings(record: Record, naming: Naming, groups: Iterable[Group]) -> list[Stored]:
    """Return the positions that may close a demand, in the order of the law."""
    targets = {group.demand.of for group in groups} - {""}
    asked = targets | {fold(target) for target in targets}
    # A doubt may reach beyond those that are near.
    where = [] if disputed_stands(record.store) else [_near(record, naming, asked)]
    return flat(record.held("position", where=where))


def _near(record: Record, naming: Naming, asked: Iterable[str]) -> Condition:
    """Return the condition on positions that may close a demand, with all others of their keys.

    They drop one, or are of one of those asked, or of somebody unnamed whom its words may mean.
    """
    names = {""}.union(*(naming.names(record.store, naming.one(name)) for name in asked))
    named, values = among("name", sorted(names))
    keys = "SELECT key FROM claim WHERE id IN (SELECT id FROM stand WHERE stance = 'drops_demand')"
    told = (
        f"SELECT id FROM claim WHERE kind = 'position' AND key IN ({keys}) "
        f"UNION SELECT id FROM stand WHERE {named}"
    )
    return f"SELECT DISTINCT id FROM ({told}) AS near", values
