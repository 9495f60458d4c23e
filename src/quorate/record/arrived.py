"""Which reports have come, in what order, and how many?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quorate.record.database import Database, one_of
from quorate.record.taken import Condition, chunks


class Arrived:
    """The reports of a store, without what they say."""

    database: Database

    def report_ids(
        self, outlet: str = "", entry: int | None = None, *, newest: bool = False
    ) -> list[str]:
        """Return the ids of reports in the order in which they came, or were published.

        Args:
            outlet: only those whose outlet has this in its name.
            entry: only those that had come by this number of the ledger.
            newest: those published last first, the undated at the end.
        """
        conditions: list[Condition] = [("1 = 1", ())]
        if outlet:
            conditions.append(("lower(outlet) LIKE ?", (f"%{outlet.lower()}%",)))
        if entry is not None:
            conditions.append(("entry <= ?", (entry,)))
        where = " AND ".join(c for c, _ in conditions)
        order = "coalesce(published, '') DESC, entry" if newest else "entry"
        rows = self.database.rows(
            f"SELECT id FROM report WHERE {where} ORDER BY {order}",
            [value for _, values in conditions for value in values],
        )
        return list(dict.fromkeys(row["id"] for row in rows))

    def places(self, reports: Iterable[str]) -> dict[str, int]:
        """Return at which entry of the ledger each of these reports came first."""
        found: dict[str, int] = {}
        for some in chunks(sorted(reports)):
            where, values = one_of("id", some)
            asked = f"SELECT id, min(entry) AS came FROM report WHERE {where} GROUP BY id"
            found |= {row["id"]: row["came"] for row in self.database.rows(asked, values)}
        return found

    def report_id(self, name: str) -> str | None:
        """Return the id of the report with this file name, or None."""
        found: str | None = self.database.value("SELECT id FROM report WHERE name = ?", [name])
        return found

    def count_claims(self, reports: Sequence[str]) -> dict[str, int]:
        """Return how many claims each of these reports has."""
        where, values = one_of("report", reports)
        statement = f"SELECT report, count(*) AS n FROM claim WHERE {where} GROUP BY report"
        return {row["report"]: row["n"] for row in self.database.rows(statement, values)}

    def count_reports(self, since: str = "") -> int:
        """Return how many reports there are, or how many published on a day or later."""
        where, values = ("WHERE published >= ?", [since]) if since else ("", [])
        return int(self.database.value(f"SELECT count(DISTINCT id) FROM report {where}", values))

    def last_published(self, entry: int | None = None) -> str:
        """Return the day on which the last report was published, or empty text.

        Args:
            entry: of those that had come by this entry of the ledger; None: of all.
        """
        where = "WHERE length(published) = 10" + (" AND entry <= ?" if entry is not None else "")
        values = [entry] if entry is not None else []
        return self.database.value(f"SELECT max(published) FROM report {where}", values) or ""
