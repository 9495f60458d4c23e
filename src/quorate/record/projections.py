"""What of each claim is asked of the whole record, so that it lies ready in the store?

A projection is a table of what one claim alone says, in the order in which it is asked: it knows
nothing of other claims, of names that mean one actor or of a date, so it never goes stale by them.
It is written with the claim, in one transaction; a claim's status and day of publication stand in
it as in the claim. Which claim holds is not decided here: a projection finds what must be weighed,
or counts where nothing need be (`quorate.record.issues`, `quorate.record.days`). What several rows
give together is kept beside them (`quorate.record.steps`, `quorate.record.totals`), brought up to
date in the same transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from quorate.claims.claim import Act, Claim, Figure, Membership, Position
from quorate.claims.source import Passage, digest, disputed, doubt
from quorate.record import steps, totals
from quorate.record.actors import fold, named_in
from quorate.record.database import Database, Table, one_of, quoted
from quorate.record.positions import polarity
from quorate.record.timeline import standing_of

_COMMON = {"starts": "TEXT", "known": "TEXT", "until": "TEXT", "status": "TEXT"}
# Who is named, once for each claim that names him.
MENTION = Table(
    name="mention",
    columns={"id": "TEXT", "name": "TEXT", "kind": "TEXT", "listed": "INTEGER", **_COMMON},
    required=("id", "name", "kind", "listed", "starts", "status"),
    key=("name", "kind", "id"),
    indexes=(("id",), ("starts", "listed", "status", "until")),
)
# Who stands on what: each party of a position by itself. The weight orders as the law does.
STAND = Table(
    name="stand",
    columns={
        "id": "TEXT", "phrase": "TEXT", "target": "TEXT", "name": "TEXT", "weight": "TEXT",
        "side": "TEXT", "stance": "TEXT", "negated": "INTEGER", "worded": "TEXT",
        "special": "INTEGER", "model": "INTEGER", "seen": "TEXT", **_COMMON,
    },
    required=("id", "phrase", "target", "name", "weight", "side", "stance", "negated", "worded",
              "special", "model", "seen", "starts", "status"),
    key=("phrase", "target", "name", "id"),
    indexes=(("id",), ("starts",), ("special", "phrase", "target"), ("stance",), ("name",)),
)  # fmt: skip
# What was done on which day: reports that tell of one act have one sign.
DONE = Table(
    name="done",
    columns={
        "id": "TEXT", "starts": "TEXT", "sign": "TEXT", "type": "TEXT", "standing": "TEXT",
        "report": "TEXT", "known": "TEXT", "until": "TEXT", "status": "TEXT",
    },
    required=("id", "starts", "sign", "type", "standing", "status"),
    key=("starts", "sign", "id"),
    indexes=(("id",),),
)  # fmt: skip
# Who is in what; `told`: by a report or person of the case.
WITHIN = Table(
    name="within",
    columns={
        "id": "TEXT", "group": "TEXT", "member": "TEXT", "role": "TEXT", "negated": "INTEGER",
        "doubted": "INTEGER", "told": "INTEGER", "report": "TEXT", **_COMMON,
    },
    required=("id", "group", "member", "role", "negated", "doubted", "told", "starts", "status"),
    key=("group", "id"),
    indexes=(("id",), ("negated",), ("doubted",)),
)  # fmt: skip
# Which numbers are given: those of one day that say the same are one point of a series.
COUNTED = Table(
    name="counted",
    columns={
        "id": "TEXT", "quantity": "TEXT", "scope": "TEXT", "unit": "TEXT", "day": "TEXT",
        "what": "TEXT", "number": "TEXT", "seen": "TEXT", **_COMMON,
    },
    required=("id", "quantity", "scope", "unit", "day", "what", "number", "seen", "starts",
              "status"),
    key=("quantity", "scope", "unit", "day", "what", "id"),
    indexes=(("id",), ("quantity", "scope", "seen")),
)  # fmt: skip
MEMBERS, DISPUTED = 1, 2  # what is special: spread to members of a group; in doubt, or both
PROJECTIONS = (MENTION, STAND, DONE, WITHIN, COUNTED)
KEPT = (steps.STEP, *totals.TOTALS)  # what follows from several of their rows together
PROJECTED = (
    "position",
    "act",
    "statement",
    "term",
    "membership",
    "figure",
)  # the kinds that have any


def rows(claim: Claim, common: Mapping[str, Any]) -> Iterator[tuple[Table, dict[str, Any]]]:
    """Yield the rows of a claim.

    Args:
        claim: the claim.
        common: its row in the common table.
    """
    told = {name: common[name] for name in _COMMON} | {"id": claim.id}
    fact = isinstance(claim, Membership) and not isinstance(claim.source, Passage)
    listed = int(fact and getattr(claim, "role", "") in ("member", "suspended"))
    for name in dict.fromkeys(named_in(claim)):
        yield MENTION, told | {"name": name, "kind": claim.kind, "listed": listed}
    if isinstance(claim, Position):
        yield from ((STAND, told | row) for row in _stands(claim, common))
    if isinstance(claim, Membership):
        yield WITHIN, told | {
            "group": claim.group, "member": claim.member, "role": claim.role,
            "negated": int(claim.negated), "doubted": int(disputed(claim.source)),
            "told": int(common["origin"] != "facts"), "report": common["report"],
        }  # fmt: skip
    if isinstance(claim, Figure):
        yield COUNTED, told | _counted(claim, common["known"])
    if isinstance(claim, Act):
        done = {"sign": sign(claim), "type": claim.type, "standing": standing_of(claim)}
        yield DONE, told | done | {"report": common["report"]}


def _counted(claim: Figure, known: str | None) -> dict[str, Any]:
    given = [claim.low, claim.best, claim.high]
    numbers = [None if n is None else str(Decimal(n).normalize()) for n in given]  # 1 is 1.0
    what = claim.wording if given == [None, None, None] else numbers
    return {
        "quantity": claim.quantity, "scope": claim.scope, "unit": claim.unit,
        "day": claim.starts or (f"by {known}" if known else claim.id),
        "what": digest(msgspec.json.encode((what, claim.negated))),
        "number": claim.wording or str(claim.best or claim.low or claim.high),
        "seen": claim.starts or known or "",
    }  # fmt: skip


def _stands(claim: Position, common: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    known = common["known"] or ""
    sure = int(not doubt(claim.source))
    weight = f"{int(claim.rank)}{claim.starts:10}{known:10}{sure}{claim.id}"
    special = MEMBERS * any(p.members for p in claim.parties) + DISPUTED * disputed(claim.source)
    seen = claim.starts or known
    for party in {p.actor: p for p in claim.parties}.values():
        yield {
            "phrase": fold(claim.phrase), "target": claim.target, "name": party.actor,
            "weight": weight, "side": polarity(claim.stance, claim.negated),
            "stance": claim.stance, "negated": int(claim.negated),
            "worded": f"{len(claim.phrase):06}{claim.phrase}", "special": special,
            "model": int(claim.by_model), "seen": seen,
        }  # fmt: skip


def sign(act: Act) -> str:
    """Return what two reports that tell of one act share: all that is said, but not the words.

    An act without a day, or of somebody unnamed, is told by nobody else: its id.
    """
    if not (act.starts and act.sources and all(p.actor for p in act.sources)):
        return act.id
    sides = [
        sorted((p.actor, p.members, p.words) for p in side) for side in (act.sources, act.targets)
    ]
    told = (act.type, *sides, act.modality, act.polarity, act.negated)
    return digest(msgspec.json.encode(told))


def add(database: Database, claims: Iterable[tuple[Claim, Mapping[str, Any]]]) -> None:
    """Write the rows of these claims, each given with its row, in the transaction that is open."""
    made: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim, common in claims:
        for table, row in rows(claim, common):
            made[table.name].append(row)
    for table in PROJECTIONS:
        if made[table.name]:
            database.insert(table, made[table.name])
    counted = totals.Counted()
    for name, several in made.items():
        counted.take(name, several, 1)
    counted.write(database)
    steps.renew(database, _whose(made[STAND.name]))


def remove(database: Database, ids: Sequence[str]) -> None:
    """Take away the rows of these claims, in the transaction that is open."""
    gone = _of(database, ids)
    for table in PROJECTIONS:
        for start in range(0, len(ids), 500):
            where, values = one_of("id", ids[start : start + 500])
            database.run(f"DELETE FROM {quoted(table.name)} WHERE {where}", values)
    counted = totals.Counted()
    for name, several in gone.items():
        counted.take(name, several, -1)
    counted.write(database)
    steps.renew(database, _whose(gone[STAND.name]))


def restate(database: Database, statuses: Mapping[str, str]) -> None:
    """Bring the status of these claims up to date, in the transaction that is open."""
    told = [(status, i) for i, status in statuses.items() if i.partition("-")[0] in PROJECTED]
    if not told:
        return
    before = _of(database, [claim for _, claim in told])
    for table in PROJECTIONS:
        database.run_each(f"UPDATE {quoted(table.name)} SET status = ? WHERE id = ?", told)
    counted = totals.Counted()
    for name, several in before.items():
        counted.take(name, several, -1)
        counted.take(name, [{**row, "status": statuses[row["id"]]} for row in several], 1)
    counted.write(database)
    steps.renew(database, _whose(before[STAND.name]))


def fill(database: Database) -> None:
    """Write anew what is kept of the projections."""
    totals.fill(database)
    steps.fill(database)


def differences(database: Database) -> list[str]:
    """Return the names of the tables that do not say what the projections give."""
    return totals.differences(database) + [steps.STEP.name] * steps.differences(database)


def _of(database: Database, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return by projection the rows of these claims."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for start in range(0, len(ids), 500):
        where, values = one_of("id", ids[start : start + 500])
        for table in (MENTION, STAND, DONE, COUNTED):
            rows = database.rows(f"SELECT * FROM {quoted(table.name)} WHERE {where}", values)
            found[table.name] += [dict(row) for row in rows]
    return found


def _whose(rows: Iterable[Mapping[str, Any]]) -> set[steps.Whose]:
    return {(row["phrase"], row["target"], row["name"]) for row in rows}
