"""The table of mechanisms, row by row: five real reports, the demonstration, unseen crises.

The unseen crises are annotated reports that nobody looked at while the readers were written. There
every query must answer, and of each kind of claim something that annotators found must be found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quorate.claims.claim import Claim
from quorate.claims.source import Passage
from quorate.press.load import Dating, load
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.record.actors import actors
from quorate.record.case import Case
from quorate.record.conflicts import conflicts
from quorate.record.demands import demands
from quorate.record.figures import figures
from quorate.record.members import Members, members
from quorate.record.positions import Issue, positions
from quorate.record.record import Record
from quorate.record.statements import statements
from quorate.record.talks import talks
from quorate.record.timeline import timeline
from quorate.theory.swing import swing
from quorate.theory.votes import votes
from quorate.views.compare import compare
from quorate.views.demo import make_case
from quorate.views.tables import Steps

GOLD = Path(__file__).parents[1].parent / "shared" / "gold"
PUBLISHED = {
    "000": "2017-06-19",
    "001": "2017-06-20",
    "002": "2019-06-07",
    "003": "2021-09-03",
    "004": "2019-02-08",
}
UNSEEN = ("d02", "d04", "d07", "d08")
CANCUN = "oas-mc-2017-06-19-a"


def read_into(record: Record, paths: list[Path], dating: dict[str, Dating]) -> Record:
    names = Names(record.actors())
    record.add(read_report(report, names) for report in load(paths, dating=dating).reports)
    return record


@pytest.fixture(scope="module")
def seeds() -> Iterator[Record]:
    paths = sorted((GOLD / "seeds").glob("*.txt"))
    if not paths:
        pytest.skip("the five reports are not on this machine")
    dating = {p.name: Dating(published=PUBLISHED[p.name[:3]], outlet="", url="") for p in paths}
    record = Record.in_memory(Case(name="five reports", crises=("venezuela",)))
    yield read_into(record, paths, dating)
    record.close()


@pytest.fixture(scope="module")
def undated() -> Iterator[Record]:
    paths = sorted((GOLD / "seeds").glob("*.txt"))
    if not paths:
        pytest.skip("the five reports are not on this machine")
    record = Record.in_memory(Case(name="five reports, undated"))
    yield read_into(record, paths, {})
    record.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    record = make_case(tmp_path_factory.mktemp("demo") / "case", Steps(None))
    yield record
    record.close()


class Unseen:
    """One unseen report with its record and what annotators found in it."""

    def __init__(self, path: Path) -> None:
        self.gold: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
        self.record = read_into(Record.in_memory(Case(name=path.stem)), [path], {})
        self.claims: list[Claim] = [s.claim for s in self.record.claims()]

    def found(self, kind: str, items: list[dict[str, Any]]) -> list[str]:
        """Return the ids of the annotated items that a claim of the kind shares words with."""
        mine = [
            (c.source.main.start, c.source.main.end)
            for c in self.claims
            if c.kind == kind and isinstance(c.source, Passage)
        ]
        spans = {i["id"]: i.get("segments") or [i["span"]] for i in items}
        return [
            name
            for name, parts in spans.items()
            if any(s["start"] < end and start < s["end"] for s in parts for start, end in mine)
        ]


@pytest.fixture(scope="module")
def unseen() -> Iterator[list[Unseen]]:
    paths = sorted(p for p in (GOLD / "dev").glob("*.txt") if p.name[:3] in UNSEEN)
    if not paths:
        pytest.skip("the annotated reports are not on this machine")
    found = [Unseen(path) for path in paths]
    yield found
    for each in found:
        each.record.close()


def recognition(record: Record, on: str) -> Issue:
    found = positions(record.on(on), phrase="recognition", target="Juan Guaido").issues
    assert len(found) == 1
    return found[0]


def occasion(record: Record, kind: str, *words: str) -> Members:
    """Return who took part in the one occasion of this kind that reports tell of."""
    told = [s.claim for s in record.stored("occasion") if s.claim.reader]
    ids = [getattr(c, "occasion", "") for c in told if getattr(c, "type", "") == kind]
    asked = [members(record, name) for name in ids]
    fits = [m for m in asked if all(w.lower() in f"{m.name} {m.of_name}".lower() for w in words)]
    assert fits, [m.name for m in asked]
    return max(fits, key=lambda m: len(m.members))


# ------------------------------------------------------------------ the rows


def test_a_vote_under_a_rule(seeds: Record, demo: Record) -> None:
    for record in (seeds, demo):
        count = votes(record.situation(CANCUN)).with_proposals
        assert (count.needed, count.base, count.outcome, count.short) == (
            23,
            34,
            "not adopted",
            3,
        )
        assert (count.reported_how, count.by_name.named, count.by_name.eliminated) == (
            "23 - 3",
            6,
            14,
        )
        assert swing(record.situation(CANCUN)).smallest is not None


def test_a_change_of_forum(seeds: Record, demo: Record) -> None:
    for record in (seeds, demo):
        rows = {r.situation.organ: r.votes.with_proposals for r in compare(record, CANCUN).rows}
        assert (rows["OAS-GA"].needed, rows["OAS-GA"].outcome) == (18, "adopted")
        foreseen = [record.situation(q.id) for q in record.questions()]
        assert any(s.organ == "OAS-GA" and s.reported[0].needed == 18 for s in foreseen)


def test_leaving_a_body(seeds: Record, demo: Record) -> None:
    for record in (seeds, demo):
        one = votes(record.suppose("leave VEN").situation(CANCUN)).with_proposals
        assert (one.needed, one.base, one.outcome) == (22, 33, "not adopted")
        leaving = swing(record.situation(CANCUN)).leaving
        assert leaving is not None
        assert leaving.number == 4


def test_a_joint_statement_and_the_members_who_are_not_named(seeds: Record) -> None:
    told = occasion(seeds, "statement")
    press = next(names for names in told.lists if not names.official)
    official = next(names for names in told.lists if names.official)
    assert len(press.members) == 11
    assert (len(official.members), official.conflict) == (12, True)
    assert {m.member for m in told.not_named} == {"GUY", "LCA", "MEX"}


def test_a_joint_statement_of_the_demonstration(demo: Record) -> None:
    told = occasion(demo, "statement")
    assert any(len(names.members) >= 11 for names in told.lists)


def test_recognition_state_by_state_spreads_only_where_the_words_do(seeds: Record) -> None:
    issue = recognition(seeds, "2019-02-08")
    stands = {s.actor: s for s in issue.stands}
    assert [s.actor for s in issue.not_among] == ["MEX"]
    assert stands["MEX"].side == "neutral", "as from facts; never against"
    assert "from facts" in stands["MEX"].marks
    for member in ("GUY", "LCA"):
        assert stands[member].spread_from
        assert any("unconfirmed" in mark for mark in stands[member].marks)
    assert "BOL" not in stands, "the organisation's own recognition spreads to nobody"
    assert not stands["USA"].spread_from
    supporters = positions(seeds.on("2019-02-08"), target="Nicolas Maduro").issues
    assert any(s.actor == "BOL" and s.side == "for" for i in supporters for s in i.stands)


def test_recognition_in_the_demonstration_has_its_printed_counts_beside_it(demo: Record) -> None:
    issue = recognition(demo, "2019-02-28")
    assert {"USA", "CAN"} <= {s.actor for s in issue.stands if s.side == "for"}
    assert issue.counts


def test_rival_holders_of_one_office(seeds: Record, demo: Record) -> None:
    for record in (seeds, demo):
        voices = {v.state: v for v in actors(record.on("2019-05-01")).voices}
        rivals = {o.holder for o in voices["VEN"].offices if o.rivals}
        assert {"Nicolas Maduro", "Juan Guaido"} <= rivals


def test_a_contact_group_who_is_in_and_who_stayed_away(seeds: Record, demo: Record) -> None:
    met = occasion(seeds, "meeting", "contact group")
    roles = {(m.member, m.role) for m in met.members}
    assert {(m, "participant") for m in ("BOL", "CRI", "ECU", "URY", "MEX")} <= roles
    assert len([m for m, role in roles if role == "absent"]) == 2
    group = members(seeds, "International Contact Group", "2019-02-08")
    assert ("USA", "declined") in {(m.member, m.role) for m in group.members}
    shown = occasion(demo, "meeting")
    assert {"BOL", "ECU", "GBR"} <= {m.member for m in shown.members if m.role == "participant"}


def test_demands_and_their_life(seeds: Record, demo: Record) -> None:
    told = demands(seeds)
    june = [d for d in told if "USA" in d.by and d.status == "standing" and "government" in d.of]
    assert len(june) == 4
    assert [d.phrase for d in told if d.status == "dropped"]
    assert demands(demo)


def test_trade_in_talks_and_who_outside_must_give(seeds: Record, demo: Record) -> None:
    told = next(t for t in talks(seeds) if any(term.given_by == "USA" for term in t.terms)
                and not t.decided)  # fmt: skip
    easing = next(term for term in told.terms if term.given_by == "USA")
    assert easing.outside
    assert easing.in_return_for
    assert "NOR" in {m.actor for m in told.mediators}
    assert any(h.actor == "MEX" for h in told.hosts)
    assert any(t.terms and t.mediators for t in talks(demo))


def test_a_veto_from_outside_the_room_ended_the_round_before(seeds: Record) -> None:
    ended = [b for t in talks(seeds) if not t.decided for b in t.ended_before]
    assert any("objection" in b.words for b in ended)


def test_sanctions_in_force_on_a_date(seeds: Record, demo: Record) -> None:
    for record in (seeds, demo):
        events = timeline(record.on("2021-09-03"), type="sanction").events
        assert {p.actor for e in events for p in e.by} >= {"USA", "EU"}


def test_elections_and_boycotts(seeds: Record, demo: Record) -> None:
    for record in (seeds, demo):
        events = timeline(record).events
        words = " ".join(e.words + e.title for e in events).lower()
        assert "boycott" in words
        assert any(e.type in ("ELECTION", "election") for e in events)


def test_unrest_and_tolls_as_a_series_with_bounds(seeds: Record, demo: Record) -> None:
    deaths = [p for s in figures(seeds, "deaths") for p in s.points]
    nearly = next(p for p in deaths if p.wording.lower() == "nearly 70")
    assert (nearly.best, nearly.high, nearly.known) == (70, 69, "2017-06-19")
    assert any(p.best == 74 and p.known == "2017-06-20" for p in deaths)
    assert len([p for s in figures(demo, "deaths") for p in s.points]) >= 4


def test_two_printed_counts_of_different_things_are_two_series(seeds: Record) -> None:
    wordings = {p.wording.lower(): (s.quantity, s.scope) for s in figures(seeds) for p in s.points}
    assert wordings["some 50"] != wordings["almost 60"]
    assert not [
        c
        for c in conflicts(seeds)
        if any("some 50" in side.says for side in c.sides)
        and any("almost 60" in side.says for side in c.sides)
    ]


def test_threats_accusations_and_hopes_are_never_counted_as_done(seeds: Record) -> None:
    events = timeline(seeds).events
    assert any(e.standing == "alleged" for e in events)
    said = statements(seeds, speaker="Nicolas Maduro")
    assert any("economic war" in s.words or "coup" in s.words for s in said)


def test_camps_and_calls_on_third_parties(seeds: Record, demo: Record) -> None:
    found = positions(seeds.on("2019-02-08"), camps=True)
    camp = next(c for c in found.camps if c.about == "Juan Guaido")
    assert "Nicolas Maduro" in camp.rivals
    assert any(c.third_party for c in found.called)
    assert positions(demo, camps=True).camps


def test_the_reporting_itself_says_what_is_undated_and_where_sources_differ(
    seeds: Record, demo: Record
) -> None:
    assert len(seeds.reports()) == 5
    assert any(r.published is None for r in demo.reports())
    kinds = {c.kind for c in conflicts(seeds)}
    assert {"roll call", "choice", "figure"} <= kinds


def test_without_dates_and_without_shipped_facts_the_same_words_are_answered_undated(
    undated: Record,
) -> None:
    counts = [votes(undated.situation(q.id)).with_proposals for q in undated.questions()]
    assert any((c.needed, c.base, c.short) == (23, 34, 3) for c in counts)
    told = occasion(undated, "statement")
    assert len([m for m in told.members if m.role == "signatory"]) == 11
    (issue,) = positions(undated, phrase="recognition", target="Guaido").issues
    assert "MEX" in {s.actor for s in issue.not_among}
    assert not {s.actor for s in issue.stands} & {"MEX", "BOL", "NIC", "SLV"}
    standing = [d for d in demands(undated) if d.status == "standing" and "USA" in d.by]
    assert len([d for d in standing if "government" in d.of]) == 4
    assert any(d.status == "dropped" for d in demands(undated))
    assert {"nearly 70", "74"} <= {
        p.wording.lower() for s in figures(undated, "deaths") for p in s.points
    }
    assert any(term.given_by == "USA" and term.outside for t in talks(undated) for term in t.terms)


# ------------------------------------------------------------------ an unseen crisis

LAYERS = {
    "statement": "statements",
    "position": "positions",
    "act": "events",
    "tally": "votes",
    "membership": "memberships",
    "figure": "figures",
}
QUERIES: dict[str, Callable[[Record], object]] = {
    "members": lambda r: [members(r, "UN-SC", "2017-01-19"), members(r, "ECOWAS", "2017-01-19")],
    "actors": actors,
    "positions": lambda r: positions(r, camps=True),
    "demands": demands,
    "statements": statements,
    "timeline": timeline,
    "figures": figures,
    "talks": talks,
    "conflicts": conflicts,
    "votes": lambda r: [votes(r.situation(q.id)) for q in r.questions()],
}


@pytest.mark.parametrize("kind", LAYERS)
def test_each_kind_of_claim_is_found_on_unseen_crises(unseen: list[Unseen], kind: str) -> None:
    items = [[i for i in c.gold[LAYERS[kind]] if not i["optional"]] for c in unseen]
    found = [crisis.found(kind, some) for crisis, some in zip(unseen, items, strict=True)]
    assert sum(map(len, found)) >= 0.2 * sum(map(len, items))


@pytest.mark.parametrize("query", QUERIES)
def test_each_query_answers_on_unseen_crises(unseen: list[Unseen], query: str) -> None:
    for crisis in unseen:
        QUERIES[query](crisis.record)
