"""What waits, against the claims themselves looked through one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from quorate.claims.claim import AnyClaim, Party, Position, Statement
from quorate.claims.problem import Unusable
from quorate.claims.source import Passage
from quorate.record.queue import Filter, facets, queue
from quorate.record.record import Record
from tests.record.conftest import Reading, lake_commission, report_of

LINES = [
    f"State {who} {word} the plan of State {whom}."
    for who in ("AAA", "BBB", "CCC")
    for word, whom in (("backs", "DDD"), ("refuses 100%", "EEE"))
]


@pytest.fixture
def waiting() -> Iterator[Record]:
    record = Record.in_memory(facts=lake_commission())
    for number in (1, 2):
        report = report_of(f"Report {number}. " + " ".join(LINES), f"wire-{number}.txt")
        claims: list[AnyClaim] = []
        for sure, line in enumerate(LINES):
            at = report.text.index(line)
            source = report.passage(("main", at, at + len(line)))
            reader = f"reader {number}"
            who, whom = line.split()[1], line.split()[-1].rstrip(".")
            claims += [
                Position(source=source, parties=(Party(who),), stance="supports", phrase="plan",
                         target=whom, reader=reader, confidence=sure / 10),
                Statement(source=source, speakers=(who,), mode="indirect", reader=reader),
            ]  # fmt: skip
        record.add([Reading(report, claims)])
    yield record
    record.close()


def test_each_filter_leaves_what_looking_at_each_claim_leaves(waiting: Record) -> None:
    everything = waiting.claims()
    reports = [r.id for r in waiting.reports()]
    tests: dict[Filter, Callable[[Any], bool]] = {
        Filter(kind="position"): lambda c: c.kind == "position",
        Filter(report=reports[0]): lambda c: c.source.report == reports[0],
        Filter(reader="reader 2"): lambda c: c.reader == "reader 2",
        Filter(min_confidence=0.3): lambda c: c.confidence is not None and c.confidence >= 0.3,
        Filter(actor="State DDD"): lambda c: getattr(c, "target", "") == "DDD",
        Filter(actor="AAA"): lambda c: "AAA" in str(msgspec.to_builtins(c)["source"])
        and c.source.main.words.startswith("State AAA"),
        Filter(words="Refuses 100%"): lambda c: "refuses 100%" in c.source.main.words,
    }  # fmt: skip
    for wanted, holds in tests.items():
        found = queue(waiting, wanted)
        assert set(found) == {s.claim.id for s in everything if holds(s.claim)}, wanted
        assert 0 < len(found) < len(everything)


def test_the_order_is_that_of_reading(waiting: Record) -> None:
    by_id = {s.claim.id: s.claim for s in waiting.claims()}
    places = []
    order = [r.id for r in waiting.reports()]
    for claim in queue(waiting, Filter()):
        source = by_id[claim].source
        assert isinstance(source, Passage)
        places.append((order.index(source.report), source.main.start))
    assert places == sorted(places)
    assert len(places) == len(by_id)


def test_what_is_decided_waits_no_more_and_is_not_counted(waiting: Record) -> None:
    first, *rest = queue(waiting, Filter())
    waiting.decide([first], "accept", by="Ana")
    assert queue(waiting, Filter()) == rest
    assert queue(waiting, Filter(status="accepted")) == [first]
    assert sum(facets(waiting).kinds.values()) == len(rest)
    assert sum(facets(waiting).reports.values()) == len(rest)


def test_an_unknown_kind_or_actor_is_one_sentence(waiting: Record) -> None:
    with pytest.raises(Unusable, match="There is no kind"):
        queue(waiting, Filter(kind="rumour"))
    with pytest.raises(Unusable, match="No actor is called"):
        queue(waiting, Filter(actor="Narnia"))
