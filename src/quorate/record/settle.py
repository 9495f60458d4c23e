"""How is a conflict decided once: one side kept, the others kept beside it as not holding?

What is kept is accepted where it was only proposed; what loses is deprecated: its source says so,
and it does not hold. Both are entered in one act, and taken back in one. Nothing is deleted, so a
conflict that was decided is found again by looking at what was deprecated too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

import msgspec

from quorate.claims.claim import Membership
from quorate.claims.problem import Unusable
from quorate.claims.source import digest
from quorate.record.actors import naming_of
from quorate.record.conflicts import KINDS_OF_CONFLICT
from quorate.record.contradiction import Conflict, Side
from quorate.record.decide import Overtaken, enter
from quorate.record.glimpses import Glimpse, glimpses, look
from quorate.record.review import Verdict, standing, verdict

if TYPE_CHECKING:
    from quorate.record.record import Record

ROLL_CALL = "roll call"


class Choice(msgspec.Struct, frozen=True):
    """A conflict as it can be decided, or was.

    Attributes:
        id: by which it is asked for: the same before it is decided and after.
        conflict: its sides.
        lost: for each side, whether it was deprecated.
        decided: by which verdict it was decided; None while it is open.
        open: whether a side of it can be kept in one act.
    """

    id: str
    conflict: Conflict
    lost: tuple[bool, ...]
    decided: Verdict | None = None
    open: bool = False


def settle(
    record: Record,
    choice: str,
    kept: int,
    *,
    kind: str = "",
    key: str = "",
    by: str,
    why: str = "",
) -> list[Verdict]:
    """Keep one side of a conflict: it is accepted, and what contradicts it is deprecated.

    Args:
        record: the record, seen as the conflict was.
        choice: the conflict's id.
        kept: the place of the side that is kept.
        kind: the conflict's kind, if known: the others are not looked for.
        key: its key, if known: it is looked at first.
        by: who decides.
        why: the reason.

    Raises:
        Overtaken: the conflict is not there any more, or somebody decided it meanwhile.
        Unusable: that side cannot be kept, or the disk refuses.
    """
    found = _found(record, choice, kind, key)
    sides = found.conflict.sides
    if found.decided or not found.open:
        raise Overtaken("The conflict was decided meanwhile; nothing more was done to it.")
    if not 0 <= kept < len(sides) or found.lost[kept]:
        raise Unusable("The conflict has no such side that could be kept; load the page again.")
    winner = sides[kept]
    losers = list(_losers(record, found.conflict, winner))
    seen = record.store.statuses([*winner.claims, *losers])
    reason = why or f"in conflict with {winner.claims[0]}, which is kept"

    def drafts() -> list[Verdict]:
        _as_seen(record, seen)
        accepted = [c for c in winner.claims if seen.get(c) == "proposed"]
        taken = [verdict(c, "accept", by, why) for c in accepted]
        taken += [verdict(c, "deprecate", by, reason) for c in losers]
        return [msgspec.structs.replace(each, at=taken[0].at) for each in taken]

    return enter(record, drafts)


def reopen(record: Record, choice: str, *, kind: str = "", key: str = "", by: str) -> list[Verdict]:
    """Take back by which a conflict was decided, all of it; the arguments are those of `settle`.

    Raises:
        Overtaken: it is open already, or somebody decided anew on a claim of it.
        Unusable: the disk refuses.
    """
    found = _found(record, choice, kind, key)
    if found.decided is None:
        raise Overtaken("The conflict is open already; nothing more was done to it.")
    ids = ids_of(found.conflict)
    seen = record.store.statuses(ids)
    act = (found.decided.at, found.decided.by)
    wanted = [c for c in ids if (v := _stands(record, c)) and (v.at, v.by) == act]

    def drafts() -> list[Verdict]:
        _as_seen(record, seen)
        return [verdict(c, "undo", by) for c in wanted]

    return enter(record, drafts)


class Choices:
    """Every conflict, open or decided, in the order of `conflicts`; looked at when asked for.

    Attributes:
        waiting: by kind how many are open.
        decided: how many are decided.
    """

    def __init__(self, record: Record, kind: str = "") -> None:
        """Find them.

        Args:
            record: the record, with its filters; of what is supposed, or was once seen, nothing is
                decided.
            kind: only this kind.

        Raises:
            Unusable: there is no such kind.
        """
        self._record = record
        self._past = record.entry is not None or bool(record.supposed)
        told, before = glimpses(record, kind), [] if self._past else list(_before(record, kind))
        # What is left of a conflict that was decided is no conflict of its own.
        parts = defaultdict(list)
        for each, choice in before:
            parts[each.kind, each.key].append(choice.conflict)
        near = [g for g in told if (g.kind, g.key) in parts]
        left = {
            id(g) for g, c in zip(near, look(record, near), strict=True)
            if any(_part(c, whole) for whole in parts[g.kind, g.key])
        }  # fmt: skip
        still: list[tuple[Glimpse, Choice | None]] = [(g, None) for g in told if id(g) not in left]
        self.waiting = Counter(each.kind for each, _ in still)
        self.decided = len(before)
        order = [*KINDS_OF_CONFLICT]
        self._all = [*still, *before]
        if before:
            self._all.sort(key=lambda both: (order.index(both[0].kind), both[0].day, both[0].key))

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, asked: slice) -> list[Choice]:
        return self._seen(self._all[asked])

    def about(self, key: str) -> list[Choice]:
        """Return those with a key."""
        return self._seen([both for both in self._all if both[0].key == key])

    def _seen(self, several: Sequence[tuple[Glimpse, Choice | None]]) -> list[Choice]:
        found = iter(look(self._record, [each for each, choice in several if choice is None]))
        return [choice or self._choice(next(found)) for _, choice in several]

    def _choice(self, found: Conflict) -> Choice:
        lost = (False,) * len(found.sides)
        return Choice(_id(found), found, lost, open=not self._past and _can(found))


def choices(record: Record, kind: str = "") -> list[Choice]:
    """Return every conflict, open or decided, as `Choices` has them."""
    return Choices(record, kind)[:]


def _before(record: Record, kind: str) -> Iterator[tuple[Glimpse, Choice]]:
    """Yield each conflict of which a side was deprecated, so that one is left."""
    if not record.store.database.rows("SELECT id FROM claim WHERE status = 'deprecated' LIMIT 1"):
        return
    beside = record.with_deprecated()
    several = [g for g in glimpses(beside, kind) if g.lost]
    for glimpse, each in zip(several, look(beside, several), strict=True):
        lost = tuple(_is_lost(record, each, side) for side in each.sides)
        left = {s.says for s, gone in zip(each.sides, lost, strict=True) if not gone}
        if any(lost) and len(left) == 1 and (last := _last(record, each)):
            yield glimpse, Choice(_id(each), each, lost, last)


def _part(one: Conflict, whole: Conflict) -> bool:
    """Is the one about the same, with no claim that the other has not?"""
    same = (one.kind, one.key) == (whole.kind, whole.key)
    return same and {*ids_of(one)} <= {*ids_of(whole)}


def ids_of(found: Conflict) -> list[str]:
    """Return the ids of all claims of a conflict."""
    return [c for side in found.sides for c in side.claims]


def _found(record: Record, choice: str, kind: str, key: str) -> Choice:
    every = Choices(record, kind)
    for several in (every.about(key) if key else [], every):
        for each in several[:]:
            if each.id == choice:
                return each
    raise Overtaken("The conflict is not there any more; nothing was done: load the page again.")


def _as_seen(record: Record, seen: dict[str, str]) -> None:
    """Refuse if a claim has another status than when the conflict was looked at."""
    if record.store.statuses([*seen]) != seen:
        raise Overtaken("Somebody decided on this conflict meanwhile; nothing more was done to it.")


def _id(found: Conflict) -> str:
    return digest(found.kind, found.key, *sorted({*ids_of(found)}), length=16)


def _can(found: Conflict) -> bool:
    """Can one side be kept in one act? Ballots that do not give a count are decided one by one."""
    if found.kind == ROLL_CALL and (found.marks or any(len(s.claims) > 1 for s in found.sides)):
        return False
    return len({s.says for s in found.sides}) > 1 and all(s.claims for s in found.sides)


def _losers(record: Record, found: Conflict, winner: Side) -> Iterable[str]:
    """Return the claims that contradict the side that is kept: what says the same stays."""
    others = [s for s in found.sides if s.says != winner.says]
    ids = dict.fromkeys(c for side in others for c in side.claims if c not in winner.claims)
    if found.kind != "list":
        return ids
    naming = naming_of(record)
    listed = {i: naming.one(cast(Membership, record.claim(i).claim).member)
              for i in (*ids, *winner.claims)}  # fmt: skip
    named = {listed[i] for i in winner.claims}
    return [i for i in ids if listed[i] not in named]


def _is_lost(record: Record, found: Conflict, side: Side) -> bool:
    """Was a side deprecated? Of a list, what agrees with the one that was kept stays."""
    statuses = [*record.store.statuses(list(side.claims)).values()]
    gone = statuses.count("deprecated")
    return gone > 0 and (found.kind == "list" or not any(s in record.standing for s in statuses))


def _stands(record: Record, claim: str) -> Verdict | None:
    return standing(record.store.verdicts(claim))


def _last(record: Record, found: Conflict) -> Verdict | None:
    """Return the last verdict by which a side of it was deprecated."""
    taken = [v for c in ids_of(found) if (v := _stands(record, c))]
    return max((v for v in taken if v.act == "deprecate"), key=lambda v: v.at, default=None)
