"""Who decided what on a claim, when and why?

A verdict is not a claim. Each is appended to ``verdicts.jsonl`` and synced before it is told as
done, so the reports and this file together rebuild a record.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from quorate.claims.source import digest
from quorate.record.appended import AppendedFile

VerdictAct: TypeAlias = Literal[
    "accept", "reject", "deprecate", "replace", "undo", "supersede", "restore"
]

_STATUS = {
    "accept": "accepted",
    "reject": "rejected",
    "deprecate": "deprecated",
    "replace": "replaced",
}


class Verdict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reviewer's act on a claim. ``supersede`` and ``restore`` are a new reading's acts.

    Attributes:
        claim: the claim's id.
        act: what was decided.
        by: who decided.
        at: when, UTC, ISO 8601.
        why: the reason given.
        replaced_by: id of the claim put in its place.
        mark: random, so that two equal verdicts of one second are two.
    """

    claim: str
    act: VerdictAct
    by: str
    at: str
    why: str = ""
    replaced_by: str = ""
    mark: str = ""

    @property
    def id(self) -> str:
        return digest(msgspec.json.encode(self), length=24)


def verdict(claim: str, act: VerdictAct, by: str, why: str = "", replaced_by: str = "") -> Verdict:
    """Return a verdict taken now."""
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return Verdict(
        claim=claim,
        act=act,
        by=by,
        at=at,
        why=why,
        replaced_by=replaced_by,
        mark=secrets.token_hex(4),
    )


def status_after(first: str, verdicts: Iterable[Verdict]) -> str:
    """Return a claim's status after these verdicts: undo takes back the last one not yet undone.

    >>> acts = [verdict("c", a, "Ana") for a in ("accept", "reject", "undo")]
    >>> status_after("proposed", acts)
    'accepted'
    """
    standing: list[str] = []
    superseded = False
    for each in verdicts:
        if each.act in ("supersede", "restore"):
            superseded = each.act == "supersede"
        elif each.act == "undo":
            del standing[-1:]
        else:
            standing.append(_STATUS[each.act])
    if standing:
        return standing[-1]
    return "superseded" if superseded else first


class VerdictFile(AppendedFile[Verdict]):
    """The file ``verdicts.jsonl`` of a case."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, Verdict, "verdict")
