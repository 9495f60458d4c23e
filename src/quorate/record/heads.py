"""What is known of a report besides its text: its outlet, its name, when it was published?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from quorate.claims.report import Report
from quorate.record.database import one_of

if TYPE_CHECKING:
    from quorate.record.record import Record


class Heads(Mapping[str, Report]):
    """The reports of a record by id, in the order in which they came, without their texts.

    Each is read when it is asked for.
    """

    def __init__(self, record: Record) -> None:
        self._store, self._entry = record.store, record.entry
        self._read = self._store.heads() if self._entry is None else {}

    def __getitem__(self, name: str) -> Report:
        if name not in self._read:
            self._read[name] = self._store.head_of(name, self._entry)
        found = self._read[name]
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.report_ids(entry=self._entry))

    def __len__(self) -> int:
        return len(self._store.report_ids(entry=self._entry))


def latest_of(record: Record, names: Sequence[str]) -> dict[str, Report]:
    """Return those of these reports that there are, as last known, by one question to the store."""
    where, values = one_of("id", names)
    rows = record.store.database.rows(
        f"SELECT id, body FROM report WHERE {where} ORDER BY entry", values
    )
    return {row["id"]: msgspec.json.decode(row["body"], type=Report) for row in rows}
