from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import (
    KINDS,
    AnyClaim,
    Ballot,
    Claim,
    Membership,
    Party,
    Position,
    Tally,
    Weight,
)
from quorate.claims.source import Derived, Passage, Rank, RollCall, Source, Span, Supposed

PASSAGE = Passage(report="report-1", text="abc", spans=(Span("main", 0, 3, "no."),))
SOURCES: tuple[Source, ...] = (PASSAGE, RollCall("Minutes"), Supposed("BRB no"), Derived("x", ()))
TALLIES = st.builds(
    Tally,
    source=st.sampled_from(SOURCES),
    draft=st.text(),
    yes=st.none() | st.integers(0, 200),
    needed=st.none() | st.integers(0, 200),
    how=st.dictionaries(st.sampled_from(["yes", "no"]), st.text(max_size=9)),
    since=st.sampled_from([None, "2017", "2017-06-19"]),
    said_by=st.text(max_size=5),
    negated=st.booleans(),
)


@given(TALLIES)
def test_a_claim_written_and_read_again_is_the_same_claim_with_the_same_id(claim: Tally) -> None:
    back = msgspec.json.decode(msgspec.json.encode(claim), type=AnyClaim)
    assert back == claim
    assert back.id == claim.id


@given(TALLIES, st.text(max_size=5), st.floats(0, 1), st.sampled_from([None, "2020-01-01"]))
def test_reader_confidence_and_publication_are_no_part_of_what_a_claim_is(
    claim: Tally, reader: str, confidence: float, known: str | None
) -> None:
    other = msgspec.structs.replace(claim, reader=reader, confidence=confidence, known=known)
    assert other.id == claim.id


@given(TALLIES, TALLIES)
def test_claims_that_say_different_things_have_different_ids(one: Tally, other: Tally) -> None:
    assert (one == other) == (one.id == other.id)


def test_a_key_says_what_a_claim_is_about_and_nothing_of_what_it_says() -> None:
    yes = Ballot(source=PASSAGE, draft="d", voter="BRB", choice="yes")
    no = Ballot(source=PASSAGE, draft="d", voter="BRB", choice="no")
    assert yes.key == no.key == "d|BRB"
    one = Position(source=PASSAGE, parties=(Party("USA"),), stance="supports", phrase="talks")
    group = Position(
        source=PASSAGE, parties=(Party("USA", members=True),), stance="supports", phrase="talks"
    )
    assert one.key != group.key, "a bloc's position is not that of its members"


def test_ranks_follow_the_source() -> None:
    ranks = [Ballot(source=s, draft="d", voter="BRB", choice="no").rank for s in SOURCES]
    assert ranks == [Rank.PRESS, Rank.OFFICIAL, Rank.SUPPOSED, Rank.DERIVED]


def test_a_weight_keeps_its_digits() -> None:
    weight = Weight(source=PASSAGE, holder="DEU", scheme="share", value=Decimal("18.590"))
    back = msgspec.json.decode(msgspec.json.encode(weight), type=Weight)
    assert str(back.value) == "18.590"


def test_an_unknown_key_is_refused() -> None:
    line = b'{"kind":"ballot","draft":"d","voter":"X","choise":"no","source":{"type":"supposed"}}'
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(line, type=AnyClaim)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.__name__)
def test_key_fields_exist_and_every_kind_says_what_it_is(kind: type[Claim]) -> None:
    assert set(kind.key_fields) <= set(kind.__struct_fields__)
    assert kind.__doc__


def test_a_default_that_was_read_gives_the_same_id_as_one_left_out() -> None:
    told = {"group": "LAKE", "member": "AAA", "source": {"type": "supposed", "words": "w"}}
    read = msgspec.convert({**told, "role": "".join(["mem", "ber"])}, Membership)
    assert read.id == msgspec.convert(told, Membership).id
    again = msgspec.json.decode(msgspec.json.encode(read), type=Membership)
    assert again.id == read.id
