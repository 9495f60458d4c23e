"""Who asks what in talks, who must give it, and what ended the rounds before."""

from __future__ import annotations

import msgspec
import pytest

from quorate.claims.claim import (
    Act,
    Actor,
    AnyClaim,
    Ballot,
    Membership,
    Occasion,
    Party,
    Same,
    Term,
)
from quorate.claims.problem import Unusable
from quorate.claims.report import Report
from quorate.claims.source import Person
from quorate.record.bearing import LINKED
from quorate.record.case import Case
from quorate.record.record import Record
from quorate.record.talks import talks
from tests.record.conftest import CHARTER, report_of

TEXT = (
    "State AAA and State BBB met at Lakeside, mediated by State CCC. AAA wants the blockade "
    "lifted, which is State DDD's to do.\n"
    "Similar talks two years ago fell apart over objections from State DDD.\n"
    "The fishermen were criticised elsewhere by State EEE."
)


class Reading(msgspec.Struct):
    report: Report
    claims: list[AnyClaim]


@pytest.fixture(scope="module")
def venezuela() -> Record:
    return Record.in_memory(Case(name="v", crises=("venezuela",)))


@pytest.fixture
def lakeside() -> Record:
    """Talks as one report tells of them, with an earlier round that somebody's objection ended."""
    report = report_of(TEXT)
    common = {"known": report.published, "reader": "test 1"}

    def words(text: str, role: str = "main") -> tuple[str, int, int]:
        return role, TEXT.index(text), TEXT.index(text) + len(text)

    now, before = words("met at Lakeside"), words("Similar talks two years ago")
    claims: list[AnyClaim] = [
        Occasion(source=report.passage(now), occasion="talks-now", type="talks", as_of="2020-05",
                 **common),  # type: ignore[arg-type]  # no confidence
        Occasion(source=report.passage(before), occasion="talks-then", type="talks", as_of="2018",
                 **common),  # type: ignore[arg-type]  # no confidence
        *(
            Membership(source=report.passage(words(f"State {who}")), group="talks-now", member=who,
                       role=role, **common)  # type: ignore[arg-type]  # no confidence
            for who, role in (("AAA", "participant"), ("BBB", "participant"), ("CCC", "mediator"))
        ),
        Term(source=report.passage(words("wants the blockade lifted")), talks="talks-now",
             party="AAA", issue="the blockade lifted", asks=True, given_by="DDD",
             in_return_for="fishing rights", **common),  # type: ignore[arg-type]  # no confidence
        Term(source=report.passage(words("the blockade")), talks="talks-now", party="BBB",
             issue="a new dam", asks=True, negated=True, **common),  # type: ignore[arg-type]
        Act(source=report.passage(words("objections from State DDD")), type="REJECT",
            sources=(Party(actor="DDD"),), targets=(), **common),  # type: ignore[arg-type]
        Act(source=report.passage(words("criticised elsewhere")), type="DISAPPROVE",
            sources=(Party(actor="EEE"),), targets=(), **common),  # type: ignore[arg-type]
    ]  # fmt: skip
    record = Record.in_memory(
        facts=[
            Actor(source=CHARTER, actor=a, type="state", name=f"State {a}")
            for a in ("AAA", "BBB", "CCC", "DDD", "EEE")
        ]
    )
    record.add([Reading(report, claims)])
    return record


def test_what_only_somebody_outside_the_room_can_give_is_marked(lakeside: Record) -> None:
    (now,) = talks(lakeside, "talks-now")
    assert [t.actor for t in now.parties] == ["AAA", "BBB"]
    assert [t.actor for t in now.mediators] == ["CCC"]
    lifted = next(t for t in now.terms if t.standing == "asks")
    assert (lifted.given_by, lifted.outside, lifted.in_return_for) == (
        "DDD",
        True,
        "fishing rights",
    )


def test_a_demand_that_was_dropped_stays_in_the_table_as_dropped(lakeside: Record) -> None:
    (now,) = talks(lakeside, "talks-now")
    assert {t.issue: t.standing for t in now.terms} == {
        "the blockade lifted": "asks", "a new dam": "dropped",
    }  # fmt: skip


def test_what_ended_the_talks_before_is_found_by_its_place_in_the_report(lakeside: Record) -> None:
    (now,) = talks(lakeside, "talks-now")
    assert now.earlier == ("talks-then",)
    (ended,) = now.ended_before
    assert [p.actor for p in ended.by] == ["DDD"]
    assert LINKED in ended.marks
    assert ended.words == "objections from State DDD"


