"""PLOVER comes back as it went out; the codebook's own example is read."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from quorate.claims.claim import Act, Party
from quorate.record.record import Record
from quorate.record.shipped import shipped
from quorate.views.exports.plover import plover as write
from quorate.views.imports.plover import plover as read

ACTORS = shipped().actors()


@pytest.fixture(scope="module")
def demo(demo_case: Path) -> Record:
    return Record.open(demo_case)


def test_acts_come_back_as_they_went_out(demo: Record, tmp_path: Path) -> None:
    events, _ = write(demo)
    path = tmp_path / "plover.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(e) + b"\n" for e in events))
    found = read(path, demo.actors())
    assert found.problems == []
    claims = {s.claim.id: s.claim for s in demo.claims()}
    assert len(found.claims) == len(events)
    for event, back in zip(events, found.claims, strict=True):
        act = claims[event["id"]]
        assert isinstance(act, Act)
        assert isinstance(back, Act)
        assert back.as_of == act.starts
        assert [p.actor or p.words for p in back.sources] == [
            p.actor or p.words for p in act.sources
        ]
        assert (back.modality == "actual") == (act.modality == "actual")


def test_the_example_of_the_codebook_is_read_with_older_names_too(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(
        '{"id": "1", "date": "2016-07-24", "actor": [{"code": "USA"}], '
        '"recipient": [{"code": "CAN"}], "event": ["CONSULT"]}\n'
        '{"id": "2", "date": "2016-07-25", "source": [{"actorText": "rebels"}], '
        '"target": [{"code": "VEN", "sector": "GOV"}], "event": "FIGHT"}\n'
    )
    found = read(path, ACTORS)
    assert found.problems == []
    first, second = found.claims
    assert isinstance(first, Act)
    assert isinstance(second, Act)
    assert (first.type, first.sources, first.targets) == (
        "CONSULT", (Party("USA"),), (Party("CAN"),)
    )  # fmt: skip
    assert (second.type, second.sources) == ("ASSAULT", (Party(words="rebels"),))


def test_wrong_lines_are_told_by_number_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    good = '{"id": "1", "date": "2016-07-24", "actor": [{"code": "USA"}], "event": ["AID"]}'
    wrong = [
        "{", "[]", good.replace("AID", "DANCE"), good.replace("2016-07-24", "soon"),
        good.replace('[{"code": "USA"}]', "[]"),
    ]  # fmt: skip
    path.write_text("\n".join([good, *wrong, good]))
    found = read(path, ACTORS)
    assert len(found.claims) == 2
    assert [p.where for p in found.problems] == [f"p.jsonl:{n}" for n in range(2, 7)]
