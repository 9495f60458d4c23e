"""Who decided what on a claim, when and why?

A verdict is not a claim. Each is appended to ``verdicts.jsonl`` and synced before it is told as
done, so the reports and this file together rebuild a record. Each carries the hash of the one
before (`quorate.record.chain`), so that none can be altered, taken out or put in unseen.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from quorate.claims.claim import AnyClaim
from quorate.claims.source import digest
from quorate.record.appended import AppendedFile

VerdictAct: TypeAlias = Literal[
    "accept", "reject", "deprecate", "replace", "undo", "redact", "supersede", "restore"
]

_STATUS = {
    "accept": "accepted",
    "reject": "rejected",
    "deprecate": "deprecated",
    "replace": "replaced",
}
READERS = ("supersede", "restore")  # a new reading's acts, which no person takes
_FIRST_FORM = ("claim", "act", "by", "at", "why", "replaced_by", "mark")
_BOUND = ("claim", "act", "at", "replaced_by", "mark", "removed", "before")
WORDED = ("by", "why", "made")  # what may hold words and names, and be removed


class Verdict(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A reviewer's act on a claim, or on a report (``redact``).

    ``supersede`` and ``restore`` are a new reading's acts.

    Attributes:
        claim: the claim's id, or the report's.
        act: what was decided.
        by: who decided.
        at: when, UTC, ISO 8601.
        why: the reason given.
        replaced_by: id of the claim put in its place.
        mark: random, so that two equal verdicts of one second are two.
        made: the claim put in its place, a person's correction.
        removed: of a report, the code points from and to which words were removed.
        before: the hash of the verdict before; empty where verdicts were not yet chained.
        salts: random, by field of `WORDED`: bound with its words into the hash.
        withheld: by field whose words were removed, the hash that binds them; ``id`` of a verdict
            that was not chained.
    """

    claim: str
    act: VerdictAct
    by: str
    at: str
    why: str = ""
    replaced_by: str = ""
    mark: str = ""
    made: AnyClaim | None = None
    removed: tuple[tuple[int, int], ...] = ()
    before: str = ""
    salts: dict[str, str] = {}
    withheld: dict[str, str] = {}

    @property
    def id(self) -> str:
        """Return its hash: of what it says, and of the hash of the verdict before.

        Words and names go in as salted hashes of their own, so that they can be removed and the
        hash still be checked.
        """
        if not self.before:
            told = {name: getattr(self, name) for name in _FIRST_FORM}
            return self.withheld.get("id") or digest(msgspec.json.encode(told), length=24)
        bound = {name: getattr(self, name) for name in _BOUND}
        bound |= {name: self.bound(name) for name in WORDED}
        return hashlib.sha256(msgspec.json.encode(bound, order="sorted")).hexdigest()

    def bound(self, field: str) -> str:
        """Return the hash that binds the words of a field, removed or not."""
        if field in self.withheld:
            return self.withheld[field]
        value = getattr(self, field)
        words = value if isinstance(value, str) else msgspec.json.encode(value, order="sorted")
        return digest(self.salts.get(field, ""), field, words, length=64)


def verdict(
    claim: str,
    act: VerdictAct,
    by: str,
    why: str = "",
    made: AnyClaim | None = None,
    removed: Iterable[tuple[int, int]] = (),
) -> Verdict:
    """Return a verdict taken now, not yet chained."""
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return Verdict(
        claim=claim,
        act=act,
        by=by,
        at=at,
        why=why,
        replaced_by=made.id if made else "",
        mark=secrets.token_hex(4),
        made=made,
        removed=tuple(removed),
    )


def standing(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return the verdict that stands: undo takes back the last one not yet undone."""
    taken: list[Verdict] = []
    for each in verdicts:
        if each.act == "undo":
            del taken[-1:]
        elif each.act in _STATUS:
            taken.append(each)
    return taken[-1] if taken else None


def status_after(first: str, verdicts: Iterable[Verdict]) -> str:
    """Return a claim's status after these verdicts: undo takes back the last one not yet undone.

    >>> acts = [verdict("c", a, "Ana") for a in ("accept", "reject", "undo")]
    >>> status_after("proposed", acts)
    'accepted'
    """
    taken = list(verdicts)
    if stands := standing(taken):
        return _STATUS[stands.act]
    readings = [v.act for v in taken if v.act in READERS]
    return "superseded" if readings[-1:] == ["supersede"] else first


class VerdictFile(AppendedFile[Verdict]):
    """The file ``verdicts.jsonl`` of a case."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, Verdict, "verdict")
