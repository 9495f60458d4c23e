"""How is a record of an earlier format brought up to date? Nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.record import gathered, projections
from quorate.record.schema import (
    KIND_TABLES,
    SCHEMA,
    SINCE_2,
    SINCE_3,
    SINCE_7,
    TABLES,
    from_row,
    place_of,
    select,
)

if TYPE_CHECKING:
    from quorate.record.store import Store


EARLIER = ("2", "3", "4", "5", "6", "7")
# Indexes that others stand in place of.
GONE = (
    "claim_report", "claim_status_kind", "membership_group",
    "claim_status_kind_origin_report_reader",
)  # fmt: skip


def bring_up(store: Store) -> None:
    """Bring a record of an earlier format up to date; nothing of it is lost."""
    with store.database.transaction() as writing:
        if store.meta("schema") == "2":  # nobody else did so meanwhile
            for older, lacking in SINCE_2:
                writing.add_columns(older, lacking)
            store.put_meta("schema", "3")
    store.database.drop_indexes(GONE)
    with store.database.transaction() as writing:
        if store.meta("schema") == "3":
            for table, names in SINCE_3:
                writing.add_columns(table, names)
        for table, lacking in SINCE_7:
            writing.add_columns(table, lacking)
    store.database.create(
        (*TABLES, *projections.PROJECTIONS, *projections.KEPT, *gathered.GATHERED)
    )
    with store.database.transaction():
        if store.meta("schema") == "3":
            for kind in KIND_TABLES:
                _project_kind(store, kind)
            _date_later(store)
            store.put_meta("schema", "4")
        if store.meta("schema") == "4":
            projections.fill(store.database)
            gathered.fill(store.database)
            store.put_meta("schema", "5")
        if store.meta("schema") in ("5", "6", "7"):  # what they lacked is there now
            store.put_meta("schema", SCHEMA)


def _project_kind(store: Store, kind: str, at_once: int = 2000) -> None:
    """Write the projections of every claim of a kind, some at a time."""
    last, further = f"{kind}-", f"{kind}."  # what follows every id of the kind
    while rows := store.database.rows(
        f"{select(kind)} AND claim.id > ? AND claim.id < ? ORDER BY claim.id LIMIT ?",
        [last, further, at_once],
    ):
        told = [(from_row(row), row) for row in rows]
        projections.add(store.database, told)
        places = ((place_of(claim), row["id"]) for claim, row in told)
        store.database.run_each("UPDATE claim SET place = ? WHERE id = ?", places)
        last = rows[-1]["id"]


def _date_later(store: Store) -> None:
    """Tell of claims whose report was dated after they were read, at which entry that was."""
    dated = "SELECT 1 FROM report AS r WHERE r.id = claim.report AND r.published IS NOT NULL"
    store.database.run(
        "UPDATE claim SET dated = (SELECT min(r.entry) FROM report AS r WHERE r.id = "
        "claim.report AND r.published IS NOT NULL) WHERE known IS NOT NULL AND report IN "
        "(SELECT id FROM report GROUP BY id HAVING count(*) > 1) "
        f"AND NOT EXISTS ({dated} AND r.entry <= claim.entry)"
    )
