"""Who stands on most of some questions; `test_projections` compares it with the law."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import AnyClaim, Party, Position
from quorate.claims.source import Person
from quorate.record.actors import fold
from quorate.record.camps import camps_on
from quorate.record.issues import issues, sides_on
from quorate.record.matrix import matrix
from quorate.record.positions import positions
from quorate.record.record import Record
from tests.record.conftest import Reading, lake_commission, report_of

DAYS = ("2020-05-04", "2020-05-05", "2020-05-06", "2020-05-07")


def said(name: str, phrase: str, since: str = "2020-05-04", **fields: object) -> Position:
    told = {"parties": (Party(actor=name),), "stance": "supports"} | fields
    return Position(phrase=phrase, since=since, source=Person("Ana", f"{name} {since}"), **told)  # type: ignore[arg-type]


def test_those_on_most_questions_are_shown_and_all_are_counted() -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add_claims(
        [said("BBB", "the truce"), said("BBB", "the ports"), said("AAA", "the truce")]
    )
    found = matrix(record, issues(record), 1)
    assert [(each.actor, each.name, len(each.cells)) for each in found.lines] == [
        ("BBB", "State BBB", 2)
    ]
    assert found.number == 2


def test_a_field_shows_what_holds_on_the_day_and_nothing_that_has_ended() -> None:
    record = Record.in_memory(facts=lake_commission())
    record.add_claims([
        said("AAA", "the truce"), said("AAA", "the truce", "2020-05-06", stance="opposes"),
        said("BBB", "the truce", until="2020-05-05"), said("CCC", "the truce"),
    ])  # fmt: skip

    def shown(day: str) -> dict[str, str]:
        view = record.on(day)
        lines = matrix(view, issues(view), 9).lines
        return {each.actor: cell.side for each in lines for cell in each.cells if cell}

    assert shown("2020-05-04") == {"AAA": "for", "BBB": "for", "CCC": "for"}
    assert shown("2020-05-07") == {"AAA": "against", "CCC": "for"}


def test_members_of_a_group_have_a_field_through_it() -> None:
    record = Record.in_memory(facts=lake_commission())
    parties = (Party(actor="LAKE", members=True),)
    record.add_claims([said("", "the truce", parties=parties), said("AAA", "the truce")])
    through = {
        each.actor: cell.spread_from
        for each in matrix(record, issues(record), 9).lines for cell in each.cells if cell
    }  # fmt: skip
    assert through.pop("AAA") == ""
    assert through
    assert set(through.values()) == {"LAKE"}


@given(
    told=st.lists(
        st.tuples(
            st.sampled_from(("AAA", "BBB", "CCC", "")), st.sampled_from(("truce", "ports")),
            st.sampled_from(("", "DDD")),
            st.sampled_from(("supports", "opposes", "demands")), st.booleans(),
            st.sampled_from(DAYS), st.sampled_from((None, *DAYS)),
            st.sampled_from(("grammar 1", "model m1")), st.sampled_from(("", "accept", "reject")),
        ),
        min_size=1, max_size=14,
    )
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_where_the_store_can_tell_a_field_is_what_the_law_holds(
    told: list[tuple[str, str, str, str, bool, str, str | None, str, str]],
) -> None:
    record = Record.in_memory(facts=lake_commission())
    report = msgspec.structs.replace(report_of("word " * 99), published="2020-05-05")
    claims: list[AnyClaim] = []
    for n, (name, phrase, target, stance, negated, since, until, reader, _) in enumerate(told):
        source = report.passage(("main", 5 * n, 5 * n + 4))
        made = Position(
            parties=(Party(actor=name) if name else Party(words="some envoys"),), phrase=phrase,
            target=target, stance=stance, negated=negated,
            since=since, until=until if until and until > since else None, source=source,
            known="2020-05-05", reader=reader,
        )  # fmt: skip
        claims.append(made)
    record.add([Reading(report, claims)])
    for claim, (*_, act) in zip(claims, told, strict=True):
        if act:
            record.decide([claim.id], act, by="Ana")  # type: ignore[arg-type]
    for view in (record, record.on("2020-05-05"), record.on("2020-05-06").known("2020-05-05")):
        several = issues(view)
        assert not sides_on(view, [(fold(i.phrase), i.target) for i in several])[1]
        law = {
            (stand.actor, place): (stand.side, stand.stance, stand.negated, stand.since,
                                   stand.decided, stand.claims[0])
            for place, issue in enumerate(positions(view).issues) for stand in issue.stands
        }  # fmt: skip
        found = {
            (each.actor, place): (c.side, c.stance, c.negated, c.since, c.decided, c.claim)
            for each in matrix(view, several, 9).lines
            for place, c in enumerate(each.cells) if c
        }  # fmt: skip
        assert found == law
        whole, some = positions(view, camps=True), camps_on(view, several)
        assert (some.camps, some.called) == (whole.camps, whole.called)
