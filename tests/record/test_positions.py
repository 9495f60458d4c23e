from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quorate.claims.claim import AnyClaim, Figure, Membership, Party, Position
from quorate.claims.report import Report
from quorate.claims.source import Passage, Person
from quorate.record.case import Case
from quorate.record.positions import Issue, polarity, positions
from quorate.record.record import Record
from tests.record.conftest import CHARTER, Reading, lake_commission, report_of

TEXT = "Some 50 nations, lake members (excluding C) and the Lake Commission recognised Ana Costa."


@pytest.fixture(scope="module")
def venezuela() -> Record:
    return Record.in_memory(Case(name="Venezuela", crises=("venezuela",)))


def stance(*parties: str | Party, **fields: Any) -> Position:
    """Return a position: recognition of Ana Costa unless it says otherwise."""
    told: dict[str, Any] = {"stance": "recognises", "phrase": "recognition", "target": "Ana Costa"}
    told |= {"source": CHARTER, "since": "2020-05-04"} | fields
    who = tuple(Party(actor=p) if isinstance(p, str) else p for p in parties)
    return Position(parties=who, **told)


DAYS = ("2020-05-04", "2020-05-05", "2020-05-06", "2020-05-07")
MEMBERS = Party(actor="LAKE", members=True)


def record_of(*claims: AnyClaim) -> Record:
    return Record.in_memory(facts=[*lake_commission(), *claims])


def press(*claims: Position, text: str = TEXT, figures: tuple[Figure, ...] = ()) -> Record:
    import msgspec

    report: Report = report_of(text)
    source = report.passage(("main", 0, len(text)))
    read: list[AnyClaim] = [
        msgspec.structs.replace(c, source=source, reader="reader 1", known="2020-05-05")
        for c in claims
    ]
    record = record_of()
    record.add([Reading(report, [*read, *figures])])
    return record


def only(record: Record, on: str | None = "2020-05-10", **asked: Any) -> Issue:
    (issue,) = positions(record.on(on), **asked).issues
    return issue


def test_the_members_of_a_group_are_spread_on_that_day_and_the_excepted_are_not_among_them() -> (
    None
):
    issue = only(press(stance("BBB", MEMBERS, excepted=("CCC",))))
    spread = [s.actor for s in issue.stands if s.spread_from]
    assert spread == ["AAA", "DDD", "EEE", "FFF"]
    assert all("spread, unconfirmed" in s.marks for s in issue.stands if s.spread_from)
    assert [(s.actor, s.side, s.stance) for s in issue.not_among] == [("CCC", "neutral", "")]
    assert "CCC" not in [s.actor for s in issue.stands]
    assert [s.actor for s in issue.stands if s.side == "for" and not s.spread_from] == ["BBB"]


def test_what_names_a_member_stands_before_what_is_spread_to_it() -> None:
    record = press(stance(MEMBERS), stance("AAA", stance="opposes", since="2019-01-01"))
    by_actor = {s.actor: s for s in only(record).stands}
    assert (by_actor["AAA"].side, by_actor["AAA"].spread_from) == ("against", "")
    assert by_actor["BBB"].spread_from == "LAKE"


def test_an_organisation_as_itself_is_spread_to_nobody() -> None:
    issue = only(press(stance("LAKE")))
    assert [s.actor for s in issue.stands] == ["LAKE"]


def test_members_of_the_day_of_the_claim_are_meant_and_not_those_who_join_later() -> None:
    late = Membership(source=CHARTER, group="LAKE", member="GGG", since="2021-01-01")
    record = record_of(late, stance(MEMBERS))
    assert "GGG" not in [s.actor for s in only(record, "2021-06-01").stands]


def test_a_claim_on_members_without_any_day_is_spread_to_nobody_and_says_so() -> None:
    found = positions(record_of(stance(MEMBERS, since=None)))
    assert found.issues == ()
    assert "of no day" in found.problems[0].what


def test_words_for_somebody_are_a_row_and_their_number_a_count() -> None:
    issue = only(press(stance("AAA", Party(words="Some 50 nations"), Party(words="several"))))
    assert [s.actor for s in issue.unnamed] == ["Some 50 nations", "several"]
    assert all("unnamed" in s.marks for s in issue.unnamed)
    assert [(c.wording, c.listed) for c in issue.counts] == [("Some 50 nations", 1)]


def test_a_figure_in_the_same_words_is_the_count_once() -> None:
    report = report_of(TEXT)
    figure = Figure(
        source=report.passage(("main", 0, 7)), quantity="countries", best=50, wording="Some 50",
        known="2020-05-05", reader="reader 1",
    )  # fmt: skip
    issue = only(press(stance("AAA", Party(words="Some 50 nations")), figures=(figure,)))
    assert [(c.wording, c.best, c.day) for c in issue.counts] == [("Some 50", 50, "2020-05-05")]


def test_two_counts_of_two_positions_are_two_series() -> None:
    record = press(
        stance("AAA", Party(words="Some 50 nations"), stance="opposes", target="Bo Reyes"),
        stance("AAA", Party(words="almost 60 nations")),
    )
    series = {
        i.target: [c.wording for c in i.counts] for i in positions(record.on("2020-06-01")).issues
    }
    assert series == {"Bo Reyes": ["Some 50 nations"], "Ana Costa": ["almost 60 nations"]}


def test_an_undated_position_says_nothing_of_days_before_its_report() -> None:
    record = press(stance("AAA", since=None))
    assert positions(record.on("2020-05-04")).issues == ()
    (row,) = only(record, "2020-05-05").stands
    assert "dated by its report" in row.marks


