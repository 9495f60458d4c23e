"""How do a record's claims become a table, and how does a record show itself in a notebook?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from quorate.claims.frames import Table, table, to_dicts, to_html

if TYPE_CHECKING:
    from quorate.record.record import Record


class Tabled:
    """What a record has for notebooks and data frames."""

    def table(self, kind: str = "") -> Table:
        """Return the claims that reports or persons made, of one kind or all, with their status."""
        record = cast("Record", self)
        found = [s for s in record.claims() if kind in ("", s.claim.kind)]
        rows = (
            {"status": s.status, "entry": s.entry, "kind": s.claim.kind, **to_dicts([s.claim])[0]}
            for s in found
        )
        return table(rows, f"{record.case.name}: {kind or 'claims'}")

    def _repr_html_(self) -> str:
        """Return the case in a few lines: how many reports, and claims by kind and status."""
        record = cast("Record", self)
        counted = Counter((s.claim.kind, s.status) for s in record.claims())
        rows = [{"kind": k, "status": s, "claims": n} for (k, s), n in sorted(counted.items())]
        reports = len(record.reports())
        told = f"{record.case.name}: {reports} reports, at entry {record.last_entry}"
        return to_html(rows, told)
