"""What the terminal shows of a deal: supposed values as supposed, blockers and givers by name."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quorate.claims.problem import Unusable
from quorate.cli import app
from quorate.record.case import Case
from quorate.record.record import Record
from quorate.record.worths import Worths, read_worths
from quorate.views.answer import names_of
from quorate.views.deals import bargains, show_bargain, show_moves
from quorate.views.tables import Screen

ISSUES = {
    "political rights and elections": ("democratic institutions recovered", "-4", "5"),
    "sanctions": ("lifted, and assets returned", "5", "-1"),
    "economy and social protection": ("dealt with first", "1", "1"),
}


def table() -> str:
    text = 'talks = "talks-2021"\nwhy = "made up"\n'
    for party in ("VEN-GOV", "VEN-PU"):
        text += f'[[party]]\nparty = "{party}"\nwalk_away = 0\n'
    for issue, (option, *worths) in ISSUES.items():
        for party, worth in zip(("VEN-GOV", "VEN-PU"), worths, strict=True):
            text += f'[[value]]\nparty = "{party}"\nissue = "{issue}"\n'
            text += f'option = "{option}"\nlow = {worth}\n'
    return text


@pytest.fixture(scope="module")
def worths() -> Worths:
    return read_worths(table().encode(), "values.toml")


@pytest.fixture(scope="module")
def august() -> Record:
    return Record.in_memory(Case(name="v", crises=("venezuela",))).on("2021-08-31")


def shown(record: Record, **asked: object) -> str:
    (found,) = bargains(record, "talks-2021", **asked)  # type: ignore[arg-type]  # as asked
    out = io.StringIO()
    show_moves(Screen(out), found.moves, names_of(record))
    show_bargain(Screen(out), found, names_of(record))
    return " ".join(out.getvalue().split())


def test_without_values_only_what_holds_for_all_weights_is_shown(august: Record) -> None:
    told = shown(august)
    assert "7 of 8 packages could be preferred by all" in told
    assert "What somebody outside the room can give United States: sanctions" in told
    assert "efficient package" not in told
    assert "supposed:" not in told


def test_with_values_the_named_packages_stand_and_every_value_is_marked(
    august: Record, worths: Worths
) -> None:
    told = shown(august, worths=worths)
    assert "[all values are supposed]" in told
    assert all(rule in told for rule in ("Nash", "Kalai-Smorodinsky", "egalitarian"))
    assert told.count("supposed: ") == 8
    assert "if United States gives nothing: left is: economy and social protection" in told
    assert "A mediator's single text" in told


def test_a_giver_who_withholds_is_told_as_supposed(august: Record, worths: Worths) -> None:
    told = shown(august, worths=worths, without=("USA",))
    assert "supposed: USA withholds what it can give" in told
    assert "1 of 4 packages is preferred by all" in told


def test_what_cannot_be_worked_out_is_one_sentence(august: Record) -> None:
    (table,) = bargains(Record.in_memory(Case(name="v", crises=("venezuela",))), "talks-2019-table")
    assert table.result is None
    assert table.why
    with pytest.raises(Unusable, match="gives nothing from outside"):
        bargains(august, "talks-2021", None, ["Peru"])


def test_the_command_takes_a_file_of_values_and_gives_json(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text('name = "v"\ncrises = ["venezuela"]\n', encoding="utf-8")
    values = tmp_path / "values.toml"
    values.write_text(table(), encoding="utf-8")
    asked = ["talks", str(tmp_path), "--on", "2021-08-31", "--values", str(values), "--json"]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)["deals"]["talks-2021"]
    assert told["result"]["weighed"]["acceptable"] == 3
    assert len(told["result"]["supposed"]) == 8
    assert "NaN" not in result.stdout
    assert [m["came"] for m in told["moves"]] == [""] * 3
