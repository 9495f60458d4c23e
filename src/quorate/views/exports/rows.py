"""Which rows are a case's claims, one table a kind?

A row is flat: the fields of the kind, then what all claims have: dates, source, words, status. What
holds several values is joined by semicolons; what has parts of its own is JSON. Texts and words are
taken through the record alone, which holds nothing that was removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import msgspec

from quorate.claims.claim import KINDS, Claim, Party
from quorate.claims.report import Report
from quorate.claims.source import Instrument, Passage, RollCall
from quorate.record.schema import CELLS, Stored
from quorate.views.describe import origin

if TYPE_CHECKING:
    from quorate.record.record import Record

Cell = str | int | float | bool | None

COMMON: dict[str, tuple[str, str]] = {
    "since": ("string", "from when it holds: a year, month or day"),
    "until": ("string", "first date on which it no longer holds"),
    "as_of": ("string", "the day on which it was observed"),
    "known": ("string", "when its source was published"),
    "said_by": ("string", "whom the report attributes it to"),
    "negated": ("boolean", "it is the claim that this is not so"),
    "status": ("string", "official, proposed, accepted, rejected, deprecated, replaced ..."),
    "rank": ("string", "what its source weighs: supposed, correction, official, press, derived"),
    "reader": ("string", "name and version of the machine that proposed it"),
    "confidence": ("number", "that the report says it, 0 to 1; never the chance of a vote"),
    "source": ("string", "outlet, date and file; or instrument, or roll call"),
    "url": ("string", "where it was found"),
    "report": ("string", "id of the report"),
    "start": ("integer", "where the words begin in the report, in code points"),
    "end": ("integer", "where they end"),
    "words": ("string", "the exact words it rests on"),
    "entry": ("integer", "its number in this desk's ledger"),
    "claim": ("string", "id of the claim"),
}
REPORTS: dict[str, tuple[str, str]] = {
    "report": ("string", "id of the report"),
    "name": ("string", "file name or address it came from"),
    "outlet": ("string", "who published it"),
    "published": ("string", "when"),
    "published_how": ("string", "how that is known"),
    "url": ("string", "its address"),
    "language": ("string", "ISO 639-1"),
    "headline": ("string", "as found"),
    "characters": ("integer", "code points of its frozen text"),
    "text_hash": ("string", "hash of that text"),
}


def tables(record: Record) -> dict[str, list[dict[str, Cell]]]:
    """Return the rows of each kind of claim that the case has, and of its reports."""
    reports = {r.id: r for r in record.reports()}
    found: dict[str, list[dict[str, Cell]]] = {}
    for stored in record.claims():
        found.setdefault(stored.claim.kind, []).append(row(stored, reports))
    ordered = {kind: found[kind] for kind in KINDS if kind in found}
    return ordered | {"report": [report_row(r) for r in reports.values()]}


def columns(kind: str) -> dict[str, tuple[str, str]]:
    """Return the columns of a table, each with its type and what it is."""
    if kind == "report":
        return REPORTS
    hints = get_type_hints(KINDS[kind])
    own = {}
    for name, cell in CELLS[kind].items():
        type_ = "integer" if cell == "integer" else "string"
        if hints[name] is bool:
            type_ = "boolean"
        elif Decimal in get_args(hints[name]):
            type_ = "number"
        own[_column(kind, name)] = (type_, name.replace("_", " "))
    return own | COMMON


def _column(kind: str, name: str) -> str:
    """Return the column of a kind's own field: another where all claims have one of that name."""
    return f"{kind}_{name}" if name in COMMON else name


def row(stored: Stored, reports: Mapping[str, Report]) -> dict[str, Cell]:
    """Return a claim as a row; `reports` by id."""
    claim = stored.claim
    own = {_column(claim.kind, n): _cell(getattr(claim, n)) for n in CELLS[claim.kind]}
    common: dict[str, Cell] = {
        name: getattr(claim, name)
        for name in ("since", "until", "as_of", "known", "said_by", "negated", "reader",
                     "confidence")
    }  # fmt: skip
    return own | common | _source(claim, reports) | {
        "status": stored.status, "rank": claim.rank.name.lower(), "entry": stored.entry,
        "claim": claim.id,
    }  # fmt: skip


def report_row(report: Report) -> dict[str, Cell]:
    """Return a report as a row, without its text."""
    return {
        "report": report.id, "name": report.name, "outlet": report.outlet,
        "published": report.published, "published_how": report.published_how, "url": report.url,
        "language": report.language, "headline": report.headline,
        "characters": len(report.text), "text_hash": report.text_hash,
    }  # fmt: skip


def ordered(kind: str, rows: Iterable[Mapping[str, Cell]]) -> list[list[Cell]]:
    """Return rows as lists, in the order of the columns."""
    names = columns(kind)
    return [[each.get(name) for name in names] for each in rows]


def _source(claim: Claim, reports: Mapping[str, Report]) -> dict[str, Cell]:
    source = claim.source
    told: dict[str, Cell] = {
        "source": origin(claim, reports), "url": "", "report": None, "start": None, "end": None,
        "words": "",
    }  # fmt: skip
    if isinstance(source, Passage):
        found = reports.get(source.report)
        main = source.main
        told |= {"url": found.url if found else "", "report": source.report}
        told |= {"start": main.start, "end": main.end, "words": main.words}
    elif isinstance(source, Instrument):
        told["url"] = source.url
    elif isinstance(source, RollCall):
        told["url"] = " ".join(source.urls)
    return told


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Sequence) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    if isinstance(value, Sequence) and all(isinstance(v, Party) for v in value):
        return "; ".join(_party(v) for v in value)
    if isinstance(value, Sequence | Mapping):
        return msgspec.json.encode(value).decode() if value else ""
    return int(value) if value == int(value) else float(value)  # a decimal


def _party(party: Party) -> str:
    if not party.actor:
        return party.words
    return f"members of {party.actor}" if party.members else party.actor
