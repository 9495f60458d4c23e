"""Prints of one story count as one source, until a person parts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from quorate.claims.claim import (
    AnyClaim,
    Different,
    Figure,
    Occasion,
    Party,
    Position,
    Same,
    Statement,
)
from quorate.claims.report import LATER_VERSION, SAME_STORY, Credit, Report, same_story
from quorate.claims.source import Person, digest
from quorate.record.conflicts import conflicts
from quorate.record.contradiction import ONE_STORY
from quorate.record.figures import figures
from quorate.record.record import Record
from quorate.record.statements import statements
from quorate.record.timeline import timeline
from tests.record.conftest import Reading, lake_commission, reading_of

PARAGRAPH = (
    "At least 40 ferries were held in the harbour, and the chair said that talks would go on."
)
OWN = "Our county sent two buses to the quay, and 90 ferries were held there by the evening."


def report(name: str, text: str = PARAGRAPH, outlet: str = "", **fields: Any) -> Report:
    given: dict[str, Any] = {
        "published": "2020-05-05",
        "published_how": "given",
        "outlet": outlet or name,
    }
    return Report(
        name=name, text=text, bytes_hash=digest(name), extractor="text 1", **{**given, **fields}
    )


def same(one: Report, other: Report, step: str = SAME_STORY) -> Same:
    return same_story(one.id, other.id, step, reader="copies 1", confidence=0.8)


def figure(of: Report, words: str, best: int) -> Figure:
    at = of.text.index(words)
    return Figure(
        source=of.passage(("main", at, at + len(words))), quantity="ferries", best=best, low=best,
        wording=words, known=of.published, reader="reader 1",
    )  # fmt: skip


def statement(of: Report, words: str = "the chair said that talks would go on") -> Statement:
    at = of.text.index(words)
    return Statement(
        source=of.passage(("main", at, at + len(words))), speakers=("chair",), mode="indirect",
        known=of.published, reader="reader 1",
    )  # fmt: skip


def added(*readings: tuple[Report, Sequence[AnyClaim]]) -> Record:
    record = Record.in_memory(facts=lake_commission())
    record.add(Reading(each, list(claims)) for each, claims in readings)
    return record


def five(step: str = SAME_STORY) -> tuple[Record, list[Report]]:
    """Return a record in which five outlets print one story."""
    prints = [report(f"Outlet {n}", f"{n}. Harbour\n{PARAGRAPH}") for n in range(5)]
    told: list[tuple[Report, list[AnyClaim]]] = []
    for each in prints:
        claims: list[AnyClaim] = [figure(each, "40 ferries", 40), statement(each)]
        told.append((each, claims if each is prints[0] else [*claims, same(prints[0], each, step)]))
    return added(*told), prints


def test_five_prints_of_one_story_are_one_source() -> None:
    record, prints = five()
    (point,) = figures(record)[0].points
    assert point.sources == ("Outlet 0",)
    assert len(point.claims) == 5
    (said,) = statements(record)
    assert said.sources == ("Outlet 0",)
    assert len(said.claims) == 5
    story = record.stories().of(prints[3].id)
    assert story.first == prints[0].id
    assert len(story.others) == 4


def test_rejecting_the_link_parts_a_report_and_undo_restores_it() -> None:
    record, prints = five()
    link = same(prints[0], prints[1]).id
    record.decide([link], "reject", by="Ana")
    (point,) = figures(record)[0].points
    assert point.sources == ("Outlet 0", "Outlet 1")
    assert record.stories().of(prints[1].id).first == prints[1].id
    record.decide([link], "undo", by="Ana")
    assert figures(record)[0].points[0].sources == ("Outlet 0",)


def test_a_person_may_say_that_two_reports_are_one_or_two() -> None:
    record = added(*((r, [figure(r, "40 ferries", 40)]) for r in (report("A"), report("B"))))
    assert figures(record)[0].points[0].sources == ("A", "B")
    person = Person("Ana", "the same desk")
    one, other = report("A").id, report("B").id
    record.add_claims([Same(source=person, one=one, other=other)])
    assert figures(record)[0].points[0].sources == ("A",)
    record.add_claims([Different(source=person, one=other, other=one)])
    assert figures(record)[0].points[0].sources == ("A", "B")


def test_two_that_a_person_parted_are_not_joined_by_way_of_a_third() -> None:
    record, prints = five()
    record.decide([same(prints[0], prints[1]).id], "reject", by="Ana")
    # As it may be found when the reports come anew, in another order.
    stranger = msgspec.structs.replace(same(prints[1], prints[2]), confidence=0.7)
    record.add([Reading(prints[1], [figure(prints[1], "40 ferries", 40), stranger])])
    assert record.stories().of(prints[1].id).others == ()
    assert len(record.stories().of(prints[0].id).others) == 3


def test_the_desk_of_an_earlier_entry_saw_no_link() -> None:
    record, _ = five()
    assert not record.at_entry(1).stories()
    assert record.stories()


def test_what_an_outlet_adds_in_its_own_words_stays_its_own() -> None:
    first, second = report("A"), report("B", f"{PARAGRAPH}\n{OWN}")
    record = added(
        (first, [figure(first, "40 ferries", 40)]),
        (second, [figure(second, "40 ferries", 40), figure(second, "90 ferries", 90),
                  same(first, second)]),
    )  # fmt: skip
    sources = {p.best: p.sources for p in figures(record)[0].points}
    assert sources == {40: ("A",), 90: ("B",)}


def test_the_credited_agency_stands_for_the_story_though_it_came_last() -> None:
    reprint = report("Post", credits=(Credit(0, 2, "Reuters"),), published="2020-05-04")
    wire = report("wire.txt", outlet="Reuters")
    record = added(
        (reprint, [figure(reprint, "40 ferries", 40)]),
        (wire, [figure(wire, "40 ferries", 40), same(reprint, wire)]),
    )
    assert figures(record)[0].points[0].sources == ("Reuters",)


def test_a_later_version_is_linked_with_the_one_before_and_is_no_second_source() -> None:
    first = report("v1", outlet="Reuters")
    second = report("v2", PARAGRAPH.replace("40", "44"), "Reuters", published="2020-05-06")
    days = {"as_of": "2020-05-04"}
    claims = [
        msgspec.structs.replace(figure(r, f"{n} ferries", n), **days)
        for r, n in ((first, 40), (second, 44))
    ]
    record = added((first, [claims[0]]), (second, [claims[1], same(first, second, LATER_VERSION)]))
    assert record.stories().of(second.id).version_of == first.id
    assert record.stories().of(first.id).version_of == ""
    assert conflicts(record, "figure") == ()
    record.decide([same(first, second, LATER_VERSION).id], "reject", by="Ana")
    assert len(conflicts(record, "figure")) == 1


def test_what_versions_of_one_story_say_differently_carries_that_mark() -> None:
    first = report("v1", outlet="Reuters")
    second = report("v2", PARAGRAPH.replace("40", "44"), "Reuters", published="2020-05-06")

    def position(of: Report, stance: str) -> Position:
        return Position(
            source=of.passage(("main", 0, 20)), parties=(Party("AAA"),), stance=stance,
            phrase="the talks", as_of="2020-05-04", known=of.published, reader="reader 1",
        )  # fmt: skip

    link = same(first, second, LATER_VERSION)
    record = added(
        (first, [position(first, "supports")]), (second, [position(second, "opposes"), link])
    )
    (found,) = conflicts(record, "position")
    assert ONE_STORY in found.marks
    record.decide([link.id], "reject", by="Ana")
    assert conflicts(record, "position")[0].marks == ()


def test_an_undated_vote_in_five_prints_is_one_question() -> None:
    readings = []
    text = "Rain fell.\nThe text won three votes, one short of the four it needed."
    prints = [report(f"Outlet {n}", text.replace("Rain", f"Rain {n}")) for n in range(5)]
    for each in prints:
        claims = list(reading_of(each, day=None).claims)
        readings.append(
            (each, [*claims, same(prints[0], each)] if each is not prints[0] else claims)
        )
    record = added(*readings)
    assert len(record.questions()) == 1
    assert len([c for c in record.derived() if isinstance(c, Same)]) == 4
    apart = added(*((r, [c for c in cs if not isinstance(c, Same)]) for r, cs in readings))
    assert len(apart.questions()) == 5


def test_an_undated_meeting_in_two_prints_happened_once() -> None:
    first, second = report("A"), report("B", PARAGRAPH + "\nMore follows.")

    def meeting(of: Report) -> Occasion:
        return Occasion(
            source=of.passage(("main", 0, 20)), occasion=f"meeting-{of.id}", type="meeting",
            title="the talks", reader="reader 1",
        )  # fmt: skip

    record = added((first, [meeting(first)]), (second, [meeting(second), same(first, second)]))
    assert len(timeline(record, "meeting").events) == 1


@pytest.mark.parametrize(
    ("second", "parted", "number"),
    [
        ("Ferry talks end", False, 1),  # told in the headline that another outlet wrote
        ("Ferry talks end", True, 2),
        ("Ferry talks end, rival talks begin", False, 3),  # which of two?
    ],
)
def test_the_only_talks_of_two_prints_are_one_however_they_are_told(
    second: str, parted: bool, number: int
) -> None:
    first = report("A", f"Harbour waits\n{PARAGRAPH}")
    other = report("B", f"{second}\n{PARAGRAPH.replace('talks', 'they')}")
    link = [] if parted else [same(first, other)]
    found = [
        [talks(each, at) for at, word in enumerate(each.text.split(" ")) if word == "talks"]
        for each in (first, other)
    ]
    record = added((first, found[0]), (other, [*found[1], *link]))
    assert len(record.held("occasion", {"type": ["talks"]})) == number


def talks(of: Report, word: int) -> Occasion:
    at = len(" ".join([*of.text.split(" ")[:word], ""]))
    return Occasion(
        source=of.passage(("main", at, at + 5)), occasion=f"talks-{of.text_hash}-{at}",
        type="talks", title="talks", known=of.published, reader="reader 1",
    )  # fmt: skip


def test_adding_the_same_reading_again_changes_nothing() -> None:
    record, prints = five()
    entry = record.store.last_entry()
    claims: list[AnyClaim] = [
        figure(prints[1], "40 ferries", 40), statement(prints[1]), same(prints[0], prints[1])
    ]  # fmt: skip
    assert record.add([Reading(prints[1], claims)]).claims == 0
    assert record.store.last_entry() == entry


def test_a_link_of_other_reports_is_refused() -> None:
    record, prints = five()
    stranger = report("Stranger")
    added_ = record.add([Reading(stranger, [same(prints[0], prints[1])])])
    assert len(added_.problems) == 1


@pytest.mark.parametrize("report_id", ["", "report-unknown"])
def test_an_unknown_report_stands_for_itself(report_id: str) -> None:
    record, _ = five()
    assert record.stories().of(report_id).first == report_id
