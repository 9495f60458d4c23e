"""Which issues are there, and how many stand on each side of them?

The same as `quorate.record.positions` counts, without reading every claim: where each party is
named by its own id and no doubt or bloc stands between, the weightiest claim of an actor holds, and
the store finds it. All other issues, those with members of a group, disputed sources or names that
mean another, are weighed claim by claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from quorate.claims.claim import Position
from quorate.record.actors import Naming, fold, naming_of
from quorate.record.database import one_of
from quorate.record.gathered import rivals
from quorate.record.mentions import disputed_stands, issues_told, names_of, stands_on
from quorate.record.mentions import naming as naming_by
from quorate.record.mentions import stands_of as stands_by
from quorate.record.positions import Issue, Polarity, Positions, Stand, Taken
from quorate.record.schema import STANDING
from quorate.record.steps import UNDATED

if TYPE_CHECKING:
    from quorate.record.record import Record
    from quorate.record.taken import Condition

SIDES: dict[str, Polarity] = {"pro": "for", "contra": "against", "aside": "neutral"}
FEW = 500  # issues that are asked of by name
Concerning: TypeAlias = Callable[[str, str, str], bool]
_WEIGHT = 48  # characters of a weight with its heed
# A weight as the law has it: after the rank stands whether the claim is heeded.
DECIDED_SO = "status IN ('official', 'accepted')"
_HEEDED = (
    f"substr(weight, 1, 1) || CASE WHEN model = 1 AND NOT {DECIDED_SO} THEN '0' ELSE '1' END "
    "|| substr(weight, 2)"
)


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """An issue, and how many stand on it.

    Attributes:
        phrase, target, target_name: as of an `Issue`.
        sides: by side how many actors stand there.
        decided: how many of them by decided claims.
        total: how many there are.
        states: how many of them are called by three letters, as states are.
    """

    phrase: str
    target: str = ""
    target_name: str = ""
    sides: dict[Polarity, int] = {}
    decided: int = 0
    total: int = 0
    states: int = 0


def issues(record: Record, concerning: Concerning | None = None) -> tuple[Overview, ...]:
    """Return every issue of the record, those with most names first.

    Args:
        record: the record.
        concerning: which are wanted, by folded phrase, target and its name; None: all.
    """
    naming = naming_of(record)
    if record.entry is not None or any(isinstance(c, Position) for c in record.supposed):
        taken = Taken(record)
        weighed = {p.issue for p in (*taken.parts, *taken.unnamed)}
        if concerning:
            weighed = {(p, t) for p, t in weighed if concerning(p, t, _called(naming, t))}
        found = [_overview(taken.issue(each, counts=False)) for each in weighed]
    else:
        found = _found(record, naming, concerning)
    return tuple(sorted(found, key=lambda i: (-i.total, i.phrase, i.target)))


def positions_on(record: Record, several: Sequence[Overview], *, counts: bool = False) -> Positions:
    """Return who stands where on these issues, with or without the counts printed."""
    keys = [(fold(i.phrase), i.target) for i in several]
    taken = Taken(record, [stands_on(record, naming_of(record), keys)])
    found = tuple(taken.issue(key, counts=counts) for key in keys if taken.has(key))
    return Positions(on=record.on_date, issues=found, problems=tuple(dict.fromkeys(taken.problems)))


def _found(record: Record, naming: Naming, concerning: Concerning | None) -> list[Overview]:
    apart, among = _apart(record, naming), None
    if concerning:
        told = {(p, t): naming.one(t) if t else "" for p, t in issues_told(record.store)}
        told |= {(p, t): naming.one(t) if t else "" for p, t in apart}
        among = [i for i, t in told.items() if concerning(i[0], t, _called(naming, t))]
        apart &= set(among)
        among = [issue for issue in among if issue not in apart]
    wanted = None if among is None else set(among)
    plain = [
        overview for issue, overview in _counted(record, naming, among)
        if issue not in apart and (wanted is None or issue in wanted)
    ]  # fmt: skip
    if not apart:
        return plain
    ones = {(phrase, naming.one(target) if target else "") for phrase, target in apart}
    taken = Taken(record, [stands_on(record, naming, ones)])
    weighed = {p.issue for p in (*taken.parts, *taken.unnamed)} & ones
    return [*plain, *(_overview(taken.issue(each, counts=False)) for each in weighed)]


def stands_of(record: Record, actor: str, most: int | None = None) -> list[tuple[Overview, Stand]]:
    """Return where one actor stands, in the order of `issues`; at most on so many."""
    naming = naming_of(record)
    several = issues(record)
    plain = _plainly(record, naming, actor, several)
    if plain is None:
        names = naming.names(record.store, actor)
        told, values = naming_by(names, "position")
        spread = "SELECT id FROM stand WHERE special IN (1, 3)"  # through a group of which it is
        near: Condition = (f"SELECT DISTINCT id FROM ({told} UNION {spread}) AS near", values)
    else:
        several = tuple(plain[:most])
        keys = {(fold(i.phrase), i.target) for i in several}
        near = stands_by(record, naming, {(actor, key) for key in keys})
    taken = Taken(record, [near])
    own = {part.issue for part in taken.parts if part.actor == actor}
    found = []
    for issue in several:
        if (key := (fold(issue.phrase), issue.target)) in own:
            stands = taken.issue(key, counts=False).stands
            found += [(issue, stand) for stand in stands if stand.actor == actor]
    return found[:most]


def _plainly(
    record: Record, naming: Naming, actor: str, several: Sequence[Overview]
) -> list[Overview] | None:
    """Return on which of these issues an actor stands, if the store can tell."""
    supposed = any(isinstance(c, Position) for c in record.supposed)
    names = naming.names(record.store, actor)
    if record.entry is not None or supposed or names != {actor} or _apart(record, naming):
        return None
    held, told = _held(record, actor)
    rows = record.store.database.rows(
        f"SELECT phrase, target FROM ({held}) AS each WHERE pro + contra + aside > 0", told
    )
    on = {(row["phrase"], row["target"]) for row in rows}
    return [issue for issue in several if (fold(issue.phrase), issue.target) in on]


def may_differ(record: Record) -> list[Condition]:
    """Return the condition on positions among which rivals may be; none where all must be weighed.

    Two claims of one actor are rivals only if their stances differ, and if they are of one day, or
    one of them has no exact day, or ends (`quorate.record.gathered.RIVAL`).
    """
    supposed = any(isinstance(c, Position) for c in record.supposed)
    if record.entry is not None or supposed or disputed_stands(record.store):
        return []
    naming = naming_of(record)
    status, values = one_of("status", record.standing)
    asked, told = [status], [*values]
    if record.on_date:
        asked.append("seen <= ?")
        told.append(record.on_date)
    if record.known_by:
        asked.append("known <= ?")
        told.append(record.known_by)
    rows = rivals(record.store.database, " AND ".join(asked), told)
    wanted = {
        (naming.one(r["name"]), (r["phrase"], naming.one(r["target"]) if r["target"] else ""))
        for r in rows
    }
    named, first = stands_by(record, naming, wanted)
    ones = {(p, naming.one(t) if t else "") for p, t in _apart(record, naming)}
    whole, second = stands_on(record, naming, ones)
    return [(f"SELECT DISTINCT id FROM ({named} UNION {whole}) AS near", (*first, *second))]


def _overview(issue: Issue) -> Overview:
    sides: dict[Polarity, int] = defaultdict(int)
    for stand in issue.stands:
        sides[stand.side] += 1
    return Overview(
        phrase=issue.phrase, target=issue.target, target_name=issue.target_name,
        sides=dict(sides), decided=sum(s.decided for s in issue.stands),
        total=len(issue.stands), states=sum(len(s.actor) == 3 for s in issue.stands),
    )  # fmt: skip


def _apart(record: Record, naming: Naming) -> set[tuple[str, str]]:
    """Return the issues that must be weighed: by folded phrase and target as the claims have it."""
    rows = record.store.database.rows(
        "SELECT DISTINCT phrase, target FROM stand WHERE special IN (1, 2, 3)"
    )
    apart = {(row["phrase"], row["target"]) for row in rows}
    meant = [name for name in names_of(record.store) if naming.one(name) != name]
    for start in range(0, len(meant), 500):
        some = meant[start : start + 500]
        signs = ", ".join("?" * len(some))
        for column in ("name", "target"):
            rows = record.store.database.rows(
                "SELECT DISTINCT s.phrase, s.target FROM mention AS m "
                "JOIN stand AS s ON s.id = m.id "
                f"WHERE m.kind = 'position' AND m.name IN ({signs}) AND s.{column} = m.name",
                some,
            )
            apart |= {(row["phrase"], row["target"]) for row in rows}
    # An issue that another target means too is weighed with it.
    ones = {(phrase, naming.one(target)) for phrase, target in apart if target}
    return apart | ones


def sides_on(
    record: Record, wanted: Collection[tuple[str, str]]
) -> tuple[dict[tuple[str, str], dict[str, Polarity]], set[tuple[str, str]]]:
    """Return on which side each actor stands on these issues, where the store can tell.

    Args:
        record: the record.
        wanted: issues, by folded phrase and id of the target.

    Returns:
        By issue the side of each actor; and the issues that must be weighed claim by claim.
    """
    naming = naming_of(record)
    supposed = any(isinstance(c, Position) for c in record.supposed)
    apart = set(wanted) if record.entry is not None or supposed else _apart(record, naming)
    plain = sorted(set(wanted) - apart)
    found: dict[tuple[str, str], dict[str, Polarity]] = {issue: {} for issue in plain}
    for start in range(0, len(plain), 500):
        some = plain[start : start + 500]
        inner, told = _held(record)
        rows = record.store.database.rows(
            f"SELECT phrase, target, name, pro, contra FROM ({_only(inner, some)}) AS each "
            "WHERE pro + contra + aside > 0",
            [*(value for issue in some for value in issue), *told],
        )
        for row in rows:
            column = "pro" if row["pro"] else "contra" if row["contra"] else "aside"
            found[row["phrase"], row["target"]][row["name"]] = SIDES[column]
    return found, set(wanted) & apart


def _held(record: Record, actor: str = "") -> tuple[str, list[str]]:
    """Return the question for the side on which each actor stands on each issue: one, or none.

    What holds now is kept step by step (`quorate.record.steps`); as it was known by a day, or with
    what else than usual stands, the weightiest open claim is looked for.

    Args:
        record: the record.
        actor: of whom alone; empty: of all.
    """
    if record.known_by is None and set(record.standing) == set(STANDING):
        on = record.on_date or UNDATED
        return (
            "SELECT step.phrase, step.target, name, pro, contra, aside, decided, worded "
            "FROM step WHERE begins <= ? AND ends > ?" + (" AND name = ?" if actor else ""),
            [on, on, *([actor] if actor else [])],
        )
    best, told = _best(record, actor)
    side = f"substr(best, {_WEIGHT + 1}, 1)"
    sides = ", ".join(
        f"CASE WHEN {side} = '{each[0]}' THEN 1 ELSE 0 END AS {column}"
        for column, each in SIDES.items()
    )
    return (
        f"SELECT phrase, target, name, {sides}, CASE WHEN substr(best, {_WEIGHT + 2}, 1) = 'd' "
        f"THEN 1 ELSE 0 END AS decided, worded FROM ({best}) AS weighed",
        told,
    )


def _best(record: Record, actor: str = "") -> tuple[str, list[str]]:
    """Return the question for the weightiest claim of each actor on each issue.

    After its weight stand its side and whether it is decided; it is null where none is open.
    """
    told: list[str] = []
    opened = "1 = 1"
    if record.on_date:
        opened = "until IS NULL OR until > ?"
        told.append(record.on_date)
    status, values = one_of("status", record.standing)
    asked, told = [status], [*told, *values]
    if record.on_date:
        asked.append("seen <= ?")
        told.append(record.on_date)
    if record.known_by:
        asked.append("known <= ?")
        told.append(record.known_by)
    if actor:
        asked.append("name = ?")
        told.append(actor)
    return (
        f"SELECT stand.phrase, stand.target, name, max(CASE WHEN name <> '' AND ({opened}) THEN "
        f"{_HEEDED} || substr(side, 1, 1) || "
        f"CASE WHEN {DECIDED_SO} THEN 'd' ELSE 'p' END END) "
        f"AS best, min(worded) AS worded FROM stand WHERE {' AND '.join(asked)} "
        "GROUP BY stand.phrase, stand.target, name",
        told,
    )


def _only(held: str, among: Sequence[tuple[str, str]]) -> str:
    """Return the question of `_held` for these issues alone; their values come first."""
    signs = ", ".join(["(?, ?)"] * len(among)) or "(NULL, NULL)"
    for table in ("step", "stand"):
        held = held.replace(
            f"FROM {table} WHERE",
            f"FROM asked CROSS JOIN {table} WHERE "
            f"{table}.phrase = asked.phrase AND {table}.target = asked.target AND",
        )
    return f"WITH asked(phrase, target) AS (VALUES {signs}) {held}"


def _called(naming: Naming, target: str) -> str:
    return naming.name(target) if target else ""


def _counted(
    record: Record, naming: Naming, among: Sequence[tuple[str, str]] | None
) -> Iterable[tuple[tuple[str, str], Overview]]:
    """Yield each issue, by phrase and target as the claims have it, counted by the store.

    Of many or all (None) all are counted, of a few only these.
    """
    inner, told = _held(record)
    if among is not None and len(among) <= FEW:
        inner, told = _only(inner, among), [*(v for issue in among for v in issue), *told]
    rows = record.store.database.rows(
        "SELECT phrase, target, sum(pro) AS pro, sum(contra) AS contra, sum(aside) AS aside, "
        "sum(decided) AS decided, min(worded) AS worded, "
        "sum(CASE WHEN length(name) = 3 THEN pro + contra + aside ELSE 0 END) AS states "
        f"FROM ({inner}) AS each GROUP BY phrase, target",
        told,
    )
    for row in rows:
        target = row["target"]
        sides = {side: int(row[column]) for column, side in SIDES.items() if row[column]}
        yield (row["phrase"], target), Overview(
            phrase=row["worded"][6:], target=target,
            target_name=naming.name(target) if target else "", sides=sides,
            decided=int(row["decided"]), total=sum(sides.values()), states=int(row["states"]),
        )  # fmt: skip
