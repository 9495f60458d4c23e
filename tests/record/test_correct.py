"""Corrections: what a person writes, held against the report and the record."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from quorate.claims.claim import KINDS, Tally
from quorate.claims.problem import Unusable
from quorate.claims.source import Correction, Passage, Rank
from quorate.record.correct import correction, fields, places, unworded, written
from quorate.record.record import Record
from quorate.record.verify import verify
from tests.record.conftest import TEXT, reading_of


@pytest.fixture
def read(record: Record) -> tuple[Record, Tally]:
    record.add([reading_of()])
    return record, cast(Tally, next(s.claim for s in record.claims() if s.claim.kind == "tally"))


def test_a_correction_weighs_as_a_persons_and_counts_in_place_of_what_was_read(
    read: tuple[Record, Tally],
) -> None:
    record, tally = read
    made = correction(record, tally, by="Ana", why="misread", values={"yes": "2", "short": "2"})
    assert made.rank == Rank.CORRECTION
    record.decide([tally.id], "replace", by="Ana", made=made)
    assert record.claim(tally.id).status == "replaced"
    assert record.claim(made.id).status == "accepted"
    (held,) = record.held("tally", {"draft": [tally.draft]}, decided_only=True)
    assert held.holds.claim == made
    record.decide([tally.id], "undo", by="Ana")
    assert (record.claim(tally.id).status, record.claim(made.id).status) == (
        "proposed", "withdrawn",
    )  # fmt: skip
    record.decide([tally.id], "replace", by="Ben", made=made)
    assert record.claim(made.id).status == "accepted"
    record.decide([made.id], "undo", by="Ben")  # of the correction itself: the same
    assert record.claim(tally.id).status == "proposed"
    assert verify(record) == []


def test_as_of_an_entry_the_correction_was_not_yet_there(read: tuple[Record, Tally]) -> None:
    record, tally = read
    before = record.store.last_entry()
    made = correction(record, tally, by="Ana", values={"yes": "2"})
    record.decide([tally.id], "replace", by="Ana", made=made)
    after = record.store.last_entry()
    record.decide([tally.id], "undo", by="Ana")

    def status(entry: int) -> dict[str, str]:
        return {s.claim.id: s.status for s in record.at_entry(entry).stored("tally")}

    assert made.id not in status(before)
    assert (status(after)[tally.id], status(after)[made.id]) == ("replaced", "accepted")


def test_other_words_must_stand_in_the_report_and_are_found_nearest(
    read: tuple[Record, Tally],
) -> None:
    record, tally = read
    made = correction(record, tally, by="Ana", words="one short\nof the four it needed")
    source = made.source
    assert isinstance(source, Correction)
    assert source.main.words == "one short of the four it needed"
    assert source.stands_in(TEXT)
    with pytest.raises(Unusable, match=r"do not stand in wire\.txt"):
        correction(record, tally, by="Ana", words="five short")


def test_a_word_that_showed_a_value_goes_with_the_value_unless_new_words_are_given(
    read: tuple[Record, Tally],
) -> None:
    record, tally = read
    made = correction(
        record, tally, by="Ana", values={"needed": "4", "yes": "4"}, spans={"yes": "three votes"}
    )
    assert isinstance(made, Tally)
    assert made.how == {}  # it is no longer worked out
    assert isinstance(made.source, Passage)
    assert {s.role: s.words for s in made.source.spans}["yes"] == "three votes"


def test_a_number_that_no_words_show_is_known_as_the_persons_own(
    read: tuple[Record, Tally],
) -> None:
    record, tally = read
    assert unworded(tally) == ()
    bare = correction(record, tally, by="Ana", values={"yes": "99"})
    assert "yes" in unworded(bare)
    shown = correction(record, tally, by="Ana", values={"yes": "4"}, spans={"yes": "three votes"})
    assert "yes" not in unworded(shown)


def test_another_kind_carries_over_what_both_have_and_asks_for_the_rest(
    read: tuple[Record, Tally],
) -> None:
    record, tally = read
    made = correction(
        record, tally, by="Ana", kind="ballot", values={"voter": "State AAA", "choice": "no"}
    )
    assert (made.kind, getattr(made, "draft"), getattr(made, "voter")) == (  # noqa: B009
        "ballot", tally.draft, "AAA",
    )  # fmt: skip
    assert made.since == tally.since
    with pytest.raises(Unusable, match="gives no 'voter'"):
        correction(record, tally, by="Ana", kind="ballot", values={"choice": "no"})


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"values": {"yes": "many"}}, "is no number for yes"),
        ({"values": {"outcome": "won"}}, "'won' is no outcome"),
        ({"values": {"colour": "red"}}, "has no 'colour'"),
        ({"values": {"since": "yesterday"}}, "not a date|since"),
        ({"values": {"said_by": "Narnia"}}, "words that stand in the report"),
        ({"values": {"yes": "3"}}, "Nothing is changed"),
        ({"kind": "rumour"}, "There is no kind"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    read: tuple[Record, Tally], change: dict[str, object], match: str
) -> None:
    record, tally = read
    with pytest.raises(Unusable, match=match):
        correction(record, tally, by="Ana", **change)  # type: ignore[arg-type]


def test_whom_the_record_does_not_know_may_be_named_as_the_report_prints_it(
    read: tuple[Record, Tally],
) -> None:
    record, tally = read
    made = correction(record, tally, by="Ana", values={"said_by": "The Council"})
    assert made.said_by == "The Council"


def test_every_kind_can_be_filled_in_and_every_value_written_reads_back(
    read: tuple[Record, Tally],
) -> None:
    for kind in KINDS:
        assert {f.form for f in fields(kind)} <= {
            "text", "number", "yes or no", "one of", "texts", "parties",
        }  # fmt: skip
    record, tally = read
    same = {f.name: written(getattr(tally, f.name)) for f in fields("tally")}
    made = correction(record, tally, by="Ana", values={**same, "needed": "5"})
    assert made.values == tally.values | {"needed": 5}


def test_places_are_found_whatever_the_white_space() -> None:
    assert places("a b\n b a  b", "a b") == [(0, 3), (7, 11)]
    assert places("a.b", "a+b") == []


def test_a_correction_survives_a_record_made_anew_from_the_file(
    folder: Path, tmp_path: Path
) -> None:
    record = Record.create(folder)
    record.add([reading_of()])
    tally = next(s.claim for s in record.claims() if s.claim.kind == "tally")
    made = correction(record, tally, by="Ana", values={"yes": "2"})
    record.decide([tally.id], "replace", by="Ana", made=made)
    record.close()
    (folder / "record.sqlite").unlink()
    again = Record.open(folder)
    again.add([reading_of()])
    assert again.claim(made.id).status == "accepted"
    assert again.claim(made.id).claim == made
    assert again.claim(tally.id).status == "replaced"
    assert verify(again) == []
    again.close()
