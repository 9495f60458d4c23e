"""What does the address of a page ask for?

The same words as the options of the command: `?on=2017-06-19&known=2017-06-20&suppose=leave VEN` is
`--on 2017-06-19 --known 2017-06-20 --suppose 'leave VEN'`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from urllib.parse import quote, urlencode

import msgspec
from fastapi import Depends, Query

from quorate.claims.problem import Unusable
from quorate.views.highlight import line

if TYPE_CHECKING:
    from quorate.record.record import Record

Text = Annotated[str, Query(max_length=200)]
Page = Annotated[int, Query(ge=1, le=1_000_000)]
Texts = Annotated[list[str] | None, Query(max_length=40)]


Each = TypeVar("Each")
SIZE = 100  # rows of one page


class Missing(Exception):
    """What was asked for is not in the record: one sentence."""


class Asking(msgspec.Struct, frozen=True):
    """What every page may be asked: on which day, by what was known, at which entry, what if.

    Attributes:
        on, known, entry: as the options of every command; empty: not asked.
        organ: before which organ, where a vote is counted.
        suppose: what is supposed, one by one.
        forecast: whether votes are shown with chances by the forecast.
        filters: what this page alone is asked for, by the name of the command's option.
    """

    on: str = ""
    known: str = ""
    organ: str = ""
    suppose: tuple[str, ...] = ()
    entry: str = ""
    forecast: bool = False
    filters: tuple[tuple[str, str], ...] = ()

    def see(self, record: Record) -> Record:
        """Return the record as it is asked for.

        Raises:
            Unusable: a date, the entry or what is supposed cannot be understood.
        """
        seen = record.on(self.on or None).known(self.known or None)
        if self.entry:
            if not (self.entry.isascii() and self.entry.isdigit() and len(self.entry) < 16):
                raise Unusable(f"'{line(self.entry)}' is no entry of the ledger; give its number.")
            seen = seen.at_entry(int(self.entry))
        return seen.suppose(*self.suppose) if self.suppose else seen

    def only(self, **filters: str | bool) -> Asking:
        """Return the same with what this page alone is asked for."""
        told = {k: v if isinstance(v, str) else "yes" for k, v in filters.items() if v}
        return msgspec.structs.replace(self, filters=tuple(told.items()))

    def address(self, path: str, **other: str | list[str]) -> str:
        """Return an address that asks for the same, with these changes."""
        values: dict[str, Any] = {
            "on": self.on, "known": self.known, "organ": self.organ,
            "suppose": list(self.suppose), "entry": self.entry,
            "forecast": "1" if self.forecast else "", **dict(self.filters),
        }  # fmt: skip
        given = {k: v for k, v in (values | other).items() if v}
        return path + (f"?{urlencode(given, doseq=True)}" if given else "")

    def plain(self, path: str, **other: str | list[str]) -> str:
        """Return an address that asks for the same day and suppositions, without the filters."""
        return msgspec.structs.replace(self, filters=()).address(path, **other)


def _asking(
    on: Text = "", known: Text = "", organ: Text = "", suppose: Texts = None, entry: Text = "",
    forecast: Text = "",
) -> Asking:  # fmt: skip
    return Asking(
        on=on.strip(), known=known.strip(), organ=organ.strip(), entry=entry.strip(),
        suppose=split_suppositions(suppose or ()), forecast=forecast not in ("", "0"),
    )  # fmt: skip


Asked = Annotated[Asking, Depends(_asking)]


def split_suppositions(given: Iterable[str]) -> tuple[str, ...]:
    """Return what is supposed, one by one; a form gives several parted by semicolons."""
    return tuple(part.strip() for each in given for part in each.split(";") if part.strip())


def path_of(kind: str, name: str) -> str:
    """Return the address of a page of a kind."""
    return f"/{kind}/{quote(name, safe='')}"


class Pages(msgspec.Struct, frozen=True):
    """Which page of how many is shown, and the addresses of those beside it."""

    number: int
    count: int
    before: str
    after: str


def paged(
    rows: Sequence[Each], page: int, asked: Asking, path: str, *, size: int = SIZE
) -> tuple[Sequence[Each], Pages]:
    """Return the rows of one page and the way to the pages beside it."""
    return rows[(page - 1) * size : page * size], pages_of(len(rows), page, asked, path, size=size)


def pages_of(total: int, page: int, asked: Asking, path: str, *, size: int = SIZE) -> Pages:
    """Return which page of how many is shown; a page beyond the last has nothing on it."""
    count = max(1, -(-total // size))
    return Pages(
        number=page,
        count=count,
        before=asked.address(path, page=str(min(page - 1, count))) if page > 1 else "",
        after=asked.address(path, page=str(page + 1)) if page < count else "",
    )
