"""PLOVER: the fields of the codebook, its types alone, and nothing that was not done as done."""

from __future__ import annotations

from quorate.reading.acts.plover import SIXTEEN
from quorate.record.record import Record
from quorate.views.exports.plover import plover

# PLOVER codebook, table "PLOVER JSON": all fields, and those that are required.
FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event",
    "event_loc", "event_text", "quad_code", "event_scale", "mode", "context", "link", "text",
    "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment",
}  # fmt: skip
REQUIRED = {"id", "date", "actor", "event"}
ENTITY = {"code", "sector", "entity_text", "identifier_id", "identifier_text"}
CITED = {"corpus", "citation", "url", "title", "language", "publication", "codebook"}


def test_every_event_has_the_fields_of_the_codebook(held: Record, demo: Record) -> None:
    for record in (held, demo):
        events, _ = plover(record)
        assert events
        for event in events:
            assert set(event) >= REQUIRED
            assert set(event) <= FIELDS
            assert set(event["event"]) <= set(SIXTEEN)
            assert len(event["date"]) == 10
            assert event["actor"]
            for entity in (*event["actor"], *event["recipient"]):
                assert set(entity) <= ENTITY
                assert len(entity.get("code", "ISO")) == 3
            assert set(event.get("cite_info", ())) <= CITED


def test_what_is_alleged_says_so_and_what_has_no_day_is_told_as_left_out(held: Record) -> None:
    events, problems = plover(held)
    by_type = {e["event"][0]: e for e in events}
    assert "mode" not in by_type["SANCTION"]
    assert by_type["ACCUSE"]["mode"] == ["alleged"]
    assert by_type["ACCUSE"]["actor"] == [{"entity_text": "two states"}]
    assert len(problems) == 1
    assert "1 acts have no day" in problems[0].what


def test_the_words_are_where_the_event_says(held: Record) -> None:
    (report,) = held.reports()
    for event in plover(held)[0]:
        at = event["text_info"]
        assert report.text[at["start"] : at["end"]] == event["event_text"][0]
