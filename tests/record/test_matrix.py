"""Who stands on most of some questions; `test_projections` compares it with the law."""

from __future__ import annotations

from quorate.claims.claim import Party, Position
from quorate.claims.source import Person
from quorate.record.issues import issues
from quorate.record.matrix import matrix
from quorate.record.record import Record
from tests.record.conftest import lake_commission


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
