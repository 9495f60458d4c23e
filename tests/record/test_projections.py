"""What the store counts or narrows is what follows from all claims, on random records.

The oracle reads every claim and weighs it by the law; what is asked of the projections must equal
it, whatever was decided, corrected, dated later or removed, on any date and by any publication.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quorate.claims.claim import Membership, Party, Position
from quorate.claims.source import Passage, Person
from quorate.record import conflicts as conflict_module
from quorate.record import gathering as gathering_module
from quorate.record import issues as issue_module
from quorate.record.actors import actors, flat, fold, named_in, naming_of
from quorate.record.camps import camps_on
from quorate.record.conflicts import conflicts
from quorate.record.database import quoted
from quorate.record.days import Days
from quorate.record.demands import demands
from quorate.record.figures import Series, figures, latest, quantities, told_on
from quorate.record.issues import issues, positions_on, stands_of
from quorate.record.matrix import matrix
from quorate.record.positions import Issue, Positions, Taken, positions
from quorate.record.projections import KEPT, PROJECTIONS, differences, fill, rows
from quorate.record.questions import leanings, on_its_phrases
from quorate.record.record import Record
from quorate.record.redact import redact
from quorate.record.rows import Grounds
from quorate.record.statements import last_said, statements
from quorate.record.store import Store
from quorate.record.timeline import occasions, timeline
from quorate.record.verify import altered
from quorate.views import moves as move_module
from quorate.views.moves import moves
from tests.record.conftest import lake_commission
from tests.record.dice import TRUCE, Dice, made, seen


def told_of(issue: Issue) -> tuple[object, ...]:
    sides: dict[str, int] = defaultdict(int)
    for stand in issue.stands:
        sides[stand.side] += 1
    decided = sum(s.decided for s in issue.stands)
    return (issue.phrase, issue.target, issue.target_name, dict(sides), decided, len(issue.stands),
            sum(len(s.actor) == 3 for s in issue.stands))  # fmt: skip


def check(record: Record) -> None:
    """Compare every answer of the projections with the one from all claims."""
    check_rows(record)
    for view in seen(record):
        every = positions(view)
        assert [(i.phrase, i.target, i.target_name, dict(i.sides), i.decided, i.total, i.states)
                for i in issues(view)] == [told_of(i) for i in every.issues]  # fmt: skip
        bare = [msgspec.structs.replace(i, counts=()) for i in every.issues]
        assert list(positions_on(view, issues(view)).issues) == bare
        for phrase in ("the truce", "ports"):
            whole = Taken(view)
            known = [i for i in every.issues if phrase.removeprefix("the ") in i.phrase]
            exact = [i for i in known if i.phrase in (phrase, phrase.removeprefix("the "))]
            assert list(positions(view, phrase).issues) == (exact or known), whole
            for target in ("BBB", "Ana Costa"):
                about = naming_of(view).one(target)
                on_it = [i for i in exact or known if i.target == about]
                assert list(positions(view, phrase, target).issues) == on_it
        for actor in ("AAA", "Ana Costa"):
            stands = [(i.phrase, i.target, s) for i in every.issues for s in i.stands
                      if s.actor == actor]  # fmt: skip
            for few in (None, 1, 3):
                found = [(i.phrase, i.target, s) for i, s in stands_of(view, actor, few)]
                assert found == stands[:few]
            who = naming_of(view).one(actor)
            said = tuple(s for s in statements(view) if who in s.speakers)
            assert statements(view, actor) == said
            for most in (1, 2, 100):
                assert last_said(view, actor, most) == (said[-most:], len(said))
        for most in (1, 3, 60):
            check_matrix(view, every, most)
        check_days(view)
        check_camps(view)
        check_moves(view)
        check_figures(view)
        check_occasions(view)
        check_named(view)
        check_leanings(view)
        check_concerning(view)


def check_matrix(view: Record, every: Positions, most: int) -> None:
    """Whoever stands on most of the first issues stands there as on the whole of them."""
    number: dict[str, int] = defaultdict(int)
    cells: dict[tuple[str, int], tuple[object, ...]] = {}
    for place, issue in enumerate(every.issues[:6]):
        for stand in issue.stands:
            number[stand.actor] += 1
            cells[stand.actor, place] = (
                stand.side, stand.stance, stand.negated, stand.since, stand.spread_from,
                stand.decided, stand.claims[0],
            )  # fmt: skip
    chosen = sorted(number, key=lambda a: (-number[a], a))[:most]
    found = matrix(view, issues(view)[:6], most)
    assert found.number == len(number)
    assert [each.actor for each in found.lines] == chosen
    for each in found.lines:
        told = [c and msgspec.structs.astuple(c) for c in each.cells]
        assert told == [cells.get((each.actor, place)) for place in range(len(told))]


def check_camps(view: Record) -> None:
    """Who stands together, and who is asked to move, is as the law says of all positions."""
    every = positions(view, camps=True)
    found = camps_on(view, issues(view))
    assert (found.camps, found.called) == (every.camps, every.called)
    assert set(found.problems) <= set(every.problems)


def check_moves(view: Record) -> None:
    """A move is what two positions side by side say, and comes after the last thing done before."""
    found = moves(view)
    for most in (1, 3, 40):
        assert moves(view, most=most) == found[:most]
        toward = tuple(m for m in found if m.target == "BBB")
        assert moves(view, target="BBB", most=most) == toward[:most]
    done = [e for e in timeline(view).events if e.standing == "done" and len(e.date) == 10]
    for move in found:
        near = []
        for party in {move.actor, move.target} if len(move.since) == 10 else ():
            took_part = [
                e
                for e in done
                if party in {p.actor for p in (*e.by, *e.to)} - {""} and e.date < move.since
            ]
            near += [e for e in took_part[-1:] if days_between(e.date, move.since) <= 31]
        assert (move.event is None) == (not near)
        assert move.event is None or move.event.date == max(e.date for e in near)
        assert move.event is None or move.event in near


def days_between(one: str, other: str) -> int:
    return (datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)).days


def check_rows(record: Record) -> None:
    """Compare what is written with what the claims say, their status being that of now."""
    database = record.store.database
    common = {row["id"]: row for row in database.rows("SELECT * FROM claim")}
    wanted: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for stored in record.stored():
        for table, row in rows(stored.claim, common[stored.claim.id]):
            assert row["status"] == stored.status
            wanted[table.name].append(tuple(row[c] for c in table.columns))
    for table in PROJECTIONS:
        there = database.rows(f"SELECT * FROM {quoted(table.name)}")
        written = [tuple(row[c] for c in table.columns) for row in there]
        assert sorted(map(repr, written)) == sorted(map(repr, wanted[table.name]))
    assert differences(database) == []


def check_days(view: Record) -> None:
    for asked in ({}, {"type": "sanction"}, {"since": "2020-05-05"}, {"until": "2020-05"},
                  {"since": "2020-05-04", "until": "2020-05-04"}):  # fmt: skip
        whole, days = timeline(view, **asked), Days(view, **asked)
        assert (days.total, days.undated) == (len(whole.events), whole.undated)
        assert days.standing == whole.standing
        for first, last in ((0, 3), (2, 9), (0, 100)):
            assert days.events(first, last) == list(whole.events[first:last])
        done = [e for e in whole.events if e.date and e.standing == "done"]
        assert (days.done, days.last_done(4)) == (len(done), done[-4:][::-1])
    for actor in ("AAA", "Ana Costa"):
        who = naming_of(view).one(actor)
        named = [e for e in timeline(view).events if e.kind == "act"
                 and who in [p.actor for p in (*e.by, *e.to)]]  # fmt: skip
        found = [e for e in timeline(view, actor=actor).events if e.kind == "act"]
        assert found == named
        for asked in ({}, {"type": "vote"}, {"since": "2020-05-05"}, {"type": "sanction"}):
            whole, days = timeline(view, actor=actor, **asked), Days(view, actor=actor, **asked)
            assert (days.total, days.undated) == (len(whole.events), whole.undated)
            assert days.standing == whole.standing
            for first, last in ((0, 3), (1, 9), (0, 100)):
                assert days.events(first, last) == list(whole.events[first:last])


def check_occasions(view: Record) -> None:
    """Those of some days are those of all that are of these days."""
    grounds, first, last = Grounds(view), "2020-05-04", "2020-05-05"
    every = [e for e in occasions(view, grounds, ()) if first <= e.date <= last]
    found = occasions(view, grounds, (), (first, last))
    assert [e for e in found if first <= e.date <= last] == every


def check_figures(view: Record) -> None:
    every = figures(view)
    told: dict[str, list[Series]] = defaultdict(list)
    for series in every:
        told[series.quantity].append(series)
    for quantity in quantities(view):
        several = told.pop(quantity.name)
        assert list(quantity.series) == [(s.scope, s.unit) for s in several]
        assert list(quantity.points) == [len(s.points) for s in several]
        last = max(told_on(p) for s in several for p in s.points)
        first = next(s for s in several if any(told_on(p) == last for p in s.points))
        assert latest(view, quantity)[1] == tuple(p for p in first.points if told_on(p) == last)
        assert list(figures(view, quantity.name)) == several
    assert not told


def check_named(view: Record) -> None:
    naming = naming_of(view)
    counted: dict[str, int] = defaultdict(int)
    for kind in ("position", "act", "statement", "term", "membership"):
        for stored in flat(view.held(kind)):
            claim = stored.claim
            fact = not isinstance(claim.source, Passage)
            role = claim.role if isinstance(claim, Membership) else ""
            if not (fact and role in ("member", "suspended")):
                for actor in {naming.one(name) for name in named_in(claim)}:
                    counted[actor] += 1
    told = {k.actor: k.mentions for k in actors(view).actors if k.mentions}
    assert told == dict(counted)


def check_leanings(view: Record) -> None:
    sides, both = on_its_phrases(view, TRUCE)
    torn = [a for a, told in sorted(sides.items()) if len({choice for choice, _ in told}) > 1]
    found = leanings(view, TRUCE)
    assert found.unlinked == (*both, *torn)
    refused = {v.claim for v in view.store.verdicts()}
    for actor, told in sides.items():
        used = tuple(c for _, stand in told for c in stand.claims)
        if actor in found.by_actor:
            assert found.by_actor[actor].claims[1:] == used
        else:
            assert actor in torn or refused


def check_concerning(view: Record) -> None:
    """Issues asked of by what they are on are those of all that are on it, few or many."""

    def on_ports(phrase: str, target: str, name: str) -> bool:
        return "ports" in phrase or "BBB" in f"{target} {name}"

    every = [i for i in issues(view) if on_ports(fold(i.phrase), i.target, i.target_name)]
    with pytest.MonkeyPatch.context() as patched:
        for few in (500, 0):
            patched.setattr(issue_module, "FEW", few)
            assert list(issues(view, on_ports)) == every


def check_whole(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare demands and conflicts with those from all claims."""
    found = [(demands(v, calls=c), conflicts(v)) for v in seen(record) for c in (False, True)]
    with monkeypatch.context() as patched:
        patched.setattr(gathering_module, "disputed_stands", lambda store: True)
        patched.setattr(conflict_module, "may_differ", lambda view: [])
        patched.setattr(conflict_module, "counts", lambda view: False)
        patched.setattr(conflict_module._Looking, "_contested", lambda self: [])
        whole = [(demands(v, calls=c), conflicts(v)) for v in seen(record) for c in (False, True)]
    assert found == whole


