from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import Actor
from quorate.claims.report import Report
from quorate.claims.source import Instrument, Passage
from quorate.reading.names import Names
from quorate.reading.read import READER, predictions, read_report
from tests.reading.counted import score

LIST = Instrument("a list made for this test")
NAMES = Names(
    [
        Actor(
            source=LIST,
            actor="VEN",
            type="state",
            name="Venezuela",
            names={"capital": ("Caracas",)},
        ),
        Actor(
            source=LIST, actor="OAS", type="organisation", name="Organization of American States"
        ),
        Actor(source=LIST, actor="OAS-PC", type="organ", name="Permanent Council", of="OAS"),
    ]
)


def _report(text: str, published: str | None = "2017-06-20") -> Report:
    return Report(name="a.txt", text=text, bytes_hash="", extractor="text 1", published=published)


TEXT = (
    "On Monday the Permanent Council rejected the motion by 17 votes to nine. Venezuela abstained."
)


def test_what_is_read_is_predicted_in_the_form_that_is_scored() -> None:
    rows = predictions(read_report(_report(TEXT), NAMES))
    json.dumps(rows)
    assert [row for row in rows if row["kind"] in ("tally", "mention")] == [
        {
            "file": "a.txt", "kind": "tally", "start": 32, "end": 71, "body": "Permanent Council",
            "for": 9, "against": 17, "abstain": 1, "absent": None, "threshold": None,
            "members": None, "outcome": "failed", "date": "2017-06-19",
        },
        {"file": "a.txt", "kind": "mention", "start": 14, "end": 31, "actor": "Permanent Council"},
        {"file": "a.txt", "kind": "mention", "start": 73, "end": 82, "actor": "VEN"},
    ]  # fmt: skip


def test_claims_carry_the_reader_its_confidence_and_the_day_of_publication() -> None:
    claims = read_report(_report(TEXT), NAMES).claims
    assert {"occasion", "tally", "ballot"} <= {c.kind for c in claims}
    assert {c.reader for c in claims} == {READER}
    assert {c.known for c in claims} == {"2017-06-20"}
    assert all(c.confidence is not None and 0 < c.confidence < 1 for c in claims)


def test_a_second_reading_gives_the_same_claims() -> None:
    first, second = (read_report(_report(TEXT), NAMES).claims for _ in range(2))
    assert [c.id for c in first] == [c.id for c in second]


_CHUNKS = (
    "The council voted 12-7 9 to 5 votes in favour against abstained , . ; “ ” No country short of",
    "the 18 needed two-thirds majority 34-nation adopted rejected motion draft Monday 3 June",
    "Venezuela’s Caracas US Mr. Soto unanimously \u01bb \u01c2 ½ é 🗳 (TSE) by consensus will",
)
_WORDS = st.sampled_from(["\n", "\n\n", *" ".join(_CHUNKS).split(" ")])


@given(st.lists(_WORDS, max_size=60))
def test_shuffled_words_of_voting_are_read_with_every_span_exact(parts: list[str]) -> None:
    text = " ".join(parts)
    reading = read_report(_report(text), NAMES)
    for claim in reading.claims:
        assert isinstance(claim.source, Passage)
        assert claim.source.stands_in(text)
    for row in predictions(reading):
        assert 0 <= row["start"] < row["end"] <= len(text)


@given(
    st.text(), st.sampled_from(["2017-06-20", "2017-06", "2017", "0001-01-01", "9999-12-31", None])
)
def test_any_text_passes(text: str, published: str | None) -> None:
    reading = read_report(_report(text, published), NAMES)
    assert all(c.source.stands_in(text) for c in reading.claims if isinstance(c.source, Passage))


@pytest.mark.parametrize(
    "part",
    [
        "1",
        "voted ",
        ",",
        "“",
        "12-",
        "12 to ",
        "Council ",
        " ",
        "\n",
        ". ",
        "one hundred and ",
        "votes to one ",
        "Venezuela voted against 12, ",
        "of the Al Bo-",
        "two-thirds majority of ",
    ],
)
def test_hostile_repetition_is_read_in_time_that_grows_with_the_length(part: str) -> None:
    read_report(_report(part), NAMES)  # composes the patterns
    spent = []
    for size in (20_000, 80_000):
        text = (part * (size // len(part) + 1))[:size]
        begun = time.process_time()
        read_report(_report(text), NAMES)
        spent.append(time.process_time() - begun)
    assert spent[1] < 12 * spent[0] + 0.5


# ---------------------------------------------------------------- counts, lists, thresholds
SENTENCES = tomllib.loads(Path(__file__).with_name("count_sentences.toml").read_text("utf-8"))[
    "sentence"
]


def test_of_150_sentences_by_somebody_who_had_not_seen_the_grammar_little_is_read_wrongly() -> None:
    found = score(SENTENCES)
    assert len(SENTENCES) == 150
    assert found.precision() >= 0.95, "\n".join(found.faults)


def test_of_sentences_that_count_nothing_nothing_is_counted() -> None:
    found = score(row for row in SENTENCES if row.get("none"))
    assert found.faults == []
