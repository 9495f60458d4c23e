"""Who decided what on a claim, when and why?

A verdict is not a claim. Each is appended to ``verdicts.jsonl`` and synced before it is told as
done, so the reports and this file together rebuild a record.
"""

from __future__ import annotations

import datetime
import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import digest

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


class VerdictFile:
    """The file ``verdicts.jsonl`` of a case: appended and synced, never rewritten."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def appending(self) -> Iterator[AppendOnly]:
        """Hold the file's lock; what `append` wrote is on the disk when it returns."""
        with self.path.open("ab+") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            _cut_torn_tail(handle.fileno())
            yield AppendOnly(handle.fileno())

    def read(self) -> tuple[list[Verdict], list[Problem]]:
        """Return the verdicts in order, and a problem for each line that is none."""
        verdicts, problems = [], []
        if not self.path.exists():
            return [], []
        for number, line in enumerate(self.path.read_bytes().split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                verdicts.append(msgspec.json.decode(line, type=Verdict))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                problems.append(
                    Problem(
                        where=f"{self.path}:{number}",
                        what=f"This line is not a verdict ({error}).",
                        remedy="It is passed over; compare it with a backup of the file.",
                    )
                )
        return verdicts, problems


class AppendOnly:
    """The open file, while its lock is held."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def append(self, verdicts: Iterable[Verdict]) -> None:
        """Write the verdicts and wait until the disk has them."""
        data = b"".join(msgspec.json.encode(v) + b"\n" for v in verdicts)
        before = os.fstat(self._descriptor).st_size
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(self._descriptor, view) :]
            os.fsync(self._descriptor)
        except OSError as error:
            os.ftruncate(self._descriptor, before)
            raise Unusable(
                f"The verdict could not be written to verdicts.jsonl ({error.strerror}); "
                "nothing was decided: free space or check the permissions, then decide again."
            ) from None


def _cut_torn_tail(descriptor: int) -> None:
    """Cut a last line without its end: its writer died before the verdict was told as done."""
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, min(size, 1 << 20), max(0, size - (1 << 20)))
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(descriptor, size - (len(tail) - tail.rfind(b"\n") - 1))