def test_a_veto_of_a_draft_blocks_no_talks_named_beside_it(lakeside: Record) -> None:
    report = report_of(TEXT)
    at = TEXT.index("objections from State DDD")
    source = report.passage(("main", at, at + 10))
    no = Ballot(source=source, draft="d", voter="DDD", choice="no", known=report.published)
    kinds = ("occasion", "membership", "term", "act")
    told = [s.claim for kind in kinds for s in lakeside.stored(kind) if s.claim.reader]
    lakeside.add([Reading(report, [*told, no])])
    (now,) = talks(lakeside, "talks-now")
    assert now.ended_before == ()


def test_criticism_in_another_paragraph_blocks_no_talks(lakeside: Record) -> None:
    assert not any(p.actor == "EEE" for t in talks(lakeside) for b in t.bearing for p in b.by)


def test_a_rejected_term_leaves_the_table(lakeside: Record) -> None:
    (now,) = talks(lakeside, "talks-now")
    lakeside.decide([t.claims[0] for t in now.terms if t.standing == "asks"], "reject", by="Ana")
    (now,) = talks(lakeside, "talks-now")
    assert [t.standing for t in now.terms] == ["dropped"]


def test_the_sanctions_of_2021_are_the_united_states_to_give(venezuela: Record) -> None:
    (now,) = talks(venezuela, "talks-2021")
    assert {t.actor for t in now.parties} == {"VEN-GOV", "VEN-PU"}
    assert ([t.actor for t in now.mediators], [t.actor for t in now.hosts]) == (["NOR"], ["MEX"])
    sanctions = [t for t in now.terms if t.issue == "sanctions"]
    assert [(t.party, t.standing, t.given_by, t.outside) for t in sanctions] == [
        ("USA", "offers", "USA", True), ("VEN-GOV", "asks", "USA", True),
    ]  # fmt: skip
    assert {t.issue for t in now.terms if t.outside} == {"sanctions"}


def test_an_offer_from_somebody_who_is_no_party_comes_from_outside(venezuela: Record) -> None:
    (now,) = talks(venezuela, "talks-2023")
    assert {t.party for t in now.terms if t.outside} == {"USA"}


def test_rounds_stand_in_the_order_in_which_they_follow(venezuela: Record) -> None:
    (now,) = talks(venezuela, "talks-2021")
    assert [r.id for r in now.rounds] == [
        "round-2021-1", "round-2021-2", "round-2021-3", "round-2021-4", "round-2022-1",
    ]  # fmt: skip
    stayed_away = [t.actor for t in now.rounds[3].taking_part if t.role == "absent"]
    assert stayed_away == ["VEN-GOV"]


def test_what_ended_the_talks_of_2019_stands_before_those_of_2021(venezuela: Record) -> None:
    (now,) = talks(venezuela, "talks-2021")
    ended = [(b.type, b.by[0].actor, b.date) for b in now.ended_before if b.on != "talks-2017"]
    assert ended == [
        ("REJECT", "VEN-GOV", "2019-08-07"), ("ABSENT", "VEN-GOV", "2019-08-08"),
        ("REJECT", "Juan Guaido", "2019-09-15"),
    ]  # fmt: skip
    assert [b.date for b in now.blocked] == ["2021-10-16", "2021-10-17"]


def test_a_disputed_offer_keeps_its_doubt(venezuela: Record) -> None:
    (now,) = talks(venezuela, "Santo Domingo")
    date = [t for t in now.terms if t.issue == "date of the presidential election"]
    assert {t.standing for t in date} == {"asks", "offers"}
    assert all(any(m.startswith("disputed") for m in t.marks) for t in date)


def test_before_they_began_talks_are_not_held(venezuela: Record) -> None:
    assert [t.id for t in talks(venezuela.on("2018-01-01"))] == ["talks-2016", "talks-2017"]


def test_unknown_talks_are_refused_with_those_there_are(venezuela: Record) -> None:
    with pytest.raises(Unusable, match="talks-2021"):
        talks(venezuela, "Geneva")


def test_what_two_prints_ask_in_the_same_talks_is_asked_once(lakeside: Record) -> None:
    source = Person("Ana", "the same talks")
    lakeside.add_claims(
        [
            Occasion(source=source, occasion="talks-again", type="talks", as_of="2020-05"),
            Same(source=source, one="talks-again", other="talks-now"),
            Term(source=source, talks="talks-again", party="AAA", issue="the blockade lifted",
                 asks=True, given_by="DDD"),
        ]
    )  # fmt: skip
    now = next(t for t in talks(lakeside) if "2020" in t.date)
    assert [t.issue for t in now.terms].count("the blockade lifted") == 1