@given(st.integers(0, 10**9), st.booleans())
@example(168, False)
@example(272, True)
@settings(max_examples=30, deadline=None)
def test_what_the_store_counts_follows_from_all_claims(seed: int, doubts: bool) -> None:
    record = made(Store("sqlite://"), seed, doubts)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(move_module, "BESIDE", 1)  # few are looked at first, so that more must be
        check(record)
    record.close()


@pytest.mark.parametrize("doubts", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_demands_and_conflicts_follow_from_all_claims(
    seed: int, doubts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = made(Store("sqlite://"), seed, doubts)
    check_whole(record, monkeypatch)
    record.close()


@pytest.mark.database
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_holds_in_a_shared_record(emptied: str, seed: int) -> None:
    record = made(Store(emptied), seed, doubts=True)
    check(record)
    assert demands(record) is not None
    assert conflicts(record) is not None
    record.close()


def test_a_verdict_shows_at_once_also_one_taken_elsewhere(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    here = made(Store(address), 5, doubts=False)
    there = Record(Store(address), here.case)
    dice = Dice(7, doubts=False)
    for _ in range(6):
        check_rows(here)
        before = (issues(here), Days(here).standing, quantities(here), demands(here))
        assert before == (issues(there), Days(there).standing, quantities(there), demands(there))
        dice.decide(there, 2)
    here.close()
    there.close()


def test_a_count_that_does_not_follow_from_the_claims_is_told() -> None:
    record = made(Store("sqlite://"), 6, doubts=False)
    database = record.store.database
    assert altered(record.store) == []
    for table, change in (
        ("named", "UPDATE named SET n = n + 1"), ("acted", "DELETE FROM acted"),
        ("numbered", "UPDATE numbered SET n = 7"), ("step", "UPDATE step SET pro = 1 - pro"),
    ):  # fmt: skip
        database.run(change)
        assert differences(database) == [table]
        assert [p.where for p in altered(record.store)] == [table]
        with database.transaction():
            fill(database)
        assert differences(database) == []
    record.close()


def test_words_that_are_removed_are_in_no_projection(tmp_path: Path) -> None:
    record = Record.create(tmp_path / "case")
    dice = Dice(11, doubts=False)
    record.add(dice.readings(dice.reports(), 30))
    assert "costa" in projected(record)
    redact(record, by="Ben", why="a name to be kept out", names=["Ana Costa", "Costa"])
    check_rows(record)
    assert "costa" not in projected(record)
    record.close()


def projected(record: Record) -> str:
    database = record.store.database
    told = [database.rows(f"SELECT * FROM {quoted(table.name)}") for table in (*PROJECTIONS, *KEPT)]
    return repr([tuple(row) for several in told for row in several]).casefold()


def test_an_issue_is_called_by_its_shortest_words_whoever_is_shown_on_it() -> None:
    def said(name: str, phrase: str) -> Position:
        return Position(parties=(Party(actor=name),), stance="supports", phrase=phrase,
                        since="2020-05-04", source=Person("Ana", name))  # fmt: skip

    record = Record.in_memory(facts=lake_commission())
    record.add_claims([said("AAA", "the truce"), said("BBB", "truce")])
    (issue,) = issues(record)
    found = matrix(record, [issue], 1)
    assert (issue.phrase, [each.actor for each in found.lines], found.number) == (
        "truce", ["AAA"], 2
    )  # fmt: skip
