"""Conflicts that are only glimpsed at are those that are found by looking at every claim."""

from __future__ import annotations

from collections import Counter

import pytest

from quorate.record import conflicts as conflict_module
from quorate.record import glimpses as glimpse_module
from quorate.record.conflicts import conflicts
from quorate.record.glimpses import glimpses, look
from quorate.record.record import Record
from quorate.record.settle import Choice, Choices, choices
from quorate.record.store import Store
from tests.record.dice import made, seen


@pytest.mark.parametrize("doubts", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_they_are_those_of_all_claims_on_whatever_page(
    seed: int, doubts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = made(Store("sqlite://"), seed, doubts)
    told = [choices(view) for view in seen(record)]
    for view, several in zip(seen(record), told, strict=True):
        check(view, several)
    with monkeypatch.context() as patched:  # now every claim is looked at
        patched.setattr(conflict_module, "may_differ", lambda view: [])
        patched.setattr(conflict_module, "counts", lambda view: False)
        patched.setattr(glimpse_module, "counts", lambda view: False)
        assert told == [choices(view) for view in seen(record)]
    record.close()


def check(view: Record, told: list[Choice]) -> None:
    several = glimpses(view)
    assert tuple(look(view, several)) == conflicts(view)
    for glimpse, whole in zip(several, conflicts(view), strict=True):
        assert (glimpse.kind, glimpse.key, glimpse.day) == (whole.kind, whole.key, whole.day)
        statuses = view.store.statuses([c for side in whole.sides for c in side.claims])
        assert glimpse.lost == ("deprecated" in statuses.values())
    for kind in ("figure", "position"):
        assert glimpses(view, kind) == [g for g in several if g.kind == kind]
    found = Choices(view)
    assert (found.decided, len(found)) == (sum(c.decided is not None for c in told), len(told))
    assert found.waiting == Counter(c.conflict.kind for c in told if c.decided is None)
    assert [c for n in range(len(told)) for c in found[n : n + 1]] == told
    for choice in told:
        assert choice in found.about(choice.conflict.key)


@pytest.mark.database
def test_the_same_holds_in_a_shared_record(emptied: str) -> None:
    record = made(Store(emptied), 2, doubts=True)
    check(record, choices(record))
    record.close()
