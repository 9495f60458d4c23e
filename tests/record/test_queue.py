"""What waits, against the claims themselves looked through one by one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from quorate.claims.claim import (
    Act,
    AnyClaim,
    Ballot,
    Figure,
    Membership,
    Occasion,
    Party,
    Position,
    Statement,
    Tally,
    Term,
)
from quorate.claims.problem import Unusable
from quorate.claims.source import Passage, Person
from quorate.record import queue as queue_module
from quorate.record.queue import Filter, Queue, facets
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
        Filter(words="plan réfuses st"): lambda c: "refuses" in c.source.main.words,
        Filter(words="refuses", kind="statement"): lambda c: (
            c.kind == "statement" and "refuses" in c.source.main.words
        ),
        Filter(words="refuses", actor="AAA"): lambda c: c.source.main.words.startswith(
            "State AAA refuses"
        ),
        Filter(words="backs", min_confidence=0.2): lambda c: (
            "backs" in c.source.main.words and (c.confidence or 0) >= 0.2
        ),
    }  # fmt: skip
    none = (Filter(words="refuse plan"), Filter(words="%"))  # only the last word may be begun
    tests |= dict.fromkeys(none, lambda c: False)
    for wanted, holds in tests.items():
        found = list(Queue(waiting, wanted))
        assert set(found) == {s.claim.id for s in everything if holds(s.claim)}, wanted
        assert wanted in none or found, wanted
        assert len(found) < len(everything)


def test_the_order_is_that_of_reading(waiting: Record) -> None:
    by_id = {s.claim.id: s.claim for s in waiting.claims()}
    places = []
    order = [r.id for r in waiting.reports()]
    for claim in Queue(waiting, Filter()):
        source = by_id[claim].source
        assert isinstance(source, Passage)
        places.append((order.index(source.report), source.main.start))
    assert places == sorted(places)
    assert len(places) == len(by_id)


def test_what_is_decided_waits_no_more_and_is_not_counted(waiting: Record) -> None:
    first, *rest = Queue(waiting, Filter())
    waiting.decide([first], "accept", by="Ana")
    assert list(Queue(waiting, Filter())) == rest
    assert list(Queue(waiting, Filter(status="accepted"))) == [first]
    assert sum(facets(waiting).kinds.values()) == len(rest)
    assert sum(facets(waiting).reports.values()) == len(rest)


def test_an_unknown_kind_or_actor_is_one_sentence(waiting: Record) -> None:
    with pytest.raises(Unusable, match="There is no kind"):
        Queue(waiting, Filter(kind="rumour"))
    with pytest.raises(Unusable, match="No actor is called"):
        Queue(waiting, Filter(actor="Narnia"))


FILTERS = (
    Filter(), Filter(kind="statement"), Filter(reader="reader 2"), Filter(words="refuses"),
    Filter(actor="AAA"), Filter(min_confidence=0.3), Filter(min_confidence={"position": 0.2}),
    Filter(kind="position", reader="reader 1", min_confidence=0.1), Filter(status="rejected"),
)  # fmt: skip


def test_a_stretch_is_that_of_the_whole_queue_and_a_claim_has_its_place_in_it(
    waiting: Record,
) -> None:
    dice = random.Random(8)
    by_hand = Position(source=Person("Ana"), parties=(Party("AAA"),), stance="supports",
                       phrase="by hand", reader="reader 1", confidence=0.5)  # fmt: skip
    waiting.add_claims([by_hand], proposed=True)
    for _ in range(12):
        for wanted in FILTERS:
            whole = by_the_claims(waiting, wanted)
            found = Queue(waiting, wanted)
            assert (list(found), len(found)) == (whole, len(whole)), wanted
            for first, last in ((0, 1), (3, 9), (len(whole) - 2, len(whole) + 5), (40, 50)):
                assert found[first:last] == whole[first:last], (wanted, first, last)
            for claim in whole:
                assert whole[found.place(claim)] == claim
        gone = dice.choice(whole_of(waiting))
        after = whole_of(waiting).index(gone)
        waiting.decide([gone], "reject", by="Ana")
        assert Queue(waiting, Filter()).place(gone) == after  # what comes after it is there now
        for report in waiting.reports():
            told = by_the_claims(waiting, Filter(report=report.id))
            assert facets(waiting).reports.get(report.id, 0) == len(told)
    assert Queue(waiting, Filter()).place("nothing") == 0


def test_of_an_actor_waits_whatever_names_it_or_is_ascribed_to_it(waiting: Record) -> None:
    report = waiting.reports()[0]
    common: dict[str, Any] = {"source": report.passage(("main", 0, 8)), "reader": "reader 1"}
    other = Party("BBB")
    of_it: list[AnyClaim] = [
        Statement(speakers=("BBB",), mode="direct", addressee="EEE", **common),
        Statement(speakers=("BBB",), mode="direct", target="EEE", **common),
        Statement(speakers=("BBB",), mode="direct", said_by="EEE", **common),
        Act(sources=(other,), targets=(Party("EEE"),), type="AID", **common),
        Position(parties=(other,), stance="supports", phrase="it", excepted=("EEE",), **common),
        Membership(group="EEE", member="BBB", role="member", **common),
        Membership(group="LAKE", member="EEE", role="member", **common),
        Occasion(occasion="draft-1", type="draft", sponsors=("BBB", "EEE"), **common),
        Occasion(occasion="draft-1", type="draft", organ="EEE", **common),
        Ballot(draft="draft-1", voter="EEE", choice="yes", **common),
        Figure(quantity="ships", best=2, said_by="EEE", **common),
        Tally(draft="draft-1", yes=2, said_by="EEE", **common),
        Term(talks="talks-1", party="BBB", issue="ships", asks=True, given_by="EEE", **common),
    ]
    others: list[AnyClaim] = [
        Statement(speakers=("BBB",), mode="direct", venue="EEE", **common),
        Figure(quantity="ships", best=2, scope="EEE", **common),
        Membership(group="LAKE", member="BBB", role="member", **common),
    ]
    before = set(Queue(waiting, Filter(actor="EEE")))
    waiting.add_claims([*of_it, *others], proposed=True)
    found = Queue(waiting, Filter(actor="EEE"))
    assert set(found) == before | {c.id for c in of_it}
    assert len(found) == len(list(found))
    for claim in of_it:
        assert claim.id in list(Queue(waiting, Filter(actor="EEE", kind=claim.kind)))


def whole_of(record: Record) -> list[str]:
    return by_the_claims(record, Filter())


def by_the_claims(record: Record, wanted: Filter) -> list[str]:
    """Return what a filter leaves by looking at each claim, in the order of reading."""
    order = [r.id for r in record.reports()]
    found = []
    for stored in record.stored():
        claim, told = stored.claim, msgspec.to_builtins(stored.claim)
        passage = claim.source if isinstance(claim.source, Passage) else None
        least = wanted.min_confidence
        if not isinstance(least, float | None):
            least = least.get(claim.kind, 2)
        holds = (
            stored.status == wanted.status and wanted.kind in ("", claim.kind)
            and wanted.reader in ("", claim.reader)
            and wanted.report in ("", passage.report if passage else None)
            and (not wanted.words or wanted.words in str(told["source"]))
            and (not wanted.actor or wanted.actor in str(told.get("parties"))
                 + str(told.get("speakers")))
            and (least is None or (claim.confidence or -1) >= least)
        )  # fmt: skip
        if holds:
            place = (order.index(passage.report), passage.main.start) if passage else (-1, 0)
            found.append((place, claim.id))
    return [claim for _, claim in sorted(found)]


def test_of_many_reports_the_menu_has_those_with_most_and_the_one_that_is_looked_at(
    waiting: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = [r.id for r in waiting.reports()]
    waiting.decide(Queue(waiting, Filter(report=first))[0:2], "reject", by="Ana")
    assert list(facets(waiting).reports) == [first, second]
    monkeypatch.setattr(queue_module, "MENU", 1)
    assert list(facets(waiting).reports) == [second]
    assert list(facets(waiting, report=first).reports) == [first]
