"""Which verdicts were taken, and what status do claims have by them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from quorate.record.chain import start
from quorate.record.database import Database, Row, one_of, quoted
from quorate.record.review import READERS, Verdict, standing, status_after
from quorate.record.schema import first_status, verdict_of

Condition: TypeAlias = tuple[str, tuple[Any, ...]]


class Taken:
    """The verdicts of a store, as it was at any entry of the ledger."""

    database: Database

    def head(self, entry: int | None = None) -> str:
        """Return the hash of the last verdict: what the next one carries."""
        until, values = ("", []) if entry is None else ("AND entry <= ?", [entry])
        found: str | None = self.database.value(
            f"SELECT id FROM verdict WHERE {quoted('before')} <> '' {until} "
            "ORDER BY entry DESC, place DESC LIMIT 1",
            values,
        )
        if found is not None:
            return found
        acts, named = one_of("act", READERS)
        rows = self.database.rows(f"SELECT id FROM verdict WHERE NOT {acts} {until}",
                                  [*named, *values])  # fmt: skip
        return start(row["id"] for row in rows)

    def verdicts(
        self, claim_id: str | None = None, entry: int | None = None, *, replaced_by: str = ""
    ) -> list[Verdict]:
        """Return verdicts in the order in which they were taken."""
        conditions: list[Condition] = []
        if replaced_by:
            conditions.append(("replaced_by = ?", (replaced_by,)))
        if claim_id is not None:
            conditions.append(("claim = ?", (claim_id,)))
        if entry is not None:
            conditions.append(("entry <= ?", (entry,)))
        return self._taken(conditions)

    def _taken(self, conditions: list[Condition]) -> list[Verdict]:
        where = " AND ".join(["1 = 1", *(text for text, _ in conditions)])
        rows = self.database.rows(
            f"SELECT * FROM verdict WHERE {where} ORDER BY entry, place",
            [value for _, values in conditions for value in values],
        )
        return [verdict_of(row) for row in rows]

    def by_verdicts(self, ids: list[str], entry: int | None = None) -> dict[str, str]:
        """Return the status of those of these claims on which anything was decided."""
        acts = self._acts("claim", ids, entry)
        firsts = {row["id"]: first_status(row) for row in self._by_id("*", list(acts))}
        firsts |= self._in_place(ids, entry)
        return {
            claim: status_after(firsts.get(claim, "proposed"), acts.get(claim, ()))
            for claim in acts.keys() | firsts.keys()
        }

    def _in_place(self, ids: list[str], entry: int | None) -> dict[str, str]:
        """Return, of claims that were put in place of others, whether that still stands."""
        put = self._acts("replaced_by", ids, entry)
        on = self._acts("claim", list({v.claim for acts in put.values() for v in acts}), entry)
        last = {claim: standing(acts) for claim, acts in on.items()}
        return {
            made: "accepted"
            if any((v := last[each.claim]) and v.replaced_by == made for each in acts)
            else "withdrawn"
            for made, acts in put.items()
        }

    def _acts(self, column: str, ids: list[str], entry: int | None) -> dict[str, list[Verdict]]:
        acts: dict[str, list[Verdict]] = {}
        until: list[Condition] = [] if entry is None else [("entry <= ?", (entry,))]
        for some in chunks(ids):
            for each in self._taken([one_of(column, some), *until]):
                acts.setdefault(getattr(each, column), []).append(each)
        return acts

    def _by_id(self, columns: str, ids: list[str]) -> Iterator[Row]:
        for some in chunks(ids):
            where, values = one_of("id", some)
            yield from self.database.rows(f"SELECT {columns} FROM claim WHERE {where}", values)


def chunks(items: list[str], size: int = 500) -> Iterator[list[str]]:
    """Yield the items in parts that one question to the store may name."""
    for i in range(0, len(items), size):
        yield items[i : i + size]
