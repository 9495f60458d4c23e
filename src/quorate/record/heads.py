"""What is known of a report besides its text: its outlet, its name, when it was published?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from quorate.claims.report import Report
from quorate.record.taken import chunks

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

    def read(self, names: Iterable[str]) -> None:
        """Read these by few questions to the store, so that each is there when it is asked for."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._read]
        for some in chunks(wanted):
            self._read |= dict.fromkeys(some) | self._store.heads_of(some, self._entry)

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.report_ids(entry=self._entry))

    def __len__(self) -> int:
        return len(self._store.report_ids(entry=self._entry))
