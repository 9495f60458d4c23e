"""Popolo comes back as it went out, and wrong objects are told with their line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quorate.claims.claim import Actor, AnyClaim, Ballot, Membership, Occasion, Tally
from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.record.shipped import shipped
from quorate.views.export import as_json
from quorate.views.exports.popolo import popolo as write
from quorate.views.imports.popolo import popolo as read

ACTORS = shipped().actors()


def told(claims: list[AnyClaim]) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for c in claims:
        if isinstance(c, Ballot):
            found.add(("ballot", c.draft, c.voter, c.choice))
        elif isinstance(c, Membership) and not c.negated:
            found.add(("membership", c.group, c.member, c.role, c.starts))
        elif isinstance(c, Tally) and any(getattr(c, v) is not None for v in Tally.votes):
            found.add(("tally", c.draft, *(getattr(c, v) for v in Tally.votes), c.outcome))
        elif isinstance(c, Occasion) and c.type == "draft":
            found.add(("draft", c.occasion, c.title, c.organ))
    return found


def first_tallies(claims: list[AnyClaim]) -> list[AnyClaim]:
    """Return the claims with one tally and one draft of each id: Popolo has one event of a vote."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for c in claims:
        key = (c.kind, getattr(c, "draft", "") or getattr(c, "occasion", ""))
        if c.kind in ("tally", "occasion") and key in seen:
            continue
        seen.add(key)
        kept.append(c)
    return kept


@pytest.fixture(scope="module")
def demo(demo_case: Path) -> Record:
    return Record.open(demo_case)


def test_votes_counts_and_memberships_come_back_as_they_went_out(
    demo: Record, tmp_path: Path
) -> None:
    path = tmp_path / "popolo.json"
    path.write_text(as_json(write(demo)), encoding="utf-8")
    found = read(path, demo.actors())
    assert found.problems == []
    out = first_tallies([s.claim for s in demo.claims() if s.status != "rejected"])
    assert told(out) <= told(found.claims)
    assert {t for t in told(found.claims) if t[0] != "tally"} == {
        t for t in told(out) if t[0] != "tally"
    }


def document(tmp_path: Path, **lists: Any) -> Path:
    path = tmp_path / "p.json"
    path.write_text(json.dumps(lists, indent=1), encoding="utf-8")
    return path


def test_whoever_is_known_by_id_code_or_name_is_not_minted_again(tmp_path: Path) -> None:
    path = document(
        tmp_path,
        organizations=[
            {"id": "BRA", "name": "whatever"},
            {"id": "x1", "name": "Kanada",
             "identifiers": [{"scheme": "iso2", "identifier": "CA"}]},
            {"id": "x2", "name": "Peru"},
            {"id": "x3", "name": "A new league", "classification": "group"},
        ],
        memberships=[
            {"id": "m", "organization_id": "x3", "member": {"id": each}} for each in
            ("BRA", "x1", "x2")
        ],
    )  # fmt: skip
    found = read(path, ACTORS)
    assert found.problems == []
    assert [c.actor for c in found.claims if isinstance(c, Actor)] == ["x3"]
    members = {c.member for c in found.claims if isinstance(c, Membership)}
    assert members == {"BRA", "CAN", "PER"}


def test_wrong_objects_are_told_with_place_and_line_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    path = document(
        tmp_path,
        vote_events=[
            {"id": "v1", "start_date": "2017-06-19T00:00:00Z",
             "votes": [{"voter_id": "BRA", "option": "yes"},
                       {"voter_id": "nobody", "option": "no"},
                       {"voter_id": "PER", "option": "perhaps"}]},
            {"id": "v2", "start_date": "19 June"},
            {"id": "v3", "counts": [{"option": "yes", "value": "many"}]},
        ],
    )  # fmt: skip
    found = read(path, ACTORS)
    assert {c.voter for c in found.claims if isinstance(c, Ballot)} == {"BRA"}
    wheres = [p.where for p in found.problems]
    assert [w.partition("(")[2] for w in wheres] == [
        "vote_events[0].votes[1])", "vote_events[0].votes[2])", "vote_events[1])",
        "vote_events[2])",
    ]  # fmt: skip
    lines = path.read_text().splitlines()
    number = int(wheres[2].split(":")[1].split()[0])
    assert '"v2"' in lines[number - 1]


def test_what_is_no_document_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text("[1, 2]")
    with pytest.raises(Unusable, match="must be an object"):
        read(path, ACTORS)
