"""Five real reports on one crisis: the path from a sentence to a number, as a new user walks it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from quorate.cli import app

SEEDS = Path(__file__).parents[1].parent / "shared" / "gold" / "seeds"
REPORTS = sorted(SEEDS.glob("*.txt"))
PUBLISHED = ("2017-06-19", "2017-06-20", "2019-06-07", "2021-09-03", "2019-02-08")

pytestmark = pytest.mark.skipif(not REPORTS, reason="the five reports are not on this machine")


def ask(*words: str | Path) -> Any:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("undated") / "case"
    result = CliRunner().invoke(app, ["read", *map(str, REPORTS), "--into", str(case)])
    assert result.exit_code == 0, result.output
    problems = [line for line in result.stderr.splitlines() if "publication date" in line]
    assert len(problems) == len(REPORTS)
    return case


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dated")
    lines = [f"{r.name},{day}" for r, day in zip(REPORTS, PUBLISHED, strict=True)]
    (folder / "dates.csv").write_text("file,published\n" + "\n".join(lines) + "\n")
    words = ["read", *map(str, REPORTS), "--into", str(folder / "case")]
    result = CliRunner().invoke(app, [*words, "--published", str(folder / "dates.csv")])
    assert result.exit_code == 0, result.output
    return folder / "case"


def counted(case: Path, *words: str) -> list[dict[str, Any]]:
    answer = ask("votes", case, *words, "--json")
    return [v for v in answer["votes"] if v["with_proposals"].get("reported")]


def test_the_draft_that_fell_short_is_counted_undated_proposed_and_worked_out(
    undated: Path,
) -> None:
    fallen = [v for v in counted(undated) if v["with_proposals"]["reported"].get("yes")]
    assert len(fallen) == 1
    count = fallen[0]["with_proposals"]
    assert (count["reported"]["yes"], count["needed"], count["base"]) == (20, 23, 34)
    assert count["reported"]["how"]["yes"] == "23 - 3"
    assert (count["outcome"], count["short"]) == ("not adopted", 3)
    assert fallen[0]["organ"] == "OAS-MC"
    assert not fallen[0]["decided"].get("reported")
    assert fallen[0]["held_on"] is None


def test_with_its_date_the_press_draft_joins_the_one_roll_call_that_fits(dated: Path) -> None:
    fallen = next(v for v in counted(dated) if v["question"] == "oas-mc-2017-06-19-a")
    assert fallen["held_on"] == "2017-06-19"
    line = fallen["with_proposals"]["line"]
    assert line.startswith(
        "needed 23 (2/3 of 34) | reported 20 (23 - 3) | by name 20: 6 named, 14 by elimination"
    )
    assert line.endswith("not adopted, short of 3")


def test_the_assembly_to_which_the_draft_is_to_move_needs_eighteen(dated: Path) -> None:
    moved = [v for v in counted(dated) if v["organ"] == "OAS-GA"]
    assert [v["with_proposals"]["needed"] for v in moved] == [18]
    before = ask("compare", dated, "--question", "oas-mc-2017-06-19-a", "--json")
    outcomes = {v["organ"]: v["with_proposals"]["outcome"] for v in before["votes"]}
    assert (outcomes["OAS-MC"], outcomes["OAS-GA"]) == ("not adopted", "adopted")


def test_supposing_a_departure_gives_22_of_33_and_four_departures_let_the_twenty_carry(
    dated: Path,
) -> None:
    def suppose(*members: str) -> dict[str, Any]:
        words = [w for m in members for w in ("--suppose", f"leave {m}")]
        answer = ask("votes", dated, "--question", "oas-mc-2017-06-19-a", *words, "--json")
        found: dict[str, Any] = answer["votes"][0]["with_proposals"]
        return found

    one = suppose("VEN")
    assert (one["needed"], one["base"], one["outcome"]) == (22, 33, "not adopted")
    four = suppose("VEN", "BOL", "NIC", "ECU")
    assert (four["needed"], four["base"], four["outcome"]) == (20, 30, "adopted")


def test_the_five_lead_from_number_to_sentence(dated: Path) -> None:
    fallen = next(v for v in counted(dated) if v["question"] == "oas-mc-2017-06-19-a")
    shown = ask("show", dated, fallen["passages"][0], "--json")
    spans = {span["role"]: span["words"] for span in shown["claim"]["source"]["spans"]}
    assert "23" in spans["needed"]
    assert "34" in spans["base"]
