"""How is a verdict taken, so that none is lost or doubled, whoever else decides at the same time?

Whoever takes verdicts holds the lock of ``verdicts.jsonl``, first enters what another wrote there
and did not live to enter, and then writes file and store together: both have the verdict, or
neither. A record that a team shares is kept by its database; there the lock is the database's, and
each desk's file is its own copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from quorate.claims.claim import AnyClaim
from quorate.claims.problem import Unusable
from quorate.record.chain import chained
from quorate.record.database import REFUSALS
from quorate.record.redact import catch_up as redacted
from quorate.record.review import Verdict, VerdictAct, standing, verdict

if TYPE_CHECKING:
    from quorate.record.record import Record

_DONE = {"withdrawn": "taken back", "superseded": "superseded by a new reading"}


class Overtaken(Unusable):
    """Somebody else decided meanwhile."""


def decide(
    record: Record,
    ids: Iterable[str],
    act: VerdictAct,
    *,
    by: str,
    why: str = "",
    made: AnyClaim | None = None,
    expected: str = "",
    skip: bool = False,
) -> list[Verdict]:
    """Take a verdict on each claim: on the disk, and in the record, when this returns.

    Args:
        record: the record.
        ids: ids of claims, or how they begin.
        act: what is decided.
        by: who decides.
        why: the reason.
        made: the claim that is put in place of the one, for ``replace``.
        expected: the status that whoever decides saw; empty: whatever it is.
        skip: leave out those that have another status by now, in place of refusing.

    Raises:
        Overtaken: a claim has another status than expected.
        Unusable: a claim is unknown, there is nothing to undo, or the disk refuses.
    """
    wanted = _decidable(record, ids)

    def drafts() -> list[Verdict]:
        found = wanted
        if expected:
            statuses = record.store.statuses(wanted)
            found = [c for c in wanted if statuses.get(c, "proposed") == expected]
            if not skip and len(found) < len(wanted):
                (gone, *_) = (c for c in wanted if c not in found)
                raise Overtaken(_overtaken(record, gone, statuses.get(gone, "proposed")))
        if act == "undo":
            found = [_undone(record, claim) for claim in found]
        return [verdict(claim, act, by, why, made) for claim in found]

    return enter(record, drafts)


def enter(record: Record, drafts: Callable[[], Sequence[Verdict]]) -> list[Verdict]:
    """Chain verdicts and put them into file and store; `drafts` is asked while none else decides.

    Raises:
        Unusable: the disk or the database refuses; nothing was done then.
    """
    store = record.store
    if record.folder is None or record.case.store:
        with store.deciding() as entry:
            taken = list(chained(drafts(), store.head()))
            store.add_verdicts(entry, taken)
        if record.folder is not None:
            with record.verdict_file().appending() as appender:
                appender.append(taken)
        return taken
    with record.verdict_file().appending() as appender:
        try:
            enter_file(record, appender.size)
            with store.deciding() as entry:
                taken = list(chained(drafts(), store.head()))
                appender.append(taken)
                store.add_verdicts(entry, taken, appender.size)
        except BaseException as error:
            appender.take_back()
            if isinstance(error, REFUSALS):
                raise Unusable(
                    f"The verdict could not be entered in the record ({error}); nothing was "
                    "done: free space, or wait for who else writes, then do it again."
                ) from None
            raise
    return taken


def catch_up(record: Record) -> None:
    """Enter the verdicts that stand in ``verdicts.jsonl`` and not yet in the store."""
    if record.folder is None or not (file := record.verdict_file()).path.exists():
        return
    size = file.path.stat().st_size
    if record.store.meta("verdicts") == str(size):
        return
    if record.store.database.read_only:
        enter_file(record, size)
        return
    with file.appending() as appender:
        enter_file(record, appender.size)


def enter_file(record: Record, size: int) -> None:
    """Enter what the file has and the store has not; the file's lock is held."""
    if record.store.meta("verdicts") == str(size):
        return
    verdicts, _ = record.verdict_file().read()
    known = {v.id for v in record.store.verdicts()}
    missing = [v for v in verdicts if v.id not in known]
    with record.store.deciding() as entry:
        record.store.add_verdicts(entry, missing, size)
        redacted(record, missing)


def _decidable(record: Record, names: Iterable[str]) -> list[str]:
    """Return the ids of stored claims, or of derived ones, which are stored nowhere."""
    wanted = list(dict.fromkeys(names))
    stored = record.store.statuses(wanted)
    derived: set[str] | None = None
    found = []
    for name in wanted:
        if name not in stored and derived is None:
            derived = {claim.id for claim in record.links()}
        if name in stored or name in (derived or ()) or record.store.verdicts(name):
            found.append(name)
        else:
            found.append(record.claim(name).claim.id)
    return found


def _undone(record: Record, claim: str) -> str:
    """Return the claim whose last verdict is taken back: of a correction, what it replaces."""
    verdicts = record.store.verdicts(claim)
    if standing(verdicts) is not None:
        return claim
    for each in record.store.verdicts(replaced_by=claim):
        stands = standing(record.store.verdicts(each.claim))
        if stands is not None and stands.replaced_by == claim:
            return each.claim
    raise Unusable(f"Nothing was decided on {claim}, so there is nothing to undo.")


def _overtaken(record: Record, claim: str, status: str) -> str:
    verdicts = [v for v in record.verdicts(claim) if v.act != "redact"]
    who = f" by {verdicts[-1].by} at {verdicts[-1].at}" if verdicts else ""
    return f"{claim} is {_DONE.get(status, status)}{who} meanwhile; nothing more was done to it."
