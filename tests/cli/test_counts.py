"""Votes, what would be otherwise, chances, forecasts and power."""

from __future__ import annotations

from pathlib import Path

import pytest

from quorate.record.record import Record
from tests.cli.conftest import Answer, one_sentence
from tests.views.conftest import ROLL_CALL


def test_votes_prints_the_one_display_twice(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Answer(capsys, "votes", shared).out
    by_name = "by name 20: 6 named, 14 by elimination | not adopted, short of 3"
    assert f"decided        needed 23 (2/3 of 34) | reported 20 | {by_name}" in told
    assert f"with proposals needed 23 (2/3 of 34) | reported 20 (23 - 3) | {by_name}" in told
    assert "marks: proposed; worked out" in told


def test_four_of_the_fourteen_leave_and_the_same_twenty_carry(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leave = [w for m in ("VEN", "BOL", "NIC", "DMA") for w in ("--suppose", f"leave {m}")]
    (vote,) = Answer(capsys, "votes", shared, *leave, "--json").data["votes"]
    assert vote["with_proposals"]["line"].startswith("needed 20 (2/3 of 30)")
    assert vote["with_proposals"]["outcome"] == "adopted"


def test_without_hindsight_the_report_is_not_there_yet(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = Answer(capsys, "votes", shared, "-q", ROLL_CALL, "--known", "2017-06-19", "--json")
    (vote,) = known.data["votes"]
    assert vote["passages"] == []


def test_compare_sets_the_organs_side_by_side(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Answer(capsys, "compare", shared, "--json").data
    needed = {v["organ"]: v["with_proposals"]["needed"] for v in data["votes"]}
    assert needed == {"OAS-MC": 23, "OAS-GA": 18, "OAS-PC": 18}


def test_power_is_told_of_any_organ_without_a_case(capsys: pytest.CaptureFixture[str]) -> None:
    found = Answer(capsys, "power", "UN-SC", "resolutions", "--on", "2020-05-14", "--json").data
    assert found["power"]["winning"] == 848
    assert found["power"]["shares"][0]["shapley"] == "421/2145"
    told = Answer(capsys, "power", "UN-SC", "resolutions", "--on", "2020-05-14")
    assert "19.63 %" in told.out
    assert "United States" in told.out


def test_a_union_that_is_none_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    told = Answer(capsys, "power", "OAS-MC", "--union", "CARICOM")
    assert told.code == 2
    assert "NAME=MEMBER,MEMBER" in told.err


def test_the_forecast_tells_before_which_organ_a_draft_would_carry(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--question", ROLL_CALL, "--on", "2017-06-18", "--forecast")
    found = Answer(capsys, "compare", shared, *words, "--json").data
    chances = {v["organ"]: v["prospects"][0]["chance"] for v in found["votes"]}
    assert chances["OAS-MC"] < 0.2 < chances["OAS-GA"]
    told = Answer(capsys, "compare", shared, *words)
    assert told.out.count("chance to carry") >= 3
    assert "chance to carry" in Answer(capsys, "votes", shared, *words).out
    assert "who decides" in Answer(capsys, "swing", shared, *words).out


ASKED = """
[[question]]
id = "no-organ"
for = ["dam treaty"]

[[question]]
id = "assembly"
organ = "OAS-GA"
for = ["dam treaty"]

[[question]]
id = "shares"
organ = "OAS-GA"
matter = "shares"
for = ["dam treaty"]

[[rule]]
organ = "OAS-GA"
matter = "shares"
adopts = "yes*shares >= 2/3 members*shares"
why = "a trial"
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with three questions: one of no organ, one as usual, one under a rule by shares."""
    folder = tmp_path_factory.mktemp("asked") / "case"
    Record.create(folder, "Asked").close()
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(ASKED)
    (folder / "sums.csv").write_text("member,yes,no\nBRB,.7,.7\n")
    (folder / "beyond.csv").write_text("member,yes\nBRB,1.7\n")
    (folder / "unknown.csv").write_text("member,yes\nAtlantis,.7\n")
    (folder / "lacks.csv").write_text("member,no\nBRB,.7\n")
    return folder


SAID: list[tuple[tuple[str, ...], str, str]] = [
    (("--chance", "BRB yes 1.5"), "is 1.5", "give one from 0 to 1"),
    (("--chance", "BRB yes -.5"), "is -0.5", "give one from 0 to 1"),
    (("--chance", "BRB yes nan"), "is nan", "give one from 0 to 1"),
    (("--chance", "BRB yes much"), "'much'", "write a number from 0 to 1"),
    (("--chance", "BRB yes .5 no .7"), "sum to 1.2", "give four that sum to 1"),
    (("--chance", "BRB"), "says no chance", "'BRB yes .7'"),
    (("--chance", "Atlantis yes .5"), "No actor is called 'Atlantis'", "did you mean"),
    (("--chance", "FRA yes .5"), "FRA has no seat", "leave its chance out"),
    (("--chances", "sums.csv"), "sum to 1.4", "give four that sum to 1"),
    (("--chances", "beyond.csv"), "is 1.7", "give one from 0 to 1"),
    (("--chances", "unknown.csv"), "No actor is called 'Atlantis'", "did you mean"),
    (("--chances", "lacks.csv"), "lacks the column yes", "with the columns"),
    (("--chances", "none.csv"), "is not there", "give a CSV file"),
]


@pytest.mark.parametrize("command", ["votes", "swing"])
@pytest.mark.parametrize(("words", "what", "remedy"), SAID, ids=[" ".join(s[0]) for s in SAID])
def test_a_chance_that_is_none_is_one_sentence_with_its_remedy(
    command: str,
    words: tuple[str, ...],
    what: str,
    remedy: str,
    asked: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = tuple(str(asked / w) if w.endswith(".csv") else w for w in words)
    told = Answer(capsys, command, asked, "-q", "assembly", "--on", "2017-06-01", *words)
    one_sentence(told, what, remedy)


@pytest.mark.parametrize("command", ["votes", "swing", "forecast", "compare", "whip"])
def test_a_rule_without_its_weights_says_which(
    command: str, asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = () if command in ("forecast", "compare") else ("--chance", "others yes .5")
    told = Answer(capsys, command, asked, "-q", "shares", "--on", "2017-06-01", *more)
    if command == "whip":  # a sheet needs no rule
        assert told.code == 0
        return
    one_sentence(told, "names the weight shares, which is not given", "--matter")


def test_power_under_a_rule_without_its_weights_says_which(
    asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Answer(capsys, "power", "OAS-GA", "shares", "--case", asked, "--on", "2017-06-01")
    one_sentence(told, "names the weight shares, which is not given", "--matter")


@pytest.mark.parametrize(
    "words", [("votes",), ("swing",), ("compare",), ("forecast",), ("compare", "--forecast")]
)
def test_a_question_without_an_organ_says_how_to_name_one(
    words: tuple[str, ...], asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = words
    told = Answer(capsys, command, asked, "-q", "no-organ", *rest)
    assert told.code == 0
    assert told.err.count("It names no organ, so who votes") == 1
    assert "--organ" in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize("command", ["votes", "swing"])
def test_a_chance_on_a_question_without_an_organ_is_refused(
    command: str, asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Answer(capsys, command, asked, "-q", "no-organ", "--chance", "others yes .5")
    one_sentence(told, "Who votes on no-organ is not known", "--organ")
