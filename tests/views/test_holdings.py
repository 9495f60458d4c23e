from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from quorate.claims.claim import AnyClaim, Membership, Occasion, Party, Position
from quorate.cli import run
from quorate.record.actors import actors
from quorate.record.conflicts import conflicts
from quorate.record.demands import demands
from quorate.record.members import members
from quorate.record.positions import positions
from quorate.record.record import Record
from quorate.views import holdings
from quorate.views.tables import Screen
from tests.views.conftest import Reading
from tests.views.conftest import reading as vote_read

TEXT = "The Lima Group met on 6 June. It was signed by Brazil and Peru. Brazil demands free polls."


def reading(text: str = TEXT) -> Reading:
    """Return a report on a statement, with a demand."""
    report = msgspec.structs.replace(vote_read().report, text=text, bytes_hash="b")
    common: dict[str, Any] = {"as_of": "2019-06-06", "known": "2019-06-07", "reader": "test 1"}
    signed = report.passage(("main", text.index("It was"), text.index(" Brazil demands")))
    asked = report.passage(("main", text.index("Brazil demands"), len(text)))
    claims: list[AnyClaim] = [
        Occasion(source=signed, occasion="occasion-t", type="statement", organ="LIMA", **common),
        *(
            Membership(source=signed, group="occasion-t", member=m, role="signatory", **common)
            for m in ("BRA", "PER")
        ),
        Position(
            source=asked, parties=(Party(actor="BRA"), Party(words="some 50 <b>states</b>")),
            stance="demands", phrase="free [red]polls", target="VEN", **common,
        ),
    ]  # fmt: skip
    return Reading(report, claims)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    record = Record.create(folder, "Lima")
    (folder / "case.toml").write_text('name = "Lima"\ncrises = ["venezuela"]\n')
    record.close()
    record = Record.open(folder)
    record.add([reading()])
    record.close()
    return folder


def printed(show: Any, record: Record, found: Any, *more: Any) -> str:
    out = io.StringIO()
    show(Screen(out), found, holdings.footing(record, found), *more)
    return out.getvalue()


def test_members_are_printed_with_their_claims_and_sources_and_the_rival_list(case: Path) -> None:
    record = Record.open(case)
    told = printed(holdings.show_members, record, members(record, "lima-2019-06-06"))
    assert "decided 12, with proposals 12" in told
    assert "conflict: the lists of the sources differ" in told
    assert "not named" in told
    assert "Test Wire, 2017-06-20, wire.txt" in told
    claim = next(s.claim.id for s in record.claims() if s.claim.kind == "membership")
    assert claim[:-8] in told or "[1]" in told
    record.close()


def test_a_demand_is_printed_with_the_sentence_it_stands_in_and_markup_does_nothing(
    case: Path,
) -> None:
    record = Record.open(case)
    told = printed(holdings.show_demands, record, demands(record))
    assert "Brazil demands free polls." in told
    assert "free [red]polls" in told
    assert "some 50 <b>states</b>" in told
    assert "position-" in told
    record.close()


def test_positions_camps_actors_and_conflicts_are_printed_with_what_they_rest_on(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    record = Record.open(case)
    view = record.on("2019-02-08")
    on = printed(holdings.show_positions, view, positions(view, "recognition", "Guaidó"), False)
    assert "Mexico (MEX)" in on
    assert "count as printed" in on
    camps = printed(holdings.show_positions, record, positions(record, camps=True), True)
    assert "rival: Juan Guaidó" in camps
    assert "asked to move" in camps
    who = printed(holdings.show_actors, view, actors(view, "VEN"))
    assert "according to National Assembly" in who
    found = printed(holdings.show_conflicts, record, conflicts(record, "figure"))
    assert "95" in found
    assert "all can be true" in found
    record.close()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["members", "CASE", "lima-2019-06-06"], "members"),
        (["actors", "CASE", "Guaidó", "--on", "2019-02-08"], "actors"),
        (["positions", "CASE", "--phrase", "recognition", "--camps"], "positions"),
        (["demands", "CASE", "--calls"], "demands"),
        (["conflicts", "CASE", "--kind", "list"], "conflicts"),
    ],
)
def test_every_command_gives_json_in_which_each_claim_has_its_source(
    words: list[str], key: str, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([str(case) if w == "CASE" else w for w in words] + ["--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert isinstance(data["problems"], list)
    assert data[key]["sources"]
    assert run([str(case) if w == "CASE" else w for w in words]) == 0


def test_what_is_not_there_is_refused_in_one_sentence(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["members", str(case), "Atlantis"]) == 2
    assert "No group or occasion here is called 'Atlantis'" in capsys.readouterr().err
    assert run(["conflicts", str(case), "--kind", "war"]) == 2
