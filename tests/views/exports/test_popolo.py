"""Popolo: valid by its published schemas, and every claim is in it with its source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft3Validator
from referencing import Registry
from referencing.jsonschema import DRAFT3

from quorate.record.record import Record
from quorate.record.review import VerdictAct
from quorate.views.export import as_json
from quorate.views.exports.popolo import popolo

SCHEMAS = Path(__file__).parents[1] / "schemas" / "popolo"
CLASSES = {
    "persons": "person", "organizations": "organization", "memberships": "membership",
    "motions": "motion", "vote_events": "vote_event", "events": "event",
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    return data


@pytest.mark.parametrize("which", ["held", "demo"])
def test_every_object_is_valid_by_the_published_schema_of_its_class(
    which: str, request: pytest.FixtureRequest
) -> None:
    record: Record = request.getfixturevalue(which)
    every = [DRAFT3.create_resource(schema(p.stem)) for p in SCHEMAS.glob("*.json")]
    registry = every @ Registry()
    document = json.loads(as_json(popolo(record)))
    assert document.keys() == CLASSES.keys()
    checked = 0
    for name, objects in document.items():
        told = schema(CLASSES[name])
        validator = Draft3Validator(
            told, registry=registry, format_checker=Draft3Validator.FORMAT_CHECKER
        )
        for each in objects:
            faults = [f.message for f in validator.iter_errors(each)]
            assert not faults, (name, each["id"], faults)
            unknown = set(each) - set(told["properties"])
            assert not unknown, (name, unknown)
            checked += 1
    assert checked >= 10


def test_every_id_that_is_named_is_there(held: Record, demo: Record) -> None:
    for record in (held, demo):
        document = popolo(record)
        ids = {name: {o["id"] for o in document[name]} for name in document}
        actors = ids["persons"] | ids["organizations"]
        for event in document["vote_events"]:
            assert {v["voter_id"] for v in event.get("votes", ())} <= actors
            assert event.get("organization_id", "") in actors | {""}
        for each in document["memberships"]:
            assert each["organization_id"] in actors | ids["events"]
            assert each.get("person_id") in actors or each["member"]["id"] in actors


def test_a_vote_has_its_count_its_result_and_its_sentence(held: Record) -> None:
    (event,) = popolo(held)["vote_events"]
    assert event["counts"] == [{"option": "yes", "value": 20}]
    assert event["result"] == "fail"
    assert {(v["voter_id"], v["option"]) for v in event["votes"]} == {("BRB", "yes"), ("BOL", "no")}
    assert "three votes short" in event["sources"][0]["note"]


@pytest.mark.parametrize("acts", [("reject",), ("accept", "deprecate")])
def test_what_does_not_stand_is_not_taken_along(held: Record, acts: tuple[VerdictAct, ...]) -> None:
    ballot = next(s for s in held.claims() if s.claim.kind == "ballot")
    assert ballot.claim.id in json.dumps(popolo(held))
    for act in acts:
        held.decide([ballot.claim.id], act, by="Ana")
    try:
        assert ballot.claim.id not in json.dumps(popolo(held))
    finally:
        for _ in acts:
            held.decide([ballot.claim.id], "undo", by="Ana")
