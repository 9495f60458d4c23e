"""Claims shown, decided, corrected, and the chain of the verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Answer, tally_id
from tests.views.conftest import SENTENCE, reading


def test_show_gives_the_sentence_behind_the_number(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Answer(capsys, "show", shared, tally_id()[:12], "--json").data
    assert [s["text"] for s in data["sentences"]] == [SENTENCE]
    assert SENTENCE in Answer(capsys, "show", shared, "tally-").out


def test_a_verdict_is_taken_and_taken_back(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def status() -> str:
        (claim,) = Answer(capsys, "record", own, "--kind", "tally", "--json").data["claims"]
        return str(claim["status"])

    tally = tally_id()
    for command, after in (
        ("accept", "accepted"), ("reject", "rejected"), ("undo", "accepted"),
        ("deprecate", "deprecated"),
    ):  # fmt: skip
        told = Answer(capsys, command, own, tally, "--by", "Ana", "--why", "as seen", "--json")
        assert [v["by"] for v in told.data["verdicts"]] == ["Ana"]
        assert status() == after
    assert len((own / "verdicts.jsonl").read_text().splitlines()) == 4
    assert Answer(capsys, "verify", own, "--json").data["whole"]


def test_an_accepted_count_is_decided(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for claim in reading().claims:
        assert Answer(capsys, "accept", own, claim.id).code == 0
    (vote,) = Answer(capsys, "votes", own, "--json").data["votes"]
    assert vote["decided"]["line"] == vote["with_proposals"]["line"]
    assert "(23 - 3)" in vote["decided"]["line"]


def test_who_decides_is_the_login_name_unless_given(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "analyst")
    (verdict,) = Answer(capsys, "accept", own, tally_id(), "--json").data["verdicts"]
    assert verdict["by"] == "analyst"


def test_a_correction_is_put_in_place_and_told_and_undo_takes_it_back(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("replace", own, tally_id(), "--set", "yes=19", "--span", "short=three votes",
             "--why", "counted again", "--by", "Ana")  # fmt: skip
    (taken,) = Answer(capsys, *words, "--json").data["verdicts"]
    assert taken["made"]["yes"] == 19
    shown = Answer(capsys, "show", own, taken["replaced_by"])
    assert "corrected by Ana: counted again" in shown.out
    again = Answer(capsys, "show", own, tally_id(), "--json").data
    assert again["claim"]["status"] == "replaced"
    assert Answer(capsys, "undo", own, tally_id()).code == 0
    assert Answer(capsys, "verify", own, "--json").data["whole"]
    refused = Answer(capsys, "replace", own, tally_id(), "--words", "never printed")
    assert refused.code == 2
    assert "do not stand in wire.txt" in refused.err


def test_a_bulk_verdict_falls_on_what_the_filters_leave_and_is_asked_before(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda *_: "n")
    bulk = ("accept", own, "--all", "--kind", "tally", "--reader", "test 1")
    assert Answer(capsys, *bulk).code != 0  # nobody said yes
    taken = Answer(capsys, *bulk, "--yes", "--by", "Ana", "--json").data["verdicts"]
    assert [v["claim"] for v in taken] == [tally_id()]
    assert "leave nothing" in Answer(capsys, *bulk, "--yes").err
    assert "Name claims" in Answer(capsys, "accept", own).err


def test_the_head_in_a_brief_stands_in_the_chain_and_another_does_not(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Answer(capsys, "accept", own, tally_id(), "--by", "Ana")
    head = Answer(capsys, "verify", own, "--json").data["head"]
    assert head[:16] in Answer(capsys, "brief", own).out
    Answer(capsys, "reject", own, tally_id(), "--by", "Ben")
    told = Answer(capsys, "verify", own, "--head", head)
    assert "stands in this chain; 1 verdict came after it" in told.out
    assert Answer(capsys, "verify", own, "--head", head, "--json").data["after"] == 1
    other = Answer(capsys, "verify", own, "--head", "0" * 64)
    assert other.code == 2
    assert "does not stand in this chain" in other.err


def test_members_without_a_group_lists_the_groups(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = {g["group"]: g for g in Answer(capsys, "members", shared, "--json").data["groups"]}
    assert listed["OAS"]["name"] == "Organization of American States"
    assert "quorate members CASE GROUP" in Answer(capsys, "members", shared).out


def test_an_occasion_is_listed_by_its_title_and_not_by_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, case = tmp_path / "wire.txt", tmp_path / "lakes"
    report.write_text("ACCRA, March 5, 2025 (Wire) - Ghana hosted talks on the lakes on Tuesday.\n")
    assert Answer(capsys, "read", report, "--into", case).code == 0
    told = Answer(capsys, "record", case, "--kind", "membership").out
    assert "Ghana is host of talks" in told
    hosted = told.split()[0]
    assert "Ghana is host of talks" in Answer(capsys, "show", case, hosted).out
