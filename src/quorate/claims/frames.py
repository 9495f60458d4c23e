"""How does a result become a table of Polars or pandas, or show itself in a notebook?

Whatever is a struct, or a list of them, becomes rows: its own fields are columns; a tuple of words
is joined by semicolons; what has parts of its own is JSON. Nothing of a report is markup.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from html import escape
from typing import Any

import msgspec

from quorate.claims.claim import Claim
from quorate.claims.problem import Unusable
from quorate.claims.safe import plain

SHOWN = 60  # rows that a notebook shows


class Tabular(msgspec.Struct, frozen=True):
    """What can be taken away as a table, and shows itself in a notebook."""

    def _table(self) -> Sequence[Any]:
        """Return the rows: structs or mappings; by default the one row that it is."""
        return [self]

    def _caption(self) -> str:
        """Return what the table is of."""
        return type(self).__name__

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries, all with the same keys."""
        return to_dicts(self._table())

    def to_polars(self) -> Any:
        """Return the rows as a Polars frame.

        Raises:
            Unusable: the extra ``frames`` is not installed.
        """
        return to_polars(self._table())

    def to_pandas(self) -> Any:
        """Return the rows as a pandas frame.

        Raises:
            Unusable: the extra ``frames`` is not installed.
        """
        return to_pandas(self._table())

    def _repr_html_(self) -> str:
        return to_html(self._table(), self._caption())


class Table(Tabular, frozen=True):
    """Any rows: what a query of the record gives, or claims.

    Attributes:
        rows: structs or mappings.
        caption: what they are.
    """

    rows: tuple[Any, ...]
    caption: str = ""

    def _table(self) -> Sequence[Any]:
        return self.rows

    def _caption(self) -> str:
        return self.caption


def table(rows: Iterable[Any], caption: str = "") -> Table:
    """Return rows as a table that shows itself, and goes into Polars or pandas.

    >>> table([{"member": "BRB", "choice": "yes"}]).to_dicts()
    [{'member': 'BRB', 'choice': 'yes'}]
    """
    return Table(tuple(rows), caption)


def polars() -> Any:
    """Return Polars, loaded when it is first needed.

    Raises:
        Unusable: the extra ``frames`` is not installed.
    """
    return _extra("polars")


def _extra(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise Unusable(
            f"This needs {name}, which is not installed; run: pip install 'quorate[frames]'."
        ) from None


def to_dicts(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return structs as flat rows, all with the same columns.

    >>> from quorate.record.situation import Evidence
    >>> to_dicts([Evidence(choice="yes", claims=("a", "b"))])[0]["claims"]
    'a; b'
    """
    found = [_flat(each) for each in rows]
    names = dict.fromkeys(name for each in found for name in each)
    return [{name: each.get(name) for name in names} for each in found]


def to_polars(rows: Iterable[Any]) -> Any:
    """Return structs as a Polars frame.

    Raises:
        Unusable: the extra ``frames`` is not installed.
    """
    pl = polars()
    return pl.DataFrame(to_dicts(rows), infer_schema_length=None, strict=False)


def to_pandas(rows: Iterable[Any]) -> Any:
    """Return structs as a pandas frame.

    Raises:
        Unusable: the extra ``frames`` is not installed.
    """
    return _extra("pandas").DataFrame(to_dicts(rows))


def to_html(rows: Sequence[Any], caption: str = "") -> str:
    """Return structs as a table that a notebook shows, every cell escaped."""
    told = to_dicts(rows[:SHOWN])
    names = list(told[0]) if told else []
    kept = [n for n in names if any(row[n] not in (None, "") for row in told)]
    head = "".join(f"<th>{_safe(n.replace('_', ' '))}</th>" for n in kept)
    lines = "".join(
        "<tr>" + "".join(f"<td>{_safe(_shown(row[n]))}</td>" for n in kept) + "</tr>"
        for row in told
    )
    more = len(rows) - len(told)
    note = f"<p>{more:,} more rows</p>" if more else ""
    title = f"<caption>{_safe(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{note}"


def _safe(text: str) -> str:
    return escape(plain(text))


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _flat(each: Any) -> dict[str, Any]:
    if isinstance(each, Mapping):
        return {str(name): _cell(value) for name, value in each.items()}
    if isinstance(each, msgspec.Struct):
        own = {name: _cell(getattr(each, name)) for name in each.__struct_fields__}
        return ({"claim": each.id} if isinstance(each, Claim) else {}) | own
    raise Unusable(
        f"A {type(each).__name__} has no fields to be columns; give structs or mappings."
    )


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, tuple | list | frozenset | set):
        told = sorted(value) if isinstance(value, frozenset | set) else list(value)
        if all(isinstance(v, str) for v in told):
            return "; ".join(told)
    return msgspec.json.encode(value, enc_hook=str).decode()
