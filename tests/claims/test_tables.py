"""A short form stands for just the claims that it says."""

from __future__ import annotations

import pytest

from quorate.claims.claim import (
    KINDS,
    Ballot,
    Base,
    Membership,
    Occasion,
    Party,
    Position,
    Tally,
)
from quorate.claims.source import Derived, Instrument, RollCall
from quorate.claims.tables import (
    ACTOR_FIELDS,
    ROWS,
    BaseRow,
    Common,
    Doubt,
    OccasionRow,
    StanceRow,
    SuspensionRow,
    Totals,
    VoteRow,
    known_keys,
    told_source,
)

SOURCE = RollCall("Record")
COMMON = Common("XYZ", {"source": SOURCE, "since": None, "until": None, "known": None})


def test_a_vote_is_a_draft_a_count_and_a_ballot_for_each_voter() -> None:
    row = VoteRow(
        draft="d",
        organ="XYZ-A",
        on="2017-06-19",
        totals=Totals(yes=2, no=1),
        named={"yes": ("BRB",), "no": ("VEN",)},
        elimination={"yes": ("GUY",)},
    )
    draft, tally, *ballots = row.claims(COMMON)
    assert isinstance(draft, Occasion)
    assert isinstance(tally, Tally)
    assert (tally.yes, tally.no, tally.absent, tally.as_of) == (2, 1, None, "2017-06-19")
    brb, ven, guy = [b for b in ballots if isinstance(b, Ballot)]
    assert (brb.source, ven.choice) == (SOURCE, "no")
    assert guy.source == Derived(rule="elimination", claims=(tally.id, brb.id, ven.id))
    assert {c.known for c in (draft, tally, brb, guy)} == {"2017-06-19"}


def test_a_disputed_choice_is_marked_and_stands_beside_the_one_taken() -> None:
    row = VoteRow(
        draft="d",
        organ="XYZ-A",
        on="2017-06-19",
        named={"yes": ("BRB",), "no": ("VEN",)},
        disputed=(Doubt("BRB", "abstain"),),
    )
    ballots = [b for b in row.claims(COMMON) if isinstance(b, Ballot)]
    marks = {(b.voter, b.choice): b.source.mark for b in ballots if isinstance(b.source, RollCall)}
    assert marks == {
        ("BRB", "yes"): "",
        ("BRB", "abstain"): "disputed",
        ("VEN", "no"): "",
    }


def test_one_base_for_several_organs_is_a_claim_for_each() -> None:
    bases = list(BaseRow(organs=("XYZ-A", "XYZ-B"), count=34, left_out=("CUB",)).claims(COMMON))
    assert [(b.organ, b.count, b.left_out) for b in bases if isinstance(b, Base)] == [
        ("XYZ-A", 34, ("CUB",)),
        ("XYZ-B", 34, ("CUB",)),
    ]


def test_an_occasion_is_itself_and_a_membership_for_each_that_is_named() -> None:
    row = OccasionRow(
        occasion="s", type="statement", as_of="2019-01-04",
        named={"signatory": ("BRB", "GUY"), "absent": ("HTI",)},
    )  # fmt: skip
    occasion, *members = row.claims(COMMON)
    assert isinstance(occasion, Occasion)
    assert (occasion.as_of, occasion.known) == ("2019-01-04", "2019-01-04")
    assert [m.key for m in members] == ["s|BRB|signatory", "s|GUY|signatory", "s|HTI|absent"]
    assert {m.starts for m in members} == {"2019-01-04"}


def test_a_stance_is_a_position_of_each_actor() -> None:
    row = StanceRow(actors=("BRB", "GUY"), stance="recognises", phrase="recognition", target="P")
    assert [p.key for p in row.claims(COMMON)] == ["BRB|recognition|P", "GUY|recognition|P"]
    (of_members,) = StanceRow(
        actors=("EU",), members=True, stance="recognises", phrase="recognition", negated=True
    ).claims(COMMON)
    assert isinstance(of_members, Position)
    assert (of_members.parties, of_members.negated) == ((Party("EU", members=True),), True)


def test_a_suspended_member_keeps_its_membership() -> None:
    (claim,) = SuspensionRow(actor="HND").claims(COMMON)
    assert isinstance(claim, Membership)
    assert claim.key == "XYZ|HND|suspended"


def test_a_table_may_give_article_and_status_in_place_of_its_sources_own() -> None:
    charter = Instrument("Charter", "art. 1", "https://example.org", "seen")
    assert told_source(charter, "", "") == charter
    told = told_source(charter, "art. 5", "not seen")
    assert told == Instrument("Charter", "art. 5", "https://example.org", "not seen")
    assert told_source(SOURCE, "", "in doubt") == RollCall("Record", (), "in doubt")


@pytest.mark.parametrize("table", sorted({*ROWS, *KINDS}))
def test_every_table_may_give_source_dates_and_note(table: str) -> None:
    assert {"source", "article", "status", "note", "since", "until"} <= set(known_keys(table))


def test_the_fields_that_name_actors_are_fields_of_their_kind() -> None:
    for kind, fields in ACTOR_FIELDS.items():
        assert set(fields) <= set(KINDS[kind].__struct_fields__)
