"""How do claims lie in tables?

One table holds what all claims have in common, with the status as a projection of the ledger of
verdicts, so that counting needs no join; one table a kind holds its own fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any, Literal, TypeAlias, cast, get_args, get_origin, get_type_hints

import msgspec

from quorate.claims.claim import KINDS, AnyClaim, Claim
from quorate.claims.source import Passage
from quorate.claims.sure import Least, sure_enough
from quorate.record.database import Row, Table, quoted
from quorate.record.review import Verdict

Wanted: TypeAlias = Mapping[str, Sequence[str]]  # of a kind's own fields, what each may be

SCHEMA = "8"
DECIDED = ("official", "accepted")
STANDING = (*DECIDED, "proposed")  # the statuses of claims that may hold

META = Table(name="meta", columns={"name": "TEXT", "value": "TEXT"})
LEDGER = Table(
    name="ledger",
    columns={"entry": "INTEGER", "at": "TEXT", "what": "TEXT"},
    required=("at", "what"),
    numbered=True,
)
TEXT = Table(name="text", columns={"hash": "TEXT", "text": "TEXT"}, required=("text",))
REPORT = Table(
    name="report",
    columns={
        "entry": "INTEGER", "id": "TEXT", "name": "TEXT", "outlet": "TEXT", "published": "TEXT",
        "text_hash": "TEXT", "body": "TEXT",
    },
    required=("id", "name", "text_hash", "body"),
    indexes=(("id",),),
)  # fmt: skip
CLAIM = Table(
    name="claim",
    columns={
        "id": "TEXT", "entry": "INTEGER", "origin": "TEXT", "kind": "TEXT", "key": "TEXT",
        "rank": "INTEGER", "starts": "TEXT", "since": "TEXT", "until": "TEXT", "as_of": "TEXT",
        "known": "TEXT", "said_by": "TEXT", "negated": "INTEGER", "reader": "TEXT",
        "confidence": "REAL", "report": "TEXT", "status": "TEXT", "source": "TEXT",
        "redacted": "TEXT", "dated": "INTEGER", "place": "INTEGER",
    },
    required=(
        "entry", "origin", "kind", "key", "rank", "starts", "negated", "reader", "status", "source",
    ),
    indexes=(
        ("kind", "key", "rank", "starts", "known"), ("report", "status"), ("kind", "starts"),
        ("status", "kind", "origin", "report", "reader", "confidence"), ("said_by",),
    ),
)  # fmt: skip
VERDICT = Table(
    name="verdict",
    columns={
        "id": "TEXT", "entry": "INTEGER", "place": "INTEGER", "claim": "TEXT", "act": "TEXT",
        "by": "TEXT", "at": "TEXT", "why": "TEXT", "replaced_by": "TEXT", "mark": "TEXT",
        "made": "TEXT", "removed": "TEXT", "before": "TEXT", "salts": "TEXT", "withheld": "TEXT",
    },
    required=("entry", "place", "claim", "act", "by", "at"),
    indexes=(("claim",), ("entry", "place"), ("replaced_by",)),
)  # fmt: skip


_JSON = ("made", "removed", "salts", "withheld")


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
# What claims of a kind are most asked by, together or the first alone.
ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    "actor": (("actor",),), "ballot": (("draft",),), "base": (("organ",),),
    "figure": (("quantity", "scope"),), "membership": (("group", "role"), ("role",)),
    "occasion": (("occasion",), ("type",)), "rule": (("organ",),), "tally": (("draft",),),
    "statement": (("addressee",), ("target",)),
}  # fmt: skip
KIND_TABLES = {
    name: Table(
        name=name,
        columns={"id": "TEXT"}
        | {field: "INTEGER" if cell == "integer" else "TEXT" for field, cell in cells.items()},
        indexes=ASKED.get(name, ()),
    )
    for name, cells in CELLS.items()
}
# What a record of format 7 or earlier lacks: which majority a source says is needed.
SINCE_7 = ((KIND_TABLES["tally"], ("majority",)),)
# What a record of format 3 lacks: at which entry a claim's source was dated, if that was later;
# and where in its report the claim stands.
SINCE_3 = ((CLAIM, ("dated", "place")),)
# What a record of format 2 lacks.
SINCE_2 = (
    (CLAIM, ("redacted",)),
    (VERDICT, ("made", "removed", "before", "salts", "withheld")),
    (KIND_TABLES["term"], ("came",)),
)
TABLES = (META, LEDGER, TEXT, REPORT, CLAIM, VERDICT, *KIND_TABLES.values())


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

    def sure(self, least: Least | None) -> bool:
        """Is it decided, or else at least so sure?"""
        return self.status != "proposed" or sure_enough(self.claim, least)


def fits(claim: Claim, own: Wanted | None) -> bool:
    """Has a claim of its own fields what is wanted?"""
    return all(getattr(claim, name) in values for name, values in (own or {}).items())


def kind_row(claim: Claim) -> dict[str, Any]:
    """Return the row of the claim's kind table."""
    row: dict[str, Any] = {"id": claim.id}
    for name, cell in CELLS[claim.kind].items():
        value = getattr(claim, name)
        row[name] = msgspec.json.encode(value).decode() if cell == "json" else value
    return row


