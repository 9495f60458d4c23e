"""Annotated reports are scored as the annotators' scorer does, and read above the floors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from quorate.claims.problem import Unusable
from quorate.cli import run
from quorate.views.annotated import Annotated, annotated, folded
from quorate.views.evaluate import ROWS, evaluate, matched, predictions, scored_by

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"
OWN = ROOT / "tests" / "reading" / "reports"
SETS = {name: GOLD / name for name in ("seeds", "dev", "train")}
SETS |= {name: OWN / name for name in ("learnt", "aside")}

TEXT = (
    "The Lake Council rejected the motion by 12 votes to five on Monday.\n\n"
    "Arne Holt of Norway said that the talks would go on. “We will wait,” Holt said.\n\n"
    "At least 40 boats were held. Norwegian envoys left.\n"
)


def span(words: str, nth: int = 0) -> dict[str, Any]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return {"start": at, "end": at + len(words), "quote": words}


def item(**fields: Any) -> dict[str, Any]:
    return {"id": "x", "optional": False, **fields}


def actor(name: str, *aliases: str, iso3: str | None = None, parts: tuple[str, ...] = ()) -> Any:
    return {"canonical": name, "aliases": list(aliases), "iso3": iso3, "composed_of": list(parts)}


def mention(words: str, who: str, form: str = "name", nth: int = 0) -> dict[str, Any]:
    return item(
        **span(words, nth), canonical=who, form=form, coref_certain=True, in_boilerplate=False
    )


NO_DATE = {"from": None, "to": None}
DATA: dict[str, Any] = {
    "file": "lake.txt",
    "actors": [
        actor("Norway", iso3="NOR"), actor("Arne Holt"), actor("Lake Council", "the Council"),
        actor("the two sides", parts=("Norway", "Lake Council")), actor("Montevideo conference"),
    ],
    "mentions": [
        mention("Lake Council", "Lake Council"), mention("Arne Holt", "Arne Holt"),
        mention("Norway", "Norway"), mention("Norwegian", "Norway", "demonym"),
        mention("Norwegian envoys", "Norway", "nominal"),
    ],
    "statements": [
        item(speakers=["Arne Holt"], segments=[span("the talks would go on")], date=NO_DATE),
        item(speakers=["Arne Holt"], segments=[span("We will wait,")], date=NO_DATE),
    ],
    "positions": [
        item(actors=["Lake Council"], stance="rejects", span=span("rejected the motion"))
    ],
    "events": [
        item(type="REJECT", type_ok=["REJECT", "VOTE"], source=["Lake Council"], target=["Norway"],
             span=span("The Lake Council rejected the motion"))
    ],
    "votes": [
        item(body="Lake Council", span=span("by 12 votes to five"), other_spans=[],
             derived={"threshold": "half of 17"}, absent=None, abstain=None, members_total=None,
             threshold=9, **{"for": 5, "against": 12})
    ],
    "memberships": [
        item(group="Montevideo conference", member="Norway", role="absent", negated=False,
             span=span("Norwegian envoys left"))
    ],
    "figures": [
        item(quantity="boats", value=40, min=40, max=None, qualifier="at least",
             span=span("At least 40 boats"))
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lake.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "lake.json").write_text(json.dumps(DATA), encoding="utf-8")
    return tmp_path


@pytest.fixture
def lake(folder: Path) -> Annotated:
    (report,) = annotated(folder)
    return report


def read(kind: str, words: str, nth: int = 0, **fields: Any) -> dict[str, Any]:
    at = span(words, nth)
    return {"kind": kind, "start": at["start"], "end": at["end"], **fields}


def counted(report: Annotated, row: str, *read_: dict[str, Any]) -> tuple[int, int, int, int]:
    found = matched(report, row, read_)
    return len(found.right), len(found.missed), len(found.false), found.neutral


# ------------------------------------------------------------------ against the annotators' scorer


@pytest.mark.parametrize("name", SETS)
def test_the_numbers_are_those_of_the_scorer_and_not_below_the_floors(name: str) -> None:
    folder = SETS[name]
    if not folder.exists():
        pytest.skip("the annotated reports are not on this machine")
    found = evaluate(folder)
    with (ROOT / "bench" / "reading" / "floors.toml").open("rb") as file:
        floors = tomllib.load(file)[name]
    assert floors.keys() == set(ROWS)
    fallen = {r.row: (r.f1, floors[r.row]) for r in found.rows if (r.f1 or 0) < floors[r.row]}
    assert not fallen, "F1 and floor, by row"
    if (scorer := GOLD / "score.py").exists():
        assert list(found.rows) == scored_by(scorer, folder, predictions(folder))


# ------------------------------------------------------------------ names


def test_names_are_compared_without_case_accents_articles_and_endings() -> None:
    assert folded("The Côte-d’Ivoire's") == "cote divoire"
    assert folded("U.S.") == folded("us")


def test_an_actor_is_named_by_alias_code_mention_or_part(lake: Annotated) -> None:
    assert lake.names.agree("NOR", ["Norway"])
    assert lake.names.agree(["Nobody", "council"], ["Lake Council"])
    assert lake.names.agree("Norway", ["the two sides"])
    assert lake.names.agree("conference of Montevideo", ["Montevideo conference"]) is False
    assert lake.names.agree("Montevideo", ["Montevideo conference"])
    assert not lake.names.agree("Lake", ["Lake Council"])
    assert not lake.names.agree(None, ["Norway"])


# ------------------------------------------------------------------ what agrees


def test_a_statement_agrees_by_a_speaker_and_half_of_its_words(lake: Annotated) -> None:
    good = read("statement", "the talks would go on", speakers=["Holt", "Arne Holt"])
    short = read("statement", "go on", speakers=["Arne Holt"])
    other = read("statement", "the talks would go on", speakers=["Norway"])
    assert counted(lake, "statement", good) == (1, 1, 0, 0)
    assert counted(lake, "statement", short) == (0, 2, 1, 0)
    assert counted(lake, "statement", other) == (0, 2, 1, 0)


def test_a_position_agrees_by_actor_and_polarity(lake: Annotated) -> None:
    for stance, found in (("condemns", 1), ("supports", 0), ("abstains", 0)):
        said = read("position", "rejected", actors=["Lake Council"], stance=stance)
        assert counted(lake, "position", said)[0] == found


def test_an_act_agrees_by_type_and_source_and_in_its_own_row_by_target(lake: Annotated) -> None:
    act = read("act", "rejected", type="VOTE", source=["Lake Council"], target=["Arne Holt"])
    assert counted(lake, "act", act) == (1, 0, 0, 0)
    assert counted(lake, "act+target", act) == (0, 1, 1, 0)
    assert counted(lake, "act+target", {**act, "target": ["NOR"]}) == (1, 0, 0, 0)
    assert counted(lake, "act", {**act, "type": "AID"}) == (0, 1, 1, 0)


def test_a_tally_may_leave_out_what_is_derived_but_not_contradict_it(lake: Annotated) -> None:
    tally = read("tally", "12 votes", **{"for": 5, "against": 12})
    assert counted(lake, "tally", tally) == (1, 0, 0, 0)
    assert counted(lake, "tally", {**tally, "threshold": 9}) == (1, 0, 0, 0)
    assert counted(lake, "tally", {**tally, "threshold": 10}) == (0, 1, 1, 0)
    assert counted(lake, "tally", {**tally, "for": None}) == (0, 1, 1, 0)


def test_absent_is_a_participant_denied(lake: Annotated) -> None:
    told = read("membership", "left", group="Montevideo conference", member="Norway")
    assert counted(lake, "membership", {**told, "role": "participant", "negated": True})[0] == 1
    assert counted(lake, "membership", {**told, "role": "participant", "negated": False})[0] == 0


def test_a_figure_agrees_by_value_or_by_its_bounds(lake: Annotated) -> None:
    words = "40 boats"
    assert counted(lake, "figure", read("figure", words, value=40))[0] == 1
    assert counted(lake, "figure", read("figure", words, min=40, max=None))[0] == 1
    assert counted(lake, "figure", read("figure", words, value=41, min=41))[0] == 0


def test_a_span_as_long_as_the_text_matches_nothing(lake: Annotated) -> None:
    whole = {"kind": "figure", "start": 0, "end": len(TEXT), "value": 40}
    assert counted(lake, "figure", whole) == (0, 1, 1, 0)


def test_mentions_that_are_no_names_are_neutral_in_their_row_and_wanted_in_the_other(
    lake: Annotated,
) -> None:
    names = [
        read("mention", "Lake Council", actor="Lake Council"),
        read("mention", "Norway", actor="NOR"),
        read("mention", "boats", actor="boats"),
    ]  # fmt: skip
    assert counted(lake, "mention", *names) == (2, 2, 0, 1)
    assert counted(lake, "mention_all", *names) == (2, 3, 1, 0)


def test_two_predictions_of_one_item_are_one_found_and_one_false(lake: Annotated) -> None:
    twice = [read("figure", "40 boats", value=40), read("figure", "40", value=40)]
    assert counted(lake, "figure", *twice) == (1, 0, 1, 0)


# ------------------------------------------------------------------ the command


def test_the_command_prints_a_table_its_errors_and_json(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert run(["evaluate", str(folder)]) == 0
    table = capsys.readouterr().out
    assert all(row in table for row in ROWS)
    assert run(["evaluate", str(folder), "--errors"]) == 0
    assert "missed membership lake.txt" in capsys.readouterr().out
    assert run(["evaluate", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["reports"] == 1
    assert [row["row"] for row in told["rows"]] == list(ROWS)
    assert next(row for row in told["rows"] if row["row"] == "tally")["f1"] == 1.0


def test_another_scorer_may_count(folder: Path, tmp_path: Path) -> None:
    scorer = tmp_path / "mine.py"
    scorer.write_text(
        "import json, sys\n"
        "assert sys.argv[3] == '--json' and all(map(json.loads, open(sys.argv[2])))\n"
        "print(json.dumps({'overall': {'tally': {'key': {'tp': 3, 'fp': 1, 'fn': 0}}}}))\n"
    )
    (row,) = evaluate(folder, scorer).rows
    assert (row.row, row.precision, row.recall) == ("tally", 0.75, 1.0)
    scorer.write_text("raise SystemExit('no such folder')\n")
    with pytest.raises(Unusable, match="does not answer: no such folder"):
        evaluate(folder, scorer)


@pytest.mark.parametrize("data", ["{", "[]", "{}", '{"file": "lake.txt", "mentions": [1]}'])
def test_what_is_not_annotated_is_refused_in_one_sentence(
    folder: Path, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lake.json").write_text(data)
    assert run(["evaluate", str(folder)]) == 2
    assert "no annotated report" in capsys.readouterr().err


def test_an_empty_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(tmp_path)]) == 2
    assert "NAME.txt, NAME.json" in capsys.readouterr().err


def test_less_sure_claims_are_left_out_and_the_rest_is_told_how_well_it_is_borne_out(
    folder: Path,
) -> None:
    whole, none = evaluate(folder), evaluate(folder, least=1.0)
    assert {c.row for c in whole.calibrations} <= set(ROWS)
    assert sum(r.found + r.false for r in none.rows if not r.row.startswith("mention")) == 0
    for one, other in zip(whole.rows, none.rows, strict=True):
        assert one.found + one.missed == other.found + other.missed
    assert none.calibrations == ()


def test_in_every_field_a_position_agrees_only_by_all_actors_and_the_exact_stance(
    lake: Annotated,
) -> None:
    def right(stance: str, *actors: str) -> int:
        told = [read("position", "rejected the motion", actors=[*actors], stance=stance)]
        return len(matched(lake, "position", told, exact=True).right)

    assert right("rejects", "the Council") == 1
    assert right("opposes", "Lake Council") == 0, "of one side, but another stance"
    assert right("rejects", "Lake Council", "Norway") == 0, "one actor too many"
