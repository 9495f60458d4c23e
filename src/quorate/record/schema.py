"""How do claims lie in tables?

One table holds what all claims have in common, with the status as a projection of the ledger of
verdicts, so that counting needs no join; one table a kind holds its own fields.
"""

from __future__ import annotations

from types import UnionType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

import msgspec
import sqlalchemy as sa

from quorate.claims.claim import KINDS, AnyClaim, Claim
from quorate.claims.source import Passage
from quorate.record.review import Verdict

SCHEMA = "1"

# Identifiers and ISO dates compare by code point, whatever the server's locale.
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# A strict table of SQLite takes REAL alone.
Real: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")

metadata = sa.MetaData()


def _table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(name, metadata, *parts, sqlite_strict=True)


META = _table(
    "meta",
    sa.Column("name", Text, primary_key=True),
    sa.Column("value", Text),
)
LEDGER = _table(
    "ledger",
    sa.Column("entry", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", Text, nullable=False),
    sa.Column("what", Text, nullable=False),
)
TEXT = _table(
    "text",
    sa.Column("hash", Text, primary_key=True),
    sa.Column("text", Text),
)
REPORT = _table(
    "report",
    sa.Column("entry", sa.Integer, primary_key=True),
    sa.Column("id", Text, nullable=False, index=True),
    sa.Column("name", Text, nullable=False),
    sa.Column("outlet", Text, nullable=False),
    sa.Column("published", Text),
    sa.Column("text_hash", Text, nullable=False),
    sa.Column("body", Text, nullable=False),
)
CLAIM = _table(
    "claim",
    sa.Column("id", Text, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("origin", Text, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("key", Text, nullable=False),
    sa.Column("rank", sa.Integer, nullable=False),
    sa.Column("starts", Text, nullable=False),
    sa.Column("since", Text),
    sa.Column("until", Text),
    sa.Column("as_of", Text),
    sa.Column("known", Text),
    sa.Column("said_by", Text, nullable=False),
    sa.Column("negated", sa.Integer, nullable=False),
    sa.Column("reader", Text, nullable=False),
    sa.Column("confidence", Real),
    sa.Column("report", Text),
    sa.Column("status", Text, nullable=False),
    sa.Column("source", Text, nullable=False),
    sa.Index("claim_held", "kind", "key", "rank", "starts", "known"),
    sa.Index("claim_report", "report"),
    sa.Index("claim_status", "status", "kind"),
)
VERDICT = _table(
    "verdict",
    sa.Column("id", Text, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("claim", Text, nullable=False, index=True),
    sa.Column("act", Text, nullable=False),
    sa.Column("by", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
    sa.Column("why", Text, nullable=False),
    sa.Column("replaced_by", Text, nullable=False),
    sa.Column("mark", Text, nullable=False),
)


def _cells(kind: type[Claim]) -> dict[str, str]:
    """Return how each of the kind's own fields is kept: as ``integer``, ``text`` or ``json``."""
    cells = {}
    for name, hint in get_type_hints(kind).items():
        if name in kind.__struct_fields__ and name not in Claim.__struct_fields__:
            inner = set(get_args(hint)) if isinstance(hint, UnionType) else {hint}
            inner -= {type(None)}
            texts = all(h is str or get_origin(h) is Literal for h in inner)
            cells[name] = "integer" if inner == {int} else "text" if texts else "json"
    return cells


CELLS = {name: _cells(kind) for name, kind in KINDS.items()}
KIND_TABLES = {
    name: _table(
        name,
        sa.Column("id", Text, primary_key=True),
        *[sa.Column(f, sa.Integer if c == "integer" else Text) for f, c in CELLS[name].items()],
    )
    for name in KINDS
}


class Stored(msgspec.Struct, frozen=True):
    """A claim as the record keeps it.

    Attributes:
        claim: the claim itself.
        entry: its number in the ledger; 0 for shipped facts.
        status: official, proposed, accepted, rejected, deprecated, replaced, superseded, supposed.
    """

    claim: AnyClaim
    entry: int
    status: str

    @property
    def decided(self) -> bool:
        return self.status in ("official", "accepted", "supposed")


def kind_row(claim: Claim) -> dict[str, Any]:
    """Return the row of the claim's kind table."""
    row: dict[str, Any] = {"id": claim.id}
    for name, cell in CELLS[claim.kind].items():
        value = getattr(claim, name)
        row[name] = msgspec.json.encode(value).decode() if cell == "json" else value
    return row


def from_row(row: sa.Row[Any]) -> AnyClaim:
    """Return the claim of a joined row, its own fields labelled ``own_``."""
    fields: dict[str, Any] = {
        "source": msgspec.json.decode(row.source),
        "since": row.since,
        "until": row.until,
        "as_of": row.as_of,
        "known": row.known,
        "said_by": row.said_by,
        "negated": bool(row.negated),
        "reader": row.reader,
        "confidence": row.confidence,
    }
    for name, cell in CELLS[row.kind].items():
        value = getattr(row, "own_" + name)
        fields[name] = msgspec.json.decode(value) if cell == "json" else value
    return cast(AnyClaim, msgspec.convert(fields, KINDS[row.kind]))


def claim_row(claim: Claim, entry: int, origin: str, status: str) -> dict[str, Any]:
    """Return the row of the common table."""
    report = claim.source.report if isinstance(claim.source, Passage) else None
    known = claim.known if origin != "facts" else claim.known or claim.starts
    return {
        "id": claim.id, "entry": entry, "origin": origin, "kind": claim.kind, "key": claim.key,
        "rank": int(claim.rank), "starts": claim.starts, "since": claim.since,
        "until": claim.until, "as_of": claim.as_of, "known": known, "said_by": claim.said_by,
        "negated": int(claim.negated), "reader": claim.reader, "confidence": claim.confidence,
        "report": report, "status": status,
        "source": msgspec.json.encode(claim.source).decode(),
    }  # fmt: skip


def verdict_of(row: sa.Row[Any]) -> Verdict:
    """Return the verdict of a row."""
    fields = {f: getattr(row, f) for f in Verdict.__struct_fields__}
    return Verdict(**fields)


def first_status(status: str, row: sa.Row[Any]) -> str:
    """Return the status that the claim had before any verdict."""
    if row.origin == "facts":
        return "official"
    return "proposed" if row.reader else "accepted" if status != "official" else status