def from_row(row: Row) -> AnyClaim:
    """Return the claim of a joined row, its own fields labelled ``own_``."""
    fields: dict[str, Any] = {
        "source": msgspec.json.decode(row["source"]),
        "since": row["since"],
        "until": row["until"],
        "as_of": row["as_of"],
        "known": row["known"],
        "said_by": row["said_by"],
        "negated": bool(row["negated"]),
        "reader": row["reader"],
        "confidence": row["confidence"],
        "redacted": row["redacted"] or "",
    }
    for name, cell in CELLS[row["kind"]].items():
        value = row["own_" + name]
        if value is not None:  # of a record of an earlier format: what is not told
            fields[name] = msgspec.json.decode(value) if cell == "json" else value
    return cast(AnyClaim, msgspec.convert(fields, KINDS[row["kind"]]))


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
        "source": msgspec.json.encode(claim.source).decode(), "redacted": claim.redacted or None,
        "dated": None, "place": place_of(claim),
    }  # fmt: skip


def place_of(claim: Claim) -> int | None:
    """Return where in its report a claim begins, or None if it comes from no report."""
    passage = claim.source
    return passage.main.start if isinstance(passage, Passage) and passage.spans else None


def verdict_row(verdict: Verdict, entry: int, place: int) -> dict[str, Any]:
    """Return the row of a verdict."""
    row: dict[str, Any] = {"id": verdict.id, "entry": entry, "place": place}
    for name in Verdict.__struct_fields__:
        value = getattr(verdict, name)
        if name in _JSON:
            value = msgspec.json.encode(value).decode() if value else None
        row[name] = value
    return row


def verdict_of(row: Row) -> Verdict:
    """Return the verdict of a row."""
    fields = {f: row[f] for f in Verdict.__struct_fields__ if row[f] is not None}
    for name in _JSON:
        if name in fields:
            fields[name] = msgspec.json.decode(fields[name])
    return msgspec.convert(fields, Verdict)


def first_status(row: Row) -> str:
    """Return the status that the claim had before any verdict."""
    if row["origin"] == "facts":
        return "official"
    return "proposed" if row["reader"] else "accepted"


def select(kind: str, *, by_own: bool = False, chosen: str = "") -> str:
    """Return the beginning of a question for claims of a kind, each with its own fields.

    SQLite takes the tables of a cross join in the order in which they stand: first the one by
    which few are found.
    """
    fields = "".join(f", own.{quoted(f)} AS {quoted('own_' + f)}" for f in CELLS[kind])
    tables = ["claim", f"{quoted(kind)} AS own"]
    tables = list(reversed(tables)) if by_own else tables
    joined = " CROSS JOIN ".join(([f"({chosen}) AS chosen"] if chosen else []) + tables)
    same = " AND claim.id = chosen.id" if chosen else ""
    return f"SELECT claim.*{fields} FROM {joined} WHERE own.id = claim.id{same}"
