"""What does one facts file say, and where does it say it?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
import tomli

from quorate.claims.claim import KINDS, AnyClaim, Claim, Party, Rule
from quorate.claims.problem import Problem, Unusable, one_of
from quorate.claims.rule import parse_rule
from quorate.claims.source import Person, Source
from quorate.claims.strict import Fault, refuse_date, refuse_faults, shape_fault, unknown_key
from quorate.claims.tables import (
    ACTOR_FIELDS,
    DATE_KEYS,
    ROWS,
    SOURCES,
    Check,
    CheckRow,
    Common,
    known_keys,
    own_fields,
    told_source,
)

Made = TypeVar("Made", bound=msgspec.Struct)


class Placed(msgspec.Struct, frozen=True):
    """A claim and the table that it stands in: the index-th of its name."""

    claim: AnyClaim
    table: str
    index: int


# What a case may say otherwise than the shipped facts, or add to them.
OVERRIDES = (
    "organisation", "organ", "group", "actor", "member", "suspension", "absence", "associate",
    "observer", "seat", "rule", "base", "weights",
)  # fmt: skip
DESK = "this desk"


class FactsFile:
    """One facts file: read once; faults gather in `problems`.

    Attributes:
        overriding: the file is a case's settings: of its tables only `OVERRIDES` count, and each
            rests on whoever made it (``by``), who says ``why``.
    """

    def __init__(self, path: Path, *, overriding: bool = False) -> None:
        self.path = path
        self.overriding = overriding
        self.text = ""
        self.problems: list[Problem] = []
        self.checks: list[Check] = []
        self.sources: dict[str, Source] = {}
        document = self._document()
        self.organisation = str(_first(document.get("organisation")).get("id", ""))
        if overriding:
            document = {table: rows for table, rows in document.items() if table in OVERRIDES}
        self._read_sources(document.pop("sources", {}))
        self.placed = [
            placed
            for table, rows in document.items()
            for index, row in enumerate(rows if isinstance(rows, list) else [rows])
            for placed in self._row(table, index, row)
        ]

    def _document(self) -> dict[str, Any]:
        try:
            self.text = file_bytes(self.path).decode("utf-8").replace("\r\n", "\n")
            return tomli.loads(self.text, parse_float=Decimal)
        except UnicodeDecodeError:
            problem = Fault("It is not UTF-8 text.", "Save it as UTF-8.").at(str(self.path))
        except (tomli.TOMLDecodeError, RecursionError) as error:
            line = re.search(r"\(at line (\d+)", str(error))
            what = re.sub(r" \(at line .*", "", str(error))
            problem = Fault(f"It is not TOML: {what}.", "Mend that line.").at(
                f"{self.path}:{line[1] if line else 1}"
            )
        self.problems.append(problem)
        return {}

    def _fault(self, fault: Fault, table: str, index: int, key: str = "") -> None:
        line = line_of(self.text, table, index, key or fault.key)
        self.problems.append(fault.at(f"{self.path}:{line}"))

    def _read_sources(self, sources: Any) -> None:
        for name, row in (sources if isinstance(sources, dict) else {}).items():
            table = f"sources.{name}"
            try:
                self.sources[name] = _source(table, row)
            except Fault as fault:
                self._fault(fault, table, 0)

    def _row(self, table: str, index: int, row: Any) -> Iterator[Placed]:
        """Yield the claims of one table; a table with a fault gives none."""
        try:
            if table not in ROWS and table not in KINDS:
                tables = one_of(["sources", *ROWS, *KINDS])
                raise Fault(f"There is no table [[{table}]].", f"The tables are: {tables}.")
            if not isinstance(row, dict):
                raise Fault(f"{table} is no table.", f"Write it as [[{table}]].", table)
            for claim in list(self._claims(table, index, _dated(row))):
                yield Placed(claim, table, index)
        except Fault as fault:
            self._fault(fault, table, index)

    def _claims(self, table: str, index: int, row: dict[str, Any]) -> Iterator[AnyClaim]:
        whose = f"[[{table}]]"
        desk = _taken_from(whose, row) if self.overriding else None
        unknown = [key for key in row if key not in known_keys(table)]
        if unknown:
            raise unknown_key(whose, unknown[0], known_keys(table))
        source = desk or self._told(whose, row, required=table != "check")
        if table not in ROWS:
            own = _convert(whose, KINDS[table], own_fields(table, row) | {"source": source})
            made = cast(
                AnyClaim, msgspec.structs.replace(own, known=own.known or own.starts or None)
            )
            refuse_faults(made)
            yield made
            return
        told = _convert(whose, ROWS[table], row | {"source": None})
        if isinstance(told, CheckRow):
            self._check(told, source, index)
        dates = {"since": told.since, "until": told.until, "known": told.known or told.since}
        made_some = isinstance(told, CheckRow)
        for claim in told.claims(Common(self.organisation, {"source": source, **dates})):
            _refuse_empty(whose, claim)
            refuse_faults(claim)
            made_some = True
            yield claim
        if not made_some:
            raise Fault(f"{whose} names nobody.", f"Its keys are: {one_of(known_keys(table))}.")

    def _told(self, whose: str, row: dict[str, Any], *, required: bool) -> Source | None:
        """Return the row's source: a name under ``[sources]``, or the source itself."""
        told = row.get("source")
        if told is None and required:
            remedy = f"Add source, a name under [sources]: {one_of(list(self.sources))}."
            raise Fault(f"{whose} has no source.", remedy)
        if isinstance(told, dict):
            told = _source(f"{whose} source", told)
        elif told is not None:
            if told not in self.sources:
                remedy = f"The sources of this file are: {one_of(list(self.sources))}."
                raise Fault(
                    f"{whose} names the source {told!r}, which is not there.", remedy, "source"
                )
            told = self.sources[told]
        aside = {key: str(row.get(key, "")) for key in ("article", "status")}
        return told_source(told, **aside) if told is not None else None

    def _check(self, told: CheckRow, source: Source | None, index: int) -> None:
        refuse_date("on", told.on)
        self.checks.append(
            Check(
                on=told.on, organ=told.organ, members=told.members, base=told.base,
                matter=told.matter, needed=told.needed, source=source,
                where=f"{self.path}:{line_of(self.text, 'check', index)}",
            )
        )  # fmt: skip

    def claims_naming(self, names: Collection[str]) -> Iterator[AnyClaim]:
        """Yield the claims whose actors are all known; the others become problems."""
        for placed in self.placed:
            unknown = [name for name in _named_actors(placed.claim) if name not in names]
            if not unknown:
                yield placed.claim
                continue
            fault = Fault(
                f"[[{placed.table}]] names {unknown[0]!r}, and no actor has that id.",
                "Correct the id (of a state, its ISO 3166 alpha-3 code) or add an [[actor]].",
            )
            self._fault(fault, placed.table, placed.index, f'"{unknown[0]}"')