def test_names_of_a_target_are_one_whatever_the_accents_and_the_first_name() -> None:
    record = record_of(
        stance("AAA"), stance("BBB", target="Costa"), stance("CCC", target="Ana Costá")
    )
    assert len(only(record).stands) == 3
    assert len(only(record, target="costa", phrase="Recognition").stands) == 3


def test_two_stances_of_one_day_are_disputed_and_a_later_one_replaces_an_earlier() -> None:
    other = stance("AAA", stance="opposes", source=Person("Ana"))
    both = record_of(stance("AAA"), stance("AAA", stance="opposes"))
    (row,) = only(both).stands
    assert "disputed" in row.marks
    assert len(row.rivals) == 1
    record = record_of(stance("AAA"))
    record.add_claims([other])
    assert only(record).stands[0].side == "against"
    ended = record_of(stance("AAA"), stance("AAA", negated=True, since="2020-08-01"))
    assert only(ended, "2020-07-01").stands[0].side == "for"
    assert only(ended, "2020-09-01").stands[0].side == "against"


def test_polarity_of_a_stance_that_no_list_has_is_neutral() -> None:
    assert polarity("shrugs") == "neutral"
    assert polarity("opposes", negated=True) == "neutral"


def test_camps_put_those_of_one_side_together_and_calls_are_no_side() -> None:
    posts = [
        Membership(source=CHARTER, group="chair", member=m, role="holder", since="2020-01-01")
        for m in ("Ana Costa", "Bo Reyes")
    ]
    record = record_of(
        *posts,
        stance("AAA"),
        stance("BBB", stance="condemns", phrase="the oath"),
        stance("CCC", stance="demands", phrase="to resign"),
        stance("DDD", stance="supports", phrase="him", target="Bo Reyes"),
        stance("AAA", stance="calls_for", phrase="to mediate", target="EEE"),
    )
    found = positions(record.on("2020-06-01"), camps=True)
    camps = {c.about: c for c in found.camps}
    sides = {side: [s.actor for s in who] for side, who in camps["Ana Costa"].sides.items()}
    assert sides == {"for": ["AAA"], "against": ["BBB"]}
    assert camps["Ana Costa"].rivals == ("Bo Reyes",)
    asked = {(c.asked, c.by, c.third_party) for c in found.called}
    assert asked == {("Ana Costa", ("CCC",), False), ("EEE", ("AAA",), True)}


def test_who_recognised_whom_by_8_february_2019(venezuela: Record) -> None:
    record = venezuela.on("2019-02-08")
    issues = {i.target: i for i in positions(record, phrase="recognition").issues}
    stands = [s for s in issues["Juan Guaido"].stands if s.side == "for" and not s.spread_from]
    side = {s.actor for s in stands}
    assert {"USA", "BRA", "GBR"} <= side
    assert not {"MEX", "GUY", "LCA", "ITA", "BOL"} & side
    mexico = next(s for s in issues["Juan Guaido"].stands if s.actor == "MEX")
    assert mexico.side == "neutral"
    assert issues["Juan Guaido"].counts[-1].day <= "2019-02-08"
    assert [c.day for c in issues["Juan Guaido"].counts] == sorted(
        c.day for c in issues["Juan Guaido"].counts
    )


def test_members_excluding_one_are_spread_to_those_without_a_position_of_their_own() -> None:
    record = Record.in_memory(Case(name="Venezuela", crises=("venezuela",)))
    text = "The members of the group, Mexico excluded, recognised Guaido."
    report = report_of(text)
    source: Passage = report.passage(("main", 0, len(text)))
    claim = Position(
        source=source, parties=(Party(actor="LIMA", members=True),), excepted=("MEX",),
        stance="recognises", phrase="recognition", target="Guaido", known="2019-02-08",
        reader="reader 1",
    )  # fmt: skip
    record.add([Reading(report, [claim])])
    issue = only(record, "2019-02-08", phrase="recognition", target="Juan Guaidó")
    assert [s.actor for s in issue.stands if s.spread_from] == ["GUY", "LCA"]
    assert [s.actor for s in issue.not_among] == ["MEX"]


@given(
    told=st.lists(
        st.tuples(
            st.sampled_from(("AAA", "BBB", "CCC")),
            st.sampled_from(("recognises", "rejects", "undecided")),
            st.sampled_from(DAYS), st.sampled_from((None, *DAYS)), st.booleans(),
        ),
        max_size=9,
    ),
    printed=st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_beside_a_count_as_printed_stand_those_who_were_for_it_on_its_day(
    told: list[tuple[str, str, str, str | None, bool]], printed: list[str]
) -> None:
    claims = [
        stance(name, stance=each, since=day, until=until if until and until > day else None,
               negated=negated)
        for name, each, day, until, negated in told
    ] + [stance(Party(words=f"some {n + 20} nations"), since=day)
         for n, day in enumerate(printed)]  # fmt: skip
    record = record_of(*claims)
    for view in (record, record.on("2020-05-06")):
        days = [day for day in printed if day <= (view.on_date or "~")]
        (issue,) = positions(view).issues or (None,)
        counts = issue.counts if issue else ()
        assert [c.day for c in counts] == sorted(days)
        for count in counts:
            (by_then,) = positions(record.on(count.day)).issues
            assert count.listed == sum(s.side == "for" for s in by_then.stands)