def _taken_from(whose: str, row: dict[str, Any]) -> Person:
    """Take ``by`` and ``why`` out of a case's table, and return them as its source."""
    if "source" in row:
        what = f"{whose} gives a source, but what a case says rests on whoever says it."
        raise Fault(what, "Name the source in why.", "source")
    why, by = str(row.pop("why", "")), str(row.pop("by", DESK))
    if not why:
        raise Fault(f"{whose} does not say why.", 'Add why = "..." with the reason.')
    return Person(name=by, reason=why)


def _refuse_empty(whose: str, claim: Claim) -> None:
    """Refuse a claim about nothing: a member of no organisation, a base of no organ."""
    for name in claim.key_fields[:1]:
        if not getattr(claim, name):
            raise Fault(
                f"{whose} gives no {name}.",
                f"Add {name}, or [organisation] with its id at the head of the file.",
            )


def _first(rows: Any) -> dict[str, Any]:
    first = rows[0] if isinstance(rows, list) and rows else rows
    return first if isinstance(first, dict) else {}


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its dates as text: TOML has days, ``1991`` is a year, months are text."""
    return {
        key: str(value)
        if key in DATE_KEYS and isinstance(value, (datetime.date, int)) and value is not True
        else value
        for key, value in row.items()
    }


def _source(whose: str, row: Any) -> Source:
    given = {"type": "instrument", **row} if isinstance(row, dict) else {}
    kind = SOURCES.get(str(given.pop("type", "")))
    if kind is None:
        raise Fault(
            f"{whose} is not a source.",
            f"Give a title, and a type: {one_of(list(SOURCES))}.",
            "type",
        )
    unknown = [key for key in given if key not in kind.__struct_fields__]
    if unknown:
        raise unknown_key(whose, unknown[0], ("type", *kind.__struct_fields__))
    return _convert(whose, kind, given)


def _convert(whose: str, shape: type[Made], values: dict[str, Any]) -> Made:
    try:
        return msgspec.convert(values, shape)
    except msgspec.ValidationError as error:
        raise shape_fault(whose, error, shape, values) from None


def _named_actors(claim: AnyClaim) -> Iterator[str]:
    for field in ACTOR_FIELDS.get(claim.kind, ()):
        value = getattr(claim, field)
        for name in (value,) if isinstance(value, str) else value:
            actor = name.actor if isinstance(name, Party) else name
            yield from (actor,) if actor else ()
    if isinstance(claim, Rule):
        for text in (claim.adopts, claim.quorum):
            yield from sorted(parse_rule(text).groups) if text else ()


_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*([\w.\-\"' ]+?)[ \t]*\]\]?[ \t]*(?:#.*)?$", re.MULTILINE)
_LONG_TEXT = re.compile(r"\"\"\".*?\"\"\"|'''.*?'''", re.DOTALL)


@lru_cache(maxsize=2)
def _headers(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the text without its long strings, and where each table begins."""
    plain = _LONG_TEXT.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    found = ((m.start(1), m[1].replace('"', "").replace("'", "")) for m in _HEADER.finditer(plain))
    return plain, tuple(found)


def line_of(text: str, table: str, index: int, key: str = "") -> int:
    """Return the line of a key, or of a quoted value, in the index-th table of that name.

    The parser keeps no lines, so headers are counted. Where the key is not found the header's line
    is given, and where the table is not found, 1.
    """
    plain, heads = _headers(text)
    starts = [at for at, name in heads if name == table]
    start = starts[index] if index < len(starts) else 0
    end = next((at for at, _ in heads if at > start), len(plain)) if starts else len(plain)
    wanted = re.escape(key) if key.startswith('"') else rf"^[ \t]*[\"']?{re.escape(key)}\b"
    found = re.compile(wanted, re.MULTILINE).search(plain, start, end) if key else None
    return text.count("\n", 0, found.end() if found else start) + 1


def file_bytes(path: Path) -> bytes:
    """Return what is in the file; raise `Unusable` if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unusable(
            f"{path} cannot be read ({error.strerror}); check that it is there and may be read."
        ) from None
